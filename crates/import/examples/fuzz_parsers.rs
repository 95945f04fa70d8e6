//! Feeds spoiled files to every parser: `fuzz_parsers SEEDS FOLDER SECONDS [SEED]`.
//!
//! A plain mutation runner on stable Rust: it takes the small files under SEEDS, spoils copies of them (bits flipped, bytes overwritten,
//! pieces cut, doubled, moved between files; of office files single parts before packing), and runs every such input through the
//! first look, the detection of all formats and the readers of those that claim it or claimed the unspoiled file. There is no feedback from
//! coverage. It fails on a panic and on a record that was neither given on nor put to quarantine; the input is then kept in
//! FOLDER (best on a memory disk). The same SEED gives the same inputs. `docs/fuzzing.md` has what was run.

#[path = "fuzz_parsers/mutate.rs"]
mod mutate;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use import::{ColumnMap, Format, Position, Probe, ReadError, Reject, Sink, Source, formats, propose_map};
use model::Micros;
use mutate::{Random, spoil};

/// Counts what it is given.
#[derive(Default)]
struct Counter(u64);

impl Sink for Counter {
    fn row(&mut self, _: &Position, _: Vec<import::Entry>) -> Result<(), ReadError> {
        self.0 += 1;
        Ok(())
    }

    fn quarantine(&mut self, _: &Position, _: Reject) -> Result<(), ReadError> {
        self.0 += 1;
        Ok(())
    }

    fn warn(&mut self, _: &str) {}
}

/// A file to spoil.
struct Seed {
    name: String,
    bytes: Vec<u8>,
    /// Formats that claim it unspoiled.
    formats: Vec<&'static str>,
    /// The column map proposed for it, with which spoiled copies are read too.
    map: Option<Arc<ColumnMap>>,
}

impl Seed {
    fn claimed_by(&self, format: &str) -> bool {
        self.formats.contains(&format) || format == "mapped" && self.map.is_some()
    }
}

/// Reads one input with the formats that claim it and those named; how many readers ran, or what went wrong.
fn execute(file: &Path, seed: &Seed) -> Result<Vec<&'static str>, String> {
    let name = &seed.name;
    let Ok(probe) = Probe::look(file, name) else { return Ok(Vec::new()) };
    let source = Source {
        file: file.to_owned(),
        path: name.to_owned(),
        file_hash: "0".repeat(64),
        probe: Arc::new(probe),
        observed: None,
        modified_at: None,
        now: Micros(1_614_312_000_000_000),
        jurisdiction: None,
        map: seed.map.clone(),
    };
    let mut ran = Vec::new();
    for format in formats() {
        let own = format.manifest().name;
        if format.detect(&source.probe).confidence == 0 && !seed.claimed_by(own) {
            continue;
        }
        let mut counter = Counter::default();
        let read = Format::read(*format, &source, &mut counter);
        ran.push(own);
        if let Ok(records) = read
            && records != counter.0
        {
            return Err(format!("{own}: {records} records read, {} accounted for", counter.0));
        }
    }
    Ok(ran)
}

fn guarded(file: &Path, seed: &Seed) -> Result<Vec<&'static str>, String> {
    catch_unwind(AssertUnwindSafe(|| execute(file, seed))).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        Err(text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default())
    })
}

fn collect(folder: &Path, root: &Path, files: &mut Vec<(String, Vec<u8>)>) {
    let Ok(children) = std::fs::read_dir(folder) else { return };
    let mut children: Vec<PathBuf> = children.filter_map(Result::ok).map(|child| child.path()).collect();
    children.sort();
    for child in children {
        if child.is_dir() {
            collect(&child, root, files);
        } else if let (Ok(bytes), Ok(name)) = (std::fs::read(&child), child.strip_prefix(root)) {
            files.push((name.display().to_string(), bytes));
        }
    }
}

fn seeds(folder: &Path, scratch: &Path) -> Vec<Seed> {
    let mut files = Vec::new();
    collect(folder, folder, &mut files);
    files.retain(|(_, bytes)| !bytes.is_empty() && bytes.len() <= 24 << 10);
    files
        .into_iter()
        .map(|(name, bytes)| {
            let mut seed = Seed { name, bytes, formats: Vec::new(), map: None };
            if std::fs::write(scratch, &seed.bytes).is_ok() {
                seed.formats = guarded(scratch, &seed).unwrap_or_default();
                let proposed = propose_map(scratch).ok().map(|text| text.replace("# platform =", "platform ="));
                seed.map = proposed.and_then(|text| ColumnMap::parse(&text).ok()).map(Arc::new);
            }
            seed
        })
        .collect()
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, seed_folder, folder, seconds, rest @ ..] = arguments.as_slice() else {
        eprintln!("fuzz_parsers SEEDS FOLDER SECONDS [SEED]");
        return ExitCode::from(2);
    };
    let start_at = rest.first().and_then(|text| text.parse().ok()).unwrap_or(1);
    let limit = Duration::from_secs(seconds.parse().unwrap_or(60));
    let folder = Path::new(folder);
    if let Err(error) = std::fs::create_dir_all(folder) {
        eprintln!("{}: {error}", folder.display());
        return ExitCode::from(2);
    }
    std::panic::set_hook(Box::new(|_| {}));
    let scratch = folder.join(format!("input-{start_at}"));
    let seeds = seeds(Path::new(seed_folder), &scratch);
    // By what claims them, so that a format with few files gets its share.
    let mut groups: BTreeMap<Vec<&str>, Vec<usize>> = BTreeMap::new();
    for (index, seed) in seeds.iter().enumerate() {
        groups.entry(seed.formats.clone()).or_default().push(index);
    }
    let groups: Vec<Vec<usize>> = groups.into_values().collect();
    println!("{} files to spoil, in {} groups by the formats that claim them", seeds.len(), groups.len());
    let (mut inputs, mut failures, mut slowest) = (0_u64, 0_u64, Duration::ZERO);
    let mut reads: BTreeMap<&str, u64> = BTreeMap::new();
    let mut random = Random::new(start_at);
    let begun = Instant::now();
    while begun.elapsed() < limit && !groups.is_empty() {
        let group = random.pick(&groups);
        let seed = &seeds[*random.pick(group)];
        let other = &seeds[random.below(seeds.len())];
        let bytes = spoil(&seed.bytes, &other.bytes, &mut random);
        if std::fs::write(&scratch, &bytes).is_err() {
            eprintln!("{}: cannot be written", scratch.display());
            return ExitCode::from(2);
        }
        let at = Instant::now();
        let mut outcome = guarded(&scratch, seed);
        if inputs % 16 == 0 && outcome.is_ok() {
            let proposed = catch_unwind(AssertUnwindSafe(|| propose_map(&scratch)));
            outcome = outcome.and_then(|ran| match proposed {
                Ok(Err(error)) if error.to_string().contains("cannot be read back") => Err(error.to_string()),
                Ok(_) => Ok(ran),
                Err(_) => Err("proposing a map panicked".to_owned()),
            });
        }
        slowest = slowest.max(at.elapsed());
        inputs += 1;
        let problem = match outcome {
            Ok(ran) => {
                for format in ran {
                    *reads.entry(format).or_default() += 1;
                }
                (at.elapsed() > Duration::from_secs(30)).then(|| "took longer than 30 s".to_owned())
            }
            Err(problem) => Some(problem),
        };
        if let Some(problem) = problem {
            failures += 1;
            let kept = folder.join(format!("failure-{start_at}-{inputs}"));
            // A full disk must not hide the failure itself.
            let _ = std::fs::write(&kept, &bytes);
            println!("{problem}\n  {} spoiled, kept as {}", seed.name, kept.display());
            if failures >= 20 {
                break;
            }
        }
        if inputs.is_multiple_of(500_000) {
            println!("{inputs} inputs in {:.0} s", begun.elapsed().as_secs_f64());
        }
    }
    let total: u64 = reads.values().sum();
    println!(
        "{inputs} inputs, {total} runs of a reader, {failures} failures, {:.0} s, slowest {slowest:.1?}",
        begun.elapsed().as_secs_f64()
    );
    for (format, count) in reads {
        println!("  {format}: {count}");
    }
    if failures == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
