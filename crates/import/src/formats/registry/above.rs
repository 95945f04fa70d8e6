//! What stands above the table and in the file's name: who filed it and when.

use model::{Day, Micros, Platform};

use super::accounts::platform_of;
use crate::source::{Source, last_second};
use crate::values::day::Precision;
use crate::values::{find_day, narrow, present};

/// What is known of a filing as a whole.
#[derive(Debug, Clone)]
pub struct Filing {
    /// The unit that filled it in.
    pub unit: Option<String>,
    /// Day of the filing.
    pub filed_on: Day,
    /// When the filing was true: the last second of that day.
    pub observed_at: Micros,
    /// The platform the whole table is about, where the title or the sheet's name gives one.
    pub platform: Option<Platform>,
}

/// The value after a label such as `填报单位：` in a cell that may hold several labels.
#[must_use]
pub fn labelled_value(text: &str, label: &str) -> Option<String> {
    let narrowed = narrow(text);
    let (_, after) = narrowed.split_once(label)?;
    let after = after.strip_prefix("(盖章)").or_else(|| after.strip_prefix("(公章)")).unwrap_or(after);
    let after = after.trim_start().strip_prefix(':')?.trim_start();
    // The value ends where the next label begins, or at a wide gap.
    let mut end = after.len();
    for next in ["填报人", "审核人", "填报日期", "填表人", "联系", "日期", "填报时间", "负责人", "手机", "时间"]
    {
        if let Some(position) = after.find(next) {
            end = end.min(position);
        }
    }
    if let Some(position) = after.find("  ") {
        end = end.min(position);
    }
    present(after.get(..end)?).map(str::to_owned)
}

impl Filing {
    /// Reads title rows, sheet name and file name. A date stated for the filing goes first, then an exact day in title or
    /// name, then a month or quarter (its last day, but never later than the import), then what the person or the file says.
    #[must_use]
    pub fn read(above: &[String], sheet: &str, source: &Source) -> Self {
        let unit = above.iter().find_map(|text| {
            ["填报单位", "报送单位", "填表单位", "上报单位", "单位名称", "单位"]
                .iter()
                .find_map(|label| labelled_value(text, label))
        });
        let stated = above.iter().find_map(|text| {
            ["填报日期", "填报时间", "报送日期", "制表日期", "制表时间", "日期", "时间"]
                .iter()
                .find_map(|label| find_day(&labelled_value_raw(text, label)?))
        });
        let mut readings = vec![stated];
        readings.push(find_day(source.name()));
        readings.push(find_day(sheet));
        readings.extend(above.iter().map(|text| find_day(text)));
        let found = readings.into_iter().flatten().collect::<Vec<_>>();
        let exact = found.iter().find(|reading| reading.precision == Precision::Day).map(|reading| reading.day);
        let latest = source.observed.unwrap_or_else(|| source.now.day());
        let coarse = found.first().map(|reading| reading.day.min(latest));
        let day = exact.or(coarse);
        let observed_at = source.observed_at(day);
        let filed_on = day.unwrap_or_else(|| observed_at.day());
        let observed_at = if day.is_some() { last_second(filed_on) } else { observed_at };
        Self { unit, filed_on, observed_at, platform: platform_in(sheet).or_else(|| platform_in(source.name())) }
    }
}

fn labelled_value_raw(text: &str, label: &str) -> Option<String> {
    let narrowed = narrow(text);
    let (_, after) = narrowed.split_once(label)?;
    Some(after.trim_start().strip_prefix(':')?.to_owned())
}

/// A sheet called `抖音`, or a file `抖音账号台账.xlsx`.
fn platform_in(name: &str) -> Option<Platform> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    platform_of(stem).or_else(|| {
        let (before, _) = stem.split_once("账号").or_else(|| stem.split_once("台账"))?;
        platform_of(before)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_typed_into_one_cell_after_their_labels() {
        let cell = "填报单位：样例县人民政府办公室    填报人：周某    审核人：何某    填报日期：2021年2月20日";
        assert_eq!(labelled_value(cell, "填报单位").as_deref(), Some("样例县人民政府办公室"));
        assert_eq!(labelled_value("填报单位（盖章）：样例县 填报人：", "填报单位").as_deref(), Some("样例县"));
        assert_eq!(labelled_value("填报单位： 填报人：", "填报单位"), None);
        assert_eq!(find_day(&labelled_value_raw(cell, "填报日期").unwrap()).unwrap().day.to_string(), "2021-02-20");
    }
}
