"""Every named query gives on the sample what rdflib's own engine gives, with every choice of its parameters."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Store
from rdflib import Dataset, URIRef
from rdflib import Literal as RdflibLiteral

from kg.query import NamedQuery, Result, named_queries, named_query, run
from kg.query.formats import lexical
from kg.query.parameters import bind
from kg.rdf.terms import PREFIXES

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib warns of itself
QUERIES = named_queries()
Row = tuple[str, ...]


def choices(query: NamedQuery) -> list[dict[str, str]]:
    """Every choice of optional parameters, with the examples of their declarations."""
    required = [p for p in query.parameters if not p.optional]
    optional = [p for p in query.parameters if p.optional]
    subsets = [subset for size in range(len(optional) + 1) for subset in combinations(optional, size)]
    return [{p.name: p.example for p in (*required, *subset)} for subset in subsets] + [query.example_values]


CASES = [(query, values) for query in QUERIES for values in choices(query)]


def from_rdflib(term: object) -> str:
    if isinstance(term, RdflibLiteral):
        return f"{term}|{term.datatype or ''}|{term.language or ''}"
    return "" if term is None else str(term)


def from_oxigraph(term: object) -> str:
    if isinstance(term, Literal):
        plain = term.language or term.datatype.value == PREFIXES["xsd"] + "string"
        return f"{term.value}|{'' if plain else term.datatype.value}|{term.language or ''}"
    return term.value if isinstance(term, NamedNode | BlankNode) else ""


def rdflib_rows(dataset: Dataset, query: NamedQuery, terms: dict[str, NamedNode | Literal]) -> list[Row]:
    bindings = {
        name: URIRef(term.value) if isinstance(term, NamedNode) else RdflibLiteral(term.value, datatype=literal_type(term))
        for name, term in terms.items()
    }
    found: Any = dataset.query(query.text, initBindings=bindings)  # without initNs: the files declare their prefixes
    return [tuple(from_rdflib(term) for term in row) for row in found]


def literal_type(term: Literal) -> URIRef | None:
    """As rdflib has it: a plain literal has no datatype."""
    return None if term.datatype.value == PREFIXES["xsd"] + "string" else URIRef(term.datatype.value)


def rows(result: Result) -> list[Row]:
    return [tuple(from_oxigraph(term) for term in row) for row in result.rows]


@pytest.mark.parametrize(("query", "values"), CASES, ids=lambda value: getattr(value, "name", None) or ",".join(value) or "-")
def test_agrees_with_rdflib(store: Store, dataset: Dataset, query: NamedQuery, values: dict[str, str]) -> None:
    ours = rows(run(store, query, values))
    theirs = rdflib_rows(dataset, query, bind(store, query, values))
    if "CONSTRUCT" in query.text:
        theirs = sorted(theirs)
        ours = sorted(ours)
    assert ours == theirs
    assert len(set(ours)) == len(ours), "no row twice"


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_example_finds_something_with_names(store: Store, query: NamedQuery) -> None:
    result = run(store, query, query.example_values)
    assert result.found
    for name in result.variables:
        if f"{name}Name" in result.variables:
            names = [row[result.variables.index(f"{name}Name")] for row in result.rows if row[result.variables.index(name)]]
            assert all(names), f"every ?{name} has a name"


@pytest.mark.parametrize(
    ("name", "values", "column", "expected"),
    [
        ("met", {"place": "Europe"}, "whomName", {"Angela Merkel", "Jeanne Martin"}),
        ("met", {"place": "ONU"}, "whomName", set()),
        ("met", {"who": "ONU"}, "whomName", set()),
        ("events", {"type": "Meeting"}, "eventName", {"Rencontre : Angela Merkel, Jeanne Martin (12 mars 2018)"}),
        ("events", {"type": "Agreement"}, "eventName", set()),  # the only one is denied
        ("events", {"type": "Attack", "since": "2018-01-01"}, "eventName", set()),  # it has no date
        ("events", {"type": "Visit", "since": "2018-04-30"}, "eventName", {"Visite : Jeanne Martin, Allemagne (2018)"}),
        ("events", {"type": "Visit", "since": "2018-05-01"}, "eventName", set()),
        ("timeline", {"entity": "Berlin", "until": "2018-03-11"}, "eventName", set()),
        ("offices", {"on": "2004-01-01"}, "whoName", set()),
        ("offices", {"on": "2021-12-08"}, "whoName", {"Angela Merkel"}),
        ("planned", {"who": "Angela Merkel"}, "eventName", set()),
        ("casualties", {"least": "31"}, "eventName", set()),
        ("quotes", {"text": "mauvais"}, "quote", set()),
        ("search", {"text": "RÉSOLUTION"}, "documentName", {"Rencontre à Berlin", "Jeanne Martin ira en Allemagne"}),
        ("unidentified", {}, "entityName", {"Jeanne Martin", "Europe"}),
        ("types", {}, "events", {"1"}),
    ],
)
def test_answers(store: Store, name: str, values: dict[str, str], column: str, expected: set[str]) -> None:
    result = run(store, named_query(name), values)
    index = result.variables.index(column)
    assert {lexical(row[index]) for row in result.rows} == expected
