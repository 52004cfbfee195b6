"""What a participle or clause with "qui" says of a noun as a preposition would ("une enquête visant X", "la plainte qui vise X", "un accord
liant X à Y")."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.article import Article
from kg.syntax import Tree

NAMING = frozenset({"NOUN", "PROPN"})


def told_by_clauses(article: Article, tree: Tree, noun: int) -> Iterator[tuple[str, int]]:
    """The words that such clauses behind a noun have, each with the position that they fill; behind what the noun is for stands whom it is
    against."""
    positions = article.data("frames")["grammar"]["participial"]
    aims = [k for k in tree.children(noun, "nmod") if tree.case(k) == "pour"]
    for of in (noun, *aims):
        for verb in tree.children(of, "acl"):
            position = positions.get(article.doc[verb].lemma_.casefold(), "")
            if position and (of == noun or position == "contre") and is_clause(article, tree, verb):
                yield from ((position, k) for k in named(article, tree, verb, position))


def is_clause(article: Article, tree: Tree, verb: int) -> bool:
    """Whether a verb is a present participle, or of a clause with "qui"."""
    return tree.is_present_participle(verb) or any(article.lower[k] == "qui" for k in tree.children(verb, "nsubj"))


def named(article: Article, tree: Tree, verb: int, position: str) -> list[int]:
    """Its objects, and whoever is beside them behind "à" where it is between several."""
    objects = tree.children(verb, "obj")
    others = [k for k in tree.children(verb, "obl") if tree.case(k) == "à"] if objects and position == "entre" else []
    return [k for k in (*objects, *others) if article.doc[k].pos_ in NAMING]
