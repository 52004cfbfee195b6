"""Builds and additions killed at random moments: the store opens, holds all that was reported as done, whole, and the command can go on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from change import twelve
from change.conftest import Collection
from change.killed import FINISHED, Killer, adding, building
from kg.build import FILES, build
from kg.change import add
from kg.extract.kept import FILE
from kg.rdf.store import POINTER, articles, open_store
from kg.rdf.write import nquads

FIRST = "abc"
NUMBERS = [pytest.param(20, id="few"), pytest.param(200, id="many", marks=pytest.mark.slow)]


def state(folder: Path, collection: Collection) -> str:
    """The names of the articles in a store, which must hold their graph and nothing else."""
    opened = open_store(folder)
    names = collection.names(articles(opened))
    assert nquads(opened) == collection.graph(names)
    return names


def is_clean(folder: Path) -> bool:
    """Whether there is nothing but what a build writes."""
    stores = [p.name for p in folder.iterdir() if p.is_dir()]
    return len(stores) == 1 and {p.name for p in folder.iterdir()} == {FILE, POINTER, *FILES, *stores}


@pytest.mark.parametrize("number", NUMBERS)
def test_kills_of_an_addition(collection: Collection, no_model: list[str], tmp_path: Path, number: int) -> None:
    """The same addition is started, killed and started again on one store until it is through, and then on a new one."""
    records, first, folder = collection.folder.parent / "records.jsonl", tmp_path / "first", tmp_path / "store"
    files = [collection.folder]
    build(twelve.paths(collection.folder, FIRST), first)
    shutil.copytree(first, folder)
    killer = Killer(adding, folder, records, 1)
    assert killer.run(files)[-1] == FINISHED
    unfinished = 0
    for _ in range(number):
        before = state(folder, collection)
        if before == twelve.NAMES:
            shutil.rmtree(folder)
            shutil.copytree(first, folder)
            before = FIRST
        heard = killer.kill(files)
        now = state(folder, collection)
        assert set(before) | set(collection.names(set(heard) - {FINISHED})) <= set(now)
        unfinished += FINISHED not in heard
    add(files, folder)
    assert state(folder, collection) == twelve.NAMES
    build(files, tmp_path / "fresh")
    for name in ("graph.nq", "graph.ttl", "graph.html"):
        assert (folder / name).read_bytes() == (tmp_path / "fresh" / name).read_bytes()
    assert is_clean(folder)
    assert unfinished > 0


@pytest.mark.parametrize("number", NUMBERS)
def test_kills_of_a_build(collection: Collection, no_model: list[str], tmp_path: Path, number: int) -> None:
    """A build of all articles over one of the first is killed: there is the old graph or the new one, and no third."""
    records, folder = collection.folder.parent / "records.jsonl", tmp_path / "store"
    build(twelve.paths(collection.folder, FIRST), folder)
    killer = Killer(building, folder, records, 2)
    assert killer.run([collection.folder]) == [FINISHED]
    seen = set()
    for round in range(number):
        names = (FIRST, twelve.NAMES)[round % 2]
        before = state(folder, collection)
        heard = killer.kill(twelve.paths(collection.folder, names))
        now = state(folder, collection)
        assert now in ((names,) if FINISHED in heard else (before, names))
        seen.add(now == before)
    assert seen == {True, False}
    build([collection.folder], folder)
    assert state(folder, collection) == twelve.NAMES
    assert is_clean(folder)
