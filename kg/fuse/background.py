"""What the knowledge base says that decides whether two articles mean the same: where places lie, for whom somebody acts."""

from __future__ import annotations

from functools import lru_cache

from kg.fuse.told import Article
from kg.kb import KnowledgeBase
from kg.kb.base import holds

OFFICIAL = frozenset({"office", "capital"})  # seats and capitals that stand for their country


class Background:
    """Look-ups by entity key; without a knowledge base nothing lies anywhere and everybody acts for himself."""

    def __init__(self, kb: KnowledgeBase | None = None) -> None:
        self.kb = kb
        self.around = lru_cache(maxsize=100_000)(self._around)
        self.acts_for = lru_cache(maxsize=20_000)(self._acts_for)
        self.spoken_for = lru_cache(maxsize=2_000)(self._spoken_for)

    def _around(self, place: str) -> frozenset[str]:
        """Every place that contains `place`, to the end."""
        found: set[str] = set()
        entry = self.kb.entry(place) if self.kb else None
        while self.kb and entry and entry.inside and entry.inside not in found:
            found.add(entry.inside)
            entry = self.kb.entry(entry.inside)
        return frozenset(found)

    def _acts_for(self, party: str, date: str) -> frozenset[str]:
        """The countries and organisations for which `party` may be named at a date: those whose office a person holds then, that
        whose seat or capital it is."""
        entry = self.kb.entry(party) if self.kb else None
        if self.kb is None or entry is None:
            return frozenset()
        if entry.kind == "Person":
            return frozenset(t.of for t in self.kb.tenures(party) if holds(t, date))
        return frozenset({entry.of}) if entry.of and entry.seat in OFFICIAL else frozenset()

    def _spoken_for(self, article: Article) -> frozenset[str]:
        """All for whom somebody acts whom an article names."""
        return frozenset().union(*(self.acts_for(key, article.date) for key in article.named))

    def seat(self, body: str) -> str:
        """The place in which an organisation has its seat; "" where the base knows none."""
        entry = self.kb.entry(body) if self.kb else None
        return entry.inside if entry else ""

    def is_country(self, place: str) -> bool:
        entry = self.kb.entry(place) if self.kb else None
        return entry is not None and entry.kind == "Country"

    def is_person(self, party: str) -> bool:
        entry = self.kb.entry(party) if self.kb else None
        return entry is not None and entry.kind == "Person"

    def may_hold(self, landscape: str, place: str) -> bool:
        """Whether a place lies in the region in which a landscape lies ("la Kabylie"): the base knows no bounds of landscapes."""
        entry = self.kb.entry(landscape) if self.kb else None
        return entry is not None and entry.kind == "Place" and entry.inside in self.around(place)

    def same_place(self, one: str, other: str) -> bool:
        """Whether something that happened in one place may be told to have happened in the other."""
        return one == other or one in self.around(other) or other in self.around(one)
