"""Pronouns before a verb that the model took for something else: "s'il" for a reflexive, "le" and "les" for articles ("failli l'arrêter",
"X les recevra"), "lui" and "leur" for subjects ("Le maire leur a remis")."""

from __future__ import annotations

from kg.extract.article import Article
from kg.syntax.tree import Tree

OBJECTS = frozenset({"le", "la", "les", "l'", "l’"})
ELIDED = frozenset({"l'"})
TO_WHOM = frozenset({"lui", "leur"})
IF = frozenset({"s'", "s’"})


def repair(article: Article, tree: Tree) -> None:
    """Make them what they are."""
    for i, word in enumerate(article.lower):
        if word in ELIDED and article.lower[i + 1 : i + 2] == ["on"]:
            tree.dep[i] = "expl"  # "où l'on déplore un mort": it means nobody
        elif word in OBJECTS:
            no_article(article, tree, i)
        elif word in TO_WHOM:
            no_subject(article, tree, i)
        elif word in IF and article.lower[i + 1 : i + 2] in (["il"], ["ils"]):
            article.doc[i].retag("SCONJ", "si", "")
            tree.dep[i] = "mark"


def no_article(article: Article, tree: Tree, i: int) -> None:
    """Before the verb that governs it "le" is its object."""
    verb = tree.head[i]
    if article.doc[i].pos_ != "DET" or verb <= i:
        return
    if verb == i + 1 and tree.is_finite(verb):
        tree.dep[i] = "obj"
    elif not (tree.is_a(i, "obj", "iobj") and article.doc[verb].pos_ in ("VERB", "AUX")):
        return
    article.doc[i].retag("PRON", "le", "Person=3")


def no_subject(article: Article, tree: Tree, i: int) -> None:
    """Where the verb has another subject, and "leur" always, it is to whom; so it is between a comma and its verb ("X, jusqu'alors
    secrétaire d'Etat, lui succède")."""
    if article.doc[i].pos_ == "PRON" and tree.is_a(i, "obj") and tree.head[i] > i and article.doc[i + 1].pos_ in ("VERB", "AUX"):
        tree.dep[i] = "iobj"  # "X lui a demandé lundi de rester": no object
    if article.doc[i].pos_ != "PRON" or not tree.is_a(i, "nsubj"):
        return
    others = len(tree.children(tree.head[i], "nsubj")) > 1
    start, _ = article.sentences[article.sentence[i]]
    others |= i > start and article.words[i - 1] == "," and tree.is_finite(tree.head[i]) and article.doc[i + 1].pos_ in ("VERB", "AUX")
    if others or (article.lower[i] == "leur" and not tree.children(i, "det")):
        tree.dep[i] = "iobj"
