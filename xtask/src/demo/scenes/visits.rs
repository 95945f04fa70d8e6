//! Comments of the county's accounts under other people's works (E01, E04, E05).

use super::popular::{ACCIDENT, DANCE, EVERYDAY, FIRE, LAW, WORKS};
use super::{Place, Visit};

/// What 临岚融媒 leaves under every work it comes by.
const GREETINGS: &[&str] =
    &["路过支持一下", "来了来了", "第一次刷到", "每天来看看", "学到了", "打卡", "前排围观", "又更新了"];

/// Every comment under somebody else's work.
pub fn visits() -> Vec<Visit> {
    let mut all = vec![
        Visit::new("临岚交警", "2021-01-22", Place::Popular(ACCIDENT), "这个认定有问题，小货车最多负次要责任")
            .found("E04", "本县交警质疑外县的事故认定"),
        Visit::new(
            "临岚交警",
            "2021-01-29",
            Place::Popular(LAW),
            "车头已越过停止线的可以继续通行，没有越线的必须停车等待",
        )
        .clean("E04", "讲的是交通法规，属于职责"),
        Visit::new("临岚消防", "2021-02-04", Place::Popular(FIRE), "柴房里不要堆放易燃物，火情请拨打119")
            .clean("E04", "说的是本县的火灾"),
        Visit::new("临岚水利", "2021-02-15", Place::Popular(DANCE), "小姐姐跳得真好看，爱了爱了")
            .found("E04", "评论明星舞蹈，与水利职责无关"),
        Visit::new("平安临岚", "2021-02-05", Place::Account("临岚消防"), "为消防同志点赞").clean("E04", "本县兄弟单位"),
        Visit::new("平安临岚", "2021-02-17", Place::Unseen, "谢谢提醒")
            .unjudged("E04", "被评论的作品没有采集，不知道说的是什么"),
        Visit::new(
            "临岚融媒",
            "2021-02-10",
            Place::Popular(EVERYDAY),
            "再来一千个粉丝我们的考核任务就完成了，路过的点个关注吧，跪求",
        )
        .found("E01", "在别人的作品下求关注，还说漏了指标"),
    ];
    // Twenty-four visits in seven weeks, under works that have nothing to do with anybody's duty.
    let days = [
        "2021-01-19",
        "2021-01-20",
        "2021-01-21",
        "2021-01-26",
        "2021-01-27",
        "2021-01-28",
        "2021-02-03",
        "2021-02-04",
        "2021-02-10",
        "2021-02-11",
        "2021-02-17",
        "2021-02-18",
    ];
    let everyday = WORKS.len() - EVERYDAY;
    for (n, day) in days.iter().enumerate() {
        for (turn, hello) in [(0, 0), (1, 3)] {
            let under = EVERYDAY + (n + turn) % everyday;
            // Nobody comments under a work before it is published.
            let under = if WORKS[under].on < *day { under } else { EVERYDAY };
            all.push(Visit::new("临岚融媒", day, Place::Popular(under), GREETINGS[(n + hello) % GREETINGS.len()]));
        }
    }
    all
}
