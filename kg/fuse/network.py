"""One network of days over all events: each publication day, weekday and "un jour après" narrows the others, to a fixpoint.

The unknowns are the day of each event and, where an article's date is only a month, the day on which it was published.
Constraints remove what cannot be (arc consistency, Mackworth 1977); one that would leave nothing is a contradiction, which
is left out, reported and not propagated. Events that no order and no such article ties together are solved apart, so that
what one article adds changes nothing elsewhere. Every value carries the claims that it follows from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from kg.fuse import when
from kg.fuse.graph import Ref, Said, When
from kg.fuse.union import Union
from kg.model import TimeExpression

MOST_ROUNDS = 50  # each round narrows something; real collections settle in a few
PARTS = ("Morning", "Midday", "Afternoon", "Evening")  # a night may come before or after them


@dataclass(frozen=True, slots=True)
class Order:
    """A claim says that an event is `shift` days from another (an exact number), or not later than it (None)."""

    event: str
    other: str
    shift: int | None
    claim: Ref


@dataclass(frozen=True, slots=True)
class Dated:
    """What is known of a time, and the claims from which it follows."""

    when: When
    by: frozenset[Ref] = frozenset()


@dataclass(frozen=True, slots=True)
class Published:
    """The possible days of an article, and the claims from which they follow."""

    days: frozenset[str]
    by: frozenset[Ref] = frozenset()


@dataclass(slots=True)
class Network:
    """What is known so far: the days of events by key, the possible publication days of articles by id."""

    events: dict[str, Dated] = field(default_factory=dict)
    published: dict[str, Published] = field(default_factory=dict)

    def days(self, document: str) -> frozenset[str]:
        """The possible days of an article; none where nothing depends on them."""
        return self.published[document].days if document in self.published else frozenset()


@dataclass(frozen=True, slots=True)
class Solution:
    """The times of events by key, what is left of each article's month, and the orders that cannot hold."""

    times: dict[str, Dated]
    published: dict[str, frozenset[str]]
    broken: tuple[Order, ...]


def solve(claims: Mapping[str, Sequence[Said]], orders: Iterable[Order]) -> Solution:
    """The times of events, by key, from their claims and their order."""
    ordered = sorted({o for o in orders if o.event in claims and o.other in claims}, key=repr)
    network = Network({key: Dated(When()) for key in claims}, publications(claims))
    tied: Union[str] = Union()
    for order in ordered:
        tied.join(f"event {order.event}", f"event {order.other}")
    for key in claims:
        for said in claims[key]:
            if network.days(said.document) and any(t.if_published for t in said.times):
                tied.join(f"event {key}", f"document {said.document}")
    parts: dict[str, tuple[list[str], list[Order]]] = {}
    for key in sorted(claims):
        parts.setdefault(tied.root(f"event {key}"), ([], []))[0].append(key)
    for order in ordered:
        parts[tied.root(f"event {order.event}")][1].append(order)
    for keys, own in parts.values():
        settle(network, {key: claims[key] for key in keys}, own)
    published_on = {document: published.days for document, published in network.published.items()}
    return Solution(network.events, published_on, tuple(o for o in ordered if is_broken(network.events, o)))


def settle(network: Network, claims: Mapping[str, Sequence[Said]], orders: Sequence[Order]) -> None:
    """Narrow one part of the network to a fixpoint; `claims` by event, in order of their keys."""
    documents = {said.document for listed in claims.values() for said in listed}
    for _ in range(MOST_ROUNDS):
        before = state(network, claims, documents)
        for key, told in claims.items():
            tell(network, key, told)
        for order in orders:
            arrange(network, order)
        if state(network, claims, documents) == before:
            break


def state(network: Network, events: Iterable[str], documents: Iterable[str]) -> list[When | frozenset[str]]:
    """The values of a part of the network."""
    return [*(network.events[e].when for e in events), *(network.published[d].days for d in documents if d in network.published)]


def publications(claims: Mapping[str, Sequence[Said]]) -> dict[str, Published]:
    """The days on which each article may have been published, for articles whose expressions depend on it."""
    found: dict[str, frozenset[str]] = {}
    for said in (s for listed in claims.values() for s in listed):
        for time in said.times:
            days = frozenset(day for day, *_ in time.if_published)
            if days:
                found[said.document] = (found[said.document] & days or found[said.document]) if said.document in found else days
    return {document: Published(days) for document, days in found.items()}


def tell(network: Network, key: str, claims: Sequence[Said]) -> None:
    """Narrow an event by what its claims say, the most precise first, and the publication days by what the event's days allow."""
    told = [(meaning(network.days(s.document), t), s) for s in claims for t in s.times]
    known = network.events[key]
    for part, said in sorted(told, key=lambda pair: (when.width(pair[0]), pair[1].ref)):
        known = narrow(known, Dated(part, basis(network, said)))
    parts = Counter(p.part_of_day for p, _ in told if p.part_of_day)
    part_of_day = min(parts, key=lambda p: (-parts[p], p)) if parts else ""
    duration = next((p.duration for p in sorted((p for p, _ in told), key=when.width) if p.duration), None)
    network.events[key] = Dated(replace(known.when, part_of_day=part_of_day, duration=duration), known.by)
    for said in claims:
        for time in said.times:
            if time.if_published:
                publish(network, said, time, network.events[key])


def narrow(known: Dated, limit: Dated) -> Dated:
    """A time within a limit, with what both follow from; unchanged where the limit contradicts it or adds nothing."""
    narrowed = when.narrowed(known.when, limit.when)
    if narrowed is None:
        return known
    kept = replace(known.when, earliest=narrowed.earliest, latest=narrowed.latest, days=narrowed.days, within=narrowed.within)
    return known if kept == known.when else Dated(kept, known.by | limit.by)


def basis(network: Network, said: Said) -> frozenset[Ref]:
    """What a claim's date follows from: itself, and what tells when its article was published."""
    own = frozenset({said.ref})
    depends = said.document in network.published and any(t.if_published for t in said.times)
    return own | network.published[said.document].by if depends else own


def meaning(published: frozenset[str], time: TimeExpression) -> When:
    """What an expression says, given the days on which its article may have been published."""
    plain = when.of(time)
    readings = [(first, last) for day, first, last in time.if_published if day in published]
    if not readings or not (plain.earliest or plain.latest):
        return plain
    days = tuple(sorted({first for first, last in readings if first == last}))
    exact = all(first == last for first, last in readings)
    if not exact and not time.relation and len(readings) > 1:
        return plain  # "la nuit de vendredi à samedi", "en fin de semaine": some of the month, until its day is known
    earliest, latest = min(r[0] for r in readings), max(r[1] for r in readings)
    if time.relation == "since":
        latest, exact = time.latest, False
    elif time.relation in ("until", "before"):
        earliest, exact = time.earliest, False
    return When(earliest, latest, days if exact and len(days) > 1 else (), plain.part_of_day, plain.duration)


def publish(network: Network, said: Said, time: TimeExpression, event: Dated) -> None:
    """Keep the publication days on which the expression may mean a day of the event."""
    if time.relation:
        return
    known = network.published[said.document]
    fitting = frozenset(d for d, first, last in time.if_published if d in known.days and when.overlap(When(first, last), event.when))
    if fitting and fitting != known.days:
        network.published[said.document] = Published(fitting, known.by | event.by | {said.ref})


def arrange(network: Network, order: Order) -> None:
    """Narrow both events of an order."""
    one, other = network.events[order.event], network.events[order.other]
    if order.shift is None:
        not_later, not_earlier = When(latest=other.when.latest), When(earliest=one.when.earliest)
    else:
        not_later, not_earlier = moved(other.when, order.shift), moved(one.when, -order.shift)
    network.events[order.event] = narrow(one, Dated(not_later, other.by | {order.claim}))
    network.events[order.other] = narrow(other, Dated(not_earlier, one.by | {order.claim}))


def is_broken(events: Mapping[str, Dated], order: Order) -> bool:
    """Whether an order contradicts what is known of its events, to the part of the day."""
    one, other = events[order.event].when, events[order.other].when
    if order.shift is not None:
        return when.narrowed(one, moved(other, order.shift)) is None
    if one.earliest and other.latest and one.earliest > other.latest:
        return True
    if not one.day or one.day != other.day or not {one.part_of_day, other.part_of_day} <= set(PARTS):
        return False
    return PARTS.index(one.part_of_day) > PARTS.index(other.part_of_day)


def moved(time: When, days: int) -> When:
    """A time so many days later."""
    earliest, latest = (shifted(d, days) if d else "" for d in (time.earliest, time.latest))
    return When(earliest, latest, tuple(shifted(d, days) for d in time.days))


def shifted(day: str, days: int) -> str:
    """An ISO day so many days later; the day itself at the ends of the calendar."""
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except OverflowError:
        return day
