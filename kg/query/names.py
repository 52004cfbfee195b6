"""From what a user writes to the node that is meant: by IRI, by name, by alias."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.errors import QueryError
from kg.rdf.terms import KG, PREFIXES, compact, node

GRAPH = DefaultGraph()
TYPE, NAME = node("rdf:type"), node("schema:name")
ALIASES = (node("skos:altLabel"), node("rdfs:label"))
ARTICLE, EVENT = node("schema:NewsArticle"), node("sem:Event")
ENTITY_CLASSES = tuple(
    node(name)
    for name in (
        *("schema:Person", "schema:Organization", "schema:Place", "schema:Legislation", "schema:Event", "schema:Thing"),
        *("skos:Concept", "kg:Office"),
    )
)
# From the node that stands in the graph to other IRIs for the same thing.
OTHER_IRIS = (node("owl:sameAs"), node("kg:mergedFrom"))
NEAREST = 3  # names that an error offers


def find_entity(store: Store, text: str) -> NamedNode:
    """The entity that `text` gives by IRI, name or alias, or else the event of that name.

    Exact spellings win over those that differ in case and accents, names over aliases. Raises QueryError where nothing
    or more than one thing fits.
    """
    if full := written_iri(text):
        return find_iri(store, full)
    for is_wanted in (is_entity, is_event):
        for step in (exact, same_but_for_accents):
            for predicates in ((NAME,), ALIASES):
                if found := {thing for thing in step(store, text, predicates) if is_wanted(store, thing)}:
                    return only(found, text)
    raise QueryError(f'Nothing in the graph is called "{text}"{nearest(text, names(store))}.')


def find_document(store: Store, text: str) -> NamedNode:
    """The article that `text` gives by IRI, id, headline or file name; raises QueryError where none or several fit."""
    if full := written_iri(text):
        return find_iri(store, full)
    predicates = (NAME, node("schema:headline"), node("dcterms:source"))
    found = {article for article in exact(store, text, predicates) if has_type(store, article, ARTICLE)}
    found |= {article for article in articles(store) if compact(article.value) == f"doc:{text}"}
    if not found:
        headlines = (text_of(quad) for article in articles(store) for quad in store.quads_for_pattern(article, NAME, None, GRAPH))
        raise QueryError(f'No article has the id, headline or file name "{text}"{nearest(text, headlines)}.')
    return only(found, text)


def find_class(store: Store, text: str) -> NamedNode:
    """The class of events with that name ("Meeting", "kg:Meeting") or label ("Rencontre"); raises QueryError where there is none."""
    from kg.rdf.ontology import DENIED, ROOT, load  # slow to import, and most queries name no class

    ontology, wanted = load(), fold(text.removeprefix("kg:"))
    spellings = {name: (name, ontology.label(name, "fr"), ontology.label(name, "en")) for name in (*ontology.types(), ROOT, DENIED)}
    for name, forms in spellings.items():
        if wanted in map(fold, forms):
            return NamedNode(KG + name)
    raise QueryError(f'There is no type of event called "{text}"{nearest(text, spellings)}.')


def find_iri(store: Store, full: str) -> NamedNode:
    """The node of that IRI, or the one that it was merged into or identified with; raises QueryError where there is none."""
    try:
        wanted = NamedNode(full)
    except ValueError as error:
        raise QueryError(f'"{full}" is no IRI that can be looked up; look for it by name.') from error
    if next(store.quads_for_pattern(wanted, None, None, GRAPH), None):
        return wanted
    for link in OTHER_IRIS:
        if quad := next(store.quads_for_pattern(None, link, wanted, GRAPH), None):
            return cast(NamedNode, quad.subject)
    raise QueryError(f"The graph has no {compact(full)}; look for it by name.")


def written_iri(text: str) -> str | None:
    """The IRI that `text` writes as "<iri>", "scheme://…" or "prefix:rest"; `None` where it is a name."""
    if text.startswith("<") and text.endswith(">"):
        return text[1:-1]
    prefix, _, local = text.partition(":")
    if local.startswith("//"):
        return text
    return PREFIXES[prefix] + local if local and prefix in PREFIXES else None


def exact(store: Store, text: str, predicates: Iterable[NamedNode]) -> Iterator[NamedNode]:
    """Nodes that one of `predicates` gives exactly `text`."""
    literals = (Literal(text), Literal(text, language="fr"), Literal(text, language="en"))
    for predicate in predicates:
        for literal in literals:
            yield from (cast(NamedNode, quad.subject) for quad in store.quads_for_pattern(None, predicate, literal, GRAPH))


def same_but_for_accents(store: Store, text: str, predicates: Iterable[NamedNode]) -> Iterator[NamedNode]:
    """Nodes that one of `predicates` gives `text` in another case or with other accents; reads every such name."""
    wanted = fold(text)
    for predicate in predicates:
        for quad in store.quads_for_pattern(None, predicate, None, GRAPH):
            if fold(text_of(quad)) == wanted:
                yield cast(NamedNode, quad.subject)


def only(found: set[NamedNode], text: str) -> NamedNode:
    """The only one of `found`; raises QueryError naming all where there are several."""
    if len(found) > 1:
        ids = sorted(compact(thing.value) for thing in found)
        raise QueryError(f'"{text}" may mean {", ".join(ids)}; give one of these instead.')
    return next(iter(found))


def nearest(text: str, candidates: Iterable[str]) -> str:
    """The end of an error's sentence: the names that are most like `text`."""
    from rapidfuzz.fuzz import WRatio
    from rapidfuzz.process import extract

    found = extract(text, sorted(set(candidates)), scorer=WRatio, processor=fold, limit=NEAREST)
    return f"; the nearest names are {', '.join(name for name, *_ in found)}" if found else ""


def names(store: Store) -> Iterator[str]:
    """Every name and alias of an entity."""
    for predicate in (NAME, *ALIASES):
        for quad in store.quads_for_pattern(None, predicate, None, GRAPH):
            if is_entity(store, cast(NamedNode, quad.subject)):
                yield text_of(quad)


def is_entity(store: Store, thing: NamedNode) -> bool:
    return any(has_type(store, thing, c) for c in ENTITY_CLASSES)


def is_event(store: Store, thing: NamedNode) -> bool:
    return has_type(store, thing, EVENT)


def has_type(store: Store, thing: NamedNode, wanted: NamedNode) -> bool:
    return next(store.quads_for_pattern(thing, TYPE, wanted, GRAPH), None) is not None


def articles(store: Store) -> list[NamedNode]:
    return [cast(NamedNode, quad.subject) for quad in store.quads_for_pattern(None, TYPE, ARTICLE, GRAPH)]


def fold(text: str) -> str:
    """`text` without case and accents."""
    from kg.ids import fold as folded  # slow to import, and a query without names does without

    return folded(text)


def text_of(quad: Quad) -> str:
    """The text of an object that is a literal or an IRI, as all are where we look."""
    return cast(Literal | NamedNode, quad.object).value
