"""Participles before the main clause ("Arrivé à X, le ministre a …", "Placée en faillite, Y a …") say something of its subject."""

from __future__ import annotations

import re

from kg.extract.article import Article
from kg.nlp.tags import PARTICIPLE, PAST
from kg.syntax.complements import Prepositions
from kg.syntax.tree import Tree

NO_PARTICIPLE = (re.compile(r"(?!)()"), "")
MAIN = ("parataxis", "ccomp", "conj", "dep", "advcl", "xcomp", "acl", "ROOT")


def repair(article: Article, tree: Tree, verbs: Prepositions) -> None:
    """Hang a participle that opens a sentence on the first finite verb behind its comma that has a subject before it; `verbs` are the
    lemmas of verbs whose participles are told from nouns."""
    for start, end in article.sentences:
        first = next((i for i in range(start, end) if article.doc[i].pos_ not in ("SPACE", "PUNCT", "ADV")), start)
        no_noun(article, tree, first, verbs)
        if is_participle(article, tree, first) and (main := main_verb(article, tree, first, end)) is not None:
            if main in tree.path(first)[1:] and tree.is_a(first, "advcl"):
                continue
            if first in tree.path(main):
                above, dep = tree.head[first], tree.dep[first]
                tree.make_root(main) if above == first else tree.attach(main, above, dep)
            tree.attach(first, main, "advcl")
            gather(article, tree, first, main, comma_behind(article, first, end))
            for k in tree.children(first, "obj", "nsubj"):
                if k > comma_behind(article, first, end) and not tree.children(main, "nsubj"):
                    tree.attach(k, main, "nsubj")  # "Interrogé par X, le ministre a répondu"


def no_noun(article: Article, tree: Tree, first: int, verbs: Prepositions) -> None:
    """A sentence's first word that looks like a participle and has no article is one ("Arrêté lundi à X, Y a …")."""
    token, (participle, ending) = article.doc[first], PARTICIPLE.get(article.document.language, NO_PARTICIPLE)
    match = participle.fullmatch(token.text.casefold())
    if token.pos_ in ("NOUN", "ADJ") and match and f"{match[1]}{ending}" in verbs and first not in article.at:
        if not tree.children(first, "det", "case", "cop", "nsubj", "amod"):
            token.retag("VERB", f"{match[1]}{ending}", PAST)


def is_participle(article: Article, tree: Tree, i: int) -> bool:
    """Whether a word is a past participle without an auxiliary."""
    return tree.is_past_participle(i) and not tree.children(i, "aux", "nsubj") and i not in article.at


def gather(article: Article, tree: Tree, first: int, main: int, comma: int) -> None:
    """What stands before the comma is the participle's; participles beside it are coordinated with it, and a bare name behind the comma is
    the main verb's subject ("Nommé en mai, jugé en juin, X a …")."""
    for k in [m for m in tree.kids[main] if first < m < comma and not tree.is_a(m, "nsubj", "punct", "cc")]:
        tree.attach(k, first, tree.dep[k])
    for k in [m for m in tree.children(first, "acl", "appos", "advcl") if m < main and is_participle(article, tree, m)]:
        tree.dep[k] = "conj"
    named = [k for k in tree.children(first, "conj", "appos", "nsubj", "obj") if comma < k < main and k in article.at and not tree.case(k)]
    if named and not tree.children(main, "nsubj"):
        tree.attach(named[0], main, "nsubj:pass" if tree.children(main, "aux:pass") else "nsubj")


def comma_behind(article: Article, first: int, end: int) -> int:
    return next((i for i in range(first, end) if article.words[i] == ","), end)


def main_verb(article: Article, tree: Tree, first: int, end: int) -> int | None:
    """The first finite verb behind a comma whose subject stands between the comma and it."""
    comma = comma_behind(article, first, end)
    for i in range(comma + 1, end):
        finite = any("Fin" in article.doc[k].morph.get("VerbForm", []) for k in [i, *tree.children(i, "aux", "cop")])
        if (article.doc[i].pos_ == "VERB" or tree.children(i, "cop")) and finite and tree.dep[i] != "acl:relcl":
            found = [*tree.children(i, "nsubj"), *tree.children(first, "obj", "nsubj")]
            found += [k for k in tree.children(first, "conj") if k in article.at and tree.is_a(first, "nsubj")]
            return i if any(comma < k < i for k in found) else None
    return None
