"""What a common noun's phrase says beside the noun: whether it is definite, whose it is, and what tells it apart from its likes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.extract.article import Article
from kg.lang import word_set
from kg.syntax import Tree

DEMONSTRATIVE = frozenset({"ce", "cet", "cette", "ces"})
THIRD = frozenset({"son", "sa", "ses", "leur", "leurs"})
FIRST = frozenset({"mon", "ma", "mes", "notre", "nos"})
ARTICLES = frozenset({"le", "la", "l'", "les", "du", "des", "au", "aux"})
TELLING = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "NUM"})
COMPLEMENTS = ("nmod", "amod", "acl", "compound", "flat")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun as it is told once: its folded word, its number, whose it is ("" for nobody's) and the folded words of its complements."""

    noun: str
    number: tuple[str, ...]
    owner: str
    marks: frozenset[str]
    definite: bool


def phrase(article: Article, tree: Tree, i: int, owners: Mapping[int, str]) -> Phrase:
    """The phrase of the noun at token `i`; `owners` are the keys of the chains that possessives mean."""
    determiners = {article.words[k].casefold().replace("’", "'"): k for k in tree.children(i, "det", "case") if k < i}
    definite = {w: k for w, k in determiners.items() if w in ARTICLES | DEMONSTRATIVE | THIRD | FIRST and not is_indefinite(article, k)}
    owner = next((owners.get(k, w) for w, k in definite.items() if w in THIRD | FIRST), "")
    demonstrative = bool(definite.keys() & DEMONSTRATIVE)
    number = tuple(article.doc[i].morph.get("Number", []))
    return Phrase(article.keys[i], number, owner, marks(article, tree, i, demonstrative), bool(definite))


def is_indefinite(article: Article, i: int) -> bool:
    """Whether "des" is the plural of "un" and not "de les"."""
    return article.words[i].casefold() == "des" and article.doc[i].pos_ == "DET"


def marks(article: Article, tree: Tree, i: int, demonstrative: bool) -> frozenset[str]:
    """The folded words of a noun's complements; what follows a comma only adds to it, and so do adjectives ("ce généreux donateur")."""
    empty = word_set(article.document.language, "coreference", "empty")
    found: set[str] = set()
    for k in tree.children(i, *COMPLEMENTS):
        inside = tree.subtree(k)
        if (demonstrative and tree.is_a(k, "amod")) or (inside[0] > 0 and article.words[inside[0] - 1] == ","):
            continue
        found |= {article.keys[t] for t in inside if article.doc[t].pos_ in TELLING and article.keys[t]}
    return frozenset(found - empty)
