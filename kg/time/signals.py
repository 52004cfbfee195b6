"""The small words around an expression that turn it into a bound or a count: since, until, before, after, ago, in, later, "du … au …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from kg.model import TimeExpression
from kg.time.calendar import DAYS, MONTHS, Period, period_of, shifted
from kg.time.context import Context
from kg.time.lexicon import BEHIND

Relation = Literal["before", "after", "since", "until"]
DURATION_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
LOOK = 30  # characters in which a signal stands


def with_signals(expressions: Sequence[TimeExpression], context: Context) -> list[TimeExpression]:
    """The same expressions, each bounded by the words around it."""
    bounded_by_words = [signalled(expression, context) for expression in expressions]
    for place, (first, second) in enumerate(pairwise(expressions)):
        if away := distance_from(first, second, context):
            bounded_by_words[place : place + 2] = [away, second]
        elif pair := stretch(first, second, context):
            bounded_by_words[place : place + 2] = pair
    return bounded_by_words


def signal(name: str, expression: TimeExpression, context: Context) -> bool:
    """Does a word of that signal stand directly before the expression, or behind it?"""
    pattern, text = context.lexicon.signals[name], context.folded
    if name in BEHIND:
        return pattern.match(text, expression.end, expression.end + LOOK) is not None
    return pattern.search(text[max(0, expression.start - LOOK) : expression.start]) is not None


def signalled(expression: TimeExpression, context: Context) -> TimeExpression:
    if expression.type == "SET" or expression.value.endswith("_REF"):
        return expression
    if expression.type == "DURATION":
        return counted(expression, context)
    names: tuple[Relation, ...] = ("since", "until", "before", "after")
    relation = next((name for name in names if signal(name, expression, context)), None)
    return bounded(expression, relation) if relation else expression


def bounded(expression: TimeExpression, relation: Relation) -> TimeExpression:
    """Its days as an open interval: from it on, up to it, or the days before or after it."""
    first, last = expression.earliest, expression.latest
    if relation == "since":
        return replace(expression, relation=relation, latest="")
    if relation == "until":
        return replace(expression, relation=relation, earliest="")
    if expression.part_of_day or expression.type == "TIME":
        return replace(expression, relation=relation)
    if relation == "before" and is_end(expression):
        return replace(expression, relation="until", earliest="")
    if relation == "before":
        return replace(expression, relation=relation, earliest="", latest=moved(first, -1), days=())
    return replace(expression, relation=relation, earliest=moved(last, 1), latest="", days=())


def is_end(expression: TimeExpression) -> bool:
    """Is it a later part of the month or year that it names? "avant la fin de l'année" lasts until then."""
    first, value = expression.earliest, expression.value
    return first.startswith(value) and first[len(value) :] not in {"", "-01", "-01-01"}


def moved(written: str, days: int) -> str:
    """An ISO day moved by so many days; "" stays "", and so does a day beyond the calendar."""
    try:
        return (date.fromisoformat(written) + timedelta(days=days)).isoformat() if written else ""
    except OverflowError:
        return ""


def counted(expression: TimeExpression, context: Context) -> TimeExpression:
    """A duration that counts from somewhere: "il y a deux ans", "depuis trois mois", "dans dix jours", "un jour après"."""
    back, on = reached(expression, context, -1), reached(expression, context, 1)
    if signal("ago", expression, context) or signal("past", expression, context):
        return replace(expression, duration=None, earliest=back[0], latest=back[1])
    if signal("since", expression, context):
        return replace(expression, relation="since", earliest=back[0])
    if signal("until", expression, context):
        return replace(expression, duration=None, relation="until", latest=on[1])
    if signal("later", expression, context):
        return replace(expression, duration=None, relation="after", shift=in_days(expression))
    if signal("earlier", expression, context):
        return replace(expression, duration=None, relation="before", shift=in_days(expression))
    if signal("ahead", expression, context) and not expression.earliest and not expression.latest:
        return replace(expression, duration=None, earliest=on[0], latest=on[1])
    return expression


def parts_of(value: str) -> tuple[float, str] | None:
    """Count and unit of a duration in days or longer; None for hours and open counts."""
    unit = DURATION_UNITS.get(value[-1:])
    if unit is None or value.startswith("PT") or "X" in value:
        return None
    return float(value[1:-1]), unit


def in_days(expression: TimeExpression) -> int | None:
    """A duration as a shift in days where it is whole days or weeks; months and years have no fixed number."""
    parts = parts_of(expression.value)
    if parts:
        return round(parts[0] * DAYS[parts[1]]) if parts[1] in DAYS else None
    seconds = expression.duration.value if expression.duration else 1
    return None if seconds % 86400 else int(seconds / 86400)


def reached(expression: TimeExpression, context: Context, sign: int) -> tuple[str, str]:
    """The days that lie the duration away from the article: as wide as its unit, because "il y a deux ans" is a year, not a day."""
    parts, today = parts_of(expression.value), context.today
    if today is None:
        return "", ""
    if parts is None:
        return ("", today.last.isoformat()) if sign < 0 else (today.first.isoformat(), "")
    try:
        first, last = (wide(shifted(moment, parts[1], sign * parts[0]), parts[1], expression) for moment in (today.first, today.last))
    except (OverflowError, ValueError):
        return "", ""
    return first.first.isoformat(), last.last.isoformat()


def wide(moment: date, unit: str, expression: TimeExpression) -> Period:
    """The unit around a day; a number that is only about so much reaches a tenth further on both sides."""
    period = period_of(moment, unit if unit in MONTHS else "day")
    slack = 3 if unit == "week" else 0
    if expression.duration and expression.duration.bound != "exact":
        slack += round(expression.duration.value / 86400 / 10) + 1
    return Period(period.first - timedelta(days=slack), period.last + timedelta(days=slack))


def distance_from(first: TimeExpression, second: TimeExpression, context: Context) -> TimeExpression | None:
    """ "trois jours avant Noël": the duration as the day it reaches; None where the two are not such a pair."""
    sign, shift = {"before": -1, "after": 1}.get(between(first, second, context, ("before", "after")), 0), in_days(first)
    if first.shift and between(first, second, context, ("of",)):  # "le lendemain de Noël"
        sign, shift = (-1 if first.relation == "before" else 1), first.shift
    elif not sign or first.type != "DURATION":
        return None
    if shift is None or not second.earliest or second.days:
        return None
    relation: Relation = "before" if sign < 0 else "after"
    reached_days = moved(second.earliest, sign * shift), moved(second.latest, sign * shift)
    value = reached_days[0] + first.value[10:] if first.type != "DURATION" and reached_days[0] == reached_days[1] else first.value
    return replace(first, value=value, duration=None, relation=relation, shift=shift, earliest=reached_days[0], latest=reached_days[1])


def between(first: TimeExpression, second: TimeExpression, context: Context, names: Sequence[str]) -> str:
    """The name of the signal that is all that stands between two expressions, "" where it is another text."""
    words = context.folded[first.end : second.start].strip() if 0 < second.start - first.end < LOOK else ""
    return next((name for name in names if words and context.lexicon.signals[name].fullmatch(words)), "")


def stretch(first: TimeExpression, second: TimeExpression, context: Context) -> list[TimeExpression] | None:
    """ "du 3 au 6 avril", "entre mars et mai 2011", "2017-2018": each keeps its own value, both get the days of the whole stretch."""
    if not is_stretch(first, second, context):
        return None
    first, second = in_order(first, second, context)
    if first.earliest > second.latest:
        return None
    if first.days or second.days:
        return [replace(first, relation="since"), replace(second, relation="until")]
    return [replace(first, relation="since", latest=second.latest), replace(second, relation="until", earliest=first.earliest)]


def is_stretch(first: TimeExpression, second: TimeExpression, context: Context) -> bool:
    """Do two dates of one kind stand between the words that open and close a stretch?"""
    if first.type != second.type or first.type not in {"DATE", "TIME"} or len(first.value) != len(second.value):
        return False
    if not (first.earliest and second.latest):
        return False
    if context.folded[first.end : second.start].strip() in {"-", "/"}:
        return first.value.isdigit() and second.value.isdigit()
    closing = between(first, second, context, ("to", "and"))
    return bool(closing) and signal({"to": "from", "and": "between"}[closing], first, context)


def in_order(first: TimeExpression, second: TimeExpression, context: Context) -> tuple[TimeExpression, TimeExpression]:
    """ "de mardi à jeudi": where each was resolved alone and the end lies before the beginning, one of them moves by a week or year."""
    step = context.loose.get(second.start)
    if first.earliest <= second.latest or step is None or context.loose.get(first.start) != step or context.today is None:
        return first, second
    if context.tenses.direction(first.start) < 0:
        return repeated(first, step, -1), second
    return first, repeated(second, step, 1)


def repeated(expression: TimeExpression, unit: str, count: int) -> TimeExpression:
    """The same weekday so many weeks, or the same date so many years, away."""
    first, last = (shifted(date.fromisoformat(day), unit, count) for day in (expression.earliest, expression.latest))
    value = first.isoformat()[: min(len(expression.value), 10)] + expression.value[10:]
    return replace(expression, earliest=first.isoformat(), latest=last.isoformat(), value=value)
