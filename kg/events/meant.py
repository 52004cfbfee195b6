"""The place that common words mean: "dans la ville", "dans la capitale iranienne", "sur place", after a place that was told of."""

from __future__ import annotations

from functools import cache

from kg.events.there import PLACE_CASES
from kg.extract.article import Article
from kg.lang import table, word_set
from kg.link.keys import countries_of
from kg.syntax import Tree

DEFINITE = frozenset({"le", "la", "l'", "l’", "ce", "cet", "cette"})
REACH, REACH_OF_COUNTRY = 3, 8  # sentences back
KINDS = frozenset({"City", "AdministrativeArea", "Country"})
HIGHEST = 12  # what a place lies in


def place_meant(article: Article, tree: Tree, i: int) -> str:
    """The key of the last place of its kind that the text spoke of as one before the noun at `i`, "" where it doesn't mean one."""
    kinds = place_kinds(article.document.language).get(article.keys[i], frozenset())
    if not kinds or article.doc[i].pos_ != "NOUN" or not is_definite(article, tree, i):
        return ""
    origins = {e.id for k in tree.children(i, "amod") for e in countries_of(article.kb, article.words[k])}
    for k in range(i - 1, -1, -1):
        if tree.sentence[i] - tree.sentence[k] > (REACH_OF_COUNTRY if "Country" in kinds else REACH):
            break
        key = place_at(article, tree, k)
        if key and is_of(article, key, kinds) and fits(article, key, article.keys[i], origins):
            return key
    return capital_of(article, origins) if article.keys[i] == "capitale" else ""


def capital_of(article: Article, countries: set[str]) -> str:
    """The key of the capital of the one country that an adjective names, told of or not ("dans la capitale russe")."""
    named = [e for key in countries if (e := article.kb.entry(key)) is not None and e.kind == "Country" and e.capital]
    city = article.kb.entry(named[0].capital) if len(named) == 1 else None
    return article.know(city) if city is not None else ""


def spot_meant(article: Article, tree: Tree, i: int) -> str:
    """The key of the last town, country or other place that the text spoke of as one before token `i` ("sur place")."""
    for k in range(i - 1, -1, -1):
        if tree.sentence[i] - tree.sentence[k] > 1:
            return ""
        if key := place_at(article, tree, k):
            return key
    return ""


@cache
def place_kinds(language: str) -> dict[str, frozenset[str]]:
    """Nouns for places (folded) and the kinds that they mean."""
    rows = [row for row in table(language, "coreference")["kind"] if "Organization" not in row["kinds"]]
    return {noun: frozenset(row["kinds"]) for row in rows for noun in row["nouns"]}


def is_definite(article: Article, tree: Tree, i: int) -> bool:
    """Whether a noun has an article that points back, and nothing behind it says which one is meant, but an adjective of origin."""
    pointing = any(article.words[k].casefold() in DEFINITE for k in tree.children(i, "det"))
    contracted = any(article.words[k].casefold() in ("du", "au") for k in tree.children(i, "case"))
    timely = word_set(article.document.language, "nouns", "time")
    behind = [k for k in tree.children(i, "nmod", "appos", "acl", "flat", "amod") if k > i and article.doc[k].lemma_ not in timely]
    return (pointing or contracted) and all(countries_of(article.kb, article.words[k]) for k in behind)


def place_at(article: Article, tree: Tree, k: int) -> str:
    """The key of the place whose name begins at, or stands at, token `k` behind a preposition of place, or as what something is done to."""
    span = article.at.get(k)
    if span is None or span.kind != "Name" or span.head != k or span.rule == "adjective" or len(span.entities) != 1:
        return ""
    as_place = is_part(article, tree, k) or tree.case(k) in PLACE_CASES or tree.case(k) == "près de" or tree.is_a(k, "obj")
    return span.entities[0] if as_place and is_of(article, span.entities[0], KINDS) else ""


def is_part(article: Article, tree: Tree, k: int) -> bool:
    """Whether a name says which part of a place, or which building of it, is meant ("dans le nord de X", "dans une école de X")."""
    noun, language = tree.head[k], article.document.language
    part = article.keys[noun] in word_set(language, "concepts", "parts")
    site = article.doc[noun].lemma_ in word_set(language, "nouns", "place") and tree.case(noun) in PLACE_CASES
    return tree.case(k) == "de" and (part or site)


def is_of(article: Article, key: str, kinds: frozenset[str]) -> bool:
    """Whether a place is of some kinds; of one that the base doesn't know, only that it is a place is known."""
    kind = article.kind_of(key)
    return kind in kinds or (kind == "Place" and not article.entities[key].known)


def fits(article: Article, key: str, noun: str, origins: set[str]) -> bool:
    """Whether a place is a capital where that is said, and lies in the country that an adjective names."""
    entry = article.entry(key)
    if noun == "capitale" and not (entry and entry.seat == "capital"):
        return False
    above: set[str] = set()
    while entry is not None and len(above) < HIGHEST:
        above |= {entry.id, entry.of}
        entry = article.kb.entry(entry.inside or entry.of)
    return not origins or not above or bool(above & origins)
