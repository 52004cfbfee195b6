"""Rules as patterns over folded text: how a line of `time.toml` becomes a regular expression, and where it matches.

A pattern is a regular expression with {slots}. Every repetition that a text can drive is bounded, so that time grows linearly with text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.errors import InputError
from kg.time.firsts import LOOK, beginnings, squeezed
from kg.time.fold import fold

START = re.compile(r"(?<!\w)\w|[^\w\s]")
EDGE = r"(?:(?<!\w)|(?!\w))"  # not inside a word
NEVER = "(?!)"
AHEAD = 4 * LOOK  # characters of a text that are sure to hold `LOOK` with one blank for several: a rule has no wider blanks
LENGTHS = range(1, LOOK + 1)  # of a beginning
BLANK = r"(?: {1,3}| ?\r?\n ?)"
PIECE = re.compile(r"\\.|\[(?:\\.|[^\]])*\]|\{[a-z_]+[0-9]?\}|\(\?| |.", re.DOTALL)
SLOT = re.compile(r"\{([a-z_]+)([0-9]?)\}")
TABLE_OF = {
    "weekday": "weekdays", "month": "months", "unit": "units", "part": "parts", "season": "seasons", "when": "when",
    "edge": "edges", "bound": "bounds", "bound_after": "bounds_after", "ordinal": "ordinals", "collective": "collectives",
    "holiday": "holidays", "vague": "vague",
}  # fmt: skip
DIGITS = {
    "year": r"(?:1[0-9]{3}|20[0-9]{2})(?![0-9])", "yy": r"[0-9]{2}(?![0-9])", "mm": r"(?:0?[1-9]|1[0-2])(?![0-9])",
    "minute": r"[0-5][0-9](?![0-9])", "roman": r"(?:[ivx]{1,6}|[0-9]{1,2})",
    "number": r"(?:[0-9]{1,3}(?:[ .][0-9]{3}){1,4}|[0-9]{1,12}(?:,[0-9]{1,4})?)(?![0-9])",
    "day": r"(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])", "dd": r"(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])",
    "hour": r"(?:[01]?[0-9]|2[0-4])(?![0-9])", "decade": r"(?:1[0-9]|20)?[0-9]0(?![0-9])",
}  # fmt: skip
WORDS_UP_TO = {"number": 10**6, "day": 31, "hour": 24, "decade": 90, "minute": 59}


@dataclass(frozen=True)
class Rule:
    """`means` names a function of `meanings`; the group "span" of `regex` is the expression; `order` is its place in the file."""

    means: str
    source: str
    unless: re.Pattern[str] | None
    options: Mapping[str, Any]
    order: int
    firsts: frozenset[str]  # what a match of `regex` can begin with

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled when a text first has a beginning of it: that takes long, and few texts need most rules."""
        return re.compile(self.source)


@dataclass(frozen=True, slots=True)
class Found:
    """Where a rule matched, and the words in its slots ("weekday" → "mardi")."""

    start: int
    end: int
    rule: Rule
    slots: Mapping[str, str]


def words(texts: Iterable[str]) -> str:
    """An alternation of words, the longest first, blanks as wide as in rules; of no words one that never matches."""
    ordered = sorted({fold(text) for text in texts}, key=lambda text: (-len(text), text))
    return "|".join(BLANK.join(map(re.escape, text.split(" "))) for text in ordered) or NEVER


def compile_rule(data: Mapping[str, Any], order: int, tables: Mapping[str, Mapping[str, Any]], phrases: Mapping[str, str]) -> Rule:
    """Raises InputError that names the pattern where it isn't a valid one."""
    options = {key: value for key, value in data.items() if key not in {"means", "pattern", "before", "unless"}}
    try:
        before, unless = (expand(fold(data.get(key, "")), tables, phrases) for key in ("before", "unless"))
        pattern = expand(fold(data["pattern"]), tables, phrases)
        source = rf"(?:{before}){EDGE}(?P<span>{pattern})(?!\w)"
        unwanted = re.compile(rf"(?:^|(?<!\w))(?:{unless})$") if unless else None
        return Rule(data["means"], source, unwanted, options, order, beginnings(source))
    except (KeyError, re.error) as error:
        raise InputError(f"Mend the time rule “{data.get('pattern')}”: {error}.") from error


def expand(pattern: str, tables: Mapping[str, Mapping[str, Any]], phrases: Mapping[str, str]) -> str:
    """A pattern with its slots, phrases, blanks and plain parentheses written out as a regular expression."""
    parts = []
    for piece in PIECE.findall(pattern):
        slot = SLOT.fullmatch(piece)
        if slot and slot[1] in phrases:
            parts.append(expand(phrases[slot[1]], tables, phrases))
        elif slot:
            parts.append(f"(?P<{slot[1]}{slot[2]}>{slot_pattern(slot[1], tables)})")
        else:
            parts.append({" ": BLANK, "(": "(?:"}.get(piece, piece))
    return "".join(parts)


def slot_pattern(name: str, tables: Mapping[str, Mapping[str, Any]]) -> str:
    """What may stand in a slot. A bound brings the blank that follows it, because "plus d'" has none."""
    if name == "bound":
        ordered = sorted(tables["bounds"], key=lambda word: (-len(word), word))
        return "|".join(f"(?:{words([word])}){'' if word.endswith(chr(39)) else BLANK}" for word in ordered)
    if name in TABLE_OF:
        return words(tables[TABLE_OF[name]])
    numbers = [word for word, value in tables["numbers"].items() if value <= WORDS_UP_TO.get(name, 0)]
    if name not in WORDS_UP_TO:
        return DIGITS[name]
    ordinals = "|1er|premier" if name == "day" else ""
    least = 2 if name == "minute" else 1  # "à 19 h une distribution"
    single = words(word for word in numbers if tables["numbers"][word] >= least)
    several = f"(?:{single})(?:[- ](?:{words(numbers)})){{0,6}}(?!\\w)"
    return f"(?:{DIGITS[name]}{ordinals}|{several})"


def by_beginning(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    """The rules by what their matches can begin with."""
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        for first in rule.firsts:
            found.setdefault(first, []).append(rule)
    return found


def matches(rules: Mapping[str, list[Rule]], folded: str) -> Iterator[Found]:
    """Every place where a rule matches; `rules` are those of `by_beginning`. A match starts where a word or a mark does."""
    for start in START.finditer(folded):
        at = start.start()
        ahead = squeezed(folded[at : at + AHEAD])
        for length in LENGTHS:
            for rule in rules.get(ahead[:length], ()):
                match = rule.regex.match(folded, at)
                if match and wanted(rule, folded, match.start("span")):
                    slots = {name: text for name, text in match.groupdict().items() if text is not None and name != "span"}
                    yield Found(*match.span("span"), rule, slots)


def wanted(rule: Rule, folded: str, start: int) -> bool:
    """Does nothing stand before the match that the rule excludes?"""
    return rule.unless is None or not rule.unless.search(folded[max(0, start - 40) : start])


def longest(found: Iterable[Found]) -> list[Found]:
    """Of overlapping matches the one that begins first; of these the longest; of these the one whose rule stands first."""
    kept: list[Found] = []
    for match in sorted(found, key=lambda match: (match.start, -match.end, match.rule.order)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept
