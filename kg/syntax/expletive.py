"""Whether "il" stands for nothing: the parser takes many for it that mean somebody."""

from __future__ import annotations

from kg.extract.article import Article
from kg.lang import word_set
from kg.syntax.tree import Tree


def repair(article: Article, tree: Tree) -> None:
    """Make a complement of every infinitive with "de" behind an adjective ("il sera possible de visiter X"), and a subject of every "il"
    that isn't impersonal."""
    for i in range(len(article.words)):
        head = tree.head[i]
        loose = tree.dep[i] == "dep" and article.doc[head].pos_ == "ADJ" and bool(tree.children(head, "cop"))
        if loose and i > head and any(article.words[k] in ("de", "d'", "d’") for k in tree.children(i, "mark")):
            tree.dep[i] = "xcomp"
    for i, word in enumerate(article.lower):
        if word == "il" and tree.is_a(i, "nsubj") and says_there_is(article, tree, tree.head[i]):
            tree.dep[i] = "expl"
            continue
        if tree.is_a(i, "expl") and word.lstrip("-").removeprefix("t-") == "il" and not is_impersonal(article, tree, i):
            verb = tree.head[i]
            tree.dep[i] = "nsubj:pass" if tree.children(verb, "aux:pass") else "nsubj"


def says_there_is(article: Article, tree: Tree, verb: int) -> bool:
    """Whether a verb only says how much of something there is or lacks ("il manque dix voix", "il reste un espoir")."""
    if article.doc[verb].lemma_.casefold() not in word_set(article.document.language, "concepts", "there_is"):
        return False
    behind = [k for k in tree.children(verb, "obj") if k > verb and article.doc[k].pos_ == "NOUN"]
    articles = [article.doc[d].morph for k in behind for d in tree.children(k, "det", "amod", "nummod") if d < k]
    return any("Ind" in m.get("Definite", []) or "Card" in m.get("NumType", []) for m in articles)


def is_impersonal(article: Article, tree: Tree, i: int) -> bool:
    """Whether the verb of "il" needs nobody: "il faut", "il y a", "il s'agit de", "il est vrai que", "il a été décidé de"."""
    verb = tree.head[i]
    lemma = article.doc[verb].lemma_.casefold()
    if says_there_is(article, tree, verb):
        return True
    if lemma in word_set(article.document.language, "concepts", "impersonal"):
        return True
    if any(article.words[k].casefold() == "y" for k in tree.kids[verb]) and lemma == "avoir":
        return True
    if lemma == "agir" and tree.children(verb, "expl", "obj"):
        return True
    said = bool(tree.children(verb, "ccomp", "csubj", "acl")) or any(is_done(article, tree, k) for k in tree.children(verb, "xcomp"))
    return said and (bool(tree.children(verb, "aux:pass")) or (article.doc[verb].pos_ == "ADJ" and bool(tree.children(verb, "cop"))))


def is_done(article: Article, tree: Tree, i: int) -> bool:
    """Whether a complement of a verb is something that is done, and nothing that somebody becomes ("il a été fait prisonnier")."""
    return article.doc[i].pos_ in ("VERB", "AUX") or bool(tree.children(i, "cop", "mark"))
