"""Which nodes the page shows: the best connected, or what surrounds the one asked for."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg.errors import InputError
from kg.ids import fold
from kg.rdf.terms import RDFS, SCHEMA, SKOS
from kg.view.collect import Links, describe, kind_of
from kg.view.terms import local

ENTITY_SHARE = 0.4  # of the places, where there are more of both than the page may hold: an event needs its parties to be read


class Chosen(NamedTuple):
    """IRIs of entities and events, most connected first, and how many there are in all."""

    entities: tuple[str, ...]
    events: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True)
class _Ranked:
    entities: list[str]
    events: list[str]


def choose(store: Store, links: Links, *, max_nodes: int, focus: str | None, hops: int) -> Chosen:
    """The `max_nodes` best connected nodes; with `focus`, of those at most `hops` events away from it.

    Raises InputError where nothing bears the name `focus`, or a number is out of range.
    """
    if max_nodes < 1 or hops < 1:
        raise InputError("Give at least 1 for the number of nodes and of hops.")
    around = _around(links, find(store, links, focus), hops) if focus else None
    ranked = _rank(store, links, around)
    if around and focus:
        _to_front(ranked, find(store, links, focus))
    share = max(round(max_nodes * ENTITY_SHARE), max_nodes - len(ranked.events))
    entities = ranked.entities[:share]
    return Chosen(tuple(entities), tuple(ranked.events[: max_nodes - len(entities)]), len(ranked.entities) + len(ranked.events))


def _rank(store: Store, links: Links, around: set[str] | None) -> _Ranked:
    """Entities by the number of their events, events by how well known their parties are."""
    degree = Counter(x.target for x in links.roles)
    names = set(links.mentions) | {x.target for x in links.roles if x.target not in links.events}
    entities = [x for x in names if (around is None or x in around) and kind_of(describe(store, x)) is not None]
    entities.sort(key=lambda x: (-degree[x], -links.mentions.get(x, 0), x))
    place = {x: i for i, x in enumerate(entities)}
    parties: dict[str, list[int]] = defaultdict(list)
    for link in links.roles:
        parties[link.event].append(place.get(link.target, len(place)))
    events = [x for x in links.events if around is None or x in around]
    events.sort(key=lambda x: (-len(parties[x]) if parties[x] else 1, sorted(parties[x])[:2], x))
    return _Ranked(entities, events)


def _to_front(ranked: _Ranked, focus: set[str]) -> None:
    ranked.entities.sort(key=lambda x: x not in focus)
    ranked.events.sort(key=lambda x: x not in focus)


def _around(links: Links, start: set[str], hops: int) -> set[str]:
    """`start` and what lies at most `hops` events away: one hop is an event with all who have a role in it."""
    events_of, targets_of = defaultdict(set), defaultdict(set)
    for link in links.roles:
        events_of[link.target].add(link.event)
        targets_of[link.event].add(link.target)
    seen = set(start)
    for _ in range(hops):
        events = {e for x in seen for e in events_of[x]} | {x for x in seen if x in links.events}
        grown = seen | events | {t for e in events for t in targets_of[e]}
        if grown == seen:
            break
        seen = grown
    return seen


def find(store: Store, links: Links, focus: str) -> set[str]:
    """The nodes that bear `focus` as name, label, alias, IRI or the IRI's last part; accents and case don't matter.

    Raises InputError where there is none.
    """
    known = links.events | set(links.mentions) | {x.target for x in links.roles}
    wanted = fold(focus.strip())
    found = {x for x in known if focus.strip() in (x, local(x))} or {x for x in _named(store, wanted) if x in known}
    if not found:
        raise InputError(f"Nothing in this graph is called “{focus}”: look for the name with “kg find”.")
    return found


def _named(store: Store, wanted: str) -> set[str]:
    return {
        q.subject.value
        for prop in (SCHEMA + "name", RDFS + "label", SKOS + "altLabel")
        for q in store.quads_for_pattern(None, NamedNode(prop), None, DefaultGraph())
        if isinstance(q.object, Literal) and isinstance(q.subject, NamedNode) and fold(q.object.value) == wanted
    }
