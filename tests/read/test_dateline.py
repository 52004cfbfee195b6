"""The first line of an article: what is date, what is headline, where prose begins."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.read.dateline import LONGEST_HEADLINE, opening, valid_date

# (text, its date, its headline, whether that is a title and no sentence of the text)
OPENINGS = {
    "dateline and headline": (" date 2017-11 Grève à Lyon\n\nLes trains sont arrêtés.", "2017-11", "Grève à Lyon", True),
    "dateline and first sentence": (
        " date 2017-11 Les trains sont arrêtés.\n\nLa grève dure.",
        "2017-11",
        "Les trains sont arrêtés.",
        False,
    ),
    "day": ("date 2017-11-21 Grève à Lyon\nLes trains …", "2017-11-21", "Grève à Lyon", True),
    "year": ("date 2017 Grève à Lyon\nLes trains …", "2017", "Grève à Lyon", True),
    "capitals and colon": ("DATE: 2017-11 Grève à Lyon\nLes trains …", "2017-11", "Grève à Lyon", True),
    "no-break space": ("date\u00a02017-11\u00a0Grève à Lyon\nLes trains …", "2017-11", "Grève à Lyon", True),
    "CRLF": (" date 2017-11 Grève à Lyon\r\n\r\nLes trains sont arrêtés.\r\n", "2017-11", "Grève à Lyon", True),
    "CR alone": ("date 2017-11 Grève à Lyon\r\rLes trains sont arrêtés.", "2017-11", "Grève à Lyon", True),
    "no dateline": ("Grève à Lyon\n\nLes trains sont arrêtés.", "", "Grève à Lyon", True),
    "no dateline, no headline": ("Les trains sont arrêtés. La grève dure.", "", "Les trains sont arrêtés.", False),
    "headline alone": ("Grève à Lyon", "", "Grève à Lyon", False),
    "quotation at the end": ("«La grève dure.»\nLes trains …", "", "«La grève dure.»", False),
    "suspension points": ("La grève dure…\nLes trains sont arrêtés.", "", "La grève dure…", False),
    "a question is a headline": ("La grève va-t-elle durer ?\n\nLes trains sont arrêtés.", "", "La grève va-t-elle durer ?", True),
    "the word date": ("Date limite dépassée\n\nLes dossiers sont clos.", "", "Date limite dépassée", True),
    "the word date in the middle": ("La date 2017-11 est connue.", "", "La date 2017-11 est connue.", False),
    "a number that goes on": ("date 2017-11a Grève\n\nLes trains …", "", "date 2017-11a Grève", True),
    "white space before": ("\n\n  Grève à Lyon\nLes trains sont arrêtés.", "", "Grève à Lyon", True),
    "a line too long for a headline": ("a" * (LONGEST_HEADLINE + 1) + "\n\nLes trains.", "", "a" * LONGEST_HEADLINE, False),
    "an abbreviated first sentence": ("Un " + "mot " * 100 + "fin. Suite.", "", ("Un " + "mot " * 100)[:LONGEST_HEADLINE].strip(), False),
}


@pytest.mark.parametrize("case", OPENINGS)
def test_opening(case: str) -> None:
    text, date, headline, titled = OPENINGS[case]
    found = opening(text)
    assert (found.date, found.headline, found.title_end > found.body) == (date, headline, titled)
    assert text[found.body :].startswith(headline.split()[0])
    if titled:
        assert text[found.body : found.title_end].strip() == headline


@pytest.mark.parametrize("text", ["2017", "2017-11", "2017-11-21", "2016-02-29", "1999-12-31"])
def test_dates_that_exist(text: str) -> None:
    assert valid_date(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "2017-13",
        "2017-00",
        "2017-02-30",
        "2017-02-29",
        "2017-11-00",
        "17",
        "2017-1",
        "2017-11-1",
        "2017-11-21T10",
        "0000",
        "2017-",
        "21/11/2017",
        "",
        " 2017",
    ],
)
def test_dates_that_do_not_exist(text: str) -> None:
    with pytest.raises(InputError, match="is not a date: write a year, month or day such as"):
        valid_date(text)


@pytest.mark.parametrize("date", ["2017-13", "2017-02-30", "21"])
def test_an_impossible_dateline_is_told(date: str) -> None:
    with pytest.raises(InputError, match=f"'{date}' is not a date"):
        opening(f" date {date} Grève à Lyon\n\nLes trains sont arrêtés.")


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_every_day_is_a_date_in_its_three_grains(day: datetime.date) -> None:
    text = str(day)
    for part in (text, text[:7], text[:4]):
        assert valid_date(part) == part


@given(st.text(alphabet=st.sampled_from(" \t\r\n.!?…»\"'datDE0123-7aé\u00a0"), max_size=80))
def test_offsets_stay_within_the_text(text: str) -> None:
    try:
        found = opening(text)
    except InputError:
        return
    assert 0 <= found.body <= found.title_end <= len(text)
    assert len(found.headline) <= LONGEST_HEADLINE
    assert "\n" not in found.headline
    assert not text[: found.body].strip() or found.date
