"""Newcomers under variants of one name are one where their articles tell of one event, and only there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fuse.records import Told, article, day
from kg.fuse import Graph, fuse
from kg.fuse.told import Named
from kg.fuse.who import may_be_one
from kg.ids import newcomer_id
from kg.model import Entity, Extraction, Mention

MONDAY = day("2018-03-05")


@pytest.mark.parametrize(
    ("one", "other", "kind", "expected"),
    [
        ("jean paul martin", "martin", "Person", True),
        ("jean paul martin", "j p martin", "Person", True),
        ("jean paul martin", "jean martin", "Person", True),
        ("j martin", "jean martin", "Person", True),
        ("jean martin", "paul martin", "Person", False),
        ("jean martin", "p martin", "Person", False),
        ("jean martin", "jean", "Person", False),
        ("jean martin", "jean martinez", "Person", False),
        ("novamec", "novamec industries", "Organization", True),
        ("novamec", "groupe novamec", "Organization", False),
        ("sainte luce", "luce", "City", False),
    ],
)
def test_variants(one: str, other: str, kind: str, expected: bool) -> None:
    a, b = (Named(kind, tuple(name.split()), False) for name in (one, other))
    assert may_be_one(a, b) is may_be_one(b, a) is expected


def test_two_of_the_knowledge_base_are_two() -> None:
    assert not may_be_one(Named("Person", ("martin",), True), Named("Person", ("jean", "martin"), True))


def about(name: str, *people: str, told: str = "Arrest", date: str = "2018-03-06") -> Extraction:
    """An article in which something happens to people."""
    keys = [newcomer_id(p, "Person") for p in people]
    made = article(name, Told(told, tuple(keys), when=MONDAY), date=date)
    mentions = tuple(Mention(at, at + 8, "Name", (key,), "exact") for at, key in zip((0, 14), keys, strict=False))
    return replace(made, mentions=mentions, entities=tuple(Entity(k, "Person", p, False) for k, p in zip(keys, people, strict=True)))


def people(graph: Graph) -> dict[str, tuple[str, ...]]:
    """Names with their aliases."""
    return {e.name: e.aliases for e in graph.entities}


def test_a_short_name_is_the_full_one_of_the_same_event() -> None:
    graph = fuse([about("a", "Jean-Paul Martin"), about("b", "Martin"), about("c", "J.-P. Martin")])
    assert people(graph) == {"Jean-Paul Martin": ("J.-P. Martin", "Martin")}
    (event,) = graph.events
    full = newcomer_id("Jean-Paul Martin", "Person")
    assert {f.value for f in event.facts} == {full}
    assert {m.entities for x in graph.extractions.values() for m in x.mentions} == {(full,)}


def test_a_short_name_elsewhere_is_left_alone() -> None:
    graph = fuse([about("a", "Jean-Paul Martin"), about("b", "Martin"), about("far", "Martin", told="Death")])
    assert people(graph) == {"Jean-Paul Martin": ("Martin",), "Martin": ()}


def test_one_name_cannot_be_two_people() -> None:
    """Both full names fit the short one, and not each other: nobody is renamed into the wrong one."""
    graph = fuse([about("a", "Jean Martin"), about("b", "Paul Martin"), about("c", "Martin")])
    assert {"Jean Martin", "Paul Martin"} <= set(people(graph))
    assert not any({"Jean Martin", "Paul Martin"} & set(aliases) for aliases in people(graph).values())
    assert len(graph.events) == 2


def test_the_order_of_articles_changes_nobodys_name() -> None:
    articles = [about("a", "Jean-Paul Martin", "Ana Lima"), about("b", "Martin"), about("c", "J.-P. Martin", "A. Lima")]
    assert fuse(articles) == fuse(articles[::-1])
