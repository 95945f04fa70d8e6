//! What a link to a profile says: platform and identifier.

use model::Platform;

/// What a link names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileLink {
    /// The platform the host belongs to.
    pub platform: Platform,
    /// The platform's number or key of the user.
    pub uid: Option<String>,
    /// Douyin's public key.
    pub sec_uid: Option<String>,
    /// The address without query and trailing slash, where it holds no identifier of a known kind.
    pub url: String,
}

const HOSTS: &[(&str, Platform)] = &[
    ("douyin.com", Platform::Douyin),
    ("iesdouyin.com", Platform::Douyin),
    ("kuaishou.com", Platform::Kuaishou),
    ("gifshow.com", Platform::Kuaishou),
    ("weibo.com", Platform::Weibo),
    ("weibo.cn", Platform::Weibo),
    ("bilibili.com", Platform::Bilibili),
    ("xiaohongshu.com", Platform::Xiaohongshu),
    ("toutiao.com", Platform::Toutiao),
    ("ixigua.com", Platform::Xigua),
    ("mp.weixin.qq.com", Platform::WechatOfficial),
    ("channels.weixin.qq.com", Platform::WechatChannels),
    ("baijiahao.baidu.com", Platform::Baijiahao),
    ("tieba.baidu.com", Platform::Tieba),
    ("zhihu.com", Platform::Zhihu),
];

/// Reads a link; `None` where the text holds none to a platform we know.
#[must_use]
pub fn profile_link(text: &str) -> Option<ProfileLink> {
    let text = text.trim();
    let after_scheme = text
        .split_once("https://")
        .or_else(|| text.split_once("http://"))
        .map_or(text, |(_, rest)| rest)
        .split(|c: char| c.is_whitespace() || matches!(c, '，' | '；' | '"'))
        .next()?;
    let (address, query) = after_scheme.split_once(['?', '#']).unwrap_or((after_scheme, ""));
    let (host, path) = address.split_once('/').unwrap_or((address, ""));
    let host = host.to_lowercase();
    let platform =
        HOSTS.iter().find(|(known, _)| host == *known || host.ends_with(&format!(".{known}"))).map(|(_, p)| *p)?;
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let mut link = ProfileLink { platform, uid: None, sec_uid: None, url: String::new() };
    match (platform, parts.as_slice()) {
        (Platform::Douyin, [.., "user", key]) => {
            if key.bytes().all(|byte| byte.is_ascii_digit()) {
                link.uid = Some((*key).to_owned());
            } else {
                link.sec_uid = Some((*key).to_owned());
            }
        }
        (Platform::Kuaishou | Platform::Weibo, [.., "profile" | "u", key])
        | (Platform::Xiaohongshu, [.., "user", "profile", key]) => link.uid = Some((*key).to_owned()),
        (Platform::Weibo, [key]) if is_number(key) => link.uid = Some((*key).to_owned()),
        (Platform::Bilibili, [key, ..]) if host.starts_with("space.") && is_number(key) => {
            link.uid = Some((*key).to_owned());
        }
        _ => {}
    }
    if link.sec_uid.is_none() && platform == Platform::Douyin {
        link.sec_uid = query.split('&').find_map(|pair| pair.strip_prefix("sec_uid=")).map(str::to_owned);
    }
    // A public account's articles carry the account's key in the query, so there the query is the identifier.
    let biz = query.split('&').find(|pair| pair.starts_with("__biz=")).filter(|_| platform == Platform::WechatOfficial);
    let path = parts.join("/");
    link.url = match biz {
        Some(biz) => format!("{host}?{biz}"),
        None => format!("{host}/{path}").trim_end_matches('/').to_owned(),
    };
    Some(link)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str) -> Option<(Platform, Option<String>, Option<String>)> {
        profile_link(text).map(|link| (link.platform, link.uid, link.sec_uid))
    }

    #[test]
    fn links_of_all_platforms() {
        let uid = |platform, uid: &str| Some((platform, Some(uid.to_owned()), None));
        let sec = |uid: &str| Some((Platform::Douyin, None, Some(uid.to_owned())));
        assert_eq!(ids("https://www.douyin.com/user/MS4wLjABexample?from=x"), sec("MS4wLjABexample"));
        assert_eq!(ids("https://www.iesdouyin.com/share/user/?sec_uid=MS4wA&x=1"), sec("MS4wA"));
        assert_eq!(ids("https://www.iesdouyin.com/share/user/1042558"), uid(Platform::Douyin, "1042558"));
        assert_eq!(ids("www.kuaishou.com/profile/3xabc"), uid(Platform::Kuaishou, "3xabc"));
        assert_eq!(ids("https://weibo.com/u/7104"), uid(Platform::Weibo, "7104"));
        assert_eq!(ids("https://weibo.com/7104/"), uid(Platform::Weibo, "7104"));
        assert_eq!(ids("https://weibo.com/sampletown"), Some((Platform::Weibo, None, None)));
        assert_eq!(ids("https://space.bilibili.com/680/dynamic"), uid(Platform::Bilibili, "680"));
        assert_eq!(ids("https://www.xiaohongshu.com/user/profile/5ff0?x"), uid(Platform::Xiaohongshu, "5ff0"));
        assert_eq!(ids("https://example.org/u/1"), None);
        assert_eq!(ids("无"), None);
        assert_eq!(ids(""), None);
    }

    #[test]
    fn a_public_account_is_named_by_its_key() {
        let link = profile_link("https://mp.weixin.qq.com/s?__biz=MzA3&mid=1&idx=1").unwrap();
        assert_eq!((link.platform, link.url.as_str()), (Platform::WechatOfficial, "mp.weixin.qq.com?__biz=MzA3"));
    }
}
