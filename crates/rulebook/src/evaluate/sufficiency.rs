//! From `needs` and `insufficient_when` to conditions under which a subject cannot be judged.

use model::collection::CollectionKind;
use model::{TableDef, tables};

use crate::problem::listed;
use crate::rule::Rule;

/// Tables whose rows describe a standing: a subject without any row lacks the column. In the others (works,
/// comments …) no row means nothing happened, which only a complete collection can show.
const STANDING: [&str; 2] = ["registry", "account_snapshots"];

/// What an entry of `needs` asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Need {
    /// A complete collection that reaches the monitoring point.
    Collection(CollectionKind),
    /// A column of the universe itself.
    Universe { column: String },
    /// A column of a table of the lake.
    Table { table: &'static str, column: String },
}

/// Reads an entry of `needs`.
///
/// # Errors
/// A sentence that says what to write instead.
pub(crate) fn read_need(rule: &Rule, universe_columns: &[String], need: &str) -> Result<Need, String> {
    let form = "write it like posts.posted_at or collections.posts";
    let (table, column) = need.split_once('.').ok_or_else(|| format!("`{need}` has no column; {form}"))?;
    if table == "collections" {
        let kinds = CollectionKind::ALL.iter().map(|kind| format!("collections.{}", kind.id()));
        let kind = CollectionKind::from_id(column);
        if kind.is_some() && !universe_columns.iter().any(|name| name == "account_id") {
            return Err(format!(
                "`{need}` needs an account_id in the universe; add the column or write an insufficient_when"
            ));
        }
        return kind
            .map(Need::Collection)
            .ok_or_else(|| format!("`{need}` is not a kind of collection; write one of {}", listed(kinds)));
    }
    let of_universe = matches!(table, "accounts" | "all_accounts" | "universe") || rule.universe_view() == Some(table);
    if of_universe && universe_columns.iter().any(|name| name == column) {
        return Ok(Need::Universe { column: column.to_owned() });
    }
    let known = tables::by_name(table).ok_or_else(|| {
        format!("there is no table `{table}`; write one of {}", listed(tables::ALL.iter().map(|t| t.name)))
    })?;
    if known.column(column).is_none() {
        let columns = listed(known.columns.iter().map(|column| column.name));
        return Err(format!("`{table}` has no column `{column}`; write one of {columns}"));
    }
    Ok(Need::Table { table: known.name, column: column.to_owned() })
}

/// A condition over the universe (alias `a`) under which a subject cannot be judged.
pub(crate) struct Reason {
    pub(crate) because: String,
    pub(crate) why: String,
    pub(crate) condition: String,
    /// Where it comes from, for messages.
    pub(crate) place: String,
}

/// Every reason in the order in which they are named: `needs`, then `insufficient_when`.
pub(crate) fn reasons(rule: &Rule, universe_columns: &[String]) -> Result<Vec<Reason>, String> {
    let mut reasons = Vec::new();
    for need in &rule.front.needs {
        let tolerated = rule.front.tolerates.get(need).map_or(0, |tolerance| tolerance.rows);
        for (condition, why) in conditions(rule, universe_columns, need, tolerated)? {
            reasons.push(Reason { because: need.clone(), why, condition, place: format!("needs {need}") });
        }
    }
    for incomplete in &rule.front.insufficient_when {
        reasons.push(Reason {
            because: incomplete.because.clone(),
            why: incomplete.why.clone(),
            condition: incomplete.when.clone(),
            place: format!("insufficient_when {}", incomplete.because),
        });
    }
    Ok(reasons)
}

fn conditions(
    rule: &Rule,
    universe_columns: &[String],
    need: &str,
    tolerated: u32,
) -> Result<Vec<(String, String)>, String> {
    Ok(match read_need(rule, universe_columns, need)? {
        Need::Collection(kind) => vec![(
            // A collection of works that the profile contradicts is not in the view: it broke off.
            format!(
                "NOT EXISTS (SELECT 1 FROM account_collections c WHERE c.account_id = a.account_id AND c.kind = '{}' \
                 AND c.complete_to_day >= days_after($as_of, -$max_age_days))",
                kind.id()
            ),
            format!("没有覆盖到监测时间点的完整{}采集", kind.chinese()),
        )],
        Need::Universe { column } => vec![(format!("a.{column} IS NULL"), format!("缺少{need}"))],
        Need::Table { table, column } => {
            // The caller has just seen the table exist.
            let Some(definition) = tables::by_name(table) else { return Ok(Vec::new()) };
            table_conditions(rule, universe_columns, definition, &column, tolerated)
        }
    })
}

fn table_conditions(
    rule: &Rule,
    universe_columns: &[String],
    table: &TableDef,
    column: &str,
    tolerated: u32,
) -> Vec<(String, String)> {
    let name = table.name;
    let key = rule.subject_key();
    let in_universe = |wanted: &str| universe_columns.iter().any(|column| column == wanted);
    let link = [key, "account_id"].into_iter().find(|link| table.column(link).is_some() && in_universe(link));
    let missing_words = format!("{}缺少{column}", table.chinese);
    let Some(link) = link else {
        let condition = format!("(SELECT count({column}) FROM {name}) = 0");
        return vec![(condition, format!("没有导入{}（{name}.{column}）", table.chinese))];
    };
    if link == "account_id" && matches!(name, "posts" | "features_posts") && column == "posted_at" {
        // Counted once for all rules, so that no rule has to read every work again.
        let condition = format!(
            "EXISTS (SELECT 1 FROM account_activity t WHERE t.account_id = a.account_id AND t.undated_posts > {tolerated})"
        );
        return vec![(condition, "有作品缺少发布时间".to_owned())];
    }
    let mut conditions = Vec::new();
    if STANDING.contains(&name) {
        conditions.push((
            format!("NOT EXISTS (SELECT 1 FROM {name} s WHERE s.{link} = a.{link})"),
            format!("没有{}", table.chinese),
        ));
    }
    conditions.push((
        format!(
            "EXISTS (SELECT 1 FROM (SELECT {link} AS link, count(*) AS missing FROM {name} WHERE {column} IS NULL \
             GROUP BY {link}) s WHERE s.link = a.{link} AND s.missing > {tolerated})"
        ),
        missing_words,
    ));
    conditions
}
