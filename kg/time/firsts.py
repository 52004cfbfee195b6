"""With which characters can a match of a regular expression begin? So that a rule is tried only where it may match."""

from __future__ import annotations

from collections.abc import Iterable
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyz0123456789'°$€£(-,./:")
WIDTHLESS = {op.ASSERT, op.ASSERT_NOT, op.AT}


def first_characters(pattern: str) -> frozenset[str]:
    """The characters that a match can begin with; the whole alphabet of rules where the pattern leaves it open."""
    return first_of(_parser.parse(pattern))[0]


def first_of(parts: Iterable[tuple[Any, Any]]) -> tuple[frozenset[str], bool]:
    """The first characters of a sequence, and whether all of it may be empty."""
    found: frozenset[str] = frozenset()
    for kind, argument in parts:
        characters, empty = first_of_part(kind, argument)
        found |= characters
        if not empty:
            return found, False
    return found, True


def first_of_part(kind: Any, argument: Any) -> tuple[frozenset[str], bool]:
    if kind in WIDTHLESS:
        return frozenset(), True
    if kind is op.LITERAL:
        return frozenset(chr(argument)), False
    if kind is op.SUBPATTERN:
        return first_of(argument[-1])
    if kind is op.BRANCH:
        branches = [first_of(branch) for branch in argument[1]]
        return frozenset().union(*(characters for characters, _ in branches)), any(empty for _, empty in branches)
    if kind is op.MAX_REPEAT:
        characters, empty = first_of(argument[2])
        return characters, empty or argument[0] == 0
    if kind is op.IN:
        return frozenset().union(*(of_class(*item) for item in argument)), False
    return ALPHABET, False


def of_class(kind: Any, argument: Any) -> frozenset[str]:
    """The characters of one item of a [class]."""
    if kind is op.LITERAL:
        return frozenset(chr(argument))
    if kind is op.RANGE:
        return frozenset(map(chr, range(argument[0], argument[1] + 1)))
    return ALPHABET
