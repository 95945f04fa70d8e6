//! Xiaohongshu, third era, JSON lines: no user ids, a hash and a masked name instead.

use model::Platform::Xiaohongshu;
use model::id::creator_hash;
use serde_json::json;

use super::{Run, json_lines};
use crate::demo::ids::{masked, user_id};
use crate::demo::works;
use crate::files::FileSet;

/// Adds the works of a run.
pub fn write(run: &Run, files: &mut FileSet) {
    let mut rows = Vec::new();
    for account in run.of(Xiaohongshu) {
        for work in works::shown(account, run.on) {
            let likes = works::likes(account, &work, run.on);
            rows.push(json!({
                "note_id": work.native_id,
                "type": "video",
                "title": work.title,
                "desc": work.body,
                "video_url": "",
                "time": work.posted * 1_000,
                "last_update_time": work.posted * 1_000,
                "creator_hash": creator_hash(&user_id(account)),
                "nickname": masked(account.shown_name(run.on)),
                "liked_count": likes.to_string(),
                "collected_count": (likes / 5).to_string(),
                "comment_count": (likes / 13).to_string(),
                "share_count": (likes / 9).to_string(),
                "image_list": "",
                "tag_list": "",
                "last_modify_ts": run.written(rows.len()),
                "note_url": format!("https://www.xiaohongshu.com/explore/{}", work.native_id),
                "source_keyword": "",
                "xsec_token": "",
            }));
        }
    }
    files.add(run.path("xhs", "jsonl", "contents"), json_lines(&rows));
}
