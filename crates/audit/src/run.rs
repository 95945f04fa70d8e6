//! The audit itself: every live rule of a profile over one version of the lake.

use std::collections::{BTreeMap, BTreeSet};

use engine::{Engine, Session};
use lake::{Lake, LakeVersion};
use model::{Day, Finding, RuleClass, id};
use rulebook::{Insufficient, Profile, Rule, RuleOutcome, RuleParams, RuleState, Rulebook, evaluate};

use crate::AuditError;
use crate::coverage;
use crate::evidence::Evidence;
use crate::findings::{self, Weighed};
use crate::identity::Identity;
use crate::people::{self, AccountFacts};
use crate::result::{AuditResult, RuleCount, Unjudged};
use crate::standing::{self, VetoRecord};

/// What to audit with.
#[derive(Debug, Clone)]
pub struct AuditOptions {
    /// Name of the profile.
    pub profile: String,
    /// Monitoring day; the audit is cut at its end.
    pub as_of: Day,
    /// Version of the program, part of the identity.
    pub program_version: String,
}

/// A rule of the profile and what it said.
struct Answer<'a> {
    weighed: Weighed<'a>,
    shadow: bool,
    outcome: RuleOutcome,
}

/// Runs an audit.
///
/// # Errors
/// If the profile is unknown, a rule is wrong, or the lake cannot be read.
pub async fn run(
    engine: &Engine,
    lake: &Lake,
    version: &LakeVersion,
    rulebook: &Rulebook,
    options: &AuditOptions,
) -> Result<AuditResult, AuditError> {
    let profile = rulebook.profile(&options.profile)?;
    let mut session = engine.session(lake, version, Some(options.as_of)).await?;
    session.keep_views().await?;
    let accounts = people::accounts(&session).await?;
    let answers = answers(&session, rulebook, profile).await?;

    let references: BTreeSet<String> =
        answers.iter().flat_map(|answer| &answer.outcome.found).flat_map(|row| row.evidence.iter().cloned()).collect();
    let evidence = Evidence::load(&session, &references).await?;

    let unjudged = unjudged(&answers, &accounts);
    let standings = standing::standings(&accounts, &veto_records(&answers));
    let mut live = Vec::new();
    let mut shadowed = Vec::new();
    for answer in &answers {
        let found = findings::findings(answer.weighed, &answer.outcome.found, &accounts, &evidence);
        if answer.shadow { &mut shadowed } else { &mut live }.extend(found);
    }
    findings::sort(&mut live);
    findings::sort(&mut shadowed);
    Ok(AuditResult {
        identity: Identity {
            lake_version: version.version,
            rulebook_hash: id::hash_hex(&[rulebook.hash(), &text::data_hash()]),
            program_version: options.program_version.clone(),
            profile: profile.name.clone(),
            profile_hash: profile.hash.clone(),
            as_of: options.as_of,
        },
        profile_title: profile.title.clone(),
        coverage: coverage::ledger(&session, profile.settings.max_age_days, &accounts, &unjudged).await?,
        rules: answers.iter().map(|answer| count(answer, &accounts)).collect(),
        pass_rates: standing::pass_rates(&standings),
        findings: live,
        shadow_findings: shadowed,
        unjudged,
        standings,
    })
}

/// What every live and shadow rule of the profile says, by code.
async fn answers<'a>(
    session: &Session,
    rulebook: &'a Rulebook,
    profile: &Profile,
) -> Result<Vec<Answer<'a>>, AuditError> {
    let mut answers = Vec::new();
    for (code, use_of_rule) in profile.enabled() {
        let Some(rule) = rulebook.rules().get(code) else { continue };
        if !matches!(rule.front.state, RuleState::Live | RuleState::Shadow) {
            continue;
        }
        answers.push(Answer {
            weighed: Weighed { rule, class: use_of_rule.class },
            shadow: rule.front.state == RuleState::Shadow,
            outcome: evaluate(session, rule, use_of_rule).await?,
        });
    }
    Ok(answers)
}

/// The gaps of the live rules, sorted by rule and subject.
fn unjudged(answers: &[Answer<'_>], accounts: &BTreeMap<String, AccountFacts>) -> Vec<Unjudged> {
    let gap = |answer: &Answer<'_>, gap: &Insufficient| {
        // Where the subject is an account, its id is the subject's.
        let account_id =
            gap.account_id.clone().or_else(|| accounts.contains_key(&gap.subject_id).then(|| gap.subject_id.clone()));
        Unjudged {
            rule: answer.weighed.rule.code().to_owned(),
            subject_id: gap.subject_id.clone(),
            account_id,
            because: gap.because.clone(),
            why: gap.why.clone(),
        }
    };
    let mut gaps: Vec<Unjudged> = answers
        .iter()
        .filter(|answer| !answer.shadow)
        .flat_map(|answer| answer.outcome.insufficient.iter().map(move |missing| gap(answer, missing)))
        .collect();
    gaps.sort();
    gaps
}

/// What the veto rules said, account by account.
fn veto_records(answers: &[Answer<'_>]) -> BTreeMap<String, VetoRecord> {
    let mut records: BTreeMap<String, VetoRecord> = BTreeMap::new();
    for answer in answers.iter().filter(|answer| !answer.shadow && answer.weighed.class == RuleClass::Veto) {
        let code = answer.weighed.rule.code();
        for account_id in &answer.outcome.judged {
            records.entry(account_id.clone()).or_default().applicable.insert(code.to_owned());
        }
        for gap in &answer.outcome.insufficient {
            let record = records.entry(gap.subject_id.clone()).or_default();
            record.applicable.insert(code.to_owned());
            record.unjudged.insert(code.to_owned());
        }
        for row in &answer.outcome.found {
            if let Some(account_id) = &row.account_id {
                records.entry(account_id.clone()).or_default().found.insert(code.to_owned());
            }
        }
    }
    records
}

fn count(answer: &Answer<'_>, accounts: &BTreeMap<String, AccountFacts>) -> RuleCount {
    let mut found_by_platform = BTreeMap::new();
    let mut subjects = BTreeSet::new();
    for row in &answer.outcome.found {
        subjects.insert(&row.subject_id);
        if let Some(facts) = row.account_id.as_ref().and_then(|account_id| accounts.get(account_id)) {
            *found_by_platform.entry(facts.platform.clone()).or_insert(0) += 1;
        }
    }
    let clean = answer.outcome.judged.iter().filter(|subject| !subjects.contains(subject)).count();
    RuleCount {
        rule: answer.weighed.rule.code().to_owned(),
        title: answer.weighed.rule.title().to_owned(),
        class: answer.weighed.class,
        shadow: answer.shadow,
        found: answer.outcome.found.len() as u64,
        not_found: clean as u64,
        insufficient: answer.outcome.insufficient.len() as u64,
        found_by_platform,
    }
}

/// A rule with what the profile says about it.
///
/// # Errors
/// [`AuditError::UnknownRule`] if there is none.
pub fn rule_of<'a>(
    rulebook: &'a Rulebook,
    profile: &'a Profile,
    code: &str,
) -> Result<(&'a Rule, &'a RuleParams), AuditError> {
    let wanted = code.trim().to_ascii_uppercase();
    rulebook.rules().get(&wanted).zip(profile.rule(&wanted)).ok_or_else(|| AuditError::UnknownRule {
        code: code.to_owned(),
        known: rulebook.rules().keys().cloned().collect::<Vec<_>>().join(", "),
    })
}

/// The findings of one rule at one cut-off, whatever its state: for shadow runs.
pub(crate) async fn single_rule(
    engine: &Engine,
    lake: &Lake,
    version: &LakeVersion,
    rulebook: &Rulebook,
    options: &AuditOptions,
    code: &str,
) -> Result<(RuleCount, Vec<Finding>), AuditError> {
    let profile = rulebook.profile(&options.profile)?;
    let (rule, use_of_rule) = rule_of(rulebook, profile, code)?;
    let mut session = engine.session(lake, version, Some(options.as_of)).await?;
    session.keep_views().await?;
    let accounts = people::accounts(&session).await?;
    let outcome = evaluate(&session, rule, use_of_rule).await?;
    let weighed = Weighed { rule, class: use_of_rule.class };
    let references = outcome.found.iter().flat_map(|row| row.evidence.iter().cloned()).collect();
    let evidence = Evidence::load(&session, &references).await?;
    let mut found = findings::findings(weighed, &outcome.found, &accounts, &evidence);
    findings::sort(&mut found);
    let answer = Answer { weighed, shadow: true, outcome };
    Ok((count(&answer, &accounts), found))
}
