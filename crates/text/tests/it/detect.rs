//! Laws of reading and of the detectors, for any text.

use model::{Outside, UnitType};
use proptest::prelude::*;
use text::detect::{self, Field, Input, TextKind};
use text::lexicon::Lexicons;
use text::normalise::{Reading, read};

use crate::cases;

/// Arbitrary text, and text dense in what detectors look for.
fn any_text() -> impl Strategy<Value = String> {
    let dense = "(求|关注|点赞|粉丝|双击|家人们|不|严禁|就差|[0-9]{1,4}|万|个|投票|我们|选手|号|必须|截图|通报|转发|抽奖|震惊|竟然|这|!|!!|。|,|\n|“|”|《|》|\"|车祸|身亡|刁民|直播间|元|下单|患者|王小明|确诊|家住|3栋502室|湘A12345|#|@|\\[笑\\]|https://a.cn/b|展开全文|\u{200b}|😀|ﬁ|é|ｶﾞ| ){0,24}";
    prop_oneof![any::<String>(), dense.prop_map(String::from)]
}

fn input<'r>(title: Option<&'r Reading<'r>>, text: &'r Reading<'r>) -> Input<'r> {
    Input { title, text, unit_type: UnitType::Township, outside: Outside::Yes, kind: TextKind::Message }
}

proptest! {
    #![proptest_config(cases(1_500, 100_000))]

    #[test]
    fn pieces_and_hits_lie_inside_the_text(original in any_text()) {
        let chars = original.chars().count();
        let reading = read(&original);
        let mut end = 0;
        for piece in &reading.pieces {
            prop_assert!(piece.start as usize >= end);
            end = (piece.start + piece.chars) as usize;
            prop_assert!(piece.chars > 0 && end <= chars);
        }
        prop_assert!(reading.hard.offsets.is_sorted());
        let hits = Lexicons::embedded().scan(&reading.hard);
        let length = reading.hard.offsets.len();
        for hit in hits.all() {
            prop_assert!(hit.start < hit.end && hit.end as usize <= length);
            let (start, taken) = reading.original_chars(hit.start, hit.end);
            prop_assert!(taken > 0 && (start + taken) as usize <= chars);
            prop_assert!(!hits.list(hit).is_empty() && hits.tags(hit).next().is_some());
        }
    }

    #[test]
    fn findings_hold_evidence_inside_the_text(title in any_text(), text in any_text()) {
        let (title_reading, text_reading) = (read(&title), read(&text));
        let report = detect::detect(&input(Some(&title_reading), &text_reading));
        prop_assert_eq!(&detect::detect(&input(Some(&title_reading), &text_reading)), &report);
        let spans = report.findings.iter().flat_map(|found| &found.spans);
        for span in spans.chain(report.guards.iter().filter_map(|guard| guard.span.as_ref())) {
            let whole = match span.field { Field::Title => &title, Field::Text => &text };
            prop_assert!(span.chars > 0 && (span.start + span.chars) as usize <= whole.chars().count());
        }
        for found in &report.findings {
            prop_assert!((0.5..=1.0).contains(&found.confidence) && !found.spans.is_empty() && !found.reasons.is_empty());
        }
        prop_assert!(report.findings.is_sorted_by_key(|found| found.rule));
    }
}

fn rules(text: &str) -> Vec<&'static str> {
    let reading = read(text);
    detect::detect(&input(None, &reading)).findings.iter().map(|found| found.rule).collect()
}

fn guards(text: &str) -> Vec<(&'static str, &'static str)> {
    let reading = read(text);
    detect::detect(&input(None, &reading)).guards.iter().map(|fired| (fired.rule, fired.guard)).collect()
}

#[test]
fn each_rule_finds_its_own() {
    for (rule, text) in [
        ("E01", "就差30个粉丝就完成任务了,求求各位给个关注"),
        ("E02", "请大家为我们镇的5号选手投票,每天可投3票,目前落后第一名"),
        ("E03", "全体教职工必须转发到朋友圈,截图发群,未转发的通报"),
        ("C04", "震惊!99%的人都不知道,这三种菜千万别吃!!看完沉默了"),
        ("C05", "外地一货车失控冲入人群,5人身亡,现场惨不忍睹"),
        ("C06", "这帮刁民,没素质,活该"),
        ("C08", "直播间秒杀,只要9元包邮,私信下单"),
        ("C09", "失信人手机号13800000000,快打给他"),
        ("C11", "新来的小哥哥好帅,好想嫁给他,求抱抱嘤嘤嘤"),
    ] {
        assert!(rules(text).contains(&rule), "{rule}: {text}: {:?}", rules(text));
    }
}

#[test]
fn what_keeps_a_rule_silent_is_told() {
    for (rule, guard, text) in [
        ("E01", "warning", "警惕“点赞返利”骗局:让你互关互赞的都是骗子"),
        ("E03", "prohibition", "严禁要求全体干部必须转发并截图"),
        ("C05", "debunking", "网传外地3人身亡系谣言"),
        ("C06", "opposing", "叫人傻子、骂人没素质,都是歧视,应当停止,请尊重每一个人"),
        ("C08", "caution", "直播间秒杀9元包邮是虚假宣传,谨防上当"),
        ("C09", "organisational", "咨询电话13800000000"),
    ] {
        assert!(!rules(text).contains(&rule), "{rule}: {text}");
        assert!(guards(text).contains(&(rule, guard)), "{rule}: {text}: {:?}", guards(text));
    }
}

#[test]
fn evidence_marks_the_text_as_published() {
    let text = "😀跪求💕关💕注啊";
    let reading = read(text);
    let report = detect::detect(&input(None, &reading));
    let span = report.found("E01").expect("E01").spans[0];
    let marked: String = text.chars().skip(span.start as usize).take(span.chars as usize).collect();
    assert!(marked.contains("求💕关💕注"), "{marked}");
}
