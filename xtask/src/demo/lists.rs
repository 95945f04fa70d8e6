//! The list of zombie accounts a county files, and a day of a hot board.

use model::Day;
use rust_xlsxwriter::Format;
use serde_json::json;

use super::account::{Account, day};
use super::workbook;

/// 僵尸账号名单 as filed with the quarter.
pub fn zombies(accounts: &[Account]) -> anyhow::Result<Vec<u8>> {
    const HEADERS: &[&str] = &["序号", "主办单位", "账号名称", "平台", "处置意见", "备注"];
    let mut book = workbook::new("临岚县政务新媒体僵尸账号名单", day("2021-02-20"))?;
    let sheet = book.add_worksheet();
    sheet.set_name("僵尸账号名单")?;
    let last = u16::try_from(HEADERS.len() - 1)?;
    sheet.merge_range(0, 0, 0, last, "临岚县政务新媒体僵尸账号名单", &Format::new())?;
    let filed = "填报单位：临岚县人民政府办公室    填报日期：2021年2月20日";
    sheet.merge_range(1, 0, 1, last, filed, &Format::new())?;
    workbook::row(sheet, 2, HEADERS)?;
    for (n, account) in accounts.iter().filter(|account| account.on_zombie_list).enumerate() {
        let row = u32::try_from(n)? + 3;
        sheet.write_number(row, 0, f64::from(row - 2))?;
        let cells =
            [account.unit.unwrap_or_default(), account.name, account.platform.chinese(), "限期恢复更新或注销", ""];
        for (column, cell) in cells.iter().enumerate() {
            sheet.write_string(row, u16::try_from(column + 1)?, *cell)?;
        }
    }
    workbook::bytes(&mut book)
}

/// Titles, categories and heat of an invented board. The last one is an advertisement.
const TOPICS: &[(&str, &str, i64)] = &[
    ("云岫省多地迎来春雪", "社会", 4_213_050),
    ("元宵节灯会今晚亮灯", "文化", 3_902_114),
    ("新学期第一课讲什么", "教育-中小学", 2_877_340),
    ("汀澜大桥恢复通行", "社会-交通", 2_410_900),
    ("一只小猫在车站等主人", "萌宠", 2_200_417),
    ("返岗专列发车", "社会", 1_950_220),
    ("春耕用上北斗", "科技", 1_533_008),
    ("影视剧花絮合集", "娱乐-影视", 1_498_776),
    ("如何识别新型诈骗", "社会-法治", 1_120_645),
    ("霁湖边的早樱开了", "旅游", 980_301),
];

/// A day of the board in the shape of a public archive of Weibo's board.
#[must_use]
pub fn hot_board(on: Day) -> String {
    let mut rows = Vec::new();
    for (n, (title, category, heat)) in TOPICS.iter().enumerate() {
        // Earlier boards hold the same invented topics in another order and with other heat.
        let turned = (n + usize::try_from(on.0).unwrap_or(0)) % TOPICS.len();
        rows.push(json!({
            "title": title,
            "category": category,
            "url": format!("https://s.weibo.com/weibo?q=%23{title}%23"),
            "hot": heat - i64::try_from(turned).unwrap_or(0) * 1_000,
            "ads": false,
            "readCount": heat * 40,
            "discussCount": heat / 30,
            "origin": "",
        }));
    }
    rows.push(json!({
        "title": "某某手机新品",
        "category": "",
        "url": "https://s.weibo.com/weibo?q=%23某某手机新品%23",
        "hot": 500_000,
        "ads": true,
        "readCount": 0,
        "discussCount": 0,
        "origin": "",
    }));
    let mut text = serde_json::to_string_pretty(&rows).unwrap_or_default();
    text.push('\n');
    text
}
