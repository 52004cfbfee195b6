"""Parameters: from the text that a user gives to RDF terms. They are bound as terms and never become part of a query's text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from pyoxigraph import Literal, NamedNode, Store

from kg.errors import QueryError
from kg.query.header import NamedQuery, Parameter
from kg.query.names import find_class, find_document, find_entity
from kg.rdf.terms import node

Term = NamedNode | Literal
DAY = re.compile(r"\d{4}-\d\d-\d\d")
INTEGER = re.compile(r"[+-]?\d{1,18}", re.ASCII)


def bind(store: Store, query: NamedQuery, given: Mapping[str, str]) -> dict[str, Term]:
    """The term of each parameter in `given`. Raises QueryError for one that is unknown, missing or of another type."""
    declared = {parameter.name: parameter for parameter in query.parameters}
    what = f'The query "{query.name}"' if query.name else "This query"
    for name in given:
        if name not in declared:
            raise QueryError(f'{what} has no parameter "{name}"; it has {", ".join(declared) or "none"}.')
    for parameter in declared.values():
        if not parameter.optional and parameter.name not in given:
            raise QueryError(f'{what} needs a value, for example --param {parameter.name}="{parameter.example}".')
    return {name: term(store, declared[name], value) for name, value in given.items()}


def term(store: Store, parameter: Parameter, value: str) -> Term:
    """The term that `value` means for `parameter`."""
    if not value.strip() or not value.isprintable():
        raise QueryError(f'Give {parameter.name} a printable text such as "{parameter.example}".')
    return READERS[parameter.type](store, value.strip())


def read_date(store: Store, value: str) -> Literal:
    """A day as xsd:date."""
    try:
        if not DAY.fullmatch(value):
            raise ValueError(value)
        return Literal(date.fromisoformat(value).isoformat(), datatype=node("xsd:date"))
    except ValueError as error:
        raise QueryError(f'"{value}" is no day; write it as 2018-03-12.') from error


def read_integer(store: Store, value: str) -> Literal:
    """A whole number as xsd:integer."""
    if not INTEGER.fullmatch(value):
        raise QueryError(f'"{value}" is no whole number; write digits only.')
    return Literal(str(int(value)), datatype=node("xsd:integer"))


def read_text(store: Store, value: str) -> Literal:
    """A plain string."""
    return Literal(value)


READERS: dict[str, Callable[[Store, str], Term]] = {
    "entity": find_entity,
    "document": find_document,
    "type": find_class,
    "date": read_date,
    "integer": read_integer,
    "text": read_text,
}
