"""The graph as a networkx graph: entities and events as nodes, an edge for each role."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.explain.claims import subjects
from kg.explain.event import specific
from kg.rdf.terms import KG, SCHEMA, SEM
from kg.view.collect import Links, describe, kind_of, name_of, one, read_links, source_count, status_of
from kg.view.terms import local

if TYPE_CHECKING:
    import networkx as nx

# From an entity to another without an event: what the base knows, and what articles say of an office or a leader.
RELATIONS = (KG + "holdsOffice", KG + "of", KG + "ledBy", SCHEMA + "memberOf", SCHEMA + "containedInPlace")


def to_networkx(store: Store, background: bool = True) -> nx.MultiGraph:
    """The fused graph as an undirected multigraph, bipartite but for roles between events and for background.

    Nodes are IRIs. All have `name` and `name_en` (text), `kind` ("Event", "Person", "Organization", "Place" …), `type` (the most
    specific class, such as "PhoneCall" or "City") and `bipartite` (1 for events, 0 for entities); events also `status` ("Occurred" …),
    `date` (ISO day or ""), `earliest`, `latest`, `sources` (independent articles) and `claims` (their number).

    Edges are keyed by their `role` ("agent", "hasPlace" …) and have `event`, the IRI of the event whose role it is, `other`, the IRI of
    who or what has it, and `background`, False. With `background` there are also edges between entities whose `role` is "holdsOffice",
    "of", "ledBy", "memberOf" or "containedInPlace", whose `event` is "", `other` the IRI that the relation leads to, and `background`
    True. The same store gives nodes and edges in the same order.
    """
    import networkx as nx  # slow to import, and finding a name does without

    links = read_links(store)
    graph: nx.MultiGraph = nx.MultiGraph()
    related = sorted(relations(store)) if background else []
    ends = {link.target for link in links.roles} | {iri for _, s, o in related for iri in (s, o)} | set(links.mentions)
    for iri in sorted(links.events | ends):
        graph.add_node(iri, **attributes(store, iri, links))
    for link in links.roles:
        graph.add_edge(
            link.event, link.target, key=local(link.role), role=local(link.role), event=link.event, other=link.target, background=False
        )
    for role, subject, value in related:
        graph.add_edge(subject, value, key=local(role), role=local(role), event="", other=value, background=True)
    return graph


def relations(store: Store) -> Iterator[tuple[str, str, str]]:
    """Property, subject and object of each relation between entities."""
    for role in RELATIONS:
        for quad in store.quads_for_pattern(None, NamedNode(role), None, DefaultGraph()):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode) and not is_tenure(store, quad.subject):
                yield role, quad.subject.value, quad.object.value


def is_tenure(store: Store, thing: NamedNode) -> bool:
    """A tenure is no node of its own: `holdsOffice` says the same between those that are."""
    return next(store.quads_for_pattern(thing, NamedNode(KG + "holder"), None, DefaultGraph()), None) is not None


def attributes(store: Store, iri: str, links: Links) -> dict[str, str | int]:
    """What is said of a node."""
    found = describe(store, iri)
    french, english = name_of(iri, found)
    types = specific(found)
    shared: dict[str, str | int] = {
        "name": french,
        "name_en": english,
        "kind": kind_of(found) or "Office",
        "type": types[0] if types else "Thing",
    }
    shared["bipartite"] = int(iri in links.events)
    if iri not in links.events:
        return shared
    return shared | {
        "status": status_of(found),
        "date": one(found, KG + "date"),
        "earliest": one(found, SEM + "hasEarliestBeginTimeStamp"),
        "latest": one(found, SEM + "hasLatestEndTimeStamp"),
        "sources": source_count(found),
        "claims": sum("#claim=" in subject for subject in subjects(store, KG + "about", NamedNode(iri))),
    }
