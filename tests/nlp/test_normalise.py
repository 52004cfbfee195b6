"""Normalising changes characters one for one: offsets stay the article's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document
from kg.nlp.normalise import normalise


def document(text: str, body: int = 0) -> Document:
    return Document("d", "d.txt", "", text, "fr", "", "", body, body)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("L’appel d‘hier", "L'appel d'hier"),
        ("400\u202f000\u00a0morts", "400 000 morts"),
        ("Saint\u2011Denis", "Saint-Denis"),
        ("“oui”, „non“", '"oui", "non"'),
        ("« oui » – peut-être — non…", "« oui » – peut-être — non…"),
        ("cœur, Œuvre, İstanbul, straße", "cœur, Œuvre, İstanbul, straße"),
    ],
)
def test_typography(text: str, normal: str) -> None:
    assert normalise(document(text)) == normal


def test_what_stands_before_the_prose_is_blank() -> None:
    assert normalise(document("date 2017 Grève", 10)) == " " * 10 + "Grève"


@given(st.text(max_size=100), st.integers(0, 100))
def test_length_is_preserved(text: str, body: int) -> None:
    normal = normalise(document(text, min(body, len(text))))
    assert len(normal) == len(text)
    assert all(a == b or not b.isalpha() for a, b in zip(text, normal, strict=True))
