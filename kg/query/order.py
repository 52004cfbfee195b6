"""ORDER BY in Python: Oxigraph reads the names that it compares from the disk, both of them at every comparison; here they are read once.

Only where the order is sure to be Oxigraph's, which the tests ask: where the clause ends the query and names variables of SELECT, bare or
in STR, and where values that decide are of one kind. All else is left to Oxigraph. Rows that tie keep the order in which they are found."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions

from kg.query.lexer import tokens
from kg.query.parameters import DAY, INTEGER
from kg.rdf.terms import RDF, XSD

if TYPE_CHECKING:
    from decimal import Decimal

    from kg.query.run import Node, Row

    Read = Callable[[Node | None], tuple[Any, ...]]  # from a value to what it is compared by

DECIMAL = r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?"  # what Oxigraph keeps exactly
CHUNK = 10_000  # rows held at once beside those that LIMIT asks for


class UnsureOrderError(Exception):
    """The order of these rows is left to Oxigraph."""


class Key(NamedTuple):
    """A condition of ORDER BY."""

    variable: str
    read: Read
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Ordering:
    """A query without the ORDER BY, LIMIT and OFFSET at its end, and what these ask for."""

    text: str
    keys: tuple[Key, ...]
    offset: int = 0
    limit: int | None = None

    def rows(self, solutions: QuerySolutions) -> list[Row]:
        """The rows of the whole query from those of `text`; raises `UnsureOrderError`."""
        names = [variable.value for variable in solutions.variables]
        if any(key.variable not in names for key in self.keys):
            raise UnsureOrderError
        runs = [(descending, list(keys)) for descending, keys in groupby(self.keys, attrgetter("descending"))]
        stop = None if self.limit is None else self.offset + self.limit
        rows: list[Row] = []
        while chunk := [tuple(solution) for solution in islice(solutions, None if stop is None else CHUNK)]:
            rows += chunk
            for descending, keys in reversed(runs):  # the sort is stable
                sort(rows, [(names.index(key.variable), key.read) for key in keys], descending)
            rows = rows[:stop]
        return rows[self.offset :]


def sort(rows: list[Row], columns: Sequence[tuple[int, Read]], descending: bool) -> None:
    """Sort `rows` by what is read in the first column, then the second, …; raises `UnsureOrderError`."""
    try:
        rows.sort(key=lambda row: [read(row[column]) for column, read in columns], reverse=descending)
    except TypeError:  # a number and a text, say
        raise UnsureOrderError from None


# ---- from values to what Python compares


def term(value: Node | None) -> tuple[Any, ...]:
    """Unbound < blank nodes < IRIs < all else."""
    match value:
        case None:
            return (0,)
        case BlankNode():
            return (1, value.value)
        case NamedNode():
            return (2, value.value)
        case Literal():
            return (3, literal(value))
    return (3, value)


def literal(value: Literal) -> int | Decimal | date | tuple[str, str, str] | Literal:
    """What literals of one kind are compared by. Python compares it with no other kind's, and a literal as it is with nothing."""
    text, datatype = value.value, value.datatype.value
    if datatype == XSD + "integer" and INTEGER.fullmatch(text):
        return int(text)
    if datatype == XSD + "decimal" and re.fullmatch(DECIMAL, text):
        from decimal import Decimal  # slow to import, and most rows have none

        return Decimal(text)
    if datatype == XSD + "date" and DAY.fullmatch(text):
        with suppress(ValueError):
            return date.fromisoformat(text)
    if datatype in (XSD + "string", RDF + "langString") or not datatype.startswith((XSD, RDF)):
        return (text, datatype, value.language or "")
    return value


def string(value: Node | None) -> tuple[Any, ...]:
    """STR(?x), an error and so unbound where there is none."""
    return (1, value.value) if isinstance(value, NamedNode | Literal) else (0,)


def string_or_empty(value: Node | None) -> tuple[Any, ...]:
    """COALESCE(STR(?x), "")."""
    return (value.value if isinstance(value, NamedNode | Literal) else "",)


# ---- reading the clause


def ordering(text: str) -> Ordering:
    """How a query is ordered; raises `UnsureOrderError` where it isn't, or where this is left to Oxigraph."""
    found, outer, depth = list(tokens(text)), set(), 0
    for number, token in enumerate(found):
        word = token.text.lower()
        if token.kind == "word" and not depth:
            outer.add(word)
            if word == "order" and "select" in outer and "reduced" not in outer:  # REDUCED may depend on the order
                words = [token.text.lower() if token.kind == "word" else token.text for token in found[number:]]
                return Ordering(text[: token.start], *clause(words))
        elif token.kind == "sign":
            depth += (word in "{([") - (word in "])}")
    raise UnsureOrderError


def clause(words: list[str]) -> tuple[tuple[Key, ...], int, int | None]:
    """Keys, offset and limit of the words from ORDER to the end of a query."""
    keys, rest = [], words[2:]
    while rest and rest[0] not in ("limit", "offset"):
        key, rest = condition(rest)
        keys.append(key)
    bounds = dict(zip(rest[::2], rest[1::2], strict=False))
    known = bounds.keys() <= {"limit", "offset"} and all(map(str.isdecimal, bounds.values()))
    if words[:2] != ["order", "by"] or not keys or not known or 2 * len(bounds) != len(rest):
        raise UnsureOrderError
    return tuple(keys), int(bounds.get("offset", 0)), int(bounds["limit"]) if "limit" in bounds else None


def condition(words: list[str]) -> tuple[Key, list[str]]:
    """The first condition, and the words after it."""
    match words:
        case ["asc" | "desc" as way, "(", *inner]:
            key, rest = expression(inner)
            if rest[:1] == [")"]:
                return key._replace(descending=way == "desc"), rest[1:]
        case _:
            return expression(words)
    raise UnsureOrderError


def expression(words: list[str]) -> tuple[Key, list[str]]:
    """The first expression, and the words after it."""
    match words:
        case ["coalesce", "(", "str", "(", variable, ")", ",", '""', ")", *rest]:
            key = Key(variable[1:], string_or_empty)
        case ["str", "(", variable, ")", *rest]:
            key = Key(variable[1:], string)
        case [variable, *rest]:
            key = Key(variable[1:], term)
        case _:
            raise UnsureOrderError
    if variable[0] not in "?$":
        raise UnsureOrderError
    return key, rest
