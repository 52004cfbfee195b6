"""What holds of every extraction, whatever the text says: offsets, keys and references that fit together."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from events.reading import PARTIES, Reader, cases
from kg.model import Extraction
from kg.rdf.ontology import load as ontology

HERE = Path(__file__).parent
CASES = [c for folder in ("events", "link", "coreference") for c in cases(HERE.parent / folder / "cases.toml")]
FAILURES: list[dict[str, str]] = tomllib.loads((HERE / "known_failures.toml").read_text("utf-8"))["failure"]
TEXTS = [(c["text"], c.get("date", "")) for c in (*CASES, *FAILURES)]
HOSTILE = [
    "",
    " ",
    "\n\n",
    "« ",
    "…",
    "A" * 500,
    "\u202f\u00a0",
    "Il l'a dit.",
    "M. M. M.",
    "« « « Oui » a dit",
    "1 000 000 000 morts morts morts",
    "É\u0301lysée 😀 a rencontré 😀.",
]


@pytest.fixture(scope="module")
def extractions(read: Reader) -> list[Extraction]:
    return [read(text, date).extraction for text, date in TEXTS] + [read(text).extraction for text in HOSTILE]


def test_mentions_cut_out_words(extractions: list[Extraction]) -> None:
    for extraction in extractions:
        for mention in extraction.mentions:
            words = extraction.document.text[mention.start : mention.end]
            assert words
            assert words == words.strip(" \n,;:!?…»"), (words, extraction.document.text)


def test_entities_are_those_that_are_used(extractions: list[Extraction]) -> None:
    for extraction in extractions:
        known = {e.key for e in extraction.entities}
        used = {k for m in extraction.mentions for k in m.entities if not k.startswith("_")}
        used |= {str(f.value) for c in extraction.claims for f in c.facts if f.kind == "entity"}
        used |= {c.source for c in extraction.claims if c.source} | {c.about for c in extraction.claims if not c.type}
        assert used <= known, (used - known, extraction.document.text)


def test_references_between_claims_and_events(extractions: list[Extraction]) -> None:
    for extraction in extractions:
        events = {e.key for e in extraction.events}
        for claim in extraction.claims:
            assert not claim.type or claim.about in events
            assert all(f.value in events for f in claim.facts if f.kind == "event")
            if claim.reported_in is not None:
                assert extraction.claims[claim.reported_in] is not claim


def test_triggers_lie_in_their_sentences(extractions: list[Extraction]) -> None:
    for extraction in extractions:
        for claim in extraction.claims:
            assert claim.sentence[0] <= claim.trigger[0] < claim.trigger[1] <= claim.sentence[1]


def test_kinds_of_facts(extractions: list[Extraction]) -> None:
    """Content is an event, a party an entity, and no event takes part in itself."""
    for extraction in extractions:
        kinds = {e.key: e.kind for e in extraction.entities}
        for claim in extraction.claims:
            for fact in claim.facts:
                assert fact.property != "content" or fact.kind == "event", (fact, extraction.document.text)
                assert fact.property not in PARTIES or kinds[str(fact.value)] != "Legislation", (fact, extraction.document.text)
                assert not (fact.kind == "event" and fact.value == claim.about), (fact, extraction.document.text)


def test_types_are_of_the_ontology(extractions: list[Extraction]) -> None:
    for extraction in extractions:
        for event in extraction.events:
            assert ontology().is_a(event.type, "Event"), event


def test_reading_twice_is_reading_once(read: Reader) -> None:
    for text, date in TEXTS[::25]:
        assert read(text, date) == read(text, date)
