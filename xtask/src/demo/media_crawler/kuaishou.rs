//! Kuaishou, second era, JSON lines.

use model::Platform::Kuaishou;
use serde_json::{Value, json};

use super::{Run, json_lines};
use crate::demo::account::Account;
use crate::demo::ids::user_id;
use crate::demo::texts::COMMENTS;
use crate::demo::works::{self, Work, mix};
use crate::files::FileSet;

/// Adds works, profiles and comments of a run.
pub fn write(run: &Run, files: &mut FileSet) {
    let (mut contents, mut creators, mut comments) = (Vec::new(), Vec::new(), Vec::new());
    for account in run.of(Kuaishou) {
        let works = works::shown(account, run.on);
        creators.push(creator(run, account, works.len(), creators.len()));
        for (nth, work) in works.iter().enumerate() {
            // The third work of an account marked so lost its time on the way.
            let undated = account.undated_work && nth == 2;
            contents.push(content(run, account, work, undated, contents.len()));
            if mix(&["commented", &work.native_id]).is_multiple_of(8) {
                comments.push(comment(run, work, comments.len()));
            }
        }
    }
    files.add(run.path("kuaishou", "jsonl", "contents"), json_lines(&contents));
    files.add(run.path("kuaishou", "jsonl", "creators"), json_lines(&creators));
    files.add(run.path("kuaishou", "jsonl", "comments"), json_lines(&comments));
}

fn content(run: &Run, account: &Account, work: &Work, undated: bool, n: usize) -> Value {
    let likes = works::likes(account, work, run.on);
    json!({
        "video_id": work.native_id,
        "video_type": "1",
        "title": work.title,
        "desc": work.body,
        "create_time": if undated { Value::Null } else { json!(work.posted * 1_000) },
        "user_id": user_id(account),
        "nickname": account.shown_name(run.on),
        "avatar": "",
        "liked_count": likes.to_string(),
        "viewd_count": (likes * 31 + 40).to_string(),
        "last_modify_ts": run.written(n),
        "video_url": format!("https://www.kuaishou.com/short-video/{}", work.native_id),
        "video_cover_url": "",
        "video_play_url": "",
        "source_keyword": "",
    })
}

fn creator(run: &Run, account: &Account, stated: usize, n: usize) -> Value {
    let fans = account.followers_on(run.on);
    json!({
        "user_id": user_id(account),
        "nickname": account.shown_name(run.on),
        "gender": "",
        "avatar": "",
        "desc": account.signature,
        "ip_location": "",
        "follows": (fans % 40).to_string(),
        "fans": fans.to_string(),
        // On this platform the collector writes the number of public works here.
        "interaction": stated.to_string(),
        "last_modify_ts": run.written(n),
    })
}

fn comment(run: &Run, work: &Work, n: usize) -> Value {
    let thrown = mix(&["comment", &work.native_id]);
    let words = COMMENTS[usize::try_from(thrown % 991).unwrap_or(0) % COMMENTS.len()];
    let posted = work.posted + 900 + i64::try_from(thrown % 40_000).unwrap_or(0);
    json!({
        "comment_id": (300_000_000_000 + thrown % 99_999_999_999).to_string(),
        "create_time": posted * 1_000,
        "video_id": work.native_id,
        "content": words,
        "user_id": format!("3x{}", &model::id::hash_hex(&["person", &(thrown % 500).to_string()])[..13]),
        "nickname": format!("居民{}", thrown % 500),
        "avatar": "",
        "sub_comment_count": "0",
        "last_modify_ts": run.written(n),
    })
}
