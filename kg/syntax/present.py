"""Verbs in the present right behind a body or somebody that the model took for a noun or an adjective of theirs ("Le conseil général
finance les travaux", "La gendarmerie enquête sur le vol"), in sentences that have no other verb."""

from __future__ import annotations

from collections.abc import Container

from kg.extract.article import Article
from kg.nlp.tags import THIRD
from kg.syntax.tree import Tree

COMPLEMENTS = frozenset({"de", "d'", "d’", "du", "des", "à", "au", "aux"})  # "le service aide à domicile"
NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
WITHIN = frozenset({"DET", "ADJ", "ADP", "NOUN", "PROPN"})  # words of a subject


def retag(article: Article, tree: Tree, verbs: Container[str]) -> None:
    """Make such a word the verb of its sentence, and what stands behind it its object and adjuncts."""
    for start, end in article.sentences:
        if any(article.doc[i].pos_ in ("VERB", "AUX") and tree.is_finite(i) for i in range(start, end)):
            continue
        subject = next((i for i in range(start, min(start + 3, end)) if article.doc[i].pos_ in ("NOUN", "PROPN")), None)
        if subject is None or not acts(article, tree, subject):
            continue
        for i in range(subject + 1, end - 1):
            if is_verb(article, tree, i, verbs):
                promote(article, tree, subject, i)
                break
            if article.doc[i].pos_ not in WITHIN:
                break


def acts(article: Article, tree: Tree, noun: int) -> bool:
    """Whether a noun with an article is a word for a body or for somebody."""
    determined = any(article.doc[k].pos_ == "DET" for k in tree.children(noun, "det"))
    return determined and not tree.children(noun, "case") and (article.is_a(noun, "body") or article.is_a(noun, "human"))


def is_verb(article: Article, tree: Tree, i: int, verbs: Container[str]) -> bool:
    """Whether a word reads as a verb in the present, stands bare, and is followed by what a verb governs."""
    form, behind = article.lower[i], article.doc[i + 1]
    reads = article.words[i].islower() and form.endswith("e") and f"{form}r" in verbs and article.doc[i].pos_ in ("NOUN", "ADJ")
    governed = behind.pos_ in ("DET", "ADP", "ADV", "PROPN") and article.lower[i + 1] not in COMPLEMENTS
    return reads and governed and i not in article.at and not tree.children(i, "det", "case", "nummod")


def promote(article: Article, tree: Tree, subject: int, verb: int) -> None:
    """Turn the sentence around: the verb on top, the subject below it, and what stood behind both on the verb."""
    article.doc[verb].retag("VERB", f"{article.lower[verb]}r", THIRD)
    top = tree.path(subject)[-1]
    tree.make_root(verb)
    tree.attach(subject, verb, "nsubj")
    for i in sorted({top, subject, *tree.kids[top], *tree.kids[subject], *tree.kids[verb]} - {verb, subject}):
        if i > verb and tree.is_a(i, "ROOT", "nmod", "appos", "obj", "obl", "dep", "advmod", "amod", "punct"):
            tree.attach(i, verb, relation(article, tree, i))


def relation(article: Article, tree: Tree, i: int) -> str:
    """What a word behind such a verb is to it."""
    if article.doc[i].pos_ not in NOMINAL:
        return tree.dep[i]
    return "obl:mod" if tree.children(i, "case") or article.is_a(i, "time") else "obj"
