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
from kg.kb.entry import name_key

HOME_FACTOR = 10  # a French reference work names French towns without their country
WORST = 300  # errors listed
ALIKE = ({"Place", "Organization"}, {"Place", "AdministrativeArea"}, {"Place", "BodyOfWater"}, {"Legislation", "Event"})
Outcome = Literal["right", "wrong", "missed", "unlinked"]


@dataclass(frozen=True, slots=True)
class GoldLink:
    """A mention of the gold: what it means, by French name and where certain by Wikidata id; no name where the base must know none."""

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
    named: bool = False  # whether the gold has an entity
    in_base: bool = False  # whether the base has it


def evaluate(path: Path, nlp: Language, kb: KnowledgeBase) -> dict[str, Any]:
    """Cases, outcomes, precision and recall, and the errors, wrong ones first. Raises `InputError` where `path` has no such lines.

    `in_base` counts the mentions whose entity the base holds, `recall_in_base` is the recall over them: what linking alone can reach."""
    cases = read_cases(path)
    roles = not any("ambiguous" in m for case in cases for m in case["mentions"])
    judged: list[Judged] = []
    for case in cases:
        article = read_article(case["id"], case["text"], nlp, kb, case.get("date", ""))
        gold = [gold_link(m) for m in case["mentions"]]
        ours = [s for s in article.spans if s.kind == ("Nominal" if roles else "Name") and s.rule != "adjective"]
        judged += [judge(article, g, ours) for g in gold]
        judged += [] if roles else extras(article, gold, ours)
    worst = [f"{outcome} | {j.detail}" for outcome in ("wrong", "missed") for j in judged if j.outcome == outcome]
    return figures(judged) | {"cases": len(cases), "errors": worst[:WORST]}


def figures(judged: Sequence[Judged]) -> dict[str, Any]:
    """Counts and shares of the outcomes."""
    counts = Counter(j.outcome for j in judged)
    right, wrong, named, held = counts["right"], counts["wrong"], sum(j.named for j in judged), sum(j.in_base for j in judged)
    return {
        "mentions": named,
        "in_base": held,
        "right": right,
        "wrong": wrong,
        "missed": counts["missed"],
        "precision": round(right / (right + wrong), 4) if right + wrong else 1.0,
        "recall": round(right / named, 4) if named else 1.0,
        "recall_in_base": round(right / held, 4) if held else 1.0,
    }


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
    """The outcome of one gold mention, by our mention that shares most of its words; one of another head isn't the same mention."""
    span = max(ours, key=lambda s: (shared(article, s, gold), s.start - s.end), default=None)
    found = entries(article, span) if span and same_mention(article, span, gold) else []
    what = describe(article, gold, span, found)
    held = all(is_held(article.kb, name, id, gold.kind) for name, id in zip(gold.names, gold.ids, strict=False))
    if not gold.names:
        return Judged("wrong" if found else "unlinked", what)
    if len(found) == len(gold.names) and same(article.kb, gold, found):
        return Judged("right", what, True, True)
    return Judged("wrong" if found else "missed", what + ("" if held else " | not in the base"), True, held)


def is_held(kb: KnowledgeBase, name: str, wikidata: str, kind: str) -> bool:
    """Whether the base has the gold's entity."""
    return any(means(kb, entry, name, wikidata, kind) for entry in bearers(kb, name, kind))


def entries(article: Article, span: Span) -> list[Entry]:
    """The known entities of a mention."""
    return [e for key in span.entities if (e := article.entry(key))]


def describe(article: Article, gold: GoldLink, span: Span | None, found: Sequence[Entry]) -> str:
    """One line: the mention, what it means, what we found by which rule, and the sentence."""
    text = article.document.text
    meant = " and ".join(gold.names) or "nobody known"
    got = f"{' and '.join(e.id for e in found)} ({span.rule})" if span and found else "nothing"
    return f"{article.document.id} | {text[gold.start : gold.end]} | {meant} meant, {got} found | {text}"


def same_mention(article: Article, span: Span, gold: GoldLink) -> bool:
    """Whether ours is the gold's mention: inside it, or around it with its head in it ("chute du mur" is not "mur")."""
    first, last, head = article.doc[span.start], article.doc[span.end - 1], article.doc[span.head]
    inside = gold.start <= first.idx and last.idx + len(last) <= gold.end
    return shared(article, span, gold) > 0 and (inside or gold.start <= head.idx < gold.end)


def shared(article: Article, span: Span, gold: GoldLink) -> int:
    """How many characters of a gold mention ours shares."""
    first, last = article.doc[span.start], article.doc[span.end - 1]
    return max(0, min(last.idx + len(last), gold.end) - max(first.idx, gold.start))


def extras(article: Article, gold: Sequence[GoldLink], ours: Sequence[Span]) -> list[Judged]:
    """Links to known entities where the gold has no mention."""
    odd = [s for s in ours if any(article.entry(e) for e in s.entities) and not any(shared(article, s, g) for g in gold)]
    id, text = article.document.id, article.document.text
    return [
        Judged("wrong", f"{id} | {article.text(s.start, s.end)} | nothing there, {s.entities[0]} found ({s.rule}) | {text}") for s in odd
    ]


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
    bare, where = parts(name)
    alike = bearers(kb, name, kind)
    if wikidata and any(e.wikidata == wikidata for e in alike):
        return False
    if name_key(entry.fr) == name_key(bare) and not alike:
        return True  # a resolution, which the base makes by rule
    if entry.id not in {e.id for e in alike}:
        return not alike and is_variant(entry, bare) and is_of(kb, entry, where)
    if entry.kind == "Person":
        return is_of(kb, entry, where)
    if where and any(n.sort == "name" and (e := kb.entry(n.id)) and e.is_place for n in kb.names(name_key(where))):
        return lies_in(kb, entry, where)
    return fame(kb, entry) == max(fame(kb, e) for e in alike)  # a bare name means the bearer best known to a French reader


def parts(name: str) -> tuple[str, str]:
    """A gold name and the name that tells it from homonyms: "Vienne (Isère)"; a common noun repeats the kind ("Manche (mer)")."""
    bare, _, where = (part.strip(" )") for part in name.partition("("))
    return bare, "" if where.islower() else where


def bearers(kb: KnowledgeBase, name: str, kind: str) -> list[Entry]:
    """The entries of a kind that bear a gold name."""
    ids = dict.fromkeys(n.id for n in kb.names(name_key(parts(name)[0])) if n.sort in ("name", "acronym"))
    return [e for id in ids if (e := kb.entry(id)) and compatible(e.kind, kind)]


def compatible(ours: str, gold: str) -> bool:
    """Whether two kinds may be the same thing's: a museum is a place and a body, a region may be no administrative one."""
    return ours == gold or {ours, gold} in ALIKE


def is_variant(entry: Entry, name: str) -> bool:
    """Whether the base only says more or less of the same name: a person's title ("pape François"), a monarch's or a body's country."""
    ours, theirs = name_key(entry.fr).split(), name_key(name).split()
    if entry.kind == "Person":
        return ours[1:] == theirs or (ours[: len(theirs)] == theirs and ours[len(theirs)] in ("de", "d"))
    shorter, longer = sorted((ours, theirs), key=len)
    return entry.kind in ("Organization", "Place") and len(shorter) > 2 and longer[: len(shorter)] == shorter


def lies_in(kb: KnowledgeBase, entry: Entry, where: str) -> bool:
    """Whether an entry lies in the place that a gold name adds; a department may be no container in the base, then its region is."""
    above = around(kb, entry)
    named = [e for n in kb.names(name_key(where)) if n.sort == "name" and (e := kb.entry(n.id)) and e.is_place]
    return any(e in above for e in named) or any(p in above for e in named if e.kind == "AdministrativeArea" for p in around(kb, e)[:1])


def is_of(kb: KnowledgeBase, entry: Entry, where: str) -> bool:
    """Whether a person is of the country that a gold name adds ("Albert II (roi des Belges)"), if it adds one."""
    countries = {n.id for word in name_key(where).split() for n in kb.names(word) if (e := kb.entry(n.id)) and e.kind == "Country"}
    return not countries or entry.of in countries


def fame(kb: KnowledgeBase, entry: Entry) -> int:
    """Inhabitants, French ones counted tenfold."""
    return entry.population * (HOME_FACTOR if any(p.id == "france" for p in around(kb, entry)) else 1)


def around(kb: KnowledgeBase, entry: Entry) -> list[Entry]:
    """The places that contain an entry, nearest first, or whose it is."""
    found: list[Entry] = []
    above = kb.entry(entry.inside or entry.of)
    while above and above not in found:
        found.append(above)
        above = kb.entry(above.inside or above.of)
    return found
