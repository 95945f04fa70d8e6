//! What citizens write and accounts answer. Everything here is composed; no real letter, unit or person stands in it.

use model::{MessageKind, ReplyKind, UnitType, Urgency};
use text::message::{self, MessageContext};
use text::reply;

fn read(text: &str) -> message::MessageReading {
    message::read(text, MessageContext::default())
}

#[test]
fn a_citizen_who_wants_something_needs_an_answer() {
    let missed: Vec<&str> = [
        "请问办居住证要带哪些材料",
        "路灯不亮都半个月了,晚上黑漆漆的",
        "楼上漏水把我家天花板泡了,物业不管",
        "老板拖着三个月工资不给",
        "孩子今年上一年级,我们小区划到哪个学校",
        "在外地住院回来能报多少",
        "小区又停水了,到现在还没来",
        "工地半夜两点还在打桩,睡不着",
        "想把户口迁到女儿那边,咋办",
        "换了单位,社保怎么转过来",
        "药店卖的药吃了没用,是不是假药",
        "门口天天摆摊占了半条路",
        "公积金能不能提出来还房贷",
        "交房三年了不动产证还没下来",
        "建议在菜市场门口加个斑马线",
        "求求你们管管吧,实在没办法了",
        "村里的路烂得车都进不去",
        "谢谢你们,顺便问一下低保年审什么时候开始?",
    ]
    .into_iter()
    .filter(|text| !read(text).needs_answer)
    .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn talk_needs_no_answer() {
    let wrong: Vec<(&str, MessageKind)> = [
        "哈哈哈哈笑死我了",
        "这谁不爱啊?",
        "难道这样不好吗",
        "谢谢交警小哥,这样的好人还有吗,太暖心了",
        "为你们点赞👍👍",
        "辛苦了,致敬!",
        "@山里的风 你也在现场吗",
        "楼上的你说得对",
        "“怎么办理居住证?”网上天天有人问,懒得答",
        "加微信带你日赚五百",
        "小编早上好",
        "前排打卡",
    ]
    .into_iter()
    .map(|text| (text, read(text)))
    .filter(|(_, reading)| reading.needs_answer)
    .map(|(text, reading)| (text, reading.kind))
    .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn kinds_are_told_apart() {
    for (text, kind) in [
        ("请问办居住证要带哪些材料", MessageKind::Question),
        ("投诉!窗口的人态度恶劣,让我白跑三趟", MessageKind::Complaint),
        ("求求你们帮帮我们,孩子白血病没钱治了", MessageKind::Plea),
        ("建议在菜市场门口加个斑马线", MessageKind::Suggestion),
        ("谢谢你们帮我找回钱包", MessageKind::Thanks),
        ("好样的,为你们点赞", MessageKind::Praise),
        ("哈哈哈哈笑死我了", MessageKind::Chatter),
        ("加微信带你日赚五百", MessageKind::Spam),
    ] {
        assert_eq!(read(text).kind, kind, "{text}");
    }
}

#[test]
fn the_department_that_should_answer_is_named() {
    let wrong: Vec<_> = [
        ("路灯不亮都半个月了,晚上黑漆漆的", UnitType::UrbanManagement),
        ("楼上漏水把我家天花板泡了,物业不管", UnitType::Housing),
        ("老板拖着三个月工资不给", UnitType::HumanResources),
        ("孩子今年上一年级,我们小区划到哪个学校", UnitType::Education),
        ("在外地住院回来能报多少", UnitType::MedicalInsurance),
        ("小区又停水了,到现在还没来", UnitType::Utility),
        ("工地半夜两点还在打桩,睡不着", UnitType::Environment),
        ("想把户口迁到女儿那边,咋办", UnitType::PublicSecurity),
        ("换了单位,社保怎么转过来", UnitType::HumanResources),
        ("药店卖的药吃了没用,是不是假药", UnitType::Market),
        ("门口天天摆摊占了半条路", UnitType::UrbanManagement),
        ("公积金能不能提出来还房贷", UnitType::Housing),
        ("交房三年了不动产证还没下来", UnitType::NaturalResources),
        ("红绿灯时间太短,老人过不去", UnitType::TrafficPolice),
        ("离婚冷静期过了还要本人去吗", UnitType::CivilAffairs),
        ("判决书下来半年,对方就是不给钱", UnitType::Court),
        ("没钱请律师,能申请法律援助吗", UnitType::Justice),
        ("厂里半夜偷偷往河里排黑水", UnitType::Environment),
        ("种粮补贴我们组一直没到卡上", UnitType::Agriculture),
        ("水库放水为什么不通知下游", UnitType::Water),
        ("电工证到期了在哪复审", UnitType::Emergency),
        ("公交改线以后老人看病要倒三趟车", UnitType::Transport),
        ("个税退税怎么还没到账", UnitType::Tax),
        ("消费券抢到了店家不给用", UnitType::Commerce),
        ("景区门票对老人免票吗", UnitType::CultureTourism),
        ("体育馆周末对外开放吗", UnitType::Sport),
        ("退伍军人优待证怎么补办", UnitType::Veterans),
        ("打了三次12345,工单都是已办结,没人找过我", UnitType::LettersVisits),
        ("办事大厅中午有人值班吗,取号机坏了", UnitType::Services),
        ("残疾证换证要本人去吗", UnitType::YouthWomenUnion),
        ("村委会的账三年没公示了", UnitType::Village),
        ("打疫苗的地方周末上班吗", UnitType::Health),
        ("骨科专家周几坐诊", UnitType::Hospital),
        ("楼道里全是电瓶车在充电,着火了怎么跑", UnitType::Fire),
    ]
    .into_iter()
    .map(|(text, expected)| (text, expected, read(text)))
    .filter(|(_, expected, reading)| reading.department != *expected)
    .map(|(text, expected, reading)| (text, expected.id(), reading.department.id(), reading.runner_up))
    .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(read("哈哈哈哈笑死我了").department, UnitType::Unknown);
}

#[test]
fn the_account_answers_what_names_no_other_body() {
    let context = MessageContext { unit_type: Some(UnitType::Tax), answers_citizen: false };
    assert_eq!(message::read("请问周末上班吗", context).department, UnitType::Tax);
    assert_eq!(message::read("请问办护照周末上班吗", context).department, UnitType::PublicSecurity);
    let aside = MessageContext { unit_type: None, answers_citizen: true };
    assert!(!message::read("你办好了吗", aside).needs_answer);
}

#[test]
fn danger_now_is_urgent_and_the_past_is_not() {
    for text in [
        "楼道里冒烟了,好像着火了,快来人",
        "小区停水三天了,家里还有吃奶的孩子",
        "厨房煤气味特别大,抢修电话打不通",
        "我女儿被人拽上面包车了,快救救她",
        "电线掉在路上冒火花,孩子们马上放学",
    ] {
        assert_eq!(read(text).urgency, Urgency::High, "{text}");
    }
    for text in [
        "请问灭火器怎么年检",
        "明天几点停水,要停多久",
        "去年的工伤还没认定",
        "建议多搞点消防演练",
        "感谢消防员救了我们全家",
    ] {
        assert_eq!(read(text).urgency, Urgency::Normal, "{text}");
    }
}

#[test]
fn words_that_only_look_like_talk_do_not_hide_an_inquiry() {
    for text in [
        "加油站多远以内不能盖房子",
        "二手车过户要到哪里办理",
        "对派出所不立案不服可以到你们那里申请监督吗",
        "我爸留了套房,兄弟三个要做继承公证,费用怎么收",
    ] {
        assert!(read(text).needs_answer, "{text}: {:?}", read(text));
    }
    let told_then_asked = read("优待证丢了,去哪儿补");
    assert_eq!(told_then_asked.kind, MessageKind::Question, "what is told before only leads up to the question");
}

#[test]
fn thanks_are_heard_without_the_word() {
    for text in
        ["停水那天那位师傅连夜给我们接好水管,一口饭都没吃", "办证窗口的小伙子跑上跑下替我爸把手续办好了,一分钱不收"]
    {
        assert_eq!(read(text).kind, MessageKind::Thanks, "{text}");
    }
}

#[test]
fn dress_does_not_matter() {
    let plain = read("请问路灯不亮找谁修?");
    for text in ["請問路燈不亮找誰修?", "请问 路灯 不亮 找谁修？", "请问路\u{200b}灯不亮找谁修？"]
    {
        assert_eq!(read(text), plain, "{text}");
    }
}

#[test]
fn answers_that_answer_are_told_from_those_that_do_not() {
    let question = "小区门口的路灯坏了半个月,什么时候修?";
    let wrong: Vec<_> = [
        ("经核实,该路灯线路故障,已安排维修,三个工作日内恢复。", ReplyKind::Substantive),
        ("今晚就修。", ReplyKind::Substantive),
        ("您好,您反映的问题已转县城管局办理,承办人将于两个工作日内与您联系。", ReplyKind::Substantive),
        ("感谢您的关注。路灯为变压器故障,预计5月3日前修好。", ReplyKind::Substantive),
        ("师傅昨晚去看过,熔丝烧了,今天下午换好。", ReplyKind::Substantive),
        ("请拨打12345咨询。", ReplyKind::Referral),
        ("这个跟物业说。", ReplyKind::Referral),
        ("本周六下午两点全体党员开会,请勿缺席。", ReplyKind::Empty),
        ("您好,此事不归我们管,请联系城管局。", ReplyKind::Referral),
        ("感谢您的留言,我们高度重视,将认真研究,尽快处理,感谢您对我们工作的支持与理解!", ReplyKind::Template),
        ("收到", ReplyKind::Empty),
        ("谢谢关注[玫瑰]", ReplyKind::Empty),
        ("抱歉,我没有理解您的问题,请换个说法试试。", ReplyKind::Empty),
        ("居民医保缴费截止到12月底,可在小程序缴费,每人400元。", ReplyKind::Empty),
    ]
    .into_iter()
    .map(|(answer, expected)| (answer, expected, reply::read(answer, Some(question))))
    .filter(|(_, expected, reading)| reading.kind != *expected)
    .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
