//! `mingjian accounts …`: contradictions about who is who, and what people decide.

use import::{Decided, Decision};
use serde_json::json;

use super::collections::account;
use crate::args::Format;
use crate::args::accounts::{AccountsCommand, Merge, Unmerge};
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::output::{self, Column, Sheet};
use crate::words::count;

/// Does it.
pub async fn run(context: &Context, command: &AccountsCommand) -> Result<Exit, Failure> {
    match command {
        AccountsCommand::Conflicts => conflicts(context).await,
        AccountsCommand::Merge(arguments) => merge(context, arguments).await,
        AccountsCommand::Unmerge(arguments) => unmerge(context, arguments).await,
    }
}

async fn conflicts(context: &Context) -> Result<Exit, Failure> {
    let workspace = context.workspace()?;
    let lake = context.lake(&workspace).await?;
    let found = import::conflicts(&lake).await?;
    let names = [
        "platform",
        "kind",
        "value",
        "account_id",
        "account_name",
        "source_id",
        "path",
        "other_account_id",
        "other_name",
        "other_source_id",
        "other_path",
    ];
    let mut sheet = Sheet::new(names.map(Column::text).to_vec());
    for conflict in &found {
        let platform = if context.format == Format::Table {
            context.words.platform(&conflict.platform)
        } else {
            conflict.platform.clone()
        };
        let (one, other) = (&conflict.stays_with, &conflict.also);
        sheet.push(vec![
            json!(platform),
            json!(conflict.kind),
            json!(conflict.value),
            json!(one.account_id),
            json!(one.name),
            json!(one.source_id),
            json!(one.path),
            json!(other.account_id),
            json!(other.name),
            json!(other.source_id),
            json!(other.path),
        ]);
    }
    if context.format == Format::Table && !found.is_empty() {
        let mut text = String::new();
        for conflict in &found {
            let (one, other) = (&conflict.stays_with, &conflict.also);
            let name = |claim: &import::Claim| claim.name.clone().unwrap_or_else(|| context.words.plain("unknown"));
            let place = |claim: &import::Claim| {
                let row = claim.source_id.rsplit('/').next().unwrap_or_default().to_owned();
                let path = claim.path.clone().unwrap_or_else(|| claim.source_id.clone());
                format!("{path} {}", context.words.say("place-row", &[("row", row.into())]))
            };
            let values = [
                ("platform", context.words.platform(&conflict.platform).into()),
                ("kind", context.words.identifier(&conflict.kind).into()),
                ("value", conflict.value.clone().into()),
                ("one", one.account_id.clone().into()),
                ("one_name", name(one).into()),
                ("one_place", place(one).into()),
                ("other", other.account_id.clone().into()),
                ("other_name", name(other).into()),
                ("other_place", place(other).into()),
            ];
            text.push_str(&context.words.say("accounts-conflict", &values));
            text.push('\n');
        }
        output::print(&text)?;
        context.talk("accounts-conflicts", &[("count", count(found.len() as u64).into())]);
    } else {
        output::write(context, &sheet)?;
    }
    Ok(Exit::Done)
}

async fn merge(context: &Context, arguments: &Merge) -> Result<Exit, Failure> {
    let open = context.session(None, None).await?;
    let (one, _) = account(&open.session, &arguments.one).await?;
    let (other, _) = account(&open.session, &arguments.other).await?;
    let decided = import::merge(&open.lake, &one, &other, &decision(context, &arguments.because)?).await?;
    tell(context, "accounts-merged", &decided)
}

async fn unmerge(context: &Context, arguments: &Unmerge) -> Result<Exit, Failure> {
    let workspace = context.workspace()?;
    let lake = context.lake(&workspace).await?;
    let decided = import::unmerge(&lake, &arguments.account, &decision(context, &arguments.because)?).await?;
    tell(context, "accounts-unmerged", &decided)
}

/// A decision without a reason is none.
fn decision(context: &Context, because: &str) -> Result<Decision, Failure> {
    if because.trim().is_empty() {
        return Err(Failure::wrong_use("error-because-empty"));
    }
    Ok(Decision { because: because.to_owned(), author: context.author(), now: context.now() })
}

fn tell(context: &Context, id: &str, decided: &Decided) -> Result<Exit, Failure> {
    if context.format == Format::Json {
        output::json::value(&mut output::out(), decided)?;
    } else {
        let values = [
            ("account", decided.account_id.clone().into()),
            ("other", decided.other_id.clone().into()),
            ("version", decided.lake_version.to_string().into()),
        ];
        output::print(&context.words.say(id, &values))?;
    }
    Ok(Exit::Done)
}
