"""Which judgements matter for a text: all that can stand there, whatever accents, apostrophes and line breaks lie between."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.reader import matter
from kg.judgements import plain
from kg.model import Document
from kg.nlp.normalise import normalise


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("Saint-Denis", "à Saint-Denis hier", True),
        ("Saint-Denis", "à Saint\u2011Denis hier", True),
        ("l'Élysée", "de l\u2019E\u0301lyse\u0301e", True),
        ("conseil de sécurité", "le conseil\nde\u00a0sécurité", True),
        ("Paris", "à Lyon", False),
        ("😀", "rien", True),
    ],
)
def test_matter(words: str, text: str, expected: bool) -> None:
    assert bool(matter({words: "x"}, text)) == expected


@given(st.text(st.characters(exclude_categories=["Cs"])), st.data())
def test_no_part_of_a_text_is_missed(text: str, data: st.DataObject) -> None:
    """The linking compares `plain` of a part of the normalised text."""
    parsed = normalise(Document("", "", "", text, "fr", "", ""))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    form = data.draw(st.sampled_from(["NFC", "NFD"]))
    words = plain(unicodedata.normalize(form, parsed[start:end]))
    assert matter({words: "x"}, text) == [(words, "x")]
