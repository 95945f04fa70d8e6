//! An audit as files: what `audits/ID/` of a workspace holds. Bytes in, bytes out; who keeps them is not decided here.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Array, RecordBatch, StringArray, TimestampMicrosecondArray};
use arrow::datatypes::{DataType, Field, Schema, TimeUnit};
use model::Finding;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::AuditError;
use crate::changes::{EarlierAudit, FindingKey};
use crate::result::AuditResult;

/// Files of an audit by name.
pub type AuditFiles = BTreeMap<String, Vec<u8>>;

/// Parameters, coverage ledger, rule counts and pass rates.
pub const AUDIT_JSON: &str = "audit.json";
const FINDINGS_JSON: &str = "findings.json";
const FINDINGS_PARQUET: &str = "findings.parquet";
const SHADOW_JSON: &str = "shadow_findings.json";
const UNJUDGED_JSON: &str = "unjudged.json";
const STANDINGS_JSON: &str = "standings.json";

/// The files of an audit. The same result gives the same bytes.
///
/// # Errors
/// Only if a table cannot be encoded.
pub fn files(result: &AuditResult) -> Result<AuditFiles, AuditError> {
    Ok(BTreeMap::from([
        (AUDIT_JSON.to_owned(), json(AUDIT_JSON, result)?),
        (FINDINGS_JSON.to_owned(), json(FINDINGS_JSON, &result.findings)?),
        (FINDINGS_PARQUET.to_owned(), findings_parquet(&result.findings)?),
        (SHADOW_JSON.to_owned(), json(SHADOW_JSON, &result.shadow_findings)?),
        (UNJUDGED_JSON.to_owned(), json(UNJUDGED_JSON, &result.unjudged)?),
        (STANDINGS_JSON.to_owned(), json(STANDINGS_JSON, &result.standings)?),
    ]))
}

/// The audit these files hold.
///
/// # Errors
/// If a file is missing or was changed so that it cannot be read.
pub fn read(files: &AuditFiles) -> Result<AuditResult, AuditError> {
    let mut result: AuditResult = parse(files, AUDIT_JSON)?;
    result.findings = parse(files, FINDINGS_JSON)?;
    result.shadow_findings = parse(files, SHADOW_JSON)?;
    result.unjudged = parse(files, UNJUDGED_JSON)?;
    result.standings = parse(files, STANDINGS_JSON)?;
    Ok(result)
}

/// What a later audit compares itself with.
///
/// # Errors
/// As [`read`].
pub fn read_earlier(audit_id: &str, files: &AuditFiles) -> Result<EarlierAudit, AuditError> {
    let result: AuditResult = parse(files, AUDIT_JSON)?;
    let findings: Vec<Finding> = parse(files, FINDINGS_JSON)?;
    Ok(EarlierAudit {
        audit_id: audit_id.to_owned(),
        as_of: result.identity.as_of,
        findings: findings.iter().map(FindingKey::of).collect(),
    })
}

fn failed(name: &str, error: &impl ToString) -> AuditError {
    AuditError::Store { path: name.to_owned(), message: error.to_string() }
}

fn json<T: Serialize>(name: &str, value: &T) -> Result<Vec<u8>, AuditError> {
    let mut bytes = serde_json::to_vec_pretty(value).map_err(|error| failed(name, &error))?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn parse<T: DeserializeOwned>(files: &AuditFiles, name: &str) -> Result<T, AuditError> {
    let bytes = files.get(name).ok_or_else(|| AuditError::Store {
        path: name.to_owned(),
        message: "this file of the audit is missing; run the audit again to restore it".to_owned(),
    })?;
    serde_json::from_slice(bytes).map_err(|error| failed(name, &error))
}

/// Findings as a flat table; evidence is a JSON text.
fn findings_parquet(findings: &[Finding]) -> Result<Vec<u8>, AuditError> {
    let evidence: Vec<String> = findings
        .iter()
        .map(|finding| serde_json::to_string(&finding.evidence).map_err(|error| failed(FINDINGS_PARQUET, &error)))
        .collect::<Result<_, _>>()?;
    let text =
        |get: fn(&Finding) -> Option<&str>| -> ArrayRef { Arc::new(findings.iter().map(get).collect::<StringArray>()) };
    let first_seen: TimestampMicrosecondArray =
        findings.iter().map(|finding| finding.first_seen.map(|time| time.0)).collect();
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("finding_id", text(|finding| Some(&finding.finding_id))),
        ("rule", text(|finding| Some(&finding.rule))),
        ("title", text(|finding| Some(&finding.title))),
        ("class", text(|finding| Some(finding.class.id()))),
        ("rule_version", text(|finding| Some(&finding.rule_version))),
        ("subject", text(|finding| Some(finding.subject.id()))),
        ("subject_id", text(|finding| Some(&finding.subject_id))),
        ("account_id", text(|finding| finding.account_id.as_deref())),
        ("account_name", text(|finding| finding.account_name.as_deref())),
        ("platform", text(|finding| finding.platform.as_deref())),
        ("incident_key", text(|finding| Some(&finding.incident_key))),
        ("value", Arc::new(findings.iter().map(|finding| finding.value).collect::<Float64Array>())),
        ("threshold", Arc::new(findings.iter().map(|finding| finding.threshold).collect::<Float64Array>())),
        ("unit", text(|finding| finding.unit.as_deref())),
        ("first_seen", Arc::new(first_seen.with_timezone("UTC"))),
        ("evidence", Arc::new(StringArray::from(evidence))),
        ("explanation", text(|finding| Some(&finding.explanation))),
    ];
    let fields: Vec<Field> = columns
        .iter()
        .map(|(name, column)| {
            let kind = match column.data_type() {
                DataType::Timestamp(_, _) => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
                kind => kind.clone(),
            };
            Field::new(*name, kind, true)
        })
        .collect();
    let schema = Arc::new(Schema::new(fields));
    let columns = columns.into_iter().map(|(_, column)| column).collect();
    let batch = RecordBatch::try_new(Arc::clone(&schema), columns).map_err(|error| failed(FINDINGS_PARQUET, &error))?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_created_by("mingjian".to_owned())
        .build();
    let mut bytes = Vec::new();
    let mut writer =
        ArrowWriter::try_new(&mut bytes, schema, Some(properties)).map_err(|error| failed(FINDINGS_PARQUET, &error))?;
    writer.write(&batch).map_err(|error| failed(FINDINGS_PARQUET, &error))?;
    writer.close().map_err(|error| failed(FINDINGS_PARQUET, &error))?;
    Ok(bytes)
}
