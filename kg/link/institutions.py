"""Bodies called by a common noun and a place ("le tribunal correctionnel de X", "la préfecture du Y", "le Congrès péruvien"): one phrase is
one body."""

from __future__ import annotations

from kg.extract.article import Article, Span
from kg.kb.entry import name_key
from kg.lang import word_set

OF = frozenset({"de", "du", "d'", "des", "de la", "de l'"})
LONGEST = 4  # adjectives and small words between noun and place
PLACES = frozenset({"City", "AdministrativeArea", "Country", "Place"})


def link(article: Article) -> None:
    """Add a mention of a body for every such phrase that no name covers."""
    nouns, societies, chambers = (word_set(article.document.language, "roles", kind) for kind in ("institutions", "societies", "chambers"))
    wanted = nouns | societies | chambers
    for i, word in enumerate(article.lower):
        if word not in wanted or i in article.at:
            continue
        place = country_behind(article, i) if word in chambers - nouns else place_behind(article, i + 1)
        if place is not None and word in societies and not is_sorted(article, i, place):
            continue
        if place is not None:
            name = " ".join(article.text(i, place.end).split())
            own = word in chambers - nouns or article.words[i].isupper() or (word in societies and not article.doc[i].is_sent_start)
            name = name if own else name[0].lower() + name[1:]
            article.add(Span(i, place.end, i, "Nominal", (body(article, name),), "institution", "ORG"))


def is_sorted(article: Article, i: int, place: Span) -> bool:
    """Whether words between a noun for a society and its town say of what sort it is: "la société de X" may be a firm from there."""
    town = all(article.kind_of(e) in ("City", "Place") for e in place.entities)
    return town and any(article.doc[k].pos_ in ("ADJ", "NOUN", "PROPN") and k not in article.at for k in range(i + 1, place.start))


def country_behind(article: Article, i: int) -> Span | None:
    """The adjective of a country right behind a noun with a capital."""
    span = article.at.get(i + 1)
    return span if article.words[i][:1].isupper() and span is not None and span.rule == "adjective" else None


def body(article: Article, name: str) -> str:
    """The key of the body that some words name: of the base where it knows it, else one of the article's own."""
    known = {n.id: e for n in article.kb.names(name_key(name)) if n.sort == "name" and (e := article.kb.entry(n.id)) and not e.is_place}
    if len(known) == 1:
        return article.know(*known.values())
    return article.meet(name, "Organization")


def place_behind(article: Article, at: int) -> Span | None:
    """The place behind "de" that follows a noun and its adjectives."""
    for k in range(at, min(at + LONGEST, len(article.words))):
        if article.lower[k] in OF:
            start = k + 2 if article.words[k + 1 : k + 2] and article.words[k + 1] in ("la", "l'", "les") else k + 1
            span = article.at.get(start)
            land = k + 1 < len(article.words) and (article.words[k + 1].islower() or article.is_a(k + 1, "place"))  # "du Pays de X"
            noun = land and article.doc[k + 1].pos_ in ("NOUN", "PROPN")
            if span is None and land and (noun or (article.doc[k + 1].pos_ == "ADJ" and article.words[k + 1].islower())):
                return place_behind(article, k + 2)  # "cour d'assises de X", "tribunal de grande instance de X"
            place = span is not None and span.kind == "Name" and span.start == start and bool(span.entities)
            return span if place and span and all(article.kind_of(e) in PLACES for e in span.entities) else None
        if article.doc[k].pos_ not in ("ADJ", "NOUN", "PROPN", "VERB") or k in article.at:
            return None
    return None
