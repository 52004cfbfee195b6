"""What expressions mean where only the month in which an article was published is known."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.extract.times import read_times
from kg.fuse.graph import When
from kg.model import Document, TimeExpression
from kg.nlp.doc import Doc
from kg.rdf.edtf import edtf


def only(nlp: Language, text: str, date: str) -> TimeExpression:
    (found,) = read_times(Doc(nlp(text)), Document("a", "a.txt", "", text, "fr", date, "0" * 64))
    return found


def test_yesterday_is_some_day_of_the_month(nlp: Language) -> None:
    found = only(nlp, "Le maire a démissionné hier.", "1999-05")
    assert (found.earliest, found.latest, found.days) == ("1999-05-01", "1999-05-31", ())
    assert len(found.if_published) == 31
    assert ("1999-05-20", "1999-05-19", "1999-05-19") in found.if_published


WEEKDAYS = ["Le maire a démissionné lundi.", "Le maire démissionnera lundi.", "Le maire a vu lundi dernier son adjoint."]


@pytest.mark.parametrize("text", WEEKDAYS)
def test_a_weekday_is_one_of_the_month(nlp: Language, text: str) -> None:
    found = only(nlp, text, "1999-05")
    days = ("1999-05-03", "1999-05-10", "1999-05-17", "1999-05-24", "1999-05-31")
    assert found.days == days
    assert {day for _, *bounds in found.if_published for day in bounds} <= set(days)


def test_the_day_of_publication_is_settled_by_other_words(nlp: Language) -> None:
    found = only(nlp, "Il avait démissionné plus tôt mardi.", "2017-11")
    assert [day for day, *_ in found.if_published] == ["2017-11-07", "2017-11-14", "2017-11-21", "2017-11-28"]


MANY = tuple(f"1999-05-{day:02}" for day in range(1, 31))


def test_more_days_than_one_reads_are_their_month() -> None:
    assert edtf(When("1999-04-30", "1999-05-30", ("1999-04-30", *MANY))) == "1999-05"
    assert edtf(When("1999-05-03", "1999-05-31", MANY[2:7])) == "[1999-05-03,1999-05-04,1999-05-05,1999-05-06,1999-05-07]"


def test_a_date_of_the_month_is_of_its_year(nlp: Language) -> None:
    since = only(nlp, "Le port est fermé depuis le 5 mai.", "2017-05")
    assert (since.earliest, since.latest, since.days) == ("2017-05-05", "", ())


def test_the_eve_of_a_weekday_is_one_of_as_many_days(nlp: Language) -> None:
    found = read_times(
        Doc(nlp("Samedi, il a vu le préfet. La veille, il avait écrit.")), Document("a", "a.txt", "", "", "fr", "1999-05", "0" * 64)
    )
    assert found[1].days == ("1999-05-07", "1999-05-14", "1999-05-21", "1999-05-28")
