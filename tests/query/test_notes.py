"""Terms that nobody knows and variables that nothing binds are told, and nothing else is."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from kg.query import named_queries
from kg.query.notes import notes

UNKNOWN = [
    ("SELECT * { ?e kg:status kg:Occured }", "kg:Occured is no term of the ontology; did you mean kg:Occurred?"),
    ("SELECT * { ?e a kg:meeting }", "kg:meeting is no term of the ontology; did you mean kg:Meeting?"),
    ("SELECT * { ?e kg:particpant/schema:name ?x }", "kg:particpant is no term of the ontology; did you mean kg:participant?"),
    ("ASK { ?e kg:xyzzy ?x }", "kg:xyzzy is no term of the ontology."),
    ("ASK { ?e <https://w3id.org/newskg/ontology#topics> ?x }", "kg:topics is no term of the ontology; did you mean kg:topic?"),
    ("PREFIX k: <https://w3id.org/newskg/ontology#> ASK { ?e k:agnt ?x }", "kg:agnt is no term of the ontology; did you mean kg:agent?"),
    ("CONSTRUCT { ?a kg:new ?b } { ?a kg:metwith ?b }", "kg:metwith is no term of the ontology; did you mean kg:metWith?"),
    ("ASK { ?e schema:nmae ?x }", "schema:nmae stands nowhere in the graph; did you mean schema:name?"),
    ("ASK { ?e sem:hasplace ?x }", "sem:hasplace stands nowhere in the graph; did you mean sem:hasPlace?"),
    ("ASK { ent:angela-merkl ?p ?x }", "ent:angela-merkl stands nowhere in the graph; did you mean ent:angela-merkel?"),
    ("ASK { ?x ?p wd:Q0 }", "wd:Q0 stands nowhere in the graph."),
]
EMPTY = [
    ("SELECT ?nmae { ?e schema:name ?name }", "?nmae stands nowhere in WHERE, so it has no value; did you mean ?name?"),
    ("SELECT ?e WHERE { ?e schema:name ?name } ORDER BY ?nmae", "?nmae stands nowhere in WHERE, so it has no value; did you mean ?name?"),
    ("SELECT ?e (COUNT(?x) AS ?n) { ?e ?p ?o } GROUP BY ?e", "?x stands nowhere in WHERE, so it has no value."),
    ("DESCRIBE ?evnt { ?event a kg:Meeting }", "?evnt stands nowhere in WHERE, so it has no value; did you mean ?event?"),
]
FINE = [
    "SELECT * { ?e a kg:Marriage }",  # there is none, but there might be
    "SELECT (COUNT(*) AS ?n) { ?e a sem:Event } ORDER BY ?n",
    "SELECT ?x { { SELECT (MAX(?y) AS ?x) { ?a kg:deaths ?y } } }",
    "SELECT ?x { ?x schema:name 'kg:Occured ?nmae' } # kg:Occured ?nmae",
    "SELECT ?x { ?x schema:name ?n } VALUES ?n { 'Berlin' }",
    "PREFIX kg: <http://example.org/> SELECT * { ?x kg:anything ?y }",
    "SELECT * { ?x <http://example.org/kg:Occured> ?y FILTER(xsd:date(?y) > '2017-11-20'^^xsd:date) }",
    "CONSTRUCT { ?a kg:hasMet ent:nobody } { ?a kg:metWith ?b }",
    "CONSTRUCT WHERE { ent:berlin ?p ?o }",
    "DESCRIBE ent:berlin",
    "ASK {}",
    "",
]


@pytest.mark.parametrize(("query", "note"), [*UNKNOWN, *EMPTY])
def test_a_likely_mistake_is_told(store: Store, query: str, note: str) -> None:
    assert notes(store, query) == (note,)


@pytest.mark.parametrize("query", [*FINE, *(query.text for query in named_queries())])
def test_what_is_right_is_passed_over(store: Store, query: str) -> None:
    assert notes(store, query) == ()


def test_each_mistake_is_told_once(store: Store) -> None:
    assert len(notes(store, "SELECT ?a ?a { kg:A kg:A kg:A ; schema:A schema:A }")) == 3
