//! How an account of the demo is described: who it is, what it published, and what the audit must say of it.

use model::{Day, Platform, Verdict};

/// The monitoring point of the demo.
pub const AS_OF: &str = "2021-02-25";
/// Why nothing can be said of an account's comments on a platform of whose comments few were collected.
pub const NO_COMMENTS: &str = "这个平台上采集到的评论太少，没有看到不等于没有";
/// First day of the three quarters the demo covers.
pub const FIRST_DAY: &str = "2020-07-01";

/// The day written `2021-02-25`. Days in this folder are constants, so a wrong one stops the generator.
#[must_use]
pub fn day(text: &str) -> Day {
    text.parse().unwrap_or_else(|error| panic!("demo data: {error}"))
}

/// What the texts of a run of works are like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// Its own words about its own work, each different.
    Own,
    /// One and the same filler text each time.
    Filler(&'static str),
    /// A text handed out to several accounts; the n-th of this list on the n-th day.
    Template(&'static [&'static str]),
    /// Reposts of somebody else's work.
    Repost,
}

/// A run of works at a steady pace.
#[derive(Debug, Clone, Copy)]
pub struct Series {
    /// No work before this day.
    pub first: Day,
    /// Day of the last work; the others lie `step` days apart before it.
    pub last: Day,
    /// Days between two works.
    pub step: i32,
    /// What they say.
    pub text: Text,
}

/// How far the collector got with an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Collected {
    /// Its profile and every work.
    Complete,
    /// Only by the runs up to this day: later ones failed before they reached it.
    Until(&'static str),
    /// Not at all.
    Never,
}

/// What the audit must say of an account under one rule.
#[derive(Debug, Clone)]
pub struct Expectation {
    /// Code of the rule.
    pub rule: &'static str,
    /// It speaks of the account's host unit, not of the account.
    pub of_unit: bool,
    /// The answer.
    pub verdict: Verdict,
    /// Why, in one sentence.
    pub why: &'static str,
}

/// One account of the demo.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each says how one account departs from good order, and few do")]
pub struct Account {
    /// Where it lives.
    pub platform: Platform,
    /// Name in the current filing, or on the platform where it is not filed.
    pub name: &'static str,
    /// Name the platform shows since the given day, where that differs.
    pub renamed: Option<(&'static str, &'static str)>,
    /// Number of the account on its platform.
    pub uid: u64,
    /// Host unit; `None`: not in the registry.
    pub unit: Option<&'static str>,
    /// Day it was opened.
    pub opened: Day,
    /// Followers at the monitoring point.
    pub followers: i64,
    /// State in the current filing.
    pub state: &'static str,
    /// Day it was closed, as filed.
    pub closed_on: Option<Day>,
    /// Filed as 发布类.
    pub publishing: bool,
    /// Verified, as filed; `None`: the cell is empty.
    pub verified: Option<bool>,
    /// Verified body, as filed, where it is not the host unit.
    pub entity: Option<&'static str>,
    /// The filing gives its number or link, so that exports can be tied to it.
    pub identified: bool,
    /// Whether citizens can ask there, as filed; `None`: the cell is empty.
    pub interaction: Option<bool>,
    /// Signature of the profile.
    pub signature: &'static str,
    /// bilibili's mark: -1 none, 0 person, 1 organisation.
    pub official: i64,
    /// What it published.
    pub series: Vec<Series>,
    /// How far the collector got.
    pub collected: Collected,
    /// On its unit's list of zombie accounts.
    pub on_zombie_list: bool,
    /// One of its works lost its time on the way.
    pub undated_work: bool,
    /// What the audit must say.
    pub expectations: Vec<Expectation>,
}

impl Account {
    /// An account in order: filed, verified as its unit, collected completely, without a work so far.
    #[must_use]
    pub fn filed(platform: Platform, name: &'static str, unit: &'static str, uid: u64, opened: &str) -> Self {
        Self {
            platform,
            name,
            renamed: None,
            uid,
            unit: Some(unit),
            opened: day(opened),
            followers: 1_000 + i64::try_from(uid % 9_000).unwrap_or(0),
            state: "正常",
            closed_on: None,
            publishing: true,
            verified: Some(true),
            entity: None,
            identified: true,
            interaction: Some(true),
            signature: "",
            official: 1,
            series: Vec::new(),
            collected: Collected::Complete,
            on_zombie_list: false,
            undated_work: false,
            expectations: Vec::new(),
        }
    }

    /// An account that nobody filed.
    #[must_use]
    pub fn unfiled(platform: Platform, name: &'static str, uid: u64, opened: &str) -> Self {
        Self { unit: None, verified: None, official: -1, ..Self::filed(platform, name, "", uid, opened) }
    }

    /// Publishes its own words every `step` days, the last time on `last`.
    #[must_use]
    pub fn posts(self, step: i32, last: &str) -> Self {
        self.series(step, FIRST_DAY, last, Text::Own)
    }

    /// Adds a run of works.
    #[must_use]
    pub fn series(mut self, step: i32, first: &str, last: &str, text: Text) -> Self {
        self.series.push(Series { first: day(first).max(self.opened), last: day(last), step, text });
        self
    }

    /// The audit must find it.
    #[must_use]
    pub fn found(self, rule: &'static str, why: &'static str) -> Self {
        self.expect(rule, Verdict::Found, why)
    }

    /// The audit must not find it: the clean counterpart of something found elsewhere.
    #[must_use]
    pub fn clean(self, rule: &'static str, why: &'static str) -> Self {
        self.expect(rule, Verdict::NotFound, why)
    }

    /// The audit must say that it cannot be judged.
    #[must_use]
    pub fn unjudged(self, rule: &'static str, why: &'static str) -> Self {
        self.expect(rule, Verdict::Insufficient, why)
    }

    fn expect(mut self, rule: &'static str, verdict: Verdict, why: &'static str) -> Self {
        // R02 is about units: how many accounts one has on a platform.
        self.expectations.push(Expectation { rule, of_unit: rule == "R02", verdict, why });
        self
    }

    /// The name the platform shows on a day.
    #[must_use]
    pub fn shown_name(&self, on: Day) -> &'static str {
        match self.renamed {
            Some((name, since)) if on >= day(since) => name,
            _ => self.name,
        }
    }

    /// Followers on a day: growing evenly to the figure at the monitoring point.
    #[must_use]
    pub fn followers_on(&self, on: Day) -> i64 {
        let whole = i64::from(day(AS_OF).0 - self.opened.0).max(1);
        let passed = i64::from(on.0 - self.opened.0).clamp(0, whole);
        self.followers * (whole + passed) / (whole * 2)
    }
}

/// The ways in which an account departs from good order.
impl Account {
    /// Stands on its unit's list of zombie accounts.
    #[must_use]
    pub fn zombie_listed(mut self) -> Self {
        self.on_zombie_list = true;
        self
    }

    /// Reached only by the collector's runs up to this day.
    #[must_use]
    pub fn collected_until(mut self, last: &'static str) -> Self {
        self.collected = Collected::Until(last);
        self
    }

    /// The collector never reached it.
    #[must_use]
    pub fn never_collected(mut self) -> Self {
        self.collected = Collected::Never;
        self
    }

    /// Filed as closed in this state on this day.
    #[must_use]
    pub fn closed(mut self, state: &'static str, on: &str) -> Self {
        self.state = state;
        self.closed_on = Some(day(on));
        self
    }

    /// Shows another name since this day.
    #[must_use]
    pub fn renamed(mut self, name: &'static str, since: &'static str) -> Self {
        self.renamed = Some((name, since));
        self
    }

    /// Its profile says this.
    #[must_use]
    pub fn signed(mut self, signature: &'static str) -> Self {
        self.signature = signature;
        self
    }

    /// Filed as verified, not verified, or left empty.
    #[must_use]
    pub fn verified(mut self, verified: Option<bool>) -> Self {
        self.verified = verified;
        self
    }

    /// Verified as somebody other than the host unit.
    #[must_use]
    pub fn verified_as(mut self, entity: &'static str) -> Self {
        self.entity = Some(entity);
        self
    }

    /// bilibili's mark.
    #[must_use]
    pub fn official(mut self, mark: i64) -> Self {
        self.official = mark;
        self
    }

    /// One of its works has no time in the export.
    #[must_use]
    pub fn undated(mut self) -> Self {
        self.undated_work = true;
        self
    }

    /// Filed with its name alone.
    #[must_use]
    pub fn unidentified(mut self) -> Self {
        self.identified = false;
        self
    }

    /// Filed as offering a way to ask, as offering none, or left empty.
    #[must_use]
    pub fn interaction(mut self, filed: Option<bool>) -> Self {
        self.interaction = filed;
        self
    }

    /// Filed as 服务类.
    #[must_use]
    pub fn service(mut self) -> Self {
        self.publishing = false;
        self
    }
}
