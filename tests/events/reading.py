"""What the tests of the language stages share: an article made in memory, and short patterns that its extraction is held against.

A pattern of an event is one line: a type, then `key=value` pairs, values in double quotes where they hold spaces:

    Meeting agent=angela-merkel participant="Ana Silva" place=lisbonne status=Planned source=kremlin

It holds where one claim of that type, or of a subtype, fits every pair; roles may come from any claim about the same event.

    a role, place   the entity's key, its name, or "~part of its name"; for an event its type; "-" for nothing in that role
    status          Occurred unless the pattern says otherwise; "*" for any
    source          the entity that the text gives, "-" for the article itself, "?" for somebody without a name
    only            "a|b": exactly these take part, in whatever role
    deaths, injured, amount   a number, with ">=", "<=" or "~" before it for its bound
    on              the words that evoke the event
    time            what the value of its time begins with
"""

from __future__ import annotations

import hashlib
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from spacy.language import Language

from kg.coreference import resolve
from kg.extract.article import Article
from kg.extract.extract import extract
from kg.kb import KnowledgeBase
from kg.model import Claim, Document, Extraction, Fact, Mention, Quantity
from kg.rdf.ontology import load as ontology
from kg.syntax import Tree

PARTIES = ("agent", "participant", "addressee", "patient", "host")
PROPERTIES = {"participant": PARTIES, "place": ("sem:hasPlace",)}  # whoever takes part is a participant
BOUNDS = {">=": "atLeast", "<=": "atMost", "~": "about"}


def document(text: str, date: str = "2016-05-12") -> Document:
    """An article of today without headline or dateline."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    return Document("test", "test.txt", text.split(".")[0], text, "fr", date, sha)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads texts with one model and one knowledge base."""

    nlp: Language
    kb: KnowledgeBase

    def __call__(self, text: str, date: str = "2016-05-12") -> Reading:
        return Reading(extract(document(text, date), self.nlp, self.kb))

    def edges(self, text: str) -> set[str]:
        """The edges of the mended tree as coreference gets it: "Hollande nsubj reçu", subtypes of relations left out."""
        found: set[str] = set()

        def seen(article: Article, tree: Tree, speaking: frozenset[str]) -> None:
            words = [t.text for t in article.doc]
            found.update(f"{w} {tree.dep[i].split(':')[0]} {words[tree.head[i]]}" for i, w in enumerate(words))
            resolve(article, tree, speaking)

        with patch("kg.extract.extract.resolve", seen):
            extract(document(text), self.nlp, self.kb)
        return found


@dataclass(frozen=True, slots=True)
class Reading:
    """An extraction and the questions that tests ask of it."""

    extraction: Extraction

    def matches(self, pattern: str) -> bool:
        """Whether some claim fits a pattern."""
        kind, pairs = parsed(pattern)
        return any(self.fits(claim, kind, pairs) for claim in self.claims())

    def arises(self, pattern: str) -> bool:
        """Whether some claim fits a pattern whatever its status, unless the pattern names one."""
        kind, pairs = parsed(pattern)
        return any(self.fits(claim, kind, {"status": ["*"]} | pairs) for claim in self.claims())

    def claims(self) -> Iterator[Claim]:
        return (c for c in self.extraction.claims if c.type)

    def fits(self, claim: Claim, kind: str, pairs: dict[str, list[str]]) -> bool:
        """Whether a claim is of a type and has all values."""
        own = next(e.type for e in self.extraction.events if e.key == claim.about)
        if kind != "*" and not (is_a(claim.type, kind) or is_a(own, kind)):
            return False
        wanted = {"status": ["Occurred"]} | pairs
        return all(self.has(claim, key, value) for key, values in wanted.items() for value in values)

    def has(self, claim: Claim, key: str, value: str) -> bool:
        """Whether a claim, or another about the same event, has a value."""
        if key == "status":
            return value in ("*", claim.status)
        if key == "source":
            return self.has_source(claim, value)
        if key == "on":
            return self.extraction.document.text[slice(*claim.trigger)].casefold() == value.casefold()
        if key == "time":
            return any(t.value.startswith(value) for c in self.about(claim) for t in c.times)
        facts = [f for c in self.about(claim) for f in c.facts]
        if key == "only":
            parties = {str(f.value) for f in facts if f.property in PARTIES and f.kind == "entity"}
            names = [n for n in value.split("|") if n]
            return len(parties) == len(names) and all(any(self.means(p, n) for p in parties) for n in names)
        here = [f for f in facts if f.property in PROPERTIES.get(key, (key,))]
        return not here if value == "-" else any(self.is_value(f, value) for f in here)

    def has_source(self, claim: Claim, value: str) -> bool:
        if value == "-":
            return not claim.source and claim.reported_in is None
        if value == "?":
            return self.is_unnamed(claim)
        return bool(claim.source) and self.means(claim.source, value)

    def is_unnamed(self, claim: Claim) -> bool:
        """Whether somebody says it, but nobody whom the text names."""
        kinds = {e.key: e.kind for e in self.extraction.entities}
        return kinds.get(claim.source, "Thing") == "Thing" if claim.source else claim.reported_in is not None

    def about(self, claim: Claim) -> list[Claim]:
        return [c for c in self.extraction.claims if c.about == claim.about]

    def is_value(self, fact: Fact, value: str) -> bool:
        """Whether a fact has a value as patterns write it."""
        if isinstance(fact.value, Quantity):
            sign = next((s for s in BOUNDS if value.startswith(s)), "")
            return fact.value.value == float(value.removeprefix(sign)) and fact.value.bound == BOUNDS.get(sign, "exact")
        if fact.kind == "text":
            return value.removeprefix("~").casefold() in fact.value.casefold()
        if fact.kind == "event":
            return any(e.key == fact.value and is_a(e.type, value) for e in self.extraction.events)
        return self.means(fact.value, value)

    def means(self, key: str, value: str) -> bool:
        """Whether an entity is the one that a pattern names."""
        entity = next((e for e in self.extraction.entities if e.key == key), None)
        if entity is None:
            return value == key
        if value.startswith("~"):
            return value[1:].casefold() in entity.name.casefold()
        return value == key or value.casefold() == entity.name.casefold()

    def mention(self, words: str) -> Mention | None:
        """The mention that best covers `words`; "il#2" is their second place in the text."""
        plain, _, number = words.partition("#")
        start = occurrence(self.extraction.document.text, plain, int(number or 1))
        end = start + len(plain)
        touching = [m for m in self.extraction.mentions if m.start < end and start < m.end]
        return max(touching, key=lambda m: (min(m.end, end) - max(m.start, start), m.start - m.end), default=None)

    def links(self, words: str, expected: str) -> bool:
        """Whether `words` mean what is expected: keys or names joined by "|", "-" for nothing, "!x" for anything but x."""
        mention = self.mention(words)
        found = tuple(e for e in mention.entities if not e.startswith("_")) if mention else ()
        if expected == "-":
            return not found
        if expected.startswith("!"):
            return not any(self.means(k, expected[1:]) for k in found)
        names = expected.split("|")
        return len(found) == len(names) and all(any(self.means(k, n) for k in found) for n in names)

    def show(self) -> str:
        """Everything that patterns may ask for, for messages of failing tests."""
        names = {e.key: e.key if e.known else f'"{e.name}"' for e in self.extraction.entities}
        kinds = {e.key: e.type for e in self.extraction.events}
        text = self.extraction.document.text
        lines = [f"{text[m.start : m.end]} = {'|'.join(names.get(e, e) for e in m.entities)} ({m.rule})" for m in self.extraction.mentions]
        for claim in self.extraction.claims:
            facts = " ".join(f"{f.property}={names.get(str(f.value)) or kinds.get(str(f.value)) or f.value}" for f in claim.facts)
            source = f" source={names.get(claim.source, claim.source or '?')}" if claim.source or claim.reported_in is not None else ""
            time = f" time={claim.times[0].value}" if claim.times else ""
            words = text[slice(*claim.trigger)]
            lines.append(f"[{claim.about}] {claim.type or '.'} {facts} status={claim.status}{source}{time} on={words!r}")
        return "\n".join(lines)


def parsed(pattern: str) -> tuple[str, dict[str, list[str]]]:
    """A pattern's type and its values by key."""
    kind, *words = shlex.split(pattern)
    pairs: dict[str, list[str]] = {}
    for word in words:
        key, sign, value = word.partition("=")
        if not sign:
            raise ValueError(f"{pattern!r}: {word!r} is no key=value")
        pairs.setdefault(key, []).append(value)
    return kind, pairs


def is_a(kind: str, wanted: str) -> bool:
    """Whether an event type is another or one of its subtypes."""
    return kind == wanted or ontology().is_a(kind, wanted)


def occurrence(text: str, words: str, number: int) -> int:
    """Where `words` stand for the `number`th time as words of their own."""
    at = -1
    while number:
        at = text.index(words, at + 1)
        before, after = text[at - 1 : at], text[at + len(words) : at + len(words) + 1]
        number -= not (before.isalnum() or (after.isalnum() and not words.endswith("'")))
    return at


def cases(path: Path) -> list[dict[str, Any]]:
    """The cases of a TOML file."""
    with path.open("rb") as file:
        found: list[dict[str, Any]] = tomllib.load(file)["case"]
    return found
