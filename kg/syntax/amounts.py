"""Clauses that leave out the verb of the one before and say but who and how much ("X a été condamné à cinq ans de prison, Y à deux"; "a
condamné X à trois ans, et son associé Y à dix mois"): what answers to what is kept in `tree.gaps`."""

from __future__ import annotations

from kg.extract.article import Article, Span
from kg.syntax.tree import Gap, Tree

AGAINST = "contre"
ELIDED = {"d'": "de"}
JOINING = frozenset({",", "et", ";"})
MEASURING = ("obl", "nmod", "obj", "dep", "xcomp", "iobj", "amod", "nummod")
WIDEST = 40  # tokens from a verb to what leaves it out


def repair(article: Article, tree: Tree) -> None:
    """Find the counterpart of each such name in the clause before."""
    for span in article.spans:
        if span.kind == "Name" and all(article.kind_of(e) in ("Person", "Organization") for e in span.entities):
            apposed = span.start > 0 and article.words[span.start - 1] == "," == article.words[min(span.end, len(article.words) - 1)]
            if (measure := amount(article, span.end + apposed)) is not None:
                answer(article, tree, span, measure)
            elif article.lower[span.start - 1] == AGAINST and span.start > 1:
                against(article, tree, span)


def against(article: Article, tree: Tree, span: Span) -> None:
    """Coordinate a name behind a number and "contre" with the one before, of whom the same is told ("a requis dix ans contre X et huit
    contre Y")."""
    number = span.start - 2
    if not is_number(article, number) and not (article.is_a(number, "time") and is_number(article, number - 1)):
        return
    for before in range(number, max(0, number - WIDEST), -1):
        if tree.sentence[before] != tree.sentence[span.start]:
            return
        head = article.at[before + 1].head if before + 1 in article.at else -1
        if article.lower[before] == AGAINST and head >= 0 and head not in tree.subtree(span.head):
            tree.attach(span.head, head, "conj")
            article.groups[head] = sorted({*article.groups.get(head, [head]), span.head})
            return


def amount(article: Article, i: int) -> tuple[str, int] | None:
    """A preposition at token `i`, in full, and the number right behind it; None for anything else."""
    if i + 1 >= len(article.words) or article.doc[i].pos_ != "ADP" or not is_number(article, i + 1):
        return None
    return ELIDED.get(article.lower[i], article.lower[i]), i + 1


def is_number(article: Article, i: int) -> bool:
    """Whether a word is a number, in digits or not, or an article before a unit of time ("un an")."""
    unit = i + 1 < len(article.words) and article.is_a(i + 1, "time")
    number = article.doc[i].pos_ == "NUM" or article.lower[i] in article.data("relations")["numbers"]["words"]
    return number or (article.doc[i].pos_ == "DET" and article.lower[i] in ("un", "une") and unit)


def answer(article: Article, tree: Tree, span: Span, measure: tuple[str, int]) -> None:
    """Keep for a name, or the first of a row of them, whose place and which amount's it takes in the clause before."""
    top = noun_of(article, tree, span)
    start = min([top, span.start, *(k for k in (*tree.children(top, "det", "amod"), *tree.children(span.head, "title")) if k < span.start)])
    if start < 3 or article.lower[start - 1] not in JOINING or article.doc[top].pos_ not in ("NOUN", "PROPN", "VERB", "ADJ"):
        return
    case, number = measure
    verb = verb_before(article, tree, start, case)
    if verb is None:
        return
    whom = counterpart(article, tree, verb, start)
    first = next((tree.head[k] for k in (top, span.head) if tree.is_a(k, "conj") and tree.head[k] in article.groups), None)
    if first is not None and top in article.groups[first] and first > verb:
        top = first  # "Y et Z de huit ans"
    if whom is None or whom == top or top in tree.path(whom):
        return
    noun = next((k for k in tree.path(number) if k > span.end and article.doc[k].pos_ == "NOUN"), number)
    answered = next((k for k in tree.children(verb, *MEASURING) if verb < k < start and tree.case(k) == case), None)
    if answered is None or span.head in tree.gaps or noun in (top, span.head):
        return
    named = top if first is not None else span.head
    if named != top and not tree.is_a(named, "appos"):
        tree.attach(named, top, "appos")
    tree.attach(noun, named, tree.dep[answered])
    tree.attach(top, verb, "conj")
    tree.gaps[named] = Gap(verb, whom, answered, noun)


def noun_of(article: Article, tree: Tree, span: Span) -> int:
    """The noun for somebody right before a name that says who it is ("son cousin Y"), or the name itself."""
    before = span.start - 1 - (article.words[span.start - 1] == ",")  # "sa femme, Y, à un an"
    human = before > 0 and article.doc[before].pos_ == "NOUN" and article.is_a(before, "human")
    return before if human and article.doc[before - 1].pos_ in ("DET", "ADJ") else span.head


def verb_before(article: Article, tree: Tree, start: int, case: str) -> int | None:
    """The last verb before a token in its sentence that has a number of something behind the same preposition."""
    for i in range(start - 1, max(-1, start - WIDEST), -1):
        if tree.sentence[i] != tree.sentence[start]:
            return None
        if article.doc[i].pos_ == "VERB" and tree.is_finite(i):
            return i if any((case, k + 1) == amount(article, k) for k in range(i + 1, start)) else None
    return None


def counterpart(article: Article, tree: Tree, verb: int, end: int) -> int | None:
    """Who is told of in the clause of a verb: its object where that is somebody's name, else its subject."""
    for relation in ("obj", "nsubj"):
        for k in tree.children(verb, relation):
            named = [k, *tree.children(k, "appos")]
            if k < end and any(m in article.at and m < end for m in named):
                return k
    return None
