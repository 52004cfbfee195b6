"""What an entity is called in all articles together."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from fuse.records import article
from kg.fuse.names import forms, named, united
from kg.model import Entity, Extraction


def naming(id: str, *names: str) -> Extraction:
    """An article that names one newcomer, with other forms besides."""
    return replace(article(id), entities=(Entity("zoe-quill-1", "Person", names[0], False, names[1:]),))


@pytest.mark.parametrize(
    ("articles", "name", "aliases"),
    [
        ([("Zoé Quill",)], "Zoé Quill", ()),
        ([("Zoé Quill", "Mme Quill"), ("Zoé Quill", "Quill")], "Zoé Quill", ("Mme Quill", "Quill")),
        ([("ZOÉ QUILL",), ("Zoé Quill",), ("Zoé Quill",)], "Zoé Quill", ("ZOÉ QUILL",)),
        ([("Zoé Quill",), ("Zoe Quill",)], "Zoe Quill", ("Zoé Quill",)),
        ([("Zoe Quill", "Zoé Quill"), ("Zoé Quill",), ("Zoé Quill",)], "Zoé Quill", ("Zoe Quill",)),
    ],
)
def test_the_name_is_what_most_articles_write(articles: list[tuple[str, ...]], name: str, aliases: tuple[str, ...]) -> None:
    made = [naming(f"d{n}", *names) for n, names in enumerate(articles)]
    (entity,) = united(Counter(form for x in made for form in forms(x)))
    assert (entity.name, entity.aliases) == (name, aliases)
    assert united(Counter(form for x in reversed(made) for form in forms(x))) == (entity,)


def test_counts_without_an_article_are_no_entity() -> None:
    counts = Counter(forms(naming("a", "Zoé Quill", "Quill")))
    counts.subtract(forms(naming("a", "Zoé Quill", "Quill")))
    assert named(counts) is None
    assert named(Counter()) is None
