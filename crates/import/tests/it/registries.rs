//! Registries in the state in which they come.

use crate::support::{Desk, get, xlsx};

/// The real form: title, labels typed into one merged cell, header in row 3, followers in 万.
fn form(lines: &[Vec<&str>]) -> Vec<u8> {
    let mut rows = vec![
        vec!["政务新媒体账号基础信息统计表"],
        vec!["填报单位：样例县人民政府办公室    填报人：周某    审核人：何某    填报日期：2021年2月20日"],
        vec![
            "序号",
            "账号名称",
            "注册平台",
            "账号链接（没链接的填无）",
            "粉丝量（万）",
            "是否认证",
            "单位名称",
            "开设时间",
            "状态",
            "联系人",
            "联系电话",
        ],
    ];
    rows.extend(lines.iter().cloned());
    xlsx(&rows, &[(0, 0, 0, 10), (1, 0, 1, 10)])
}

#[test]
fn the_real_form_is_read_whole() {
    let desk = Desk::new();
    let report = desk.take(
        "统计表.xlsx",
        form(&[
            vec![
                "1",
                "样例县发布",
                "抖音短视频",
                "https://www.douyin.com/user/MS4wLjABAAAAsample101",
                "1.2",
                "是",
                "样例县人民政府办公室",
                "2019.3.5",
                "正常",
                "周某某",
                "0900-7000101",
            ],
            vec![
                "2",
                "样例交警",
                "新浪微博",
                "无",
                "－",
                "未认证",
                "样例县公安局",
                "43529",
                "已注销",
                "何某",
                "13800138000",
            ],
            vec!["合计", "2"],
            vec!["备注：粉丝量截至填报日"],
            vec!["填报人：周某", "", "审核人：何某"],
        ]),
    );
    assert_eq!((report.files[0].rows_read, report.files[0].rows_new), (2, 2), "{report:#?}");
    let rows = desk.rows("registry");
    let first = rows.iter().find(|row| get(row, "platform") == "douyin").unwrap();
    for (column, value) in [
        ("account_name", "样例县发布"),
        ("followers", "12000"),
        ("verified", "true"),
        ("unit_name", "样例县人民政府办公室"),
        ("opened_on", "2019-03-05"),
        ("state", "normal"),
        ("contact_name", "周**"),
        ("contact_phone", "****-*******"),
        ("filed_on", "2021-02-20"),
        ("observed_at", "2021-02-20T23:59:59+08:00"),
    ] {
        assert_eq!(get(first, column), value, "{column}");
    }
    let second = rows.iter().find(|row| get(row, "platform") == "weibo").unwrap();
    for (column, value) in [
        ("followers", "-"),
        ("account_ref", "-"),
        ("verified", "false"),
        ("opened_on", "2019-03-05"),
        ("state", "cancelled"),
        ("contact_phone", "***********"),
    ] {
        assert_eq!(get(second, column), value, "{column}");
    }
    assert_eq!(desk.rows("units").len(), 2);
    let looks: Vec<String> = desk.column("features_accounts", "official_looking");
    assert_eq!(looks.len(), 2);
}

#[test]
fn merged_units_speak_for_every_account_under_them_and_merged_counts_for_none() {
    let desk = Desk::new();
    desk.take(
        "台账20210220.xlsx",
        xlsx(
            &[
                vec!["样例县台账"],
                vec!["单位", "新媒体名称", "类型", "关注人数"],
                vec!["样例县公安局", "平安样例", "抖音", "100"],
                vec!["", "平安样例", "快手", ""],
                vec!["", "样例警方", "微博", ""],
                vec!["样例县教育局", "样例教育", "订阅号", "7"],
            ],
            &[(0, 0, 0, 3), (2, 0, 4, 0), (2, 3, 4, 3)],
        ),
    );
    let unit = "样例县公安局".to_owned();
    assert_eq!(desk.column("registry", "unit_name"), [unit.clone(), unit.clone(), unit, "样例县教育局".to_owned()]);
    assert_eq!(desk.column("registry", "followers"), ["-", "-", "100", "7"]);
}

#[test]
fn several_accounts_in_a_cell_become_several_lines_of_one_record() {
    let desk = Desk::new();
    let report = desk.take(
        "台账2021年2月.xlsx",
        xlsx(
            &[
                vec!["主办单位", "账号名称", "平台", "粉丝数"],
                vec!["样例县司法局", "微信：样例司法；抖音：样例县司法局", "", "500"],
                vec!["样例县文旅局", "样例文旅", "微信、微博、抖音", ""],
                vec!["样例县税务局", "样例税务\n样例税务服务", "抖音\n快手", ""],
            ],
            &[],
        ),
    );
    assert_eq!((report.files[0].rows_read, report.files[0].rows_new), (3, 3));
    let named: Vec<String> = desk
        .rows("registry")
        .iter()
        .map(|row| format!("{}/{}", get(row, "platform"), get(row, "account_name")))
        .collect();
    let mut named: Vec<&str> = named.iter().map(String::as_str).collect();
    named.sort_unstable();
    assert_eq!(
        named,
        [
            "douyin/样例县司法局",
            "douyin/样例文旅",
            "douyin/样例税务",
            "kuaishou/样例税务服务",
            "wechat_official/样例司法",
            "wechat_official/样例文旅",
            "weibo/样例文旅"
        ]
    );
    assert!(desk.column("registry", "followers").iter().all(|count| count == "-"), "500 is nobody's in particular");
    assert_eq!(desk.column("registry", "filed_on")[0], "2021-02-26", "the month is not over at the import");
}

#[test]
fn the_day_of_a_filing_comes_from_the_form_the_name_the_person_or_the_file() {
    let table =
        |title: &str| xlsx(&[vec![title], vec!["账号名称", "平台"], vec!["样例县发布", "抖音"]], &[(0, 0, 0, 1)]);
    for (name, title, filed) in [
        ("台账.xlsx", "样例县台账（2020年第三季度）", "2020-09-30"),
        ("台账2020Q4.xlsx", "台账", "2020-12-31"),
        ("台账2020Q4.xlsx", "填报日期：2021.1.5", "2021-01-05"),
        ("台账20201130.xlsx", "二〇二〇年台账", "2020-11-30"),
    ] {
        let desk = Desk::new();
        desk.take(name, table(title));
        assert_eq!(get(&desk.row("registry"), "filed_on"), filed, "{name} {title}");
    }
    let mut desk = Desk::new();
    desk.options.observed = Some("2021-02-03".parse().unwrap());
    desk.take("台账.xlsx", table("样例县台账"));
    assert_eq!(get(&desk.row("registry"), "filed_on"), "2021-02-03");
}

#[test]
fn csv_in_the_encoding_of_offices_with_units_merged_away() {
    let text = "样例县政务新媒体台账,,,\n填报单位：样例县政府办,,,2021年2月20日\n主办单位,账号名称,平台,粉丝数\n样例县公安局,平安样例,抖音,\"1,200\"\n,平安样例,快手,３４\n样例县教育局,样例教育,微信公众号,约3万\n合计,3,,\n";
    let (gb, _, _) = encoding_rs::GB18030.encode(text);
    for bytes in [gb.to_vec(), text.as_bytes().to_vec(), utf16(text)] {
        let desk = Desk::new();
        let report = desk.take("台账.csv", bytes);
        assert_eq!((report.files[0].rows_read, report.files[0].rows_new), (3, 3), "{report:#?}");
        assert_eq!(desk.column("registry", "unit_name"), ["样例县公安局", "样例县公安局", "样例县教育局"]);
        assert_eq!(desk.column("registry", "followers"), ["1200", "30000", "34"]);
        assert_eq!(desk.column("registry", "filed_on")[0], "2021-02-20");
    }
}

fn utf16(text: &str) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

#[test]
fn a_registry_as_spreadsheet_and_as_text_is_one_filing() {
    let desk = Desk::new();
    let rows = [vec!["主办单位", "账号名称", "平台"], vec!["样例县公安局", "平安样例", "抖音"]];
    desk.take("台账20210220.xlsx", xlsx(&rows, &[]));
    let again = desk.take("台账20210220.csv", "主办单位,账号名称,平台\n样例县公安局,平安样例,抖音\n");
    assert_eq!((again.files[0].rows_new, again.files[0].rows_known), (0, 1));
    assert_eq!(desk.rows("registry").len(), 1);
}

#[test]
fn what_cannot_be_understood_goes_to_quarantine_with_its_reason() {
    let desk = Desk::new();
    let report = desk.take(
        "台账20210220.xlsx",
        xlsx(
            &[
                vec!["序号", "主办单位", "账号名称", "平台", "备注"],
                vec!["1", "样例县公安局", "无", "抖音", "13800138000"],
                vec!["2", "样例县教育局", "样例教育", "", ""],
                vec!["3", "样例县税务局", "甲、乙", "抖音、快手、微博", ""],
                vec!["序号", "主办单位", "账号名称", "平台", "备注"],
                vec!["4", "样例县文旅局", "样例文旅", "某地方电台", ""],
                vec!["已注销账号"],
                vec!["5", "样例县医院", "样例医院", "抖音", ""],
            ],
            &[],
        ),
    );
    let file = &report.files[0];
    assert_eq!((file.rows_read, file.rows_new, file.rows_quarantined), (6, 2, 4), "{report:#?}");
    assert_eq!(
        desk.column("quarantine", "reason"),
        ["missing_name", "repeated_header", "unknown_platform", "unknown_platform"]
    );
    assert!(desk.column("quarantine", "raw").iter().all(|raw| !raw.contains("13800138000")));
    let other = desk.rows("registry").into_iter().find(|row| get(row, "platform") == "other").unwrap();
    assert_eq!(get(&other, "account_name"), "样例文旅");
    let closed = desk.rows("registry").into_iter().find(|row| get(row, "account_name") == "样例医院").unwrap();
    assert_eq!(get(&closed, "state"), "cancelled", "the heading above it says so");
}

#[test]
fn a_header_two_rows_deep() {
    let desk = Desk::new();
    desk.take(
        "台账20210220.xlsx",
        xlsx(
            &[
                vec!["主办单位", "账号名称", "平台", "认证情况", "", "联系方式", ""],
                vec!["", "", "", "是否认证", "认证主体", "联系人", "联系电话"],
                vec!["样例县公安局", "平安样例", "抖音", "是", "样例县公安局", "周某", "0900-7000101"],
            ],
            &[(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 0, 4), (0, 5, 0, 6)],
        ),
    );
    let row = desk.row("registry");
    assert_eq!(
        (get(&row, "verified"), get(&row, "verified_entity"), get(&row, "contact_name")),
        ("true", "样例县公安局", "周*")
    );
}

#[test]
fn one_column_for_each_platform() {
    let desk = Desk::new();
    let report = desk.take(
        "台账20210220.xlsx",
        xlsx(
            &[
                vec!["单位名称", "微信公众号名称", "微博名称", "抖音账号名称"],
                vec!["样例县公安局", "平安样例", "无", "平安样例"],
                vec!["样例县教育局", "", "样例教育", ""],
            ],
            &[],
        ),
    );
    assert_eq!(report.files[0].rows_new, 2, "{report:#?}");
    assert_eq!(desk.column("registry", "platform"), ["douyin", "wechat_official", "weibo"]);
}

#[test]
fn a_registry_joins_the_accounts_collectors_saw() {
    let desk = Desk::new();
    desk.take(
        "data/douyin/jsonl/creator_contents_2021-02-25.jsonl",
        crate::support::lines(&[crate::support::douyin_work(1)]),
    );
    desk.take(
        "台账20210220.xlsx",
        form(&[
            vec![
                "1",
                "样例发布（新名）",
                "抖音",
                "https://www.douyin.com/user/MS4wLjABAAAAsample101",
                "",
                "",
                "样例县政府办",
            ],
            vec!["2", "样例县发布", "快手", "无", "", "", "样例县政府办"],
        ]),
    );
    let accounts = desk.rows("accounts");
    assert_eq!(accounts.len(), 2, "by link one, by name none: the platform is another");
    let post = desk.row("posts");
    assert!(desk.rows("registry").iter().any(|row| get(row, "account_id") == get(&post, "account_id")));
}

#[test]
fn a_list_of_zombie_accounts_is_a_list_and_no_registry() {
    let desk = Desk::new();
    let registry =
        desk.write("台账20210220.xlsx", form(&[vec!["1", "样例镇", "抖音", "无", "", "", "样例镇人民政府"]]));
    let list = desk.write(
        "名单.xlsx",
        xlsx(
            &[
                vec!["样例县政务新媒体僵尸账号名单"],
                vec!["填报单位：样例县政府办    填报日期：2021年2月21日"],
                vec!["序号", "主办单位", "账号名称", "平台", "处置意见"],
                vec!["1", "样例镇人民政府", "样例镇", "抖音", "限期注销"],
            ],
            &[(0, 0, 0, 4), (1, 0, 1, 4)],
        ),
    );
    let report = desk.import(&[&list, &registry]);
    assert_eq!(report.files[0].format.as_deref(), Some("zombie_list"), "{report:#?}");
    let row = desk.row("lists");
    for (column, value) in [
        ("list_kind", "zombie"),
        ("owner", "样例县政府办"),
        ("listed_on", "2021-02-21"),
        ("name", "样例镇"),
        ("note", "处置意见：限期注销"),
    ] {
        assert_eq!(get(&row, column), value, "{column}");
    }
    assert_eq!(get(&row, "account_id"), get(&desk.row("registry"), "account_id"));
}

#[test]
fn cells_that_hold_numbers_and_dates_are_read_like_text() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, title) in (0..).zip(["账号名称", "平台", "粉丝量（万）", "开设时间", "最近更新时间"])
    {
        sheet.write_string(0, column, title).unwrap();
    }
    sheet.write_string(1, 0, "样例县发布").unwrap();
    sheet.write_string(1, 1, "抖音").unwrap();
    sheet.write_number(1, 2, 1.2).unwrap();
    sheet.write_number(1, 3, 43529).unwrap();
    let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2021, 2, 19).unwrap();
    sheet.write_datetime_with_format(1, 4, &day, &format).unwrap();
    let desk = Desk::new();
    desk.take("台账20210220.xlsx", workbook.save_to_buffer().unwrap());
    let row = desk.row("registry");
    for (column, value) in [("followers", "12000"), ("opened_on", "2019-03-05"), ("last_updated_on", "2021-02-19")] {
        assert_eq!(get(&row, column), value, "{column}");
    }
}

#[test]
fn exports_of_collectors_and_platforms_are_no_registries() {
    for header in [
        "采集时间,昵称昵称,账号链接,账号签名,抖音号,性别,标签,企业,SEC_UID,UID,作品数量,粉丝数量",
        "作品类型,采集时间,UID,SEC_UID,ID,作品ID,作品描述,作品链接,发布时间,账号昵称,点赞数量",
        "公众号,ID,链接,标题,封面,摘要,创建时间,发布时间,阅读,点赞,分享,作者",
        "用户id,昵称,性别,生日,所在地,IP属地,微博数,粉丝数,关注数,简介,主页,是否认证,认证类型,认证信息",
        "id,bid,正文,头条文章url,位置,日期,工具,点赞数,评论数,转发数,话题",
    ] {
        let desk = Desk::new();
        let row = vec!["1"; header.split(',').count()].join(",");
        let report = desk.take("导出.csv", format!("{header}\n{row}\n"));
        assert_ne!(report.files[0].format.as_deref(), Some("registry"), "{header}");
        assert!(desk.rows("registry").is_empty());
    }
}

#[test]
fn an_annex_of_an_inspection_is_a_list_of_findings_and_files_nothing() {
    let desk = Desk::new();
    let report = desk.take(
        "通报附件.xlsx",
        xlsx(
            &[
                vec!["样例县2021年第一季度政务新媒体检查情况表"],
                vec!["序号", "主办单位", "账号名称", "平台", "最近更新时间", "存在问题", "整改时限"],
                vec!["1", "样例县公安局", "平安样例", "抖音", "2021.1.5", "超过两周未更新", "2021年3月15日前"],
                vec!["2", "样例县教育局", "样例教育", "微博、抖音", "", "未提供有效互动功能", ""],
                vec!["合计", "2"],
            ],
            &[(0, 0, 0, 6)],
        ),
    );
    assert_eq!(report.files[0].format.as_deref(), Some("inspection"), "{report:#?}");
    assert_eq!((report.files[0].rows_read, report.files[0].rows_new), (2, 2));
    assert!(desk.rows("registry").is_empty(), "what an inspection names need not be registered");
    assert_eq!(desk.column("lists", "list_kind"), ["inspection"; 3]);
    assert_eq!(
        desk.column("lists", "note")[2],
        "存在问题：超过两周未更新；整改时限：2021年3月15日前；最近更新时间：2021.1.5"
    );
    // A registry with a column of problems stays a registry.
    let report = desk.take(
        "台账20210220.xlsx",
        xlsx(&[vec!["主办单位", "账号名称", "平台", "存在问题"], vec!["样例县公安局", "平安样例", "抖音", "无"]], &[]),
    );
    assert_eq!(report.files[0].format.as_deref(), Some("registry"), "{report:#?}");
    assert_eq!(desk.rows("accounts").len(), 3, "the annex and the registry name the same account");
}
