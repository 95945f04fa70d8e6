//! The accounts on Douyin: towns that opened an account because they were told to, and offices that use theirs.

use model::Platform::Douyin;

use super::account::{Account, Text};
use super::texts::{FILLER, TEMPLATES};

/// Every account of the demo on Douyin.
#[must_use]
pub fn accounts() -> Vec<Account> {
    let mut all = offices();
    all.extend(towns());
    all.extend(closed());
    all.extend(strangers());
    all
}

fn offices() -> Vec<Account> {
    vec![
        Account::filed(Douyin, "临岚发布", "中共临岚县委宣传部", 98_210_000_101, "2019-03-05")
            .posts(2, "2021-02-25")
            .clean("Z01", "发布正常")
            .clean("Z02", "监测时间点当天有更新")
            .clean("Z05", "更新节奏均匀，内容各不相同")
            .clean("R02", "该单位在抖音只有这一个账号")
            .clean("R03", "认证主体与主办单位一致"),
        Account::filed(Douyin, "平安临岚", "临岚县公安局", 98_210_000_102, "2019-04-18")
            .posts(3, "2021-02-24")
            .clean("Z02", "监测时间点前一天有更新"),
        Account::filed(Douyin, "临岚交警", "临岚县公安局交通警察大队", 98_210_000_103, "2019-06-01")
            .posts(7, "2021-02-11")
            .clean("Z02", "距监测时间点正好14天，没有超过期限"),
        Account::filed(Douyin, "临岚消防", "临岚县消防救援大队", 98_210_000_104, "2019-08-20")
            .posts(6, "2021-02-10")
            .found("Z02", "最近一次更新是2021-02-10，距监测时间点15天，超过14天")
            .clean("Z03", "停更15天，没有超过90天"),
        Account::filed(Douyin, "临岚县融媒体中心", "临岚县融媒体中心", 98_210_000_105, "2019-05-10")
            .posts(4, "2021-02-24"),
        Account::filed(Douyin, "临岚融媒", "临岚县融媒体中心", 98_210_000_106, "2020-07-15")
            .posts(8, "2021-02-23")
            .found("R02", "该单位在抖音有“临岚县融媒体中心”“临岚融媒”两个账号"),
    ]
}

fn towns() -> Vec<Account> {
    vec![
        Account::filed(Douyin, "松霭镇人民政府", "松霭镇人民政府", 98_210_000_201, "2020-06-18")
            .found("Z01", "2020-06-18开设，全部作品已采集，一件也没有")
            .found("Z03", "从未发布，且不在该单位的僵尸账号名单上"),
        Account::filed(Douyin, "青笠镇人民政府", "青笠镇人民政府", 98_210_000_202, "2020-05-09")
            .zombie_listed()
            .found("Z01", "2020-05-09开设，全部作品已采集，一件也没有")
            .found("Z03", "从未发布；已列入该单位的僵尸账号名单"),
        Account::filed(Douyin, "石篁镇人民政府", "石篁镇人民政府", 98_210_000_203, "2021-02-18")
            .clean("Z01", "开设才7天，还在期限之内")
            .clean("Z03", "开设才7天，还在期限之内"),
        Account::filed(Douyin, "柳汀镇人民政府", "柳汀镇人民政府", 98_210_000_204, "2020-04-22")
            .posts(9, "2020-11-26")
            .found("Z02", "最近一次更新是2020-11-26，距监测时间点91天，超过14天")
            .found("Z03", "停更91天，超过90天，且不在该单位的僵尸账号名单上"),
        Account::filed(Douyin, "麦垄镇人民政府", "麦垄镇人民政府", 98_210_000_205, "2020-04-25")
            .posts(9, "2020-11-27")
            .found("Z02", "最近一次更新是2020-11-27，距监测时间点90天，超过14天")
            .clean("Z03", "停更正好90天，没有超过90天"),
        Account::filed(Douyin, "白鹭渡镇人民政府", "白鹭渡镇人民政府", 98_210_000_206, "2020-06-01")
            .series(13, "2020-07-01", "2021-02-20", Text::Filler(FILLER))
            .clean("Z02", "5天前有更新")
            .found("Z05", "每13天发一条相同的凑数内容，刚好不超期"),
        Account::filed(Douyin, "望岚镇人民政府", "望岚镇人民政府", 98_210_000_207, "2020-03-30")
            .posts(5, "2021-02-22")
            .collected_until("2020-09-30")
            .clean("Z01", "2020年9月采集到过作品，不是从未发布")
            .unjudged("Z02", "2020-09-30以后采集失败，停更还是没有采集到无从知道")
            .unjudged("Z03", "2020-09-30以后采集失败，停更还是没有采集到无从知道"),
        Account::filed(Douyin, "砚田乡人民政府", "砚田乡人民政府", 98_210_000_208, "2020-06-11")
            .series(10, "2020-07-01", "2021-02-18", Text::Template(TEMPLATES))
            .clean("Z02", "7天前有更新")
            .found("Z05", "作品都是下发的统一文案，与其他乡镇账号同日同文"),
        Account::filed(Douyin, "芦漪乡人民政府", "芦漪乡人民政府", 98_210_000_209, "2020-06-12")
            .series(10, "2020-07-01", "2021-02-18", Text::Template(TEMPLATES))
            .found("Z05", "作品都是下发的统一文案，与其他乡镇账号同日同文"),
        Account::filed(Douyin, "竹隐乡人民政府", "竹隐乡人民政府", 98_210_000_210, "2020-06-12")
            .posts(6, "2021-02-23")
            .series(40, "2021-01-01", "2021-02-18", Text::Template(TEMPLATES))
            .clean("Z05", "偶尔采用统一文案，绝大多数作品是自己的"),
        Account::filed(Douyin, "岚东街道办事处", "岚东街道办事处", 98_210_000_211, "2020-02-14")
            .posts(6, "2020-11-10")
            .series(6, "2021-01-20", "2021-02-24", Text::Own)
            .clean("Z02", "2020年底曾停更，2021年1月起恢复更新"),
    ]
}

fn closed() -> Vec<Account> {
    vec![
        Account::filed(Douyin, "临岚县司法局", "临岚县司法局", 98_210_000_301, "2019-11-01")
            .posts(8, "2020-12-10")
            .closed("注销", "2020-12-15")
            .found("Z04", "台账填报2020-12-15注销，2021-02-25平台上仍能看到"),
        Account::filed(Douyin, "临岚县教育局", "临岚县教育局", 98_210_000_302, "2019-10-15")
            .posts(7, "2020-11-28")
            .series(9, "2021-01-05", "2021-02-20", Text::Own)
            .closed("关停", "2020-11-30")
            .found("Z04", "台账填报2020-11-30关停，2021-01-06起又发布作品"),
        Account::filed(Douyin, "临岚县卫生健康局", "临岚县卫生健康局", 98_210_000_303, "2019-09-12")
            .posts(10, "2020-10-15")
            .closed("注销", "2020-10-20")
            .renamed("账号已注销", "2020-10-20")
            .clean("Z04", "台账填报注销，平台上也已注销")
            .clean("R05", "台账与平台状态一致"),
    ]
}

fn strangers() -> Vec<Account> {
    vec![
        Account::unfiled(Douyin, "临岚县应急管理局", 98_210_000_401, "2020-08-08")
            .posts(6, "2021-02-21")
            .unjudged("R01", "名称像政务账号且未备案，但抖音导出文件没有认证信息"),
        Account::unfiled(Douyin, "平安临嵐", 98_210_000_402, "2020-11-11")
            .signed("代办驾驶证、居住证，加微信 LL-daiban 咨询")
            .posts(4, "2021-02-19")
            .unjudged("R01", "名称像政务账号且未备案，但抖音导出文件没有认证信息")
            .unjudged("R07", "名称与“平安临岚”相似并留有联系方式，但抖音导出文件没有认证信息"),
    ]
}
