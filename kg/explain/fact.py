"""Why a triple stands in the graph: claims state it, or it follows from others, from days, from an event, or from the base."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg.explain.base import base_fact
from kg.explain.beside import Beside
from kg.explain.claims import around, in_order, node_of, read_claim, stating
from kg.explain.entity import mentions_of
from kg.explain.event import DAYS, dating, explain_event, rank
from kg.explain.records import Claim, EventExplained, Fact, FactExplained, Mention, Node
from kg.explain.things import NotFoundError, by_last_part, find_thing, forms
from kg.kb.entry import name_key
from kg.rdf import ontology
from kg.rdf.shortcuts import DIRECTED, PAIRS, PARTIES
from kg.rdf.terms import ENT, EV, KG, RDFS, SCHEMA, compact, node
from kg.view.collect import Description, describe, name_of, whats_about
from kg.view.terms import ACTORS, TYPE, local
from kg.view.words import LANGUAGES, read_words

Term = NamedNode | Literal
SHORTCUTS = frozenset(KG + p for p in (*PAIRS.values(), *(property for *_, property in DIRECTED.values())))
# Of an event: what follows from all claims about it, and the message that says how.
FOLLOWS = {
    SCHEMA + "name": "composed",
    RDFS + "label": "composed",
    KG + "status": "weighed",
    KG + "sourceCount": "counted",
    KG + "mergedFrom": "merged",
    KG + "mergeReason": "merged",
}


def explain_fact(store: Store, subject: str, property: str, value: str, beside: Beside) -> FactExplained:
    """Why the graph says `subject property value`, each as a user writes it. Raises `NotFoundError` where it doesn't say so."""
    thing = find_thing(store, subject)
    found = describe(store, thing.value)
    which, term = among(store, thing, found, property, value)
    fact = reason(store, thing.value, found, which, term, beside)
    events = tuple(behind(store, thing.value, which, term.value, beside)) if which in SHORTCUTS else ()
    claims = tuple(read_claim(store, x, beside) for x in fact.claims)
    known = (*claims, *(c for e in events for c in (*e.claims, *e.others)))
    me = Node(thing.value, name_of(thing.value, found))
    named = tuple(m for iri in (me.iri, fact.value.iri) if iri.startswith(ENT) for m in named_in(store, iri, claims, beside))
    return FactExplained(me, fact, events, named, claims, around(store, known, (), beside), tuple(sorted(beside.missing)))


def named_in(store: Store, iri: str, claims: Sequence[Claim], beside: Beside) -> Iterator[Mention]:
    """The words in the sentences of some claims that mean an entity."""
    means = node_of(store, iri)
    for mention in mentions_of(store, iri, beside):
        sentences = [c.place for c in claims if c.article == mention.article]
        places = tuple(p for p in mention.places if any(s[0] <= p[0] and p[1] <= s[1] for s in sentences))
        if places:
            yield replace(mention, places=places, means=means)


def reason(store: Store, iri: str, found: Description, property: str, term: Term, beside: Beside) -> Fact:
    """A fact with the claims from which it follows and how it does."""
    value = node_of(store, term)
    if property not in DAYS and (claims := stating(store, iri, property, term)):
        return Fact(property, value, claims)
    if not iri.startswith(EV):
        return Fact(property, value, why="shortcut") if property in SHORTCUTS else base_fact(store, iri, property, term, beside)
    if property in (*DAYS, KG + "datedBy"):
        return Fact(property, value, dating(store, iri, found), "dated")
    if property == TYPE.value or property == KG + "participant":
        if narrower := in_order(narrower_claims(store, iri, found, property, term)):
            return Fact(property, value, narrower, "implied")
    every = in_order(claim.value for claim, _ in whats_about(store, iri, KG + "Claim"))
    return Fact(property, value, every, FOLLOWS.get(property, "unstated"))


def narrower_claims(store: Store, iri: str, found: Description, property: str, term: Term) -> Iterator[str]:
    """The claims that state a subclass of a type, or a narrower role than participant."""
    if property != TYPE.value:
        for role in ACTORS[:4]:
            yield from stating(store, iri, role, term)
        return
    types = ontology.load()
    for type in found[TYPE.value]:
        if isinstance(type, NamedNode) and (local(term.value) == "Event" or types.is_a(local(type.value), local(term.value))):
            yield from stating(store, iri, TYPE.value, type)


def behind(store: Store, subject: str, property: str, object: str, beside: Beside) -> Iterable[EventExplained]:
    """The events from which a shortcut between two follows."""
    ways = [(wide, PARTIES, PARTIES) for wide, p in PAIRS.items() if KG + p == property]
    ways += [(wide, frozenset({s}), frozenset({o})) for wide, (s, o, p) in DIRECTED.items() if KG + p == property]
    found = {e for wide, ones, others in ways for e in having(store, subject, ones) & having(store, object, others) if is_a(store, e, wide)}
    return [explain_event(store, event, beside) for event in sorted(found)]


def having(store: Store, iri: str, roles: Iterable[str]) -> set[str]:
    """The events in which something has one of `roles`."""
    quads = (q for role in roles for q in store.quads_for_pattern(None, node(role), NamedNode(iri), DefaultGraph()))
    return {q.subject.value for q in quads if isinstance(q.subject, NamedNode)}


def is_a(store: Store, event: str, type: str) -> bool:
    return next(store.quads_for_pattern(NamedNode(event), TYPE, node(type), DefaultGraph()), None) is not None


def among(store: Store, thing: NamedNode, found: Description, property: str, value: str) -> tuple[str, Term]:
    """The property and value among those of a thing that a user means; raises `NotFoundError` with what there is."""
    wanted = name_key(property)
    named = [p for p in sorted(found, key=rank) if wanted in map(name_key, property_forms(p))]
    if not named:
        raise NotFoundError(f"The graph says nothing of {shown(thing)} by '{property}'; it has {', '.join(map(compact, found))}.")
    meant = by_last_part(store, value.strip())
    for p in named:
        for term in found[p]:
            if isinstance(term, NamedNode | Literal) and (term == meant or name_key(value) in map(name_key, value_forms(store, term))):
                return p, term
    values = sorted({node_of(store, t).name[0] for p in named for t in found[p] if isinstance(t, NamedNode | Literal)})
    raise NotFoundError(f"The graph doesn't say this of {shown(thing)}; by '{property}' it has {', '.join(values)}.")


def property_forms(property: str) -> Iterator[str]:
    """Every way to write a property: its IRI in full, prefixed, its last part, its labels in both languages."""
    name = local(property)
    yield from (property, compact(property), name)
    for lang in LANGUAGES:
        messages = read_words().messages[lang]
        yield from (messages[part][name] for part in ("roles", "properties") if name in messages[part])


def value_forms(store: Store, term: Term) -> Iterator[str]:
    """Every way to write a value."""
    yield from node_of(store, term).name
    yield from (term.value,) if isinstance(term, Literal) else (*forms(store, term), local(term.value))


def shown(thing: NamedNode) -> str:
    return compact(thing.value)
