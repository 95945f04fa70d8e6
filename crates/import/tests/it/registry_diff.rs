//! A registry filed twice gives a difference.

use import::{RegistryDiff, registry_diff};
use lake::Lake;
use model::Day;

use crate::support::{Desk, block_on, xlsx};

fn diff(desk: &Desk, from: Option<&str>, to: Option<&str>) -> RegistryDiff {
    let day = |text: &str| text.parse::<Day>().unwrap();
    block_on(async {
        let lake = Lake::open_or_create(&desk.workspace).await.unwrap();
        registry_diff(&lake, None, from.map(day), to.map(day)).await.unwrap()
    })
}

fn book(lines: &[[&str; 5]]) -> Vec<u8> {
    let mut rows = vec![vec!["主办单位", "账号名称", "平台", "粉丝数", "状态"]];
    rows.extend(lines.iter().map(|line| line.to_vec()));
    xlsx(&rows, &[])
}

#[test]
fn what_was_added_went_or_changed_between_two_filings() {
    let desk = Desk::new();
    assert_eq!(diff(&desk, None, None).to, None, "nothing was ever filed");
    desk.take(
        "台账20210120.xlsx",
        book(&[
            ["样例县公安局", "平安样例", "抖音", "100", "正常"],
            ["样例县教育局", "样例教育", "抖音", "", "正常"],
            ["样例县文旅局", "样例文旅", "微博", "7", "正常"],
        ]),
    );
    let first = diff(&desk, None, None);
    assert_eq!((first.from, first.added.len(), first.gone.len()), (None, 3, 0));
    desk.take(
        "台账20210220.xlsx",
        book(&[
            ["样例县公安局", "平安样例", "抖音", "120", "正常"],
            ["样例县教育局", "样例教育", "抖音", "", "已注销"],
            ["样例县教育局", "样例招生", "抖音", "1", "正常"],
        ]),
    );
    let found = diff(&desk, None, None);
    assert_eq!(
        (found.from.unwrap().to_string(), found.to.unwrap().to_string()),
        ("2021-01-20".into(), "2021-02-20".into())
    );
    let names =
        |accounts: &[import::FiledAccount]| accounts.iter().map(|account| account.name.clone()).collect::<Vec<_>>();
    assert_eq!((names(&found.added), names(&found.gone)), (vec!["样例招生".to_owned()], vec!["样例文旅".to_owned()]));
    let changed: Vec<_> = found
        .changed
        .iter()
        .map(|change| (change.account.name.as_str(), change.column, change.before.as_deref(), change.after.as_deref()))
        .collect();
    assert_eq!(
        changed,
        [("平安样例", "followers", Some("100"), Some("120")), ("样例教育", "state", Some("normal"), Some("cancelled"))]
    );
    let same = diff(&desk, Some("2021-02-20"), Some("2021-02-25"));
    assert!(same.added.is_empty() && same.gone.is_empty() && same.changed.is_empty(), "{same:#?}");
    let back = diff(&desk, Some("2021-02-20"), Some("2021-01-31"));
    assert_eq!((names(&back.added), names(&back.gone)), (vec!["样例文旅".to_owned()], vec!["样例招生".to_owned()]));
}
