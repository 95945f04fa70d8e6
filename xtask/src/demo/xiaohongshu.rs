//! The accounts on Xiaohongshu. Their export carries no user ids, only hashes and masked names.

use model::Platform::Xiaohongshu;

use super::account::{Account, NO_COMMENTS};

/// Every account of the demo on Xiaohongshu.
#[must_use]
pub fn accounts() -> Vec<Account> {
    let all = vec![
        Account::filed(Xiaohongshu, "临岚文旅", "临岚县文化和旅游局", 0x5f30_0101, "2020-07-20")
            .posts(5, "2021-02-21")
            .verified(None)
            .unjudged("R03", "台账没有填认证情况，导出文件里也没有"),
        Account::filed(Xiaohongshu, "临岚人社", "临岚县人力资源和社会保障局", 0x5f30_0102, "2020-09-14")
            .posts(8, "2021-01-26")
            .found("Z02", "最近一次更新是2021-01-26，距监测时间点30天，超过14天"),
        Account::filed(Xiaohongshu, "竹隐乡", "竹隐乡人民政府", 0x5f30_0103, "2020-10-10")
            .never_collected()
            .interaction(None)
            .unjudged("I04", "台账没有填报有没有互动功能")
            .unjudged("Z01", "没有采集过")
            .unjudged("Z02", "没有采集过")
            .unjudged("Z03", "没有采集过"),
    ];
    all.into_iter()
        .map(|account| {
            account
                .unjudged("R04", "导出文件里的名称被脱敏，平台上叫什么无从知道")
                .unjudged("R05", "导出文件里没有主页，平台上的状态无从知道")
                .unjudged("E05", NO_COMMENTS)
        })
        .collect()
}
