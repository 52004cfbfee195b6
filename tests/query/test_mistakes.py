"""A mistake in a query is told with its line, its column and the likely repair."""

from __future__ import annotations

import re
import socket
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.errors import QueryError
from kg.query import run
from kg.query.lexer import tokens
from kg.query.mistakes import OTHER_PREFIXES, explain, keywords, others
from kg.rdf.terms import PREFIXES

# query, line, column, repair
MISTAKES = [
    # misspelt keywords
    ("SELCT * { ?s ?p ?o }", 1, 1, "write SELECT for SELCT"),
    ("SELECT DISTINT ?s { ?s ?p ?o }", 1, 8, "write DISTINCT for DISTINT"),
    ("# c'est l'été\nSELECT ?s\n  WERE { ?s ?p ?o }", 3, 3, "write WHERE for WERE"),
    ("SELECT * { ?s ?p ?o FLITER(?x > 1) }", 1, 21, "write FILTER for FLITER"),
    ("SELECT * { OPTINAL { ?s ?p ?o } }", 1, 12, "write OPTIONAL for OPTINAL"),
    ("SELECT ?s { GRAPHE ?g { ?s ?p ?o } }", 1, 13, "write GRAPH for GRAPHE"),
    ("SELECT * { ?s ?p ?o FILTER(CONTAIN(?o, 'x')) }", 1, 28, "write CONTAINS for CONTAIN"),
    ("ASK { ?s ?p ?o FILTER NOT EXIST { ?s ?p 1 } }", 1, 27, "write EXISTS for EXIST"),
    ("SELECT * { ?s ?p ?o } ODER BY ?s", 1, 23, "write ORDER for ODER"),
    ("SELECT * { ?s ?p ?o } ORDER BY ?s LIMT 5", 1, 35, "write LIMIT for LIMT"),
    ("SELECT ?s { ?s ?p ?o } GROUP ?s", 1, 24, "write GROUP BY for GROUP"),
    ("DESCRBE ent:berlin", 1, 1, "write DESCRIBE for DESCRBE"),
    ("SELECT * { VALUE ?x { 1 } }", 1, 12, "write VALUES for VALUE"),
    # prefixes
    ("SELECT *\n{ ?s foaf:name ?o }", 2, 6, "begin the query with PREFIX foaf: <http://xmlns.com/foaf/0.1/>"),
    ("SELECT * { ?s dbo:birthPlace ?o }", 1, 15, "begin the query with PREFIX dbo: <http://dbpedia.org/ontology/>"),
    ("SELECT * { ?s shema:name ?o }", 1, 15, "write schema: for shema:, or declare the prefix: PREFIX shema: <its address>"),
    ("SELECT * { ?s zzz:name ?o }", 1, 15, "declare the prefix: PREFIX zzz: <its address>"),
    ("PREFIX foaf <http://x/> SELECT ?s { ?s ?p ?o }", 1, 12, "add :"),
    ("SELECT ?s { ?s https://schema.org/name ?o }", 1, 16, "write <https://schema.org/name>, in angle brackets"),
    ("SELECT ?s { ?s kg: agent ?o }", 1, 19, "leave out the space behind the colon"),
    # brackets, points and quotation marks
    ("SELECT * { ?s ?p ?o", 1, 20, "add }"),
    ("SELECT * { ?s ?p ?o }}", 1, 22, "leave out }"),
    ("SELECT * WHERE ?s ?p ?o }", 1, 16, "add {"),
    ("SELECT * { ?s kg:a [ kg:b ?c }", 1, 30, "add ]"),
    ("SELECT * { ?s ?p ?o FILTER REGEX(?o, 'x' }", 1, 42, "add ) before it"),
    ("SELECT (COUNT(?o) AS ?n { ?s ?p ?o }", 1, 25, "add )"),
    ("SELECT * { ?s ?p ?o ?q ?r ?t }", 1, 21, "add . before it"),
    ("SELECT ?s,?o { ?s ?p ?o }", 1, 10, "leave out ,"),
    ("SELECT * { ?s ?p 'l'été' }", 1, 24, "' has no partner: close the string, or write \\' inside it"),
    ('SELECT * { ?s ?p "été }', 1, 18, '" has no partner: close the string, or write \\" inside it'),
    ("SELECT * { ?s ?p “été” }", 1, 18, "write straight quotation marks"),
    # variables and expressions
    ("SELECT s { ?s ?p ?o }", 1, 8, "write ?s for a variable"),
    ("SELECT * { ?s ?p ?o . FILTER ?o > 3 }", 1, 30, "write FILTER(?o > 3), in brackets"),
    ("SELECT ?s COUNT(?o) { ?s ?p ?o } GROUP BY ?s", 1, 11, "write (COUNT(?o) AS ?n), in brackets and with a name"),
    ("SELECT ?x (COUNT(*) AS ?n) { ?x ?y ?z }", 1, 40, "add GROUP BY ?x"),
    ("SELECT * { ?s ?p ?o BIND(1 AS ?s) }", 1, 31, "name it otherwise: ?s has a value already"),
]
BEYOND_REPAIR = ["", "{", "SELECT", "SELECT * { ?s ?p ?o } LIMIT ten", "Qui a rencontré Vladimir Poutine ?", "SELECT * { ?s ?p }" * 500]


@pytest.mark.parametrize(("query", "line", "column", "repair"), MISTAKES, ids=[query for query, *_ in MISTAKES])
def test_the_place_and_the_repair(store: Store, query: str, line: int, column: int, repair: str) -> None:
    with pytest.raises(QueryError) as error:
        run(store, query)
    assert re.fullmatch(rf"Mend the query on line {line}, column {column}, at .*?: (.*)\.", str(error.value)) is not None, error.value
    assert str(error.value).endswith(f": {repair}.")


@pytest.mark.parametrize("query", BEYOND_REPAIR)
def test_without_a_repair_there_is_the_place(store: Store, query: str) -> None:
    with pytest.raises(QueryError, match=r"syntax on line 1, column \d+") as error:
        run(store, query)
    assert "\n" not in str(error.value)


def test_prefixes_of_others_are_not_ours() -> None:
    assert not OTHER_PREFIXES.keys() & PREFIXES.keys()
    assert all(address.startswith("http") and address[-1] in "#/" for address in OTHER_PREFIXES.values())


def test_no_repair_reaches_beyond_the_store() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"<http://127.0.0.1:{server.getsockname()[1]}/>"
        for query in (
            f"ASK {{ SERVICE {address} {{ ?s ?p ?o }}",
            f"ASK {{ SERVCE {address} {{ ?s ?p ?o }} }}",
            f"ASK FROM {address} {{ ?s ?p ?o",
        ):
            explain(query, "error at 1:30: expected x")
        with pytest.raises(TimeoutError):
            server.accept()


@given(st.text(alphabet="SELCTWHR?sp:{}()[].;,'\"“<>/ \n#@é", max_size=60))
def test_any_text_has_tokens_and_a_sentence(text: str) -> None:
    parts = list(tokens(text))
    assert all(text[part.start : part.end] == part.text for part in parts)
    assert all(before.end <= after.start for before, after in pairwise(parts))
    for repair in (*keywords(parts), *others(text, len(text), parts)):
        assert 0 <= repair.start <= repair.end <= len(text)
    assert "\n" not in explain(text, "error at 1:3: expected x")
