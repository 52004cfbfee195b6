"""The phrase right before a verb that has no subject is its subject ("Après avoir été reçu par X, le ministre Y s'est rendu à Z"), whatever
the parser made of it."""

from __future__ import annotations

from kg.extract.article import Article
from kg.syntax.subordinate import beside
from kg.syntax.tree import Tree

BEFORE_VERB = ("AUX", "PRON", "ADV")
SUBJECTS = frozenset({"il", "elle", "ils", "elles", "on", "je", "j'", "nous", "vous", "tu", "ce", "c'", "qui", "ça", "cela"})
TAKEN = ("nsubj", "csubj", "expl:subj")
WORDS = ("NOUN", "PROPN", "ADJ", "NUM")


def repair(article: Article, tree: Tree) -> None:
    """Make such phrases subjects where they begin behind a comma and have no preposition."""
    for token in article.doc:
        verb = token.i
        if token.pos_ != "VERB" or not tree.is_finite(verb) or tree.children(verb, *TAKEN, "cc", "mark"):
            continue
        start = min([verb, *(k for k in tree.children(verb, "aux") if k < verb)])
        while start > 0 and article.doc[start - 1].pos_ in BEFORE_VERB and article.lower[start - 1] not in SUBJECTS:
            start -= 1
        noun = phrase_before(article, tree, start)
        if noun is not None and agrees(tree, noun, verb) and not tree.is_a(noun, *TAKEN):
            if noun in tree.path(verb):
                tree.take_place(verb, noun)
            tree.set_subject(verb, noun)
            beside(article, tree, verb)


def phrase_before(article: Article, tree: Tree, end: int) -> int | None:
    """The head of the bare noun phrase, no time, that stands between a comma and token `end`."""
    last = end - 1
    if last < 1 or article.doc[last].pos_ not in WORDS or article.lower[last] in SUBJECTS:
        return None
    comma = next((k for k in range(last, -1, -1) if article.words[k] == ","), None)
    if comma is None or tree.sentence[comma] != tree.sentence[last]:
        return None
    noun = last
    while comma < tree.head[noun] < end and tree.head[noun] != noun:
        noun = tree.head[noun]
    first = min(k for k in tree.subtree(noun) if k > comma)
    bare = article.doc[noun].pos_ in ("NOUN", "PROPN") and not tree.case(noun) and not article.is_a(noun, "time")
    return noun if bare and first == comma + 1 else None


def agrees(tree: Tree, noun: int, verb: int) -> bool:
    """Whether a noun may have the number of a verb."""
    finite = [k for k in (*tree.children(verb, "aux"), verb) if "Fin" in tree.doc[k].morph.get("VerbForm", [])]
    numbers = {n for k in finite for n in tree.doc[k].morph.get("Number", [])}
    own = "Plur" if tree.children(noun, "conj") else "".join(tree.doc[noun].morph.get("Number", []))
    return not numbers or not own or own in numbers
