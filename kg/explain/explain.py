"""Why the graph says what it says of a thing: the kind of thing decides what there is to tell."""

from __future__ import annotations

from pyoxigraph import NamedNode, Store

from kg.errors import InputError
from kg.explain.beside import NOTHING, Beside
from kg.explain.claims import around, in_order, node_of, read_claim, subjects, text
from kg.explain.entity import explain_entity
from kg.explain.event import explain_event
from kg.explain.fact import explain_fact
from kg.explain.records import ArticleExplained, ClaimExplained, Explanation, Node
from kg.explain.things import find_thing
from kg.rdf.terms import ITSRDF, KG, PROV, SCHEMA, SEM
from kg.view.collect import describe, name_of, read_article
from kg.view.terms import TYPE


def explain(store: Store, *thing: str, beside: Beside = NOTHING) -> Explanation:
    """Everything that a thing rests on.

    `thing` is one text, the IRI, the last part of an IRI or the name of an entity, event, claim or article, or three, the subject,
    property and value of a fact; `beside` is what lies beside the store, without which the rules that linked names, the words of times
    and the base's sources are unknown. Raises `NotFoundError` where the graph hasn't it, `QueryError` where several things are called so,
    `InputError` for another number of texts.
    """
    if len(thing) == 3:
        return explain_fact(store, *thing, beside)
    if len(thing) != 1:
        raise InputError("explain one thing, or a fact as three: subject, property and value")
    found = find_thing(store, thing[0])
    types = {t.value for t in describe(store, found.value).get(TYPE.value, ())}
    if KG + "Claim" in types:
        return explain_claim(store, found.value, beside)
    if SCHEMA + "NewsArticle" in types:
        return explain_article(store, found.value, beside)
    return explain_event(store, found.value, beside) if SEM + "Event" in types else explain_entity(store, found.value, beside)


def explain_claim(store: Store, iri: str, beside: Beside) -> ClaimExplained:
    """One claim, what it supports, and the claims that it reports or is reported in."""
    me = read_claim(store, iri, beside)
    quads = store.quads_for_pattern(None, None, None, NamedNode(iri))
    triples = sorted(((q.subject, q.predicate.value, q.object) for q in quads), key=lambda t: (text(t[0]), t[1], text(t[2])))
    reports = in_order(subjects(store, KG + "reportedIn", NamedNode(iri)))
    return ClaimExplained(
        me.about,
        tuple((node_of(store, s), p, node_of(store, o)) for s, p, o in triples),  # type: ignore[arg-type]
        reports,
        (me,),
        around(store, (me,), reports, beside),
        tuple(sorted(beside.missing)),
    )


def explain_article(store: Store, iri: str, beside: Beside) -> ArticleExplained:
    """One article with all its claims."""
    claims = tuple(read_claim(store, x, beside) for x in in_order(subjects(store, PROV + "wasDerivedFrom", NamedNode(iri))))
    linked = store.quads_for_pattern(None, NamedNode(ITSRDF + "taIdentRef"), None, NamedNode(iri))
    mentions = len({text(q.subject) for q in linked})
    me = Node(iri, name_of(iri, describe(store, iri)))
    return ArticleExplained(
        me, read_article(store, iri), mentions, claims, around(store, claims, (), beside), tuple(sorted(beside.missing))
    )
