"""Entries that follow from a rule, not a list: resolutions of the United Nations, directives and regulations of the European Union."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib import resources

from kg.kb.entry import Entry

COUNCIL = re.compile(r"resolution-(\d{1,4})-du-conseil-de-securite-des-nations-unies")
ASSEMBLY = re.compile(r"resolution-(\d{2,3})-(\d{1,3})-de-l-assemblee-generale-des-nations-unies")
UNION = re.compile(r"(directive|reglement)-(\d{4})-(\d{1,4})")
FIRST_SESSION, FOUNDED = 31, 1945  # the Assembly numbers its resolutions by session since 1976; its first session began in 1946
FIRST_ACT, YEAR_FIRST = 1958, 2015  # years of the Union's acts; regulations put the year first since 2015
ACTS = {"directive": ("Directive", "Directive", "dir"), "reglement": ("Règlement", "Regulation", "reg")}


def by_rule(key: str) -> Entry | None:
    """The entry of an id that a rule makes; None for any other id."""
    for pattern, make in RULES:
        if found := pattern.fullmatch(key):
            return make(key, *found.groups())
    return None


@cache
def last_numbers() -> tuple[tuple[int, int], ...]:
    """(year, number of its last Security Council resolution), ascending."""
    text = (resources.files("kg.kb") / "data" / "resolutions.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line[:1].isdigit()]
    return tuple((int(year), int(last)) for year, last in rows)


def year_of(number: int) -> int | None:
    """The year in which the Council adopted resolution `number`; None beyond the table."""
    return next((year for year, last in last_numbers() if 0 < number <= last), None)


def council_id(number: int) -> str:
    """The id of a Security Council resolution; "" for a number that the Council hasn't reached."""
    return f"resolution-{number}-du-conseil-de-securite-des-nations-unies" if year_of(number) else ""


def assembly_id(session: int, number: int) -> str:
    """The id of a General Assembly resolution ("68/262"); "" for a session that numbers otherwise."""
    return f"resolution-{session}-{number}-de-l-assemblee-generale-des-nations-unies" if session >= FIRST_SESSION and number else ""


def union_id(act: str, one: int, other: int) -> str:
    """The id of a directive or regulation ("2006/123", "95/46", "1215/2012"); "" where neither number is a year.

    >>> union_id("reglement", 1215, 2012)
    'reglement-2012-1215'
    """
    year, number = (other, one) if FIRST_ACT <= other < YEAR_FIRST and not YEAR_FIRST <= one < 2100 else (one, other)
    year += 1900 if FIRST_ACT - 1900 <= year < 100 else 0
    return f"{act}-{year}-{number}" if FIRST_ACT <= year < 2100 and number else ""


def of_council(key: str, number: str) -> Entry:
    year = year_of(int(number))
    return Entry(
        key,
        "Legislation",
        f"Résolution {number} du Conseil de sécurité des Nations unies",
        f"United Nations Security Council Resolution {number}",
        article="la",
        gender="f",
        of="conseil-de-securite",
        source="rule",
        url=f"https://undocs.org/S/RES/{number}({year})" if year else "",
    )


def of_assembly(key: str, session: str, number: str) -> Entry | None:
    if not assembly_id(int(session), int(number)):
        return None
    return Entry(
        key,
        "Legislation",
        f"Résolution {session}/{number} de l'Assemblée générale des Nations unies",
        f"United Nations General Assembly Resolution {session}/{number}",
        article="la",
        gender="f",
        of="assemblee-generale-des-nations-unies",
        source="rule",
        url=f"https://undocs.org/A/RES/{session}/{number}",
    )


def of_union(key: str, act: str, year: str, number: str) -> Entry | None:
    if not FIRST_ACT <= int(year) < 2100:
        return None
    fr, en, eli = ACTS[act]
    shown = f"{year}/{number}" if act == "directive" or int(year) >= YEAR_FIRST else f"{number}/{year}"
    return Entry(
        key,
        "Legislation",
        f"{fr} {shown}",
        f"{en} {shown}",
        article="la" if act == "directive" else "le",
        gender="f" if act == "directive" else "m",
        of="union-europeenne",
        source="rule",
        url=f"http://data.europa.eu/eli/{eli}/{year}/{number}/oj",
    )


RULES: tuple[tuple[re.Pattern[str], Callable[..., Entry | None]], ...] = ((COUNCIL, of_council), (ASSEMBLY, of_assembly), (UNION, of_union))
