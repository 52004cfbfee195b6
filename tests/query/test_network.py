"""No query, however it is written and wherever it stands, reaches a server or a file; with --allow-network SERVICE reaches its server."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import pytest

from kg.build import build
from kg.errors import QueryError
from kg.query import run
from kg.rdf.store import open_store

if TYPE_CHECKING:
    from conftest import Built

ROOT = Path(__file__).parent.parent.parent
SECRET = "k4n4r1"

# URL is a server's address, FILE a file's, both in angle brackets.
WAYS = {
    "SERVICE": "SELECT * { SERVICE URL { ?s ?p ?o } }",
    "SERVICE SILENT": "SELECT * { SERVICE SILENT URL { ?s ?p ?o } }",
    "mixed case": "SELECT * { sErViCe sILeNt URL { ?s ?p ?o } }",
    "no spaces": "SELECT*{SERVICE URL{?s?p?o}}",
    "behind a comment": "SELECT * { # {\nSERVICE # SERVICE\nURL # }\n{ ?s ?p ?o } }",
    "of a file": "SELECT * { SERVICE FILE { ?s ?p ?o } }",
    "by a prefix": "PREFIX : URL SELECT * { SERVICE : { ?s ?p ?o } }",
    "by the base": "BASE URL SELECT * { SERVICE <x> { ?s ?p ?o } }",
    "by a variable": "SELECT * { VALUES ?x { URL } SERVICE ?x { ?s ?p ?o } }",
    "by BIND": "SELECT * { BIND(URL AS ?x) SERVICE SILENT ?x { ?s ?p ?o } }",
    "in a subquery": "SELECT * { { SELECT ?s { SERVICE URL { ?s ?p ?o } } } }",
    "in FILTER EXISTS": "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE URL { ?s ?p ?o } } }",
    "in FILTER NOT EXISTS": "ASK { FILTER NOT EXISTS { SERVICE URL { ?s ?p ?o } } }",
    "in OPTIONAL, UNION, MINUS": "ASK { OPTIONAL { {} UNION { ?a ?b ?c MINUS { SERVICE URL { ?a ?b ?c } } } } }",
    "in GRAPH": "SELECT * { GRAPH ?g { SERVICE URL { ?s ?p ?o } } }",
    "in CONSTRUCT": "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE URL { ?s ?p ?o } }",
    "in DESCRIBE": "DESCRIBE ?s WHERE { SERVICE URL { ?s ?p ?o } }",
    "an escape": "SELECT * { \\u0053ERVICE URL { ?s ?p ?o } }",
    "a long escape": "SELECT * { \\U00000053ERVICE URL { ?s ?p ?o } }",
    "inside what looks like an IRI": "SELECT * { ?s ?p ?o FILTER(?s<ent:b)SERVICE URL\n{ ?a ?b ?c } }",
    "inside what looks like a string": "SELECT * { ?s ?p ?o FILTER(?p='x>' )SERVICE URL {} FILTER(?p='') }",
    "FROM a server": "SELECT * FROM URL { ?s ?p ?o }",
    "FROM a file": "SELECT * FROM FILE { ?s ?p ?o }",
    "FROM NAMED": "SELECT * FROM NAMED URL FROM NAMED FILE { GRAPH ?g { ?s ?p ?o } }",
    "CONSTRUCT FROM": "CONSTRUCT { ?s ?p ?o } FROM FILE WHERE { ?s ?p ?o }",
    "DESCRIBE FROM": "DESCRIBE ent:berlin FROM URL",
    "ASK FROM, escaped": "ASK \\u0046ROM FILE { ?s ?p ?o }",
    "LOAD": "LOAD URL",
    "LOAD SILENT a file": "load silent FILE into graph <http://example.org/>",
    "LOAD behind a query": "ASK {} ; LOAD FILE",
    "LOAD behind a prologue": "PREFIX a: URL # x\nLOAD FILE",
    "SERVICE that is not closed": "ASK { SERVICE URL { ?s ?p ?o }",
    "SERVICE misspelt": "ASK { SERVCE URL { ?s ?p ?o } }",
}


class Canary(NamedTuple):
    """A server that nobody may ask and a file that nobody may read."""

    server: socket.socket
    file: Path

    def put(self, query: str) -> str:
        """`query` with the canary's addresses in place of URL and FILE."""
        url = f"<http://127.0.0.1:{self.server.getsockname()[1]}/>"
        return query.replace("URL", url).replace("FILE", f"<{self.file.as_uri()}>")

    def sings(self) -> bool:
        """Whether anybody has connected to the server."""
        try:
            self.server.accept()
        except TimeoutError:
            return False
        return True


@pytest.fixture
def canary(tmp_path: Path) -> Iterator[Canary]:
    file = tmp_path / "canary.nt"
    file.write_text(f'<http://example.org/s> <http://example.org/p> "{SECRET}" .\n', encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        yield Canary(server, file)


def kg(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "kg.cli", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=60)


def unheard(canary: Canary, done: subprocess.CompletedProcess[str]) -> bool:
    """Whether a command was refused in one sentence, has told nothing of the file and has asked no server."""
    told = done.stdout + done.stderr
    return (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1) and SECRET not in told and not canary.sings()


@pytest.mark.parametrize("way", WAYS)
def test_no_expression_reaches_beyond_the_store(built: Built, canary: Canary, way: str) -> None:
    done = kg("query", "-e", canary.put(WAYS[way]), "--store", built.path, "--time-limit", "5")
    assert unheard(canary, done), done.stderr


@pytest.mark.parametrize("way", ["SERVICE", "SERVICE SILENT", "of a file", "FROM a file", "LOAD", "in CONSTRUCT"])
@pytest.mark.parametrize("arguments", [["query", "mine.rq"], ["view", "-o", "page.html", "--query", "mine.rq"]], ids=lambda words: words[0])
def test_no_file_with_a_query_reaches_beyond_the_store(
    built: Built, canary: Canary, tmp_path: Path, arguments: list[str], way: str
) -> None:
    (tmp_path / "mine.rq").write_text(canary.put(WAYS[way]), encoding="utf-8")
    done = kg(*(tmp_path / word if "." in word else word for word in arguments), "--store", built.path)
    assert unheard(canary, done), done.stderr
    assert not (tmp_path / "page.html").exists()


@pytest.mark.parametrize(
    "value", ["URL", "FILE", "ent:x> } SERVICE URL { ?s ?p ?o", "?x } SERVICE SILENT URL { ?s ?p ?o } #", '" . } LOAD FILE #']
)
@pytest.mark.parametrize("type", ["entity", "document", "type", "date", "text"])
def test_no_parameter_reaches_beyond_the_store(built: Built, canary: Canary, tmp_path: Path, type: str, value: str) -> None:
    query = f'# param: x {type} "x" — x\nSELECT ?x ?y {{ ?x schema:name ?y }}'
    with suppress(QueryError):  # of what was given it may repeat, but not read
        assert run(built.store, query, {"x": canary.put(value)}).rows == ()
    assert not canary.sings()


def test_no_parameter_of_the_command_reaches_beyond_the_store(built: Built, canary: Canary) -> None:
    done = kg("query", "met", "--param", canary.put("who=ent:x> } SERVICE URL { ?s ?p ?o"), "--store", built.path)
    assert unheard(canary, done), done.stderr


def test_no_context_of_an_article_is_fetched(canary: Canary, tmp_path: Path) -> None:
    """Nothing here reads JSON-LD: in what we read, a context is a field like others that nobody knows."""
    address = canary.put("URL")[1:-1]
    article = {"@context": address, "@id": canary.file.as_uri(), "text": "Angela Merkel a rencontré François Hollande.", "url": address}
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jsonl").write_text(json.dumps(article) + "\n", encoding="utf-8")
    (folder / "b.jsonld").write_text(json.dumps(article), encoding="utf-8")
    report = build([folder], tmp_path / "out")
    assert report.counts["documents"] == 1
    assert SECRET not in "".join(map(str, open_store(tmp_path / "out")))
    assert not canary.sings()


# ---- where the network is allowed


class Server(BaseHTTPRequestHandler):
    """A SPARQL endpoint with one answer; /slow keeps whoever asks waiting."""

    asked: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        self.asked.append(self.rfile.read(int(self.headers["content-length"])).decode())
        if self.path == "/slow":
            self.rfile.read()  # until whoever asked goes
            return
        bindings = [{"o": {"type": "literal", "value": SECRET}}]
        answer = json.dumps({"head": {"vars": ["o"]}, "results": {"bindings": bindings}}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/sparql-results+json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Nothing on stderr."""


@pytest.fixture
def server() -> Iterator[str]:
    """The address of an endpoint."""
    Server.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as running:
        running.daemon_threads = True
        Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def test_an_allowed_service_is_asked(built: Built, server: str) -> None:
    query = f"SELECT ?o {{ SERVICE <{server}/sparql> {{ ?s ?p ?o }} }}"
    assert kg("query", "-e", query, "--store", built.path).returncode == 2
    assert Server.asked == []
    done = kg("query", "-e", query, "--allow-network", "--format", "csv", "--store", built.path)
    assert (done.returncode, done.stdout.splitlines()) == (0, ["o", SECRET])
    assert len(Server.asked) == 1
    assert "?s ?p ?o" in Server.asked[0]


def test_a_slow_server_is_given_up(built: Built, server: str) -> None:
    query = f"SELECT ?o {{ SERVICE <{server}/slow> {{ ?s ?p ?o }} }}"
    done = kg("query", "-e", query, "--allow-network", "--time-limit", "1", "--store", built.path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("The query took longer than 1 s")


def test_a_server_that_does_not_answer_is_one_sentence(built: Built) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    done = kg("query", "-e", f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}", "--allow-network", "--store", built.path)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)


@pytest.mark.parametrize("way", [way for way in WAYS if "FROM" in way or "LOAD" in way] + ["of a file", "SERVICE that is not closed"])
def test_the_rest_stays_refused(built: Built, canary: Canary, way: str) -> None:
    done = kg("query", "-e", canary.put(WAYS[way]), "--allow-network", "--store", built.path, "--time-limit", "5")
    assert unheard(canary, done), done.stderr
