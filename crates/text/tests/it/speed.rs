//! How fast the functions are. Not a check: run it by hand with
//! `cargo test --release -p text --test it -- --ignored --nocapture speed`.

#![expect(clippy::disallowed_methods, reason = "a measurement needs a clock")]

use std::time::Instant;

use text::{contact, copies, fold, mask, names, normalise};

const NAMES: [&str; 10] = [
    "临岚县公安局交通警察大队",
    "平安临岚",
    "临岚发布",
    "汀澜市生态环境局临岚分局",
    "松霭镇人民政府",
    "云岫省汀澜市临岚县城关镇综合行政执法队",
    "岚岚的美食日记",
    "临岚县融媒体中心",
    "国家税务总局临岚县税务局",
    "网信七台河",
];
const POST: &str = "【临岚县公安局交警大队提醒】今日上午九时许，S215线青笠镇路段因施工实行交通管制，请过往车辆绕行！！！\
    如有疑问请拨打0931-8123456或13812345678咨询，#临岚交警# 祝您平安出行😀";

#[expect(clippy::cast_precision_loss, reason = "a few hundred thousand calls")]
fn measure(what: &str, rounds: usize, each: usize, mut work: impl FnMut() -> usize) {
    work();
    let start = Instant::now();
    let mut sum = 0;
    for _ in 0..rounds {
        sum += work();
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("{what:<24}{:>12.0} per second ({sum})", (rounds * each) as f64 / seconds);
}

#[test]
#[ignore = "a measurement, not a check"]
fn speed() {
    let start = Instant::now();
    let _ = names::read_name("", None, None);
    println!("first name (loading)    {:>12.1} ms", start.elapsed().as_secs_f64() * 1e3);
    measure("read_name", 40_000, NAMES.len(), || {
        NAMES.iter().filter(|name| names::read_name(name, None, Some("980121")).region_code.is_some()).count()
    });
    measure("fold::search, names", 100_000, NAMES.len(), || NAMES.iter().map(|name| fold::search(name).len()).sum());
    measure("fold::skeleton, names", 100_000, NAMES.len(), || {
        NAMES.iter().map(|name| fold::skeleton(name).len()).sum()
    });
    measure("normalise::light, posts", 100_000, 1, || normalise::light(POST).text.len());
    measure("normalise::hard, posts", 100_000, 1, || normalise::hard(POST).text.len());
    measure("copies::text_key, posts", 100_000, 1, || {
        copies::text_key(None, Some(POST)).map_or(0, |key| key.chars as usize)
    });
    measure("mask, posts", 100_000, 1, || mask::mask(POST).spans.len());
    measure("mentions_contact, posts", 100_000, 1, || usize::from(contact::mentions_contact(POST)));
}
