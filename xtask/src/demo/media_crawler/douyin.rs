//! Douyin, second era, JSON lines.

use model::Platform::Douyin;
use serde_json::{Value, json};

use super::{Run, json_lines};
use crate::demo::account::Account;
use crate::demo::ids::{sec_uid, unique_id};
use crate::demo::texts::COMMENTS;
use crate::demo::works::{self, Work, mix};
use crate::files::FileSet;

/// Adds works, profiles and comments of a run.
pub fn write(run: &Run, files: &mut FileSet) {
    let (mut contents, mut creators, mut comments) = (Vec::new(), Vec::new(), Vec::new());
    for account in run.of(Douyin) {
        let works = works::shown(account, run.on);
        creators.push(creator(run, account, works.len(), creators.len()));
        for work in &works {
            contents.push(content(run, account, work, contents.len()));
            if mix(&["commented", &work.native_id]).is_multiple_of(9) {
                comments.push(comment(run, work, comments.len()));
            }
        }
    }
    files.add(run.path("douyin", "jsonl", "contents"), json_lines(&contents));
    files.add(run.path("douyin", "jsonl", "creators"), json_lines(&creators));
    files.add(run.path("douyin", "jsonl", "comments"), json_lines(&comments));
}

fn content(run: &Run, account: &Account, work: &Work, n: usize) -> Value {
    let likes = works::likes(account, work, run.on);
    // The platform has one text; the collector writes it as title and as description.
    let text = if work.title == work.body { work.body.clone() } else { format!("{}。{}", work.title, work.body) };
    json!({
        "aweme_id": work.native_id,
        "aweme_type": "0",
        "title": text,
        "desc": text,
        "create_time": work.posted,
        "user_id": account.uid.to_string(),
        "sec_uid": sec_uid(account),
        "short_user_id": "0",
        "user_unique_id": unique_id(account),
        "user_signature": account.signature,
        "nickname": account.shown_name(run.on),
        "avatar": "",
        "liked_count": likes.to_string(),
        "collected_count": (likes / 9).to_string(),
        "comment_count": (likes / 12).to_string(),
        "share_count": (likes / 7).to_string(),
        "ip_location": "云岫",
        "last_modify_ts": run.written(n),
        "aweme_url": format!("https://www.douyin.com/video/{}", work.native_id),
        "cover_url": "",
        "video_download_url": "",
        "music_download_url": "",
        "note_download_url": "",
        "source_keyword": "",
    })
}

fn creator(run: &Run, account: &Account, stated: usize, n: usize) -> Value {
    let fans = account.followers_on(run.on);
    json!({
        // The collector writes the long id it was started with here.
        "user_id": sec_uid(account),
        "nickname": account.shown_name(run.on),
        "gender": "Unknown",
        "avatar": "",
        "desc": account.signature,
        "ip_location": "云岫",
        "follows": (fans % 40).to_string(),
        "fans": fans.to_string(),
        "interaction": (fans * 3).to_string(),
        "videos_count": stated.to_string(),
        "last_modify_ts": run.written(n),
    })
}

fn comment(run: &Run, work: &Work, n: usize) -> Value {
    let thrown = mix(&["comment", &work.native_id]);
    let words = COMMENTS[usize::try_from(thrown % 997).unwrap_or(0) % COMMENTS.len()];
    let posted = work.posted + 600 + i64::try_from(thrown % 40_000).unwrap_or(0);
    let person = (88_000_000_000 + thrown % 500).to_string();
    json!({
        "comment_id": ((posted << 32) | i64::try_from(thrown % 0xffff_ffff).unwrap_or(0)).to_string(),
        "create_time": posted,
        "ip_location": "云岫",
        "aweme_id": work.native_id,
        "content": words,
        "user_id": person,
        "sec_uid": format!("MS4wLjABAAAA{}", &model::id::hash_hex(&["person", &person])[..43]),
        "short_user_id": "0",
        "user_unique_id": "",
        "user_signature": "",
        "nickname": format!("居民{}", thrown % 500),
        "avatar": "",
        "sub_comment_count": "0",
        "like_count": thrown % 5,
        "last_modify_ts": run.written(n),
        "parent_comment_id": "0",
        "pictures": "",
    })
}
