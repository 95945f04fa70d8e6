//! The registries (备案台账) as a county office hands them in: merged titles, the filing unit typed into one cell, the unit
//! of a number hidden in the header, units merged over their accounts, dates in every form, a totals row at the end.

use anyhow::Context;
use model::{Day, Platform};
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Worksheet};

use super::account::{Account, day};
use super::ids::{profile_url, unique_id, user_id};
use super::workbook;

/// The filing of the first quarter of 2021: the form most offices use.
pub fn current(accounts: &[Account]) -> anyhow::Result<Vec<u8>> {
    const HEADERS: &[&str] = &[
        "序号",
        "主办单位",
        "账号名称",
        "注册平台",
        "账号ID",
        "账号链接（没链接的填无）",
        "粉丝量（万）",
        "是否认证",
        "认证主体",
        "账号类型",
        "开设时间",
        "状态",
        "关停时间",
        "是否有互动功能",
        "联系人",
        "联系电话",
        "备注",
    ];
    let mut book = workbook::new("临岚县政务新媒体账号基础信息统计表", day("2021-02-20"))?;
    let sheet = book.add_worksheet();
    sheet.set_name("2021年第一季度")?;
    let last = u16::try_from(HEADERS.len() - 1)?;
    let centred = Format::new().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    sheet.merge_range(0, 0, 0, last, "政务新媒体账号基础信息统计表", &centred)?;
    let filed = "填报单位：临岚县人民政府办公室    填报人：周某    审核人：何某    填报日期：2021年2月20日";
    sheet.merge_range(1, 0, 1, last, filed, &Format::new())?;
    workbook::row(sheet, 2, HEADERS)?;

    let rows = by_unit(accounts.iter().filter(|account| account.unit.is_some()));
    for (n, account) in rows.iter().enumerate() {
        let row = u32::try_from(n)? + 3;
        sheet.write_number(row, 0, f64::from(row - 2))?;
        sheet.write_string(row, 2, account.name)?;
        sheet.write_string(row, 3, platform_word(account, n))?;
        let number = if account.platform == Platform::Douyin { unique_id(account) } else { user_id(account) };
        sheet.write_string(row, 4, if account.identified { number } else { String::new() })?;
        sheet.write_string(row, 5, if account.identified { profile_url(account) } else { "无".to_owned() })?;
        sheet.write_number(row, 6, ten_thousands(account.followers_on(day("2021-02-20"))))?;
        let entity = account.entity.or(account.unit).filter(|_| account.verified == Some(true));
        sheet.write_string(row, 7, yes_no(account.verified))?;
        sheet.write_string(row, 8, entity.unwrap_or_default())?;
        sheet.write_string(row, 9, if account.publishing { "发布类" } else { "服务类" })?;
        write_day(sheet, row, 10, account.opened, n)?;
        sheet.write_string(row, 11, account.state)?;
        if let Some(closed) = account.closed_on {
            write_day(sheet, row, 12, closed, n + 1)?;
        }
        sheet.write_string(row, 13, yes_no(account.interaction))?;
        sheet.write_string(row, 14, contact(n))?;
        sheet.write_string(row, 15, format!("0900-7000{:03}", 101 + n))?;
    }
    merge_units(sheet, &rows, 3, 1, &centred)?;
    let total = u32::try_from(rows.len())? + 3;
    sheet.write_string(total, 0, "合计")?;
    sheet.write_string(total, 2, format!("{}个", rows.len()))?;
    workbook::bytes(&mut book)
}

/// The filing of the third quarter of 2020: another form, followers in plain figures, fewer columns.
pub fn earlier(accounts: &[Account]) -> anyhow::Result<Vec<u8>> {
    const HEADERS: &[&str] =
        &["序号", "单位名称", "新媒体名称", "平台", "账号链接", "关注人数", "是否认证", "开办时间", "状态", "备注"];
    let filed_on = day("2020-09-22");
    let mut book = workbook::new("临岚县政务新媒体账号台账", filed_on)?;
    let sheet = book.add_worksheet();
    sheet.set_name("2020年第三季度")?;
    let last = u16::try_from(HEADERS.len() - 1)?;
    let centred = Format::new().set_align(FormatAlign::Center);
    sheet.merge_range(0, 0, 0, last, "临岚县政务新媒体账号备案台账（２０２０年第三季度）", &centred)?;
    let filed = "填报单位：临岚县人民政府办公室    填报日期：2020年9月22日";
    sheet.merge_range(1, 0, 1, last, filed, &Format::new())?;
    workbook::row(sheet, 2, HEADERS)?;
    let rows = by_unit(
        accounts.iter().filter(|account| account.unit.is_some() && account.opened <= filed_on && account.identified),
    );
    for (n, account) in rows.iter().enumerate() {
        let row = u32::try_from(n)? + 3;
        sheet.write_number(row, 0, f64::from(row - 2))?;
        sheet.write_string(row, 2, account.name)?;
        sheet.write_string(row, 3, platform_word(account, n + 1))?;
        sheet.write_string(row, 4, profile_url(account))?;
        sheet.write_string(row, 5, followers_word(account.followers_on(filed_on), n))?;
        sheet.write_string(row, 6, yes_no(account.verified))?;
        write_day(sheet, row, 7, account.opened, n + 2)?;
        sheet.write_string(row, 8, "正常")?;
    }
    merge_units(sheet, &rows, 3, 1, &centred)?;
    workbook::bytes(&mut book)
}

fn yes_no(filed: Option<bool>) -> &'static str {
    match filed {
        Some(true) => "是",
        Some(false) => "否",
        None => "",
    }
}

/// The accounts of one unit stand together, in the order units are first named.
fn by_unit<'a>(accounts: impl Iterator<Item = &'a Account>) -> Vec<&'a Account> {
    let all: Vec<&Account> = accounts.collect();
    let mut units: Vec<&str> = Vec::new();
    for unit in all.iter().filter_map(|account| account.unit) {
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    units.iter().flat_map(|unit| all.iter().filter(move |account| account.unit == Some(unit)).copied()).collect()
}

/// Writes each unit once, merged down over its accounts.
fn merge_units(
    sheet: &mut Worksheet,
    rows: &[&Account],
    first: u32,
    column: u16,
    format: &Format,
) -> anyhow::Result<()> {
    let mut start = 0;
    while start < rows.len() {
        let unit = rows[start].unit.context("only filed accounts stand in a registry")?;
        let count = rows[start..].iter().take_while(|account| account.unit == Some(unit)).count();
        let (top, bottom) = (first + u32::try_from(start)?, first + u32::try_from(start + count)? - 1);
        if count == 1 {
            sheet.write_string(top, column, unit)?;
        } else {
            sheet.merge_range(top, column, bottom, column, unit, format)?;
        }
        start += count;
    }
    Ok(())
}

/// Platforms as different people write them.
fn platform_word(account: &Account, n: usize) -> &'static str {
    let words: &[&str] = match account.platform {
        Platform::Douyin => &["抖音", "抖音短视频", "抖音号"],
        Platform::Kuaishou => &["快手", "快手号"],
        Platform::Weibo => &["新浪微博", "微博"],
        Platform::Bilibili => &["哔哩哔哩", "B站"],
        _ => &["小红书"],
    };
    words[n % words.len()]
}

/// Followers in 万 with up to four decimals.
fn ten_thousands(followers: i64) -> f64 {
    // A count of followers is far below 2^52.
    #[expect(clippy::cast_precision_loss, reason = "followers fit a float exactly")]
    let followers = followers as f64;
    followers / 10_000.0
}

/// Followers as people write them: `1234`, `1,234`, `0.12万`.
fn followers_word(followers: i64, n: usize) -> String {
    match n % 3 {
        1 if followers >= 1_000 => format!("{},{:03}", followers / 1_000, followers % 1_000),
        2 => format!("{}.{:04}万", followers / 10_000, followers % 10_000),
        _ => followers.to_string(),
    }
}

/// A day in one of the forms people use, a real date cell among them.
fn write_day(sheet: &mut Worksheet, row: u32, column: u16, on: Day, form: usize) -> anyhow::Result<()> {
    let date = on.to_string();
    let (year, month, of_month) = (&date[..4], &date[5..7], &date[8..10]);
    let plain = |part: &str| part.trim_start_matches('0').to_owned();
    let text = match form % 6 {
        0 => date.clone(),
        1 => format!("{year}.{}.{}", plain(month), plain(of_month)),
        2 => format!("{year}年{}月{}日", plain(month), plain(of_month)),
        3 => format!("{year}{month}{of_month}"),
        4 => format!("{year}/{}/{}", plain(month), plain(of_month)),
        _ => {
            let cell = ExcelDateTime::from_ymd(year.parse()?, month.parse()?, of_month.parse()?)?;
            sheet.write_datetime_with_format(row, column, &cell, &Format::new().set_num_format("yyyy-mm-dd"))?;
            return Ok(());
        }
    };
    sheet.write_string(row, column, text)?;
    Ok(())
}

fn contact(n: usize) -> &'static str {
    ["周某", "何某某", "吴某", "欧阳某", "沈某某"][n % 5]
}
