"""Answers from the graph of the seeds: the right things, with their sentences, and nothing that the articles don't say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Built
from pyoxigraph import Store

from kg.ask import Answer, as_json, in_french
from kg.ask.ask import Asking
from kg.ask.names import Names
from kg.extract.reader import Reader
from kg.judgements import Judgements
from kg.kb import KnowledgeBase
from kg.rdf.ontology import load
from kg.rdf.terms import PREFIXES


@pytest.fixture(scope="module")
def asking(built: Built, kb: KnowledgeBase) -> Asking:
    return Asking(built.store, Reader(kb, Judgements()), load(), Names.of(built.store))


def names(answer: Answer) -> set[str]:
    return {found.name for found in answer.found}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Qui a rencontré Vladimir Poutine à Sotchi ?", {"Bachar al-Assad"}),
        ("Quand Assad est-il allé en Russie ?", {"2017-11-20"}),
        ("Combien de temps a duré l'appel ?", {"au moins 1 heure"}),
        ("Qui dit que l'Afghanistan a été un sujet de discussion ?", {"Kremlin"}),
        ("Où a eu lieu la rencontre entre Assad et Poutine ?", {"Sotchi"}),
        ("Avec qui le président syrien s'est-il entretenu ?", {"Vladimir Poutine"}),
    ],
)
def test_open_questions(question: str, expected: set[str], asking: Asking) -> None:
    answer = asking.answer(question)
    assert (answer.outcome, answer.sure, names(answer)) == ("answer", True, expected)
    assert all(found.evidence for found in answer.found)


def test_the_topics_of_a_talk_come_from_all_articles(asking: Asking) -> None:
    answer = asking.answer("De quoi Trump et Poutine ont-ils parlé ?")
    assert {"Syrie", "Ukraine", "Iran", "Corée du Nord", "Afghanistan"} <= names(answer)


def test_what_is_announced_and_what_is_planned_are_events_with_their_sentences(asking: Asking) -> None:
    announced = asking.answer("Qu'a annoncé le Kremlin ?")
    assert announced.found
    assert all("Kremlin" in e.sentence for f in announced.found for e in f.evidence)
    (planned,) = asking.answer("Qu'est-ce qui est prévu mercredi ?").found
    assert planned.name.startswith("Sommet")


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("Trump et Poutine se sont-ils parlé au téléphone ?", "yes"),
        ("Trump a-t-il rencontré Assad ?", "unsaid"),
        ("Poutine a-t-il démissionné ?", "unsaid"),
        ("Qui a rencontré Barack Obama ?", "unsaid"),
        ("Combien font deux et deux ?", "not-understood"),
        ("Quel temps fera-t-il demain ?", "not-understood"),
        ("Poutine a vu combien de ?", "unsaid"),
        ("lequel de", "not-understood"),
        ("De quoi Trump et Assad ont-ils parlé mardi, arlé mardi ?", "unsaid"),
    ],
)
def test_what_is_absent_is_not_false(question: str, outcome: str, asking: Asking) -> None:
    assert asking.answer(question).outcome == outcome


@pytest.mark.parametrize(
    "question",
    [
        "",
        "?",
        "Qui",
        "\u202e\x00Qui ?",
        'Qui a rencontré "} INSERT DATA { <a> <b> <c> } #" ?',
        "Où est } ; DROP ALL ; SELECT * { ?s ?p ?o ?",
        "Qui a rencontré <script>alert(1)</script> ?",
        "Quand " * 80,
        "que que que que ?",
        "À de pour qui ?",
    ],
)
def test_a_question_is_never_code_and_never_a_crash(question: str, asking: Asking, built: Built) -> None:
    before = len(built.store)
    answer = asking.answer(question)
    assert "INSERT" not in answer.sparql
    assert "DROP" not in answer.sparql
    assert "<script" not in answer.sparql
    assert len(built.store) == before
    assert "\x00" not in in_french(answer)


def test_the_query_that_is_shown_gives_the_answer(asking: Asking, built: Built) -> None:
    answer = asking.answer("Qui a rencontré Vladimir Poutine à Sotchi ?")
    rows = list(built.store.query(answer.sparql, prefixes=PREFIXES))
    assert {row["answerName"].value for row in rows} == names(answer)  # type: ignore[union-attr]


def test_answers_for_people_and_for_programs(asking: Asking) -> None:
    answer = asking.answer("Quand Assad est-il allé en Russie ?")
    text = in_french(answer)
    assert "lundi 20 novembre 2017" in text
    assert "« " in text
    assert "1 réponse en " in text
    made = json.loads(as_json(answer))
    assert made["outcome"] == "answer"
    assert made["answers"][0]["value"] == "2017-11-20"
    assert made["answers"][0]["evidence"][0]["sentence"]


def test_a_denial_is_told_with_its_denier(asking: Asking) -> None:
    answer = Answer("?", "no", asks="truth")
    assert in_french(answer).startswith("non")


def test_names_of_the_graph(built: Built) -> None:
    known = Names.of(built.store)
    assert known.meant("assad") == ("bachar-al-assad",)
    text, found = known.spelled_out("Trump et Poutine à Sotchi")
    assert text == "Donald Trump et Vladimir Poutine à Sotchi"
    assert [text[n.start : n.end] for n in found] == ["Donald Trump", "Vladimir Poutine", "Sotchi"]
    assert Names.of(Store()).meant("Trump") == ()
