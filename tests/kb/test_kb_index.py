"""The compiled index: user's files on top of ours, the same content whatever the hash seed, look-ups and search."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kg.kb import KnowledgeBase, open_base
from kg.kb.base import FILES, data_folder, holds
from kg.kb.compile import compile_index
from kg.kb.entry import Tenure
from kg.kb.forms import surnames

PLACES = """id	kind	fr	en	aliases	acronyms	adjectives	in	population
monde	Place	Monde
pays	Country	Pays Neuf	New Country		PN	neuvien|neuvienne	monde	900
ville	City	Vieille-Ville	Old Town	Ville l'Ancienne			pays	50
bourg	City	Vieille-Ville-sur-Mer					pays	70
"""
PEOPLE = """id	kind	fr	of
ana	Person	Ana Peña Nieto	pays
"""
OFFICES = """id	fr	nouns	rank
chef	chef	chef|cheffe|chef du pays	state
"""
TENURES = """person	office	of	start	end
ana	chef	pays	2010	2015-06
"""


def padded(table: str) -> str:
    """A table whose short rows get the empty fields that they lack."""
    width = len(table.splitlines()[0].split("\t"))
    return "\n".join("\t".join((line.split("\t") + [""] * width)[:width]) for line in table.splitlines()) + "\n"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = []
    for name, table in {"a": PLACES, "b": PEOPLE, "c": OFFICES, "d": TENURES}.items():
        paths.append(tmp_path / f"{name}.tsv")
        paths[-1].write_text(padded(table), encoding="utf-8")
    return paths


@pytest.fixture
def base(files: list[Path], tmp_path: Path) -> KnowledgeBase:
    compile_index(files, tmp_path / "index.sqlite")
    return KnowledgeBase(tmp_path / "index.sqlite", "test")


def mine(tmp_path: Path, base: KnowledgeBase, table: str) -> KnowledgeBase:
    """The base with one more file on top."""
    path = tmp_path / "mine.tsv"
    path.write_text(padded(table), encoding="utf-8")
    compile_index([path], tmp_path / "mine.sqlite", base.index)
    return KnowledgeBase(tmp_path / "mine.sqlite", "mine")


def found(base: KnowledgeBase, key: str) -> list[tuple[str, str]]:
    return [(n.id, n.sort) for n in base.names(key)]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("vieille ville", [("ville", "name")]),
        ("ville l ancienne", [("ville", "name")]),
        ("pn", [("pays", "acronym")]),
        ("neuvienne", [("pays", "inhabitant"), ("pays", "adjective")]),
        ("nieto", [("ana", "surname")]),
        ("pena nieto", [("ana", "surname")]),
        ("ana", []),
        ("", []),
        ("nobody", []),
    ],
)
def test_names(base: KnowledgeBase, key: str, expected: list[tuple[str, str]]) -> None:
    assert found(base, key) == expected


def test_longest(base: KnowledgeBase) -> None:
    assert [base.longest(word) for word in ("vieille", "ville", "chef", "ana", "mer")] == [4, 3, 3, 3, 0]


def test_offices_and_holders(base: KnowledgeBase) -> None:
    offices = base.offices("cheffe")
    assert [o.id for o in offices] == ["chef"]
    assert base.holders("pays", offices, "2012-01-01") == ("ana",)
    assert base.holders("pays", offices, "2015-07") == ()
    assert base.tenures("ana") == base.tenures_of("pays") == (Tenure("ana", "chef", "pays", "2010", "2015-06"),)


@pytest.mark.parametrize(
    ("start", "end", "date", "expected"),
    [
        ("2010", "2015-06", "2015-06-30", True),
        ("2010", "2015-06", "2015", True),
        ("2010-05-07", "", "2010", True),
        ("2010-05-07", "", "2010-05-06", False),
        ("2010-05-07", "", "2030", True),
        ("2010-05-07", "2012-01-01", "2012-01-01", True),
        ("2010-05-07", "2012-01-01", "2012-01-02", False),
        ("2010", "", "", False),
    ],
)
def test_holds(start: str, end: str, date: str, expected: bool) -> None:
    assert holds(Tenure("p", "o", "c", start, end), date) is expected


def test_a_later_file_replaces_an_entry_with_its_names(base: KnowledgeBase, tmp_path: Path) -> None:
    own = mine(tmp_path, base, "id\tkind\tfr\tin\tacronyms\nville\tCity\tNeuve\tpays\tVV\n")
    assert found(own, "neuve") == [("ville", "name")]
    assert found(own, "vv") == [("ville", "acronym")]
    assert found(own, "vieille ville") == found(own, "old town") == []
    assert found(own, "vieille ville sur mer") == [("bourg", "name")]
    assert found(base, "vieille ville") == [("ville", "name")]


def test_an_office_is_replaced_with_its_nouns(base: KnowledgeBase, tmp_path: Path) -> None:
    own = mine(tmp_path, base, "id\tfr\tnouns\nchef\tchef\tpatron\n")
    assert [o.id for o in own.offices("patron")] == ["chef"]
    assert own.offices("cheffe") == ()


def test_a_tenure_with_the_same_start_is_replaced(base: KnowledgeBase, tmp_path: Path) -> None:
    own = mine(tmp_path, base, "person\toffice\tof\tstart\tend\nana\tchef\tpays\t2010\t2013\nana\tchef\tpays\t2018\t\n")
    assert [(t.start, t.end) for t in own.tenures("ana")] == [("2010", "2013"), ("2018", "")]


def test_of_several_files_the_last_wins(tmp_path: Path) -> None:
    paths = [tmp_path / f"{n}.tsv" for n in range(2)]
    for path, name in zip(paths, ("Erste", "Zweite"), strict=True):
        path.write_text(f"id\tkind\tfr\nx\tPlace\t{name}\n", encoding="utf-8")
    compile_index(paths, tmp_path / "index.sqlite")
    base = KnowledgeBase(tmp_path / "index.sqlite", "")
    assert found(base, "zweite") == [("x", "name")]
    assert found(base, "erste") == []
    assert base.longest("erste") == 0


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_index_is_independent_of_the_hash_seed(files: list[Path], tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kg.kb.compile import compile_index\n"
        "target, *files = map(Path, sys.argv[1:]); compile_index(files, target)"
    )
    targets = [tmp_path / f"seed-{seed}.sqlite" for seed in (1, 2)]
    for seed, target in enumerate(targets, start=1):
        subprocess.run([sys.executable, "-c", code, target, *files], check=True, env={**os.environ, "PYTHONHASHSEED": str(seed)})
    assert dump(targets[0]) == dump(targets[1])
    assert targets[0].read_bytes() == targets[1].read_bytes()


def test_surnames() -> None:
    assert surnames("Ursula von der Leyen") == ["Leyen", "der Leyen", "von der Leyen"]
    assert surnames("Madonna") == []
    assert surnames("Kim Il-sung", family_first=True) == ["Kim"]


def test_every_embedded_table_is_read() -> None:
    rest = {path.stem for path in data_folder().glob("*.tsv")} - set(FILES)
    assert rest == {"sources", "resolutions"}


def test_search_puts_equal_and_large_ones_first(base: KnowledgeBase) -> None:
    assert [(e.id, form) for e, form in base.search("vieille ville")] == [("ville", "Vieille-Ville"), ("bourg", "Vieille-Ville-sur-Mer")]
    assert [e.id for e, _ in base.search("Vieil")] == ["bourg", "ville"]
    assert [e.id for e, _ in base.search("VIEIL", limit=1)] == ["bourg"]
    assert [e.id for e, _ in base.search("nieto")] == ["ana"]
    assert base.search("") == base.search("'") == base.search("zzz") == []


def test_alike_finds_mistyped_names(base: KnowledgeBase) -> None:
    assert base.alike("vieile vile") == ["Vieille-Ville"]
    assert base.alike("zzz") == base.alike("") == []


def test_embedded_base_holds_what_the_linking_needs() -> None:
    base = open_base()
    assert base.entry("france") is not None
    assert base.entry("nobody-at-all") is None
    assert any(n.sort == "acronym" for n in base.names("onu"))
    assert base.entry("resolution-2254-du-conseil-de-securite-des-nations-unies") is not None
    assert base.offices("chanceliere")
