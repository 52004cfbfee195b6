"""The open knowledge base: look-ups of names, entries, offices and who held them when."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import Any

from kg.errors import KnowledgeBaseError
from kg.kb.cache import connect, index_of
from kg.kb.entry import Entry, Name, Office, Tenure, decoded, name_key
from kg.kb.law import by_rule

OPEN_END = "9999"
FILES = ("countries", "regions", "places", "cities", "organisations", "processes", "laws", "things", "people", "offices", "tenures")
LAST = "\U0010ffff"  # sorts after every character of a name
DAMAGED = "the knowledge base's index was damaged and is removed: run the command again, it makes a new one"
MOST_EQUAL = 1_000  # names that a search looks at before it sorts them
MOST_NAMES = 10_000  # that are remembered: as many as a thousand articles look up


class KnowledgeBase:
    """Look-ups in one compiled index; `version` is a digest of the files that it was made from. Not shared between threads.

    Every look-up raises `KnowledgeBaseError` where the index turns out to be damaged, and removes it then.
    """

    def __init__(self, index: Path, version: str) -> None:
        self.index = index
        self.version = version
        self.connection = connect(index)
        self.entry = lru_cache(maxsize=5_000)(self._entry)
        self.names = lru_cache(maxsize=MOST_NAMES)(self._names)
        self.longest = lru_cache(maxsize=MOST_NAMES)(self._longest)
        self.goes_on = lru_cache(maxsize=MOST_NAMES)(self._goes_on)
        self.offices = lru_cache(maxsize=1_000)(self._offices)
        self._tenures = lru_cache(maxsize=10_000)(self._read_tenures)

    def close(self) -> None:
        """Let go of the index file; no look-up is possible afterwards."""
        self.connection.close()

    def forget(self) -> None:
        """Let go of all that is remembered of look-ups."""
        for remembered in (self.entry, self.names, self.longest, self.goes_on, self.offices, self._tenures):
            remembered.cache_clear()

    def _rows(self, sql: str, *values: str | int) -> list[Any]:
        try:
            return self.connection.execute(sql, values).fetchall()
        except sqlite3.ProgrammingError:
            raise  # a mistake of ours, such as a closed connection: the index is sound
        except sqlite3.DatabaseError:
            self.index.unlink(missing_ok=True)
            raise KnowledgeBaseError(DAMAGED) from None

    def _entry(self, key: str) -> Entry | None:
        """The entry of an id, or None."""
        found = self._rows("SELECT data FROM entity WHERE id = ?", key)
        return Entry(**decoded(found[0][0])) if found else by_rule(key)

    def _names(self, key: str) -> tuple[Name, ...]:
        """The names whose folded form is `key`, in a fixed order."""
        return tuple([Name(*row) for row in self._rows("SELECT id, form, sort FROM name WHERE key = ? ORDER BY id, form, sort", key)])

    def _goes_on(self, key: str) -> bool:
        """Whether the folded form of a longer name begins with the words of `key`."""
        return bool(self._rows("SELECT 1 FROM name WHERE key > ? AND key < ? LIMIT 1", f"{key} ", f"{key} {LAST}"))

    def _longest(self, word: str, small: bool = False) -> int:
        """The number of words of the longest name or role noun that begins with `word`, with a small letter if so wanted; 0 where none
        does."""
        found = self._rows("SELECT longest, small FROM first WHERE word = ?", word)
        return int(found[0][small]) if found else 0

    def _offices(self, noun: str) -> tuple[Office, ...]:
        """The offices that a role noun (folded) may mean."""
        rows = self._rows("SELECT data FROM office JOIN noun ON office = id WHERE form = ? ORDER BY id", noun)
        return tuple(Office(**decoded(row[0])) for row in rows)

    def office(self, key: str) -> Office | None:
        """The office of an id, or None."""
        found = self._rows("SELECT data FROM office WHERE id = ?", key)
        return Office(**decoded(found[0][0])) if found else None

    def tenures_of(self, of: str) -> tuple[Tenure, ...]:
        """All tenures of a country's or organisation's offices."""
        return self._tenures("whose", of)

    def tenures(self, person: str) -> tuple[Tenure, ...]:
        """All tenures of a person."""
        return self._tenures("person", person)

    def tenures_as(self, office: str) -> tuple[Tenure, ...]:
        """All tenures of an office, of whatever country or organisation."""
        return self._tenures("office", office)

    def _read_tenures(self, column: str, key: str) -> tuple[Tenure, ...]:
        sql = f"SELECT person, office, whose, start, until, source FROM tenure WHERE {column} = ? ORDER BY start, office, person"
        return tuple(Tenure(*row) for row in self._rows(sql, key))

    def holders(self, of: str, offices: Sequence[Office], date: str) -> tuple[str, ...]:
        """The people who held one of `offices` of a country or organisation at a date (day, month or year; "" for none known)."""
        wanted = {o.id for o in offices}
        return tuple(dict.fromkeys(t.person for t in self.tenures_of(of) if t.office in wanted and holds(t, date)))

    def search(self, text: str, limit: int = 20) -> list[tuple[Entry, str]]:
        """Entries called `text` and then those with a name that begins with it, each with that name; large places before small ones."""
        key = name_key(text)
        wanted = "SELECT id, form FROM name WHERE key"
        equal = self._rows(f"{wanted} = ? LIMIT ?", key, MOST_EQUAL)
        longer = self._rows(f"{wanted} > ? AND key < ? LIMIT ?", key, key + LAST, MOST_EQUAL) if key else []
        found: dict[str, tuple[Entry, str]] = {}
        for entry, form in chain(self._by_size(equal), self._by_size(longer)):
            found.setdefault(entry.id, (entry, form))
        return list(found.values())[:limit]

    def _by_size(self, rows: list[tuple[str, str]]) -> list[tuple[Entry, str]]:
        """Entries with names, large places first; of an entry's names the one that is displayed first."""
        named = [(entry, form) for key, form in rows if (entry := self.entry(key))]
        return sorted(named, key=lambda pair: (-pair[0].population, pair[0].id, pair[1] != pair[0].fr, pair[1]))

    def alike(self, text: str, limit: int = 5) -> list[str]:
        """Names spelt nearly as `text`, for one who mistyped; only those with the same first two letters are looked at."""
        from rapidfuzz import fuzz, process

        start = name_key(text)[:2]
        near = self._rows("SELECT key, min(form) FROM name WHERE key > ? AND key < ? GROUP BY key LIMIT 50000", start, start + LAST)
        best = process.extract(name_key(text), dict(near).keys(), scorer=fuzz.ratio, score_cutoff=75, limit=limit)
        return [dict(near)[key] for key, *_ in best]


def holds(tenure: Tenure, date: str) -> bool:
    """Whether a tenure may cover a date; both are compared as finely as the coarser of them is known."""
    if not date:
        return False
    start, end = tenure.start, tenure.end or OPEN_END
    return start[: len(date)] <= date[: len(start)] and date[: len(end)] <= end[: len(date)]


def data_files() -> list[Path]:
    """The embedded files, in the order in which they are read."""
    return [data_folder() / f"{name}.tsv" for name in FILES]


def data_folder() -> Path:
    """Where the embedded files lie."""
    return Path(str(resources.files("kg.kb") / "data"))


def open_base(extra: Iterable[Path] = ()) -> KnowledgeBase:
    """The embedded base with the user's files on top, compiled when files have changed; of several files the last wins.

    Raises `KnowledgeBaseError` for the first thing that is wrong with a file.
    """
    index = index_of(data_files(), [data_folder() / "family-first.txt"])
    if files := list(extra):
        index = index_of(files, below=index)
    return KnowledgeBase(*index)
