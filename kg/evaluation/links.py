"""How many mentions get the entity that is meant, against hand-written sentences (names, and role nouns at a date).

A mention is *right* where ours that shares most of it means the gold's entity, *wrong* where it means another known one, *missed*
otherwise; a gold mention without a name must not get a known entity. In a file of names, whatever else we link is wrong too.
Precision is right / (right + wrong), recall right / mentions that have a name.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from spacy.language import Language

from kg.errors import InputError
from kg.evaluation.entities import read_article
from kg.extract.article import Article, Span
from kg.kb import Entry, KnowledgeBase
from kg.kb.entry import PLACE_KINDS, name_key

WORST = 200  # errors listed
Outcome = Literal["right", "wrong", "missed", "unlinked"]


@dataclass(frozen=True, slots=True)
class GoldLink:
    """A mention of the gold: the entities that it means, by French name and where certain by Wikidata id; no name where the base must know none."""

    start: int
    end: int
    names: tuple[str, ...]
    ids: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A mention with its outcome; `detail` says what was meant and what we found by which rule."""

    outcome: Outcome
    detail: str


def evaluate(path: Path, nlp: Language, kb: KnowledgeBase) -> dict[str, Any]:
    """Cases, outcomes, precision and recall, and the errors, wrong ones first. Raises `InputError` where `path` has no such lines."""
    cases = read_cases(path)
    roles = not any("ambiguous" in m for case in cases for m in case["mentions"])
    judged: list[Judged] = []
    for case in cases:
        article = read_article(case["id"], case["text"], nlp, kb, case.get("date", ""))
        gold = [gold_link(m) for m in case["mentions"]]
        ours = [s for s in article.spans if s.kind == ("Nominal" if roles else "Name") and s.rule != "adjective"]
        judged += [judge(article, g, ours) for g in gold]
        judged += [] if roles else extras(article, gold, ours)
    counts = Counter(j.outcome for j in judged)
    right, wrong, named = counts["right"], counts["wrong"], counts["right"] + counts["missed"] + sum(j.outcome == "wrong" and "meant" in j.detail for j in judged)
    report = {"cases": len(cases), "mentions": named, "right": right, "wrong": wrong, "missed": counts["missed"]}
    report |= {"precision": round(right / (right + wrong), 4) if right + wrong else 1.0, "recall": round(right / named, 4) if named else 1.0}
    return report | {"errors": [f"{o} | {j.detail}" for o in ("wrong", "missed") for j in judged if j.outcome == o][:WORST]}


def read_cases(path: Path) -> list[dict[str, Any]]:
    """The lines of a file, each with id, text and mentions; raises `InputError` where one lacks them or there is none."""
    try:
        cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError):
        raise InputError(f"Give a file of JSON lines: {path} cannot be read as one.") from None
    if not cases or any(not {"id", "text", "mentions"} <= set(case) for case in cases):
        raise InputError(f"Give JSON lines with id, text and mentions: {path} has others or none.")
    return cases


def gold_link(mention: dict[str, Any]) -> GoldLink:
    """A mention of the file; a list of holders has `names` and `wikidatas` in place of `name` and `wikidata`."""
    names = mention.get("names") or [mention.get("name")]
    ids = mention.get("wikidatas") or [mention.get("wikidata")]
    ids += [None] * (len(names) - len(ids))
    return GoldLink(mention["start"], mention["end"], tuple(n for n in names if n), tuple(i or "" for i in ids), mention["kind"])


def judge(article: Article, gold: GoldLink, ours: Sequence[Span]) -> Judged:
    """The outcome of one gold mention, by our mention that shares most of its words."""
    span = max(ours, key=lambda s: (shared(article, s, gold), s.end - s.start), default=None)
    found = [e for key in span.entities if (e := article.entry(key))] if span and shared(article, span, gold) > 0 else []
    text = article.document.text
    what = f"{article.document.id} | {text[gold.start : gold.end]} | {' and '.join(gold.names) or 'nobody known'} meant"
    what += f", {' and '.join(e.id for e in found) or 'nothing'} found ({span.rule if span and found else '-'}) | {text}"
    if not gold.names:
        return Judged("wrong" if found else "unlinked", what.replace("nobody known meant", "nobody known"))
    if len(found) == len(gold.names) and same(article.kb, gold, found):
        return Judged("right", what)
    return Judged("wrong" if found else "missed", what)


def shared(article: Article, span: Span, gold: GoldLink) -> int:
    """How many characters of a gold mention ours shares."""
    first, last = article.doc[span.start], article.doc[span.end - 1]
    return max(0, min(last.idx + len(last), gold.end) - max(first.idx, gold.start))


def extras(article: Article, gold: Sequence[GoldLink], ours: Sequence[Span]) -> list[Judged]:
    """Links to known entities where the gold has no mention."""
    odd = [s for s in ours if any(article.entry(e) for e in s.entities) and not any(shared(article, s, g) for g in gold)]
    return [Judged("wrong", f"{article.document.id} | {article.text(s.start, s.end)} | nothing there, {s.entities[0]} found ({s.rule}) | {article.document.text}") for s in odd]


def same(kb: KnowledgeBase, gold: GoldLink, found: Sequence[Entry]) -> bool:
    """Whether the entries are those of the gold, in any order."""
    wanted = list(zip(gold.names, gold.ids, strict=True))
    for entry in found:
        fitting = next((w for w in wanted if means(kb, entry, *w, gold.kind)), None)
        if fitting is None:
            return False
        wanted.remove(fitting)
    return not wanted


def means(kb: KnowledgeBase, entry: Entry, name: str, wikidata: str, kind: str) -> bool:
    """Whether an entry is the gold's: by Wikidata id where both have one, else by name and kind, among homonyms the one that is meant."""
    if wikidata and entry.wikidata:
        return entry.wikidata == wikidata
    if not compatible(entry.kind, kind):
        return False
    bare, _, where = (part.strip(" )") for part in name.partition("("))
    bearers = [e for n in kb.names(name_key(bare)) if n.sort in ("name", "acronym") and (e := kb.entry(n.id)) and compatible(e.kind, kind)]
    if entry.id not in {e.id for e in bearers} or (wikidata and any(e.wikidata == wikidata for e in bearers)):
        return False
    if where:
        return name_key(where) in {name_key(n) for place in around(kb, entry) for n in (place.fr, *place.aliases)}
    # a bare name means its best-known bearer
    return entry.population == max(e.population for e in bearers)


def compatible(ours: str, gold: str) -> bool:
    """Whether two kinds may be the same thing's: places differ in how finely they are told apart."""
    return ours == gold or (ours in PLACE_KINDS and gold in PLACE_KINDS and "Country" not in (ours, gold))


def around(kb: KnowledgeBase, entry: Entry) -> list[Entry]:
    """The places that contain an entry, nearest first."""
    found: list[Entry] = []
    while (entry.inside and (above := kb.entry(entry.inside)) and above not in found) or (not entry.inside and entry.of and (above := kb.entry(entry.of)) and above not in found):
        found.append(above)
        entry = above
    return found
