"""People, offices and tenures: every row is well formed, every reference resolves, one chair holds one person."""

from __future__ import annotations

import calendar
import re
from importlib import resources
from itertools import combinations, groupby
from pathlib import Path

import pytest

from kg.kb.entry import Entry, Office, Tenure, name_key
from kg.kb.files import lines as file_lines
from kg.kb.files import read_file

DATA = Path(str(resources.files("kg.kb") / "data"))
RANKS = {"state", "ceremonial", "government", "minister", "head", "member"}
SHARED = {"commissaire-europeen", "envoye-special", "juge", "porte-parole"}  # offices that several people hold at once
ACRONYM = re.compile(r"[A-Z]{2,5}")


def records(name: str) -> list[Entry | Office | Tenure]:
    return [record for _, record in read_file(DATA / f"{name}.tsv")]


PEOPLE = [r for r in records("people") if isinstance(r, Entry)]
OFFICES = [r for r in records("offices") if isinstance(r, Office)]
TENURES = [r for r in records("tenures") if isinstance(r, Tenure)]
BY_ID = {p.id: p for p in PEOPLE}
OFFICE = {o.id: o for o in OFFICES}


def rows(name: str) -> list[list[str]]:
    """The cells of every line of a file that is no comment."""
    return [line.split("\t") for line in file_lines(DATA / f"{name}.tsv") if line and not line.startswith("#")]


def day(date: str, last: bool) -> str:
    """The first or last day of a day, month or year, as an ISO string; an open end is after all of them."""
    if not date:
        return "9999-12-31"
    year, month, rest = [*date.split("-"), "", ""][:3]
    month = month or ("12" if last else "01")
    return f"{year}-{month}-{rest or (calendar.monthrange(int(year), int(month))[1] if last else '01')}"


def overlap(one: Tenure, other: Tenure) -> bool:
    """Whether two tenures surely overlap by more than the day on which the one hands over to the other."""
    first, second = sorted((one, other), key=lambda t: (day(t.start, last=True), day(t.end, last=True)))
    return day(second.start, last=True) < day(first.end, last=False)


def holders(of: str, office: str, date: str) -> set[str]:
    """Who may have held an office at a date (day, month or year)."""
    first, last = day(date, last=False), day(date, last=True)
    chair = [t for t in TENURES if (t.of, t.office) == (of, office)]
    return {t.person for t in chair if day(t.start, last=False) <= last and first <= day(t.end, last=True)}


def test_there_is_enough() -> None:
    assert len(PEOPLE) >= 500
    assert len(TENURES) >= 600
    assert len(OFFICES) >= 40


@pytest.mark.parametrize("name", ["people", "offices", "sources"])
def test_keys_are_unique(name: str) -> None:
    keys = [cells[0] for cells in rows(name)]
    assert len(keys) == len(set(keys))


def test_people_are_described() -> None:
    for person in PEOPLE:
        assert person.kind == "Person"
        assert person.gender in ("m", "f"), person.id
        assert all((person.fr, person.en, person.source)), person.id
        assert all(ACRONYM.fullmatch(a) for a in person.acronyms), person.id


def test_people_are_sorted() -> None:
    assert [p.id for p in PEOPLE] == sorted(p.id for p in PEOPLE)


def test_an_alias_adds_a_form() -> None:
    for person in PEOPLE:
        # A spelling without the accents of the name ("Erdogan") is a form of its own: texts use it, and people search for it.
        named = {person.fr, person.en}
        aliases = person.aliases
        assert all(name_key(a) for a in aliases), person.id
        assert len(named.union(aliases)) == len(named) + len(aliases), person.id


def test_wikidata_ids_are_unique_and_sourced() -> None:
    with_id = [p for p in PEOPLE if p.wikidata]
    assert all(re.fullmatch(r"Q[1-9]\d*", p.wikidata) for p in with_id)
    assert len({p.wikidata for p in with_id}) == len(with_id)
    assert all(p.source != "editor" for p in with_id)


def test_office_nouns_are_lower_case_and_ranked() -> None:
    for office in OFFICES:
        assert office.nouns, office.id
        assert all(n == n.lower() for n in office.nouns), office.id
        assert len(set(office.nouns)) == len(office.nouns), office.id
        assert office.rank in RANKS, office.id
        assert set(filter(None, office.generic.split("|"))) <= RANKS, office.id


def test_tenures_refer_to_people_and_offices() -> None:
    for tenure in TENURES:
        assert tenure.person in BY_ID, tenure
        assert tenure.office in OFFICE, tenure
        assert not OFFICE[tenure.office].generic, tenure
        assert all((tenure.of, tenure.source)), tenure


def test_tenures_begin_before_they_end() -> None:
    for tenure in TENURES:
        assert tenure.start, tenure
        assert day(tenure.start, last=False) <= day(tenure.end, last=True), tenure


def test_tenures_are_sorted_and_told_once() -> None:
    keys = [(t.of, t.office, t.start, t.person) for t in TENURES]
    assert keys == sorted(keys)
    assert len(keys) == len(set(keys))


def test_one_chair_holds_one_person() -> None:
    for (_, office), group in groupby(TENURES, key=lambda t: (t.of, t.office)):
        clashes = [(a, b) for a, b in combinations(group, 2) if overlap(a, b)]
        assert office in SHARED or not clashes


def ids(*names: str) -> set[str]:
    """The ids of the embedded files of these names."""
    return {cells[0] for name in names for cells in rows(name)}


def test_whoever_is_spoken_for_is_known() -> None:
    known = ids("countries", "organisations", "regions", "places", "cities")
    assert {t.of for t in TENURES} | {p.of for p in PEOPLE if p.of} <= known


def test_people_ids_are_free() -> None:
    assert not ids("countries", "organisations", "regions", "places", "cities", "laws", "processes", "things") & set(BY_ID)


@pytest.mark.parametrize(
    ("of", "office", "date", "person"),
    [
        ("etats-unis", "president", "2017-11-21", "donald-trump"),
        ("etats-unis", "president", "2022-03-01", "joe-biden"),
        ("russie", "president", "2010-05-01", "dmitri-medvedev"),
        ("russie", "premier-ministre", "2010-05-01", "vladimir-poutine"),
        ("france", "premier-ministre", "1999-02", "lionel-jospin"),
        ("allemagne", "chancelier", "2004", "gerhard-schroder"),
        ("allemagne", "president-constitutionnel", "2013-06-01", "joachim-gauck"),
        ("iran", "guide-supreme", "2003-01-01", "ali-khamenei"),
        ("onu", "secretaire-general", "2006-08-12", "kofi-annan"),
        ("vatican", "pape", "2014-05-25", "pape-francois"),
        ("coree-du-nord", "dirigeant-supreme", "2012-04-15", "kim-jong-un"),
    ],
)
def test_who_held_it_then(of: str, office: str, date: str, person: str) -> None:
    assert holders(of, office, date) == {person}


@pytest.mark.parametrize(
    ("of", "office", "date"),
    [("etats-unis", "president", "1950"), ("russie", "chancelier", "2010"), ("brunei", "president", "2010")],
)
def test_who_did_not_hold_it(of: str, office: str, date: str) -> None:
    assert not holders(of, office, date)
