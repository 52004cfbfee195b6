"""Participles that the parser hung on "puis" ("a été interpellé jeudi puis transféré à X"): they go on behind the verb before."""

from __future__ import annotations

from kg.extract.article import Article
from kg.syntax.tree import Tree

THEN = "puis"


def repair(article: Article, tree: Tree) -> None:
    """Make the participle below "puis" the conjunct, and "puis" its conjunction."""
    for i, word in enumerate(article.lower):
        verb = tree.head[i]
        if word != THEN or not tree.is_a(i, "conj", "advmod") or article.doc[verb].pos_ != "VERB" or verb > i:
            continue
        below = next((k for k in tree.children(i, "acl", "advcl", "amod", "xcomp") if k > i and tree.is_past_participle(k)), None)
        if below is not None:
            tree.attach(below, verb, "conj")
            tree.attach(i, below, "cc")
