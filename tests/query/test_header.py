"""Headers of the named queries, and what a broken one says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.query import NamedQuery, named_queries, named_query
from kg.query.header import read_named, read_query
from kg.rdf.terms import PREFIXES

QUERIES = named_queries()
HEADER = """# title: Un
# title@en: One
# description: Un texte
#   sur deux lignes.
# description@en: A text.
# param: who entity optional "Angela Merkel" — une personne
# param@en: who — a person
# example: kg query one --param who="Angela Merkel"

SELECT ?who { ?who ?p ?o }
"""


def test_there_are_enough() -> None:
    assert len(QUERIES) >= 18


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_header(query: NamedQuery) -> None:
    body = query.text.partition("\n\n")[2]
    code = re.sub(r"#[^\n]*", "", re.sub(r"<[^>]*>", "", body))
    head = code.partition("WHERE")[0]
    for parameter in query.parameters:
        shown = head if "SELECT" in head else code
        assert re.search(rf"\?{parameter.name}\b", shown), "a parameter stands in SELECT, as Oxigraph demands"
    assert query.example.startswith(f"kg query {query.name}")
    assert set(query.example_values) <= {parameter.name for parameter in query.parameters}
    assert {p.name for p in query.parameters if not p.optional} <= set(query.example_values)
    assert "ORDER BY" in code or "CONSTRUCT" in code
    assert all(text.endswith(".") for text in (query.description, query.description_en))


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_prefixes_are_ours_and_all_used(query: NamedQuery) -> None:
    declared = dict(re.findall(r"^PREFIX (\w+): <(.*)>$", query.text, re.MULTILINE))
    assert declared.items() <= PREFIXES.items()
    body = query.text.rpartition("PREFIX")[2].partition("\n")[2]
    for prefix in declared:
        assert re.search(rf"\b{prefix}:\w", body)


def test_reads_every_field() -> None:
    query = read_query(HEADER, "one")
    assert (query.title, query.title_en, query.description) == ("Un", "One", "Un texte sur deux lignes.")
    (parameter,) = query.parameters
    assert (parameter.name, parameter.type, parameter.optional) == ("who", "entity", True)
    assert (parameter.example, parameter.description, parameter.description_en) == ("Angela Merkel", "une personne", "a person")
    assert query.example_values == {"who": "Angela Merkel"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("# title: Un\n", "", "title"),
        ("# param@en: who — a person\n", "", "param@en: who"),
        ("param@en: who —", "param@en: whom —", "below the parameter"),
        ("entity optional", "person optional", "type being one of"),
        ('"Angela Merkel" — une', '"Angela Merkel" - une', "type being one of"),
        ("# title@en: One", "# title: Deux", "twice"),
        ("# param@en: who", '# param: who text "x" — encore\n# param@en: who', "twice"),
    ],
)
def test_broken_header_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in HEADER
    path = tmp_path / "one.rq"
    path.write_text(HEADER.replace(old, new), "utf-8")
    with pytest.raises(QueryError, match=message) as error:
        read_named(path)
    assert "one.rq" in str(error.value)


def test_a_query_without_header_has_no_parameters() -> None:
    assert read_query("# just a remark\nSELECT * { ?s ?p ?o }").parameters == ()


def test_unknown_name_offers_the_nearest() -> None:
    assert named_query("met") in QUERIES
    with pytest.raises(QueryError, match="met"):
        named_query("meet")
