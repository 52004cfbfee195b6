"""What the graph has from the knowledge base and not from articles, with the base's own source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, NamedNode, Store

from kg.explain.beside import Beside
from kg.explain.claims import DEFAULT, node_of
from kg.explain.records import Fact, Node
from kg.kb.base import holds
from kg.kb.describe import sources
from kg.kb.entry import Tenure
from kg.rdf.terms import DCTERMS, ENT, KG, SCHEMA, node
from kg.view.collect import Article, Description, describe, one, read_article
from kg.view.terms import TYPE, local

HOLDS = KG + "holdsOffice"


def base_fact(store: Store, iri: str, property: str, term: NamedNode | Literal, beside: Beside) -> Fact:
    """A fact about an entity that no claim states: the base has it, or it follows from how articles name a newcomer."""
    value = node_of(store, term)
    if property == HOLDS:
        return office_fact(store, iri, value, [t for t in tenure_nodes(store, iri) if one(t, KG + "office") == term.value])
    found = describe(store, iri)
    if DCTERMS + "source" in found:
        return Fact(property, value, why="base", sources=sources_of(found))
    if is_from_base(found, iri, beside):
        return Fact(property, value, why="base", sources=entry_sources(iri, beside))
    return Fact(property, value, why="newcomer")


def office_fact(store: Store, person: str, office: Node, tenures: Sequence[Description]) -> Fact:
    """Why the graph gives a person an office: the articles that name the person while it was held, and the sources of those tenures."""
    articles: dict[str, Article] = {}
    named: set[str] = set()
    for tenure in tenures:
        held = Tenure(person, "", "", one(tenure, SCHEMA + "startDate"), one(tenure, SCHEMA + "endDate"))
        during = [article for article in naming(store, person) if holds(held, article.date)]
        articles |= {article.iri: article for article in during}
        named |= set(sources_of(tenure) if during else ())
    return Fact(HOLDS, office, (), "office", tuple(sorted(named)), tuple(articles.values()))


def naming(store: Store, person: str) -> list[Article]:
    """The articles that name a person."""
    mentions = store.quads_for_pattern(None, node("itsrdf:taIdentRef"), NamedNode(person), None)
    return [read_article(store, iri) for iri in sorted({q.graph_name.value for q in mentions if isinstance(q.graph_name, NamedNode)})]


def tenures_of(store: Store, iri: str, beside: Beside) -> Iterable[Fact]:
    """The times in office that the base gives a person, as facts with their first and last day."""
    for tenure in tenure_nodes(store, iri):
        office = node_of(store, one(tenure, KG + "office"))
        first, last = one(tenure, SCHEMA + "startDate"), one(tenure, SCHEMA + "endDate")
        yield Fact(KG + "Tenure", office, (), "base", sources_of(tenure), first=first, last=last)


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
