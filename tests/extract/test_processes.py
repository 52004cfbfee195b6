"""Several processes read the same as one, in the same order, and one that ends takes only its article with it."""

from __future__ import annotations

import os
import signal
import time
from functools import partial
from pathlib import Path

import pytest

from kg.build import DEFAULTS, open_reader
from kg.errors import InputError
from kg.extract import processes
from kg.extract.kept import Kept, decoded
from kg.extract.processes import LOST, Told, in_order, reading, work
from kg.extract.reader import Reader
from kg.kb import KnowledgeBase
from kg.model import Document, Extraction
from kg.processes import started
from kg.read.files import document

DATE = "2018-03-12"


def made(number: int) -> Document:
    text = f"Angela Merkel a rencontré Emmanuel Macron à Berlin. Il a reçu {number} lettres. La ministre a démissionné mardi."
    return document(f"a{number}", f"a{number}", text, "", DATE, "fr")


class Slow(Reader):
    """Reads nothing: waits the longer, the earlier the article; ends its process, or fails, where the article says so."""

    def extract(self, document: Document) -> Extraction:
        if "ends" in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "fails" in document.text:
            raise InputError("as it was told")
        time.sleep(0.02 if document.source.endswith(("0", "1")) else 0)
        return Extraction(document, (), (), (), (), ())


def slow(folder: Path) -> Reader:
    plain = open_reader(DEFAULTS, folder)
    return Slow(plain.kb, plain.judgements)


def said(told: Told) -> Document | str:
    """The document that was read, or why it wasn't."""
    return told[0] if isinstance(told[0], str) else decoded(told[0]).document


def texts(*words: str) -> list[Document]:
    return [document(f"d{n}", f"d{n}", word, "", DATE, "fr") for n, word in enumerate(words)]


def test_readings_come_in_order(tmp_path: Path) -> None:
    documents = texts(*(f"text {n}" for n in range(9)), "fails", "last")
    with started(2, partial(work, make=partial(slow, tmp_path))) as connections:
        found = list(in_order(documents, connections))
    assert [d for d, _ in found] == documents
    assert [said(told) for _, told in found] == [*documents[:9], "as it was told", documents[10]]


def test_a_process_that_ends_takes_its_article_with_it(tmp_path: Path) -> None:
    documents = texts("a", "ends", "b", "c")
    with started(2, partial(work, make=partial(slow, tmp_path))) as connections:
        found = [told for _, told in in_order(documents, connections)]
    assert found[1] == LOST
    assert [said(told) for told in found] == [documents[0], LOST[0], *documents[2:]]


def test_where_all_have_ended_the_rest_is_lost(tmp_path: Path) -> None:
    with started(2, partial(work, make=partial(slow, tmp_path))) as connections:
        assert [told for _, told in in_order(texts("ends", "ends", "b"), connections)] == [LOST] * 3


def test_few_articles_are_read_here(kb: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "started", None)
    reader = open_reader(DEFAULTS, tmp_path)
    with Kept(tmp_path) as kept, reading([made(1)], reader, kept, 4, partial(open_reader, DEFAULTS, tmp_path)) as read:
        assert read(made(1)).document == made(1)


def test_processes_read_as_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept is not read again, and gets no other article's reading."""
    monkeypatch.setattr(processes, "FEWEST", 1)
    documents = [made(n) for n in range(5)]
    reader = open_reader(DEFAULTS, tmp_path)
    alone = [reader.extract(d) for d in documents]
    with Kept(tmp_path) as kept:
        reader.read(documents[1], kept)
        with reading(documents, reader, kept, 2, partial(open_reader, DEFAULTS, tmp_path)) as read:
            assert [read(d) for d in documents] == alone
    assert reader.afresh == 5
