"""Compiled indexes, kept in the user's cache under what they were made from.

An index is named by the content of its files. A stamp spares reading them: a small file named by the size, times and inode of
every file, which tells the index's name, size and time. Whatever doesn't agree with its stamp is looked at in full, and made
anew where it is damaged.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from kg.errors import KnowledgeBaseError
from kg.kb.compile import compile_index

FORMAT = "13"  # of the index: a change of the schema or of what it holds makes a new one
RACY = 2.0  # seconds: a file changed so recently may change once more without a trace in its times
KEPT = 30 * 86_400.0  # seconds: what is older is made again when it is wanted


class Index(NamedTuple):
    """A compiled index and the digest of the content that it was made from."""

    path: Path
    version: str


def index_of(files: Sequence[Path], aside: Sequence[Path] = (), below: Index | None = None) -> Index:
    """The index of `files` on top of the index `below`, compiled where it isn't there; `aside` are files that decide what it holds too.

    Raises `KnowledgeBaseError` where a file is wrong or cannot be read, or where the index cannot be written.
    """
    folder, read = cache_folder(), [*files, *aside]
    stamp = folder / f"kb-{seen(read, below)}.stamp"
    if known := trusted(stamp):
        return known
    index = Index(folder / f"kb-{(version := digest(read, below))}.sqlite", version)
    if not whole(index.path):
        make(index, files, below)
        prune(folder)
        if digest(read, below) != version:  # changed while we compiled: this index isn't what its name says
            index.path.unlink(missing_ok=True)
            return index_of(files, aside, below)
    if all(time.time() - file.stat().st_mtime > RACY for file in read):
        found = index.path.stat()
        replace(stamp, f"{version} {found.st_size} {found.st_mtime_ns}")
    return index


def make(index: Index, files: Sequence[Path], below: Index | None) -> None:
    """Compile; raises `KnowledgeBaseError` where a file is wrong or the folder cannot hold the index."""
    try:
        compile_index(files, index.path, below.path if below else None)
    except (OSError, sqlite3.Error) as error:
        advice = "make room there, or set XDG_CACHE_HOME to another folder"
        raise KnowledgeBaseError(f"the knowledge base's index cannot be written to {index.path.parent} ({error}): {advice}") from None


def seen(files: Sequence[Path], below: Index | None) -> str:
    """A digest of where the files lie, how long they are and when they changed; raises `KnowledgeBaseError` where one is missing."""
    parts = [FORMAT, below.version if below else ""]
    for file in files:
        try:
            s = file.stat()
        except OSError:
            raise KnowledgeBaseError(f"{file} cannot be read: check the path") from None
        # The time of change is there because nobody can set it back.
        parts.append(f"{file.resolve()}\0{s.st_size}\0{s.st_mtime_ns}\0{s.st_ctime_ns}\0{s.st_ino}")
    return hashlib.sha256("\0\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def digest(files: Sequence[Path], below: Index | None) -> str:
    """A digest of what the files hold, in their order; raises `KnowledgeBaseError` where one cannot be read."""
    total = hashlib.sha256(f"{FORMAT} {below.version if below else ''}".encode())
    for file in files:
        try:
            with file.open("rb") as opened:
                total.update(hashlib.file_digest(opened, "sha256").digest())
        except OSError:
            raise KnowledgeBaseError(f"{file} cannot be read: check the path") from None
    return total.hexdigest()[:16]


def trusted(stamp: Path) -> Index | None:
    """The index that a stamp tells, where that still is as it was; None otherwise."""
    try:
        version, size, changed = stamp.read_text(encoding="ascii").split()
        index = stamp.with_name(f"kb-{version}.sqlite")
        found = index.stat()
    except (OSError, ValueError):
        return None
    return Index(index, version) if (found.st_size, found.st_mtime_ns) == (int(size), int(changed)) else None


def whole(path: Path) -> bool:
    """Whether an index is there and every page of it is sound."""
    if not path.exists():
        return False
    try:
        with closing(connect(path)) as connection:
            connection.execute("SELECT longest FROM first LIMIT 1").fetchone()
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def connect(path: Path) -> sqlite3.Connection:
    """A connection that only reads and never locks: an index doesn't change once it has its name."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False, isolation_level=None)


def replace(path: Path, text: str) -> None:
    """Write a small file whole or not at all; not being able to is no harm."""
    with suppress(OSError):
        handle, name = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)
        with os.fdopen(handle, "w", encoding="ascii") as scratch:
            scratch.write(text)
        Path(name).replace(path)


def prune(folder: Path) -> None:
    """Remove what was made a month ago, remains of killed processes included; who has an index open keeps it."""
    for file in folder.glob("kb-*"):
        with suppress(OSError):
            if time.time() - file.stat().st_mtime > KEPT:
                file.unlink()


def cache_folder() -> Path:
    """Where compiled indexes lie: the user's cache, or a folder of his own among the temporary ones where that cannot be written."""
    with suppress(OSError, RuntimeError):  # RuntimeError: nobody's home
        wanted = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "newskg"
        wanted.mkdir(parents=True, exist_ok=True)
        if os.access(wanted, os.W_OK | os.X_OK):
            return wanted
    user = os.getuid() if hasattr(os, "getuid") else "user"
    fallback = Path(tempfile.gettempdir()) / f"newskg-{user}"
    fallback.mkdir(mode=0o700, parents=True, exist_ok=True)
    # A folder that somebody else has made there could hold anything.
    return fallback if user in ("user", fallback.stat().st_uid) else Path(tempfile.mkdtemp(prefix="newskg-"))
