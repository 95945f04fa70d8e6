//! Places in texts: every mention of a division, of something known by another name, or of a place abroad, with the places
//! it may mean and how sure each is.
//!
//! The text is cut into names and words ([`lattice`]); words beside a name decide whether a place is meant
//! ([`evidence`]); names side by side become one mention, whose meanings are weighed by the rest of the text and by the
//! home area of whoever published it ([`chain`]). A mention is never silently taken for one place of several.

mod chain;
mod evidence;
mod groups;
mod home;
mod lattice;
mod names;
mod nouns;
mod outside;
mod words;

pub use home::Home;
pub use outside::outside;

use crate::gazetteer::Gazetteer;
use crate::normalise::{self, Normalised};
use chain::Mention;
use names::{Names, Target};

/// A place a mention may mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Code of the province, city or county; `None` for a place abroad.
    pub code: Option<String>,
    /// The full path (`湖南省长沙市岳麓区`); abroad, the country and the place.
    pub name: String,
    /// How sure it is that this place is meant, from 0 to 1. The candidates of a mention sum to 1 at most; what is missing
    /// to 1 is the chance that no place is meant.
    pub confidence: f32,
}

/// A mention of a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The mention as written.
    pub name: String,
    /// Where it begins, in characters of the text.
    pub start: u32,
    /// How many characters it takes.
    pub chars: u32,
    /// What it may mean, the surest first; equals by code. Never empty.
    pub candidates: Vec<Candidate>,
    /// A place abroad.
    pub foreign: bool,
}

/// The fewest chance at which a candidate is named.
const MIN_CONFIDENCE: f32 = 0.01;

/// Every place a text names, in its order. `home` is the area of whoever published it.
#[must_use]
pub fn find(text: &str, home: Option<&Home>) -> Vec<Place> {
    find_in(text, &normalise::hard(text), home)
}

/// As [`find`], for a text that is normalised already (either way); `original` is the text it was made of, which the
/// places' spans are counted in.
#[must_use]
pub fn find_in(original: &str, normalised: &Normalised, home: Option<&Home>) -> Vec<Place> {
    let names = Names::embedded();
    let chars: Vec<char> = normalised.text.chars().collect();
    let segments = lattice::cut(names, &chars, groups::possible(&chars));
    if segments.is_empty() {
        return Vec::new();
    }
    let cut = evidence::Cut { names, chars: &chars, segments: &segments };
    let mut mentions = chain::mentions(&cut, home);
    groups::add(&cut, &mut mentions);
    mentions.iter().filter_map(|mention| place(names, original, normalised, mention)).collect()
}

fn place(names: &Names, original: &str, normalised: &Normalised, mention: &Mention) -> Option<Place> {
    let span = normalised.original_span(original, mention.start, mention.end);
    let name = original.get(span.clone())?;
    let start = original.get(..span.start)?.chars().count();
    let all: f32 = mention.readings.iter().map(|reading| reading.weight).sum();
    let mut candidates: Vec<Candidate> = Vec::with_capacity(mention.readings.len());
    let mut foreign = false;
    for reading in &mention.readings {
        // Never above 1 in sum, however the parts are rounded.
        let confidence = (mention.belief * reading.weight / all * 0.999).clamp(0.0, 1.0);
        let (code, name) = match reading.target {
            Target::Division(division) => {
                let path = Gazetteer::embedded().path_of(division);
                (Some(division.code), path.iter().map(|division| division.name).collect::<String>())
            }
            Target::Foreign(index) => {
                foreign = true;
                let place = names.foreign.get(index as usize)?;
                (None, [place.country, place.name].concat())
            }
        };
        match candidates.iter_mut().find(|known| known.code.as_deref() == code && known.name == name) {
            Some(known) => known.confidence += confidence,
            None => candidates.push(Candidate { code: code.map(str::to_owned), name, confidence }),
        }
    }
    candidates
        .sort_by(|one, other| other.confidence.total_cmp(&one.confidence).then_with(|| one.code.cmp(&other.code)));
    candidates.retain(|candidate| candidate.confidence >= MIN_CONFIDENCE);
    let foreign = foreign && candidates.first().is_some_and(|candidate| candidate.code.is_none());
    Some(Place {
        name: name.to_owned(),
        start: u32::try_from(start).ok()?,
        chars: u32::try_from(name.chars().count()).ok()?,
        candidates,
        foreign,
    })
    .filter(|place| !place.candidates.is_empty())
}
