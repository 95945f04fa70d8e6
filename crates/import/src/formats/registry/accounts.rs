//! Several accounts in one cell: `微信：X；抖音：Y`, names by line, platforms joined by 、.

use model::Platform;

use crate::identity::links::profile_link;
use crate::values::{narrow, present};

/// One account that a line names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its platform.
    pub platform: Platform,
    /// The platform's words where it is none we know.
    pub platform_words: Option<String>,
    /// Its name.
    pub name: String,
    /// Which of the line's links and ids belongs to it: all of them when the line names one account.
    pub position: usize,
}

/// Why a line's accounts could not be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unclear {
    /// No name.
    NoName,
    /// No platform, and nothing to tell it by.
    NoPlatform,
    /// The cells name different numbers of accounts and platforms.
    Mismatch,
}

const SEPARATORS: [char; 6] = ['；', ';', '\n', '、', '，', '|'];

/// The parts of a cell.
#[must_use]
pub fn parts(cell: &str) -> Vec<&str> {
    cell.split(SEPARATORS).filter_map(present).collect()
}

/// Reads a platform's words: `抖音`, `政务抖音`, `抖音（发布类）`, `新浪微博平台`.
#[must_use]
pub fn platform_of(words: &str) -> Option<Platform> {
    let words = words.trim();
    let narrowed = narrow(words);
    let bare = narrowed.split('(').next().unwrap_or("").trim();
    let mut candidates = vec![words.to_owned(), narrowed.clone(), bare.to_owned()];
    for ending in ["平台", "账号", "帐号", "政务号", "官方账号", "官方号"] {
        if let Some(before) = bare.strip_suffix(ending) {
            candidates.push(before.to_owned());
        }
    }
    if let Some(after) = bare.strip_prefix("政务") {
        candidates.push(after.to_owned());
    }
    candidates.iter().find_map(|candidate| Platform::from_words(candidate))
}

/// A part `抖音：Y`, `抖音“Y”` or `Y（抖音）`: its platform and name.
fn labelled(part: &str) -> Option<(Platform, &str)> {
    for separator in ['：', ':'] {
        if let Some((label, name)) = part.split_once(separator)
            && let (Some(platform), Some(name)) = (platform_of(label), present(name))
        {
            return Some((platform, name));
        }
    }
    if let Some((label, rest)) = part.split_once(['“', '"', '「', '《'])
        && let (Some(platform), Some(name)) =
            (platform_of(label), present(rest.trim_end_matches(['”', '"', '」', '》'])))
    {
        return Some((platform, name));
    }
    let closed = part.strip_suffix(['）', ')'])?;
    let (name, label) = closed.rsplit_once(['（', '('])?;
    Some((platform_of(label)?, present(name)?))
}

/// The accounts of a line from its name cell, its platform cell and its links.
/// `assumed` is the platform that the title or the sheet's name gives for the whole table.
///
/// # Errors
/// When they cannot be told apart without guessing.
pub fn accounts(
    name_cell: &str,
    platform_cell: &str,
    links: &[&str],
    assumed: Option<Platform>,
) -> Result<Vec<Named>, Unclear> {
    let names = parts(name_cell);
    if names.is_empty() {
        return Err(Unclear::NoName);
    }
    let tagged: Vec<Option<(Platform, &str)>> = names.iter().map(|part| labelled(part)).collect();
    if tagged.iter().all(Option::is_some) && (names.len() > 1 || present(platform_cell).is_none()) {
        let pairs = tagged.into_iter().flatten().enumerate();
        return Ok(pairs.map(|(position, (platform, name))| known(platform, name, position)).collect());
    }
    let platforms = parts(platform_cell);
    match (names.len(), platforms.len()) {
        (_, 0) => {
            let by_link = links.iter().find_map(|link| profile_link(link)).map(|link| link.platform);
            let platform = by_link.or(assumed).ok_or(Unclear::NoPlatform)?;
            Ok(names.iter().enumerate().map(|(position, name)| known(platform, name, position)).collect())
        }
        (1, _) => {
            // One name on several platforms: the cell as a whole, since a name may hold a separator of its own.
            let name = names.first().copied().unwrap_or_default();
            Ok(platforms.iter().enumerate().map(|(position, words)| spoken(words, name, position)).collect())
        }
        (_, 1) => {
            let words = platforms.first().copied().unwrap_or_default();
            Ok(names.iter().enumerate().map(|(position, name)| spoken(words, name, position)).collect())
        }
        (names_count, platforms_count) if names_count == platforms_count => {
            let pairs = names.iter().zip(&platforms).enumerate();
            Ok(pairs.map(|(position, (name, words))| spoken(words, name, position)).collect())
        }
        _ => Err(Unclear::Mismatch),
    }
}

fn known(platform: Platform, name: &str, position: usize) -> Named {
    Named { platform, platform_words: None, name: name.to_owned(), position }
}

fn spoken(words: &str, name: &str, position: usize) -> Named {
    match platform_of(words) {
        Some(platform) if platform != Platform::Other => known(platform, name, position),
        _ => {
            Named { platform: Platform::Other, platform_words: Some(words.to_owned()), name: name.to_owned(), position }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, platform: &str) -> Result<Vec<(Platform, String)>, Unclear> {
        accounts(name, platform, &[], None).map(|all| all.into_iter().map(|one| (one.platform, one.name)).collect())
    }

    #[test]
    fn one_cell_several_accounts() {
        let both =
            Ok(vec![(Platform::WechatOfficial, "样例发布".to_owned()), (Platform::Douyin, "样例县发布".to_owned())]);
        assert_eq!(read("微信：样例发布；抖音：样例县发布", ""), both);
        assert_eq!(read("微信公众号：样例发布\n抖音：样例县发布", "新媒体"), both);
        assert_eq!(read("微信公众号“样例发布”、抖音“样例县发布”", ""), both);
        assert_eq!(read("样例发布（微信公众号）、样例县发布（抖音）", ""), both);
        assert_eq!(read("样例发布\n样例县发布", "微信\n抖音"), both);
        assert_eq!(read("样例发布、样例县发布", "微信、抖音"), both);
    }

    #[test]
    fn one_name_on_several_platforms_and_several_names_on_one() {
        assert_eq!(
            read("样例发布", "微信、抖音"),
            Ok(vec![(Platform::WechatOfficial, "样例发布".into()), (Platform::Douyin, "样例发布".into())])
        );
        assert_eq!(
            read("样例发布、样例文旅", "抖音短视频"),
            Ok(vec![(Platform::Douyin, "样例发布".into()), (Platform::Douyin, "样例文旅".into())])
        );
        assert_eq!(read("甲、乙", "微信、抖音、微博"), Err(Unclear::Mismatch));
        assert_eq!(read("甲", ""), Err(Unclear::NoPlatform));
        assert_eq!(read("无", "抖音"), Err(Unclear::NoName));
        assert_eq!(read("甲", "某电台"), Ok(vec![(Platform::Other, "甲".into())]));
    }

    #[test]
    fn platform_words_of_registries() {
        for (words, platform) in [
            ("抖音短视频", Platform::Douyin),
            ("政务抖音", Platform::Douyin),
            ("抖音（发布类）", Platform::Douyin),
            ("新浪微博", Platform::Weibo),
            ("订阅号", Platform::WechatOfficial),
            ("视频号", Platform::WechatChannels),
            ("头条号", Platform::Toutiao),
            ("百度百家号", Platform::Baijiahao),
            ("企鹅号", Platform::Penguin),
            ("百度贴吧", Platform::Tieba),
            ("大鱼号", Platform::Dayu),
            ("快手平台", Platform::Kuaishou),
        ] {
            assert_eq!(platform_of(words), Some(platform), "{words}");
        }
    }
}
