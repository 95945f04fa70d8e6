"""Moves the rows of a file into one Parquet file with DuckDB: import_duckdb.py json|sqlite FILE OUT.parquet THREADS."""

import glob
import importlib.util
import os
import sys

import duckdb


def load(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Loads an extension that came as a Python package, so that nothing is fetched while measuring."""
    package = importlib.util.find_spec("duckdb_extension_" + name).submodule_search_locations[0]
    (path,) = glob.glob(os.path.join(package, "extensions", "*", name + ".duckdb_extension"))
    connection.execute(f"LOAD '{path}'")


def main() -> None:
    kind, file, out, threads = sys.argv[1:]
    connection = duckdb.connect(config={"threads": int(threads)})
    if kind == "sqlite":
        load(connection, "sqlite_scanner")
        source = f"sqlite_scan('{file}', 'douyin_aweme')"
    else:
        source = f"read_json('{file}', format = 'newline_delimited')"
    connection.execute(f"COPY (SELECT * FROM {source}) TO '{out}' (FORMAT parquet, COMPRESSION zstd)")
    print(connection.execute(f"SELECT count(*) FROM '{out}'").fetchone()[0])


if __name__ == "__main__":
    main()
