//! The platforms accounts live on.

use serde::{Deserialize, Serialize};

/// What a platform mostly carries; profiles name their publishing platforms by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// Short video.
    ShortVideo,
    /// Short posts.
    Microblog,
    /// Articles.
    Articles,
    /// Programs and services rather than posts.
    Service,
}

macro_rules! platforms {
    ($($variant:ident $id:literal $chinese:literal $medium:ident [$($synonym:literal),*];)*) => {
        /// A platform. The id is what the tables hold; people read the Chinese name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Platform { $(#[doc = $chinese] $variant,)* }

        impl Platform {
            /// Every platform, in the order tables and reports list them.
            pub const ALL: &'static [Platform] = &[$(Platform::$variant,)*];

            /// The id the tables hold, for example `douyin`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Platform::$variant => $id,)* }
            }

            /// The name people read.
            #[must_use]
            pub fn chinese(self) -> &'static str {
                match self { $(Platform::$variant => $chinese,)* }
            }

            /// What it mostly carries.
            #[must_use]
            pub fn medium(self) -> Medium {
                match self { $(Platform::$variant => Medium::$medium,)* }
            }

            /// Other names it goes by in registries and file paths, lower case.
            #[must_use]
            pub fn synonyms(self) -> &'static [&'static str] {
                match self { $(Platform::$variant => &[$($synonym),*],)* }
            }
        }
    };
}

platforms! {
    Douyin "douyin" "抖音" ShortVideo ["抖音短视频", "抖音号", "政务抖音", "抖音政务号", "dy", "tiktok"];
    Kuaishou "kuaishou" "快手" ShortVideo ["快手号", "快手短视频", "政务快手", "ks"];
    WechatChannels "wechat_channels" "视频号" ShortVideo ["微信视频号", "视频号（微信）"];
    Bilibili "bilibili" "哔哩哔哩" ShortVideo ["b站", "哔哩", "bilibili弹幕网", "bili"];
    Xiaohongshu "xiaohongshu" "小红书" ShortVideo ["小红书号", "xhs", "rednote"];
    Xigua "xigua" "西瓜视频" ShortVideo ["西瓜"];
    Weibo "weibo" "微博" Microblog ["新浪微博", "政务微博", "腾讯微博", "wb", "微博号"];
    WechatOfficial "wechat_official" "微信公众号" Articles ["公众号", "政务微信", "微信", "订阅号", "服务号", "微信订阅号", "微信服务号", "wechat"];
    Toutiao "toutiao" "今日头条" Articles ["头条号", "头条", "今日头条号"];
    Baijiahao "baijiahao" "百家号" Articles ["百度百家号", "百家"];
    Dayu "dayu" "大鱼号" Articles ["大鱼"];
    Penguin "penguin" "企鹅号" Articles ["腾讯企鹅号", "企鹅媒体平台"];
    Tieba "tieba" "百度贴吧" Microblog ["贴吧"];
    Zhihu "zhihu" "知乎" Articles ["知乎号"];
    Netease "netease" "网易号" Articles ["网易", "网易新闻"];
    Sohu "sohu" "搜狐号" Articles ["搜狐", "搜狐新闻"];
    Website "website" "网站" Service ["门户网站", "政府网站"];
    App "app" "移动客户端" Service ["客户端", "app客户端", "移动客户端（app）"];
    MiniProgram "mini_program" "小程序" Service ["微信小程序", "支付宝小程序"];
    Other "other" "其他" Service ["其它"];
}

impl Platform {
    /// The platform with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|platform| platform.id() == id)
    }

    /// The platform a person meant: an id, the Chinese name or a synonym, blanks and case apart.
    /// Nothing is guessed from a part of the text.
    #[must_use]
    pub fn from_words(text: &str) -> Option<Self> {
        let wanted: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
        Self::ALL.iter().copied().find(|platform| {
            platform.id() == wanted || platform.chinese() == wanted || platform.synonyms().contains(&wanted.as_str())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_word_means_two_platforms() {
        let mut seen = BTreeSet::new();
        for platform in Platform::ALL {
            for word in platform.synonyms().iter().chain([&platform.id(), &platform.chinese()]) {
                assert!(seen.insert(*word), "{word} stands twice");
                assert_eq!(Platform::from_words(word), Some(*platform));
            }
        }
        assert_eq!(Platform::from_words(" 新浪 微博"), Some(Platform::Weibo));
        assert_eq!(Platform::from_words("新浪"), None);
    }
}
