//! Documents that are generated: from the vocabulary, and from what the program says of itself.

use std::fmt::Write as _;
use std::path::PathBuf;

use crate::files::FileSet;
use crate::program;

#[derive(clap::Args)]
pub struct Options {
    /// Write nothing; fail if a document is stale.
    #[arg(long)]
    check: bool,
    /// The built program; without it cargo builds one.
    #[arg(long)]
    program: Option<PathBuf>,
}

/// Document, and the words that make the program print it.
const PRINTED: &[(&str, &[&str])] = &[
    ("docs/rules.md", &["rulebook", "handbook"]),
    ("docs/functions.md", &["sql", "--functions"]),
    ("docs/cli.md", &["docs", "cli"]),
    ("docs/formats.md", &["docs", "formats"]),
];

pub fn run(options: &Options) -> anyhow::Result<()> {
    let mut files = FileSet::default();
    files.add("docs/data-dictionary.md", data_dictionary());
    let program = program::find(options.program.as_deref(), false)?;
    for (path, arguments) in PRINTED {
        let mut text = program::output(&program, arguments)?;
        text.truncate(text.trim_end().len());
        text.push('\n');
        files.add(*path, text);
    }
    if options.check { files.check(None, "cargo xtask generate") } else { files.write(None) }
}

fn data_dictionary() -> String {
    let mut out = String::from(
        "# Data dictionary\n\nGenerated from `crates/model/src/tables.rs` by `cargo xtask generate`; do not edit.\n\n\
         Every column may be NULL: unknown is NULL, never 0 and never the empty string. Instants are UTC, days are UTC+8.\n\n\
         | table | | one row is |\n|---|---|---|\n",
    );
    // Writing into a String cannot fail.
    for table in model::tables::ALL {
        let _ = writeln!(out, "| [{0}](#{0}) | {1} | {2} |", table.name, table.chinese, cell(table.doc));
    }
    for table in model::tables::ALL {
        let _ = write!(
            out,
            "\n## {}\n\n{} · {}\n\nKey `{}`; files sorted by {}{}.\n\n| column | type | meaning |\n|---|---|---|\n",
            table.name,
            table.chinese,
            table.doc.trim(),
            table.key,
            table.order.iter().map(|column| format!("`{column}`")).collect::<Vec<_>>().join(", "),
            table.partition.map_or(String::new(), |column| format!(", partitioned by the quarter of `{column}`")),
        );
        for column in table.columns {
            let _ = writeln!(out, "| `{}` | {} | {} |", column.name, column.kind.name(), cell(column.doc));
        }
    }
    out
}

/// A text as the cell of a Markdown table.
fn cell(text: &str) -> String {
    text.trim().replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dictionary_names_every_table_and_escapes_bars() {
        let text = data_dictionary();
        for table in model::tables::ALL {
            assert!(text.contains(&format!("\n## {}\n", table.name)), "{}", table.name);
        }
        assert!(text.contains("video \\| images"));
    }
}
