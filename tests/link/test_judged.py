"""Judgements: words that a person has judged mean what he said, in every article or in one."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from kg.build import build
from kg.errors import InputError
from kg.extract.extract import extract
from kg.judgements import Judgement, Judgements, append
from kg.kb import KnowledgeBase
from kg.model import Document
from kg.rdf.store import open_store
from kg.rdf.terms import PREFIXES
from kg.settings import Settings

TEXT = "Angela Merkel a reçu lundi à Berlin le ministre. Merkel a salué l'accord de Berlin. La Chancelière s'est tue."


def meant(nlp: Language, kb: KnowledgeBase, *judged: tuple[str, str, str]) -> dict[str, tuple[str, ...]]:
    """The entities of each mention that a judgement decided, by its words."""
    judgements = Judgements([Judgement("link", document, words, entity) for document, words, entity in judged])
    document = Document("a-1", "a.txt", "", TEXT, "fr", "2015-03", "0" * 64)
    found = extract(document, nlp, kb, judgements)
    return {TEXT[m.start : m.end]: m.entities for m in found.mentions if m.rule == "judgement"}


def test_a_judgement_goes_before_every_rule(nlp: Language, kb: KnowledgeBase) -> None:
    assert meant(nlp, kb, ("*", "Merkel", "gerhard-schroder")) == {"Merkel": ("gerhard-schroder",)}


def test_the_longest_judged_words_count(nlp: Language, kb: KnowledgeBase) -> None:
    both = meant(nlp, kb, ("*", "Merkel", "gerhard-schroder"), ("*", "Angela Merkel", "joschka-fischer"))
    assert both == {"Angela Merkel": ("joschka-fischer",), "Merkel": ("gerhard-schroder",)}


def test_one_article_goes_before_all_and_another_does_not_count(nlp: Language, kb: KnowledgeBase) -> None:
    assert meant(nlp, kb, ("*", "Berlin", "bonn"), ("a-1", "Berlin", "hambourg")) == {"Berlin": ("hambourg",)}
    assert meant(nlp, kb, ("b-2", "Berlin", "bonn")) == {}


def test_words_that_mean_no_entry_are_a_newcomer_or_nobody(nlp: Language, kb: KnowledgeBase) -> None:
    (merkel,) = meant(nlp, kb, ("*", "Angela Merkel", "-"))["Angela Merkel"]
    assert kb.entry(merkel) is None
    assert meant(nlp, kb, ("*", "le ministre", "-")).get("le ministre", ()) == ()


def test_parts_of_words_are_not_judged(nlp: Language, kb: KnowledgeBase) -> None:
    assert meant(nlp, kb, ("*", "Berl", "bonn"), ("*", "Angela Merk", "bonn")) == {}


def test_a_build_obeys_the_file_beside_the_store(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    append(tmp_path / "out" / "judgements.tsv", Judgement("link", "*", "Angela Merkel", "gerhard-schroder", "Ana", "2025-01-01"))
    append(tmp_path / "out" / "judgements.tsv", Judgement("link", "*", "Merkel", "gerhard-schroder", "Ana", "2025-01-01"))
    build([tmp_path / "a.txt"], tmp_path / "out", Settings(date="2015-03"))
    store = open_store(tmp_path / "out")
    assert store.query("ASK { ?e kg:agent ent:gerhard-schroder }", prefixes=PREFIXES)
    assert not store.query("ASK { ?s ?p ent:angela-merkel }", prefixes=PREFIXES)
    assert (tmp_path / "out" / "judgements.tsv").exists()


def test_an_entity_that_the_base_lacks_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    append(tmp_path / "mine.tsv", Judgement("link", "*", "Merkel", "no-such-entry"))
    with pytest.raises(InputError, match=r"mine\.tsv says that 'Merkel' means 'no-such-entry', which the knowledge base hasn't: "):
        build([tmp_path / "a.txt"], tmp_path / "out", Settings(judgements=tmp_path / "mine.tsv"))
    assert not (tmp_path / "out").exists()
