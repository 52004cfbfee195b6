"""Checks a graph against its contract: SHACL shapes over the default graph, and invariants that SHACL can't say.

SHACL sees one graph, and no ontology. What ties the named graphs to the default graph, and what follows from the ontology
(superclasses, superproperties, one family a node), is checked here in plain Python.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pyshacl
import rdflib
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple
from rdflib.namespace import SH
from rdflib.term import Node

from kg.errors import StoreError
from kg.rdf.ontology import ROOT, load
from kg.rdf.terms import KG, compact, node

Triples = set[Triple]
Graphs = dict[str, Triples]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One broken rule: the node's IRI and a sentence that says what it lacks."""

    node: str
    message: str

    def __str__(self) -> str:
        return f"{compact(self.node)}: {self.message}"


@dataclass(frozen=True, slots=True)
class Report:
    """What is wrong with a graph, sorted by node."""

    problems: tuple[Problem, ...]

    @property
    def conforms(self) -> bool:
        return not self.problems


def check(quads: Iterable[Quad], damage: Iterable[Problem] = ()) -> Report:
    """The report on a dataset; `quads` may be a list, a parser or a pyoxigraph `Store`, whose `damage` is reported with the rest."""
    default, named = split(quads)
    problems = set(damage) | {problem for rule in RULES for problem in rule(default, named)}
    return Report(tuple(sorted(problems)))


def split(quads: Iterable[Quad]) -> tuple[Triples, Graphs]:
    """The default graph's triples, and each named graph's by its IRI."""
    default: Triples = set()
    named: Graphs = defaultdict(set)
    for quad in quads:
        graph = quad.graph_name
        (default if isinstance(graph, DefaultGraph) else named[graph.value]).add(quad.triple)
    return default, dict(named)


# SHACL


def shacl_problems(default: Triples, named: Graphs) -> Iterator[Problem]:
    """What `shapes.ttl` finds in the default graph. Nothing is fetched: both graphs are handed over parsed, imports are off."""
    with _quiet():
        _, report, _ = pyshacl.validate(to_rdflib(default), shacl_graph=shapes(), inplace=True, inference="none", do_owl_imports=False)
    if not isinstance(report, rdflib.Graph):
        raise StoreError(f"The graph can't be checked against its shapes: {report}")
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        # Rules over the whole graph name the offender as value, all others as focus node.
        focus, value = report.value(result, SH.focusNode), report.value(result, SH.value)
        offender = value if str(focus) == KG[:-1] else focus
        yield Problem(str(offender), _sentence(report, result))


@contextmanager
def _quiet() -> Iterator[None]:
    """rdflib logs a traceback for each ill-typed literal; here such a literal is a finding, told in the report."""
    logger = logging.getLogger("rdflib.term")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


def _sentence(report: rdflib.Graph, result: Node) -> str:
    message, path, value = (report.value(result, p) for p in (SH.resultMessage, SH.resultPath, SH.value))
    return f"{message} Found: {compact(str(value))}." if path is not None and value is not None else str(message)


@cache
def shapes() -> rdflib.Graph:
    """The shapes of the package, read once."""
    return rdflib.Graph().parse(data=files("kg.rdf").joinpath("shapes.ttl").read_text("utf-8"), format="turtle")


def to_rdflib(triples: Iterable[Triple]) -> rdflib.Graph:
    """The triples as an rdflib graph in memory.

    Measured on 9,700 triples, their validation takes 2 s so and 116 s through oxrdflib, which crosses between the libraries
    at each look-up and not once a triple.
    """
    graph = rdflib.Graph()
    graph.addN((_term(s), _term(p), _term(o), graph) for s, p, o in triples)
    return graph


def _term(term: object) -> Node:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, Literal):
        # Not normalised: what was written is what is checked.
        return rdflib.Literal(term.value, lang=term.language, datatype=None if term.language else term.datatype.value, normalize=False)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    raise TypeError(f"an RDF 1.1 term was expected, not {term!r}")


# The ontology


def term_problems(default: Triples, named: Graphs) -> Iterator[Problem]:
    """kg: properties and classes that the ontology lacks."""
    known = set(load().terms())
    for s, p, o in default:
        for term in (p, o) if p == node("rdf:type") else (p,):
            if (name := _local(term)) and name not in known:
                yield Problem(_text(s), f"The ontology has no term kg:{name}.")


def type_problems(default: Triples, named: Graphs) -> Iterator[Problem]:
    """An event has the superclasses of its types, which are of one family; a denied type is an event type."""
    ontology = load()
    for event, names in _event_types(default).items():
        needed = {above for name in names for above in ontology.superclasses(name)}
        yield from (Problem(event, f"Its type kg:{name}, a superclass of another, is missing.") for name in sorted(needed - names))
        if len(families := {ontology.family(name) for name in names - {ROOT}}) > 1:
            yield Problem(event, f"Its types are of several families: {', '.join(sorted(families))}.")
    for s, p, o in default:
        if p == node("deniedType") and _local(o) not in ontology.types():
            yield Problem(_text(s), f"The ontology has no event type {compact(_text(o))}.")


def _event_types(default: Triples) -> dict[str, set[str]]:
    """The event types of each event, kg:Event included."""
    types: dict[str, set[str]] = defaultdict(set)
    for s, p, o in default:
        if p == node("rdf:type") and (name := _local(o)) and load().is_a(name, ROOT):
            types[_text(s)].add(name)
    return types


def role_problems(default: Triples, named: Graphs) -> Iterator[Problem]:
    """Superproperties are materialised, and symmetric shortcuts stand in both directions."""
    ontology = load()
    for s, p, o in default:
        name = _local(p)
        for above in ontology.superproperties(name):
            if Triple(s, node(above), o) not in default:
                yield Problem(_text(s), f"Its kg:{name} {compact(_text(o))} needs to be its kg:{above} too.")
        if name in ontology.symmetric and isinstance(o, NamedNode) and Triple(o, p, s) not in default:
            yield Problem(_text(o), f"It lacks kg:{name} {compact(_text(s))}, which holds in the other direction.")


# Named graphs


def graph_problems(default: Triples, named: Graphs) -> Iterator[Problem]:
    """Each named graph is a claim's or a document's, and the default graph holds every triple of a claim."""
    claims, documents = _instances(default, "Claim"), _instances(default, "schema:NewsArticle")
    for graph, triples in named.items():
        if graph not in claims | documents:
            yield Problem(graph, "The graph is neither that of a described claim nor that of a document.")
        if graph in claims:
            for s, p, o in sorted(triples - default, key=str):
                yield Problem(graph, f"The default graph lacks what it claims: {compact(_text(s))} {compact(p.value)} {compact(_text(o))}.")


def mention_problems(default: Triples, named: Graphs) -> Iterator[Problem]:
    """Each phrase of a document is as long as its offsets say, and means entities that the default graph describes."""
    described = {_text(s) for s, p, _ in default if p == node("rdf:type")}
    for document in sorted(named.keys() & _instances(default, "schema:NewsArticle")):
        for phrase, properties in _phrases(named[document]).items():
            if not _fits(properties):
                yield Problem(phrase, "Its nif:beginIndex, nif:endIndex and nif:anchorOf don't fit each other.")
            for entity in sorted(properties.get("itsrdf:taIdentRef", set()) - described):
                yield Problem(phrase, f"It means {compact(entity)}, which has no type.")


def _phrases(triples: Triples) -> dict[str, dict[str, set[str]]]:
    """IRI of a nif:Phrase → prefixed property → values."""
    phrases: dict[str, dict[str, set[str]]] = {iri: defaultdict(set) for iri in _instances(triples, "nif:Phrase")}
    for s, p, o in triples:
        if (phrase := phrases.get(_text(s))) is not None:
            phrase[compact(p.value)].add(_text(o))
    return phrases


def _fits(phrase: dict[str, set[str]]) -> bool:
    """Whether there is one begin, one end and one text, of end - begin code points."""
    found = [sorted(phrase.get(p, ())) for p in ("nif:beginIndex", "nif:endIndex", "nif:anchorOf")]
    if any(len(values) != 1 for values in found):
        return False
    (begin,), (end,), (text,) = found
    return begin.isdecimal() and end.isdecimal() and len(text) == int(end) - int(begin)


RULES: tuple[Callable[[Triples, Graphs], Iterator[Problem]], ...] = (
    shacl_problems,
    term_problems,
    type_problems,
    role_problems,
    graph_problems,
    mention_problems,
)


def _instances(triples: Triples, class_: str) -> set[str]:
    return {_text(s) for s, p, o in triples if p == node("rdf:type") and o == node(class_)}


def _text(term: object) -> str:
    """The value of an IRI or literal; what has none (a quoted triple) as it prints."""
    return str(getattr(term, "value", term))


def _local(term: object) -> str:
    """The local name of a kg: term, "" for any other."""
    return term.value[len(KG) :] if isinstance(term, NamedNode) and term.value.startswith(KG) else ""
