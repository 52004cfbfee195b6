"""The measure on articles of a newspaper, where the corpus stands beside the checkout, and on the project's own table."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from kg.evaluation.time import evaluate

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "eval" / "fr-timebank-dev"
TABLE = ROOT / "benchmarks" / "gold" / "times.jsonl"


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus does not stand beside the checkout")
def test_articles(nlp: Language) -> None:
    report = evaluate(CORPUS, nlp)
    assert report["relaxed_f1"] >= 0.96
    assert report["strict_f1"] >= 0.92
    assert report["value_f1"] >= 0.885
    assert report["month_candidates"] >= 0.95
    assert report["month_most"] <= 5
    assert report["year_wrong"] == 0


@pytest.mark.skipif(not TABLE.exists(), reason="the benchmarks are not installed")
def test_sentences(nlp: Language) -> None:
    report = evaluate(TABLE, nlp)
    assert report["value_recall"] >= 0.92
    assert report["untouched"] == 1
    assert report["month_candidates"] >= 0.9
    assert report["month_most"] <= 5
    assert report["year_wrong"] == 0
