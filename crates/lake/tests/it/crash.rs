//! A writer that is killed at any moment leaves the old version or the new one.
//!
//! A child process (this program again) imports small batches in a loop; the parent kills it after a random while,
//! opens the lake and counts. 20 kills by default, 200 with `MINGJIAN_SLOW`.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use lake::{Lake, WriterOptions};
use model::Record as _;
use model::tables::{Post, PostFeature};

use crate::support::{counts, features, info, later, location, new_lake, posts};

const FOLDER: &str = "MINGJIAN_CRASH_FOLDER";
const ROWS: i64 = 6;

/// The writing side. Says on its standard output what it is about to do.
#[test]
#[ignore = "the child process of the test below"]
fn child() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let lake = Lake::open(&location(Path::new(&folder))).await.unwrap();
        let version = lake.at(None).await.unwrap();
        let mut number = i64::try_from(version.rows("posts")).unwrap() / ROWS;
        loop {
            number += 1;
            say("writing", number);
            // Fewer rows than an import has, so that runs are written and merged.
            let options = WriterOptions { buffered_rows: 4, ..WriterOptions::default() };
            let mut writer = lake.writer(options).await.unwrap();
            writer.append(Post::TABLE, posts(number, ROWS)).await.unwrap();
            writer.append(PostFeature::TABLE, features(number, ROWS)).await.unwrap();
            let prepared = writer.prepare().await.unwrap();
            say("committing", number);
            prepared.commit(info("import")).await.unwrap();
            say("committed", number);
            if number % 7 == 0 {
                say("compacting", number);
                lake.compact(info("compact")).await.unwrap();
            }
        }
    });
}

fn say(what: &str, number: i64) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "@ {what} {number}").unwrap();
    out.flush().unwrap();
}

fn spawn(folder: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::child", "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// `@ committed 12` → (committed, 12)
fn parse(line: &str) -> Option<(String, i64)> {
    // The test harness may have written before it on the same line.
    let (_, said) = line.split_once("@ ")?;
    let (what, number) = said.split_once(' ')?;
    Some((what.to_owned(), number.parse().ok()?))
}

/// A small generator, so that a failure can be repeated.
fn random(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

const FIRST_IMPORTS: i64 = 3;

/// The first imports; how long the last of their commits took.
async fn time_of_a_commit(lake: &Lake) -> Duration {
    let mut time = Duration::ZERO;
    for number in 1..=FIRST_IMPORTS {
        let mut writer = lake.writer(WriterOptions::default()).await.unwrap();
        writer.append(Post::TABLE, posts(number, ROWS)).await.unwrap();
        writer.append(PostFeature::TABLE, features(number, ROWS)).await.unwrap();
        let prepared = writer.prepare().await.unwrap();
        let begun = Instant::now();
        prepared.commit(info("import")).await.unwrap();
        time = begun.elapsed();
    }
    time
}

#[tokio::test]
async fn a_killed_writer_leaves_the_old_version_or_the_new_one() {
    let kills = if std::env::var_os("MINGJIAN_SLOW").is_some() { 200 } else { 20 };
    let folder = tempfile::tempdir().unwrap();
    let usual = time_of_a_commit(&new_lake(folder.path()).await).await;
    let mut seed = 20_210_225;
    let mut moments: BTreeMap<String, usize> = BTreeMap::new();
    let mut acknowledged = FIRST_IMPORTS;
    for kill in 0..kills {
        let mut child = spawn(folder.path());
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        // Three of four kills aim at a commit, the others at any moment of an import.
        let (aim, pause) = if kill % 4 == 3 { ("writing", usual * 5) } else { ("committing", usual * 2) };
        let mut imports_to_go = random(&mut seed) % 3 + 1;
        let mut last = (String::new(), 0);
        while imports_to_go > 0 {
            last = lines.by_ref().find_map(|line| parse(&line)).expect("the child goes on");
            imports_to_go -= u64::from(last.0 == aim);
            acknowledged = if last.0 == "committed" { last.1 } else { acknowledged };
        }
        std::thread::sleep(pause.mul_f64(f64::from(u32::try_from(random(&mut seed) % 1_000).unwrap()) / 1_000.0));
        child.kill().unwrap();
        child.wait().unwrap();
        for said in lines.filter_map(|line| parse(&line)) {
            if said.0 == "committed" {
                acknowledged = said.1;
            }
            last = said;
        }

        let lake = Lake::open(&location(folder.path())).await.unwrap();
        let version = lake.at(None).await.unwrap();
        let imports = i64::try_from(version.rows("posts")).unwrap() / ROWS;
        let moment = match last.0.as_str() {
            "committing" if imports == last.1 => "while committing, new version",
            "committing" => "while committing, old version",
            "writing" => "while writing files",
            "compacting" => "while compacting",
            _ => "between two imports",
        };
        *moments.entry(moment.to_owned()).or_default() += 1;
        assert!(
            imports == acknowledged || last == ("committing".to_owned(), imports),
            "kill {kill}: {last:?}, {imports}"
        );
        acknowledged = imports;
        let expected: Vec<String> =
            (1..=imports).flat_map(|n| (0..ROWS).map(move |row| format!("p{n:06}-{row:06}"))).collect();
        for table in ["posts", "features_posts"] {
            let keys = counts(&lake, &version, table, "post_id").await;
            assert!(keys.values().all(|count| *count == 1), "kill {kill}: {table} doubled");
            assert_eq!(keys.into_keys().collect::<Vec<_>>(), expected, "kill {kill}: {table}");
        }
        if kill % 20 == 19 {
            // Clean up as if the dead writers had been dead for long; nothing in use may go.
            lake.compact(info("compact")).await.unwrap();
            lake.vacuum_at(later(), Duration::ZERO).await.unwrap();
        }
    }
    eprintln!("{kills} kills, {acknowledged} imports, hit: {moments:?}");
    let hits: usize = moments.iter().filter(|(moment, _)| moment.starts_with("while committing")).map(|(_, n)| n).sum();
    assert!(hits * 4 > kills, "too few kills hit a commit to prove anything: {moments:?}");
}
