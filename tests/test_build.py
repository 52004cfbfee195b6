"""The build as a function: what it writes, what it reports, and that no text stops it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import DefaultGraph, RdfFormat, parse

from kg.build import build
from kg.errors import InputError, KgError
from kg.rdf.check import check
from kg.rdf.store import open_store
from kg.rdf.terms import PREFIXES
from kg.settings import Settings

if TYPE_CHECKING:
    from conftest import Built

SEEDS = Path(__file__).parent.parent / "seeds"
ARTICLE = "Angela Merkel a rencontré François Hollande lundi à Berlin."

# Texts that have broken readers of text before.
ODD = (
    "....", "«»", "😀😀 😀", "- - -", '"', "a" * 5000, "M.", "\u202eabc", "\u0301", "M. M. M.", "« « « »", "Il. Elle. Leur rencontre.",
    "1 000 000", "\x01\x02 \x7f", "le " * 500, "MM. et", "résolution 99999999 du Conseil de sécurité", "A\r\rB", "Mme",
    "selon", "selon lui, selon elle",
    "mars 2017 lundi 31 février 2017 à 25 heures", "le 29 février 2017, il y a 99999999999 ans, dans 9999999999999999999999999 jours",
    "Le 1er janvier 10000, l'an 0, en -500, au XXXIXe siècle.", "<script>alert(1)</script> a rencontré </script><b>Jean</b>.",
    '"} INSERT DATA { <a> <b> <c> } #', "Il a dit : « » et « et « non » hier", "Le président du président du président du président",
    "Jean Jean Jean Jean",     "Saint-- -Denis -- l'' d'’", "Elle a fait 12 à 15 morts, 3,5 blessés, 1/2 disparu, -4 otages",
    "http://example.org/?a=b&c=<d> @jean #berlin", "Ｆｕｌｌ　ｗｉｄｔｈ", "Москва встретила Париж", "巴黎", "\ufffd",
    "lundi " * 200, "et, " * 200, "(" * 300, "qui " * 300,
)  # fmt: skip


def test_everything_is_written(built: Built) -> None:
    assert {"graph.nq", "graph.ttl", "graph.html", "report.json", "store.json"} <= {p.name for p in built.path.iterdir()}
    assert not [p.name for p in built.path.iterdir() if p.name.startswith(".")]


def test_the_files_hold_what_the_store_holds(built: Built) -> None:
    everything = set(built.store)
    assert set(parse(path=str(built.path / "graph.nq"), format=RdfFormat.N_QUADS)) == everything
    default = {q.triple for q in everything if isinstance(q.graph_name, DefaultGraph)}
    assert {q.triple for q in parse(path=str(built.path / "graph.ttl"), format=RdfFormat.TURTLE)} == default


def test_the_report_counts_what_is_there(built: Built) -> None:
    counts, seconds = built.report.counts, built.report.seconds
    events = {row["e"] for row in built.store.query("SELECT ?e { ?e a sem:Event }", prefixes=PREFIXES)}
    claims = {row["c"] for row in built.store.query("SELECT ?c { ?c a kg:Claim }", prefixes=PREFIXES)}
    assert (counts["documents"], counts["events"], counts["claims"], counts["quads"]) == (2, len(events), len(claims), len(built.store))
    assert all(second >= 0 for second in seconds.values())
    assert {"times", "coreference"} <= set(built.report.fractions)
    assert 0 < sum(built.report.fractions.values()) <= 1
    written = json.loads((built.path / "report.json").read_text(encoding="utf-8"))
    assert written["counts"] == counts
    assert written["not_read"] == []


def test_no_text_stops_a_build(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, text in enumerate((ARTICLE, *ODD)):
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8", newline="")
    report = build([folder], tmp_path / "out", Settings(date="2018-03"))
    assert report.counts["documents"] + len(report.not_read) == len(ODD) + 1
    store = open_store(tmp_path / "out")
    assert store.query("ASK { ?e a kg:Meeting ; kg:participant ent:angela-merkel }", prefixes=PREFIXES)
    assert check(store).conforms


def test_nothing_readable_is_an_error_that_names_each_file_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff")
    (tmp_path / "b.txt").write_bytes(b"")
    with pytest.raises(InputError) as error:
        build([tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.txt"], tmp_path / "out")
    assert [line.split(": ")[0] for line in str(error.value).splitlines()] == [str(tmp_path / f"{n}.txt") for n in "abc"]
    assert not (tmp_path / "out").exists()


def test_no_paths_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="name files or folders"):
        build([], tmp_path / "out")


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (Settings(model="no_such_model"), "'no_such_model' is not installed"),
        (Settings(language="xx"), "there is no model for the language 'xx'"),
        (Settings(date="2018-13"), "'2018-13' is not a date"),
        (Settings(kb=(Path("no-such.tsv"),)), "no-such.tsv"),
    ],
    ids=["model", "language", "date", "knowledge base"],
)
def test_a_wrong_setting_is_one_sentence_and_writes_nothing(tmp_path: Path, settings: Settings, words: str) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    with pytest.raises(KgError) as error:
        build([tmp_path / "a.txt"], tmp_path / "out", settings)
    assert words in str(error.value)
    assert "\n" not in str(error.value)
    assert not (tmp_path / "out").exists()


def test_a_users_own_file_wins(tmp_path: Path) -> None:
    """A newcomer of the user's own is known, and an entry of ours that he writes anew has his name."""
    own = tmp_path / "own.tsv"
    own.write_text(
        "id\tkind\tfr\taliases\nzoe-quill\tPerson\tZoé Quill\tZed Quill\nberlin\tCity\tBerlin-sur-Sprée\tBerlin\n", encoding="utf-8"
    )
    (tmp_path / "a.txt").write_text("Zed Quill a rencontré Angela Merkel lundi à Berlin.", encoding="utf-8")
    build([tmp_path / "a.txt"], tmp_path / "out", Settings(date="2018-03", kb=(own,)))
    query = 'ASK { ?e a kg:Meeting ; kg:participant ent:zoe-quill ; sem:hasPlace ent:berlin . ent:berlin schema:name "Berlin-sur-Sprée" }'
    assert open_store(tmp_path / "out").query(query, prefixes=PREFIXES)


def test_a_third_article_changes_no_document_and_no_claim_of_the_others(built: Built, tmp_path: Path) -> None:
    third = tmp_path / "001_third.txt"
    third.write_text("date 2017-11-25 " + ARTICLE, encoding="utf-8")
    build([SEEDS, third], tmp_path / "out")
    described = "SELECT ?d ?p ?o { ?d a schema:NewsArticle ; ?p ?o }"
    said = "SELECT ?c ?p ?o { ?c a kg:Claim ; ?p ?o FILTER(?p != kg:about) }"
    mentions = "SELECT ?g ?m ?p ?o { GRAPH ?g { ?m a nif:Phrase ; ?p ?o } }"
    more = open_store(tmp_path / "out")
    for query in (described, said, mentions):
        before = {tuple(map(str, row)) for row in built.store.query(query, prefixes=PREFIXES)}
        after = {tuple(map(str, row)) for row in more.query(query, prefixes=PREFIXES)}
        assert before < after


def test_a_rebuild_of_less_leaves_nothing_of_more(tmp_path: Path) -> None:
    for name, who in (("a", "Angela Merkel"), ("b", "Emmanuel Macron")):
        (tmp_path / f"{name}.txt").write_text(f"{who} a rencontré François Hollande lundi à Berlin.", encoding="utf-8")
    build([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "out")
    build([tmp_path / "b.txt"], tmp_path / "out")
    build([tmp_path / "b.txt"], tmp_path / "fresh")
    assert (tmp_path / "out" / "graph.nq").read_bytes() == (tmp_path / "fresh" / "graph.nq").read_bytes()
    assert not open_store(tmp_path / "out").query("ASK { ?s ?p ent:angela-merkel }", prefixes=PREFIXES)
