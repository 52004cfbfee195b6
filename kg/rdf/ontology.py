"""The ontology as code reads it: types and their superclasses, roles and theirs, labels. All of it comes from `ontology.ttl`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.errors import InputError
from kg.rdf.terms import KG, expand, node

ROOT = "Event"
DENIED = "DeniedEvent"
DISTINCT = frozenset({"Conflict", "Life"})  # a superclass whose own happenings (funerals, a divorce) are none of its types
# A call is told as a conversation, a meeting as talks; a call is never told as a meeting.
TOLD_ALIKE = (frozenset({"PhoneCall", "Conversation", "Negotiation"}), frozenset({"Meeting", "Summit", "Reception", "Conversation"}))


@dataclass(frozen=True, slots=True)
class Ontology:
    """Terms by their local names ("PhoneCall", "agent").

    `parents` maps an event type, a role or any other term of ours to the one term of ours that it specialises;
    `labels` maps (term, language) to text.
    """

    parents: Mapping[str, str]
    labels: Mapping[tuple[str, str], str]
    symmetric: frozenset[str]

    def terms(self) -> tuple[str, ...]:
        """Every class, property and individual, sorted."""
        return tuple(sorted({name for name, _ in self.labels}))

    def types(self) -> tuple[str, ...]:
        """Every event type that a claim may have, families included, sorted."""
        return tuple(sorted(t for t in self.parents if t != DENIED and self._up(t)[-1] == ROOT))

    def families(self) -> tuple[str, ...]:
        """The types right below Event, sorted; those that stand on their own are families of one."""
        return tuple(t for t in self.types() if self.parents[t] == ROOT)

    def superclasses(self, type: str) -> tuple[str, ...]:
        """What `type` is besides itself, most specific first, "Event" last: ("Contact", "Event") for "PhoneCall".

        Raises `InputError` where `type` is no event type.
        """
        chain = self._up(type)
        if chain[-1] != ROOT:
            raise InputError(f"'{type}' is no event type of the ontology; correct it, or declare it in kg/rdf/ontology.ttl.")
        return chain[1:]

    def family(self, type: str) -> str:
        """The type right below Event that `type` is or falls under."""
        above = self.superclasses(type)
        return above[-2] if len(above) > 1 else type

    def is_a(self, type: str, other: str) -> bool:
        """Whether every `type` is an `other`: types, roles and properties alike."""
        return other in self._up(type)

    def alike(self, a: str, b: str) -> bool:
        """Whether one happening may be told as either type: as a type and its superclass, or as talks or gatherings of one kind."""
        if a != b and DISTINCT & {a, b}:
            return False
        return self.is_a(a, b) or self.is_a(b, a) or any({a, b} <= group for group in TOLD_ALIKE)

    def superproperties(self, role: str) -> tuple[str, ...]:
        """The roles that `role` implies: ("participant",) for "agent", () for "topic"."""
        return self._up(role)[1:]

    def label(self, term: str, lang: str = "fr") -> str:
        """The label of a term in "fr" or "en". Raises `InputError` where there is none."""
        try:
            return self.labels[term, lang]
        except KeyError:
            raise InputError(f"The ontology has no term '{term}' with a label in '{lang}'.") from None

    def _up(self, term: str) -> tuple[str, ...]:
        chain = [term]
        while chain[-1] in self.parents:
            chain.append(self.parents[chain[-1]])
        return tuple(chain)


@cache
def load() -> Ontology:
    """The ontology of the package, read once."""
    text = files("kg.rdf").joinpath("ontology.ttl").read_bytes()
    return read(q.triple for q in parse(text, format=RdfFormat.TURTLE))


def read(triples: Iterable[Triple]) -> Ontology:
    """The ontology in `triples`, of which only the kg: terms count."""
    upward = {node("rdfs:subClassOf"), node("rdfs:subPropertyOf")}
    label, type_, symmetric = node("rdfs:label"), node("rdf:type"), NamedNode(expand("owl:SymmetricProperty"))
    parents: dict[str, str] = {}
    labels: dict[tuple[str, str], str] = {}
    both_ways: set[str] = set()
    for s, p, o in triples:
        name = _local(s)
        if not name:
            continue
        if p in upward and (parent := _local(o)):
            parents[name] = parent
        elif p == label and isinstance(o, Literal):
            labels[name, o.language or ""] = o.value
        elif p == type_ and o == symmetric:
            both_ways.add(name)
    return Ontology(parents, labels, frozenset(both_ways))


def _local(term: object) -> str:
    """The local name of a kg: term, "" for any other."""
    return term.value[len(KG) :] if isinstance(term, NamedNode) and term.value.startswith(KG) else ""
