//! Values of a finding, read from Arrow: what the wording shows and what the finding stores.

use arrow::array::{Array, ArrayRef, AsArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Date32Type, Float64Type, Int64Type, TimeUnit, TimestampMicrosecondType};
use arrow::error::ArrowError;
use model::{Day, Micros};

/// One cell of a rule's answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Unknown.
    Null,
    /// Text.
    Text(String),
    /// A whole number.
    Int(i64),
    /// A number.
    Float(f64),
    /// Yes or no.
    Bool(bool),
    /// A day in UTC+8.
    Day(Day),
    /// An instant.
    Time(Micros),
    /// Several texts.
    Texts(Vec<String>),
}

impl Value {
    /// As text, where it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// As a number, where it is one.
    #[must_use]
    pub fn as_number(&self) -> Option<f64> {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "days and counts are far below 2^53")]
            Self::Int(number) => Some(*number as f64),
            Self::Float(number) => Some(*number),
            _ => None,
        }
    }

    /// As an instant: a day is its beginning.
    #[must_use]
    pub fn as_time(&self) -> Option<Micros> {
        match self {
            Self::Day(day) => Some(day.start()),
            Self::Time(time) => Some(*time),
            _ => None,
        }
    }

    /// As people read it; `None` for NULL.
    #[must_use]
    pub fn chinese(&self) -> Option<String> {
        Some(match self {
            Self::Null => return None,
            Self::Text(text) => text.clone(),
            Self::Int(number) => number.to_string(),
            Self::Float(number) => decimals(*number, 2),
            Self::Bool(yes) => if *yes { "是" } else { "否" }.to_owned(),
            Self::Day(day) => chinese_day(*day),
            Self::Time(time) => {
                let clock = time.to_string();
                // `2021-02-25T10:00:00+08:00`: hour and minute stand at fixed places.
                let hour = clock.get(11..13).unwrap_or("00").trim_start_matches('0');
                let hour = if hour.is_empty() { "0" } else { hour };
                format!("{}{hour}时{}分", chinese_day(time.day()), clock.get(14..16).unwrap_or("00"))
            }
            Self::Texts(texts) => texts.join("、"),
        })
    }
}

/// `2021年2月10日`.
fn chinese_day(day: Day) -> String {
    day.date().format("%Y年%-m月%-d日").to_string()
}

/// The number with at most this many decimals, without trailing zeros.
pub(crate) fn decimals(number: f64, places: usize) -> String {
    let text = format!("{number:.places$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// The cells of a column.
///
/// # Errors
/// If the column has a type no finding can hold.
pub(crate) fn read_column(column: &ArrayRef) -> Result<Vec<Value>, ArrowError> {
    let rows = column.len();
    let cells = |read: &dyn Fn(usize) -> Value, array: &dyn Array| {
        (0..rows).map(|row| if array.is_null(row) { Value::Null } else { read(row) }).collect()
    };
    Ok(match column.data_type() {
        DataType::Null => vec![Value::Null; rows],
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Dictionary(_, _) => {
            let texts = cast(column, &DataType::Utf8)?;
            let texts = texts.as_string::<i32>();
            cells(&|row| Value::Text(texts.value(row).to_owned()), texts)
        }
        kind if kind.is_integer() => {
            let numbers = cast(column, &DataType::Int64)?;
            let numbers = numbers.as_primitive::<Int64Type>();
            cells(&|row| Value::Int(numbers.value(row)), numbers)
        }
        kind if kind.is_floating() || matches!(kind, DataType::Decimal128(_, _)) => {
            let numbers = cast(column, &DataType::Float64)?;
            let numbers = numbers.as_primitive::<Float64Type>();
            cells(&|row| Value::Float(numbers.value(row)), numbers)
        }
        DataType::Boolean => {
            let answers = column.as_boolean();
            cells(&|row| Value::Bool(answers.value(row)), answers)
        }
        DataType::Date32 => {
            let days = column.as_primitive::<Date32Type>();
            cells(&|row| Value::Day(Day(days.value(row))), days)
        }
        DataType::Timestamp(_, zone) => {
            let times = cast(column, &DataType::Timestamp(TimeUnit::Microsecond, zone.clone()))?;
            let times = times.as_primitive::<TimestampMicrosecondType>();
            cells(&|row| Value::Time(Micros(times.value(row))), times)
        }
        DataType::List(_) | DataType::LargeList(_) => {
            let field = arrow::datatypes::Field::new_list_field(DataType::Utf8, true);
            let lists = cast(column, &DataType::List(field.into()))?;
            let lists = lists.as_list::<i32>();
            cells(
                &|row| {
                    let texts = lists.value(row);
                    Value::Texts(texts.as_string::<i32>().iter().flatten().map(str::to_owned).collect())
                },
                lists,
            )
        }
        other => return Err(ArrowError::CastError(format!("a finding cannot hold the type {other}"))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_days_read_as_in_a_circular() {
        assert_eq!(Value::Day("2021-02-05".parse().unwrap()).chinese().unwrap(), "2021年2月5日");
        assert_eq!(Value::Time(Micros(1_614_182_400_000_000)).chinese().unwrap(), "2021年2月25日0时00分");
        assert_eq!(Value::Float(80.0).chinese().unwrap(), "80");
        assert_eq!(Value::Float(0.126).chinese().unwrap(), "0.13");
        assert_eq!(Value::Int(1200).chinese().unwrap(), "1200");
        assert_eq!(Value::Texts(vec!["甲".into(), "乙".into()]).chinese().unwrap(), "甲、乙");
        assert_eq!(Value::Null.chinese(), None);
    }
}
