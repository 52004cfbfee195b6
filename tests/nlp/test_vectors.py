"""Verb forms that the model would take for something else are verbs, and their sentences are parsed so."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.lang import table


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("Le ministère dément toute pression.", "dément"),
        ("La société Lavande fusionne avec le groupe Durand.", "fusionne"),
        ("Le gouvernement indemnisera les victimes.", "indemnisera"),
        ("Les policiers inculpèrent le suspect.", "inculpèrent"),
    ],
)
def test_a_form_that_borrows_a_vector_is_the_sentences_verb(sentence: str, verb: str, nlp: Language) -> None:
    (found,) = [t for t in nlp(sentence) if t.text == verb]
    assert found.pos_ == "VERB"
    assert found.head is found or found.head.i == found.i


def test_donors_have_vectors_and_nothing_borrows_from_a_borrower(nlp: Language) -> None:
    borrowed = table("fr", "vectors")["borrowed"]
    assert all(nlp.vocab[donor].has_vector for donor in borrowed.values())
    assert not set(borrowed.values()) & set(borrowed)
