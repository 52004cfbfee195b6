"""The command line as its users meet it: exit codes, one-sentence errors, help with examples, nothing made by mistake."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import pytest
import typer.main
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from kg.cli import app, main

if TYPE_CHECKING:
    from conftest import Built

ROOT = Path(__file__).parent.parent
ARTICLE = "Angela Merkel a rencontré François Hollande lundi à Berlin."
ANYTHING = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 3"


class Done(NamedTuple):
    code: int
    out: str
    err: str


class Run(Protocol):
    """Runs the command in an empty folder."""

    def __call__(self, *arguments: str | Path) -> Done: ...


@pytest.fixture
def kg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command in this process, which saves its start; what it doesn't turn into a sentence fails the test."""

    def run(*arguments: str | Path) -> Done:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, arguments)])
        monkeypatch.setenv("COLUMNS", "200")
        capsys.readouterr()
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        return Done(code, *capsys.readouterr())

    return run


def process(folder: Path, *arguments: str | Path) -> Done:
    """The command in a process of its own, run in `folder`."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200"}
    command = [sys.executable, "-m", "kg.cli", *map(str, arguments)]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return Done(done.returncode, done.stdout, done.stderr)


# ---- help


def commands(group: Any = None, words: str = "") -> Iterator[tuple[str, Any]]:
    """Every command with its words, subcommands included."""
    for name, command in (group or typer.main.get_command(app)).commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{words}{name} ")
        else:
            yield words + name, command


def test_every_command_is_documented_with_an_example() -> None:
    assert {"build", "add", "remove", "query", "check", "view", "export"} <= {words for words, _ in commands()}
    lacking = [words for words, command in commands() if not re.search(rf"Examples?:\s+kg {words}\b", command.help or "")]
    assert lacking == []


def test_every_option_is_documented() -> None:
    lacking = [f"{words}: {p.name}" for words, command in commands() for p in command.params if not getattr(p, "help", "")]
    assert lacking == []


@pytest.mark.parametrize("command", ["build", "query"])
def test_help_is_shown(tmp_path: Path, command: str) -> None:
    done = process(tmp_path, command, "--help")
    assert (done.code, done.err) == (0, "")
    assert f"Example: kg {command}" in done.out


# ---- mistakes

MISTAKES: dict[str, tuple[list[str], str]] = {
    "build of a missing path": (["build", "none"], "none: does not exist: check the path"),
    "build without seeds": (["build"], "seeds: does not exist: check the path"),
    "build of an empty folder": (["build", "EMPTY"], "holds no .txt or .jsonl file"),
    "build with an impossible date": (["build", "EMPTY", "--date", "2017-02-30"], "'2017-02-30' is not a date: write"),
    "query without a store": (["query", "met"], "there is no store in output: run 'kg build -o output' first"),
    "query of a missing store": (["query", "-e", "ASK {}", "--store", "none"], "there is no store in none: run 'kg build -o none' first"),
    "check of a missing store": (["check", "--store", "none"], "there is no store in none"),
    "view of a missing store": (["view", "--store", "none", "-o", "x.html"], "there is no store in none"),
    "export of a missing store": (["export", "--store", "none", "-o", "x.ttl"], "there is no store in none"),
    "export to an unknown ending": (["export", "--store", "BUILT", "-o", "x.doc"], "name a .nq or .ttl file"),
    "add to a missing store": (["add", "EMPTY/../a.txt", "--store", "none"], "a.txt: does not exist: check the path"),
    "remove from a missing store": (["remove", "a.txt", "--store", "none"], "there is no store in none: run 'kg build -o none' first"),
    "unknown query": (["query", "meet", "--store", "BUILT"], 'There is no query called "meet"; the nearest are met'),
    "unknown parameter": (["query", "met", "--param", "nobody=x", "--store", "BUILT"], 'has no parameter "nobody"'),
    "parameter without a value": (["query", "met", "--param", "who", "--store", "BUILT"], "write --param name=value"),
    "parameter that fits nothing": (["query", "met", "--param", "who=Xyzzy", "--store", "BUILT"], 'Nothing in the graph is called "Xyzzy"'),
    "missing query file": (["query", "none.rq", "--store", "BUILT"], "none.rq cannot be read as UTF-8 text: check the path"),
    "bad SPARQL": (["query", "-e", "SELECT ?s { ?s ?p }", "--store", "BUILT"], "line 1"),
    "unknown format": (["query", "met", "--format", "yaml", "--store", "BUILT"], "use one of table, csv, json, xml, ttl"),
    "rows as Turtle": (["query", "met", "--format", "ttl", "--store", "BUILT"], "use CONSTRUCT or DESCRIBE"),
    "focus on nobody": (["view", "--focus", "Xyzzy", "-o", "x.html", "--store", "BUILT"], "Xyzzy"),
    "page of a strange date": (["view", "--from", "hier", "-o", "x.html", "--store", "BUILT"], "2017-11-20"),
    "page of no type": (["view", "--type", "Xyzzy", "-o", "x.html", "--store", "BUILT"], "Xyzzy"),
    "page of a missing query": (["view", "--query", "none.rq", "-o", "x.html", "--store", "BUILT"], "none.rq"),
    "page in an unknown language": (["view", "--lang", "xx", "-o", "x.html", "--store", "BUILT"], "fr and en"),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_is_one_sentence_and_makes_nothing(kg: Run, built: Built, tmp_path: Path, case: str) -> None:
    arguments, words = MISTAKES[case]
    (tmp_path / "empty").mkdir()
    places = {"EMPTY": str(tmp_path / "empty"), "BUILT": str(built.path)}
    done = kg(*(places.get(a, a) for a in arguments))
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    if case != "bad SPARQL":  # whose sentence shows the line and points at the place
        assert len(done.err.splitlines()) == 1
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["empty"]


def test_the_query_of_a_page_has_a_time_limit(kg: Run, built: Built, tmp_path: Path) -> None:
    (tmp_path / "endless.rq").write_text("CONSTRUCT { ?a ?b ?i } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", encoding="utf-8")
    done = kg("view", "--query", "endless.rq", "--time-limit", "0.5", "-o", "x.html", "--store", str(built.path))
    assert (done.code, done.out, (tmp_path / "x.html").exists()) == (2, "", False)
    assert done.err.startswith("The query took longer than 0.5 s")


@pytest.mark.parametrize("arguments", [["nothing"], ["build", "--nothing"], ["view", "--hops", "0"], ["export"]])
def test_wrong_usage_is_exit_2(kg: Run, tmp_path: Path, arguments: list[str]) -> None:
    done = kg(*arguments)
    assert (done.code, done.out) == (2, "")
    assert "Error" in done.err


def test_a_store_of_another_format_is_refused(kg: Run, built: Built, tmp_path: Path) -> None:
    pointer = json.loads((built.path / "store.json").read_text())
    (tmp_path / "store.json").write_text(json.dumps({**pointer, "format": 999}))
    for command in (["query", "met"], ["check"], ["view", "-o", "x.html"], ["export", "-o", "x.nq"]):
        done = kg(*command, "--store", ".")
        assert (done.code, len(done.err.splitlines())) == (2, 1)
        assert "has format 999" in done.err
        assert "run 'kg build' again" in done.err
    assert [p.name for p in tmp_path.iterdir()] == ["store.json"]


def test_a_mistake_in_a_process_of_its_own(tmp_path: Path) -> None:
    done = process(tmp_path, "query", "met", "--store", "none")
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert list(tmp_path.iterdir()) == []


# ---- build


def test_good_files_are_built_and_bad_ones_listed(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "latin.txt").write_bytes("arrêt".encode("latin-1"))
    (folder / "date.txt").write_text("date 2017-13 Titre\n\nTexte.", encoding="utf-8")
    (folder / "lines.jsonl").write_text(json.dumps({"text": ARTICLE, "date": "2018-03-12"}) + "\n{oops\n", encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    done = process(tmp_path, "build", "in", "none.txt", "--date", "2018-03")
    assert done.code == 0
    assert done.out.startswith("2 documents, ")
    report = json.loads((tmp_path / "output" / "report.json").read_text(encoding="utf-8"))
    listed = [problem["source"] for problem in report["not_read"]]
    assert listed == ["in/date.txt", "in/latin.txt", "in/lines.jsonl:2", "none.txt"]
    assert [line.split(": ")[:2] for line in done.err.splitlines()] == [["not read", source] for source in listed]
    assert [d["date"] for d in report["documents"]] == ["2018-03", "2018-03-12"]
    assert process(tmp_path, "query", "met").code == 0


# ---- add and remove


def test_an_article_is_added_and_removed(kg: Run, built: Built, tmp_path: Path) -> None:
    shutil.copytree(built.path, tmp_path / "output")
    (tmp_path / "new.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "latin.txt").write_bytes("arrêt".encode("latin-1"))
    done = kg("add", "new.txt", "latin.txt", "--date", "2018-03")
    first, *others = done.out.splitlines()
    assert (done.code, len(others)) == (0, 1)
    assert re.fullmatch(r"added new-[0-9a-f]{12} \(new\.txt\)", first)
    assert re.fullmatch(r"3 documents, .*; 2 unchanged and not read again", others[0])
    assert done.err.startswith("not read: latin.txt: is no UTF-8 text")
    assert kg("query", "-e", "ASK { ?e a kg:Meeting ; kg:participant ent:francois-hollande }").code == 0
    identifier = first.split()[1]
    assert kg("add", "new.txt", "--date", "2018-03").out.startswith(f"in the store already: {identifier}\n")
    done = kg("remove", identifier, "none.txt")
    assert (done.code, done.out.splitlines()[0]) == (1, f"removed {identifier} (new.txt)")
    assert done.err == "not in the store: none.txt\n"
    assert (tmp_path / "output" / "graph.nq").read_bytes() == (built.path / "graph.nq").read_bytes()
    assert kg("check").code == 0


def test_a_removal_and_an_addition_of_what_is_there_import_no_model(built: Built, tmp_path: Path) -> None:
    shutil.copytree(built.path, tmp_path / "output")
    code = "import sys; from kg.cli import app\ntry: app(sys.argv[1:])\nfinally: sys.exit(3 if 'spacy' in sys.modules else 0)"
    seeds = sorted((ROOT / "seeds").glob("*.txt"))
    for arguments in (["add", *map(str, seeds), "--store-only"], ["remove", str(seeds[0]), "--store-only"]):
        assert subprocess.run([sys.executable, "-c", code, *arguments], cwd=tmp_path, capture_output=True, check=False).returncode == 0
    assert {p.name for p in (tmp_path / "output").iterdir() if p.is_file()} == {"store.json", "extractions.sqlite"}


# ---- query


def test_without_a_name_the_queries_are_listed(kg: Run, tmp_path: Path) -> None:
    done = kg("query")
    assert (done.code, done.err) == (0, "")
    for path in (ROOT / "queries").glob("*.rq"):
        assert re.search(rf"\b{path.stem}\b", done.out), path.stem


def test_a_named_query_answers_as_a_table(built: Built, tmp_path: Path) -> None:
    done = process(tmp_path, "query", "met", "--param", "who=vladimir poutine", "--store", built.path)
    assert (done.code, done.err) == (0, "")
    assert "Bachar al-Assad" in done.out
    assert "2017-11-20" in done.out


@pytest.mark.parametrize(("form", "media"), [("json", QueryResultsFormat.JSON), ("xml", QueryResultsFormat.XML)])
def test_formats_are_what_they_are_called(kg: Run, built: Built, tmp_path: Path, form: str, media: QueryResultsFormat) -> None:
    done = kg("query", "-e", ANYTHING, "--format", form, "--store", built.path)
    rows = list(parse_query_results(done.out.encode(), format=media))
    assert (done.code, len(rows)) == (0, 3)


def test_csv_has_a_header_and_rows(kg: Run, built: Built, tmp_path: Path) -> None:
    done = kg("query", "-e", ANYTHING, "--format", "csv", "--store", built.path)
    rows = list(csv.reader(io.StringIO(done.out)))
    assert sorted(rows[0]) == ["o", "p", "s"]
    assert [len(row) for row in rows] == [3, 3, 3, 3]


def test_turtle_is_for_graphs(kg: Run, built: Built, tmp_path: Path) -> None:
    construct = "CONSTRUCT { ?a kg:metWith ?b } WHERE { ?a kg:metWith ?b }"
    done = kg("query", "-e", construct, "--format", "ttl", "--store", built.path)
    assert done.code == 0
    assert len(list(parse(done.out.encode(), format=RdfFormat.TURTLE))) >= 2


def test_a_query_of_a_file_may_take_parameters(kg: Run, built: Built, tmp_path: Path) -> None:
    text = '# param: who entity "Angela Merkel" — qui\nSELECT ?who ?x { ?who kg:spokeWith ?x }'
    (tmp_path / "mine.rq").write_text(text, encoding="utf-8")
    done = kg("query", "mine.rq", "--param", "who=Donald Trump", "--format", "csv", "--store", built.path)
    assert done.code == 0
    assert "vladimir-poutine" in done.out


@pytest.mark.parametrize("form", ["csv", "json", "xml", "ttl"])
def test_how_much_and_how_long_is_told_beside_the_data(kg: Run, built: Built, tmp_path: Path, form: str) -> None:
    done = kg("query", "-e", "CONSTRUCT { ent:a ent:b ent:c } {}", "--format", form, "--store", built.path)
    assert re.fullmatch(r"1 triple in \d+\.\d\d s\n", done.err)
    assert " s\n" not in done.out


def test_likely_mistakes_are_told_beside_the_answer(kg: Run, built: Built, tmp_path: Path) -> None:
    done = kg("query", "-e", "SELECT ?nmae { ?e kg:status kg:Occured ; schema:name ?name }", "--store", built.path)
    assert (done.code, done.out[:10]) == (1, "0 rows in ")
    assert done.err.splitlines() == [
        "note: kg:Occured is no term of the ontology; did you mean kg:Occurred?",
        "note: ?nmae stands nowhere in WHERE, so it has no value; did you mean ?name?",
    ]


@pytest.mark.parametrize(
    ("query", "code"), [("ASK { ?e a kg:PhoneCall }", 0), ("ASK { ?e a kg:Marriage }", 1), ("SELECT ?e { ?e a kg:Marriage }", 1)]
)
def test_nothing_found_is_exit_1(kg: Run, built: Built, tmp_path: Path, query: str, code: int) -> None:
    done = kg("query", "-e", query, "--store", built.path)
    assert (done.code, done.err) == (code, "")


@pytest.mark.parametrize(
    "update", ["INSERT DATA { kg:a kg:b kg:c }", "DELETE WHERE { ?s ?p ?o }", "DROP ALL", "LOAD <http://example.org/>"]
)
def test_a_query_changes_nothing(kg: Run, built: Built, tmp_path: Path, update: str) -> None:
    before = len(built.store)
    assert kg("query", "-e", update, "--store", built.path).code == 2
    assert len(built.store) == before


def test_a_query_asks_no_other_server(built: Built, tmp_path: Path) -> None:
    done = process(tmp_path, "query", "-e", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "--store", built.path)
    assert done.code == 2


# ---- check, view, export


def test_a_store_is_checked(kg: Run, built: Built, tmp_path: Path) -> None:
    done = kg("check", "--store", built.path)
    assert (done.code, done.out, done.err) == (0, "the store conforms\n", "")


def test_a_store_that_breaks_a_rule_is_exit_1(kg: Run, built: Built, tmp_path: Path) -> None:
    from kg.rdf.store import save
    from kg.rdf.terms import node
    from kg.rdf.write import lines_of

    save(lines_of(q for q in built.store if q.predicate != node("schema:name")), tmp_path, "1")
    done = kg("check", "--store", ".")
    assert (done.code, done.err) == (1, "")
    *problems, last = done.out.splitlines()
    assert last == f"{len(problems)} problems"


def test_a_page_is_written_around_somebody(kg: Run, built: Built, tmp_path: Path) -> None:
    done = kg("view", "--focus", "Donald Trump", "--lang", "en", "-o", "page.html", "--store", built.path)
    assert (done.code, done.err, done.out) == (0, "", f"open {(tmp_path / 'page.html').resolve()}\n")
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("options", "has", "hasnt"),
    [
        (["--from", "2017-11-20", "--to", "2017-11-20"], "Visite", "Appel téléphonique"),
        (["--type", "PhoneCall", "--type", "Visite"], "Appel téléphonique", "Sommet"),
        (["--status", "prévu"], "Sommet", "Appel téléphonique"),
        (["--query", "calls.rq", "--max-nodes", "5"], "Appel téléphonique", "Sommet"),
    ],
)
def test_a_page_of_what_was_asked_for(kg: Run, built: Built, tmp_path: Path, options: list[str], has: str, hasnt: str) -> None:
    (tmp_path / "calls.rq").write_text("CONSTRUCT { ?e kg:participant ?who } WHERE { ?e a kg:PhoneCall ; kg:participant ?who }")
    done = kg("view", *options, "-o", "page.html", "--store", built.path)
    assert (done.code, done.err) == (0, "")
    data = (tmp_path / "page.html").read_text(encoding="utf-8").split('id="data">', 1)[1].split("</script>", 1)[0]
    events = {item["n"][0].split(" : ")[0] for item in json.loads(data)["items"] if "s" in item}
    assert has in events
    assert hasnt not in events


@pytest.mark.parametrize("ending", ["nq", "ttl"])
def test_an_export_is_the_file_that_the_build_wrote(kg: Run, built: Built, tmp_path: Path, ending: str) -> None:
    done = kg("export", "-o", f"copy.{ending}", "--store", built.path)
    assert (done.code, done.err) == (0, "")
    assert (tmp_path / f"copy.{ending}").read_bytes() == (built.path / f"graph.{ending}").read_bytes()


def test_a_store_can_be_moved(kg: Run, built: Built, tmp_path: Path) -> None:
    shutil.copytree(built.path, tmp_path / "elsewhere")
    assert kg("query", "met", "--store", "elsewhere").code == 0
