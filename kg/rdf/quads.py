"""From the fused graph to quads: the default graph, one graph a claim, one graph a document for its mentions.

Each article is looked at once, so that of those that are kept elsewhere one at a time is in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.fuse import Disagreement, FusedEvent, Graph, when
from kg.fuse.fuse import translated
from kg.fuse.graph import Member, Ref, When
from kg.ids import DIGITS, digest, member_id
from kg.kb import KnowledgeBase
from kg.model import Claim, Document, Extraction, Fact, Quantity
from kg.rdf import entities, names
from kg.rdf.confidence import confidence
from kg.rdf.edtf import edtf, told
from kg.rdf.ontology import Ontology, load
from kg.rdf.shortcuts import shortcuts
from kg.rdf.terms import DOC, EDTF, ENT, EV, node

TYPE, NAME, LABEL = node("rdf:type"), node("schema:name"), node("rdfs:label")
Term = NamedNode | Literal
Triple = tuple[NamedNode, NamedNode, Term]
DEFAULT = DefaultGraph()
DATE_TYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def to_quads(graph: Graph, kb: KnowledgeBase) -> Iterator[Quad]:
    """All quads of a graph; the same graph gives the same set. One that several articles, events or entities give comes once for each."""
    yield from told_quads(graph, kb)
    for each in graph.entities:
        yield from in_graph(entities.described(each, kb), DEFAULT)


def told_quads(graph: Graph, kb: KnowledgeBase) -> Iterator[Quad]:
    """The quads of a graph's articles and events, without the descriptions of entities."""
    types, named = load(), entities.names(graph.entities, kb)
    by_key = {event.key: event for event in graph.events}
    for extraction in graph.extractions.values():
        yield from in_graph(document_triples(extraction.document), DEFAULT)
        yield from in_graph(entities.offices_held(extraction, kb), DEFAULT)
        yield from mention_quads(extraction)
        yield from statement_quads(extraction)
        yield from claim_quads(extraction, by_key, graph.event_of, types)
    for extraction in graph.others.values():
        yield from claim_quads(extraction, by_key, graph.event_of, types)
    for event in graph.events:
        yield from in_graph(event_triples(event, named, types), DEFAULT)
    for each in graph.disagreements:
        yield from in_graph(disagreement_triples(each, by_key[each.about], named, types), DEFAULT)


def is_shared(quad: Quad) -> bool:
    """Whether a quad may follow from several articles or events: it describes an entity in the default graph. Every other one is about an
    article, a claim or an event, which alone gives it."""
    return quad.graph_name == DEFAULT and str(quad.subject).startswith(f"<{ENT}")


def in_graph(triples: Iterable[Triple], graph: NamedNode | DefaultGraph) -> Iterator[Quad]:
    return (Quad(s, p, o, graph) for s, p, o in triples)


def entity(key: str) -> NamedNode:
    return NamedNode(ENT + key)


def claim_node(ref: Ref) -> NamedNode:
    document, number = ref
    return NamedNode(f"{DOC}{document}#claim={number}")


def integer(value: int) -> Literal:
    return Literal(str(value), datatype=node("xsd:integer"))


def document_triples(document: Document) -> Iterator[Triple]:
    """The description of an article."""
    me = NamedNode(DOC + document.id)
    yield me, TYPE, node("schema:NewsArticle")
    yield me, NAME, Literal(document.headline)
    yield me, node("schema:headline"), Literal(document.headline)
    yield me, node("schema:inLanguage"), Literal(document.language)
    yield me, node("dcterms:source"), Literal(document.url or document.source)
    yield me, node("dcterms:identifier"), Literal(document.sha256)
    if document.date:
        yield me, node("dcterms:date"), Literal(document.date, datatype=node(DATE_TYPES[len(document.date)]))
    if document.publisher:
        yield me, node("dcterms:publisher"), Literal(document.publisher)


def event_triples(event: FusedEvent, named: dict[str, tuple[str, str]], types: Ontology) -> Iterator[Triple]:
    """An event as all its claims together tell it, superclasses and superproperties included."""
    me = NamedNode(EV + event.key)
    denied = event.status == "Negated"
    for type in ("DeniedEvent", "Event") if denied else (event.type, *types.superclasses(event.type)):
        yield me, TYPE, node(type)
    yield me, TYPE, node("sem:Event")
    if denied:
        yield me, node("deniedType"), node(event.type)
    french, english = names.event_names(event, named, types)
    yield me, NAME, Literal(french)
    yield me, LABEL, Literal(french, language="fr")
    yield me, LABEL, Literal(english, language="en")
    yield me, node("status"), node(event.status)
    yield me, node("sourceCount"), integer(event.sources)
    for member in event.members:
        yield me, node("mergedFrom"), NamedNode(EV + member_id(*member))
    for decision in event.merges:
        yield me, node("mergeReason"), Literal(f"{decision.score:.2f}: {decision.reason}", language="en")
    for ref in event.dated_by:
        yield me, node("datedBy"), claim_node(ref)
    for fact in event.facts:
        yield from fact_triples(me, fact, types, implied=True, symmetric=is_contact(event, types))
    yield from when_triples(me, event.when)
    if event.status == "Occurred":
        yield from shortcuts(event.type, event.facts, types)


def is_contact(event: FusedEvent, types: Ontology) -> bool:
    """Whether every party of an event is a participant in its own right."""
    return types.family(event.type) == "Contact"


def fact_triples(me: NamedNode, fact: Fact, types: Ontology, implied: bool, symmetric: bool) -> Iterator[Triple]:
    """A role with its filler; `implied` adds the superproperties of the role."""
    property = node(fact.property)
    if isinstance(fact.value, Quantity):
        quantity = quantity_node(me, fact.property, fact.value)
        yield me, property, quantity
        yield from quantity_triples(quantity, fact.value) if implied else ()
        return
    value: Term = Literal(fact.value) if fact.kind == "text" else NamedNode((EV if fact.kind == "event" else ENT) + fact.value)
    yield me, property, value
    above = types.superproperties(fact.property) if ":" not in fact.property else ()
    if fact.kind == "entity" and (implied or symmetric):
        yield from ((me, node(p), value) for p in above)


def quantity_node(me: NamedNode, property: str, quantity: Quantity) -> NamedNode:
    """The node of a quantity, which follows from what it says."""
    return NamedNode(f"{me.value}-{property}-{quantity.bound}-{quantity.value:.12g}-{digest(quantity.unit, length=4)}")


def quantity_triples(me: NamedNode, quantity: Quantity) -> Iterator[Triple]:
    """A number with its bound and unit."""
    french, english = names.quantity_names(quantity)
    yield me, TYPE, node("Quantity")
    yield me, NAME, Literal(french)
    yield me, LABEL, Literal(french, language="fr")
    yield me, LABEL, Literal(english, language="en")
    whole = quantity.value == int(quantity.value)
    yield me, node("value"), integer(int(quantity.value)) if whole else Literal(f"{quantity.value:.12g}", datatype=node("xsd:decimal"))
    yield me, node("bound"), node(quantity.bound)
    if quantity.unit:
        yield me, node("unit"), Literal(quantity.unit)


def when_triples(me: NamedNode, time: When) -> Iterator[Triple]:
    """What is known of an event's time."""
    time, date = told(time), node("xsd:date")
    if time.earliest:
        yield me, node("sem:hasEarliestBeginTimeStamp"), Literal(time.earliest, datatype=date)
    if time.latest:
        yield me, node("sem:hasLatestEndTimeStamp"), Literal(time.latest, datatype=date)
    if time.day:
        yield me, node("date"), Literal(time.day, datatype=date)
    if written := edtf(time):
        yield me, node("edtf"), Literal(written, datatype=NamedNode(EDTF))
    if time.part_of_day:
        yield me, node("partOfDay"), node(time.part_of_day)
    if time.duration:
        length = quantity_node(me, "duration", time.duration)
        yield me, node("duration"), length
        yield from quantity_triples(length, time.duration)


def claim_quads(
    extraction: Extraction, events: Mapping[str, FusedEvent], event_of: Mapping[Member, str], types: Ontology
) -> Iterator[Quad]:
    """An article's claims about some events by key."""
    document = extraction.document
    for number, claim in enumerate(extraction.claims, start=1):
        if claim.type and (event := events.get(event_of.get((document.id, claim.about), ""))):
            me, own = claim_node((document.id, number)), when.together(map(when.of, claim.times))
            facts = tuple(translated(f, document.id, event_of) for f in claim.facts)
            supported = list(claim_support(claim, facts, own, event, types))
            yield from in_graph(claim_triples(me, claim, NamedNode(EV + event.key), document), DEFAULT)
            yield from in_graph([*own_time(me, own, event), *supported], DEFAULT)
            yield from in_graph(supported, me)


def statement_quads(extraction: Extraction) -> Iterator[Quad]:
    """An article's claims about entities."""
    for number, claim in enumerate(extraction.claims, start=1):
        if not claim.type:
            me = claim_node((extraction.document.id, number))
            supported = [(entity(claim.about), node(fact.property), entity(str(fact.value))) for fact in claim.facts]
            yield from in_graph([*claim_triples(me, claim, entity(claim.about), extraction.document), *supported], DEFAULT)
            yield from in_graph(supported, me)


def claim_triples(me: NamedNode, claim: Claim, about: NamedNode, document: Document) -> Iterator[Triple]:
    """The description of a claim: what it is about, its words, who says it, how surely."""
    home = NamedNode(DOC + document.id)
    yield me, TYPE, node("Claim")
    yield me, node("prov:wasDerivedFrom"), home
    yield me, node("about"), about
    yield me, node("rule"), Literal(claim.rule)
    if (sure := confidence(claim.rule, claim.type, document.language)) is not None:
        yield me, node("confidence"), Literal(f"{sure:g}", datatype=node("xsd:decimal"))
    yield me, node("status"), node(claim.status)
    yield me, node("saidBy"), entity(claim.source) if claim.source else home
    if claim.source:
        yield me, node("prov:wasAttributedTo"), entity(claim.source)
    if claim.reported_in is not None:
        yield me, node("reportedIn"), claim_node((document.id, claim.reported_in + 1))
    yield me, node("trigger"), phrase(document, *claim.trigger)
    yield from sentence_triples(me, claim, document)


def own_time(me: NamedNode, own: When, event: FusedEvent) -> Iterator[Triple]:
    """What of a claim's own time its event has otherwise."""
    if (written := edtf(own)) and written != edtf(event.when):
        yield me, node("edtf"), Literal(written, datatype=NamedNode(EDTF))
    if own.part_of_day and own.part_of_day != event.when.part_of_day:
        yield me, node("partOfDay"), node(own.part_of_day)


def disagreement_triples(each: Disagreement, event: FusedEvent, named: dict[str, tuple[str, str]], types: Ontology) -> Iterator[Triple]:
    """Two claims that contradict each other about an event."""
    a, b = claim_node(each.claim_a), claim_node(each.claim_b)
    me = NamedNode(f"{EV}disagreement-{digest(each.about, each.property, a.value, b.value, length=DIGITS)}")
    french, english = names.disagreement_names(each.property, names.event_names(event, named, types), types)
    yield me, TYPE, node("Disagreement")
    yield me, NAME, Literal(french)
    yield me, LABEL, Literal(french, language="fr")
    yield me, LABEL, Literal(english, language="en")
    yield me, node("about"), NamedNode(EV + each.about)
    yield me, node("onProperty"), node(each.property)
    yield me, node("claimA"), a
    yield me, node("claimB"), b


def sentence_triples(me: NamedNode, claim: Claim, document: Document) -> Iterator[Triple]:
    """The sentence that a claim rests on."""
    start, end = claim.sentence
    sentence = NamedNode(f"{DOC}{document.id}#sentence={start},{end}")
    yield me, node("sentence"), sentence
    yield sentence, TYPE, node("nif:Sentence")
    yield sentence, node("nif:beginIndex"), integer(start)
    yield sentence, node("nif:endIndex"), integer(end)
    yield sentence, node("nif:anchorOf"), Literal(document.text[start:end])
    yield sentence, node("nif:referenceContext"), NamedNode(DOC + document.id)


def claim_support(claim: Claim, told: Sequence[Fact], own: When, event: FusedEvent, types: Ontology) -> Iterator[Triple]:
    """The triples of the default graph that one claim's own words give: its facts, in which events are fused ones, and its time."""
    me = NamedNode(EV + event.key)
    if event.status == "Negated":
        yield me, node("deniedType"), node(event.type)
    elif types.is_a(event.type, claim.type):
        yield me, TYPE, node(claim.type)
    facts = tuple(f for f in told if not (f.kind == "event" and f.value == event.key))
    for fact in facts:
        yield from fact_triples(me, fact, types, implied=False, symmetric=is_contact(event, types))
    if own.day and own.day == event.when.day:
        yield me, node("date"), Literal(own.day, datatype=node("xsd:date"))
    if own.part_of_day and own.part_of_day == event.when.part_of_day:
        yield me, node("partOfDay"), node(own.part_of_day)
    if own.duration and own.duration == event.when.duration:
        yield me, node("duration"), quantity_node(me, "duration", own.duration)
    if event.status == claim.status == "Occurred":
        yield from shortcuts(claim.type, facts, types)


def mention_quads(extraction: Extraction) -> Iterator[Quad]:
    """A document's mentions and the words that evoke its events, in the document's graph."""
    document = extraction.document
    home = NamedNode(DOC + document.id)
    for mention in extraction.mentions:
        if any(key.startswith("_") for key in mention.entities):
            continue
        me = phrase(document, mention.start, mention.end)
        yield from phrase_quads(document, mention.start, mention.end)
        yield Quad(me, node("mentionKind"), node(mention.kind), home)
        for key in mention.entities:
            yield Quad(me, node("itsrdf:taIdentRef"), entity(key), home)
    for claim in extraction.claims:
        yield from phrase_quads(document, *claim.trigger)


def phrase(document: Document, start: int, end: int) -> NamedNode:
    """The node of some words of a text."""
    return NamedNode(f"{DOC}{document.id}#char={start},{end}")


def phrase_quads(document: Document, start: int, end: int) -> Iterator[Quad]:
    """Words with their place in the text."""
    home, me = NamedNode(DOC + document.id), phrase(document, start, end)
    yield Quad(me, TYPE, node("nif:Phrase"), home)
    yield Quad(me, node("nif:beginIndex"), integer(start), home)
    yield Quad(me, node("nif:endIndex"), integer(end), home)
    yield Quad(me, node("nif:anchorOf"), Literal(document.text[start:end]), home)
    yield Quad(me, node("nif:referenceContext"), home, home)
