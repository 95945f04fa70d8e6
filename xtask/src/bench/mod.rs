//! Measurements, side by side in one run: our audit against the same logic in DuckDB, polars and pandas.
//!
//! Every contestant is a whole process; the runs alternate, so that a busy moment of the machine hits all of them.

mod census;
pub mod document;
mod growth;
pub mod import;
pub mod machine;
pub mod measure;
pub mod peers;
mod planted;
mod rules;
mod text;
mod workspace;

use std::path::PathBuf;

use clap::ValueEnum;

use crate::program;

/// What to measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Subject {
    /// Z and R rules over the whole lake, against the peers.
    Audit,
    /// Keyword search in the census.
    Census,
    /// How the cost of an audit grows from a tenth of the works to all of them.
    Growth,
    /// Files into the lake, against DuckDB and calamine.
    Import,
    /// Near copies of texts against gaoya and rensa, and how fast texts are read. Writes bench/text.md.
    Text,
    /// All but `text` and `video`.
    All,
    /// Fingerprints of video and searching among them (bench/video.md).
    Video,
}

#[derive(clap::Args)]
pub struct Options {
    /// What to measure.
    #[arg(value_enum, default_value = "all")]
    subject: Subject,
    /// Accounts of the generated data.
    #[arg(long, default_value_t = 26_098)]
    accounts: u64,
    /// Works of the generated data.
    #[arg(long, default_value_t = 10_000_000)]
    posts: u64,
    /// Records of the generated file to import.
    #[arg(long, default_value_t = 1_000_000)]
    import_rows: u64,
    /// Seed of the generated data.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Runs of each contestant; the table shows the median.
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// Threads each contestant may use.
    #[arg(long, default_value_t = 2)]
    threads: usize,
    /// Works in the index of the large search (`video`).
    #[arg(long, default_value_t = 1_000_000)]
    video_works: u64,
    /// Works that are all paired (`video`), and how many of them are asked for to tell how long it takes.
    #[arg(long, default_value_t = 100_000)]
    video_paired: u64,
    /// Works asked for in the measurement of all pairs (`video`).
    #[arg(long, default_value_t = 2000)]
    video_sample: u64,
    /// Contestants, for example `mingjian,duckdb`.
    #[arg(long, value_delimiter = ',', default_value = "mingjian,duckdb,polars,pandas")]
    contestants: Vec<String>,
    /// Folder for generated data; default: the user's cache.
    #[arg(long)]
    data: Option<PathBuf>,
    /// The built program; without it cargo builds one.
    #[arg(long)]
    program: Option<PathBuf>,
    /// Print the tables without writing them to bench/README.md.
    #[arg(long)]
    no_write: bool,
}

impl Options {
    fn wants(&self, subject: Subject) -> bool {
        self.subject == subject || self.subject == Subject::All
    }
}

pub fn run(options: &Options) -> anyhow::Result<()> {
    if options.subject == Subject::Text {
        return text::run(!options.no_write);
    }
    if options.subject == Subject::Video {
        return crate::video::cost::run(&crate::video::cost::Options {
            runs: options.runs,
            works: options.video_works,
            paired: options.video_paired,
            sample: options.video_sample,
            write: !options.no_write,
        });
    }
    let program = program::find(options.program.as_deref(), true)?;
    let machine = machine::describe();
    let mut sections = Vec::new();
    if options.wants(Subject::Audit) {
        sections.push(("audit", rules::run(options, &program)?));
    }
    if options.wants(Subject::Census) {
        sections.push(("census", census::run(options, &program)?));
    }
    if options.wants(Subject::Growth) {
        sections.push(("growth", growth::run(options, &program)?));
    }
    if options.wants(Subject::Import) {
        sections.push(("import", import::run(options, &program)?));
    }
    for (name, table) in sections {
        println!("{table}");
        if !options.no_write {
            document::replace(name, &format!("{table}\n{machine}"))?;
        }
    }
    Ok(())
}
