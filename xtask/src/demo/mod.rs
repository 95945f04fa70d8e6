//! The demo county 临岚县: about fifty accounts on five platforms over three quarters, as the files people would have.
//! Everything is invented. `account.rs` says what an account is; one file a platform lists them with what the audit must
//! say of each; `scenes` holds works and comments written out with what the audit must say of those; the rest turns them into files.

mod account;
mod bilibili;
mod boards;
pub mod check;
mod douyin;
mod expected;
mod ids;
mod kuaishou;
mod lists;
mod media_crawler;
mod registry;
mod scenes;
mod talk;
mod texts;
mod weibo;
mod workbook;
mod works;
mod xiaohongshu;

use model::Platform::{Bilibili, Douyin, Kuaishou, Weibo, Xiaohongshu};

use crate::files::FileSet;
use account::{AS_OF, Account, day};
use media_crawler::Run;

/// The folder that holds the generated input and nothing else.
const INPUT: &str = "demo/input";

/// Writes the demo, or compares it with what stands there.
pub fn write(check: bool) -> anyhow::Result<()> {
    let files = files()?;
    if check { files.check(Some(INPUT), "cargo xtask demo-data") } else { files.write(Some(INPUT)) }
}

fn accounts() -> Vec<Account> {
    let mut all = douyin::accounts();
    all.extend(kuaishou::accounts());
    all.extend(weibo::accounts());
    all.extend(bilibili::accounts());
    all.extend(xiaohongshu::accounts());
    all
}

fn files() -> anyhow::Result<FileSet> {
    let accounts = accounts();
    let mut files = FileSet::default();
    files.add(format!("{INPUT}/台账/临岚县政务新媒体账号台账（2020年第三季度）.xlsx"), registry::earlier(&accounts)?);
    files.add(
        format!("{INPUT}/台账/临岚县政务新媒体账号基础信息统计表（2021年第一季度）.xlsx"),
        registry::current(&accounts)?,
    );
    files.add(format!("{INPUT}/名单/临岚县政务新媒体僵尸账号名单.xlsx"), lists::zombies(&accounts)?);
    files.add(format!("{INPUT}/名单/临岚文旅宣传矩阵账号名单.xlsx"), lists::matrix(&accounts)?);
    files.add(format!("{INPUT}/名单/临岚县政务新媒体稿源单位名单（2021年1月4日）.xlsx"), lists::sources()?);
    for (on, platforms) in [
        ("2020-09-30", &[Douyin, Kuaishou, Weibo][..]),
        ("2020-12-31", &[Douyin, Kuaishou, Weibo]),
        (AS_OF, &[Douyin, Kuaishou, Weibo, Bilibili, Xiaohongshu]),
    ] {
        let folder = format!("{INPUT}/采集/{on}/data");
        let run = Run { on: day(on), folder: &folder, accounts: &accounts };
        media_crawler::write(&run, platforms, &mut files);
        if on == AS_OF {
            media_crawler::write_search(&run, &mut files);
        }
    }
    let whole = ["2020-09-30", "2020-12-31", AS_OF].map(day);
    for on in std::iter::once(whole[0]).chain(boards::days(day(AS_OF))) {
        files.add(format!("{INPUT}/热榜/api/{on}/summary.json"), boards::hot_board(on, whole.contains(&on)));
    }
    files.add("demo/films.tsv", films(&accounts));
    files.add("demo/EXPECTED.md", expected::document(&accounts));
    Ok(files)
}

/// Which work shows which film: the platform's id and the name in `demo/videos.sh`. A copy comes after what it is made from.
fn films(accounts: &[Account]) -> String {
    let mut films: Vec<(i64, String)> = accounts
        .iter()
        .flat_map(works::of)
        .filter_map(|work| Some((work.posted, format!("{}\t{}\n", work.native_id, work.film?))))
        .collect();
    films.sort();
    films.into_iter().map(|(_, line)| line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_same_bytes_every_time() {
        assert_eq!(format!("{:?}", files().unwrap()), format!("{:?}", files().unwrap()));
    }

    #[test]
    fn no_two_own_works_say_the_same_and_no_two_have_one_id() {
        let (mut bodies, mut ids) = (BTreeSet::new(), BTreeSet::new());
        for account in accounts() {
            let own = account.series.iter().any(|series| series.text == account::Text::Own);
            for work in works::of(&account) {
                assert!(ids.insert((account.platform, work.native_id.clone())), "{} {}", account.name, work.native_id);
                if own && work.title != work.body && !work.body.is_empty() {
                    assert!(bodies.insert((work.title.clone(), work.body.clone())), "{}", work.body);
                }
            }
        }
    }

    #[test]
    fn every_rule_has_its_clean_counterpart() {
        let document = expected::document(&accounts());
        let rows: Vec<Vec<&str>> = document.lines().map(|line| line.split(" | ").collect()).collect();
        let answered = |rule: &str, verdict: &str| {
            rows.iter().any(
                |row| matches!(row.as_slice(), [r, _, _, v, _] if r.trim_start_matches("| ") == rule && *v == verdict),
            )
        };
        for rule in [
            "C01", "C03", "C04", "C05", "C06", "C08", "C09", "C11", "E01", "E02", "E03", "E04", "E05", "I01", "I02",
            "I03", "I04", "R01", "R02", "R03", "R05", "R07", "Z01", "Z02", "Z03", "Z04", "Z05",
        ] {
            assert!(answered(rule, "found"), "{rule} is found nowhere");
            assert!(answered(rule, "not found"), "{rule} has no clean counterpart");
        }
    }
}
