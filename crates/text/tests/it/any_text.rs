//! Every public function reads whatever people, collectors and attackers write, and never panics. Which functions are meant:
//! every one that takes a text, a code or a list; a new one is added here.

use std::ops::Range;

use proptest::prelude::*;
use text::check::{self, Text};
use text::detect::{self, Detector, Field, Input, TextKind};
use text::lexicon::{Lexicon, Lexicons};
use text::places::{self, Home};
use text::wording::WrongWords;
use text::{
    contact, content, copies, credit, duty, features, fold, gazetteer::Gazetteer, mask, message, names, near,
    normalise, reply, service, topics, unit_names, unit_type,
};

use crate::cases;

/// What the functions look for, and what trips who counts bytes.
const PIECES: [&str; 56] = [
    "#",
    "＃",
    "@",
    "临",
    "县",
    "镇",
    "公安局",
    "书记",
    "关注",
    "投票",
    "必须转发",
    "震惊",
    "遇难",
    "刁民",
    "秒杀",
    "9元",
    "13800000000",
    "１",
    "20",
    "小哥哥",
    "请问",
    "路灯",
    "不亮",
    "已安排",
    "来源：",
    "转自",
    "长沙市",
    "临岚",
    "臨嵐",
    "“",
    "”",
    "《",
    "》",
    "[赞]",
    "https://a.b/c",
    "%E5%B2%9A",
    "%",
    "=",
    "…",
    "·",
    "\n",
    " ",
    "\u{200b}",
    "\u{301}",
    "\u{fe0f}",
    "😀",
    "👨‍👩‍👧",
    "ﷺ",
    "Å",
    "ﾊﾟ",
    "\u{1100}",
    "\u{1161}",
    "ǰ",
    "\u{0}",
    "，",
    "展开全文",
];

/// Any text at all, and text dense in [`PIECES`].
fn any_text() -> impl Strategy<Value = String> {
    let dense = prop::collection::vec(prop::sample::select(&PIECES[..]), 0..24);
    prop_oneof![any::<String>(), dense.prop_map(|pieces| pieces.concat())]
}

fn maybe() -> impl Strategy<Value = Option<String>> {
    prop_oneof![Just(None), any_text().prop_map(Some)]
}

/// A stretch lies inside a text of so many characters.
fn inside(text: &str, (start, chars): (u32, u32)) -> bool {
    (start as usize).saturating_add(chars as usize) <= text.chars().count()
}

proptest! {
    #![proptest_config(cases(10_000, 1_000_000))]

    #[test]
    fn one_text_is_folded_measured_and_marked(a in any_text(), b in any_text(), from in 0_usize..50, to in 0_usize..50) {
        let (one, other) = (normalise::hard(&a), normalise::hard(&b));
        for made in [&one, &other, &normalise::light(&a)] {
            // Also for a text it was not made of.
            let span: Range<usize> = made.original_span(&b, from, to);
            prop_assert!(span.start <= span.end);
            let _ = made.original_chars(&b, u32::MAX, 0);
        }
        let reading = normalise::read(&a);
        prop_assert!(reading.pieces.iter().all(|piece| inside(&a, (piece.start, piece.chars))));
        let _ = (reading.original_chars(0, u32::MAX), normalise::light(&a));
        let _ = (fold::search(&a), fold::skeleton(&a), unit_names::same_unit(&a, &b), unit_type::read(&a));
        prop_assert!(credit::read(&a).is_none_or(|span| inside(&a, span)));
        let _ = (contact::mentions_contact(&a), copies::text_key(Some(&a), Some(&b)), copies::text_key(None, None));
        let likeness = near::similarity(&one, &other);
        prop_assert!((0.0..=1.0).contains(&likeness));
        let (set, others) = (near::bigram_set(&one).unwrap_or_default(), near::bigram_set(&other).unwrap_or_default());
        prop_assert!((0.0..=1.0).contains(&near::share(&set, &others)));
        prop_assert_eq!(near::bands(&one).map(|_| near::sketch(&set)), near::bands(&one));
    }

    #[test]
    fn topics_and_wording_are_looked_for_in_any_text(
        text in any_text(), topic in any_text(), entries in prop::collection::vec(any_text(), 0..3),
    ) {
        let _ = (topics::matches(&text, &topic), topics::exemption(&topic), topics::key(&topic));
        let without = topics::without_hashtags(&text);
        prop_assert!(without.chars().count() <= text.chars().count());
        let board = topics::Topics::new(entries.iter().chain([&topic]));
        prop_assert_eq!(board.met(&text).contains(&topics::key(&topic).as_str()), topics::matches(&text, &topic).is_some());
        for word in WrongWords::new(&entries).find(&text) {
            prop_assert!(word.places.iter().all(|place| inside(&text, *place)), "{word:?}");
        }
    }

    #[test]
    fn codes_and_lists_may_be_anything(a in any_text(), b in any_text(), code in "[0-9]{0,14}") {
        let gazetteer = Gazetteer::embedded();
        for code in [a.as_str(), code.as_str()] {
            let _ = (gazetteer.division(code), gazetteer.path(code), gazetteer.nearest(code));
            if let Some(home) = Home::from_code(code) {
                let _ = (home.code(), home.holds(&b), home.lies_in(&b));
            }
        }
        if let Some(home) = Home::read(&a) {
            let _ = (home.holds(&code), home.lies_in(&code));
        }
        let _ = Lexicon::parse(&b, &a, &[b.as_str()]);
        let lexicons = Lexicons::embedded();
        let hits = lexicons.scan(&normalise::hard(&a));
        for hit in hits.all() {
            let _ = (hits.list(hit), hits.term(hit), hits.replacement(hit), hits.tags(hit).count());
        }
        let _ = (lexicons.tag(&a, &b), TextKind::from_id(&a));
    }
}

proptest! {
    #![proptest_config(cases(10_000, 1_000_000))]

    #[test]
    fn a_text_is_read_whole(
        title in maybe(), text in maybe(), other in any_text(), unit in prop::sample::select(model::UnitType::ALL.to_vec()),
        kind in prop::sample::select(vec![TextKind::Post, TextKind::Comment, TextKind::Message, TextKind::Notice]),
        outside in prop::sample::select(vec![model::Outside::Yes, model::Outside::No, model::Outside::Unsure]),
        home in prop_oneof![Just(None), Just(Home::read("湖南省长沙市"))],
    ) {
        let (whole, read) = (features::whole(title.as_deref(), text.as_deref()), features::post(title.as_deref(), text.as_deref()));
        prop_assert_eq!(whole.is_some(), read.is_some());
        let _ = read.map(|read| features::column(read.signals));
        let _ = (features::comment(text.as_deref(), true), features::comment(title.as_deref(), false));
        if let Some((title, body)) = features::parts(title.as_deref(), text.as_deref()) {
            let input = Input { title: title.as_ref(), text: &body, unit_type: unit, outside, kind };
            let detector = Detector::new(Lexicons::embedded());
            let report = detect::detect(&input);
            prop_assert_eq!(&detector.detect(&input), &report);
            let _ = (detector.signs(&input), detector.conditions(&input), report.found("E01"));
            for span in report.findings.iter().flat_map(|found| &found.spans) {
                let field = if span.field == Field::Title { title.as_ref().unwrap_or(&body) } else { &body };
                prop_assert!(inside(field.original, (span.start, span.chars)), "{report:?}");
            }
        }
        let body = text.as_deref().unwrap_or(&other);
        let given = Text { title: title.as_deref(), text: body, unit_type: unit, home, kind, question: Some(&other) };
        let checked = check::check(&given, &WrongWords::new([&other]));
        for span in checked.findings.iter().flat_map(|finding| &finding.spans) {
            prop_assert!(span.start <= span.end);
        }
        let found = places::find(body, home.as_ref());
        let _ = home.map(|home| places::outside(&found, &home));
    }

    #[test]
    fn messages_names_and_personal_data_may_be_anything(
        a in any_text(), b in any_text(), unit in prop::sample::select(model::UnitType::ALL.to_vec()),
    ) {
        let _ = message::read(&a, message::MessageContext { unit_type: Some(unit), answers_citizen: true });
        let _ = (message::signs_of(&a), reply::read(&a, Some(&b)), reply::read(&a, None), service::read(&a));
        let _ = (content::read(&a, None), content::read(&a, Some(unit)), duty::share(&a, unit));
        let _ = names::read_name(&a, Some(&b), Some(&a));
        let masked = mask::mask(&a);
        prop_assert!(masked.spans.iter().all(|span| inside(&a, (span.start, span.chars))));
        let _ = (mask::spans_json(&b, &masked.spans), mask::personal_data(&[(&b, &masked.spans)]), mask::mask_name(&a));
    }
}
