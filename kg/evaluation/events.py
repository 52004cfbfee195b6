"""How well events are extracted, against articles annotated by hand (the format is described beside the files).

Ours and a gold event are *paired*, one to one, where a trigger of one overlaps a trigger of the other. A pair counts for `type_f1` where
the types are equal, for `event_f1` where moreover the same entities take part, and for `event_lenient_f1` where at least one does, or none
on both sides. Whoever has one of the roles agent, participant, addressee, patient and host takes part, in whichever of them. Our entity is
the gold's with which it shares most mentions; concepts and things without a name count nowhere, as the gold has none. For the same reason
our events without a named entity or a place are not counted as false. `alike_f1` takes a type and its superclass for equal, `family_f1` the
types of one family, `trigger_f1` all.

Place, date, status and source are then compared over the pairs of equal type. A place is right where the gold's is among ours; a date where
the EDTF is the same, or each day of the gold's is our day or one of our candidate days (`date_compatible`: where both may be one time), and
what only follows from the order of events is no date; the source is that of the claim at the gold's first trigger.
"""

from __future__ import annotations

import calendar
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language

from kg.errors import InputError
from kg.evaluation.coreference import read_corpus
from kg.evaluation.scores import WORST, Progress, Score, Spot, json_lines, likeness, overlap, score, share, shown, silent
from kg.evaluation.time import read_articles
from kg.extract.extract import extract
from kg.fuse import FusedEvent, fuse
from kg.fuse.graph import When
from kg.fuse.told import PARTIES
from kg.kb import KnowledgeBase
from kg.model import Claim, Document, Extraction, Quantity
from kg.rdf.confidence import rule_kind
from kg.rdf.edtf import edtf
from kg.rdf.ontology import Ontology
from kg.rdf.ontology import load as ontology
from kg.read.files import document

NEEDED = frozenset({"id", "title", "date", "entities", "events"})
DEVELOPMENT, HELD_OUT = "-a", "-b"  # endings of the names of a gold's parts
UNKNOWN = "unknown"  # a source that is said to exist but not named
NAMELESS = frozenset({"Concept", "Thing"})  # kinds of entities that the gold doesn't have
NUMBERS = ("deaths", "injured")
SET = "[]{}"  # brackets of one day of several and of all of several (EDTF)
SENTENCE_END = re.compile(r"(?<!\bM)(?<!\bMe)(?<!\bMme)[.!?…] |\n")
LEAST_ALIKE = 0.4  # share of characters (Jaccard) from which mentions can be one


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An event of the gold; entities by key, "" for no place, no date, and no source but the article."""

    type: str
    triggers: tuple[Spot, ...]
    roles: frozenset[tuple[str, str]]
    place: str
    date: str
    status: str
    source: str
    numbers: tuple[tuple[str, float], ...]

    @property
    def parties(self) -> frozenset[str]:
        return frozenset(entity for role, entity in self.roles if role in PARTIES)


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An annotated article; `mentions` are (offsets, entity), `names` the entities' names by key."""

    id: str
    document: Document
    mentions: tuple[tuple[Spot, str], ...]
    names: dict[str, str]
    events: tuple[GoldEvent, ...]


@dataclass(frozen=True, slots=True)
class OurEvent:
    """An event as the graph of its article alone has it; its entities bear the gold's keys where the gold has them."""

    type: str
    claims: tuple[Claim, ...]
    roles: frozenset[tuple[str, str]]
    places: frozenset[str]
    when: When
    status: str
    sources: tuple[str, ...]  # of each claim
    numbers: tuple[tuple[str, float], ...]
    telling: bool  # whether it has a named entity or a place

    @property
    def parties(self) -> frozenset[str]:
        return frozenset(entity for role, entity in self.roles if role in PARTIES)


@dataclass(frozen=True, slots=True)
class Pair:
    gold: GoldEvent
    ours: OurEvent


@dataclass(frozen=True, slots=True)
class Compared:
    """One article: what is paired, missed, and false."""

    article: GoldArticle
    pairs: tuple[Pair, ...]
    missed: tuple[GoldEvent, ...]
    false: tuple[OurEvent, ...]
    split: tuple[OurEvent, ...]  # those of the false whose words belong to a gold event that is paired with another of ours
    names: dict[str, str]


def evaluate(path: Path, nlp: Language, kb: KnowledgeBase, corpus: Path | None = None, progress: Progress = silent) -> dict[str, Any]:
    """Cases (gold events), the scores, the shares of right properties, scores by type and the errors.

    `path` is a file, or a folder of which the development halves are read; `corpus` holds the texts of articles that are annotated without
    theirs: a file of JSON lines, or a folder of TimeML files. Of a held-out half no errors are listed. Raises `InputError` where a file or
    text is missing or not what was annotated.
    """
    files = gold_files(path)
    texts = texts_of(corpus) if corpus else {}
    articles = [read_article(record, texts) for file in files for record in json_lines(file, NEEDED)]
    types = ontology()
    compared = [compare(article, extract(article.document, nlp, kb), types) for article in progress(articles)]
    pairs = [p for c in compared for p in c.pairs]
    report: dict[str, Any] = {"cases": sum(len(a.events) for a in articles), "articles": len(articles)}
    report |= {"found": len(pairs) + sum(len(c.false) for c in compared)}
    report |= scores(compared, types) | properties([p for p in pairs if p.gold.type == p.ours.type], types)
    report |= {"by_type": by_type(compared), "by_rule": by_rule(compared, types)}
    return report | {"errors": [] if any(f.stem.endswith(HELD_OUT) for f in files) else errors(compared)[:WORST]}


def texts_of(corpus: Path) -> dict[str, str]:
    """The texts of a corpus by the names of its articles. Raises `InputError` where it is none."""
    return {a.name: a.text for a in read_articles(corpus)} if corpus.is_dir() else {a.id: a.text for a in read_corpus(corpus)}


def gold_files(path: Path) -> list[Path]:
    """The file itself, or the development halves in a folder. Raises `InputError` where there is none."""
    files = sorted(path.glob(f"*{DEVELOPMENT}.jsonl")) if path.is_dir() else [path]
    if not files:
        raise InputError(f"Name a file of annotated articles: {path} holds no *{DEVELOPMENT}.jsonl.")
    return files


def read_article(record: dict[str, Any], texts: dict[str, str]) -> GoldArticle:
    """One line of a gold file. Raises `InputError` where its text is missing or another one, or the line breaks the format."""
    text = record.get("text") or texts.get(record.get("source", ""))
    if text is None:
        raise InputError(f"Name the file that holds '{record.get('source')}' with --corpus: '{record['id']}' has no text.")
    if "sha256" in record and hashlib.sha256(text.encode()).hexdigest() != record["sha256"]:
        raise InputError(f"Give the corpus that was annotated: its text of '{record['source']}' is another one.")
    try:
        mentions = tuple(((start, end), e["key"]) for e in record["entities"] for start, end in e["mentions"])
        names = {e["key"]: e["name"] for e in record["entities"]}
        events = tuple(gold_event(e) for e in record["events"])
    except (KeyError, TypeError, ValueError):
        raise InputError(f"Mend the annotations of '{record['id']}': an entity or event breaks the format.") from None
    read = document(record["id"], record["id"], text, record["title"], record["date"] or "", "fr")
    return GoldArticle(record["id"], read, mentions, names, events)


def gold_event(record: dict[str, Any]) -> GoldEvent:
    return GoldEvent(
        record["type"],
        tuple((start, end) for start, end in record.get("triggers") or [record["trigger"]]),
        frozenset((r["role"], r["entity"]) for r in record["roles"]),
        record["place"] or "",
        record["date"] or "",
        record["status"],
        record["source"] or "",
        tuple((name, float(record[name])) for name in NUMBERS if record.get(name) is not None),
    )


def compare(article: GoldArticle, extraction: Extraction, types: Ontology) -> Compared:
    """Our events of an article beside the gold's."""
    known = identities(article, extraction)
    ours = [our_event(e, extraction, known) for e in fuse([extraction]).events]
    candidates = [(Pair(g, o), i, j) for i, g in enumerate(article.events) for j, o in enumerate(ours) if common(g, o)]
    pairs: list[Pair] = []
    taken_gold, taken_ours = set[int](), set[int]()
    for pair, i, j in sorted(candidates, key=lambda c: (rank(c[0], types), c[1], c[2])):
        if i not in taken_gold and j not in taken_ours:
            pairs.append(pair)
            taken_gold.add(i)
            taken_ours.add(j)
    missed = tuple(g for i, g in enumerate(article.events) if i not in taken_gold)
    false = tuple(o for j, o in enumerate(ours) if j not in taken_ours and o.telling)
    split = tuple(o for o in false if any(common(p.gold, o) for p in pairs))
    return Compared(article, tuple(pairs), missed, false, split, {e.key: e.name for e in extraction.entities} | article.names)


def common(gold: GoldEvent, ours: OurEvent) -> int:
    """How many triggers of the gold's event are among ours."""
    return sum(any(overlap(t, c.trigger) for c in ours.claims) for t in gold.triggers)


def rank(pair: Pair, types: Ontology) -> tuple[bool, bool, bool, int, int]:
    """Sort key: the most alike first."""
    gold, ours = pair.gold, pair.ours
    shared = len(gold.parties & ours.parties)
    return (gold.type != ours.type, not is_alike(pair, types), gold.parties != ours.parties, -shared, -common(gold, ours))


def identities(article: GoldArticle, extraction: Extraction) -> dict[str, str]:
    """The gold's entity of each of ours: that with which it shares most of its mentions; phrases for several can't tell."""
    ours, gold = defaultdict[Spot, set[str]](set), defaultdict[Spot, set[str]](set)
    for mention in extraction.mentions:
        ours[mention.start, mention.end].update(mention.entities)
    for at, key in article.mentions:
        gold[at].add(key)
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for mine, theirs in aligned(list(ours), list(gold)):
        if len(ours[mine]) == len(gold[theirs]) == 1:
            votes[next(iter(ours[mine]))][next(iter(gold[theirs]))] += likeness(mine, theirs)
    return {entity: min(counted, key=lambda key: (-counted[key], key)) for entity, counted in votes.items()}


def aligned(ours: Sequence[Spot], gold: Sequence[Spot]) -> Iterable[tuple[Spot, Spot]]:
    """Pairs of spots that share most, one to one."""
    alike = [(likeness(a, b), a, b) for a in ours for b in gold if overlap(a, b)]
    left, right = set(ours), set(gold)
    for value, a, b in sorted(alike, key=lambda p: (-p[0], p[1], p[2])):
        if value >= LEAST_ALIKE and a in left and b in right:
            left.remove(a)
            right.remove(b)
            yield a, b


def our_event(event: FusedEvent, extraction: Extraction, known: dict[str, str]) -> OurEvent:
    """A fused event in the gold's terms."""
    kinds = {e.key: e.kind for e in extraction.entities}
    named = [(f.property, str(f.value)) for f in event.facts if f.kind == "entity" and kinds.get(str(f.value), "Thing") not in NAMELESS]
    claims = tuple(extraction.claims[s.ref[1] - 1] for s in event.claims)
    return OurEvent(
        event.type,
        claims,
        frozenset((role, known.get(key, key)) for role, key in named if role != "sem:hasPlace"),
        frozenset(known.get(key, key) for role, key in named if role == "sem:hasPlace"),
        event.when if event.when.day or any(c.times for c in claims) else When(),
        event.status,
        tuple(source(c, kinds, known) for c in claims),
        tuple(sorted({(f.property, f.value.value) for f in event.facts if f.property in NUMBERS and isinstance(f.value, Quantity)})),
        bool(named),
    )


def source(claim: Claim, kinds: dict[str, str], known: dict[str, str]) -> str:
    """Who is said to say it, in the gold's terms."""
    if not claim.source:
        return UNKNOWN if claim.reported_in is not None else ""
    return UNKNOWN if kinds.get(claim.source, "Thing") in NAMELESS else known.get(claim.source, claim.source)


def is_alike(pair: Pair, types: Ontology) -> bool:
    """Whether one type is the other or falls under it."""
    a, b = pair.gold.type, pair.ours.type
    return a == b or (b in types.parents and (types.is_a(a, b) or types.is_a(b, a)))


def is_strict(pair: Pair) -> bool:
    return pair.gold.type == pair.ours.type and pair.gold.parties == pair.ours.parties


def is_lenient(pair: Pair) -> bool:
    shared = bool(pair.gold.parties & pair.ours.parties) or not (pair.gold.parties or pair.ours.parties)
    return pair.gold.type == pair.ours.type and shared


def scores(compared: Sequence[Compared], types: Ontology) -> dict[str, float]:
    """Precision, recall and F1 of each way of counting a hit."""
    pairs = [p for c in compared for p in c.pairs]
    gold, found = len(pairs) + sum(len(c.missed) for c in compared), len(pairs) + sum(len(c.false) for c in compared)
    ways: dict[str, Callable[[Pair], bool]] = {
        "event": is_strict,
        "event_lenient": is_lenient,
        "type": lambda p: p.gold.type == p.ours.type,
        "alike": lambda p: is_alike(p, types),
        "family": lambda p: types.family(p.gold.type) == types.family(p.ours.type),
        "trigger": lambda p: True,
    }
    counted = {name: score(sum(map(hit, pairs)), gold, found) for name, hit in ways.items()}
    strict = counted["event"]
    report = {"precision": round(strict.precision, 4), "recall": round(strict.recall, 4)}
    for name, each in counted.items():
        report |= each.figures(name)
    return report


def by_type(compared: Sequence[Compared]) -> dict[str, dict[str, float]]:
    """Strict scores of each type, with how many the gold has and we find."""
    totals: dict[str, Score] = defaultdict(Score)
    for c in compared:
        for pair in c.pairs:
            totals[pair.gold.type] += Score(gold=1, recalled=is_strict(pair))
            totals[pair.ours.type] += Score(found=1, right=is_strict(pair))
        for missed in c.missed:
            totals[missed.type] += Score(gold=1)
        for false in c.false:
            totals[false.type] += Score(found=1)
    return {name: {"gold": int(t.gold), "found": int(t.found)} | t.figures() for name, t in sorted(totals.items())}


def by_rule(compared: Sequence[Compared], types: Ontology) -> dict[str, dict[str, int]]:
    """How many claims the rules of a kind give, verbs or nouns of one family of types, and how many are right: the gold has the event with
    the same type at these words, and with all parties that we give it."""
    found, right = Counter[str](), Counter[str]()
    for c in compared:
        golds = {id(p.ours): p.gold for p in c.pairs if p.gold.type == p.ours.type and p.ours.parties <= p.gold.parties}
        for ours in (*(p.ours for p in c.pairs), *c.false):
            gold = golds.get(id(ours))
            for claim in ours.claims:
                rule = f"{rule_kind(claim.rule)} {types.family(claim.type)}"
                found[rule] += 1
                right[rule] += gold is not None and any(overlap(t, claim.trigger) for t in gold.triggers)
    return {rule: {"found": n, "right": right[rule]} for rule, n in sorted(found.items())}


def properties(pairs: Sequence[Pair], types: Ontology) -> dict[str, Any]:
    """Over pairs of equal type: the share that is right, and precision and recall over those that have a value."""
    report: dict[str, Any] = {"compared": len(pairs)}
    given: dict[str, Callable[[Pair], tuple[bool, bool, bool]]] = {  # right, in the gold, in ours
        "place": lambda p: (same_place(p), bool(p.gold.place), bool(p.ours.places)),
        "date": lambda p: (same_date(p.gold.date, p.ours.when), bool(p.gold.date), bool(edtf(p.ours.when))),
        "source": lambda p: (p.gold.source == source_at(p), bool(p.gold.source), bool(source_at(p))),
        "numbers": lambda p: (p.gold.numbers == p.ours.numbers, bool(p.gold.numbers), bool(p.ours.numbers)),
    }
    for name, judge in given.items():
        judged = [judge(p) for p in pairs]
        report[name] = share(sum(right for right, _, _ in judged), len(judged))
        hits = sum(right and wanted and found for right, wanted, found in judged)
        total = score(hits, sum(wanted for _, wanted, _ in judged), sum(found for _, _, found in judged))
        report |= {f"{name}_precision": round(total.precision, 4), f"{name}_recall": round(total.recall, 4)}
    report["date_compatible"] = share(sum(may_be(p.gold.date, p.ours.when) for p in pairs), len(pairs))
    report["status"] = share(sum(p.gold.status == p.ours.status for p in pairs), len(pairs))
    report["statuses"] = dict(sorted(Counter(f"{p.gold.status} as {p.ours.status}" for p in pairs).items()))
    return report | roles(pairs, types)


def roles(pairs: Sequence[Pair], types: Ontology) -> dict[str, float]:
    """Who has which role; one that implies another gives both."""
    total = Score()
    for pair in pairs:
        gold, ours = implied(pair.gold.roles, types), implied(pair.ours.roles, types)
        total += score(len(gold & ours), len(gold), len(ours))
    return total.figures("roles")


def implied(roles: Iterable[tuple[str, str]], types: Ontology) -> set[tuple[str, str]]:
    return {(each, entity) for role, entity in roles if role in PARTIES for each in (role, *types.superproperties(role))}


def same_place(pair: Pair) -> bool:
    """Whether ours holds the gold's only place, or both have none."""
    return pair.gold.place in pair.ours.places or not (pair.gold.place or pair.ours.places)


def source_at(pair: Pair) -> str:
    """Our source at the first of the gold's triggers that we have."""
    at = next(i for t in pair.gold.triggers for i, c in enumerate(pair.ours.claims) if overlap(t, c.trigger))
    return pair.ours.sources[at]


def same_date(gold: str, ours: When) -> bool:
    """Whether both are the same, or ours are days and hold all of the gold's."""
    if gold == edtf(ours) or (gold and not ours.days and gold[0] not in SET and bounds(gold) == (ours.earliest, ours.latest)):
        return True
    days, wanted = set(ours.days or (ours.day,)), set(gold.strip(SET).split(","))
    return bool(gold) and wanted <= days


def may_be(gold: str, ours: When) -> bool:
    """Whether both are absent, or may be the same time."""
    if not (gold and edtf(ours)):
        return gold == edtf(ours)
    first, last = bounds(gold)
    return (not last or ours.earliest <= last) and (not ours.latest or first <= ours.latest)


def bounds(date: str) -> tuple[str, str]:
    """The first and last day of an EDTF date, set or interval; "" where it is open."""
    first, _, last = date.strip(SET).partition("/") if "/" in date else date.strip(SET).replace(",", "/").partition("/")
    last = (last or first).rsplit("/", 1)[-1]
    return edge(first, "01", "01"), edge(last, "12", "")


def edge(date: str, month: str, day: str) -> str:
    """A year, month or day as a day: its first, or with an empty `day` its last."""
    if date in ("", ".."):
        return ""
    year_month = date if len(date) >= 7 else f"{date}-{month}"
    last = calendar.monthrange(int(year_month[:4]), int(year_month[5:7]))[1]
    return date if len(date) == 10 else f"{year_month}-{day or last}"


def errors(compared: Sequence[Compared]) -> list[str]:
    """One line for each event that is missed or false, then for each difference in a pair: type, parties, the rest."""
    first = ("missed", "false", "split", "type", "parties")
    lines = [line for c in compared for line in (*alone(c), *mistaken(c))]
    return sorted(lines, key=lambda line: first.index(kind) if (kind := line.partition(" | ")[0]) in first else len(first))


def alone(c: Compared) -> list[str]:
    """What has no counterpart."""
    lines = [line(c, "missed", f"{e.type} {listed(c, e.parties)}", e.triggers[0]) for e in c.missed]
    for e in c.false:
        told = f"{e.type} {listed(c, e.parties)} by {e.claims[0].rule}"
        lines.append(line(c, "split" if e in c.split else "false", told, e.claims[0].trigger))
    return lines


def mistaken(c: Compared) -> list[str]:
    """What is wrong in the pairs."""
    return [line(c, kind, f"{wanted}, not {ours}", p.gold.triggers[0]) for p in c.pairs for kind, wanted, ours in differences(c, p)]


def differences(c: Compared, p: Pair) -> list[tuple[str, str, str]]:
    """What differs in a pair, with the gold's value and ours; the properties where the types are equal."""
    if p.gold.type != p.ours.type:
        return [("type", p.gold.type, p.ours.type)]
    ours = source_at(p)
    judged = (
        ("parties", is_strict(p), f"{p.gold.type} {listed(c, p.gold.parties)}", listed(c, p.ours.parties)),
        ("place", same_place(p), c.names.get(p.gold.place, "none"), listed(c, p.ours.places)),
        ("date", same_date(p.gold.date, p.ours.when), p.gold.date or "none", edtf(p.ours.when) or "none"),
        ("status", p.gold.status == p.ours.status, p.gold.status, p.ours.status),
        ("source", p.gold.source == ours, c.names.get(p.gold.source, p.gold.source or "none"), c.names.get(ours, ours or "none")),
        ("numbers", p.gold.numbers == p.ours.numbers, numbered(p.gold), numbered(p.ours)),
    )
    return [(kind, wanted, found) for kind, right, wanted, found in judged if not right]


def numbered(event: GoldEvent | OurEvent) -> str:
    return ", ".join(f"{name} {value:g}" for name, value in event.numbers) or "none"


def listed(c: Compared, keys: Iterable[str]) -> str:
    """Entities by name, in parentheses."""
    return f"({', '.join(sorted(c.names.get(key, key) for key in keys))})"


def line(c: Compared, kind: str, detail: str, at: Spot) -> str:
    """One error with the sentence around a trigger, as far as full stops and lines tell."""
    text = c.article.document.text
    ends = [0, *(m.end() for m in SENTENCE_END.finditer(text)), len(text)]
    start, end = max(e for e in ends if e <= at[0]), min(e for e in ends if e >= at[1])
    return f"{kind} | {c.article.id} | {detail} | {shown(text, (start, end), at)}"
