//! The accounts on Weibo. Their export carries no user ids, only hashes and masked names.

use model::Platform::Weibo;

use super::account::{Account, NO_COMMENTS, Text};

/// Every account of the demo on Weibo.
#[must_use]
pub fn accounts() -> Vec<Account> {
    let all = vec![
        Account::filed(Weibo, "临岚发布", "中共临岚县委宣传部", 7_104_220_101, "2016-05-12").posts(3, "2021-02-25"),
        Account::filed(Weibo, "平安临岚", "临岚县公安局", 7_104_220_102, "2015-09-01").posts(4, "2021-02-23"),
        Account::filed(Weibo, "临岚交警", "临岚县公安局交通警察大队", 7_104_220_103, "2017-02-20")
            .series(5, "2020-07-01", "2021-02-22", Text::Repost)
            .clean("Z02", "转发也算更新")
            .found("C12", "作品全是转发的天气，没有一条是交警的职责")
            .found("Z05", "几乎全是转发，没有自己的内容"),
        Account::filed(Weibo, "临岚县融媒体中心", "临岚县融媒体中心", 7_104_220_104, "2018-08-08")
            .posts(5, "2021-02-05")
            .found("Z02", "最近一次更新是2021-02-05，距监测时间点20天，超过14天"),
        Account::filed(Weibo, "岚西街道", "岚西街道办事处", 7_104_220_105, "2018-03-15")
            .posts(6, "2021-02-20")
            .unidentified()
            .unjudged("Z01", "台账没有账号ID和链接，微博导出文件只有散列值，对不上号")
            .unjudged("Z02", "台账没有账号ID和链接，微博导出文件只有散列值，对不上号")
            .unjudged("Z03", "台账没有账号ID和链接，微博导出文件只有散列值，对不上号"),
        Account::filed(Weibo, "临岚消防", "临岚县消防救援大队", 7_104_220_106, "2017-11-09").posts(6, "2021-02-19"),
        Account::filed(Weibo, "临岚税务", "国家税务总局临岚县税务局", 7_104_220_107, "2018-07-05")
            .posts(10, "2020-12-27")
            .service()
            .clean("Z02", "台账填报为服务类，更新期限只约束发布类账号"),
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
