//! One file for each command, under the same name as its words in `args`.

mod accounts;
mod audit;
mod bench;
mod calendar;
mod census;
mod check;
mod collections;
mod detect;
mod docs;
mod explain;
mod features;
mod findings;
mod fingerprint;
mod import;
mod imports;
mod inquiries;
mod lake;
mod match_videos;
mod picture_text;
mod quarantine;
mod registry;
mod reuse;
mod rulebook;
mod search;
mod service_gap;
mod shared_footage;
mod sql;
mod topics;
mod trace;

use crate::args::{Command, features as features_arguments};
use crate::context::Context;
use crate::failure::{Exit, Failure};

/// Does what was asked.
pub async fn run(context: &Context, command: Command) -> Result<Exit, Failure> {
    match command {
        Command::Import(arguments) => import::run(context, &arguments).await,
        Command::Detect(arguments) => detect::run(context, &arguments).await,
        Command::Trace(arguments) => trace::run(context, &arguments).await,
        Command::Accounts(arguments) => accounts::run(context, &arguments.command).await,
        Command::Registry(arguments) => registry::run(context, &arguments.command).await,
        Command::Quarantine(arguments) => quarantine::run(context, &arguments).await,
        Command::Calendar(arguments) => calendar::run(context, &arguments.command).await,
        Command::Lake(arguments) => lake::run(context, &arguments.command).await,
        Command::Features(features_arguments::Features {}) => features::run(context).await,
        Command::Collections(arguments) => collections::run(context, &arguments.command).await,
        Command::Census(arguments) => census::run(context, &arguments).await,
        Command::Rulebook(arguments) => rulebook::run(context, &arguments.command).await,
        Command::Audit(arguments) => audit::run(context, &arguments).await,
        Command::Findings(arguments) => findings::run(context, &arguments),
        Command::Check(arguments) => check::run(context, &arguments),
        Command::Match(arguments) => match_videos::run(context, &arguments),
        Command::Fingerprint(arguments) => fingerprint::run(context, &arguments).await,
        Command::PictureText(arguments) => picture_text::run(context, &arguments).await,
        Command::Search(arguments) => search::run(context, &arguments).await,
        Command::Reuse(arguments) => reuse::run(context, &arguments).await,
        Command::Inquiries(arguments) => inquiries::run(context, &arguments).await,
        Command::Topics(arguments) => topics::run(context, &arguments).await,
        Command::ServiceGap(arguments) => service_gap::run(context, &arguments).await,
        Command::Explain(arguments) => explain::run(context, &arguments).await,
        Command::Sql(arguments) => sql::run(context, &arguments).await,
        Command::Bench(arguments) => bench::run(context, &arguments.command).await,
        Command::Docs(arguments) => docs::run(context, arguments.command),
    }
}
