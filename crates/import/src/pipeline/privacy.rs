//! Masking at import: what people wrote keeps its words and loses the numbers that name a person.

use text::mask::{Masked, PersonalSpan, mask, personal_data};

/// Masks a text; the spans are dropped.
#[must_use]
pub fn masked(text: Option<String>) -> Option<String> {
    text.map(|text| mask(&text).text)
}

/// A number in a column of numbers is starred out whatever its form.
#[must_use]
pub fn starred_digits(text: Option<String>) -> Option<String> {
    text.map(|text| mask(&text).text.chars().map(|c| if c.is_numeric() { '*' } else { c }).collect())
}

/// What stands between the names of a cell.
const BETWEEN_NAMES: [char; 8] = ['、', '，', ',', '/', ' ', '\n', ';', '；'];

/// The names of a cell, each but for its first character.
#[must_use]
pub fn masked_names(text: Option<String>) -> Option<String> {
    text.map(|text| {
        let masked = mask(&text).text;
        let mut out = String::with_capacity(masked.len());
        for piece in masked.split_inclusive(BETWEEN_NAMES) {
            let name = piece.trim_end_matches(BETWEEN_NAMES);
            out.push_str(&text::mask::mask_name(name));
            out.push_str(piece.strip_prefix(name).unwrap_or(""));
        }
        out
    })
}

/// Masks title and content together and describes what was masked.
#[must_use]
pub fn masked_pair(title: Option<String>, content: Option<String>) -> (Option<String>, Option<String>, Option<String>) {
    let same = title.is_some() && title == content;
    let title: Option<Masked> = title.map(|text| mask(&text));
    let content: Option<Masked> = if same { title.clone() } else { content.map(|text| mask(&text)) };
    let spans = |masked: &Option<Masked>| masked.as_ref().map(|masked| masked.spans.clone()).unwrap_or_default();
    let (title_spans, content_spans): (Vec<PersonalSpan>, Vec<PersonalSpan>) = (spans(&title), spans(&content));
    let personal = personal_data(&[("title", &title_spans), ("content", &content_spans)]);
    (title.map(|masked| masked.text), content.map(|masked| masked.text), personal)
}

/// A raw record for the quarantine: masked and cut to a length that a person can read.
#[must_use]
pub fn quarantined(raw: &str) -> String {
    const KEPT_CHARS: usize = 4_000;
    let kept: String = raw.chars().filter(|c| *c != '\0').take(KEPT_CHARS).collect();
    mask(&kept).text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_of_contacts() {
        assert_eq!(masked_names(Some("周某、何某某".into())).as_deref(), Some("周*、何**"));
        assert_eq!(starred_digits(Some("0900-7000101".into())).as_deref(), Some("****-*******"));
        assert_eq!(masked_names(None), None);
    }

    #[test]
    fn what_was_masked_is_described_for_both_fields() {
        let text = Some("联系 13800138000".to_owned());
        let (title, content, personal) = masked_pair(text.clone(), text);
        assert_eq!(title.as_deref(), Some("联系 ***********"));
        assert_eq!(title, content);
        let personal = personal.unwrap();
        assert!(personal.contains("\"title\"") && personal.contains("\"content\""), "{personal}");
    }
}
