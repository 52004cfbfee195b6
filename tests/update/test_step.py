"""Whatever articles come and go: the store and all that the index keeps are what making them anew gives."""

from __future__ import annotations

import random

import pytest

from kg.fuse import Graph
from kg.ids import member_id
from kg.judgements import Judgement, Judgements, Kind
from kg.model import Extraction
from update.conftest import Held
from update.made import articles

SEEDS = [*range(4), *(pytest.param(n, marks=pytest.mark.slow) for n in range(4, 60))]


def judged(pool: list[Extraction], made: random.Random) -> Judgements:
    """What people might have decided about events of these articles."""
    events = [member_id(x.document.id, e.key) for x in pool for e in x.events]
    kinds: tuple[Kind, ...] = ("same", "same", "split")
    return Judgements([Judgement(made.choice(kinds), "*", " ".join(made.sample(events, made.randint(2, 4))), "-") for _ in range(20)])


def some(made: random.Random, held: Held, pool: list[Extraction]) -> tuple[set[str], list[Extraction]]:
    """Articles that go or articles that come, mostly one."""
    away = [x for x in pool if x.document.id not in held.articles]
    number = made.choice((1, 1, 1, 2, 4))
    if (made.random() < 0.5 and away) or len(held.articles) < number:
        return set(), made.sample(away, min(number, len(away)))
    return set(made.sample(sorted(held.articles), number)), []


@pytest.mark.parametrize("seed", SEEDS)
def test_steps_end_in_what_making_all_anew_gives(held: Held, anew: Held, seed: int) -> None:
    made, pool = random.Random(seed), articles(40 + seed % 3 * 20, seed, days=3 + seed % 4)
    if seed % 2:
        held.judgements = anew.judgements = judged(pool, made)
    held.fill(made.sample(pool, len(pool) // 2))
    for _ in range(10):
        held.step(*some(made, held, pool))
        anew.fill(held.articles.values())
        assert held.content() == anew.content()


def test_one_of_some_hundred_articles_comes_and_goes(held: Held, anew: Held) -> None:
    pool = articles(300, seed=1, days=20)
    held.fill(pool[:-2])
    for extraction in pool[-2:]:
        before = held.content()
        held.step(set(), [extraction])
        anew.fill(held.articles.values())
        assert held.content() == anew.content()
        held.step({extraction.document.id}, [])
        assert held.content() == before


def test_a_store_can_be_made_one_article_at_a_time_and_emptied_again(held: Held, anew: Held) -> None:
    pool = articles(25, seed=3, days=3)
    empty = held.content()
    for extraction in pool:
        held.step(set(), [extraction])
    anew.fill(pool)
    assert held.content() == anew.content()
    for extraction in pool:
        held.step({extraction.document.id}, [])
    assert held.content() == empty


def test_made_articles_have_all_that_ties_articles_to_each_other(held: Held) -> None:
    """Else the tests above would say less than they seem to."""
    pool = articles(80, seed=0, days=4)
    graph = held.fill(pool)
    assert {"status", "before", "deaths", "partOfDay"} <= {d.property for d in graph.disagreements}
    assert any(len(e.members) > 3 for e in graph.events)
    assert any(e.sources < len(e.documents) for e in graph.events)
    assert len(graph.renamed) > 3
    assert len(graph.published) > 3
    assert {"same", "unsure"} <= {d.verdict for d in graph.decisions}
    assert spellings(graph) > 1
    blocks = "SELECT max(n) FROM (SELECT count(*) n FROM block GROUP BY block)"
    assert held.index.run(blocks).fetchone()[0] > 9  # so that neighbours part and meet


def spellings(graph: Graph) -> int:
    """The number of newcomers whose name is written in several ways that mean one key."""
    names = {(e.key, e.name) for x in graph.extractions.values() for e in x.entities if not e.known}
    return len(names) - len({key for key, _ in names})
