//! `mingjian bench generate`: synthetic data of national size, straight to the lake.

use import::synthetic::{self, SyntheticError, SyntheticOptions};
use lake::{CreateOptions, Lake, Workspace};

use crate::args::Format;
use crate::args::bench::{BenchCommand, Generate};
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::output::{self, json};
use crate::progress;
use crate::words::count;

/// Does it.
pub async fn run(context: &Context, command: &BenchCommand) -> Result<Exit, Failure> {
    let BenchCommand::Generate(arguments) = command;
    generate(context, arguments).await
}

async fn generate(context: &Context, arguments: &Generate) -> Result<Exit, Failure> {
    let workspace = match context.named_workspace() {
        Some(folder) => Workspace::open_or_create(folder, &CreateOptions::default())?,
        None => context.workspace()?,
    };
    let lake = Lake::open_or_create(&workspace).await?;
    let options = SyntheticOptions {
        accounts: arguments.accounts,
        posts: arguments.posts,
        seed: arguments.seed,
        as_of: arguments.as_of,
    };
    let bar = progress::bar(context, 0, "progress-generate");
    let done = synthetic::generate(&lake, &options).await;
    bar.finish_and_clear();
    let report = done.map_err(|error| match error {
        SyntheticError::Lake(error) => error.into(),
        other @ SyntheticError::Batch(_) => Failure::not_done("error-unexpected").detail(other),
    })?;
    if context.format == Format::Json {
        json::value(&mut output::out(), &report)?;
    } else {
        let values = [
            ("accounts", count(report.accounts).into()),
            ("posts", count(report.posts).into()),
            ("version", report.lake_version.to_string().into()),
        ];
        output::print(&context.words.say("bench-generated", &values))?;
    }
    Ok(Exit::Done)
}
