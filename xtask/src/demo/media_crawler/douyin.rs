//! Douyin, second era, JSON lines.

use model::Platform::Douyin;
use serde_json::{Value, json};

use super::{Run, json_lines};
use crate::demo::account::{Account, day};
use crate::demo::ids::{sec_uid, unique_id};
use crate::demo::scenes::popular::{self, Popular};
use crate::demo::talk::{self, By, Remark};
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
            let remarks = talk::under(run.accounts, account, work, run.on);
            push(run, &work.native_id, &remarks, &mut comments);
        }
    }
    files.add(run.path("douyin", "jsonl", "contents"), json_lines(&contents));
    files.add(run.path("douyin", "jsonl", "creators"), json_lines(&creators));
    files.add(run.path("douyin", "jsonl", "comments"), json_lines(&comments));
}

fn content(run: &Run, account: &Account, work: &Work, n: usize) -> Value {
    let likes = works::likes(account, work, run.on);
    // The platform has one text; the collector writes it as title and as description.
    let text = work.shown(Douyin);
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

/// Adds the comments under one work.
fn push(run: &Run, aweme_id: &str, remarks: &[Remark<'_>], comments: &mut Vec<Value>) {
    for remark in remarks {
        let answered = remark.answers.map(|answered| remarks[answered].native_id(Douyin));
        comments.push(comment(run, aweme_id, remark, answered, comments.len()));
    }
}

fn comment(run: &Run, aweme_id: &str, remark: &Remark<'_>, answered: Option<String>, n: usize) -> Value {
    let (user_id, long_id, name) = match remark.by {
        By::Account(account) => (account.uid.to_string(), sec_uid(account), account.shown_name(run.on).to_owned()),
        By::Citizen(number) => {
            let person = (88_000_000_000 + number).to_string();
            let long_id = format!("MS4wLjABAAAA{}", &model::id::hash_hex(&["person", &person])[..43]);
            (person, long_id, format!("居民{number}"))
        }
    };
    json!({
        "comment_id": remark.native_id(Douyin),
        "create_time": remark.posted,
        "ip_location": "云岫",
        "aweme_id": aweme_id,
        "content": remark.words,
        "user_id": user_id,
        "sec_uid": long_id,
        "short_user_id": "0",
        "user_unique_id": "",
        "user_signature": "",
        "nickname": name,
        "avatar": "",
        "sub_comment_count": remark.replies.to_string(),
        "like_count": remark.thrown % 5,
        "last_modify_ts": run.written(n),
        "parent_comment_id": answered.unwrap_or_else(|| "0".to_owned()),
        "pictures": "",
    })
}

/// Adds a search by keyword: popular works of people outside the county, and the comments under them.
pub fn write_search(run: &Run, files: &mut FileSet) {
    let (mut contents, mut comments) = (Vec::new(), Vec::new());
    for (number, work) in popular::WORKS.iter().enumerate().filter(|(_, work)| day(work.on) <= run.on) {
        contents.push(found(run, number, work));
        push(run, &found_id(number), &talk::under_popular(run.accounts, Some(number), run.on), &mut comments);
    }
    push(run, &found_id(popular::WORKS.len()), &talk::under_popular(run.accounts, None, run.on), &mut comments);
    files.add(run.searched("douyin", "contents"), json_lines(&contents));
    files.add(run.searched("douyin", "comments"), json_lines(&comments));
}

/// Id of a work found by keyword; one number beyond the last is the work nobody collected.
fn found_id(number: usize) -> String {
    let on = popular::WORKS.get(number).map_or("2021-02-16", |work| work.on);
    let posted = day(on).start().0 / 1_000_000 + 8 * 3_600;
    let thrown = mix(&["popular", &number.to_string()]);
    ((posted << 32) | i64::from(u32::try_from(thrown % 0xffff_ffff).unwrap_or(0))).to_string()
}

fn found(run: &Run, number: usize, work: &Popular) -> Value {
    let author = mix(&["author", work.author]);
    let likes = 20_000 + mix(&["popular likes", work.words]) % 90_000;
    let aweme_id = found_id(number);
    json!({
        "aweme_id": aweme_id,
        "aweme_type": "0",
        "title": work.words,
        "desc": work.words,
        "create_time": day(work.on).start().0 / 1_000_000 + 8 * 3_600,
        "user_id": (77_000_000_000 + author % 900_000_000).to_string(),
        "sec_uid": format!("MS4wLjABAAAA{}", &model::id::hash_hex(&["author", work.author])[..43]),
        "short_user_id": "0",
        "user_unique_id": "",
        "user_signature": "",
        "nickname": work.author,
        "avatar": "",
        "liked_count": likes.to_string(),
        "collected_count": (likes / 9).to_string(),
        "comment_count": (likes / 12).to_string(),
        "share_count": (likes / 7).to_string(),
        "ip_location": "云岫",
        "last_modify_ts": run.written(number),
        "aweme_url": format!("https://www.douyin.com/video/{aweme_id}"),
        "cover_url": "",
        "video_download_url": "",
        "music_download_url": "",
        "note_download_url": "",
        "source_keyword": "汀澜",
    })
}
