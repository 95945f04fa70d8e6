//! `mingjian collections …`: what was looked for, so that absence can be concluded or not.

use engine::{ParamValue, Params, Session};
use lake::{CommitInfo, Lake, WriterOptions};
use model::collection::{CollectionKind, CollectionState};
use model::tables::Collection;
use model::{BatchBuilder, Record, id};
use serde_json::{Value, json};

use crate::args::Format;
use crate::args::collections::{Add, CollectionsCommand, List};
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::output::{self, Column, Sheet, cells, json};
use crate::words::count;

/// Does it.
pub async fn run(context: &Context, command: &CollectionsCommand) -> Result<Exit, Failure> {
    match command {
        CollectionsCommand::List(arguments) => list(context, arguments).await,
        CollectionsCommand::Add(arguments) => add(context, arguments).await,
    }
}

async fn list(context: &Context, arguments: &List) -> Result<Exit, Failure> {
    let open = context.session(None, None).await?;
    let mut conditions = vec!["true"];
    let mut params = Params::new();
    if let Some(account) = &arguments.account {
        conditions.push("(c.account_id = $account OR strpos(a.name_folded, $folded) > 0)");
        params.insert("account".to_owned(), ParamValue::Text(account.clone()));
        params.insert("folded".to_owned(), ParamValue::Text(text::fold::search(account)));
    }
    if let Some(kind) = arguments.kind {
        conditions.push("c.kind = $kind");
        params.insert("kind".to_owned(), ParamValue::Text(kind.of_model().id().to_owned()));
    }
    let sql = format!(
        "SELECT c.account_id, a.name, a.platform, c.kind, c.from_at, c.to_at, c.state, c.evidence, c.post_id, c.collection_id, \
         c.source_id, c.observed_at FROM lake.collections c LEFT JOIN all_accounts a ON a.account_id = c.account_id \
         WHERE {} ORDER BY a.platform, a.name, c.account_id, c.kind, c.to_at, c.collection_id LIMIT {}",
        conditions.join(" AND "),
        u64::from(arguments.limit) + 1
    );
    let mut rows = cells::sheet(&open.session.sql(&sql, &params).await?).rows;
    let limit = usize::try_from(arguments.limit).unwrap_or(usize::MAX);
    if rows.len() > limit {
        rows.truncate(limit);
        context.talk("collections-more", &[("limit", count(u64::from(arguments.limit)).into())]);
    }
    let names = [
        "account_id",
        "name",
        "platform",
        "kind",
        "from_at",
        "to_at",
        "state",
        "evidence",
        "post_id",
        "collection_id",
        "source_id",
        "observed_at",
    ];
    if context.format == Format::Table {
        let names = ["name", "platform", "kind", "from_at", "to_at", "state", "evidence"].map(Column::text);
        let mut sheet = Sheet::new(names.to_vec());
        let words = &context.words;
        for row in rows {
            let [account_id, name, platform, kind, from, to, state, evidence, ..] = row.as_slice() else { continue };
            let kind_words =
                kind.as_str().and_then(CollectionKind::from_id).map(|kind| words.term(kind.chinese(), kind.id()));
            let state_words =
                state.as_str().and_then(CollectionState::from_id).map(|state| words.term(state.chinese(), state.id()));
            sheet.push(vec![
                if name.is_null() { account_id.clone() } else { name.clone() },
                platform.as_str().map_or(Value::Null, |id| words.platform(id).into()),
                kind_words.map_or_else(|| kind.clone(), Value::from),
                if from.is_null() { words.plain("from-the-beginning").into() } else { day_of(from) },
                day_of(to),
                state_words.map_or_else(|| state.clone(), Value::from),
                evidence.clone(),
            ]);
        }
        output::write(context, &sheet)?;
    } else {
        output::write(context, &Sheet { columns: names.map(Column::text).to_vec(), rows })?;
    }
    Ok(Exit::Done)
}

/// Minutes are enough to see how far a collection reached.
fn day_of(time: &Value) -> Value {
    let Some(text) = time.as_str() else { return Value::Null };
    output::short_text(text, 16).into()
}

async fn add(context: &Context, arguments: &Add) -> Result<Exit, Failure> {
    if arguments.from.is_some_and(|from| from > arguments.to) {
        return Err(Failure::wrong_use("error-from-after-to"));
    }
    if arguments.to > context.today() {
        return Err(Failure::wrong_use("error-to-in-future").with("to", arguments.to));
    }
    if arguments.because.trim().is_empty() {
        return Err(Failure::wrong_use("error-because-empty"));
    }
    let open = context.session(None, None).await?;
    let (account_id, name) = account(&open.session, arguments.account.trim()).await?;
    let statement = statement(context, arguments, &account_id);
    let known =
        Params::from([("id".to_owned(), ParamValue::Text(statement.collection_id.clone().unwrap_or_default()))]);
    let known = open.session.sql("SELECT 1 AS known FROM lake.collections WHERE collection_id = $id", &known).await?;
    let is_known = known.iter().any(|batch| batch.num_rows() > 0);
    let version = if is_known { open.version.version } else { store(context, &open.lake, &statement).await? };
    let words = &context.words;
    let kind = arguments.kind.of_model();
    if context.format == Format::Json {
        let report = json!({"lake_version": version, "collection_id": statement.collection_id, "account_id": account_id, "new": !is_known});
        json::value(&mut output::out(), &report)?;
    } else {
        let values = [
            ("account", name.unwrap_or_else(|| account_id.clone()).into()),
            ("kind", words.term(kind.chinese(), kind.id()).into()),
            ("to", arguments.to.to_string().into()),
            ("version", version.to_string().into()),
        ];
        output::print(&words.say(if is_known { "collections-known" } else { "collections-added" }, &values))?;
    }
    Ok(Exit::Done)
}

/// The account meant: by id, or by its exact name where only one has it.
pub async fn account(session: &Session, asked: &str) -> Result<(String, Option<String>), Failure> {
    let params = Params::from([
        ("asked".to_owned(), ParamValue::Text(asked.to_owned())),
        ("folded".to_owned(), ParamValue::Text(text::fold::search(asked))),
    ]);
    let sql = "SELECT account_id, name, platform FROM all_accounts \
               WHERE account_id = $asked OR text_fold(name) = $folded ORDER BY account_id LIMIT 20";
    let rows = cells::sheet(&session.sql(sql, &params).await?).rows;
    let text = |row: &[Value], place: usize| row.get(place).and_then(Value::as_str).map(str::to_owned);
    match rows.as_slice() {
        [] => Err(Failure::wrong_use("error-unknown-account").with("name", asked)),
        [row] => Ok((text(row, 0).unwrap_or_default(), text(row, 1))),
        several => {
            let named = |row: &Vec<Value>| {
                format!("{} ({})", text(row, 0).unwrap_or_default(), text(row, 2).unwrap_or_default())
            };
            let known = several.iter().map(named).collect::<Vec<_>>().join(", ");
            Err(Failure::wrong_use("error-ambiguous-account").with("name", asked).with("known", known))
        }
    }
}

fn statement(context: &Context, arguments: &Add, account_id: &str) -> Collection {
    let (kind, state) = (arguments.kind.of_model().id(), arguments.state.of_model().id());
    // Citizens' numbers stay out of the lake, also when a clerk writes them down.
    let because = text::mask::mask(arguments.because.trim()).text;
    let from = arguments.from.map_or_else(String::new, |from| from.to_string());
    let key = id::row_id("collections", &[account_id, kind, &from, &arguments.to.to_string(), state, &because]);
    Collection {
        // The file of a statement is the statement itself; it stands in the row's own words.
        source_id: Some(format!("{}/statement/1", &id::hash_hex(&[&key]).chars().take(16).collect::<String>())),
        collection_id: Some(key),
        account_id: Some(account_id.to_owned()),
        kind: Some(kind.to_owned()),
        from_at: arguments.from.map(model::Day::start),
        // Nobody can have looked further than until now.
        to_at: Some(arguments.to.end().min(context.now())),
        state: Some(state.to_owned()),
        evidence: Some(because),
        observed_at: Some(context.now()),
        ..Collection::default()
    }
}

async fn store(context: &Context, lake: &Lake, statement: &Collection) -> Result<i64, Failure> {
    let mut batch = BatchBuilder::new(Collection::TABLE);
    batch.push(statement);
    let batch = batch.finish().map_err(|error| Failure::not_done("error-unexpected").detail(error))?;
    let options = WriterOptions { purpose: "collections add".to_owned(), ..WriterOptions::default() };
    let mut writer = lake.writer(options).await?;
    writer.append(Collection::TABLE, batch).await?;
    let info = CommitInfo { message: "collections add".to_owned(), author: context.author(), at: context.now() };
    Ok(writer.commit(info).await?)
}
