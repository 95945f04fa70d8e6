//! Copied texts (C03): a copy without a source, and everything that looks like one and is none.

use model::Platform::{Douyin, Kuaishou};

use super::{Piece, popular};

const SCENIC: &str = "岚山步道新修的木栈道长三公里，沿途有四处歇脚亭，老人和孩子走着不累，傍晚能看见白鹭归巢";
const FOREST: &str = "进山不带火，上坟不烧纸，田边地头不烧荒，看见山火立即报告村部，护林防火人人有责";

/// Who published the text handed out to everybody.
const EVERYBODY: &[(model::Platform, &str)] = &[
    (Douyin, "竹隐乡人民政府"),
    (Douyin, "岚东街道办事处"),
    (Kuaishou, "岚西街道办事处"),
    (Douyin, "平安临岚"),
    (Douyin, "临岚消防"),
    (Kuaishou, "临岚市场监管"),
    (Douyin, "临岚发布"),
];

/// Days, sky and degrees of the weather report.
const WEATHER: &[(&str, &str, &str)] = &[
    ("2021-01-25", "晴转多云", "3到12"),
    ("2021-01-27", "多云", "4到11"),
    ("2021-01-29", "小雨", "2到8"),
    ("2021-02-01", "晴", "1到13"),
    ("2021-02-03", "阴", "3到9"),
];

/// Works that repeat what others wrote.
pub fn pieces() -> Vec<Piece> {
    let observed = popular::WORKS[popular::COPIED].words;
    let reported = popular::WORKS[popular::REPORTED].words;
    let mut all = vec![
        Piece::new(Douyin, "临岚水利", "2021-01-19", observed.replace("清晨", "早上").replace('！', "~"), "")
            .found("C03", "三天前“汀澜生活观察”发布过，只改了几个字，没有注明出处"),
        Piece::new(Douyin, "临岚发布", "2021-01-20", format!("{observed}（来源：汀澜生活观察）"), "")
            .clean("C03", "注明了来源"),
        Piece::new(Douyin, "临岚发布", "2021-02-02", reported, "").clean("C03", "“汀澜晨读”是登记的稿源单位"),
        Piece::new(Douyin, "临岚文旅", "2021-02-01", SCENIC, "").clean("C03", "自己最先发布"),
        Piece::new(Douyin, "竹隐乡人民政府", "2021-02-02", SCENIC, "")
            .clean("C03", "与“临岚文旅”同在登记的矩阵账号名单"),
        Piece::new(
            Douyin,
            "临岚县融媒体中心",
            "2021-02-02",
            "县医院发热门诊搬到新楼一层，挂号窗口从早八点开到晚八点",
            "",
        )
        .clean("C03", "自己最先发布"),
        Piece::new(Douyin, "临岚融媒", "2021-02-03", "县医院发热门诊搬到新楼一层，挂号窗口从早八点开到晚八点", "")
            .clean("C03", "两个账号是同一单位的"),
    ];
    for (platform, account) in EVERYBODY {
        all.push(
            Piece::new(*platform, account, "2021-02-06", FOREST, "").clean("C03", "七家单位都发的统一文案，不是抄用"),
        );
    }
    for (day, sky, degrees) in WEATHER {
        for account in ["临岚发布", "临岚县融媒体中心"] {
            let text = format!("临岚天气预报：{}，{sky}，气温{degrees}度，东风三级，早晚温差大，请注意添衣", &day[5..]);
            all.push(Piece::new(Douyin, account, day, text, "").clean("C03", "天气预报每天用同一格式，不是抄用"));
        }
    }
    all
}
