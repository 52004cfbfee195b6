"""Who and what a name may mean: entities and events that bear it, begin with it or contain it; accents, case and hyphens don't count."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.explain.event import specific
from kg.explain.things import NotFoundError, by_last_part, names_of_all, suggestion
from kg.kb.entry import name_key
from kg.query.names import is_entity, is_event
from kg.rdf.terms import ITSRDF, OWL, PROV, node
from kg.view.collect import Text, describe, name_of
from kg.view.terms import ROLES

EXACT, BEGINS, WORD, INSIDE = range(4)  # how well a name fits, the best first


@dataclass(frozen=True, slots=True)
class Found:
    """An entity or event whose name fits; `form` is the name that does. `events` counts those in which it has a role."""

    iri: str
    name: Text
    types: tuple[str, ...]
    form: str
    fit: int
    same_as: tuple[str, ...]
    events: int
    articles: int


def find(store: Store, name: str) -> tuple[Found, ...]:
    """Every entity and event that is called `name`, or whose name or alias begins with it or contains it: those that fit best first, then
    those with the most events.

    Raises `NotFoundError` with the nearest names where there is none.
    """
    wanted = name_key(name)
    fits: dict[str, tuple[int, str]] = {}
    if wanted:
        for iri, form in names_of_all(store):
            if (fit := fitting(name_key(form), wanted)) is not None and (fit, form) < fits.get(iri, (INSIDE + 1, "")):
                fits[iri] = fit, form
    if thing := by_last_part(store, name.strip()):
        fits.setdefault(thing.value, (EXACT, ""))
    seen = (iri for iri in fits if is_entity(store, NamedNode(iri)) or is_event(store, NamedNode(iri)))
    found = sorted(
        (described(store, iri, *fits[iri]) for iri in seen), key=lambda f: (f.fit, -f.events, -f.articles, name_key(f.name[0]), f.iri)
    )
    if not found:
        raise NotFoundError(f'Nothing in the graph is called "{name}"{suggestion(store, name)}.')
    return tuple(found)


def fitting(name: str, wanted: str) -> int | None:
    """How well a name fits, both as `name_key` writes them; None where it doesn't."""
    if wanted not in name:
        return None
    if name == wanted:
        return EXACT
    return BEGINS if name.startswith(wanted) else WORD if f" {wanted}" in name else INSIDE


def described(store: Store, iri: str, fit: int, form: str) -> Found:
    found, me = describe(store, iri), NamedNode(iri)
    events, claims = set(), set()
    for role in ROLES:
        events |= {q.subject for q in store.quads_for_pattern(None, NamedNode(role), me, DefaultGraph())}
    articles = {q.graph_name for q in store.quads_for_pattern(None, NamedNode(ITSRDF + "taIdentRef"), me, None)}
    for quad in store.quads_for_pattern(None, node("about"), me, DefaultGraph()):
        claims |= {q.object for q in store.quads_for_pattern(quad.subject, NamedNode(PROV + "wasDerivedFrom"), None, DefaultGraph())}
    same = tuple(t.value for t in found.get(OWL + "sameAs", ()))
    return Found(iri, name_of(iri, found), specific(found), form, fit, same, len(events), len(articles | claims))
