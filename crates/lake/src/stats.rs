//! Column statistics, gathered while rows are written.

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::compute;
use arrow::datatypes::{Date32Type, Float64Type, Int64Type, TimestampMicrosecondType};
use model::{ColumnType, Day, Micros, TableDef};

use crate::scalar::{Scalar, lower_text_bound, upper_text_bound};

/// What one file holds in one column.
#[derive(Debug, Clone)]
pub struct ColumnSummary {
    /// The column's name.
    pub name: &'static str,
    /// Its type.
    pub kind: ColumnType,
    /// Values that are not NULL.
    pub values: u64,
    /// Values that are NULL.
    pub nulls: u64,
    /// The least value.
    pub min: Option<Scalar>,
    /// The largest value.
    pub max: Option<Scalar>,
    /// Whether a number is "not a number"; `None` for other types.
    pub nan: Option<bool>,
    /// Bytes the column takes in the file.
    pub bytes: u64,
}

impl ColumnSummary {
    /// The least value as the catalogue takes it: text is cut to a bound.
    pub fn min_text(&self) -> Option<String> {
        match &self.min {
            Some(Scalar::Text(text)) => Some(lower_text_bound(text)),
            Some(Scalar::Time(_) | Scalar::Day(_)) => {
                self.min.as_ref().map(|value| value.render().unwrap_or_else(|| "-infinity".to_owned()))
            }
            other => other.as_ref().and_then(Scalar::render),
        }
    }

    /// The largest value as the catalogue takes it: text is cut to a bound.
    pub fn max_text(&self) -> Option<String> {
        match &self.max {
            Some(Scalar::Text(text)) => upper_text_bound(text),
            Some(Scalar::Time(_) | Scalar::Day(_)) => {
                self.max.as_ref().map(|value| value.render().unwrap_or_else(|| "infinity".to_owned()))
            }
            other => other.as_ref().and_then(Scalar::render),
        }
    }
}

/// The growing statistics of one file.
#[derive(Debug)]
pub struct FileStats(pub Vec<ColumnSummary>);

impl FileStats {
    /// Of no rows yet.
    pub fn new(table: &'static TableDef) -> Self {
        let summary = |column: &'static model::ColumnDef| ColumnSummary {
            name: column.name,
            kind: column.kind,
            values: 0,
            nulls: 0,
            min: None,
            max: None,
            nan: (column.kind == ColumnType::Float).then_some(false),
            bytes: 0,
        };
        Self(table.columns.iter().map(summary).collect())
    }

    /// Takes the rows into account. The batch has the table's columns in order.
    pub fn add(&mut self, batch: &RecordBatch) {
        for (summary, array) in self.0.iter_mut().zip(batch.columns()) {
            let nulls = array.null_count();
            summary.nulls += nulls as u64;
            summary.values += (array.len() - nulls) as u64;
            let (min, max) = extremes(summary.kind, array, &mut summary.nan);
            summary.min = merge(summary.min.take(), min, Scalar::min);
            summary.max = merge(summary.max.take(), max, Scalar::max);
        }
    }
}

/// Joins two optional values; one alone stands for itself.
pub fn merge(a: Option<Scalar>, b: Option<Scalar>, join: fn(Scalar, Scalar) -> Scalar) -> Option<Scalar> {
    match (a, b) {
        (Some(a), Some(b)) => Some(join(a, b)),
        (a, b) => a.or(b),
    }
}

fn extremes(kind: ColumnType, array: &dyn Array, nan: &mut Option<bool>) -> (Option<Scalar>, Option<Scalar>) {
    match kind {
        ColumnType::Text => {
            let array = array.as_string::<i32>();
            let text = |value: &str| Scalar::Text(value.to_owned());
            (compute::min_string(array).map(text), compute::max_string(array).map(text))
        }
        ColumnType::Int => {
            let array = array.as_primitive::<Int64Type>();
            (compute::min(array).map(Scalar::Int), compute::max(array).map(Scalar::Int))
        }
        ColumnType::Float => {
            // "Not a number" has no place in the order, so it is noted apart.
            let mut range: (Option<f64>, Option<f64>) = (None, None);
            for value in array.as_primitive::<Float64Type>().iter().flatten() {
                if value.is_nan() {
                    *nan = Some(true);
                    continue;
                }
                range.0 = Some(range.0.map_or(value, |least| least.min(value)));
                range.1 = Some(range.1.map_or(value, |largest| largest.max(value)));
            }
            (range.0.map(Scalar::Float), range.1.map(Scalar::Float))
        }
        ColumnType::Bool => {
            let array = array.as_boolean();
            (compute::min_boolean(array).map(Scalar::Bool), compute::max_boolean(array).map(Scalar::Bool))
        }
        ColumnType::Time => {
            let array = array.as_primitive::<TimestampMicrosecondType>();
            let time = |value| Scalar::Time(Micros(value));
            (compute::min(array).map(time), compute::max(array).map(time))
        }
        ColumnType::Day => {
            let array = array.as_primitive::<Date32Type>();
            let day = |value| Scalar::Day(Day(value));
            (compute::min(array).map(day), compute::max(array).map(day))
        }
        // Nobody asks for a range of fingerprints.
        ColumnType::Bytes => (None, None),
    }
}
