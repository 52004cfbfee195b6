"""No query leaves the store, and syntax errors are told as sentences."""

from __future__ import annotations

import socket

import pytest
from pyoxigraph import Store

from kg.errors import QueryError
from kg.query import run
from kg.query.guard import DEEPEST, LONGEST

ELSEWHERE = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o { SELECT * { SeRvIcE\n<http://127.0.0.1:9/> { ?s ?p ?o } } } }",
    "SELECT ?a { SERVICESILENT ?x {} }",
    "SELECT * { VALUES ?x { <http://127.0.0.1:9/> } SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER(?s<ent:b)SERVICE?s#>\n{} }",  # hidden in what looks like an IRI
    "SELECT * { ?s ?p ?o FILTER(?s<ent:b&&?p='x>' )SERVICE ?s {} FILTER(?p='') }",  # or like a string
    "PREFIX : <http://x/> ASK { SERVICE:a{ ?s ?p ?o } }",
    "ASK { OPTIONAL { GRAPH ?g { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } } }",
    "ASK { FILTER NOT EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
    "SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }",
    "SELECT*FROM<file:///etc/passwd>{?s?p?o}",
    "SELECT * FROM NAMED <http://127.0.0.1:9/> { GRAPH ?g { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } FROM <http://x/> WHERE { ?s ?p ?o }",
    "DESCRIBE ent:berlin FROM <http://x/>",
]
UPDATES = [
    "LOAD <http://127.0.0.1:9/>",
    "load silent <file:///etc/passwd> into graph <http://x/>",
    "PREFIX a: <http://x/>\n# remark\nINSERT DATA { a:s a:p a:o }",
    "DELETE WHERE { ?s ?p ?o }",
    "DROP ALL",
    "CLEAR DEFAULT",
]
HARMLESS = [
    "SELECT * { ?s ?p ?o } # from the service",
    "SELECT ?service ?from { ?service schema:name ?from }",
    "SELECT * { ?s schema:name ?n FILTER(?n != 'service' && CONTAINS(?n, \"from\")) }",
    "PREFIX service: <http://x/from/service#> SELECT * { ?s service:from ?n }",
    "SELECT * { ?s <http://x/SERVICE(from)> 'x'@from }",
    "SELECT * { ?s ?p '''\nSERVICE <http://x/> {}\n''' }",
]


@pytest.mark.parametrize("query", ELSEWHERE)
def test_refuses_what_leaves_the_store(store: Store, query: str) -> None:
    with pytest.raises(QueryError, match=r"SERVICE|FROM"):
        run(store, query)


@pytest.mark.parametrize("query", UPDATES)
def test_refuses_updates(store: Store, query: str) -> None:
    before = len(store)
    with pytest.raises(QueryError, match="would change the graph"):
        run(store, query)
    assert len(store) == before


@pytest.mark.parametrize("query", HARMLESS)
def test_words_alone_are_no_harm(store: Store, query: str) -> None:
    assert run(store, query).variables


def test_nothing_is_sent(store: Store) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        for query in ELSEWHERE:
            with pytest.raises(QueryError):
                run(store, query.replace(":9/", f":{port}/"))
        with pytest.raises(TimeoutError):
            server.accept()


def test_keywords_cannot_be_spelled_with_escapes(store: Store) -> None:
    with pytest.raises(QueryError, match="plain letters"):
        run(store, "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * { ?service ?p } # from", "line 1, column 24"),
        ("", "line 1, column 1, at its end"),
    ],
)
def test_syntax_errors_have_a_place(store: Store, query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message) as error:
        run(store, query)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { FILTER(" + "(" * (DEEPEST + 1) + "1" + ")" * (DEEPEST + 1) + ") }",
        "ASK { FILTER(" + "!" * (DEEPEST + 1) + "1) }",
        "ASK { } #" + "x" * LONGEST,
    ],
)
def test_refuses_what_would_overflow_the_parser(store: Store, query: str) -> None:
    with pytest.raises(QueryError, match="Shorten"):
        run(store, query)


def test_a_parameter_that_select_lacks_is_an_error(store: Store) -> None:
    with pytest.raises(QueryError, match="SELECT"):
        run(store, '# param: who entity "Berlin" — qui\nSELECT ?p { ?who ?p ?o }', {"who": "Berlin"})
