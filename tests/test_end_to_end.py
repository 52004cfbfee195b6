"""The promise of the first page: two articles in, a graph to question, the same bytes every time."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.build import build
from kg.rdf.check import check
from kg.rdf.store import open_store
from kg.rdf.terms import PREFIXES

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
QUESTIONS = tomllib.loads((Path(__file__).parent / "questions.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("output")
    build([SEEDS], folder)
    return folder


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own."""
    command = [sys.executable, "-m", "kg.cli", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=300, check=False)


def test_two_builds_give_the_same_bytes(output: Path, tmp_path: Path) -> None:
    """Neither the hash seed nor the order of files changes a byte of what is built."""
    files = sorted(map(str, SEEDS.glob("*.txt")), reverse=True)
    again = run("build", *files, "-o", str(tmp_path / "again"), PYTHONHASHSEED="7")
    assert again.returncode == 0, again.stderr
    for name in ("graph.nq", "graph.ttl", "graph.html"):
        assert (output / name).read_bytes() == (tmp_path / "again" / name).read_bytes(), name


def test_the_store_conforms(output: Path) -> None:
    report = check(open_store(output))
    assert report.conforms, "\n".join(map(str, report.problems))


def test_files_hold_the_same_graph(output: Path) -> None:
    store = open_store(output)
    dataset = ox.Store()
    dataset.bulk_load(path=str(output / "graph.nq"), format=ox.RdfFormat.N_QUADS)
    assert set(dataset) == set(store)
    turtle = set(ox.parse(path=str(output / "graph.ttl"), format=ox.RdfFormat.TURTLE))
    assert {q.triple for q in turtle} == {q.triple for q in store if isinstance(q.graph_name, ox.DefaultGraph)}


def test_mentions_and_sentences_re_slice_the_articles(output: Path) -> None:
    store = open_store(output)
    texts = {p.name: p.read_bytes().decode() for p in SEEDS.glob("*.txt")}
    phrase = "?x nif:anchorOf ?words ; nif:beginIndex ?begin ; nif:endIndex ?end ; nif:referenceContext ?d"
    query = f"SELECT ?source ?begin ?end ?words {{ {{ {phrase} }} UNION {{ GRAPH ?g {{ {phrase} }} }} ?d dcterms:source ?source }}"
    rows = list(store.query(query, prefixes=PREFIXES))
    assert len(rows) > 100
    for row in rows:
        assert texts[row["source"].value][int(row["begin"].value) : int(row["end"].value)] == row["words"].value


@pytest.mark.parametrize("question", QUESTIONS["question"], ids=lambda q: q["id"])
def test_questions(output: Path, question: dict[str, object]) -> None:
    """What the two articles say, asked of the graph: names stand for the entities with these French labels."""
    ask = str(question["ask"])
    names = dict.fromkeys(re.findall(r"\$(\w+)", ask))
    ties = "".join(f'?{n} rdfs:label "{QUESTIONS["names"][n]}"@fr . ' for n in names)
    query = f"ASK {{ {ties}{ask.replace('$', '?')} }}"
    assert bool(open_store(output).query(query, prefixes=PREFIXES)) == question["holds"]


def test_the_report_counts_and_names_what_was_not_understood(output: Path) -> None:
    report = json.loads((output / "report.json").read_text(encoding="utf-8"))
    assert report["counts"]["documents"] == 2
    assert set(report["seconds"]) == {"read", "load", "extract", "fuse", "write", "index", "page"}
    assert set(report["not_understood"]) == {"verbs_without_frame", "names_without_entry"}


# ---- no text of the articles in the code


def test_no_sentence_of_the_articles_is_in_the_package() -> None:
    """No run of five words of an article stands in a file of the package; labels of the knowledge base are names, not sentences."""
    runs = {run for path in SEEDS.glob("*.txt") for run in five_words(path.read_text(encoding="utf-8"))}
    for path in package_files():
        copied = runs & set(five_words(path.read_text(encoding="utf-8")))
        assert not copied, f"{path}: {sorted(copied)[:3]}"


def test_code_and_language_data_know_nobody_of_the_articles() -> None:
    names = re.compile(r"\b(?:trump|poutine|putin|assad|sotchi|sochi|2254)\b", re.IGNORECASE)
    for path in package_files():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if path.suffix in (".py", ".toml") and names.search(line):
                assert '"""' in line or line.strip().startswith(("#", ">>>", "Example:")), f"{path}:{number}: {line.strip()}"


def package_files() -> Iterator[Path]:
    kinds = {".py", ".toml", ".ttl", ".js", ".css", ".html", ".rq", ".md"}
    yield from (p for p in (ROOT / "kg").rglob("*") if p.suffix in kinds and "kb/data" not in p.as_posix())


def five_words(text: str) -> Iterator[str]:
    words = re.findall(r"\w+", text.casefold())
    return (" ".join(words[i : i + 5]) for i in range(len(words) - 4))


# ---- bad input


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A folder with files that are none."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "latin.txt").write_bytes("Le président est arrivé.".encode("latin-1"))
    (folder / "nul.txt").write_bytes(b"abc\0def")
    (folder / "date.txt").write_text("date 2017-13 Titre\n\nUn texte.", encoding="utf-8")
    (folder / "lines.jsonl").write_text('{"id": "a", "title": "T", "date": "2020-05-04"}\n{oops\n', encoding="utf-8")
    return folder


def test_nothing_readable_is_one_sentence_a_file_and_exit_2(bad: Path, tmp_path: Path) -> None:
    done = run("build", str(bad), str(tmp_path / "missing.txt"), "-o", str(tmp_path / "out"))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    lines = done.stderr.strip().splitlines()
    for name in ("empty.txt", "latin.txt", "nul.txt", "date.txt", "lines.jsonl:1", "lines.jsonl:2", "missing.txt"):
        assert sum(name in line for line in lines) == 1, (name, lines)
    assert not (tmp_path / "out").exists()


def test_good_files_are_built_and_bad_ones_listed(bad: Path, tmp_path: Path) -> None:
    (bad / "good.txt").write_text("Angela Merkel a rencontré François Hollande lundi à Berlin.", encoding="utf-8")
    done = run("build", str(bad), "-o", str(tmp_path / "out"), "--date", "2014-03-04")
    assert done.returncode == 0, done.stderr
    assert "latin.txt" in done.stderr
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert report["counts"]["documents"] == 1
    assert len(report["not_read"]) == 6
    assert run("query", "met", "--param", "who=Angela Merkel", "--store", str(tmp_path / "out")).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["build", "seeds", "--date", "2017-02-30"], "is not a date"),
        (["build", "seeds", "--lang", "xx"], "language"),
        (["query", "met", "--store", "/nonexistent"], "kg build"),
        (["query", "nosuchquery"], "nosuchquery"),
        (["query", "-e", "SELECT"], "line 1"),
        (["query", "met", "--param", "who"], "name=value"),
        (["export", "-o", "graph.doc", "--store", "STORE"], ".nq or .ttl"),
    ],
)
def test_mistakes_are_one_sentence(output: Path, tmp_path: Path, arguments: list[str], words: str) -> None:
    given = [str(output) if a == "STORE" else a for a in arguments]
    if arguments[0] == "build":
        given += ["-o", str(tmp_path / "o")]
    elif "--store" not in arguments:
        given += ["--store", str(output)]
    done = run(*given)
    assert done.returncode == 2, done.stdout
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_folder_is_said_to_be_empty(tmp_path: Path) -> None:
    done = run("build", str(tmp_path), "-o", str(tmp_path / "out"))
    assert done.returncode == 2
    assert str(tmp_path) in done.stderr


def test_a_store_of_another_format_is_refused(output: Path, tmp_path: Path) -> None:
    old = tmp_path / "old"
    shutil.copytree(output, old)
    pointer = json.loads((old / "store.json").read_text())
    (old / "store.json").write_text(json.dumps({**pointer, "format": 0}))
    done = run("query", "met", "--store", str(old))
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)
    assert "format 0" in done.stderr


@pytest.mark.parametrize("form", ["table", "csv", "json", "xml"])
def test_queries_write_every_format(output: Path, form: str) -> None:
    done = run("query", "met", "--format", form, "--store", str(output))
    assert done.returncode == 0
    assert "Poutine" in done.stdout


def test_nothing_found_is_exit_1(output: Path) -> None:
    assert run("query", "-e", "SELECT ?s { ?s kg:visited ?s }", "--store", str(output)).returncode == 1


def test_a_rebuild_replaces_the_store(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Angela Merkel a rencontré François Hollande lundi à Berlin.", encoding="utf-8")
    for _ in range(3):
        build([tmp_path / "a.txt"], tmp_path / "out")
    assert len([p for p in (tmp_path / "out").iterdir() if p.name.startswith("store-")]) == 1
    assert len(open_store(tmp_path / "out")) > 0
