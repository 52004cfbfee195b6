"""Extractions kept beside the store in one SQLite file, so that an unchanged article isn't read twice.

The store alone says which articles are in the graph. A record is kept before its article enters the store and dropped after it has
left it: what a killed command leaves behind is one record too many, never one too few, and the next command drops it.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from kg.errors import StoreError
from kg.extract.record import from_line, to_line
from kg.model import Extraction

SQLITE = (sqlite3.DatabaseError,)
DAMAGE = (*SQLITE, zlib.error, ValueError, KeyError, TypeError)
FILE = "extractions.sqlite"
TABLE = "CREATE TABLE IF NOT EXISTS extraction (document TEXT PRIMARY KEY, key TEXT NOT NULL, record BLOB NOT NULL)"
LOOSE = "CREATE TABLE IF NOT EXISTS loose (document TEXT PRIMARY KEY) WITHOUT ROWID"  # those that may be in no store
# With the record itself, so that there is none of which nobody knows.
NOTED = """CREATE TRIGGER IF NOT EXISTS noted AFTER INSERT ON extraction
    BEGIN INSERT OR IGNORE INTO loose VALUES (NEW.document); END"""


class Kept:
    """The records of a folder, for one writer at a time: who has them open may change the store, and nobody else.

    A record is compressed JSON under its document's id, with the key of all that decided it. Raises `StoreError` where another process
    has the folder or where the file cannot be used.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with self.explained():
            folder.mkdir(parents=True, exist_ok=True)
            self.connection = sqlite3.connect(folder / FILE, timeout=0, isolation_level=None)
            # The lock that this mode takes is the operating system's: it ends with the connection, and a killed process leaves none.
            for statement in (
                "PRAGMA locking_mode = EXCLUSIVE",
                "PRAGMA journal_mode = WAL",
                "PRAGMA synchronous = FULL",
                TABLE,
                LOOSE,
                NOTED,
            ):
                self.connection.execute(statement)

    def __enter__(self) -> Kept:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.connection.close()

    def get(self, document: str, key: str) -> Extraction | None:
        """The record of a document where the same `key` decided it, else None."""
        with self.explained():
            row = self.connection.execute("SELECT record FROM extraction WHERE document = ? AND key = ?", (document, key)).fetchone()
            return decoded(row[0]) if row else None

    def has(self, document: str, key: str) -> bool:
        """Whether there is a record of a document that the same `key` decided."""
        with self.explained():
            return bool(self.connection.execute("SELECT 1 FROM extraction WHERE document = ? AND key = ?", (document, key)).fetchone())

    def number(self) -> int:
        """Of records."""
        return int(self.connection.execute("SELECT count(*) FROM extraction").fetchone()[0])

    def find(self, document: str) -> Extraction | None:
        """The record of a document, whatever decided it."""
        row = self.connection.execute("SELECT record FROM extraction WHERE document = ?", (document,)).fetchone()
        return decoded(row[0]) if row else None

    def all(self) -> Iterator[tuple[str, Extraction]]:
        """Every record with its key, in the order of the documents' ids."""
        with self.explained():
            for key, record in self.connection.execute("SELECT key, record FROM extraction ORDER BY document"):
                yield key, decoded(record)

    def of(self, documents: Iterable[str]) -> Records:
        """The records of some documents, which are kept."""
        return Records(self, documents)

    def keep(self, document: str, key: str, record: bytes) -> None:
        """Keep a document's record, `encoded`, in the place of its older one; it is on the disk when this returns."""
        with self.explained():
            self.connection.execute("INSERT OR REPLACE INTO extraction VALUES (?, ?, ?)", (document, key, record))

    def drop_others(self) -> None:
        """Drop the records of articles that are not in the store, as its index tells."""
        with self.explained():
            others = "SELECT document FROM loose WHERE document NOT IN (SELECT document FROM article)"
            self.connection.execute(f"DELETE FROM extraction WHERE document IN ({others})")
            self.connection.execute("DELETE FROM loose")

    @contextmanager
    def explained(self, damage: tuple[type[Exception], ...] = DAMAGE) -> Iterator[None]:
        """Turn what may go wrong with a file into a sentence that helps; `damage` tells of what cannot be read."""
        path = self.folder / FILE
        try:
            yield
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise StoreError(f"another kg is changing {self.folder}: wait until it is done, then run this command again") from None
            raise StoreError(f"{path} cannot be written ({error}): make room there or check who may write") from None
        except damage:
            raise StoreError(f"{path} is damaged or was written by another version of kg: remove it and run 'kg build' again") from None
        except OSError as error:
            raise StoreError(f"{self.folder} cannot be written ({error}): name another folder") from None


class Records(Mapping[str, Extraction]):
    """Kept records by the ids of their documents, in the order of these; each is read from the file whenever it is asked for."""

    def __init__(self, kept: Kept, documents: Iterable[str]) -> None:
        self.kept, self.documents = kept, sorted(documents)

    def __getitem__(self, document: str) -> Extraction:
        with self.kept.explained():
            if (found := self.kept.find(document)) is None:
                raise KeyError(document)
            return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.documents)

    def __len__(self) -> int:
        return len(self.documents)


def read_only(folder: Path) -> sqlite3.Connection | None:
    """The file of a folder's extractions, None where it cannot be opened. What nobody is writing is opened as immutable: otherwise SQLite
    would leave files of its own beside it."""
    path = folder / FILE
    if not path.exists():
        return None
    log = path.with_name(f"{FILE}-wal")
    mode = "mode=ro" if log.exists() and log.stat().st_size else "immutable=1"
    try:
        return sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True, timeout=0)
    except sqlite3.Error:
        return None


def demand_free(folder: Path) -> None:
    """Raise `StoreError` where another process changes the folder: before anything is read that would take long."""
    if (folder / FILE).is_file():
        with Kept(folder):
            pass


def encoded(extraction: Extraction) -> bytes:
    return zlib.compress(to_line(extraction))


def decoded(record: bytes) -> Extraction:
    return from_line(zlib.decompress(record))
