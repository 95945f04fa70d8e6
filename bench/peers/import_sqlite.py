"""Writes the first records of a JSON lines file into a database as the collector does: import_sqlite.py LINES OUT.db ROWS."""

import itertools
import json
import os
import sqlite3
import sys


def main() -> None:
    lines, out, rows = sys.argv[1:]
    partial = out + ".partial"
    if os.path.exists(partial):
        os.remove(partial)
    connection = sqlite3.connect(partial)
    with open(lines, encoding="utf-8") as file:
        records = (json.loads(line) for line in itertools.islice(file, int(rows)))
        first = next(records)
        names = list(first)
        columns = ", ".join(f'"{name}" {"INTEGER" if isinstance(first[name], int) else "TEXT"}' for name in names)
        connection.execute(f"CREATE TABLE douyin_aweme (id INTEGER PRIMARY KEY, {columns})")
        marks = ", ".join("?" for _ in names)
        insert = f"INSERT INTO douyin_aweme ({', '.join(names)}) VALUES ({marks})"
        connection.executemany(insert, ([record[name] for name in names] for record in itertools.chain([first], records)))
    connection.commit()
    connection.close()
    os.rename(partial, out)


if __name__ == "__main__":
    main()
