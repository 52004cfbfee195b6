"""From files to one SQLite index, whose look-ups stay on disk however many names there are.

Every table that is searched is a WITHOUT ROWID table: its rows lie in the B-tree of its primary key, so that a name is found
with its entries in one descent of three or four pages, for seventy thousand names as for ten million. Compiling streams:
records go to the database as they are read, and names are sorted by SQLite, which spills to disk, so that memory stays flat too.
A million names more take half a minute and a hundred megabytes of disk, once (`python -m benchmarks.kb --names 1000000`).
A user's files are put on top of a copy of our index, whose compilation they needn't repeat.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import astuple
from itertools import islice
from pathlib import Path

from kg.errors import KnowledgeBaseError
from kg.kb.entry import Entry, Office, Tenure, decoded, name_key
from kg.kb.files import Record, mistake, parse
from kg.kb.forms import names
from kg.kb.references import REFERENCES, problems, references

SCHEMA = """
CREATE TABLE entity (id TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE name (key TEXT, id TEXT, form TEXT, sort TEXT, PRIMARY KEY (key, id, form, sort)) WITHOUT ROWID;
CREATE TABLE first (word TEXT PRIMARY KEY, longest INTEGER NOT NULL, small INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE office (id TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE noun (form TEXT, office TEXT, PRIMARY KEY (form, office)) WITHOUT ROWID;
CREATE TABLE tenure (
  person TEXT, office TEXT, whose TEXT, start TEXT, until TEXT, source TEXT, PRIMARY KEY (whose, office, start, person)
) WITHOUT ROWID;
CREATE INDEX tenure_person ON tenure (person);
"""
# What only compiling needs: where each record stands, and names before they are sorted.
SCRATCH = f"""
CREATE TEMP TABLE origin (sort TEXT, id TEXT, file INTEGER, line INTEGER, PRIMARY KEY (sort, id)) WITHOUT ROWID;
CREATE TEMP TABLE staged (file INTEGER, sort TEXT, id TEXT, key TEXT, form TEXT);
{REFERENCES}
"""
# The last file that has an id says what it is called. Nobody is called by a country's name alone ("Charles V de France").
SETTLE = """
CREATE TEMP VIEW valid AS SELECT key, s.id, form, s.sort FROM staged s
  JOIN origin o ON o.id = s.id AND o.file = s.file AND o.sort = iif(s.sort = 'noun', 'Office', 'Entry');
INSERT OR IGNORE INTO name SELECT key, id, form, sort FROM valid WHERE sort <> 'noun' ORDER BY 1, 2, 3, 4;
DELETE FROM name WHERE sort = 'surname' AND key IN (
  SELECT name_key(json_extract(data, '$.fr')) FROM entity WHERE json_extract(data, '$.kind') = 'Country'
);
INSERT OR IGNORE INTO noun SELECT key, id FROM valid WHERE sort = 'noun' ORDER BY 1, 2;
INSERT INTO first
  SELECT substr(key, 1, instr(key || ' ', ' ') - 1) AS word, max(length(key) - length(replace(key, ' ', '')) + 1),
    max(iif(form GLOB '[A-Z]*', 0, length(key) - length(replace(key, ' ', '')) + 1))
  FROM valid WHERE true GROUP BY word ORDER BY word
  ON CONFLICT (word) DO UPDATE SET longest = max(longest, excluded.longest), small = max(small, excluded.small);
"""
JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
MOST_PROBLEMS = 100  # reported at once


def compile_index(files: Iterable[Path], target: Path, below: Path | None = None) -> None:
    """Write the index of `files`, on top of the index `below`, to `target`, whole or not at all.

    Raises `KnowledgeBaseError` for the first thing that is wrong with a file. Processes that write one target at once don't
    meet: each writes a file of its own and renames it.
    """
    handle, name = tempfile.mkstemp(prefix=f"{target.name}.", dir=target.parent)
    try:
        found = write_index(files, Path(name), below)
        if found:
            raise found[0]
        os.fsync(handle)
        Path(name).replace(target)
    finally:
        os.close(handle)
        Path(name).unlink(missing_ok=True)


def write_index(files: Iterable[Path], target: Path, below: Path | None = None) -> list[KnowledgeBaseError]:
    """Write the index of `files` on top of `below` to the empty file `target`; what is wrong with the files, a hundred things at most."""
    if below:
        shutil.copyfile(below, target)
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        # No journal: a file that isn't complete is thrown away.
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;")
        connection.create_function("name_key", 1, name_key, deterministic=True)
        connection.executescript(("" if below else SCHEMA) + SCRATCH)
        connection.execute("BEGIN")
        listed = list(files)
        found = list(islice(fill(connection, listed), MOST_PROBLEMS))
        # A line that was left out would make every reference to it wrong as well.
        found = found or list(islice(problems(connection, listed), MOST_PROBLEMS))
        connection.execute("COMMIT")
        connection.executescript(f"BEGIN; {SETTLE} COMMIT;")
    return found


def fill(connection: sqlite3.Connection, files: list[Path]) -> Iterator[KnowledgeBaseError]:
    """Put in the records of all files, later ones in the place of earlier ones; what is wrong with single lines."""
    for number, path in enumerate(files):
        for line, record in parse(path):
            if isinstance(record, KnowledgeBaseError):
                yield record
            elif not originates(connection, record, number, line):
                yield mistake(path, line, f"repeats '{identity(record)}' of an earlier line: remove one of them")
            else:
                put(connection, record, number)
                connection.executemany("INSERT INTO reference VALUES (?, ?, ?, ?)", references(record, number, line))


def originates(connection: sqlite3.Connection, record: Record, file: int, line: int) -> bool:
    """Note where a record stands; False where the same file has given it already."""
    again = "ON CONFLICT DO UPDATE SET file = excluded.file, line = excluded.line WHERE file <> excluded.file"
    row = (type(record).__name__, identity(record), file, line)
    return connection.execute(f"INSERT INTO origin VALUES (?, ?, ?, ?) {again}", row).rowcount == 1


def identity(record: Record) -> str:
    """What makes a record the same as another: its id, or a tenure's person, office, body and start."""
    return " ".join((record.person, record.office, record.of, record.start)) if isinstance(record, Tenure) else record.id


def put(connection: sqlite3.Connection, record: Record, file: int) -> None:
    """Put in one record, in the place of one with the same identity; its names wait until all files are read."""
    if isinstance(record, Tenure):
        connection.execute("INSERT OR REPLACE INTO tenure VALUES (?, ?, ?, ?, ?, ?)", astuple(record))
        return
    table = "entity" if isinstance(record, Entry) else "office"
    if not connection.execute(f"INSERT OR IGNORE INTO {table} VALUES (?, ?)", (record.id, compact(record))).rowcount:
        forget(connection, table, record.id)
        connection.execute(f"REPLACE INTO {table} VALUES (?, ?)", (record.id, compact(record)))
    staged = ((file, sort, record.id, key, form) for sort, form in forms(record) if (key := name_key(form)))
    connection.executemany("INSERT INTO staged VALUES (?, ?, ?, ?, ?)", staged)


def forget(connection: sqlite3.Connection, table: str, key: str) -> None:
    """Remove the names that a record about to be replaced has in the index below."""
    if table == "office":
        connection.execute("DELETE FROM noun WHERE office = ?", (key,))
    else:
        (old,) = connection.execute("SELECT data FROM entity WHERE id = ?", (key,)).fetchone()
        gone = [(name_key(n.form), n.id, n.form, n.sort) for n in names(Entry(**decoded(old)))]
        connection.executemany("DELETE FROM name WHERE key = ? AND id = ? AND form = ? AND sort = ?", gone)


def forms(record: Entry | Office) -> Iterator[tuple[str, str]]:
    """(sort, form) of an entry's names or of an office's role nouns."""
    if isinstance(record, Entry):
        return ((n.sort, n.form) for n in names(record))
    return (("noun", noun) for noun in record.nouns)


def compact(record: Entry | Office) -> str:
    """JSON of the fields that are not empty."""
    return JSON.encode({field: v for field in record.__slots__ if (v := getattr(record, field))})
