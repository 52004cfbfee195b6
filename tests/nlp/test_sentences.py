"""Where sentences begin: after full stops that are none, in quotations, under headlines and kickers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from kg.model import Document
from kg.nlp import parse
from kg.nlp.sentences import LONGEST
from kg.read.dateline import opening

# A bar stands where a sentence must begin.
SENTENCES = {
    "plain": "La grève dure. | Les trains sont arrêtés.",
    "title before a name": "Il a vu M. Dupont hier. | Mme. Durand et MM. Petit et Grand étaient là.",
    "initials": "J. F. Kennedy est arrivé. | R. Nixon aussi.",
    "abbreviations": "Il habite av. Foch, cf. plus haut. | Le Dr. Martin aussi.",
    "question and exclamation": "Que faire ? | Rien ! | On attend.",
    "suspension points in a sentence": "Il hésite… puis part. | Il revient.",
    "number after a full stop": "Ils étaient dix. | 12 sont venus.",
    "decimals": "Le taux est de 3,5 % et le prix de 1.200 euros. | Il monte.",
    "quotation closed after its full stop": "« La grève dure. » | Il est parti.",
    "two clauses": "Le préfet a pris un arrêté mardi ; | le maire d'Autun ne décolère pas. | Il partira.",
    "a list": "Le jury réunit Paul Lenoir, éleveur ; Anne Petit, bouchère ; Luc Roy, vétérinaire.",
    "semicolon in a quotation": "Il a dit : « La route est coupée ce matin ; nous attendons les secours. »",
    "a short rest": "Il est venu hier soir ; seul.",
    "quotation within a sentence": "Il a dit « non » hier. | Elle a dit « oui ».",
    "full stop within a quotation that goes on": "«Nous partons. | Ils restent», a déclaré Mme Durand. | Elle sourit.",
    "quotation opens a sentence": "Il parle. | « Partons », dit-elle.",
    "dialogue with dashes": "Il parle. | – Partons. | – Oui.",
    "paragraphs": "Grève à Lyon\n\n| Les trains sont arrêtés\n| La grève dure",
    "kicker": "CONFLIT SOCIAL | Les trains sont arrêtés à Lyon",
    "an acronym is no kicker": "ONU Femmes publie un rapport. | Il est long.",
    "all capitals": "LES TRAINS SONT ARRÊTÉS",
    "a word in lower case goes on": "Il vient av. J.-C. et repart.",
}


def starts(nlp: Language, text: str) -> list[int]:
    found = opening(text)
    doc = parse(nlp, Document("d", "d.txt", found.headline, text, "fr", "", "", found.body, found.title_end))
    return [next((t.idx for t in s if not t.is_space), -1) for s in doc.sents]


@pytest.mark.parametrize("case", SENTENCES)
def test_sentences(nlp: Language, case: str) -> None:
    parts = [p if i == 0 else p[1:] if p.startswith(" ") else p for i, p in enumerate(SENTENCES[case].split("|"))]
    expected = [sum(map(len, parts[:i])) for i in range(len(parts))]
    assert starts(nlp, "".join(parts)) == expected


def test_a_dateline_is_in_no_sentence(nlp: Language) -> None:
    text = " date 2017-11 CONFLIT SOCIAL Les trains sont arrêtés\n\nLa grève dure."
    assert [text[s:][:5] for s in starts(nlp, text) if s >= 0] == ["CONFL", "Les t", "La gr"]


def test_text_without_punctuation_is_cut(nlp: Language) -> None:
    doc = parse(nlp, Document("d", "d.txt", "", "mot " * (2 * LONGEST + 10), "fr", "", ""))
    assert [len(s) for s in doc.sents] == [LONGEST, LONGEST, 10]


@given(
    st.lists(
        st.sampled_from(["Il part", "M", ".", " ", "«", "»", "\n", "…", "!", "ONU", "CONFLIT", "12", "–", "’", "a", "\u00a0"]),
        min_size=1,
        max_size=14,
    ).map("".join)
)
def test_sentences_cover_the_text(nlp: Language, text: str) -> None:
    component = nlp.get_pipe("kg_sentences")
    doc = component(nlp.make_doc(text))
    assert "".join(s.text_with_ws for s in doc.sents) == text
