"""What calendar words mean: dates, weekdays, seasons, holidays, and what counts from the article's day.

Every function here takes a match and its context, and returns the record, or None where the words turn out to be no time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from kg.model import TimeExpression
from kg.time.calendar import Period, around, day, distance, holiday, nearest, nth_weekday, period_of, season_of, shifted, value_of
from kg.time.context import UNKNOWN, Context, choose, dated
from kg.time.patterns import Found

MOST = 5  # days that a weekday of an article's month may be
LONG_AGO = 180  # days: what happened so long before the article has a story of its own, in which dates without a year follow
FAR = 45  # days: a date without a year that lies farther on the wrong side of today than this follows the tense, not the nearest year


def year_in(found: Found, context: Context, slot: str = "year") -> int | None:
    """The year that the words give; of two digits the last such year that isn't well after the article."""
    if slot in found.slots:
        return int(found.slots[slot])
    if "yy" not in found.slots:
        return None
    short, latest = int(found.slots["yy"]), (context.today.last.year + 10 if context.today else 2030)
    return next(year for year in (2000 + short, 1900 + short) if year <= latest or year < 2000)


def month_in(found: Found, context: Context) -> int | None:
    word = context.word("months", found, "month")
    return int(str(word)) if word else int(found.slots["mm"]) if "mm" in found.slots else None


def read_day(found: Found, context: Context) -> int | None:
    """The day of the month; the second part of "1er" is no digit."""
    written = found.slots.get("day") or found.slots.get("dd")
    if written is None:
        return None
    return 1 if written in {"1er", "premier"} else int(context.number(written))


def weekday_in(found: Found, context: Context) -> int | None:
    """ISO number of the weekday that the words name."""
    word = context.word("weekdays", found, "weekday")
    return int(str(word)) if word else None


def part_in(found: Found, context: Context) -> str:
    """The part of day that the words or the rule give, "" for the whole day."""
    return str(context.word("parts", found, "part") or found.rule.options.get("part", ""))


def edge_in(found: Found, context: Context) -> str:
    """ "start", "middle" or "end" where the words speak of a part of the period."""
    return str(context.word("edges", found, "edge") or "")


def calendar_date(found: Found, context: Context) -> TimeExpression | None:
    """A day or month, with or without its year: "mardi 21 novembre", "fin mars 2011", "lundi 20"."""
    year, month, number = year_in(found, context), month_in(found, context), read_day(found, context)
    part, edge = part_in(found, context), edge_in(found, context)
    if story := None if year else in_story(found, context, month, number):
        return dated(found, story, part=part, edge=edge)
    candidates = written_dates(years_around(context, year), month, number, weekday_in(found, context))
    if not candidates:
        return unknown_year(found, month, number, part) if month and not (year or context.today) and valid(month, number) else None
    if year or not context.today:
        return dated(found, candidates[0], part=part, edge=edge) if year else None
    own = None if number else of_its_year(found, context, candidates)
    period, open_days = (own, ()) if own else choose(candidates, context.today, date_direction(found, context, candidates))
    context.loose[found.start] = "year"
    return dated(found, period, candidates=open_days, part=part, edge=edge)


def of_its_year(found: Found, context: Context, candidates: list[Period]) -> Period | None:
    """The month of the year that is all that is known of an article's date: one speaks of months near to it. None where the tense tells of
    the other end of a year, or a word of the last or the next one."""
    today, direction = context.today, context.tenses.direction(found.start)
    if today is None or today.unit != "year" or context.shift(found):
        return None
    own = [period for period in candidates if period.first.year == today.first.year]
    beyond = {-1: 12, 1: 1}.get(direction)  # "en décembre" of what is past, "en janvier" of what is to come
    return own[0] if len(own) == 1 and own[0].first.month != beyond else None


def in_story(found: Found, context: Context, month: int | None, number: int | None) -> Period | None:
    """The first such day or month from what the text told last, where it tells a story of years ago ("arrêté le 3 mai 2011, il avait été
    jugé en juin"), the last before it where the tense goes back, and where the words count from there ("le 3 juin suivant") that one; None
    where they count from the article's day."""
    last = context.last_before(found.start)
    counted = found.rule.options.get("from") == "text"
    if month is None or last is None or not (counted or goes_on(found, context, last)):
        return None
    first, back = date.fromisoformat(last.earliest), (context.shift(found) or 1) < 0
    dates = written_dates(range(max(first.year - 1, 1), min(first.year + 2, 9999)), month, number, weekday_in(found, context))
    if counted:
        return nearest(dates, first, -2 if back else 2) if dates else None
    if context.tenses.goes_back(last.start, last.end, found.start):  # "a fermé en mai 2014. Ses salariés avaient manifesté en mars"
        later = [period for period in reversed(dates) if period.first <= date.fromisoformat(last.latest)]
    else:
        later = [period for period in dates if period.last >= first]
    told = bool(later) and context.today is not None and later[0].last < context.today.first
    return later[0] if told and not (is_near(found, context, later[0]) and not context.told_back(found, last)) else None


def goes_on(found: Found, context: Context, last: TimeExpression) -> bool:
    """Whether what the text told last happened long before the article, and the expression tells what came then."""
    today = context.today
    if today is None or context.shift(found) or date.fromisoformat(last.latest) > today.first - timedelta(days=LONG_AGO):
        return False
    near = context.sentence(found.start) - context.sentence(last.start) <= 1
    return near and context.tenses.direction(found.start) <= 0 and context.tenses.go_on(last.start, last.end, found.start)


def is_near(found: Found, context: Context, story: Period) -> bool:
    """Whether such a date lies shortly before the article, which then may mean it: a month that has not passed yet is not told of so."""
    today = context.today
    dates = written_dates(years_around(context, None), story.first.month, story.first.day if "day" in found.slots else None, None)
    return today is not None and any(period.last < today.last and (today.last - period.last).days <= FAR for period in dates)


def day_of_month(found: Found, context: Context) -> TimeExpression | None:
    """ "le 15": near the day that the text spoke of last where that is long past, else near the article's, as the tense has it."""
    number, today, last = read_day(found, context), context.today, context.last_before(found.start)
    if found.rule.options.get("same_sentence") and not (last and beside_day(found, context, last)):
        return None
    if found.rule.options.get("this_month"):
        of_today = written_date(today.first.year, today.first.month, number) if today and today.unit != "year" else None
        return dated(found, of_today, "" if of_today else f"XXXX-XX-{number:02}")
    if last and last.earliest == last.latest:
        spoken = day(date.fromisoformat(last.earliest))
        if today is None or distance(spoken, today.first) > FAR:
            months = [period_of(shifted(spoken.first, "month", step), "month").first for step in (0, 1, 2)]
            days = [each for month in months if (each := written_date(month.year, month.month, number))]
            return dated(found, nearest(days, spoken.first, 1))
    if today is None:
        return dated(found, None, f"XXXX-XX-{number:02}")
    period, open_days = choose(written_dates(years_around(context, None), None, number, None), today, context.direction(found))
    return dated(found, period, candidates=open_days)


def beside_day(found: Found, context: Context, last: TimeExpression) -> bool:
    """Whether a number behind "le" stands in one sentence with a day before it that names its month."""
    words = context.folded[last.start : last.end]
    named = last.earliest == last.latest and any(month in words for month in context.lexicon.tables["months"])
    return named and context.sentence(last.start) == context.sentence(found.start)


def nth_date(found: Found, context: Context) -> TimeExpression | None:
    """ "le deuxième dimanche de juin": of the year that is given, or the nearest."""
    year, month, weekday = year_in(found, context), month_in(found, context), weekday_in(found, context) or 1
    count, today = int(str(context.word("ordinals", found, "ordinal"))), context.today
    days = [day(nth_weekday(each, month or 1, weekday - 1, count)) for each in years_around(context, year)]
    if not days or today is None or year:
        return dated(found, days[0] if year else None, "" if year else f"XXXX-{month:02}-XX")
    period, open_days = choose(days, today, date_direction(found, context, days))
    return dated(found, period, candidates=open_days)


def years_around(context: Context, year: int | None) -> Iterable[int]:
    if year:
        return [year]
    return range(max(context.today.first.year - 1, 1), min(context.today.last.year + 2, 9999)) if context.today else []


def valid(month: int, number: int | None) -> bool:
    """Can the day be at all? A leap year has every day that any year has."""
    return bool(written_dates([2000], month, number, None))


def unknown_year(found: Found, month: int, number: int | None, part: str) -> TimeExpression:
    return dated(found, None, f"XXXX-{month:02}" + (f"-{number:02}" if number else ""), part=part)


def date_direction(found: Found, context: Context, candidates: list[Period]) -> int:
    """Last and next count; a tense does only where the nearest month would contradict it, or the nearest day by weeks ("novembre" of a past
    verb)."""
    if context.shift(found):
        return (-1 if "day" in found.slots else -2) if context.shift(found) == -1 else 2
    direction, today = context.tenses.direction(found.start) or context.tenses.gone_far(found.start), context.today
    if begun(found, context):
        return -1
    if not direction or not today:
        return 0
    period, _ = choose(candidates, today, 0)
    away = (period.first - today.last).days if direction < 0 else (today.first - period.last).days
    return direction if away > (0 if period.unit == "month" else FAR) else 0


def written_dates(years: Iterable[int], month: int | None, number: int | None, weekday: int | None) -> list[Period]:
    """Every day or month that fits the words; a weekday chooses between years unless none agrees with it."""
    dates = [period for year in years for each in ([month] if month else range(1, 13)) if (period := written_date(year, each, number))]
    agreeing = [period for period in dates if weekday is None or period.first.isoweekday() == weekday]
    return agreeing or (dates if month else [])


def written_date(year: int, month: int, number: int | None) -> Period | None:
    try:
        return day(date(year, month, number)) if number else period_of(date(year, month, 1), "month")
    except ValueError:
        return None


def weekday_date(found: Found, context: Context) -> TimeExpression | None:
    """A weekday by its name: the past or the coming one, or, where only the month of the article is known, all of that month."""
    number, part, today = weekday_in(found, context) or 1, part_in(found, context), context.today
    if found.rule.options.get("from") == "text":
        return weekday_after(found, context, number)
    if today is None:
        return dated(found, None, f"XXXX-WXX-{number}" if not part else UNKNOWN, part=part)
    if today.unit == "year":
        return dated(found, Period(today.first, today.last, ""), part=part)
    if today.unit == "month":
        return dated(found, Period(today.first, today.last, ""), candidates=weekdays_of(today, number, found, context), part=part)
    around_today = weekdays_between(today.first - timedelta(days=15), today.last + timedelta(days=15), number)
    if weeks := int(found.rule.options.get("weeks", 0)):  # "mardi en huit": the coming one, and a week
        coming, _ = choose(around_today, today, 2)
        return dated(found, Period(shifted(coming.first, "week", weeks), shifted(coming.last, "week", weeks), coming.unit), part=part)
    direction = begun(found, context) or context.direction(found) or context.tenses.gone_on(found.start)
    period, open_days = choose(around_today, today, direction)
    context.loose[found.start] = "week"
    return dated(found, period, candidates=open_days, part=part)


def weekdays_of(month: Period, number: int, found: Found, context: Context) -> list[Period]:
    """That weekday's days of a month, and the last before or the first after it, as the tense has it, where they make no more than five."""
    direction, week = context.direction(found), timedelta(days=7)
    days = weekdays_between(month.first, month.last, number)
    if direction and len(days) < MOST:
        days += [day(days[0].first - week) if direction < 0 else day(days[-1].first + week)]
    return sorted(days)


def begun(found: Found, context: Context) -> int:
    """-2 for what has lasted "depuis mardi", "depuis janvier": on a Tuesday that is a week ago; 0 without such a word."""
    at = TimeExpression(found.start, found.end, "DATE", "")
    return -2 if context.signal("since", at) and context.tenses.direction(found.start) <= 0 else 0


def weekdays_between(first: date, last: date, number: int) -> list[Period]:
    """Each day from first to last that is the ISO weekday `number`."""
    start = first + timedelta(days=(number - first.isoweekday()) % 7)
    return [day(start + timedelta(days=step)) for step in range(0, (last - start).days + 1, 7)]


def weekday_after(found: Found, context: Context, number: int) -> TimeExpression:
    """ "le mardi suivant": counted from the day that the text last spoke of."""
    anchor = context.anchor(found)
    if anchor is None or anchor.days or len(anchor.earliest) != 10:
        return dated(found, None, f"XXXX-WXX-{number}")
    start, shift = date.fromisoformat(anchor.earliest), context.shift(found) or 1
    step = (number - start.isoweekday()) % 7 or 7
    return dated(found, day(start + timedelta(days=step if shift > 0 else step - 7 if step < 7 else -7)))


def relative_date(found: Found, context: Context) -> TimeExpression | None:
    """ "hier", "la semaine dernière", "cette année": so many units from the article's day, or from the day last spoken of."""
    unit = found.rule.options.get("unit") or context.word("units", found, "unit")
    if unit is None or unit not in str(found.rule.options.get("units", unit)).split():
        return None
    part, edge, shift = part_in(found, context), edge_in(found, context), context.shift(found) or 0
    if found.rule.options.get("from") == "text":
        return counted_from_text(found, context, str(unit), shift, part)
    if context.today is None:
        return dated(found, None, UNKNOWN if unit == "day" else "XXXX", part=part)
    if unit == "weekend":
        return weekend(found, context, context.today, 2 * shift)
    period = around(context.today, str(unit), shift)
    return dated(found, period, part=part, edge=edge)


def weekend(found: Found, context: Context, today: Period, direction: int) -> TimeExpression:
    """ "ce week-end" of a Tuesday's article is the past one or the coming one, as the tense has it; "dernier" and "prochain" say which."""
    weekends = [around(today, "weekend", step) for step in (-1, 0, 1)] if today.unit == "day" else []
    if not weekends:
        return dated(found, around(today, "weekend", direction // 2))
    return dated(found, choose(weekends, today, direction or context.tenses.direction(found.start))[0])


def counted_from_text(found: Found, context: Context, unit: str, shift: int, part: str) -> TimeExpression:
    """Counted from the last day, month or year of the text; without one the value supposes the article's day, but no day is claimed."""
    if start := last_spoken_of(found, context, unit):
        return dated(found, period_of(shifted(start, unit, shift), unit), part=part)
    if unit == "day" and (beside := beside_vague(found, context, shift)):
        return dated(found, *beside, part=part)
    sure = context.today and not context.signal("of", found) and not context.anchor(found)
    expression = dated(found, None, value_of(around(context.today, unit, shift)) if context.today and sure else UNKNOWN, part=part)
    relation: Literal["", "before", "after"] = "before" if shift < 0 else "after" if shift > 0 else ""
    return replace(expression, relation=relation, shift=abs(shift) if unit == "day" and shift else None)


def beside_vague(found: Found, context: Context, shift: int) -> tuple[Period, str, list[Period]] | None:
    """What lies so many days from a day of which the text leaves several possible, as the arguments of `dated`: as many days, or the same
    month or year ("hier … la veille" in an article of some day of it)."""
    anchor = None if context.signal("of", found) else context.anchor(found)
    if anchor is None or context.today is None or not (anchor.earliest and anchor.latest) or anchor.earliest == anchor.latest:
        return None
    days = [day(shifted(date.fromisoformat(each), "day", shift)) for each in anchor.days]
    if days:
        return Period(days[0].first, days[-1].last, ""), "", days
    whole = Period(date.fromisoformat(anchor.earliest), date.fromisoformat(anchor.latest), "")
    return (whole, "", []) if (whole.first, whole.last) == (context.today.first, context.today.last) else None


def last_spoken_of(found: Found, context: Context, unit: str) -> date | None:
    """The first day of the day, month or year that the text spoke of last; None where what follows says from what to count."""
    if context.signal("of", found):
        return None
    anchor = context.anchor(found) if unit == "day" else context.last_within(found, unit)
    if not anchor or anchor.days or not anchor.earliest or (unit == "day" and anchor.earliest != anchor.latest):
        return None
    return date.fromisoformat(anchor.earliest)


def year_date(found: Found, context: Context) -> TimeExpression | None:
    """A year. A number that is named as a year only by its look must not count the noun behind it ("2000 spectateurs")."""
    year = year_in(found, context) or year_in(found, context, "year2")
    if year is None or (found.rule.options.get("amount") and (year < 1500 or counts_something(found, context))):
        return None
    period = period_of(date(year, 1, 1), "year")
    return dated(found, period, edge=edge_in(found, context))


def counts_something(found: Found, context: Context) -> bool:
    """Is the number's next word a plain noun, or is it the number of a name ("Peugeot 2008")?"""
    behind = context.tenses.token(min(found.end + 1, len(context.folded) - 1))
    if behind.idx >= found.end and behind.pos_ in {"NOUN", "ADJ"} and behind.text[:1].islower():
        return True
    return bool(context.folded[max(0, found.start - 1) : found.start].strip(" (\n,-/'\"«»:;."))


def decade_date(found: Found, context: Context) -> TimeExpression | None:
    """ "les années 90", "les années soixante", "les années 2010"."""
    written = found.slots["decade"]
    start = int(written) if written.isdigit() else int(context.number(written))
    if start % 10 or 100 <= start < 1000:
        return None
    period = period_of(date(start if start >= 1000 else 1900 + start, 1, 1), "decade")
    return dated(found, period, edge=edge_in(found, context))


ROMAN = {"i": 1, "v": 5, "x": 10}


def century_date(found: Found, context: Context) -> TimeExpression | None:
    """ "le XIXe siècle", "le dix-neuvième siècle": TimeML writes it 18, the first two digits of its years."""
    written = found.slots.get("roman") or str(context.word("ordinals", found, "ordinal"))
    number = roman(written) if written.isalpha() else int(written)
    if not 1 <= number <= 25:
        return None
    first = date(max(1, number * 100 - 100), 1, 1)
    period = Period(first, date(number * 100 - 1, 12, 31), "century")
    return dated(found, period, f"{number - 1:02}", edge=edge_in(found, context))


def roman(written: str) -> int:
    values = [ROMAN[letter] for letter in written]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


def quarter_date(found: Found, context: Context) -> TimeExpression | None:
    """ "le premier trimestre 2003", "le second semestre": of the article's year where none is given."""
    unit, ordinal = str(context.word("units", found, "unit")), int(str(context.word("ordinals", found, "ordinal")))
    months = {"quarter": 3, "semester": 6}.get(unit)
    year = year_in(found, context) or (context.today.first.year if context.today else None)
    if months is None:
        return None
    ordinal = min(ordinal, 12 // months) if ordinal > 0 else 12 // months
    if year is None:
        return dated(found, None, f"XXXX-{unit[0].upper().replace('S', 'H')}{ordinal}")
    return dated(found, period_of(date(year, months * (ordinal - 1) + 1, 1), unit))


def season_date(found: Found, context: Context) -> TimeExpression | None:
    """A season of a year, of this year, or of every year; "au printemps" is the last or the next one where the tense tells which."""
    name, year, today = str(context.word("seasons", found, "season")), year_in(found, context), context.today
    code = {"Spring": "SP", "Summer": "SU", "Autumn": "FA", "Winter": "WI"}[name]
    if year is not None:
        return dated(found, season_of(year, name))
    direction = context.tenses.direction(found.start) if "by_tense" in found.rule.options else 0
    if today is None or (context.shift(found) is None and not direction):
        return dated(found, None, f"XXXX-{code}")
    if today.unit == "year" and not context.shift(found):
        return dated(found, Period(today.first, today.last, ""))
    seasons = [season_of(each, name, wide=False) for each in range(today.first.year - 1, today.last.year + 2)]
    return dated(found, choose(seasons, today, direction or context.direction(found))[0])


def holiday_date(found: Found, context: Context) -> TimeExpression | None:
    """A holiday by its name: that of its year, or the nearest."""
    rule, year, today = holiday_rule(found, context), year_in(found, context), context.today
    if not rule:
        return None
    years, part = [year] if year else years_around(context, None), part_in(found, context)
    days = [found_day for each in years if (found_day := holiday(rule, each))]
    if not days:
        return dated(found, None, part=part)
    if year or today is None:
        return dated(found, days[0], holiday_value(days[0]), part=part) if year else None
    period, open_days = choose(days, today, date_direction(found, context, days))
    return dated(found, period, UNKNOWN if open_days else holiday_value(period), open_days, part)


def holiday_rule(found: Found, context: Context) -> str:
    """How the day of the holiday is reckoned in the country that the text speaks of; "" for a name that is none."""
    rule = context.word("holidays", found, "holiday") or context.lexicon.tables["holidays"].get(bare(found, context), "")
    return str(rule.get(context.countries.around(found.start, context.sentence), rule[""]) if isinstance(rule, dict) else rule)


def holiday_value(period: Period) -> str:
    """Its day, or the month in which a month of fasting begins."""
    return value_of(day(period.first) if period.first == period.last else period_of(period.first, "month"))


def bare(found: Found, context: Context) -> str:
    """The expression's words as a name in the table of holidays: with its article, or without."""
    words = context.folded[found.start : found.end].split()
    written = " ".join(word for word in words if word not in {found.slots.get("year"), found.slots.get("when")})
    names = [written, *(written.removeprefix(article) for article in ("le ", "la ", "l'", "les "))]
    return next((name for name in names if name in context.lexicon.tables["holidays"]), "")


MEANINGS: dict[str, Callable[[Found, Context], TimeExpression | None]] = {
    "date": calendar_date,
    "day": day_of_month,
    "nth": nth_date,
    "weekday": weekday_date,
    "relative": relative_date,
    "year": year_date,
    "decade": decade_date,
    "century": century_date,
    "quarter": quarter_date,
    "season": season_date,
    "holiday": holiday_date,
}
