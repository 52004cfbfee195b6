"""Whether every id that a record names is there, and no place lies in itself. Works in the database: memory stays flat."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import KnowledgeBaseError
from kg.kb.entry import Entry, Office, Tenure, decoded
from kg.kb.files import mistake
from kg.kb.law import by_rule

REFERENCES = "CREATE TEMP TABLE reference (file INTEGER, line INTEGER, via TEXT, target TEXT);"
UNRESOLVED = """
SELECT file, line, via, target FROM reference WHERE iif(
  via = 'office', NOT EXISTS (SELECT 1 FROM office WHERE id = target), NOT EXISTS (SELECT 1 FROM entity WHERE id = target)
) ORDER BY 1, 2, 3, 4
"""
CHAINS = {"in": "inside", "of": "of"}  # columns along which others walk: what turns in a circle would never end


def references(record: Entry | Office | Tenure, file: int, line: int) -> Iterator[tuple[int, int, str, str]]:
    """Rows of `reference` for the ids that a record names."""
    if isinstance(record, Tenure):
        yield file, line, "person", record.person
        yield file, line, "office", record.office
        yield file, line, "of", record.of
    elif isinstance(record, Entry):
        named = [("in", record.inside), ("of", record.of), ("capital", record.capital)]
        for column, target in [*named, *(("members", member) for member in record.members)]:
            if target:
                yield file, line, column, target


def problems(connection: sqlite3.Connection, files: Sequence[Path]) -> Iterator[KnowledgeBaseError]:
    """Ids that no entry has, and circles; in the order of files and lines."""
    for file, line, column, target in connection.execute(UNRESOLVED):
        if not by_rule(target):
            what = "office" if column == "office" else "entry"
            yield mistake(files[file], line, f"names '{target}' in the column '{column}', but no {what} has that id: add or correct it")
    for column in CHAINS:
        for key in circle(connection, column):
            file, line = connection.execute("SELECT file, line FROM origin WHERE sort = 'Entry' AND id = ?", (key,)).fetchone()
            yield mistake(files[file], line, f"puts '{key}' into itself by way of the column '{column}': correct it")


def circle(connection: sqlite3.Connection, column: str) -> Iterator[str]:
    """One id of ours for every circle that the new references close: every circle runs through one of their targets."""
    targets = connection.execute("SELECT DISTINCT target FROM reference WHERE via = ? ORDER BY target", (column,))
    safe: set[str] = set()
    for (key,) in targets.fetchall():
        walked: dict[str, None] = {}
        while key and key not in safe and key not in walked:
            walked[key] = None
            key = above(connection, key, CHAINS[column])
        safe.update(walked)
        if key in walked:
            order = list(walked)
            yield from new_ones(connection, order[order.index(key) :])


def above(connection: sqlite3.Connection, key: str, field: str) -> str:
    """What an entry's `field` names; "" where there is no such entry."""
    found = connection.execute("SELECT data FROM entity WHERE id = ?", (key,)).fetchone()
    return str(decoded(found[0]).get(field, "")) if found else ""


def new_ones(connection: sqlite3.Connection, keys: list[str]) -> list[str]:
    """The first of `keys` that the files at hand hold."""
    held = "SELECT 1 FROM origin WHERE sort = 'Entry' AND id = ?"
    return [key for key in sorted(keys) if connection.execute(held, (key,)).fetchone()][:1]
