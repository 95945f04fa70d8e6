//! What people write to an account and what it answers: closed lists of kinds.

use serde::{Deserialize, Serialize};

use crate::unit::closed_list;

closed_list! {
    /// What a citizen's comment or message is.
    MessageKind {
        Question "question" "提问";
        Complaint "complaint" "投诉";
        Plea "plea" "求助";
        Suggestion "suggestion" "建议";
        Thanks "thanks" "感谢";
        Praise "praise" "表扬";
        Chatter "chatter" "闲聊";
        Spam "spam" "垃圾信息";
    }
}

closed_list! {
    /// What an account's answer to a citizen is.
    ReplyKind {
        Substantive "substantive" "实质答复";
        Referral "referral" "只指路";
        Template "template" "模板答复";
        Empty "empty" "空答复";
    }
}

closed_list! {
    /// How soon a citizen needs an answer. `High`: risk to life, health or safety now, basic supply cut, or harm that cannot be
    /// undone within days.
    Urgency {
        High "high" "紧急";
        Normal "normal" "一般";
    }
}

closed_list! {
    /// What a published work is about, seen from the unit that publishes it.
    ContentKind {
        Duty "duty" "履职";
        Service "service" "办事服务";
        Civic "civic" "政策宣传与公共信息";
        PlaceNews "place_news" "本地新闻";
        Entertainment "entertainment" "娱乐";
        Other "other" "其他";
    }
}
