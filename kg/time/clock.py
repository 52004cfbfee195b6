"""Clock times and parts of the day: they belong to a day that stands beside them or was last spoken of."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.model import PartOfDay, TimeExpression
from kg.time.calendar import value_of
from kg.time.context import UNKNOWN, Context, dated, is_day, with_part
from kg.time.patterns import Found

WEEKLY = re.compile(r"XXXX-WXX-[1-7]")
HALVES = {"et demie": 30, "et demi": 30, "trente": 30, "et quart": 15, "quinze": 15, "moins le quart": -15}


def clock_time(found: Found, context: Context) -> TimeExpression | None:
    """ "20 h 30", "vers neuf heures", "midi": the minute of the day that the text speaks of."""
    hour = hour_of(found, context)
    minute = int(context.number(found.slots["minute"])) if "minute" in found.slots else halves(found, context)
    part = context.word("parts", found, "part") or found.rule.options.get("part")
    if part in {"Afternoon", "Evening"} and hour < 12:
        hour += 12
    elif part == "Morning" and hour == 12:
        hour = 0
    total = hour * 60 + minute
    if not 0 <= total <= 24 * 60:
        return None
    expression = on_day(found, context)
    value = f"{expression.value[:10]}T{total // 60:02}:{total % 60:02}"
    return replace(expression, type="TIME", value=value, part_of_day=part_of_hour(total // 60))


def hour_of(found: Found, context: Context) -> int:
    written = found.slots.get("hour") or found.slots.get("hour2") or str(found.rule.options.get("value", 0))
    return int(context.number(written))


def halves(found: Found, context: Context) -> int:
    """Minutes told as words behind the hour."""
    words = context.folded[found.start : found.end]
    return next((minutes for name, minutes in HALVES.items() if words.endswith(name)), 0)


def part_of_hour(hour: int) -> PartOfDay:
    parts: tuple[tuple[int, PartOfDay], ...] = ((5, "Night"), (12, "Morning"), (14, "Midday"), (18, "Afternoon"), (22, "Evening"))
    return next((part for end, part in parts if hour < end), "Night")


def on_day(found: Found, context: Context) -> TimeExpression:
    """The day that the text speaks of at this place, under the expression's own offsets; the article's where it names none."""
    anchor = context.anchor(found)
    if anchor:
        return TimeExpression(found.start, found.end, "DATE", anchor.value[:10], anchor.earliest, anchor.latest, anchor.days)
    if context.today is None:
        return dated(found, None)
    return dated(found, None, value_of(context.today) if context.today.unit == "day" else UNKNOWN)


def part_of_day(found: Found, context: Context) -> TimeExpression | None:
    """ "dans la soirée", "la nuit": of the day that the text speaks of."""
    part = str(context.word("parts", found, "part") or found.rule.options.get("part", "") or named_part(found, context))
    return with_part(on_day(found, context), part) if part else None


def named_part(found: Found, context: Context) -> str:
    """The part of day whose word the expression ends with."""
    words = context.folded[found.start : found.end]
    return next((str(part) for word, part in context.lexicon.tables["parts"].items() if words.endswith(word)), "")


def joined(expressions: Sequence[TimeExpression], context: Context) -> list[TimeExpression]:
    """The same expressions, a day and the clock time or part of the day beside it as one: "mardi à 20 h", "vers 15 h 30, hier"."""
    whole: list[TimeExpression] = []
    for expression in expressions:
        together = join(whole[-1], expression, context) if whole else None
        whole[-1:] = [together] if together else [*whole[-1:], expression]
    return whole


def join(first: TimeExpression, second: TimeExpression, context: Context) -> TimeExpression | None:
    """Both as one expression, None where they are not a day and a time of it."""
    if is_time_of(second, first) and context.between(first, second, ("at",)):
        return timed(first, second, first.start, second.end)
    if is_time_of(first, second) and (context.between(first, second, ("on",)) or follows(first, second, context)):
        return timed(second, first, first.start, second.end)
    return None


def follows(time: TimeExpression, day: TimeExpression, context: Context) -> bool:
    """Does the day stand right behind its time? Between two commas it is an adverbial of its own: "à 0 h 40, jeudi, deux voitures …"."""
    gap, behind = context.folded[time.end : day.start].strip(), context.folded[day.end : day.end + 2].strip()
    return not gap or (gap == "," and behind[:1] in {"", ".", ";", ":", "!", "?", ")"})


def is_time_of(time: TimeExpression, day: TimeExpression) -> bool:
    """Is the second a day, or a weekday of every week, and the first a time of a day?"""
    weekly = day.type == "SET" and WEEKLY.fullmatch(day.value) is not None
    return time.type == "TIME" and (weekly or (day.type == "DATE" and is_day(day)))


def timed(day: TimeExpression, time: TimeExpression, start: int, end: int) -> TimeExpression:
    """The day with its time, under the offsets of both."""
    told = time.value[10:]
    if day.type == "SET":
        return replace(day, start=start, end=end, value=day.value + told)
    return replace(day, start=start, end=end, type="TIME", value=day.value[:10] + told, part_of_day=time.part_of_day)


MEANINGS: dict[str, Callable[[Found, Context], TimeExpression | None]] = {"clock": clock_time, "part": part_of_day}
