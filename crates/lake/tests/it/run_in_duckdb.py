"""Runs SQL statements (one per argument) in DuckDB with the lake attached, and prints the rows of each as JSON."""

import glob
import importlib.util
import json
import os
import sys

import duckdb


def load(connection, name):
    package = importlib.util.find_spec("duckdb_extension_" + name).submodule_search_locations[0]
    (path,) = glob.glob(os.path.join(package, "extensions", "*", name + ".duckdb_extension"))
    connection.execute(f"LOAD '{path}'")


connection = duckdb.connect()
for extension in ("ducklake", "sqlite_scanner"):
    load(connection, extension)
connection.execute(f"ATTACH 'ducklake:sqlite:{sys.argv[1]}' AS lake")
connection.execute("USE lake")
for statement in sys.argv[2:]:
    rows = connection.execute(statement).fetchall()
    print(json.dumps([[None if value is None else str(value) for value in row] for row in rows]))
connection.execute("USE memory")
connection.execute("DETACH lake")
