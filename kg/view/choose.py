"""Which nodes the page shows: the best connected, or what surrounds the one asked for."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg.errors import InputError
from kg.ids import fold
from kg.rdf.terms import RDFS, SCHEMA, SKOS
from kg.view.collect import Links, describe, kind_of
from kg.view.terms import local

ENTITY_SHARE = 0.4  # of the places, where there are more of both than the page may hold: an event needs its parties to be read


MOST_HELD = 2000  # nodes that a page holds for whoever expands or searches, though it opens on fewer


class Chosen(NamedTuple):
    """IRIs of entities and events that the page holds, those that it opens on, and how many there are in all."""

    entities: tuple[str, ...]
    events: tuple[str, ...]
    first: frozenset[str]
    total: int


def choose(store: Store, links: Links, *, max_nodes: int, focus: str | None, hops: int) -> Chosen:
    """The page opens on the `max_nodes` best connected nodes; with `focus`, of those at most `hops` events away from it.

    Raises InputError where nothing bears the name `focus`, or a number is out of range.
    """
    if max_nodes < 1 or hops < 1:
        raise InputError("Give at least 1 for the number of nodes and of hops.")
    start = find(store, links, focus) if focus else set()
    inside = _around(links, start, hops) if focus else _known(links)
    entities = _entities(store, links, inside, start)
    events = inside & links.events
    first = _best(links, entities, events, start, max_nodes)
    held = _best(links, entities, events, start, MOST_HELD) if max_nodes < MOST_HELD else first
    people, happened = (tuple(dict.fromkeys([*a, *b])) for a, b in zip(first, held, strict=True))
    return Chosen(people, happened, frozenset(first[0] + first[1]), len(entities) + len(events))


def _best(links: Links, entities: list[str], events: set[str], start: set[str], most: int) -> tuple[list[str], list[str]]:
    """At most `most` entities and events together."""
    kept = entities[: max(round(most * ENTITY_SHARE), most - len(events))]
    return kept, _events(links, events, kept, start)[: most - len(kept)]


def _known(links: Links) -> set[str]:
    """Events, and entities that an article mentions or an event involves: what is mere background is left out."""
    return {*links.events, *links.mentions, *(x.target for x in links.roles)}


def _entities(store: Store, links: Links, inside: set[str], first: set[str]) -> list[str]:
    """By the number of their events, those of `first` before all others."""
    degree = Counter(x.target for x in links.roles)
    found = [x for x in inside - links.events if kind_of(describe(store, x)) is not None]
    return sorted(found, key=lambda x: (x not in first, -degree[x], -links.mentions.get(x, 0), x))


def _events(links: Links, inside: set[str], entities: list[str], first: set[str]) -> list[str]:
    """By how many of `entities` they involve, then by how well connected these are."""
    place = {x: i for i, x in enumerate(entities)}
    parties: dict[str, list[int]] = defaultdict(list)
    for link in links.roles:
        if link.target in place:
            parties[link.event].append(place[link.target])
    return sorted(inside, key=lambda x: (x not in first, -len(parties[x]), sorted(parties[x]), x))


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
    known = _known(links)
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
        if isinstance(q.object, Literal) and isinstance(q.subject, NamedNode) and fold(q.object.value.strip()) == wanted
    }
