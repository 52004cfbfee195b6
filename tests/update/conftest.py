"""Stores of made articles, changed by steps and made anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pyoxigraph import Quad, Store

from kg.extract.kept import Kept, encoded
from kg.fuse import Graph, fuse
from kg.fuse.background import Background
from kg.fuse.decide import Judge
from kg.judgements import Judgements
from kg.kb import KnowledgeBase
from kg.model import Extraction
from kg.rdf.ontology import load
from kg.rdf.quads import to_quads
from kg.rdf.store import change
from kg.rdf.write import lines_of
from kg.update import Tally
from kg.update.index import TABLES, Index
from kg.update.state import State
from kg.update.step import step


@dataclass
class Held:
    """A store in memory with its index; `articles` are those that it holds."""

    kb: KnowledgeBase
    judgements: Judgements
    kept: Kept
    articles: dict[str, Extraction] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.index, self.store = Index(self.kept), Store()
        self.judge = Judge(load(), Background(self.kb))

    def fill(self, articles: Iterable[Extraction]) -> Graph:
        """Hold these articles, all made anew."""
        self.articles = {x.document.id: x for x in articles}
        ordered = [self.articles[id] for id in sorted(self.articles)]
        graph = fuse(ordered, self.kb, self.judgements)
        tally = Tally(to_quads(graph, self.kb))
        self.keep(ordered)
        self.store.clear()
        self.store.extend(tally)
        with self.index.whole():
            self.index.fill(graph, self.articles, self.judge, tally.shared, lines_of(self.store))
        return graph

    def step(self, gone: set[str], come: list[Extraction]) -> int:
        """Take articles and bring others; gives how many quads that changes."""
        self.keep(come)
        coming = {x.document.id: x for x in come}
        with self.index.whole():
            difference = step(State(self.index, self.kept, self.judge), gone, coming, self.store, self.kb, self.judgements)
        change(self.store, difference.gone, difference.come)
        self.articles = {id: x for id, x in self.articles.items() if id not in gone} | coming
        return len(difference.gone) + len(difference.come)

    def keep(self, articles: Iterable[Extraction]) -> None:
        """Keep records, as reading does."""
        with self.index.whole():
            for extraction in articles:
                self.kept.keep(extraction.document.id, "", encoded(extraction))

    def content(self) -> tuple[set[Quad], dict[str, set[object]]]:
        """All quads, and all that the index holds."""
        tables = TABLES.keys() - {"stamp", "pending"}
        return set(self.store), {table: set(self.index.run(f"SELECT * FROM {table}")) for table in tables}


@pytest.fixture
def held(tmp_path: Path, kb: KnowledgeBase) -> Iterator[Held]:
    """A store that is changed."""
    with Kept(tmp_path / "held") as kept:
        yield Held(kb, Judgements(), kept)


@pytest.fixture
def anew(tmp_path: Path, kb: KnowledgeBase) -> Iterator[Held]:
    """A store that is made anew each time, to compare with."""
    with Kept(tmp_path / "anew") as kept:
        yield Held(kb, Judgements(), kept)
