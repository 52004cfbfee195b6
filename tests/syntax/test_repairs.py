"""The mended tree: who hangs on what after the repairs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from events.reading import Reader, cases

CASES = cases(Path(__file__).with_name("cases.toml"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_edges(read: Reader, case: dict[str, Any]) -> None:
    found = read.edges(case["text"])
    missing = [edge for edge in case["edges"] if edge not in found]
    assert not missing, "\n".join(sorted(found))


def test_enough_cases() -> None:
    assert sum(len(c["edges"]) for c in CASES) >= 40
