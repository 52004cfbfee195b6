"""The "que" of a relative clause is its object, and a clause that hangs on its pronoun describes what that stands for."""

from __future__ import annotations

from kg.extract.article import Article
from kg.lang import word_set
from kg.syntax.control import controls
from kg.syntax.relatives import WITH_PREPOSITION
from kg.syntax.tree import Tree


def headless_relative(article: Article, tree: Tree, verb: int) -> None:
    """Of two subjects with "que" between them, the first is what the other's clause describes ("En cause, les mesures que X a prises")."""
    what = next((k for k in tree.children(verb, "obj", "mark") if article.words[k].casefold() in ("que", "qu'")), None)
    subjects = [k for k in tree.children(verb, "nsubj") if article.doc[k].pos_ in ("NOUN", "PROPN")]
    if what is None or len(subjects) != 2 or not subjects[0] < what < subjects[1] < verb:
        return
    noun = subjects[0]
    tree.take_place(noun, verb)
    tree.attach(verb, noun, "acl:relcl")
    for k in tree.children(verb):
        if k < noun:
            tree.attach(k, noun, tree.dep[k])


def relative_object(article: Article, tree: Tree, verb: int) -> None:
    """ "Que" behind a noun and a comma is the object of its relative clause, which has a subject and no other ("X, que Y avait reçu"); what
    stands behind the verb of a relative clause without a subject is its subject ("une marche à laquelle a appelé X")."""
    behind_relative(article, tree, verb)
    what = [k for k in tree.children(verb, "mark", "obj") if article.lower[k] in ("que", "qu'", "qu’")]
    for k in what if tree.is_a(verb, "acl") else ():
        if tree.is_a(k, "obj"):
            article.doc[k].pos_ = "PRON"  # whatever the tagger took it for
            subject_of_modal(article, tree, verb)
    controlled = "obj" in controls(article.document.language).get(tree.doc[verb].lemma_.casefold(), ())  # "X, que Y accuse d'avoir menti"
    if not what or not tree.is_a(verb, "acl") or tree.children(verb, "aux:pass", "ccomp", *(() if controlled else ("xcomp",))):
        return
    if not tree.children(verb, "nsubj"):
        behind = [k for k in tree.children(verb, "obj") if k > verb and (k in article.at or tree.children(k, "det"))]
        if len(behind) != 1 or not tree.is_finite(verb):
            return
        tree.attach(behind[0], verb, "nsubj")  # "X, que remplace Y"
    if tree.is_a(what[0], "obj"):
        return
    timely = word_set(article.document.language, "nouns", "time") | {"veille", "lendemain"}
    if all(article.doc[k].lemma_.casefold() in timely for k in tree.children(verb, "obj")):
        for k in tree.children(verb, "obj"):
            tree.dep[k] = "obl:mod"
        tree.dep[what[0]], article.doc[what[0]].pos_ = "obj", "PRON"


def subject_of_modal(article: Article, tree: Tree, verb: int) -> None:
    """What the parser takes for the object of an infinitive is the subject of the modal verb above it, where "que" is the object and there
    is none ("la visite que devait faire X")."""
    modal = tree.doc[verb].lemma_.casefold() in word_set(article.document.language, "frames", "grammar", "modal")
    for infinitive in tree.children(verb, "xcomp") if modal and not tree.children(verb, "nsubj") else ():
        for k in [k for k in tree.children(infinitive, "obj") if k > infinitive and k in article.at and not tree.case(k)][:1]:
            tree.attach(k, verb, "nsubj")
            return


def behind_relative(article: Article, tree: Tree, verb: int) -> None:
    """Give the verb behind a preposition and "lequel" the subject that stands behind it."""
    which = [k for k in tree.kids[verb] if k < verb and article.lower[k] in WITH_PREPOSITION]
    if not which or tree.children(verb, "nsubj") or not tree.is_a(verb, "acl") or not tree.is_finite(verb):
        return
    behind = [k for k in tree.children(verb, "obj") if k > verb and not tree.case(k) and (k in article.at or tree.children(k, "det"))]
    if len(behind) == 1:
        tree.dep[behind[0]] = "nsubj"
        for k in [k for k in which if tree.is_a(k, "dep")]:
            tree.dep[k] = "obl:arg"
