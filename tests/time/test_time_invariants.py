"""What holds for every text: offsets, order, bounds, no crash, no day that the article's date doesn't settle."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import TimeExpression
from kg.time.fold import fold
from kg.time.lexicon import load

Find = Callable[..., list[TimeExpression]]
PIECES = [
    "mardi", "le", "21", "novembre", "2017", "mars", "hier", "soir", "20 h", "30", "heures", "il y a", "deux", "ans", "depuis",
    "du", "au", "3", "et", "à", ",", "plus de", "d'", "semaine", "dernière", "prochain", "1er", "mai", "la", "nuit", "de", "samedi",
    "Noël", "fin", "début", "siècle", "XIXe", "années", "90", "/", "-", "vingtaine", "chaque", "tous", "les", "9999", "0", "31",
    "février", "29", "100000000", "milliards", "avant", "après", "le lendemain", "\n", "’", "\u00a0", "É",
]  # fmt: skip
DATES = st.sampled_from(["2017-11-21", "2017-11", "2017", "", "2016-02-29", "1000-01-01", "9999-12-31", "0001-01-01", "1"])
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join), st.text(max_size=60))


@settings(deadline=None, max_examples=300)
@given(text=TEXTS, written=DATES)
def test_every_text_is_read(find_untagged: Find, text: str, written: str) -> None:
    found = find_untagged(text, written)
    for expression in found:
        assert 0 <= expression.start < expression.end <= len(text)
        assert text[expression.start : expression.end].strip() == text[expression.start : expression.end]
        assert all(date.fromisoformat(day) for day in (expression.earliest, expression.latest, *expression.days) if day)
        assert list(expression.days) == sorted(expression.days)
        assert not (expression.earliest and expression.latest) or expression.earliest <= expression.latest
    assert all(first.end <= second.start for first, second in pairwise(found))


@settings(deadline=None, max_examples=200)
@given(text=st.text(max_size=80))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


TYPOGRAPHY = [
    ("aujourd'hui", "aujourd’hui"),
    ("il y a plus d'une semaine", "il y a plus d’une semaine"),
    ("à 20 h 30", "à 20\u00a0h\u202f30"),
    ("le 21 novembre 2017", "le 21\u00a0novembre 2017"),
    ("le week-end dernier", "le week\u2011end dernier"),
    ("en août", "en aout"),
    ("de 2010 à 2015", "de 2010 à\n2015"),
]


@pytest.mark.parametrize(("plain", "printed"), TYPOGRAPHY)
def test_typography_changes_nothing(find_untagged: Find, plain: str, printed: str) -> None:
    assert [time.value for time in find_untagged(plain)] == [time.value for time in find_untagged(printed)] != []


DURATIONS = [
    ("plus d'une heure", 3600, "atLeast"),
    ("au moins trois semaines", 1814400, "atLeast"),
    ("deux jours au moins", 172800, "atLeast"),
    ("moins de dix minutes", 600, "atMost"),
    ("au plus dix jours", 864000, "atMost"),
    ("environ 40 minutes", 2400, "about"),
    ("près de cinq heures", 18000, "about"),
    ("quelque deux heures", 7200, "about"),
    ("une vingtaine de minutes", 1200, "about"),
    ("une demi-heure", 1800, "exact"),
    ("une heure et demie", 5400, "exact"),
    ("trois quarts d'heure", 2700, "exact"),
    ("trente-deux secondes", 32, "exact"),
    ("1 500 secondes", 1500, "exact"),
    ("2,5 secondes", 2.5, "exact"),
]


@pytest.mark.parametrize(("words", "seconds", "bound"), DURATIONS)
def test_durations_are_bounded_quantities(find_untagged: Find, words: str, seconds: float, bound: str) -> None:
    (found,) = find_untagged(f"L'entretien dura {words}.")
    assert found.type == "DURATION"
    assert found.duration
    assert (found.duration.value, found.duration.bound, found.duration.unit) == (seconds, bound, "second")


SHIFTS = [
    ("Un jour après la rencontre, il partit.", "after", 1),
    ("Deux jours plus tard, il partit.", "after", 2),
    ("Une semaine avant le vote, il partit.", "before", 7),
    ("Quarante-huit heures après le vote, il partit.", "after", 2),
    ("La veille du vote, il partit.", "before", 1),
    ("Le surlendemain de la rencontre, il partit.", "after", 2),
    ("Deux ans plus tôt, il partit.", "before", None),
]


@pytest.mark.parametrize(("text", "relation", "shift"), SHIFTS)
def test_shifts_count_from_what_they_hang_on(find_untagged: Find, text: str, relation: str, shift: int | None) -> None:
    (found,) = find_untagged(text)
    assert (found.relation, found.shift, found.duration, found.earliest) == (relation, shift, None, "")


def test_a_weekday_of_a_month_is_a_set_of_days(find_untagged: Find) -> None:
    (found,) = find_untagged("Il est venu mardi soir.", "2017-11")
    assert found.days == ("2017-11-07", "2017-11-14", "2017-11-21", "2017-11-28")
    assert found.part_of_day == "Evening"


RELATIVE = [
    "hier",
    "aujourd'hui",
    "demain",
    "mardi",
    "mardi soir",
    "lundi dernier",
    "jeudi prochain",
    "ce matin",
    "il y a trois jours",
    "le lendemain",
    "à 20 h",
]


@pytest.mark.parametrize("words", RELATIVE)
@pytest.mark.parametrize("written", ["2017", ""])
def test_without_a_day_or_month_no_single_day_is_claimed(find_untagged: Find, words: str, written: str) -> None:
    for found in find_untagged(f"Il est venu {words}.", written):
        assert not found.earliest or found.earliest != found.latest


@pytest.mark.parametrize("written", ["2017-13", "hier", "2017-11-21-01", "2017-02-30"])
def test_a_wrong_article_date_is_an_input_error(find_untagged: Find, written: str) -> None:
    with pytest.raises(InputError, match="Write the article's date"):
        find_untagged("hier", written)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_rules_can_be_read_and_mean_something(language: str) -> None:
    from kg.time.find import MEANINGS

    lexicon = load(language)
    assert len(lexicon.rules) > 40
    assert {rule.means for rule in lexicon.rules} <= set(MEANINGS)
    assert all(rule.firsts and rule.regex for rule in lexicon.rules)


ENGLISH = [
    ("They met on Tuesday, November 21, 2017.", ["2017-11-21"]),
    ("He left yesterday evening, two years ago, last month.", ["2017-11-20TEV", "2015", "2017-10"]),
    ("She is 45 years old; the 45-year-old left at 20:30.", ["2017-11-21T20:30"]),
    ("In the early 1990s, in March 2011 and on the second Sunday of June 2018.", ["199", "2011-03", "2018-06-10"]),
    ("Troops moved in at 8 a.m. on Tuesday, the talks resumed on Thursday at 3 p.m.", ["2017-11-21T08:00", "2017-11-23T15:00"]),
    ("It took twenty-five years, and one hundred and fifty days more.", ["P25Y", "P150D"]),
    ("Arrested on March 4, 2016, he was freed three days later; he returns in ten days.", ["2016-03-04", "2016-03-07", "2017-12-01"]),
    ("Families in Toronto gather for Thanksgiving.", ["2017-10-09"]),
    ("Families in Ohio gather for Thanksgiving, then for Christmas and at Easter.", ["2017-11-23", "2017-12-25", "2018-04-01"]),
    ("In the nineteenth century the town grew, in the first quarter of 2016 it shrank.", ["18", "2016-Q1"]),
    ("The author of “Friday or Another Day” came every Monday since last week.", ["XXXX-WXX-1", "2017-W46"]),
]


@pytest.mark.parametrize(("text", "values"), ENGLISH)
def test_english(find_untagged: Find, text: str, values: list[str]) -> None:
    assert [found.value for found in find_untagged(text, "2017-11-21", "en")] == values


PIECES_IN_A_ROW = [
    "mardi ", "quatre-vingt-", "a-a-a-a-", "2000/", "le 3, ", "111.111.", "nuit du 3 au ", "à 20 h mardi ", "deux jours plus tard, ",
    "il y a ", "« 1984 ", '"Mardi" roman ', "l'Action de grâces au Canada ", "lundi et mardi et ",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES_IN_A_ROW)
def test_time_grows_with_the_text_and_not_faster(find_untagged: Find, piece: str) -> None:
    """Ten times the text may take forty times as long on a busy machine; a rule that is not linear takes a hundred."""
    short, long = ((piece * (length // len(piece))) for length in (3_000, 30_000))
    find_untagged(short)
    assert seconds(find_untagged, long) < 40 * seconds(find_untagged, short) + 0.5


def seconds(find_untagged: Find, text: str) -> float:
    start = time.process_time()
    find_untagged(text)
    return time.process_time() - start
