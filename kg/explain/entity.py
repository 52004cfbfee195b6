"""What the graph knows of an entity: from the base, from each article's words, from the events in which it has a role."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Store

from kg.explain.base import base_fact, tenures_of
from kg.explain.beside import Beside
from kg.explain.claims import around, in_order, node_of, read_claim, stating, subjects
from kg.explain.event import disputes_of, parts_of, specific
from kg.explain.records import EntityExplained, Fact, Mention, Node
from kg.explain.things import forms
from kg.judgements import NONE, Judgement
from kg.kb.entry import name_key
from kg.rdf.terms import DOC, ENT, ITSRDF, KG, NIF, OWL, PROV, RDFS, SCHEMA, SKOS
from kg.view.collect import Description, describe, name_of, offsets, read_article, whats_about
from kg.view.terms import TYPE, local

# What stands elsewhere in an explanation than among an entity's properties.
APART = frozenset((TYPE.value, SCHEMA + "name", RDFS + "label", SKOS + "altLabel", OWL + "sameAs"))


def explain_entity(store: Store, iri: str, beside: Beside) -> EntityExplained:
    """The entity `iri`, with every claim that names it or is attributed to it and every mention of it."""
    found, me = describe(store, iri), NamedNode(iri)
    said = in_order(subjects(store, PROV + "wasAttributedTo", me))
    about = (node.value for node, _ in whats_about(store, iri, KG + "Claim"))
    claims = tuple(read_claim(store, x, beside) for x in in_order([*said, *about, *naming(store, me)]))
    disputes = tuple(disputes_of(store, iri))
    mentions = tuple(mentions_of(store, iri, beside))
    return EntityExplained(
        Node(iri, name_of(iri, found)),
        specific(found),
        tuple(t.value for t in found.get(SKOS + "altLabel", ())),
        tuple(t.value for t in found.get(OWL + "sameAs", ())),
        (*facts_of(store, iri, found, beside), *tenures_of(store, iri, beside)),
        tuple(parts_of(store, iri)),
        mentions,
        judged(iri, mentions, beside),
        disputes,
        said,
        claims,
        around(store, claims, (claim for each in disputes for _, claim in each.sides), beside),
        tuple(sorted(beside.missing)),
    )


def naming(store: Store, me: NamedNode) -> Iterable[str]:
    """The claims that support something about an entity. The other graphs that have a name are articles, which hold mentions."""
    for quads in (store.quads_for_pattern(me, None, None, None), store.quads_for_pattern(None, None, me, None)):
        for quad in quads:
            if isinstance(quad.graph_name, NamedNode) and "#" in quad.graph_name.value:
                yield quad.graph_name.value


def facts_of(store: Store, iri: str, found: Description, beside: Beside) -> Iterable[Fact]:
    """The properties of an entity, with the claims that state them or else the source of the base."""
    for property in sorted(found.keys() - APART):
        for term in found[property]:
            if isinstance(term, NamedNode | Literal):
                claims = stating(store, iri, property, term)
                yield Fact(property, node_of(store, term), claims) if claims else base_fact(store, iri, property, term, beside)


def mentions_of(store: Store, iri: str, beside: Beside) -> Iterable[Mention]:
    """The words that mean an entity, by article and place; the same words that the same rule linked stand together."""
    names = [name_key(form) for form in forms(store, NamedNode(iri))]
    grouped: dict[tuple[str, str, str, str, tuple[str, ...], bool], list[tuple[int, int]]] = {}
    for quad in store.quads_for_pattern(None, NamedNode(ITSRDF + "taIdentRef"), NamedNode(iri), None):
        if not isinstance(quad.subject, NamedNode) or not isinstance(quad.graph_name, NamedNode):
            continue
        phrase, article = quad.subject, quad.graph_name.value
        told = {q.predicate.value: q.object for q in store.quads_for_pattern(phrase, None, None, quad.graph_name)}
        others = store.quads_for_pattern(phrase, NamedNode(ITSRDF + "taIdentRef"), None, quad.graph_name)
        beside_it = tuple(sorted({q.object.value for q in others if isinstance(q.object, NamedNode)} - {iri}))
        place = offsets(store, phrase.value)
        rule, renamed = rule_of(article, place, iri, beside)
        words, kind = (getattr(told.get(p), "value", "") for p in (NIF + "anchorOf", KG + "mentionKind"))
        grouped.setdefault((article, words, local(kind), rule, beside_it, renamed), []).append(place)
    for key, places in sorted(grouped.items(), key=lambda item: (item[0][0], min(item[1]), item[0])):
        article, words, kind, rule, others_of, renamed = key
        along = tuple(node_of(store, x) for x in others_of)
        yield Mention(
            read_article(store, article),
            words,
            kind,
            rule,
            tuple(sorted(places)),
            along,
            any(name_key(words) in name for name in names),
            renamed,
        )


def rule_of(article: str, place: tuple[int, int], iri: str, beside: Beside) -> tuple[str, bool]:
    """What linked the words at a place, "" where nobody has kept it, and whether another article gave the fuller name."""
    kept = beside.extraction(article.removeprefix(DOC)) if beside.folder else None
    here = [m for m in kept.mentions if (m.start, m.end) == place] if kept else []
    key = iri.removeprefix(ENT)
    mine = next((m for m in here if key in m.entities), here[0] if here else None)
    return (mine.rule, key not in mine.entities) if mine else ("", False)


def judged(iri: str, mentions: Iterable[Mention], beside: Beside) -> tuple[Judgement, ...]:
    """What people decided about words that mean an entity, or may have meant it."""
    words = {m.words for m in mentions}
    key = iri.removeprefix(ENT)
    return tuple(j for j in beside.judgements.all if j.kind == "link" and (j.entity == key or (j.entity == NONE and j.mention in words)))
