"""Tokens: which words hang together, and that the text is never touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

ONE = [
    "Saint-Dizier", "Al-Assad", "Asie-Pacifique", "Etats-Unis", "Jean-Pierre", "Boulogne-sur-Mer", "Saint-Jean-d", "cessez-le-feu",
    "porte-parole", "vice-président", "avant-hier", "Maison- Blanche", "400 000", "1 250 000", "12 000",
]  # fmt: skip
SEVERAL = [
    "a-t-il", "mois-ci", "est-ce", "a-t-elle", "dit-il", "ceux-là", "vient-on", "Peut-être- demain", "rendez-vous- demain",
    "400 00", "1234 567", "40 000 0000", "2017 2018",
]  # fmt: skip


@pytest.mark.parametrize("word", ONE)
def test_one_token(nlp: Language, word: str) -> None:
    doc = nlp.make_doc(f"Selon eux, {word} est là.")
    assert word in [t.text for t in doc]


@pytest.mark.parametrize("word", SEVERAL)
def test_several_tokens(nlp: Language, word: str) -> None:
    doc = nlp.make_doc(f"Selon eux, {word} est là.")
    assert word not in [t.text for t in doc]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("La grève - prévue lundi - dure.", ["La", "grève", "-", "prévue", "lundi", "-", "dure", "."]),
        ("Les 400 000 habitants", ["Les", "400 000", "habitants"]),
        ("Entre 400 000 et 1 200 000.", ["Entre", "400 000", "et", "1 200 000", "."]),
        ("L'Etat d'Israël", ["L'", "Etat", "d'", "Israël"]),
        ("la Marne- qui coule", ["la", "Marne", "-", "qui", "coule"]),
        ("l'opération d'« hostile »", ["l'", "opération", "d'", "«", "hostile", "»"]),
        ("dit qu'«il viendra»", ["dit", "qu'", "«", "il", "viendra", "»"]),
    ],
)
def test_tokens_of(nlp: Language, text: str, tokens: list[str]) -> None:
    assert [t.text for t in nlp.make_doc(text)] == tokens


FRAGMENTS = st.sampled_from(
    [*ONE, *SEVERAL, " ", "  ", "\n", "-", "- ", "«", "»", ".", ",", "l'", "M.", "Marne-", "é", "E\u0301", "😀", "\u202f", "1", "000"]
)


@given(st.lists(FRAGMENTS | st.text(max_size=5), max_size=12).map("".join))
def test_tokens_are_the_text(nlp: Language, text: str) -> None:
    doc = nlp.make_doc(text)
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)
