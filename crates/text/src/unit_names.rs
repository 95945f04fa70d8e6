//! Names of units: whether two spellings mean the same body.

use crate::fold;

/// What platforms append to the name of a verified body.
const SUFFIXES: &[&str] = &[
    "官方抖音账号",
    "官方抖音号",
    "官方微博账号",
    "官方微博",
    "官方快手号",
    "官方视频号",
    "官方公众号",
    "官方头条号",
    "官方帐号",
    "官方账号",
    "官方号",
    "官方",
    "抖音号",
    "账号",
    "帐号",
];

/// The fewest characters a name needs to stand for a longer one that ends with it: `公安局` alone names nobody.
const MIN_TAIL_CHARS: usize = 5;

/// Whether two names are the same unit: equal after folding and without `官方账号` and the like, or one is the other
/// with its higher places spelt out (`汀澜市临岚县公安局` and `临岚县公安局`).
#[must_use]
pub fn same_unit(left: &str, right: &str) -> bool {
    let (left, right) = (core(left), core(right));
    if left.is_empty() || right.is_empty() {
        return false;
    }
    let (long, short) = if left.len() >= right.len() { (left, right) } else { (right, left) };
    long == short || (short.chars().count() >= MIN_TAIL_CHARS && long.ends_with(&short))
}

fn core(name: &str) -> String {
    let folded = fold::search(name);
    let mut core = folded.as_str();
    for suffix in SUFFIXES {
        if let Some(shorter) = core.strip_suffix(suffix)
            && !shorter.is_empty()
        {
            core = shorter;
            break;
        }
    }
    core.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn platform_suffixes_and_higher_places_do_not_matter() {
        for (left, right) in [
            ("临岚县公安局", "临岚县公安局官方账号"),
            ("临岚县公安局", "臨嵐縣公安局"),
            ("汀澜市临岚县公安局", "临岚县公安局"),
            ("（临岚县）公安局", "临岚县公安局官方抖音号"),
        ] {
            assert!(same_unit(left, right), "{left} {right}");
            assert!(same_unit(right, left), "{right} {left}");
        }
    }

    #[test]
    fn other_bodies_stay_other_bodies() {
        for (left, right) in [
            ("临岚县公安局", "栖禾县公安局"),
            ("临岚县公安局", "公安局"),
            ("临岚县公安局", "临岚县公安局交警大队"),
            ("临岚县公安局", ""),
            ("", ""),
        ] {
            assert!(!same_unit(left, right), "{left} {right}");
        }
    }
}
