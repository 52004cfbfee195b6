"""Adjectives before their noun that the parser took for the noun ("un violent incendie")."""

from __future__ import annotations

from kg.extract.article import Article
from kg.lang import word_set
from kg.syntax.names import replace
from kg.syntax.tree import Tree


def repair(article: Article, tree: Tree) -> None:
    """Where a noun is the modifier of an adjective right before it, which has the determiner, it is the head and that its modifier."""
    adjectives = word_set(article.document.language, "concepts", "prenominal")
    for token in article.doc:
        before = token.i - 1
        swapped = token.pos_ == "NOUN" and before > 0 and tree.dep[token.i] == "amod" and tree.head[token.i] == before
        if swapped and article.doc[before].lemma_.casefold() in adjectives and tree.children(before, "det"):
            replace(tree, before, token.i)
            tree.dep[before] = "amod"
