"""Who is tied to whom by what happened between them: the edges of the view "Qui avec qui"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from kg.rdf.terms import KG
from kg.view.collect import Event
from kg.view.terms import ACTORS, MATTERS

ORDER = ("Occurred", "Planned", "Possible", "Negated")  # of lines between two nodes: the first is drawn straight
MOST_PARTIES = 8  # a round table of more says little of any two: then everyone is tied to who acts, or to the first


@dataclass(frozen=True, slots=True)
class Tie:
    """A bundle of events between two nodes that have one status.

    `direction` is 1 where `source` acts on `target` in some and never the reverse, else 0.
    """

    source: int
    target: int
    status: str
    events: tuple[int, ...]
    direction: int


def bundle(events: Iterable[tuple[int, Event]], ids: Mapping[str, int]) -> list[Tie]:
    """One tie for each pair and status, sorted; `ids` are the numbers of the entities that the page shows."""
    found: dict[tuple[int, int, str], dict[int, int]] = defaultdict(dict)
    for number, event in events:
        for a, b in _pairs(event, ids):
            low, high = sorted((a, b))
            found[low, high, event.status][number] = _direction(event, ids, low, high)
    in_order = sorted(found.items(), key=lambda x: (x[0][:2], ORDER.index(x[0][2]) if x[0][2] in ORDER else len(ORDER)))
    return [_tie(*key, directed) for key, directed in in_order]


def _tie(low: int, high: int, status: str, directed: dict[int, int]) -> Tie:
    ways = {d for d in directed.values() if d}
    way = ways.pop() if len(ways) == 1 else 0
    source, target = (high, low) if way < 0 else (low, high)
    return Tie(source, target, status, tuple(sorted(directed)), abs(way))


def _pairs(event: Event, ids: Mapping[str, int]) -> list[tuple[int, int]]:
    """Party with party, but not those with each other who only undergo the same ("la lutte contre A et B"); who is tied to nobody is tied
    to where it was and what it was about, so that it isn't lost."""
    parties, acting = _numbers(event, ids, ACTORS), set(_numbers(event, ids, tuple(role for role in ACTORS if role != KG + "patient")))
    if len(parties) > MOST_PARTIES:
        return [(parties[0], x) for x in parties[1:]]
    if pairs := [(a, b) for a, b in combinations(parties, 2) if {a, b} & acting]:
        return pairs
    return [(a, b) for a in parties for b in _numbers(event, ids, MATTERS) if a != b]


def _numbers(event: Event, ids: Mapping[str, int], roles: tuple[str, ...]) -> list[int]:
    """Whoever has one of `roles`, each once, who acts first."""
    held = sorted((roles.index(role), ids[x]) for role, x in event.roles if role in roles and x in ids)
    return list(dict.fromkeys(number for _, number in held))


def _direction(event: Event, ids: Mapping[str, int], low: int, high: int) -> int:
    agents = set(_numbers(event, ids, (KG + "agent",)))
    others = set(_numbers(event, ids, (KG + "addressee", KG + "patient")))
    return int(low in agents and high in others) - int(high in agents and low in others)
