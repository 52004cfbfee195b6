"""Pronouns, nouns, groups, possessives and speakers: whom they mean, and where they mean nobody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from events.reading import Reader, Reading, cases

CASES = cases(Path(__file__).with_name("cases.toml"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_links(read: Reader, case: dict[str, Any]) -> None:
    reading = read(case["text"], case.get("date", "2016-05-12"))
    wrong = [f"{words} → {expected}" for words, expected in case.get("links", {}).items() if not reading.links(words, expected)]
    wrong += [f"{one} = {other}" for one, other in case.get("same", ()) if not are_one(reading, one, other)]
    wrong += [f"{one} ≠ {other}" for one, other in case.get("apart", ()) if are_one(reading, one, other)]
    assert not wrong, f"{wrong}\n{reading.show()}"


def are_one(reading: Reading, one: str, other: str) -> bool:
    """Whether two words mean the same, named or not."""
    found = [mention.entities if mention else () for mention in map(reading.mention, (one, other))]
    return bool(found[0]) and found[0] == found[1]


def test_enough_cases() -> None:
    assert len(CASES) >= 60


def test_long_articles(read: Reader) -> None:
    reading = read("Marie Dupont a parlé. " + "Il pleut. " * 1200 + "Marie Dupont est revenue. Elle a ri.", "2016-05-12")
    assert reading.links("Elle", "~Marie Dupont")
