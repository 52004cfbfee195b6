"""The frames of a language, ready for look-up by lemma."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from kg.lang import table

REFLEXIVE = ("se ", "s'")


class Role(NamedTuple):
    """A role and what may fill it ("" for anything)."""

    name: str
    filter: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """One entry of the frames file: an event type and its slots by grammatical position."""

    type: str
    slots: dict[str, tuple[Role, ...]]
    needs: tuple[str, ...] = ()
    reports: bool = False
    content_status: str = ""
    event_status: str = ""


class Evoker(NamedTuple):
    """A lemma's way to evoke a frame: the fixed words that must follow it, and whether it is reflexive."""

    words: tuple[str, ...]
    reflexive: bool
    frame: Frame


class Refinement(NamedTuple):
    """Words beside a trigger that change its type."""

    types: frozenset[str]
    words: tuple[str, ...]
    to: str


@dataclass(slots=True)
class Lexicon:
    """Evokers by lemma, longest first; light and occurrence verbs; refinements."""

    verbs: dict[str, list[Evoker]] = field(default_factory=dict)
    nouns: dict[str, list[Evoker]] = field(default_factory=dict)
    refinements: list[Refinement] = field(default_factory=list)
    light: frozenset[str] = frozenset()
    occur: frozenset[str] = frozenset()

    @property
    def reporting(self) -> frozenset[str]:
        """Lemmas of verbs whose subject is the source of what they govern."""
        return frozenset(lemma for lemma, evokers in self.verbs.items() if any(e.frame.reports for e in evokers))


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language, from its frames file."""
    data = table(language, "frames")
    made = Lexicon(light=frozenset(data["light"]["subject"]), occur=frozenset(data["light"]["occur"]))
    for entry in data["frame"]:
        frame = build(entry, data["templates"])
        for text in entry.get("verbs", []):
            lemma, evoker = verb(text, frame)
            made.verbs.setdefault(lemma, []).append(evoker)
        for text in entry.get("nouns", []):
            words = text.split(" ")
            made.nouns.setdefault(words[0], []).append(Evoker(tuple(words[1:]), False, frame))
    for evokers in [*made.verbs.values(), *made.nouns.values()]:
        evokers.sort(key=lambda e: (-len(e.words), not e.reflexive, not e.frame.needs))
    made.refinements = [Refinement(frozenset(r["from"]), tuple(r["words"]), r["to"]) for r in data.get("refine", [])]
    return made


def build(entry: dict[str, Any], templates: dict[str, dict[str, str]]) -> Frame:
    """A frame with its template's slots and its own."""
    slots = {**templates.get(entry.get("template", ""), {}), **entry.get("slots", {})}
    needs = entry.get("needs", ())
    return Frame(
        type=entry["type"],
        slots={position: roles(text) for position, text in slots.items() if text},
        needs=(needs,) if isinstance(needs, str) else tuple(needs),
        reports=bool(entry.get("reports", False)),
        content_status=entry.get("status", ""),
        event_status=entry.get("event", ""),
    )


def roles(text: str) -> tuple[Role, ...]:
    """The alternatives of a slot: "text:law topic" → text for laws, else topic."""
    return tuple(Role(*alternative.split(":", 1)) for alternative in text.split())


def verb(text: str, frame: Frame) -> tuple[str, Evoker]:
    """Lemma and evoker of "rencontrer", "se réunir", "s'entretenir" or "mettre en examen"."""
    prefix = next((p for p in REFLEXIVE if text.startswith(p)), "")
    lemma, *words = text.removeprefix(prefix).split(" ")
    return lemma, Evoker(tuple(words), bool(prefix), frame)
