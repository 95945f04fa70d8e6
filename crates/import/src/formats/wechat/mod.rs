//! Public accounts of WeChat: the collectors and what they share.

mod exporter;
mod spider;

pub use exporter::WechatExporter;
pub use spider::WechatSpider;

/// The account's key in the link of an article.
pub fn biz_in(link: &str) -> Option<String> {
    query(link, "__biz")
}

/// The id of an article in its link: `sn`, else the token of a short link, else account, message and place.
pub fn article_in(link: &str) -> Option<String> {
    if let Some(sn) = query(link, "sn") {
        return Some(sn);
    }
    let path = link.split(['?', '#']).next().unwrap_or(link);
    if let Some((_, token)) = path.split_once("/s/")
        && !token.is_empty()
    {
        return Some(token.trim_end_matches('/').to_owned());
    }
    Some(format!("{}_{}_{}", biz_in(link)?, query(link, "mid")?, query(link, "idx")?))
}

fn query(link: &str, name: &str) -> Option<String> {
    let (_, query) = link.split_once('?')?;
    let query = query.split('#').next().unwrap_or(query).replace("&amp;", "&");
    let value = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=').map(str::to_owned))?;
    // A key ends in `==`, which some programs escape.
    let value = value.replace("%3D", "=").replace("%3d", "=");
    (!value.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_name_account_and_article() {
        let long = "http://mp.weixin.qq.com/s?__biz=MzSAMPLE==&amp;mid=2650&idx=1&sn=abc123&chksm=x#rd";
        assert_eq!(biz_in(long).as_deref(), Some("MzSAMPLE=="));
        assert_eq!(article_in(long).as_deref(), Some("abc123"));
        assert_eq!(article_in("https://mp.weixin.qq.com/s/Ab-cd_1").as_deref(), Some("Ab-cd_1"));
        let plain = "https://mp.weixin.qq.com/s?__biz=MzSAMPLE%3D%3D&mid=2650&idx=1";
        assert_eq!(article_in(plain).as_deref(), Some("MzSAMPLE==_2650_1"));
        assert_eq!(article_in("https://example.org/"), None);
    }
}
