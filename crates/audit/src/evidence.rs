//! From row references to evidence: which row, where it stood, and a hash of what it said (its columns in table order,
//! `name US value RS` each, NULLs left out).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use arrow::array::{Array, RecordBatch, StringArray, StringViewArray};
use arrow::util::display::{ArrayFormatter, FormatOptions};
use engine::{ParamValue, Params, Session};
use model::{EvidenceRef, id, tables};

use crate::AuditError;

/// References are looked up in portions, so that one query never carries an endless list. Each portion reads the keys of
/// the whole table, so they are large.
const PORTION: usize = 200_000;

/// What the lake says about the referenced rows. References to rows that do not exist stay without hash.
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    rows: BTreeMap<(String, String), EvidenceRef>,
}

impl Evidence {
    /// Looks all references (`table:key`) up, table by table.
    pub(crate) async fn load(session: &Session, references: &BTreeSet<String>) -> Result<Self, AuditError> {
        let mut by_table: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for reference in references {
            if let Some((table, key)) = reference.split_once(':') {
                by_table.entry(table).or_default().push(key.to_owned());
            }
        }
        let mut evidence = Self::default();
        for (name, keys) in by_table {
            let Some(table) = tables::by_name(name) else { continue };
            let sql = format!("SELECT * FROM lake.{name} WHERE array_has($keys, {})", table.key);
            for portion in keys.chunks(PORTION) {
                let params = Params::from([("keys".to_owned(), ParamValue::TextList(portion.to_vec()))]);
                for batch in session.sql(&sql, &params).await? {
                    evidence.add(table, &batch)?;
                }
            }
        }
        Ok(evidence)
    }

    fn add(&mut self, table: &model::TableDef, batch: &RecordBatch) -> Result<(), AuditError> {
        let schema = batch.schema();
        let options = FormatOptions::default();
        let mut columns = Vec::with_capacity(batch.num_columns());
        for (field, column) in schema.fields().iter().zip(batch.columns()) {
            let cells = ArrayFormatter::try_new(column, &options).map_err(|error| unreadable(&error))?;
            columns.push((field.name().as_str(), column, cells));
        }
        let mut said = String::new();
        for row in 0..batch.num_rows() {
            let Some(key) = text(batch, table.key, row) else { continue };
            said.clear();
            for (name, column, cells) in &columns {
                if !column.is_null(row) {
                    // The separators cannot occur in a column's name, and a value ends where the next name begins.
                    write!(said, "{name}\u{1f}{}\u{1e}", cells.value(row)).map_err(|error| unreadable(&error))?;
                }
            }
            let reference = EvidenceRef {
                table: table.name.to_owned(),
                key: key.clone(),
                source_id: text(batch, "source_id", row),
                content_sha256: Some(id::hash_hex(&[&said])),
            };
            self.rows.insert((table.name.to_owned(), key), reference);
        }
        Ok(())
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

fn unreadable(error: &impl ToString) -> AuditError {
    AuditError::Evidence(error.to_string())
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
