//! `mingjian import`

use std::path::PathBuf;

use clap::Args;
use model::Day;

/// Files, folders and archives into the lake.
#[derive(Debug, Args)]
pub struct Import {
    /// Files, folders or zip archives.
    #[arg(required_unless_present_any = ["list", "undo", "propose_map"], value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// A column map for tables whose headers are not recognised.
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// Prints a column map for this table, to be edited by a person, instead.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["paths", "list", "undo"])]
    pub propose_map: Option<PathBuf>,
    /// Read the files as this format instead of detecting it.
    #[arg(long = "as", value_name = "FORMAT")]
    pub as_format: Option<String>,
    /// The day the files were collected, where they do not say.
    #[arg(long, value_name = "DATE")]
    pub observed: Option<Day>,
    /// Keep only hashes of the originals.
    #[arg(long)]
    pub no_raw: bool,
    /// Division code of the place whose registry this is.
    #[arg(long, value_name = "CODE")]
    pub jurisdiction: Option<String>,
    /// Lists what was imported instead.
    #[arg(long, conflicts_with_all = ["paths", "undo"])]
    pub list: bool,
    /// Takes this import back instead.
    #[arg(long, value_name = "IMPORT", conflicts_with = "paths")]
    pub undo: Option<String>,
}
