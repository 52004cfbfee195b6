"""Second names behind "alias" or "dit" ("Jimmy Chérizier, alias Barbecue"): whoever bears the first bears them, too."""

from __future__ import annotations

from kg.extract.article import Article, Span
from kg.lang import word_set


def link(article: Article) -> None:
    """Give each such name that the base doesn't know to the person named right before it."""
    words = word_set(article.document.language, "tokens", "around", "alias")
    for i in article.capitals:
        if i < 2 or article.lower[i - 1] not in words:
            continue
        end = i - 1 - (article.words[i - 2] == ",")
        first = next((s for s in article.ending.get(end, ()) if s.kind == "Name" and len(s.entities) == 1), None)
        second = article.at.get(i)
        if first is None or article.kind_of(first.entities[0]) != "Person":
            continue
        if second is None:
            article.add(Span(i, i + 1, i, "Name", first.entities, "alias", "PER"))
        elif second.start == i and not any(article.entities[e].known for e in second.entities):
            second.entities = first.entities
