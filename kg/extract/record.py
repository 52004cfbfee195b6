"""An extraction as one line of JSON, and back without a difference: a record becomes an object of its fields, a tuple an array."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from kg.model import Extraction


def to_line(extraction: Extraction) -> bytes:
    """The record as JSON without a line break; the same record gives the same line."""
    return msgspec.json.encode(extraction)


def from_line(line: bytes) -> Extraction:
    """The record of a line of `to_line`; raises `ValueError` for another text."""
    made: Extraction = decoder(Extraction).decode(line)
    return made


@cache
def decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    """What reads the JSON of a dataclass: made once, since there are many records."""
    return msgspec.json.Decoder(kind)
