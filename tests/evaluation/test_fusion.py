"""The measure of fusion: what counts as found, as wrong and as unread."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from kg.errors import InputError
from kg.evaluation.fusion import evaluate
from kg.kb import KnowledgeBase

MET = "Angela Merkel a rencontré François Hollande lundi à Berlin."
AGAIN = "À Berlin, François Hollande a rencontré lundi Angela Merkel."
LATER = "Angela Merkel a rencontré François Hollande vendredi à Paris."
PAIRS = Path(__file__).parent.parent / "fuse" / "pairs.jsonl"


def case(one: str, other: str, *, same: bool, words: tuple[str, str] = ("rencontré", "rencontré")) -> dict[str, Any]:
    articles = [{"title": "", "date": "2014-03-04", "text": one}, {"title": "", "date": "2014-03-04", "text": other}]
    return {"id": f"{len(one)}-{len(other)}-{same}", "same": same, "why": "", "articles": articles, "events": [list(words)]}


@pytest.fixture
def measured(tmp_path: Path, nlp: Language, kb: KnowledgeBase) -> Any:
    def run(*cases: dict[str, Any]) -> dict[str, Any]:
        path = tmp_path / "pairs.jsonl"
        path.write_text("".join(json.dumps(c) + "\n" for c in cases), encoding="utf-8")
        return evaluate(path, nlp, kb)

    return run


def test_what_is_right(measured: Any) -> None:
    figures = measured(case(MET, AGAIN, same=True), case(MET, LATER, same=False))
    assert (figures["cases"], figures["one_happening"], figures["unread"]) == (2, 1, 0)
    assert [figures[k] for k in ("precision", "recall", "read_recall", "b3_f1")] == [1, 1, 1, 1]
    assert figures["errors"] == []


def test_what_is_wrong(measured: Any) -> None:
    figures = measured(case(MET, AGAIN, same=False), case(MET, LATER, same=True))
    assert [figures[k] for k in ("precision", "recall", "read_recall", "b3_f1")] == [0, 0, 0, 0.75]
    assert [e.split(" | ")[0] for e in figures["errors"]] == ["merged", "apart"]


def test_what_was_not_read_counts_against_recall_and_is_listed_apart(measured: Any) -> None:
    figures = measured(case(MET, AGAIN, same=True), case(MET, "Le chat dort.", same=True, words=("rencontré", "dort")))
    assert [figures[k] for k in ("precision", "recall", "read_recall", "unread")] == [1, 0.5, 1, 1]
    assert figures["errors"][0].startswith("unread | ")


@pytest.mark.parametrize("change", [{"articles": []}, {"events": [["rencontré"]]}, {"events": [["rencontré", "absent"]]}])
def test_a_line_that_breaks_the_format_is_named(measured: Any, change: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="Mend"):
        measured(case(MET, AGAIN, same=True) | change)


def test_our_own_pairs(nlp: Language, kb: KnowledgeBase) -> None:
    """The pairs that fusion was written with."""
    figures = evaluate(PAIRS, nlp, kb)
    assert figures["cases"] >= 24
    assert figures["precision"] >= 0.95
    assert figures["recall"] >= 0.85
