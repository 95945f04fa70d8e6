//! Days in UTC+8.

use std::sync::Arc;

use arrow::array::{Date32Array, Int64Array, TimestampMicrosecondArray};
use arrow::datatypes::DataType;
use datafusion::common::cast::{as_date32_array, as_int64_array, as_timestamp_microsecond_array};
use datafusion::logical_expr::ScalarUDF;
use model::{Calendar, Day, Micros};

use super::scalar::{function, time_type};

/// `day_of(time)`.
pub(super) fn day_of() -> ScalarUDF {
    function("day_of", vec![time_type()], DataType::Date32, |arguments| {
        let times = as_timestamp_microsecond_array(&arguments[0])?;
        let days: Date32Array = times.iter().map(|time| time.map(|time| Micros(time).day().0)).collect();
        Ok(Arc::new(days))
    })
}

/// `date_diff_days(from, to)`.
pub(super) fn date_diff_days() -> ScalarUDF {
    function("date_diff_days", vec![DataType::Date32, DataType::Date32], DataType::Int64, |arguments| {
        let (from, to) = (as_date32_array(&arguments[0])?, as_date32_array(&arguments[1])?);
        let days: Int64Array = from.iter().zip(to).map(|(from, to)| Some(i64::from(to?) - i64::from(from?))).collect();
        Ok(Arc::new(days))
    })
}

/// `days_after(day, days)`.
pub(super) fn days_after() -> ScalarUDF {
    function("days_after", vec![DataType::Date32, DataType::Int64], DataType::Date32, |arguments| {
        let (from, days) = (as_date32_array(&arguments[0])?, as_int64_array(&arguments[1])?);
        let moved: Date32Array = from
            .iter()
            .zip(days)
            .map(|(from, days)| i32::try_from(i64::from(from?).saturating_add(days?)).ok())
            .collect();
        Ok(Arc::new(moved))
    })
}

/// `day_start(day)`.
pub(super) fn day_start() -> ScalarUDF {
    function("day_start", vec![DataType::Date32], time_type(), |arguments| {
        let days = as_date32_array(&arguments[0])?;
        let starts: TimestampMicrosecondArray = days.iter().map(|day| day.map(|day| Day(day).start().0)).collect();
        Ok(Arc::new(starts.with_timezone("UTC")))
    })
}

/// `quarter_start(time)`.
pub(super) fn quarter_start() -> ScalarUDF {
    function("quarter_start", vec![time_type()], time_type(), |arguments| {
        let times = as_timestamp_microsecond_array(&arguments[0])?;
        let starts: TimestampMicrosecondArray =
            times.iter().map(|time| time.map(|time| Micros(time).quarter_start().0)).collect();
        Ok(Arc::new(starts.with_timezone("UTC")))
    })
}

/// `working_days_between(from, to)`.
pub(super) fn working_days_between() -> ScalarUDF {
    function("working_days_between", vec![DataType::Date32, DataType::Date32], DataType::Int64, |arguments| {
        let (from, to) = (as_date32_array(&arguments[0])?, as_date32_array(&arguments[1])?);
        let calendar = Calendar::embedded();
        let days: Int64Array = from
            .iter()
            .zip(to)
            .map(|(from, to)| calendar.working_days_between(Day(from?), Day(to?)).ok().map(i64::from))
            .collect();
        Ok(Arc::new(days))
    })
}

/// `working_days_after(day, days)`.
pub(super) fn working_days_after() -> ScalarUDF {
    function("working_days_after", vec![DataType::Date32, DataType::Int64], DataType::Date32, |arguments| {
        let (from, days) = (as_date32_array(&arguments[0])?, as_int64_array(&arguments[1])?);
        let calendar = Calendar::embedded();
        let moved: Date32Array = from
            .iter()
            .zip(days)
            .map(|(from, days)| calendar.add_working_days(Day(from?), u32::try_from(days?).ok()?).ok().map(|day| day.0))
            .collect();
        Ok(Arc::new(moved))
    })
}
