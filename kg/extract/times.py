"""The time expressions of an article, and what they would mean on each day on which it may have been published."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date

from kg.lang import table
from kg.model import Document, TimeExpression
from kg.nlp.doc import Doc
from kg.time.find import resolve, spot

MONTH = 7  # characters of "2017-11"


def read_times(doc: Doc, document: Document) -> list[TimeExpression]:
    """The expressions in reading order; those that count from a publication day that is unknown carry `if_published`."""
    spotted = spot(doc, document.language)
    times = resolve(spotted, document.date)
    if len(document.date) != MONTH or not times:
        return times
    times = [within(time, document.date) for time in times]
    days = days_of(document.date)
    on_day = {day: {(t.start, t.end): t for t in resolve(spotted, day)} for day in days}
    return [
        depending(time, doc, document.language, {day: found.get((time.start, time.end)) for day, found in on_day.items()}) for time in times
    ]


def days_of(month: str) -> list[str]:
    """The days of a month ("2017-11"), ISO."""
    year, number = int(month[:4]), int(month[5:])
    return [f"{month}-{day:02}" for day in range(1, calendar.monthrange(year, number)[1] + 1)]


def within(time: TimeExpression, month: str) -> TimeExpression:
    """Of a weekday's candidates those of the article's own month alone: so the graph has them, that two people may build the same one. A
    date of that month is of its year."""
    days = tuple(day for day in time.days if day.startswith(month))
    if len(days) == 1 and time.type == "DATE" and time.relation in ("", "since"):
        return replace(time, value=days[0], days=(), earliest=days[0], latest=time.latest and days[0])
    if len(days) < 2 or days == time.days:
        return time
    return replace(time, days=days, earliest=time.earliest and days[0], latest=time.latest and days[-1])


def depending(time: TimeExpression, doc: Doc, language: str, readings: dict[str, TimeExpression | None]) -> TimeExpression:
    """The expression with what it means on each day, where that differs."""
    known = {day: (t.earliest, t.latest) for day, t in readings.items() if t and t.earliest and t.latest}
    if time.type not in ("DATE", "TIME") or len(set(known.values())) < 2:
        return time
    if names_publication(time, doc, language):  # "plus tôt mardi" is written on that Tuesday
        known = {day: bounds for day, bounds in known.items() if bounds == (day, day)}
    return replace(time, if_published=tuple((day, *among(time.days, *bounds)) for day, bounds in sorted(known.items())))


def among(days: tuple[str, ...], first: str, last: str) -> tuple[str, str]:
    """A reading as the nearest of the candidate days, where there are any: on the first of a month "lundi" would be the month before's."""
    if not days or first != last or first in days:
        return first, last
    nearest = min(days, key=lambda day: (abs(date.fromisoformat(day) - date.fromisoformat(first)), day))
    return nearest, nearest


def names_publication(time: TimeExpression, doc: Doc, language: str) -> bool:
    """Whether the words before say that the day is the one on which the article is written."""
    before = doc.text[max(0, time.start - 20) : time.start].casefold().rstrip()
    return any(before.endswith(words) for words in table(language, "relations")["same_day"])
