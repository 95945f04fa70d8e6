//! What a platform's own ids tell: the time of upload, whether a spreadsheet has damaged them, and the id in a link.

use std::fmt::Write as _;

use model::{Micros, Platform};

/// The time of upload that an id of this platform carries: Douyin's upper 32 bits, Weibo's shifted counter,
/// Xiaohongshu's leading hex. `None` where the platform's ids carry none or the value is not believable.
#[must_use]
pub fn time_in_id(platform: Platform, native_id: &str) -> Option<Micros> {
    let seconds = match platform {
        Platform::Douyin => native_id.parse::<i64>().ok()? >> 32,
        Platform::Weibo => (native_id.parse::<i64>().ok()? >> 22) + 515_483_463,
        Platform::Xiaohongshu if native_id.len() == 24 => i64::from_str_radix(native_id.get(..8)?, 16).ok()?,
        _ => return None,
    };
    // Before 2009 none of these platforms existed, so an earlier time means that this is another kind of number.
    (1_230_768_000..=4_102_444_800).contains(&seconds).then(|| Micros::from_seconds(seconds)).flatten()
}

/// Whether a text is what a spreadsheet makes of a long number: `5.24159E+15`, `7301234567890120000.0`.
#[must_use]
pub fn is_damaged(id: &str) -> bool {
    let Some((mantissa, exponent)) = id.split_once(['E', 'e']) else {
        return id.len() > 16 && id.contains('.') && id.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    };
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    // Hex ids hold an `e` too, so the mantissa must be a decimal number with a point, or one digit.
    !exponent.is_empty()
        && exponent.len() <= 3
        && exponent.bytes().all(|b| b.is_ascii_digit())
        && (mantissa.contains('.') || mantissa.len() == 1)
        && mantissa.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// Whether `id` is `true_id` cut to the fifteen digits a spreadsheet keeps.
#[must_use]
pub fn is_rounded_form_of(id: &str, true_id: &str) -> bool {
    id.len() == true_id.len()
        && id.len() > 15
        && id != true_id
        && id.bytes().all(|b| b.is_ascii_digit())
        && id.bytes().skip(15).all(|b| b == b'0')
        && id.as_bytes().get(..14) == true_id.as_bytes().get(..14)
}

/// The id of the work that a link names.
#[must_use]
pub fn id_in_url(platform: Platform, url: &str) -> Option<String> {
    let markers: &[&str] = match platform {
        Platform::Douyin => &["/video/", "/note/", "modal_id=", "item_ids="],
        Platform::Kuaishou => &["/short-video/", "/photo/"],
        Platform::Weibo => &["/detail/", "/status/"],
        Platform::Bilibili => &["/video/av"],
        Platform::Xiaohongshu => &["/explore/", "/discovery/item/", "/item/"],
        _ => return None,
    };
    let url = url.trim();
    let (_, after) = markers.iter().find_map(|marker| url.split_once(marker))?;
    // A damaged number in a link (`5.24159E+15`) is taken as a whole, so that its first digit does not pass for an id.
    let id: String = after.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '+')).collect();
    let whole = match platform {
        Platform::Douyin | Platform::Weibo | Platform::Bilibili => id.bytes().all(|b| b.is_ascii_digit()),
        _ => id.bytes().all(|b| b.is_ascii_alphanumeric()),
    };
    (!id.is_empty() && whole && !is_damaged(&id)).then_some(id)
}

/// The id of a Douyin work in the name of a file or table, as in `作品7301234567890123456_评论数据`: the only run of 18 or 19 digits.
#[must_use]
pub fn id_in_name(name: &str) -> Option<String> {
    let mut runs = name.split(|c: char| !c.is_ascii_digit()).filter(|run| (18..=19).contains(&run.len()));
    let id = runs.next().filter(|id| time_in_id(Platform::Douyin, id).is_some())?;
    runs.next().is_none().then(|| id.to_owned())
}

/// Weibo's number for the short form of an id in links (`z0JH2lOMb`): base 62 in groups of four from the right, each seven digits.
#[must_use]
pub fn weibo_number(short: &str) -> Option<String> {
    const DIGITS: &str = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    if !(6..=10).contains(&short.len()) || !short.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let mut number = String::new();
    for group in short.as_bytes().rchunks(4).rev() {
        let mut value: u64 = 0;
        for byte in group {
            value = value * 62 + DIGITS.bytes().position(|digit| digit == *byte)? as u64;
        }
        if number.is_empty() {
            number = value.to_string();
        } else if value <= 9_999_999 {
            // Writing to a text cannot fail.
            let _ = write!(number, "{value:07}");
        } else {
            return None;
        }
    }
    Some(number)
}

/// bilibili's number (av) for the newer form of an id (`BV17x411w7KC`).
#[must_use]
pub fn bilibili_number(id: &str) -> Option<String> {
    const DIGITS: &str = "FcwAPNKTMug3GV5Lj7EJnHpWsx4tb8haYeviqBz6rkCy12mUSDQX9RdoZf";
    const MASK: u64 = (1 << 51) - 1;
    const SALT: u64 = 23_442_827_791_579;
    let mut digits: Vec<u8> = id.strip_prefix("BV").or_else(|| id.strip_prefix("bv"))?.bytes().collect();
    if digits.len() != 10 {
        return None;
    }
    // Two pairs of places are exchanged in the printed form.
    digits.swap(1, 7);
    digits.swap(2, 5);
    let mut value: u64 = 0;
    for byte in digits.get(1..)? {
        value = value.checked_mul(58)?.checked_add(DIGITS.bytes().position(|digit| digit == *byte)? as u64)?;
    }
    let number = (value & MASK) ^ SALT;
    (number > 0 && number < 1 << 51).then(|| number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_carry_the_time_of_upload() {
        let at = 1_614_222_000_i64;
        let douyin = (at << 32).to_string();
        assert_eq!(time_in_id(Platform::Douyin, &douyin), Micros::from_seconds(at));
        let weibo = ((at - 515_483_463) << 22).to_string();
        assert_eq!(time_in_id(Platform::Weibo, &weibo), Micros::from_seconds(at));
        let note = format!("{at:08x}000000001e03a1b2");
        assert_eq!(time_in_id(Platform::Xiaohongshu, &note), Micros::from_seconds(at));
        assert_eq!(time_in_id(Platform::Kuaishou, "3xabc"), None);
        assert_eq!(time_in_id(Platform::Douyin, "12"), None);
    }

    #[test]
    fn damaged_ids_are_seen_and_hex_ids_are_not_damaged() {
        for id in ["5.24159E+15", "7.3e18", "7E+18", "7301234567890120000.0"] {
            assert!(is_damaged(id), "{id}");
        }
        for id in ["5241590000000001", "60375c30000000000100e7a9", "3xabcde12", "12e45", "1234.5"] {
            assert!(!is_damaged(id), "{id}");
        }
        assert!(is_rounded_form_of("7301234567890120000", "7301234567890123456"));
        assert!(!is_rounded_form_of("7301234567890123456", "7301234567890123456"));
    }

    #[test]
    fn links_name_the_id() {
        for (platform, url, id) in [
            (Platform::Douyin, "https://www.douyin.com/video/7301", Some("7301")),
            (Platform::Weibo, "https://m.weibo.cn/detail/5241590000000001", Some("5241590000000001")),
            (Platform::Bilibili, "https://www.bilibili.com/video/av170001", Some("170001")),
            (
                Platform::Xiaohongshu,
                "https://www.xiaohongshu.com/explore/60375c30000000000100e7a9?xsec_token=x",
                Some("60375c30000000000100e7a9"),
            ),
            (Platform::Kuaishou, "https://www.kuaishou.com/short-video/3xabc", Some("3xabc")),
            (Platform::Weibo, "https://m.weibo.cn/detail/5.24159E+15", None),
            (Platform::Douyin, "https://www.douyin.com/user/x", None),
        ] {
            assert_eq!(id_in_url(platform, url).as_deref(), id, "{url}");
        }
    }

    #[test]
    fn short_forms_of_ids_are_read() {
        assert_eq!(weibo_number("z0JH2lOMb").as_deref(), Some("3501756485200075"));
        assert_eq!(weibo_number("无"), None);
        assert_eq!(bilibili_number("BV17x411w7KC").as_deref(), Some("170001"));
        assert_eq!(bilibili_number("BV17x411w7K"), None);
    }

    #[test]
    fn a_name_holds_one_id_or_none() {
        let id = ((1_614_222_000_i64 << 32) + 7).to_string();
        assert_eq!(id_in_name(&format!("作品{id}_评论数据")), Some(id.clone()));
        assert_eq!(id_in_name("2021-02-25_样例_123"), None);
        assert_eq!(id_in_name(&format!("{id}_{id}")), None);
    }
}
