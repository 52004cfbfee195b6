"""Pronouns apart from the verb that are no subject of it ("n'aurait selon elle jamais rencontré X", "Les caves X, elles, fermeront")."""

from __future__ import annotations

from kg.extract.article import Article
from kg.syntax.tree import Tree

TONIC = frozenset({"elle", "lui", "elles", "eux"})
PREPOSITIONS = frozenset({"selon", "pour", "avec", "chez", "contre", "sans", "devant"})


def repair(article: Article, tree: Tree) -> None:
    """Make an adjunct of a pronoun behind a preposition, and leave out one between commas, which repeats the subject."""
    last = len(article.words) - 1
    for i in [i for i in range(1, len(article.words)) if article.lower[i] in TONIC and tree.is_a(i, "nsubj")]:
        if article.lower[i - 1] in PREPOSITIONS and tree.head[i - 1] != i:
            tree.attach(i - 1, i, "case")
            tree.dep[i] = "obl:mod"
        elif article.words[i - 1] == "," == article.words[min(i + 1, last)]:
            tree.dep[i] = "dep"
