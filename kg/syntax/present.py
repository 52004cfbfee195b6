"""Verbs in the present or future right behind a body or somebody that the model took for a noun or an adjective of theirs ("Le conseil
général finance les travaux", "La gendarmerie enquête sur le vol", "X rencontrera Y"), in sentences that have no other verb."""

from __future__ import annotations

from collections.abc import Container

from kg.extract.article import Article
from kg.nlp.tags import THIRD
from kg.syntax.tree import Tree

COMPLEMENTS = frozenset({"de", "d'", "d’", "du", "des", "à", "au", "aux"})  # "le service aide à domicile"
FUTURE = ("era", "ira", "dra", "vra", "tra", "eront", "iront", "dront", "vront", "tront")
NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
WITHIN = frozenset({"DET", "ADJ", "ADP", "NOUN", "PROPN"})  # words of a subject


def retag(article: Article, tree: Tree, verbs: Container[str]) -> None:
    """Make such a word the verb of its sentence, and what stands behind it its object and adjuncts."""
    for start, end in article.sentences:
        if any(article.doc[i].pos_ in ("VERB", "AUX") and tree.is_finite(i) for i in range(start, end)):
            continue
        subject = next((i for i in range(start, min(start + 3, end)) if article.doc[i].pos_ in ("NOUN", "PROPN")), None)
        named = subject is not None and subject in article.at and article.at[subject].kind == "Name"
        if subject is None or not (named or acts(article, tree, subject)):
            continue
        for i in range(subject + 1, end - 1):
            if (lemma := future(article, i, verbs)) or (not named and is_verb(article, tree, i, verbs)):
                promote(article, tree, subject, i, lemma)
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


def future(article: Article, i: int, verbs: Container[str]) -> str:
    """The verb of which a bare word in lower case is the third person of the future, "" where it is none or no noun to the model."""
    form, behind = article.words[i], article.doc[i + 1]
    if not form.islower() or not form.endswith(FUTURE) or i in article.at or article.doc[i].pos_ not in ("NOUN", "ADJ", "PROPN"):
        return ""
    stem = form.removesuffix("ont").removesuffix("a")
    governed = behind.pos_ in ("DET", "ADP", "ADV", "PROPN", "NOUN")
    return next((v for v in (stem, f"{stem}e", f"{stem[:-1]}oir") if v in verbs), "") if governed else ""


def promote(article: Article, tree: Tree, subject: int, verb: int, lemma: str = "") -> None:
    """Turn the sentence around: the verb on top, the subject below it, and what stood behind both on the verb."""
    tense = THIRD.replace("Tense=Pres", "Tense=Fut") if lemma else THIRD
    article.doc[verb].retag("VERB", lemma or f"{article.lower[verb]}r", tense)
    top = tree.path(subject)[-1]
    tree.make_root(verb)
    tree.attach(subject, verb, "nsubj")
    name = article.at.get(verb + 1)
    if name is not None and name.head > verb:
        tree.attach(name.head, verb, "obj")  # which the model took for more of the name before the verb
    for i in sorted({top, subject, *tree.kids[top], *tree.kids[subject], *tree.kids[verb]} - {verb, subject}):
        if i > verb and tree.is_a(i, "ROOT", "nmod", "appos", "obj", "obl", "dep", "advmod", "amod", "punct"):
            tree.attach(i, verb, relation(article, tree, i))


def relation(article: Article, tree: Tree, i: int) -> str:
    """What a word behind such a verb is to it."""
    if article.doc[i].pos_ not in NOMINAL:
        return tree.dep[i]
    return "obl:mod" if tree.children(i, "case") or article.is_a(i, "time") else "obj"
