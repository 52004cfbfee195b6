"""Dates and quantities in words, as a newspaper writes them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_OPEN = re.compile(r"(\d{4}(?:-\d{2}){0,2})/(?:\.\.)?$")
_WORDS = {
    "fr": {
        "between": "entre le {} et le {}",
        "since": "depuis {}",
        "from": "depuis le {}",
        "until": "jusqu’au {}",
        "or": " ou ",
        "exact": "{}",
        "atLeast": "au moins {}",
        "atMost": "au plus {}",
        "about": "environ {}",
        "Morning": "au matin",
        "Midday": "à midi",
        "Afternoon": "dans l’après-midi",
        "Evening": "au soir",
        "Night": "dans la nuit",
        "day": ("jour", "jours"),
        "hour": ("heure", "heures"),
        "minute": ("minute", "minutes"),
        "second": ("seconde", "secondes"),
        "person": ("personne", "personnes"),
    },
    "en": {
        "between": "between {} and {}",
        "since": "since {}",
        "from": "since {}",
        "until": "until {}",
        "or": " or ",
        "exact": "{}",
        "atLeast": "at least {}",
        "atMost": "at most {}",
        "about": "about {}",
        "Morning": "in the morning",
        "Midday": "at noon",
        "Afternoon": "in the afternoon",
        "Evening": "in the evening",
        "Night": "at night",
        "day": ("day", "days"),
        "hour": ("hour", "hours"),
        "minute": ("minute", "minutes"),
        "second": ("second", "seconds"),
        "person": ("person", "people"),
    },
}
_DURATIONS = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))


@dataclass(frozen=True, slots=True)
class When:
    """What is known of an event's time: ISO days, an EDTF literal, a part of the day; "" where unknown."""

    date: str = ""
    earliest: str = ""
    latest: str = ""
    edtf: str = ""
    part_of_day: str = ""


def in_words(when: When, lang: str) -> str:
    """ "mardi 21 novembre 2017, au soir"; "" where nothing is known."""
    try:
        day = _time(when, lang)
    except ValueError:  # a date that no calendar has is shown as it stands rather than hidden
        day = when.date or when.edtf
    part = _words(lang, when.part_of_day) if when.part_of_day in ("Morning", "Midday", "Afternoon", "Evening", "Night") else ""
    return ", ".join(x for x in (day, part) if x)


def _time(when: When, lang: str) -> str:
    if when.date or (when.earliest and when.earliest == when.latest):
        return point(when.date or when.earliest, lang, weekday=True)
    if when.edtf[:1] in ("[", "{"):
        return _candidates(_DAY.findall(when.edtf), lang)
    if opened := _OPEN.match(when.edtf):
        known = opened.group(1)
        return _words(lang, "from" if len(known) == 10 else "since").format(point(known, lang))
    return _span(when.earliest, when.latest, lang)


def _candidates(days: list[str], lang: str) -> str:
    """ "6, 13 ou 20 novembre 2017": the month is said once if it is the same."""
    one_month = len({d[:7] for d in days}) == 1
    parts = [point(d, lang) for d in days]
    if one_month:
        parts = [str(int(d[8:])) for d in days[:-1]] + parts[-1:]
    return _words(lang, "or").join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def _span(earliest: str, latest: str, lang: str) -> str:
    if not (earliest and latest):
        return _words(lang, "from" if earliest else "until").format(point(earliest or latest, lang)) if earliest or latest else ""
    first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return earliest[:4]
    if first.day == 1 and earliest[:7] == latest[:7] and last.day == calendar.monthrange(last.year, last.month)[1]:
        return point(earliest[:7], lang)
    return _words(lang, "between").format(point(earliest, lang), point(latest, lang))


def point(text: str, lang: str, *, weekday: bool = False) -> str:
    """A year, month or day ("2017", "2017-11", "2017-11-21") in words; any other text as it is."""
    parts = text.split("-")
    try:
        if len(parts) == 3:
            return _day(date.fromisoformat(text), lang, weekday=weekday)
        return str(format_date(date(int(parts[0]), int(parts[1]), 1), "MMMM y", locale=lang)) if len(parts) == 2 else text
    except ValueError:
        return text


def _day(day: date, lang: str, *, weekday: bool) -> str:
    number = "1er" if lang == "fr" and day.day == 1 else str(day.day)
    words = f"{number} {format_date(day, 'MMMM y', locale=lang)}"
    return f"{format_date(day, 'EEEE', locale=lang)} {words}" if weekday else words


def quantity(value: float, bound: str, unit: str, lang: str) -> str:
    """A number with its bound and unit in words: (7200, "atLeast", "second") is "au moins 2 heures"."""
    if unit == "second":
        unit, value = _duration(value)
    number = format_decimal(value, format="#,##0.##", locale=lang)
    word = _WORDS[lang].get(unit, unit)
    noun = word if isinstance(word, str) else word[0 if abs(value) < (2 if lang == "fr" else 1.01) else 1]
    return _words(lang, bound if bound in ("exact", "atLeast", "atMost", "about") else "exact").format(f"{number} {noun}".strip())


def _duration(seconds: float) -> tuple[str, float]:
    name, size = next((x for x in _DURATIONS if seconds >= x[1] and seconds % x[1] == 0), _DURATIONS[-1])
    return name, seconds / size


def _words(lang: str, key: str) -> str:
    return str(_WORDS[lang][key])
