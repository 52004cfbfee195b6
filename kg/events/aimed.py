"""Against whom something is that a participle or relative clause says to be aimed at somebody ("une enquête pour vol visant X", "la plainte
qui vise X")."""

from __future__ import annotations

from kg.extract.article import Article
from kg.syntax import Tree


def aimed_at(article: Article, tree: Tree, noun: int) -> list[int]:
    """The objects of such clauses behind a noun, or behind what it is for."""
    nouns = [noun, *(k for k in tree.children(noun, "nmod") if tree.case(k) == "pour")]
    verbs = [k for n in nouns for k in tree.children(n, "acl") if is_aiming(article, tree, k)]
    return [o for verb in verbs for o in tree.children(verb, "obj")]


def is_aiming(article: Article, tree: Tree, verb: int) -> bool:
    """Whether a clause says at whom its noun is aimed."""
    relative = any(article.lower[k] == "qui" for k in tree.children(verb, "nsubj"))
    aiming = article.doc[verb].lemma_.casefold() in article.data("relations")["aiming"]
    return aiming and (relative or tree.is_present_participle(verb))
