"""Entities and their background: names, identifiers, where places lie, who held which office when."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from kg.fuse import Graph
from kg.ids import office_id, tenure_id
from kg.kb import Entry, KnowledgeBase, Tenure
from kg.kb.base import holds
from kg.kb.entry import office_name
from kg.model import Entity
from kg.rdf.terms import ENT, GEONAMES, WD, node

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]
TYPE, NAME, LABEL = node("rdf:type"), node("schema:name"), node("rdfs:label")
CLASS = {"Concept": "skos:Concept", "Office": "kg:Office"}
WIDER = {"Country": "Place", "City": "Place", "AdministrativeArea": "Place", "BodyOfWater": "Place"}
DATE_TYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def names(graph: Graph, kb: KnowledgeBase) -> dict[str, tuple[str, str]]:
    """French and English names of the graph's entities by key; "" where there is no English one."""
    return {e.key: (entry.fr, entry.en) if e.known and (entry := kb.entry(e.key)) else (e.name, "") for e in graph.entities}


def triples(graph: Graph, kb: KnowledgeBase) -> Iterator[Triple]:
    """The description of every entity of the graph, and of what its background names."""
    wanted = {e.key for e in graph.entities}
    offices: dict[str, tuple[str, str]] = {}
    background: set[str] = set()
    for entity in graph.entities:
        entry = kb.entry(entity.key) if entity.known else None
        if entry:
            background |= above(entry, kb)
            yield from known(entry)
            for tenure in kb.tenures(entry.id) if entry.kind == "Person" else ():
                background.add(tenure.of)
                offices[office_id(tenure.office, tenure.of)] = (tenure.office, tenure.of)
                yield from tenure_triples(tenure, entry, kb)
                if any(holds(tenure, d.date) for d in graph.documents):
                    yield NamedNode(ENT + entry.id), node("holdsOffice"), NamedNode(ENT + office_id(tenure.office, tenure.of))
        elif entity.kind != "Office":
            yield from newcomer(entity)
    for key, of in office_keys(graph, kb, offices).items():
        background.add(of[1])
        yield from office_triples(key, *of, kb)
    background |= {place for key in background if (entry := kb.entry(key)) for place in above(entry, kb)}
    for key in sorted(background - wanted):
        if entry := kb.entry(key):
            yield from known(entry)


def office_keys(graph: Graph, kb: KnowledgeBase, offices: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Every office that the graph names by key: (kind of office, country or organisation)."""
    found = dict(offices)
    for entity in graph.entities:
        if entity.kind == "Office" and entity.key not in found:
            at = next(
                i for i in range(len(entity.key)) if entity.key[i] == "-" and kb.office(entity.key[:i]) and kb.entry(entity.key[i + 1 :])
            )
            found[entity.key] = (entity.key[:at], entity.key[at + 1 :])
    return dict(sorted(found.items()))


def above(entry: Entry, kb: KnowledgeBase) -> set[str]:
    """Everything that contains an entry, so that containment can be followed to the end."""
    found: set[str] = {entry.of} if entry.of and entry.kind == "Organization" else set()
    at: Entry | None = entry
    while at and at.inside and at.inside not in found:
        found.add(at.inside)
        at = kb.entry(at.inside)
    return found


def known(entry: Entry) -> Iterator[Triple]:
    """An entry of the knowledge base."""
    me = NamedNode(ENT + entry.id)
    yield me, TYPE, node(f"schema:{entry.kind}")
    if entry.kind in WIDER:
        yield me, TYPE, node(f"schema:{WIDER[entry.kind]}")
    yield me, NAME, Literal(entry.fr)
    yield me, LABEL, Literal(entry.fr, language="fr")
    if entry.en:
        yield me, LABEL, Literal(entry.en, language="en")
    for form in sorted({*entry.aliases, *entry.acronyms} - {entry.fr, entry.en}):
        yield me, node("skos:altLabel"), Literal(form)
    yield from identifiers(me, entry)
    if entry.lat and entry.long:
        yield me, node("geo:lat"), decimal(entry.lat)
        yield me, node("geo:long"), decimal(entry.long)
    if entry.inside and entry.is_place:
        yield me, node("schema:containedInPlace"), NamedNode(ENT + entry.inside)


def decimal(text: str) -> Literal:
    """A decimal in the one form that a store keeps: no zeros at its end."""
    return Literal(f"{float(text):.6f}".rstrip("0").rstrip("."), datatype=node("xsd:decimal"))


def identifiers(me: NamedNode, entry: Entry) -> Iterator[Triple]:
    """The identifiers that a source confirms."""
    same = node("owl:sameAs")
    if entry.wikidata:
        yield me, same, NamedNode(WD + entry.wikidata)
    if entry.geonames:
        yield me, same, NamedNode(f"{GEONAMES}{entry.geonames}/")
    if entry.url:
        yield me, same, NamedNode(entry.url)


def newcomer(entity: Entity) -> Iterator[Triple]:
    """An entity that the knowledge base doesn't know, or a concept."""
    me = NamedNode(ENT + entity.key)
    yield me, TYPE, node(CLASS.get(entity.kind, f"schema:{entity.kind}"))
    if entity.kind in WIDER:
        yield me, TYPE, node(f"schema:{WIDER[entity.kind]}")
    yield me, NAME, Literal(entity.name)
    yield me, LABEL, Literal(entity.name, language="fr")
    for alias in entity.aliases:
        yield me, node("skos:altLabel"), Literal(alias)


def office_triples(key: str, office: str, of: str, kb: KnowledgeBase) -> Iterator[Triple]:
    """An office of a country or organisation."""
    me, kind, whose = NamedNode(ENT + key), kb.office(office), kb.entry(of)
    if kind is None or whose is None:
        return
    yield me, TYPE, node("Office")
    yield me, NAME, Literal(office_name(kind, whose.fr))
    yield me, LABEL, Literal(office_name(kind, whose.fr), language="fr")
    if kind.en and whose.en:
        yield me, LABEL, Literal(f"{kind.en} ({whose.en})", language="en")
    yield me, node("of"), NamedNode(ENT + of)


def tenure_triples(tenure: Tenure, person: Entry, kb: KnowledgeBase) -> Iterator[Triple]:
    """A person's time in an office."""
    kind, whose = kb.office(tenure.office), kb.entry(tenure.of)
    if kind is None or whose is None:
        return
    me = NamedNode(ENT + tenure_id(tenure.person, tenure.office, tenure.of, tenure.start))
    yield me, TYPE, node("Tenure")
    yield me, NAME, Literal(f"{person.fr}, {office_name(kind, whose.fr)}")
    yield me, node("holder"), NamedNode(ENT + tenure.person)
    yield me, node("office"), NamedNode(ENT + office_id(tenure.office, tenure.of))
    yield me, node("of"), NamedNode(ENT + tenure.of)
    for property, date in (("schema:startDate", tenure.start), ("schema:endDate", tenure.end)):
        if date:
            yield me, node(property), Literal(date, datatype=node(DATE_TYPES[len(date)]))
    yield me, node("dcterms:source"), Literal(tenure.source or "editor")
