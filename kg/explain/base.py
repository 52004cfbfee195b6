"""What the graph has from the knowledge base and not from articles, with the base's own source."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Store

from kg.explain.beside import Beside
from kg.explain.claims import DEFAULT, node_of
from kg.explain.records import Fact
from kg.kb.describe import sources
from kg.rdf.terms import DCTERMS, ENT, KG, SCHEMA, node
from kg.view.collect import Description, describe, one
from kg.view.terms import TYPE, local

HOLDS = KG + "holdsOffice"


def base_fact(store: Store, iri: str, property: str, term: NamedNode | Literal, beside: Beside) -> Fact:
    """A fact about an entity that no claim states: the base has it, or it follows from how articles name a newcomer."""
    value = node_of(store, term)
    if property == HOLDS:
        tenures = [t for t in tenure_nodes(store, iri) if one(t, KG + "office") == term.value]
        named = {source for t in tenures for source in sources_of(t)}
        return Fact(property, value, why="office", sources=tuple(sorted(named)))
    found = describe(store, iri)
    if DCTERMS + "source" in found:
        return Fact(property, value, why="base", sources=sources_of(found))
    if is_from_base(found, iri, beside):
        return Fact(property, value, why="base", sources=entry_sources(iri, beside))
    return Fact(property, value, why="newcomer")


def tenures_of(store: Store, iri: str, beside: Beside) -> Iterable[Fact]:
    """The times in office that the base gives a person, as facts with their first and last day."""
    for tenure in tenure_nodes(store, iri):
        office = node_of(store, one(tenure, KG + "office"))
        dates = one(tenure, SCHEMA + "startDate"), one(tenure, SCHEMA + "endDate")
        yield Fact(KG + "Tenure", office, (), "base", sources_of(tenure), *dates)


def tenure_nodes(store: Store, person: str) -> list[Description]:
    """The descriptions of a person's tenures, the earliest first."""
    quads = store.quads_for_pattern(None, node("holder"), NamedNode(person), DEFAULT)
    nodes = (describe(store, q.subject.value) for q in quads if isinstance(q.subject, NamedNode))
    return sorted(nodes, key=lambda t: (one(t, SCHEMA + "startDate"), one(t, KG + "office")))


def is_from_base(found: Description, iri: str, beside: Beside) -> bool:
    """Whether the base knows an entity, or of an office whose it is: all that no claim says of it is then the base's."""
    types = {local(t.value) for t in found.get(TYPE.value, ())}
    owner = one(found, KG + "of") if "Office" in types else ""
    return "Tenure" in types or bool(beside.base and beside.base.entry((owner or iri).removeprefix(ENT)))


def sources_of(tenure: Description) -> tuple[str, ...]:
    """The sources of a tenure as the graph names them, with their titles."""
    return titled(one(tenure, DCTERMS + "source"))


def entry_sources(iri: str, beside: Beside) -> tuple[str, ...]:
    """The sources of an entry of the base, which the graph doesn't name."""
    entry = beside.base.entry(iri.removeprefix(ENT)) if beside.base else None
    return titled(entry.source) if entry else ()


def titled(keys: str) -> tuple[str, ...]:
    """ "reign: REIGN, Rulers, Elections …" for each of "reign|editor"."""
    known = sources()
    return tuple(f"{key}: {known[key]}" if key in known else key for key in keys.split("|") if key)
