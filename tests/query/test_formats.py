"""Results written and read again."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from typing import Any

import pytest
from pyoxigraph import DefaultGraph, Literal, Quad, QueryResultsFormat, QuerySolutions, RdfFormat, Store, parse, parse_query_results
from rdflib import Graph

from kg.errors import QueryError
from kg.query import Result, named_query, run, write
from kg.query.formats import FORMATS
from kg.rdf.terms import node

EVERYTHING = 'SELECT ?s ?p ?o ?free { { ?s ?p ?o } UNION { VALUES ?o { "a" "b"@fr 1 true 2.5 } } } ORDER BY ?s ?p ?o'
GRAPH = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"


def written(result: Result, format: str, width: int | None = None) -> str:
    stream = io.StringIO()
    write(result, format, stream, width)
    return stream.getvalue()


def read(text: str, media: QueryResultsFormat) -> list[list[Any]]:
    solutions = parse_query_results(text, media)
    assert isinstance(solutions, QuerySolutions)
    return [list(solution) for solution in solutions]


@pytest.mark.parametrize(("format", "media"), [("json", QueryResultsFormat.JSON), ("xml", QueryResultsFormat.XML)])
def test_rows_survive(store: Store, format: str, media: QueryResultsFormat) -> None:
    result = run(store, EVERYTHING)
    again = parse_query_results(written(result, format), media)
    assert isinstance(again, QuerySolutions)
    assert tuple(variable.value for variable in again.variables) == result.variables
    assert tuple(tuple(solution) for solution in again) == result.rows


def test_csv_has_values_alone(store: Store) -> None:
    result = run(store, EVERYTHING)
    rows = list(csv.reader(io.StringIO(written(result, "csv"))))
    assert tuple(rows[0]) == result.variables
    assert len(rows) == len(result.rows) + 1
    assert ["", "", "2.5", ""] in rows


@pytest.mark.parametrize("answer", [True, False])
def test_ask(store: Store, answer: bool) -> None:
    result = run(store, "ASK { ?s schema:name 'Berlin' }" if answer else "ASK { ?s schema:name 'Atlantis' }")
    assert result.found is result.answer is answer
    for format, media in (("json", QueryResultsFormat.JSON), ("xml", QueryResultsFormat.XML)):
        assert bool(parse_query_results(written(result, format), media)) is answer
    assert written(result, "csv") == f"{str(answer).lower()}\n"
    assert re.fullmatch(rf"{'yes' if answer else 'no'} in \d+\.\d\d s\n", written(result, "table"))


@pytest.mark.parametrize("format", ["ttl", "json", "xml"])
def test_graphs_survive(store: Store, format: str) -> None:
    result = run(store, GRAPH)
    text = written(result, format)
    media = {"ttl": RdfFormat.TURTLE, "json": RdfFormat.JSON_LD, "xml": RdfFormat.RDF_XML}[format]
    graph = {quad.triple for quad in store.quads_for_pattern(None, None, None, DefaultGraph())}
    assert {quad.triple for quad in parse(text, format=media)} == graph
    assert written(run(store, GRAPH), format) == text
    if format == "ttl":
        assert len(Graph().parse(data=text, format="turtle")) == len(result.rows)


def test_turtle_declares_what_it_uses(store: Store) -> None:
    text = written(run(store, "CONSTRUCT WHERE { ent:berlin schema:name ?n }"), "ttl")
    assert text.count("@prefix") == 2
    assert "ent:berlin schema:name" in text


def test_graph_as_columns(store: Store) -> None:
    assert written(run(store, "DESCRIBE ent:berlin"), "csv").startswith("subject,predicate,object\n")


def test_rows_are_no_turtle(store: Store) -> None:
    with pytest.raises(QueryError, match="CONSTRUCT"):
        written(run(store, "SELECT * { ?s ?p ?o }"), "ttl")


def test_unknown_format_names_the_known(store: Store) -> None:
    with pytest.raises(QueryError, match=", ".join(FORMATS)):
        written(run(store, "ASK {}"), "yaml")


def test_table_shows_names_and_wraps(store: Store) -> None:
    text = written(run(store, named_query("said"), {"who": "Angela Merkel"}), "table", width=100)
    assert re.fullmatch(r"3 rows in \d+\.\d\d s", text.splitlines()[-1])
    assert "kg:Negated" in text
    assert "démenti tout" in text
    assert "ent:" not in text
    assert max(map(len, text.splitlines())) <= 100


def test_table_leaves_out_given_parameters(store: Store) -> None:
    given = written(run(store, named_query("met"), {"who": "Angela Merkel"}), "table").splitlines()
    free = written(run(store, named_query("met")), "table").splitlines()
    assert next(line for line in given if "whom" in line).split() == ["when", "whom", "where", "event"]
    assert next(line for line in free if "whom" in line).split() == ["when", "who", "whom", "where", "event"]
    assert given[-1].startswith("1 row in ")


@pytest.mark.parametrize(
    ("query", "summary"),
    [
        ("SELECT * { VALUES ?x { 1 2 } }", "2 rows in 0.25 s"),
        ("CONSTRUCT { ent:a ent:b ent:c } {}", "1 triple in 0.25 s"),
        ("ASK {}", "yes in 0.25 s"),
    ],
)
def test_summary(store: Store, query: str, summary: str) -> None:
    result = run(store, query)
    assert 0 < result.seconds < 60
    assert replace(result, seconds=0.251).summary == summary
    assert replace(result, seconds=0.251) == result, "the same answer, however long it took"


def test_empty_table(store: Store) -> None:
    assert written(run(store, "SELECT ?s { ?s a kg:Nothing }"), "table").startswith("0 rows in ")


HOSTILE = "[bold]x[/bold] \x1b[31mred\x1b[0m \u202e</td>&\x0b\"'\n\r=1+1"


def test_hostile_text_stays_text() -> None:
    store = Store()
    store.add(Quad(node("ent:x"), node("schema:name"), Literal(HOSTILE), DefaultGraph()))
    result = run(store, "SELECT ?name { ?x schema:name ?name }")
    table = written(result, "table", width=200)
    assert "[bold]x[/bold]" in table
    assert not {"\x1b", "\u202e", "\x0b"} & set(table)
    assert read(written(result, "json"), QueryResultsFormat.JSON) == [[Literal(HOSTILE)]]
    ((name,),) = read(written(result, "xml"), QueryResultsFormat.XML)
    assert name.value == HOSTILE.replace("\x1b", "\ufffd").replace("\x0b", "\ufffd")
    assert list(csv.reader(io.StringIO(written(result, "csv"), newline="")))[1] == [HOSTILE]
