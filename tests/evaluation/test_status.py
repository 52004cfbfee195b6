"""The measure of status: what the gold's attributes, tenses and links mean, and what counts as an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluation.status import GoldStatus, Judged, Label, evaluate, is_right, nondefault, read_article
from kg.kb import open_base
from kg.model import Status
from kg.nlp import load

FILE = """<?xml version="1.0" encoding="UTF-8"?>
<TimeML><DCT><TIMEX3 functionInDocument="CREATION_TIME" tid="t1" type="DATE" value="2017-11-21"/></DCT>
<TEXT>Marie Dupont n'a pas <EVENT class="OCCURRENCE" eiid="ei1" polarity="NEG">rencontré</EVENT> Paul Martin &amp; Cie.
Paul Martin a <EVENT class="OCCURRENCE" eiid="ei2" tense="PAST">visité</EVENT> Lyon <TIMEX3 tid="t2">hier</TIMEX3>.
Il <EVENT class="MODAL" eiid="ei3">devra</EVENT> <EVENT class="OCCURRENCE" eiid="ei4" modality="OBLIGATION">partir</EVENT>.
Il <EVENT class="OCCURRENCE" eiid="ei5" tense="FUTURE">visitera</EVENT> Nice et
<EVENT class="I_STATE" eiid="ei6">souhaite</EVENT> une <EVENT class="OCCURRENCE" eiid="ei7">rencontre</EVENT> avec Marie Dupont.</TEXT>
<SLINK relType="MODAL" eventInstanceID="ei6" subordinatedEventInstance="ei7"/></TimeML>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.tml").write_text(FILE, encoding="utf-8")
    return tmp_path


def judged(label: Label, status: Status, *, open: bool = False, tensed: bool = True) -> Judged:
    return Judged(GoldStatus((0, 1), label, open, tensed, False), status, True, "")


def test_offsets_labels_and_date_are_read(folder: Path) -> None:
    article = read_article(folder / "a.tml")
    assert article.date == "2017-11-21"
    read = {article.text[slice(*e.at)]: (e.label, e.open, e.modal_word) for e in article.events}
    assert read == {
        "rencontré": ("negated", False, False),
        "visité": ("default", False, False),
        "devra": ("default", False, True),
        "partir": ("modal", False, False),
        "visitera": ("default", True, False),
        "souhaite": ("default", False, False),
        "rencontre": ("default", True, False),
    }


@pytest.mark.parametrize(
    ("case", "right"),
    [
        (judged("negated", "Negated"), True),
        (judged("negated", "Possible"), False),
        (judged("modal", "Planned"), True),
        (judged("modal", "Possible"), True),
        (judged("modal", "Occurred"), False),
        (judged("default", "Occurred"), True),
        (judged("default", "Possible"), False),
        (judged("default", "Planned"), False),
        (judged("default", "Planned", tensed=False), True),
        (judged("default", "Possible", tensed=False), False),
        (judged("default", "Possible", open=True), True),
        (judged("negated", "Occurred", open=True), False),
    ],
)
def test_what_is_right(case: Judged, right: bool) -> None:
    assert is_right(case) is right


def test_scores_are_over_negated_and_modal_events_only() -> None:
    cases = [judged("negated", "Negated"), judged("modal", "Occurred"), judged("default", "Possible"), judged("default", "Occurred")]
    assert nondefault(cases).figures() == {"f1": 0.5, "precision": 0.5, "recall": 0.5}
    assert nondefault(cases, ("negated",)).f1 == 1.0


def test_excuses_are_counted_in_the_literal_score_only() -> None:
    cases = [judged("negated", "Negated"), judged("default", "Planned", open=True)]
    assert nondefault(cases).precision == 1.0
    assert nondefault(cases, excuse=False).precision == 0.5


def test_a_folder_is_measured(folder: Path) -> None:
    report = evaluate(folder, load("fr"), open_base())
    assert (report["cases"], report["nondefault"], report["articles"]) == (6, 2, 1)
    assert report["negated_f1"] == 1.0
    assert 0 < report["event_recall"] < 1
    assert set(report) >= {"nondefault_f1", "accuracy", "errors"}


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no \.tml file"):
        evaluate(tmp_path, load("fr"), open_base())
