//! `mingjian registry diff`: what changed in the registry between two days.

use import::{FiledAccount, RegistryDiff};
use serde_json::{Value, json};

use crate::args::Format;
use crate::args::registry::{Diff, RegistryCommand};
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::output::{self, Column, Sheet};
use crate::words::count;

/// Does it.
pub async fn run(context: &Context, command: &RegistryCommand) -> Result<Exit, Failure> {
    let RegistryCommand::Diff(arguments) = command;
    diff(context, arguments).await
}

async fn diff(context: &Context, arguments: &Diff) -> Result<Exit, Failure> {
    let workspace = context.workspace()?;
    let lake = context.lake(&workspace).await?;
    let diff = import::registry_diff(&lake, arguments.version, arguments.from, arguments.to).await?;
    output::write(context, &sheet(context, &diff))?;
    if context.format == Format::Table {
        let day = |day: Option<model::Day>| day.map_or_else(|| context.words.plain("unknown"), |day| day.to_string());
        let number = |rows: usize| count(rows as u64);
        let values = [
            ("from", day(diff.from).into()),
            ("to", day(diff.to).into()),
            ("added", number(diff.added.len()).into()),
            ("gone", number(diff.gone.len()).into()),
            ("changed", number(diff.changed.len()).into()),
        ];
        context.talk("registry-diff", &values);
    }
    Ok(Exit::Done)
}

/// One row for each account that came or went, and for each column that changed.
fn sheet(context: &Context, diff: &RegistryDiff) -> Sheet {
    let words = &context.words;
    let for_people = context.format == Format::Table;
    let names =
        ["change", "platform", "account_name", "unit_name", "field", "before", "after", "account_id", "source_id"];
    let names = if for_people { names.get(..7).unwrap_or(&names) } else { &names };
    let mut sheet = Sheet::new(names.iter().map(|name| Column::text(name)).collect());
    let mut push = |change: &str, account: &FiledAccount, field: Value, before: Value, after: Value| {
        let shown = if for_people { words.plain(change) } else { change.trim_start_matches("registry-").to_owned() };
        let platform = if for_people { words.platform(&account.platform) } else { account.platform.clone() };
        let mut row =
            vec![json!(shown), json!(platform), json!(account.name), json!(account.unit), field, before, after];
        if !for_people {
            row.extend([json!(account.account_id), json!(account.source_id)]);
        }
        sheet.push(row);
    };
    for account in &diff.added {
        push("registry-added", account, Value::Null, Value::Null, Value::Null);
    }
    for account in &diff.gone {
        push("registry-gone", account, Value::Null, Value::Null, Value::Null);
    }
    for change in &diff.changed {
        let field = if for_people { words.field(change.column) } else { change.column.to_owned() };
        push("registry-changed", &change.account, json!(field), json!(change.before), json!(change.after));
    }
    sheet
}
