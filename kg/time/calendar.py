"""Days and stretches of days: the calendar arithmetic that every language shares.

A stretch is a `Period`, both ends included. "Today" is a Period too: the days on which the article may have been written, so that what
counts from it is as exact as the article's own date, and never more. Nothing here asks the machine what day it is.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from holidays.calendars.islamic import _IslamicLunar as Islamic

from kg.errors import InputError

MONTHS = {"month": 1, "quarter": 3, "semester": 6, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
DAYS = {"day": 1, "week": 7, "weekend": 7}
SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "weekend": 172800, "month": 2629800, "year": 31557600}
SECONDS |= {unit: months * SECONDS["month"] for unit, months in MONTHS.items()}
NEAR = 0.25  # of the article's month or year: so far is near
SEASONS = {"Spring": "SP", "Summer": "SU", "Autumn": "FA", "Winter": "WI"}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `first` to `last`; `unit` says how it is written as a value."""

    first: date
    last: date
    unit: str = "day"


def day(moment: date) -> Period:
    return Period(moment, moment)


def read_date(written: str) -> Period | None:
    """The days that "2017-11-21", "2017-11" or "2017" may mean, None for "". Raises InputError for anything else."""
    if not written:
        return None
    try:
        parts = [int(part) for part in written.split("-")]
        if len(parts) > 3:
            raise ValueError
        moment = date(*[*parts, 1, 1][:3])
    except ValueError as error:
        raise InputError(f"Write the article's date as 2017-11-21, 2017-11 or 2017, not as “{written}”.") from error
    return period_of(moment, ("year", "month", "day")[len(parts) - 1])


def period_of(moment: date, unit: str) -> Period:
    """The calendar's day, week, week-end, month … that `moment` lies in."""
    if unit == "day":
        return Period(moment, moment)
    if unit in DAYS:
        monday = moment - timedelta(days=moment.weekday())
        return Period(monday + timedelta(days=5 if unit == "weekend" else 0), monday + timedelta(days=6), unit)
    months = MONTHS[unit]
    index = (moment.year * 12 + moment.month - 1) // months * months
    return Period(first_of(index), first_of(index + months) - timedelta(days=1), unit)


def first_of(index: int) -> date:
    """The first day of the month that is `index` months after January of the year 0."""
    return date(index // 12, index % 12 + 1, 1)


def season_of(year: int, name: str, wide: bool = True) -> Period:
    """A season of the north; a winter begins in its year, but "l'hiver 2010" may mean either end of the year, and then it is `wide`."""
    ends = {"Spring": ((3, 20), (6, 21)), "Summer": ((6, 20), (9, 23)), "Autumn": ((9, 21), (12, 22)), "Winter": ((1, 1), (12, 31))}
    (month, first), (last_month, last) = ends[name]
    if name == "Winter":
        return Period(date(year, 1 if wide else 12, 1), date(year + 1, 3, 21), name)
    return Period(date(year, month, first), date(year, last_month, last), name)


def shifted(moment: date, unit: str, count: float) -> date:
    """`moment` moved by so many units, the 31st to the last of a shorter month. Raises OverflowError or ValueError beyond the year 9999."""
    if unit in MONTHS:
        index = moment.year * 12 + moment.month - 1 + round(count * MONTHS[unit])
        start = first_of(index)
        return start.replace(day=min(moment.day, calendar.monthrange(start.year, start.month)[1]))
    return moment + timedelta(seconds=count * SECONDS["week" if unit == "weekend" else unit])


def moved(written: str, days: int) -> str:
    """An ISO day moved by so many days; "" stays "", and a day beyond the calendar becomes "" too."""
    try:
        return (date.fromisoformat(written) + timedelta(days=days)).isoformat() if written else ""
    except OverflowError:
        return ""


def around(today: Period, unit: str, count: float) -> Period:
    """The unit that lies so many units from today, or all of them where today is not one day: its unit is then "".

    What lies close to a day of which only the month or year is known lies in that month or year, for all that can be said: "hier".
    """
    kind = unit if unit in DAYS or unit in MONTHS else "day"
    first, last = (period_of(shifted(moment, unit, count), kind) for moment in (today.first, today.last))
    if first == last:
        return first
    near = today.unit in MONTHS and abs(count) * SECONDS[unit] / SECONDS["day"] < NEAR * (today.last - today.first).days
    return Period(today.first, today.last, "") if near else Period(first.first, last.last, "")


def part_of(period: Period, edge: str) -> Period:
    """Its beginning, middle or end, drawn wide: halves that overlap, because nobody counts the days of "début mai"."""
    length = (period.last - period.first).days
    ends = {"start": (0, length // 2), "middle": (length // 4, length - length // 4), "end": (length // 2, length)}
    first, last = ends.get(edge, (0, length))
    return Period(period.first + timedelta(days=first), period.first + timedelta(days=last), period.unit)


def value_of(period: Period) -> str:
    """Its TIMEX3 value: 2017-11-21, 2017-W47, 2017-W47-WE, 2017-11, 2017-Q4, 2017-SU, 2017, 201, 20; X where it is no unit."""
    first = period.first
    if period.unit == "day":  # by far the most
        return first.isoformat()
    year, week, _ = first.isocalendar()
    if period.unit in SEASONS:
        return f"{first.year:04}-{SEASONS[period.unit]}"
    return {
        "week": f"{year:04}-W{week:02}", "weekend": f"{year:04}-W{week:02}-WE",
        "month": f"{first.year:04}-{first.month:02}", "quarter": f"{first.year:04}-Q{(first.month + 2) // 3}",
        "semester": f"{first.year:04}-H{(first.month + 5) // 6}", "year": f"{first.year:04}",
        "decade": f"{first.year // 10:03}", "century": f"{first.year // 100:02}",
    }.get(period.unit, vague_value(period))  # fmt: skip


def vague_value(period: Period) -> str:
    """What the ends of a stretch have in common: 2017-11-XX, 2017-XX-XX or XXXX-XX-XX."""
    first, last = period.first, period.last
    if first.year != last.year:
        return "XXXX-XX-XX"
    return f"{first.year:04}-{first.month:02}-XX" if first.month == last.month else f"{first.year:04}-XX-XX"


def nearest(candidates: Sequence[Period], today: date, direction: int) -> Period:
    """The last candidate not after today (-1), the first not before it (1), the nearest (0), strictly before (-2) or after (2) it."""
    wanted: dict[int, Callable[[Period], bool]] = {
        -2: lambda period: period.last < today, -1: lambda period: period.first <= today,
        1: lambda period: period.last >= today, 2: lambda period: period.first > today,
    }  # fmt: skip
    fitting = [period for period in candidates if direction == 0 or wanted[direction](period)] or list(candidates)
    return min(fitting, key=lambda period: (distance(period, today), period))


def distance(period: Period, today: date) -> int:
    """Days between today and the nearest day of the period."""
    return max((period.first - today).days, (today - period.last).days, 0)


def easter(year: int) -> date:
    """Western Easter, by the anonymous Gregorian algorithm (Meeus, Jones, Butcher)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day_before = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day_before + 1)


def holiday(rule: str, year: int) -> Period | None:
    """The day or days of `rule` in `year`: "12-25", "easter+39", "4 thursday 11", "-1 sunday 5", "ramadan", "eid al-fitr" …"""
    if rule.startswith("easter"):
        return day(easter(year) + timedelta(days=int(rule[6:])))
    if rule in ISLAMIC:
        return islamic(rule, year)
    if " " in rule:
        count, name, month = rule.split(" ")
        return day(nth_weekday(year, int(month), WEEKDAYS.index(name), int(count)))
    month, number = rule.split("-")
    return day(date(year, int(month), int(number)))


def nth_weekday(year: int, month: int, weekday: int, count: int) -> date:
    """The month's first, second … or, counted from -1, last such weekday. Raises ValueError where it has no so many."""
    days = [date(year, month, number) for number in range(1, calendar.monthrange(year, month)[1] + 1)]
    fitting = [moment for moment in days if moment.weekday() == weekday]
    if count > len(fitting):
        raise ValueError(f"{count} such weekdays are more than {year}-{month:02} has")
    return fitting[count - 1 if count > 0 else count]


ISLAMIC = {
    "ramadan": Islamic.RAMADAN_BEGINNING_DATES,
    "eid al-fitr": Islamic.EID_AL_FITR_DATES,
    "eid al-adha": Islamic.EID_AL_ADHA_DATES,
}


def islamic(rule: str, year: int) -> Period | None:
    """The month of fasting or a feast as the `holidays` package's tables have it; None where they have nothing."""
    found = ISLAMIC[rule].get(year)
    if not found:
        return None
    month, number = found[0] if isinstance(found[0], tuple) else found
    first = date(year, month, number)
    return Period(first, first + timedelta(days=29), "ramadan") if rule == "ramadan" else day(first)
