"""When and where a crime was done that somebody is tried or arrested for ("condamné à dix ans pour le meurtre de X en 1998 à Toul"): the
parser hangs what stands behind the crime on the verb."""

from __future__ import annotations

from kg.extract.article import Article
from kg.kb.entry import PLACE_KINDS
from kg.lang import word_set
from kg.model import TimeExpression
from kg.syntax.complements import PLACE_CASES
from kg.syntax.partners import Prepositions
from kg.syntax.tree import Tree

MONTH = len("1998-05")
YEAR = 4  # digits
BEFORE = ("ADP", "DET")  # parts of speech of what stands before a time or place


def repair(article: Article, tree: Tree, times: list[TimeExpression], event_nouns: Prepositions) -> None:
    """Hang months and years, and places, right behind the phrase of such a crime on its noun."""
    language = article.document.language
    judging, accusing = (word_set(language, "relations", name) for name in ("judged_for", "accused_of"))
    begins: dict[int, TimeExpression] = {}
    for token in article.doc:
        noun, case = token.i, tree.case(token.i)
        if token.pos_ != "NOUN" or case not in ("pour", "de") or token.lemma_.casefold() not in event_nouns:
            continue
        if not is_one(article, tree, noun):
            continue
        verb = next((k for k in tree.path(noun)[1:] if article.doc[k].pos_ == "VERB"), None)
        if verb is None or verb > noun or article.doc[verb].lemma_.casefold() not in (judging if case == "pour" else accusing):
            continue
        begins = begins or {article.tokens(t.start, t.end)[0].i: t for t in times}
        take(article, tree, noun, begins)


def is_one(article: Article, tree: Tree, noun: int) -> bool:
    """Whether a noun has a determiner, be it contracted: it means one crime, and no sort of crimes."""
    return bool(tree.children(noun, "det")) or any(article.lower[k] in ("du", "des") for k in tree.children(noun, "case"))


def take(article: Article, tree: Tree, noun: int, begins: dict[int, TimeExpression]) -> None:
    """Hang what follows the phrase of a noun on it, up to the first that is neither a time of the crime's nor a place."""
    end = article.sentences[tree.sentence[noun]][1]
    at = tree.subtree(noun)[-1] + 1
    while at < end:
        first = at
        while first < end and first not in begins and first not in article.at and article.doc[first].pos_ in BEFORE:
            first += 1
        if first in begins and is_own(article, begins[first]):
            inside = [t.i for t in article.tokens(begins[first].start, begins[first].end)]
            top, at = next((i for i in inside if tree.head[i] not in inside), inside[0]), inside[-1] + 1
        elif first in article.at and tree.case(article.at[first].head) in PLACE_CASES and is_place(article, first):
            top, at = article.at[first].head, article.at[first].end
        else:
            return
        if noun in tree.path(top):
            continue
        if top in tree.path(noun):
            return
        tree.attach(top, noun, "nmod")


def is_own(article: Article, time: TimeExpression) -> bool:
    """Whether a time is a month or a year, or tells its year: trials are news, crimes are old."""
    text = article.document.text[time.start : time.end].split()
    dated = any(word.isdigit() and len(word) == YEAR for word in text)
    return time.type in ("DATE", "TIME") and not time.relation and (dated or len(time.value) <= MONTH)


def is_place(article: Article, i: int) -> bool:
    """Whether a token begins a place's name."""
    span = article.at[i]
    return span.start == i and span.kind == "Name" and all(article.kind_of(e) in PLACE_KINDS for e in span.entities)
