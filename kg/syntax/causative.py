"""Verbs made of two ("a fait savoir X", "s'est fait arrêter"): the first is the verb, which the parser makes an auxiliary now and then."""

from __future__ import annotations

from collections.abc import Container

from kg.extract.article import Article
from kg.syntax.names import replace
from kg.syntax.tree import Tree

INFINITIVE = "VerbForm=Inf"
CLOSING = frozenset({"»", '"', "”"})
UNDERGOING = frozenset({"voir", "faire", "laisser"})  # with "se"


def repair(article: Article, tree: Tree, reporting: Container[str]) -> None:
    """Make the infinitive of a verb of saying, or of what befalls somebody, the complement of the verb right before it."""
    for i in range(len(article.words) - 1):
        if tree.head[i] == i + 1 and (is_phrase(article, i, reporting) or befalls(article, tree, i)):
            if not tree.is_infinitive(i + 1):
                article.doc[i + 1].retag("VERB", article.lower[i + 1], INFINITIVE)
            replace(tree, i + 1, i)
            tree.dep[i + 1] = "xcomp"
            article.doc[i].pos_ = "VERB"
            leave_quotation(article, tree, i)


def leave_quotation(article: Article, tree: Tree, verb: int) -> None:
    """What stands in a quotation that is closed before a verb of saying is a clause of its own (« Nous avons gagné », a fait savoir X)."""
    start = min([verb, *(k for k in tree.children(verb, "aux") if article.words[k - 1] == ",")])
    if start < 2 or article.words[start - 1] != "," or article.words[start - 2] not in CLOSING:
        return
    quoted = [k for k in tree.kids[verb] if k < start - 2 and not article.doc[k].is_punct]
    main = next((k for k in quoted if article.doc[k].pos_ in ("VERB", "AUX")), None)
    if main is not None:
        tree.attach(main, verb, "ccomp")
        for k in quoted:
            if k != main:
                tree.attach(k, main, tree.dep[k])


def is_phrase(article: Article, i: int, reporting: Container[str]) -> bool:
    """Whether a verb and the infinitive right behind it are one verb of saying."""
    first, second = article.doc[i], article.doc[i + 1]
    return first.pos_ in ("VERB", "AUX") and second.pos_ == "VERB" and f"{first.lemma_} {second.lemma_}" in reporting


def befalls(article: Article, tree: Tree, i: int) -> bool:
    """Whether a verb with "se" and the infinitive right behind it tell what somebody undergoes ("s'est vu infliger")."""
    reflexive = any(article.lower[k] in ("se", "s'", "s’") and k < i for k in (*tree.kids[i + 1], *tree.kids[i]))
    infinitive = tree.is_infinitive(i + 1) or (article.doc[i + 1].lemma_ == article.lower[i + 1] and article.lower[i + 1].endswith("er"))
    return reflexive and article.doc[i].lemma_ in UNDERGOING and infinitive
