"""Articles read by several processes at once. What an article says depends on nothing but the article, the base and the settings, and the
readings come in the order of the articles, so that a graph is the same whatever number of processes makes it.

Each process has the model in memory (about half a gigabyte) and needs seconds to load it: there are as many as have enough to do.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.connection import Connection, wait

from kg.errors import InputError
from kg.extract.kept import Kept, encoded
from kg.extract.reader import Reader, blamed
from kg.model import Document, Extraction
from kg.processes import started
from kg.report import Stopwatch

Read = Callable[[Document], Extraction]
Told = tuple[bytes | str, dict[str, float]]  # what is read, as it is kept, or why it cannot be; the seconds of the stages
FEWEST = 40  # articles that are worth a process
AHEAD = 2  # documents that a process has, so that it need not wait for the next one
SHORT = 10_000  # characters of one that is handed on ahead: both sides would wait for ever where each writes more than a pipe holds
MOST = 4  # processes where nobody says how many
LOST: Told = ("not read, as a process ended, perhaps for want of memory: run this again with fewer (--jobs 1)", {})


def default_number() -> int:
    """How many processes read articles where nobody says: as many as there are processors, up to a bound that memory sets."""
    return min(MOST, os.cpu_count() or 1)


@contextmanager
def reading(documents: Sequence[Document], reader: Reader, kept: Kept, number: int, make: Callable[[], Reader]) -> Iterator[Read]:
    """What reads these documents, to be called for each of them in their order; it raises `InputError` as `Reader.read` does.

    At most `number` processes read, each with a reader of its own that `make` gives, which must be picklable.
    """
    missing = [d for d in documents if not kept.has(d.id, reader.key(d))] if number > 1 else []
    number = min(number, len(missing) // FEWEST)
    if number < 2:
        yield partial(reader.read, kept=kept)
        return
    with started(number, partial(work, make=make)) as connections:
        readings = in_order(missing, connections)

        def extract(document: Document) -> bytes:
            read, stages = next(told for read_document, told in readings if read_document is document)
            reader.stages.add({stage: seconds / number for stage, seconds in stages.items()})
            if isinstance(read, str):
                raise InputError(read)
            return read

        yield partial(reader.read, kept=kept, extract=extract)


def in_order(documents: Sequence[Document], connections: Sequence[Connection]) -> Iterator[tuple[Document, Told]]:
    """The documents with what the processes say of them, in the order of the documents."""
    todo = deque(range(len(documents)))
    handed: dict[Connection, deque[int]] = {c: deque() for c in connections}  # the documents that each process has now
    early: dict[int, Told] = {}

    def hand_on(connection: Connection) -> None:
        has = handed[connection]
        if todo and (not has or (len(has) < AHEAD and len(documents[todo[0]].text) < SHORT)):
            has.append(todo.popleft())
            with suppress(OSError):  # it has ended: so says what is received from it
                connection.send(documents[has[-1]])

    for connection in AHEAD * tuple(connections):
        hand_on(connection)
    for due, document in enumerate(documents):
        while due not in early and (busy := [c for c, has in handed.items() if has]):
            for ready in wait(busy):
                connection = next(c for c in busy if c is ready)
                number = handed[connection].popleft()
                try:
                    early[number] = connection.recv()
                    hand_on(connection)
                except (EOFError, OSError):
                    early[number] = LOST
                    todo.extendleft(reversed(handed.pop(connection)))
                    for other in handed:
                        hand_on(other)
        yield document, early.pop(due, LOST)


# in such a process


def work(connection: Connection, make: Callable[[], Reader]) -> None:
    """Read documents as they come, for ever."""
    reader = make()
    while True:
        connection.send(told(reader, connection.recv()))


def told(reader: Reader, document: Document) -> Told:
    reader.stages = Stopwatch()
    try:
        with blamed():
            return encoded(reader.extract(document)), reader.stages.seconds
    except InputError as error:
        return str(error), reader.stages.seconds
