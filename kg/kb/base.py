"""The open knowledge base: look-ups of names, entries, offices and who held them when."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from kg.kb.compile import compile_index
from kg.kb.entry import Entry, Name, Office, Tenure
from kg.kb.law import resolution

FORMAT = "5"  # of the index: a change of the schema or of what it holds makes a new one
OPEN_END = "9999"
FILES = ("countries", "regions", "cities", "organisations", "processes", "laws", "people", "offices", "tenures")


class KnowledgeBase:
    """Look-ups in one compiled index. Not shared between threads."""

    def __init__(self, index: Path, version: str) -> None:
        self.index = index
        self.version = version
        self.connection = sqlite3.connect(f"file:{index}?mode=ro", uri=True, check_same_thread=False)
        self.entry = lru_cache(maxsize=50_000)(self._entry)
        self.names = lru_cache(maxsize=50_000)(self._names)
        self.longest = lru_cache(maxsize=50_000)(self._longest)
        self.offices = lru_cache(maxsize=1_000)(self._offices)

    def _entry(self, key: str) -> Entry | None:
        """The entry of an id, or None."""
        found = self.connection.execute("SELECT data FROM entity WHERE id = ?", (key,)).fetchone()
        if found is None:
            return resolution(key)
        return Entry(**fields(found[0]))

    def _names(self, key: str) -> tuple[Name, ...]:
        """The names whose folded form is `key`, in a fixed order."""
        rows = self.connection.execute("SELECT id, form, sort FROM name WHERE key = ? ORDER BY id, form, sort", (key,))
        return tuple(Name(*row) for row in rows)

    def _longest(self, word: str) -> int:
        """The number of words of the longest name or role noun that begins with `word`; 0 where none does."""
        found = self.connection.execute("SELECT longest FROM first WHERE word = ?", (word,)).fetchone()
        return int(found[0]) if found else 0

    def _offices(self, noun: str) -> tuple[Office, ...]:
        """The offices that a role noun (folded) may mean."""
        rows = self.connection.execute("SELECT data FROM office JOIN noun ON office = id WHERE form = ? ORDER BY id", (noun,))
        return tuple(Office(**fields(row[0])) for row in rows)

    def office(self, key: str) -> Office | None:
        """The office of an id, or None."""
        found = self.connection.execute("SELECT data FROM office WHERE id = ?", (key,)).fetchone()
        return Office(**fields(found[0])) if found else None

    def tenures_of(self, of: str) -> tuple[Tenure, ...]:
        """All tenures of a country's or organisation's offices."""
        return self._tenures("whose", of)

    def tenures(self, person: str) -> tuple[Tenure, ...]:
        """All tenures of a person."""
        return self._tenures("person", person)

    def _tenures(self, column: str, key: str) -> tuple[Tenure, ...]:
        rows = self.connection.execute(f"SELECT * FROM tenure WHERE {column} = ? ORDER BY start, office, person", (key,))
        return tuple(Tenure(*row) for row in rows)

    def holders(self, of: str, offices: Sequence[Office], date: str) -> tuple[str, ...]:
        """The people who held one of `offices` of a country or organisation at a date (day, month or year; "" for none known)."""
        wanted = {o.id for o in offices}
        return tuple(dict.fromkeys(t.person for t in self.tenures_of(of) if t.office in wanted and holds(t, date)))


def fields(data: str) -> dict[str, Any]:
    """The fields of a stored record."""
    return {k: tuple(v) if isinstance(v, list) else v for k, v in json.loads(data).items()}


def holds(tenure: Tenure, date: str) -> bool:
    """Whether a tenure may cover a date; both are compared as finely as the coarser of them is known."""
    if not date:
        return False
    start, end = tenure.start, tenure.end or OPEN_END
    return start[: len(date)] <= date[: len(start)] and date[: len(end)] <= end[: len(date)]


def data_files() -> list[Path]:
    """The embedded files, in the order in which they are read."""
    folder = Path(str(resources.files("kg.kb") / "data"))
    return [f for name in FILES if (f := folder / f"{name}.tsv").exists()]


def cache_folder() -> Path:
    """Where compiled indexes lie: the user's cache, or a temporary folder where that cannot be written."""
    wanted = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "newskg"
    try:
        wanted.mkdir(parents=True, exist_ok=True)
        if os.access(wanted, os.W_OK):
            return wanted
    except OSError:
        pass
    fallback = Path(tempfile.gettempdir()) / f"newskg-{os.getuid() if hasattr(os, 'getuid') else 'user'}"
    fallback.mkdir(parents=True, exist_ok=True)
    return fallback


def open_base(extra: Iterable[Path] = ()) -> KnowledgeBase:
    """The embedded base with the user's files on top, compiled when its files have changed."""
    files = [*data_files(), *extra]
    digest = hashlib.sha256(FORMAT.encode())
    for file in files:
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    version = digest.hexdigest()[:16]
    index = cache_folder() / f"kb-{version}.sqlite"
    if not index.exists():
        compile_index(files, index)
    return KnowledgeBase(index, version)
