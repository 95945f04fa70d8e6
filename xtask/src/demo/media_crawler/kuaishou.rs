//! Kuaishou, second era, JSON lines.

use model::Platform::Kuaishou;
use serde_json::{Value, json};

use super::{Run, json_lines};
use crate::demo::account::Account;
use crate::demo::expected::UNDATED;
use crate::demo::ids::user_id;
use crate::demo::talk::{self, By, Remark};
use crate::demo::works::{self, Work};
use crate::files::FileSet;

/// Adds works, profiles and comments of a run.
pub fn write(run: &Run, files: &mut FileSet) {
    let (mut contents, mut creators, mut comments) = (Vec::new(), Vec::new(), Vec::new());
    for account in run.of(Kuaishou) {
        let works = works::shown(account, run.on);
        creators.push(creator(run, account, works.len(), creators.len()));
        for (nth, work) in works.iter().enumerate() {
            let undated = account.undated_work && nth == UNDATED;
            contents.push(content(run, account, work, undated, contents.len()));
            // Answers to comments are counted in this export, never written out.
            for remark in talk::under(run.accounts, account, work, run.on).iter().filter(|r| r.answers.is_none()) {
                comments.push(comment(run, work, remark, comments.len()));
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

fn comment(run: &Run, work: &Work, remark: &Remark<'_>, n: usize) -> Value {
    let (user_id, name) = match remark.by {
        By::Account(account) => (user_id(account), account.shown_name(run.on).to_owned()),
        By::Citizen(number) => {
            (format!("3x{}", &model::id::hash_hex(&["person", &number.to_string()])[..13]), format!("居民{number}"))
        }
    };
    json!({
        "comment_id": remark.native_id(Kuaishou),
        "create_time": remark.posted * 1_000,
        "video_id": work.native_id,
        "content": remark.words,
        "user_id": user_id,
        "nickname": name,
        "avatar": "",
        "sub_comment_count": remark.replies.to_string(),
        "last_modify_ts": run.written(n),
    })
}
