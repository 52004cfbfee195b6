"""Claims that contradict each other are found, and those that are only less precise are left alone."""

from __future__ import annotations

import pytest

from fuse.records import Told, article, day, quantity, span
from kg.fuse import Disagreement, Graph, fuse
from kg.model import Bound, Extraction, Fact, PartOfDay, TimeExpression

PAIR = ("ana-lima", "bo-chen")


def at(iso: str, part: PartOfDay = "", last: str = "") -> TimeExpression:
    """A day, or the days to `last`, and a part of the day."""
    return TimeExpression(0, 1, "TIME" if part else "DATE", iso, iso, last or iso, part_of_day=part)


MONDAY = at("2018-03-05")


def met(when: TimeExpression = MONDAY, place: str = "berlin", **more: object) -> Told:
    return Told("Meeting", PAIR, when=when, place=place, **more)  # type: ignore[arg-type]


def struck(deaths: float, bound: Bound = "exact", unit: str = "person") -> Told:
    return Told("Attack", ("ana-lima",), when=day("2018-03-05"), place="berlin", facts=(quantity("deaths", deaths, bound, unit),))


PLANTED = {
    "another part of the day": ("partOfDay", met(at("2018-03-05", "Morning")), met(at("2018-03-05", "Evening"))),
    "afternoon and night": ("partOfDay", met(at("2018-03-05", "Afternoon")), met(at("2018-03-05", "Night"))),
    "the next day": ("date", met(), met(at("2018-03-06"))),
    "another place": ("sem:hasPlace", met(), met(place="paris")),
    "another number": ("deaths", struck(12), struck(15)),
    "more than there were": ("deaths", struck(20, "atLeast"), struck(15)),
    "fewer than there were": ("deaths", struck(10, "atMost"), struck(15)),
    "far from about": ("deaths", struck(100, "about"), struck(150)),
    "another amount": (
        "amount",
        Told("Acquisition", PAIR, facts=(quantity("amount", 3e8, unit="EUR"),)),
        Told("Acquisition", PAIR, facts=(quantity("amount", 4e8, unit="EUR"),)),
    ),
    "held and denied": ("status", met(), met(status="Negated")),
}
HARMLESS = {
    "the same": (met(), met()),
    "a day and its month": (met(), met(span("2018-03-01", "2018-03-31"))),
    "a day and its part": (met(at("2018-03-05", "Evening")), met()),
    "the evening and the night": (met(at("2018-03-05", "Evening")), met(at("2018-03-05", "Night"))),
    "noon and the afternoon": (met(at("2018-03-05", "Midday")), met(at("2018-03-05", "Afternoon"))),
    "a place and none": (met(), met(place="")),
    "at least as many": (struck(12, "atLeast"), struck(15)),
    "about as many": (struck(100, "about"), struck(110)),
    "other units": (struck(12), struck(15, unit="house")),
    "planned, then held": (met(status="Planned"), met()),
    "another week": (met(), met(at("2018-03-12"))),
    "other people on another day": (met(), Told("Meeting", ("cy-diop", "bo-chen"), when=at("2018-03-06"), place="paris")),
}


def graph(one: Told, other: Told) -> Graph:
    return fuse([article("a", one, date="2018-03-06"), article("b", other, date="2018-03-06")])


def found(one: Told, other: Told) -> set[str]:
    return {d.property for d in graph(one, other).disagreements}


@pytest.mark.parametrize("case", PLANTED)
def test_a_planted_contradiction_is_found(case: str) -> None:
    property, one, other = PLANTED[case]
    (disagreement,) = graph(one, other).disagreements
    assert (disagreement.property, disagreement.claim_a, disagreement.claim_b) == (property, ("a", 1), ("b", 1))
    assert graph(other, one).disagreements != ()


@pytest.mark.parametrize("case", HARMLESS)
def test_what_fits_is_no_contradiction(case: str) -> None:
    assert found(*HARMLESS[case]) == set()


def test_precision_and_recall_of_what_is_planted_among_much_else() -> None:
    """All cases at once, a month apart each, in one collection."""
    articles: list[Extraction] = []
    for number, (one, other) in enumerate([*((a, b) for _, a, b in PLANTED.values()), *HARMLESS.values()]):
        for side, told in (("a", one), ("b", other)):
            articles.append(article(f"{number:02}{side}", moved(told, number), date=f"{2018 + number}-03-06"))
    disagreements = fuse(articles).disagreements
    planted = {(f"{number:02}a", f"{number:02}b", case[0]) for number, case in enumerate(PLANTED.values())}
    reported = {(d.claim_a[0], d.claim_b[0], d.property) for d in disagreements}
    assert len(planted & reported) / len(planted) >= 0.9
    assert len(planted & reported) / len(reported) >= 0.9


def moved(told: Told, years: int) -> Told:
    """What is told, so many years later."""
    if told.when is None:
        return told
    earliest, latest = (f"{int(d[:4]) + years}{d[4:]}" for d in (told.when.earliest, told.when.latest))
    when = TimeExpression(0, 1, told.when.type, earliest, earliest, latest, part_of_day=told.when.part_of_day)
    return Told(told.type, told.parties, told.status, told.place, when, told.facts)


def test_an_article_that_tells_of_both_holds_two_days_apart() -> None:
    both = article("a", met(), met(at("2018-03-06")), date="2018-03-06")
    assert fuse([both, article("b", met(), date="2018-03-06")]).disagreements == ()


# ---- order


def test_a_remark_before_what_it_speaks_of_is_reported_and_not_propagated() -> None:
    told = met(at("2018-03-05", "Evening"))
    remark = Told("Statement", ("ana-lima",), when=at("2018-03-05", "Afternoon"), facts=(Fact("content", "event", "e1"),))
    made = fuse([article("a", told, date="2018-03-06"), article("b", met(), remark, date="2018-03-06")])
    (event,) = [e for e in made.events if e.type == "Meeting"]
    assert made.disagreements == (Disagreement(event.key, "before", ("a", 1), ("b", 2)),)
    assert (event.when.day, event.when.part_of_day) == ("2018-03-05", "Evening")


def test_a_remark_dates_what_it_speaks_of() -> None:
    remark = Told("Statement", ("ana-lima",), when=at("2018-03-05"), facts=(Fact("content", "event", "e1"),))
    made = fuse([article("a", met(span("2018-03-01", "2018-03-31")), remark)])
    (event,) = [e for e in made.events if e.type == "Meeting"]
    assert (event.when.earliest, event.when.latest) == ("2018-03-01", "2018-03-05")
    assert event.dated_by == (("a", 1), ("a", 2))


def test_a_plan_may_be_spoken_of_before() -> None:
    remark = Told("Statement", ("ana-lima",), when=at("2018-03-05"), facts=(Fact("content", "event", "e1"),))
    made = fuse([article("a", met(at("2018-03-09"), status="Planned"), remark)])
    assert made.disagreements == ()


def test_an_order_that_cannot_be_is_reported() -> None:
    after = Told("PhoneCall", PAIR, when=at("2018-03-01"), facts=(Fact("after", "event", "e2"),))
    made = fuse([article("a", after, met())])
    (disagreement,) = made.disagreements
    assert disagreement.property == "before"
    assert {e.when.day for e in made.events} == {"2018-03-01", "2018-03-05"}
