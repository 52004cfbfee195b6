"""The page opens without a request or a complaint, however large the graph, and draws it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browser import Opened
from pyoxigraph import Store
from view_graphs import graph

from kg.view import page

PAINTED = """() => { const c = document.querySelector('#graph canvas');
  const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
  let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i]) n++; return n; }"""
# Nodes of the graph (of which 4 in 10 are entities), nodes that the page opens on, and what it says of them.
SIZES = [
    (1, 300, "1 entités"),
    (30, 300, "12 entités · 18 événements"),
    (1000, 300, "300 sur 1 000 nœuds"),
    (1000, 1000, "400 entités"),
    (10_000, 300, "300 sur 10 000 nœuds"),
    (10_000, 10_000, "6 000 événements"),
]


@pytest.mark.parametrize(("nodes", "shown", "said"), SIZES)
def test_opens(browser: Any, tmp_path: Path, nodes: int, shown: int, said: str) -> None:
    entities = max(1, nodes * 4 // 10)
    html = page(graph(nodes - entities, entities), max_nodes=shown)
    assert len(html.encode()) <= 2_000_000 + 1000 * nodes
    path = tmp_path / "page.html"
    path.write_text(html, "utf-8")
    opened = Opened(browser, path)
    for view in "213":
        opened.page.keyboard.press(view)
        opened.settle()
        if nodes > 1 and view != "3":
            assert opened.page.evaluate(PAINTED) > 2000
    assert said in opened.text("#counts")
    assert opened.trouble == []
    assert opened.requests == [path.as_uri()]
    opened.page.context.close()


def test_nothing(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page(Store()), "utf-8")
    opened = Opened(browser, path)
    assert "aucun nœud" in opened.text("#notice")
    for key in ("2", "3", "1", "?", "Escape", "e", "m", "0", "u"):
        opened.page.keyboard.press(key)
    assert opened.trouble == []
    assert opened.requests == [path.as_uri()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_seeds(browser: Any, seeds: Path, scheme: str) -> None:
    opened = Opened(browser, seeds, color_scheme=scheme)
    assert opened.page.evaluate(PAINTED) > 2000
    assert opened.trouble == []
    assert opened.requests == [seeds.as_uri()]
