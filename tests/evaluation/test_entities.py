"""The measure of names: what counts, on sentences made for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluation.entities import evaluate, scores
from kg.kb import open_base
from kg.nlp import load

KEYS = {"cases", "typed_f1", "span_f1", "baseline_typed_f1", "baseline_span_f1", "by_type", "baseline_by_type", "errors"}


def line(id: str, text: str, **names: str) -> str:
    """A line of the format; `names` are words of the text with their type, underscores for spaces."""
    found = [(words.replace("_", " "), kind) for words, kind in names.items()]
    entities = [{"start": text.index(words), "end": text.index(words) + len(words), "type": kind} for words, kind in found]
    return json.dumps({"id": id, "text": text, "entities": entities}, ensure_ascii=False)


def test_right_names_count_fully(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(
        line("a", "Angela Merkel est arrivée à Lisbonne.", Angela_Merkel="PER", Lisbonne="LOC")
        + "\n"
        + line("b", "Mme Durand dirige le lycée Victor-Hugo.", Durand="PER", **{"lycée_Victor-Hugo": "ORG"}),
        encoding="utf-8",
    )
    report = evaluate(file, load(), open_base())
    assert report.keys() >= KEYS
    assert (report["cases"], report["names"]) == (2, 4)
    assert report["typed_f1"] == report["span_f1"] == 1.0, report["errors"]
    assert not report["errors"]


def test_wrong_type_counts_as_span_only(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(line("a", "Angela Merkel est arrivée à Lisbonne.", Angela_Merkel="ORG", Lisbonne="LOC"), encoding="utf-8")
    report = evaluate(file, load(), open_base())
    assert (report["typed_f1"], report["span_f1"]) == (0.5, 1.0)
    assert "missed: Angela Merkel (ORG)" in report["errors"][0]


def test_other_types_count_on_neither_side(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(line("a", "Il relit Le Rouge et le Noir.", Le_Rouge_et_le_Noir="MISC"), encoding="utf-8")
    assert evaluate(file, load(), open_base())["names"] == 0


def test_scores() -> None:
    gold, found = [{(0, 3, "PER"), (5, 9, "LOC")}], [{(0, 3, "PER")}]
    assert scores("x", gold, found) == {"x_f1": 0.6667, "x_precision": 1.0, "x_recall": 0.5}
    assert scores("x", [set()], [set()])["x_f1"] == 1.0


@pytest.mark.parametrize("content", ["", "no json", '{"id": "a"}'])
def test_other_files_are_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError):
        evaluate(file, load(), open_base())
