"""From the time expressions of an event's claims to what they together leave possible."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from kg.fuse.graph import When
from kg.model import TimeExpression

MONTH_OR_YEAR = re.compile(r"[0-9]{4}(-[0-9]{2})?")


def of(time: TimeExpression | None) -> When:
    """What one expression says of an event's time."""
    if time is None:
        return When()
    if time.type == "SET":
        return When()
    ahead = time.duration is None and time.earliest != "" and not time.relation  # "dans les prochains jours"
    bounded = (time.type != "DURATION" or ahead) and time.shift is None
    if not bounded:
        return When(duration=time.duration)
    days = time.days if len(time.days) > 1 else ()
    first, last = (days[0], days[-1]) if days else (time.earliest, time.latest)
    within = time.value if time.mod and MONTH_OR_YEAR.fullmatch(time.value) and not (time.relation or days) else ""
    return When(first, last, days, time.part_of_day, time.duration, within)


def together(parts: Iterable[When], first: When | None = None) -> When:
    """What several say together: where two exclude each other, the more precise wins and the other stays with its claim.

    `first` is what is known already: nothing overrides it.
    """
    known = first or When()
    parts = sorted(parts, key=width)
    for part in parts:
        known = narrowed(known, part) or known
    counts = Counter(p.part_of_day for p in parts if p.part_of_day)
    part_of_day = min(counts, key=lambda p: (-counts[p], p)) if counts else ""
    duration = next((p.duration for p in parts if p.duration), None)
    return When(known.earliest, known.latest, known.days, part_of_day, duration, known.within)


def width(when: When) -> tuple[bool, bool, int, int, str]:
    """Sort key: the most precise first."""
    bounded = when.earliest and when.latest
    days = len(when.days) or ((date.fromisoformat(when.latest) - date.fromisoformat(when.earliest)).days + 1 if bounded else 0)
    return (not when.earliest, not when.latest, days, len(when.days), repr(when))


def narrowed(one: When, other: When) -> When | None:
    """What both leave possible; None where that is nothing."""
    if not (other.earliest or other.latest):
        return one
    earliest = max(one.earliest, other.earliest)
    latest = min(filter(None, (one.latest, other.latest)), default="")
    days = tuple(sorted(set(one.days) & set(other.days))) if one.days and other.days else one.days or other.days
    days = tuple(d for d in days if (not earliest or d >= earliest) and (not latest or d <= latest))
    if (earliest and latest and earliest > latest) or ((one.days or other.days) and not days):
        return None
    if days:
        earliest, latest = days[0], days[-1]
    within = next((w.within for w in (one, other) if (w.earliest, w.latest) == (earliest, latest)), "")
    return When(earliest, latest, days if len(days) > 1 else (), within=within)


def through_night(when: When) -> When:
    """A time whose night ends on the day after, unless it is told with both its days."""
    if when.part_of_day != "Night" or not when.latest or (when.earliest != when.latest and not when.days):
        return when
    try:
        after = (date.fromisoformat(when.latest) + timedelta(days=1)).isoformat()
    except OverflowError:
        return when
    return When(when.earliest, after, (*when.days, after) if when.days else ())


def overlap(one: When, other: When) -> bool:
    """Whether two times may be the same; a night is of both its days."""
    return narrowed(through_night(one), through_night(other)) is not None
