//! Named private persons with their home address, or with facts of their health or family.
//!
//! A name is only believed where the text says that a person is meant: a word before it (患者, 学生, 姓名:) or after it (男,
//! 42岁, 同学). Masked names (张某, 李*), titles (王女士) and people in office (县长…) are left.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::links::span;
use super::word_set::{CharSet, WordSet, starts_with};
use super::{PersonalKind, PersonalSpan};
use crate::data;

static SURNAMES: LazyLock<CharSet> = LazyLock::new(|| {
    CharSet::new("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜惠涂卞符池敖邬晏桑巩冀瞿茹艾匡寇饶荆冼佘仇丘嵇蔺滕邝苟佟岑褚阙麦肖闫付巫粟卓鞠练".chars())
});
const DOUBLE_SURNAMES: &[&str] = &["欧阳", "司马", "上官", "诸葛", "司徒", "皇甫", "慕容", "尉迟"];
/// Words after which the name of a private person stands.
static BEFORE: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new(
        "患者 学生 村民 居民 业主 当事人 姓名: 姓名： 姓名 户主 家长 考生 病人 儿童 女童 男童 产妇 \
     孕妇 租客 租户 嫌疑人 密接者 感染者 确诊者 病例 女子 男子 老人 贫困户 低保户 五保户 特困户 失主 \
     受害人 被害人 申请人 被申请人 妻子 丈夫 父亲 母亲 儿子 女儿 孩子 住户 投诉人 举报人 人员 被告 \
     原告 被执行人 全名 督促 名叫 我叫 叫做 养父 养母 老兵 烈属 职工 员工 学员 新生 孤儿 老赖 \
     行为人 肇事者 司机 驾驶员 乘客 市民 群众 犯人 对象 信访人 上访人 房主 债务人 欠费户 户名 联系人 \
     逝者 死者 伤者 家属 妻 子 女 母 父 夫 与 和 给 帮助 看望 关于 邻居 同事 前男友 前女友 前妻 \
     前夫 女友 男友 同学 真名 原名 本名 名字叫 反映人是 来信人是 网民 小姑娘 小伙子 求助人 求助者 \
     床 班 老大 老二 老三 老四",
    )
});
/// Words that a name of a person is followed by.
static AFTER: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new(
        "同学 (男 （男 (女 （女 ,男 ，男 ,女 ，女 、男 、女 住 家住 现住 的妈妈 的爸爸 的父亲 \
     的母亲 的家 身份证 患有 确诊 被诊断 的丈夫 的妻子 的儿子 的女儿 父母 母亲 父亲 因 患 感染 怀孕 \
     老班长 老人 大爷 大妈 奶奶 爷爷 家 与丈夫 与妻子 和丈夫 和妻子 抑郁 离婚 结婚 婚后 夫妇 吸毒 \
     嫖娼 赌博 得了 查出 检出 做了 被 把 曾 已 欠 拖欠 拒 骂 打 偷 逾期 家里 家中 手机 电话 \
     身份 账号 卡号 今年 现年 生于 出生 是 有 在 的 从 还 女士 先生 顺产 剖腹 癌 流产 骨折 尿床 \
     老公 老婆 爸妈",
    )
});
/// Facts of health.
static HEALTH: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new(
        "确诊 患有 患上 患 阳性 艾滋 hiv HIV 乙肝 丙肝 梅毒 性病 精神分裂 精神病 精神障碍 抑郁 \
     躁郁 双相 癌 白血病 怀孕 流产 堕胎 打胎 不孕 不育 结核 病历 病情 病危 诊断为 被诊断 割腕 自杀 \
     轻生 吞药 尿毒症 透析 智力残疾 精神残疾 残疾 自闭症 癫痫 湿疣 化疗 肿瘤 硬化 瘫痪 中风 糖尿病 \
     高血压 心脏病 血压 住院 手术 ICU 晚期 智障 痴呆 帕金森 侏儒 肥胖 体检异常 染色体 血友病 狂躁 \
     多动症 脑瘫 唐氏 焦虑症 强迫症 厌食 截瘫 偏瘫 植物人 脑梗 脑溢血 心梗 肝炎 携带者 \
     哮喘 红斑狼疮 渐冻 白化病 畸形 失禁 卧床 失明 耳聋 自残 服毒 早产 服药 戒毒 吸毒 尿床 骨折 肋骨 试管 宫外孕 顺产 剖腹产 月经 整容 植发 痔疮 早孕 病 得了 查出 检出",
    )
});
/// Facts of family life.
static FAMILY: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new(
        "离婚 离异 婚外 出轨 私生 非婚生 坐牢 服刑 监狱 家暴 被收养 领养 抱养 未婚先孕 改嫁 单亲 \
     亲子鉴定 欠下赌债 嫖娼 分居 家庭成员 前妻 前夫 二婚 小三 抚养权 遗产 父母双亡 孤儿 入狱 判刑 \
     重婚 外遇 包养 非亲生 弃养 再婚 净身出户 赌博 生父 生母 养父 养母 爸妈离 父母离 爸妈上个月离 跟外婆 跟奶奶 跟爷爷",
    )
});
/// Words before a name that tell of the person's family by themselves.
static ABUSED: LazyLock<WordSet> = LazyLock::new(|| WordSet::new("家暴求助 家暴受害 被家暴的 遭家暴的"));
/// Words before a home address.
static LIVES: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new(
        "家住 现住 住址 住在 居住在 居住于 家庭住址 家庭地址 租住 住于 住: 住： 户籍地址 坐落 家在 住处 \
     住所 地址 送到 住",
    )
});
/// Parts of an address that lead to a door.
const DOORS: &[&str] = &["号", "栋", "幢", "单元", "室", "组", "户", "座", "楼", "弄"];
/// People in office and at work, whose names are public.
static OFFICES: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new(
        "县长 市长 书记 局长 主任 院长 校长 所长 队长 民警 辅警 医生 医师 专家 教授 护士 教师 老师 \
     法官 检察官 律师 记者 干部 委员 代表 镇长 乡长 主席 经理 消防员",
    )
});
/// Words of the language, which are no names.
static WORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let lines = data::COMMON_WORDS.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).flat_map(|(_, words)| words.split(' ')).collect()
});
/// Furthest between a name and what is said of the person.
const REACH: usize = 36;

/// A character that words of health, family and home begin with.
pub(super) fn is_hint(c: char) -> bool {
    HEALTH.hints(c) || FAMILY.hints(c) || ABUSED.hints(c) || LIVES.hints(c) || matches!(c, '(' | '（' | '单')
}

/// Adds names and addresses of private persons outside what `spans` already holds.
pub(super) fn find(chars: &[char], spans: &mut Vec<PersonalSpan>) {
    // Without a fact nobody's name is looked for.
    let told = |at: usize| {
        let rest = &chars[at..];
        HEALTH.begins(rest)
            || FAMILY.begins(rest)
            || ABUSED.begins(rest)
            || LIVES.begins(rest)
            || bracketed(rest)
            || starts_with(rest, "单元")
    };
    if !(0..chars.len()).any(told) {
        return;
    }
    let mut at = 0;
    while at < chars.len() {
        match name_at(chars, at) {
            Some(length) => {
                described(chars, at..at + length, spans);
                at += length;
            }
            None => at += 1,
        }
    }
}

/// Characters of the name of a private person that stands at `at`.
fn name_at(chars: &[char], at: usize) -> Option<usize> {
    let surname = surname_at(chars, at)?;
    let longest = if surname == 2 { 4 } else { 3 };
    let before = BEFORE.ends(&chars[..at]);
    if OFFICES.ends(&chars[..at]) {
        return None;
    }
    let lengths = (surname + 1..=longest).rev();
    for length in lengths {
        let Some(given) = chars.get(at + surname..at + length) else { continue };
        if !is_given_name(given) {
            continue;
        }
        // 芦花村 is a village.
        if given.last().is_some_and(|c| "村镇乡县".contains(*c)) {
            continue;
        }
        let rest = &chars[at + length..];
        if OFFICES.begins(rest) {
            return None;
        }
        let after = AFTER.begins(rest) || is_age(rest);
        let bounded = rest.first().is_none_or(|c| !crate::han::is_han(*c)) || after;
        // A name by itself between two signs is believed unless it is a word.
        if bounded && (before || !continues(chars, at)) && !is_word(&chars[at..at + length]) {
            return Some(length);
        }
    }
    None
}

fn is_word(chars: &[char]) -> bool {
    let word: String = chars.iter().collect();
    WORDS.contains(word.as_str())
}

/// A character goes on from the left, so that the surname is part of a word. Punctuation and blanks divide.
fn continues(chars: &[char], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| chars.get(before)).is_some_and(|c| crate::han::is_han(*c))
}

fn surname_at(chars: &[char], at: usize) -> Option<usize> {
    if DOUBLE_SURNAMES.iter().any(|name| starts_with(&chars[at..], name)) {
        return Some(2);
    }
    chars.get(at).filter(|c| SURNAMES.has(**c)).map(|_| 1)
}

/// A given name; 家 begins one (韦家兴), but 家里 and 家住 do not.
fn is_given_name(given: &[char]) -> bool {
    match given {
        ['家', second] => is_given(*second) && !"里中人属长庭境产".contains(*second),
        _ => given.iter().all(|c| is_given(*c)),
    }
}

/// A character of a given name; signs of masking and titles are none.
fn is_given(c: char) -> bool {
    crate::han::is_han(c) && !"某先女士总老师同学的是在有和与被把了着家住等们人员男".contains(c)
}

/// `,42岁` or `(42岁`.
fn is_age(rest: &[char]) -> bool {
    let rest = rest.split_first().filter(|(c, _)| ",，(（、 ".contains(**c)).map_or(rest, |(_, after)| after);
    let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
    (1..=3).contains(&digits) && rest.get(digits) == Some(&'岁')
}

/// What is said of a named person within the sentence: the name is masked, and a home address with it.
fn described(chars: &[char], name: Range<usize>, spans: &mut Vec<PersonalSpan>) {
    let free = |range: &Range<usize>, spans: &[PersonalSpan]| {
        spans.iter().all(|span| (span.start + span.chars) as usize <= range.start || range.end <= span.start as usize)
    };
    let end = (name.end + REACH).min(chars.len());
    let after = sentence(&chars[name.end..end]);
    let begin = name.start.saturating_sub(REACH);
    let before = chars[begin..name.start].iter().rev().take_while(|c| !closes(**c)).count();
    let around = &chars[name.start - before..name.end + after.len()];
    let home = address(after, bracketed(after)).map(|range| name.end + range.start..name.end + range.end);
    let kind = match () {
        () if HEALTH.within(after) || HEALTH.within(&around[..before]) => PersonalKind::Health,
        () if FAMILY.within(after) || ABUSED.within(&around[..before]) => PersonalKind::Family,
        () if home.is_some() => PersonalKind::Address,
        () => return,
    };
    if free(&name, spans) {
        spans.extend(span(kind, name.start, name.end));
    }
    if let Some(home) = home.filter(|home| free(home, spans)) {
        spans.extend(span(PersonalKind::Address, home.start, home.end));
    }
}

fn closes(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '\n' | '；' | ';')
}

fn sentence(chars: &[char]) -> &[char] {
    let length = chars.iter().take_while(|c| !closes(**c)).count();
    &chars[..length]
}

/// What follows a name at once in brackets is told of the person.
fn bracketed(after: &[char]) -> bool {
    matches!(after.first(), Some('(' | '（'))
}

/// Where, without a word that says so, the part begins that leads to a door: one with a building and a unit, floor or room.
fn leads_to_a_door(chars: &[char]) -> Option<usize> {
    let mut start = 0;
    for part in chars.split(|c| matches!(c, ',' | '，' | '、')) {
        let numbered =
            |at: usize| at > 0 && (part[at - 1].is_ascii_digit() || "一二三四五六七八九十".contains(part[at - 1]));
        let doors = ["栋", "幢", "单元", "号楼", "室", "楼"];
        let found =
            doors.iter().filter(|door| (0..part.len()).any(|at| numbered(at) && starts_with(&part[at..], door)));
        if found.count() > 1 {
            return Some(start);
        }
        start += part.len() + 1;
    }
    None
}

/// The home address in a stretch: from after 住, or from the bracket, to the last part that leads to a door.
fn address(chars: &[char], bracketed: bool) -> Option<Range<usize>> {
    let start = match LIVES.first_in(chars) {
        Some((at, length)) => at + length,
        None if bracketed => 1,
        None => leads_to_a_door(chars)?,
    };
    let rest = &chars[start..];
    let length = rest.iter().take_while(|c| !matches!(c, ',' | '，' | '。' | '、' | ')' | '）')).count();
    let rest = &rest[..length];
    let numbered =
        |at: usize| at > 0 && (rest[at - 1].is_ascii_digit() || "一二三四五六七八九十".contains(rest[at - 1]));
    let end = (0..rest.len()).rev().find_map(|at| {
        DOORS.iter().find(|door| starts_with(&rest[at..], door) && numbered(at)).map(|door| at + door.chars().count())
    })?;
    // A further number behind the last word: 3栋502.
    let digits = rest[end..].iter().take_while(|c| c.is_ascii_digit()).count();
    Some(start..start + end + digits)
}
