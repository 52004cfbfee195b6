"""The twelve articles as extractions, made once by the model; nothing here reads an article again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from change import twelve
from kg.extract.extract import extract
from kg.extract.reader import Reader
from kg.extract.record import to_line
from kg.fuse import fuse
from kg.kb import KnowledgeBase
from kg.model import Extraction
from kg.rdf.quads import to_quads
from kg.rdf.write import nquads
from kg.read import gather

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass
class Collection:
    """The articles' files and extractions, and the graph of any of them."""

    folder: Path
    by_name: dict[str, Extraction]
    kb: KnowledgeBase
    graphs: dict[str, bytes] = field(default_factory=dict)

    def graph(self, names: str) -> bytes:
        """The sorted N-Quads that a build of the articles so named gives."""
        names = "".join(sorted(names))
        if names not in self.graphs:
            self.graphs[names] = nquads(to_quads(fuse([self.by_name[n] for n in names], self.kb), self.kb))
        return self.graphs[names]

    def names(self, ids: set[str]) -> str:
        """The names of articles by their ids."""
        return "".join(sorted(n for n, x in self.by_name.items() if x.document.id in ids))


@pytest.fixture(scope="session")
def collection(tmp_path_factory: pytest.TempPathFactory, nlp: Language, kb: KnowledgeBase) -> Collection:
    """The twelve articles, with `records.jsonl` beside their files."""
    folder = tmp_path_factory.mktemp("twelve") / "articles"
    twelve.write(folder)
    documents, _ = gather([folder])
    made = [extract(document, nlp, kb) for document in documents]
    (folder.parent / "records.jsonl").write_bytes(b"\n".join(map(to_line, made)))
    assert all(x.claims for x in made)
    return Collection(folder, dict(zip(twelve.NAMES, made, strict=True)), kb)


@pytest.fixture
def no_model(collection: Collection) -> Iterator[list[str]]:
    """Articles are extracted from the records; gives the names of those that were, as they come."""
    known = {x.document: (name, x) for name, x in collection.by_name.items()}
    asked: list[str] = []

    def recorded(reader: Reader, document: object) -> Extraction:
        name, extraction = known[document]  # type: ignore[index]
        asked.append(name)
        return extraction

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Reader, "extract", recorded)
        yield asked
