"""One network of days over all events: each publication day, weekday and "un jour après" narrows the others, to a fixpoint.

The unknowns are the day of each event and, where an article's date is only a month, the day on which it was published.
Constraints remove what cannot be (arc consistency, Mackworth 1977); one that would leave nothing is a contradiction, which
is left out and not propagated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from kg.fuse import when
from kg.fuse.graph import Said, When
from kg.model import TimeExpression

MOST_ROUNDS = 50  # each round narrows something; real collections settle in a few


@dataclass(frozen=True, slots=True)
class Order:
    """An event is `shift` days from another (an exact number), or not later than it (None)."""

    event: str
    other: str
    shift: int | None


@dataclass(slots=True)
class Network:
    """What is known so far: the days of events by key, the possible publication days of articles by id."""

    events: dict[str, When] = field(default_factory=dict)
    published: dict[str, frozenset[str]] = field(default_factory=dict)


def solve(claims: Mapping[str, Sequence[Said]], orders: Iterable[Order]) -> dict[str, When]:
    """The times of events, by key, from their claims and their order."""
    network = Network({key: When() for key in claims}, publications(claims))
    ordered = sorted(set(orders), key=repr)
    for _ in range(MOST_ROUNDS):
        before = (dict(network.events), dict(network.published))
        for key in sorted(claims):
            tell(network, key, claims[key])
        for order in ordered:
            arrange(network, order)
        if (network.events, network.published) == before:
            break
    return network.events


def publications(claims: Mapping[str, Sequence[Said]]) -> dict[str, frozenset[str]]:
    """The days on which each article may have been published, for articles whose expressions depend on it."""
    found: dict[str, frozenset[str]] = {}
    for said in (s for listed in claims.values() for s in listed):
        for time in said.claim.times:
            days = frozenset(day for day, *_ in time.if_published)
            if days:
                found[said.document] = (found[said.document] & days or found[said.document]) if said.document in found else days
    return found


def tell(network: Network, key: str, claims: Sequence[Said]) -> None:
    """Narrow an event by what its claims say, and the publication days by what the event's days allow."""
    told = [meaning(network, s.document, t) for s in claims for t in s.claim.times]
    known = when.together([network.events[key], *told], first=network.events[key])
    network.events[key] = known
    for said in claims:
        for time in said.claim.times:
            if time.if_published:
                publish(network, said.document, time, known)


def meaning(network: Network, document: str, time: TimeExpression) -> When:
    """What an expression says, given the days on which its article may have been published."""
    plain = when.of(time)
    readings = [(first, last) for day, first, last in time.if_published if day in network.published.get(document, ())]
    if not readings or not (plain.earliest or plain.latest):
        return plain
    days = tuple(sorted({first for first, last in readings if first == last}))
    exact = all(first == last for first, last in readings)
    earliest, latest = min(r[0] for r in readings), max(r[1] for r in readings)
    if time.relation == "since":
        latest, exact = "", False
    elif time.relation in ("until", "before"):
        earliest, exact = "", False
    return When(earliest, latest, days if exact and len(days) > 1 else (), plain.part_of_day, plain.duration)


def publish(network: Network, document: str, time: TimeExpression, event: When) -> None:
    """Keep the publication days on which the expression may mean a day of the event."""
    if time.relation:
        return
    fitting = frozenset(
        day for day, first, last in time.if_published if day in network.published[document] and when.overlap(When(first, last), event)
    )
    if fitting:
        network.published[document] = fitting


def arrange(network: Network, order: Order) -> None:
    """Narrow both events of an order."""
    one, other = network.events.get(order.event), network.events.get(order.other)
    if one is None or other is None:
        return
    if order.shift is None:
        not_later, not_earlier = When(latest=other.latest), When(earliest=one.earliest)
    else:
        not_later, not_earlier = moved(other, order.shift), moved(one, -order.shift)
    network.events[order.event] = keep(one, not_later)
    network.events[order.other] = keep(other, not_earlier)


def keep(known: When, limit: When) -> When:
    """A time within a limit, unchanged where the limit contradicts it."""
    narrowed = when.narrowed(known, limit)
    return When(narrowed.earliest, narrowed.latest, narrowed.days, known.part_of_day, known.duration) if narrowed else known


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
