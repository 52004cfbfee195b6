"""What is no error of a query but most likely a mistake: terms that nobody knows, variables that nothing binds."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.query.header import queries_folder
from kg.query.lexer import Token, tokens
from kg.query.names import ENTITY_CLASSES, TYPE
from kg.rdf.terms import PREFIXES, compact

NEAREST, LIKE = 3, 60  # terms offered at most, and what they have in common with the one written, of 100 …
CLOSE = 15  # … and how much less than the best of them
NO_NODES = ("xsd",)  # prefixes of datatypes, which stand in literals only


def notes(store: Store, text: str) -> tuple[str, ...]:
    """A sentence for each term of a query that neither the vocabulary nor the store knows, and each variable that stays empty."""
    parts = list(tokens(text))
    return (*unknown_terms(store, parts), *empty_variables(parts))


def unknown_terms(store: Store, parts: list[Token]) -> Iterator[str]:
    """Sentences on terms under our prefixes, each once, with the nearest real ones."""
    for name in dict.fromkeys(map(compact, addresses(without_template(parts)))):
        prefix, _, local = name.partition(":")
        if prefix not in PREFIXES or prefix in NO_NODES or not local:
            continue
        known = vocabulary(prefix)
        if prefix == "kg" and name not in known:
            yield f"{name} is no term of the ontology{meant(name, known)}"
        elif name not in known and not occurs(store, NamedNode(PREFIXES[prefix] + local)):
            yield f"{name} stands nowhere in the graph{meant(name, entities(store) if prefix == 'ent' else known)}"


def without_template(parts: list[Token]) -> list[Token]:
    """A query without what it constructs, which may well be new."""
    for i, part in enumerate(parts[:-1]):
        if part.kind == "word" and part.text.upper() == "CONSTRUCT" and parts[i + 1].text == "{":
            closing = next((j for j in range(i, len(parts)) if parts[j].text == "}"), i)
            return parts[:i] + parts[closing + 1 :]
    return parts


def addresses(parts: list[Token]) -> Iterator[str]:
    """The IRIs that a query writes, with a prefix or in full; those of its declarations are left out."""
    declared, rest = dict(PREFIXES), iter(parts)
    for part in rest:
        word = part.text.upper()
        if part.kind == "word" and word == "PREFIX":
            name, full = next(rest, part), next(rest, part)
            declared[name.text.removesuffix(":")] = full.text[1:-1]
        elif part.kind == "word" and word == "BASE":
            next(rest, part)
        elif part.kind == "iri":
            yield part.text[1:-1]
        elif part.kind == "name":
            prefix, _, local = part.text.partition(":")
            yield declared.get(prefix, "") + re.sub(r"\\(.)", r"\1", local)


@cache
def vocabulary(prefix: str) -> frozenset[str]:
    """The names that the ontology, its shapes and the named queries use under `prefix`; under kg: those that are declared."""
    from kg.rdf import ontology

    if prefix == "kg":
        return frozenset(f"kg:{term}" for term in ontology.load().terms())
    folder = Path(ontology.__file__).parent
    sources = (folder / "ontology.ttl", folder / "shapes.ttl", *queries_folder().glob("*.rq"))
    return frozenset(re.findall(rf"\b{prefix}:\w+", "\n".join(source.read_text("utf-8") for source in sources)))


def occurs(store: Store, term: NamedNode) -> bool:
    """Whether a triple or a graph of the store has `term`."""
    find = store.quads_for_pattern
    found = (find(term, None, None), find(None, term, None), find(None, None, term), find(None, None, None, term))
    return any(next(quads, None) for quads in found)


def entities(store: Store) -> frozenset[str]:
    """The names of the entities of a store."""
    found = {quad.subject for kind in ENTITY_CLASSES for quad in store.quads_for_pattern(None, TYPE, kind, DefaultGraph())}
    return frozenset(compact(entity.value) for entity in found if isinstance(entity, NamedNode))


def meant(name: str, known: Collection[str]) -> str:
    """The end of a sentence on `name`, a term or a variable: those of `known` that may be meant."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extract

    found = extract(name, sorted(known), scorer=ratio, processor=bare, score_cutoff=LIKE, limit=NEAREST)
    near = [other for other, score, _ in found if score > found[0][1] - CLOSE]
    return f"; did you mean {' or '.join(near)}?" if near else "."


def bare(name: str) -> str:
    """What of a name may be misspelt: no prefix, no "?", no capitals."""
    return name.rpartition(":")[2].lstrip("?").lower()


def empty_variables(parts: list[Token]) -> Iterator[str]:
    """Sentences on variables of SELECT, ORDER BY and GROUP BY that stand nowhere between the braces, each once."""
    opening = next((i for i, part in enumerate(parts) if part.text == "{"), len(parts))
    closing = next((i for i in range(len(parts) - 1, -1, -1) if parts[i].text == "}"), -1)
    inside = {part.text[1:] for part in parts[opening:closing] if part.kind == "variable"}
    outside = [*parts[:opening], *parts[closing + 1 :]]
    named = {part.text[1:] for before, part in pairwise(parts) if before.text.upper() == "AS"}
    for name in dict.fromkeys(part.text[1:] for part in outside if part.kind == "variable"):
        if name not in inside | named:
            yield f"?{name} stands nowhere in WHERE, so it has no value{meant(f'?{name}', {f'?{other}' for other in inside})}"
