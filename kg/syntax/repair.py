"""The repairs in their order: names are nodes first, then what coordinates them, then who says what stands before."""

from __future__ import annotations

from kg.extract.article import Article
from kg.syntax import coordination, inversion, names
from kg.syntax.tree import Tree


def repair(article: Article, reporting: frozenset[str]) -> Tree:
    """The mended tree; `reporting` are the lemmas of verbs whose subject may follow them ("a déclaré X")."""
    tree = Tree(article.doc)
    names.repair(article, tree)
    coordination.repair(article, tree)
    inversion.repair(article, tree, reporting)
    return tree
