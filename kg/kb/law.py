"""Entries that follow from a rule instead of a list: resolutions of the UN Security Council."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from kg.kb.entry import Entry

KEY = re.compile(r"resolution-(\d{1,4})-du-conseil-de-securite-des-nations-unies")


@cache
def last_numbers() -> tuple[tuple[int, int], ...]:
    """(year, number of its last resolution), ascending."""
    text = (resources.files("kg.kb") / "data" / "resolutions.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line[:1].isdigit()]
    return tuple((int(year), int(last)) for year, last in rows)


def year_of(number: int) -> int | None:
    """The year in which the Council adopted resolution `number`; None beyond the table."""
    return next((year for year, last in last_numbers() if 0 < number <= last), None)


def resolution_id(number: int) -> str:
    """The id of a Security Council resolution."""
    return f"resolution-{number}-du-conseil-de-securite-des-nations-unies"


def resolution(key: str) -> Entry | None:
    """The entry of a Security Council resolution's id; None for any other id."""
    found = KEY.fullmatch(key)
    if not found:
        return None
    number, year = int(found[1]), year_of(int(found[1]))
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
