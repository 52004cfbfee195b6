"""Verbs of saying made of two ("a fait savoir X", "laisse entendre Y"): the first is the verb, which the parser makes an auxiliary where
its subject stands behind."""

from __future__ import annotations

from collections.abc import Container

from kg.extract.article import Article
from kg.syntax.names import replace
from kg.syntax.tree import Tree


def repair(article: Article, tree: Tree, reporting: Container[str]) -> None:
    """Make the infinitive of such a phrase the complement of the verb right before it."""
    for i in range(len(article.words) - 1):
        if tree.head[i] == i + 1 and is_phrase(article, i, reporting):
            replace(tree, i + 1, i)
            tree.dep[i + 1] = "xcomp"


def is_phrase(article: Article, i: int, reporting: Container[str]) -> bool:
    """Whether a verb and the infinitive right behind it are one verb of saying."""
    first, second = article.doc[i], article.doc[i + 1]
    return first.pos_ in ("VERB", "AUX") and second.pos_ == "VERB" and f"{first.lemma_} {second.lemma_}" in reporting
