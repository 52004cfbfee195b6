"""Files from quads: the whole dataset as sorted N-Quads, the default graph as Turtle. What is too much for memory is sorted in parts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from heapq import merge
from itertools import groupby, islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TypeVar

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from kg.errors import InputError
from kg.rdf.terms import PREFIXES

T = TypeVar("T")
MOST, FEW = 200_000, 10_000  # quads that memory holds at a time: as lines, and as what these are made from or parsed to


def nquads(quads: Iterable[Quad]) -> bytes:
    """The dataset, one quad a line, sorted: the same set of quads gives the same bytes."""
    return b"".join(sorted_lines(quads))


def turtle(quads: Iterable[Quad]) -> bytes:
    """The default graph for people: prefixes, one block a subject."""
    return serialize(turtle_triples(sorted_lines(quads)), format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""


def write_nquads(path: Path, lines: Iterable[bytes]) -> None:
    """The file of `nquads`, of whatever size, from `sorted_lines`."""
    write(path, lambda file: file.writelines(lines))


def write_turtle(path: Path, lines: Iterable[bytes]) -> None:
    """The file of `turtle`, of whatever size, from `sorted_lines` or the file of them."""
    write(path, lambda file: serialize(turtle_triples(lines), file, format=RdfFormat.TURTLE, prefixes=PREFIXES))


def lines_of(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Quads as lines of N-Quads, in their order."""
    for some in batches(quads, FEW):
        yield from (serialize(some, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)


def sorted_lines(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Quads as lines of N-Quads, sorted, each once."""
    return ordered(batches(lines_of(quads), MOST))


def graph_of(line: bytes) -> bytes:
    """The name of a line's graph as N-Quads write it, b"" for the default graph. No name holds a blank or a quotation mark."""
    last = line.rsplit(b" ", 2)[1]
    return last if last.startswith(b"<") and b'"' not in last and line.count(b" ") > 3 else b""


def turtle_triples(lines: Iterable[bytes]) -> Iterator[Triple]:
    """The triples of the default graph among sorted lines, by subject, its types first."""
    default = (line for line in lines if not graph_of(line))
    blocks = (sorted(block, key=is_no_type) for _, block in groupby(default, lambda line: line.partition(b" ")[0]))
    for some in batches((line for block in blocks for line in block), FEW):
        yield from (quad.triple for quad in parse(b"".join(some), format=RdfFormat.N_TRIPLES))


def is_no_type(line: bytes) -> bool:
    """Whether a line says something else than what type its subject is of."""
    return not line.split(b" ", 2)[1].endswith(b"#type>")


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


def blocks(lines: Iterable[bytes], size: int) -> Iterator[bytes]:
    """Lines put together, each time until they are of at least `size` bytes."""
    some, length = list[bytes](), 0
    for line in lines:
        some.append(line)
        length += len(line)
        if length >= size:
            yield b"".join(some)
            some, length = [], 0
    if some:
        yield b"".join(some)


def write(path: Path, data: bytes | Callable[[IO[bytes]], object]) -> None:
    """Write a file, its content or what fills it, as `whole` does; raises `InputError` where that cannot be."""
    with whole(path) as scratch, explained(path), scratch.open("wb") as file:
        if isinstance(data, bytes):
            file.write(data)
        else:
            data(file)


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Gives the name of a file to write, which becomes `path` in the end: whole or not at all, its content on the disk before its name is.
    Raises `InputError` where that cannot be."""
    scratch = path.with_name(f".{path.name}.new")
    try:
        yield scratch
        with explained(path):
            with scratch.open("rb") as file:
                os.fsync(file.fileno())
            scratch.replace(path)
    except BaseException:
        with suppress(OSError):
            scratch.unlink()  # it may fill the disk
        raise


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what may go wrong with a file into a sentence."""
    try:
        yield
    except OSError as error:
        raise InputError(f"{path} cannot be written ({error.strerror}): name another place, or make room there") from None
