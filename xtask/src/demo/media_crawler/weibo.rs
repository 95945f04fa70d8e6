//! Weibo, third era, CSV: no user ids, a hash and a masked name instead. `create_time` is eight hours late, as it was
//! in every export of this collector until its end; `create_date_time` is right.

use model::Platform::Weibo;
use model::id::creator_hash;

use super::{Run, csv};
use crate::demo::ids::{masked, user_id};
use crate::demo::works::{self, Work};
use crate::files::FileSet;

const EIGHT_HOURS: i64 = 28_800;

const CONTENTS: &[&str] = &[
    "note_id",
    "content",
    "create_time",
    "create_date_time",
    "liked_count",
    "comments_count",
    "shared_count",
    "last_modify_ts",
    "note_url",
    "creator_hash",
    "nickname",
    "source_keyword",
];

/// Adds the works of a run.
pub fn write(run: &Run, files: &mut FileSet) {
    let mut rows = Vec::new();
    for account in run.of(Weibo) {
        for work in works::shown(account, run.on) {
            let likes = works::likes(account, &work, run.on);
            let written = run.written(rows.len());
            rows.push(
                [
                    &work.native_id,
                    &work.shown(Weibo),
                    &(work.posted + EIGHT_HOURS).to_string(),
                    &date_time(&work),
                    &likes.to_string(),
                    &(likes / 10).to_string(),
                    &(likes / 14).to_string(),
                    &written.to_string(),
                    &format!("https://m.weibo.cn/detail/{}", work.native_id),
                    &creator_hash(&user_id(account)),
                    &masked(account.shown_name(run.on)),
                    "",
                ]
                .map(str::to_owned)
                .to_vec(),
            );
        }
    }
    files.add(run.path("weibo", "csv", "contents"), csv(CONTENTS, &rows));
}

/// `2021-02-25 09:12:33+08:00`
fn date_time(work: &Work) -> String {
    model::Micros::from_seconds(work.posted).map_or(String::new(), |at| at.to_string().replace('T', " "))
}
