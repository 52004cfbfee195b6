"""With which characters can a match of a regular expression begin? So that a rule is tried only where it may match."""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyz0123456789'°$€£(-,./:")
WIDTHLESS = {op.ASSERT, op.ASSERT_NOT, op.AT}
LOOK = 6  # characters
MOST = 800  # beginnings of a rule, beyond which only SURE characters of each are looked at
SURE = 2
ANY = "\0"  # stands for every character in what begins a match
EMPTY = frozenset({""})
BLANKS = re.compile(r"[ \r\n]+")

Beginnings = frozenset[str]  # of at most `LOOK` characters; shorter ones end where the pattern may end, or before `ANY`


def beginnings(pattern: str) -> Beginnings:
    """What a match can begin with: some characters behind which anything may follow; the first is one of the alphabet of rules. None begins
    another."""
    found = {text.partition(ANY)[0] for text in of_sequence(_parser.parse(pattern))}
    found |= ALPHABET if "" in found else set()
    return frozenset(text for text in found if text and not any(text[:length] in found for length in range(1, len(text))))


def of_sequence(parts: Iterable[tuple[Any, Any]]) -> Beginnings:
    """The beginnings of a sequence."""
    found = EMPTY
    for kind, argument in parts:
        if all(map(is_whole, found)):
            break
        found = joined(found, of_part(kind, argument))
    return found


def joined(first: Beginnings, second: Beginnings) -> Beginnings:
    """The beginnings of one part and another behind it."""
    whole = frozenset(filter(is_whole, first))
    rest = first - whole
    if len(rest) * len(second) <= MOST:
        return whole | {squeezed(a + b)[:LOOK] for a in rest for b in second}
    sure = {a for a in rest if len(a) >= SURE}
    heads = {b[:SURE] for b in second}
    return whole | {a + ANY for a in sure} | {squeezed(a + b)[:SURE].partition(ANY)[0] + ANY for a in rest - sure for b in heads}


def squeezed(text: str) -> str:
    """The text with one blank for several."""
    return BLANKS.sub(" ", text)


def is_whole(text: str) -> bool:
    """Whether nothing more is looked at behind a beginning."""
    return len(text) >= LOOK or ANY in text


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
        return repeated(of_sequence(argument[2]), argument[0], argument[1])
    if kind is op.IN:
        return frozenset[str]().union(*(of_class(*item) for item in argument))
    return frozenset(ANY)


def repeated(once: Beginnings, least: int, most: int) -> Beginnings:
    """The beginnings of a part that comes `least` to `most` times."""
    found, several = frozenset[str](), EMPTY
    for times in range(min(most, LOOK) + 1):
        found |= several if times >= min(least, LOOK) else frozenset()
        several = joined(several, once)
    return found


def of_class(kind: Any, argument: Any) -> Beginnings:
    """The characters of one item of a [class]."""
    if kind is op.LITERAL:
        return frozenset(chr(argument))
    if kind is op.RANGE:
        return frozenset(map(chr, range(argument[0], argument[1] + 1)))
    return frozenset(ANY)
