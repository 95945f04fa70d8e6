//! Kinds of unit as people write them: an id, the Chinese of the list, or any name of such a body.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use model::UnitType;

use crate::lexicon::Lexicon;
use crate::{data, fold, names};

/// Every word of the list, also those that mean a kind of unit only when nothing else stands there (镇, 社区).
static WORDS: LazyLock<BTreeMap<String, UnitType>> = LazyLock::new(|| {
    let list = Lexicon::parse("lexicon/unit_types.toml", data::UNIT_TYPES, &names::unit_tags())
        .expect("the embedded word lists are checked by tests");
    let kind = |tags: &[String]| tags.iter().find_map(|tag| UnitType::from_id(tag));
    list.entries.iter().filter_map(|entry| Some((fold::search(&entry.term), kind(&entry.tags)?))).collect()
});

/// The kind of unit an id (`traffic_police`) or a Chinese synonym (交警, 交管, 公安局交通警察支队, 教体局, 12345) means; `None` where
/// nobody can tell.
#[must_use]
pub fn read(text: &str) -> Option<UnitType> {
    let text = text.trim();
    if let Some(kind) = UnitType::from_id(&text.to_ascii_lowercase()) {
        return Some(kind);
    }
    let folded = fold::search(text);
    let of_list = UnitType::ALL.iter().copied().find(|kind| {
        let chinese = kind.chinese();
        fold::search(chinese) == folded || chinese.split('/').any(|part| fold::search(part) == folded)
    });
    of_list.or_else(|| WORDS.get(&folded).copied()).or_else(|| {
        let kind = names::read_name(text, None, None).unit_type;
        (kind != UnitType::Unknown).then_some(kind)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_the_words_of_the_list_are_read() {
        for kind in UnitType::ALL {
            assert_eq!(read(kind.id()), Some(*kind));
            assert_eq!(read(kind.chinese()), Some(*kind), "{}", kind.chinese());
        }
        assert_eq!(read(" Traffic_Police "), Some(UnitType::TrafficPolice));
    }

    #[track_caller]
    fn all_read(cases: &[(&str, UnitType)]) {
        let wrong: Vec<_> = cases.iter().filter(|(text, expected)| read(text) != Some(*expected)).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn synonyms_are_read() {
        let cases = [
            ("交警", UnitType::TrafficPolice),
            ("交管", UnitType::TrafficPolice),
            ("公安局交通警察支队", UnitType::TrafficPolice),
            ("交管局", UnitType::TrafficPolice),
            ("车管所", UnitType::TrafficPolice),
            ("公安", UnitType::PublicSecurity),
            ("公安局", UnitType::PublicSecurity),
            ("派出所", UnitType::PublicSecurity),
            ("教体局", UnitType::Education),
            ("教育局", UnitType::Education),
            ("融媒体中心", UnitType::Publicity),
            ("宣传部", UnitType::Publicity),
            ("融媒", UnitType::Publicity),
            ("12345", UnitType::LettersVisits),
            ("信访局", UnitType::LettersVisits),
            ("政务服务便民热线", UnitType::LettersVisits),
            ("卫健委", UnitType::Health),
            ("疾控中心", UnitType::Health),
            ("医保局", UnitType::MedicalInsurance),
            ("人社局", UnitType::HumanResources),
            ("城管局", UnitType::UrbanManagement),
            ("综合行政执法局", UnitType::UrbanManagement),
            ("住建局", UnitType::Housing),
            ("市监局", UnitType::Market),
            ("市场监督管理局", UnitType::Market),
            ("文旅局", UnitType::CultureTourism),
            ("文化广电和旅游局", UnitType::CultureTourism),
            ("水务局", UnitType::Water),
            ("生态环境分局", UnitType::Environment),
            ("自然资源和规划局", UnitType::NaturalResources),
            ("应急管理局", UnitType::Emergency),
            ("消防救援大队", UnitType::Fire),
            ("行政审批局", UnitType::Services),
            ("政务服务中心", UnitType::Services),
            ("大数据局", UnitType::Services),
            ("团县委", UnitType::YouthWomenUnion),
            ("妇联", UnitType::YouthWomenUnion),
            ("残联", UnitType::YouthWomenUnion),
            ("总工会", UnitType::YouthWomenUnion),
            ("街道办", UnitType::Township),
            ("街道办事处", UnitType::Township),
            ("镇政府", UnitType::Township),
            ("乡镇", UnitType::Township),
            ("街道", UnitType::Township),
            ("村委会", UnitType::Village),
            ("居委会", UnitType::Village),
            ("社区", UnitType::Village),
            ("中学", UnitType::School),
            ("大学", UnitType::School),
            ("人民医院", UnitType::Hospital),
            ("卫生院", UnitType::Hospital),
            ("供电公司", UnitType::Utility),
            ("自来水公司", UnitType::Utility),
            ("热力公司", UnitType::Utility),
            ("政府办", UnitType::Government),
            ("人民政府", UnitType::Government),
        ];
        all_read(&cases);
        for text in ["", "苹果", "小王的日常"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn more_synonyms_are_read() {
        let cases = [
            ("县政府", UnitType::Government),
            ("检察院", UnitType::Procuratorate),
            ("法院", UnitType::Court),
            ("司法局", UnitType::Justice),
            ("民政局", UnitType::CivilAffairs),
            ("交通运输局", UnitType::Transport),
            ("农业农村局", UnitType::Agriculture),
            ("乡村振兴局", UnitType::Agriculture),
            ("税务局", UnitType::Tax),
            ("财政局", UnitType::Finance),
            ("商务局", UnitType::Commerce),
            ("体育局", UnitType::Sport),
            ("退役军人事务局", UnitType::Veterans),
            ("网信办", UnitType::Cyberspace),
            ("纪委监委", UnitType::Other),
            ("气象局", UnitType::Other),
            ("組織部", UnitType::Other),
            ("社区居委会", UnitType::Village),
            ("居委", UnitType::Village),
            ("行政村", UnitType::Village),
            ("镇", UnitType::Township),
            ("乡", UnitType::Township),
            ("幼儿园", UnitType::School),
            ("供热公司", UnitType::Utility),
            ("国网供电", UnitType::Utility),
            ("县委宣传部", UnitType::Publicity),
            ("电视台", UnitType::Publicity),
            ("应急局", UnitType::Emergency),
            ("消防", UnitType::Fire),
            ("环保局", UnitType::Environment),
            ("林业局", UnitType::NaturalResources),
            ("公积金中心", UnitType::Housing),
            ("市长热线", UnitType::LettersVisits),
            ("数据局", UnitType::Services),
            ("政数局", UnitType::Services),
            ("文广旅局", UnitType::CultureTourism),
            ("文体广旅局", UnitType::CultureTourism),
            ("党群", UnitType::Other),
        ];
        all_read(&cases);
    }
}
