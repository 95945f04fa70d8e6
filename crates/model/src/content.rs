//! What a row says, as one text, and its hash: how evidence is held to the row it was taken from.
//!
//! Every column that is not NULL, in the table's order, as `name US value RS` (the ASCII unit and record separators); instants in
//! microseconds, days in days since 1970, bytes by their SHA-256. A record on its way into the lake and the same row read back give the same text.

use std::fmt::{Display, Write as _};

use arrow::array::{
    Array, BinaryArray, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray, StringViewArray,
    TimestampMicrosecondArray,
};

use crate::{Record, id};

pub(crate) fn write_value(name: &str, value: impl Display, content: &mut String) {
    // Writing into a String cannot fail.
    let _ = write!(content, "{name}\u{1f}{value}\u{1e}");
}

/// The hash of a record: SHA-256 in hex.
#[must_use]
pub fn record_sha256(record: &impl Record) -> String {
    let mut content = String::with_capacity(512);
    record.write_to(&mut content);
    id::hash_hex(&[&content])
}

/// The hashes of the rows of a batch that has the table's columns in its order.
#[must_use]
pub fn batch_sha256(batch: &RecordBatch) -> Vec<String> {
    let schema = batch.schema();
    let columns: Vec<(&str, Values<'_>)> = schema
        .fields()
        .iter()
        .zip(batch.columns())
        .map(|(field, column)| (field.name().as_str(), Values::of(column.as_ref())))
        .collect();
    let mut content = String::with_capacity(512);
    let hash = |row: usize| {
        content.clear();
        for (name, values) in &columns {
            values.write(name, row, &mut content);
        }
        id::hash_hex(&[&content])
    };
    (0..batch.num_rows()).map(hash).collect()
}

/// A column as its own type. Tables of the lake have no others.
enum Values<'a> {
    Text(&'a StringArray),
    View(&'a StringViewArray),
    Int(&'a Int64Array),
    Float(&'a Float64Array),
    Bool(&'a BooleanArray),
    Time(&'a TimestampMicrosecondArray),
    Day(&'a Date32Array),
    Bytes(&'a BinaryArray),
    Unknown,
}

impl<'a> Values<'a> {
    fn of(column: &'a dyn Array) -> Self {
        let any = column.as_any();
        None.or_else(|| any.downcast_ref().map(Self::Text))
            .or_else(|| any.downcast_ref().map(Self::View))
            .or_else(|| any.downcast_ref().map(Self::Int))
            .or_else(|| any.downcast_ref().map(Self::Float))
            .or_else(|| any.downcast_ref().map(Self::Bool))
            .or_else(|| any.downcast_ref().map(Self::Time))
            .or_else(|| any.downcast_ref().map(Self::Day))
            .or_else(|| any.downcast_ref().map(Self::Bytes))
            .unwrap_or(Self::Unknown)
    }

    fn write(&self, name: &str, row: usize, content: &mut String) {
        macro_rules! value {
            ($values:expr) => {
                if !$values.is_null(row) {
                    write_value(name, $values.value(row), content);
                }
            };
        }
        match self {
            Self::Text(values) => value!(values),
            Self::View(values) => value!(values),
            Self::Int(values) => value!(values),
            Self::Float(values) => value!(values),
            Self::Bool(values) => value!(values),
            Self::Time(values) => value!(values),
            Self::Day(values) => value!(values),
            Self::Bytes(values) => {
                if !values.is_null(row) {
                    write_value(name, id::bytes_hash_hex(values.value(row)), content);
                }
            }
            Self::Unknown => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::{Post, RegistryRow};
    use crate::{BatchBuilder, Day, Micros};

    #[test]
    fn a_record_and_its_row_have_one_hash() {
        let post = Post {
            post_id: Some("p1".into()),
            title: Some("题".into()),
            posted_at: Some(Micros(-7)),
            is_repost: Some(false),
            duration_ms: Some(0),
            ..Post::default()
        };
        let other = Post { title: None, content: Some("题".into()), ..post.clone() };
        let mut batch = BatchBuilder::new(Post::TABLE);
        batch.push(&post);
        batch.push(&other);
        let hashes = batch_sha256(&batch.finish().unwrap());
        assert_eq!(hashes, [record_sha256(&post), record_sha256(&other)]);
        assert_ne!(hashes[0], hashes[1]);

        let filed = RegistryRow { filed_on: Some(Day(3)), verified: Some(true), ..RegistryRow::default() };
        let mut batch = BatchBuilder::new(RegistryRow::TABLE);
        batch.push(&filed);
        assert_eq!(batch_sha256(&batch.finish().unwrap()), [record_sha256(&filed)]);
    }
}
