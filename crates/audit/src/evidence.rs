//! From row references to evidence: which row, where it stood, and a hash of what it said.

use std::collections::{BTreeMap, BTreeSet};

use arrow::array::{Array, RecordBatch, StringArray, StringViewArray};
use arrow::json::LineDelimitedWriter;
use engine::{ParamValue, Params, Session};
use model::{EvidenceRef, id, tables};

use crate::AuditError;

/// References are looked up in portions, so that one query never carries an endless list.
const PORTION: usize = 20_000;

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
        for row in 0..batch.num_rows() {
            let Some(key) = text(batch, table.key, row) else { continue };
            let reference = EvidenceRef {
                table: table.name.to_owned(),
                key: key.clone(),
                source_id: text(batch, "source_id", row),
                content_sha256: Some(id::hash_hex(&[&row_json(&batch.slice(row, 1))?])),
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

/// A row as one JSON object, columns in table order, NULLs left out: what the content hash is taken over.
fn row_json(row: &RecordBatch) -> Result<String, AuditError> {
    let mut writer = LineDelimitedWriter::new(Vec::new());
    writer.write(row).and_then(|()| writer.finish()).map_err(|error| AuditError::Evidence(error.to_string()))?;
    String::from_utf8(writer.into_inner()).map_err(|error| AuditError::Evidence(error.to_string()))
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
