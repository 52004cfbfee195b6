"""Somebody or something that the knowledge base doesn't know: an entity of the article's own."""

from __future__ import annotations

from kg.extract.article import Article
from kg.link.spans import Found

KIND_OF_LABEL = {"PER": "Person", "ORG": "Organization", "LOC": "Place"}


def step(article: Article, found: Found) -> tuple[str, ...] | None:
    """A local entity of the kind that the model tags; one for one name in all articles."""
    kind = KIND_OF_LABEL.get(found.label)
    if kind is None:
        return None
    name = " ".join(article.text(found.start, found.end).split())
    if len(name) < 2 or not any(c.isalpha() for c in name):
        return None
    return (article.meet(name, kind),)
