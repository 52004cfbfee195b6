"""The measure of links: right, wrong, missed, and what must stay unlinked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.evaluation.links import evaluate, means
from kg.kb import open_base
from kg.nlp import load

TEXT = "Angela Merkel a reçu Jeanne Tortin-Lalou à Lisbonne."


def mention(words: str, name: str | None, kind: str, text: str = TEXT, **more: Any) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words, "name": name, "kind": kind, **more}


def measured(tmp_path: Path, *mentions: dict[str, Any], text: str = TEXT, date: str = "2012-05-07") -> dict[str, Any]:
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps({"id": "a", "text": text, "date": date, "mentions": mentions}, ensure_ascii=False), encoding="utf-8")
    return evaluate(file, load(), open_base())


def test_all_right(tmp_path: Path) -> None:
    report = measured(
        tmp_path,
        mention("Angela Merkel", "Angela Merkel", "Person", ambiguous=False),
        mention("Jeanne Tortin-Lalou", None, "Person", ambiguous=False),
        mention("Lisbonne", "Lisbonne", "City", ambiguous=False),
    )
    assert (report["right"], report["wrong"], report["missed"], report["mentions"]) == (2, 0, 0, 2)
    assert report["precision"] == report["recall"] == report["recall_in_base"] == 1.0


def test_links_without_gold_are_wrong(tmp_path: Path) -> None:
    report = measured(tmp_path, mention("Lisbonne", "Lisbonne", "City", ambiguous=False))
    assert (report["right"], report["wrong"], report["precision"]) == (1, 1, 0.5)
    assert "nothing there, angela-merkel found" in report["errors"][0]


def test_another_entity_is_wrong_and_none_is_missed(tmp_path: Path) -> None:
    report = measured(
        tmp_path,
        mention("Angela Merkel", "Gerhard Schröder", "Person", ambiguous=False),
        mention("Jeanne Tortin-Lalou", "Jeanne Tortin-Lalou", "Person", ambiguous=False),
        mention("Lisbonne", None, "City", ambiguous=False),
    )
    assert (report["right"], report["wrong"], report["missed"], report["mentions"], report["in_base"]) == (0, 2, 1, 2, 1)


def test_a_list_of_holders(tmp_path: Path) -> None:
    text = "Les présidents russe et américain se sont parlé."
    holders = {"names": ["Dmitri Medvedev", "Barack Obama"], "wikidatas": [None, "Q76"]}
    gold = {**mention("Les présidents russe et américain", None, "Person", text), **holders}
    report = measured(tmp_path, gold, text=text, date="2010-06-24")
    assert (report["right"], report["wrong"]) == (1, 0), report["errors"]


@pytest.mark.parametrize(
    ("key", "name", "wikidata", "kind", "right"),
    [
        ("france", "France", "Q142", "Country", True),
        ("france", "Espagne", "Q29", "Country", False),
        ("vienne", "Vienne", "", "City", True),
        ("vienne-fr", "Vienne", "", "City", False),
        ("vienne-fr", "Vienne (Isère)", "", "City", True),
        ("vienne", "Vienne (Isère)", "", "City", False),
        ("georgie", "Géorgie", "Q1428", "AdministrativeArea", False),
    ],
)
def test_sameness(key: str, name: str, wikidata: str, kind: str, right: bool) -> None:
    kb = open_base()
    entry = kb.entry(key)
    assert entry is not None
    assert means(kb, entry, name, wikidata, kind) is right


@pytest.mark.parametrize("content", ["", "no json", '{"id": "a", "text": "x"}'])
def test_other_files_are_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError):
        evaluate(file, load(), open_base())
