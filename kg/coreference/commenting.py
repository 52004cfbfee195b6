"""People who only comment on a story, as against those of whom it is told: whoever speaks of it, or is given as its source, is hardly the
"jeune homme" or "suspect" of the next sentence, and a judge, prosecutor or lawyer is not whom justice does something to."""

from __future__ import annotations

from kg.coreference.discourse import Chain, Discourse
from kg.lang import word_set
from kg.syntax import Tree

SOURCES = frozenset({"selon", "d'après"})


def only_comments(discourse: Discourse, chain: Chain) -> bool:
    """Whether somebody has been told of only as one who says something, or whose trade it is to deal with those of whom a story is told."""
    return is_official(discourse, chain) or (bool(chain.places) and all(says(discourse, p.token) for p in chain.places))


def is_official(discourse: Discourse, chain: Chain) -> bool:
    """Whether somebody has been called by nouns for those who deal with others' cases and by no other."""
    officials = word_set(discourse.article.document.language, "coreference", "officials")
    return bool(chain.nouns & officials)


def says(discourse: Discourse, i: int) -> bool:
    """Whether token `i` is the subject of a verb of saying, or of one that comes or goes on to say something, or a source."""
    tree, doc = discourse.tree, discourse.article.doc
    i = without_appositions(tree, i)
    if tree.case(i) in SOURCES:
        return True
    verb = tree.head[i]
    said = (verb, *tree.children(verb, "xcomp"))
    return tree.is_a(i, "nsubj") and any(is_saying(discourse, doc[k].lemma_.casefold()) for k in said)


def without_appositions(tree: Tree, i: int) -> int:
    """What token `i` is apposed to, or itself."""
    while tree.is_a(i, "appos") and tree.head[i] != i:
        i = tree.head[i]
    return i


def is_saying(discourse: Discourse, lemma: str) -> bool:
    return lemma in discourse.speaking or f"{lemma}r" in discourse.speaking


def is_trailing(discourse: Discourse, i: int) -> bool:
    """Whether token `i` is who speaks in a clause behind what is said ("…, a précisé le procureur"): the story goes on about others."""
    tree = discourse.tree
    i = without_appositions(tree, i)
    verb = tree.head[i]
    behind = verb < i and tree.is_a(i, "nsubj") and tree.is_a(verb, "parataxis")
    return behind and is_saying(discourse, discourse.article.doc[verb].lemma_.casefold())
