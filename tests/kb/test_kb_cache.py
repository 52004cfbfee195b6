"""Compiled indexes in the cache: made once, made anew when files change or the index is damaged, by several processes at once."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import KnowledgeBaseError
from kg.kb import KnowledgeBase
from kg.kb import cache as kb_cache
from kg.kb.cache import Index, cache_folder, index_of

MINE = "id\tkind\tfr\nx\tPlace\tQuelque Part\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "newskg"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.tsv"
    write(path, MINE)
    return path


def write(path: Path, text: str) -> None:
    """Write a file as if it had been written a minute ago."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (time.time() - 60, time.time() - 60))


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The targets that were compiled since."""
    targets: list[Path] = []
    real = kb_cache.compile_index

    def counted(files: list[Path], target: Path, below: Path | None = None) -> None:
        targets.append(target)
        real(files, target, below)

    monkeypatch.setattr(kb_cache, "compile_index", counted)
    return targets


def name_of(index: Index, key: str = "quelque part") -> list[str]:
    return [n.id for n in KnowledgeBase(*index).names(key)]


def test_is_compiled_once(mine: Path, compiled: list[Path]) -> None:
    assert index_of([mine]) == index_of([mine])
    assert len(compiled) == 1


def test_content_is_not_read_again_while_nothing_changes(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = index_of([mine])
    monkeypatch.setattr(kb_cache, "digest", lambda *_: pytest.fail("the files are hashed"))
    assert index_of([mine]) == index


def test_a_touched_file_is_hashed_and_not_compiled(mine: Path, compiled: list[Path]) -> None:
    index = index_of([mine])
    write(mine, MINE)
    assert index_of([mine]) == index
    assert len(compiled) == 1


def test_a_changed_file_is_compiled(mine: Path) -> None:
    before = index_of([mine])
    write(mine, MINE.replace("Quelque", "Nullle "))  # of the same length
    after = index_of([mine])
    assert name_of(after) == []
    assert name_of(after, "nullle part") == name_of(before) == ["x"]


def test_a_change_within_the_same_tick_is_seen(mine: Path) -> None:
    """Same size and same time of modification: only the time of change, which cannot be set, tells."""
    kept = mine.stat()
    index_of([mine])
    mine.write_text(MINE.replace("Quelque", "Nullle "), encoding="utf-8")
    os.utime(mine, ns=(kept.st_atime_ns, kept.st_mtime_ns))
    assert name_of(index_of([mine])) == []


def test_a_file_that_has_just_changed_gets_no_stamp(mine: Path, folder: Path) -> None:
    mine.write_text(MINE, encoding="utf-8")
    index_of([mine])
    assert not list(folder.glob("*.stamp"))
    write(mine, MINE)
    index_of([mine])
    assert len(list(folder.glob("*.stamp"))) == 1


def test_files_aside_and_below_count(mine: Path, tmp_path: Path) -> None:
    aside = tmp_path / "aside.txt"
    write(aside, "a")
    one = index_of([mine], [aside])
    write(aside, "b")
    two = index_of([mine], [aside])
    assert len({one.version, two.version, index_of([mine], below=one).version, index_of([mine], below=two).version}) == 4


def damage_cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def damage_empty(path: Path) -> None:
    path.write_bytes(b"")


def damage_text(path: Path) -> None:
    path.write_text("not a database", encoding="ascii")


def damage_pages(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(bytes(content))


def damage_foreign(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE other (x)")
    connection.close()


@pytest.mark.parametrize("damage", [damage_cut, damage_empty, damage_text, damage_pages, damage_foreign, Path.unlink])
def test_a_damaged_index_is_made_anew(damage: object, mine: Path) -> None:
    index = index_of([mine])
    damage(index.path)  # type: ignore[operator]
    assert name_of(index_of([mine])) == ["x"]


@pytest.mark.parametrize("text", ["", "x", "a b c", "kb 1", "../../x 1 2"])
def test_a_damaged_stamp_is_no_harm(text: str, mine: Path, folder: Path) -> None:
    index_of([mine])
    (stamp,) = folder.glob("*.stamp")
    stamp.write_text(text, encoding="ascii")
    assert name_of(index_of([mine])) == ["x"]


def test_damage_that_comes_later_is_told_and_mended(mine: Path) -> None:
    index = index_of([mine])
    base = KnowledgeBase(*index)
    damage_pages(index.path)
    with pytest.raises(KnowledgeBaseError, match="run the command again"):
        base.names("quelque part")
    assert name_of(index_of([mine])) == ["x"]


def test_processes_that_compile_at_once_dont_meet(tmp_path: Path) -> None:
    path = tmp_path / "many.tsv"
    write(path, "id\tkind\tfr\n" + "".join(f"place-{n}\tPlace\tPlace numéro {n}\n" for n in range(3000)))
    code = (
        "import sys; from pathlib import Path; from kg.kb.cache import index_of; from kg.kb import KnowledgeBase\n"
        "index = index_of([Path(sys.argv[1])]); print(index.version, KnowledgeBase(*index).names('place numero 2999')[0].id)"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True) for _ in range(3)]
    said = {process.communicate(timeout=60)[0] for process in running}
    assert [process.returncode for process in running] == [0, 0, 0]
    assert len(said) == 1
    assert said.pop().endswith("place-2999\n")
    assert not [p for p in cache_folder().iterdir() if p.suffix not in (".sqlite", ".stamp")]


def test_what_is_old_is_removed_when_something_is_compiled(mine: Path, tmp_path: Path) -> None:
    old, fresh, foreign = (cache_folder() / name for name in ("kb-0.sqlite", "kb-1.sqlite.abc", "other.txt"))
    for path in (old, fresh, foreign):
        path.write_bytes(b"")
    for path in (old, foreign):
        os.utime(path, (0, 0))
    index_of([mine])
    assert not old.exists()
    assert fresh.exists()
    assert foreign.exists()


def test_a_cache_that_cannot_be_written_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    found = cache_folder()
    assert found.parent == tmp_path
    assert found.is_dir()


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeBaseError, match=r"none\.tsv cannot be read: check the path"):
        index_of([tmp_path / "none.tsv"])
    with pytest.raises(KnowledgeBaseError, match="cannot be read: check the path"):
        index_of([tmp_path])
