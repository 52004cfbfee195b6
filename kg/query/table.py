"""Results as a table for people, on a terminal or in a file."""

from __future__ import annotations

import re
from typing import TextIO

from pyoxigraph import NamedNode
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.query.formats import lexical
from kg.query.run import Node, Result
from kg.rdf.terms import compact

CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")  # what would move the cursor or turn the text around
FILE_WIDTH = 160  # characters of a table that goes to no terminal


def write_table(result: Result, stream: TextIO, width: int | None = None) -> None:
    """The rows with their names, then how many there are and how long they took. `width` in characters, the terminal's where None."""
    console = Console(file=stream, width=width or (None if stream.isatty() else FILE_WIDTH), highlight=False)
    if result.rows:
        console.print(table(result))
    console.print(result.summary)


def table(result: Result) -> Table:
    """The columns that tell a reader something, long texts wrapped."""
    grid = Table(box=SIMPLE_HEAD, pad_edge=False)
    shown = columns(result)
    for name in shown.values():
        grid.add_column(name, overflow="fold")
    for row in result.rows:
        grid.add_row(*[Text(display(row[index])) for index in shown])
    return grid


def columns(result: Result) -> dict[int, str]:
    """Index and heading of each column to show.

    A node's IRI (?who) gives way to its name (?whoName). A parameter is left out with its name where it has a value, and
    always where it has no name: it only filters then.
    """
    names = result.variables
    hidden = {name for name in names if f"{name}Name" in names or name in result.parameters}
    hidden |= {f"{name}Name" for name in result.given}
    return {i: name.removesuffix("Name") for i, name in enumerate(names) if name not in hidden} or dict(enumerate(names))


def display(node: Node | None) -> str:
    """A term for reading: IRIs with prefixes, literals without datatype, one line, no control characters."""
    return CONTROLS.sub(" ", compact(node.value) if isinstance(node, NamedNode) else lexical(node)).strip()
