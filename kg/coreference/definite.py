"""Nouns that point back: with a definite or demonstrative determiner, and nothing that says which one is meant."""

from __future__ import annotations

from functools import cache

from kg.coreference.discourse import Chain, Discourse
from kg.coreference.pronouns import allowed, voice
from kg.extract.article import Article
from kg.lang import table, word_set

DETERMINERS = frozenset({"le", "la", "l'", "ce", "cet", "cette", "du", "au"})
MOST_ADJECTIVES = 2  # before a noun
AGES = frozenset({"an", "ans", "mois"})


def is_definite(article: Article, i: int) -> bool:
    """Whether a singular noun, or an adjective in its place, has a definite or demonstrative determiner right before it, or before an
    adjective before it."""
    acronym = article.words[i].isupper() and article.keys[i] in kinds(article.document.language)  # "l'ONG"
    noun = article.doc[i].pos_ == "NOUN" or acronym or (article.doc[i].pos_ == "ADJ" and article.doc[i].dep_ not in ("amod", "conj"))
    if not noun or "Plur" in article.doc[i].morph.get("Number", []):
        return False
    at = i - 1
    for _ in range(MOST_ADJECTIVES):  # "l'ancien premier ministre", "le triple champion"
        at -= at > 0 and (article.doc[at].pos_ == "ADJ" or article.keys[at] in word_set(article.document.language, "coreference", "times"))
    return at >= 0 and article.words[at].casefold().replace("’", "'") in DETERMINERS


def is_told_apart(discourse: Discourse, i: int, end: int, but: frozenset[int] = frozenset()) -> bool:
    """Whether something behind a noun, `but` for some words, says which one it is ("le maire de Y"); an age, or what follows a comma, only
    adds to it."""
    tree, words = discourse.tree, discourse.article.words
    other = min((k for k in tree.children(i, "conj") if k > i), default=len(words))  # "l'acteur et metteur en scène"
    bare = (k for k in tree.children(i, "nmod") if k >= end and tree.case(k) == "en" and not tree.children(k, "det"))
    other = min(other, next(bare, other))  # "a placé le chef de l'État en résidence surveillée": how it went on
    behind = [tree.subtree(k) for k in tree.children(i, "nmod", "acl", "amod", "flat") if end <= k < other and k not in but]
    return any(words[inside[0] - 1] != "," and not AGES & {words[t].casefold() for t in inside} for inside in behind)


def is_named_apart(discourse: Discourse, i: int) -> bool:
    """Whether a noun has an apposition, which says who it is: an age doesn't ("l'accusé, 74 ans")."""
    words, tree = discourse.article.lower, discourse.tree
    return any(not AGES & {words[m] for m in tree.subtree(k)} for k in tree.children(i, "appos"))


@cache
def kinds(language: str) -> dict[str, frozenset[str]]:
    """The kinds of body and place that each noun for one may mean."""
    rows = table(language, "coreference")["kind"]
    return {noun: frozenset(kind for row in rows if noun in row["nouns"] for kind in row["kinds"]) for row in rows for noun in row["nouns"]}


def people_meant(discourse: Discourse, i: int, reach: int) -> list[tuple[float, Chain]]:
    """The named people told of in the last sentences whom the noun at token `i` may mean, by its gender and place, with how present they
    are."""
    gender = discourse.gender_of(i)
    return [
        (weight * voice(discourse, i, chain), chain)
        for weight, chain in discourse.present(i, reach)
        if chain.kind == "Person" and len(chain.entities) == 1 and (not gender or not chain.gender or chain.gender == gender)
        if allowed(discourse, i, chain)
    ]
