//! The tables and views every session offers: each table of the lake cut at the monitoring point, and the
//! views of `views/*.sql`. `ARCHITECTURE.md`, Time, says what is cut by which time.

use model::{Micros, TableDef, tables};

use crate::params::{ParamValue, Params};
use crate::session::Session;
use crate::{EngineError, divisions};

struct ViewDef {
    name: &'static str,
    /// Small and used by many rules: [`keep`] computes it once.
    keep: bool,
    sql: &'static str,
}

/// The views, in the order they build on each other.
const VIEWS: &[ViewDef] = &[
    ViewDef { name: "all_accounts", keep: true, sql: include_str!("views/all_accounts.sql") },
    ViewDef { name: "accounts", keep: false, sql: include_str!("views/accounts.sql") },
    ViewDef { name: "account_activity", keep: true, sql: include_str!("views/account_activity.sql") },
    ViewDef { name: "account_collections", keep: true, sql: include_str!("views/account_collections.sql") },
    ViewDef { name: "inquiries", keep: false, sql: include_str!("views/inquiries.sql") },
    ViewDef { name: "post_footage", keep: false, sql: include_str!("views/post_footage.sql") },
    ViewDef { name: "post_picture_text", keep: false, sql: include_str!("views/post_picture_text.sql") },
    ViewDef { name: "shared_footage", keep: false, sql: include_str!("views/shared_footage.sql") },
];

/// Feature tables a session derives itself where only works were handed in.
const DERIVED: &[(&str, &str)] = &[
    ("features_posts", include_str!("views/derived_features_posts.sql")),
    ("features_comments", include_str!("views/derived_features_comments.sql")),
    ("features_account_quarters", include_str!("views/derived_account_quarters.sql")),
];

/// The names of the views, for documentation.
#[must_use]
pub fn view_names() -> Vec<&'static str> {
    VIEWS.iter().map(|view| view.name).chain([divisions::NAME]).collect()
}

/// When a row of a table counts, as a condition on it.
fn cut(table: &TableDef) -> Option<&'static str> {
    Some(match table.name {
        "posts" | "features_posts" => "posted_at IS NULL OR posted_at < $cut_off",
        "comments" | "features_comments" => "commented_at IS NULL OR commented_at < $cut_off",
        "messages" => "sent_at IS NULL OR sent_at < $cut_off",
        "account_snapshots" | "post_snapshots" | "hot_topics" => "observed_at < $cut_off",
        "registry" => "CASE WHEN filed_on IS NULL THEN observed_at < $cut_off ELSE filed_on <= $as_of END",
        "lists" => "CASE WHEN listed_on IS NULL THEN observed_at < $cut_off ELSE listed_on <= $as_of END",
        "notices" => "published_on IS NULL OR published_on <= $as_of",
        _ => return None,
    })
}

/// Defines the cut tables and the views of a session whose stored tables are in place. Nothing is computed yet.
pub(crate) async fn define(session: &mut Session) -> Result<(), EngineError> {
    let params = times(session);
    let merged = has_rows(session, "SELECT 1 FROM lake.account_aliases WHERE kind = 'account' LIMIT 1").await?;
    for table in tables::ALL {
        let sql = cut_table(table, session.as_of().is_some(), merged);
        session.lazy_view(table.name, &sql, &params).await?;
    }
    if session.derives_features() {
        for (name, sql) in DERIVED {
            session.view(name, sql, &params).await?;
        }
    }
    session.add_now(divisions::NAME, divisions::provider()?);
    // `all_accounts` reads the table `accounts` before the view of that name hides it.
    for view in VIEWS {
        session.lazy_view(view.name, view.sql, &params).await?;
    }
    Ok(())
}

/// Computes the views many rules use once, instead of in each query that names them.
pub(crate) async fn keep(session: &mut Session) -> Result<(), EngineError> {
    let params = times(session);
    for view in VIEWS {
        if view.name == "all_accounts" {
            session.view(view.name, "SELECT * FROM all_accounts", &params).await?;
        } else if view.keep {
            session.view(view.name, view.sql, &params).await?;
        } else {
            session.lazy_view(view.name, view.sql, &params).await?;
        }
    }
    Ok(())
}

/// The times the tables and views are cut by.
fn times(session: &Session) -> Params {
    let cut_off = session.as_of().map(model::Day::end);
    let quarter_start = cut_off.map_or(Micros(i64::MAX), |end| Micros(end.0 - 1).quarter_start());
    Params::from([
        ("cut_off".to_owned(), ParamValue::Time(cut_off.unwrap_or(Micros(i64::MAX)))),
        ("quarter_start".to_owned(), ParamValue::Time(quarter_start)),
    ])
}

async fn has_rows(session: &Session, sql: &str) -> Result<bool, EngineError> {
    Ok(session.sql(sql, &Params::new()).await?.iter().any(|batch| batch.num_rows() > 0))
}

/// The SELECT that shows a stored table as of the monitoring point, with merged accounts under their older id.
fn cut_table(table: &TableDef, as_of: bool, merged: bool) -> String {
    let condition = if as_of { cut(table) } else { None };
    let filter = condition.map(|condition| format!(" WHERE {condition}")).unwrap_or_default();
    if !merged || table.name == "account_aliases" || table.column("account_id").is_none() {
        return format!("SELECT * FROM lake.{}{filter}", table.name);
    }
    let mut joins = format!(" LEFT JOIN ({MERGED}) merged ON merged.younger = t.account_id");
    if table.column("author_account_id").is_some() {
        // Whoever wrote a comment may be a merged account too.
        joins.push_str(" LEFT JOIN (");
        joins.push_str(MERGED);
        joins.push_str(") author ON author.younger = t.author_account_id");
    }
    let columns: Vec<String> = table
        .columns
        .iter()
        .map(|column| match column.name {
            "account_id" => "coalesce(merged.older, t.account_id) AS account_id".to_owned(),
            "author_account_id" => "coalesce(author.older, t.author_account_id) AS author_account_id".to_owned(),
            name => format!("t.{name}"),
        })
        .collect();
    // The younger account's own row disappears; its posts, snapshots and filings follow.
    let own_row = if table.name == "accounts" { " WHERE merged.older IS NULL" } else { "" };
    format!("SELECT {} FROM (SELECT * FROM lake.{}{filter}) t{joins}{own_row}", columns.join(", "), table.name)
}

/// The accounts that are merged into another now: of all that was decided about one, the latest counts.
const MERGED: &str = "SELECT younger, older FROM (\
    SELECT value AS younger, account_id AS older, kind, \
           row_number() OVER (PARTITION BY value ORDER BY observed_at DESC, alias_id DESC) AS place \
    FROM lake.account_aliases WHERE kind IN ('account', 'account_undone')) \
    WHERE place = 1 AND kind = 'account'";
