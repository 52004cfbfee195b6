"""A page of lines that is being written: claims go by their numbers, lists may be cut, nothing in a line moves a cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from kg.explain.records import Explanation, FactExplained
from kg.explain.words import Words
from kg.rdf.terms import compact
from kg.view.safe import clean

T = TypeVar("T")


class Page:
    """Lines that are being written; claims go by their numbers."""

    def __init__(self, explained: Explanation | None, words: Words, limit: int) -> None:
        self.words, self.limit, self.lines = words, limit, list[str]()
        nested = explained.events if isinstance(explained, FactExplained) else ()
        whole = (explained, *nested) if explained else ()
        self.claim = {c.iri: c for c in (*(c for x in whole for c in x.claims), *(c for x in whole for c in x.others))}
        self.number = {iri: n for n, iri in enumerate(self.claim, start=1)}

    def text(self) -> str:
        return "".join(f"{clean(line).rstrip()}\n" for line in self.lines)

    def line(self, text: str, indent: int = 0) -> None:
        self.lines.append("  " * indent + " ".join(text.split()))

    def head(self, text: str) -> None:
        self.lines.append("")
        self.line(text)

    def some(self, items: Sequence[T], write: Callable[[T], None], indent: int = 1) -> None:
        """Write each item, or as many as the user wants, and say how many are left."""
        shown = items[: self.limit] if self.limit else items
        for item in shown:
            write(item)
        if len(shown) < len(items):
            self.line(self.words.say("more", n=len(items) - len(shown)), indent)

    def refs(self, claims: Iterable[str]) -> str:
        """ "[1] [4]" for claims; the address of one that stands nowhere here."""
        known = sorted(self.number[c] for c in claims if c in self.number)
        return " ".join([*(f"[{n}]" for n in known), *(compact(c) for c in claims if c not in self.number)])
