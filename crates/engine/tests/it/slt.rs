//! Runs `tests/slt/*.slt`: rows go in with `INSERT INTO lake.TABLE (columns) VALUES …`, `AS OF DAY` sets the
//! monitoring point, and each query shows what a rule would see. `MINGJIAN_SLT_WRITE=1` fills the results in.

use std::collections::BTreeMap;
use std::path::Path;

use arrow::array::RecordBatch;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use engine::{Engine, EngineOptions, Params, Session};
use model::Day;
use sqllogictest::{DB, DBOutput, DefaultColumnType};

struct Cases {
    runtime: tokio::runtime::Runtime,
    engine: Engine,
    rows: BTreeMap<String, Vec<RecordBatch>>,
    as_of: Option<Day>,
    session: Option<Session>,
}

#[derive(Debug)]
struct Failed(String);

impl std::fmt::Display for Failed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failed {}

#[expect(clippy::needless_pass_by_value, reason = "it is what map_err hands over")]
fn failed(error: impl ToString) -> Failed {
    Failed(error.to_string())
}

impl Cases {
    fn new() -> Self {
        Self {
            runtime: tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap(),
            engine: Engine::new(&EngineOptions { threads: 2, ..EngineOptions::default() }).unwrap(),
            rows: BTreeMap::new(),
            as_of: None,
            session: None,
        }
    }

    fn insert(&mut self, statement: &str) -> Result<(), Failed> {
        let (head, values) = statement.split_once("VALUES").ok_or_else(|| failed("INSERT without VALUES"))?;
        let (table, columns) = head.split_once('(').ok_or_else(|| failed("INSERT without a column list"))?;
        let table = table.trim().trim_start_matches("lake.").to_owned();
        let columns: Vec<&str> = columns.trim().trim_end_matches(')').split(',').map(str::trim).collect();
        let named: Vec<String> =
            columns.iter().enumerate().map(|(place, name)| format!("column{} AS {name}", place + 1)).collect();
        let sql = format!("SELECT {} FROM (VALUES {values})", named.join(", "));
        let batches = self.runtime.block_on(async {
            let empty = self.engine.session_in_memory(BTreeMap::new(), None).await.map_err(failed)?;
            empty.sql(&sql, &Params::new()).await.map_err(failed)
        })?;
        self.rows.entry(table).or_default().extend(batches);
        self.session = None;
        Ok(())
    }

    fn query(&mut self, sql: &str) -> Result<Vec<RecordBatch>, Failed> {
        self.runtime.block_on(async {
            if self.session.is_none() {
                let session = self.engine.session_in_memory(self.rows.clone(), self.as_of).await.map_err(failed)?;
                self.session = Some(session);
            }
            let session = self.session.as_ref().ok_or_else(|| failed("no session"))?;
            session.sql(sql, &Params::new()).await.map_err(failed)
        })
    }
}

impl DB for Cases {
    type Error = Failed;
    type ColumnType = DefaultColumnType;

    fn run(&mut self, sql: &str) -> Result<DBOutput<DefaultColumnType>, Failed> {
        let statement = sql.trim();
        if let Some(day) = statement.strip_prefix("AS OF ") {
            self.as_of = Some(day.trim().parse().map_err(failed)?);
            self.session = None;
            return Ok(DBOutput::StatementComplete(0));
        }
        if let Some(rest) = statement.strip_prefix("INSERT INTO ") {
            self.insert(rest)?;
            return Ok(DBOutput::StatementComplete(0));
        }
        let batches = self.query(statement)?;
        let options = FormatOptions::default().with_null("NULL");
        let mut rows = Vec::new();
        let mut columns = 0;
        for batch in &batches {
            columns = batch.num_columns();
            let cells: Vec<ArrayFormatter<'_>> = batch
                .columns()
                .iter()
                .map(|column| ArrayFormatter::try_new(column, &options).map_err(failed))
                .collect::<Result<_, _>>()?;
            for row in 0..batch.num_rows() {
                rows.push(cells.iter().map(|cell| cell.value(row).to_string()).collect());
            }
        }
        Ok(DBOutput::Rows { types: vec![DefaultColumnType::Any; columns], rows })
    }
}

fn run(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/slt").join(name);
    let mut runner = sqllogictest::Runner::new(|| async { Ok(Cases::new()) });
    let outcome = runner.run_file(&path);
    if let Err(error) = outcome {
        panic!("{name}: {error}");
    }
}

/// Every `.slt` file is named here once, so that each is a test of its own.
macro_rules! slt {
    ($($name:ident)*) => {
        $(#[test] fn $name() { run(concat!(stringify!($name), ".slt")); })*

        #[test]
        fn every_slt_file_is_run() {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/slt");
            let mut found: Vec<String> = std::fs::read_dir(folder)
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect();
            found.sort();
            assert_eq!(found, [$(concat!(stringify!($name), ".slt"),)*]);
        }
    };
}

slt! { account_activity account_collections all_accounts functions inquiries merged_accounts }
