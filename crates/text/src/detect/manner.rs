//! How a text sounds as a whole: a linear model per rule over its signs (`signs`), beside the hand-written conditions.
//!
//! Conditions know what a word means and what speaks against it; they do not know the words nobody listed. The weights were
//! learnt from labelled texts (`lexicon/manner.tsv` says which) and carry over to other wording. They decide nothing alone: without a listed
//! word that nothing speaks against there is no finding.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use super::features::Feature;
use super::view::View;
use super::{Found, GuardFired, LIKELY, Level, Report, SUSPECTED, signs};
use super::{advertising, alarming, begging, display, forced, sensational, stigma, votes};
use crate::data;

/// A rule the weights speak about.
struct Rule {
    code: &'static str,
    /// What must be there, with nothing speaking against it.
    evidence: &'static [Feature],
    /// Words that show something only together with the manner.
    hint: Feature,
    /// From here on the manner finds what the conditions did not.
    finds: f32,
    /// Below this it silences what they found.
    silences: f32,
}

const RULES: [Rule; 8] = [
    Rule { code: begging::RULE, evidence: &begging::EVIDENCE, hint: Feature::BegHint, finds: 0.0, silences: -0.3 },
    Rule { code: votes::RULE, evidence: &votes::EVIDENCE, hint: Feature::VoteHint, finds: 0.1, silences: -0.3 },
    Rule { code: forced::RULE, evidence: &forced::EVIDENCE, hint: Feature::ForceHint, finds: 0.4, silences: -0.3 },
    Rule {
        code: sensational::RULE,
        evidence: &sensational::EVIDENCE,
        hint: Feature::LureHint,
        finds: -0.3,
        silences: -0.3,
    },
    Rule { code: alarming::RULE, evidence: &alarming::EVENTS, hint: Feature::HorrorHint, finds: -0.2, silences: -0.3 },
    Rule { code: stigma::RULE, evidence: &stigma::EVIDENCE, hint: Feature::ScornHint, finds: -0.1, silences: -0.3 },
    Rule {
        code: advertising::RULE,
        evidence: &advertising::EVIDENCE,
        hint: Feature::SalesHint,
        finds: -0.4,
        silences: -0.3,
    },
    Rule { code: display::RULE, evidence: &display::KINDS, hint: Feature::ShowHint, finds: -0.2, silences: -0.3 },
];

/// Weights are kept as whole numbers, this many to one.
const SCALE: f32 = 100.0;

/// Weights of one sign, one for each rule.
type Row = [i16; RULES.len()];

struct Weights {
    bias: Row,
    grams: HashMap<u64, Row, BuildHasherDefault<Mix>>,
    /// By feature: the weights where nothing speaks against it, and where something does.
    tags: Vec<[Row; 2]>,
}

/// Spreads the bits of a key; the keys are fixed, so nobody can choose them to collide.
#[derive(Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        let mixed = (self.0 ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::parse(data::MANNER));

impl Weights {
    /// Reads the embedded list; a test holds that every line of it is understood.
    fn parse(text: &str) -> Self {
        let none: Row = [0; RULES.len()];
        let mut weights = Self { bias: none, grams: HashMap::default(), tags: vec![[none; 2]; Feature::ALL.len()] };
        for line in text.lines() {
            let _ = weights.line(line);
        }
        weights
    }

    fn line(&mut self, line: &str) -> Option<()> {
        let (sign, numbers) = line.split_once('\t')?;
        let mut row: Row = [0; RULES.len()];
        let mut numbers = numbers.split('\t');
        for weight in &mut row {
            *weight = numbers.next()?.parse().ok()?;
        }
        if sign == "bias" {
            self.bias = row;
        } else if let Some(key) = signs::key(sign) {
            self.grams.insert(key, row);
        } else {
            let (state, tag) = (usize::from(sign.starts_with('-')), sign.get(1..)?);
            let (list, tag) = tag.split_once('.')?;
            let place = Feature::ALL.iter().position(|(_, of, name)| *of == list && *name == tag)?;
            self.tags[place][state] = row;
        }
        Some(())
    }

    /// How far a text sounds like each rule: 0 is even.
    fn scores(&self, view: &View<'_>) -> [f32; RULES.len()] {
        let (mut grams, mut rest) = ([0_i32; RULES.len()], [0_i32; RULES.len()]);
        let add = |sums: &mut [i32; RULES.len()], row: &Row| {
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += i32::from(*weight);
            }
        };
        let keys = signs::grams(view);
        for row in keys.iter().filter_map(|key| self.grams.get(key)) {
            add(&mut grams, row);
        }
        add(&mut rest, &self.bias);
        for ((feature, ..), rows) in Feature::ALL.iter().zip(&self.tags) {
            if view.all.has(*feature) {
                add(&mut rest, &rows[usize::from(!view.free.has(*feature))]);
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "sums of a few thousand small weights")]
        let scored = |rule: usize| {
            let length = (keys.len().max(1) as f32).sqrt();
            (grams[rule] as f32 / length + rest[rule] as f32) / SCALE
        };
        std::array::from_fn(scored)
    }
}

/// Weighs what the conditions found by how the text sounds. `outside` says that the text may be about elsewhere at all.
pub(super) fn weigh(view: &View<'_>, outside: bool, report: &mut Report) {
    if view.marks.is_empty() {
        return;
    }
    let scores = WEIGHTS.scores(view);
    for (rule, score) in RULES.iter().zip(scores) {
        let found = report.findings.iter().position(|found| found.rule == rule.code);
        match found {
            Some(at) if score < rule.silences - firmness(report.findings[at].confidence) => {
                let found = report.findings.remove(at);
                report.guard(rule.code, "manner", found.spans.first().copied());
            }
            Some(at) => {
                let found = &mut report.findings[at];
                found.confidence = found.confidence.max(likelihood(score));
                found.level = if found.confidence >= LIKELY { Level::Likely } else { Level::Suspected };
            }
            None if score >= rule.finds + stillness(&report.guards, rule.code)
                && (outside || rule.code != alarming::RULE) =>
            {
                let whole = 0..view.sentences.len();
                let mut spans = view.spans(whole.clone(), rule.evidence);
                if spans.is_empty() {
                    spans = view.spans(whole, &[rule.hint]);
                }
                if !spans.is_empty() {
                    let confidence = likelihood(score).max(SUSPECTED);
                    let level = if confidence >= LIKELY { Level::Likely } else { Level::Suspected };
                    let guard = lifted(&mut report.guards, rule.code);
                    let reasons = vec!["manner"];
                    report.findings.push(Found { rule: rule.code, confidence, level, spans, guard, reasons });
                }
            }
            None => {}
        }
    }
}

/// What a guard kept silent takes more to be found all the same.
fn stillness(guards: &[GuardFired], rule: &str) -> f32 {
    if guards.iter().any(|fired| fired.rule == rule) { 1.0 } else { 0.0 }
}

/// The guard that the manner outweighs: it no longer keeps the rule silent.
fn lifted(guards: &mut Vec<GuardFired>, rule: &str) -> Option<&'static str> {
    let at = guards.iter().position(|fired| fired.rule == rule)?;
    Some(guards.remove(at).guard)
}

/// What several independent signs found takes more to be silenced.
fn firmness(confidence: f32) -> f32 {
    if confidence >= LIKELY { 2.0 } else { 0.0 }
}

fn likelihood(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_weights_is_understood() {
        let mut lines = data::MANNER.lines().filter(|line| !line.starts_with('#'));
        let rules: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
        assert_eq!(lines.next(), Some(format!("sign\t{}", rules.join("\t")).as_str()));
        let mut weights = Weights::parse("");
        for line in lines {
            assert!(weights.line(line).is_some(), "lexicon/manner.tsv: {line}");
        }
        assert!(weights.grams.len() > 1_000);
    }
}
