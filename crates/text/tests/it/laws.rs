//! Laws that hold for any text.

use proptest::prelude::*;
use text::mask::{self, PersonalKind};
use text::normalise::{self, Normalised};
use text::{contact, content, copies, duty, fold, message, names, reply, service, topics};

use crate::cases;

/// Arbitrary text, and text dense in what the functions look for.
fn any_text() -> impl Strategy<Value = String> {
    let dense = "[ -~０-９Ａ-ｚ，。！？·…一丁七万人入公安信关加十县发号威局平微心村镇岚临松霭臺灣縣鎮薇➕①㎡ﾊﾟｶﾞéÅ\u{200b}\u{200d}\u{301}\u{323}\u{1100}\u{1161}\u{fe0f}😀]{0,40}";
    prop_oneof![any::<String>(), dense.prop_map(String::from)]
}

/// Text dense in digits and their separators.
fn digits() -> impl Strategy<Value = String> {
    "([0-9０-９]{1,12}|1[3-9][0-9]{9}|86|0086|0931|010|62|\\+|-| |\\.|（|）|x|X|@|元|a|\\.com/|http://){0,14}"
}

fn check_offsets(original: &str, normalised: &Normalised) {
    assert_eq!(normalised.offsets.len(), normalised.text.chars().count());
    assert!(normalised.offsets.is_sorted(), "{:?}", normalised.offsets);
    assert!(normalised.offsets.iter().all(|offset| original.is_char_boundary(*offset as usize)));
    assert!(normalised.offsets.iter().all(|offset| (*offset as usize) < original.len()));
    let span = normalised.original_span(original, 0, normalised.offsets.len());
    assert!(original.get(span).is_some());
}

proptest! {
    #![proptest_config(cases(2_000, 200_000))]

    #[test]
    fn normalising_keeps_the_way_back_and_is_done_after_once(original in any_text()) {
        for normalise in [normalise::light, normalise::hard] {
            let normalised = normalise(&original);
            check_offsets(&original, &normalised);
            prop_assert_eq!(&normalise(&normalised.text).text, &normalised.text);
        }
        let light = normalise::light(&original).text;
        prop_assert_eq!(normalise::hard(&light).text, normalise::hard(&original).text);
    }

    #[test]
    fn folding_is_done_after_once(original in any_text()) {
        let folded = fold::search(&original);
        prop_assert_eq!(&fold::search(&folded), &folded);
        prop_assert_eq!(&fold::search(&normalise::light(&original).text), &folded);
        let skeleton = fold::skeleton(&original);
        prop_assert_eq!(&fold::skeleton(&skeleton), &skeleton);
        prop_assert_eq!(&fold::skeleton(&folded), &skeleton);
        prop_assert!(folded.chars().all(|c| !c.is_whitespace() && !c.is_ascii_punctuation()));
    }

    #[test]
    fn copies_do_not_depend_on_dress(original in any_text()) {
        let key = copies::text_key(None, Some(&original));
        prop_assert_eq!(copies::text_key(Some(&original), None), key);
        prop_assert_eq!(copies::text_key(Some(&original), Some(&original)), key);
        prop_assert_eq!(copies::text_key(None, Some(&normalise::hard(&original).text)), key);
    }

    #[test]
    fn masking_leaves_no_number_and_no_other_length(original in prop_oneof![digits(), any_text()]) {
        let masked = mask::mask(&original);
        prop_assert_eq!(masked.text.chars().count(), original.chars().count());
        prop_assert!(mask::mask(&masked.text).spans.is_empty(), "{}", masked.text);
        let (chars, stars): (Vec<char>, Vec<char>) = (original.chars().collect(), masked.text.chars().collect());
        let mut inside = vec![false; chars.len()];
        for span in &masked.spans {
            let (start, end) = (span.start as usize, (span.start + span.chars) as usize);
            prop_assert!(end <= chars.len() && inside[start..end].iter().all(|taken| !taken));
            inside[start..end].fill(true);
            prop_assert!(stars[start..end].iter().all(|c| !c.is_alphanumeric()));
        }
        for (index, inside) in inside.iter().enumerate() {
            prop_assert!(*inside || chars[index] == stars[index]);
        }
    }

    #[test]
    fn a_number_in_any_surroundings_is_masked(
        before in "[一-龥，：:（ ]{0,6}", after in "[，。；） ]{0,3}[请拨打找等]{0,3}",
        area in prop::sample::select(vec!["010", "021", "0931", "0898"]), local in "[2-8][0-9]{6}",
        mobile in "1[3-9][0-9]{9}", body in "[1-6][1-5][0-9]{4}(19[3-9][0-9]|20[01][0-9])(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[0-9]{3}",
    ) {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let sum: u32 = body.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
        let check = "10X98765432".as_bytes()[sum as usize % 11] as char;
        for (number, kind) in [
            (mobile.clone(), PersonalKind::Mobile),
            (format!("{}-{}-{}", &mobile[..3], &mobile[3..7], &mobile[7..]), PersonalKind::Mobile),
            (format!("{area}-{local}"), PersonalKind::Landline),
            (format!("{body}{check}"), PersonalKind::IdCard),
            (format!("u{mobile}@example.cn"), PersonalKind::Email),
        ] {
            let text = format!("{before}{number}{after}");
            let masked = mask::mask(&text);
            prop_assert!(!masked.text.contains(&number), "{text} → {}", masked.text);
            prop_assert_eq!(masked.spans.first().map(|span| span.kind), Some(kind), "{}", text);
        }
    }

    #[test]
    fn nothing_panics(a in any_text(), b in any_text(), c in any_text()) {
        let reading = names::read_name(&a, Some(&b), Some(&c));
        prop_assert_eq!(names::read_name(&a, Some(&b), Some(&c)), reading);
        let _ = contact::mentions_contact(&a);
        prop_assert_eq!(mask::mask_name(&a).chars().count(), a.trim().chars().count());
        let _ = mask::spans_json(&b, &mask::mask(&a).spans);
    }
}

/// Text dense in what the readings of messages, answers and works look for.
fn letters() -> impl Strategy<Value = String> {
    "(请问|投诉|求求你们|谢谢|哈哈|路灯|不亮|停水|三天|孩子|上学|医保|报销|吗|\\?|“|”|\"|「|@某某 |#话题#|%E5%8C%97|%|[0-9]{1,3}|\\[赞\\]|您好|已安排|工作日内|请拨打12345|😀|\u{200b}|臨|,|。|!|\n){0,16}"
}

proptest! {
    #![proptest_config(cases(200, 100_000))]

    #[test]
    fn readings_of_letters_never_panic_and_stay_in_bounds(
        a in prop_oneof![letters(), any_text()], b in prop_oneof![letters(), any_text()],
        unit in prop::sample::select(model::UnitType::ALL.to_vec()),
    ) {
        let context = message::MessageContext { unit_type: Some(unit), answers_citizen: false };
        let read = message::read(&a, context);
        prop_assert_eq!(message::read(&a, context), read);
        prop_assert!((0.0..=1.0).contains(&read.confidence));
        prop_assert!(read.runner_up != Some(read.department));
        let answer = reply::read(&a, Some(&b));
        prop_assert!((0.0..=1.0).contains(&answer.confidence));
        let _ = reply::read(&b, None);
        let chars = u32::try_from(a.chars().count()).expect("a short text");
        let inside = |spans: &[(u32, u32)]| spans.iter().all(|(start, length)| start + length <= chars);
        let duty = duty::share(&a, unit);
        prop_assert!((0.0..=1.0).contains(&duty.share) && inside(&duty.spans), "{duty:?}");
        let works = content::read(&a, Some(unit));
        prop_assert!((0.0..=1.0).contains(&works.confidence) && inside(&works.spans), "{works:?}");
        prop_assert!(service::read(&a).iter().all(|mention| inside(&[mention.span])));
        let _ = (topics::matches(&a, &b), topics::exemption(&a), text::unit_type::read(&a));
    }

    #[test]
    fn topics_met_at_once_are_those_met_one_by_one(
        text in "(#|＃| |岚|灯|节|開|开|幕|a|B|ｂ|😀|%E5%B2%9A){0,14}",
        topics in prop::collection::vec("(#|岚|灯|节|開|开|幕|a|B|%E5%B2%9A|%){0,7}", 0..12),
    ) {
        let mut one_by_one: Vec<String> =
            topics.iter().filter(|topic| topics::matches(&text, topic).is_some()).map(|topic| topics::key(topic)).collect();
        one_by_one.sort();
        one_by_one.dedup();
        let board = topics::Topics::new(&topics);
        prop_assert_eq!(board.met(&text), one_by_one);
    }

    #[test]
    fn a_topic_is_met_by_its_own_hashtag(topic in "[一-龥a-z]{1,12}") {
        prop_assert_eq!(topics::matches(&format!("看看#{topic}# 吧"), &topic), Some(topics::TopicMatch::Hashtag));
    }
}
