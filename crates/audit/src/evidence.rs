//! From row references to evidence: which row, where it stood, and a hash of what it said (`model::content`).

use std::collections::{BTreeMap, BTreeSet};

use arrow::array::{Array, RecordBatch, StringArray, StringViewArray, TimestampMicrosecondArray};
use engine::{Params, Session};
use model::{EvidenceRef, Micros, Record, TableDef, content, tables};

use crate::AuditError;

/// The keys looked for, as a table of the session: a join with it plans at once and lets the scan skip what does not match.
const WANTED: &str = "wanted_evidence";

/// What the lake says about the referenced rows. References to rows that do not exist stay without hash.
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    rows: BTreeMap<(String, String), EvidenceRef>,
}

impl Evidence {
    /// Looks all references (`table:key`) up, table by table.
    pub(crate) async fn load(session: &Session, references: &BTreeSet<String>) -> Result<Self, AuditError> {
        let mut by_table: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for reference in references {
            if let Some((table, key)) = reference.split_once(':') {
                by_table.entry(table).or_default().insert(key.to_owned());
            }
        }
        let mut evidence = Self::default();
        let mut session = session.fork();
        for (name, mut keys) in by_table {
            let Some(table) = tables::by_name(name) else { continue };
            if name == tables::Post::TABLE.name {
                evidence.last_works(&mut session, &mut keys).await?;
            }
            for condition in parts(&session, table).await? {
                evidence.rows(&mut session, table, &condition, &mut keys).await?;
            }
        }
        Ok(evidence)
    }

    /// The last works of accounts, from the kept state: a silence is shown without reading every work.
    async fn last_works(&mut self, session: &mut Session, keys: &mut BTreeSet<String>) -> Result<(), AuditError> {
        session.keep_keys(WANTED, keys)?;
        let sql = format!(
            "SELECT last_post_id, source_id, last_post_sha256 FROM {WANTED} \
             JOIN lake.features_account_quarters ON last_post_id = key WHERE last_post_sha256 IS NOT NULL"
        );
        for batch in session.sql(&sql, &Params::new()).await? {
            for row in 0..batch.num_rows() {
                let Some(key) = text(&batch, "last_post_id", row) else { continue };
                let hash = text(&batch, "last_post_sha256", row);
                self.add(tables::Post::TABLE, &batch, row, key, hash, keys);
            }
        }
        Ok(())
    }

    /// The rows of a part of a table that are still looked for; what is found is taken out of `keys`.
    async fn rows(
        &mut self,
        session: &mut Session,
        table: &TableDef,
        condition: &str,
        keys: &mut BTreeSet<String>,
    ) -> Result<(), AuditError> {
        if keys.is_empty() {
            return Ok(());
        }
        session.keep_keys(WANTED, keys)?;
        let sql = format!(
            "SELECT t.* FROM {WANTED} w JOIN lake.{} t ON t.{} = w.key WHERE {condition}",
            table.name, table.key
        );
        for batch in session.sql(&sql, &Params::new()).await? {
            for (row, hash) in content::batch_sha256(&batch).into_iter().enumerate() {
                let Some(key) = text(&batch, table.key, row) else { continue };
                self.add(table, &batch, row, key, Some(hash), keys);
            }
        }
        Ok(())
    }

    fn add(
        &mut self,
        table: &TableDef,
        batch: &RecordBatch,
        row: usize,
        key: String,
        content_sha256: Option<String>,
        keys: &mut BTreeSet<String>,
    ) {
        keys.remove(&key);
        let source_id = text(batch, "source_id", row);
        let reference = EvidenceRef { table: table.name.to_owned(), key: key.clone(), source_id, content_sha256 };
        self.rows.insert((table.name.to_owned(), key), reference);
    }

    /// The evidence of one finding, in the order of its references.
    pub(crate) fn of(&self, references: &[String]) -> Vec<EvidenceRef> {
        let known = |reference: &String| {
            let (table, key) = reference.split_once(':')?;
            let row = self.rows.get(&(table.to_owned(), key.to_owned())).cloned();
            Some(row.unwrap_or_else(|| EvidenceRef {
                table: table.to_owned(),
                key: key.to_owned(),
                source_id: None,
                content_sha256: None,
            }))
        };
        references.iter().filter_map(known).collect()
    }
}

/// The parts a table is searched in, as conditions: quarter by quarter, the latest first, where it is divided so. Evidence is
/// mostly young, and the search ends when everything is found.
async fn parts(session: &Session, table: &TableDef) -> Result<Vec<String>, AuditError> {
    let Some(time) = table.partition else { return Ok(vec!["true".to_owned()]) };
    let sql = format!("SELECT min({time}) AS first, max({time}) AS last FROM lake.{}", table.name);
    let batches = session.sql(&sql, &Params::new()).await?;
    let bound = |name: &str| {
        let column = batches.first()?.column_by_name(name)?;
        let times = column.as_any().downcast_ref::<TimestampMicrosecondArray>()?;
        (!times.is_empty() && !times.is_null(0)).then(|| Micros(times.value(0)))
    };
    let mut parts = Vec::new();
    if let (Some(first), Some(last)) = (bound("first"), bound("last")) {
        let mut quarter = first.day().quarter();
        while quarter <= last.day().quarter() {
            let (from, to) = (quarter.first_day().start(), quarter.next().first_day().start());
            parts.push(format!("{time} >= to_timestamp_micros({}) AND {time} < to_timestamp_micros({})", from.0, to.0));
            quarter = quarter.next();
        }
        parts.reverse();
    }
    parts.push(format!("{time} IS NULL"));
    Ok(parts)
}

/// The text of a column in a row; nothing for NULL or another type.
pub(crate) fn text(batch: &RecordBatch, column: &str, row: usize) -> Option<String> {
    let column = batch.column_by_name(column)?;
    if column.is_null(row) {
        return None;
    }
    if let Some(texts) = column.as_any().downcast_ref::<StringViewArray>() {
        return Some(texts.value(row).to_owned());
    }
    column.as_any().downcast_ref::<StringArray>().map(|texts| texts.value(row).to_owned())
}
