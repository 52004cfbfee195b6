"""Names and role nouns: whom they mean at the date of the article, and what means nobody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from events.reading import Reader, cases

CASES = cases(Path(__file__).with_name("cases.toml"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_links(read: Reader, case: dict[str, Any]) -> None:
    reading = read(case["text"], case["date"])
    wrong = [f"{words} → {expected}" for words, expected in case["links"].items() if not reading.links(words, expected)]
    assert not wrong, f"{wrong}\n{reading.show()}"


def test_enough_cases() -> None:
    assert len(CASES) >= 20
