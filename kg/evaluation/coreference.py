"""How well mentions of one thing are chained, against articles with gold chains (DEMOCRAT: no singletons, no types).

*Pronouns*: of the gold's third-person pronouns whose chain holds a name or noun, the share for which the nearest name or noun before it
in our chain (behind it where none is before) is a mention of that gold chain. *Chains*: MUC (Vilain et al. 1995), B³ (Bagga & Baldwin
1998) and CEAF-e (Luo 2005) with their mean, over all chains; the figures `named_…` are over those that hold a name, on both sides.

*Typed* (`typed_…`, where a file of types is given): over chains of persons, organisations and places, on both sides. The gold's chains are
of the type that the file gives. A chain of ours counts where any of its mentions is one of a gold chain that counts; where all that the
gold knows of it is of other things it is left out; where the gold knows none of its mentions it counts by its own kind, which is its
entity's, or for what has no name the one that a noun of it says. So a tie between a person and a thing costs precision, and so does a chain
of people whom the gold mentions once.

A gold mention is a whole noun phrase and ours is often a part of it, so two are the same where ours holds a head of the gold's and the
gold's holds ours; "le maire, Jean Dupont" and "M. Dupont" have two heads. Our noun with the name beside it is one mention. The gold leaves
out what is mentioned once, and so do our chains here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx
from spacy.language import Language

from kg.errors import InputError
from kg.evaluation.scores import WORST, Progress, Score, Spot, json_lines, likeness, share, shown, silent, words
from kg.extract.extract import extract
from kg.kb import KnowledgeBase
from kg.kb.entry import PLACE_KINDS
from kg.lang import word_set
from kg.model import Mention
from kg.nlp import parse
from kg.nlp.doc import Doc, Span, Token
from kg.read.files import document

Chain = frozenset[int]  # numbers of mentions; a mention that both sides have bears one number
PERSONAL = frozenset({"il", "ils", "elle", "elles", "lui", "eux", "le", "la", "les", "l'", "leur"})
BESIDE = frozenset({"appos", "flat", "flat:name", "flat:foreign"})  # relations between two names of one thing
TYPES = frozenset({"person", "organisation", "place"})  # of the gold's chains that the typed figures count; the fourth type is "other"
KINDS = PLACE_KINDS | {"Person", "Organization"}  # and of our entities
NOUNS = ("human", "body", "place")  # the language's lists of nouns for them
BETWEEN = " ,(\u00a0"  # what may stand between a noun and the name beside it


@dataclass(frozen=True, slots=True)
class CorpusArticle:
    """One article of the corpus with the offsets of its chains' mentions, in the order of the text."""

    id: str
    text: str
    chains: tuple[tuple[Spot, ...], ...]
    types: tuple[str, ...] = ()  # of the chains, where they are known


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of either side: its offsets and those of its heads, the syntactic one first."""

    at: Spot
    heads: tuple[Spot, ...]
    kind: str  # "Name", "Nominal" or "Pronoun"
    chain: object  # the number of the gold's chain, or our entities


@dataclass(frozen=True, slots=True)
class Compared:
    """The mentions of one article and which of ours is which of the gold's, by index."""

    gold: tuple[Place, ...]
    ours: tuple[Place, ...]
    same: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether we take a gold pronoun for what it means."""

    right: bool
    named: bool  # whether the gold's chain holds a name
    line: str


def evaluate(path: Path, nlp: Language, kb: KnowledgeBase, progress: Progress = silent, types: Path | None = None) -> dict[str, Any]:
    """Cases (pronouns judged), pronoun accuracy and scores of chains, and the errors; `types` is the file of the chains' types.

    Raises `InputError` where `path` has no chains, or `types` not a type for each.
    """
    articles = read_corpus(path, types)
    prefixes = ("", "named_", "typed_") if types else ("", "named_")
    answers: list[Answer] = []
    totals: dict[str, Score] = defaultdict(Score)
    for article in progress(articles):
        text = document(article.id, article.id, article.text, "", "", nlp.lang or "fr")
        doc = parse(nlp, text)
        extraction = extract(text, nlp, kb)
        compared = compare(article, doc, extraction.mentions)
        answers += judge(article, doc, compared)
        own = own_kinds(doc, {e.key: e.kind for e in extraction.entities})
        sides = {"": chains(compared), "named_": chains(compared, named=True), "typed_": typed(compared, article.types, own)}
        for prefix in prefixes:
            for name, measure in (("muc", muc), ("b3", b3), ("ceafe", ceafe)):
                totals[prefix + name] += measure(*sides[prefix])
    report: dict[str, Any] = {"cases": len(answers), "articles": len(articles)}
    for prefix, asked in (("", answers), ("named_", [a for a in answers if a.named])):
        report |= {f"{prefix}pronouns": len(asked), f"{prefix}pronoun_accuracy": share(sum(a.right for a in asked), len(asked))}
    for prefix in prefixes:
        three = [totals[prefix + name] for name in ("muc", "b3", "ceafe")]
        report[f"{prefix}mean_f1"] = round(sum(each.f1 for each in three) / 3, 4)
    for name, total in totals.items():
        report |= total.figures(name)
    return report | {"errors": [a.line for a in answers if not a.right][:WORST]}


def read_corpus(path: Path, types: Path | None = None) -> list[CorpusArticle]:
    """The articles of a file of JSON lines with id, text and chains, with their chains' types from another with article and chains.

    Raises `InputError` where one is no such file, or a chain has no type.
    """
    records = json_lines(path, frozenset({"id", "text", "chains"}))
    known = {r["article"]: tuple(r["chains"]) for r in json_lines(types, frozenset({"article", "chains"}))} if types else {}
    for r in records if types else ():
        if len(known.get(r["id"], ())) != len(r["chains"]):
            raise InputError(f"Give {types} a type for each of the {len(r['chains'])} chains of {r['id']}, in their order.")
    return [
        CorpusArticle(r["id"], r["text"], tuple(tuple((s, e) for s, e in sorted(c)) for c in r["chains"]), known.get(r["id"], ()))
        for r in records
    ]


def compare(article: CorpusArticle, doc: Doc, mentions: Sequence[Mention]) -> Compared:
    """Both sides' mentions and which are the same, one to one, the most alike first."""
    gold = tuple(place(doc, at, "", n) for n, chain in enumerate(article.chains) for at in chain)
    ours = tuple(place(doc, at, kind, entities) for at, kind, entities in apposed(article.text, mentions))
    alike = [(likeness(g.at, o.at), i, j) for i, o in enumerate(ours) for j, g in enumerate(gold) if same(o, g)]
    pairs: dict[int, int] = {}
    for _, i, j in sorted(alike, key=lambda a: (-a[0], a[1], a[2])):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return Compared(gold, ours, pairs)


def place(doc: Doc, at: Spot, kind: str, chain: object) -> Place:
    """A mention with its head; a gold mention's kind is told by that: a pronoun, a capital inside a sentence, or else a noun."""
    span = words(doc, at)
    head = span.root
    if not kind:
        pronoun = head.pos_ == "PRON" or (len(span) == 1 and head.pos_ in ("DET", "ADP"))
        capital = head.text[:1].isupper() and not head.is_sent_start
        kind = "Pronoun" if pronoun else "Name" if capital else "Nominal"
    return Place(at, tuple((t.idx, t.idx + len(t)) for t in heads(span)), kind, chain)


def heads(span: Span) -> list[Token]:
    """The syntactic head of a mention, and what stands beside it for the same thing."""
    others = [t for t in span.root.children if span.start <= t.i < span.end and t.dep_ in BESIDE]
    last = next((i for i in range(span.end - 1, span.start, -1) if span.doc[i - 1].text == ","), None)
    if last and span.doc[last].text[:1].isupper() and not any(t.dep_ == "cc" for t in span.doc[last : span.end]):
        others.append(Span(span.doc, last, span.end).root)  # the parser often hangs a name after a comma elsewhere
    return [span.root, *others]


def apposed(text: str, mentions: Iterable[Mention]) -> list[tuple[Spot, str, tuple[str, ...]]]:
    """Our mentions, a noun and the name beside it as one; adjectives of countries are none in the corpus."""
    found: list[tuple[Spot, str, tuple[str, ...]]] = []
    for m in sorted((m for m in mentions if m.rule != "adjective"), key=lambda m: (m.start, -m.end)):
        n = next((n for n, each in enumerate(found) if beside(text, each, m)), None)
        if n is None:
            found.append(((m.start, m.end), m.kind, m.entities))
        else:
            found[n] = ((found[n][0][0], max(found[n][0][1], m.end)), "Name", m.entities)
    return found


def beside(text: str, left: tuple[Spot, str, tuple[str, ...]], right: Mention) -> bool:
    """Whether one is a noun and the other a name of the same, with nothing but a comma between."""
    (_, end), kind, entities = left
    return entities == right.entities and {kind, right.kind} == {"Name", "Nominal"} and not text[end : right.start].strip(BETWEEN)


def same(ours: Place, gold: Place) -> bool:
    """Whether our mention holds a head of the gold's, and that ours."""
    return any(within(head, ours.at) for head in gold.heads) and within(ours.heads[0], gold.at)


def within(inner: Spot, outer: Spot) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def judge(article: CorpusArticle, doc: Doc, compared: Compared) -> list[Answer]:
    """An answer for each personal pronoun of the third person whose chain holds a name or noun."""
    full = {g.chain for g in compared.gold if g.kind != "Pronoun"}
    return [answer(article, doc, compared, j) for j, g in enumerate(compared.gold) if g.chain in full and is_personal(doc, g.at)]


def is_personal(doc: Doc, at: Spot) -> bool:
    """Whether a mention is "il", "-t-elle", "lui" …; "leur" with a noun is a possessive."""
    span = words(doc, at)
    if len(span) > 1:
        return False
    word = span[0].text.casefold().lstrip("-").removeprefix("t-").replace("’", "'")
    return word in PERSONAL and not (word == "leur" and possessive(span))


def possessive(word: Span) -> bool:
    """Whether "leur" belongs to a noun: the pronoun stands before its verb or behind a hyphen."""
    after = word.doc[word.end] if word.end < len(word.doc) else None
    return not word.text.startswith("-") and after is not None and after.pos_ not in ("VERB", "AUX", "PRON", "PUNCT")


def answer(article: CorpusArticle, doc: Doc, compared: Compared, j: int) -> Answer:
    """What we take a gold pronoun for: the nearest name or noun of our chain before it, else behind it ("Lorsqu'il arrive, X …")."""
    gold, text = compared.gold[j], article.text
    sentence = words(doc, gold.at).sent
    where = shown(text, (sentence.start_char, sentence.end_char), gold.at)
    meant = next(text[slice(*g.at)] for g in compared.gold if g.chain == gold.chain and g.kind != "Pronoun")
    named = any(g.kind == "Name" for g in compared.gold if g.chain == gold.chain)
    chain = next((o.chain for o in compared.ours if o.kind == "Pronoun" and o.at[0] < gold.at[1] and gold.at[0] < o.at[1]), None)
    tied = [o for o in compared.ours if chain and o.kind != "Pronoun" and shares(o.chain, chain)]
    if not tied:
        return Answer(False, named, f"open | {article.id} | {meant} meant | {where}")
    nearest = min(tied, key=lambda o: (o.at[1] > gold.at[0], abs(o.at[0] - gold.at[0])))
    right = any(g.chain == gold.chain and (same(nearest, g) or joined(nearest, g, chain)) for g in compared.gold)
    return Answer(right, named, f"wrong | {article.id} | {meant} meant, {text[slice(*nearest.at)]} found | {where}")


def shares(one: object, other: object) -> bool:
    """Whether two of our chains, which are the keys of their entities, have an entity in common."""
    return isinstance(one, tuple) and isinstance(other, tuple) and bool(set(one) & set(other))


def joined(ours: Place, gold: Place, chain: object) -> bool:
    """Whether our mention is one of several that the gold's names together ("Marie et Paul")."""
    return isinstance(chain, tuple) and len(chain) > 1 and gold.kind != "Pronoun" and within(ours.at, gold.at)


def chains(compared: Compared, named: bool = False) -> tuple[list[Chain], list[Chain]]:
    """The gold's chains and ours of two mentions or more; with `named` only those that hold a name."""
    offset = len(compared.gold)
    gold = grouped(dict(enumerate(compared.gold)), named)
    ours = grouped({compared.same.get(i, offset + i): o for i, o in enumerate(compared.ours)}, named)
    return gold, ours


def grouped(places: Mapping[int, Place], named: bool) -> list[Chain]:
    found: dict[object, set[int]] = defaultdict(set)
    for number, each in places.items():
        found[each.chain].add(number)
    kept = [c for c in found.values() if len(c) > 1 and (not named or any(places[n].kind == "Name" for n in c))]
    return [frozenset(c) for c in kept]


def typed(compared: Compared, types: Sequence[str], own: Callable[[Place], bool]) -> tuple[list[Chain], list[Chain]]:
    """The gold's chains of persons, organisations and places, and ours that count against them; `own` tells of our mentions whether they
    are such by themselves."""
    offset = len(compared.gold)
    numbers = {number for number, of in enumerate(types) if of in TYPES}
    counted = {n for n, g in enumerate(compared.gold) if g.chain in numbers}

    def counts(chain: Chain) -> bool:
        known = {n for n in chain if n < offset}
        return bool(known & counted) if known else any(own(compared.ours[n - offset]) for n in chain)

    gold, ours = chains(compared)
    return [c for c in gold if c <= counted], [c for c in ours if counts(c)]


def own_kinds(doc: Doc, kinds: Mapping[str, str]) -> Callable[[Place], bool]:
    """Whether a mention of ours means persons, organisations or places by its entities' kinds, or without them by its noun."""
    nouns = frozenset[str]().union(*(word_set(doc.lang_, "nouns", name) for name in NOUNS))

    def own(place: Place) -> bool:
        known = {kinds[e] for e in place.chain if e in kinds}  # type: ignore[attr-defined]
        return known <= KINDS if known else words(doc, place.heads[0])[0].lemma_.casefold() in nouns

    return own


def muc(gold: Sequence[Chain], ours: Sequence[Chain]) -> Score:
    """Links: how many are left whole when each chain is cut by the other side's."""
    right, found = links(ours, gold)
    recalled, wanted = links(gold, ours)
    return Score(right, found, recalled, wanted)


def links(these: Sequence[Chain], those: Sequence[Chain]) -> tuple[int, int]:
    """The links of `these` that `those` have too, and all of them."""
    of = {number: n for n, chain in enumerate(those) for number in chain}
    pieces = [len({of.get(number, (number,)) for number in chain}) for chain in these]
    return sum(len(c) - p for c, p in zip(these, pieces, strict=True)), sum(len(c) - 1 for c in these)


def b3(gold: Sequence[Chain], ours: Sequence[Chain]) -> Score:
    """Mentions: how much of each one's chain is in its chain on the other side."""
    return Score(*by_mention(ours, gold), *by_mention(gold, ours))


def by_mention(these: Sequence[Chain], those: Sequence[Chain]) -> tuple[float, int]:
    shared = sum(len(a & b) ** 2 / len(a) for a in these for b in those)
    return shared, sum(map(len, these))


def ceafe(gold: Sequence[Chain], ours: Sequence[Chain]) -> Score:
    """Chains: the best one-to-one pairing of both sides' by how alike they are (φ4)."""
    graph = nx.Graph()
    for i, a in enumerate(gold):
        for j, b in enumerate(ours):
            if a & b:
                graph.add_edge(("gold", i), ("ours", j), weight=2 * len(a & b) / (len(a) + len(b)))
    best = sum(graph.edges[edge]["weight"] for edge in sorted(map(sorted, nx.max_weight_matching(graph))))
    return Score(best, len(ours), best, len(gold))
