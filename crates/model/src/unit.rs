//! Units (单位): what kind of body hosts an account, and at which level of government it stands.

use serde::{Deserialize, Serialize};

macro_rules! closed_list {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $id:literal $chinese:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $(#[doc = $chinese] $variant,)* }

        impl $name {
            /// Every value, in the order lists show them.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// The id used in tables, JSON and code.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $($name::$variant => $id,)* }
            }

            /// What people read.
            #[must_use]
            pub fn chinese(self) -> &'static str {
                match self { $($name::$variant => $chinese,)* }
            }

            /// The value with this id.
            #[must_use]
            pub fn from_id(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.id() == id)
            }
        }
    };
}
pub(crate) use closed_list;

closed_list! {
    /// What a unit is for. Also the list of departments a citizen's question can go to.
    UnitType {
        Government "government" "政府办/综合";
        Publicity "publicity" "宣传/融媒";
        Cyberspace "cyberspace" "网信";
        PublicSecurity "public_security" "公安";
        TrafficPolice "traffic_police" "交警";
        Fire "fire" "消防";
        Procuratorate "procuratorate" "检察";
        Court "court" "法院";
        Justice "justice" "司法";
        Education "education" "教育";
        Health "health" "卫健";
        MedicalInsurance "medical_insurance" "医保";
        HumanResources "human_resources" "人社";
        CivilAffairs "civil_affairs" "民政";
        Housing "housing" "住建";
        Transport "transport" "交通";
        NaturalResources "natural_resources" "自然资源";
        Environment "environment" "生态环境";
        Agriculture "agriculture" "农业农村";
        Water "water" "水利";
        Emergency "emergency" "应急";
        Market "market" "市场监管";
        Tax "tax" "税务";
        Finance "finance" "财政";
        Commerce "commerce" "商务";
        CultureTourism "culture_tourism" "文旅";
        Sport "sport" "体育";
        Veterans "veterans" "退役军人";
        LettersVisits "letters_visits" "信访/12345";
        UrbanManagement "urban_management" "城管";
        Services "services" "政务服务/数据";
        YouthWomenUnion "youth_women_union" "群团";
        Township "township" "乡镇街道";
        Village "village" "村社区";
        School "school" "学校";
        Hospital "hospital" "医院";
        Utility "utility" "水电气暖";
        Other "other" "其他";
        Unknown "unknown" "未知";
    }
}

closed_list! {
    /// The level of government a unit stands at.
    Level {
        National "national" "国家";
        Province "province" "省";
        City "city" "市";
        County "county" "县";
        Township "township" "乡镇";
        Village "village" "村";
        Unknown "unknown" "未知";
    }
}
