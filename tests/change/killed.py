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
NEVER = 60.0  # seconds: no command here takes so long
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
    known = {x.document.id: x for x in map(from_line, records.read_bytes().splitlines())}

    def recorded(reader: Reader, document: Document) -> Extraction:
        return known[document.id]

    Reader.extract = recorded  # type: ignore[method-assign]
    says.send("started")
    command(paths, folder, says)
    says.send(FINISHED)


class Killer:
    """Runs a command on a folder, and kills it at random moments with a signal that it cannot catch."""

    def __init__(self, command: Command, folder: Path, records: Path, seed: int) -> None:
        self.command, self.folder, self.records = command, folder, records
        self.random, self.took = random.Random(seed), NEVER

    def run(self, paths: list[Path], after: float = NEVER) -> list[str]:
        """What the command said until it ended or was killed, so many seconds after it began."""
        hears, says = CONTEXT.Pipe(duplex=False)
        process = CONTEXT.Process(target=work, args=(self.command, paths, self.folder, self.records, says))
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
        if FINISHED in heard:
            self.took = ran
        return heard

    def kill(self, paths: list[Path]) -> list[str]:
        """The same, killed within half as long again as the last whole run took: those that get through tell how fast the machine is."""
        return self.run(paths, self.random.uniform(0, 1.5 * self.took))
