//! What a unit can take out of the back ends of its own accounts and hand in.
//!
//! These files do not say whose they are. Their works join an account only where the file's or its folder's name is exactly the name filed
//! for one; else a column map with a constant says it.

mod creator_centers;
mod newrank;
mod official_account;
mod open_platform;

pub use creator_centers::{DouyinCreator, WechatChannels, XiaohongshuCreator};
pub use newrank::Newrank;
pub use official_account::OfficialAccount;
pub use open_platform::OpenPlatform;

use super::reading::Context;
use crate::entry::{Entry, PostEntry};

/// Words of file and folder names that are no names of accounts.
const NO_NAMES: &[&str] = &[
    "作品", "视频", "笔记", "数据", "列表", "导出", "下载", "明细", "内容", "文章", "图文", "统计", "报表", "后台",
    "新建",
];

/// Completes a work of such a file: its account by the file's name, where that is one.
fn handed_in(mut entry: PostEntry, context: &mut Context<'_>) -> Vec<Entry> {
    entry.author.name = name_in(&context.source.path);
    context.warn(
        "the file does not say whose works these are: they join an account only where the file or its folder bears exactly the name filed for \
         it; else import with --map and a constant",
    );
    vec![Entry::Post(Box::new(entry))]
}

/// A piece of the file's name, else the folder's, that may be an account's name.
fn name_in(path: &str) -> Option<String> {
    let mut parts = path.rsplit(['/', '\\', '!']);
    let stem = parts.next()?;
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let may_be = |piece: &&str| {
        let letters = piece.chars().filter(|c| !c.is_ascii()).count();
        letters >= 2 && !NO_NAMES.iter().any(|word| piece.contains(word))
    };
    let pieces = stem.split(['_', '-', ' ', '（', '）', '(', ')', '【', '】']);
    pieces.map(str::trim).find(may_be).or_else(|| parts.next().filter(may_be)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_may_be_an_accounts() {
        assert_eq!(name_in("x/样例县发布_作品列表_20260801.xlsx").as_deref(), Some("样例县发布"));
        assert_eq!(name_in("平安样例/作品列表.xlsx").as_deref(), Some("平安样例"));
        assert_eq!(name_in("后台数据/作品列表.xlsx"), None);
        assert_eq!(name_in("data.csv"), None);
    }
}
