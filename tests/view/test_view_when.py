"""Dates and quantities in words."""

from __future__ import annotations

import pytest

from kg.view.when import When, in_words, point, quantity

DATES = [
    (When(date="2017-11-21"), "mardi 21 novembre 2017", "Tuesday 21 November 2017"),
    (When(date="2018-01-01", part_of_day="Evening"), "lundi 1er janvier 2018, au soir", "Monday 1 January 2018, in the evening"),
    (When(earliest="2018-04-01", latest="2018-04-30", edtf="2018-04"), "avril 2018", "April 2018"),
    (When(earliest="2018-01-01", latest="2018-12-31"), "2018", "2018"),
    (When(earliest="2018-04-03", latest="2018-04-03"), "mardi 3 avril 2018", "Tuesday 3 April 2018"),
    (When(earliest="2018-04-03", latest="2018-05-01"), "entre le 3 avril 2018 et le 1er mai 2018", "between 3 April 2018 and 1 May 2018"),
    (When(edtf="[2017-11-07,2017-11-14,2017-11-21]"), "7, 14 ou 21 novembre 2017", "7, 14 or 21 November 2017"),
    (When(edtf="[2017-10-31,2017-11-07]"), "31 octobre 2017 ou 7 novembre 2017", "31 October 2017 or 7 November 2017"),
    (When(earliest="2011-03-01", edtf="2011-03/.."), "depuis mars 2011", "since March 2011"),
    (When(earliest="2011-03-15"), "depuis le 15 mars 2011", "since 15 March 2011"),
    (When(latest="2011-03-15"), "jusqu’au 15 mars 2011", "until 15 March 2011"),
    (When(part_of_day="Morning"), "au matin", "in the morning"),
    (When(part_of_day="__proto__"), "", ""),
    (When(), "", ""),
    (When(date="2017-02-31"), "2017-02-31", "2017-02-31"),
    (When(earliest="x", latest="y"), "", ""),
]


@pytest.mark.parametrize(("when", "french", "english"), DATES)
def test_dates(when: When, french: str, english: str) -> None:
    assert (in_words(when, "fr"), in_words(when, "en")) == (french, english)


@pytest.mark.parametrize(
    ("text", "words"),
    [("2018", "2018"), ("2018-03", "mars 2018"), ("2018-03-13", "13 mars 2018"), ("", ""), ("hier", "hier"), ("2018-13", "2018-13")],
)
def test_points(text: str, words: str) -> None:
    assert point(text, "fr") == words


@pytest.mark.parametrize(
    ("value", "bound", "unit", "french", "english"),
    [
        (7200, "atLeast", "second", "au moins 2 heures", "at least 2 hours"),
        (3600, "exact", "second", "1 heure", "1 hour"),
        (400000, "about", "person", "environ 400\u202f000 personnes", "about 400,000 people"),
        (12, "atMost", "EUR", "au plus 12 EUR", "at most 12 EUR"),
        (1.5, "exact", "", "1,5", "1.5"),
        (3, "strange", "", "3", "3"),
    ],
)
def test_quantities(value: float, bound: str, unit: str, french: str, english: str) -> None:
    assert (quantity(value, bound, unit, "fr"), quantity(value, bound, unit, "en")) == (french, english)
