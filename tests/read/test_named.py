"""Which articles of a store are meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Document
from kg.read import read
from kg.read.named import named


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files as users have them: two folders with a file of one name, JSON lines, one file that has gone and one that has changed."""
    texts = {
        "one/001.txt": "Un.",
        "two/001.txt": "Deux.",
        "one/002.txt": "Trois.",
        "gone.txt": "Quatre.",
        "changed.txt": "Cinq.",
        "lines.jsonl": '{"text": "Six."}\n{"text": "Sept."}',
        "odd:7.txt": "Huit.",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def documents(folder: Path) -> list[Document]:
    found = [d for d in read([folder], "2018-03") if isinstance(d, Document)]
    (folder / "gone.txt").unlink()
    (folder / "changed.txt").write_text("Cinq et plus.", encoding="utf-8")
    (folder / "new.txt").write_text("Neuf.", encoding="utf-8")
    return found


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("one/001.txt", ["Un."]),
        ("two/001.txt", ["Deux."]),
        ("one", ["Un.", "Trois."]),
        ("gone.txt", ["Quatre."]),
        ("elsewhere/gone.txt", ["Quatre."]),
        ("lines.jsonl", ["Six.", "Sept."]),
        ("odd:7.txt", ["Huit."]),
        ("new.txt", []),
        ("none.txt", []),
        ("lines", []),
        (".", ["Un.", "Deux.", "Trois.", "Six.", "Sept.", "Huit."]),
        ("", []),
    ],
)
def test_named(documents: list[Document], name: str, texts: list[str]) -> None:
    assert sorted(d.text for d in named(name, documents)) == sorted(texts)


def test_an_id_goes_first(documents: list[Document], folder: Path) -> None:
    for document in documents:
        assert named(document.id, documents) == [document]


@pytest.mark.parametrize(
    ("name", "words"), [("001.txt", "may mean several articles of the store: say 001-"), ("changed.txt", "holds another text than")]
)
def test_a_doubt_is_told_with_the_ids(documents: list[Document], name: str, words: str) -> None:
    with pytest.raises(InputError) as error:
        named(name, documents)
    assert words in str(error.value)
    assert all(d.id in str(error.value) for d in documents if d.source == name)
