use std::fs;

use crate::county::{self, inside};
use crate::program::mingjian;

/// The county, and a second account that claims the number of the first.
fn contradicted() -> tempfile::TempDir {
    let folder = county::imported();
    let path = folder.path().join("files/2021-02-25/data/douyin/jsonl/creator_contents_2021-02-25.jsonl");
    let line = fs::read_to_string(path).unwrap().lines().next().unwrap().to_owned();
    let other = line.replace("98220000901", "98220000955").replace("7000000000000000001", "7000000000000000955");
    let other = other.replace("样例县发布", "样例县发布二");
    fs::write(folder.path().join("search_contents_2021-02-26.jsonl"), other + "\n").unwrap();
    let run = mingjian(folder.path(), &["import", "search_contents_2021-02-26.jsonl", "--workspace", "county", "-q"]);
    assert_eq!(run.code, Some(0), "{}{}", run.text(), run.stderr);
    folder
}

fn accounts_of_posts(folder: &std::path::Path) -> Vec<String> {
    let query = "SELECT DISTINCT account_id FROM posts ORDER BY account_id";
    let rows = inside(folder, &["sql", query, "--format", "json"]).json();
    rows.as_array().unwrap().iter().map(|row| row["account_id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn contradictions_are_told_and_a_merge_is_followed_until_it_is_taken_back() {
    let folder = contradicted();
    let told = inside(folder.path(), &["accounts", "conflicts"]);
    assert_eq!(told.code, Some(0), "{}", told.stderr);
    for part in ["linlan901", "样例县发布二", "search_contents_2021-02-26.jsonl", "第1行"] {
        assert!(told.text().contains(part), "{part}: {}", told.text());
    }
    let conflicts = inside(folder.path(), &["accounts", "conflicts", "--format", "json"]).json();
    let conflict = &conflicts.as_array().unwrap()[0];
    let (one, other) = (conflict["account_id"].as_str().unwrap(), conflict["other_account_id"].as_str().unwrap());
    let before = accounts_of_posts(folder.path());
    assert_eq!(before.len(), 3);

    let words = ["accounts", "merge", other, one, "--because", "电话核实", "--format", "json"];
    let merged = inside(folder.path(), &words).json();
    let younger = merged["other_id"].as_str().unwrap().to_owned();
    assert_eq!(accounts_of_posts(folder.path()).len(), 2, "the works of both stand under one account");
    assert!(!accounts_of_posts(folder.path()).contains(&younger));
    let left = inside(folder.path(), &["accounts", "conflicts", "--format", "csv"]);
    assert_eq!(left.text().lines().count(), 1, "{}", left.text());
    let twice = inside(folder.path(), &words);
    assert_eq!(twice.code, Some(2), "{}{}", twice.text(), twice.stderr);

    let back = inside(folder.path(), &["accounts", "unmerge", &younger, "--because", "看错了", "--quiet"]);
    assert_eq!((back.code, back.stderr.as_str()), (Some(0), ""), "{}", back.text());
    assert_eq!(accounts_of_posts(folder.path()), before);
    let again = inside(folder.path(), &["accounts", "unmerge", &younger, "--because", "看错了"]);
    assert_eq!(again.code, Some(2));
}

#[test]
fn a_decision_needs_a_reason_and_accounts_that_are_there() {
    let folder = county::imported();
    for words in [
        &["accounts", "merge", "样例县发布", "无此账号", "--because", "x"][..],
        &["accounts", "merge", "样例县发布", "=样例镇人民政府"],
        &["accounts", "merge", "样例县发布", "=样例镇人民政府", "--because", " "],
        &["accounts", "unmerge", "a0000000000000000", "--because", "x"],
    ] {
        let run = inside(folder.path(), words);
        assert_eq!(run.code, Some(2), "{words:?}: {}{}", run.text(), run.stderr);
    }
}

#[test]
fn what_changed_in_the_registry_is_told() {
    let folder = county::imported();
    let later = "序号,平台,账号名称,账号ID,主办单位,开设日期,账号状态,是否认证\n\
        1,抖音,样例县发布,linlan901,样例县委宣传部,2019-05-06,拟关停,是\n\
        2,抖音,样例县教育,linlan977,样例县教育局,2020-06-01,正常,是\n";
    fs::write(folder.path().join("台账2021-03-20.csv"), later).unwrap();
    mingjian(folder.path(), &["import", "台账2021-03-20.csv", "--workspace", "county", "-q"]);
    let run = inside(folder.path(), &["registry", "diff", "--format", "json"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let rows = run.json();
    let of = |change: &str| {
        let rows = rows.as_array().unwrap().iter().filter(|row| row["change"] == change);
        rows.map(|row| row["account_name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!((of("added"), of("changed")), (vec!["样例县教育".to_owned()], vec!["样例县发布".to_owned()]));
    let shown = inside(folder.path(), &["registry", "diff"]);
    assert!(
        shown.text().contains("新增") && shown.text().contains("拟关停") | shown.text().contains("closing"),
        "{}",
        shown.text()
    );
}
