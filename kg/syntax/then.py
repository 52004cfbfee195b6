"""What the parser hung on "puis", or on a name before it: participles go on behind the verb before ("a été interpellé jeudi puis transféré
à X"), and a place with a preposition of its own is the verb's ("reçu à X par A puis à Y par B")."""

from __future__ import annotations

from kg.extract.article import Article
from kg.syntax.tree import Tree

THEN = "puis"


def repair(article: Article, tree: Tree) -> None:
    """Make the participle below "puis" the conjunct, and "puis" its conjunction."""
    for i in [i for i, word in enumerate(article.lower) if word == THEN]:
        verb = tree.head[i]
        if article.doc[verb].pos_ in ("NOUN", "PROPN") and tree.is_a(verb, "conj") and verb > i:
            place(article, tree, verb)
            continue
        if not tree.is_a(i, "conj", "advmod") or article.doc[verb].pos_ != "VERB" or verb > i:
            continue
        below = next((k for k in tree.children(i, "acl", "advcl", "amod", "xcomp") if k > i and tree.is_past_participle(k)), None)
        if below is not None:
            tree.attach(below, verb, "conj")
            tree.attach(i, below, "cc")


def place(article: Article, tree: Tree, i: int) -> None:
    """Hang a noun behind "puis" on the verb where its preposition is another one than that of the noun it was joined to."""
    first = tree.head[i]
    verb = next((k for k in tree.path(first) if article.doc[k].pos_ == "VERB"), None)
    if verb is not None and tree.case(i) and tree.case(i) != tree.case(first):
        tree.attach(i, verb, "obl:mod")
