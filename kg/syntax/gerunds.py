"""Gerunds that the parser took for a part of a preposition ("…, tout en menaçant X de sanctions")."""

from __future__ import annotations

from kg.extract.article import Article
from kg.syntax.tree import Tree


def repair(article: Article, tree: Tree) -> None:
    """Make such a participle the head of its clause, with the noun whose preposition it was as its object."""
    for i in range(1, len(article.words)):
        if article.lower[i - 1] != "en" or not tree.is_a(i, "fixed") or not tree.is_present_participle(i):
            continue
        noun = next((k for k in tree.path(i)[1:] if k > i), None)
        above = tree.clause_above(noun) if noun is not None else None
        if noun is None or above is None or above > i:
            continue
        tree.attach(i, above, "advcl")
        for k in [i - 1, *(k for k in tree.kids[noun] if k < i and not article.doc[k].is_punct)]:
            tree.attach(k, i, "mark")
        tree.attach(noun, i, "obl:arg" if tree.case(noun) else "obj")
