"""Sentences that the parser takes for a noun phrase, with their verb inside it ("L'agence réfute et indique que …", "La ministre, X, avait
téléphoné à Y dimanche soir"): the conjugated verb is the main one, and the noun before it its subject."""

from __future__ import annotations

from collections.abc import Container

from kg.extract.article import Article
from kg.nlp.tags import THIRD
from kg.syntax.tree import Tree

NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})
GOVERNED = ("DET", "ADP", "PROPN", "PRON", "SCONJ", "NUM")
INNER = ("acl", "conj", "appos", "dep", "nmod", "parataxis")  # what a verb so hidden is to its noun
SUBORDINATING = frozenset({"qui", "que", "qu'", "qu’", "dont", "où", "lequel", "laquelle", "lesquels", "lesquelles", "auquel", "duquel"})


def retag(article: Article, tree: Tree, verbs: Container[str]) -> None:
    """Make the verb of a sentence whose head is a noun with a relative clause of what looks like a form of one of some verbs behind the
    clause's comma ("Pyongyang, qui a expulsé les inspecteurs, menace de …")."""
    for i in [i for i in range(1, len(article.words) - 1) if i - 1 in article.at and article.words[i].islower()]:
        behind_name(article, tree, i, verbs)
    for start, end in article.sentences:
        root = next((i for i in range(start, end) if tree.head[i] == i and article.doc[i].pos_ in NOMINAL), None)
        clause = next((k for k in tree.children(root, "acl:relcl") if k > root), None) if root is not None else None
        for i in range(clause + 2, end - 1) if clause is not None else ():
            if looks_like_verb(article, tree, i, verbs):
                article.doc[i].retag("VERB", f"{article.lower[i]}r", THIRD)
                break


def behind_name(article: Article, tree: Tree, i: int, verbs: Container[str]) -> None:
    """Make a verb of what looks like one right behind a name and is taken for more of that, or has it as subject ("X menace de partir")."""
    name, form = article.at[i - 1], article.lower[i]
    looks = article.doc[i].pos_ in ("PROPN", "NOUN", "ADJ") and form.endswith("e") and f"{form}r" in verbs and i not in article.at
    if not looks or name.kind != "Name" or article.doc[i + 1].pos_ not in GOVERNED or tree.children(i, "det", "case"):
        return
    inside, above = range(name.start, name.end), tree.head[i]
    alone = tree.head[name.head] in (name.head, *inside) or (name.start > 0 and article.words[name.start - 1] == ":")
    if tree.is_a(i, "flat") and above in inside and alone:
        tree.take_place(i, above)
        for k in [k for k in tree.kids[above] if k > i]:
            tree.attach(k, i, "xcomp" if tree.is_infinitive(k) else tree.dep[k])
        tree.attach(above, i, "nsubj")
    elif not any(tree.is_a(k, "nsubj") for k in tree.kids[i]):
        return
    article.doc[i].retag("VERB", f"{form}r", THIRD)


def looks_like_verb(article: Article, tree: Tree, i: int, verbs: Container[str]) -> bool:
    """Whether a noun or adjective behind a comma stands alone, reads as a verb, and something follows that a verb governs."""
    alone = article.words[i - 1] == "," and i not in article.at and not tree.children(i, "det", "case", "nummod")
    nominal = article.doc[i].pos_ in ("NOUN", "ADJ") and article.words[i].islower() and article.words[i].endswith("e")
    return alone and nominal and f"{article.lower[i]}r" in verbs and article.doc[i + 1].pos_ in GOVERNED


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
    tree.set_subject(verb, subject)
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
    before = [k for k in tree.children(noun, "case") if k < noun]  # "l'épidémie d'Ebola sévit": one name
    bare = not tree.children(i, "nsubj", "mark", "cc", "case") and not before
    return bare and not any(article.lower[k] in SUBORDINATING for k in range(noun + 1, i))
