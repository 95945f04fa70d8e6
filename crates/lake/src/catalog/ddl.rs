//! The tables of a DuckLake 1.0 catalogue, as DuckDB 1.5.5 creates them, and our own beside them.

use model::Micros;

use super::{DUCKLAKE_FORMAT, OWN_FORMAT};
use crate::database::{Database, NULL_INT, NULL_TEXT, Value};
use crate::error::LakeError;
use crate::scalar::render_time;

/// Name and columns of every table. `BOOLEAN`, `TIMESTAMPTZ` and `UUID` become what the database has for them.
const TABLES: &[(&str, &[&str])] = &[
    ("ducklake_metadata", &["key VARCHAR NOT NULL", "value VARCHAR NOT NULL", "scope VARCHAR", "scope_id BIGINT"]),
    (
        "ducklake_snapshot",
        &[
            "snapshot_id BIGINT PRIMARY KEY",
            "snapshot_time TIMESTAMPTZ",
            "schema_version BIGINT",
            "next_catalog_id BIGINT",
            "next_file_id BIGINT",
        ],
    ),
    (
        "ducklake_snapshot_changes",
        &[
            "snapshot_id BIGINT PRIMARY KEY",
            "changes_made VARCHAR",
            "author VARCHAR",
            "commit_message VARCHAR",
            "commit_extra_info VARCHAR",
        ],
    ),
    (
        "ducklake_schema",
        &[
            "schema_id BIGINT PRIMARY KEY",
            "schema_uuid UUID",
            "begin_snapshot BIGINT",
            "end_snapshot BIGINT",
            "schema_name VARCHAR",
            "path VARCHAR",
            "path_is_relative BOOLEAN",
        ],
    ),
    (
        "ducklake_table",
        &[
            "table_id BIGINT",
            "table_uuid UUID",
            "begin_snapshot BIGINT",
            "end_snapshot BIGINT",
            "schema_id BIGINT",
            "table_name VARCHAR",
            "path VARCHAR",
            "path_is_relative BOOLEAN",
        ],
    ),
    (
        "ducklake_view",
        &[
            "view_id BIGINT",
            "view_uuid UUID",
            "begin_snapshot BIGINT",
            "end_snapshot BIGINT",
            "schema_id BIGINT",
            "view_name VARCHAR",
            "dialect VARCHAR",
            "sql VARCHAR",
            "column_aliases VARCHAR",
        ],
    ),
    (
        "ducklake_tag",
        &["object_id BIGINT", "begin_snapshot BIGINT", "end_snapshot BIGINT", "key VARCHAR", "value VARCHAR"],
    ),
    (
        "ducklake_column_tag",
        &[
            "table_id BIGINT",
            "column_id BIGINT",
            "begin_snapshot BIGINT",
            "end_snapshot BIGINT",
            "key VARCHAR",
            "value VARCHAR",
        ],
    ),
    (
        "ducklake_data_file",
        &[
            "data_file_id BIGINT PRIMARY KEY",
            "table_id BIGINT",
            "begin_snapshot BIGINT",
            "end_snapshot BIGINT",
            "file_order BIGINT",
            "path VARCHAR",
            "path_is_relative BOOLEAN",
            "file_format VARCHAR",
            "record_count BIGINT",
            "file_size_bytes BIGINT",
            "footer_size BIGINT",
            "row_id_start BIGINT",
            "partition_id BIGINT",
            "encryption_key VARCHAR",
            "mapping_id BIGINT",
            "partial_max BIGINT",
        ],
    ),
    (
        "ducklake_file_column_stats",
        &[
            "data_file_id BIGINT",
            "table_id BIGINT",
            "column_id BIGINT",
            "column_size_bytes BIGINT",
            "value_count BIGINT",
            "null_count BIGINT",
            "min_value VARCHAR",
            "max_value VARCHAR",
            "contains_nan BOOLEAN",
            "extra_stats VARCHAR",
        ],
    ),
    (
        "ducklake_file_variant_stats",
        &[
            "data_file_id BIGINT",
            "table_id BIGINT",
            "column_id BIGINT",
            "variant_path VARCHAR",
            "shredded_type VARCHAR",
            "column_size_bytes BIGINT",
            "value_count BIGINT",
            "null_count BIGINT",
            "min_value VARCHAR",
            "max_value VARCHAR",
            "contains_nan BOOLEAN",
            "extra_stats VARCHAR",
        ],
    ),
    (
        "ducklake_delete_file",
        &[
            "delete_file_id BIGINT PRIMARY KEY",
            "table_id BIGINT",
            "begin_snapshot BIGINT",
            "end_snapshot BIGINT",
            "data_file_id BIGINT",
            "path VARCHAR",
            "path_is_relative BOOLEAN",
            "format VARCHAR",
            "delete_count BIGINT",
            "file_size_bytes BIGINT",
            "footer_size BIGINT",
            "encryption_key VARCHAR",
            "partial_max BIGINT",
        ],
    ),
    (
        "ducklake_column",
        &[
            "column_id BIGINT",
            "begin_snapshot BIGINT",
            "end_snapshot BIGINT",
            "table_id BIGINT",
            "column_order BIGINT",
            "column_name VARCHAR",
            "column_type VARCHAR",
            "initial_default VARCHAR",
            "default_value VARCHAR",
            "nulls_allowed BOOLEAN",
            "parent_column BIGINT",
            "default_value_type VARCHAR",
            "default_value_dialect VARCHAR",
        ],
    ),
    (
        "ducklake_table_stats",
        &["table_id BIGINT", "record_count BIGINT", "next_row_id BIGINT", "file_size_bytes BIGINT"],
    ),
    (
        "ducklake_table_column_stats",
        &[
            "table_id BIGINT",
            "column_id BIGINT",
            "contains_null BOOLEAN",
            "contains_nan BOOLEAN",
            "min_value VARCHAR",
            "max_value VARCHAR",
            "extra_stats VARCHAR",
        ],
    ),
    (
        "ducklake_partition_info",
        &["partition_id BIGINT", "table_id BIGINT", "begin_snapshot BIGINT", "end_snapshot BIGINT"],
    ),
    (
        "ducklake_partition_column",
        &[
            "partition_id BIGINT",
            "table_id BIGINT",
            "partition_key_index BIGINT",
            "column_id BIGINT",
            "transform VARCHAR",
        ],
    ),
    (
        "ducklake_file_partition_value",
        &["data_file_id BIGINT", "table_id BIGINT", "partition_key_index BIGINT", "partition_value VARCHAR"],
    ),
    (
        "ducklake_files_scheduled_for_deletion",
        &["data_file_id BIGINT", "path VARCHAR", "path_is_relative BOOLEAN", "schedule_start TIMESTAMPTZ"],
    ),
    ("ducklake_inlined_data_tables", &["table_id BIGINT", "table_name VARCHAR", "schema_version BIGINT"]),
    ("ducklake_column_mapping", &["mapping_id BIGINT", "table_id BIGINT", "type VARCHAR"]),
    (
        "ducklake_name_mapping",
        &[
            "mapping_id BIGINT",
            "column_id BIGINT",
            "source_name VARCHAR",
            "target_field_id BIGINT",
            "parent_column BIGINT",
            "is_partition BOOLEAN",
        ],
    ),
    ("ducklake_schema_versions", &["begin_snapshot BIGINT", "schema_version BIGINT", "table_id BIGINT"]),
    (
        "ducklake_macro",
        &["schema_id BIGINT", "macro_id BIGINT", "macro_name VARCHAR", "begin_snapshot BIGINT", "end_snapshot BIGINT"],
    ),
    ("ducklake_macro_impl", &["macro_id BIGINT", "impl_id BIGINT", "dialect VARCHAR", "sql VARCHAR", "type VARCHAR"]),
    (
        "ducklake_macro_parameters",
        &[
            "macro_id BIGINT",
            "impl_id BIGINT",
            "column_id BIGINT",
            "parameter_name VARCHAR",
            "parameter_type VARCHAR",
            "default_value VARCHAR",
            "default_value_type VARCHAR",
        ],
    ),
    ("ducklake_sort_info", &["sort_id BIGINT", "table_id BIGINT", "begin_snapshot BIGINT", "end_snapshot BIGINT"]),
    (
        "ducklake_sort_expression",
        &[
            "sort_id BIGINT",
            "table_id BIGINT",
            "sort_key_index BIGINT",
            "expression VARCHAR",
            "dialect VARCHAR",
            "sort_direction VARCHAR",
            "null_order VARCHAR",
        ],
    ),
];

/// Our own tables. DuckDB leaves tables it does not know alone.
const OWN_TABLES: &[(&str, &[&str])] = &[
    ("mingjian_format", &["format_version BIGINT PRIMARY KEY"]),
    // What DuckLake has no column for: that a file is sorted by its table's order, and its quarter.
    ("mingjian_file", &["data_file_id BIGINT PRIMARY KEY", "quarter VARCHAR"]),
    // Running writers, whose files no clean-up may touch.
    (
        "mingjian_lease",
        &["lease_id VARCHAR PRIMARY KEY", "purpose VARCHAR", "started_at BIGINT", "heartbeat_at BIGINT"],
    ),
    // Versions that an audit rests on.
    ("mingjian_pin", &["version BIGINT", "reason VARCHAR", "pinned_at BIGINT", "PRIMARY KEY (version, reason)"]),
];

/// Makes the catalogue of an empty lake, or adds our own tables to one made by DuckDB.
pub async fn create(db: &mut Database, data_path: &str, now: Micros) -> Result<(), LakeError> {
    if !db.has_table("ducklake_metadata").await? {
        for (table, columns) in TABLES {
            create_table(db, table, columns).await?;
        }
        first_rows(db, data_path, now).await?;
    }
    if !db.has_table("mingjian_format").await? {
        for (table, columns) in OWN_TABLES {
            create_table(db, table, columns).await?;
        }
        db.insert("mingjian_format", &["format_version"], &[vec![OWN_FORMAT.into()]]).await?;
        keep_rows_in_files(db).await?;
    }
    Ok(())
}

async fn create_table(db: &mut Database, table: &str, columns: &[&'static str]) -> Result<(), LakeError> {
    let mut parts = Vec::with_capacity(columns.len());
    for column in columns {
        let part = match column.split_once(' ') {
            Some((name, kind @ ("BOOLEAN" | "TIMESTAMPTZ" | "UUID"))) => format!("{name} {}", db.column_type(kind)),
            _ => (*column).to_owned(),
        };
        parts.push(part);
    }
    let sql = format!("CREATE TABLE {table} ({})", parts.join(", "));
    db.execute("creating the catalogue", &sql, &[]).await.map(drop)
}

/// What DuckDB writes into a fresh catalogue: snapshot 0 with the schema `main`.
async fn first_rows(db: &mut Database, data_path: &str, now: Micros) -> Result<(), LakeError> {
    let metadata = [
        ("version", DUCKLAKE_FORMAT),
        ("created_by", concat!("mingjian ", env!("CARGO_PKG_VERSION"))),
        ("data_path", data_path),
        ("encrypted", "false"),
    ];
    let rows: Vec<Vec<Value>> =
        metadata.iter().map(|(key, value)| vec![(*key).into(), (*value).into(), NULL_TEXT, NULL_INT]).collect();
    db.insert("ducklake_metadata", &["key", "value", "scope", "scope_id"], &rows).await?;
    let time = Value::Time(render_time(now).unwrap_or_else(|| "1970-01-01 00:00:00+00".to_owned()));
    db.insert(
        "ducklake_snapshot",
        &["snapshot_id", "snapshot_time", "schema_version", "next_catalog_id", "next_file_id"],
        &[vec![0.into(), time, 0.into(), 1.into(), 0.into()]],
    )
    .await?;
    db.insert(
        "ducklake_snapshot_changes",
        &["snapshot_id", "changes_made"],
        &[vec![0.into(), "created_schema:\"main\"".into()]],
    )
    .await?;
    let schema = vec![
        0.into(),
        Value::Uuid(uuid::Uuid::now_v7().to_string()),
        0.into(),
        NULL_INT,
        "main".into(),
        "main/".into(),
        true.into(),
    ];
    db.insert(
        "ducklake_schema",
        &["schema_id", "schema_uuid", "begin_snapshot", "end_snapshot", "schema_name", "path", "path_is_relative"],
        &[schema],
    )
    .await
}

/// DuckDB keeps small inserts inside the catalogue unless told otherwise; every reader of ours wants files.
async fn keep_rows_in_files(db: &mut Database) -> Result<(), LakeError> {
    let delete = "DELETE FROM ducklake_metadata WHERE key = 'data_inlining_row_limit' AND scope IS NULL";
    db.execute("writing the settings", delete, &[]).await?;
    let row = vec!["data_inlining_row_limit".into(), "0".into(), NULL_TEXT, NULL_INT];
    db.insert("ducklake_metadata", &["key", "value", "scope", "scope_id"], &[row]).await
}
