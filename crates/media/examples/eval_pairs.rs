//! `eval_pairs REQUEST.json [FOLDER]`: fingerprints works and copies, asks an index of the works for every copy, and compares each copy with its candidates and with
//! the works it names; one JSON line for each comparison. Part of `cargo xtask eval video`. Fingerprints are kept in FOLDER where one is given.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Instant;

use media::compare::{Prepared, compare_prepared};
use media::index::{IndexBuilder, Question, hashes, sounds};
use media::read::Limits;
use media::side_by_side::map;
use media::{Commonness, Fingerprint, MediaError, Tier};

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
            builder.add(number, &hashes(known));
            builder.add_sound(number, &sounds(known));
        }
    }
    let index = builder.build();
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
            let found = compare_prepared(&Prepared::new(other), &prepared, &Commonness::none());
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
