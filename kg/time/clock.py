"""Clock times and parts of the day: they belong to a day that stands beside them or was last spoken of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.model import PartOfDay, TimeExpression
from kg.time.calendar import value_of
from kg.time.context import UNKNOWN, Context, dated, with_part
from kg.time.patterns import Found

HALVES = {"et demie": 30, "et demi": 30, "trente": 30, "et quart": 15, "quinze": 15, "moins le quart": -15}


def clock_time(found: Found, context: Context) -> TimeExpression | None:
    """ "20 h 30", "vers neuf heures", "midi": the minute of the day that the text speaks of."""
    hour = hour_of(found, context)
    minute = int(context.number(found.slots["minute"])) if "minute" in found.slots else halves(found, context)
    part = context.word("parts", found, "part")
    hour += 12 if part in {"Afternoon", "Evening"} and hour < 12 else 0
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


MEANINGS: dict[str, Callable[[Found, Context], TimeExpression | None]] = {"clock": clock_time, "part": part_of_day}
