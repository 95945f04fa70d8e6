//! Each mistake is found where it stands and told with what to write instead.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::load::Rulebook;

const RULE: &str = "---
code: X01
slug: sample
title: 样例
class: alert
state: live
since: 2021-02-25
subject: account
applies_when: a.registered
needs: [collections.posts]
insufficient_when:
  - when: a.opened_on IS NULL
    because: registry.opened_on
    why: 没有开设日期
params:
  limit_days: {type: int, default: 14, doc: 期限}
evidence: [registry.opened_on]
deadline_days: 15
basis: [{document: 样例文件, clause: 第一条, basis_checked: false}]
incremental: true
---
## 依据条款
一
## 查什么
一
## 为什么
一
## 需要哪些数据
一
## 判定（疑似→认定）
一
## 不适用情形
一
## 通报用语
> “{name}”已{value}天。
## 整改要求与期限
一
## 复查判据
一
## 已知误报
一
";

const SQL: &str = "SELECT a.account_id AS subject_id, a.account_id, 'k' AS incident_key,
       date_diff_days(a.opened_on, $as_of) AS value, $limit_days AS threshold, '天' AS unit,
       a.opened_on AS first_seen, make_evidence(a.ref) AS evidence, a.name
FROM subjects a
WHERE date_diff_days(a.opened_on, $as_of) > $limit_days
";

const NATIONAL: &str =
    "name = \"national\"\ntitle = \"全国\"\n[settings]\nmax_age_days = 1\npublishing_platforms = [\"douyin\"]\n";

fn cases() -> String {
    let mut text = String::new();
    for n in 0..3 {
        for expect in
            ["found: [{subject: a1}]", "not_found: [a1]", "insufficient: [{subject: a1, because: registry.opened_on}]"]
        {
            let key = expect.split(':').next().unwrap_or_default();
            let _ = writeln!(text, "- {{name: {key} {n}, as_of: 2021-02-25, expect: {{{expect}}}}}");
        }
    }
    text
}

fn files() -> BTreeMap<String, String> {
    BTreeMap::from([
        ("X-sample/X01-sample/rule.md".to_owned(), RULE.to_owned()),
        ("X-sample/X01-sample/rule.sql".to_owned(), SQL.to_owned()),
        ("X-sample/X01-sample/cases.yml".to_owned(), cases()),
        ("profiles/national.toml".to_owned(), NATIONAL.to_owned()),
    ])
}

/// The mistakes after one text was replaced by another in every file.
async fn after(from: &str, to: &str) -> Vec<String> {
    let changed: BTreeMap<String, String> =
        files().into_iter().map(|(path, text)| (path, text.replace(from, to))).collect();
    problems(changed).await
}

async fn problems(files: BTreeMap<String, String>) -> Vec<String> {
    match Rulebook::load(files) {
        Ok(rulebook) => rulebook.check().await.unwrap().iter().map(ToString::to_string).collect(),
        Err(error) => error.problems.iter().map(ToString::to_string).collect(),
    }
}

#[track_caller]
fn one(problems: &[String], wanted: &[&str]) {
    let matches = |problem: &&String| wanted.iter().all(|part| problem.contains(part));
    assert!(problems.iter().any(|problem| matches(&problem)), "{wanted:?} is not among {problems:#?}");
}

#[tokio::test]
async fn a_sound_rule_has_no_problem() {
    assert_eq!(problems(files()).await, Vec::<String>::new());
}

#[tokio::test]
async fn the_rulebook_of_the_program_has_no_problem() {
    let rulebook = Rulebook::load_embedded().unwrap();
    assert_eq!(rulebook.check().await.unwrap(), []);
    assert!(rulebook.rules().len() >= 12);
}

#[tokio::test]
async fn unknown_columns_and_functions_are_found_in_their_line() {
    one(&after("a.name\n", "a.nome AS name\n").await, &["rule.sql:3", "nome"]);
    one(
        &after("date_diff_days(a.opened_on, $as_of) AS", "day_diff(a.opened_on, $as_of) AS").await,
        &["rule.sql", "day_diff", "`date_diff_days`"],
    );
    one(&after("FROM subjects", "FROM subject").await, &["rule.sql", "subject"]);
    one(&after("when: a.opened_on", "when: a.opened").await, &["rule.md:12", "insufficient_when registry.opened_on"]);
    one(&after("applies_when: a.registered", "applies_when: a.filed").await, &["rule.md:9", "applies_when", "filed"]);
}

#[tokio::test]
async fn needs_name_what_exists() {
    one(
        &after("needs: [collections.posts]", "needs: [collections.works]").await,
        &["rule.md:10", "`collections.posts`"],
    );
    one(&after("needs: [collections.posts]", "needs: [posts.posted]").await, &["`posted_at`"]);
    one(&after("needs: [collections.posts]", "needs: [post.posted_at]").await, &["no table `post`"]);
    one(&after("evidence: [registry.opened_on]", "evidence: [registry.opened]").await, &["rule.md:17", "`opened_on`"]);
}

#[tokio::test]
async fn parameters_are_declared_and_used() {
    one(&after("$limit_days", "14").await, &["rule.md:16", "`limit_days` is never used"]);
    one(&after(" > $limit_days", " > $limit").await, &["rule.sql:5", "`$limit` is never declared", "`limit_days`"]);
    one(&after("default: 14,", "").await, &["limit_days needs either"]);
    one(&after("default: 14,", "same_as: Z99.limit_days,").await, &["names no rule"]);
    one(&after("default: 14,", "same_as: X01.limit_days,").await, &["comes back to itself"]);
}

#[tokio::test]
async fn wording_names_what_the_query_returns() {
    one(&after("{value}天", "{days}天").await, &["rule.md:35", "does not return `days`", "`value`"]);
    one(&after("{value}天", "{value天").await, &["rule.md:34", "通报用语", "never closed"]);
}

#[tokio::test]
async fn every_fixed_column_is_returned() {
    one(&after("'天' AS unit,", "").await, &["rule.sql", "does not return `unit`"]);
}

#[tokio::test]
async fn headings_and_cases_are_complete() {
    one(&after("## 已知误报", "## 误报").await, &["`## 已知误报` is missing"]);
    one(&after("## 查什么\n一", "## 查什么").await, &["nothing stands under `## 查什么`"]);
    one(&after("name: found 2", "name: found 1").await, &["cases.yml:4", "two cases are called"]);
    let mut few = files();
    few.insert("X-sample/X01-sample/cases.yml".to_owned(), "- {name: one, as_of: 2021-02-25}\n".to_owned());
    let few = problems(few).await;
    one(&few, &["0 cases expect found"]);
    one(&few, &["1 cases expect not_found"]);
    one(&few, &["0 cases expect insufficient"]);
}

#[tokio::test]
async fn files_codes_and_keys_are_told() {
    let mut two = files();
    for file in ["rule.md", "rule.sql", "cases.yml"] {
        let text = two[&format!("X-sample/X01-sample/{file}")].clone();
        two.insert(format!("Y-other/X01-sample/{file}"), text);
    }
    one(&problems(two).await, &["Y-other/X01-sample/rule.md:2", "X01 is already the code of X-sample/X01-sample"]);
    let mut missing = files();
    missing.remove("X-sample/X01-sample/cases.yml");
    one(&problems(missing).await, &["cases.yml", "this file is missing"]);
    one(&after("class: alert", "class: severe").await, &["rule.md:5", "severe"]);
    one(&after("title: 样例", "titel: 样例").await, &["rule.md", "titel"]);
    one(&after("slug: sample", "slug: other").await, &["name the folder `X01-other`"]);
    one(&after("---\n", "").await, &["the front matter is missing"]);
}

#[tokio::test]
async fn profiles_name_what_exists() {
    let with = |toml: &str| {
        let mut files = files();
        files.insert(
            "profiles/local.toml".to_owned(),
            format!("name = \"local\"\ntitle = \"本地\"\nextends = \"national\"\n{toml}"),
        );
        problems(files)
    };
    assert_eq!(with("[X01]\nlimit_days = 7\nenabled = false\nclass = \"veto\"\n").await, Vec::<String>::new());
    one(&with("[X02]\nlimit_days = 7\n").await, &["profiles/local.toml:4", "no rule X02", "`X01`"]);
    one(&with("[X01]\nlimit = 7\n").await, &["profiles/local.toml:5", "no parameter `limit`", "`limit_days`"]);
    one(&with("[X01]\nlimit_days = \"7\"\n").await, &["profiles/local.toml:5", "a whole number"]);
    one(&with("[X01]\nclass = \"severe\"\n").await, &["`veto`"]);
    one(&with("[settings]\nmax_days = 2\n").await, &["`max_age_days`"]);
    one(&with("limit = 7\n").await, &["profiles/local.toml:4", "`limit` is not known"]);
    one(&with("[X01\n").await, &["profiles/local.toml:4"]);
    one(&after("name = \"national\"", "name = \"other\"").await, &["write name = \"national\""]);
    one(&after("max_age_days = 1\n", "").await, &["the setting max_age_days is missing"]);
    one(&after("title = \"全国\"", "title = \"全国\"\nextends = \"national\"").await, &["extends itself"]);
    one(
        &after("title = \"全国\"", "title = \"全国\"\nextends = \"nobody\"").await,
        &["no profile `nobody`", "`national`"],
    );
}
