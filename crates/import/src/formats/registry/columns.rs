//! What the columns of registries are called, and what they mean.

use model::Platform;

use crate::values::narrow;

/// What a column of a registry holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// 序号.
    Sequence,
    /// The account's name.
    Name,
    /// The account's name on the one platform the header names.
    NameOn(Platform),
    /// The platform.
    Platform,
    /// Publishing or service account, or the platform: told by the value.
    KindOrPlatform,
    /// Id, number or link as filed.
    Reference,
    /// The platform's own number.
    Uid,
    /// A link.
    Link,
    /// Host unit.
    Unit,
    /// Unit code.
    UnitCode,
    /// Unit address.
    UnitAddress,
    /// Supervising unit.
    Supervisor,
    /// Verified body.
    VerifiedEntity,
    /// Verified or not.
    Verified,
    /// Kind of verification.
    VerificationKind,
    /// Day of opening.
    Opened,
    /// State.
    State,
    /// Day of closing.
    Closed,
    /// Followers.
    Followers,
    /// Works.
    Works,
    /// Last update.
    LastUpdated,
    /// Update frequency.
    Frequency,
    /// Operating unit.
    Operator,
    /// Contact.
    Contact,
    /// Contact's number.
    Phone,
    /// Clerk in charge.
    Clerk,
    /// Way for citizens to ask.
    Interaction,
    /// Field of work.
    Domain,
    /// Remarks of any kind.
    Note,
}

/// Header words, without brackets, blanks and width. The first list that holds the word wins.
const WORDS: &[(Field, &[&str])] = &[
    (Field::Sequence, &["序号", "编号", "no", "no."]),
    (
        Field::Name,
        &[
            "账号名称",
            "帐号名称",
            "新媒体名称",
            "政务新媒体名称",
            "新媒体账号名称",
            "新媒体帐号名称",
            "政务新媒体账号名称",
            "账号名",
            "帐号名",
            "名称",
            "账号昵称",
            "昵称",
            "平台账号名称",
            "短视频账号名称",
            "政务短视频账号名称",
            "政务账号名称",
        ],
    ),
    (
        Field::Platform,
        &[
            "平台",
            "注册平台",
            "所属平台",
            "平台名称",
            "平台类型",
            "开设平台",
            "新媒体平台",
            "媒体平台",
            "账号平台",
            "帐号平台",
            "所在平台",
            "开通平台",
            "账号所属平台",
            "渠道",
            "新媒体平台名称",
            "平台类别",
            "发布平台",
        ],
    ),
    (
        Field::KindOrPlatform,
        &[
            "类型",
            "类别",
            "账号类型",
            "账号类别",
            "帐号类型",
            "新媒体类型",
            "新媒体类别",
            "政务新媒体类型",
            "账号性质",
            "功能类型",
            "账号种类",
            "是否发布类",
        ],
    ),
    (
        Field::Reference,
        &[
            "账号id",
            "帐号id",
            "id",
            "账号",
            "帐号",
            "微信号",
            "抖音号",
            "快手号",
            "小红书号",
            "视频号id",
            "原始id",
            "账号编号",
            "账号标识",
            "平台账号",
            "账号号码",
            "账号id/链接",
            "账号id或链接",
        ],
    ),
    (Field::Uid, &["uid", "用户id", "用户uid", "账号uid", "平台uid"]),
    (
        Field::Link,
        &[
            "账号链接",
            "帐号链接",
            "链接",
            "链接地址",
            "主页链接",
            "网址",
            "主页地址",
            "账号地址",
            "账号网址",
            "账号主页链接",
            "账号主页",
            "账号主页地址",
            "url",
            "主页网址",
        ],
    ),
    (
        Field::Unit,
        &[
            "主办单位",
            "单位名称",
            "单位",
            "开设主体",
            "责任单位",
            "主体名称",
            "开办单位",
            "所属单位",
            "主办单位名称",
            "部门",
            "账号主体",
            "开设单位",
            "主体",
            "部门名称",
            "主办部门",
            "主办主体",
            "使用单位",
            "填报单位",
            "主办单位全称",
            "单位全称",
            "开办主体",
            "备案单位",
        ],
    ),
    (Field::UnitCode, &["统一社会信用代码", "单位代码", "机构代码", "社会信用代码", "单位编码", "信用代码"]),
    (Field::UnitAddress, &["单位地址", "地址", "办公地址", "通讯地址"]),
    (Field::Supervisor, &["主管单位", "上级主管单位", "主管部门", "上级主管部门", "主管单位名称"]),
    (Field::VerifiedEntity, &["认证主体", "认证单位", "认证主体名称", "账号认证主体", "认证名称"]),
    (
        Field::Verified,
        &[
            "是否认证",
            "认证情况",
            "认证状态",
            "是否实名认证",
            "官方认证",
            "认证",
            "是否官方认证",
            "平台认证",
            "是否平台认证",
            "账号认证情况",
        ],
    ),
    (Field::VerificationKind, &["认证类型", "认证类别", "认证性质"]),
    (
        Field::Opened,
        &[
            "开设时间",
            "开办时间",
            "开通时间",
            "注册时间",
            "开设日期",
            "开通日期",
            "开办日期",
            "注册日期",
            "成立时间",
            "创建时间",
            "开设",
            "上线时间",
            "账号开设时间",
            "账号开通时间",
            "运行时间",
        ],
    ),
    (
        Field::State,
        &["状态", "账号状态", "运行状态", "运营状态", "使用状态", "目前状态", "当前状态", "账号运行状态", "运维状态"],
    ),
    (
        Field::Closed,
        &[
            "关停时间",
            "注销时间",
            "关闭时间",
            "关停/注销时间",
            "关停注销时间",
            "停用时间",
            "关停日期",
            "注销日期",
            "关停或注销时间",
            "注销/关停时间",
            "关停、注销时间",
        ],
    ),
    (
        Field::Followers,
        &[
            "粉丝数",
            "粉丝量",
            "关注人数",
            "粉丝",
            "粉丝数量",
            "关注数",
            "关注量",
            "订阅数",
            "订阅人数",
            "粉丝人数",
            "用户数",
            "粉丝总数",
            "粉丝总量",
            "关注用户数",
            "订阅量",
        ],
    ),
    (
        Field::Works,
        &[
            "作品数",
            "发布数",
            "发文数",
            "发布量",
            "作品数量",
            "发稿数",
            "发布条数",
            "信息发布数",
            "发布信息数",
            "发布总数",
            "作品总数",
            "发文量",
            "视频数",
        ],
    ),
    (
        Field::LastUpdated,
        &[
            "最近更新时间",
            "最后更新时间",
            "最近更新",
            "最近一次更新时间",
            "更新时间",
            "最后发布时间",
            "最近发布时间",
            "最近更新日期",
            "最后更新日期",
            "最后一次更新时间",
            "最新更新时间",
        ],
    ),
    (Field::Frequency, &["更新频率", "更新频次", "发布频率", "发布频次"]),
    (
        Field::Operator,
        &[
            "运维单位",
            "第三方运维",
            "运营单位",
            "运维公司",
            "代运维单位",
            "第三方运维单位",
            "委托运营单位",
            "运维主体",
            "代运营单位",
            "运营公司",
            "第三方运营单位",
            "运维单位名称",
            "委托运维单位",
        ],
    ),
    (Field::Contact, &["联系人", "联系人姓名", "联络员", "联络人", "单位联系人"]),
    (
        Field::Phone,
        &[
            "联系电话",
            "电话",
            "联系方式",
            "手机号",
            "手机",
            "联系人电话",
            "联系手机",
            "手机号码",
            "电话号码",
            "办公电话",
            "联络员电话",
            "联系人手机",
        ],
    ),
    (
        Field::Clerk,
        &[
            "管理员",
            "运维人员",
            "责任人",
            "具体负责人",
            "账号管理员",
            "负责人",
            "管理人员",
            "编辑",
            "运维员",
            "账号负责人",
            "运营人员",
            "责任编辑",
            "管理员姓名",
            "运维责任人",
            "专(兼)职人员",
            "小编",
        ],
    ),
    (
        Field::Interaction,
        &[
            "互动功能",
            "是否有互动功能",
            "是否提供互动",
            "留言功能",
            "互动渠道",
            "是否有互动",
            "是否开通互动",
            "是否提供互动功能",
            "互动情况",
            "是否开设互动功能",
        ],
    ),
    (Field::Domain, &["涉及领域", "领域", "所属领域", "业务领域", "涉及业务"]),
    (
        Field::Note,
        &[
            "备注",
            "说明",
            "存在问题",
            "主要问题",
            "问题",
            "问题描述",
            "问题类型",
            "检查结果",
            "检查情况",
            "抽查结果",
            "抽查情况",
            "是否合格",
            "不合格原因",
            "整改时限",
            "整改期限",
            "整改要求",
            "整改建议",
            "处置意见",
            "整改情况",
            "备注说明",
            "处置措施",
            "整改措施",
            "原因",
            "处理意见",
            "处置情况",
            "处理措施",
            "其他",
        ],
    ),
];

/// A header cell without width, blanks, brackets, stars and line breaks.
#[must_use]
pub fn normal(header: &str) -> String {
    let narrowed = narrow(header).to_lowercase();
    let mut depth = 0_u32;
    let mut out = String::new();
    for c in narrowed.chars() {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            '*' | ':' | '"' | '“' | '”' | '\u{feff}' => {}
            c if c.is_whitespace() || depth > 0 => {}
            c => out.push(c),
        }
    }
    out
}

/// What a header cell means.
#[must_use]
pub fn field(header: &str) -> Option<Field> {
    let word = normal(header);
    if word.is_empty() {
        return None;
    }
    if let Some((field, _)) = WORDS.iter().find(|(_, words)| words.contains(&word.as_str())) {
        return Some(*field);
    }
    platform_column(&word)
}

/// `微信公众号名称`, `抖音账号名称`, `微博名称`: the names of accounts on one platform.
fn platform_column(word: &str) -> Option<Field> {
    let platform = ["账号名称", "帐号名称", "名称", "账号", "帐号"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .map_or(word, |before| before.strip_prefix("政务").filter(|rest| !rest.is_empty()).unwrap_or(before));
    Platform::from_words(platform).filter(|platform| *platform != Platform::Other).map(Field::NameOn)
}

/// Header words for messages: what was looked for.
#[must_use]
pub fn looked_for() -> String {
    "账号名称（或 新媒体名称、微信公众号名称 …）, 平台（或 注册平台、类型 …）, 单位名称（或 主办单位 …）".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_word_means_two_fields() {
        let mut seen = BTreeSet::new();
        for (_, words) in WORDS {
            for word in *words {
                assert!(seen.insert(*word), "{word} stands twice");
            }
        }
    }

    #[test]
    fn headers_as_people_write_them() {
        for (header, expected) in [
            ("账号名称", Some(Field::Name)),
            (" 账 号\n名称 ", Some(Field::Name)),
            ("账号链接（没链接的填无）", Some(Field::Link)),
            ("粉丝量（万）", Some(Field::Followers)),
            ("开设(开办)时间", Some(Field::Opened)),
            ("＊平台", Some(Field::Platform)),
            ("账号ＩＤ", Some(Field::Reference)),
            ("微信公众号名称", Some(Field::NameOn(Platform::WechatOfficial))),
            ("政务微博名称", Some(Field::NameOn(Platform::Weibo))),
            ("抖音账号", Some(Field::NameOn(Platform::Douyin))),
            ("抖音号", Some(Field::Reference)),
            ("播放量", None),
            ("", None),
        ] {
            assert_eq!(field(header), expected, "{header}");
        }
    }
}
