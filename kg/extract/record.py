"""An extraction as one line of JSON, and back without a difference.

A record becomes an object of its fields, those left out that have their default; a tuple becomes an array.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from sys import intern
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from kg.model import Extraction

Reader = Callable[[Any], Any]


def to_line(extraction: Extraction) -> str:
    """The record as JSON without a line break; the same record gives the same line."""
    return json.dumps(to_json(extraction), ensure_ascii=False, separators=(",", ":"))


def from_line(line: str) -> Extraction:
    """The record of a line of `to_line`; raises `ValueError`, `KeyError` or `TypeError` for another text."""
    made: Extraction = reader(Extraction)(json.loads(line))
    return made


def to_json(value: Any) -> Any:
    """What JSON knows for a record, tuple, text, number or None."""
    if isinstance(value, tuple):
        return [to_json(v) for v in value]
    kind: Any = type(value)
    if (named := defaults(kind)) is None:
        return value
    return {name: to_json(v) for name, default in named if (v := getattr(value, name)) != default}


@cache
def defaults(kind: Any) -> tuple[tuple[str, Any], ...] | None:
    """The names of a record's fields, each with its default; None for other values."""
    return tuple((f.name, f.default) for f in fields(kind)) if is_dataclass(kind) else None


@cache
def reader(kind: Any) -> Reader:
    """What makes a value of the type `kind` from its JSON: looked up once for each type, since there are many records."""
    if is_dataclass(kind):
        return record_reader(kind)
    inner = get_args(kind)
    if get_origin(kind) is tuple:
        items = [reader(k) for k in inner if k is not ...]
        return lambda v: tuple(map(items[0], v)) if inner[-1] is ... else tuple(r(x) for r, x in zip(items, v, strict=True))
    if get_origin(kind) in (Union, UnionType):
        # Of the types that a field may have, only a record is an object in JSON.
        records = [record_reader(k) for k in inner if is_dataclass(k)]
        return lambda v: records[0](v) if isinstance(v, dict) else v
    return lambda v: intern(v) if type(v) is str else v  # many records have the same keys, days and rules


def record_reader(kind: Any) -> Reader:
    """The reader of a dataclass."""
    readers = {name: reader(hint) for name, hint in get_type_hints(kind).items()}
    return lambda v: kind(**{name: readers[name](x) for name, x in v.items()})
