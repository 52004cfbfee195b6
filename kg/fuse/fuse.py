"""Articles' events brought together: one node for one happening, whatever the order of the articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.fuse import network, when
from kg.fuse.graph import FusedEvent, Graph, Said, When
from kg.ids import event_id
from kg.model import Entity, Event, Extraction, Fact, Status
from kg.rdf.ontology import Ontology, load

PARTIES = frozenset({"agent", "participant", "addressee", "patient", "host"})
STRENGTH: tuple[Status, ...] = ("Occurred", "Planned", "Possible", "Negated")


@dataclass(frozen=True, slots=True)
class Told:
    """One article's event with its claims and what decides whether another article tells of it too."""

    document: str
    date: str
    event: Event
    claims: tuple[Said, ...]
    status: Status
    parties: frozenset[str]
    places: frozenset[str]
    time: When


def fuse(extractions: Iterable[Extraction]) -> Graph:
    """The graph of a set of extractions."""
    ordered = tuple(sorted(extractions, key=lambda e: e.document.id))
    types = load()
    told = [t for e in ordered for t in tell(e)]
    clusters = cluster(told, types)
    keys = [event_id(best_type(c, types), c[0].document, c[0].event.key) for c in clusters]
    event_of = {(t.document, t.event.key): key for key, c in zip(keys, clusters, strict=True) for t in c}
    groups = dict(sorted(zip(keys, clusters, strict=True)))
    times = network.solve({key: [s for t in group for s in t.claims] for key, group in groups.items()}, orders(groups, event_of))
    events = tuple(fused(key, group, event_of, times[key], types) for key, group in groups.items())
    entities: dict[str, Entity] = {e.key: e for x in ordered for e in x.entities}
    statements = tuple(Said(x.document.id, n, c) for x in ordered for n, c in enumerate(x.claims, start=1) if not c.type)
    return Graph(tuple(x.document for x in ordered), ordered, tuple(entities[k] for k in sorted(entities)), events, statements, event_of)


def tell(extraction: Extraction) -> list[Told]:
    """The events of one article."""
    claims: dict[str, list[Said]] = defaultdict(list)
    for number, claim in enumerate(extraction.claims, start=1):
        if claim.type:
            claims[claim.about].append(Said(extraction.document.id, number, claim))
    return [one_told(extraction, e, tuple(claims[e.key])) for e in extraction.events if claims[e.key]]


def one_told(extraction: Extraction, event: Event, claims: tuple[Said, ...]) -> Told:
    """One event of one article with its profile."""
    facts = [f for s in claims for f in s.claim.facts]
    return Told(
        extraction.document.id,
        extraction.document.date,
        event,
        claims,
        status_of(claims),
        frozenset(str(f.value) for f in facts if f.property in PARTIES and f.kind == "entity"),
        frozenset(str(f.value) for f in facts if f.property == "sem:hasPlace"),
        when.together(when.of(t) for s in claims for t in s.claim.times),
    )


def status_of(claims: Sequence[Said]) -> Status:
    """The strongest status among claims: what was planned and then held occurred; denied is what all deny."""
    found = {s.claim.status for s in claims}
    return next(s for s in STRENGTH if s in found)


def cluster(told: list[Told], types: Ontology) -> list[list[Told]]:
    """Groups of articles' events that are one happening; candidates come from blocks that share a family and a party."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    clusters: list[list[Told]] = []
    for one in told:
        family = types.family(one.event.type)
        near = sorted({n for p in one.parties for n in blocks[family, p]})
        home = next((n for n in near if all(same(one, other, types) for other in clusters[n])), None)
        if home is None:
            home = len(clusters)
            clusters.append([])
        clusters[home].append(one)
        for party in one.parties:
            blocks[family, party].append(home)
    return clusters


def same(one: Told, other: Told, types: Ontology) -> bool:
    """Whether two articles tell of one happening; names alone never decide."""
    if (
        one.document == other.document
        or types.family(one.event.type) in ("Speech", "Publication")
        or "Negated" in (one.status, other.status)
    ):
        return False
    if not types.alike(one.event.type, other.event.type):
        return False
    if one.status != other.status and "Possible" in (one.status, other.status):
        return False
    shared = one.parties & other.parties
    enough = len(shared) >= 2 or (
        one.parties == other.parties
        and bool(shared)
        and bool(one.places & other.places or (one.time.day and one.time.day == other.time.day))
    )
    dated = bool(one.time.earliest and other.time.earliest) or one.date[:7] == other.date[:7] != ""
    apart = one.places and other.places and not one.places & other.places
    return enough and dated and not apart and when.overlap(one.time, other.time)


def best_type(group: list[Told], types: Ontology) -> str:
    """The most special type in a group."""
    best = group[0].event.type
    for one in group[1:]:
        if types.is_a(one.event.type, best) or best == "Conversation":
            best = one.event.type
    return best


def fused(key: str, group: list[Told], event_of: dict[tuple[str, str], str], time: When, types: Ontology) -> FusedEvent:
    """One event from the articles that tell of it."""
    claims = tuple(s for t in group for s in t.claims)
    facts = {translated(f, s, event_of) for s in claims for f in s.claim.facts}
    own = tuple(sorted((f for f in facts if not (f.kind == "event" and f.value == key)), key=repr))
    return FusedEvent(
        key,
        best_type(group, types),
        status_of(claims),
        next((t.event.label for t in group if t.event.label), ""),
        tuple((t.document, t.event.key) for t in group),
        claims,
        own,
        time,
        tuple(sorted({t.document for t in group})),
    )


def orders(groups: dict[str, list[Told]], event_of: dict[tuple[str, str], str]) -> Iterator[network.Order]:
    """The order of events in time: "un jour après", and what is done for a purpose is not later than the purpose."""
    for key, group in groups.items():
        for said in (s for t in group for s in t.claims):
            shift = next((t.shift for t in said.claim.times if t.shift is not None), None)
            for fact in said.claim.facts:
                if fact.kind != "event" or fact.property not in ("after", "before", "purpose"):
                    continue
                other = event_of[said.document, str(fact.value)]
                if other == key:
                    continue
                if fact.property == "purpose":
                    yield network.Order(key, other, None)
                elif fact.property == "after":
                    yield network.Order(other, key, None) if shift is None else network.Order(key, other, shift)
                else:
                    yield network.Order(key, other, None) if shift is None else network.Order(key, other, -shift)


def translated(fact: Fact, said: Said, event_of: dict[tuple[str, str], str]) -> Fact:
    """A fact whose event is named by its fused key."""
    return Fact(fact.property, "event", event_of[said.document, str(fact.value)]) if fact.kind == "event" else fact
