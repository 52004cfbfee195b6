"""Verbs that the parser hung on what opens their sentence, and subjects that it took for others: "Au terme de dix jours de
pourparlers à X, A et B ont conclu …", "À X, trois ministres, dont A, ont été tués", "a qualifié de crimes les raids, et B a annulé …"."""

from __future__ import annotations

from kg.extract.article import Article
from kg.syntax.fronted import RELATIVE, opening
from kg.syntax.tree import Tree

LONGEST = 30  # tokens from the beginning of a sentence to its main verb
AND = frozenset({"et", "mais"})


def repair(article: Article, tree: Tree) -> None:
    """Give such sentences their main verb and such verbs their subject."""
    for start, end in article.sentences:
        on_opening(article, tree, opening(article, start, end), end)
    for token in article.doc:
        if token.pos_ == "VERB":
            some_of_subject(article, tree, token.i)
            of_clause_before(article, tree, token.i)


def on_opening(article: Article, tree: Tree, first: int, end: int) -> None:
    """The verb with a subject behind the comma that hangs on a noun before it, without a relative word between, is the main one."""
    if article.doc[first].pos_ != "ADP":
        return
    top = tree.path(first)[-1]
    comma = next((i for i in range(first, min(end, first + LONGEST)) if article.words[i] == ","), first)
    noun = article.doc[top].pos_ in ("NOUN", "PROPN") and first < top < comma and not tree.children(top, "cop", "nsubj")
    if not noun or not tree.case(top):
        return
    for verb in range(comma + 1, min(end, first + LONGEST)):
        below = tree.is_a(verb, "acl") and first <= tree.head[verb] < comma
        if article.doc[verb].pos_ != "VERB" or not below or not tree.is_finite(verb):
            continue
        subjects = [k for k in tree.children(verb, "nsubj") if comma < k < verb and article.doc[k].pos_ != "PRON"]
        if subjects and not RELATIVE & set(article.lower[tree.head[verb] : min(subjects)]):
            tree.take_place(verb, top)
            tree.attach(top, verb, "obl:mod")
            return


def some_of_subject(article: Article, tree: Tree, verb: int) -> None:
    """Whom "dont" names between commas did it with the noun before, which is the verb's subject ("À X, trois ministres, dont A,
    ont été tués")."""
    named = next((k for k in tree.children(verb, "nsubj") if k < verb), None)
    if named is None or "Plur" not in numbers(article, tree, verb) or "Plur" in article.doc[named].morph.get("Number", []):
        return
    some = next((k for k in tree.children(named) if article.lower[k] == "dont" and k < named), None)
    if some is None or some == 0 or article.words[some - 1] != ",":
        return
    whole = next((k for k in tree.path(some - 2) if article.doc[k].pos_ in ("NOUN", "PROPN", "NUM") and not tree.case(k)), None)
    if whole is None or verb in tree.path(whole)[1:2] or "Plur" not in article.doc[whole].morph.get("Number", ["Plur"]):
        return
    dep = tree.dep[named]
    if whole in tree.path(verb):
        top = tree.path(verb)[-1]
        tree.take_place(verb, top)
        if top != whole:
            tree.attach(top, verb, "obl:mod")
    tree.attach(whole, verb, dep)
    tree.attach(named, whole, "acl:relcl")


def of_clause_before(article: Article, tree: Tree, verb: int) -> None:
    """A verb in the singular has not two subjects: where a comma and "et" part them, the first is the object of the verb before it, which
    has none ("a qualifié de crimes les raids, et son homologue a annulé sa visite")."""
    subject = next((k for k in tree.children(verb, "nsubj") if k < verb), None)
    second = next((k for k in tree.children(subject, "conj") if k < verb), None) if subject is not None else None
    if subject is None or second is None or numbers(article, tree, verb) != {"Sing"}:
        return
    if "Plur" in article.doc[second].morph.get("Number", []):
        return
    joining = min(tree.children(second, "cc"), default=0)
    before = tree.head[verb]
    if article.lower[joining] not in AND or article.words[joining - 1] != "," or not before < subject or article.doc[before].pos_ != "VERB":
        return
    if tree.is_finite(before) and not tree.children(before, "obj", "ccomp", "xcomp") and not tree.children(subject, "case"):
        tree.attach(subject, before, "obj")
        tree.set_subject(verb, second)
        tree.attach(joining, verb, "cc")
        tree.attach(verb, before, "conj")


def numbers(article: Article, tree: Tree, verb: int) -> set[str]:
    """The numbers that the conjugated words of a verb show."""
    words = [k for k in (verb, *tree.children(verb, "aux")) if "Fin" in article.doc[k].morph.get("VerbForm", [])]
    return {n for k in words for n in article.doc[k].morph.get("Number", [])}
