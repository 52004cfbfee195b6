"""What may go wrong around a command: disks that are full, stores that are damaged or in use, wrong paths, Ctrl-C."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pyoxigraph import Quad, Store

from hostile.running import ARTICLE, files, kg, sentences
from kg.errors import KgError
from kg.extract.kept import FILE
from kg.rdf.store import is_damage, open_store
from kg.update.whole import damage

ROOT = Path(__file__).parent.parent.parent
LIMIT = 2.0  # seconds until a command has ended after Ctrl-C


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of three articles, and one more beside it."""
    place = tmp_path_factory.mktemp("faults")
    (place / "in").mkdir()
    for number, text in enumerate((ARTICLE, "Emmanuel Macron s'est rendu à Moscou mardi.", "Le Kremlin a démenti cette rencontre.")):
        (place / "in" / f"{number}.txt").write_text(text, encoding="utf-8")
    (place / "new.txt").write_text("Donald Trump a parlé à Vladimir Poutine lundi.", encoding="utf-8")
    assert kg("build", place / "in", "-o", place / "out").code == 0
    return place


@pytest.fixture
def place(first: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    shutil.copytree(first, tmp_path / "place")
    return tmp_path / "place"


def quads(folder: Path) -> set[Quad]:
    return set(open_store(folder))


# ---- full disks


@contextmanager
def small_files(size: int) -> Iterator[None]:
    """No file may grow beyond `size` bytes, as on a disk that is full."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def fails_and_recovers(place: Path, commands: list[list[str | Path]], full: Callable[[], object]) -> bool:
    """Run commands while a disk is full: each says one sentence, leaves a whole store and works when there is room. Whether any failed."""
    store, failed = place / "out", 0
    for command in commands:
        before = quads(store)
        with full():  # type: ignore[attr-defined]
            done = kg(*command)
        if done.code:
            failed += 1
            assert (done.code, len(sentences(done))) == (2, 1), done
            assert not list(store.glob(".*.new"))
            assert before <= quads(store) or command[0] == "build"
        assert kg("query", "-e", "ASK { ?s a schema:NewsArticle }", "--store", store).code == 0
        assert kg(*command).code == 0
        assert not list(damage(store, open_store(store)))
    return failed > 0


def commands_of(place: Path) -> list[list[str | Path]]:
    return [["build", place / "in", "-o", place / "out"], ["add", place / "new.txt", "--store", place / "out"]]


@pytest.mark.parametrize("size", [100, 5_000, 20_000, 100_000, 300_000])
def test_files_that_cannot_grow(place: Path, size: int) -> None:
    assert fails_and_recovers(place, commands_of(place), lambda: small_files(size))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of memory; only who may mount one has it."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this user cannot mount a disk")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


@pytest.mark.parametrize("room", [0, 40_000, 200_000, 400_000, 800_000])
def test_a_disk_that_is_full(first: Path, disk: Path, room: int) -> None:
    """Another file takes all room but so many bytes."""
    shutil.copytree(first, disk / "place")
    place, ballast = disk / "place", disk / "ballast"

    @contextmanager
    def full() -> Iterator[None]:
        free = shutil.disk_usage(disk).free
        ballast.write_bytes(bytes(max(0, free - room)))
        try:
            yield
        finally:
            ballast.unlink()

    assert fails_and_recovers(place, commands_of(place), full)


# ---- damage


def harm(path: Path, how: str, rng: random.Random) -> None:
    """Damage a file."""
    data = bytearray(path.read_bytes())
    at = rng.randrange(len(data))
    if how == "flip":
        data[at] ^= 1 << rng.randrange(8)
    elif how == "zero":
        data[at : at + 64] = bytes(len(data[at : at + 64]))
    elif how == "cut":
        del data[at:]
    path.write_bytes(data)
    if how == "remove":
        path.unlink()


def noticed(place: Path, known: set[Quad]) -> bool:
    """Whether a damaged store is told to be so; where it isn't, it has to hold what was written."""
    try:
        store = open_store(place / "out")
        problems = list(damage(place / "out", store))
    except (KgError, RuntimeError) as error:
        return isinstance(error, KgError) or is_damage(error)
    assert problems or set(store) == known
    return bool(problems)


def damaged_stores(first: Path, tmp_path: Path, number: int) -> int:
    """Damage so many copies of a store, one after the other; how many were noticed."""
    rng, known, found = random.Random(7), quads(first / "out"), 0
    full = [p for p in (first / "out").glob("store-*/*") if p.stat().st_size and not p.name.startswith(("LOG", "OPTIONS"))]
    names = sorted(p.relative_to(first) for p in full)
    for _ in range(number):
        shutil.copytree(first, tmp_path / "harmed")
        harm(tmp_path / "harmed" / rng.choice(names), rng.choice(["flip", "zero", "cut", "remove"]), rng)
        found += noticed(tmp_path / "harmed", known)
        shutil.rmtree(tmp_path / "harmed")
    return found


def test_damage_is_noticed(first: Path, tmp_path: Path) -> None:
    assert damaged_stores(first, tmp_path, 40) > 20


@pytest.mark.slow
def test_damage_is_noticed_wherever_it_is(first: Path, tmp_path: Path) -> None:
    assert damaged_stores(first, tmp_path, 1000) > 500


def test_a_damaged_store_is_told_by_every_command(place: Path) -> None:
    for table in (place / "out").glob("store-*/*.sst"):
        table.write_bytes(table.read_bytes()[:-100])
    for command in (["check"], ["query", "-e", "SELECT * { ?s ?p ?o }"], ["view", "-o", place / "x.html"], ["add", place / "new.txt"]):
        done = kg(*command, "--store", place / "out")
        assert (done.code, len(sentences(done))) == (2, 1)
        assert "run 'kg build' again" in done.err
    assert kg("build", place / "in", "-o", place / "out").code == 0
    assert kg("check", "--store", place / "out").code == 0


@pytest.mark.parametrize("what", ["a mention", "an entity", "one more"])
def test_a_store_with_other_quads_is_noticed(place: Path, what: str) -> None:
    folder = next((place / "out").glob("store-*"))
    store = Store(str(folder))
    some = sorted(store, key=str)
    mine = next(q for q in some if ("#char=" if what == "a mention" else "/entity/") in str(q.subject) and '"' in str(q.object))
    if what == "one more":
        store.add(Quad(mine.subject, mine.predicate, mine.subject, mine.graph_name))
    else:
        store.remove(mine)
    store.flush()
    del store
    done = kg("check", "--store", place / "out")
    assert done.code == 1
    assert "the store is damaged, run 'kg build' again" in done.out


def test_a_store_that_lost_its_last_step_is_noticed(place: Path) -> None:
    """As where the log of what was written last is cut off, or an old copy was put back."""
    folder = next((place / "out").glob("store-*"))
    shutil.copytree(folder, place / "old")
    assert kg("add", place / "new.txt", "--store", place / "out").code == 0
    shutil.rmtree(folder)
    shutil.copytree(place / "old", folder)
    done = kg("check", "--store", place / "out")
    assert (done.code, "The store holds 0 quads of it" in done.out) == (1, True)
    done = kg("add", place / "new.txt", "--store", place / "out")
    assert (done.code, "has lost 1 of its articles: run 'kg build' again" in done.err) == (2, True)


@pytest.mark.parametrize("harmed", ["removed", "cut", "emptied", "another"])
def test_damaged_extractions_are_noticed(place: Path, harmed: str) -> None:
    path = place / "out" / FILE
    if harmed == "removed":
        path.unlink()
    elif harmed == "another":
        path.write_bytes(b"no database" * 1000)
    elif harmed == "cut":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    else:
        with sqlite3.connect(path) as connection:
            connection.execute("DELETE FROM seal")
        connection.close()
    done = kg("check", "--store", place / "out")
    assert (done.code, len(sentences(done))) in ((1, 0), (2, 1))
    assert kg("query", "-e", "ASK { ?s a schema:NewsArticle }", "--store", place / "out").code == 0


# ---- a store in use

HOLD = """
import sys
from pathlib import Path
from kg.extract.kept import Kept

kept = Kept(Path(sys.argv[1]))
print("held", flush=True)
input()
"""


def test_a_second_writer_is_refused_at_once_and_readers_go_on(place: Path) -> None:
    store = place / "out"
    with subprocess.Popen([sys.executable, "-c", HOLD, str(store)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        for command in (["build", place / "in", "-o"], ["add", place / "new.txt", "--store"], ["remove", "0.txt", "--store"]):
            began = time.perf_counter()
            done = kg(*command, store)
            assert (done.code, len(sentences(done))) == (2, 1)
            assert f"another kg is changing {store}" in done.err
            assert time.perf_counter() - began < 1
        assert kg("query", "-e", "ASK { ?s a schema:NewsArticle }", "--store", store).code == 0
        assert kg("view", "-o", place / "x.html", "--store", store).code == 0
        other.kill()
    assert kg("add", place / "new.txt", "--store", store).code == 0


# ---- wrong paths


@pytest.mark.parametrize(
    "command",
    [
        ["build", "none.txt", "-o", "NEW/out"],
        ["build", "IN", "-o", "IN/0.txt"],
        ["build", "IN", "-o", "IN/0.txt/deeper"],
        ["build", "IN", "--kb", "none.tsv", "-o", "NEW"],
        ["build", "IN", "--model", "none", "-o", "NEW"],
        ["build", "IN", "--judgements", "IN", "-o", "NEW"],
        ["build", "IN", "--date", "2017-02-30", "-o", "NEW"],
        ["build", "IN", "--lang", "../en", "-o", "NEW"],
        ["build", "x" * 300, "-o", "NEW"],
        ["build", "IN", "-o", "x" * 300],
        ["add", "none.txt", "--store", "OUT"],
        ["add", "IN", "--store", "NEW"],
        ["remove", "0.txt", "--store", "NEW"],
        ["query", "-e", "ASK {}", "--store", "IN/0.txt"],
        ["query", "none.rq", "--store", "OUT"],
        ["ask", "Qui ?", "--store", "NEW"],
        ["check", "--store", "NEW"],
        ["view", "-o", "NEW/x.html", "--store", "OUT"],
        ["view", "-o", "IN", "--store", "OUT"],
        ["view", "-o", "IN/0.txt/x.html", "--store", "OUT"],
        ["export", "-o", "NEW/x.ttl", "--store", "OUT"],
        ["export", "-o", "x" * 300 + ".nq", "--store", "OUT"],
    ],
    ids=lambda command: " ".join(command)[:40],
)
def test_a_wrong_path_is_told_and_makes_nothing(place: Path, command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    before = files(place)
    done = kg(*(c.replace("IN", "in").replace("OUT", "out").replace("NEW", "new") for c in command))
    assert (done.code, len(sentences(done))) == (2, 1)
    assert files(place) == before


# ---- Ctrl-C

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
# Minutes of work, but not for ever: it would outlive tests that are killed.
STUCK = """
import sqlite3
from kg import interrupt

with interrupt.stoppable():
    print("begun", flush=True)
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 2000000000) SELECT count(*) FROM n"
    sqlite3.connect(":memory:").execute(endless).fetchone()
"""


def interrupted(command: list[str], after: float) -> None:
    """Start a command, stop it so many seconds later: it ends in time with one sentence, or was through before."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, cwd=ROOT)
    time.sleep(after)
    began = time.perf_counter()
    os.kill(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert time.perf_counter() - began < LIMIT
    # Python ends itself by the signal where it came while a class was being made; to a shell this is 130 too.
    stopped = process.returncode in (130, -signal.SIGINT) and said == "stopped: run the same command again to go on\n"
    assert process.returncode == 0 or stopped, (process.returncode, said)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
@pytest.mark.parametrize("after", [0.5, *(pytest.param(seconds, marks=pytest.mark.slow) for seconds in (0.1, 0.2, 0.3, 1, 2, 3, 5))])
@pytest.mark.parametrize("name", ["build", "add", "query", "view", "ask"])
def test_ctrl_c(place: Path, name: str, after: float) -> None:
    (place / "long.txt").write_text(f"{ARTICLE} " * 3000, encoding="utf-8")
    arguments = {
        "build": ["build", place / "long.txt", "-o", place / "new"],
        "add": ["add", place / "long.txt", "--store", place / "out"],
        "query": ["query", "-e", CROSS, "--store", place / "out"],
        "view": ["view", "-o", place / "x.html", "--store", place / "out"],
        "ask": ["ask", "Qui a rencontré Angela Merkel ?", "--store", place / "out"],
    }[name]
    before = quads(place / "out")
    interrupted([sys.executable, "-m", "kg", *map(str, arguments)], after)
    assert quads(place / "out") == before


@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
def test_ctrl_c_within_native_code() -> None:
    interrupted([sys.executable, "-c", STUCK], 0.5)
