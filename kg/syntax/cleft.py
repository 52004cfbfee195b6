"""Cleft sentences ("C'est à Genève que X a rencontré Y"): what is brought forward belongs to the clause behind "que"."""

from __future__ import annotations

from kg.extract.article import Article
from kg.model import TimeExpression
from kg.syntax.timely import words_of
from kg.syntax.tree import Tree

THIS = frozenset({"c'", "c’", "ce"})
IS = frozenset({"est", "était", "fut", "sera", "serait", "sont", "furent"})
THAT = frozenset({"que", "qu'", "qu’"})
NE = frozenset({"n'", "n’", "ne"})
NOT = frozenset({"pas", "plus", "point", "jamais"})
NOUNS = ("NOUN", "PROPN", "NUM", "PRON")
LONGEST = 25  # tokens from "c'est" to the verb of the clause


def repair(article: Article, tree: Tree, times: list[TimeExpression]) -> None:
    """Hang what stands between "c'est" and "que" on the verb behind; what is denied ("ce n'est pas à Paris que") says nothing of it."""
    timely: frozenset[int] | None = None
    for this, word in enumerate(article.lower[:-2]):
        copula = this + 2 if article.lower[this + 1] in NE else this + 1
        if word not in THIS or article.lower[copula] not in IS:
            continue
        timely = words_of(article, times) if timely is None else timely
        finite = tree.conjugated_behind(copula, LONGEST) or 0
        that = next((k for k in range(finite - 1, copula, -1) if article.lower[k] in THAT), 0)
        focus = brought_forward(article, copula, that, timely)
        if not focus:
            continue
        verb = tree.head[finite] if tree.is_a(finite, "aux", "cop") and tree.head[finite] > finite else finite
        raise_clause(tree, range(this, that + 1), verb)
        for k in (k for k in range(this, focus) if article.doc[k].pos_ != "DET" or k == this):
            tree.attach(k, verb if k == copula else copula, "discourse")
        if not NOT & {*article.lower[copula:focus]}:
            hang(article, tree, range(focus, that), verb, timely)
        name_behind(article, tree, that, verb)
        if not tree.children(verb, "nsubj"):
            give_subject(article, tree, verb, timely)


def brought_forward(article: Article, copula: int, that: int, timely: frozenset[int]) -> int:
    """The first word of a phrase with a preposition, a time or a name between "c'est" and "que"; 0 where something else stands there."""
    for k in range(copula + 1, that):
        if article.doc[k].pos_ == "ADP" or k in article.at or k in timely:
            return k
        if article.doc[k].pos_ not in ("ADV", "DET", "PUNCT", "SPACE") and article.lower[k] not in THAT:
            return 0
    return 0


def raise_clause(tree: Tree, cleft: range, verb: int) -> None:
    """Make the clause behind "que" the main one, and leave of "que" only the word."""
    around = [k for k in tree.path(verb) if k in cleft]
    if around:
        tree.take_place(verb, around[-1])
    tree.attach(cleft[-1], verb, "discourse")


def hang(article: Article, tree: Tree, focus: range, verb: int, timely: frozenset[int]) -> None:
    """Make adjuncts of what was brought forward, or the object where it has no preposition and the verb lacks one."""
    for k in focus:
        if (tree.head[k] in focus and tree.head[k] != k) or article.doc[k].pos_ not in NOUNS:
            continue
        if tree.case(k) or k in timely:
            tree.attach(k, verb, "obl:mod")
        elif not tree.children(verb, "obj", "aux:pass"):
            tree.attach(k, verb, "obj")


def name_behind(article: Article, tree: Tree, that: int, verb: int) -> None:
    """A name right behind "que" that was hung on what is brought forward is the subject ("C'est devant X que Y, maire, a présenté")."""
    span = article.at.get(that + 1)
    if span is None or span.start != that + 1 or tree.children(verb, "nsubj") or tree.case(span.head) or span.head > verb:
        return
    if tree.is_a(span.head, "nmod", "appos", "obl", "conj") and tree.head[span.head] < that:
        tree.set_subject(verb, span.head)


def give_subject(article: Article, tree: Tree, verb: int, timely: frozenset[int]) -> None:
    """Make the subject of what follows a verb without one ("c'est à Lyon qu'a été arrêté X")."""
    behind = [k for k in tree.kids[verb] if k > verb and article.doc[k].pos_ in NOUNS and k not in timely and not tree.case(k)]
    if behind:
        tree.dep[behind[0]] = "nsubj:pass" if tree.children(verb, "aux:pass") else "nsubj"
