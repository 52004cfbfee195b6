"""From the store to plain records: who and what there is, what happened, and which sentence says so.

Cheap bulk reads (`read_links`) come first and serve to choose; only what was chosen is then described, so that a page of
300 nodes stays quick to make on a store of a million. Everything is sorted: a store has no order of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from sys import intern

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Store

from kg.rdf.terms import DCTERMS, ITSRDF, KG, NIF, OWL, PROV, RDFS, SCHEMA, SEM, SKOS
from kg.view.safe import clean
from kg.view.terms import BACKGROUND, LITERALS, QUANTITIES, ROLES, TYPE, local
from kg.view.when import When, in_words, point, quantity

Text = tuple[str, str]  # French, English
Description = dict[str, list[NamedNode | BlankNode | Literal]]

# The first that fits is an entity's kind; whoever adds a kind adds its look in the template.
KINDS = (
    (SCHEMA + "Person", "Person"),
    (SCHEMA + "Organization", "Organization"),
    (SCHEMA + "Place", "Place"),
    (SCHEMA + "Legislation", "Legislation"),
    (SEM + "Event", "Event"),
    (SCHEMA + "Event", "Event"),
    (SKOS + "Concept", "Concept"),
    (SCHEMA + "NewsArticle", "Document"),
    (SCHEMA + "CreativeWork", "Document"),
)
NO_NODES = frozenset(KG + x for x in ("Quantity", "Tenure", "Office", "Claim", "Disagreement"))
SENTENCE_LIMIT = 600  # characters; a longer one is cut around its trigger words
_OFFSETS = re.compile(r"=(\d{1,9}),(\d{1,9})$")
_DEFAULT = DefaultGraph()


@dataclass(frozen=True, slots=True)
class Link:
    """An event's role: `target` is the IRI of an entity or event."""

    event: str
    role: str
    target: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A triple between two entities that the page shows like an event, for lack of one: IRIs."""

    subject: str
    property: str
    object: str


@dataclass(frozen=True, slots=True)
class Links:
    """All that the choice of nodes needs: events, their roles, how often each entity is mentioned, and facts by the IRI they go by."""

    events: frozenset[str]
    roles: tuple[Link, ...]
    mentions: dict[str, int]
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entity:
    iri: str
    kind: str
    name: Text
    types: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    background: tuple[tuple[str, Text], ...] = ()  # property, name of its value
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    iri: str
    types: tuple[str, ...]  # local names, of what is denied where the event is
    name: Text
    status: str
    when: When
    roles: tuple[tuple[str, str], ...] = ()
    quantities: tuple[tuple[str, float, str, str], ...] = ()  # property, value, bound, unit
    literals: tuple[tuple[str, str], ...] = ()
    source_count: int = 1
    claims: tuple[Claim, ...] = ()
    disputes: tuple[Dispute, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that supports something; `trigger` counts code points into `sentence`."""

    iri: str
    status: str
    sentence: str
    trigger: tuple[int, int]
    article: str
    source: str  # IRI of whom the text gives as source, "" where the article speaks for itself
    source_name: Text
    supports: frozenset[tuple[str, str]]  # role, target


@dataclass(frozen=True, slots=True)
class Dispute:
    """A property (local name) on which two claims disagree, with what each gives."""

    property: str
    sides: tuple[tuple[Text, Claim], ...]


@dataclass(frozen=True, slots=True)
class Article:
    iri: str
    headline: str
    date: str
    source: str


def read_links(store: Store) -> Links:
    """Events, roles and mention counts of the fused graph, sorted."""
    events = frozenset(_iris(q.subject for q in store.quads_for_pattern(None, TYPE, NamedNode(SEM + "Event"), _DEFAULT)))
    links = [
        Link(intern(q.subject.value), role, intern(q.object.value))
        for role in ROLES
        for q in store.quads_for_pattern(None, NamedNode(role), None, _DEFAULT)
        if isinstance(q.object, NamedNode) and isinstance(q.subject, NamedNode) and q.subject.value in events
    ]
    order = {role: i for i, role in enumerate(ROLES)}
    links.sort(key=lambda x: (x.event, order[x.role], x.target))
    return Links(events, tuple(_without_general(links)), _mentions(store))


def _without_general(links: list[Link]) -> Iterable[Link]:
    """Drops `participant` where the same target has a more precise role in the same event; the links of an event come in a row."""
    for _, of_event in groupby(links, lambda x: x.event):
        roles = list(of_event)
        precise = {x.target for x in roles if x.role in ROLES[:4]}
        yield from (x for x in roles if x.role != KG + "participant" or x.target not in precise)


def _mentions(store: Store) -> dict[str, int]:
    found = store.quads_for_pattern(None, NamedNode(ITSRDF + "taIdentRef"), None, None)
    return dict(sorted(Counter(_iris(q.object for q in found)).items()))


def _iris(terms: Iterable[object]) -> Iterable[str]:
    return (intern(t.value) for t in terms if isinstance(t, NamedNode))  # many links name the same


def describe(store: Store, iri: str) -> Description:
    """All that the fused graph says with `iri` as subject: property → sorted terms."""
    found: Description = {}
    for quad in store.quads_for_pattern(NamedNode(iri), None, None, _DEFAULT):
        if isinstance(quad.object, NamedNode | BlankNode | Literal):
            found.setdefault(quad.predicate.value, []).append(quad.object)
    return {p: sorted(terms, key=str) if len(terms) > 1 else terms for p, terms in sorted(found.items())}


def one(found: Description, prop: str) -> str:
    return found[prop][0].value if prop in found else ""


def kind_of(found: Description) -> str | None:
    """A node's kind, None for what is no node of the page (a quantity, an office)."""
    types = {t.value for t in found.get(TYPE.value, ())}
    if types & NO_NODES:
        return None
    return next((kind for type_, kind in KINDS if type_ in types), "Thing")


def name_of(iri: str, found: Description) -> Text:
    labels = {t.language: t.value for t in found.get(RDFS + "label", ()) if isinstance(t, Literal)}
    name = labels.get("fr") or one(found, SCHEMA + "name") or labels.get("en") or local(iri)
    return name, labels.get("en") or name


def read_entity(store: Store, iri: str, mentions: int) -> Entity | None:
    """The entity `iri`; None where it is none that people see."""
    found = describe(store, iri)
    kind = kind_of(found)
    if kind is None:
        return None
    return Entity(
        iri,
        kind,
        name_of(iri, found),
        tuple(sorted({local(t.value) for t in found.get(TYPE.value, ())})),
        tuple(t.value for t in found.get(OWL + "sameAs", ())),
        tuple(t.value for t in found.get(SKOS + "altLabel", ())),
        tuple(
            (prop, name_of(t.value, describe(store, t.value)))
            for prop in BACKGROUND
            for t in found.get(prop, ())
            if isinstance(t, NamedNode)
        ),
        mentions,
    )


def read_event(store: Store, iri: str, roles: Iterable[tuple[str, str]]) -> Event:
    """The event `iri` with every claim about it."""
    found = describe(store, iri)
    types = found.get(KG + "deniedType") or found.get(TYPE.value, [])
    return Event(
        iri,
        tuple(sorted({local(t.value) for t in types})),
        name_of(iri, found),
        status_of(found),
        when_of(found),
        tuple(roles),
        tuple(_quantities(store, found)),
        tuple((prop, t.value) for prop in LITERALS for t in found.get(prop, ()) if isinstance(t, Literal)),
        source_count(found),
        _claims(store, iri),
        tuple(_disputes(store, iri)),
    )


def read_fact(store: Store, iri: str, fact: Fact, name: Text) -> Event:
    """A triple as an event that has the name of its property, with the claims whose graphs hold it."""
    quads = store.quads_for_pattern(NamedNode(fact.subject), NamedNode(fact.property), NamedNode(fact.object), None)
    claims = sorted({q.graph_name for q in quads if isinstance(q.graph_name, NamedNode)}, key=str)
    told = tuple(_claim(store, node, describe(store, node.value))[1] for node in claims)
    subject, target = (name_of(x, describe(store, x)) for x in (fact.subject, fact.object))
    full = f"{subject[0]} {name[0]} {target[0]}", f"{subject[1]} {name[1]} {target[1]}"
    roles = ((KG + "agent", fact.subject), (KG + "patient", fact.object))
    return Event(iri, (local(fact.property),), full, "Occurred", When(), roles, source_count=len({c.article for c in told}), claims=told)


def status_of(found: Description) -> str:
    """The local name of an event's or a claim's status; what has none occurred."""
    return local(one(found, KG + "status")) or "Occurred"


def source_count(found: Description) -> int:
    """How many independent articles tell of an event, 1 where the graph doesn't say."""
    count = one(found, KG + "sourceCount")
    return int(count) if count.isdecimal() else 1


def when_of(found: Description) -> When:
    return When(
        one(found, KG + "date"),
        one(found, SEM + "hasEarliestBeginTimeStamp"),
        one(found, SEM + "hasLatestEndTimeStamp"),
        one(found, KG + "edtf"),
        local(one(found, KG + "partOfDay")),
    )


def _quantities(store: Store, found: Description) -> Iterable[tuple[str, float, str, str]]:
    for prop in QUANTITIES:
        for term in found.get(prop, ()):
            if isinstance(term, NamedNode):
                part = describe(store, term.value)
                yield prop, _number(one(part, KG + "value")), local(one(part, KG + "bound")), one(part, KG + "unit")


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if abs(value) < 1e15 else 0.0


def whats_about(store: Store, iri: str, type_: str) -> list[tuple[NamedNode, Description]]:
    """What of `type_` is about the event or entity `iri`, with its description."""
    quads = store.quads_for_pattern(None, NamedNode(KG + "about"), NamedNode(iri), _DEFAULT)
    nodes = sorted((q.subject for q in quads if isinstance(q.subject, NamedNode)), key=str)
    described = ((node, describe(store, node.value)) for node in nodes)
    return [(node, found) for node, found in described if NamedNode(type_) in found.get(TYPE.value, ())]


def _claims(store: Store, about: str) -> tuple[Claim, ...]:
    """The claims about an event, by article and place in it."""
    found = (_claim(store, *x) for x in whats_about(store, about, KG + "Claim"))
    return tuple(claim for _, claim in sorted(found, key=lambda x: x[0]))


def _disputes(store: Store, about: str) -> Iterable[Dispute]:
    """What the claims about an event disagree on."""
    for _, found in whats_about(store, about, KG + "Disagreement"):
        prop = one(found, KG + "onProperty")
        claims = [x for side in ("claimA", "claimB") for x in found.get(KG + side, ()) if isinstance(x, NamedNode)]
        yield Dispute(local(prop), tuple(side(store, prop, claim) for claim in claims))


def side(store: Store, prop: str, claim: NamedNode) -> tuple[Text, Claim]:
    """What a claim gives for a property: what stands on it, where the event has another value, or else in its graph."""
    found = describe(store, claim.value)
    inside = sorted((q.object for q in store.quads_for_pattern(None, NamedNode(prop), None, claim)), key=str)
    timed = [KG + "edtf"] if prop == KG + "date" else []
    own = next((found[p] for p in (*timed, prop) if p in found), inside)
    values = [value_words(store, x) for x in own if isinstance(x, NamedNode | Literal)]
    return (", ".join(x[0] for x in values), ", ".join(x[1] for x in values)), _claim(store, claim, found)[1]


def value_words(store: Store, term: NamedNode | Literal) -> Text:
    if isinstance(term, Literal):
        french, english = (in_words(When(edtf=term.value), lang) or point(term.value, lang) for lang in ("fr", "en"))
        return french, english
    found = describe(store, term.value)
    if KG + "value" not in found:
        return name_of(term.value, found)
    number, bound, unit = _number(one(found, KG + "value")), local(one(found, KG + "bound")), one(found, KG + "unit")
    return quantity(number, bound, unit, "fr"), quantity(number, bound, unit, "en")


def _claim(store: Store, node: NamedNode, found: Description) -> tuple[tuple[str, int, str], Claim]:
    """A claim with what sorts it: its article, where its sentence begins, its IRI."""
    sentence, trigger = one(found, KG + "sentence"), one(found, KG + "trigger")
    part = describe(store, sentence) if sentence else {}
    begin = offsets(store, sentence)[0]
    start, end = (x - begin for x in offsets(store, trigger))
    text, marked = cut(one(part, NIF + "anchorOf"), (start, end))
    source, article = one(found, PROV + "wasAttributedTo"), one(found, PROV + "wasDerivedFrom")
    name = name_of(source, describe(store, source)) if source else ("", "")
    return (article, begin, node.value), Claim(node.value, status_of(found), text, marked, article, source, name, _supports(store, node))


def _supports(store: Store, claim: NamedNode) -> frozenset[tuple[str, str]]:
    quads = store.quads_for_pattern(None, None, None, claim)
    return frozenset((q.predicate.value, q.object.value) for q in quads if isinstance(q.object, NamedNode))


def offsets(store: Store, iri: str) -> tuple[int, int]:
    """Where a sentence or phrase stands in its article, in code points: as described, else as its IRI says; (0, 0) if neither does."""
    if not iri:
        return 0, 0
    found = {q.predicate.value: q.object for q in store.quads_for_pattern(NamedNode(iri), None, None, None)}
    ends = [found.get(NIF + "beginIndex"), found.get(NIF + "endIndex")]
    numbers = [int(t.value) for t in ends if isinstance(t, Literal) and t.value.isdecimal()]
    if len(numbers) == 2:
        return numbers[0], numbers[1]
    written = _OFFSETS.search(iri)
    return (int(written[1]), int(written[2])) if written else (0, 0)


def cut(sentence: str, trigger: tuple[int, int]) -> tuple[str, tuple[int, int]]:
    """`sentence` without its outer blanks, at most SENTENCE_LIMIT long around `trigger`, and where the trigger then stands.

    A trigger that lies outside becomes (0, 0): nothing is highlighted rather than something wrong.
    """
    text = clean(sentence)
    start, end = trigger if 0 <= trigger[0] < trigger[1] <= len(text) else (0, 0)
    first = len(text) - len(text.lstrip())
    last = max(first, len(text.rstrip()))
    if last - first > SENTENCE_LIMIT:
        first = max(first, min(start - SENTENCE_LIMIT // 3, last - SENTENCE_LIMIT))
        last = min(last, first + SENTENCE_LIMIT)
    head, tail = "…" if text[:first].strip() else "", "…" if text[last:].strip() else ""
    shift = len(head) - first
    marked = (start + shift, end + shift) if first <= start < end <= last else (0, 0)
    return head + text[first:last] + tail, marked


def read_article(store: Store, iri: str) -> Article:
    found = describe(store, iri)
    headline = one(found, SCHEMA + "headline") or one(found, SCHEMA + "name") or local(iri)
    return Article(iri, headline, one(found, DCTERMS + "date"), one(found, DCTERMS + "source"))
