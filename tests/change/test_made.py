"""Commands on articles that are tied in all ways, broken off at each point of their way and run again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from update import made

from change.test_sequences import CrashError, crashing
from kg.build import build
from kg.change import add, remove
from kg.extract.reader import Reader
from kg.fuse import fuse
from kg.kb import KnowledgeBase
from kg.model import Document, Extraction
from kg.rdf.quads import to_quads
from kg.rdf.store import articles, open_store
from kg.rdf.write import nquads

NUMBER = 200
POINTS = {True: 10, False: 4}  # of an addition in two steps and of a removal


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """The made articles, each in a file."""
    paths = []
    for x in made.articles(NUMBER, seed=5, days=15):
        d = x.document
        paths.append(tmp_path / f"{d.id}.jsonl")
        paths[-1].write_text(json.dumps({"id": d.id, "title": d.headline, "text": d.text, "date": d.date}), encoding="utf-8")
    return paths


@pytest.fixture
def read(files: list[Path]) -> Iterator[dict[str, Extraction]]:
    """Reading gives what was made; here are the records of all articles that have been read, by id."""
    by_title = {x.document.headline: x for x in made.articles(NUMBER, seed=5, days=15)}
    seen: dict[str, Extraction] = {}

    def extract(_: Reader, document: Document) -> Extraction:
        return seen.setdefault(document.id, replace(by_title[document.headline], document=document))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Reader, "extract", extract)
        yield seen


def is_whole(store: Path, read: dict[str, Extraction], kb: KnowledgeBase) -> set[str]:
    """The articles of a store, which must hold the graph of these and nothing else."""
    opened = open_store(store)
    ids = articles(opened)
    assert nquads(opened) == nquads(to_quads(fuse([read[id] for id in ids], kb), kb))
    return ids


def test_articles_come_and_go_and_come_back(files: list[Path], read: dict[str, Extraction], kb: KnowledgeBase, tmp_path: Path) -> None:
    store = tmp_path / "store"
    build(files[:-3], store)
    before = is_whole(store, read, kb)
    assert before == read.keys()
    for path in files[-3:]:
        add([path], store, files=False)
    assert is_whole(store, read, kb) == read.keys()
    assert len(read) == NUMBER
    gone = [str(path) for path in (*files[-3:], *files[10:12])]
    assert len(remove(gone, store, files=False).articles) == 5
    add(files[10:12], store, files=False)
    assert is_whole(store, read, kb) == before


@pytest.mark.parametrize("adds", [True, False])
def test_a_command_broken_off_anywhere_is_run_again(
    files: list[Path], read: dict[str, Extraction], kb: KnowledgeBase, tmp_path: Path, adds: bool
) -> None:
    """Also another command may be the next: what a broken step has done to the store is done, and what it hasn't is not."""
    first, store, few = tmp_path / "first", tmp_path / "store", files[:30]
    build(few[:-2] if adds else few, first)

    def command() -> None:
        add(few[-2:], store, files=False) if adds else remove([str(path) for path in few[-2:]], store, files=False)

    states = set()
    for point in range(POINTS[adds]):
        shutil.rmtree(store, ignore_errors=True)
        shutil.copytree(first, store)
        with pytest.MonkeyPatch.context() as patch, suppress(CrashError):
            crashing(patch, point)
            command()
        states.add(len(is_whole(store, read, kb)))
        if point % 2:
            remove([str(few[0])], store, files=False)
            is_whole(store, read, kb)
            add([few[0]], store, files=False)
        command()
        assert len(is_whole(store, read, kb)) == (30 if adds else 28)
    assert states >= {28, 30}
