"""Which events of several articles are one, and that neither order nor company changes the answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuse.records import Told, article, day, span
from kg.fuse import FusedEvent, fuse
from kg.fuse.background import Background
from kg.fuse.blocks import ties
from kg.fuse.decide import Judge
from kg.fuse.union import Union
from kg.judgements import Judgement, Judgements, Kind
from kg.model import Extraction, Fact, TimeExpression
from kg.rdf.ontology import load

PAIR = ("ana-lima", "bo-chen")
MARCH, FIRST_WEEK = span("2018-03-01", "2018-03-31"), span("2018-03-01", "2018-03-07")
FIRST_WEEK_OR_NEXT = span("2018-03-01", "2018-03-11")


def together(*told: Told, dates: tuple[str, ...] = ()) -> tuple[FusedEvent, ...]:
    """The events of articles that tell of one event each."""
    given_dates = dates or ("2018-03",) * len(told)
    return fuse([article(f"d{n}", t, date=d) for n, (t, d) in enumerate(zip(told, given_dates, strict=True))]).events


def test_two_articles_of_one_call_are_one_event() -> None:
    (event,) = together(Told("PhoneCall", PAIR, when=day("2018-03-12")), Told("PhoneCall", PAIR, when=MARCH))
    assert event.documents == ("d0", "d1")
    assert event.members == (("d0", "e1"), ("d1", "e1"))
    assert len(event.claims) == 2
    assert event.when.day == "2018-03-12"


SAME = {
    "a call and a conversation": (Told("PhoneCall", PAIR), Told("Conversation", PAIR)),
    "a meeting and a summit": (Told("Meeting", PAIR), Told("Summit", PAIR)),
    "one told with a third party": (Told("Meeting", PAIR), Told("Meeting", (*PAIR, "cy-diop"))),
    "planned, then held": (Told("Meeting", PAIR, "Planned", when=day("2018-03-12")), Told("Meeting", PAIR, when=day("2018-03-12"))),
    "one place known": (Told("Meeting", PAIR, place="berlin"), Told("Meeting", PAIR)),
    "one party and one place": (Told("Visit", ("ana-lima",), place="berlin"), Told("Visit", ("ana-lima",), place="berlin")),
    "one party and one day": (Told("Arrest", ("ana-lima",), when=day("2018-03-12")), Told("Arrest", ("ana-lima",), when=day("2018-03-12"))),
}
APART = {
    "another week": (Told("PhoneCall", PAIR, when=day("2018-03-05")), Told("PhoneCall", PAIR, when=day("2018-03-12"))),
    "a day outside an interval": (Told("PhoneCall", PAIR, when=FIRST_WEEK), Told("PhoneCall", PAIR, when=day("2018-03-12"))),
    "a day that is no candidate": (
        Told("PhoneCall", PAIR, when=span("2018-03-05", "2018-03-19", "2018-03-05", "2018-03-12", "2018-03-19")),
        Told("PhoneCall", PAIR, when=day("2018-03-06")),
    ),
    "another place": (Told("Meeting", PAIR, place="berlin"), Told("Meeting", PAIR, place="paris")),
    "another family": (Told("PhoneCall", PAIR), Told("Agreement", PAIR)),
    "a call and a meeting": (Told("PhoneCall", PAIR), Told("Meeting", PAIR)),
    "one party in common": (Told("Meeting", PAIR), Told("Meeting", ("ana-lima", "cy-diop"))),
    "one party, nothing else": (Told("Visit", ("ana-lima",)), Told("Visit", ("ana-lima",))),
    "denied beside told": (Told("Meeting", PAIR, "Negated", when=day("2018-03-12")), Told("Meeting", PAIR, when=day("2018-03-12"))),
    "denied twice": (Told("Meeting", PAIR, "Negated", when=day("2018-03-12")), Told("Meeting", PAIR, "Negated", when=day("2018-03-12"))),
    "only possible": (Told("Meeting", PAIR, "Possible", when=day("2018-03-12")), Told("Meeting", PAIR, when=day("2018-03-12"))),
    "words": (Told("Statement", PAIR, when=day("2018-03-12")), Told("Statement", PAIR, when=day("2018-03-12"))),
    "nobody": (Told("Attack", (), when=day("2018-03-12")), Told("Attack", (), when=day("2018-03-12"))),
}


@pytest.mark.parametrize("case", SAME)
def test_one_happening(case: str) -> None:
    (event,) = together(*SAME[case])
    assert event.documents == ("d0", "d1")
    assert event.status == "Occurred"


@pytest.mark.parametrize("case", APART)
def test_two_happenings(case: str) -> None:
    assert len(together(*APART[case])) == 2


def test_articles_of_different_months_are_apart_without_a_day() -> None:
    told = Told("Meeting", PAIR)
    assert len(together(told, told, dates=("2018-03", "2018-05"))) == 2
    assert len(together(told, told, dates=("", ""))) == 2
    assert len(together(told, told, dates=("2018-03-02", "2018-03-12"))) == 2
    assert len(together(told, told, dates=("2018-03-02", "2018-03-04"))) == 1


def test_the_more_special_type_wins() -> None:
    assert {e.type for e in together(Told("Meeting", PAIR), Told("Summit", PAIR))} == {"Summit"}
    assert {e.type for e in together(Told("PhoneCall", PAIR), Told("Conversation", PAIR))} == {"PhoneCall"}


def test_one_article_speaks_of_two_events() -> None:
    told = Told("PhoneCall", PAIR, when=day("2018-03-12"))
    assert len(fuse([article("a", told, told)]).events) == 2
    events = fuse([article("a", told, told), article("b", told)]).events
    assert sorted(len(e.members) for e in events) == [1, 2]


def test_what_was_planned_and_held_occurred_and_what_all_plan_is_planned() -> None:
    planned = Told("Meeting", PAIR, "Planned")
    assert [e.status for e in together(planned, planned)] == ["Planned"]


def test_claims_of_one_event_narrow_its_day() -> None:
    monday = span("2018-03-05", "2018-03-26", "2018-03-05", "2018-03-12", "2018-03-19", "2018-03-26")
    (event,) = together(Told("Meeting", PAIR, when=monday), Told("Meeting", PAIR, when=span("2018-03-10", "2018-03-16")))
    assert (event.when.day, event.when.days) == ("2018-03-12", ())


def test_one_event_a_day_after_another_tells_its_day() -> None:
    call = Told(
        "PhoneCall", PAIR, when=TimeExpression(0, 1, "DATE", "P1D", relation="after", shift=1), facts=(Fact("after", "event", "e2"),)
    )
    events = fuse([article("a", call, Told("Meeting", PAIR, when=day("2018-03-11")))]).events
    assert {e.type: e.when.day for e in events} == {"PhoneCall": "2018-03-12", "Meeting": "2018-03-11"}


def test_facts_name_fused_events() -> None:
    call = Told("PhoneCall", PAIR, when=day("2018-03-12"))
    said = Told("Statement", ("ana-lima",), facts=(Fact("content", "event", "e1"),))
    graph = fuse([article("a", call, said), article("b", call, said)])
    (call_key,) = {e.key for e in graph.events if e.type == "PhoneCall"}
    contents = [f.value for e in graph.events if e.type == "Statement" for f in e.facts if f.property == "content"]
    assert contents == [call_key, call_key]


def test_no_article_gives_an_empty_graph() -> None:
    assert fuse([]).events == ()


# ---- whatever articles tell

WHENS = st.sampled_from([None, day("2018-03-05"), day("2018-03-12"), MARCH, FIRST_WEEK])
TOLD = st.builds(
    Told,
    st.sampled_from(["Meeting", "Summit", "PhoneCall", "Conversation", "Visit", "Statement", "Attack"]),
    st.sets(st.sampled_from(["ana-lima", "bo-chen", "cy-diop"]), max_size=3).map(lambda s: tuple(sorted(s))),
    st.sampled_from(["Occurred", "Occurred", "Planned", "Possible", "Negated"]),
    st.sampled_from(["", "", "berlin", "paris"]),
    WHENS,
)
ARTICLES = st.lists(st.lists(TOLD, max_size=3), min_size=1, max_size=4).map(
    lambda ls: [article(f"d{n}", *told) for n, told in enumerate(ls)]
)


@given(ARTICLES, st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing(articles: list[Extraction], random: object) -> None:
    shuffled = list(articles)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert fuse(shuffled) == fuse(articles)


@given(ARTICLES)
def test_every_event_of_every_article_is_in_one_fused_event(articles: list[Extraction]) -> None:
    graph = fuse(articles)
    members = [m for e in graph.events for m in e.members]
    assert sorted(members) == sorted((x.document.id, e.key) for x in articles for e in x.events)
    assert sum(len(e.claims) for e in graph.events) == sum(len(x.claims) for x in articles)
    assert len({e.key for e in graph.events}) == len(graph.events)
    for event in graph.events:
        assert len(event.documents) == len(event.members)
        assert event.status != "Negated" or len(event.members) == 1
        assert not (event.when.earliest and event.when.latest) or event.when.earliest <= event.when.latest
        for member in event.members:
            assert graph.event_of[member] == event.key


@given(ARTICLES)
def test_an_article_without_company_keeps_its_ids(articles: list[Extraction]) -> None:
    """An article about other people, which joins no event, changes no event of the others."""
    alone = {e.key: e for e in fuse(articles).events}
    newcomer = article("z", Told("Death", ("cy-diop",), when=day("1990-01-01")))
    joined = {e.key: e for e in fuse([newcomer, *articles]).events}
    assert {k: joined[k] for k in alone} == alone
    assert len(joined) == len(alone) + 1


@given(ARTICLES)
def test_articles_without_a_tie_change_nothing_of_each_other(articles: list[Extraction]) -> None:
    judge = Judge(load(), Background())
    tied: Union[str] = Union()
    for one in articles:
        for tie in ties(one, judge):
            tied.join(one.document.id, repr(tie))
    parts: dict[str, list[Extraction]] = {}
    for one in articles:
        parts.setdefault(tied.root(one.document.id), []).append(one)
    apart = [fuse(part) for part in parts.values()]
    whole = fuse(articles)
    assert sorted(e.key for graph in apart for e in graph.events) == [e.key for e in whole.events]
    assert {e.key: e for graph in apart for e in graph.events} == {e.key: e for e in whole.events}
    assert {d for graph in apart for d in graph.disagreements} == set(whole.disagreements)


# ---- what people decided


def ruled(*lines: tuple[Kind, str]) -> Judgements:
    return Judgements([Judgement(kind, "*", events, "-") for kind, events in lines])


CALLS = [article(name, Told("PhoneCall", PAIR, when=day("2018-03-12"))) for name in ("a", "b", "c")]
FAR = article("far", Told("PhoneCall", PAIR, when=day("2018-05-12")), date="2018-05")


@pytest.mark.parametrize(
    ("expected", "lines"),
    [
        ([["a", "b", "c"], ["far"]], []),
        ([["a"], ["b"], ["c"], ["far"]], [("split", "a-e1 b-e1 c-e1")]),
        ([["a"], ["b", "c"], ["far"]], [("split", "a-e1 b-e1"), ("split", "a-e1 c-e1")]),
        ([["a", "b", "c", "far"]], [("same", "a-e1 far-e1"), ("same", "b-e1 c-e1 far-e1")]),
        ([["a", "b", "c"], ["far"]], [("same", "a-e1 far-e1"), ("split", "a-e1 far-e1")]),
        ([["a", "far"], ["b", "c"]], [("split", "a-e1 b-e1 c-e1"), ("same", "a-e1 far-e1"), ("same", "b-e1 c-e1")]),
        ([["a", "b", "c"], ["far"]], [("same", "a-e1 gone-e7")]),
    ],
)
def test_judgements_are_obeyed_and_the_last_one_counts(expected: list[list[str]], lines: list[tuple[Kind, str]]) -> None:
    events = fuse([*CALLS, FAR], None, ruled(*lines)).events
    assert sorted(list(e.documents) for e in events) == expected


def test_a_judgement_is_a_decision_with_its_reason() -> None:
    (event,) = fuse([CALLS[0], FAR], None, ruled(("same", "a-e1 far-e1"))).events
    assert [d.reason for d in event.merges] == ["judged the same"]
    assert {d.property for d in fuse([CALLS[0], FAR], None, ruled(("same", "a-e1 far-e1"))).disagreements} == {"date"}


# ---- many


def test_no_pair_is_decided_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    decide = Judge.decide
    monkeypatch.setattr(Judge, "decide", lambda judge, *pair: asked.append(frozenset(t.member for t in pair)) or decide(judge, *pair))
    assert len(fuse(CALLS).events) == 1
    assert len(asked) == len(set(asked)) == 3


def test_a_long_story_is_one_event_and_its_time_says_from_which_claims() -> None:
    """Sixty articles of one day: blocks hold neighbours only, and all of them end in one group."""
    events = fuse([article(f"d{n:02}", Told("PhoneCall", PAIR, when=day("2018-03-12"))) for n in range(60)]).events
    assert [len(e.members) for e in events] == [60]
    assert events[0].dated_by == (("d00", 1),)


def test_a_vague_mention_joins_the_nearest_article() -> None:
    monday, friday = Told("PhoneCall", PAIR, when=day("2018-03-05")), Told("PhoneCall", PAIR, when=day("2018-03-09"))
    vague = Told("PhoneCall", PAIR, when=FIRST_WEEK_OR_NEXT)
    made = fuse([article("a", monday, date="2018-03-06"), article("b", friday, date="2018-03-10"), article("c", vague, date="2018-03-11")])
    assert sorted(e.documents for e in made.events) == [("a",), ("b", "c")]
