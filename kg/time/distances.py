"""Durations that count from a day: "il y a deux ans" and "dans dix jours" from the article's, "trois jours plus tôt" from the text's."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from kg.model import TimeExpression
from kg.time.calendar import DAYS, Period, around, day, moved, value_of
from kg.time.context import UNKNOWN, Context, within

UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year", "DE": "decade", "CE": "century", "ML": "millennium"}
LENGTH = re.compile(r"P([0-9]+(?:\.[0-9]+)?)(DE|CE|ML|[DWMY])(6M)?")
CLAUSE_END = re.compile(r"\s?(?:[.,;:!?)»\"]|$)")


def counts_from_text(end: int, context: Context) -> bool:
    """Do the words behind a duration that ends there count it from what the text spoke of last ("trois jours plus tard")?"""
    at = TimeExpression(end, end, "DURATION", "")
    return context.signal("later", at) or context.signal("earlier", at)


def counted(expression: TimeExpression, context: Context) -> TimeExpression:
    """A duration with what the words around it make of it: a date where it counts from a known day, else a bound or a shift."""
    if context.signal("later", expression):
        return from_text(expression, "later", 1, context)
    if context.signal("earlier", expression):
        return from_text(expression, "earlier", -1, context)
    if context.signal("ago", expression) or context.signal("past", expression):
        return ago(expression, context)
    if context.signal("since", expression):
        return since(expression, context)
    if context.signal("until", expression):
        lasting = replace(expression, duration=None, relation="until", latest=iso(reached(expression, context.today, 1))[1])
        return replace(lasting, earliest=context.from_now(lasting))
    if context.signal("ahead", expression) and not (expression.earliest or expression.latest):
        return ahead(expression, context)
    return expression


def ago(expression: TimeExpression, context: Context) -> TimeExpression:
    """ "il y a deux ans" is a date, "il y a deux ans que …" lasts since then, "il y a dix jours de retard" is neither."""
    if context.signal("that", expression):
        return since(expression, context)
    first, last = context.extent("ago", expression)[0], context.extent("past", expression)[1]
    if last == expression.end and context.signal("of", expression):
        return expression
    if parts_of(expression) is None or context.today is None:
        return replace(expression, duration=None, latest=context.today.last.isoformat() if context.today else "")
    return as_date(expression, reached(expression, context.today, -1), (first, last))


def ahead(expression: TimeExpression, context: Context) -> TimeExpression:
    """ "dans dix jours" is a date, "dans les dix jours" is any day until then."""
    span = context.extent("ahead", expression)
    if context.signal("of", expression):
        return replace(expression, duration=None)
    if len(context.folded[span[0] : expression.start].split()) > 1:
        earliest, latest = (context.today.first.isoformat() if context.today else ""), iso(reached(expression, context.today, 1))[1]
        return replace(expression, duration=None, relation="until", earliest=earliest, latest=latest)
    if parts_of(expression) is None or context.today is None:
        return replace(expression, duration=None, earliest=context.today.first.isoformat() if context.today else "")
    return as_date(expression, reached(expression, context.today, 1), span)


def since(expression: TimeExpression, context: Context) -> TimeExpression:
    return replace(expression, relation="since", earliest=iso(reached(expression, context.today, -1))[0])


def from_text(expression: TimeExpression, name: str, sign: int, context: Context) -> TimeExpression:
    """ "deux jours plus tard": of the day, month or year that the text spoke of last, or a shift from what it hangs on."""
    span = context.extent(name, expression)
    last = None if hangs_on_something(expression, span[1], context) else last_spoken_of(expression, context)
    shift = in_days(expression)
    if last is not None and last.days and shift is not None:
        days = tuple(moved(each, sign * shift) for each in last.days)
        return TimeExpression(*span, "DATE", UNKNOWN, days[0], days[-1], days)
    start = day(date.fromisoformat(last.earliest)) if last is not None and not last.days else None
    if start is None:
        return replace(expression, duration=None, relation="before" if sign < 0 else "after", shift=shift)
    return as_date(expression, reached(expression, start, sign), span)


def hangs_on_something(expression: TimeExpression, end: int, context: Context) -> bool:
    """Does what follows say from what to count ("un jour après la rencontre", "deux jours plus tôt que prévu")?"""
    words = context.folded[expression.end : end]
    preposition = any(context.lexicon.signals[name].search(words) for name in ("before", "after"))
    if preposition and not CLAUSE_END.match(context.folded, end):
        return True
    return context.signal("that", replace(expression, end=end))


def last_spoken_of(expression: TimeExpression, context: Context) -> TimeExpression | None:
    """What the text spoke of last, or before that in one sentence ("interpellé lundi après le vol de la nuit de vendredi à samedi, jugé
    deux jours plus tard"); None where that is less exact than the unit that is counted."""
    parts, last = parts_of(expression), context.last_before(expression.start)
    while parts is not None and last is not None:
        if last.days or within(last, parts[1]):
            return last
        earlier = context.last_before(last.start)
        near = earlier is not None and context.sentence(earlier.start) == context.sentence(expression.start)
        last = earlier if near else None
    return None


def reached(expression: TimeExpression, start: Period | None, sign: int) -> Period | None:
    """The day, week, month … that lies the duration away: as wide as its unit, because "il y a deux ans" is a year, not a day."""
    parts = parts_of(expression)
    return around(start, parts[1], sign * parts[0]) if start and parts else None


def as_date(expression: TimeExpression, period: Period | None, span: tuple[int, int]) -> TimeExpression:
    """The date that a duration reaches, its words around included; wider where the number is only about so much."""
    if period is None:
        return replace(expression, duration=None)
    slack = 0
    if expression.duration and expression.duration.bound != "exact":
        slack = round(expression.duration.value / 86400 / 10) + 1
    first, last = moved(period.first.isoformat(), -slack), moved(period.last.isoformat(), slack)
    return TimeExpression(*span, "DATE", value_of(period), first, last)


def iso(period: Period | None) -> tuple[str, str]:
    """Its first and last day, "" where there is none."""
    return (period.first.isoformat(), period.last.isoformat()) if period else ("", "")


def parts_of(expression: TimeExpression) -> tuple[float, str] | None:
    """Count and unit of a duration of whole days or longer; None for hours and open counts."""
    found = LENGTH.fullmatch(expression.value)
    if found:
        count, unit = float(found[1]), UNITS[found[2]]
        return (count * 12 + 6, "month") if found[3] else (count, unit)  # P1Y6M
    seconds = expression.duration.value if expression.duration else 1
    return None if seconds % 86400 else (seconds / 86400, "day")


def in_days(expression: TimeExpression) -> int | None:
    """A duration as a shift in days where it is whole days or weeks; months and years have no fixed number."""
    parts = parts_of(expression)
    return round(parts[0] * DAYS[parts[1]]) if parts and parts[1] in DAYS else None


def distance_from(first: TimeExpression, second: TimeExpression, context: Context) -> TimeExpression | None:
    """ "trois jours avant Noël", "la veille de Noël": the day that it reaches; None where the two are not such a pair."""
    joining = context.between(first, second, ("before", "after", "of"))
    if first.type == "DURATION" and joining in {"before", "after"}:
        sign, span = (-1 if joining == "before" else 1), context.extent("earlier" if joining == "before" else "later", first)
    elif first.shift and joining == "of":  # "le lendemain de Noël"
        sign, span = (-1 if first.relation == "before" else 1), (first.start, first.end)
    else:
        return None
    if not second.earliest or not second.latest or second.days:
        return None
    shift, parts = first.shift or in_days(first), parts_of(first)
    if shift is None:  # months and years: the one that lies so many before or after
        exact = parts is not None and within(second, parts[1])
        return as_date(first, reached(first, day(date.fromisoformat(second.earliest)), sign), span) if exact else None
    earliest, latest = moved(second.earliest, sign * shift), moved(second.latest, sign * shift)
    if earliest != latest:
        return replace(first, duration=None, relation="", shift=None, earliest=earliest, latest=latest)
    if first.type == "DURATION":
        return TimeExpression(*span, "DATE", earliest, earliest, latest)
    return replace(first, value=earliest + first.value[10:], relation="", shift=None, earliest=earliest, latest=latest)
