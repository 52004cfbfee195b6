"""Sentences and small articles: which events arise, with whom, where, how surely and by whose word, and which must not."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from events.reading import Reader, cases, document
from kg.extract.extract import extract

HERE = Path(__file__).parent
CASES = cases(HERE / "cases.toml")


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_events(read: Reader, case: dict[str, Any]) -> None:
    reading = read(case["text"], case["date"])
    missing = [p for p in case.get("expect", []) if not reading.matches(p)]
    false = [p for p in case.get("never", []) if reading.arises(p)]
    assert (missing, false) == ([], []), reading.show()


def test_nobody_resigns_twice(read: Reader) -> None:
    told = read("Paul Vidal quitte le gouvernement. Paul Vidal a annoncé mardi qu'il démissionnait de son poste.").extraction
    assert len({c.about for c in told.claims if c.type == "Resignation"}) == 1
    apart = read("Paul Vidal a démissionné le 3 mars 2009. Paul Vidal a démissionné mardi de son poste.").extraction
    assert len({c.about for c in apart.claims if c.type == "Resignation"}) == 2


@pytest.mark.parametrize(
    ("events", "headline", "text"),
    [
        (1, "Un professeur mis en examen à Dole", "Un professeur de Dole, Paul Vidal, a été mis en examen lundi pour faux."),
        (
            2,
            "Un professeur mis en examen à Dole",
            "Trois jours après la mise en examen de Paul Vidal, Marc Dubreuil a été mis en examen lundi.",
        ),
        (
            2,
            "Incendie à Dole",
            "Le maire a parlé. Il a plu. La fête a eu lieu. Le marché aussi. Un incendie a détruit lundi une usine à Brest.",
        ),
    ],
)
def test_a_headline_tells_of_what_the_text_begins_with(read: Reader, events: int, headline: str, text: str) -> None:
    made = document(f"{headline}\n\n{text}")
    told = extract(replace(made, headline=headline, title_end=len(headline)), read.nlp, read.kb)
    assert len({c.about for c in told.claims if c.type in ("Charge", "Accident")}) == events


def test_enough_cases() -> None:
    assert len(CASES) >= 80


def test_known_failures_can_be_read() -> None:
    """They are a list to work from; what is mended moves to the cases."""
    failures = tomllib.loads((HERE / "known_failures.toml").read_text("utf-8"))
    assert all(f["text"] and f["cause"] and f["got"] for f in failures["failure"])
