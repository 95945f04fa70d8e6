//! The lists a county files: zombie accounts, accounts that publish together, units texts are taken from.

use model::Platform;
use rust_xlsxwriter::Format;

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

/// 矩阵账号名单: accounts that publish together.
pub fn matrix(accounts: &[Account]) -> anyhow::Result<Vec<u8>> {
    const HEADERS: &[&str] = &["序号", "主办单位", "账号名称", "平台", "备注"];
    const MEMBERS: &[&str] = &["临岚文旅", "竹隐乡人民政府"];
    let mut book = workbook::new("临岚文旅宣传矩阵账号名单", day("2021-01-15"))?;
    let sheet = book.add_worksheet();
    sheet.set_name("矩阵账号名单")?;
    let last = u16::try_from(HEADERS.len() - 1)?;
    sheet.merge_range(0, 0, 0, last, "临岚文旅宣传矩阵账号名单", &Format::new())?;
    let filed = "填报单位：临岚县文化和旅游局    填报日期：2021年1月15日";
    sheet.merge_range(1, 0, 1, last, filed, &Format::new())?;
    workbook::row(sheet, 2, HEADERS)?;
    let members = accounts.iter().filter(|a| a.platform == Platform::Douyin && MEMBERS.contains(&a.name));
    for (n, account) in members.enumerate() {
        let row = u32::try_from(n)? + 3;
        sheet.write_number(row, 0, f64::from(row - 2))?;
        let cells = [account.unit.unwrap_or_default(), account.name, account.platform.chinese(), ""];
        for (column, cell) in cells.iter().enumerate() {
            sheet.write_string(row, u16::try_from(column + 1)?, *cell)?;
        }
    }
    workbook::bytes(&mut book)
}

/// 稿源单位名单: units whose texts may be carried.
pub fn sources() -> anyhow::Result<Vec<u8>> {
    let mut book = workbook::new("临岚县政务新媒体稿源单位名单", day("2021-01-04"))?;
    let sheet = book.add_worksheet();
    sheet.set_name("稿源单位名单")?;
    sheet.merge_range(0, 0, 0, 2, "临岚县政务新媒体稿源单位名单", &Format::new())?;
    let filed = "填报单位：中共临岚县委宣传部    填报日期：2021年1月4日";
    sheet.merge_range(1, 0, 1, 2, filed, &Format::new())?;
    workbook::row(sheet, 2, &["序号", "稿源单位", "备注"])?;
    workbook::row(sheet, 3, &["1", "汀澜晨读", ""])?;
    workbook::row(sheet, 4, &["2", "云岫新闻网", ""])?;
    workbook::bytes(&mut book)
}
