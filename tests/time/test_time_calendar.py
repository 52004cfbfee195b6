"""Arithmetic on days: periods, values, holidays."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.time.calendar import around, easter, holiday, nearest, part_of, period_of, read_date, shifted, value_of
from kg.time.lexicon import load
from kg.time.numbers import read_number

DAY = date(2017, 11, 21)
VALUES = [
    ("day", "2017-11-21"), ("week", "2017-W47"), ("weekend", "2017-W47-WE"), ("month", "2017-11"), ("quarter", "2017-Q4"),
    ("semester", "2017-H2"), ("year", "2017"), ("decade", "201"), ("century", "20"),
]  # fmt: skip


@pytest.mark.parametrize(("unit", "value"), VALUES)
def test_values(unit: str, value: str) -> None:
    assert value_of(period_of(DAY, unit)) == value


@given(moment=st.dates(date(1000, 1, 1), date(2900, 1, 1)), unit=st.sampled_from([unit for unit, _ in VALUES if unit != "weekend"]))
def test_a_period_holds_its_day(moment: date, unit: str) -> None:
    period = period_of(moment, unit)
    assert period.first <= moment <= period.last
    assert period_of(period.first, unit) == period_of(period.last, unit) == period
    for edge in ("start", "middle", "end"):
        assert period.first <= part_of(period, edge).first <= part_of(period, edge).last <= period.last


@given(moment=st.dates(date(1000, 1, 1), date(2900, 1, 1)), count=st.integers(-300, 300))
def test_shifting_there_and_back(moment: date, count: int) -> None:
    assert shifted(shifted(moment, "day", count), "day", -count) == moment
    assert abs((shifted(shifted(moment, "month", count), "month", -count) - moment).days) <= 3  # the 31st of a shorter month


def test_what_counts_from_a_vague_day_is_vague() -> None:
    month = read_date("2017-11")
    assert month
    assert value_of(around(month, "month", -1)) == "2017-10"
    assert around(month, "day", -1).unit == ""


@pytest.mark.parametrize(
    ("year", "day"), [(1999, (4, 4)), (2000, (4, 23)), (2008, (3, 23)), (2017, (4, 16)), (2018, (4, 1)), (2038, (4, 25))]
)
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


HOLIDAYS = [
    ("12-25", "2017-12-25"),
    ("easter+39", "2017-05-25"),
    ("4 thursday 11", "2017-11-23"),
    ("-1 sunday 5", "2017-05-28"),
    ("ramadan", "2017-05-27"),
]


@pytest.mark.parametrize(("rule", "first"), HOLIDAYS)
def test_holidays(rule: str, first: str) -> None:
    found = holiday(rule, 2017)
    assert found
    assert found.first.isoformat() == first


def test_every_holiday_of_the_languages_has_a_day() -> None:
    for language in ("fr", "en"):
        rules = [rule if isinstance(rule, dict) else {"": rule} for rule in load(language).tables["holidays"].values()]
        assert all(holiday(day, 2020) for rule in rules for day in rule.values())
        assert {code for rule in rules for code in rule} - {""} <= set(load(language).tables["countries"].values())


def test_the_nearest_is_past_coming_or_closest() -> None:
    days = [period_of(date(2017, 11, number), "day") for number in (14, 21, 28)]
    assert [nearest(days, DAY, direction).first.day for direction in (-2, -1, 0, 1, 2)] == [14, 21, 21, 21, 28]


NUMBERS = [
    ("21", 21), ("1 500", 1500), ("1.500", 1500), ("2,5", 2.5), ("vingt et un", 21), ("soixante-dix", 70), ("quatre-vingt-dix-huit", 98),
    ("deux cents", 200), ("cent vingt", 120), ("trois mille deux cents", 3200),
]  # fmt: skip


@pytest.mark.parametrize(("written", "number"), NUMBERS)
def test_numbers(written: str, number: float) -> None:
    assert read_number(written, load("fr").tables["numbers"]) == number
