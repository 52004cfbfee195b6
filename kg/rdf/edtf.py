"""Extended Date/Time Format (ISO 8601-2) for what is known of a time."""

from __future__ import annotations

import calendar

from kg.fuse.graph import When


def edtf(when: When) -> str:
    """A day, month, year, interval or set of candidate days; "" where nothing is known."""
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
