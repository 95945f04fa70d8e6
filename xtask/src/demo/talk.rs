//! The comments under a work: what anybody writes, what citizens asked in words of their own, what accounts of the county wrote
//! under other people's works. Only Douyin's exports hold answers; Kuaishou's know their number alone.

use model::{Day, Platform};

use super::account::{Account, day};
use super::scenes::{self, Exchange, Place, Said, Voice, popular};
use super::texts;
use super::works::{self, Work, mix};

/// Who wrote a comment.
#[derive(Debug, Clone, Copy)]
pub enum By<'a> {
    /// An account of the county.
    Account(&'a Account),
    /// Somebody, by number.
    Citizen(u64),
}

/// One comment.
#[derive(Debug, Clone)]
pub struct Remark<'a> {
    /// What its id is made from.
    pub thrown: u64,
    /// Who wrote it.
    pub by: By<'a>,
    /// Seconds since the epoch.
    pub posted: i64,
    /// What it says.
    pub words: String,
    /// Place in the list of the comment it answers.
    pub answers: Option<usize>,
    /// Answers the platform counts.
    pub replies: usize,
    /// What the audit must say of it.
    pub said: Vec<Said>,
}

impl Remark<'_> {
    /// The platform's own id; Douyin's holds its time.
    #[must_use]
    pub fn native_id(&self, platform: Platform) -> String {
        match platform {
            Platform::Kuaishou => (300_000_000_000 + self.thrown % 99_999_999_999).to_string(),
            _ => ((self.posted << 32) | i64::from(u32::try_from(self.thrown % 0xffff_ffff).unwrap_or(0))).to_string(),
        }
    }
}

/// The comments under a work that stood there on a day.
#[must_use]
pub fn under<'a>(all: &'a [Account], host: &'a Account, work: &Work, on: Day) -> Vec<Remark<'a>> {
    let mut remarks = anybodys(host, work);
    for exchange in scenes::exchanges() {
        let asked_here = exchange.platform == host.platform && exchange.account == host.name;
        if asked_here && newest_before(host, day(exchange.on)).is_some_and(|id| id == work.native_id) {
            written(host, &exchange, &mut remarks);
        }
    }
    for visit in scenes::visits().iter().filter(|_| host.platform == Platform::Douyin) {
        if visit.under == Place::Account(host.name)
            && newest_before(host, day(visit.on)).is_some_and(|id| id == work.native_id)
        {
            remarks.extend(visitor(all, visit));
        }
    }
    standing(remarks, on)
}

/// The comments under a popular work that stood there on a day; `None`: under the work nobody collected.
#[must_use]
pub fn under_popular(all: &[Account], work: Option<usize>, on: Day) -> Vec<Remark<'_>> {
    let place = work.map_or(Place::Unseen, Place::Popular);
    let mut remarks: Vec<Remark<'_>> = work.map(bystanders).unwrap_or_default();
    remarks
        .extend(scenes::visits().iter().filter(|visit| visit.under == place).filter_map(|visit| visitor(all, visit)));
    standing(remarks, on)
}

/// What was written by that day, with the answers the platform counted then.
fn standing(remarks: Vec<Remark<'_>>, on: Day) -> Vec<Remark<'_>> {
    let end = on.plus(1).start().0 / 1_000_000;
    // Comments were written in the order they stand in, an answer after what it answers.
    let mut kept = Vec::new();
    let mut place = Vec::new();
    for mut remark in remarks {
        let stands = remark.posted < end;
        place.push(stands.then_some(kept.len()));
        if !stands {
            continue;
        }
        remark.answers = remark.answers.and_then(|answered| place[answered]);
        if let Some(answered) = remark.answers {
            let question: &mut Remark<'_> = &mut kept[answered];
            question.replies += 1;
        }
        kept.push(remark);
    }
    kept
}

/// The id of the account's newest work before a day.
fn newest_before(host: &Account, on: Day) -> Option<String> {
    works::of(host).into_iter().rfind(|work| work.day() < on).map(|work| work.native_id)
}

/// What anybody writes under every ninth work; a question is answered within three days.
fn anybodys<'a>(host: &'a Account, work: &Work) -> Vec<Remark<'a>> {
    if !mix(&["commented", &work.native_id]).is_multiple_of(9) {
        return Vec::new();
    }
    let thrown = mix(&["comment", &work.native_id]);
    let turn = usize::try_from(thrown % 997).unwrap_or(0);
    // Nobody could see whether a question on Kuaishou was answered.
    let (words, answer) = if host.platform == Platform::Kuaishou {
        (texts::CHATTER[turn % texts::CHATTER.len()], None)
    } else {
        texts::COMMENTS[turn % texts::COMMENTS.len()]
    };
    let posted = work.posted + 600 + i64::try_from(thrown % 40_000).unwrap_or(0);
    let mut remarks = vec![remark(thrown, By::Citizen(thrown % 500), posted, words)];
    if let Some(answer) = answer {
        let after = 7_200 + i64::try_from(thrown % 160_000).unwrap_or(0);
        let mut reply = remark(mix(&["answer", &work.native_id]), By::Account(host), posted + after, answer);
        reply.answers = Some(0);
        remarks.push(reply);
    }
    remarks
}

fn written<'a>(host: &'a Account, exchange: &Exchange, remarks: &mut Vec<Remark<'a>>) {
    let thrown = mix(&["asked", host.name, exchange.on, exchange.words]);
    let asked = remarks.len();
    let mut question = remark(thrown, By::Citizen(thrown % 500), at(exchange.on, 9, thrown), exchange.words);
    question.replies = exchange.uncollected;
    question.said.clone_from(&exchange.said);
    remarks.push(question);
    for (voice, on, words) in &exchange.answers {
        let thrown = mix(&["answered", host.name, on, exchange.words]);
        let by = if *voice == Voice::Account { By::Account(host) } else { By::Citizen(thrown % 500) };
        let mut reply = remark(thrown, by, at(on, 14, thrown), words);
        reply.answers = Some(asked);
        remarks.push(reply);
    }
}

fn visitor<'a>(all: &'a [Account], visit: &scenes::Visit) -> Option<Remark<'a>> {
    let account = all.iter().find(|a| a.platform == Platform::Douyin && a.name == visit.account)?;
    let thrown = mix(&["visit", visit.account, visit.on, &visit.words]);
    let mut remark = remark(thrown, By::Account(account), at(visit.on, 12, thrown), &visit.words);
    remark.said.clone_from(&visit.said);
    Some(remark)
}

/// Six people under a popular work.
fn bystanders(work: usize) -> Vec<Remark<'static>> {
    (0..6)
        .map(|n: usize| {
            let thrown = mix(&["bystander", &work.to_string(), &n.to_string()]);
            let words = texts::CHATTER[(n + work) % texts::CHATTER.len()];
            remark(thrown, By::Citizen(thrown % 500), at(popular::WORKS[work].on, 13, thrown), words)
        })
        .collect()
}

fn remark<'a>(thrown: u64, by: By<'a>, posted: i64, words: &str) -> Remark<'a> {
    Remark { thrown, by, posted, words: words.to_owned(), answers: None, replies: 0, said: Vec::new() }
}

/// Some time within two hours after the full hour.
fn at(on: &str, hour: i64, thrown: u64) -> i64 {
    day(on).start().0 / 1_000_000 + hour * 3_600 + i64::try_from(thrown % 7_200).unwrap_or(0)
}
