"""Pronouns that are no subject of their verb: apart from it ("n'aurait selon elle jamais rencontré X", "Les caves X, elles, fermeront"), or
its object or adjunct ("où l'a accueilli X", "X lui a rendu hommage", "le président y a été reçu")."""

from __future__ import annotations

from kg.extract.article import Article
from kg.syntax.tree import Tree

TONIC = frozenset({"elle", "lui", "elles", "eux"})
OBJECTS = frozenset({"l'", "l’", "le", "la", "les"})
CLITICS = frozenset({"lui", "leur"})
NOUNS = ("NOUN", "PROPN")
ALSO = frozenset({"aussi", "également", "même"})
PREPOSITIONS = frozenset({"selon", "pour", "avec", "chez", "contre", "sans", "devant"})


def repair(article: Article, tree: Tree) -> None:
    """Make an adjunct of a pronoun behind a preposition, and leave out one between commas, which repeats the subject; what stands behind
    the verb of a pronoun that can only be its object is the subject."""
    for i in [i for i in range(len(article.words) - 1) if article.lower[i] in OBJECTS and tree.is_a(i, "nsubj")]:
        verb = tree.head[i]
        if article.doc[i].pos_ == "PRON" and article.doc[i + 1].pos_ in ("AUX", "VERB") and i < verb:
            tree.dep[i] = "obj"
            for k in [k for k in tree.children(verb, "obj") if k > verb and not tree.case(k)][:1]:
                tree.dep[k] = "nsubj"
    for i in [i for i in range(len(article.words) - 1) if article.lower[i] in CLITICS and tree.is_a(i, "nsubj")]:
        if article.doc[i + 1].pos_ in ("AUX", "VERB") and any(k < i for k in tree.children(tree.head[i], "nsubj")):
            tree.dep[i] = "iobj"  # "X, chef de Y, lui a rendu hommage"
    for i in [i for i in range(len(article.words) - 1) if article.lower[i] in CLITICS and tree.is_a(i, "expl")]:
        if tree.head[i] > i and article.doc[i].pos_ == "PRON":
            tree.dep[i] = "iobj"  # "doit lui rendre visite"
    for i in [i for i in range(1, len(article.words) - 1) if article.lower[i] == "y" and article.doc[tree.head[i]].pos_ in NOUNS]:
        behind = tree.head[i + 1] if tree.is_a(i + 1, "aux", "cop") else i + 1
        if article.doc[i + 1].pos_ in ("AUX", "VERB") and tree.head[i] < i and behind not in tree.path(i)[:1]:
            tree.attach(i, behind, "iobj")  # "Le nouveau président y a été reçu"
    last = len(article.words) - 1
    for i in [i for i in range(2, last - 1) if article.lower[i] in TONIC and article.words[i - 1] == "," == article.words[i + 1]]:
        between_tenses(article, tree, i)
    for i in [i for i in range(1, last) if article.lower[i] in TONIC and tree.is_a(i, "obl", "iobj", "obj")]:
        if article.words[i - 1] == "," == article.words[i + 1] and not tree.children(i, "case"):
            tree.dep[i] = "dep"  # "Le MNLA, lui, a affirmé"
        elif article.lower[i + 1] in ALSO and not tree.children(i, "case") and tree.head[i] > i:
            tree.dep[i] = "dep"  # "avait lui aussi revendiqué X"
    for i in [i for i in range(1, len(article.words)) if article.lower[i] in TONIC and tree.is_a(i, "nsubj")]:
        if article.lower[i - 1] in PREPOSITIONS and tree.head[i - 1] != i:
            tree.attach(i - 1, i, "case")
            tree.dep[i] = "obl:mod"
        elif article.words[i - 1] == "," == article.words[min(i + 1, last)]:
            tree.dep[i] = "dep"


def between_tenses(article: Article, tree: Tree, i: int) -> None:
    """What a pronoun between commas parts from its auxiliary is the verb; the pronoun only repeats the subject ("X a, elle, menacé Y")."""
    auxiliary, verb = i - 2, i + 2
    if not tree.is_a(auxiliary, "aux") or tree.head[auxiliary] != i or not tree.is_past_participle(verb) or tree.head[verb] != i:
        return
    tree.take_place(verb, i)
    for k in [k for k in tree.kids[i] if k != verb]:
        tree.attach(k, verb, tree.dep[k])
    tree.attach(i, verb, "dep")
