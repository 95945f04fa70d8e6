//! What citizens asked and what they got: nothing (I01), late (I02), empty words (I03), and their twins.

use model::Platform::{Douyin, Kuaishou};

use super::Exchange;

/// What 临岚住建 tells everybody alike.
const ALIKE: &str = "请携带身份证和房产证到政务服务大厅二楼5号窗口办理，工作日上午九点到下午五点";

/// Ten different matters that got the same sentence.
const DIFFERENT: &[(&str, &str)] = &[
    ("2021-01-04", "公租房的申请结果什么时候公布？"),
    ("2021-01-06", "请问小区电梯坏了找谁修？"),
    ("2021-01-08", "物业费涨价要不要业主同意？"),
    ("2021-01-11", "请问旧房加装电梯有补贴吗？"),
    ("2021-01-13", "楼顶漏水半年了，物业不管，请帮忙解决"),
    ("2021-01-15", "请问维修基金怎么查余额？"),
    ("2021-01-18", "工地半夜施工太吵，孩子没法睡，请管一管"),
    ("2021-01-20", "请问商品房预售许可在哪里查？"),
    ("2021-01-22", "路面塌了一个坑，骑车摔了两个人，什么时候修？"),
    ("2021-01-25", "请问自来水管老化改造轮到我们小区了吗？"),
];

/// Everything citizens asked in words of their own.
pub fn exchanges() -> Vec<Exchange> {
    let mut all = unanswered();
    all.extend(late());
    all.extend(empty());
    all
}

fn unanswered() -> Vec<Exchange> {
    vec![
        Exchange::new(Douyin, "临岚医保", "2021-01-12", "请问新生儿的医保怎么办，要带什么材料？")
            .answered("2021-01-13", "带上户口簿和父母一方的身份证，到乡镇便民中心或者县医保大厅3号窗口办，当天生效。")
            .clean("I01", "次日答复，说清了材料和地点")
            .clean("I02", "在期限之内答复")
            .clean("I03", "答复解决了问题"),
        Exchange::new(Douyin, "岚东街道办事处", "2021-02-01", "我们小区停水两天了，老人孩子没水喝，求求你们管一管！")
            .found("I01", "求助过了5个工作日没有任何答复"),
        Exchange::new(Douyin, "岚东街道办事处", "2021-02-02", "请问低保户的临时救助金什么时候发放？")
            .joined("2021-02-03", "听说要等到三月份")
            .found("I01", "只有网友接话，账号没有答复"),
        Exchange::new(Douyin, "岚东街道办事处", "2021-02-03", "工作人员态度真好，点赞！")
            .clean("I01", "表扬，不需要答复"),
        Exchange::new(Douyin, "岚东街道办事处", "2021-02-23", "请问居住证到期了在哪里续签？")
            .clean("I01", "还在答复期限内"),
        Exchange::new(Kuaishou, "岚西街道办事处", "2021-02-01", "请问高龄津贴怎么申请，要去哪个窗口？")
            .uncollected(2)
            .unjudged("I01", "平台显示有2条回复，但没有采集到，是不是账号答复的无从知道")
            .unjudged("I02", "平台显示有2条回复，但没有采集到，什么时候答复的无从知道")
            .unjudged("I03", "平台显示有2条回复，但没有采集到，答复了什么无从知道"),
    ]
}

fn late() -> Vec<Exchange> {
    vec![
        Exchange::new(Douyin, "临岚交警", "2021-01-08", "学校门口的红绿灯坏了，孩子过马路太危险，什么时候修？")
            .answered("2021-01-25", "信号灯控制器已经更换，1月24日晚恢复，放学时段增加一名民警执勤。")
            .found("I02", "第11个工作日才答复，超过5个工作日"),
        Exchange::new(Douyin, "临岚医保", "2021-02-09", "请问异地就医备案能在手机上办吗？")
            .answered("2021-02-20", "可以，在国家医保服务平台小程序里选“异地备案”，上传身份证当天办结。")
            .clean("I02", "跨春节假期，只用了4个工作日"),
    ]
}

fn empty() -> Vec<Exchange> {
    let mut all = vec![
        Exchange::new(Douyin, "临岚住建", "2020-12-21", "请问安置房什么时候交房，合同上写的是十二月。")
            .answered("2020-12-22", "收到，感谢您的关注与支持！")
            .found("I03", "答复没有任何内容"),
        Exchange::new(Douyin, "临岚住建", "2020-12-23", "小区门口的路灯坏了一个月，晚上看不见路，请尽快修。")
            .answered("2020-12-24", "请拨打12345反映。")
            .found("I03", "只让打电话，没有答复"),
        Exchange::new(Douyin, "临岚住建", "2020-12-25", "请问公租房申请要几个人的收入证明？")
            .answered("2020-12-28", "全家成年人都要，由单位盖章；没有单位的由社区出具证明，表格在大厅3号窗口领取。")
            .clean("I03", "简短，但答复了问题"),
    ];
    for (n, (day, words)) in DIFFERENT.iter().enumerate() {
        let answered = DIFFERENT.get(n + 1).map_or("2021-01-27", |next| next.0);
        all.push(
            Exchange::new(Douyin, "临岚住建", day, words)
                .answered(answered, ALIKE)
                .found("I03", "十件不同的事得到一字不差的同一段话"),
        );
    }
    all
}
