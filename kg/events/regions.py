"""Regions behind a place that the base doesn't know ("à Lézigné, dans le Maine-et-Loire"): the place says where, and
the region only where that is."""

from __future__ import annotations

from kg.extract.article import Article

REACH = 8  # tokens behind a place to the region in which it is told to lie
IN = frozenset({"dans", "en", "au"})


def regions_behind(article: Article, start: int, end: int, places: list[str]) -> set[str]:
    """Those of some places, told of from one token to another, that are regions or countries which a comma and "dans" tie to an unknown
    place before them."""
    unknown = [p for p in places if article.kb.entry(p) is None]
    if not unknown:
        return set()
    found = set()
    for span in (article.at[i] for i in range(start, end) if i in article.at and article.at[i].head == i):
        tied = article.words[span.end : span.end + 1] == [","] and article.lower[span.end + 1 : span.end + 2] != []
        if not (span.entities[:1] and span.entities[0] in unknown and tied and article.lower[span.end + 1] in IN):
            continue
        behind = next((article.at[k] for k in range(span.end + 1, min(span.end + REACH, end)) if k in article.at), None)
        if behind is not None:
            found |= {p for p in places if p in behind.entities and article.kind_of(p) in ("AdministrativeArea", "Country")}
    return found
