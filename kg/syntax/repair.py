"""The repairs in their order: names are nodes first, then what coordinates them, then participles and reporting clauses."""

from __future__ import annotations

from kg.extract.article import Article
from kg.syntax import coordination, inversion, names, participles
from kg.syntax.tree import Tree


def repair(article: Article, reporting: frozenset[str], event_nouns: frozenset[str]) -> Tree:
    """The mended tree; `reporting` are the lemmas of verbs whose subject may follow them ("a déclaré X"),
    `event_nouns` those of nouns that evoke events."""
    tree = Tree(article.doc)
    names.repair(article, tree)
    coordination.repair(article, tree)
    participles.repair(article, tree, event_nouns)
    inversion.repair(article, tree, reporting)
    return tree
