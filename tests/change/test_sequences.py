"""Whatever is added, removed, repeated and broken off in whatever order: the store holds what a build of its articles gives."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg.change
from change import twelve
from change.conftest import Collection
from kg.build import build
from kg.change import add, remove
from kg.extract.kept import Kept
from kg.model import Document
from kg.rdf.store import articles, open_store
from kg.rdf.write import nquads

NO_CRASH = 999
FIRST = "abc"  # what the build of each sequence has read
MANY = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
MEMORY = Path("/dev/shm")  # where nothing waits for a disk, on systems that have it


class CrashError(BaseException):
    """The end of a command in its midst; nothing catches it."""


class Command(NamedTuple):
    """A command on articles, by their names, that breaks off at a point of its way (a number; beyond the last one it doesn't)."""

    adds: bool
    names: str
    crash: int


def sequences(commands: int, names: int) -> st.SearchStrategy[list[Command]]:
    """Up to so many commands on up to so many articles each, one and the same among them perhaps."""
    some = st.lists(st.sampled_from(twelve.NAMES), min_size=1, max_size=names).map("".join)
    command = st.builds(Command, st.booleans(), some, st.one_of(st.just(NO_CRASH), st.integers(0, 5 * names)))
    return st.lists(command, min_size=1, max_size=commands)


@pytest.fixture(scope="module")
def store(collection: Collection) -> Iterator[Path]:
    """The folder of a finished build of the first articles, to be copied."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        build(twelve.paths(collection.folder, FIRST), Path(folder) / "first")
        yield Path(folder) / "first"


def crashing(patch: pytest.MonkeyPatch, points: int) -> None:
    """Break the next command off where it passes a point for the `points`th time: before and after each step that changes anything."""
    left = [points]

    def tick() -> None:
        left[0] -= 1
        if left[0] == -1:
            raise CrashError

    def around(function: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*arguments: Any) -> Any:
            tick()
            result = function(*arguments)
            tick()
            return result

        return wrapped

    patch.setattr(kg.change, "change", around(kg.change.change))
    patch.setattr(Kept, "keep", around(Kept.keep))
    patch.setattr(Kept, "drop_others", around(Kept.drop_others))


def run(command: Command, folder: Path, collection: Collection, done: Callable[[Document], None] = lambda _: None) -> None:
    """Run a command to its end."""
    files = twelve.paths(collection.folder, command.names)
    if command.adds:
        add(files, folder, files=False, done=done)
    else:
        remove([str(f) for f in files], folder, files=False, done=done)


def broken_off(command: Command, folder: Path, collection: Collection) -> tuple[bool, str]:
    """Run a command with its crash; gives whether it crashed and the names of the articles that it reported as done."""
    reported: list[str] = []
    crashed = True
    with pytest.MonkeyPatch.context() as patch, suppress(CrashError):
        crashing(patch, command.crash)
        run(command, folder, collection, lambda d: reported.append(d.id))
        crashed = False
    return crashed, collection.names(set(reported))


def check(sequence: list[Command], folder: Path, collection: Collection) -> None:
    """Run a sequence on a copy of a store; after a crash, the same command again."""
    held = set(FIRST)
    for command in sequence:
        wanted = held | set(command.names) if command.adds else held - set(command.names)
        crashed, reported = broken_off(command, folder, collection)
        now = collection.names(articles(opened := open_store(folder)))
        assert nquads(opened) == collection.graph(now)  # whole steps, whatever happened
        assert held & wanted <= set(now) <= held | wanted
        assert set(reported) <= (set(now) if command.adds else set(twelve.NAMES) - set(now))
        if crashed:
            run(command, folder, collection)
        assert nquads(open_store(folder)) == collection.graph("".join(wanted))
        held = wanted


@given(sequences(3, 3))
@MANY
def test_a_store_holds_what_a_build_of_its_articles_gives(
    collection: Collection, store: Path, no_model: list[str], sequence: list[Command]
) -> None:
    with tempfile.TemporaryDirectory(dir=store.parent) as scratch:
        check(sequence, shutil.copytree(store, Path(scratch) / "store"), collection)


@pytest.mark.slow
@given(sequences(8, 6))
@MANY
def test_so_it_does_after_long_sequences(collection: Collection, store: Path, no_model: list[str], sequence: list[Command]) -> None:
    with tempfile.TemporaryDirectory(dir=store.parent) as scratch:
        check(sequence, shutil.copytree(store, Path(scratch) / "store"), collection)


def test_the_graph_that_sequences_are_compared_with_is_the_one_of_a_build(
    collection: Collection, no_model: list[str], tmp_path: Path
) -> None:
    build([collection.folder], tmp_path / "out")
    assert (tmp_path / "out" / "graph.nq").read_bytes() == collection.graph(twelve.NAMES)
    assert len({collection.graph(n) for n in ("", *twelve.NAMES)}) == 13
