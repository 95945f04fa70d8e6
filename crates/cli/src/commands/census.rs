//! `mingjian census`: search and count accounts.

mod conditions;
mod counts;

pub use conditions::{division, platform};

use engine::{Engine, EngineOptions, Params, Session};
use model::Day;
use serde_json::{Value, json};
use text::gazetteer::Gazetteer;

use crate::args::Format;
use crate::args::census::{Census, SortBy};
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::output::{self, Column, Sheet, cells, json};
use crate::words::{Words, count};

/// The accounts that are searched, as a table.
const ACCOUNTS: &str = "census_accounts";

/// The fields of an account for scripts.
const FIELDS: [&str; 13] = [
    "account_id",
    "platform",
    "name",
    "unit_name",
    "region_code",
    "region",
    "level",
    "unit_type",
    "registered",
    "verified",
    "followers",
    "works",
    "platform_state",
];

/// Searches and counts.
pub async fn run(context: &Context, arguments: &Census) -> Result<Exit, Failure> {
    let conditions = conditions::conditions(&context.words, arguments)?;
    let mut session = accounts(context, arguments.as_of).await?;
    let sql = format!("SELECT * FROM {ACCOUNTS} WHERE {}", conditions.sql);
    session.view("census_hits", &sql, &conditions.params).await?;
    if arguments.by.is_empty() {
        page(context, arguments, &session).await?;
    } else {
        counts::write(context, &arguments.by, &session).await?;
    }
    Ok(Exit::Done)
}

/// A session that holds every account as of a day as the table [`ACCOUNTS`]. People search one version many times: the
/// table is kept under its version, the day and the program that read the names.
async fn accounts(context: &Context, as_of: Option<Day>) -> Result<Session, Failure> {
    let workspace = context.workspace()?;
    let lake = context.lake(&workspace).await?;
    let version = lake.at(None).await?;
    let day = as_of.map_or_else(|| "all".to_owned(), |day| day.to_string());
    let depends_on = [version.version.to_string(), day, env!("CARGO_PKG_VERSION").to_owned(), text::data_hash()];
    let name = format!("{}.arrow", model::id::hash_hex(&depends_on.each_ref().map(String::as_str)));
    let file = workspace.cache().join("census").join(name);
    let engine = Engine::new(&EngineOptions::default())?;
    if let Some(session) = engine.kept_session(&file, ACCOUNTS) {
        return Ok(session);
    }
    let mut session = engine.session(&lake, &version, as_of).await?;
    let sql = "SELECT account_id, platform, name, unit_name, region_code, level, unit_type, registered, verified, \
               followers, works, platform_state, name_folded, audited FROM all_accounts";
    session.keep_in(&file, ACCOUNTS, sql, &Params::new()).await?;
    Ok(session)
}

/// How many accounts were hit.
async fn total(session: &Session) -> Result<u64, Failure> {
    let batches = session.sql("SELECT count(*) FROM census_hits", &Params::new()).await?;
    Ok(batches.first().and_then(|batch| cells::cell(batch.column(0).as_ref(), 0).as_u64()).unwrap_or(0))
}

async fn page(context: &Context, arguments: &Census, session: &Session) -> Result<(), Failure> {
    let total = total(session).await?;
    let size = u64::from(arguments.page_size);
    let pages = total.div_ceil(size);
    let page = u64::from(arguments.page);
    let sort = match arguments.sort {
        SortBy::Name => "name",
        SortBy::Followers => "followers",
        SortBy::Works => "works",
        SortBy::Platform => "platform",
    };
    let direction = if arguments.desc { "DESC" } else { "ASC" };
    // Followed by what tells equal rows apart, so that no account shows on two pages.
    let sql = format!(
        "SELECT account_id, platform, name, unit_name, region_code, level, unit_type, registered, verified, followers, works, \
         platform_state FROM census_hits ORDER BY {sort} {direction} NULLS LAST, name, platform, account_id LIMIT {size} OFFSET {}",
        (page - 1).saturating_mul(size)
    );
    let rows = cells::sheet(&session.sql(&sql, &Params::new()).await?).rows;
    let mut sheet = Sheet::new(FIELDS.map(Column::text).to_vec());
    for row in rows {
        let mut row = row;
        let region = row.get(4).and_then(Value::as_str).map(region_path);
        row.insert(5, json!(region));
        sheet.push(row);
    }
    match context.format {
        Format::Json => {
            let objects: Vec<Value> = sheet.rows.iter().map(|row| json::object(FIELDS, row)).collect();
            let answer = json!({"total": total, "page": page, "pages": pages, "page_size": size, "accounts": objects});
            json::value(&mut output::out(), &answer)?;
            return Ok(());
        }
        Format::Csv => output::write(context, &sheet)?,
        Format::Table | Format::Xlsx => output::write(context, &for_people(&context.words, &sheet))?,
    }
    let values = [("total", count(total).into()), ("page", count(page).into()), ("pages", count(pages).into())];
    if context.format == Format::Csv {
        context.talk("census-pages", &values);
    } else {
        output::print(&context.words.say("census-pages", &values))?;
    }
    Ok(())
}

fn for_people(words: &Words, sheet: &Sheet) -> Sheet {
    let columns = vec![
        Column::text("name").or_unknown(),
        Column::text("platform"),
        Column::text("unit_name").or_unknown(),
        Column::text("region").or_unknown(),
        Column::text("level"),
        Column::text("unit_type"),
        Column::text("registered"),
        Column::number("followers").or_unknown(),
        Column::number("works").or_unknown(),
    ];
    let rows = sheet.rows.iter().filter_map(|row| {
        let [_, platform, name, unit, code, _, rank, unit_type, registered, _, followers, published, ..] =
            row.as_slice()
        else {
            return None;
        };
        Some(vec![
            name.clone(),
            words.platform(platform.as_str().unwrap_or_default()).into(),
            unit.clone(),
            json!(code.as_str().map(short_region)),
            level_words(words, rank),
            unit_type_words(words, unit_type),
            registered.clone(),
            followers.clone(),
            published.clone(),
        ])
    });
    Sheet { columns, rows: rows.collect() }
}

/// A level as people call it.
fn level_words(words: &Words, level: &Value) -> Value {
    let level = level.as_str().and_then(model::Level::from_id).unwrap_or(model::Level::Unknown);
    words.term(level.chinese(), level.id()).into()
}

/// A kind of unit as people call it.
fn unit_type_words(words: &Words, kind: &Value) -> Value {
    let kind = kind.as_str().and_then(model::UnitType::from_id).unwrap_or(model::UnitType::Unknown);
    words.term(kind.chinese(), kind.id()).into()
}

/// A place with everything it lies in.
fn region_path(code: &str) -> String {
    Gazetteer::embedded().path(code).iter().map(|division| division.name).collect()
}

/// A place and what it lies in: enough to tell places of one name apart on a screen.
fn short_region(code: &str) -> String {
    let path = Gazetteer::embedded().path(code);
    let from = path.len().saturating_sub(2);
    path.iter().skip(from).map(|division| division.short_name).collect()
}
