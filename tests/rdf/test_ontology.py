"""The ontology: complete, bilingual, well-formed, and read as its file says."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from importlib.resources import files

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import InputError
from kg.rdf import terms
from kg.rdf.ontology import Ontology, load

FAMILIES = {
    "Contact": "Meeting PhoneCall Conversation Visit Summit Negotiation Reception Correspondence",
    "Speech": "Statement Announcement Appeal Promise Commitment Denial Criticism Praise Accusation Threat Briefing Invitation Acceptance "
    "Refusal ResponsibilityClaim",
    "Deal": "Agreement Signing Adoption Ratification",
    "Conflict": "Attack War MilitaryOperation Withdrawal Ceasefire Protest Crisis Sanction",
    "Justice": "Arrest Charge Trial Conviction Release Investigation",
    "Personnel": "Election Appointment Resignation Dismissal",
    "Business": "Acquisition Merger Investment Launch Layoff Bankruptcy",
    "Life": "Birth Death Injury Marriage Award",
    "Hazard": "Disaster Accident",
    "Movement": "Arrival Departure",
    "Aid": "",
    "Publication": "",
    "Reform": "",
}
OTHERS = (
    "participant agent addressee patient host topic text content quote purpose cause partOf instrument deaths injured amount "
    "Quantity value bound exact atLeast atMost about unit date edtf partOfDay Morning Midday Afternoon Evening Night duration "
    "before after status Occurred Planned Possible Negated DeniedEvent deniedType Claim sentence trigger saidBy reportedIn rule "
    "confidence metWith spokeWith visited signed agreedWith holdsOffice Office mentionKind Name Nominal Pronoun sourceCount "
    "mergedFrom Disagreement onProperty claimA claimB Tenure holder office of ledBy ace cameo "
).split()


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load()


@pytest.fixture(scope="module")
def triples() -> list[Quad]:
    return list(parse(files("kg.rdf").joinpath("ontology.ttl").read_bytes(), format=RdfFormat.TURTLE))


@pytest.mark.parametrize(("family", "types"), FAMILIES.items())
def test_every_type_of_a_family_falls_under_it(ontology: Ontology, family: str, types: str) -> None:
    assert ontology.family(family) == family
    for type_ in types.split():
        assert ontology.family(type_) == family
        assert ontology.superclasses(type_)[-2:] == (family, "Event")


def test_families_are_these_and_no_others(ontology: Ontology) -> None:
    assert ontology.families() == tuple(sorted(FAMILIES))


@pytest.mark.parametrize(
    ("type_", "above"),
    [
        ("PhoneCall", ("Contact", "Event")),
        ("Summit", ("Meeting", "Contact", "Event")),
        ("Reception", ("Meeting", "Contact", "Event")),
        ("Aid", ("Event",)),
        ("DeniedEvent", ("Event",)),
        ("Event", ()),
    ],
)
def test_superclasses(ontology: Ontology, type_: str, above: tuple[str, ...]) -> None:
    assert ontology.superclasses(type_) == above


def test_types_hold_families_but_neither_event_nor_denied_event(ontology: Ontology) -> None:
    types = set(ontology.types())
    assert {"Meeting", "Contact", "Aid"} <= types
    assert not types & {"Event", "DeniedEvent", "Quantity", "agent"}


@pytest.mark.parametrize("name", ["Nonsense", "agent", "Quantity", ""])
def test_what_is_no_event_type_has_no_superclasses(ontology: Ontology, name: str) -> None:
    with pytest.raises(InputError, match=r"ontology\.ttl"):
        ontology.superclasses(name)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Summit", "Meeting", True),
        ("Meeting", "Summit", False),
        ("Meeting", "Meeting", True),
        ("agent", "participant", True),
        ("topic", "participant", False),
        ("Attack", "Contact", False),
    ],
)
def test_is_a(ontology: Ontology, a: str, b: str, expected: bool) -> None:
    assert ontology.is_a(a, b) is expected


def test_four_roles_imply_participant_and_no_other(ontology: Ontology) -> None:
    implied = {name for name in ontology.terms() if ontology.superproperties(name) == ("participant",)}
    assert implied == {"agent", "addressee", "patient", "host"}


def test_meeting_and_speaking_are_symmetric(ontology: Ontology) -> None:
    assert ontology.symmetric == {"metWith", "spokeWith"}


def test_every_term_of_the_contract_is_declared(ontology: Ontology) -> None:
    expected = {*OTHERS, *FAMILIES, *" ".join(FAMILIES.values()).split(), "Event"}
    assert expected <= set(ontology.terms())


def test_every_term_has_label_and_comment_in_both_languages(triples: list[Quad]) -> None:
    subjects = {q.subject for q in triples if isinstance(q.subject, NamedNode) and q.subject.value.startswith(terms.KG)}
    assert len(subjects) > 140
    for subject in subjects:
        for predicate in (terms.node("rdfs:label"), terms.node("rdfs:comment")):
            found = sorted(o.language or "" for o in _objects(triples, subject, predicate) if isinstance(o, Literal))
            assert found == ["en", "fr"], f"{subject} {predicate} is in {found}"


def test_labels_of_event_types_are_distinct(ontology: Ontology) -> None:
    for lang in ("fr", "en"):
        labels = [ontology.label(t, lang) for t in ontology.types()]
        assert len(labels) == len(set(labels))


def test_every_kg_term_used_is_declared(triples: list[Quad], ontology: Ontology) -> None:
    used = {x.value for q in triples for x in (q.predicate, q.object) if isinstance(x, NamedNode) and x.value.startswith(terms.KG)}
    assert {iri.removeprefix(terms.KG) for iri in used} <= set(ontology.terms())


def test_codes_look_like_codes(triples: list[Quad]) -> None:
    notation = terms.node("skos:notation")
    codes = {(terms.compact(o.datatype.value), o.value) for q in triples if isinstance(o := q.object, Literal) and q.predicate == notation}
    forms = {
        "kg:ace": r"(Life|Movement|Transaction|Business|Conflict|Contact|Personnel|Justice)(\.[A-Z][a-z]+(-[A-Z][a-z]+)?)",
        "kg:cameo": r"0[1-9]|1\d|20",
    }
    assert len(codes) > 35
    assert all(re.fullmatch(forms[list_], code) for list_, code in codes)


def test_nothing_is_imported(triples: list[Quad]) -> None:
    assert not [q for q in triples if q.predicate == terms.node("owl:imports")]


def test_labels(ontology: Ontology) -> None:
    assert ontology.label("Meeting") == "Rencontre"
    assert ontology.label("Meeting", "en") == "Meeting"
    with pytest.raises(InputError, match="no term 'Nonsense'"):
        ontology.label("Nonsense")


def test_loading_is_cheap() -> None:
    def once() -> float:
        load.cache_clear()
        start = time.process_time()
        load()
        return time.process_time() - start

    assert min(once() for _ in range(5)) < 0.015


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("agent", "https://w3id.org/newskg/ontology#agent"),
        ("kg:agent", "https://w3id.org/newskg/ontology#agent"),
        ("sem:hasPlace", "http://semanticweb.cs.vu.nl/2009/11/sem/hasPlace"),
        ("wd:Q1", "http://www.wikidata.org/entity/Q1"),
        ("ent:un-nom", "https://w3id.org/newskg/entity/un-nom"),
    ],
)
def test_expand_and_compact_are_inverse(name: str, iri: str) -> None:
    assert terms.expand(name) == iri
    assert terms.node(name).value == iri
    assert terms.expand(terms.compact(iri)) == iri


def test_unknown_prefix() -> None:
    with pytest.raises(InputError, match="unknown prefix"):
        terms.expand("nonsense:x")


def test_unknown_namespace_stays_whole() -> None:
    assert terms.compact("https://example.org/x") == "https://example.org/x"


def test_base_moves_everything_but_the_ontology() -> None:
    here, there = terms.prefixes(), terms.prefixes("https://example.org/news/")
    assert {p for p in here if here[p] != there[p]} == {"ent", "ev", "doc"}
    assert terms.compact("https://example.org/news/entity/x", "https://example.org/news/") == "ent:x"


def _objects(triples: list[Quad], subject: NamedNode, predicate: NamedNode) -> Iterator[object]:
    return (q.object for q in triples if q.subject == subject and q.predicate == predicate)
