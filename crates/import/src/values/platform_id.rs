//! What a platform's own ids tell: the time of upload, whether a spreadsheet has damaged them, and the id in a link.

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
}
