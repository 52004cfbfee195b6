"""Articles read again for a question's own verb: what no frame knows is found, and told as no more than perhaps."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.ask import Answer, in_french
from kg.ask.ask import ask
from kg.ask.own import are_kin
from kg.build import build
from kg.explain import Beside
from kg.opened import Graph
from kg.settings import Settings

ARTICLE = """Le maire de Bergues, Paul Wyckaert, a hébergé mardi la romancière Aline Corbel. Le menuisier Hugo Delattre a réparé le beffroi
de Bergues pendant trois mois. Paul Wyckaert aurait prêté un terrain à la société Nordbois. La romancière n'a pas traduit le poème de Karel
Vanhove. Hugo Delattre dessinera un portrait de Paul Wyckaert. La société Nordbois va racheter la scierie Copalis pour deux millions
d'euros. Invité à Bergues, le ministre Luc Ferrand a décliné l'invitation de Paul Wyckaert. « Tant pis », fanfaronne Hugo Delattre."""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("again")
    (folder / "article.txt").write_text(" ".join(ARTICLE.split()), encoding="utf-8")
    build([folder / "article.txt"], folder / "output", Settings(date="2019-03-14"))
    return kg.open(folder / "output")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Qui Paul Wyckaert a-t-il hébergé ?", "Aline Corbel"),
        ("Qui a hébergé Aline Corbel ?", "Paul Wyckaert"),
        ("Par qui Aline Corbel a-t-elle été hébergée ?", "Paul Wyckaert"),
        ("Quand Paul Wyckaert a-t-il hébergé Aline Corbel ?", "2019-03-12"),
        ("Qui a réparé le beffroi de Bergues ?", "Hugo Delattre"),
        ("Combien de temps Hugo Delattre a-t-il réparé le beffroi ?", "trois mois"),
        ("À qui Paul Wyckaert a-t-il prêté un terrain ?", "Nordbois"),
        ("Qui dessinera un portrait de Paul Wyckaert ?", "Hugo Delattre"),
    ],
)
def test_what_no_frame_knows_is_found_with_its_sentence(graph: Graph, question: str, expected: str) -> None:
    answer = graph.ask(question)
    assert (answer.outcome, answer.sure, [f.name for f in answer.found]) == ("answer", False, [expected])
    assert all(evidence.sentence in " ".join(ARTICLE.split()) for f in answer.found for evidence in f.evidence)
    assert "peut-être" in in_french(answer)


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("Paul Wyckaert a-t-il hébergé Aline Corbel ?", "yes"),
        ("Aline Corbel a-t-elle traduit le poème de Karel Vanhove ?", "no"),
        ("Aline Corbel a-t-elle hébergé Paul Wyckaert ?", "unsaid"),
        ("Paul Wyckaert a-t-il hébergé Hugo Delattre ?", "unsaid"),
        ("Paul Wyckaert a-t-il prêté un terrain à Nordbois ?", "unsaid"),
        ("Hugo Delattre a-t-il dessiné un portrait de Paul Wyckaert ?", "unsaid"),
        ("Paul Wyckaert a-t-il hébergé Aline Corbel en janvier ?", "unsaid"),
    ],
)
def test_a_yes_needs_all_that_the_question_says(graph: Graph, question: str, outcome: str) -> None:
    answer = graph.ask(question)
    assert answer.outcome == outcome
    assert outcome == "unsaid" or not answer.sure


@pytest.mark.parametrize(
    "question",
    [
        "Où Aline Corbel a-t-elle traduit le poème de Karel Vanhove ?",
        "Quand Hugo Delattre a-t-il dessiné un portrait de Paul Wyckaert ?",
        "Qui a vendu le beffroi de Bergues ?",
        "Qui a réparé la mairie de Bergues ?",
        "Combien d'euros Hugo Delattre a-t-il réparé le beffroi ?",
        "Pourquoi Paul Wyckaert a-t-il hébergé Aline Corbel ?",
    ],
)
def test_what_is_not_said_stays_unsaid(graph: Graph, question: str) -> None:
    assert not graph.ask(question).is_told


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Qui rachète Copalis ?", ["Nordbois"]),
        ("Qui achète Copalis ?", ["Nordbois"]),
        ("Qui a racheté Copalis ?", []),
        ("Combien d'emplois Nordbois rachète-t-il ?", []),
    ],
)
def test_the_present_asks_for_plans_too(graph: Graph, question: str, expected: list[str]) -> None:
    answer = graph.ask(question)
    assert [f.name for f in answer.found] == expected


def test_who_declines_does_not_accept(graph: Graph) -> None:
    assert graph.ask("Luc Ferrand a-t-il accepté l'invitation de Paul Wyckaert ?").outcome == "no"
    assert graph.ask("Luc Ferrand a-t-il refusé l'invitation de Paul Wyckaert ?").outcome == "yes"


def test_without_the_articles_only_the_graph_answers(graph: Graph) -> None:
    answer: Answer = ask(graph.store, "Qui Paul Wyckaert a-t-il hébergé ?", graph.reader)
    assert not answer.is_told


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("héberger", "hébergement", True),
        ("acheter", "acquisition", True),
        ("limoger", "licencier", True),
        ("nommer", "nomination", True),
        ("acheter", "vendre", False),
        ("rencontrer", "renoncer", False),
        ("élire", "écrire", False),
    ],
)
def test_words_that_tell_one_thing(one: str, other: str, expected: bool) -> None:
    assert are_kin(one, other) is expected


def test_an_article_that_is_gone_is_no_failure(graph: Graph, tmp_path: Path) -> None:
    assert not ask(graph.store, "Qui Paul Wyckaert a-t-il hébergé ?", graph.reader, Beside(tmp_path)).is_told
