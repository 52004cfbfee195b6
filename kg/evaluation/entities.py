"""How well names are found and typed (people, places, organisations): ours beside spaCy alone, on the same sentences.

A name is right *by type* where offsets and type are the gold's, right *by span* where the offsets are. Names of other types
(the gold's MISC) count on neither side.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import InputError
from kg.extract.article import Article
from kg.kb import KnowledgeBase
from kg.kb.entry import PLACE_KINDS
from kg.link import link
from kg.model import Document
from kg.nlp import parse

TYPES = ("PER", "LOC", "ORG")
TYPE_OF_KIND = {"Person": "PER", "Organization": "ORG", **dict.fromkeys(PLACE_KINDS, "LOC")}
WORST = 200  # errors listed

Named = tuple[int, int, str]  # start, end (characters), type


def evaluate(path: Path, nlp: Language, kb: KnowledgeBase) -> dict[str, Any]:
    """Cases, precision, recall and F1 of both, over all and by type, and our errors. Raises `InputError` where `path` has no such lines."""
    cases = read_cases(path)
    gold = [named(case) for case in cases]
    ours = [by_us(read_article(case["id"], case["text"], nlp, kb)) for case in cases]
    alone = [by_model(doc) for doc in untouched(nlp).pipe(case["text"] for case in cases)]
    report: dict[str, Any] = {"cases": len(cases), "names": sum(map(len, gold))}
    for prefix, found in (("", ours), ("baseline_", alone)):
        report |= scores(f"{prefix}typed", gold, found) | scores(f"{prefix}span", spans(gold), spans(found))
        report[f"{prefix}by_type"] = {kind: scores("typed", only(kind, gold), only(kind, found)) for kind in TYPES}
    lines = [line for case, right, found in zip(cases, gold, ours, strict=True) for line in errors(case, right, found)]
    return report | {"errors": lines[:WORST]}


def read_cases(path: Path) -> list[dict[str, Any]]:
    """The lines of a file, each with id, text and entities; raises `InputError` where one lacks them or there is none."""
    try:
        cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError):
        raise InputError(f"Give a file of JSON lines: {path} cannot be read as one.") from None
    if not cases or any(not {"id", "text", "entities"} <= set(case) for case in cases):
        raise InputError(f"Give JSON lines with id, text and entities: {path} has others or none.")
    return cases


def read_article(id: str, text: str, nlp: Language, kb: KnowledgeBase, date: str = "") -> Article:
    """A text with its links."""
    document = Document(id, id, "", text, str(nlp.lang), date, "")
    article = Article(document, parse(nlp, document), kb)
    link(article)
    return article


def named(case: dict[str, Any]) -> set[Named]:
    """The gold's people, places and organisations."""
    return {(e["start"], e["end"], e["type"]) for e in case["entities"] if e["type"] in TYPES}


def untouched(nlp: Language) -> Language:
    """The pipeline's model as spaCy loads it, without our tokens and sentences."""
    return spacy.load(f"{nlp.meta['lang']}_{nlp.meta['name']}", exclude=["parser", "lemmatizer", "attribute_ruler"])


def by_model(doc: Doc) -> set[Named]:
    """What spaCy tags."""
    return {(e.start_char, e.end_char, e.label_) for e in doc.ents if e.label_ in TYPES}


def by_us(article: Article) -> set[Named]:
    """Our names: an entity's kind gives its type; adjectives of countries are none."""
    found = set()
    for span in article.spans:
        if span.kind == "Name" and span.rule != "adjective":
            first, last = article.doc[span.start], article.doc[span.end - 1]
            found |= {(first.idx, last.idx + len(last), kind) for e in span.entities[:1] if (kind := TYPE_OF_KIND.get(article.kind_of(e)))}
    return found


def spans(found: Iterable[set[Named]]) -> list[set[Named]]:
    """The same names without types."""
    return [{(start, end, "") for start, end, _ in names} for names in found]


def only(kind: str, found: Iterable[set[Named]]) -> list[set[Named]]:
    return [{n for n in names if n[2] == kind} for names in found]


def scores(name: str, gold: Sequence[set[Named]], found: Sequence[set[Named]]) -> dict[str, float]:
    """Precision, recall and F1 over all sentences; 1.0 for nothing found where nothing is."""
    counts = Counter(hits=sum(len(g & f) for g, f in zip(gold, found, strict=True)), gold=sum(map(len, gold)), found=sum(map(len, found)))
    precision = counts["hits"] / counts["found"] if counts["found"] else float(not counts["gold"])
    recall = counts["hits"] / counts["gold"] if counts["gold"] else float(not counts["found"])
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {f"{name}_f1": round(f1, 4), f"{name}_precision": round(precision, 4), f"{name}_recall": round(recall, 4)}


def errors(case: dict[str, Any], gold: set[Named], found: set[Named]) -> list[str]:
    """One line for a sentence that isn't all right: what is missed and what is found instead."""
    if gold == found:
        return []
    missed, extra = (spelt(case["text"], names) for names in (gold - found, found - gold))
    return [f"{case['id']} | missed: {missed} | extra: {extra} | {case['text']}"]


def spelt(text: str, names: set[Named]) -> str:
    """Names with their types, in the order of the text."""
    return ", ".join(f"{text[start:end]} ({kind})" for start, end, kind in sorted(names)) or "–"
