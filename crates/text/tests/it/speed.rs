//! How fast the functions are. Not a check: run it by hand with
//! `cargo test --release -p text --test it -- --ignored --nocapture speed`.

#![expect(clippy::disallowed_methods, reason = "a measurement needs a clock")]

use std::time::Instant;

use model::{Outside, UnitType};
use text::detect::{self, Input, TextKind};
use text::lexicon::Lexicons;
use text::{contact, copies, duty, fold, mask, message, names, normalise, reply};

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

/// Posts of one measurement by volume.
const POSTS: usize = 100_000;
const LETTERS: [&str; 5] = [
    "请问办居住证要带哪些材料,周末上班吗?",
    "小区停水三天了,家里有吃奶的孩子,打了好几次电话都没人管",
    "哈哈哈哈笑死我了",
    "建议在菜市场门口加个斑马线,早晚高峰车太多,老人过马路很危险",
    "您好,您反映的问题已转城管局办理,承办人将于两个工作日内与您联系。",
];

/// Seconds this thread has had a core, so that others on the machine do not count; the clock where Linux does not tell.
fn core_seconds(since: Instant) -> f64 {
    let schedule = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = schedule.split(' ').next().and_then(|first| first.parse::<f64>().ok());
    nanoseconds.map_or(since.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred thousand calls")]
fn measure(what: &str, rounds: usize, each: usize, mut work: impl FnMut() -> usize) {
    work();
    let clock = Instant::now();
    let start = core_seconds(clock);
    let mut sum = 0;
    for _ in 0..rounds {
        sum += work();
    }
    let seconds = core_seconds(clock) - start;
    println!("{what:<24}{:>12.0} per second and core ({sum})", (rounds * each) as f64 / seconds);
}

#[test]
#[ignore = "a measurement, not a check"]
fn speed() {
    let clock = Instant::now();
    let start = core_seconds(clock);
    let divisions = text::gazetteer::Gazetteer::embedded().divisions().len();
    println!("gazetteer               {:>12.1} ms ({divisions} divisions)", (core_seconds(clock) - start) * 1e3);
    let start = core_seconds(clock);
    let _ = names::read_name("", None, None);
    println!("first name (automata)   {:>12.1} ms", (core_seconds(clock) - start) * 1e3);
    measure("read_name", 40_000, NAMES.len(), || {
        NAMES.iter().filter(|name| names::read_name(name, None, Some("980121")).region_code.is_some()).count()
    });
    measure("fold::search, names", 100_000, NAMES.len(), || NAMES.iter().map(|name| fold::search(name).len()).sum());
    measure("fold::skeleton, names", 100_000, NAMES.len(), || {
        NAMES.iter().map(|name| fold::skeleton(name).len()).sum()
    });
    measure("normalise::light, posts", 100_000, 1, || normalise::light(POST).text.len());
    measure("normalise::hard, posts", 100_000, 1, || normalise::hard(POST).text.len());
    measure("normalise::read, posts", 100_000, 1, || normalise::read(POST).hard.text.len());
    let start = core_seconds(clock);
    let lexicons = Lexicons::embedded();
    println!(
        "word lists              {:>12.1} ms ({} entries, {} wordings)",
        (core_seconds(clock) - start) * 1e3,
        lexicons.entries(),
        lexicons.wordings()
    );
    let reading = normalise::read(POST);
    let bytes = POST.len() * POSTS / 1_000_000;
    measure("scan, megabytes", 1, bytes, || (0..POSTS).map(|_| lexicons.scan(&reading.hard).all().len()).sum());
    measure("read + scan, megabytes", 1, bytes, || {
        (0..POSTS).map(|_| lexicons.scan(&normalise::read(POST).hard).all().len()).sum()
    });
    measure("read, megabytes", 1, bytes, || (0..POSTS).map(|_| normalise::read(POST).hard.offsets.len()).sum());
    measure("detect, posts", 100_000, 1, || {
        let reading = normalise::read(POST);
        let (unit_type, outside, kind) = (UnitType::TrafficPolice, Outside::No, TextKind::Post);
        detect::detect(&Input { title: None, text: &reading, unit_type, outside, kind }).findings.len()
    });
    measure("copies::text_key, posts", 100_000, 1, || {
        copies::text_key(None, Some(POST)).map_or(0, |key| key.chars as usize)
    });
    measure("mask, posts", 100_000, 1, || mask::mask(POST).spans.len());
    measure("mentions_contact, posts", 100_000, 1, || usize::from(contact::mentions_contact(POST)));
    let start = core_seconds(clock);
    let _ = message::read("", message::MessageContext::default());
    println!("weighted lists          {:>12.1} ms", (core_seconds(clock) - start) * 1e3);
    let letters: Vec<_> = LETTERS.iter().map(|letter| normalise::read(letter)).collect();
    measure("normalise::read, letters", 40_000, LETTERS.len(), || {
        LETTERS.iter().map(|letter| normalise::read(letter).hard.text.len()).sum()
    });
    measure("message::read_of", 40_000, LETTERS.len(), || {
        let context = message::MessageContext::default();
        letters.iter().filter(|letter| message::read_of(letter, context).needs_answer).count()
    });
    measure("reply::read_of", 40_000, LETTERS.len(), || {
        letters.iter().filter(|letter| reply::read_of(letter, None).kind == model::ReplyKind::Substantive).count()
    });
    measure("duty::share_of", 40_000, LETTERS.len(), || {
        letters.iter().map(|letter| duty::share_of(letter, model::UnitType::TrafficPolice).spans.len()).sum()
    });
}
