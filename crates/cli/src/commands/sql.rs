//! `mingjian sql`: read-only questions about the lake.

use std::fmt::Write as _;
use std::io::Write;

use engine::Params;
use futures::StreamExt;
use serde_json::{Map, Value, json};

use crate::args::Format;
use crate::args::sql::Sql;
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::output::{self, Column, Sheet, cells, csv};
use crate::words::{Words, count};

/// A table for people stops here; files have no end.
const ROWS_FOR_PEOPLE: usize = 1000;

/// Answers.
pub async fn run(context: &Context, arguments: &Sql) -> Result<Exit, Failure> {
    if arguments.functions {
        output::print(&functions_page(&context.words))?;
        return Ok(Exit::Done);
    }
    let open = context.session(arguments.version, arguments.as_of).await?;
    if arguments.tables {
        let mut sheet = Sheet::new(["table", "columns"].map(Column::text).to_vec());
        for name in open.session.tables() {
            let columns = open.session.table_columns(&name).unwrap_or_default();
            sheet.push(vec![json!(name), json!(columns)]);
        }
        output::write(context, &sheet)?;
        return Ok(Exit::Done);
    }
    let sql = arguments.query.as_deref().unwrap_or_default();
    let params = Params::new();
    let schema = open.session.columns(sql, &params).await?;
    let names: Vec<String> = schema.fields().iter().map(|field| field.name().clone()).collect();
    let mut stream = open.session.stream(sql, &params).await?;
    let failed = |error: &dyn std::fmt::Display| Failure::not_done("error-query").detail(error);
    match context.format {
        Format::Table | Format::Xlsx => {
            let mut sheet = Sheet::default();
            while let Some(batch) = stream.next().await {
                let batch = batch.map_err(|error| failed(&error))?;
                if sheet.columns.is_empty() {
                    // What people asked for by name they see under that name.
                    sheet.columns = cells::columns(&batch).into_iter().map(named).collect();
                }
                sheet.rows.extend(cells::rows(&batch));
                if sheet.rows.len() > ROWS_FOR_PEOPLE {
                    sheet.rows.truncate(ROWS_FOR_PEOPLE);
                    context.talk("sql-more", &[("rows", count(ROWS_FOR_PEOPLE as u64).into())]);
                    break;
                }
            }
            output::write(context, &sheet)?;
        }
        Format::Json => {
            let mut out = output::out();
            let mut between = "[\n";
            while let Some(batch) = stream.next().await {
                for row in cells::rows(&batch.map_err(|error| failed(&error))?) {
                    let object: Map<String, Value> = names.iter().cloned().zip(row).collect();
                    write!(out, "{between}{}", Value::Object(object))?;
                    between = ",\n";
                }
            }
            out.write_all(if between == "[\n" { b"[]\n" } else { b"\n]\n" })?;
            out.flush()?;
        }
        Format::Csv => {
            let mut out = output::out();
            let mut rows = csv::Rows::new(&mut out);
            rows.header(names.iter().map(String::as_str))?;
            while let Some(batch) = stream.next().await {
                for row in cells::rows(&batch.map_err(|error| failed(&error))?) {
                    rows.row(&row)?;
                }
            }
            rows.end()?;
            out.flush()?;
        }
    }
    Ok(Exit::Done)
}

fn named(column: Column) -> Column {
    let name = column.name.clone();
    column.titled(name)
}

/// The page of SQL functions.
fn functions_page(words: &Words) -> String {
    let mut page = words.plain("functions-head");
    page.push_str("\n\n");
    // Writing into a String cannot fail.
    for function in engine::functions() {
        let _ = writeln!(page, "## {}\n\n`{}`\n\n{}\n", function.name, function.signature, function.doc);
    }
    page
}
