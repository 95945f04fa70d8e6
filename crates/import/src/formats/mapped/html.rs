//! Text that a scraper took out of a page with its markup.

/// Whether a value holds markup: a tag that closes or has an attribute, or an entity.
#[must_use]
pub fn looks_marked_up(text: &str) -> bool {
    ["</", "<br", "<a ", "<span", "<img ", "/>"].iter().any(|mark| text.contains(mark))
        || ["&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;", "&#"].iter().any(|mark| text.contains(mark))
}

/// The text without tags, entities resolved; line breaks stay. What only looks like a tag (`3 < 5`) stays too.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let taken = if from.starts_with('<') { tag(from, &mut out) } else { entity(from, &mut out) };
        rest = taken.unwrap_or_else(|| {
            let mut characters = from.chars();
            out.extend(characters.next());
            characters.as_str()
        });
    }
    out.push_str(rest);
    out.trim().to_owned()
}

fn tag<'a>(from: &'a str, out: &mut String) -> Option<&'a str> {
    let (inside, after) = from.strip_prefix('<')?.split_once('>')?;
    let name = inside.trim_start_matches('/');
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!') || inside.contains('<') {
        return None;
    }
    let name: String = name.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    if name == "br" || (inside.starts_with('/') && matches!(name.as_str(), "p" | "div" | "li")) {
        out.push('\n');
    }
    Some(after)
}

fn entity<'a>(from: &'a str, out: &mut String) -> Option<&'a str> {
    let (name, after) = from.strip_prefix('&')?.split_once(';')?;
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control() || *c == '\n')?
        }
    };
    out.push(character);
    Some(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_words_stay() {
        for (text, expected) in [
            ("办事<a href='//x'>#指南#</a>&amp;说明<br />请带证件", "办事#指南#&说明\n请带证件"),
            ("3 < 5，5 > 3", "3 < 5，5 > 3"),
            ("<span class=\"icon\"><img src='x'></span>抖音&#39;&#x4e2d;&nbsp;", "抖音'中"),
            ("没有标记 & 符号", "没有标记 & 符号"),
            ("<", "<"),
            ("&#xd800;&#0;", "&#xd800;&#0;"),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
        assert!(!looks_marked_up("3 < 5"));
    }
}
