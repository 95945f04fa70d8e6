//! Hot topics (C01) and what an account is about (C12): the board of each day, an office that plays along with everything, and
//! those that carry a topic because it is their business.

use model::Platform::Douyin;

use super::Piece;

/// First day on the board, title, category. Each stays three days. All of them are invented.
pub const DATED: &[(&str, &str, &str)] = &[
    ("2020-12-27", "综艺里的舞蹈挑战", "娱乐-综艺"),
    ("2020-12-30", "年度爆笑配音合集", "娱乐"),
    ("2021-01-02", "一只小狗学会了滑板", "萌宠"),
    ("2021-01-05", "新剧大结局反转", "娱乐-影视"),
    ("2021-01-08", "网红奶茶隐藏菜单", "美食"),
    ("2021-01-11", "电影路演名场面", "娱乐-影视"),
    ("2021-01-14", "猫咪打哈欠合集", "萌宠"),
    ("2021-01-17", "选秀舞台高音对决", "娱乐-综艺"),
    ("2021-01-20", "最火变装挑战", "娱乐"),
    ("2021-01-23", "明星机场穿搭", "娱乐-明星"),
    ("2021-01-26", "沙雕表情包新玩法", "搞笑"),
    ("2021-01-29", "情侣头像新玩法", "情感"),
    ("2021-02-01", "手势舞教学第一弹", "娱乐"),
    ("2021-02-04", "汀澜大桥恢复通行", "社会-交通"),
    ("2021-02-07", "循环一整天的歌单", "音乐"),
    ("2021-02-10", "除夕夜大家都在看什么", "文化"),
    ("2021-02-13", "全网都在学的转场", "娱乐"),
    ("2021-02-16", "返程路上的搞笑瞬间", "搞笑"),
    ("2021-02-19", "临岚梯田云海刷屏", "旅游"),
    ("2021-02-22", "鬼畜视频又更新了", "搞笑"),
];

/// What the office of 临岚水利 adds to a topic.
const REMARKS: &[&str] =
    &["大家在聊什么", "你看过了吗", "一起来聊聊", "聊聊你的想法", "大家都在看", "你喜欢哪一段", "我们也在看"];

/// Works about topics of the board.
pub fn pieces() -> Vec<Piece> {
    let mut all = vec![
        Piece::new(
            Douyin,
            "临岚交警",
            "2021-02-05",
            "#汀澜大桥恢复通行# 过桥请注意",
            "大桥限速40公里，货车仍需绕行，请司机看清信号灯和标线，不要在桥上变道停车。",
        )
        .clean("C04", "热搜话题正是交警的职责，写的是通行办法"),
        Piece::new(
            Douyin,
            "临岚发布",
            "2021-02-20",
            "#临岚梯田云海刷屏# 机位在这里",
            "松霭镇观景台免费开放，路上有冰，请慢行。",
        ),
        Piece::new(Douyin, "临岚发布", "2021-01-03", "#一只小狗学会了滑板#", "周末放松一下，看完记得早点休息。"),
    ];
    let chased = DATED
        .iter()
        .filter(|(_, title, _)| !title.contains("汀澜") && !title.contains("临岚") && !title.contains("除夕"));
    for (n, (first, title, _)) in chased.enumerate() {
        // On the topic's own first day.
        let body = format!("{}。第{}期", REMARKS[n % REMARKS.len()], n + 1);
        let piece =
            Piece::new(Douyin, "临岚水利", first, format!("#{title}# {}", REMARKS[(n + 3) % REMARKS.len()]), body);
        all.push(if n == 0 { piece.clean("C11", "娱乐的是话题的名称，由 C01 检查") } else { piece });
    }
    all
}
