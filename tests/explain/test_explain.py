"""Every fact leads to the words that say it, or to why it stands there without any."""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Store
from stories import ARTICLE, Story

from kg.errors import InputError, QueryError
from kg.explain import Beside, NotFoundError, as_json, as_text, explain
from kg.explain.fact import reason
from kg.explain.records import ArticleExplained, ClaimExplained, EntityExplained, EventExplained, FactExplained
from kg.explain.words import Words, read
from kg.extract.kept import Kept
from kg.judgements import Judgement, Judgements
from kg.link.cascade import STEPS
from kg.link.roles import resolve
from kg.query import run
from kg.rdf.terms import ENT, EV, KG, compact
from kg.view.collect import describe

if TYPE_CHECKING:
    from conftest import Built

EVENTS = "SELECT DISTINCT ?e { ?e a sem:Event ; kg:status ?s }"
CLAIMS = "SELECT DISTINCT ?c { ?c kg:about ?e ; a kg:Claim }"
CALL = "SELECT ?e { ?e a kg:PhoneCall }"


def event_of(store: Store, query: str) -> EventExplained:
    explained = explain(store, run(store, query).rows[0][0].value)  # type: ignore[union-attr]
    assert isinstance(explained, EventExplained)
    return explained


def all_events(store: Store, beside: Beside) -> list[EventExplained]:
    found = [explain(store, row[0].value, beside=beside) for row in run(store, EVENTS).rows]  # type: ignore[union-attr]
    assert len(found) > 20
    return [e for e in found if isinstance(e, EventExplained)]


# ---- events


def test_every_claim_of_the_seeds_stands_with_its_event(built: Built, beside: Beside) -> None:
    told = [c.iri for event in all_events(built.store, beside) for c in event.claims]
    assert sorted(told) == sorted({row[0].value for row in run(built.store, CLAIMS).rows if "/event/" in about(built.store, row[0])})  # type: ignore[union-attr]


def about(store: Store, claim: object) -> str:
    return next(q.object.value for q in store.quads_for_pattern(claim, NamedNode(KG + "about"), None, DefaultGraph()))  # type: ignore[arg-type,union-attr]


def test_every_date_lists_its_claims_and_their_words(built: Built, beside: Beside) -> None:
    dated = [e for e in all_events(built.store, beside) if e.when.edtf or e.when.date or e.when.earliest or e.when.latest]
    assert len(dated) > 10
    for event in dated:
        claims = {c.iri: c for c in (*event.claims, *event.others)}
        assert event.dated_by, event.node
        assert any(claims[iri].times for iri in event.dated_by), event.node


def test_triggers_are_words_of_their_sentences(built: Built, beside: Beside) -> None:
    claims = [c for e in all_events(built.store, beside) for c in e.claims]
    marked = [c.sentence[slice(*c.trigger)] for c in claims]
    assert all(words and words == words.strip() for words in marked)
    assert "appel" in marked


def test_what_is_reported_shows_the_words_around_it(built: Built, beside: Beside) -> None:
    nested = [(e, c) for e in all_events(built.store, beside) for c in e.claims if c.reported_in]
    assert nested
    for event, claim in nested:
        assert claim.reported_in in {c.iri for c in (*event.claims, *event.others)}


def test_merged_accounts_give_their_reason_in_french(built: Built) -> None:
    text = as_text(event_of(built.store, CALL))
    assert "Récits réunis (2)" in text
    assert "réunis parce que : même type : Appel téléphonique ; ont tous deux eu lieu" in text


def test_the_ids_that_were_merged_lead_to_the_event(built: Built) -> None:
    event = event_of(built.store, CALL)
    for member in event.merged_from:
        assert explain(built.store, member).node == event.node
        assert explain(built.store, compact(member).removeprefix("ev:")).node == event.node


# ---- facts


def test_every_triple_of_the_seeds_has_claims_or_a_reason(built: Built, beside: Beside) -> None:
    why: dict[str, int] = {}
    for quad in built.store.quads_for_pattern(None, None, None, DefaultGraph()):
        iri = quad.subject.value  # type: ignore[union-attr]
        if not iri.startswith((ENT, EV)):
            continue
        fact = reason(built.store, iri, describe(built.store, iri), quad.predicate.value, quad.object, beside)  # type: ignore[arg-type]
        assert fact.claims or fact.why, quad
        why[fact.why] = why.get(fact.why, 0) + 1
    assert {"", "base", "office", "implied", "dated", "weighed", "counted", "composed", "merged", "newcomer"} <= why.keys()


@pytest.mark.parametrize("words", [("Donald Trump", "spokeWith", "poutine"), ("trump", "s'est entretenu avec", "ent:vladimir-poutine")])
def test_a_shortcut_leads_to_its_event(built: Built, beside: Beside, words: tuple[str, str, str]) -> None:
    subject = "Donald Trump" if words[0] == "trump" else words[0]
    explained = explain(built.store, subject, *words[1:], beside=beside)
    assert isinstance(explained, FactExplained)
    assert explained.claims
    assert [e.types for e in explained.events] == [("PhoneCall",)]
    assert "L’événement derrière ce raccourci" in as_text(explained)


def test_a_day_lists_the_claims_that_gave_it(built: Built, beside: Beside) -> None:
    explained = explain(built.store, event_of(built.store, CALL).node.iri, "date", "2017-11-21", beside=beside)
    assert isinstance(explained, FactExplained)
    assert explained.fact.why == "dated"
    assert [c.iri for c in explained.claims] == list(explained.fact.claims)
    assert "« mardi »" in as_text(explained)


def test_whom_a_pronoun_of_the_sentence_means_is_told(built: Built, beside: Beside) -> None:
    praise = event_of(built.store, "SELECT ?e { ?e a kg:Praise ; kg:agent ent:bachar-al-assad }")
    explained = explain(built.store, praise.node.iri, "agent", "Bachar al-Assad", beside=beside)
    assert isinstance(explained, FactExplained)
    assert {(m.words, m.rule) for m in explained.mentions} == {("J’", "speaker"), ("Al-Assad", "surname")}
    assert "« J’ » (pronom, caractères 1655–1657) désigne Bachar al-Assad" in as_text(explained)


@pytest.mark.parametrize(
    ("property", "value"), [("Durée", "au moins 1 heure"), ("statut", "A eu lieu"), ("kg:status", "Occurred"), ("Moment", "soir")]
)
def test_values_are_written_as_they_are_read(built: Built, property: str, value: str) -> None:
    assert isinstance(explain(built.store, event_of(built.store, CALL).node.iri, property, value), FactExplained)


def test_an_office_names_the_source_of_the_base(built: Built, beside: Beside) -> None:
    explained = explain(built.store, "Donald Trump", "Fonction", "president-etats-unis", beside=beside)
    assert isinstance(explained, FactExplained)
    assert explained.fact.why == "office"
    assert any(source.startswith("reign: ") for source in explained.fact.sources)
    assert len(explained.fact.articles) == 2
    assert "nommé dans 000_5b93b9773f3e7b57.txt (novembre 2017)" in as_text(explained)


def test_containment_names_the_source_of_the_base(built: Built, beside: Beside) -> None:
    explained = explain(built.store, "Moscou", "containedInPlace", "Russie", beside=beside)
    assert isinstance(explained, FactExplained)
    assert explained.fact.why == "base"
    assert any(source.startswith("geonames: ") for source in explained.fact.sources)
    without = explain(built.store, "Moscou", "containedInPlace", "Russie")
    assert isinstance(without, FactExplained)


def test_a_superclass_rests_on_the_claims_of_the_class(built: Built) -> None:
    call = event_of(built.store, CALL)
    explained = explain(built.store, call.node.iri, "type", "Contact")
    assert isinstance(explained, FactExplained)
    assert explained.fact.why == "implied"
    assert explained.claims


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("Donald Trump", "metWith", "Angela Merkel"), "says nothing"),
        (("Donald Trump", "spokeWith", "Iran"), "by 'spokeWith' it has Vladimir Poutine"),
        (("Personne", "spokeWith", "Iran"), "nearest names"),
    ],
)
def test_what_the_graph_does_not_say_is_answered_with_what_it_says(built: Built, words: tuple[str, str, str], told: str) -> None:
    with pytest.raises(NotFoundError, match=told):
        explain(built.store, *words)


# ---- entities, claims, articles


def test_an_entity_shows_every_mention_with_its_rule(built: Built, beside: Beside) -> None:
    explained = explain(built.store, "bachar al assad", beside=beside)
    assert isinstance(explained, EntityExplained)
    mentions = {(m.article.iri, place) for m in explained.mentions for place in m.places}
    asked = "SELECT ?d ?m { GRAPH ?d { ?m itsrdf:taIdentRef ent:bachar-al-assad } }"
    assert len(mentions) == len(run(built.store, asked).rows) > 10
    assert {"exact", "surname", "possessive", "role"} <= {m.rule for m in explained.mentions}
    text = as_text(explained)
    assert "« Al-Assad » (nom" in text
    assert "l’article donne le nom entier ailleurs [surname]" in text
    assert not explained.notes


def test_a_capital_that_acts_is_told(built: Built, beside: Beside) -> None:
    explained = explain(built.store, "Russie", beside=beside)
    assert isinstance(explained, EntityExplained)
    assert {m.words: m.own for m in explained.mentions if m.rule == "exact"} == {"Russie": True, "Moscou": False}
    assert "une capitale ou un siège qui agit vaut son pays" in as_text(explained)


def test_without_the_kept_extractions_the_rules_are_unknown_and_said_to_be(built: Built, tmp_path: Path) -> None:
    explained = explain(built.store, "Bachar al-Assad", beside=Beside(tmp_path))
    assert isinstance(explained, EntityExplained)
    assert {m.rule for m in explained.mentions} == {""}
    assert "Les extractions gardées à côté du graphe manquent" in as_text(explained)


def test_reading_what_is_kept_leaves_nothing_behind_and_waits_for_nobody(built: Built) -> None:
    before = sorted(p.name for p in built.path.iterdir())
    assert Beside(built.path).extraction(compact(ARTICLE)) is None
    assert sorted(p.name for p in built.path.iterdir()) == before
    with Kept(built.path):
        assert isinstance(explain(built.store, "Bachar al-Assad", beside=Beside(built.path)), EntityExplained)


def test_judgements_are_told(built: Built) -> None:
    mine = Beside(built.path)
    member = event_of(built.store, CALL).merged_from[0].removeprefix(EV)
    mine.__dict__["judgements"] = Judgements(
        [
            Judgement("link", "*", "Al-Assad", "bachar-al-assad", "Ana", "2025-11-21", "le père est mort"),
            Judgement("split", "*", f"{member} a-2-e1", "-", "Bo"),
        ]
    )
    text = as_text(explain(built.store, "Bachar al-Assad", beside=mine))
    assert "« Al-Assad » désigne bachar-al-assad dans tous les articles · Ana · 21 novembre 2025 · le père est mort" in text
    assert "des événements distincts · Bo" in as_text(explain(built.store, member, beside=mine))


def test_a_claim_and_an_article_are_explained_too(built: Built, beside: Beside) -> None:
    claim = event_of(built.store, CALL).claims[0]
    explained = explain(built.store, compact(claim.iri), beside=beside)
    assert isinstance(explained, ClaimExplained)
    assert explained.claims[0].iri == claim.iri
    assert explained.triples
    article = explain(built.store, claim.article.iri, beside=beside)
    assert isinstance(article, ArticleExplained)
    assert claim.iri in {c.iri for c in article.claims}
    assert all(as_text(x, lang) for x in (explained, article) for lang in ("fr", "en"))


def test_disagreements_stand_side_by_side(built: Built, beside: Beside) -> None:
    disputed = [e for e in all_events(built.store, beside) if e.disputes]
    assert disputed
    for event in disputed:
        cited = {c.iri for c in (*event.claims, *event.others)}
        assert all(claim in cited for each in event.disputes for _, claim in each.sides)
        assert "Désaccords" in as_text(event)


# ---- names that don't lead to one thing


def test_unknown_names_are_answered_with_the_nearest() -> None:
    story = Story()
    story.entity("x", "Angela Merkel")
    with pytest.raises(NotFoundError, match="nearest names are Angela Merkel"):
        explain(story.store, "Angela Merckel")


def test_a_name_of_two_is_no_unknown_one() -> None:
    story = Story()
    story.entity("x", "Saint-Denis", "schema:Place")
    story.entity("y", "Saint-Denis", "schema:Place")
    with pytest.raises(QueryError, match="may mean ent:x, ent:y") as raised:
        explain(story.store, "saint denis")
    assert not isinstance(raised.value, NotFoundError)
    assert explain(story.store, "y").node.iri == ENT + "y"


def test_two_words_are_neither_a_thing_nor_a_fact() -> None:
    with pytest.raises(InputError, match="subject, property and value"):
        explain(Story().store, "a", "b")


# ---- how it reads


HOSTILE = "\x1b[31mrouge\x07 \u202egauche\u2066 \x9b2J"


def test_articles_cannot_move_the_cursor() -> None:
    story = Story()
    one, other = story.entity("a", f"A {HOSTILE}"), story.entity("b", "B", "schema:Person", HOSTILE)
    event = story.event("e", "Meeting", sentence=f"Phrase {HOSTILE}", agent=one, participant=other)
    for thing in ("a", "b", event, f"{ARTICLE}#claim=1", ARTICLE):
        explained = explain(story.store, thing)
        for written in (as_text(explained), as_text(explained, "en"), as_json(explained)):
            assert all(line.isprintable() or "\u202f" in line for line in written.splitlines())
            assert "\x1b" not in written
        assert json.loads(as_json(explained))["node"]


def test_json_holds_all_of_it(built: Built, beside: Beside) -> None:
    told = json.loads(as_json(explain(built.store, "Bachar al-Assad", beside=beside)))
    assert told["kind"] == "entity"
    assert {"node", "types", "mentions", "parts", "claims", "facts"} <= told.keys()
    claim = told["claims"][0]
    assert claim["sentence"][slice(*claim["trigger"])]


def test_a_limit_says_what_it_hides(built: Built) -> None:
    explained = explain(built.store, "Bachar al-Assad")
    whole, some = as_text(explained), as_text(explained, limit=2)
    assert "que --limit cache" in some
    assert "que --limit cache" not in whole
    assert isinstance(explained, EntityExplained)
    assert all(f"[{n}] «" in whole for n in range(1, len(explained.claims) + 1))


def test_languages_have_the_same_messages() -> None:
    french, english = read("fr"), read("en")
    assert french.keys() == english.keys()
    for table in french.keys() - {"reasons", "reason_words"}:
        assert french[table].keys() == english[table].keys(), table
    assert all(french["told"][t].keys() == english["told"][t].keys() for t in french["told"].keys() - {"contractions"})
    with pytest.raises(InputError, match="fr or en"):
        Words("xx")


def test_every_step_that_links_a_name_is_told() -> None:
    roles = re.findall(r'"(role(?:-[a-z]+)*)"$', Path(inspect.getfile(resolve)).read_text("utf-8"), re.MULTILINE)
    assert len(roles) > 3
    assert {*(rule for rule, _ in STEPS), *roles} <= read("fr")["rules"].keys()


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("0.85: both Meeting; on 2017-11-20", "même type : Rencontre ; le même jour, 2017-11-20 (sûreté 0.85)"),
        ("1.00: judged the same", "quelqu’un a décidé que c’est le même événement (sûreté 1.00)"),
        ("0.50: shared: a, b, on one day, in one place", "en commun : a, b, le même jour, au même endroit (sûreté 0.50)"),
        ("0.50: something new", "something new (sûreté 0.50)"),
    ],
)
def test_reasons_of_fusion_in_french(reason: str, told: str) -> None:
    assert Words("fr").reason(reason) == told
