"""What the folder of a store holds besides the graph: extractions, knowledge base and judgements, read when they are asked for.

Nothing here is needed to say which sentence says what; it adds by which rule a name was linked, which words give a time, and from which
source the base has a fact. What cannot be read is named in `missing`.
"""

from __future__ import annotations

import sqlite3
from functools import cached_property
from pathlib import Path

from kg.errors import KgError
from kg.extract.kept import DAMAGE, decoded, read_only
from kg.judgements import FILE as JUDGEMENTS
from kg.judgements import Judgements, read_judgements
from kg.kb import KnowledgeBase, open_base
from kg.model import Extraction
from kg.rdf.store import settings_of
from kg.settings import Settings


class Beside:
    """What lies beside the store of a folder; without a folder only the knowledge base that comes with the package is known."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self.missing: set[str] = set()  # of "extractions", "base", "judgements"
        self._extractions: dict[str, Extraction | None] = {}

    @cached_property
    def settings(self) -> Settings | None:
        try:
            return settings_of(self.folder) if self.folder else None
        except KgError:
            return None

    @cached_property
    def base(self) -> KnowledgeBase | None:
        """The knowledge base that the store was made with."""
        try:
            return open_base(self.settings.kb if self.settings else ())
        except KgError:
            self.missing.add("base")
            return None

    @cached_property
    def judgements(self) -> Judgements:
        if self.folder is None:
            return Judgements()
        named = self.settings.judgements if self.settings else None
        try:
            return read_judgements(named or self.folder / JUDGEMENTS)
        except KgError:
            self.missing.add("judgements")
            return Judgements()

    def extraction(self, document: str) -> Extraction | None:
        """What the article with this id says; None where it isn't kept or cannot be read."""
        if document not in self._extractions:
            self._extractions[document] = found = self._read(document)
            if found is None:
                self.missing.add("extractions")
        return self._extractions[document]

    def _read(self, document: str) -> Extraction | None:
        if self._file is None:
            return None
        try:
            row = self._file.execute("SELECT record FROM extraction WHERE document = ?", (document,)).fetchone()
            return decoded(row[0]) if row else None
        except DAMAGE:
            return None

    @cached_property
    def _file(self) -> sqlite3.Connection | None:
        return read_only(self.folder) if self.folder else None


NOTHING = Beside()
