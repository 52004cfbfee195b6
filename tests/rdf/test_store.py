"""The store on disk: replaced whole, readable until then, and clear about what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.errors import StoreError
from kg.limits import DEFAULTS
from kg.rdf.store import FORMAT, POINTER, change, open_store, open_to_change, save
from kg.rdf.write import lines_of, sorted_lines, write, write_nquads

SETTINGS = {"model": "", "kb": [], "judgements": None, "page_language": "fr", "limits": asdict(DEFAULTS)}


def quads(*texts: str) -> list[Quad]:
    s, p = NamedNode("https://example.org/s"), NamedNode("https://example.org/p")
    return [Quad(s, p, Literal(t), DefaultGraph()) for t in texts]


def lines(*texts: str) -> list[bytes]:
    return list(lines_of(quads(*texts)))


def stores(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if p.is_dir())


def test_what_is_saved_is_opened(tmp_path: Path) -> None:
    save(lines("a", "b"), tmp_path, "1")
    assert set(open_store(tmp_path)) == set(quads("a", "b"))
    assert json.loads((tmp_path / POINTER).read_text()) == {"format": FORMAT, "newskg": "1", "folder": "store-a", "settings": SETTINGS}


def test_a_rebuild_replaces_the_store_and_removes_the_old_one(tmp_path: Path) -> None:
    for text in "abcd":
        save(lines(text), tmp_path, "1")
        assert set(open_store(tmp_path)) == set(quads(text))
        assert len(stores(tmp_path)) == 1


def test_who_has_the_old_store_open_reads_on(tmp_path: Path) -> None:
    save(lines("a"), tmp_path, "1")
    reader = open_store(tmp_path)
    save(lines("b"), tmp_path, "1")
    assert set(reader) == set(quads("a"))
    assert set(open_store(tmp_path)) == set(quads("b"))


# Texts that would end a literal, a triple or an operation if they were pasted into an update.
BREAKERS = (
    '"',
    "\\",
    "\\u0022",
    "\\U00000022",
    "'",
    '"""',
    "\n",
    "\r",
    "\0",
    "}",
    " ; DROP ALL ; #",
    "<a>",
    ".",
    "\ufffe",
    "é",
    "😀",
    "?x",
)
HOSTILE = st.text(st.characters(exclude_categories=["Cs"])) | st.lists(st.sampled_from(BREAKERS)).map("".join)
QUADS = st.builds(
    Quad,
    st.sampled_from([NamedNode("https://example.org/s"), NamedNode("https://example.org/é#char=1,2")]),
    st.just(NamedNode("https://example.org/p")),
    HOSTILE.map(Literal) | st.builds(lambda text: Literal(text, language="fr"), HOSTILE),
    st.sampled_from([DefaultGraph(), NamedNode("https://example.org/g"), NamedNode("https://example.org/d#claim=1")]),
)


@given(st.sets(QUADS, max_size=8))
@settings(deadline=None, max_examples=30)
def test_what_a_file_holds_is_saved(quads: set[Quad]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_nquads(folder / "graph.nq", sorted_lines(quads))
        save((folder / "graph.nq").read_bytes().splitlines(keepends=True), folder, "1")
        assert set(open_store(folder)) == quads


def test_a_file_that_breaks_off_leaves_the_last_good_store(tmp_path: Path) -> None:
    write_nquads(tmp_path / "graph.nq", sorted_lines(quads("a", "b")))
    save((tmp_path / "graph.nq").read_bytes().splitlines(keepends=True), tmp_path, "1")
    with (tmp_path / "graph.nq").open("r+b") as file:
        file.truncate(file.seek(-5, 2))
    with pytest.raises(SyntaxError):
        save((tmp_path / "graph.nq").read_bytes().splitlines(keepends=True), tmp_path, "1")
    assert set(open_store(tmp_path)) == set(quads("a", "b"))
    assert len(stores(tmp_path)) == 1


@given(st.sets(QUADS, max_size=8), st.sets(QUADS, max_size=8), st.sets(QUADS, max_size=8))
@settings(deadline=None)
def test_a_change_makes_the_difference_and_no_more(gone: set[Quad], stay: set[Quad], come: set[Quad]) -> None:
    store = Store()
    here, wanted = gone | stay, (stay | come)
    store.extend(here)
    change(store, here, wanted)
    assert set(store) == wanted


def test_a_change_is_on_the_disk(tmp_path: Path) -> None:
    save(lines("a", "b"), tmp_path, "1")
    store = open_to_change(tmp_path)
    change(store, set(quads("a", "b")), set(quads("b", "c")))
    assert set(open_store(tmp_path)) == set(quads("b", "c"))


def test_one_writer_and_any_readers(tmp_path: Path) -> None:
    save(lines("a"), tmp_path, "1")
    reader, writer = open_store(tmp_path), open_to_change(tmp_path)
    with pytest.raises(StoreError, match="cannot be opened to change it"):
        open_to_change(tmp_path)
    change(writer, set(quads("a")), set(quads("b")))
    assert set(reader) == set(quads("a"))
    assert set(open_store(tmp_path)) == set(quads("b"))


def test_two_readers_at_once(tmp_path: Path) -> None:
    save(lines("a"), tmp_path, "1")
    one, other = open_store(tmp_path), open_store(tmp_path)
    assert set(one) == set(other)


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    save(lines("a"), tmp_path, "1")
    with pytest.raises(RuntimeError, match="read-write"):
        open_store(tmp_path).extend(quads("b"))


def test_a_build_that_fails_leaves_the_last_good_store(tmp_path: Path) -> None:
    def failing() -> Iterator[bytes]:
        yield from lines("b")
        raise RuntimeError("no more")

    save(lines("a"), tmp_path, "1")
    with pytest.raises(RuntimeError, match="no more"):
        save(failing(), tmp_path, "1")
    assert set(open_store(tmp_path)) == set(quads("a"))
    save(lines("c"), tmp_path, "1")
    assert set(open_store(tmp_path)) == set(quads("c"))


def test_remains_of_a_killed_build_are_no_store_and_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "store-a").mkdir()
    write(tmp_path / "store-a" / "CURRENT", b"MANIFEST-000001\n")
    with pytest.raises(StoreError, match="there is no store in"):
        open_store(tmp_path)
    save(lines("a"), tmp_path, "1")
    assert set(open_store(tmp_path)) == set(quads("a"))


@pytest.mark.parametrize(
    "pointer",
    [
        "",
        "{",
        "[]",
        "null",
        "1",
        '"store-a"',
        "{}",
        '{"format": 1}',
        '{"folder": "store-a"}',
        '{"format": 1, "folder": 5}',
        "\ufeff{}",
        "\udcff",
    ],
)
def test_a_damaged_pointer_is_one_sentence(tmp_path: Path, pointer: str) -> None:
    save(lines("a"), tmp_path, "1")
    (tmp_path / POINTER).write_bytes(pointer.encode("utf-8", "surrogateescape"))
    with pytest.raises(StoreError, match="is damaged: run 'kg build' again") as error:
        open_store(tmp_path)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("format", [0, FORMAT + 1, "1", None])
def test_another_format_is_refused(tmp_path: Path, format: object) -> None:
    write(tmp_path / POINTER, json.dumps({"format": format, "folder": "store-a"}).encode())
    with pytest.raises(StoreError, match=f"has format {format} and this version of kg reads format {FORMAT}"):
        open_store(tmp_path)


@pytest.mark.parametrize("name", ["../store-a", "/etc", "", ".", "..", "none", "a\\u0000b"])
def test_a_pointer_leads_nowhere_else(tmp_path: Path, name: str) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    save(lines("outside"), tmp_path, "1")
    (inside / POINTER).write_text(f'{{"format": {FORMAT}, "folder": "{name}"}}')
    with pytest.raises(StoreError):
        open_store(inside)


@pytest.mark.parametrize("folder", ["none", "none/deeper"])
def test_a_missing_store_is_told_and_not_made(tmp_path: Path, folder: str) -> None:
    with pytest.raises(StoreError, match=r"run 'kg build -o .*' first, or name another folder with --store"):
        open_store(tmp_path / folder)
    assert list(tmp_path.iterdir()) == []


def test_a_store_whose_files_are_gone_is_told(tmp_path: Path) -> None:
    save(lines("a"), tmp_path, "1")
    for file in (tmp_path / "store-a").iterdir():
        if file.name.startswith("MANIFEST"):
            file.unlink()
    with pytest.raises(StoreError, match="run 'kg build' again"):
        open_store(tmp_path)


def test_files_are_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write(path, b"one")
    write(path, b"two")
    assert path.read_bytes() == b"two"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]
