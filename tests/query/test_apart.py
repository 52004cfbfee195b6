"""A query in a process of its own is stopped in time, and whatever it does to that process ends in one sentence."""

from __future__ import annotations

import builtins
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import DefaultGraph, Literal, Quad

from kg.errors import QueryError, StoreError
from kg.query import named_query, result_apart, run, run_apart
from kg.query.apart import Job, Reply, answered, read_reply
from kg.query.header import NamedQuery
from kg.rdf.store import save
from kg.rdf.terms import node
from kg.rdf.write import lines_of
from kg.settings import Settings

if TYPE_CHECKING:
    from conftest import Built

ROOT = Path(__file__).parent.parent.parent
LIMIT = 1.0  # seconds
STOPPED = f"The query took longer than {LIMIT:g} s and was stopped: narrow it, or give it more time (--time-limit, time_limit in Python)."
LARGE = "The query needs more than 2 GB of memory, or is nested too deeply, and was stopped: narrow it, or set a LIMIT inside it."
SHORTEN = "Shorten the query: at most 20000 characters, 200 levels of brackets and 200 exclamation marks."
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ANYTHING = "(!kg:x|^!kg:x)*"


def doubled(function: str) -> str:
    """A text that each of twelve steps makes sixteen times as long."""
    steps = " ".join(f"BIND({function.replace('?', f'?a{i}')} AS ?a{i + 1})" for i in range(12))
    return f'SELECT (STRLEN(?a12) AS ?n) {{ BIND("aaaaaaaaaaaaaaaa" AS ?a0) {steps} }}'


DEADLY = {
    "cross product": ENDLESS,
    "long property paths": f"SELECT (COUNT(*) AS ?n) {{ ?a {ANYTHING} ?b . ?b {ANYTHING} ?c . ?c {ANYTHING} ?d }}",
    "700 patterns": f"SELECT * {{ {' '.join(f'?x{i} ?p{i} ?x{i + 1} .' for i in range(700))} }}",
    "catastrophic regex": r'SELECT ?s { ?s ?p ?o . ?t ?q ?u FILTER REGEX(CONCAT(STR(?o), STR(?u), "!"), "^((\\w+\\s?)+){30}$") }',
    "a bomb of CONCAT": doubled(f"CONCAT({', '.join('?' * 16)})"),
    "a bomb of REPLACE": doubled('REPLACE(?, "a", "aaaaaaaaaaaaaaaa")'),
    "100,000 nested groups": f"SELECT * {'{' * 100_000} ?s ?p ?o {'}' * 100_000}",
    "sort of everything": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY DESC(CONCAT(STR(?c), STR(?f)))",
    "a huge result": "SELECT * { ?a ?b ?c . ?d ?e ?f }",
    "a huge graph": "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }",
    "what Oxigraph's stack can't hold": f"SELECT * {{ {' '.join(f'OPTIONAL {{?x ?p{i} ?y{i}}}' for i in range(700))} }}",
}


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "kg.cli", "query", *map(str, arguments)]


@pytest.fixture(scope="module")
def start(built: Built) -> float:
    """Seconds of a query that takes none."""
    began = time.perf_counter()
    subprocess.run(command("-e", "ASK {}", "--store", built.path), cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - began


@pytest.mark.parametrize("name", DEADLY)
def test_a_deadly_query_ends_in_one_sentence(built: Built, tmp_path: Path, start: float, name: str) -> None:
    (tmp_path / "deadly.rq").write_text(DEADLY[name], encoding="utf-8")
    began = time.perf_counter()
    arguments = command(tmp_path / "deadly.rq", "--time-limit", str(LIMIT), "--store", built.path)
    done = subprocess.run(arguments, cwd=ROOT, check=False, capture_output=True, text=True)
    seconds = time.perf_counter() - began
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.removesuffix("\n") in (STOPPED, LARGE, SHORTEN)
    assert seconds < LIMIT + 1 + start


# ---- both ways to start a worker


@pytest.fixture(params=["fork", "spawn"])
def way(request: pytest.FixtureRequest) -> str:
    """How workers are started."""
    return str(request.param)


def ask(way: str, code: str) -> subprocess.CompletedProcess[str]:
    """Run Python `code` where workers are started in this `way`."""
    prepare = f"import sys; from pathlib import Path; from kg.query import apart, run_apart; apart.forkable = lambda: {way == 'fork'}\n"
    return subprocess.run([sys.executable, "-c", prepare + code], cwd=ROOT, check=False, capture_output=True, text=True)


def test_an_answer_passes_whole(built: Built, way: str) -> None:
    code = f"print(run_apart(Path({str(built.path)!r}), 'SELECT * {{ ?s ?p ?o }}', format='json').found)"
    done = ask(way, code)
    assert (done.returncode, done.stderr) == (0, "")
    text, _, found = done.stdout.rstrip("\n").rpartition("\n")
    assert found == "True"
    assert len(json.loads(text)["results"]["bindings"]) > 2000


@pytest.mark.parametrize(
    ("query", "limits", "sentence"),
    [
        (ENDLESS, "time_limit=0.5", "The query took longer than 0.5 s"),
        (DEADLY["a bomb of REPLACE"], "memory_limit=700 << 20", "The query needs more than 0.684 GB of memory"),
        ("SELECT ?s { ?s ?p ?o", "", "Mend the query on line 1"),
    ],
)
def test_an_error_passes_as_one(built: Built, way: str, query: str, limits: str, sentence: str) -> None:
    asked = f"run_apart(Path({str(built.path)!r}), {query!r}, {limits})"
    done = ask(way, f"from kg.errors import QueryError\ntry: {asked}\nexcept QueryError as error: print(error)")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(sentence)
    assert len(done.stdout.splitlines()) == 1


def test_without_a_limit_a_query_goes_on(built: Built, way: str) -> None:
    code = f"print(run_apart(Path({str(built.path)!r}), 'ASK {{}}', time_limit=0).summary[:3])"
    assert ask(way, code).stdout.splitlines()[-1] == "yes"


# ---- from Python


def test_from_python(built: Built) -> None:
    stream = io.StringIO()
    reply = run_apart(built.path, named_query("met"), {"who": "Vladimir Poutine"}, format="csv", stream=stream)
    assert reply.found
    assert "bachar-al-assad" in stream.getvalue()
    assert reply.summary.startswith(f"{len(stream.getvalue().splitlines()) - 1} row")


@pytest.mark.parametrize("query", [named_query("met"), "CONSTRUCT WHERE { ?a kg:metWith ?b }", "ASK { ?a kg:metWith ?b }"])
def test_a_result_for_python_is_what_the_store_gives(built: Built, query: str | NamedQuery) -> None:
    assert result_apart(built.path, query) == run(built.store, query)


def test_a_result_for_python_has_limits(built: Built) -> None:
    with pytest.raises(QueryError, match=r"longer than 0.5 s"):
        result_apart(built.path, ENDLESS, time_limit=0.5)


@pytest.mark.parametrize("limit", [-1, float("nan"), float("inf"), 1e20])
def test_a_limit_is_a_number_of_seconds(built: Built, limit: float) -> None:
    with pytest.raises(QueryError, match="in seconds"):
        run_apart(built.path, "ASK {}", stream=io.StringIO(), time_limit=limit)


def test_a_missing_store_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store in"):
        run_apart(tmp_path, "ASK {}", stream=io.StringIO())


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_table_of_its_width(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    stream = Terminal()
    run_apart(built.path, named_query("met"), stream=stream)
    assert "\x1b[1m" in stream.getvalue(), "heads are bold"
    assert max(map(len, re.sub(r"\x1b\[\d*m", "", stream.getvalue()).splitlines())) <= 50


def test_what_fails_writes_nothing(built: Built) -> None:
    stream = io.StringIO()
    with pytest.raises(QueryError, match="Turtle"):
        run_apart(built.path, "SELECT * { ?s ?p ?o }", format="ttl", stream=stream)
    assert stream.getvalue() == ""


def test_texts_survive(tmp_path: Path) -> None:
    text = "l'été\r\n\x1b[1m\u202e\u2028 \U0001f600 é"
    save(lines_of([Quad(node("ent:x"), node("schema:name"), Literal(text), DefaultGraph())]), tmp_path, "1", Settings())
    stream = io.StringIO(newline="")
    run_apart(tmp_path, "SELECT ?n { ?x schema:name ?n }", format="json", stream=stream)
    assert json.loads(stream.getvalue())["results"]["bindings"][0]["n"]["value"] == text


JOB = Job("output", "", "ASK {}", {}, "table", False, 0, 5, 3 << 30)


@pytest.mark.parametrize(
    ("line", "code", "error", "sentence"),
    [
        ("", -signal.SIGALRM, QueryError, "longer than 5 s"),
        ("", -signal.SIGABRT, QueryError, "more than 3 GB"),
        ("", -signal.SIGKILL, QueryError, "more than 3 GB"),
        ('{"found": tr', -signal.SIGSEGV, QueryError, "nested too deeply"),
        ("", 1, RuntimeError, "exit code 1"),
        ('{"found": true, "summary": "1 row in 0.01 s", "notes": []}\n', -signal.SIGKILL, QueryError, "more than 3 GB"),
        ('{"error": "StoreError", "sentence": "none"}\n', 0, StoreError, "none"),
        ('{"failure": "Traceback"}\n', 0, RuntimeError, "Traceback"),
    ],
)
def test_how_a_worker_ended(line: str, code: int, error: type[Exception], sentence: str) -> None:
    with pytest.raises(error, match=sentence):
        read_reply(JOB, line, code)


@pytest.mark.parametrize(("raised", "told"), [("ZeroDivisionError", "failure"), ("PanicException", "error"), ("MemoryError", "error")])
def test_nothing_that_a_worker_raises_is_lost(built: Built, monkeypatch: pytest.MonkeyPatch, raised: str, told: str) -> None:
    kind = getattr(builtins, raised, None) or type(raised, (BaseException,), {})

    def fail(*_: object) -> None:
        raise kind("why")

    monkeypatch.setattr("kg.rdf.store.open_store", fail)
    reply, page = answered(replace(JOB, store=str(built.path)))
    assert (told in reply, page.getvalue()) == (True, "")


def test_a_reply_is_read() -> None:
    assert read_reply(JOB, '{"found": true, "summary": "1 row in 0.01 s", "notes": ["x"]}\n', 0) == Reply(True, "1 row in 0.01 s", ("x",))


# ---- the worker ends with whoever asked


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def soon(happens: Callable[[], object], seconds: float = 10) -> bool:
    """Whether something happens in time."""
    end = time.monotonic() + seconds
    while not (happened := bool(happens())) and time.monotonic() < end:
        time.sleep(0.02)
    return happened


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize(("ending", "limit", "code"), [(signal.SIGINT, "60", 130), (signal.SIGKILL, "2", -signal.SIGKILL)])
def test_no_worker_is_left_behind(built: Built, ending: signal.Signals, limit: str, code: int) -> None:
    arguments = command("-e", ENDLESS, "--time-limit", limit, "--store", built.path)
    with subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as asked:
        assert soon(lambda: children(asked.pid))
        (worker,) = children(asked.pid)
        assert alive(worker)
        os.kill(asked.pid, ending)
        out, err = asked.communicate(timeout=10)
    assert asked.returncode == code
    assert (out, "Traceback" in err) == ("", False)
    assert soon(lambda: not alive(worker))


def test_ctrl_c_as_the_worker_starts_leaves_none_behind(built: Built, way: str) -> None:
    code = f"""
import signal
start = apart.{way}
def interrupted(job):
    worker = start(job)
    signal.raise_signal(signal.SIGINT)
    return worker
apart.{way} = interrupted
signal.signal(signal.SIGINT, signal.default_int_handler)
try: run_apart(Path({str(built.path)!r}), {ENDLESS!r})
except KeyboardInterrupt: print("ended")
"""
    began = time.monotonic()
    assert ask(way, code).stdout == "ended\n"  # a worker that lived would keep stderr open
    assert time.monotonic() - began < 30


def test_a_reader_that_has_seen_enough_is_no_error(built: Built) -> None:
    asked = " ".join(command("-e", "'SELECT * { ?s ?p ?o }'", "--format", "csv", "--store", built.path))
    done = subprocess.run(["sh", "-c", f"{asked} | head -1"], cwd=ROOT, check=False, capture_output=True, text=True)
    assert (len(done.stdout.splitlines()), "Traceback" in done.stderr) == (1, False)
