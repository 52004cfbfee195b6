"""Shortcuts: what occurred between two, as one triple, so that simple questions stay one hop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from pyoxigraph import NamedNode

from kg.model import Fact
from kg.rdf.ontology import Ontology
from kg.rdf.terms import ENT, node

PAIRS = {"Meeting": "metWith", "PhoneCall": "spokeWith", "Conversation": "spokeWith", "Negotiation": "spokeWith", "Agreement": "agreedWith"}
DIRECTED = {"Visit": ("agent", "sem:hasPlace", "visited"), "Signing": ("agent", "text", "signed")}
PARTIES = frozenset({"agent", "participant", "addressee", "host"})


def shortcuts(type: str, facts: Sequence[Fact], types: Ontology) -> Iterator[tuple[NamedNode, NamedNode, NamedNode]]:
    """The shortcuts that an event of a type with these facts gives; nobody meets himself."""
    for wide, property in PAIRS.items():
        if types.is_a(type, wide):
            parties = sorted({str(f.value) for f in facts if f.property in PARTIES and f.kind == "entity"})
            yield from ((NamedNode(ENT + a), node(property), NamedNode(ENT + b)) for a, b in permutations(parties, 2))
    for wide, (subject, object, property) in DIRECTED.items():
        if types.is_a(type, wide):
            yield from directed([f for f in facts if f.property == subject], [f for f in facts if f.property == object], property)


def directed(subjects: Sequence[Fact], objects: Sequence[Fact], property: str) -> Iterator[tuple[NamedNode, NamedNode, NamedNode]]:
    """One triple for each pair of different entities."""
    for s in subjects:
        for o in objects:
            if s.kind == o.kind == "entity" and s.value != o.value:
                yield NamedNode(f"{ENT}{s.value}"), node(property), NamedNode(f"{ENT}{o.value}")
