//! Works of people outside the county that were found by a keyword search: what accounts of the county copy or comment under.

/// A work of somebody who is no public body.
#[derive(Debug, Clone, Copy)]
pub struct Popular {
    /// Name of its author.
    pub author: &'static str,
    /// Day it was published.
    pub on: &'static str,
    /// Its text.
    pub words: &'static str,
}

/// The work that 临岚水利 copies.
pub const COPIED: usize = 0;
/// The work of a listed source.
pub const REPORTED: usize = 1;
/// An accident in the neighbouring county.
pub const ACCIDENT: usize = 2;
/// A dance of somebody famous.
pub const DANCE: usize = 3;
/// A fire in the county.
pub const FIRE: usize = 4;
/// A question of traffic law without a place.
pub const LAW: usize = 5;
/// The first of the works about everyday life.
pub const EVERYDAY: usize = 6;

/// Every work of the search.
pub const WORKS: &[Popular] = &[
    Popular {
        author: "汀澜生活观察",
        on: "2021-01-16",
        words: "清晨六点的汀澜老码头，挑担子的、卖豆花的、等渡船的挤在一起，热气从锅边冒上来，这一天就算开始了！",
    },
    Popular {
        author: "汀澜晨读",
        on: "2021-02-01",
        words: "汀澜至临岚的公交二号线今起加密班次，早高峰每十分钟一班，末班车延长到晚上九点半，刷卡换乘一小时内免费",
    },
    Popular {
        author: "汀澜看点", on: "2021-01-21", words: "栖禾县禾汀镇路口两车相撞，当地交警认定小货车负全部责任"
    },
    Popular {
        author: "爱跳舞的小满", on: "2021-02-14", words: "明星同款热舞翻跳，这支舞你能看几遍"
    },
    Popular {
        author: "汀澜看点", on: "2021-02-03", words: "临岚县松霭镇一处柴房起火，村民和消防员一起扑灭"
    },
    Popular {
        author: "开车那点事", on: "2021-01-28", words: "路口黄灯亮起时，过了停止线还能不能继续走"
    },
    Popular { author: "老周做饭", on: "2021-01-06", words: "家常红烧豆腐，豆腐先用盐水泡十分钟" },
    Popular { author: "老周做饭", on: "2021-01-18", words: "一碗葱油拌面的比例，酱油和糖二比一" },
    Popular { author: "木工阿禾", on: "2021-01-12", words: "用旧门板做一张小书桌，榫头这样锯" },
    Popular { author: "木工阿禾", on: "2021-02-02", words: "刨刀怎么磨，看这一条就够" },
    Popular { author: "养花的小院", on: "2021-01-25", words: "冬天兰草浇水，七天一次，浇透为止" },
    Popular { author: "养花的小院", on: "2021-02-09", words: "月季剪枝留三个芽，切口要斜" },
];
