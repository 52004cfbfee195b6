"""A graph opened from Python, by the examples of its documentation."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Built

import kg
from kg.errors import QueryError, StoreError

PAGE = Path(__file__).parent.parent / "docs" / "python.md"
EXAMPLES = dict(re.findall(r"^## (\w+)$.*?```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_of_the_documentation_run(
    name: str, built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "output").symlink_to(built.path)
    monkeypatch.chdir(tmp_path)
    exec(compile(EXAMPLES[name], f"{PAGE.name}: {name}", "exec"), {})
    assert capsys.readouterr().out.strip()


def test_all_methods_have_an_example() -> None:
    assert list(EXAMPLES) == ["Ask", "Query", "Explain", "View", "networkx", "rdflib"]


def test_opening_what_is_no_graph_creates_nothing(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg build"):
        kg.open(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def test_a_query_has_a_time_limit(built: Built) -> None:
    with pytest.raises(QueryError, match=r"longer than 0\.5 s"):
        kg.open(built.path).query(ENDLESS, time_limit=0.5)


def test_without_a_limit_a_query_gives_the_same(built: Built) -> None:
    graph = kg.open(built.path)
    assert graph.query("met", who="Vladimir Poutine", time_limit=0) == graph.query("met", who="Vladimir Poutine")
