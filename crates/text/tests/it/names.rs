//! Names as people write them, and what they say.

use model::{Level, UnitType};
use text::names::read_name;

#[track_caller]
fn region(name: &str, expected: Option<&str>) {
    assert_eq!(read_name(name, None, None).region_code.as_deref(), expected, "{name}");
}

#[test]
fn the_better_chained_reading_wins() {
    region("青海西宁发布", Some("6301"));
    region("海西州公安局", Some("6328"));
    region("吉林通化发布", Some("2205"));
    region("海南藏族自治州公安局", Some("6325"));
    region("海南州发布", Some("6325"));
    region("海南发布", Some("46"));
    region("三亚天涯发布", Some("460204"));
    region("黄山区公安分局", Some("341003"));
    region("黄山市公安局", Some("3410"));
    region("辽宁朝阳公安", Some("2113"));
    region("北京朝阳公安", Some("110105"));
    region("黔东南发布", Some("5226"));
    region("西双版纳州公安局", Some("5328"));
    region("平安德宏", Some("5331"));
    region("网信七台河", Some("2309"));
    region("西安公安", Some("6101"));
    region("襄阳发布", Some("4206"));
    region("雄安新区公安局", None);
    region("岚山脚下的小厨房", None);
    region("平安出行", None);
    region("平安区人民政府", Some("630203"));
    region("公安县公安局", Some("421022"));
    region("临岚乡村振兴", Some("980121"));
    region("长沙发布", Some("4301"));
    region("长沙县公安局", Some("430121"));
    region("汀澜市生态环境局临岚分局", Some("980121"));
}

#[test]
fn what_is_ambiguous_stays_open() {
    region("朝阳公安", None);
    region("鼓楼区公安分局", None);
    region("城关镇人民政府", None);
    region("松霭镇人民政府", None);
    region("中国消防", None);
    region("", None);
    let reading = read_name("鼓楼区公安分局", None, None);
    assert_eq!(reading.level, Level::County);
    let reading = read_name("城关镇人民政府", None, None);
    assert_eq!((reading.level, reading.unit_type), (Level::Township, UnitType::Township));
    assert!(reading.official_looking);
}

#[test]
fn jurisdiction_and_unit_break_ties() {
    let code = |name, unit, home| read_name(name, unit, home).region_code;
    assert_eq!(code("朝阳公安", None, Some("11")).as_deref(), Some("110105"));
    assert_eq!(code("朝阳公安", None, Some("210000")).as_deref(), Some("2113"));
    assert_eq!(code("朝阳公安", None, Some("北京市")).as_deref(), Some("110105"));
    assert_eq!(code("松霭镇人民政府", None, Some("980121")).as_deref(), Some("980121100"));
    assert_eq!(code("松霭发布", None, Some("980121")).as_deref(), Some("980121100"));
    assert_eq!(code("松霭发布", None, Some("98")).as_deref(), None);
    assert_eq!(code("朝阳公安", Some("北京市公安局朝阳分局"), None).as_deref(), Some("110105"));
    assert_eq!(code("松霭发布", Some("临岚县松霭镇人民政府"), None).as_deref(), Some("980121100"));
    assert_eq!(code("临岚发布", Some("中共临岚县委宣传部"), None).as_deref(), Some("980121"));
    assert_eq!(code("平安临岚", Some("云岫省公安厅"), None).as_deref(), Some("980121"));
    assert_eq!(code("青笠镇人民政府", Some("青笠镇人民政府"), None).as_deref(), None);
    assert_eq!(code("平安临岚", Some("县公安局"), None).as_deref(), Some("980121"));
    // A tie-breaker never moves what is clear.
    assert_eq!(code("栖禾发布", None, Some("980121")).as_deref(), Some("980122"));
}

#[test]
fn what_is_named_after_a_place_is_not_the_place() {
    for name in ["山西路小吃", "兰州拉面馆", "重庆火锅", "青岛啤酒", "南京大学", "东方卫视", "新华社"]
    {
        region(name, None);
    }
    region("南京路街道办事处", None);
    region("武汉路政", Some("4201"));
}

#[test]
fn former_names_lead_to_their_successors() {
    region("襄樊市公安局", Some("4206"));
    region("杭州下城发布", Some("330105"));
    region("杭州市江干区人民法院", Some("330102"));
}

#[test]
fn levels_follow_the_body_and_the_place() {
    for (name, level) in [
        ("中国消防", Level::National),
        ("公安部", Level::National),
        ("云岫省公安厅", Level::Province),
        ("云岫发布", Level::Province),
        ("公安厅", Level::Province),
        ("汀澜市教育局", Level::City),
        ("汀澜发布", Level::City),
        ("临岚县融媒体中心", Level::County),
        ("临岚交警", Level::County),
        ("霁湖区人民政府", Level::County),
        ("临岚县松霭镇人民政府", Level::Township),
        ("临岚县黑水潭镇人民政府", Level::Township),
        ("临岚县公安局松霭派出所", Level::Township),
        ("岚东街道办事处", Level::Township),
        ("临岚县松霭镇青石村村委会", Level::Village),
        ("松霭镇青石村", Level::Village),
        ("恩施发布", Level::Unknown),
        ("恩施州人民政府", Level::City),
        ("恩施市人民政府", Level::County),
        ("成都高新区发布", Level::Unknown),
        ("武汉东湖高新区发布", Level::Unknown),
        ("交警小姐姐", Level::Unknown),
        ("古镇旅游", Level::Unknown),
        ("小王的日常", Level::Unknown),
        ("临岚县教育局", Level::County),
        ("县公安局", Level::County),
    ] {
        assert_eq!(read_name(name, None, None).level, level, "{name}");
    }
}

#[test]
fn dress_does_not_matter() {
    let plain = read_name("临岚县公安局", None, None);
    for name in ["臨嵐縣公安局", "临岚县 公安局", "【临岚县公安局】", "临\u{200b}岚县公安局✅"]
    {
        assert_eq!(read_name(name, None, None), plain, "{name}");
    }
}
