//! Searching among many works, and what the works of a country would need.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;

use super::cost::{Options, PerSecond, Steps};
use crate::bench::measure::{self, Cost};

/// What the example `search_scale` prints.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Search {
    pub works: u64,
    pub built_s: f64,
    pub one_s: f64,
    pub copies: u64,
    pub found: u64,
    pub strange: u64,
}

/// Works in the country, and seconds of one.
const COUNTRY: f64 = 65e6;
const SECONDS: f64 = 60.0;

/// Searches in a tenth of the works that are paired, in all of them, and in the large index.
pub fn measure(program: &str, folder: &Path, options: &Options) -> anyhow::Result<Vec<(Search, Cost)>> {
    let sizes = [(options.paired / 10, options.sample), (options.paired, options.sample), (options.works, 20)];
    sizes
        .into_iter()
        .map(|(works, asked)| {
            let command = [program.to_owned(), works.to_string(), asked.to_string()];
            let (cost, printed) = measure::run(Path::new("python3"), folder, &command)?;
            Ok((serde_json::from_str(&printed).context("search_scale wrote something else")?, cost))
        })
        .collect()
}

/// Seconds for all pairs, on the processors of this machine.
fn all_pairs(search: &Search) -> f64 {
    search.built_s + search.one_s * search.works as f64
}

/// Growth exponent of all pairs between two sizes.
fn exponent(small: &Search, large: &Search) -> f64 {
    (all_pairs(large) / all_pairs(small)).ln() / (large.works as f64 / small.works as f64).ln()
}

pub fn table(searches: &[(Search, Cost)], options: &Options) -> anyhow::Result<String> {
    let mut text = String::from(
        "\nCandidates among generated works of half a minute (30 hashes each; a question of a minute has 2,204). One work in ten is a copy with every eighth bit wrong.\n\n\
         | works | index built, s | one search, s | peak MiB | copies found | strangers proposed (3 votes) | all with all, min |\n|---|---|---|---|---|---|---|\n",
    );
    for (search, cost) in searches {
        writeln!(
            text,
            "| {} | {:.1} | {:.3} | {:.0} | {}/{} | {} | {:.1} |",
            search.works,
            search.built_s,
            search.one_s,
            cost.peak_mib,
            search.found,
            search.copies,
            search.strange,
            all_pairs(search) / 60.0
        )?;
    }
    if let [(small, _), (large, _), ..] = searches {
        writeln!(
            text,
            "\nAll with all is building the index and asking it for every work, from a sample of {} searches. Growth exponent from {} to {} works: {:.2} (1 is linear).",
            options.sample,
            small.works,
            large.works,
            exponent(small, large)
        )?;
    }
    Ok(text)
}

/// Writes `docs/video-scale.md`.
pub fn write(searches: &[(Search, Cost)], steps: &Steps, second: &PerSecond) -> anyhow::Result<()> {
    let (large, cost) = searches.last().context("nothing was measured")?;
    let all_seconds = COUNTRY * SECONDS;
    let core_days = |seconds: f64| seconds / 86_400.0;
    let bytes_a_work = cost.peak_mib * 1_048_576.0 / large.works as f64;
    let works_in_shard = 3_000_000.0;
    let shards = (COUNTRY / works_in_shard).ceil();
    let one_shard = large.one_s * works_in_shard / large.works as f64;
    let text = format!(
        "# What 65 million works need\n\n\
         Written by `cargo xtask bench video` from the constants it measured ([bench/video.md](../bench/video.md) says on what machine). Works are taken to be 60 seconds of 720p each; what is \
         longer or larger costs in proportion.\n\n\
         | step | measured for a second of video | for 65 million works |\n|---|---|---|\n\
         | key-frame fingerprints | {:.4} CPU s, {:.0} bytes | {:.0} core-days, {:.1} TB |\n\
         | dense fingerprints of all | {:.4} CPU s, {:.0} bytes | {:.0} core-days, {:.1} TB |\n\
         | dense fingerprints of one work in ten (candidates) | | {:.0} core-days, {:.2} TB |\n\
         | hashes for the index | {:.3} ms | {:.0} core-days |\n\
         | questions to the index | {:.2} ms | {:.0} core-days |\n\
         | comparing a pair (both made ready) | {:.2} ms | {:.0} core-days for 10 candidates each of one work in ten |\n\n\
         ## The index\n\n\
         {:.0} bytes of memory a work of half a minute: {:.1} TB for all. Split by works into {shards:.0} parts of 3 million ({:.0} GB each), every part is asked and the votes are joined; a search takes about \
         {one_shard:.1} s of two cores in each part, since lists grow with the works. Asking for every one of the 65 million works in all parts would be {:.0} core-days; \
         asking only for new works (100,000 a day) is {:.1} core-days a day.\n\n\
         Lists grow with the number of works, so all with all grows faster than linearly once a list is longer than a few hundred hashes: a part should hold no more than some million works. \
         Wider bands (20 bits) would make lists 16 times shorter at the price of recall for a single picture; with dozens of pictures a work that price is small. This is not built.\n\n\
         ## On a cluster\n\n\
         The same steps in SQL: `media_bands(hashes)` of the column `fingerprints.hashes`, joined with itself by band with a cap on the length of a list, then `media_compare` of the two fingerprints \
         of every candidate pair. Nothing but the candidates' dense fingerprints has to be read for the last step.\n",
        second.key_cpu_s,
        second.key_bytes,
        core_days(second.key_cpu_s * all_seconds),
        second.key_bytes * all_seconds / 1e12,
        second.dense_cpu_s,
        second.dense_bytes,
        core_days(second.dense_cpu_s * all_seconds),
        second.dense_bytes * all_seconds / 1e12,
        core_days(second.dense_cpu_s * all_seconds / 10.0),
        second.dense_bytes * all_seconds / 1e13,
        steps.hashes,
        core_days(steps.hashes / 1000.0 * all_seconds),
        steps.question,
        core_days(steps.question / 1000.0 * all_seconds),
        2.0 * steps.prepare + steps.compare,
        core_days((2.0 * steps.prepare + steps.compare) / 1000.0 * all_seconds),
        bytes_a_work,
        bytes_a_work * COUNTRY / 1e12,
        bytes_a_work * works_in_shard / 1e9,
        core_days(COUNTRY * shards * one_shard * 2.0),
        core_days(100_000.0 * shards * one_shard * 2.0),
    );
    let path = crate::files::root().join("docs/video-scale.md");
    fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
}
