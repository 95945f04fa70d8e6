//! `mingjian explain`: rule, law, values, the rows as they were read and where each stood, the SQL that found it.

mod footage;
mod page;

use std::collections::BTreeMap;
use std::io::Write;

use audit::explain::{self, EvidenceRow};
use audit::{AuditResult, Identity};
use engine::{Engine, EngineOptions, Params, Session};
use lake::Workspace;
use model::Finding;
use serde::Serialize;
use serde_json::{Value, json};

use crate::args::Format;
use crate::args::explain::Explain;
use crate::audits;
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::output::{self, cells, json};
use crate::rules;

/// Where a row stood in the file it came from.
#[derive(Debug, Clone, Serialize)]
pub struct Origin {
    /// The file as handed in; nothing where it is not known any more.
    pub file: Option<String>,
    /// Sheet, table or member of an archive.
    pub sheet: Option<String>,
    /// Row, from 1.
    pub row: Option<String>,
}

/// A row of evidence with its origin.
#[derive(Debug, Serialize)]
pub struct Evidence {
    /// The row.
    #[serde(flatten)]
    pub row: EvidenceRow,
    /// Where it stood.
    pub origin: Option<Origin>,
}

/// Explains.
pub async fn run(context: &Context, arguments: &Explain) -> Result<Exit, Failure> {
    let workspace = context.workspace()?;
    let id = audits::resolve(&workspace, &arguments.audit)?;
    let result = audits::read(&workspace, &id)?;
    let finding = find(&result, &id, &arguments.finding)?;
    let session = session(context, &workspace, &result.identity).await?;
    let files = imported_files(&session).await?;
    let rows = explain::rows(&session, finding).await?;
    let evidence: Vec<Evidence> = rows
        .into_iter()
        .map(|row| Evidence { origin: row.source_id.as_deref().map(|source| origin(source, &files)), row })
        .collect();
    if let Some(file) = &arguments.page {
        footage::write(context, &session, finding, file).await?;
    }
    let rulebook = rules::load(None)?;
    let rule = rulebook.rules().get(&finding.rule);
    let settled = rule.and_then(|rule| rulebook.profile(&result.identity.profile).ok()?.rule(rule.code()));
    let page = page::Page { context, finding, audit: &id, rule, settled, evidence: &evidence };
    if context.format == Format::Table {
        output::print(&page.text())?;
    } else {
        let params: BTreeMap<String, String> = settled
            .map(|settled| settled.shown().into_iter().map(|param| (param.name, param.value)).collect())
            .unwrap_or_default();
        let mut value = super::findings::object(finding);
        if let Value::Object(fields) = &mut value {
            fields.insert("evidence".to_owned(), json!(evidence));
            fields.insert("basis".to_owned(), json!(rule.map(|rule| &rule.front.basis)));
            fields.insert("sql".to_owned(), json!(rule.map(|rule| &rule.sql)));
            fields.insert("params".to_owned(), json!(params));
            fields.insert("audit".to_owned(), json!(result.identity));
            fields.insert(
                "rule_unchanged".to_owned(),
                json!(rule.is_some_and(|rule| rule.version == finding.rule_version)),
            );
        }
        let mut out = output::out();
        json::value(&mut out, &value)?;
        out.flush()?;
    }
    Ok(Exit::Done)
}

/// The one finding whose id begins so.
fn find<'a>(result: &'a AuditResult, audit: &str, asked: &str) -> Result<&'a Finding, Failure> {
    let prefix = asked.trim().to_ascii_lowercase();
    let all = result.findings.iter().chain(&result.shadow_findings);
    let found: Vec<&Finding> =
        all.filter(|finding| !prefix.is_empty() && finding.finding_id.starts_with(&prefix)).take(20).collect();
    match found.as_slice() {
        [finding] => Ok(finding),
        [] => Err(Failure::wrong_use("error-unknown-finding").with("id", asked).with("audit", audit)),
        several => {
            let known: Vec<&str> = several.iter().map(|finding| finding.finding_id.as_str()).collect();
            Err(Failure::wrong_use("error-ambiguous-finding").with("id", asked).with("known", known.join(", ")))
        }
    }
}

/// The lake as the audit saw it.
async fn session(context: &Context, workspace: &Workspace, identity: &Identity) -> Result<Session, Failure> {
    let lake = context.lake(workspace).await?;
    let version = lake.at(Some(identity.lake_version)).await?;
    let engine = Engine::new(&EngineOptions::default())?;
    Ok(engine.session(&lake, &version, Some(identity.as_of)).await?)
}

/// Paths by the first characters of the file's hash, as `source_id` begins.
async fn imported_files(session: &Session) -> Result<BTreeMap<String, String>, Failure> {
    let sql = "SELECT file_hash, path FROM lake.imported_files ORDER BY observed_at DESC, path";
    let rows = cells::sheet(&session.sql(sql, &Params::new()).await?).rows;
    let mut files = BTreeMap::new();
    for row in rows {
        if let [Value::String(hash), Value::String(path)] = row.as_slice() {
            files.insert(hash.chars().take(16).collect(), path.clone());
        }
    }
    Ok(files)
}

/// `HASH16/SHEET/ROW` read back.
fn origin(source: &str, files: &BTreeMap<String, String>) -> Origin {
    let (hash, rest) = source.split_once('/').unwrap_or((source, ""));
    let (sheet, row) = rest.rsplit_once('/').unwrap_or(("", rest));
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Origin { file: files.get(hash).cloned(), sheet: some(sheet), row: some(row) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_read_back_to_file_sheet_and_row() {
        let files = BTreeMap::from([("0123456789abcdef".to_owned(), "台账.xlsx".to_owned())]);
        let read = origin("0123456789abcdef/Sheet1/a/12", &files);
        assert_eq!(read.file.as_deref(), Some("台账.xlsx"));
        assert_eq!((read.sheet.as_deref(), read.row.as_deref()), (Some("Sheet1/a"), Some("12")));
        let read = origin("ffff//3", &files);
        assert_eq!((read.file, read.sheet, read.row.as_deref()), (None, None, Some("3")));
        assert!(origin("", &files).row.is_none());
    }
}
