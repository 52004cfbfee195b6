"""Every source that a row of the knowledge base names is described."""

from __future__ import annotations

import pytest

from kg.kb.base import FILES, data_folder
from kg.kb.describe import sources
from kg.kb.files import lines


@pytest.mark.parametrize("name", [name for name in FILES if name != "offices"])
def test_every_source_is_described(name: str) -> None:
    header, *rows = [line.split("\t") for line in lines(data_folder() / f"{name}.tsv") if line and not line.startswith("#")]
    named = {key for row in rows for key in row[header.index("source")].split("|")}
    assert named
    assert named <= set(sources())


def test_sources_are_described_in_full() -> None:
    header, *rows = [line.split("\t") for line in lines(data_folder() / "sources.tsv") if line and not line.startswith("#")]
    assert header == ["key", "title", "licence", "address"]
    for key, title, licence, address in rows:
        assert title
        assert key.startswith("editor") or (licence and address.startswith("https://"))


def test_every_described_source_is_used() -> None:
    text = "\n".join((data_folder() / f"{name}.tsv").read_text(encoding="utf-8") for name in FILES)
    assert [key for key in sources() if key not in text] == []
