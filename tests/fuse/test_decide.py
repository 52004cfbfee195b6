"""Decisions on pairs: verdict, score and reason, whoever comes first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fuse.records import Told, article, day, party, quantity, quoted, span
from kg.events.lexicon import lexicon
from kg.fuse import Decision, fuse
from kg.fuse.background import Background
from kg.fuse.evidence import KIND, weigh
from kg.fuse.told import Named, plain, tell
from kg.fuse.who import may_be_one
from kg.kb import KnowledgeBase
from kg.lang import table
from kg.model import Entity, Extraction, Fact, TimeExpression

PAIR = ("ana-lima", "bo-chen")
MONDAY, EITHER, NEXT_WEEK = day("2018-03-05"), span("2018-03-05", "2018-03-06"), day("2018-03-12")


def attack(agent: str, patient: str) -> tuple[Fact, ...]:
    return Fact("agent", "entity", agent), Fact("patient", "entity", patient)


def decision(one: Extraction, other: Extraction, kb: KnowledgeBase | None = None) -> Decision | None:
    """The decision on the first events of two articles, None where they are plainly different."""
    found = [d for d in fuse([one, other], kb).decisions if {d.one[1], d.other[1]} == {"e1"}]
    return found[0] if found else None


def verdict(one: Told, other: Told, dates: tuple[str, str] = ("2018-03-06", "2018-03-06"), kb: KnowledgeBase | None = None) -> str:
    found = decision(article("a", one, date=dates[0]), article("b", other, date=dates[1]), kb)
    return found.verdict if found else "different"


def test_a_decision_says_why_and_how_surely() -> None:
    one, other = Told("PhoneCall", PAIR, when=MONDAY), Told("Conversation", PAIR, when=MONDAY)
    found = decision(article("a", one), article("b", other))
    assert found is not None
    assert found.verdict == "same"
    assert 0.5 < found.score < 1
    assert "PhoneCall and Conversation may be one" in found.reason
    assert "on 2018-03-05" in found.reason
    assert "shared: ana-lima, bo-chen" in found.reason
    assert decision(article("b", other), article("a", one)) == found


def test_what_fits_better_scores_higher() -> None:
    exact, vague = Told("Meeting", PAIR, place="berlin", when=MONDAY), Told("Meeting", PAIR, when=span("2018-03-01", "2018-03-31"))
    one, two = decision(article("a", exact), article("b", exact)), decision(article("a", exact), article("b", vague))
    assert one is not None
    assert two is not None
    assert one.score > two.score


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [
        ("same", Told("Meeting", PAIR), Told("Meeting", PAIR)),
        ("same", Told("Meeting", PAIR, "Planned", when=MONDAY), Told("Meeting", PAIR, when=MONDAY)),
        ("unsure", Told("Meeting", PAIR, "Possible", when=MONDAY), Told("Meeting", PAIR, when=MONDAY)),
        ("different", Told("Meeting", PAIR, "Negated", when=MONDAY), Told("Meeting", PAIR, when=MONDAY)),
        ("different", Told("Meeting", PAIR, when=MONDAY), Told("Meeting", PAIR, when=NEXT_WEEK)),
        ("different", Told("Signing", ("ana-lima", "bo-chen"), when=MONDAY), Told("Signing", ("ana-lima", "cy-diop"), when=MONDAY)),
        # one party signs with many in a day, but is arrested once
        ("unsure", Told("Signing", ("ana-lima",), when=MONDAY), Told("Signing", ("ana-lima",), when=MONDAY)),
        ("same", Told("Arrest", ("ana-lima",)), Told("Arrest", ("ana-lima",))),
        ("unsure", Told("Visit", ("ana-lima",)), Told("Visit", ("ana-lima",))),
        # nobody is named: one place and a few days
        ("same", Told("Disaster", (), place="berlin", when=MONDAY), Told("Disaster", (), place="berlin", when=EITHER)),
        ("different", Told("Disaster", (), place="berlin", when=MONDAY), Told("Disaster", (), place="paris", when=MONDAY)),
        ("different", Told("Disaster", (), place="berlin"), Told("Disaster", (), place="berlin")),
        # who attacks whom
        ("different", Told("Attack", (), facts=attack("ana-lima", "bo-chen")), Told("Attack", (), facts=attack("bo-chen", "ana-lima"))),
    ],
)
def test_verdicts(expected: str, one: Told, other: Told) -> None:
    assert verdict(one, other) == verdict(other, one) == expected


@pytest.mark.parametrize(
    ("expected", "dates"),
    [
        ("same", ("2018-03-06", "2018-03-06")),
        ("same", ("2018-03-06", "2018-03-08")),
        ("unsure", ("2018-03-06", "2018-03-10")),
        ("different", ("2018-03-06", "2018-05-06")),  # never compared
        ("unsure", ("", "")),
    ],
)
def test_events_without_a_date_need_articles_that_are_close(expected: str, dates: tuple[str, str]) -> None:
    assert verdict(Told("Meeting", PAIR), Told("Meeting", PAIR), dates) == expected


WORDS = "nous tiendrons parole quoi qu'il arrive cette année"


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [
        ("same", quoted("ana-lima", WORDS), quoted("ana-lima", f"Oui, {WORDS} encore")),
        ("different", quoted("ana-lima", WORDS), quoted("bo-chen", WORDS)),
        ("different", quoted("ana-lima", WORDS), quoted("ana-lima", "tout autre chose a été dit ici hier soir")),
        ("different", quoted("ana-lima", "oui"), quoted("ana-lima", "oui")),
        ("different", Told("Statement", PAIR, when=MONDAY), Told("Statement", PAIR, when=MONDAY)),
    ],
)
def test_words_are_one_where_they_are_the_same(expected: str, one: Told, other: Told) -> None:
    assert verdict(one, other) == expected


def test_a_number_in_common_supports_a_single_party() -> None:
    one = Told("Acquisition", ("ana-lima",), facts=(quantity("amount", 300, "exact", "EUR"),))
    assert verdict(one, one) == "same"


# ---- with the knowledge base


def known(told: Told, *kinds: tuple[str, str], name: str = "a") -> Extraction:
    """An article about entities of the knowledge base, given by key and kind."""
    made = article(name, told, date="2017-11-22")
    return Extraction(**{f: getattr(made, f) for f in made.__slots__} | {"entities": tuple(Entity(k, kind, k, True) for k, kind in kinds)})


PUTIN, RUSSIA, ASSAD = ("vladimir-poutine", "Person"), ("russie", "Country"), ("bachar-al-assad", "Person")
LAVROV, SOCHI, KREMLIN = ("serguei-lavrov", "Person"), ("sotchi", "City"), ("kremlin", "Organization")


def test_a_country_may_be_named_for_its_president_and_contains_its_towns(kb: KnowledgeBase) -> None:
    one = known(Told("Meeting", ("vladimir-poutine", "bachar-al-assad"), place="sotchi"), PUTIN, ASSAD, SOCHI)
    other = known(Told("Meeting", ("russie", "bachar-al-assad"), place="russie"), RUSSIA, ASSAD, name="b")
    found = decision(one, other, kb)
    assert found is not None
    assert found.verdict == "same"
    assert "russie and sotchi, which contain each other" in found.reason or "sotchi and russie, which contain each other" in found.reason
    assert decision(one, other) is None, "without a knowledge base nobody stands for anybody"


def test_a_seat_may_be_named_for_a_president_but_no_minister(kb: KnowledgeBase) -> None:
    putin = known(Told("Meeting", ("vladimir-poutine", "bachar-al-assad")), PUTIN, ASSAD)
    kremlin = known(Told("Meeting", ("kremlin", "bachar-al-assad")), KREMLIN, ASSAD, name="b")
    minister = known(Told("Meeting", ("serguei-lavrov", "bachar-al-assad")), LAVROV, ASSAD, name="b")
    assert (found := decision(putin, kremlin, kb)) is not None
    assert found.verdict == "same"
    assert decision(putin, minister, kb) is None


def since(iso: str) -> TimeExpression:
    """An expression by which only the beginning is told."""
    return TimeExpression(0, 1, "DATE", iso, iso, relation="since")


def test_what_begins_on_other_days_is_two() -> None:
    one, other = (Told("Ceasefire", PAIR, when=since(d)) for d in ("2018-03-05", "2018-03-09"))
    assert verdict(one, one) == "same"
    assert verdict(one, other, ("2018-03-06", "2018-03-10")) == "different"


RECALLED = "Ils pleurent encore. La crue a tout emporté à Berlin ; Ana Lima et Bo Chen sont là."


def recalled(noun: str, date: str) -> Extraction:
    """An article that only speaks of "la crue", or of "une crue", without saying when it was."""
    made = article("b", Told("Disaster", (), place="berlin", facts=(party("ana-lima", "patient"),)), date=date)
    text = RECALLED.replace("La crue", noun)
    start = text.index("crue")
    claim = replace(made.claims[0], trigger=(start, start + 4), rule="noun:crue")
    return replace(made, claims=(claim,), document=replace(made.document, text=text))


@pytest.mark.parametrize(
    ("expected", "noun", "date"),
    [
        ("same", "La crue", "2018-03-14"),
        ("unsure", "Une crue", "2018-03-14"),
        ("unsure", "La crue", "2018-06-14"),
    ],
)
def test_what_all_have_heard_of_may_be_recalled_some_days_later(expected: str, noun: str, date: str) -> None:
    told = article("a", Told("Disaster", (), place="berlin", when=MONDAY, facts=(party("ana-lima", "patient"),)), date="2018-03-06")
    found = decision(told, recalled(noun, date))
    assert (found.verdict if found else "unsure") == expected


def test_a_day_may_follow_from_another_events() -> None:
    later = Told("Meeting", PAIR, when=day("2018-03-07"), facts=(Fact("after", "event", "e2"),))
    told = article("b", later, Told("Arrest", ("cy-diop",)), date="2018-03-08")
    shifted = (*told.claims[0].times, day("", shift=2))
    counted = replace(told, claims=(replace(told.claims[0], times=shifted), told.claims[1]))
    assert [t.time.day for t in tell(counted)] == ["2018-03-07", "2018-03-05"]


def test_the_town_of_a_body_stands_for_it(kb: KnowledgeBase) -> None:
    body, town = ("cpi", "Organization"), ("la-haye", "City")
    witness = ("fatou-bensouda", "Person")
    one = known(Told("Conviction", ("cpi",), when=day("2017-11-20")), body, witness)
    other = known(Told("Conviction", (), place="la-haye", when=day("2017-11-20")), town, witness, name="b")
    assert (found := decision(one, other, kb)) is not None
    assert found.verdict == "same"
    assert decision(one, known(Told("Conviction", (), place="brest", when=day("2017-11-20")), ("brest", "City"), name="b"), kb) is None
    assert decision(one, other) is None, "without a knowledge base nothing is known of seats"


@pytest.mark.parametrize(("expected", "named"), [("same", PAIR), ("different", ("ana-lima", "cy-diop"))])
def test_their_talk_is_that_of_all_who_are_named_elsewhere(expected: str, named: tuple[str, str]) -> None:
    told = article("a", Told("Conversation", PAIR, place="berlin", when=MONDAY))
    free = article("b", Told("Conversation", (), when=MONDAY), Told("Visit", named, place="berlin"))
    text = "Lors de leur entretien, ils ont ri."
    claim = replace(free.claims[0], trigger=(13, 22), rule="noun:entretien")
    free = replace(free, claims=(claim, *free.claims[1:]), document=replace(free.document, text=text))
    found = decision(told, free)
    assert (found.verdict if found else "different") == expected


def worded(told: Told, rule: str, name: str, date: str = "2018-03-06") -> Extraction:
    """An article whose only event is evoked by these words."""
    made = article(name, told, date=date)
    return replace(made, claims=(replace(made.claims[0], rule=rule),))


@pytest.mark.parametrize(
    ("more", "rule"), [(KIND, "noun:déraillement"), (KIND, "noun:accident ferroviaire"), (0, "noun:naufrage"), (0, "noun:drame")]
)
def test_words_of_one_kind_speak_for_one_happening(more: float, rule: str) -> None:
    said, other = (
        next(tell(worded(Told("Accident", PAIR, when=MONDAY), words, name))) for words, name in (("verb:sortir de rails", "a"), (rule, "b"))
    )
    plain = next(tell(worded(Told("Accident", PAIR, when=MONDAY), "noun:drame", "c")))
    assert weigh(said, other, Background()).surplus == pytest.approx(weigh(said, plain, Background()).surplus + more)


def test_every_word_of_a_kind_evokes_something() -> None:
    evokers = ((lemma, e) for known in (lexicon("fr").verbs, lexicon("fr").nouns) for lemma, found in known.items() for e in found)
    rules = {" ".join((lemma, *e.pattern.words)) for lemma, e in evokers if e.frame}
    data = table("fr", "fusion")
    assert {w for group in (*data["kinds"].values(), *data["ends"].values()) for w in group} <= rules


def test_a_verdict_is_not_the_opening_of_the_trial() -> None:
    opening = worded(Told("Trial", PAIR, when=since("2018-03-05")), "noun:procès", "a")
    verdict, session = (worded(Told("Trial", PAIR, when=day("2018-03-09")), rule, "b") for rule in ("noun:verdict", "noun:procès"))
    assert decision(opening, verdict) is None
    assert (found := decision(opening, session)) is not None
    assert found.verdict == "same"


def test_a_newcomer_read_as_somebody_and_as_a_firm_is_one() -> None:
    firm, person, other = (Named(k, (w,), False) for k, w in (("Organization", "novamec"), ("Person", "novamec"), ("Person", "nova")))
    assert may_be_one(firm, person)
    assert not may_be_one(firm, other)
    assert not may_be_one(firm, Named("Person", ("novamec",), True))


def test_a_president_may_be_told_as_the_country_that_the_article_names(kb: KnowledgeBase) -> None:
    """One article has the talk of two presidents, the other only says with whom the country's capital had it."""
    one = known(Told("Conversation", ("vladimir-poutine", "bachar-al-assad"), when=day("2017-11-20")), PUTIN, ASSAD)
    other = known(Told("Conversation", ("bachar-al-assad",), when=day("2017-11-20")), ASSAD, RUSSIA, name="b")
    assert (found := decision(one, other, kb)) is not None
    assert found.verdict == "same"


def test_a_landscape_may_hold_a_town_of_its_region(kb: KnowledgeBase) -> None:
    landscape, town, far = ("cevennes", "Place"), ("mende", "City"), ("brest", "City")
    one = known(Told("Arrest", ("ana-lima",), place="cevennes", when=day("2017-11-20")), ("ana-lima", "Person"), landscape)
    near, away = (
        known(Told("Arrest", ("ana-lima",), place=p[0], when=day("2017-11-20")), ("ana-lima", "Person"), p, name="b") for p in (town, far)
    )
    assert (found := decision(one, near, kb)) is not None
    assert found.verdict == "same"
    assert (found := decision(one, away, kb)) is None or found.verdict != "same"


def test_a_plan_of_which_all_have_heard_may_be_told_as_decided() -> None:
    """ "Les sanctions annoncées lundi" are those that another article says were taken on Monday."""
    taken = article("a", Told("Sanction", (), when=MONDAY, facts=attack("ana-lima", "bo-chen")), date="2018-03-06")
    known, new = (
        replace(made, document=replace(made.document, text=text), claims=(replace(made.claims[0], trigger=(4, 13), rule="noun:sanction"),))
        for made in (article("b", Told("Sanction", (), "Planned", facts=attack("ana-lima", "bo-chen")), date="2018-03-08"),)
        for text in ("Les sanctions les privent de tout.", "Des sanctions les menacent.")
    )
    assert (found := decision(taken, known)) is not None
    assert found.verdict == "same"
    assert (other := decision(taken, new)) is None or other.verdict != "same"


def test_articles_before_a_newcomers_name_are_no_part_of_it() -> None:
    one, other = (Named("Place", plain(name, "fr"), False) for name in ("Le Palace", "Palace"))
    assert may_be_one(one, other)
    assert plain("Le", "fr") == ("le",)


@pytest.mark.parametrize(("expected", "amount"), [("same", 90), ("unsure", 12)])
def test_a_plan_is_told_with_the_day_on_which_it_was_made(expected: str, amount: float) -> None:
    plan = article("a", Told("Layoff", ("ana-lima",), "Planned", facts=(quantity("amount", 90),)), date="2018-03-08")
    decided = article("b", Told("Layoff", ("ana-lima",), when=day("2018-03-07"), facts=(quantity("amount", amount),)), date="2018-03-10")
    found = decision(plan, decided)
    assert found is not None
    assert found.verdict == expected


def test_a_building_may_lie_in_a_town(kb: KnowledgeBase) -> None:
    one = known(Told("Signing", ("ana-lima", "bo-chen"), place="brest", when=day("2017-11-20")), ("brest", "City"), ("ana-lima", "Person"))
    two = known(Told("Signing", ("ana-lima", "bo-chen"), place="palais-haut", when=day("2017-11-20")), ("ana-lima", "Person"), name="b")
    in_palace, in_village = (
        replace(two, entities=(*two.entities, Entity("palais-haut", "Place", name, False))) for name in ("Palais haut", "Vaux-le-Haut")
    )
    assert (found := decision(one, in_palace, kb)) is not None
    assert found.verdict == "same"
    assert (found := decision(one, in_village, kb)) is None or found.verdict != "same"
