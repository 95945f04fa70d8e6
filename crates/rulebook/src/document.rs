//! `rule.md` taken apart: front matter, and the sections under the fixed headings.

use std::collections::BTreeMap;

/// The headings every rule has, in this order, as `## ` lines.
pub(crate) const HEADINGS: [&str; 10] = [
    "依据条款",
    "查什么",
    "为什么",
    "需要哪些数据",
    "判定",
    "不适用情形",
    "通报用语",
    "整改要求与期限",
    "复查判据",
    "已知误报",
];

/// A `rule.md` in its parts.
#[derive(Debug)]
pub(crate) struct Document {
    /// The YAML between the two `---` lines.
    pub(crate) front_matter: String,
    /// Lines before the YAML, to turn its line numbers into the file's.
    pub(crate) front_matter_starts: usize,
    /// What stands under each heading, by the heading without its remark in brackets.
    pub(crate) sections: BTreeMap<String, String>,
    /// The headings in the order they stand.
    pub(crate) order: Vec<String>,
}

impl Document {
    /// Takes the text apart; `None` where there is no front matter.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        if lines.next()?.trim_end() != "---" {
            return None;
        }
        let mut front_matter = String::new();
        let mut closed = false;
        for line in lines.by_ref() {
            if line.trim_end() == "---" {
                closed = true;
                break;
            }
            front_matter.push_str(line);
            front_matter.push('\n');
        }
        if !closed {
            return None;
        }
        let mut sections = BTreeMap::new();
        let mut order = Vec::new();
        let mut current: Option<(String, String)> = None;
        for line in lines {
            if let Some(heading) = line.strip_prefix("## ") {
                if let Some((name, body)) = current.take() {
                    sections.insert(name, body.trim().to_owned());
                }
                let name = heading.split(['（', '(']).next().unwrap_or(heading).trim().to_owned();
                order.push(name.clone());
                current = Some((name, String::new()));
            } else if let Some((_, body)) = &mut current {
                body.push_str(line);
                body.push('\n');
            }
        }
        if let Some((name, body)) = current {
            sections.insert(name, body.trim().to_owned());
        }
        Some(Self { front_matter, front_matter_starts: 1, sections, order })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_and_sections_are_told_apart() {
        let document =
            Document::parse("---\ncode: Z99\n---\n# 标题\n\n## 查什么\n甲\n\n## 判定（疑似→认定）\n乙\n").unwrap();
        assert_eq!(document.front_matter, "code: Z99\n");
        assert_eq!(document.order, ["查什么", "判定"]);
        assert_eq!(document.sections["判定"], "乙");
    }

    #[test]
    fn a_text_without_front_matter_is_no_rule() {
        assert!(Document::parse("## 查什么\n").is_none());
        assert!(Document::parse("---\ncode: Z99\n").is_none());
        assert!(Document::parse("").is_none());
    }
}
