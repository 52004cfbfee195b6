"""Files from quads: the whole dataset as sorted N-Quads, the default graph as Turtle. What is too much for memory is sorted in parts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from heapq import merge
from itertools import groupby, islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TypeVar

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Triple, parse, serialize

from kg.errors import InputError
from kg.rdf.terms import PREFIXES

T = TypeVar("T")
MOST, FEW = 200_000, 10_000  # quads that memory holds at a time: to be sorted, and sorted ones


def nquads(quads: Iterable[Quad]) -> bytes:
    """The dataset, one quad a line, sorted: the same set of quads gives the same bytes."""
    return b"".join(nquad_lines(quads))


def turtle(quads: Iterable[Quad]) -> bytes:
    """The default graph for people: prefixes, one block a subject."""
    return serialize(turtle_triples(quads), format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""


def write_nquads(path: Path, quads: Iterable[Quad]) -> None:
    """The file of `nquads`, of whatever size."""
    write(path, lambda file: file.writelines(nquad_lines(quads)))


def write_turtle(path: Path, quads: Iterable[Quad]) -> None:
    """The file of `turtle`, of whatever size."""
    write(path, lambda file: serialize(turtle_triples(quads), file, format=RdfFormat.TURTLE, prefixes=PREFIXES))


def nquad_lines(quads: Iterable[Quad]) -> Iterator[bytes]:
    return ordered((serialize(some, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True) for some in batches(quads, MOST))


def turtle_triples(quads: Iterable[Quad]) -> Iterator[Triple]:
    """The triples of the default graph by subject, its types first."""
    keys = (turtle_key(quad) for quad in quads if isinstance(quad.graph_name, DefaultGraph))
    for some in batches(ordered(batches(keys, MOST)), FEW):
        parts = (line.split(b"\0", 3) for line in some)
        lines = b"".join(b"%s %s %s .\n" % (subject, predicate, object.rstrip(b"\n")) for subject, _, predicate, object in parts)
        yield from (quad.triple for quad in parse(lines, format=RdfFormat.N_TRIPLES))


def turtle_key(quad: Quad) -> bytes:
    """A line that sorts as its triple shall."""
    predicate = str(quad.predicate)
    return f"{quad.subject}\0{not predicate.endswith('#type>'):d}\0{predicate}\0{quad.object}\n".encode()


def ordered(groups: Iterable[list[bytes]]) -> Iterator[bytes]:
    """The lines of all groups, sorted, each once. Of several groups each waits in a file, so that memory holds one at a time."""
    with ExitStack() as files:
        waiting: list[Iterable[bytes]] = []
        for group in groups:
            waiting.append(sorted(set(group)))
            if len(waiting) > 1:
                waiting = [kept(lines, files) if isinstance(lines, list) else lines for lines in waiting]
        yield from (line for line, _ in groupby(merge(*waiting)))


def kept(lines: list[bytes], files: ExitStack) -> IO[bytes]:
    file = files.enter_context(TemporaryFile())  # noqa: SIM115 - the stack closes it
    file.writelines(lines)
    file.seek(0)
    return file


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of so many, the last shorter."""
    left = iter(items)
    while some := list(islice(left, size)):
        yield some


def write(path: Path, data: bytes | Callable[[IO[bytes]], object]) -> None:
    """Write a file, its content or what fills it, whole or not at all; its content is on the disk before its name is. Raises `InputError`
    where that cannot be."""
    scratch = path.with_name(f".{path.name}.new")
    try:
        with scratch.open("wb") as file:
            if isinstance(data, bytes):
                file.write(data)
            else:
                data(file)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
    except BaseException as error:
        with suppress(OSError):
            scratch.unlink()  # it may fill the disk
        if isinstance(error, OSError):
            raise InputError(f"{path} cannot be written ({error.strerror}): name another place, or make room there") from None
        raise
