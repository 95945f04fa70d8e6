//! From the rows of `rule.sql` to findings.

use std::collections::{BTreeMap, BTreeSet};

use arrow::array::RecordBatch;

use super::prepare::Universe;
use super::{EvaluateError, FoundRow};
use crate::problem::listed;
use crate::rule::Rule;
use crate::value::{Value, read_column};

/// What every rule returns; the rest of its columns is for the wording.
pub(crate) const FIXED_COLUMNS: [&str; 8] =
    ["subject_id", "account_id", "incident_key", "value", "threshold", "unit", "first_seen", "evidence"];

pub(crate) fn read(rule: &Rule, universe: &Universe, batches: &[RecordBatch]) -> Result<Vec<FoundRow>, EvaluateError> {
    let mut found = Vec::new();
    for batch in batches {
        let schema = batch.schema();
        let mut columns = Vec::with_capacity(batch.num_columns());
        for (field, column) in schema.fields().iter().zip(batch.columns()) {
            let cells =
                read_column(column).map_err(|error| answer(rule, format!("column {}: {error}", field.name())))?;
            columns.push((field.name().as_str(), cells));
        }
        for row in 0..batch.num_rows() {
            let values: BTreeMap<String, Value> = columns
                .iter()
                .map(|(name, cells)| ((*name).to_owned(), cells.get(row).cloned().unwrap_or(Value::Null)))
                .collect();
            if let Some(row) = finding(rule, universe, values)? {
                found.push(row);
            }
        }
    }
    found.sort_by(|a, b| (&a.subject_id, &a.incident_key).cmp(&(&b.subject_id, &b.incident_key)));
    let twice = found
        .windows(2)
        .find(|pair| matches!(pair, [a, b] if a.subject_id == b.subject_id && a.incident_key == b.incident_key));
    if let Some([row, ..]) = twice {
        return Err(answer(
            rule,
            format!(
                "subject {} has two rows with the incident_key `{}`; return one row an incident or tell them apart by the key",
                row.subject_id, row.incident_key
            ),
        ));
    }
    Ok(found)
}

fn answer(rule: &Rule, message: String) -> EvaluateError {
    EvaluateError::Answer { rule: rule.code().to_owned(), message }
}

fn finding(
    rule: &Rule,
    universe: &Universe,
    values: BTreeMap<String, Value>,
) -> Result<Option<FoundRow>, EvaluateError> {
    let get = |name: &str| {
        let missing =
            || answer(rule, format!("it does not return `{name}`; every rule returns {}", listed(FIXED_COLUMNS)));
        values.get(name).ok_or_else(missing)
    };
    let text = |name: &str| {
        let value = get(name)?;
        let missing = || answer(rule, format!("`{name}` is NULL or no text in a row; it must always be a text"));
        value.as_text().map(str::to_owned).ok_or_else(missing)
    };
    let subject_id = text("subject_id")?;
    if !universe.is_judged(&subject_id) {
        if universe.is_set_aside(&subject_id) {
            return Ok(None);
        }
        return Err(answer(
            rule,
            format!("it returns the subject {subject_id}, who is not in the universe; select FROM subjects"),
        ));
    }
    let incident_key = text("incident_key")?;
    let evidence: BTreeSet<String> = match get("evidence")? {
        Value::Texts(references) => references.iter().cloned().collect(),
        _ => BTreeSet::new(),
    };
    if evidence.is_empty() {
        let message = format!("subject {subject_id} has no evidence; name the rows it rests on with make_evidence(…)");
        return Err(answer(rule, message));
    }
    let (value, threshold) = (get("value")?.as_number(), get("threshold")?.as_number());
    let unit = get("unit")?.as_text().map(str::to_owned);
    let first_seen = get("first_seen")?.as_time();
    let account_id = get("account_id")?.as_text().map(str::to_owned);
    let explanation = rule.wording.render(&values).map_err(|source| EvaluateError::Wording {
        rule: rule.code().to_owned(),
        subject_id: subject_id.clone(),
        source,
    })?;
    Ok(Some(FoundRow {
        subject_id,
        account_id,
        incident_key,
        value,
        threshold,
        unit,
        first_seen,
        evidence: evidence.into_iter().collect(),
        values,
        explanation,
    }))
}
