"""Adjectives before their noun that the parser took for the noun ("un violent incendie"), or for a verb where they open a headline
("Important incendie hier"); adjectives that it hung on a noun with which they don't agree ("l'homme d'affaires indien")."""

from __future__ import annotations

from collections.abc import Container

from kg.extract.article import Article
from kg.lang import word_set
from kg.syntax.names import replace
from kg.syntax.participles import agree
from kg.syntax.tree import Tree


def repair(article: Article, tree: Tree, event_nouns: Container[str]) -> None:
    """Where a noun hangs on an adjective right before it, which has the determiner or opens the sentence, it is the head and that its
    modifier; an event noun is one whatever its tag. An adjective behind "NOUN de NOUN" belongs to the first where it agrees with that one
    alone."""
    adjectives = word_set(article.document.language, "concepts", "prenominal")
    openings = {start for start, _ in article.sentences}
    for token in article.doc:
        before = token.i - 1
        if token.pos_ == "ADJ" and tree.is_a(token.i, "amod") and tree.head[token.i] == before:
            give_back(article, tree, token.i)
            continue
        if before < 0 or tree.head[token.i] != before or tree.children(token.i, "det", "case"):
            continue
        known = bool({article.doc[before].lemma_.casefold(), article.lower[before]} & adjectives)
        if known and token.pos_ in ("ADV", "ADJ", "X") and article.lower[token.i] in event_nouns and tree.children(before, "det"):
            token.retag("NOUN", article.lower[token.i], "Number=Sing")
        if token.pos_ != "NOUN":
            continue
        determined = tree.is_a(token.i, "amod") and tree.children(before, "det")
        if known and (determined or before in openings):
            replace(tree, before, token.i)
            tree.dep[before] = "amod"
            article.doc[before].retag("ADJ", article.lower[before], "")


def give_back(article: Article, tree: Tree, adjective: int) -> None:
    """Hang an adjective on the noun before the one it follows, where the latter stands behind a bare "de" and doesn't agree with it."""
    inner = adjective - 1
    outer = tree.head[inner]
    nouns = article.doc[inner].pos_ == article.doc[outer].pos_ == "NOUN" and outer < inner
    if nouns and tree.is_a(inner, "nmod") and tree.case(inner) == "de" and not tree.children(inner, "det"):
        if not agree(article, adjective, inner) and agree(article, adjective, outer):
            tree.attach(adjective, outer, "amod")
