"""The measure of events: who is who, what is paired with what, and when each property is right."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.evaluation.events import bounds, compare, evaluate, may_be, properties, read_article, same_date, scores
from kg.fuse.graph import When
from kg.kb import open_base
from kg.model import Claim, Entity, Event, Extraction, Fact, Mention, Status
from kg.nlp import load
from kg.rdf.ontology import load as ontology

TEXT = "Paul Martin a rencontré Marie Dupont à Lyon. Selon Marie Dupont, Paul Martin visitera Nice."
NAMES = {"paul": "Paul Martin", "marie": "Marie Dupont", "lyon": "Lyon", "nice": "Nice"}
KINDS = {"paul": "Person", "marie": "Person", "lyon": "City", "nice": "City", "peace": "Concept"}


def at(words: str) -> list[list[int]]:
    """The offsets of all places of `words`."""
    return [[i, i + len(words)] for i in range(len(TEXT)) if TEXT.startswith(words, i)]


def gold(**changes: Any) -> dict[str, Any]:
    """The annotated article; changes go to its first event."""
    meeting = {
        "key": "v1",
        "type": "Meeting",
        "trigger": at("rencontré")[0],
        "roles": [{"role": "participant", "entity": "g-paul"}, {"role": "participant", "entity": "g-marie"}],
        "place": "g-lyon",
        "date": "2017-11-20",
        "status": "Occurred",
        "source": None,
    }
    visit = {
        "key": "v2",
        "type": "Visit",
        "trigger": at("visitera")[0],
        "roles": [{"role": "agent", "entity": "g-paul"}],
        "place": "g-nice",
        "date": None,
        "status": "Planned",
        "source": "g-marie",
    }
    entities = [{"key": f"g-{key}", "kind": KINDS[key], "name": name, "mentions": at(name)} for key, name in NAMES.items()]
    return {"id": "a", "text": TEXT, "title": "", "date": "2017-11-21", "entities": entities, "events": [meeting | changes, visit]}


def claim(event: str, type: str, words: str, *facts: str, status: Status = "Occurred", source: str = "") -> Claim:
    """A claim whose facts are "role=entity"."""
    pairs = [fact.partition("=") for fact in facts]
    (start, end), *_ = at(words)
    return Claim(event, type, status, (0, len(TEXT)), (start, end), "test", tuple(Fact(p, "entity", e) for p, _, e in pairs), (), source)


RIGHT = (
    claim("e1", "Meeting", "rencontré", "participant=paul", "participant=marie", "agent=paul", "topic=peace", "sem:hasPlace=lyon"),
    claim("e2", "Visit", "visitera", "agent=paul", "sem:hasPlace=nice", status="Planned", source="marie"),
)


def extraction(*claims: Claim) -> Extraction:
    mentions = tuple(Mention(s, e, "Name", (key,), "exact") for key, name in NAMES.items() for s, e in at(name))
    entities = tuple(Entity(key, kind, NAMES.get(key, key), False) for key, kind in KINDS.items())
    events = tuple(Event(key, next(c.type for c in claims if c.about == key), "") for key in sorted({c.about for c in claims}))
    return Extraction(read_article(gold(), {}).document, mentions, entities, (), events, claims)


def measured(*claims: Claim, **changes: Any) -> dict[str, Any]:
    """The figures of our claims against the gold."""
    types = ontology()
    compared = compare(read_article(gold(**changes), {}), extraction(*claims), types)
    pairs = [p for p in compared.pairs if p.gold.type == p.ours.type]
    return scores([compared], types) | properties(pairs, types)


def test_what_is_all_right() -> None:
    report = measured(*RIGHT)
    names = ("event_f1", "event_lenient_f1", "type_f1", "trigger_f1", "place", "status", "source", "precision", "recall")
    assert [report[name] for name in names] == [1.0] * len(names)
    assert report["date"] == 0.5  # the meeting's day is missing, the visit has none


@pytest.mark.parametrize(
    ("claims", "strict", "lenient", "by_type"),
    [
        (RIGHT[:1], (1.0, 0.5), (1.0, 0.5), (1.0, 0.5)),
        ((claim("e1", "Meeting", "rencontré", "participant=paul"), RIGHT[1]), (0.5, 0.5), (1.0, 1.0), (1.0, 1.0)),
        ((claim("e1", "Meeting", "rencontré", "sem:hasPlace=lyon"), RIGHT[1]), (0.5, 0.5), (0.5, 0.5), (1.0, 1.0)),
        ((claim("e1", "Summit", "rencontré", "participant=paul", "participant=marie"), RIGHT[1]), (0.5, 0.5), (0.5, 0.5), (0.5, 0.5)),
        ((*RIGHT, claim("e3", "Statement", "Selon", "agent=marie")), (2 / 3, 1.0), (2 / 3, 1.0), (2 / 3, 1.0)),
        ((*RIGHT, claim("e3", "Statement", "Selon", "topic=peace")), (1.0, 1.0), (1.0, 1.0), (1.0, 1.0)),
    ],
)
def test_hits(claims: tuple[Claim, ...], strict: tuple[float, float], lenient: tuple[float, float], by_type: tuple[float, float]) -> None:
    report = measured(*claims)
    for name, expected in (("event", strict), ("event_lenient", lenient), ("type", by_type)):
        assert (report[f"{name}_precision"], report[f"{name}_recall"]) == pytest.approx(expected, abs=1e-4)


def test_a_superclass_is_alike_and_not_equal() -> None:
    report = measured(claim("e1", "Contact", "rencontré", "participant=paul", "participant=marie"), RIGHT[1])
    assert (report["type_f1"], report["alike_f1"], report["family_f1"]) == (0.5, 1.0, 1.0)


def test_one_event_is_one_hit_at_most() -> None:
    twice = claim("e3", "Meeting", "a rencontré", "participant=paul", "participant=marie")
    report = measured(*RIGHT, twice)
    assert (report["event_precision"], report["event_recall"]) == pytest.approx((2 / 3, 1.0), abs=1e-4)


def test_a_part_of_a_name_is_another_entity() -> None:
    record = gold()
    record["entities"].append(
        {"key": "g-city", "kind": "Organization", "name": "ville", "mentions": [[TEXT.index("Dupont à"), at("Lyon")[0][1]]]}
    )
    types, article = ontology(), read_article(record, {})
    assert scores([compare(article, extraction(*RIGHT), types)], types)["event_f1"] == 1.0
    assert properties(compare(article, extraction(*RIGHT), types).pairs, types)["place"] == 1.0


def test_a_nameless_party_counts_nowhere() -> None:
    meeting = claim("e1", "Meeting", "rencontré", "participant=paul", "participant=marie", "agent=peace")
    assert measured(meeting, RIGHT[1])["event_f1"] == 1.0


@pytest.mark.parametrize(
    ("changes", "figure", "value"),
    [
        ({"place": None}, "place", 0.5),
        ({"status": "Negated"}, "status", 0.5),
        ({"source": "unknown"}, "source", 0.5),
        ({"date": None}, "date", 1.0),
        ({"deaths": 3}, "numbers", 0.5),
    ],
)
def test_properties(changes: dict[str, Any], figure: str, value: float) -> None:
    assert measured(*RIGHT, **changes)[figure] == value


@pytest.mark.parametrize(
    ("date", "ours", "right", "compatible"),
    [
        ("2017-11-20", When("2017-11-20", "2017-11-20"), True, True),
        ("2017-11-20", When("2017-11-13", "2017-11-20", ("2017-11-13", "2017-11-20")), True, True),
        ("2017-11-20", When("2017-11-01", "2017-11-30"), False, True),
        ("2017-11-20", When("2017-11-21", "2017-11-21"), False, False),
        ("2017-11", When("2017-11-01", "2017-11-30"), True, True),
        ("[2017-11-13,2017-11-20]", When("2017-11-13", "2017-11-20", ("2017-11-13", "2017-11-20")), True, True),
        ("[2017-11-13,2017-11-20]", When("2017-11-20", "2017-11-20"), False, True),
        ("2017-11-21/..", When("2017-11-21", ""), True, True),
        ("2006-06-27/2009", When("2008-01-01", "2008-12-31"), False, True),
        ("", When(), True, True),
        ("", When("2017-11-20", "2017-11-20"), False, False),
        ("2017", When(), False, False),
    ],
)
def test_dates(date: str, ours: When, right: bool, compatible: bool) -> None:
    assert (same_date(date, ours), may_be(date, ours)) == (right, compatible)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2016", ("2016-01-01", "2016-12-31")),
        ("2016-02", ("2016-02-01", "2016-02-29")),
        ("2016-02-03", ("2016-02-03", "2016-02-03")),
        ("../2016-02", ("", "2016-02-29")),
        ("2016/..", ("2016-01-01", "")),
        ("[2016-02-03,2016-02-10,2016-02-17]", ("2016-02-03", "2016-02-17")),
    ],
)
def test_bounds(date: str, expected: tuple[str, str]) -> None:
    assert bounds(date) == expected


def write(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return path


def test_a_folder_is_its_development_halves(tmp_path: Path) -> None:
    write(tmp_path / "own-a.jsonl", gold())
    write(tmp_path / "own-b.jsonl", gold(), gold())
    report = evaluate(tmp_path, load("fr"), open_base())
    assert (report["cases"], report["articles"]) == (2, 1)
    assert report["status"] == 1.0
    assert set(report) >= {"event_f1", "place", "date", "status", "source", "by_type", "errors"}


def test_errors_of_a_held_out_half_are_not_listed(tmp_path: Path) -> None:
    wrong = gold(type="Bankruptcy")
    assert evaluate(write(tmp_path / "own-a.jsonl", wrong), load("fr"), open_base())["errors"]
    assert not evaluate(write(tmp_path / "own-b.jsonl", wrong), load("fr"), open_base())["errors"]


def test_texts_come_from_the_corpus(tmp_path: Path) -> None:
    record = gold() | {"source": "c1", "sha256": hashlib.sha256(TEXT.encode()).hexdigest()}
    del record["text"]
    path = write(tmp_path / "x-a.jsonl", record)
    corpus = write(tmp_path / "corpus.jsonl", {"id": "c1", "text": TEXT, "chains": []})
    assert evaluate(path, load("fr"), open_base(), corpus)["cases"] == 2
    with pytest.raises(InputError, match="with --corpus"):
        evaluate(path, load("fr"), open_base())
    other = write(tmp_path / "other.jsonl", {"id": "c1", "text": f"{TEXT} ", "chains": []})
    with pytest.raises(InputError, match="another one"):
        evaluate(path, load("fr"), open_base(), other)


def test_texts_come_from_a_folder_of_timeml_files(tmp_path: Path) -> None:
    record = gold() | {"source": "c1.tml", "sha256": hashlib.sha256(TEXT.encode()).hexdigest()}
    del record["text"]
    dct = '<DCT><TIMEX3 tid="t0" type="DATE" value="2017-11-21">2017-11-21</TIMEX3></DCT>'
    (tmp_path / "c1.tml").write_text(f"<TimeML>{dct}<TEXT>{TEXT}</TEXT></TimeML>", encoding="utf-8")
    assert evaluate(write(tmp_path / "x-a.jsonl", record), load("fr"), open_base(), tmp_path)["cases"] == 2


@pytest.mark.parametrize("broken", [{"trigger": None}, {"roles": [{}]}, {"trigger": [1]}])
def test_broken_annotations_are_named(broken: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="Mend the annotations of 'a'"):
        read_article(gold(**broken), {})
