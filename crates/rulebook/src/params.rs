//! Parameters of rules: what a rule declares, and values from YAML or TOML turned into what the engine binds.

use engine::ParamValue;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// What a parameter holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParamType {
    /// A whole number.
    Int,
    /// A number.
    Float,
    /// A text, usually one of `values`.
    Text,
    /// `true` or `false`.
    Bool,
    /// Several texts.
    TextList,
}

impl ParamType {
    fn example(self) -> &'static str {
        match self {
            Self::Int => "a whole number such as 14",
            Self::Float => "a number such as 0.8",
            Self::Text => "a text such as 'free'",
            Self::Bool => "true or false",
            Self::TextList => "a list of texts such as ['douyin', 'weibo']",
        }
    }
}

/// One parameter a rule declares in its front matter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParamDef {
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: ParamType,
    /// Its value where no profile says otherwise. Either this or `same_as`.
    #[serde(default)]
    pub default: Option<Json>,
    /// The parameter of another rule it follows (`Z02.limit_days`) where no profile sets it itself.
    #[serde(default)]
    pub same_as: Option<String>,
    /// The unit people read, for example 天.
    #[serde(default)]
    pub unit: Option<String>,
    /// What it means.
    pub doc: String,
    /// The texts allowed, where not every text is.
    #[serde(default)]
    pub values: Option<Vec<String>>,
    /// The smallest number allowed.
    #[serde(default)]
    pub min: Option<f64>,
    /// The largest number allowed.
    #[serde(default)]
    pub max: Option<f64>,
}

impl ParamDef {
    /// The value as the engine binds it.
    ///
    /// # Errors
    /// A sentence that says what to write instead.
    pub fn read(&self, value: &Json) -> Result<ParamValue, String> {
        let read =
            convert(self.kind, value).ok_or_else(|| format!("{value} does not fit; write {}", self.kind.example()))?;
        let number = match &read {
            #[expect(clippy::cast_precision_loss, reason = "limits are small numbers; only compared with a bound")]
            ParamValue::Int(number) => Some(*number as f64),
            ParamValue::Float(number) => Some(*number),
            _ => None,
        };
        if let Some(number) = number {
            if let Some(min) = self.min.filter(|min| number < *min) {
                return Err(format!("{number} is too small; write {min} or more"));
            }
            if let Some(max) = self.max.filter(|max| number > *max) {
                return Err(format!("{number} is too large; write {max} or less"));
            }
        }
        if let (Some(allowed), ParamValue::Text(text)) = (&self.values, &read)
            && !allowed.contains(text)
        {
            return Err(format!("`{text}` is not allowed; write one of {}", crate::problem::listed(allowed)));
        }
        Ok(read)
    }
}

fn convert(kind: ParamType, value: &Json) -> Option<ParamValue> {
    Some(match kind {
        ParamType::Int => ParamValue::Int(value.as_i64()?),
        ParamType::Float => ParamValue::Float(value.as_f64().filter(|number| number.is_finite())?),
        ParamType::Text => ParamValue::Text(value.as_str()?.to_owned()),
        ParamType::Bool => ParamValue::Bool(value.as_bool()?),
        ParamType::TextList => {
            let texts = value.as_array()?.iter().map(|text| text.as_str().map(str::to_owned));
            ParamValue::TextList(texts.collect::<Option<_>>()?)
        }
    })
}

/// A bound value as text, for hashes and documentation.
#[must_use]
pub(crate) fn shown(value: &ParamValue) -> String {
    match value {
        ParamValue::Int(number) => number.to_string(),
        ParamValue::Float(number) => number.to_string(),
        ParamValue::Text(text) => text.clone(),
        ParamValue::Bool(yes) => yes.to_string(),
        ParamValue::Day(day) => day.to_string(),
        ParamValue::Time(time) => time.to_string(),
        ParamValue::TextList(texts) => texts.join(","),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn days() -> ParamDef {
        ParamDef {
            kind: ParamType::Int,
            default: Some(json!(14)),
            same_as: None,
            unit: None,
            doc: String::new(),
            values: None,
            min: Some(1.0),
            max: None,
        }
    }

    #[test]
    fn a_value_that_does_not_fit_is_told_what_would() {
        assert_eq!(days().read(&json!(7)), Ok(ParamValue::Int(7)));
        assert!(days().read(&json!("7")).unwrap_err().contains("a whole number such as 14"));
        assert!(days().read(&json!(0)).unwrap_err().contains("1 or more"));
    }

    #[test]
    fn a_text_outside_the_closed_list_is_refused() {
        let def = ParamDef { kind: ParamType::Text, values: Some(vec!["free".into()]), min: None, ..days() };
        assert!(def.read(&json!("fre")).unwrap_err().contains("`free`"));
    }
}
