//! bilibili, second era, CSV: the contents file is called `videos` there.

use model::Platform::Bilibili;

use super::{Run, csv};
use crate::demo::ids::user_id;
use crate::demo::works;
use crate::files::FileSet;

const VIDEOS: &[&str] = &[
    "video_id",
    "video_type",
    "title",
    "desc",
    "create_time",
    "user_id",
    "nickname",
    "avatar",
    "liked_count",
    "disliked_count",
    "video_play_count",
    "video_favorite_count",
    "video_share_count",
    "video_coin_count",
    "video_danmaku",
    "video_comment",
    "last_modify_ts",
    "video_url",
    "video_cover_url",
    "source_keyword",
];

const CREATORS: &[&str] = &[
    "user_id",
    "nickname",
    "sex",
    "sign",
    "avatar",
    "last_modify_ts",
    "total_fans",
    "total_liked",
    "user_rank",
    "is_official",
];

/// Adds works and profiles of a run.
pub fn write(run: &Run, files: &mut FileSet) {
    let (mut videos, mut creators) = (Vec::new(), Vec::new());
    for account in run.of(Bilibili) {
        let fans = account.followers_on(run.on);
        creators.push(
            [
                &user_id(account),
                account.shown_name(run.on),
                "保密",
                account.signature,
                "",
                &run.written(creators.len()).to_string(),
                &fans.to_string(),
                &(fans * 2).to_string(),
                "5",
                &account.official.to_string(),
            ]
            .map(str::to_owned)
            .to_vec(),
        );
        for work in works::shown(account, run.on) {
            let likes = works::likes(account, &work, run.on);
            let written = run.written(videos.len());
            videos.push(
                [
                    &work.native_id,
                    "video",
                    &work.title,
                    &work.body,
                    &work.posted.to_string(),
                    &user_id(account),
                    account.shown_name(run.on),
                    "",
                    &likes.to_string(),
                    "0",
                    &(likes * 25 + 60).to_string(),
                    &(likes / 6).to_string(),
                    &(likes / 8).to_string(),
                    &(likes / 10).to_string(),
                    &(likes / 15).to_string(),
                    &(likes / 11).to_string(),
                    &written.to_string(),
                    &format!("https://www.bilibili.com/video/av{}", work.native_id),
                    "",
                    "",
                ]
                .map(str::to_owned)
                .to_vec(),
            );
        }
    }
    files.add(run.path("bili", "csv", "videos"), csv(VIDEOS, &videos));
    files.add(run.path("bili", "csv", "creators"), csv(CREATORS, &creators));
}
