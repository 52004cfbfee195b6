"""With which two characters can a match of a regular expression begin? So that a rule is tried only where it may match."""

from __future__ import annotations

from collections.abc import Iterable
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyz0123456789'°$€£(-,./:")
WIDTHLESS = {op.ASSERT, op.ASSERT_NOT, op.AT}
LOOK = 2  # characters
ANY = "\0"  # stands for every character in what begins a match
EMPTY = frozenset({""})

Beginnings = frozenset[str]  # of at most two characters; shorter ones end where the pattern may end


def beginnings(pattern: str) -> Beginnings:
    """What a match can begin with: two characters, or one where anything may follow; the first is one of the alphabet of rules."""
    found = {text.partition(ANY)[0] for text in of_sequence(_parser.parse(pattern))}
    found |= ALPHABET if "" in found else set()
    return frozenset(text for text in found if text and (len(text) == 1 or text[0] not in found))


def of_sequence(parts: Iterable[tuple[Any, Any]]) -> Beginnings:
    """The beginnings of a sequence."""
    found = EMPTY
    for kind, argument in parts:
        if all(len(text) == LOOK for text in found):
            break
        found = joined(found, of_part(kind, argument))
    return found


def joined(first: Beginnings, second: Beginnings) -> Beginnings:
    """The beginnings of one part and another behind it."""
    return frozenset((a + b)[:LOOK] for a in first for b in (second if len(a) < LOOK else EMPTY))


def of_part(kind: Any, argument: Any) -> Beginnings:
    if kind in WIDTHLESS:
        return EMPTY
    if kind is op.LITERAL:
        return frozenset(chr(argument))
    if kind is op.SUBPATTERN:
        return of_sequence(argument[-1])
    if kind is op.BRANCH:
        return frozenset[str]().union(*map(of_sequence, argument[1]))
    if kind is op.MAX_REPEAT:
        once = of_sequence(argument[2])
        twice = joined(once, once) if argument[1] > 1 else frozenset[str]()
        return twice | (once if argument[0] < LOOK else frozenset()) | (EMPTY if argument[0] == 0 else frozenset())
    if kind is op.IN:
        return frozenset[str]().union(*(of_class(*item) for item in argument))
    return frozenset(ANY)


def of_class(kind: Any, argument: Any) -> Beginnings:
    """The characters of one item of a [class]."""
    if kind is op.LITERAL:
        return frozenset(chr(argument))
    if kind is op.RANGE:
        return frozenset(map(chr, range(argument[0], argument[1] + 1)))
    return frozenset(ANY)
