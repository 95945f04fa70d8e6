//! Findings: what a rule concluded, about whom, by which rows.

use serde::{Deserialize, Serialize};

use crate::Micros;
use crate::unit::closed_list;

closed_list! {
    /// What a finding weighs.
    RuleClass {
        Veto "veto" "单项否决";
        Deduct "deduct" "扣分";
        Alert "alert" "提醒";
        Insight "insight" "参考";
    }
}

closed_list! {
    /// What a rule speaks about.
    Subject {
        Account "account" "账号";
        Post "post" "作品";
        Comment "comment" "评论";
        Notice "notice" "公告";
        Unit "unit" "单位";
        Place "place" "地区";
    }
}

closed_list! {
    /// The three answers.
    Verdict {
        Found "found" "发现";
        NotFound "not_found" "未发现";
        Insufficient "insufficient" "证据不足";
    }
}

/// One row a finding rests on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EvidenceRef {
    /// Table of the lake.
    pub table: String,
    /// Key of the row.
    pub key: String,
    /// Where the row stood in the file it came from.
    pub source_id: Option<String>,
    /// SHA-256 over the row's columns as read.
    pub content_sha256: Option<String>,
}

/// A suspicion (疑似) with everything needed to check it. A person confirms or rejects it later.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Stable over quarters: see [`crate::id::finding_id`].
    pub finding_id: String,
    /// Code of the rule, for example `Z02`.
    pub rule: String,
    /// Title of the rule, in Chinese.
    pub title: String,
    /// What it weighs.
    pub class: RuleClass,
    /// Hash of the rule's folder.
    pub rule_version: String,
    /// What the finding is about.
    pub subject: Subject,
    /// Id of the subject.
    pub subject_id: String,
    /// The account concerned; for a unit or a place there may be none or several (see `evidence`).
    pub account_id: Option<String>,
    /// Name of that account at the monitoring point.
    pub account_name: Option<String>,
    /// Platform of that account.
    pub platform: Option<String>,
    /// What makes it the same incident next quarter.
    pub incident_key: String,
    /// What was measured.
    pub value: Option<f64>,
    /// The limit it was held against.
    pub threshold: Option<f64>,
    /// Unit of value and threshold.
    pub unit: Option<String>,
    /// When it first held.
    pub first_seen: Option<Micros>,
    /// The rows it rests on.
    pub evidence: Vec<EvidenceRef>,
    /// The wording for the circular, rendered from the finding's own values.
    pub explanation: String,
}
