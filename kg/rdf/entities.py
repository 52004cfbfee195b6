"""Entities and their background: names, identifiers, where places lie, who held which office when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from kg.ids import office_id, tenure_id
from kg.kb import Entry, KnowledgeBase, Tenure
from kg.kb.base import holds
from kg.kb.entry import office_name
from kg.model import Entity, Extraction
from kg.rdf.terms import ENT, GEONAMES, WD, node

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]
TYPE, NAME, LABEL = node("rdf:type"), node("schema:name"), node("rdfs:label")
CLASS = {"Concept": "skos:Concept", "Office": "kg:Office"}
WIDER = {"Country": "Place", "City": "Place", "AdministrativeArea": "Place", "BodyOfWater": "Place"}
DATE_TYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def names(entities: Iterable[Entity], kb: KnowledgeBase) -> dict[str, tuple[str, str]]:
    """French and English names of entities by key; "" where there is no English one."""
    return {e.key: display_names(e, kb) for e in entities}


def display_names(entity: Entity, kb: KnowledgeBase) -> tuple[str, str]:
    entry = kb.entry(entity.key) if entity.known else None
    return (entry.fr, entry.en) if entry else (entity.name, "")


def described(entity: Entity, kb: KnowledgeBase) -> set[Triple]:
    """The description of an entity, and of what its background names: nothing of it depends on other entities."""
    entry = kb.entry(entity.key) if entity.known else None
    if entry is None and entity.kind != "Office":
        return set(newcomer(entity))
    tenures = kb.tenures(entry.id) if entry and entry.kind == "Person" else ()
    offices = {(tenure.office, tenure.of) for tenure in tenures}
    if entity.kind == "Office" and (office := office_of(entity.key, kb)) is None:
        return set(newcomers_office(entity, kb))
    if entity.kind == "Office" and office:
        offices.add(office)
    found = {triple for tenure in tenures if entry for triple in tenure_triples(tenure, entry, kb)}
    found |= {triple for office in offices for triple in office_triples(*office, kb)}
    background = {of for _, of in offices} | ({entry.id, *above(entry, kb)} if entry else set())
    background |= {place for key in background if (other := kb.entry(key)) for place in above(other, kb)}
    return found.union(*(known(other) for key in background if (other := kb.entry(key))))


def office_of(key: str, kb: KnowledgeBase) -> tuple[str, str] | None:
    """The kind of office and the country or organisation of an office's key; None for an office of a newcomer."""
    parts = ((key[:i], key[i + 1 :]) for i in range(len(key)) if key[i] == "-")
    return next((part for part in parts if kb.office(part[0]) and kb.entry(part[1])), None)


def newcomers_office(entity: Entity, kb: KnowledgeBase) -> Iterator[Triple]:
    """An office of an organisation that the knowledge base doesn't know; of several kinds whose keys begin the office's, the longest."""
    yield from newcomer(entity)
    at = max((i for i, c in enumerate(entity.key) if c == "-" and kb.office(entity.key[:i])), default=None)
    if at is not None:
        yield NamedNode(ENT + entity.key), node("of"), NamedNode(ENT + entity.key[at + 1 :])


def offices_held(extraction: Extraction, kb: KnowledgeBase) -> Iterator[Triple]:
    """The offices that the people of an article hold at its date."""
    for key in sorted(e.key for e in extraction.entities if e.known and e.kind == "Person"):
        for tenure in kb.tenures(key):
            if holds(tenure, extraction.document.date):
                yield NamedNode(ENT + key), node("holdsOffice"), NamedNode(ENT + office_id(tenure.office, tenure.of))


def above(entry: Entry, kb: KnowledgeBase) -> set[str]:
    """Everything that contains an entry, so that containment can be followed to the end."""
    found: set[str] = {entry.of} if entry.of and entry.kind == "Organization" else set()
    at: Entry | None = entry
    while at and at.inside and at.inside not in found:
        found.add(at.inside)
        at = kb.entry(at.inside)
    return found


@lru_cache(maxsize=20_000)
def known(entry: Entry) -> frozenset[Triple]:
    """An entry of the knowledge base; the same few countries contain most of them."""
    return frozenset(known_triples(entry))


def known_triples(entry: Entry) -> Iterator[Triple]:
    """An entry's types, names, identifiers and place."""
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


def office_triples(office: str, of: str, kb: KnowledgeBase) -> Iterator[Triple]:
    """An office of a country or organisation."""
    me, kind, whose = NamedNode(ENT + office_id(office, of)), kb.office(office), kb.entry(of)
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
