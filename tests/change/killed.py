"""Commands in processes that are killed. A process says over a pipe what it has reported as done, and takes extractions from a file."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from kg.build import build
from kg.change import add
from kg.extract.reader import Reader
from kg.extract.record import from_line
from kg.model import Document, Extraction

FINISHED = "finished"
Command = Callable[[list[Path], Path, Connection], None]

# Processes are forked from one that has imported all this, and has no store open: they begin to work at once.
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["kg.build", "kg.change", "kg.view"])


def building(paths: list[Path], folder: Path, says: Connection) -> None:
    """A build."""
    build(paths, folder)


def adding(paths: list[Path], folder: Path, says: Connection) -> None:
    """An addition, which says the id of each article that is done."""
    add(paths, folder, done=lambda document: says.send(document.id))


def work(command: Command, paths: list[Path], folder: Path, records: Path, says: Connection) -> None:
    """What the process does: the command, with its articles' extractions from `records`."""
    known = {x.document.id: x for x in map(from_line, records.read_text(encoding="utf-8").split("\n"))}

    def recorded(reader: Reader, document: Document) -> Extraction:
        return known[document.id]

    Reader.extract = recorded  # type: ignore[method-assign]
    says.send("started")
    command(paths, folder, says)
    says.send(FINISHED)


def killed(command: Command, paths: list[Path], folder: Path, records: Path, after: float) -> tuple[list[str], float]:
    """Run a command and kill it so many seconds after it began, with a signal that it cannot catch; gives what it said until then and how
    long it ran."""
    hears, says = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=work, args=(command, paths, folder, records, says))
    process.start()
    says.close()
    assert hears.recv() == "started"
    began = time.perf_counter()
    process.join(after)
    process.kill()
    process.join()
    ran = time.perf_counter() - began
    heard: list[str] = []
    try:
        while True:
            heard.append(hears.recv())
    except (EOFError, OSError):
        hears.close()
    return heard, ran


def moments(seed: int, number: int, longest: float) -> list[float]:
    """Random moments of a command that takes `longest` seconds, in a fixed order."""
    drawn = random.Random(seed)
    return [drawn.uniform(0, longest) for _ in range(number)]
