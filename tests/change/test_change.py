"""Adding and removing: what is written, what is read again and what is not, and what is refused."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from change import twelve
from change.conftest import Collection
from kg.build import FILES, build
from kg.change import add, remove, steps
from kg.errors import InputError, KgError, StoreError
from kg.extract.kept import FILE
from kg.judgements import Judgement, append
from kg.model import Document
from kg.rdf.store import POINTER, articles, open_store
from kg.rdf.write import nquads
from kg.settings import Settings


@pytest.fixture
def store(collection: Collection, no_model: list[str], tmp_path: Path) -> Path:
    """A store of the articles a, b and c, whose extractions nobody has asked for since."""
    build(twelve.paths(collection.folder, "abc"), tmp_path / "store")
    no_model.clear()
    return tmp_path / "store"


def held(store: Path, collection: Collection) -> str:
    """The names of the articles in a store, whose graph must be theirs."""
    names = collection.names(articles(opened := open_store(store)))
    assert nquads(opened) == collection.graph(names)
    return names


def same_files(one: Path, other: Path) -> bool:
    return all((one / name).read_bytes() == (other / name).read_bytes() for name in FILES if name != "report.json")


def test_the_folder_is_as_a_build_writes_it(store: Path, collection: Collection, no_model: list[str], tmp_path: Path) -> None:
    done: list[Document] = []
    changed = add(twelve.paths(collection.folder, "gdb"), store, done=done.append)
    assert [d.source for d in changed.articles] == [d.source for d in done] == ["g.txt", "d.txt"]
    assert [name[:2] for name in changed.idle] == ["b-"]
    assert no_model == ["g", "d"]
    assert (changed.report.counts["documents"], changed.report.counts["read_afresh"]) == (5, 2)
    build(twelve.paths(collection.folder, "abcdg"), tmp_path / "built")
    assert same_files(store, tmp_path / "built")
    assert json.loads((store / "report.json").read_text())["counts"]["documents"] == 5

    done.clear()
    changed = remove(["d.txt", "nobody.txt", changed.articles[0].id], store, done=done.append)
    assert [d.source for d in changed.articles] == [d.source for d in done] == ["d.txt", "g.txt"]
    assert changed.idle == ("nobody.txt",)
    build(twelve.paths(collection.folder, "abc"), tmp_path / "built")
    assert same_files(store, tmp_path / "built")


def test_files_that_are_not_written_anew_are_not_left_to_lie(store: Path, collection: Collection, no_model: list[str]) -> None:
    add(twelve.paths(collection.folder, "d"), store, files=False)
    assert sorted(p.name for p in store.iterdir()) == [FILE, "store-a", POINTER]
    remove(["a.txt"], store)
    assert held(store, collection) == "bcd"
    assert {p.name for p in store.iterdir()} >= set(FILES)


def test_all_articles_may_go_and_come_back(store: Path, collection: Collection, no_model: list[str]) -> None:
    assert remove([str(collection.folder)], store).report.counts["documents"] == 0
    assert list(open_store(store)) == []
    add(twelve.paths(collection.folder, "bl"), store)
    assert held(store, collection) == "bl"


# ---- what is read again


def test_a_build_reads_only_what_is_new(store: Path, collection: Collection, no_model: list[str]) -> None:
    report = build(twelve.paths(collection.folder, "cdb"), store)
    assert no_model == ["d"]
    assert report.counts["read_afresh"] == 1
    assert held(store, collection) == "bcd"
    build(twelve.paths(collection.folder, "a"), store)
    assert no_model == ["d", "a"]  # what isn't in the store isn't kept


def test_a_killed_build_need_not_read_twice(
    store: Path, collection: Collection, no_model: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr("kg.build.save", full)
        with pytest.raises(OSError, match="no space left"):
            build(twelve.paths(collection.folder, "def"), store)
    assert held(store, collection) == "abc"
    build(twelve.paths(collection.folder, "def"), store)
    assert no_model == ["d", "e", "f"]


def judge(store: Path, words: str, entity: str, document: str = "*") -> None:
    append(store / "judgements.tsv", Judgement("link", document, words, entity))


@pytest.mark.parametrize(
    ("words", "document", "again"),
    [("Kaboul", "*", ""), ("l'Élysée", "*", "bc"), ("Syrie", "*", "a"), ("Syrie", "other-1", ""), ("Berlin", "*", "abc")],
)
def test_a_judgement_has_the_articles_with_its_words_read_again(
    store: Path, collection: Collection, no_model: list[str], words: str, document: str, again: str
) -> None:
    judge(store, words, "france", document)
    add([], store)
    assert "".join(no_model) == again


@pytest.mark.parametrize("what", ["code", "base", "model"])
def test_other_rules_have_all_articles_read_again(
    store: Path, collection: Collection, no_model: list[str], monkeypatch: pytest.MonkeyPatch, what: str, tmp_path: Path
) -> None:
    if what == "code":
        monkeypatch.setattr("kg.extract.reader.code_version", lambda: "other")
    elif what == "model":
        monkeypatch.setattr("kg.extract.reader.model_version", lambda name: "9.9")
    else:
        (tmp_path / "own.tsv").write_text("id\tkind\tfr\nzoe-quill\tPerson\tZoé Quill\n", encoding="utf-8")
        told = json.loads((store / POINTER).read_text())
        told["settings"]["kb"] = [str(tmp_path / "own.tsv")]
        (store / POINTER).write_text(json.dumps(told))
    with pytest.raises(StoreError, match=f"have changed since 2 articles .*: run 'kg add --store {store}' first"):
        remove(["a.txt"], store)
    assert held(store, collection) == "abc"
    add(twelve.paths(collection.folder, "d"), store)
    assert "".join(no_model) == "abcd"
    remove(["a.txt"], store)
    assert held(store, collection) == "bcd"


def test_a_store_is_changed_with_the_settings_of_its_build(
    collection: Collection, no_model: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also from another folder, where relative paths would mean other files."""
    (tmp_path / "own.tsv").write_text("id\tkind\tfr\taliases\nberlin\tCity\tBerlin-sur-Sprée\tBerlin\n", encoding="utf-8")
    (tmp_path / "mine.tsv").write_bytes(b"")
    judge(tmp_path, "Kaboul", "-")
    shutil.move(tmp_path / "judgements.tsv", tmp_path / "mine.tsv")
    settings = Settings(kb=(Path("own.tsv"),), judgements=Path("mine.tsv"), page_language="en")
    monkeypatch.chdir(tmp_path)
    build(twelve.paths(collection.folder, "ah"), Path("built"), settings)
    build(twelve.paths(collection.folder, "a"), Path("added"), settings)
    no_model.clear()
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    add(twelve.paths(collection.folder, "h"), Path("../added"))
    assert no_model == ["h"]
    assert same_files(tmp_path / "added", tmp_path / "built")
    assert b"Berlin-sur-Spr" in (tmp_path / "added" / "graph.nq").read_bytes()


# ---- what is refused

OLD = '{"format": 1, "newskg": "0.1.0", "folder": "store-a"}'


HOLD = """
import sys
from pathlib import Path
from kg.extract.kept import Kept

kept = Kept(Path(sys.argv[1]))
print("held", flush=True)
input()
"""


def test_a_second_writer_is_told(store: Path, collection: Collection, no_model: list[str]) -> None:
    files = twelve.paths(collection.folder, "d")
    with subprocess.Popen([sys.executable, "-c", HOLD, str(store)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        for command in (lambda: add(files, store), lambda: remove(["a.txt"], store), lambda: build(files, store)):
            with pytest.raises(StoreError, match=r"another kg is changing .*: wait until it is done, then run this command again"):
                command()
        assert held(store, collection) == "abc"
        other.kill()
    add(files, store)
    assert held(store, collection) == "abcd"


def test_without_a_store_nothing_is_made(collection: Collection, tmp_path: Path) -> None:
    for command in (lambda: add([collection.folder], tmp_path / "none"), lambda: remove(["a.txt"], tmp_path / "none")):
        with pytest.raises(StoreError, match=r"there is no store in .*: run 'kg build -o "):
            command()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("harm", ["gone", "emptied", "damaged", "of an older kg"])
def test_a_store_without_its_extractions_is_built_again(store: Path, collection: Collection, harm: str) -> None:
    if harm == "gone":
        (store / FILE).unlink()
    elif harm == "emptied":
        with sqlite3.connect(store / FILE) as connection:
            connection.execute("DELETE FROM extraction WHERE document LIKE 'b-%'")
        connection.close()
    elif harm == "damaged":
        (store / FILE).write_bytes(b"no database" * 1000)
    else:
        (store / POINTER).write_text(OLD)
    for command in (lambda: add(twelve.paths(collection.folder, "d"), store), lambda: remove(["a.txt"], store)):
        with pytest.raises(KgError, match="run 'kg build' again") as error:
            command()
        assert "\n" not in str(error.value)
    assert held(store, collection) == "abc"


def test_nothing_readable_changes_nothing(store: Path, collection: Collection) -> None:
    with pytest.raises(InputError, match="does not exist"):
        add([Path("none.txt")], store)
    assert held(store, collection) == "abc"


def test_where_nothing_can_be_kept_is_told(tmp_path: Path, collection: Collection) -> None:
    (tmp_path / "out" / FILE).mkdir(parents=True)
    with pytest.raises(StoreError, match="cannot be written"):
        build([collection.folder], tmp_path / "out")


# ---- steps


@pytest.mark.parametrize(
    ("number", "there", "sizes"),
    [(0, 0, [0]), (0, 100, [0]), (3, 0, [1, 1, 1]), (3, 39, [1, 2]), (9, 100, [5, 4]), (1, 10_000, [1]), (42, 0, [1] * 40 + [2])],
)
def test_steps_grow_with_the_store(number: int, there: int, sizes: list[int]) -> None:
    documents = [Document(f"d-{n}", "", "", "", "fr", "", "") for n in range(number)]
    made = list(steps(documents, there))
    assert [len(step) for step in made] == sizes
    assert [d for step in made for d in step] == documents
