"""What a pattern's first word is looked for among."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.events import lexicon
from kg.events.patterns import first_words, forms, governed, last_word
from kg.events.triggers import passive_noun
from kg.extract.extract import understand
from kg.kb import open_base
from kg.model import Document

TEXT = """Le maire a signé, mercredi à Lyon, un contrat. Le prix lui a été remis hier. Elle a mis en examen le directeur.
Il a été mis fin aux travaux. L'État a pris ses fonctions au sérieux. Ils ont donné leur accord, puis pris la fuite et tenu un sommet.
Le juge l'a mis jeudi en garde à vue. Le texte avait été jugé contraire à la loi. Les députés passent au vote de la loi."""


def test_no_word_of_a_pattern_is_overlooked(nlp: Language) -> None:
    article, tree, _ = understand(Document("a", "", "", TEXT, "fr", "2017-11-21", ""), nlp, open_base())
    found = 0
    patterns = {e.pattern.words for evokers in lexicon("fr").verbs.values() for e in evokers if e.pattern.words}
    for token in article.doc:
        there = first_words(article, tree, token.i)
        for words in patterns:
            if any(search(article, tree, token.i, words) is not None for search in (last_word, governed, passive_noun)):
                assert words[0] in there
                found += 1
    assert found > 20


@pytest.mark.parametrize(
    ("text", "lemma", "word", "expected"),
    [("aux", "à", "à", True), ("Contrats", "contrat", "contrat", True), ("Etat", "etat", "état", True), ("était", "être", "état", False)],
)
def test_forms(text: str, lemma: str, word: str, expected: bool) -> None:
    assert (word in forms(text, lemma)) is expected
