//! What the accounts of the demo write. Everything is invented.

use super::account::Account;

/// The filler one town publishes every thirteen days.
pub const FILLER: &str = "美好的一天从清晨开始，祝大家工作顺利！";

/// Texts that several towns were given to publish on the same day.
pub const TEMPLATES: &[&str] = &[
    "文明实践在行动，一起为美好家园加油",
    "节约粮食从我做起，拒绝餐桌浪费",
    "秋高气爽，愿您阖家安康",
    "关注健康生活，从良好习惯开始",
    "新的一周，新的开始，加油",
    "传承好家风，弘扬正能量",
];

/// Villages and communities of the county.
const PLACES: &[&str] = &[
    "听松村",
    "石桥湾村",
    "杏坪村",
    "桃坞村",
    "上麦村",
    "渡口村",
    "砚池村",
    "竹溪村",
    "芦花村",
    "岚阳社区",
    "云脚村",
    "南塘村",
];

const OFFICE: &[(&str, &str)] = &[
    ("办事窗口来到家门口", "工作人员到{p}现场受理业务，{w}，群众不用再跑县城。"),
    ("这些材料可以少带了", "{p}的乡亲问得最多的办理材料，我们列成一张清单，{w}。"),
    ("一图读懂新规定", "新规定和{p}居民有什么关系，{w}，逐条讲给你听。"),
    ("来信有回音", "{p}居民反映的问题已经查明并办结，{w}。"),
    ("跟班一天", "跟着值班人员走进{p}，看他们怎么把一件小事办好，{w}。"),
    ("提醒", "{p}附近道路施工，{w}，请提前安排出行。"),
];

const TOWN: &[(&str, &str)] = &[
    ("春耕备耕有人帮", "农技员到{p}田间讲解育秧要点，{w}。"),
    ("医保缴费怎么办", "{p}村部设了缴费点，{w}，老人可以由家人代办。"),
    ("路修好了", "{p}通组路硬化完工，{w}，雨天出门不再踩泥。"),
    ("院坝会上说家常", "干部到{p}开院坝会，{w}，记下意见十几条。"),
    ("饮水工程", "{p}的水管换新，{w}，停水时间已逐户告知。"),
    ("防火巡山", "护林员在{p}巡山，{w}，请不要带火种进山。"),
];

const POLICE: &[(&str, &str)] = &[
    ("这个路口请慢行", "{p}路口新装信号灯，{w}，请按灯通行。"),
    ("反诈提醒", "{p}一位居民差点受骗，民警及时劝住，{w}。"),
    ("找到了", "{p}走失老人已平安回家，{w}，感谢热心群众。"),
    ("户籍窗口延时服务", "为方便{p}务工人员办证，{w}，窗口延时服务。"),
    ("头盔要戴好", "民警在{p}劝导骑车人戴头盔，{w}。"),
    ("进校园", "民警给{p}的学生讲安全课，{w}。"),
];

const FIRE: &[(&str, &str)] = &[
    ("楼道不能停电动车", "{p}开展楼道清理，{w}，飞线充电要不得。"),
    ("灶台边的安全课", "消防员到{p}演示油锅起火怎么办，{w}。"),
    ("站里的一天", "今天带{p}的孩子参观消防站，{w}。"),
    ("隐患清单", "{p}沿街店铺查出的隐患已整改，{w}。"),
];

const WATER: &[(&str, &str)] = &[
    ("水库放水前请离开河道", "{p}下游河道今天放水，{w}，请不要在河滩停留。"),
    ("渠道清淤", "水利站在{p}清淤两公里，{w}，春灌用水有保障。"),
    ("河长巡河", "河长到{p}巡河，{w}，发现的垃圾当场清走。"),
    ("堤防加固完工", "{p}段堤防加固完工，{w}，汛前还要再查一遍。"),
];

const WHEN: &[&str] = &[
    "现场忙到傍晚",
    "前后用了一个上午",
    "大家都说方便",
    "邻居们围过来一起听",
    "后续进展会再告诉大家",
    "具体安排见评论区",
    "有疑问可以留言",
    "服务电话照常有人接",
];

/// Title and body of the n-th own work of an account: no two are equal, within the account or across accounts.
#[must_use]
pub fn own(account: &Account, n: usize) -> (String, String) {
    let name = account.name;
    let bank = if name.contains("镇") || name.contains("乡") || name.contains("街道") {
        TOWN
    } else if name.contains("平安") || name.contains("交警") {
        POLICE
    } else if name.contains("消防") {
        FIRE
    } else if name.contains("水利") {
        WATER
    } else {
        OFFICE
    };
    let (title, body) = bank[n % bank.len()];
    let place = PLACES[n / bank.len() % PLACES.len()];
    // The third wheel turns when the first two have gone round, so a text returns only after hundreds of works.
    let when = WHEN[(n / bank.len() / PLACES.len() + n) % WHEN.len()];
    let body = body.replace("{p}", place).replace("{w}", when);
    (format!("{place}：{title}"), format!("【{name}·{}】{body}", account.platform.chinese()))
}

/// The n-th repost of an account.
#[must_use]
pub fn repost(n: usize) -> String {
    let place = PLACES[n % PLACES.len()];
    let when = WHEN[n / PLACES.len() % WHEN.len()];
    format!("转发微博//@云岫省气象服务:{place}一带有降水，{when}")
}

/// What citizens write below a work, and what the account answers where an answer is needed.
pub const COMMENTS: &[(&str, Option<&str>)] = &[
    ("请问周末可以办理吗？", Some("周六上午九点到十二点可以办理，请带身份证到一楼3号窗口，周日不办公。")),
    ("写得很清楚，谢谢", None),
    ("我们村什么时候能轮到？", Some("按排期三月上旬到你们村，到时村部提前两天挨户通知。")),
    (
        "电话打了几次没有人接，请帮忙看看",
        Some("昨天线路检修，今天上午已经恢复，您可以再打；也可以直接到大厅一楼值班室登记，当天回复您。"),
    ),
    ("点赞", None),
    ("停水通知能不能提前两天发？", Some("您的建议已经采纳，从下周起停水至少提前两天在这里和小区公告栏通知。")),
    ("这个窗口需要预约吗？", Some("不需要预约，工作日上午九点到下午五点直接到大厅取号就行。")),
    (
        "路灯坏了一个月了，应该找哪个部门？",
        Some("路灯由县住建局路灯所管，我们已经转给他们，维修班明天上午到现场，修好后在这里告诉您。"),
    ),
];

/// What people write that nobody has to answer.
pub const CHATTER: &[&str] = &["写得很清楚，谢谢", "点赞", "家乡越来越好", "辛苦了", "拍得真好看", "收藏了"];
