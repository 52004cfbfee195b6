"""Short names that mean one body beside others of its kind or those who lead it ("la Commission" beside Brussels or its president)."""

from __future__ import annotations

from kg.extract.article import Article, Span
from kg.link.shortened import ARTICLES, goes_on


def link(article: Article) -> None:
    """Add a mention for every short name with a definite article that nothing goes on and no name covers."""
    for row in article.data("roles")["short"]:
        entry = article.kb.entry(row["means"])
        if entry is None or row["name"] not in article.words or not is_beside(article, row["means"], row["beside"]):
            continue
        for i in range(1, len(article.words)):
            if article.words[i] != row["name"] or article.lower[i - 1] not in ARTICLES or goes_on(article, i + 1):
                continue
            span = article.at.get(i)
            if span is not None and (span.end - span.start > 1 or any(article.entities[e].known for e in span.entities)):
                continue
            if span is not None:
                article.drop(span)
            article.add(Span(i, i + 1, i, "Name", (article.know(entry),), "short", "ORG"))


def is_beside(article: Article, body: str, beside: list[str]) -> bool:
    """Whether the article tells of one of some bodies and places, or of somebody who has led the body."""
    if any(key in article.entities for key in (body, *beside)):
        return True
    people = [key for key, entity in article.entities.items() if entity.kind == "Person" and entity.known]
    return any(t.of == body for key in people for t in article.kb.tenures(key))
