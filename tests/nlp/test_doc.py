"""The plain document says what spaCy's says."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from kg.nlp.doc import Doc, Morph

SEEDS = sorted((Path(__file__).parent.parent.parent / "seeds").glob("*.txt"))
TEXTS = [
    *(path.read_text(encoding="utf-8") for path in SEEDS),
    "",
    " \n Deux  espaces,\tdes « guillemets » et 1 500 euros. Puis une autre phrase\nsans point",
    "Qu'a-t-il dit ? Les présidents de la Russie et de la Turquie, réunis lundi à Sotchi, se sont parlé.",
]
SAME = ("i", "idx", "text", "lemma_", "pos_", "dep_", "ent_type_", "is_punct", "is_quote", "is_space")


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_say_what_spacy_says(nlp: Language, text: str) -> None:
    theirs = nlp(text)
    ours = Doc(theirs)
    assert ours.text == theirs.text
    for a, b in zip(ours, theirs, strict=True):
        assert [getattr(a, name) for name in SAME] == [getattr(b, name) for name in SAME]
        assert a.is_sent_start is bool(b.is_sent_start)
        assert a.head.i == b.head.i
        assert [k.i for k in a.children] == [k.i for k in b.children]
        assert str(a.morph) == str(b.morph)
        assert a.morph.features == {name: b.morph.get(name) for name in b.morph.to_dict()}
        assert (a.sent.start, a.sent.end) == (b.sent.start, b.sent.end)


@pytest.mark.parametrize("text", TEXTS)
def test_spans_say_what_spacy_says(nlp: Language, text: str) -> None:
    theirs = nlp(text)
    ours = Doc(theirs)
    assert [(s.start, s.end) for s in ours.sents] == [(s.start, s.end) for s in theirs.sents]
    assert [(e.start, e.end, e.label_, e.text, e.root.i) for e in ours.ents] == [
        (e.start, e.end, e.label_, e.text, e.root.i) for e in theirs.ents
    ]
    for start in range(0, len(text), 7):
        for end in (start + 1, start + 9):
            a, b = ours.char_span(start, end), theirs.char_span(start, end, alignment_mode="expand")
            assert (a is None) == (b is None)
            if a and b:
                assert (a.start, a.end) == (b.start, b.end)
                assert (a.start_char, a.end_char, a.text, a.root.i) == (b.start_char, b.end_char, b.text, b.root.i)


def test_a_text_that_was_only_split_into_words_is_one_sentence() -> None:
    doc = Doc(spacy.blank("fr")("Un mot. Un autre."))
    assert len(doc.sents) == 1
    assert not doc.tagged
    assert not doc.parsed


def test_a_feature_may_have_several_values_or_none() -> None:
    assert Morph("Case=Acc,Dat|Number=Sing").get("Case") == ["Acc", "Dat"]
    assert Morph("_").get("Case") == []
    assert Morph("").get("Case", ["Nom"]) == ["Nom"]
