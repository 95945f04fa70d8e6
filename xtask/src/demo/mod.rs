//! The demo county 临岚县: about fifty accounts on five platforms over three quarters, as the files people would have.
//! Everything is invented. `account.rs` says what an account is; one file a platform lists them with what the audit must
//! say of each; the rest turns them into files.

mod account;
mod bilibili;
pub mod check;
mod douyin;
mod expected;
mod ids;
mod kuaishou;
mod lists;
mod media_crawler;
mod registry;
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
    for (on, platforms) in [
        ("2020-09-30", &[Douyin, Kuaishou, Weibo][..]),
        ("2020-12-31", &[Douyin, Kuaishou, Weibo]),
        (AS_OF, &[Douyin, Kuaishou, Weibo, Bilibili, Xiaohongshu]),
    ] {
        let folder = format!("{INPUT}/采集/{on}/data");
        media_crawler::write(&Run { on: day(on), folder: &folder, accounts: &accounts }, platforms, &mut files);
        files.add(format!("{INPUT}/热榜/api/{on}/summary.json"), lists::hot_board(day(on)));
    }
    files.add("demo/EXPECTED.md", expected::document(&accounts));
    Ok(files)
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
                if own && work.title != work.body {
                    assert!(bodies.insert(work.body.clone()), "{}", work.body);
                }
            }
        }
    }

    #[test]
    fn every_rule_has_its_clean_counterpart() {
        let all = accounts();
        for rule in ["Z01", "Z02", "Z03", "Z04", "Z05", "R01", "R02", "R03", "R05", "R07"] {
            let clean = all
                .iter()
                .flat_map(|account| &account.expectations)
                .any(|expectation| expectation.rule == rule && expectation.verdict == model::Verdict::NotFound);
            assert!(clean, "{rule} has no clean counterpart");
        }
    }
}
