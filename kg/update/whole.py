"""Does a store still hold what was written to it? Its index has a seal for each article, which changes as the store does."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from pyoxigraph import Store

from kg.extract.kept import FILE, read_only
from kg.rdf.check import Problem
from kg.rdf.seal import Seal, broken, seals
from kg.rdf.terms import DOC
from kg.rdf.write import lines_of

LOST = "It cannot be read, so that nobody can tell whether the store is whole: run 'kg build' again."
UNINDEXED = "Its quads are not all found by {}: the store is damaged, run 'kg build' again."
INDEXES = {
    "subject": (True, False, False, False),
    "predicate": (False, True, False, False),
    "object": (False, False, True, False),
    "graph": (False, False, False, True),
    "predicate and graph": (False, True, False, True),
    "object and graph": (False, False, True, True),
}
BROKEN_OFF = "A command on this store was broken off, or is still at work: run 'kg add' to finish it, then check again."


def damage(folder: Path, store: Store) -> Iterator[Problem]:
    """Where the store of a folder differs from what was written to it."""
    connection = read_only(folder)
    if connection is None:
        yield Problem(str(folder / FILE), LOST)
        return
    with closing(connection):
        try:
            stamped = connection.execute("SELECT what FROM stamp").fetchone()
            pending = connection.execute("SELECT document FROM pending").fetchone()
            known = {document: Seal(number, int(total, 16)) for document, number, total in connection.execute("SELECT * FROM seal")}
        except sqlite3.OperationalError:  # somebody writes, or an older version wrote
            yield Problem(str(folder), BROKEN_OFF)
            return
        except (sqlite3.Error, ValueError, TypeError):
            yield Problem(str(folder / FILE), LOST)
            return
    if pending or not stamped:
        yield Problem(str(folder), BROKEN_OFF)
        return
    yield from unindexed(folder, store)
    found = seals(lines_of(store))
    yield from (Problem(DOC + article if article else str(folder), sentence) for article, sentence in broken(known, found))


def unindexed(folder: Path, store: Store) -> Iterator[Problem]:
    """Oxigraph keeps quads in several orders, each in files of its own: whether all of them are found in each."""
    number = len(store)
    for name, chosen in INDEXES.items():
        keys = {tuple(term if use else None for term, use in zip(quad, chosen, strict=True)) for quad in store}
        # Oxigraph 0.5 finds 256 to 511 with 255 (and so on where a number's last byte is 255): what it finds besides is left out.
        found = (q for key in keys for q in store.quads_for_pattern(*key) if all(k in (None, t) for k, t in zip(key, q, strict=True)))
        if sum(1 for _ in found) != number:
            yield Problem(str(folder), UNINDEXED.format(name))
