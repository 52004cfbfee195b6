"""Extended Date/Time Format (ISO 8601-2) for what is known of a time."""

from __future__ import annotations

import calendar
from dataclasses import replace

from kg.fuse.graph import When

MOST = 5  # candidate days that are worth reading


def told(when: When) -> When:
    """The time as a reader is told it: of too many candidate days ("hier" in an article of some day of May) the month or year of most."""
    if len(when.days) <= MOST:
        return when
    most = max(sorted(set(when.days)), key=lambda day: sum(other[:7] == day[:7] for other in when.days))
    year, month = int(most[:4]), int(most[5:7])
    last = f"{most[:7]}-{calendar.monthrange(year, month)[1]}"
    return replace(when, days=(), earliest=f"{most[:7]}-01", latest=last)


def edtf(when: When) -> str:
    """A day, month, year, interval or set of candidate days; "" where nothing is known. "Fin août" is August: where its end begins is
    known to nobody, and an interval would say that something lasted."""
    when = told(when)
    if when.within:
        return when.within
    if when.days:
        return f"[{','.join(when.days)}]"
    first, last = when.earliest, when.latest
    if not first and not last:
        return ""
    if first == last:
        return first
    if first and last and is_year(first, last):
        return first[:4]
    if first and last and is_month(first, last):
        return first[:7]
    return f"{first or '..'}/{last or '..'}"


def is_year(first: str, last: str) -> bool:
    return first[4:] == "-01-01" and last[4:] == "-12-31" and first[:4] == last[:4]


def is_month(first: str, last: str) -> bool:
    year, month = int(first[:4]), int(first[5:7])
    return first[:7] == last[:7] and first[8:] == "01" and int(last[8:]) == calendar.monthrange(year, month)[1]
