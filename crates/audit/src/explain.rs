//! Everything behind one finding: rule, law, values, the rows as they stand in the lake, the SQL that found it.

use engine::{ParamValue, Params, Session};
use model::{Finding, tables};
use serde_json::{Map, Value};

use crate::AuditError;
use crate::result::AuditResult;

/// One row of evidence as it stands in the lake.
#[derive(Debug, Clone, serde::Serialize)]
pub struct EvidenceRow {
    /// Table of the lake.
    pub table: String,
    /// Key of the row.
    pub key: String,
    /// Where the row stood in the file it came from.
    pub source_id: Option<String>,
    /// Hash of the row when the audit was made.
    pub content_sha256: Option<String>,
    /// Columns that hold something; empty where the row no longer exists.
    pub columns: Map<String, Value>,
}

/// The finding whose id begins with `prefix`, live findings first.
///
/// # Errors
/// [`AuditError::NoSuchFinding`] if there is none.
pub fn find<'a>(result: &'a AuditResult, prefix: &str) -> Result<&'a Finding, AuditError> {
    let prefix = prefix.trim().to_ascii_lowercase();
    result
        .findings
        .iter()
        .chain(&result.shadow_findings)
        .find(|finding| !prefix.is_empty() && finding.finding_id.starts_with(&prefix))
        .ok_or_else(|| AuditError::NoSuchFinding { finding: prefix.clone(), audit_id: result.identity.audit_id() })
}

/// The rows a finding rests on.
///
/// # Errors
/// If the lake cannot be read.
pub async fn rows(session: &Session, finding: &Finding) -> Result<Vec<EvidenceRow>, AuditError> {
    let mut rows = Vec::new();
    for reference in &finding.evidence {
        let columns = match tables::by_name(&reference.table) {
            Some(table) => row(session, table, &reference.key).await?,
            None => Map::new(),
        };
        rows.push(EvidenceRow {
            table: reference.table.clone(),
            key: reference.key.clone(),
            source_id: reference.source_id.clone(),
            content_sha256: reference.content_sha256.clone(),
            columns,
        });
    }
    Ok(rows)
}

async fn row(session: &Session, table: &model::TableDef, key: &str) -> Result<Map<String, Value>, AuditError> {
    let sql = format!("SELECT * FROM lake.{} WHERE {} = $key", table.name, table.key);
    let params = Params::from([("key".to_owned(), ParamValue::Text(key.to_owned()))]);
    let batches = session.sql(&sql, &params).await?;
    let mut writer = arrow::json::ArrayWriter::new(Vec::new());
    let written = batches.iter().try_for_each(|batch| writer.write(batch)).and_then(|()| writer.finish());
    written.map_err(|error| AuditError::Evidence(error.to_string()))?;
    let values: Vec<Map<String, Value>> =
        serde_json::from_slice(&writer.into_inner()).map_err(|error| AuditError::Evidence(error.to_string()))?;
    Ok(values.into_iter().next().unwrap_or_default())
}
