"""What many tests share: the model and the knowledge base once a process, the graph of the seeds once a worker."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings
from pyoxigraph import Store
from spacy.language import Language

from kg.build import build
from kg.kb import KnowledgeBase, open_base
from kg.nlp import load
from kg.rdf.store import open_store
from kg.report import Report

settings.register_profile("kg", deadline=None)  # a busy machine is no failure
settings.load_profile("kg")

# A shell's background jobs ignore Ctrl-C, and so would the commands that tests start and stop with it.
signal.signal(signal.SIGINT, signal.default_int_handler)

SEEDS = Path(__file__).parent.parent / "seeds"


class Built(NamedTuple):
    """A finished build: the folder that it wrote, its store opened, its report."""

    path: Path
    store: Store
    report: Report


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The graph of the two seed articles."""
    folder = tmp_path_factory.mktemp("built") / "output"
    report = build([SEEDS], folder)
    return Built(folder, open_store(folder), report)


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load("fr")


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    return open_base()
