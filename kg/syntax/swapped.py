"""Adjectives before their noun that the parser took for the noun ("un violent incendie"), or for a verb where they open a headline
("Important incendie hier")."""

from __future__ import annotations

from kg.extract.article import Article
from kg.lang import word_set
from kg.syntax.names import replace
from kg.syntax.tree import Tree


def repair(article: Article, tree: Tree) -> None:
    """Where a noun hangs on an adjective right before it, which has the determiner or opens the sentence, it is the head and that its
    modifier."""
    adjectives = word_set(article.document.language, "concepts", "prenominal")
    openings = {start for start, _ in article.sentences}
    for token in article.doc:
        before = token.i - 1
        if token.pos_ != "NOUN" or before < 0 or tree.head[token.i] != before or tree.children(token.i, "det", "case"):
            continue
        known = bool({article.doc[before].lemma_.casefold(), article.lower[before]} & adjectives)
        determined = tree.is_a(token.i, "amod") and tree.children(before, "det")
        if known and (determined or before in openings):
            replace(tree, before, token.i)
            tree.dep[before] = "amod"
            article.doc[before].retag("ADJ", article.lower[before], "")
