"""From files to one SQLite index, whose look-ups stay on disk however many names there are."""

from __future__ import annotations

import dataclasses
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from pathlib import Path

from kg.errors import KnowledgeBaseError
from kg.kb.entry import Entry, Name, Office, Tenure, name_key
from kg.kb.files import mistake, read_file

SCHEMA = """
CREATE TABLE entity (id TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE name (key TEXT, form TEXT, id TEXT, sort TEXT, PRIMARY KEY (key, form, id, sort)) WITHOUT ROWID;
CREATE TABLE first (word TEXT PRIMARY KEY, longest INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE office (id TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE noun (form TEXT, office TEXT, PRIMARY KEY (form, office)) WITHOUT ROWID;
CREATE TABLE tenure (person TEXT, office TEXT, whose TEXT, start TEXT, until TEXT, source TEXT);
"""
INDEXES = "CREATE INDEX tenure_of ON tenure (whose, office); CREATE INDEX tenure_person ON tenure (person);"
PARTICLES = frozenset({"de", "du", "des", "d", "von", "van", "der", "den", "la", "le", "al", "el", "ben", "bin", "ould", "abou", "abu", "dos", "da", "di", "del", "mac"})


def compile_index(files: Iterable[Path], target: Path) -> None:
    """Write the index of `files` to `target`, whole or not at all; raises `KnowledgeBaseError` for a bad file."""
    scratch = target.with_name(f"{target.name}.{os.getpid()}")
    scratch.unlink(missing_ok=True)
    entries, offices, tenures = load(files)
    connection = sqlite3.connect(scratch)
    try:
        with connection:
            connection.executescript(SCHEMA)
            fill(connection, entries, offices, tenures)
            connection.executescript(INDEXES)
        connection.close()
        os.replace(scratch, target)
    finally:
        connection.close()
        scratch.unlink(missing_ok=True)


def load(files: Iterable[Path]) -> tuple[dict[str, Entry], dict[str, Office], list[Tenure]]:
    """All records, later files winning over earlier ones with the same id; a repeated id in one file is an error."""
    entries: dict[str, Entry] = {}
    offices: dict[str, Office] = {}
    tenures: list[Tenure] = []
    for path in files:
        seen: set[str] = set()
        for number, record in read_file(path):
            if isinstance(record, Tenure):
                tenures.append(record)
                continue
            if record.id in seen:
                raise mistake(path, number, f"repeats the id '{record.id}'")
            seen.add(record.id)
            if isinstance(record, Office):
                offices[record.id] = record
            else:
                entries[record.id] = record
    check_containment(entries)
    return entries, offices, tenures


def check_containment(entries: dict[str, Entry]) -> None:
    """Raises `KnowledgeBaseError` where a place contains itself."""
    for entry in entries.values():
        seen = {entry.id}
        at = entry
        while at.inside and (above := entries.get(at.inside)):
            if above.id in seen:
                raise KnowledgeBaseError(f"'{entry.id}' contains itself through '{at.id}': correct the column 'in'")
            seen.add(above.id)
            at = above


def fill(connection: sqlite3.Connection, entries: dict[str, Entry], offices: dict[str, Office], tenures: list[Tenure]) -> None:
    """Insert everything, names with the number of words that follow their first."""
    connection.executemany("INSERT INTO entity VALUES (?, ?)", ((e.id, compact(e)) for e in entries.values()))
    named = sorted({(key, n.form, n.id, n.sort) for e in entries.values() for n in names(e) if (key := name_key(n.form))})
    connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?)", named)
    nouns = sorted({(name_key(noun), o.id) for o in offices.values() for noun in o.nouns})
    connection.executemany("INSERT INTO noun VALUES (?, ?)", nouns)
    longest: dict[str, int] = {}
    for key in [k for k, *_ in named] + [k for k, _ in nouns]:
        words = key.split(" ")
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    connection.executemany("INSERT INTO first VALUES (?, ?)", sorted(longest.items()))
    connection.executemany("INSERT INTO office VALUES (?, ?)", ((o.id, compact(o)) for o in offices.values()))
    connection.executemany("INSERT INTO tenure VALUES (?, ?, ?, ?, ?, ?)", sorted(dataclasses.astuple(t) for t in tenures))


def names(entry: Entry) -> Iterator[Name]:
    """Every form under which an entry may be found."""
    for form in (entry.fr, entry.en, *entry.aliases):
        if form:
            yield Name(entry.id, form, "name")
            if entry.kind == "Person":
                yield from (Name(entry.id, last, "surname") for last in surnames(form, entry.of in family_first()))
    for form in entry.acronyms:
        yield Name(entry.id, form, "acronym")
    for form in entry.adjectives:
        yield Name(entry.id, form, "adjective")
        yield Name(entry.id, form.capitalize(), "inhabitant")


def surnames(full: str, family_first: bool = False) -> list[str]:
    """The forms that a family name may have in a full name: its last words, with particles; the first word where families come first.

    >>> surnames("Enrique Peña Nieto")
    ['Nieto', 'Peña Nieto']
    """
    words = full.split()
    if len(words) < 2:
        return []
    if family_first:
        return words[:1]
    return [" ".join(words[at:]) for at in range(len(words) - 1, 0, -1) if name_key(words[at]) not in PARTICLES or at < len(words) - 1]


@cache
def family_first() -> frozenset[str]:
    """Ids of the countries whose people bear the family name first."""
    text = (resources.files("kg.kb") / "data" / "family-first.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def compact(record: Entry | Office) -> str:
    """JSON of the fields that are not empty."""
    fields = ((f.name, getattr(record, f.name)) for f in dataclasses.fields(record))
    return json.dumps({k: v for k, v in fields if v}, ensure_ascii=False, separators=(",", ":"))
