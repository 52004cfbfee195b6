"""Fusion on one page: articles' events brought together, dated together, and compared with each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.fuse import network
from kg.fuse.background import Background
from kg.fuse.cluster import cluster
from kg.fuse.copies import copies, independent
from kg.fuse.decide import SPOKEN, Judge
from kg.fuse.disagree import disagreements
from kg.fuse.graph import Decision, FusedEvent, Graph, Member, Said
from kg.fuse.names import Form, forms, united
from kg.fuse.newcomers import FullyNamed, links, variants
from kg.fuse.told import Article, Told, forget, status_of, tell
from kg.ids import event_id
from kg.judgements import Judgements
from kg.kb import KnowledgeBase
from kg.model import Extraction, Fact, Status
from kg.rdf.ontology import Ontology, load

NO_JUDGEMENTS = Judgements()
Clusters = list[tuple[Told, ...]]
Groups = Mapping[str, tuple[Told, ...]]  # of articles' events by the key of the fused event


class Standing(NamedTuple):
    """Of a fused event: its status, and whether it is only words."""

    status: Status
    spoken: bool


class Gathered:
    """What fusion holds of articles: what decides, and not the extractions themselves."""

    def __init__(self, extractions: Iterable[Extraction] = ()) -> None:
        self.told: dict[str, list[Told]] = {}  # by the ids of the documents
        self.counts: Counter[Form] = Counter()
        for extraction in extractions:
            self.take(extraction)

    def take(self, extraction: Extraction) -> None:
        """One more article, after which its extraction may go."""
        self.told[extraction.document.id] = list(tell(extraction))
        self.counts.update(forms(extraction))


def fuse(
    extractions: Iterable[Extraction] | Mapping[str, Extraction],
    kb: KnowledgeBase | None = None,
    judgements: Judgements = NO_JUDGEMENTS,
    gathered: Gathered | None = None,
) -> Graph:
    """The graph of a set of extractions; `kb` tells where places lie and for whom somebody acts, `judgements` what people decided.

    A mapping by the documents' ids may take them from elsewhere: what decides is held of each, and not the extraction itself. Where that
    has been `gathered` of all of them already, it is taken from there, of which nothing is left then.
    """
    records = extractions if isinstance(extractions, Mapping) else {x.document.id: x for x in extractions}
    gathered = gathered or Gathered(records.values())
    types, background = load(), Background(kb)
    told = [one for document in records for one in gathered.told.pop(document)]
    counts = gathered.counts
    clusters, decisions = cluster(told, Judge(types, background), judgements)
    renamed = variants(link for group in clusters for link in links(group))
    full = FullyNamed(records, renamed)
    for document in renamed:
        counts.subtract(forms(records[document]))
        counts.update(forms(full[document]))
    clusters = named_fully(clusters, full)
    forget()
    groups = dict(sorted((key_of(c, types), c) for c in clusters))
    event_of = {t.member: key for key, group in groups.items() for t in group}
    solved = network.solve({key: [s for t in group for s in t.claims] for key, group in groups.items()}, orders(groups, event_of, types))
    copied = copies(Prose(articles_of_shared(groups.values())))
    merges = merged(decisions, event_of)
    events = tuple(fused(key, group, event_of, solved.times[key], copied, tuple(merges[key]), types) for key, group in groups.items())
    return Graph(
        full,
        {},
        united(counts),
        counts,
        events,
        event_of,
        tuple(decisions),
        disagreements({e.key: e for e in events}, events, decisions, event_of, solved.broken, solved.published, background),
        renamed,
        solved.published,
    )


def named_fully(clusters: Clusters, full: FullyNamed) -> Clusters:
    """The articles' events with each newcomer under the fullest name that an article which tells of the same event has."""
    again = {t.member: t for document in full.names for t in tell(full[document])}
    return [tuple(again.get(t.member, t) for t in group) for group in clusters]


def key_of(group: Sequence[Told], types: Ontology) -> str:
    """The key of the event that a group is."""
    return event_id(best_type(group, types), *group[0].member)


def best_type(group: Sequence[Told], types: Ontology) -> str:
    """The most special type in a group."""
    best = group[0].event.type
    for one in group[1:]:
        if types.is_a(one.event.type, best) or best == "Conversation":
            best = one.event.type
    return best


def articles_of_shared(groups: Iterable[Sequence[Told]]) -> dict[str, Article]:
    """The articles that tell of an event which another one tells too, by their ids."""
    return {t.document: t.article for group in groups if len(group) > 1 for t in group}


class Prose(Mapping[str, str]):
    """The texts of articles by their ids, without what stands before them; made when they are asked for."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        self.articles = articles

    def __getitem__(self, document: str) -> str:
        return self.articles[document].text[self.articles[document].body :]

    def __iter__(self) -> Iterator[str]:
        return iter(self.articles)

    def __len__(self) -> int:
        return len(self.articles)


def merged(decisions: Iterable[Decision], event_of: Mapping[Member, str]) -> Mapping[str, list[Decision]]:
    """The decisions "same" within each fused event."""
    found: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        if decision.verdict == "same" and (key := event_of[decision.one]) == event_of[decision.other]:
            found[key].append(decision)
    return found


def fused(
    key: str,
    group: Sequence[Told],
    event_of: Mapping[Member, str],
    dated: network.Dated,
    copied: Mapping[str, frozenset[str]],
    merges: tuple[Decision, ...],
    types: Ontology,
) -> FusedEvent:
    """One event from the articles that tell of it."""
    claims = tuple(s for t in group for s in t.claims)
    facts = {translated(f, s.document, event_of) for s in claims for f in s.facts}
    documents = {t.document for t in group}
    return FusedEvent(
        key,
        best_type(group, types),
        status_of(claims),
        next((t.event.label for t in group if t.event.label), ""),
        tuple(t.member for t in group),
        claims,
        tuple(sorted((f for f in facts if not (f.kind == "event" and f.value == key)), key=repr)),
        dated.when,
        independent(documents, copied),
        tuple(sorted(dated.by)),
        merges,
    )


def orders(groups: Groups, event_of: Mapping[Member, str], types: Ontology) -> Iterator[network.Order]:
    """The order of events in time as all claims give it."""
    stands = {key: standing(group, types) for key, group in groups.items()}
    for key, group in groups.items():
        for said in (s for t in group for s in t.claims):
            yield from orders_of(said, key, event_of, stands.__getitem__)


def standing(group: Sequence[Told], types: Ontology) -> Standing:
    """What of an event bears on the order of others."""
    return standing_of(status_of([s for t in group for s in t.claims]), best_type(group, types), types)


def standing_of(status: Status, type: str, types: Ontology) -> Standing:
    """What of an event of such a status and type bears on the order of others."""
    return Standing(status, types.family(type) in SPOKEN)


def orders_of(said: Said, key: str, event_of: Mapping[Member, str], standing: Callable[[str], Standing]) -> Iterator[network.Order]:
    """The order that one claim about the event `key` gives: "un jour après"; what is done for a purpose is not later than the purpose; what
    is spoken of as done is not later than the words."""
    shift = next((t.shift for t in said.times if t.shift is not None), None)
    for fact in said.facts:
        other = event_of[said.document, str(fact.value)] if fact.kind == "event" else key
        if other == key:
            continue
        if fact.property == "purpose":
            yield network.Order(key, other, None, said.ref)
        elif fact.property == "after":
            yield network.Order(other, key, None, said.ref) if shift is None else network.Order(key, other, shift, said.ref)
        elif fact.property == "before":
            yield network.Order(key, other, None if shift is None else -shift, said.ref)
        elif fact.property in ("content", "topic") and standing(key).spoken and {standing(k).status for k in (key, other)} == {"Occurred"}:
            yield network.Order(other, key, None, said.ref)


def translated(fact: Fact, document: str, event_of: Mapping[Member, str]) -> Fact:
    """A fact of an article in which an event is named by its fused key."""
    return Fact(fact.property, "event", event_of[document, str(fact.value)]) if fact.kind == "event" else fact
