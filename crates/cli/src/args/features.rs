//! `mingjian features`

use clap::Args;

/// Read texts again that another version of the lexicon read.
#[derive(Debug, Args)]
pub struct Features {}
