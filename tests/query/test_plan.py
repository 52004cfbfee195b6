"""Parameters as VALUES: where they are put, and that the answer stays the same."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store, Variable

from kg.errors import QueryError
from kg.query.plan import planned
from kg.query.run import run

A = NamedNode("http://a/")
DECLARED = '# title: t\n# description: d\n# param: x text optional "y" — z\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT ?x { ?x a ?y }", "SELECT ?x { VALUES ?x { <http://a/> } ?x a ?y }"),
        ("SELECT ?x WHERE { { SELECT * { ?x a ?y } } }", "SELECT ?x WHERE { VALUES ?x { <http://a/> } { SELECT * { ?x a ?y } } }"),
        ("ASK { }", "ASK { VALUES ?x { <http://a/> } }"),
        ("CONSTRUCT { ?x a ?x } WHERE { ?x a ?y }", "CONSTRUCT { ?x a ?x } WHERE { VALUES ?x { <http://a/> } ?x a ?y }"),
        ("PREFIX a: <http://{/>\n# { }\nSELECT ?x { }", "PREFIX a: <http://{/>\n# { }\nSELECT ?x { VALUES ?x { <http://a/> } }"),
        ('SELECT ("{" AS ?b) ?x { }', 'SELECT ("{" AS ?b) ?x { VALUES ?x { <http://a/> } }'),
        ("SELECT", "SELECT"),
        ("", ""),
    ],
)
def test_values_begin_the_outermost_group(text: str, expected: str) -> None:
    assert planned(text, {"x": A}) == expected
    assert planned(text, {}) == text


def store() -> Store:
    made = Store()
    made.extend(Quad(NamedNode(f"http://{n}/"), NamedNode("http://p/"), Literal(value)) for n, value in enumerate(["a", "b", '" . }']))
    return made


@pytest.mark.parametrize("value", ["a", "b", "c", '" . }', "\\", "<http://a/>", "{", "é"])
@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s ?x { ?s <http://p/> ?x }",
        "SELECT ?s ?x { ?s <http://p/> ?y FILTER(?y = ?x) }",
        "SELECT ?s ?x { ?s <http://p/> ?y OPTIONAL { ?s <http://p/> ?x } }",
        "SELECT ?s ?x { { SELECT ?s { ?s <http://p/> ?x } } ?s <http://p/> ?x }",
        'SELECT ?s ?x { ?s <http://p/> ?y BIND(CONCAT(?y, "") AS ?x) }',
        "SELECT ?s ?x { ?s <http://p/> ?y MINUS { ?s <http://p/> ?x } }",
        "SELECT ?s ?x { { ?s <http://p/> ?x } UNION { ?s <http://p/> ?y FILTER NOT EXISTS { ?s <http://p/> ?x } } }",
    ],
)
def test_the_answer_is_that_of_the_substitutions(query: str, value: str) -> None:
    rows = run(store(), DECLARED + query, {"x": value}).rows
    plain = store().query(query, substitutions={Variable("x"): Literal(value)})
    assert sorted(map(str, rows)) == sorted(str(tuple(row)) for row in plain)


def test_a_parameter_cannot_bring_code_into_a_text_that_is_read_otherwise() -> None:
    """Whatever a lexer takes for a group's brace, the guard sees the text that is run."""
    query = DECLARED + 'SELECT ?x { ?x <http://p/> ?y } # "\nVALUES ?x { "'
    with pytest.raises(QueryError):
        run(store(), query, {"x": '" } SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } #'})
