"""Sentences that the parser takes for a noun phrase, with their verb inside it ("L'agence réfute et indique que …", "La ministre, X, avait
téléphoné à Y dimanche soir"): the conjugated verb is the main one, and the noun before it its subject."""

from __future__ import annotations

from kg.extract.article import Article
from kg.syntax.tree import Tree

NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})
INNER = ("acl", "conj", "appos", "dep", "nmod")  # what a verb so hidden is to its noun
SUBORDINATING = frozenset({"qui", "que", "qu'", "qu’", "dont", "où", "lequel", "laquelle", "lesquels", "lesquelles", "auquel", "duquel"})


def repair(article: Article, tree: Tree) -> None:
    """Make the first conjugated verb of its own the root of each sentence whose root is a noun."""
    for start, end in article.sentences:
        roots = [i for i in range(start, end) if tree.head[i] == i and not (article.doc[i].is_space or article.doc[i].is_punct)]
        if len(roots) == 1 and article.doc[roots[0]].pos_ in NOMINAL and not tree.children(roots[0], "cop", "mark"):
            promote(article, tree, roots[0], start, end)


def promote(article: Article, tree: Tree, root: int, start: int, end: int) -> None:
    """Turn a sentence around where it has such a verb."""
    verb = next((i for i in range(start, end) if is_main(article, tree, i, root)), None)
    if verb is None:
        return
    subject = tree.head[verb]
    tree.make_root(verb)
    tree.attach(subject, verb, "nsubj:pass" if tree.children(verb, "aux:pass") else "nsubj")
    if root != subject:
        tree.attach(root, verb, "obl:mod" if article.is_a(root, "time") else "dep")


def is_main(article: Article, tree: Tree, i: int, root: int) -> bool:
    """Whether a conjugated verb without a subject of its own hangs on the root, or on the subject of that, without a word that would
    subordinate it."""
    noun = tree.head[i]
    if article.doc[i].pos_ != "VERB" or not tree.is_a(i, *INNER) or tree.dep[i] == "acl:relcl" or not noun < i or not tree.is_finite(i):
        return False
    if noun != root and not (tree.head[noun] == root and tree.is_a(noun, "nsubj")):
        return False
    bare = not tree.children(i, "nsubj", "mark", "cc", "case") and not tree.children(noun, "case")
    return bare and not any(article.lower[k] in SUBORDINATING for k in range(noun + 1, i))
