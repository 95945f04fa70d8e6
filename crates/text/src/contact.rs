//! Does a text ask to be contacted outside the platform: telephone numbers, WeChat, QQ?

use crate::mask::numbers_of_people;
use crate::normalise::hard;

/// Stars of a number that was masked at import.
const MASKED_DIGITS: usize = 7;
/// Fewest characters of a WeChat or QQ name.
const NAME_CHARS: usize = 5;
/// Words before a name on another platform.
const SERVICES: [&str; 9] = ["微信号", "微信", "vx", "wx", "v信", "qq号", "qq群", "qq", "微号"];
/// Wordings that ask for contact without giving a name.
const REQUESTS: [&str; 7] = ["加微", "加我微", "加qq", "加q", "私加", "加我v", "加群"];

/// Telephone numbers (also masked ones), a WeChat or QQ name, or the request to add one. A mention of an official account
/// (微信公众号) is none.
#[must_use]
pub fn mentions_contact(text: &str) -> bool {
    if numbers_of_people(text) || has_masked_number(text) {
        return true;
    }
    let hard = hard(text).text;
    REQUESTS.iter().any(|request| hard.contains(request)) || SERVICES.iter().any(|service| names_after(&hard, service))
}

/// Digits starred out one for one, perhaps with separators left in between.
fn has_masked_number(text: &str) -> bool {
    let mut stars = 0;
    text.chars().any(|c| {
        match c {
            '*' => stars += 1,
            '-' | ' ' => {}
            _ => stars = 0,
        }
        stars >= MASKED_DIGITS
    })
}

/// A name stands after the word, perhaps behind a colon.
fn names_after(text: &str, service: &str) -> bool {
    text.match_indices(service).any(|(at, _)| {
        // A Latin word must not go on to the left: "boxqq".
        let begins = !service.starts_with(|c: char| c.is_ascii_alphanumeric())
            || !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
        let after =
            text[at + service.len()..].trim_start_matches([':', ' ', '=', '是', '-', '：', '、', '|', '(', '号']);
        let name = after.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '*')).count();
        begins && name >= NAME_CHARS
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_are_seen_in_every_disguise() {
        for text in [
            "办事请联系13812345678",
            "电话138-****-5678 咨询 *******",
            "咨询热线 ***-****-****",
            "微信号：abc12345",
            "加V：abc",
            "➕薇了解",
            "VX: kefu_2021",
            "薇信abc12345",
            "QQ：123456789",
            "扣扣 123456789",
        ] {
            assert!(mentions_contact(text), "{text}");
        }
    }

    #[test]
    fn public_services_are_no_contacts() {
        for text in [
            "关注微信公众号：临岚发布",
            "拨打12345热线",
            "报警请拨打110",
            "微信支付",
            "2021年2月25日",
            "",
            "QQ音乐",
            "★★ 重要通知 **",
        ] {
            assert!(!mentions_contact(text), "{text}");
        }
    }
}
