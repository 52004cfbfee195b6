"""Parameters: what people write for a thing, a day, a type; and what attackers write."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.errors import QueryError
from kg.query import named_query, run
from kg.query.header import TYPES, Parameter
from kg.query.parameters import READERS, term
from kg.rdf.terms import compact, node

MERKEL = "ent:angela-merkel"


def read(store: Store, type: str, value: str) -> str:
    found = term(store, Parameter("x", type, False, "example", "description"), value)
    return compact(found.value)


@pytest.mark.parametrize(
    ("type", "value", "expected"),
    [
        ("entity", "Angela Merkel", MERKEL),
        ("entity", "angela MERKEL", MERKEL),
        ("entity", "  Angéla Merkel ", MERKEL),
        ("entity", "Mme Merkel", MERKEL),
        ("entity", "Germany", "ent:allemagne"),
        ("entity", "onu", "ent:onu"),
        ("entity", "reforme des retraites", "ent:reforme-des-retraites-77aa"),
        ("entity", MERKEL, MERKEL),
        ("entity", "<https://w3id.org/newskg/entity/angela-merkel>", MERKEL),
        ("entity", "https://w3id.org/newskg/entity/angela-merkel", MERKEL),
        ("entity", "wd:Q567", MERKEL),
        ("entity", "https://undocs.org/S/RES/2254(2015)", "ent:resolution-2254-du-conseil-de-securite"),
        ("entity", "ev:b-22bb-e1", "ev:meeting-0d31"),
        ("entity", "Attaque : Berlin", "ev:attack-7777"),
        ("document", "a-11aa", "doc:a-11aa"),
        ("document", "doc:a-11aa", "doc:a-11aa"),
        ("document", "a.txt", "doc:a-11aa"),
        ("document", "Jeanne Martin ira en Allemagne", "doc:b-22bb"),
        ("type", "Meeting", "kg:Meeting"),
        ("type", "kg:phonecall", "kg:PhoneCall"),
        ("type", "Rencontre", "kg:Meeting"),
        ("type", "DeniedEvent", "kg:DeniedEvent"),
        ("date", "2018-03-12", "2018-03-12"),
        ("integer", "007", "7"),
        ("text", "l'« été »\"", "l'« été »\""),
    ],
)
def test_reads(store: Store, type: str, value: str, expected: str) -> None:
    assert read(store, type, value) == expected


@pytest.mark.parametrize(
    ("type", "value", "message"),
    [
        ("entity", "Angela Merkle", "Angela Merkel"),  # the nearest names
        ("entity", "ent:nobody", "ent:nobody"),
        ("entity", "ent:a b", "no IRI"),
        ("entity", "<x>", "no IRI"),
        ("entity", "", "printable"),
        ("entity", "Angela\x00Merkel", "printable"),
        ("entity", "Rencontre à Berlin", "nearest"),  # an article is no entity
        ("entity", "environ 12", "nearest"),  # nor is a quantity
        ("document", "Angela Merkel", "headline"),
        ("type", "Meting", "Meeting"),
        ("type", "Person", "no type of event"),
        ("date", "2018-02-30", "2018-03-12"),
        ("date", "12 mars", "2018-03-12"),
        ("date", "20180312", "2018-03-12"),
        ("integer", "1.5", "whole number"),
        ("integer", "١٢", "whole number"),
        ("text", "\ud800", "printable"),
    ],
)
def test_refuses_with_a_sentence(store: Store, type: str, value: str, message: str) -> None:
    with pytest.raises(QueryError, match=message) as error:
        read(store, type, value)
    assert str(error.value).endswith(".")


def test_ambiguous_name_lists_the_candidates() -> None:
    store = Store()
    for key in ("ent:paris", "ent:paris-texas"):
        store.add(Quad(node(key), node("rdf:type"), node("schema:Place"), DefaultGraph()))
        store.add(Quad(node(key), node("schema:name"), Literal("Paris"), DefaultGraph()))
    with pytest.raises(QueryError, match="ent:paris, ent:paris-texas"):
        read(store, "entity", "paris")
    assert read(store, "entity", "ent:paris-texas") == "ent:paris-texas"


def test_empty_store_has_no_nearest_name() -> None:
    with pytest.raises(QueryError, match='called "Paris"\\.'):
        read(Store(), "entity", "Paris")


def test_every_type_has_a_reader() -> None:
    assert set(READERS) == set(TYPES)


@pytest.mark.parametrize(
    ("values", "message"),
    [({}, "needs a value"), ({"entity": "Berlin", "place": "Berlin"}, 'no parameter "place"; it has entity')],
)
def test_parameters_must_be_declared(store: Store, values: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        run(store, named_query("mentions"), values)


def test_a_text_declares_its_own(store: Store) -> None:
    query = '# param: who entity "Berlin" — qui\nSELECT ?who ?name { ?who schema:name ?name }'
    result = run(store, query, {"who": "berlin"})
    assert [[str(value) for value in row] for row in result.rows] == [[str(node("ent:berlin")), '"Berlin"']]


ATTACKS = [
    'x" . } DROP ALL #',
    'Angela Merkel" . ?s ?p ?o . #',
    "Angela Merkel'",
    '"',
    "\\",
    "ent:x> . ?s ?p ?o . <ent:y",
    "ent:x } SERVICE <http://127.0.0.1:9/> { ?s ?p ?o",
    "<https://w3id.org/newskg/entity/x> ?p ?o . ?s",
    "?who",
    "_:b0",
    "Robert'); DROP TABLE Students;--",
    "[red]x[/red]",
]


@pytest.mark.parametrize("value", ATTACKS)
@pytest.mark.parametrize("name", ["about", "search"])
def test_attacks_find_nothing_and_change_nothing(store: Store, name: str, value: str) -> None:
    before = len(store)
    query = named_query(name)
    with suppress(QueryError):
        assert run(store, query, {query.parameters[0].name: value}).rows == ()
    assert len(store) == before


def test_a_name_with_quotes_is_found_as_it_is() -> None:
    store, name = Store(), 'Jean "Jojo" d\'Été \\ } #'
    store.add(Quad(node("ent:jojo"), node("rdf:type"), node("schema:Person"), DefaultGraph()))
    store.add(Quad(node("ent:jojo"), node("schema:name"), Literal(name), DefaultGraph()))
    result = run(store, named_query("about"), {"entity": name})
    assert len(result.rows) == 2
    assert {row[result.variables.index("entity")] for row in result.rows} == {NamedNode(node("ent:jojo").value)}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(TYPES), st.text(max_size=40))
def test_any_text_gives_a_term_or_a_sentence(store: Store, type: str, value: str) -> None:
    with suppress(QueryError):
        assert isinstance(term(store, Parameter("x", type, False, "example", "description"), value), NamedNode | Literal)
