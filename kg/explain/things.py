"""From what a user writes to what is meant: anything of the graph that can be explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from pyoxigraph import Literal, NamedNode, Store

from kg.errors import QueryError
from kg.explain.claims import DEFAULT
from kg.kb.entry import name_key
from kg.query.names import ALIASES, NAME, NEAREST, find_entity, is_entity, is_event, names, only, text_of, written_iri
from kg.rdf.terms import DOC, ENT, EV, compact, node


class NotFoundError(QueryError):
    """Something that the graph hasn't; the message names what it has."""


def find_thing(store: Store, text: str) -> NamedNode:
    """The node that `text` gives by IRI, the last part of one, name or alias.

    Raises `NotFoundError` with the nearest names where there is none, `QueryError` where several fit.
    """
    text = text.strip()
    if thing := by_last_part(store, text):
        return thing
    if not text.isprintable() or not text:
        raise NotFoundError("Give a printable name or the address of something in the graph.")
    try:
        return find_entity(store, text)
    except QueryError as error:
        if written_iri(text) is None and (found := called(store, text)):
            return only(found, text)
        raise NotFoundError(f'Nothing in the graph is called "{text}"{suggestion(store, text)}.') from error


def called(store: Store, text: str) -> set[NamedNode]:
    """The entities, or else the events, that have a name or alias which differs in accents, case and hyphens at most."""
    wanted = name_key(text)
    found = {NamedNode(iri) for iri, name in names_of_all(store) if name_key(name) == wanted}
    return {x for x in found if is_entity(store, x)} or {x for x in found if is_event(store, x)}


def names_of_all(store: Store) -> Iterator[tuple[str, str]]:
    """The IRI and a name of everything that has one; claims, figures and articles among them."""
    for predicate in (NAME, *ALIASES):
        for quad in store.quads_for_pattern(None, predicate, None, DEFAULT):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                yield quad.subject.value, quad.object.value


def by_last_part(store: Store, text: str) -> NamedNode | None:
    """The node whose IRI is `text`, or ends with it: an entity, an event or what it was merged from, an article, a claim."""
    full = written_iri(text)
    for iri in (full,) if full else (f"{space}{text}" for space in (ENT, EV, DOC)):
        try:
            wanted = NamedNode(iri)
        except ValueError:
            return None
        if next(store.quads_for_pattern(wanted, None, None, DEFAULT), None):
            return wanted
        if quad := next(store.quads_for_pattern(None, node("mergedFrom"), wanted, DEFAULT), None):
            return cast(NamedNode, quad.subject)
    return None


def suggestion(store: Store, text: str) -> str:
    """The end of an error's sentence: the nearest names."""
    near = nearest(names(store), text)
    return f"; the nearest names are {', '.join(near)}" if near else ""


def nearest(candidates: Iterable[str], text: str, number: int = NEAREST) -> list[str]:
    """The names that are most like `text`, the nearest first."""
    from rapidfuzz.fuzz import WRatio
    from rapidfuzz.process import extract

    # A name of few letters is part of almost everything, which this measure takes for likeness.
    long = sorted({name for name in candidates if 2 * len(name) > len(text)})
    return [name for name, *_ in extract(text, long, scorer=WRatio, processor=name_key, limit=number)]


def forms(store: Store, thing: NamedNode) -> Iterator[str]:
    """Every way to write a node: its IRI in full, prefixed, its last part, its names."""
    short = compact(thing.value)
    yield from (thing.value, short, short.partition(":")[2])
    for predicate in (NAME, *ALIASES):
        yield from (text_of(quad) for quad in store.quads_for_pattern(thing, predicate, None, DEFAULT))
