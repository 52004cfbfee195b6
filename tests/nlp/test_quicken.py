"""The model that is made faster annotates as the one that is installed."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.lang.models import model_of
from kg.nlp import load
from kg.nlp.pipeline import assembled
from kg.nlp.quicken import libraries, one_thread

TEXT = (
    "Le maire de Saint-Brieuc, Hervé Guihard, a inauguré jeudi une médiathèque dont les Briochins rêvaient depuis vingt ans.\n\n"
    "« Nous reconstruirons », ont promis les sinistrés de la vallée de la Roya ; 1 200 d'entre eux  vivaient encore sous des bâches."
)


def test_annotations_are_those_of_the_installed_model() -> None:
    assert annotated(load("fr")(TEXT)) == annotated(assembled(model_of("fr"), "fr")(TEXT))


def test_an_article_is_read_in_one_thread() -> None:
    before = threads()
    with one_thread():
        assert threads() == [1] * len(before)
    assert threads() == before


def annotated(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.lemma_, t.pos_, str(t.morph), t.dep_, t.head.i, t.ent_iob_, t.ent_type_, t.is_sent_start) for t in doc]


def threads() -> list[int]:
    return [library["num_threads"] for library in libraries().info() if library["user_api"] == "blas"]
