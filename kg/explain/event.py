"""Why the graph tells of an event as it does: what each property rests on, how its days follow, what was brought together."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Store

from kg.explain.beside import Beside
from kg.explain.claims import DEFAULT, around, in_order, node_of, read_claim, stating
from kg.explain.records import Dispute, EventExplained, Fact, Node, Part
from kg.judgements import Judgement
from kg.rdf.terms import EV, KG, RDFS, SCHEMA, SEM
from kg.view.collect import Description, describe, name_of, one, side, source_count, status_of, whats_about, when_of
from kg.view.terms import ACTORS, BETWEEN_EVENTS, LITERALS, QUANTITIES, ROLES, TYPE, local
from kg.view.words import read_words

DAYS = (KG + "date", KG + "edtf", SEM + "hasEarliestBeginTimeStamp", SEM + "hasLatestEndTimeStamp")
ORDER = (TYPE.value, *ROLES, *QUANTITIES, *LITERALS)
# What stands elsewhere in an explanation than among an event's properties.
APART = frozenset(
    (*DAYS, SCHEMA + "name", RDFS + "label", *(KG + x for x in ("status", "sourceCount", "mergedFrom", "mergeReason", "datedBy")))
)


def explain_event(store: Store, iri: str, beside: Beside) -> EventExplained:
    """The event `iri`, from which every claim about it can be reached."""
    found = describe(store, iri)
    claims = tuple(read_claim(store, x, beside) for x in in_order(node.value for node, _ in whats_about(store, iri, KG + "Claim")))
    dated_by = dating(store, iri, found)
    disputes = tuple(disputes_of(store, iri))
    merged = tuple(sorted(t.value for t in found.get(KG + "mergedFrom", ()) if isinstance(t, NamedNode)))
    cited = [*dated_by, *(claim for each in disputes for _, claim in each.sides)]
    return EventExplained(
        Node(iri, name_of(iri, found)),
        specific(found),
        status_of(found),
        source_count(found),
        when_of(found),
        dated_by,
        tuple(facts_of(store, iri, found)),
        tuple(parts_of(store, iri, (*BETWEEN_EVENTS, KG + "topic"))),
        merged,
        tuple(sorted(t.value for t in found.get(KG + "mergeReason", ()) if isinstance(t, Literal))),
        judged(merged, beside),
        disputes,
        claims,
        around(store, claims, cited, beside),
        tuple(sorted(beside.missing)),
    )


def dating(store: Store, iri: str, found: Description) -> tuple[str, ...]:
    """The claims from which an event's days follow: those that the graph names, and any that says the day by itself."""
    named = (t.value for t in found.get(KG + "datedBy", ()) if isinstance(t, NamedNode))
    says = (claim for t in found.get(KG + "date", ()) if isinstance(t, Literal) for claim in stating(store, iri, KG + "date", t))
    return in_order((*named, *says))


def specific(found: Description) -> tuple[str, ...]:
    """The local names of the types that say most, of what is denied where the event is."""
    given = found.get(KG + "deniedType") or found.get(TYPE.value, [])
    return read_words().specific(sorted({local(t.value) for t in given}))


def facts_of(store: Store, iri: str, found: Description) -> Iterable[Fact]:
    """What an event is, who takes part and so on, each with the claims that state it; superclasses and superproperties left out."""
    types = set(specific(found))
    precise = {t for p in ACTORS[:4] for t in found.get(p, ())}
    for property in sorted(found.keys() - APART, key=rank):
        for term in found[property]:
            if not isinstance(term, NamedNode | Literal):
                continue
            if (property == TYPE.value and local(term.value) not in types) or (property == KG + "participant" and term in precise):
                continue
            yield Fact(property, node_of(store, term), stating(store, iri, property, term))


def rank(property: str) -> tuple[int, str]:
    """Where a property stands among those of one thing."""
    return ORDER.index(property) if property in ORDER else len(ORDER), property


def parts_of(store: Store, iri: str, roles: Iterable[str] = ROLES) -> Iterable[Part]:
    """The events in which something has one of `roles`, by name."""
    given: dict[str, list[str]] = {}
    for role in roles:
        for quad in store.quads_for_pattern(None, NamedNode(role), NamedNode(iri), DEFAULT):
            if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(EV):
                given.setdefault(quad.subject.value, []).append(role)
    made = (part(store, event, iri, found) for event, found in given.items())
    return sorted(made, key=lambda p: (p.event.name[0], p.event.iri))


def part(store: Store, event: str, iri: str, roles: list[str]) -> Part:
    found = describe(store, event)
    precise = tuple(r for r in roles if r != KG + "participant" or not {*roles} & {*ACTORS[:4]})
    claims = in_order(c for r in roles for c in stating(store, event, r, NamedNode(iri)))
    return Part(Node(event, name_of(event, found)), status_of(found), precise, claims)


def disputes_of(store: Store, iri: str) -> Iterable[Dispute]:
    """What the claims about something disagree on."""
    for _, found in whats_about(store, iri, KG + "Disagreement"):
        property = one(found, KG + "onProperty")
        sides = [t for p in ("claimA", "claimB") for t in found.get(KG + p, ()) if isinstance(t, NamedNode)]
        yield Dispute(property, tuple((side(store, property, claim)[0], claim.value) for claim in sides))


def judged(members: Iterable[str], beside: Beside) -> tuple[Judgement, ...]:
    """What people decided about the articles' events that an event unites."""
    mine = {iri.removeprefix(EV) for iri in members}
    return tuple(j for j in beside.judgements.all if j.kind != "link" and mine & set(j.mention.split()))
