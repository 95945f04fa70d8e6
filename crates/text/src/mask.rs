//! Personal data in text: numbers of people found by their check digits and forms, and starred out one for one.
//!
//! Hotlines (12345, 110, 400-…), dates, amounts and numbers inside links are no personal data. A masked text keeps its
//! length in characters, so spans found before and after masking mean the same place.

mod checks;
mod links;
mod numbers;
mod persons;
mod plates;
mod word_set;

use std::fmt::Write as _;

use serde::Serialize;

pub use kind::PersonalKind;

mod kind {
    use serde::{Deserialize, Serialize};

    /// What kind of personal datum.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum PersonalKind {
        /// 身份证号: 18 characters with a valid check digit, or the 15 digits used before 1999 with a plausible date.
        IdCard,
        /// 手机号.
        Mobile,
        /// 固定电话 with area code.
        Landline,
        /// 银行卡号 with a valid check digit.
        BankCard,
        /// 电子邮箱.
        Email,
        /// 车牌号.
        Plate,
        /// 姓名与家庭住址: the name, or the address, of a named private person.
        Address,
        /// 健康信息: the name of a private person whose state of health is told.
        Health,
        /// 家庭信息: the name of a private person whose family life is told.
        Family,
    }

    impl PersonalKind {
        /// Every kind.
        pub const ALL: &'static [Self] = &[
            Self::IdCard,
            Self::Mobile,
            Self::Landline,
            Self::BankCard,
            Self::Email,
            Self::Plate,
            Self::Address,
            Self::Health,
            Self::Family,
        ];

        /// The id used in tables and JSON.
        #[must_use]
        pub fn id(self) -> &'static str {
            match self {
                Self::IdCard => "id_card",
                Self::Mobile => "mobile",
                Self::Landline => "landline",
                Self::BankCard => "bank_card",
                Self::Email => "email",
                Self::Plate => "plate",
                Self::Address => "address",
                Self::Health => "health",
                Self::Family => "family",
            }
        }

        /// What people read.
        #[must_use]
        pub fn chinese(self) -> &'static str {
            match self {
                Self::IdCard => "身份证号",
                Self::Mobile => "手机号",
                Self::Landline => "固定电话",
                Self::BankCard => "银行卡号",
                Self::Email => "电子邮箱",
                Self::Plate => "车牌号",
                Self::Address => "姓名与住址",
                Self::Health => "健康信息",
                Self::Family => "家庭信息",
            }
        }
    }
}

/// Where a personal datum stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PersonalSpan {
    /// What it is.
    pub kind: PersonalKind,
    /// Characters of the text before it.
    pub start: u32,
    /// Characters it takes.
    pub chars: u32,
}

/// A text without personal data, and what was taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masked {
    /// The text, as many characters long as the original.
    pub text: String,
    /// What was masked, in order.
    pub spans: Vec<PersonalSpan>,
}

/// Stars out the personal data of a text: letters and digits of each become `*`, separators stay.
#[must_use]
pub fn mask(text: &str) -> Masked {
    let mut masked = Masked { text: text.to_owned(), spans: Vec::new() };
    if !may_hold_any(text) {
        return masked;
    }
    let mut chars: Vec<char> = text.chars().collect();
    // Taking a number out may change what stands beside another (an amount, a decimal point), so look again until clean.
    loop {
        let spans = find(&chars);
        if spans.is_empty() {
            break;
        }
        for span in &spans {
            let (start, length) = (span.start as usize, span.chars as usize);
            for c in chars.iter_mut().skip(start).take(length).filter(|c| c.is_alphanumeric()) {
                *c = '*';
            }
        }
        masked.spans.extend(spans);
    }
    if !masked.spans.is_empty() {
        masked.spans.sort_unstable_by_key(|span| (span.start, span.chars));
        masked.text = chars.into_iter().collect();
    }
    masked
}

/// Seven digits, an at sign, a plate's letter after its province, or a word that people are named with: most texts have none and
/// are done.
fn may_hold_any(text: &str) -> bool {
    let (mut digits, mut spelt) = (0, 0);
    let mut last = ' ';
    text.chars().any(|c| {
        digits += u32::from(numbers::digit(c).is_some());
        spelt = if numbers::spelt_digit(c).is_some() { spelt + 1 } else { 0 };
        let plate = c.is_ascii_uppercase() && plates::is_province(last);
        last = c;
        digits >= 7 || spelt >= numbers::TELEPHONE || links::is_at(c) || plate || persons::is_hint(c)
    })
}

fn find(chars: &[char]) -> Vec<PersonalSpan> {
    let links = links::links(chars);
    let mut spans = links::emails(chars, &links);
    numbers::find(chars, &links, &mut spans);
    plates::find(chars, &links, &mut spans);
    persons::find(chars, &mut spans);
    spans.sort_unstable_by_key(|span| span.start);
    spans
}

/// The spans of one field as JSON objects `{"field","kind","start","chars"}` divided by commas, to be joined with those of
/// other fields by [`personal_data`]. Empty when there are none.
#[must_use]
pub fn spans_json(field: &str, spans: &[PersonalSpan]) -> String {
    let field = serde_json::Value::from(field);
    let mut out = String::new();
    for span in spans {
        let comma = if out.is_empty() { "" } else { "," };
        let (kind, start, chars) = (span.kind.id(), span.start, span.chars);
        // Writing into a String cannot fail.
        let _ = write!(out, "{comma}{{\"field\":{field},\"kind\":\"{kind}\",\"start\":{start},\"chars\":{chars}}}");
    }
    out
}

/// The value of a `personal_data` column: the spans of every field that has some, as one JSON array; `None` when none has.
#[must_use]
pub fn personal_data(fields: &[(&str, &[PersonalSpan])]) -> Option<String> {
    let pieces: Vec<String> =
        fields.iter().map(|(field, spans)| spans_json(field, spans)).filter(|piece| !piece.is_empty()).collect();
    (!pieces.is_empty()).then(|| format!("[{}]", pieces.join(",")))
}

/// A person's name with all but its first character starred out: `王*`, `欧***`. A single character is starred out.
#[must_use]
pub fn mask_name(name: &str) -> String {
    let name = name.trim();
    match name.chars().count() {
        0 => String::new(),
        1 => "*".to_owned(),
        chars => name.chars().take(1).chain(std::iter::repeat_n('*', chars - 1)).collect(),
    }
}

/// Whether a text holds a telephone number of a person or an office.
pub(crate) fn numbers_of_people(text: &str) -> bool {
    mask(text).spans.iter().any(|span| matches!(span.kind, PersonalKind::Mobile | PersonalKind::Landline))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<&'static str> {
        mask(text).spans.iter().map(|span| span.kind.id()).collect()
    }

    #[test]
    fn numbers_are_found_in_every_spelling() {
        for (text, kind, masked) in [
            ("身份证11010519491231002X。", "id_card", "身份证******************。"),
            ("110105 19491231 002x", "id_card", "****** ******** ****"),
            ("证号110105491231002", "id_card", "证号***************"),
            ("电话13812345678,", "mobile", "电话***********,"),
            ("138-1234-5678", "mobile", "***-****-****"),
            ("138 1234 5678", "mobile", "*** **** ****"),
            ("+86 13812345678", "mobile", "+** ***********"),
            ("+8613812345678", "mobile", "+*************"),
            ("0086-138-1234-5678", "mobile", "****-***-****-****"),
            ("１３８１２３４５６７８", "mobile", "***********"),
            ("打幺三八零零一二三四五六找他", "mobile", "打***********找他"),
            ("0931-8123456", "landline", "****-*******"),
            ("（010）81234567转801", "landline", "（***）********转801"),
            ("010-8123 4567", "landline", "***-**** ****"),
            ("+86-931-8123456", "landline", "+**-***-*******"),
            ("卡号4111 1111 1111 1111", "bank_card", "卡号**** **** **** ****"),
            ("邮箱zhang.san@example.com。", "email", "邮箱*****.***@*******.***。"),
            ("13812345678@163.com", "email", "***********@***.***"),
        ] {
            assert_eq!(kinds(text), [kind], "{text}");
            assert_eq!(mask(text).text, masked, "{text}");
        }
    }

    #[test]
    fn persons_are_found_with_what_is_told_of_them() {
        for (text, kind, masked) in [
            ("患者周禾苗,女,42岁,确诊艾滋病", "health", "患者***,女,42岁,确诊艾滋病"),
            ("学生陆青禾父母离异,跟奶奶生活", "family", "学生***父母离异,跟奶奶生活"),
            ("车主请挪车:湘A·1234学", "plate", "车主请挪车:**·*****"),
        ] {
            assert_eq!(kinds(text), [kind], "{text}");
            assert_eq!(mask(text).text, masked);
        }
        assert_eq!(kinds("村民林松霭,男,家住临岚县城关镇3栋502室"), ["address", "address"]);
        for text in [
            "患者张某确诊肺炎",
            "王女士家住3栋",
            "医生李青禾为患者确诊",
            "高血压患者请注意",
            "芦花村沿街店铺查出的隐患已整改",
            "县长周禾苗看望白血病患儿",
        ] {
            assert_eq!(kinds(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn what_is_no_personal_datum_stays() {
        for text in [
            "拨打12345或110、119、120",
            "服务热线400-123-4567、800-820-8820",
            "96789便民热线",
            "2021-02-25 10:30:00 至 2021.03.01",
            "投资13800000000元，预算0.13812345678亿",
            "增长13812345678.5元",
            "https://www.douyin.com/video/13812345678",
            "v.douyin.com/13812345678/ 复制打开",
            "视频编号7133812345678901234",
            "身份证110105194912310021",
            "sha a13812345678b",
            "粉丝12,345,678人",
            "0931-12345",
            "第20210225001号",
            "二〇二一年二月二十五日",
        ] {
            assert_eq!(kinds(text), Vec::<&str>::new(), "{text}");
            assert_eq!(mask(text).text, text);
        }
    }

    #[test]
    fn several_data_in_one_text() {
        let masked = mask("张三 13812345678 卡4111111111111111 住址略 0931-8123456");
        let found: Vec<_> = masked.spans.iter().map(|span| (span.kind.id(), span.start, span.chars)).collect();
        assert_eq!(found, [("mobile", 3, 11), ("bank_card", 16, 16), ("landline", 37, 12)]);
    }

    #[test]
    fn json_of_several_fields_is_one_array() {
        let title = mask("13812345678").spans;
        let content = mask("请电13812345678或a@b.com").spans;
        assert_eq!(spans_json("title", &[]), "");
        let json = personal_data(&[("title", &title), ("text", &[]), ("content", &content)]).expect("three spans");
        let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(value.as_array().map(Vec::len), Some(3));
        assert_eq!(value[1]["field"], "content");
        assert_eq!(value[1]["kind"], "mobile");
        assert_eq!(value[1]["start"], 2);
        assert_eq!(personal_data(&[("title", &[])]), None);
    }

    #[test]
    fn names_keep_their_first_character() {
        assert_eq!(mask_name("王某"), "王*");
        assert_eq!(mask_name("欧阳某某"), "欧***");
        assert_eq!(mask_name(" 李 "), "*");
        assert_eq!(mask_name(""), "");
    }
}
