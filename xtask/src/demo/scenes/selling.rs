//! Advertisements and shops (C08) and personal data (C09). The number of the identity card lies in a district that does not exist.

use model::Platform::{Douyin, Kuaishou};

use super::Piece;

/// Works that sell or disclose.
pub fn pieces() -> Vec<Piece> {
    vec![
        Piece::new(
            Douyin,
            "竹隐乡人民政府",
            "2021-02-04",
            "竹隐笋干限时特价，29.9元三包包邮",
            "点击左下角小黄车下单，手慢无，加微信进群还有优惠券",
        )
        .found("C08", "标价推销，引到小黄车和微信群"),
        Piece::new(
            Kuaishou,
            "临岚市场监管",
            "2021-02-05",
            "“9.9元包邮保健品”是虚假广告",
            "市场监管所查处一起虚假宣传，请老人不要轻信限时特价、免费领取",
        )
        .clean("C08", "查处虚假广告，属于市场监管职责"),
        Piece::new(
            Douyin,
            "临岚文旅",
            "2021-02-12",
            "霁湖边的早樱开了",
            "竹隐乡樱花步道免费开放，花期到三月中旬，停车请走北门",
        )
        .clean("C08", "推荐本地风景，没有店铺和价格"),
        Piece::new(
            Kuaishou,
            "岚西街道办事处",
            "2021-02-03",
            "岚西街道临时救助对象公示",
            "夏某某，身份证号980121196504120017，因病致贫，救助金额三千元",
        )
        .found("C09", "公开了完整的身份证号"),
        Piece::new(
            Kuaishou,
            "岚西街道办事处",
            "2021-02-08",
            "岚西街道高龄津贴发放公示",
            "夏某某，身份证号9801**********0017，有异议请拨打咨询电话0900-7000100",
        )
        .clean("C09", "身份证号已经打码，电话是办公电话"),
    ]
}
