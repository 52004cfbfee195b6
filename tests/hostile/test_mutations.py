"""Articles, queries and questions changed at random, the same each time: none ends in a mistake of ours or takes the process with it."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from hostile.cases import CODE, RUNS
from hostile.running import ARTICLE, kg
from kg.extract.extract import extract
from kg.fuse import fuse
from kg.kb import KnowledgeBase
from kg.nlp import load
from kg.rdf.quads import to_quads
from kg.rdf.write import nquads
from kg.read.files import text_document

ROOT = Path(__file__).parent.parent.parent
SEEDS = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
SENTENCES = [s.strip() + "." for text in SEEDS for s in text.split(". ") if 40 < len(s) < 300]
WORDS = ["», a-t-il dit", "« ", "selon ", "n'a pas ", "\n\n", "qui ", " et "]
PIECES = [*WORDS, *(run * 5 for run in RUNS.values()), *(code[:40] for code in CODE.values())]
FEW, MANY = 200, 10_000
NUMBERS = [pytest.param(FEW, id="few"), pytest.param(MANY, id="many", marks=pytest.mark.slow)]


def changed(text: str, pieces: list[str], rng: random.Random) -> str:
    """A text with up to six changes: a part lost, doubled, moved or turned around, or a piece put into it."""
    for _ in range(rng.randrange(1, 7)):
        start, end = sorted((rng.randrange(len(text) + 1), rng.randrange(len(text) + 1)))
        end = min(end, start + 40)
        part = text[start:end]
        text = rng.choice(
            [
                text[:start] + text[end:],
                text[:end] + part + text[end:],
                part + text[:start] + text[end:],
                text[:start] + part[::-1] + text[end:],
                text[:start] + part.upper() + text[end:],
                text[:start] + rng.choice(pieces) + text[start:],
            ]
        )
    return text.replace("\0", "") or "."


def changes(texts: list[str], pieces: list[str], number: int, seed: int) -> Iterator[str]:
    rng = random.Random(seed)
    for _ in range(number):
        yield changed(" ".join(rng.sample(texts, min(len(texts), 1 + (rng.random() < 0.3)))), pieces, rng)


@pytest.mark.parametrize("number", NUMBERS)
def test_articles(kb: KnowledgeBase, number: int) -> None:
    """Each is read; in groups they are fused, and give quads that can be written and read."""
    some = []
    for n, text in enumerate(changes(SENTENCES, PIECES, number, 1)):
        document = text_document(Path(f"{n}.txt"), f"date 2017-11 {text or ARTICLE} {ARTICLE}", "", "fr")
        some.append(extract(document, load("fr"), kb))
        if len(some) == FEW or n == number - 1:
            quads = set(to_quads(fuse(some, kb), kb))
            assert set(parse(nquads(quads), format=RdfFormat.N_QUADS)) == quads
            some.clear()


# ---- queries

QUERIES = [path.read_text("utf-8") for path in sorted((ROOT / "queries").glob("*.rq"))]
QUERY_PIECES = [
    "{", "}", "(", ")", "?x", "*", "+", ".", ";", "FILTER", "OPTIONAL {", "UNION", "GRAPH ?g {", "SERVICE <http://127.0.0.1:9/>",
    "LOAD <file:///etc/passwd>",
    "INSERT DATA", "ORDER BY", "GROUP BY", "LIMIT 1", "OFFSET 9999999999999999999", '"', "'''", "\\", "<", ">", "!", "^", "kg:",
    "BIND(", " AS ",
    "VALUES ?x {", "COUNT(*)", "REGEX(", "1e999", "-", "\ufffe", "é", "😀", "#", "\n", "DESCRIBE", "CONSTRUCT", "ASK", "EXISTS",
    "NOT", "MINUS {",
]  # fmt: skip
# In a process without threads each query runs in a fork, as on the command line.
LOOP = """
import io, json, sys
from pathlib import Path
from kg.errors import KgError
from kg.query import run_apart

store, queries, told = Path(sys.argv[1]), json.load(sys.stdin), []
for query in queries:
    try:
        run_apart(store, query, format="json", stream=io.StringIO(), time_limit=2)
        told.append("")
    except KgError as error:
        told.append(str(error))
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("mutations")
    (place / "a.txt").write_text(" ".join(SENTENCES[:6]), encoding="utf-8")
    assert kg("build", place / "a.txt", "-o", place / "out").code == 0
    return place / "out"


@pytest.mark.parametrize("number", NUMBERS)
def test_queries(store: Path, number: int) -> None:
    queries = list(changes(QUERIES, QUERY_PIECES, number, 2))
    command = [sys.executable, "-c", LOOP, str(store)]
    done = subprocess.run(command, input=json.dumps(queries), capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert len(told) == number
    assert all("\n" not in sentence for sentence in told)
    assert sum(map(bool, told)) > number / 4
    assert kg("check", "--store", store).code == 0


# ---- questions

QUESTIONS = [
    "Qui a rencontré Vladimir Poutine à Sotchi ?", "De quoi Trump et Poutine ont-ils parlé mardi ?", "Combien de temps a duré l'appel ?",
    "Trump a-t-il rencontré Assad ?", "Quand le sommet a-t-il eu lieu ?",
    "Qui a dit que la guerre est finie ?", "Où est-ce que Bachar al-Assad s'est rendu ?",
]  # fmt: skip


@pytest.mark.parametrize("number", [pytest.param(60, id="few"), pytest.param(MANY, id="many", marks=pytest.mark.slow)])
def test_questions(store: Path, number: int) -> None:
    import kg as package

    graph = package.open(store)
    for question in changes(QUESTIONS, PIECES, number, 3):
        graph.ask(question)
