"""The measure itself: what counts as a hit, and files that it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from kg.errors import InputError
from kg.evaluation.time import GoldTime, evaluate, match, read_article
from kg.model import TimeExpression

FILE = """<?xml version="1.0" encoding="UTF-8"?>
<TimeML><DOCID>a</DOCID><DCT><TIMEX3 functionInDocument="CREATION_TIME" tid="t1" type="DATE" value="2017-11-21"/></DCT>
<TEXT>Il <EVENT class="OCCURRENCE" eid="e1">partit</EVENT> <TIMEX3 tid="t2" type="DATE" value="2017-11-20">hier</TIMEX3> &amp; revint
<TIMEX3 tid="t3" type="DATE" value="2017-11-22">ce demain</TIMEX3>, puis
<TIMEX3 tid="t4" type="DATE" value="PAST_REF">jamais</TIMEX3>.</TEXT></TimeML>"""


def test_offsets_are_those_of_the_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "a.tml"
    path.write_text(FILE, encoding="utf-8")
    article = read_article(path)
    assert article.date == "2017-11-21"
    assert [article.text[time.start : time.end] for time in article.times] == ["hier", "ce demain", "jamais"]


def test_scores(tmp_path: Path) -> None:
    (tmp_path / "a.tml").write_text(FILE, encoding="utf-8")
    report = evaluate(tmp_path, spacy.blank("fr"))
    assert (report["cases"], report["found"]) == (3, 2)
    assert (report["relaxed_precision"], report["strict_precision"], report["value_precision"]) == (1.0, 0.5, 1.0)
    assert report["relaxed_f1"] == 0.8
    assert [error.split(" | ")[0] for error in report["errors"]] == ["missed", "offsets"]


def test_one_expression_is_one_hit_at_most() -> None:
    gold = [GoldTime(0, 4, "DATE", "a"), GoldTime(5, 9, "DATE", "b")]
    ours = [TimeExpression(0, 9, "DATE", "a")]
    assert len(match(gold, ours)) == 1


REFUSED = ["<TimeML><TEXT>", "<TimeML></TimeML>", '<!DOCTYPE a [<!ENTITY b "c">]><TimeML><TEXT>&b;</TEXT></TimeML>']


@pytest.mark.parametrize("content", REFUSED)
def test_other_files_are_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.tml").write_text(content, encoding="utf-8")
    with pytest.raises(InputError):
        evaluate(tmp_path, spacy.blank("fr"))


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no \.tml file"):
        evaluate(tmp_path, spacy.blank("fr"))
