//! The wording for the circular: a template whose placeholders are columns of the rule's own answer.

use std::collections::{BTreeMap, BTreeSet};

use model::{Platform, UnitType};

use crate::value::{Value, decimals};

/// A parsed template such as `“{name}”（{platform}）已{value}天未更新`. `{share:percent}` writes 0.8 as 80%;
/// `{{` and `}}` are braces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Column { name: String, percent: bool },
}

/// Why a wording could not be rendered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WordingError {
    /// The rule's answer has no such column.
    #[error("the wording uses {{{0}}}, which the query does not return")]
    NoColumn(String),
    /// The column is NULL in this row.
    #[error(
        "the wording uses {{{0}}}, which is NULL in this finding; let the SQL return a value (coalesce) or leave it out"
    )]
    Null(String),
    /// `percent` was asked of something that is no number.
    #[error("the wording writes {{{0}:percent}}, but that column is not a number")]
    NotANumber(String),
}

impl Wording {
    /// Parses the section 通报用语; the `>` of a quotation is dropped, lines are joined.
    ///
    /// # Errors
    /// A sentence that says which brace is wrong.
    pub fn parse(section: &str) -> Result<Self, String> {
        let template: String =
            section.lines().map(|line| line.trim_start().trim_start_matches('>').trim()).collect::<Vec<_>>().concat();
        let mut parts = Vec::new();
        let mut text = String::new();
        let mut characters = template.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '{' if characters.peek() == Some(&'{') => {
                    characters.next();
                    text.push('{');
                }
                '}' if characters.peek() == Some(&'}') => {
                    characters.next();
                    text.push('}');
                }
                '{' => {
                    let mut inside = String::new();
                    let mut closed = false;
                    for next in characters.by_ref() {
                        if next == '}' {
                            closed = true;
                            break;
                        }
                        inside.push(next);
                    }
                    if !closed {
                        return Err(format!("`{{{inside}` is never closed; write `{{column}}`, or `{{{{` for a brace"));
                    }
                    if !text.is_empty() {
                        parts.push(Part::Text(std::mem::take(&mut text)));
                    }
                    parts.push(column(&inside)?);
                }
                '}' => return Err("a `}` stands alone; write `}}` for a brace".to_owned()),
                other => text.push(other),
            }
        }
        if !text.is_empty() {
            parts.push(Part::Text(text));
        }
        if parts.is_empty() {
            return Err(
                "the wording is empty; write the sentence for the circular with {column} placeholders".to_owned()
            );
        }
        Ok(Self { parts })
    }

    /// The columns it names.
    #[must_use]
    pub fn columns(&self) -> BTreeSet<&str> {
        let mut columns = BTreeSet::new();
        for part in &self.parts {
            if let Part::Column { name, .. } = part {
                columns.insert(name.as_str());
            }
        }
        columns
    }

    /// The sentence for one finding.
    ///
    /// # Errors
    /// If a column is absent, NULL, or not a number where a percentage was asked for.
    pub fn render(&self, values: &BTreeMap<String, Value>) -> Result<String, WordingError> {
        let mut sentence = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => sentence.push_str(text),
                Part::Column { name, percent } => {
                    let value = values.get(name).ok_or_else(|| WordingError::NoColumn(name.clone()))?;
                    let shown = value.chinese().ok_or_else(|| WordingError::Null(name.clone()))?;
                    if *percent {
                        let number = value.as_number().ok_or_else(|| WordingError::NotANumber(name.clone()))?;
                        sentence.push_str(&decimals(number * 100.0, 1));
                        sentence.push('%');
                    } else if let (true, Some(platform)) = (name == "platform", Platform::from_id(&shown)) {
                        sentence.push_str(platform.chinese());
                    } else if let (true, Some(unit)) = (name == "department", UnitType::from_id(&shown)) {
                        sentence.push_str(unit.chinese());
                    } else {
                        sentence.push_str(&shown);
                    }
                }
            }
        }
        Ok(sentence)
    }
}

fn column(inside: &str) -> Result<Part, String> {
    let (name, format) = inside.split_once(':').unwrap_or((inside, ""));
    let name = name.trim();
    let plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !plain {
        return Err(format!(
            "`{{{inside}}}` is not a column; write its name in small letters, for example {{last_posted_day}}"
        ));
    }
    match format.trim() {
        "" => Ok(Part::Column { name: name.to_owned(), percent: false }),
        "percent" => Ok(Part::Column { name: name.to_owned(), percent: true }),
        other => Err(format!("`{other}` is not a format; write {{{name}}} or {{{name}:percent}}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values() -> BTreeMap<String, Value> {
        BTreeMap::from([
            ("name".to_owned(), Value::Text("样例镇发布".to_owned())),
            ("platform".to_owned(), Value::Text("douyin".to_owned())),
            ("department".to_owned(), Value::Text("health".to_owned())),
            ("value".to_owned(), Value::Int(15)),
            ("share".to_owned(), Value::Float(0.857)),
            ("last".to_owned(), Value::Day("2021-02-10".parse().unwrap())),
            ("gone".to_owned(), Value::Null),
        ])
    }

    #[test]
    fn the_findings_own_values_make_the_sentence() {
        let wording =
            Wording::parse("> “{name}”（{platform}）自{last}起\n> {value}天未更新，占{share:percent}{{。}}").unwrap();
        let sentence = wording.render(&values()).unwrap();
        assert_eq!(sentence, "“样例镇发布”（抖音）自2021年2月10日起15天未更新，占85.7%{。}");
        assert_eq!(wording.columns().into_iter().collect::<Vec<_>>(), ["last", "name", "platform", "share", "value"]);
    }

    #[test]
    fn a_department_is_called_by_its_name() {
        let wording = Wording::parse("应答部门：{department}").unwrap();
        assert_eq!(wording.render(&values()).unwrap(), "应答部门：卫健");
    }

    #[test]
    fn a_missing_value_is_an_error_never_a_gap() {
        let null = Wording::parse("{gone}").unwrap().render(&values());
        assert_eq!(null, Err(WordingError::Null("gone".to_owned())));
        let unknown = Wording::parse("{other}").unwrap().render(&values());
        assert_eq!(unknown, Err(WordingError::NoColumn("other".to_owned())));
    }

    #[test]
    fn wrong_braces_are_told() {
        assert!(Wording::parse("{name").unwrap_err().contains("never closed"));
        assert!(Wording::parse("name}").unwrap_err().contains("stands alone"));
        assert!(Wording::parse("{Name}").unwrap_err().contains("not a column"));
        assert!(Wording::parse("{name:days}").unwrap_err().contains("not a format"));
        assert!(Wording::parse("> \n").unwrap_err().contains("empty"));
    }
}
