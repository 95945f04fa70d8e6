//! Identifiers of accounts and people as the platforms write them. All of them are made up.

use model::{Platform, id};

use super::account::Account;

/// Douyin's long public id of an account.
#[must_use]
pub fn sec_uid(account: &Account) -> String {
    let hash = id::hash_hex(&["sec_uid", &account.uid.to_string()]);
    format!("MS4wLjABAAAA{}", &hash[..43])
}

/// Douyin's 抖音号, chosen by the account itself.
#[must_use]
pub fn unique_id(account: &Account) -> String {
    format!("linlan{}", account.uid % 1_000_000)
}

/// The id by which the platform's exports name the account.
#[must_use]
pub fn user_id(account: &Account) -> String {
    match account.platform {
        Platform::Kuaishou => format!("3x{}", &id::hash_hex(&["kuaishou user", &account.uid.to_string()])[..13]),
        Platform::Xiaohongshu => format!("{:08x}{}", account.uid, &id::hash_hex(&["xhs", account.name])[..16]),
        _ => account.uid.to_string(),
    }
}

/// Address of the profile.
#[must_use]
pub fn profile_url(account: &Account) -> String {
    match account.platform {
        Platform::Douyin => format!("https://www.douyin.com/user/{}", sec_uid(account)),
        Platform::Kuaishou => format!("https://www.kuaishou.com/profile/{}", user_id(account)),
        Platform::Weibo => format!("https://weibo.com/u/{}", user_id(account)),
        Platform::Bilibili => format!("https://space.bilibili.com/{}", user_id(account)),
        _ => format!("https://www.xiaohongshu.com/user/profile/{}", user_id(account)),
    }
}

/// A nickname as exports of the third era show it: first and last character.
#[must_use]
pub fn masked(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    match chars.as_slice() {
        [] | [_] => "*".to_owned(),
        [first, _] => format!("{first}*"),
        [first, .., last] => format!("{first}***{last}"),
    }
}
