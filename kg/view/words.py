"""The page's words in each language. Event types are named by the ontology, everything else by the message files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.rdf import ontology

LANGUAGES = ("fr", "en")
BROADEST = frozenset({"Place", "Thing", "Event"})  # say little where a narrower type stands beside them

Messages = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Words:
    """Messages by language ("ui", "types", …) and each event type's superclass, by local name."""

    messages: dict[str, Messages]
    parents: Mapping[str, str]

    def type_name(self, type_: str, lang: str) -> str:
        """What a class is called, or a property of the ontology that a query made into a fact."""
        return self.messages[lang]["types"].get(type_) or self.messages[lang]["properties"].get(type_, type_)

    def specific(self, types: Iterable[str]) -> tuple[str, ...]:
        """The types that say most: of a reception that is a meeting and a contact, "Reception"."""
        given = tuple(types)
        above = {p for t in given for p in self._above(t)} | (BROADEST if set(given) - BROADEST else set())
        return tuple(t for t in given if t not in above)

    def _above(self, type_: str) -> set[str]:
        found: set[str] = set()
        while type_ in self.parents and self.parents[type_] not in found:
            type_ = self.parents[type_]
            found.add(type_)
        return found


@cache
def read_words() -> Words:
    """The message files, with the ontology's labels and superclasses."""
    folder = files("kg.view") / "messages"
    messages: dict[str, Messages] = {x: tomllib.loads((folder / f"{x}.toml").read_text("utf-8")) for x in LANGUAGES}
    known = ontology.load()
    for lang in LANGUAGES:
        messages[lang]["properties"] = {}
    for (term, lang), label in known.labels.items():
        if lang in LANGUAGES:
            messages[lang]["types" if term[:1].isupper() else "properties"].setdefault(term, label)
    return Words(messages, known.parents)
