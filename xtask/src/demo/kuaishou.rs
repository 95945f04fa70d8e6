//! The accounts on Kuaishou.

use model::Platform::Kuaishou;

use super::account::{Account, NO_COMMENTS};

/// Every account of the demo on Kuaishou.
#[must_use]
pub fn accounts() -> Vec<Account> {
    let all = vec![
        Account::filed(Kuaishou, "临岚发布", "中共临岚县委宣传部", 2_310_400_101, "2019-07-01").posts(4, "2021-02-24"),
        Account::filed(Kuaishou, "临岚交警", "临岚县公安局交通警察大队", 2_310_400_102, "2019-12-05")
            .posts(7, "2021-02-20")
            .clean("R04", "与该单位在其他平台的名称一致"),
        Account::filed(Kuaishou, "临岚消防", "临岚县消防救援大队", 2_310_400_103, "2020-01-16")
            .posts(6, "2021-01-16")
            .found("Z02", "最近一次更新是2021-01-16，距监测时间点40天，超过14天"),
        Account::filed(Kuaishou, "岚西街道办事处", "岚西街道办事处", 2_310_400_104, "2020-05-20")
            .posts(9, "2021-02-17")
            .verified(Some(false))
            .found("R03", "台账填报未认证"),
        Account::filed(Kuaishou, "临岚市场监管", "临岚县市场监督管理局", 2_310_400_105, "2020-03-12")
            .posts(9, "2021-02-19")
            .verified_as("汀澜市云笺文化传媒有限公司")
            .found("R03", "认证主体是一家公司，不是主办单位"),
        Account::filed(Kuaishou, "麦垄镇人民政府", "麦垄镇人民政府", 2_310_400_106, "2020-05-06")
            .posts(9, "2020-11-10")
            .undated()
            .unjudged("Z02", "有一件作品没有发布时间，不能断定停更")
            .unjudged("Z03", "有一件作品没有发布时间，不能断定停更"),
        Account::filed(Kuaishou, "临岚人社", "临岚县人力资源和社会保障局", 2_310_400_107, "2020-04-01")
            .posts(5, "2021-02-22")
            .renamed("临岚就业帮", "2021-01-10")
            .found("R04", "2021-01-10起平台名称改为“临岚就业帮”，台账未变更"),
    ];
    all.into_iter().map(|account| account.unjudged("E05", NO_COMMENTS)).collect()
}
