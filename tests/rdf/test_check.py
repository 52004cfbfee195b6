"""The check: the sample graph conforms, and each broken rule is told on the node that breaks it."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, Store, parse

from kg.rdf.check import Problem, check, shapes
from kg.rdf.terms import PREFIXES, compact

SAMPLE = Path(__file__).parent.parent / "data" / "sample.trig"
HEADER = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in PREFIXES.items())

FIRST = "sem:hasEarliestBeginTimeStamp"
PHRASE = "?phrase a nif:Phrase ; nif:beginIndex 0 ; nif:endIndex 3"

# What is deleted from the sample, what is inserted, the node that is blamed and words of the message.
VIOLATIONS = [
    # entities
    ("?x schema:name ?n", "", "?x = ent:berlin", "ent:berlin", "schema:name"),
    ("", "ent:berlin schema:name 'Ville de Berlin'", "", "ent:berlin", "exactly one schema:name"),
    ("?x schema:name ?n", "?x schema:name 'Berlin'@fr", "?x = ent:berlin", "ent:berlin", "without a language tag"),
    ("", "ent:berlin rdfs:label 'Berlin-Ville'@fr", "", "ent:berlin", "rdfs:label"),
    ("", "ent:angela-merkel a schema:Place", "", "ent:angela-merkel", "can't be a place"),
    ("", "ent:angela-merkel a schema:Organization", "", "ent:angela-merkel", "can't be a place or an organisation"),
    ("?x a schema:Place", "", "?x = ent:berlin", "ent:berlin", "needs the type schema:Place"),
    ("", "ent:berlin owl:sameAs <https://example.org/berlin>", "", "https://example.org/berlin", "owl:sameAs leads to"),
    ("", "ent:berlin owl:sameAs <https://www.wikidata.org/wiki/Q64>", "", "https://www.wikidata.org/wiki/Q64", "owl:sameAs leads to"),
    ("?x geo:lat ?y", "?x geo:lat 91.5", "?x = ent:berlin", "ent:berlin", "latitude"),
    ("?x kg:office ?y", "", "true", "ent:tenure-angela-merkel-chancelier-2005-11-22", "exactly one kg:office"),
    ("?x schema:startDate ?y", "?x schema:startDate 'jadis'", "true", "ent:tenure-angela-merkel-chancelier-2005-11-22", "starts on"),
    # events
    ("?x kg:status ?y", "", "?x = ev:visit-4410", "ev:visit-4410", "exactly one kg:status"),
    ("", "ev:visit-4410 kg:status kg:Possible", "", "ev:visit-4410", "exactly one kg:status"),
    ("?x kg:status ?y", "?x kg:status kg:Maybe", "?x = ev:visit-4410", "ev:visit-4410", "kg:Maybe"),
    ("", "ev:meeting-0d31 kg:date '2018-03-11'^^xsd:date", "", "ev:meeting-0d31", "at most one kg:date"),
    ("", "ev:visit-4410 kg:date '2018-13-45'^^xsd:date", "", "ev:visit-4410", "2018-13-45"),
    ("", "ev:visit-4410 kg:date '2018-04-02'^^xsd:date", "", "ev:visit-4410", "begins and ends on its kg:date"),
    ("?x kg:edtf ?y", "?x kg:edtf '2018-04'", "?x = ev:visit-4410", "ev:visit-4410", "EDTF"),
    (f"?x {FIRST} ?y", f"?x {FIRST} '2018-05-01'^^xsd:date", "?x = ev:visit-4410", "ev:visit-4410", "not after"),
    ("", "ev:visit-4410 kg:participant 'Jeanne'", "", "Jeanne", "described entity"),
    ("", "ev:visit-4410 kg:participant ent:unknown", "", "ent:unknown", "described entity"),
    ("", "ev:visit-4410 kg:addressee ent:reforme-des-retraites-77aa", "", "ent:reforme-des-retraites-77aa", "no mere concept"),
    ("", "ev:visit-4410 kg:agent ent:onu", "", "ev:visit-4410", "needs to be its kg:participant too"),
    ("", "ev:visit-4410 sem:hasPlace ent:jeanne-martin-1a2b", "", "ent:jeanne-martin-1a2b", "takes place"),
    ("", "ev:visit-4410 kg:topic ent:unknown", "", "ent:unknown", "topic"),
    ("", "ev:statement-9c07 kg:content ent:berlin", "", "ent:berlin", "needs to be an event"),
    ("", "ev:visit-4410 kg:deaths 12", "", "12", "kg:Quantity"),
    ("?x kg:bound ?y", "", "?x = ev:meeting-0d31-duration", "ev:meeting-0d31-duration", "kg:bound"),
    ("?x kg:value ?y", "?x kg:value 'deux'", "?x = ev:meeting-0d31-duration", "ev:meeting-0d31-duration", "a number"),
    ("", "ev:a-11aa-e1 a kg:Meeting, kg:Contact, kg:Event, sem:Event", "", "ev:a-11aa-e1", "carries no type"),
    # types
    ("?x a kg:Contact", "", "?x = ev:visit-4410", "ev:visit-4410", "kg:Contact, a superclass"),
    ("?x a sem:Event", "", "?x = ev:visit-4410", "ev:visit-4410", "sem:Event"),
    ("", "ev:visit-4410 a kg:Attack, kg:Conflict", "", "ev:visit-4410", "several families: Conflict, Contact"),
    ("", "ev:visit-4410 a kg:Nonsense", "", "ev:visit-4410", "no term kg:Nonsense"),
    ("", "ev:visit-4410 kg:nonsense 1", "", "ev:visit-4410", "no term kg:nonsense"),
    # denials
    ("?x kg:deniedType ?y", "", "?x = ev:denied-5e5e", "ev:denied-5e5e", "exactly one kg:deniedType"),
    ("?x kg:deniedType ?y", "?x kg:deniedType kg:Quantity", "?x = ev:denied-5e5e", "ev:denied-5e5e", "no event type kg:Quantity"),
    ("", "ev:denied-5e5e a kg:Agreement, kg:Deal", "", "ev:denied-5e5e", "no type but kg:DeniedEvent"),
    ("?x kg:status ?y", "?x kg:status kg:Occurred", "?x = ev:denied-5e5e", "ev:denied-5e5e", "the status kg:Negated"),
    ("?x kg:status ?y", "?x kg:status kg:Negated", "?x = ev:visit-4410", "ev:visit-4410", "Only a kg:DeniedEvent"),
    ("", "ev:visit-4410 kg:deniedType kg:Visit", "", "ev:visit-4410", "Only a kg:DeniedEvent"),
    # shortcuts
    ("?x kg:metWith ?y", "", "?x = ent:jeanne-martin-1a2b", "ent:jeanne-martin-1a2b", "other direction"),
    ("", "ent:angela-merkel kg:holdsOffice ent:berlin", "", "ent:berlin", "kg:Office"),
    # claims
    ("?x prov:wasDerivedFrom ?y", "", "?x = ?claim", "doc:a-11aa#claim=1", "exactly one document"),
    ("?x kg:sentence ?y", "", "?x = ?claim", "doc:a-11aa#claim=1", "exactly one kg:sentence"),
    ("?x kg:rule ?y", "", "?x = ?claim", "doc:a-11aa#claim=1", "exactly one kg:rule"),
    ("?x kg:status ?y", "", "?x = ?claim", "doc:a-11aa#claim=1", "exactly one kg:status"),
    ("?x kg:saidBy ?y", "", "?x = ?claim", "doc:a-11aa#claim=1", "kg:saidBy"),
    ("?x kg:saidBy ?y", "?x kg:saidBy ent:onu", "?x = ?claim", "doc:a-11aa#claim=1", "said by its source"),
    ("", "?claim prov:wasAttributedTo ent:onu", "", "doc:a-11aa#claim=1", "said by its source"),
    ("", "?claim kg:confidence 1.5", "", "doc:a-11aa#claim=1", "from 0 to 1"),
    ("", "?claim kg:reportedIn ent:onu", "", "doc:a-11aa#claim=1", "reported in"),
    ("?x nif:endIndex ?y", "?x nif:endIndex 7000", "?claim kg:sentence ?x", "SENTENCE", "isn't as long"),
    ("?x nif:beginIndex ?y", "?x nif:beginIndex 'zero'", "?claim kg:sentence ?x", "SENTENCE", "beginIndex"),
    ("?x schema:inLanguage ?y", "", "?x = doc:a-11aa", "doc:a-11aa", "schema:inLanguage"),
    ("?x dcterms:identifier ?y", "", "?x = doc:a-11aa", "doc:a-11aa", "SHA-256"),
    ("?x dcterms:date ?y", "?x dcterms:date 'hier'", "?x = doc:a-11aa", "doc:a-11aa", "dcterms:date"),
    # named graphs
    ("", "GRAPH ?claim { ev:meeting-0d31 kg:topic ent:onu }", "", "doc:a-11aa#claim=1", "lacks what it claims"),
    ("", "GRAPH ent:onu { ent:onu a schema:Organization }", "", "ent:onu", "neither that of a described claim"),
    ("", f"GRAPH doc:a-11aa {{ {PHRASE} ; nif:anchorOf 'quatre' }}", "", "doc:a-11aa#char=0,3", "don't fit"),
    ("", f"GRAPH doc:a-11aa {{ {PHRASE} }}", "", "doc:a-11aa#char=0,3", "don't fit"),
    ("", f"GRAPH doc:a-11aa {{ {PHRASE} ; nif:anchorOf 'mot' ; itsrdf:taIdentRef ent:nobody }}", "", "doc:a-11aa#char=0,3", "ent:nobody"),
]


def sample() -> Store:
    store = Store()
    store.extend(parse(SAMPLE.read_bytes(), format=RdfFormat.TRIG))
    return store


def broken(delete: str, insert: str, where: str) -> Store:
    """The sample after an update. `?claim` stands for the first claim, `?phrase` for a phrase of its document."""
    store = sample()
    document = f"{PREFIXES['doc']}a-11aa"
    bind = f"BIND (<{document}#claim=1> AS ?claim) BIND (<{document}#char=0,3> AS ?phrase)"
    condition = where if not where or "kg:" in where else f"FILTER ({where})"
    old = f"DELETE {{ {delete} }}" if delete else ""
    store.update(f"{HEADER} {old} INSERT {{ {insert} }} WHERE {{ {bind} {f'{delete} .' if delete else ''} {condition} }}")
    return store


def blamed(problem: Problem, node: str) -> bool:
    return "#sentence=" in problem.node if node == "SENTENCE" else compact(problem.node) == node


def test_sample_conforms() -> None:
    report = check(sample())
    assert report.problems == ()
    assert report.conforms


@pytest.mark.parametrize(("delete", "insert", "where", "node", "words"), VIOLATIONS)
def test_violation_is_told(delete: str, insert: str, where: str, node: str, words: str) -> None:
    report = check(broken(delete, insert, where))
    assert not report.conforms
    assert [p for p in report.problems if blamed(p, node) and words in p.message], "\n".join(map(str, report.problems))


def test_enough_violations_are_tried() -> None:
    assert len(VIOLATIONS) > 55


@pytest.mark.parametrize(
    "insert",
    [
        "ent:berlin skos:altLabel 'Ville de Berlin', 'Berlin'@de",
        "ev:visit-4410 sem:hasPlace ent:onu",  # a seat that is one organisation
        "ev:visit-4410 kg:topic ev:meeting-0d31",
        "ev:visit-4410 kg:participant ent:onu, ent:allemagne",
        "ev:attack-7777 kg:patient ent:allemagne ; kg:participant ent:allemagne",
        "ev:visit-4410 kg:after ev:meeting-0d31",
        "ent:angela-merkel kg:visited ent:berlin",
        "?claim kg:confidence 0.93",
        "ev:denied-5e5e kg:partOf ev:meeting-0d31",
        "ent:x a schema:Event ; schema:name 'Processus' . ev:visit-4410 kg:partOf ent:x",
    ],
)
def test_what_the_contract_allows_is_no_problem(insert: str) -> None:
    assert check(broken("", insert, "")).problems == ()


def test_a_node_with_two_types_of_one_family_conforms() -> None:
    assert check(broken("", "ev:visit-4410 a kg:Reception, kg:Meeting", "")).problems == ()


def test_a_list_of_quads_gives_the_report_of_the_store() -> None:
    store = broken("?x kg:status ?y", "", "?x = ev:visit-4410")
    quads: list[Quad] = list(store)
    assert check(quads) == check(reversed(quads)) == check(store)


def test_an_empty_graph_conforms() -> None:
    assert check([]).conforms


def test_problems_are_sorted_and_told_once() -> None:
    problems = check(broken("?x schema:name ?n", "", "true")).problems
    assert len(problems) > 10
    assert list(problems) == sorted(set(problems))


def test_messages_are_sentences() -> None:
    problems = check(broken("?x ?p ?y", "", "isLiteral(?y)")).problems
    assert len(problems) > 20
    assert all(p.message[0].isupper() and p.message.endswith(".") and "\n" not in p.message for p in problems)


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a check opened a connection")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    shapes.cache_clear()
    imports = "doc:a-11aa owl:imports <https://example.org/shapes> . <https://example.org/o> a owl:Ontology ; owl:imports <https://example.org/more>"
    assert check(broken("", imports, "")).conforms


def test_ill_typed_literals_are_told_once(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    report = check(broken("", "ev:visit-4410 kg:date '2018-13-45'^^xsd:date", ""))
    assert not report.conforms
    assert not caplog.records
    assert capfd.readouterr().err == ""
