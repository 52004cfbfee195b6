"""Claims that cannot both hold: another day, place, part of the day or number, an impossible order, held or denied.

A claim that is only less precise contradicts nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import TypeVar

from kg.fuse import when
from kg.fuse.background import Background
from kg.fuse.graph import Decision, Disagreement, FusedEvent, Member, Ref, Said, When
from kg.fuse.network import Order, meaning
from kg.model import Quantity

V = TypeVar("V")
NUMBERS = ("deaths", "injured", "amount")
ROUGHLY = 0.15  # "environ 400" may be 15 % more or less
ONE_TIME = ({"Midday", "Afternoon"}, {"Evening", "Night"}, {"Morning", "Night"})  # parts of a day that one moment may be told as


def disagreements(
    of: Mapping[str, FusedEvent],
    within: Iterable[FusedEvent],
    decisions: Iterable[Decision],
    event_of: Mapping[Member, str],
    broken: Iterable[Order],
    published: Mapping[str, frozenset[str]],
    background: Background,
) -> tuple[Disagreement, ...]:
    """All disagreements `within` some events and those that decisions and orders that cannot hold give between two, sorted; `of` has all
    these events by key, `published` the days that are left of articles' months."""
    found: set[Disagreement] = set()
    for event in within:
        found.update(inside(event, published, background))
    found.update(between(decisions, of, event_of))
    for order in broken:
        found.update(out_of_order(of[order.event], of[order.other], order.claim))
    return tuple(sorted(found, key=repr))


def inside(event: FusedEvent, published: Mapping[str, frozenset[str]], background: Background) -> Iterator[Disagreement]:
    """What the claims of one event contradict each other on."""
    for property in NUMBERS:
        told = [(s, f.value) for s in event.claims for f in s.facts if f.property == property and isinstance(f.value, Quantity)]
        yield from contradictions(event, property, told, other_number)
    times = [(s, meaning(published.get(s.document, frozenset()), t)) for s in event.claims for t in s.times]
    yield from contradictions(event, "duration", [(s, t.duration) for s, t in times if t.duration], other_number)
    days = [(s, When(t.earliest, t.latest, t.days, t.part_of_day)) for s, t in times if t.earliest or t.latest]
    yield from contradictions(event, "date", days, lambda a, b: not when.overlap(a, b))
    yield from contradictions(event, "partOfDay", [(s, t.part_of_day) for s, t in times if t.part_of_day], other_part)
    yield from contradictions(event, "status", [(s, s.status) for s in event.claims], lambda a, b: {a, b} == {"Occurred", "Negated"})
    yield from contradictions(event, "sem:hasPlace", placed(event), lambda a, b: elsewhere(a, b, background))


def contradictions(
    event: FusedEvent, property: str, told: Iterable[tuple[Said, V]], excludes: Callable[[V, V], bool]
) -> Iterator[Disagreement]:
    """One disagreement for each two values that exclude each other, between the first claims that give them."""
    first: dict[V, Said] = {}
    for said, value in sorted(told, key=lambda pair: pair[0].ref):
        first.setdefault(value, said)
    for (one, a), (other, b) in combinations(first.items(), 2):
        if a.ref != b.ref and excludes(one, other):
            yield disagreement(event.key, property, a.ref, b.ref)


def disagreement(about: str, property: str, one: Ref, other: Ref) -> Disagreement:
    return Disagreement(about, property, *sorted((one, other)))


def other_number(one: Quantity, other: Quantity) -> bool:
    """Whether no number fits both."""
    (low, high), (least, most) = bounds(one), bounds(other)
    return one.unit == other.unit and (high < least or most < low)


def bounds(quantity: Quantity) -> tuple[float, float]:
    """The least and the greatest number that a quantity may mean."""
    value = quantity.value
    match quantity.bound:
        case "atLeast":
            return value, float("inf")
        case "atMost":
            return float("-inf"), value
        case "about":
            return value - abs(value) * ROUGHLY, value + abs(value) * ROUGHLY
        case _:
            return value, value


def other_part(one: str, other: str) -> bool:
    """Whether no moment is in both parts of the day."""
    return one != other and {one, other} not in ONE_TIME


def placed(event: FusedEvent) -> list[tuple[Said, frozenset[str]]]:
    """The places of an event as each document has them, with the first claim that gives one: in one text they add up."""
    places: dict[str, tuple[Said, set[str]]] = {}
    for said in event.claims:
        for fact in said.facts:
            if fact.property == "sem:hasPlace":
                places.setdefault(said.document, (said, set()))[1].add(str(fact.value))
    return [(said, frozenset(found)) for said, found in places.values()]


def elsewhere(one: frozenset[str], other: frozenset[str], background: Background) -> bool:
    return not any(background.same_place(a, b) for a in one for b in other)


def between(decisions: Iterable[Decision], events: Mapping[str, FusedEvent], event_of: Mapping[Member, str]) -> Iterator[Disagreement]:
    """Where two events would be one but for one property; a document that tells of both holds them apart."""
    seen: set[tuple[str, str, str]] = set()
    for decision in decisions:
        if not decision.conflict:
            continue
        one, other = events[event_of[decision.one]], events[event_of[decision.other]]
        if other.status == "Occurred" != one.status:
            one, other = other, one
        case = (one.key, other.key, decision.conflict)
        if one is other or case in seen or (decision.conflict != "status" and set(one.documents) & set(other.documents)):
            continue
        seen.add(case)
        yield disagreement(one.key, decision.conflict, telling(one, decision.conflict), telling(other, decision.conflict))


def telling(event: FusedEvent, property: str) -> Ref:
    """The first claim that gives an event a property; the first of all where none does by itself."""

    def tells(said: Said) -> bool:
        if property == "date":
            return bool(said.times)
        if property == "status":
            return said.status == event.status
        return any(f.property == property for f in said.facts)

    return min(event.claims, key=lambda s: (not tells(s), s.ref)).ref


def out_of_order(event: FusedEvent, other: FusedEvent, claim: Ref) -> Iterator[Disagreement]:
    """An order that a claim gives against a claim that dates one of both events."""
    hours = event.when.day == other.when.day != ""
    for dated in (event, other):
        for said in sorted(dated.claims, key=lambda s: s.ref):
            if said.ref != claim and any(t.part_of_day if hours else t.earliest or t.latest for t in map(when.of, said.times)):
                yield disagreement(event.key, "before", claim, said.ref)
                return
