"""How two hang together: by few events, rather through people than through places, by the base only where no event leads."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode
from stories import Story

from kg.errors import InputError
from kg.explain import Beside, Chain, NotFoundError, as_json, path, path_as_text, to_networkx
from kg.explain.told import sentence
from kg.explain.words import Words

if TYPE_CHECKING:
    from conftest import Built


def events(chain: Chain) -> list[str]:
    return [step.event.iri.rsplit("/", 1)[1] for step in chain.steps if step.event]


def told(chain: Chain, lang: str = "fr") -> list[str]:
    return [sentence(step, Words(lang), Beside()) for step in chain.steps]


@pytest.fixture
def story() -> Story:
    story = Story()
    for key in "abc":
        story.entity(key, key.upper())
    story.entity("france", "France", "schema:Place")
    return story


E = "https://w3id.org/newskg/entity/"
A, B, C, FRANCE = E + "a", E + "b", E + "c", E + "france"


def test_one_event_between_two_is_a_sentence_with_its_words(story: Story) -> None:
    story.event("call", "PhoneCall", sentence="A a appelé B.", day="2017-11-21", agent=A, participant=B)
    (chain,) = path(story.store, "A", "b")
    assert told(chain) == ["A a parlé au téléphone avec B (21 novembre 2017)."]
    assert told(chain, "en") == ["A spoke by phone with B (21 November 2017)."]
    text = path_as_text([chain])
    assert "« **A a ap**pelé B. » — a.txt (novembre 2017)" in text
    assert chain.steps[0].evidence[0].sentence == "A a appelé B."


@pytest.mark.parametrize(
    ("type", "roles", "said"),
    [
        ("Criticism", {"agent": A, "patient": B}, "A a critiqué B."),
        ("Criticism", {"agent": B, "patient": A}, "B a critiqué A."),
        ("Meeting", {"agent": A, "participant": B}, "A a rencontré B."),
        ("Reception", {"participant": A, "host": B}, "B a reçu A."),
        ("Visit", {"agent": A, "hasPlace": B}, "A a visité B."),
        ("Adoption", {"agent": B, "text": A}, "B a adopté A."),
        ("Accident", {"patient": A, "hasPlace": B}, "Accident : A (qui subit), B (lieu)."),
    ],
)
def test_sentences(story: Story, type: str, roles: dict[str, str], said: str) -> None:
    story.event("e", type, **roles)
    assert told(path(story.store, "A", "B")[0]) == [said]


@pytest.mark.parametrize("status", ["Planned", "Possible", "Negated"])
def test_what_did_not_take_place_is_not_told_as_done(story: Story, status: str) -> None:
    story.event("e", "Meeting", status, agent=A, participant=B)
    (said,) = told(path(story.store, "A", "B")[0])
    assert "a rencontré" not in said
    assert said.endswith(({"Planned": "(prévu).", "Possible": "(possible).", "Negated": "(démenti)."})[status])


def test_fewer_events_come_first_and_what_took_place_before_what_may(story: Story) -> None:
    story.event("long1", "Meeting", day="2017-11-01", agent=A, participant=C)
    story.event("long2", "Meeting", day="2017-11-02", agent=C, participant=B)
    story.event("maybe", "Meeting", "Possible", agent=A, participant=B)
    story.event("sure", "Meeting", day="2017-11-03", agent=A, participant=B)
    found = path(story.store, "A", "B")
    assert [events(chain) for chain in found] == [["sure"], ["maybe"], ["long1", "long2"]]
    assert path(story.store, "A", "B", 1) == found[:1]


def test_people_go_before_a_place_that_everything_touches(story: Story) -> None:
    story.event("e1", "Meeting", agent=A, hasPlace=FRANCE)
    story.event("e2", "Arrest", patient=B, hasPlace=FRANCE)
    story.event("e3", "Meeting", agent=A, participant=C)
    story.event("e4", "Criticism", agent=C, patient=B)
    assert events(path(story.store, "A", "B")[0]) == ["e3", "e4"]
    assert events(path(story.store, "A", "France")[0]) == ["e1"]  # a place that is asked for is no detour


def test_a_chain_through_an_event_that_another_is_about(story: Story) -> None:
    meeting = story.event("e1", "Meeting", agent=A)
    story.event("e2", "Statement", agent=B, content=meeting)
    (chain,) = path(story.store, "A", "B")
    assert told(chain) == ["Rencontre : A (qui agit).", "Déclaration : « Meeting e1 » (contenu), B (qui agit)."]
    assert events(path(story.store, "e1", "B")[0]) == ["e1", "e2"]


def test_what_only_comes_before_something_is_no_link(story: Story) -> None:
    meeting = story.event("e1", "Meeting", agent=A)
    story.event("e2", "PhoneCall", agent=B, after=meeting)
    with pytest.raises(NotFoundError):
        path(story.store, "A", "B")


def test_the_base_serves_only_where_no_event_leads(story: Story) -> None:
    story.say(A, "schema:memberOf", NamedNode(C))
    story.say(B, "schema:memberOf", NamedNode(C))
    (chain,) = path(story.store, "A", "B")
    assert chain.background
    assert told(chain) == ["A — Membre de : C (contexte).", "B — Membre de : C (contexte)."]
    assert path_as_text([chain]).startswith("Aucun événement ne les relie")
    story.event("e1", "Meeting", agent=A, hasPlace=FRANCE)
    story.event("e2", "Arrest", patient=B, hasPlace=FRANCE)
    assert not path(story.store, "A", "B")[0].background


def test_what_lies_on_one_continent_is_not_connected(story: Story) -> None:
    chain = [A, *(story.entity(f"p{n}", f"P{n}", "schema:Place") for n in range(4)), B]
    for inner, outer in itertools.pairwise(chain):
        story.say(inner, "schema:containedInPlace", NamedNode(outer))
    with pytest.raises(NotFoundError, match="Nothing that"):
        path(story.store, "A", "B")
    assert path(story.store, "A", "P1")[0].background


def test_nothing_between_two_is_one_sentence(story: Story) -> None:
    with pytest.raises(NotFoundError, match="Nothing that the articles tell or the base knows leads from ent:a to ent:b"):
        path(story.store, "A", "B")
    with pytest.raises(InputError, match="both names mean ent:a"):
        path(story.store, "A", "ent:a")
    with pytest.raises(NotFoundError, match="Nothing in the graph is called"):
        path(story.store, "A", "Xyzzy")


def test_french_names_have_their_articles(built: Built, beside: Beside) -> None:
    (first, *_) = path(built.store, "Bachar al-Assad", "Russie", beside=beside)
    assert sentence(first.steps[0], Words("fr"), beside) == "Bachar al-Assad a visité la Russie (20 novembre 2017)."


def test_the_same_store_gives_the_same_paths(built: Built, beside: Beside) -> None:
    ends = ("Recep Tayyip Erdoğan", "Bachar al-Assad")
    assert as_json(path(built.store, *ends)) == as_json(path(built.store, *ends))
    text = path_as_text(path(built.store, *ends, beside=beside), beside=beside)
    assert (
        text.splitlines()[0] == "1. Sommet : Recep Tayyip Erdoğan (participant), Vladimir Poutine (participant) (22 novembre 2017, prévu)."
    )


def test_every_step_of_the_seeds_has_its_words(built: Built, beside: Beside) -> None:
    people = ["Donald Trump", "Bachar al-Assad", "Recep Tayyip Erdoğan", "Iran", "Kremlin"]
    for one, other in itertools.combinations(people, 2):
        for chain in path(built.store, one, other, beside=beside):
            assert all(step.evidence or step.sources for step in chain.steps)
            assert len(set(events(chain))) == len(events(chain))


def test_the_graph_of_networkx(built: Built) -> None:
    graph = to_networkx(built.store)
    happened = {n for n, data in graph.nodes(data=True) if data["bipartite"]}
    assert len(happened) == built.report.counts["events"]
    for a, b, key, data in graph.edges(keys=True, data=True):
        assert key == data["role"]
        assert data["background"] == (data["event"] == "")
        assert data["other"] in (a, b)
        assert data["background"] or {a, b} & happened
    calls = [n for n, data in graph.nodes(data=True) if data["type"] == "PhoneCall"]
    assert [graph.nodes[n]["date"] for n in calls] == ["2017-11-21"]
    assert {"agent", "topic"} <= {data["role"] for *_, data in graph.edges(calls[0], data=True)}
    assert not any(data["background"] for *_, data in to_networkx(built.store, background=False).edges(data=True))
    assert list(to_networkx(built.store).edges(keys=True)) == list(graph.edges(keys=True))
