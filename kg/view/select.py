"""What the reader asked for: events of some time, type or status, or just the graph that a CONSTRUCT query makes.

Each takes the links of a graph and gives those that are left; the page is then made of these as of any others.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.errors import InputError
from kg.ids import fold
from kg.query.run import Result, run
from kg.rdf.terms import KG, SCHEMA, SEM
from kg.view.collect import Fact, Link, Links, describe, kind_of
from kg.view.terms import ROLES, STATUSES, TYPE, local
from kg.view.words import LANGUAGES, Words

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page is to hold; "" and () where all is wanted.

    `since` and `until` are a year, a month or a day; `types` and `statuses` names of the ontology or labels in French or
    English; `query` the SPARQL text of a CONSTRUCT, whose time nothing limits, or what one made.
    """

    since: str = ""
    until: str = ""
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    query: str | Result = ""


def select(store: Store, links: Links, asked: Asked, words: Words) -> Links:
    """The part of `links` that `asked` leaves. Raises InputError for what cannot be understood, QueryError for a faulty query."""
    if asked.query:
        links = constructed(store, links, asked.query)
    if asked.since or asked.until:
        links = _only(links, _within(store, links.events, _days(asked.since)[0], _days(asked.until)[1]))
    if asked.statuses:
        names = {status: [words.messages[lang]["status"][status] for lang in LANGUAGES] for status in STATUSES}
        wanted = {_named(x, names, "status") for x in asked.statuses}
        links = _only(links, {e for status in wanted for e in _having(store, KG + "status", KG + status)})
    return _of_types(store, links, asked.types, words) if asked.types else links


def _only(links: Links, events: Collection[str]) -> Links:
    """Without other events, and without the entities that only these involved."""
    kept = links.events & set(events)
    roles = tuple(x for x in links.roles if x.event in kept)
    involved = {x.target for x in roles}
    return replace(links, events=kept, roles=roles, mentions={x: n for x, n in links.mentions.items() if x in involved})


def _days(text: str) -> tuple[str, str]:
    """The first and last day of a year, month or day; two empty texts for none."""
    if not text:
        return "", ""
    found = _DAY.fullmatch(text.strip())
    if found and (not found[2] or 1 <= int(found[2]) <= 12) and int(found[1]) > 0:
        year, month, day = found.groups()
        longest = calendar.monthrange(int(year), int(month or 12))[1]
        if not day or 1 <= int(day) <= longest:
            return f"{year}-{month or '01'}-{day or '01'}", f"{year}-{month or '12'}-{day or longest}"
    raise InputError(f"“{text}” is no date: write a year, a month or a day, such as 2017, 2017-11 or 2017-11-20.")


def _within(store: Store, events: Collection[str], first: str, last: str) -> set[str]:
    """The events that are known to lie between two days ("" for open); undated ones are not known to."""
    begin, end = _values(store, SEM + "hasEarliestBeginTimeStamp"), _values(store, SEM + "hasLatestEndTimeStamp")
    day = _values(store, KG + "date")
    starts, ends = {**begin, **day}, {**end, **day}
    return {e for e in events if (not first or starts.get(e, "") >= first) and (not last or "" < ends.get(e, "") <= last)}


def _values(store: Store, prop: str) -> dict[str, str]:
    quads = store.quads_for_pattern(None, NamedNode(prop), None, DefaultGraph())
    return {q.subject.value: getattr(q.object, "value", "")[:10] for q in quads if isinstance(q.subject, NamedNode)}


def _having(store: Store, prop: str, value: str) -> set[str]:
    quads = store.quads_for_pattern(None, NamedNode(prop), NamedNode(value), DefaultGraph())
    return {q.subject.value for q in quads if isinstance(q.subject, NamedNode)}


def _of_types(store: Store, links: Links, wanted: Iterable[str], words: Words) -> Links:
    """Events of one of the event types, superclasses included, and entities of one of the others; each only where such are asked for."""
    iris = {x.value: local(x.value) for x in _types(store)}
    names = {name: [words.type_name(name, lang) for lang in LANGUAGES] for name in iris.values()}
    asked = {_named(x, names, "type") for x in wanted}
    having = {iri: _having(store, TYPE.value, iri) | _having(store, KG + "deniedType", iri) for iri, name in iris.items() if name in asked}
    of_events = [found for found in having.values() if found & links.events]
    of_entities = [found - links.events for found in having.values() if found - links.events]
    if of_events or not of_entities:
        links = _only(links, set().union(*of_events))
    if not of_entities:
        return links
    kept = set().union(*of_entities) | links.events
    roles = tuple(x for x in links.roles if x.target in kept)
    return replace(links, roles=roles, mentions={x: n for x, n in links.mentions.items() if x in kept})


def _types(store: Store) -> set[NamedNode]:
    found = [q for p in (TYPE, NamedNode(KG + "deniedType")) for q in store.quads_for_pattern(None, p, None, DefaultGraph())]
    return {q.object for q in found if isinstance(q.object, NamedNode)}


def _named(text: str, names: dict[str, list[str]], what: str) -> str:
    """The name that `text` means: itself or one of its labels; accents and case don't matter."""
    wanted = fold(text.strip())
    found = sorted(name for name, labels in names.items() if wanted in (fold(name), *map(fold, labels)))
    if not found:
        known = ", ".join(sorted(names)[:80])
        raise InputError(f"This graph has no {what} “{text}”. It has: {known}.")
    return found[0]


def constructed(store: Store, links: Links, query: str | Result) -> Links:
    """The graph that a CONSTRUCT makes: its events with the roles that it gives them, its entities, and what it says of two of them.

    Everything else about these nodes, names and sentences above all, is the store's.
    """
    result = query if isinstance(query, Result) else run(store, query)
    if result.kind != "graph":
        raise InputError("The query of a page makes a graph: write CONSTRUCT { … } WHERE { … }.")
    triples = [
        (s.value, p.value, o.value)
        for s, p, o in result.rows
        if isinstance(s, NamedNode) and isinstance(p, NamedNode) and isinstance(o, NamedNode)
    ]
    named = {s.value for s, _, _ in result.rows if isinstance(s, NamedNode)} | {o for _, _, o in triples}
    events = frozenset(x for x in named if x in links.events)
    entities = {x for x in named if x not in events and _is_entity(store, x)}
    known = events | entities
    roles = [Link(s, p, o) for s, p, o in triples if s in events and p in ROLES and o in known]
    facts = {f"{s}#{local(p)}-{local(o)}": Fact(s, p, o) for s, p, o in triples if s in entities and o in entities and s != o}
    for iri, fact in sorted(facts.items()):
        roles += [Link(iri, KG + "agent", fact.subject), Link(iri, KG + "patient", fact.object)]
    return Links(events | set(facts), tuple(roles), {x: links.mentions.get(x, 0) for x in sorted(entities)}, facts)


def _is_entity(store: Store, iri: str) -> bool:
    """Whether people see it: it has a name, and is neither an article nor a mere figure, office or claim."""
    found = describe(store, iri)
    return SCHEMA + "name" in found and kind_of(found) not in (None, "Document")
