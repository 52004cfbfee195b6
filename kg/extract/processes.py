"""Articles read by several processes at once. What an article says depends on nothing but the article, the base and the settings, and the
readings come in the order of the articles, so that a graph is the same whatever number of processes makes it.

Each process has the model in memory (about half a gigabyte) and needs seconds to load it: there are as many as have enough to do. They end
with the process that started them, however that ends.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from kg.errors import InputError
from kg.extract.kept import Kept
from kg.extract.reader import Reader, blamed
from kg.model import Document, Extraction
from kg.report import Stopwatch

Read = Callable[[Document], Extraction]
Told = tuple[Extraction | str, dict[str, float]]  # what is read, or why it cannot be; the seconds of the stages
FEWEST = 40  # articles that are worth a process
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
    with started(number, make) as connections:
        readings = in_order(missing, connections)

        def extract(document: Document) -> Extraction:
            read, stages = next(told for read_document, told in readings if read_document is document)
            reader.stages.add({stage: seconds / number for stage, seconds in stages.items()})
            if isinstance(read, str):
                raise InputError(read)
            return read

        yield partial(reader.read, kept=kept, extract=extract)


@contextmanager
def started(number: int, make: Callable[[], Reader]) -> Iterator[list[Connection]]:
    """Connections to so many processes, which end when this does."""
    context = multiprocessing.get_context("spawn")  # a fork would inherit the files that the store has open
    processes: list[SpawnProcess] = []
    connections: list[Connection] = []
    try:
        for _ in range(number):
            here, there = context.Pipe()
            process = context.Process(target=work, args=(there, make), daemon=True)
            process.start()
            there.close()
            processes.append(process)
            connections.append(here)
        yield connections
    finally:
        for process in processes:
            process.kill()
            process.join()


def in_order(documents: Sequence[Document], connections: Sequence[Connection]) -> Iterator[tuple[Document, Told]]:
    """The documents with what the processes say of them, in the order of the documents."""
    todo = iter(enumerate(documents))
    at: dict[Connection, int] = {}  # the document that each process has now
    early: dict[int, Told] = {}

    def hand_on(connection: Connection) -> None:
        number, document = next(todo, (0, None))
        if document is not None:
            at[connection] = number
            with suppress(OSError):  # it has ended: so says what is received from it
                connection.send(document)

    for connection in connections:
        hand_on(connection)
    for due, document in enumerate(documents):
        while due not in early and at:
            for ready in wait(list(at)):
                connection = next(c for c in at if c is ready)
                number = at.pop(connection)
                try:
                    early[number] = connection.recv()
                    hand_on(connection)
                except (EOFError, OSError):
                    early[number] = LOST
        yield document, early.pop(due, LOST)


# in such a process


def work(connection: Connection, make: Callable[[], Reader]) -> None:
    """Read documents as they come, for ever: whoever started this process ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes of a terminal; ours tells what to do about it
    threading.Thread(target=end_with_parent, daemon=True).start()
    reader = make()
    while True:
        connection.send(told(reader, connection.recv()))


def told(reader: Reader, document: Document) -> Told:
    reader.stages = Stopwatch()
    try:
        with blamed():
            return reader.extract(document), reader.stages.seconds
    except InputError as error:
        return str(error), reader.stages.seconds


def end_with_parent() -> None:
    """End this process where the one that started it is killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
