//! Who is who: what is told when records contradict each other, and what a person decides.

use import::{Decision, ImportError};
use lake::Lake;
use model::Micros;
use serde_json::json;

use crate::support::{Desk, NOW, block_on, douyin_work, get, lines, with};

fn decision(seconds: i64) -> Decision {
    Decision {
        because: "同一块牌子，电话13800138000".into(), author: "test".into(), now: Micros(NOW.0 + seconds)
    }
}

fn lake(desk: &Desk) -> Lake {
    block_on(Lake::open(&desk.workspace)).unwrap()
}

/// Two accounts that claim one number people type.
fn contradiction() -> Desk {
    let desk = Desk::new();
    let other = json!({"user_id": "98210000102", "sec_uid": "MS4wLjABAAAAsample102", "nickname": "样例县发布二"});
    desk.take("search_contents_2021-02-24.jsonl", lines(&[douyin_work(1), with(douyin_work(2), other)]));
    desk
}

#[test]
fn one_account_from_five_sources_is_one_and_every_link_names_its_rows() {
    let desk = Desk::new();
    desk.take("台账2021-02-20.csv", "单位名称,平台,账号名称,账号ID\n样例县人民政府办公室,抖音,样例县发布,yangli101\n");
    desk.take("a/search_contents_2021-02-24.jsonl", lines(&[douyin_work(1)]));
    let hash = model::id::creator_hash("98210000101");
    let anonymous = with(
        douyin_work(2),
        json!({"user_id": null, "sec_uid": null, "short_user_id": null, "user_unique_id": null, "creator_hash": hash, "nickname": "样***布"}),
    );
    desk.take("b/search_contents_2026-08-01.jsonl", lines(&[anonymous]));
    desk.take(
        "僵尸账号名单2021-02-21.csv",
        "序号,平台,账号名称,主页链接\n1,抖音,样例县发布,https://www.douyin.com/user/MS4wLjABAAAAsample101\n",
    );
    desk.take("台账2021-02-22.csv", "单位名称,平台,账号名称,账号ID,主页链接\n样例县人民政府办公室,抖音,样例县发布,yangli101,https://www.douyin.com/user/MS4wLjABAAAAsample101\n");
    let account = desk.row("accounts");
    let mut links: Vec<(String, String)> = desk
        .rows("account_aliases")
        .iter()
        .map(|row| (get(row, "kind").to_owned(), get(row, "alias_id").to_owned()))
        .collect();
    links.sort();
    let kinds: Vec<&str> = links.iter().map(|(kind, _)| kind.as_str()).collect();
    for kind in ["creator_hash", "name", "sec_uid", "uid", "unique_id"] {
        assert!(kinds.contains(&kind), "{kind}: {kinds:?}");
    }
    assert!(desk.column("posts", "account_id").iter().all(|id| id == get(&account, "account_id")));
    // The public key was stated by a work and by both lists; each is kept with its row.
    let key = &links.iter().find(|(kind, _)| kind == "sec_uid").unwrap().1;
    let again = desk.rows("restatements").iter().filter(|row| get(row, "known_id") == key).count();
    assert_eq!(again, 2);
}

#[test]
fn a_contradiction_is_told_with_both_rows_until_somebody_decides() {
    let desk = contradiction();
    let lake = lake(&desk);
    let found = block_on(import::conflicts(&lake)).unwrap();
    let [conflict] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!((conflict.kind.as_str(), conflict.value.as_str()), ("unique_id", "yangli101"));
    assert_ne!(conflict.stays_with.account_id, conflict.also.account_id);
    assert!(
        conflict.stays_with.source_id.ends_with("//1") && conflict.also.source_id.ends_with("//2"),
        "{conflict:#?}"
    );
    assert!(conflict.also.path.as_deref().unwrap().ends_with("search_contents_2021-02-24.jsonl"));
    let (one, two) = (&conflict.stays_with.account_id, &conflict.also.account_id);
    let merged = block_on(import::merge(&lake, one, two, &decision(1))).unwrap();
    assert!(block_on(import::conflicts(&lake)).unwrap().is_empty());
    block_on(import::unmerge(&lake, &merged.other_id, &decision(2))).unwrap();
    assert_eq!(block_on(import::conflicts(&lake)).unwrap().len(), 1);
    let kept = desk.rows("account_aliases");
    let decisions: Vec<&str> =
        kept.iter().filter(|row| get(row, "kind").starts_with("account")).map(|row| get(row, "evidence")).collect();
    assert_eq!(decisions.len(), 2, "both decisions stay in the lake");
    assert!(decisions.iter().all(|because| because.contains("同一块牌子") && !because.contains("13800138000")));
}

#[test]
fn merges_follow_each_other_and_are_taken_back_one_by_one() {
    let desk = Desk::new();
    let works: Vec<_> = (1..=3)
        .map(|number| {
            let uid = format!("9821000010{number}");
            with(douyin_work(number), json!({"user_id": uid, "sec_uid": format!("MS4wLjABAAAAs{number}"), "user_unique_id": "", "last_modify_ts": 1_614_265_200_000_i64 + i64::from(number)}))
        })
        .collect();
    desk.take("search_contents_2021-02-24.jsonl", lines(&works));
    let mut accounts: Vec<_> = desk.rows("accounts");
    accounts.sort_by_key(|row| get(row, "observed_at").to_owned());
    let id = |index: usize| get(&accounts[index], "account_id");
    let lake = lake(&desk);
    let two_three = block_on(import::merge(&lake, id(2), id(1), &decision(1))).unwrap();
    assert_eq!((two_three.account_id.as_str(), two_three.other_id.as_str()), (id(1), id(2)), "the older id stays");
    // Named by the one that is another name already: what is meant is the account.
    let all = block_on(import::merge(&lake, id(2), id(0), &decision(2))).unwrap();
    assert_eq!((all.account_id.as_str(), all.other_id.as_str()), (id(0), id(1)));
    let twice = block_on(import::merge(&lake, id(0), id(2), &decision(3))).unwrap_err();
    assert!(matches!(twice, ImportError::Merge(_)), "{twice}");
    let back = block_on(import::unmerge(&lake, id(1), &decision(4))).unwrap();
    assert_eq!(back.account_id, id(0));
    assert!(block_on(import::unmerge(&lake, id(1), &decision(5))).is_err());
    let again = block_on(import::unmerge(&lake, id(2), &decision(6))).unwrap();
    assert_eq!(again.account_id, id(1), "the first merge was still there");
}
