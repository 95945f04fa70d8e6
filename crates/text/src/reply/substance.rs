//! What is in an answer beside courtesy.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::normalise::Reading;
use crate::weighted::{Found, LabelId, Weighted};

const LIST: &str = "replies";

macro_rules! parts {
    ($($name:ident)*) => {
        /// Weight of every part of an answer, and how it is built.
        #[derive(Debug, Default)]
        pub(super) struct Substance {
            $(pub(super) $name: f32,)*
            /// Figures, in digits or Chinese, that are no hotline.
            pub(super) numbers: f32,
            /// It names a public body.
            pub(super) bodies: bool,
            /// It begins with yes, no or the like and is no courtesy.
            pub(super) answers_at_once: bool,
            /// It speaks of what will be done (将, 会) and of nothing that was (已, 经, 了).
            pub(super) only_will: bool,
            /// Letters, digits and Chinese characters.
            pub(super) chars: usize,
            /// Those that no courtesy, promise or slogan takes.
            pub(super) own_chars: usize,
            /// Of these, the letters and Chinese characters.
            pub(super) own_letters: usize,
        }

        struct Labels { list: u8, bodies: u8, $($name: LabelId,)* }

        static LABELS: LazyLock<Labels> = LazyLock::new(|| {
            let lists = Weighted::embedded();
            let label = |name| lists.label(LIST, name).expect("the list has the label");
            let list = |name| lists.list(name).expect("the list is embedded");
            Labels { list: list(LIST), bodies: list("bodies"), $($name: label(stringify!($name)),)* }
        });

        impl Substance {
            fn add(&mut self, label: LabelId, weight: f32) {
                let labels = &*LABELS;
                $(if label == labels.$name { self.$name += weight; })*
            }
        }
    };
}

parts! { courtesy promise slogan refer vague artefact paste action when who fact how robot }

/// How a short answer begins that is complete by itself.
const AT_ONCE: &[&str] = &[
    "能",
    "可以",
    "不能",
    "不可以",
    "不行",
    "需要",
    "不需要",
    "不用",
    "无需",
    "要的",
    "不要",
    "有的",
    "有,",
    "有。",
    "没有",
    "是的",
    "不是",
    "免费",
    "不会",
    "符合",
    "不符合",
    "还没",
    "暂无",
    "对的",
    "不对",
    "行,",
    "行。",
    "不收",
    "不必",
    "可代",
    "允许",
    "不允许",
    "不支持",
    "尚未",
    "不要钱",
    "不通",
    "不限",
    "不算",
    "补不了",
    "报不了",
    "办不了",
    "用不着",
    "有效",
    "无效",
    "作废",
    "涨了",
    "没涨",
    "截止",
    "年底",
    "月底",
];
/// Answers that are one word.
const ONE_WORD: [&str; 8] = ["要", "能", "行", "有", "是", "对", "会", "算"];
/// Openings that look like an answer and are none.
const NO_ANSWER: [&str; 3] = ["能不能", "是不是", "有没有"];

/// Units that make a number before them a figure.
const UNITS: &str = "天日月年周时点分秒楼号次元万千百页期户米里组支名岁档倍成折批轮趟间台辆处份张条项%个";
const CHINESE_DIGITS: &str = "二三四五六七八九十两几半";
/// Units that make 一 a figure: 一楼 is one, 每一条 is none.
const UNITS_OF_ONE: &str = "天日月年周时点楼号期";

impl Substance {
    pub(super) fn of(reading: &Reading<'_>, found: &Found) -> Self {
        let labels = &*LABELS;
        let mut substance = Self::default();
        let text = &reading.hard.text;
        let mut covered = vec![false; reading.hard.offsets.len()];
        for hit in found.of(labels.list) {
            substance.add(hit.label, hit.weight);
            let hollow = [labels.courtesy, labels.promise, labels.slogan, labels.artefact].contains(&hit.label);
            if let Some(span) = covered.get_mut(hit.start as usize..hit.end as usize).filter(|_| hollow) {
                span.fill(true);
            }
        }
        for (c, covered) in text.chars().zip(covered) {
            substance.chars += usize::from(c.is_alphanumeric());
            substance.own_chars += usize::from(c.is_alphanumeric() && !covered);
            substance.own_letters += usize::from(c.is_alphabetic() && !covered);
        }
        substance.numbers = figures(text);
        substance.only_will = text.contains(['将', '会']) && !text.contains(['已', '经', '了']);
        substance.bodies = !found.of(labels.bodies).is_empty();
        let begins = text.trim_start_matches(|c: char| !c.is_alphanumeric());
        substance.answers_at_once = !NO_ANSWER.iter().any(|word| begins.starts_with(word))
            && (AT_ONCE.iter().any(|word| begins.starts_with(word))
                || ONE_WORD.contains(&begins.trim_end_matches(|c: char| !c.is_alphanumeric())));
        substance
    }
}

/// Figures in a text: numbers that are no hotline or telephone number, and Chinese numbers with a unit.
fn figures(text: &str) -> f32 {
    let mut figures = 0.0;
    let mut digits = String::new();
    let mut before = ' ';
    for c in text.chars().chain(['\n']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            figures += if is_telephone(&digits) { 0.0 } else { 1.0 };
            digits.clear();
        }
        let counted =
            (CHINESE_DIGITS.contains(before) && UNITS.contains(c)) || (before == '一' && UNITS_OF_ONE.contains(c));
        figures += if counted { 1.0 } else { 0.0 };
        before = c;
    }
    figures
}

/// 110, 12345, 96110, a landline or mobile number.
fn is_telephone(digits: &str) -> bool {
    matches!(digits, "110" | "119" | "120" | "122" | "114")
        || (digits.len() == 5 && (digits.starts_with("12") || digits.starts_with("96") || digits.starts_with("95")))
        || digits.len() >= 7
}

/// The answer only says the question's words again.
pub(super) fn echoes(reply: &str, question: &str) -> bool {
    let asked: BTreeSet<char> = question.chars().filter(|c| c.is_alphanumeric()).collect();
    let (mut own, mut repeated) = (0usize, 0usize);
    for c in reply.chars().filter(|c| c.is_alphanumeric()) {
        own += 1;
        repeated += usize::from(asked.contains(&c));
    }
    own > 1 && repeated * 4 >= own * 3
}

/// Characters that any two texts share.
const COMMON: &str = "的了是在我你您有和也就不人都一个上下到说要去会着没看好自这那里能可以什么时候怎吗呢请问为被把与及或等已经将于对从向由问题反映办理处回复市县区局年月日天号元前后再并其该此需须您们中心部门单位人员多少几家大小做用出入开没谁管哪条件种点面事第做新老";

/// A question that yes or no answers.
pub(super) fn asks_yes_or_no(question: &str) -> bool {
    const FORMS: [&str; 22] = [
        "吗",
        "么",
        "能",
        "可",
        "是否",
        "是不是",
        "有没有",
        "有无",
        "要不要",
        "会不会",
        "行不",
        "不?",
        "没?",
        "还",
        "用不用",
        "算",
        "需要",
        "要",
        "收费",
        "免费",
        "对不",
        "嘛",
    ];
    FORMS.iter().any(|form| question.contains(form))
}

/// A question that a bare figure answers.
pub(super) fn asks_figure(question: &str) -> bool {
    const FORMS: [&str; 12] =
        ["多少", "几", "什么时候", "何时", "多久", "啥时", "比例", "电话", "税率", "标准", "价格", "时间"];
    FORMS.iter().any(|form| question.contains(form))
}

/// Both share a character that says something.
pub(super) fn share_words(one: &str, two: &str) -> bool {
    let chars =
        |text: &str| text.chars().filter(|c| c.is_alphabetic() && !COMMON.contains(*c)).collect::<BTreeSet<char>>();
    !chars(one).is_disjoint(&chars(two))
}
