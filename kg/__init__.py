"""newskg: news articles in, a knowledge graph out, every fact tied to the words that say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from kg.opened import Graph

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def open(folder: Path | str = "output") -> Graph:
    """The graph in a folder that `kg build` wrote; raises `kg.errors.StoreError` where there is none."""
    from kg.opened import Graph  # most commands need less than it imports

    return Graph(folder)
