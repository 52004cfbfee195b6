"""What is found in sentences of our own, and what deliberately isn't."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.model import TimeExpression

Find = Callable[..., list[TimeExpression]]
CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("time_cases.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_expressions(find: Find, case: dict[str, Any]) -> None:
    text = case["text"]
    found = find(text, case.get("date", "2017-11-21"))
    assert [(text[time.start : time.end], time.value) for time in found] == [(words, value) for words, value, *_ in case["times"]]


@pytest.mark.parametrize(
    "case", [case for case in CASES if any(len(time) > 2 for time in case["times"])], ids=lambda case: case["text"][:50]
)
def test_days(find: Find, case: dict[str, Any]) -> None:
    for time, (words, _, *days) in zip(find(case["text"], case.get("date", "2017-11-21")), case["times"], strict=True):
        if days:
            assert f"{time.earliest or '-'}/{time.latest or '-'}" == days[0], words


def test_there_are_enough_cases() -> None:
    assert len(CASES) > 50
    assert sum(not case["times"] for case in CASES) >= 9
