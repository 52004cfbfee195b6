"""What the meaning of an expression may depend on: the article's day, the tense around it, the day last spoken of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import get_args

from kg.model import Mod, PartOfDay, TimeExpression
from kg.time.calendar import Period, nearest, part_of, period_of, vague_value, value_of
from kg.time.countries import Countries
from kg.time.lexicon import BEHIND, Lexicon
from kg.time.numbers import read_number
from kg.time.patterns import Found
from kg.time.tense import Tenses

REACH = 800  # characters over which a clock time still belongs to the day last spoken of
LOOK = 30  # characters in which a signal stands
UNKNOWN = "XXXX-XX-XX"
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9X]{4}-[0-9X]{2}-XX")


@dataclass(slots=True)
class Context:
    """`today` are the days on which the article may have been written, None if unknown; `known` fills as expressions are read."""

    lexicon: Lexicon
    folded: str
    today: Period | None
    tenses: Tenses
    sentences: Sequence[int]  # where sentences start
    countries: Countries
    known: list[TimeExpression] = field(default_factory=list)
    loose: dict[int, str] = field(default_factory=dict)  # where expressions start that repeat every "week" or "year"

    def number(self, written: str) -> float:
        return read_number(written, self.lexicon.tables["numbers"])

    def word(self, table: str, found: Found, slot: str) -> object:
        """What the word in a slot means, None where the slot is empty."""
        return self.lexicon.meaning(table, found.slots[slot]) if slot in found.slots else None

    def shift(self, found: Found) -> int | None:
        """-1, 0 or 1 as the rule or its word for last and next says, None where neither does."""
        if "shift" in found.rule.options:
            return int(found.rule.options["shift"])
        return int(self.lexicon.meaning("when", found.slots["when"])) if "when" in found.slots else None

    def direction(self, found: Found) -> int:
        """-2 and 2 for last and next, else what the tense tells."""
        shift = self.shift(found)
        return self.tenses.direction(found.start) if shift is None else 2 * shift

    def sentence(self, offset: int) -> int:
        return bisect_right(self.sentences, offset)

    def anchor(self, found: Found) -> TimeExpression | None:
        """The day that an expression counts from: in its sentence before it, close behind it, the last one of the text before; without any
        the first behind it in its sentence ("qui avait reçu la veille X, a rencontré lundi Y")."""
        place = bisect_right(self.known, found.start, key=lambda other: other.start)
        near = (other for other in reversed(self.known[max(0, place - 12) : place]) if found.start - other.end < REACH)
        before = self.told_last([other for other in near if is_day(other)], found)
        behind = next((other for other in self.known[place : place + 1] if is_day(other) and self.beside(found.end, other.start)), None)
        if before and self.sentence(before.start) == self.sentence(found.start):
            return before
        if behind or before or found.rule.means != "relative":
            return behind or before
        after = (other for other in self.known[place:] if self.sentence(other.start) == self.sentence(found.start))
        return next((other for other in after if is_day(other) and other.start > found.start), None)

    def told_last(self, days: Sequence[TimeExpression], found: Found) -> TimeExpression | None:
        """The nearest of the days before an expression; of those before its sentence a day to come is passed over where its own verb is
        past, and one that a look further back tells ("qui avait vu X deux jours plus tôt") where that goes on with what was told."""
        nearest = days[0] if days else None
        if nearest is None or self.sentence(nearest.start) == self.sentence(found.start):
            return nearest
        if self.today and self.tenses.direction(found.start) < 0:
            days = [day for day in days if day.earliest <= self.today.last.isoformat()] or days
            nearest = days[0]
        if self.tenses.looks_back(found.start):
            return nearest
        return next((day for day in days if not self.tenses.looks_back(day.start)), nearest)

    def last_within(self, found: Found, unit: str) -> TimeExpression | None:
        """The last expression before it that lies in one such unit ("en 2016 … l'année suivante")."""
        place = bisect_right(self.known, found.start, key=lambda other: other.start)
        near = (other for other in reversed(self.known[max(0, place - 12) : place]) if other.earliest and other.latest)
        return next((other for other in near if within(other, unit)), None)

    def last_before(self, offset: int) -> TimeExpression | None:
        """What the text last dated before `offset`, be it a day or a century."""
        place = bisect_right(self.known, offset, key=lambda other: other.start)
        near = (other for other in reversed(self.known[max(0, place - 12) : place]) if 0 <= offset - other.end < REACH)
        return next((other for other in near if other.type in {"DATE", "TIME"} and other.earliest and other.latest), None)

    def told_back(self, found: Found, last: TimeExpression) -> bool:
        """Does one sentence tell both the expression and what was told last, in a tense that looks back from the past?"""
        return self.sentence(found.start) == self.sentence(last.start) and self.tenses.looks_back(found.start)

    def signal(self, name: str, at: TimeExpression | Found) -> bool:
        """Does a word of that signal stand directly before the expression, or behind it?"""
        return self.extent(name, at) != (at.start, at.end)

    def extent(self, name: str, at: TimeExpression | Found) -> tuple[int, int]:
        """Where the expression starts and ends together with that signal's words, if they are there."""
        pattern = self.lexicon.signals[name]
        if name in BEHIND:
            match = pattern.match(self.folded, at.end, at.end + LOOK)
            return at.start, match.end() if match else at.end
        first = max(0, at.start - LOOK)
        match = pattern.search(self.folded[first : at.start])
        return first + match.start() if match else at.start, at.end

    def from_now(self, until: TimeExpression) -> str:
        """The article's day as the beginning of what lasts "d'ici à" a later day; "" for what lasts until then from any time on."""
        first = self.today.first.isoformat() if self.today and self.signal("from_now", until) else ""
        return first if not until.latest or first <= until.latest else ""

    def between(self, first: TimeExpression, second: TimeExpression, names: Sequence[str]) -> str:
        """The name of the signal that is all that stands between two expressions, "" where it is another text."""
        words = self.folded[first.end : second.start].strip(' \n«»"') if 0 < second.start - first.end < LOOK else ""
        return next((name for name in names if words and self.lexicon.signals[name].fullmatch(words)), "")

    def beside(self, end: int, start: int) -> bool:
        return 0 <= start - end <= 6 and not set(self.folded[end:start]) & set(".;!?\n")


def within(expression: TimeExpression, unit: str) -> bool:
    """Do its first and last day lie in the same month, year …?"""
    first, last = (period_of(date.fromisoformat(moment), unit) for moment in (expression.earliest, expression.latest))
    return first == last


def is_day(expression: TimeExpression) -> bool:
    """Does it give a day, or days of which one is meant?"""
    return expression.type in {"DATE", "TIME"} and bool(expression.days or (expression.earliest and DAY.match(expression.value)))


def choose(candidates: Sequence[Period], today: Period, direction: int) -> tuple[Period, tuple[Period, ...]]:
    """The candidate that is meant, seen from the first and from the last day on which the article may have been written.

    Where the two views agree, it is that one; otherwise it is the stretch of all between, with these as the second part.
    """
    first, last = nearest(candidates, today.first, direction), nearest(candidates, today.last, direction)
    if first == last:
        return first, ()
    between = tuple(sorted(period for period in candidates if first.first <= period.first <= last.first))
    return Period(first.first, last.last, ""), between


def dated(
    found: Found, period: Period | None, value: str = "", candidates: Sequence[Period] = (), part: str = "", edge: str = ""
) -> TimeExpression:
    """The record of a date, or of a part of a day; `candidates` are the days that it may be where it is not surely one, `edge` says of
    which part of the period is spoken."""
    value = value or (value_of(period) if period else UNKNOWN)
    if candidates and period:
        value = vague_value(period)
    days = tuple(day.first.isoformat() for day in candidates if day.unit == "day")
    mod = MODS.get(edge, "") if period and period.unit and not days else ""
    told = part_of(period, edge) if period and mod else period
    first, last = (days[0], days[-1]) if days else (iso(told.first), iso(told.last)) if told else ("", "")
    return with_part(TimeExpression(found.start, found.end, "DATE", value, first, last, days if len(days) <= 31 else (), mod=mod), part)


def iso(moment: date) -> str:
    return moment.isoformat()


MODS: dict[str, Mod] = {"start": "START", "middle": "MID", "end": "END"}
SHOWN: dict[str, PartOfDay] = {part: part for part in get_args(PartOfDay)}
CODES = {"Morning": "TMO", "Midday": "T12:00", "Afternoon": "TAF", "Evening": "TEV", "Night": "TNI", "Day": "TDT"}


def with_part(expression: TimeExpression, part: str) -> TimeExpression:
    """The same day's morning, evening …; unchanged where `part` is ""."""
    if not part:
        return expression
    return replace(expression, type="TIME", value=expression.value[:10] + CODES[part], part_of_day=SHOWN.get(part, ""))
