"""Files from quads: the whole dataset as sorted N-Quads, the default graph as Turtle."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Triple, serialize

from kg.errors import InputError
from kg.rdf.terms import PREFIXES


def nquads(quads: Iterable[Quad]) -> bytes:
    """The dataset, one quad a line, sorted: the same set of quads gives the same bytes."""
    data = serialize(quads, format=RdfFormat.N_QUADS) or b""
    return b"".join(sorted(set(data.splitlines(keepends=True))))


def turtle(quads: Iterable[Quad]) -> bytes:
    """The default graph for people: prefixes, one block a subject."""
    triples = sorted((q.triple for q in quads if isinstance(q.graph_name, DefaultGraph)), key=str)
    used = sorted(set(triples), key=lambda t: (str(t.subject), not str(t.predicate).endswith("#type>"), str(t.predicate), str(t.object)))
    return serialize((Triple(t.subject, t.predicate, t.object) for t in used), format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; its content is on the disk before its name is. Raises `InputError` where that cannot be."""
    scratch = path.with_name(f".{path.name}.new")
    try:
        with scratch.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
    except BaseException as error:
        with suppress(OSError):
            scratch.unlink()  # it may fill the disk
        if isinstance(error, OSError):
            raise InputError(f"{path} cannot be written ({error.strerror}): name another place, or make room there") from None
        raise
