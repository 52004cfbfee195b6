"""Quads of hand-made extractions: the contract of the vocabulary, without any reading."""

from __future__ import annotations

import pytest
from fuse.records import TEXT, Told, article, day, party, span
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from kg.fuse import fuse
from kg.fuse.graph import When
from kg.kb import KnowledgeBase
from kg.model import Entity, Extraction, Fact, Quantity
from kg.rdf.check import check
from kg.rdf.edtf import edtf
from kg.rdf.entities import described, office_of
from kg.rdf.quads import to_quads
from kg.rdf.terms import ENT, PREFIXES
from kg.rdf.write import nquads, turtle

PAIR = ("ana-lima", "bo-chen")


@pytest.fixture(scope="module")
def told() -> list[Extraction]:
    """Two articles: a meeting that both tell of, a quotation, a denial, a plan, an attack with numbers, a half-known signature."""
    meeting = Told("Meeting", PAIR, place="berlin", when=day("2018-03-12"), facts=(party("paix-1", "topic"),), label="leur rencontre")
    quote = Told("Statement", ("ana-lima",), facts=(Fact("quote", "text", '"Oui"\n</script>\\'), Fact("content", "event", "e1")))
    denial = Told("Agreement", PAIR, "Negated", source="bo-chen")
    plan = Told("Summit", (*PAIR, "cy-diop"), "Planned", when=span("2018-04-01", "2018-04-30"))
    deaths = Fact("deaths", "quantity", Quantity(12.0, "atLeast", "person"))
    amount = Fact("amount", "quantity", Quantity(2.5, "about", "EUR"))
    attack = Told(
        "Attack", (), place="paris", facts=(deaths, amount), when=span("2018-03-05", "2018-03-19", "2018-03-05", "2018-03-12", "2018-03-19")
    )
    return [article("a", meeting, quote, denial, attack), article("b", Told("Meeting", PAIR), plan, date="2018-03-13")]


@pytest.fixture(scope="module")
def quads(told: list[Extraction], kb: KnowledgeBase) -> list[Quad]:
    return list(to_quads(fuse(told), kb))


@pytest.fixture(scope="module")
def store(quads: list[Quad]) -> Store:
    made = Store()
    made.extend(quads)
    return made


def values(store: Store, pattern: str) -> list[str]:
    """The sorted values of ?x in the default graph."""
    return sorted(row["x"].value for row in store.query(f"SELECT ?x {{ {pattern} }}", prefixes=PREFIXES))


def ask(store: Store, pattern: str) -> bool:
    return bool(store.query(f"ASK {{ {pattern} }}", prefixes=PREFIXES))


def test_the_graph_conforms(quads: list[Quad]) -> None:
    report = check(quads)
    assert report.conforms, "\n".join(map(str, report.problems))


def test_every_node_that_people_see_has_one_name(store: Store) -> None:
    kinds = ("sem:Event", "schema:Person", "schema:Place", "kg:Quantity", "schema:NewsArticle")
    seen = " UNION ".join(f"{{ ?s a {kind} }}" for kind in kinds)
    rows = list(
        store.query(
            f"SELECT ?s (COUNT(DISTINCT ?n) AS ?count) {{ {seen} OPTIONAL {{ ?s schema:name ?n }} }} GROUP BY ?s", prefixes=PREFIXES
        )
    )
    assert len(rows) > 10
    assert {row["count"].value for row in rows} == {"1"}
    assert ask(store, "?s schema:name ?n FILTER(LANG(?n) = '')")
    assert not ask(store, "?s schema:name ?n FILTER(LANG(?n) != '')")


def test_claims_repeat_what_the_default_graph_says(store: Store) -> None:
    default = {q.triple for q in store if isinstance(q.graph_name, DefaultGraph)}
    claims = [q for q in store if "#claim=" in str(q.graph_name)]
    assert len({q.graph_name for q in claims}) == 6
    assert {q.triple for q in claims} <= default


def test_superclasses_and_participants_stand_in_the_default_graph_only(store: Store) -> None:
    assert values(store, "?e a kg:Summit, ?x") == sorted(
        PREFIXES[p] + n for p, n in (("kg", "Summit"), ("kg", "Meeting"), ("kg", "Contact"), ("kg", "Event"), ("sem", "Event"))
    )
    assert values(store, "GRAPH ?g { ?e a kg:Summit, ?x }") == [PREFIXES["kg"] + "Summit"]


def test_a_denied_event_is_no_instance_of_its_type(store: Store) -> None:
    assert not ask(store, "?e a kg:Agreement")
    assert ask(
        store,
        "?e a kg:DeniedEvent, sem:Event ; kg:deniedType kg:Agreement ; kg:status kg:Negated ; kg:participant ent:ana-lima, ent:bo-chen",
    )
    assert ask(
        store,
        "GRAPH ?claim { ?e kg:deniedType kg:Agreement } "
        "?claim kg:status kg:Negated ; kg:saidBy ent:bo-chen ; prov:wasAttributedTo ent:bo-chen",
    )
    assert not ask(store, "?a kg:agreedWith ?b")


def test_shortcuts_are_for_what_occurred(store: Store) -> None:
    pairs = [(row["a"].value, row["b"].value) for row in store.query("SELECT ?a ?b { ?a kg:metWith ?b }", prefixes=PREFIXES)]
    ana, bo = (PREFIXES["ent"] + p for p in PAIR)
    assert sorted(pairs) == [(ana, bo), (bo, ana)]


def test_one_event_keeps_what_it_was_made_of(store: Store) -> None:
    assert values(store, "?e a kg:Meeting ; kg:status kg:Occurred ; kg:mergedFrom ?x") == [PREFIXES["ev"] + "a-e1", PREFIXES["ev"] + "b-e1"]
    assert ask(store, "?e kg:mergedFrom ev:a-e1 ; kg:sourceCount 2")
    assert not ask(store, "ev:a-e1 a ?type")


def test_quantities_have_value_bound_and_unit(store: Store) -> None:
    assert ask(store, "?e kg:deaths ?q . ?q a kg:Quantity ; kg:value 12 ; kg:bound kg:atLeast ; kg:unit 'person'")
    assert ask(store, "?e kg:amount ?q . ?q kg:value 2.5 ; kg:bound kg:about ; kg:unit 'EUR'")
    assert values(store, "?e kg:deaths/schema:name ?x") == ["au moins 12"]


def test_times_are_dates_and_edtf(store: Store) -> None:
    assert values(store, "?e a kg:Meeting ; kg:status kg:Occurred ; kg:date ?x") == ["2018-03-12"]
    assert values(store, "?e a kg:Summit ; kg:edtf ?x") == ["2018-04"]
    assert values(store, "?e a kg:Attack ; kg:edtf ?x") == ["[2018-03-05,2018-03-12,2018-03-19]"]
    assert not ask(store, "?e kg:date ?a, ?b FILTER(?a != ?b)")
    assert not ask(store, "?e a kg:Summit ; kg:date ?d")


def test_words_re_slice_the_text(store: Store) -> None:
    phrase = "?w nif:anchorOf ?words ; nif:beginIndex ?begin ; nif:endIndex ?end"
    rows = list(store.query(f"SELECT * {{ {{ {phrase} }} UNION {{ GRAPH ?g {{ {phrase} }} }} }}", prefixes=PREFIXES))
    assert len(rows) >= 8
    for row in rows:
        assert TEXT[int(row["begin"].value) : int(row["end"].value)] == row["words"].value


def test_documents_say_where_they_come_from(store: Store) -> None:
    assert ask(
        store,
        'doc:a a schema:NewsArticle ; schema:headline "Titre a" ; dcterms:date "2018-03"^^xsd:gYearMonth ; '
        'dcterms:source "a.txt" ; dcterms:identifier "aaaaaaaa"',
    )
    assert ask(store, 'doc:b dcterms:date "2018-03-13"^^xsd:date ; schema:inLanguage "fr"')


def test_background_is_of_known_entities_alone(kb: KnowledgeBase) -> None:
    """Who or what no article names is not in the graph, and a newcomer gets no identifier."""
    made = Store()
    made.extend(to_quads(fuse([article("a", Told("Meeting", PAIR))]), kb))
    assert not ask(made, "?s owl:sameAs ?o")
    assert not ask(made, "?s a schema:Country")


@pytest.mark.parametrize(
    ("when", "written"),
    [
        (When(), ""),
        (When("2018-03-12", "2018-03-12"), "2018-03-12"),
        (When("2018-03-01", "2018-03-31"), "2018-03"),
        (When("2018-02-01", "2018-02-28"), "2018-02"),
        (When("2016-02-01", "2016-02-29"), "2016-02"),
        (When("2016-02-01", "2016-02-28"), "2016-02-01/2016-02-28"),
        (When("2018-01-01", "2018-12-31"), "2018"),
        (When("2018-01-01", "2019-12-31"), "2018-01-01/2019-12-31"),
        (When("2018-03-12", "2018-03-14"), "2018-03-12/2018-03-14"),
        (When("2018-03-12", ""), "2018-03-12/.."),
        (When("2018-03-16", "2018-03-31", within="2018-03"), "2018-03"),
        (When("", "2018-03-12"), "../2018-03-12"),
        (When("2018-03-05", "2018-03-12", ("2018-03-05", "2018-03-12")), "[2018-03-05,2018-03-12]"),
    ],
)
def test_edtf(when: When, written: str) -> None:
    assert edtf(when) == written


# ---- files


def test_files_hold_the_quads(quads: list[Quad]) -> None:
    data = nquads(quads)
    assert set(parse(data, format=RdfFormat.N_QUADS)) == set(quads)
    lines = data.splitlines(keepends=True)
    assert lines == sorted(set(lines))
    default = {q.triple for q in quads if isinstance(q.graph_name, DefaultGraph)}
    assert {q.triple for q in parse(turtle(quads), format=RdfFormat.TURTLE)} == default


def test_order_and_repetition_of_quads_change_no_byte(quads: list[Quad]) -> None:
    assert nquads([*reversed(quads), *quads]) == nquads(quads)
    assert turtle([*reversed(quads), *quads]) == turtle(quads)


@given(st.text(st.characters(codec="utf-8")), st.sampled_from([None, "fr"]))
def test_every_text_survives_a_file(text: str, language: str | None) -> None:
    s, p = NamedNode("https://example.org/s"), NamedNode("https://example.org/p")
    made = [Quad(s, p, Literal(text, language=language), DefaultGraph())]
    assert list(parse(nquads(made), format=RdfFormat.N_QUADS)) == made
    assert [q.triple for q in parse(turtle(made), format=RdfFormat.TURTLE)] == [Triple(*made[0].triple)]


def test_the_office_of_an_organisation_that_the_base_does_not_know_is_described(kb: KnowledgeBase) -> None:
    office = Entity("directeur-general-atelier-du-lac-1a2b", "Office", "directeur général (Atelier du Lac)", True)
    assert office_of(office.key, kb) is None
    me = NamedNode(ENT + office.key)
    found = described(office, kb)
    assert (me, NamedNode(PREFIXES["kg"] + "of"), NamedNode(ENT + "atelier-du-lac-1a2b")) in found
    assert (me, NamedNode(PREFIXES["schema"] + "name"), Literal(office.name)) in found
