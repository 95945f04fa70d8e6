//! Named parameters: `$limit_days` in a rule's SQL becomes a typed literal before planning.
//!
//! They are put in token by token, so a `$name` inside a string or a comment stays what it is and a value can
//! never break out of its literal.

use std::collections::{BTreeMap, BTreeSet};

use datafusion::sql::sqlparser::dialect::GenericDialect;
use datafusion::sql::sqlparser::tokenizer::{Token, Tokenizer};
use model::{Day, Micros};

use crate::EngineError;

/// A value for a parameter.
#[derive(Debug, Clone, PartialEq)]
pub enum ParamValue {
    /// A whole number.
    Int(i64),
    /// A number.
    Float(f64),
    /// A text.
    Text(String),
    /// Yes or no.
    Bool(bool),
    /// A day in UTC+8.
    Day(Day),
    /// An instant.
    Time(Micros),
    /// Several texts.
    TextList(Vec<String>),
}

/// Parameters by name, without the `$`.
pub type Params = BTreeMap<String, ParamValue>;

impl ParamValue {
    /// The SQL literal of the value.
    fn literal(&self) -> String {
        match self {
            Self::Int(value) => format!("({value})"),
            Self::Float(value) => format!("CAST('{value}' AS DOUBLE)"),
            Self::Text(value) => quoted(value),
            Self::Bool(value) => value.to_string(),
            Self::Day(value) => format!("arrow_cast({}, 'Date32')", value.0),
            Self::Time(value) => format!("arrow_cast({}, 'Timestamp(Microsecond, Some(\"UTC\"))')", value.0),
            Self::TextList(values) if values.is_empty() => "arrow_cast(make_array(), 'List(Utf8)')".to_owned(),
            Self::TextList(values) => {
                format!("make_array({})", values.iter().map(|value| quoted(value)).collect::<Vec<_>>().join(", "))
            }
        }
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn tokens(sql: &str) -> Result<Vec<Token>, EngineError> {
    Tokenizer::new(&GenericDialect {}, sql)
        .with_unescape(false)
        .tokenize()
        .map_err(|error| EngineError::Syntax(error.to_string()))
}

/// The names of the parameters a SQL text uses, without the `$`.
///
/// # Errors
/// [`EngineError::Syntax`] if the text cannot be split into tokens.
pub fn placeholders(sql: &str) -> Result<BTreeSet<String>, EngineError> {
    let names = tokens(sql)?.into_iter().filter_map(|token| match token {
        Token::Placeholder(name) => Some(name.trim_start_matches('$').to_owned()),
        _ => None,
    });
    Ok(names.collect())
}

/// The SQL text with every `$name` replaced by the literal of its value.
pub(crate) fn bind(sql: &str, params: &Params) -> Result<String, EngineError> {
    let mut bound = String::with_capacity(sql.len() + 64);
    for token in tokens(sql)? {
        if let Token::Placeholder(name) = &token {
            let name = name.trim_start_matches('$');
            let value = params.get(name).ok_or_else(|| EngineError::UnknownParam {
                name: name.to_owned(),
                known: params.keys().map(|known| format!("${known}")).collect::<Vec<_>>().join(", "),
            })?;
            bound.push_str(&value.literal());
        } else {
            bound.push_str(&token.to_string());
        }
    }
    Ok(bound)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn params() -> Params {
        Params::from([
            ("limit_days".to_owned(), ParamValue::Int(14)),
            ("name".to_owned(), ParamValue::Text("it's $as_of".to_owned())),
        ])
    }

    #[test]
    fn values_become_literals_and_strings_stay_strings() {
        let bound = bind("SELECT $limit_days, '$limit_days' -- $limit_days\n, $name", &params()).unwrap();
        assert_eq!(bound, "SELECT (14), '$limit_days' -- $limit_days\n, 'it''s $as_of'");
    }

    #[test]
    fn an_unknown_parameter_is_named_with_what_is_known() {
        let error = bind("SELECT $limit", &params()).unwrap_err().to_string();
        assert!(error.contains("$limit,") && error.contains("$limit_days"), "{error}");
    }

    #[test]
    fn placeholders_are_listed_once() {
        let names = placeholders("SELECT $a, $b, $a, '$c'").unwrap();
        assert_eq!(names.into_iter().collect::<Vec<_>>(), ["a", "b"]);
    }
}
