"""Questions are scored by outcome and by all answers and no others; the gold files are in their format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg.ask import Answer, Evidence, Found
from kg.errors import InputError
from kg.evaluation.questions import OUTCOMES, evaluate, is_right
from kg.kb import KnowledgeBase

if TYPE_CHECKING:
    from conftest import Built

GOLD = Path(__file__).parents[2] / "benchmarks" / "gold"


def write(path: Path, *cases: dict[str, Any]) -> Path:
    path.write_text("\n".join(json.dumps(case) for case in cases), encoding="utf-8")
    return path


def test_the_figures(built: Built, kb: KnowledgeBase, tmp_path: Path) -> None:
    path = write(
        tmp_path / "q.jsonl",
        {"id": "1", "question": "Qui a rencontré Poutine à Sotchi ?", "outcome": "answer", "answers": [{"name": ["Assad"]}]},
        {"id": "2", "question": "Qui a rencontré Poutine à Sotchi ?", "outcome": "unsaid"},
        {"id": "3", "question": "Bonjour", "outcome": "not-understood"},
    )
    report = evaluate(path, kb, built.path)
    assert (report["cases"], report["right"], report["wrong_as_sure"]) == (3, 0.6667, 1)
    assert len(report["errors"]) == 1


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ({"name": ["Lisbonne"]}, False),
        ({"name": ["Porto"]}, True),
        ({"date": "2019-03"}, False),
        ({"words": "ont signé"}, True),
        ({"words": "n'ont pas signé"}, False),
    ],
)
def test_an_answer_fits_by_name_or_by_the_words_of_its_sentence(answer: dict[str, Any], right: bool, built: Built) -> None:
    evidence = Evidence("Ils ont signé à Porto.", "", "Porto", "2019", "claim")
    reply = Answer("?", "answer", found=(Found("Porto", "2019-04", "event", (evidence,)),))
    assert is_right({"outcome": "answer", "answers": [answer]}, reply, built.store) is right


def test_an_answer_too_many_is_wrong(built: Built) -> None:
    reply = Answer("?", "answer", found=(Found("Porto", "a", "e", ()), Found("Braga", "b", "e", ())))
    assert not is_right({"outcome": "answer", "answers": [{"name": ["Porto"]}]}, reply, built.store)
    assert is_right({"outcome": "answer", "answers": [{"name": ["Porto"]}], "also": [{"name": ["Braga"]}]}, reply, built.store)


def test_another_outcome_is_refused(built: Built, kb: KnowledgeBase, tmp_path: Path) -> None:
    path = write(tmp_path / "q.jsonl", {"id": "7", "question": "Qui ?", "outcome": "maybe"})
    with pytest.raises(InputError, match="7"):
        evaluate(path, kb, built.path)


@pytest.mark.parametrize(("name", "number"), [("questions.jsonl", 80), ("questions-b.jsonl", 40)])
def test_the_gold_files(name: str, number: int) -> None:
    cases = [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]
    assert len(cases) == number
    assert {case["outcome"] for case in cases} == set(OUTCOMES)
    assert all(case.get("answers") for case in cases if case["outcome"] == "answer")
