//! The accounts on bilibili, the one platform whose export says who is verified.

use model::Platform::Bilibili;

use super::account::{Account, NO_COMMENTS};

/// Every account of the demo on bilibili.
#[must_use]
pub fn accounts() -> Vec<Account> {
    let all = vec![
        Account::filed(Bilibili, "临岚发布", "中共临岚县委宣传部", 680_410_101, "2020-02-10").posts(7, "2021-02-19"),
        Account::filed(Bilibili, "临岚文旅", "临岚县文化和旅游局", 680_410_102, "2020-05-01").posts(8, "2021-02-16"),
        Account::filed(Bilibili, "火焰蓝日记", "临岚县消防救援大队", 680_410_103, "2020-06-30")
            .posts(7, "2021-02-18")
            .found("R04", "该单位在其他平台的账号都叫“临岚消防”"),
        Account::unfiled(Bilibili, "临岚县农业农村局", 680_410_201, "2020-09-03")
            .official(1)
            .posts(9, "2021-02-14")
            .found("R01", "名称是政务账号，平台已作机构认证，台账里没有"),
        Account::unfiled(Bilibili, "临岚發佈", 680_410_202, "2020-10-21")
            .signed("本地便民信息，合作请加微信：ll-fabu")
            .posts(6, "2021-02-15")
            .found("R07", "名称与已备案的“临岚发布”相同（繁体），未认证，留有微信"),
        Account::unfiled(Bilibili, "岚山脚下的小厨房", 680_410_203, "2020-08-30")
            .signed("记录家常菜")
            .posts(10, "2021-02-18")
            .clean("R01", "普通人的账号，不像政务账号")
            .clean("R07", "名称与任何备案账号都不相似"),
        Account::unfiled(Bilibili, "平安临岚啊", 680_410_204, "2020-12-12")
            .signed("一个喜欢家乡的普通人")
            .posts(5, "2021-02-13")
            .clean("R07", "名称相似但没有商铺链接和联系方式"),
    ];
    let looks_private = |account: &Account| ["岚山脚下的小厨房", "平安临岚啊"].contains(&account.name);
    all.into_iter().map(|a| if looks_private(&a) { a } else { a.unjudged("E05", NO_COMMENTS) }).collect()
}
