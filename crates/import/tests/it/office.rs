//! Registries in the office files in which they come: Word tables, old workbooks, `OpenDocument`, hidden parts.

use crate::packages::{docx, ods, p, rewritten, tbl, tc};
use crate::support::{Desk, get, xlsx};

const REGISTRY_XLS: &[u8] = include_bytes!("../fixtures/registry.xls");

fn note(report: &import::ImportReport) -> &str {
    report.files[0].message.as_deref().unwrap_or("")
}

#[test]
fn word_tables_with_spanned_and_merged_cells() {
    let merged = |mark: &str, text: &str| tc(mark, &p(text));
    let begins = "<w:vMerge w:val=\"restart\"/>";
    let goes_on = "<w:vMerge/>";
    let table = format!(
        "<w:tbl><w:tr>{}</w:tr><w:tr>{}{}{}{}</w:tr><w:tr>{}{}{}{}</w:tr><w:tr>{}{}{}{}</w:tr><w:tr>{}{}{}{}</w:tr><w:tr>{}</w:tr></w:tbl>",
        merged("<w:gridSpan w:val=\"4\"/>", "样例县台账"),
        merged("", "主办单位"),
        merged("", "账号名称"),
        merged("", "平台"),
        merged("", "粉丝量（万）"),
        merged(begins, "样例县公安局"),
        merged("", "平安样例"),
        merged("", "抖音"),
        merged("", "1.2"),
        merged(goes_on, ""),
        tc(
            "",
            "<w:p><w:r><w:t>样例</w:t></w:r><w:r><w:t>警方</w:t><w:delText>旧名</w:delText><w:instrText>PAGE</w:instrText></w:r></w:p>"
        ),
        merged("", "微博"),
        merged("", "－"),
        tc("", &p("样例县教育局")),
        tc("", "<w:p><w:r><w:t>微信：样例教育</w:t><w:br/><w:t>抖音：样例县教育</w:t></w:r></w:p>"),
        merged("", ""),
        merged("", ""),
        merged("<w:gridSpan w:val=\"4\"/>", "合计：3"),
    );
    let body = format!("{}{}{table}{}", p("样例县政务新媒体备案台账"), p("填报日期：2021年2月20日"), p("填报人：周某"));
    let desk = Desk::new();
    let report = desk.take("台账.docx", docx(&body));
    assert_eq!((report.files[0].rows_read, report.files[0].rows_new), (3, 3), "{report:#?}");
    assert_eq!(desk.column("registry", "unit_name"), ["样例县公安局", "样例县公安局", "样例县教育局", "样例县教育局"]);
    let mut names = desk.column("registry", "account_name");
    names.sort();
    assert_eq!(names, ["平安样例", "样例县教育", "样例教育", "样例警方"], "what was deleted is not read");
    assert_eq!(desk.column("registry", "filed_on")[0], "2021-02-20");
    assert!(desk.column("registry", "source_id").iter().all(|id| id.contains("表1")));
}

#[test]
fn a_table_inside_a_cell_is_a_table_of_its_own() {
    let inner = tbl(&[&["账号名称", "平台"], &["平安样例", "抖音"], &["样例警方", "微博"]]);
    let body = format!(
        "<w:tbl><w:tr>{}</w:tr><w:tr>{}</w:tr></w:tbl>",
        tc("", &p("附件：账号情况")),
        tc("", &format!("{}{inner}<w:p/>", p("样例县公安局")))
    );
    let desk = Desk::new();
    let report = desk.take("通知2021年2月.docx", docx(&body));
    assert_eq!((report.files[0].rows_read, report.files[0].rows_new), (2, 2), "{report:#?}");
    assert!(desk.column("registry", "source_id").iter().all(|id| id.contains("表2")));
}

#[test]
fn a_table_that_goes_on_after_a_break_has_the_header_of_the_one_before() {
    let first = tbl(&[&["主办单位", "账号名称", "平台"], &["样例县公安局", "平安样例", "抖音"]]);
    let second = tbl(&[&["样例县教育局", "样例教育", "抖音"], &["样例县文旅局", "样例文旅", "抖音"]]);
    let other = tbl(&[&["甲", "乙", "丙", "丁"], &["1", "2", "3", "4"]]);
    let desk = Desk::new();
    let report = desk.take("台账20210220.docx", docx(&format!("{first}<w:p/>{second}{}{other}", p("另附："))));
    assert_eq!((report.files[0].rows_read, report.files[0].rows_new), (3, 3), "{report:#?}");
    assert!(note(&report).contains("under that of `表1`"), "{report:#?}");
    assert!(note(&report).contains("`表3` has no header"), "what is not read is told: {report:#?}");
}

#[test]
fn an_old_workbook_is_told_by_its_bytes_and_its_sheet_names_the_platform() {
    for name in ["台账20210220.xls", "台账20210220.et", "台账20210220.xlsx", "台账20210220.csv"] {
        let desk = Desk::new();
        let report = desk.take(name, REGISTRY_XLS);
        assert_eq!((report.files[0].rows_read, report.files[0].rows_new), (3, 3), "{report:#?}");
        assert_eq!(desk.column("registry", "platform"), ["douyin", "douyin", "douyin"]);
        let rows = desk.rows("registry");
        let row = |name: &str| rows.iter().find(|row| get(row, "account_name") == name).unwrap();
        for (column, value) in [("unit_name", "样例县公安局"), ("followers", "12000"), ("opened_on", "2019-03-05")]
        {
            assert_eq!(get(row("平安样例"), column), value, "{column}");
        }
        let second = row("样例警方");
        for (column, value) in
            [("unit_name", "样例县公安局"), ("opened_on", "2019-03-05"), ("account_ref", "7.30123E+18"), ("note", "-")]
        {
            assert_eq!(get(second, column), value, "{column}: a formula without a saved value says nothing");
        }
        assert_eq!(get(row("样例教育"), "state"), "cancelled");
        let uids: Vec<_> = desk.rows("account_aliases").into_iter().filter(|row| get(row, "kind") == "uid").collect();
        assert!(uids.is_empty(), "a number that a spreadsheet rounded names nobody: {uids:#?}");
        assert!(note(&report).contains("1 hidden rows and has 1 hidden columns"), "{report:#?}");
    }
}

#[test]
fn hidden_rows_columns_and_sheets_are_read_and_told() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for (name, account) in [("抖音", "样例县发布"), ("微博", "样例发布")] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        for (column, text) in (0..).zip(["单位名称", "账号名称", "备注"]) {
            sheet.write_string(0, column, text).unwrap();
        }
        for (column, text) in (0..).zip(["样例县政府办", account, "内部"]) {
            sheet.write_string(1, column, text).unwrap();
        }
        sheet.set_row_hidden(1).unwrap();
        sheet.set_column_hidden(2).unwrap();
        if name == "微博" {
            sheet.set_hidden(true);
        }
    }
    let desk = Desk::new();
    let report = desk.take("台账20210220.xlsx", workbook.save_to_buffer().unwrap());
    assert_eq!(report.files[0].rows_new, 2, "{report:#?}");
    assert_eq!(desk.column("registry", "platform"), ["douyin", "weibo"]);
    assert!(note(&report).contains("sheet `抖音` has 1 hidden rows and has 1 hidden columns"), "{report:#?}");
    assert!(note(&report).contains("sheet `微博` is hidden itself"), "{report:#?}");
}

#[test]
fn open_document_sheets_with_repeats_and_merged_cells() {
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let rows = [
        format!("<table:table-row>{}</table:table-row>", [cell("主办单位"), cell("账号名称"), cell("平台"), cell("粉丝数"), cell("开设时间")].concat()),
        format!(
            "<table:table-row><table:table-cell table:number-rows-spanned=\"2\" office:value-type=\"string\"><text:p>样例县公安局</text:p></table:table-cell>{}{}\
             <table:table-cell office:value-type=\"float\" office:value=\"1200\"><text:p>1,200</text:p></table:table-cell>\
             <table:table-cell office:value-type=\"date\" office:date-value=\"2019-03-05\"><text:p>19-3-5</text:p></table:table-cell></table:table-row>",
            cell("平安样例"),
            cell("抖音")
        ),
        format!("<table:table-row table:visibility=\"collapse\"><table:covered-table-cell/>{}{}<table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row>", cell("样例警方"), cell("微博")),
        "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>".to_owned(),
    ];
    let desk = Desk::new();
    let report = desk
        .take("台账20210220.ods", ods(&format!("<table:table table:name=\"台账\">{}</table:table>", rows.concat())));
    assert_eq!((report.files[0].rows_read, report.files[0].rows_new), (2, 2), "{report:#?}");
    assert_eq!(desk.column("registry", "unit_name"), ["样例县公安局", "样例县公安局"]);
    assert_eq!(desk.column("registry", "followers"), ["-", "1200"]);
    assert_eq!(desk.column("registry", "opened_on"), ["-", "2019-03-05"]);
    assert!(note(&report).contains("1 hidden rows"), "{report:#?}");
}

#[test]
fn dates_of_a_workbook_that_counts_from_1904() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, text) in (0..).zip(["账号名称", "平台", "开设时间"]) {
        sheet.write_string(0, column, text).unwrap();
    }
    sheet.write_string(1, 0, "样例县发布").unwrap();
    sheet.write_string(1, 1, "抖音").unwrap();
    let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    // 2019-03-05 is day 43529 counted from 1900, and 1462 less counted from 1904.
    sheet.write_number_with_format(1, 2, 43_529 - 1_462, &format).unwrap();
    let package = rewritten(workbook.save_to_buffer().unwrap(), "xl/workbook.xml", |xml| {
        xml.replace("<workbookPr ", "<workbookPr date1904=\"1\" ")
    });
    let desk = Desk::new();
    desk.take("台账20210220.xlsx", package);
    assert_eq!(desk.column("registry", "opened_on"), ["2019-03-05"]);
}

#[test]
fn a_long_number_in_a_cell_of_numbers_names_nobody() {
    let rows = [
        vec!["账号名称", "平台", "UID"],
        vec!["样例甲", "抖音", ""],
        vec!["样例乙", "抖音", "7301234567890120000"],
        vec!["样例丙", "抖音", "9821000010112"],
    ];
    let desk = Desk::new();
    desk.take("台账20210220.xlsx", xlsx(&rows, &[]));
    let uids: Vec<String> = desk
        .rows("account_aliases")
        .into_iter()
        .filter(|row| get(row, "kind") == "uid")
        .map(|row| get(&row, "value").to_owned())
        .collect();
    assert_eq!(uids, ["9821000010112"], "what ends in the zeros of a spreadsheet is no id");
}
