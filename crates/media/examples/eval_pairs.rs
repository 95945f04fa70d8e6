//! `eval_pairs REQUEST.json [FOLDER]`: fingerprints works and copies, asks an index of the works for every copy, and compares each copy with its candidates and with
//! the works it names; one JSON line for each comparison. Part of `cargo xtask eval video`. Fingerprints are kept in FOLDER where one is given.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Instant;

use media::compare::Prepared;
use media::index::{IndexBuilder, Kept, Question};
use media::read::Limits;
use media::reuse::{Member, Options, Population};
use media::side_by_side::map;
use media::{Fingerprint, MediaError, Tier};

/// Candidates that are compared.
const MOST_CANDIDATES: usize = 6;

/// Path, and the works it is compared with in any case.
type Asked = (String, Vec<String>);

/// What is asked for.
struct Request {
    folder: PathBuf,
    works: Vec<String>,
    asked: Vec<Asked>,
}

fn request(path: &str) -> Result<Request, Box<dyn Error>> {
    let value: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    let texts = |value: &serde_json::Value| -> Vec<String> {
        value.as_array().into_iter().flatten().filter_map(|text| text.as_str().map(str::to_owned)).collect()
    };
    let asked = value["asked"].as_array().into_iter().flatten();
    Ok(Request {
        folder: PathBuf::from(value["folder"].as_str().unwrap_or_default()),
        works: texts(&value["works"]),
        asked: asked.map(|one| (one["copy"].as_str().unwrap_or_default().to_owned(), texts(&one["against"]))).collect(),
    })
}

fn fingerprint(folder: &Path, file: &str, kept: Option<&Path>) -> Result<Fingerprint, MediaError> {
    let kept = kept.map(|kept| kept.join(file.replace('/', "_")).with_extension("mjfp"));
    if let Some(found) = kept.as_ref().and_then(|kept| Fingerprint::from_bytes(&std::fs::read(kept).ok()?).ok()) {
        return Ok(found);
    }
    let made = media::fingerprint(&folder.join(file), &Limits::default(), Tier::Dense)?;
    if let Some(kept) = kept {
        // Only saves time in the next run.
        let _ = std::fs::write(kept, made.to_bytes());
    }
    Ok(made)
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(path) = arguments.first() else {
        return Err("usage: eval_pairs REQUEST.json [FOLDER]".into());
    };
    let kept = arguments.get(1).map(PathBuf::from);
    let request = request(path)?;
    let mut files: Vec<String> = request.works.clone();
    files.extend(request.asked.iter().map(|(copy, _)| copy.clone()));
    files.sort_unstable();
    files.dedup();
    let start = Instant::now();
    let made = map(&files, |file| (file.clone(), fingerprint(&request.folder, file, kept.as_deref())));
    let mut known = BTreeMap::new();
    for (file, made) in made {
        match made {
            Ok(made) => drop(known.insert(file, made)),
            Err(error) => eprintln!("cannot be judged: {error}"),
        }
    }
    eprintln!("{} files in {:.0} s", files.len(), start.elapsed().as_secs_f32());
    let mut builder = IndexBuilder::default();
    for (number, work) in (0..).zip(&request.works) {
        if let Some(known) = known.get(work) {
            builder.add_kept(number, &Kept::of(known));
        }
    }
    let index = builder.build();
    // Works made from one clip are of one owner.
    let owner = |number: u32| request.works[number as usize].split(['+', '.']).next().unwrap_or_default();
    let unrelated = |one: u32, other: u32| owner(one) != owner(other);
    let options = Options::default();
    let population = Population::new(&index, &options, &unrelated);
    let start = Instant::now();
    let lines = map(&request.asked, |(copy, against)| {
        let Some(asked) = known.get(copy) else { return Vec::new() };
        let candidates = index.answer(&Question::of(asked), MOST_CANDIDATES);
        let mut wanted: BTreeMap<String, bool> = against.iter().map(|work| (work.clone(), false)).collect();
        for candidate in candidates {
            wanted.insert(request.works[candidate.work as usize].clone(), true);
        }
        wanted.remove(copy);
        let prepared = Prepared::new(asked);
        let compare = |(work, candidate): (String, bool)| {
            let other = known.get(&work)?;
            let other = Prepared::new(other);
            let number = (0..).zip(&request.works).find(|(_, known)| **known == work).map(|(number, _)| number);
            let member = number.map_or_else(|| Member::strange(&other), |number| Member::known(number, &other));
            let found = population.compare(member, Member::strange(&prepared));
            Some(serde_json::json!({ "copy": copy, "work": work, "candidate": candidate, "found": found }).to_string())
        };
        wanted.into_iter().filter_map(compare).collect::<Vec<_>>()
    });
    eprintln!("{} comparisons in {:.0} s", lines.iter().map(Vec::len).sum::<usize>(), start.elapsed().as_secs_f32());
    for line in lines.into_iter().flatten() {
        println!("{line}");
    }
    Ok(())
}
