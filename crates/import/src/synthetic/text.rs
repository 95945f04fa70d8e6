//! Names of places and units, and texts, put together from parts.

use super::random::Random;

const SYLLABLES: [&str; 40] = [
    "云", "岫", "汀", "澜", "霁", "湖", "栖", "禾", "松", "霭", "青", "笠", "石", "篁", "柳", "麦", "垄", "鹭", "渡",
    "望", "岚", "砚", "田", "芦", "漪", "竹", "隐", "霜", "桥", "泉", "听", "溪", "远", "樵", "枫", "坞", "荻", "浦",
    "杏", "沅",
];

/// Kinds of places and units: what follows the name, and the name of an account made of the place.
const KINDS: [(&str, &str); 12] = [
    ("镇人民政府", "{}镇人民政府"),
    ("乡人民政府", "{}乡人民政府"),
    ("街道办事处", "{}街道"),
    ("县公安局", "平安{}"),
    ("县公安局交通警察大队", "{}交警"),
    ("县消防救援大队", "{}消防"),
    ("县融媒体中心", "{}融媒"),
    ("县教育局", "{}县教育局"),
    ("县卫生健康局", "{}县卫生健康局"),
    ("县司法局", "{}县司法局"),
    ("县文化和旅游局", "{}文旅"),
    ("县人民政府办公室", "{}发布"),
];

const TOPICS: [&str; 8] = [
    "便民窗口延时服务",
    "防火巡查进村入户",
    "道路施工请绕行",
    "医保缴费提醒",
    "院坝会听民意",
    "反诈宣传进社区",
    "春耕备耕指导",
    "安全隐患排查",
];

const PHRASES: [&str; 8] =
    ["群众点赞", "现场办结", "欢迎留言", "请互相转告", "后续会再通报", "详情见公告", "工作人员全程陪同", "当天完成"];

const FILLERS: [&str; 6] = [
    "美好的一天从清晨开始，祝大家工作顺利！",
    "早安，愿一切美好如约而至",
    "晚安，明天继续加油",
    "岁月静好，一起向未来",
    "周末愉快，注意休息",
    "风景这边独好",
];

const EVENTS: [&str; 8] = [
    "演唱会门票开售",
    "的小狗学会了滑板",
    "新剧大结局",
    "夜市排队三小时",
    "选手逆转夺冠",
    "变装挑战刷屏",
    "奶茶新品测评",
    "老街重新开放",
];

/// A trending topic; once in five hundred one that is a phrase of many works.
#[must_use]
pub fn topic(random: &mut Random) -> String {
    if random.below(500) == 0 {
        return random.pick(&PHRASES).copied().unwrap_or_default().to_owned();
    }
    let mut topic = String::new();
    for _ in 0..3 {
        topic.push_str(random.pick(&SYLLABLES).copied().unwrap_or("云"));
    }
    topic.push_str(random.pick(&EVENTS).copied().unwrap_or_default());
    topic
}

/// The unit's name and the name its accounts bear.
pub fn unit_names(seed: u64, unit: u64) -> (String, String) {
    let mut random = Random::of(seed, unit.wrapping_add(1 << 42));
    let mut place = String::new();
    // Three syllables give 64,000 places, and the kind twelve times as many units; a few share their name, as in life.
    for _ in 0..3 {
        place.push_str(random.pick(&SYLLABLES).copied().unwrap_or("云"));
    }
    let (suffix, account) = random.pick(&KINDS).copied().unwrap_or(KINDS[0]);
    (format!("{place}{suffix}"), account.replace("{}", &place))
}

/// A name like a filed one to the eye: a traditional form or a look-alike for one of its characters.
#[must_use]
pub fn look_alike(name: &str) -> String {
    for (plain, other) in
        [("岚", "嵐"), ("云", "雲"), ("乡", "鄉"), ("镇", "鎮"), ("县", "縣"), ("发", "發"), ("平", "评")]
    {
        if name.contains(plain) {
            return name.replacen(plain, other, 1);
        }
    }
    format!("{name}号")
}

/// A private person's account.
#[must_use]
pub fn private_name(index: u64) -> String {
    format!("山里人家的日常{index}")
}

/// The n-th own text of an account: no two are equal.
pub fn own(random: &mut Random, account: &str, n: u64) -> (String, String) {
    let topic = random.pick(&TOPICS).copied().unwrap_or_default();
    let phrase = random.pick(&PHRASES).copied().unwrap_or_default();
    (format!("{topic}·第{n}期"), format!("【{account}】{topic}，{phrase}。第{n}期"))
}

/// The filler of an account, always the same.
#[must_use]
pub fn filler(index: u64) -> &'static str {
    FILLERS[usize::try_from(index % 6).unwrap_or(0)]
}

/// The text handed out for a week.
#[must_use]
pub fn template(week: i32) -> String {
    format!("文明实践在行动，本周倡议第{week}号，一起为美好家园加油")
}

/// The n-th repost of an account.
pub fn repost(random: &mut Random, account: &str, n: u64) -> String {
    let topic = random.pick(&TOPICS).copied().unwrap_or_default();
    format!("转发微博//@{account}的朋友:{topic} {n}")
}
