"""Questions become the statements that they ask about, with the gap where the answer would stand."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.ask.statement import Statement, stand_ins, statements
from kg.ask.words import document, words_of
from kg.nlp import parse


def read(question: str, nlp: Language) -> list[Statement]:
    """The statements behind a question whose names are what the model tags as such."""
    words = words_of(parse(nlp, document(question)), question)
    words = [w._replace(name=w.pos == "PROPN") for w in words]
    return statements(words)


@pytest.mark.parametrize(
    ("question", "asks", "sentence"),
    [
        ("Qui a rencontré Angela Merkel à Lisbonne ?", "who", "… a rencontré Angela Merkel à Lisbonne."),
        ("De quoi Merkel et Rajoy ont-ils parlé ?", "what", "Merkel et Rajoy ont parlé de …."),
        ("Quand Merkel est-elle allée au Portugal ?", "time", "Merkel est allée au Portugal."),
        ("Combien de temps a duré l'entretien ?", "duration", "L'entretien a duré …."),
        ("Qu'a annoncé le ministère ?", "what", "Le ministère a annoncé …."),
        ("Qu'est-ce qui est prévu jeudi ?", "what", "… est prévu jeudi."),
        ("Qu'est-ce que Merkel a signé à Lisbonne ?", "what", "Merkel a signé … à Lisbonne."),
        ("Que s'est-il passé à Lisbonne ?", "what", "… s'est passé à Lisbonne."),
        ("Où a eu lieu la réunion entre Merkel et Rajoy ?", "place", "La réunion entre Merkel et Rajoy a eu lieu à …."),
        ("Merkel a-t-elle rencontré Rajoy ?", "truth", "Merkel a rencontré Rajoy."),
        ("Est-ce que Merkel a rencontré Rajoy ?", "truth", "Merkel a rencontré Rajoy."),
        ("Avec qui Merkel s'est-elle entretenue ?", "who", "Merkel s'est entretenue avec …."),
        ("À qui Merkel a-t-elle remis le prix ?", "who", "Merkel a remis le prix à …."),
        ("Quelle entreprise a racheté Alstom ?", "which", "… a racheté Alstom."),
        ("Combien de morts a fait l'incendie de Lisbonne ?", "number", "L'incendie de Lisbonne a fait …."),
        ("Combien de morts l'incendie a-t-il faits ?", "number", "L'incendie a fait …."),
        ("Combien de personnes sont mortes à Lisbonne ?", "number", "… sont mortes à Lisbonne."),
        ("Selon qui Merkel a-t-elle rencontré Rajoy ?", "source", "Merkel a rencontré Rajoy selon …."),
        ("Quelle est la durée de la visite de Merkel ?", "duration", "La visite de Merkel a eu lieu."),
        ("Merkel a rencontré qui à Lisbonne ?", "who", "Merkel a rencontré … à Lisbonne."),
        ("Pourquoi Merkel a-t-elle démissionné ?", "reason", "Merkel a démissionné."),
        ("Depuis quand dure la grève ?", "time", "La grève dure."),
        ("Quelle ministre a reçu Merkel ?", "which", "… a reçu Merkel."),
        ("Quelle entreprise de Porto a licencié Merkel ?", "which", "… a licencié Merkel."),
        ("Est-ce vrai que Merkel a rencontré Rajoy ?", "truth", "Merkel a rencontré Rajoy."),
        ("Est-il vrai que Merkel a rencontré Rajoy ?", "truth", "Merkel a rencontré Rajoy."),
        ("Sait-on qui a rencontré Merkel ?", "who", "… a rencontré Merkel."),
        ("Sait-on si Merkel a rencontré Rajoy ?", "truth", "Merkel a rencontré Rajoy."),
        ("Qui donc a rencontré Merkel ?", "who", "… a rencontré Merkel."),
        ("Combien y a-t-il eu de morts à Lisbonne ?", "number", "Il y a eu … à Lisbonne."),
        ("Combien Merkel a-t-elle reçu de ministres ?", "number", "Merkel a reçu …."),
        ("Qu'est-il arrivé à Merkel ?", "what", "… s'est passé avec Merkel."),
    ],
)
def test_the_interrogative_moves_back(question: str, asks: str, sentence: str, nlp: Language) -> None:
    (found,) = read(question, nlp)
    assert (found.asks, found.fill("…")) == (asks, sentence)


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("Quelle ministre a reçu Merkel ?", "ministre"),
        ("Quel chef de parti a reçu Merkel ?", "chef de parti"),
        ("Combien y a-t-il eu de morts à Lisbonne ?", "morts"),
        ("Combien Merkel a-t-elle reçu ?", ""),
        ("Lequel des deux clubs a gagné ?", "deux clubs"),
    ],
)
def test_what_the_interrogative_counts_or_chooses_from(question: str, noun: str, nlp: Language) -> None:
    (found,) = read(question, nlp)
    assert found.noun == noun


def test_two_interrogatives_ask_two_things(nlp: Language) -> None:
    assert [s.asks for s in read("Où et quand Merkel a-t-elle reçu Rajoy ?", nlp)] == ["place", "time"]


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour",
        "Merkel a rencontré Rajoy.",
        "Que penses-tu de Merkel ?",
        "Faut-il voter pour Rajoy ?",
        "Comment préparer un voyage à Lisbonne ?",
        "Which minister resigned last week in London?",
    ],
)
def test_what_asks_for_no_news_is_no_question(text: str, nlp: Language) -> None:
    assert read(text, nlp) == []


def test_a_stand_in_is_never_a_name_of_the_question(nlp: Language) -> None:
    (found,) = read("Qui a rencontré Martin Dubois ?", nlp)
    assert "Martin Dubois" not in [words for words, _ in stand_ins(found, "Qui a rencontré Martin Dubois ?")]


def test_prepositions_contract_with_a_stand_in(nlp: Language) -> None:
    (found,) = read("De quoi Merkel a-t-elle parlé ?", nlp)
    assert found.fill("le sommet") == "Merkel a parlé du sommet."
    assert found.fill("Olivier Roux") == "Merkel a parlé d'Olivier Roux."
