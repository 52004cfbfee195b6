""" "X sera vendredi à Y", "X était hier à Y": the copula between somebody and a place, with a day beside it, tells of a stay."""

from __future__ import annotations

from kg.extract.article import Article, Span
from kg.kb.entry import PLACE_KINDS
from kg.lang import word_set
from kg.model import TimeExpression
from kg.syntax.timely import is_day
from kg.syntax.tree import Tree

IN = frozenset({"à", "en", "au", "aux"})
LONGEST = 8  # tokens between the copula and the place


def repair(article: Article, tree: Tree, times: list[TimeExpression]) -> None:
    """Make such a copula the verb of staying, with its subject, its place and its time."""
    staying = article.data("frames")["grammar"]["staying_verb"]
    days = {t.i: time for time in times for t in article.tokens(time.start, time.end) if is_day(time)}
    for i, token in enumerate(article.doc):
        if token.pos_ not in ("AUX", "VERB") or token.lemma_ != "être" or not tree.is_finite(i):
            continue
        subject = subject_of(article, i)
        place = place_behind(article, i, days) if subject is not None else None
        if subject is None or place is None:
            continue
        after = article.at[place].end
        if not any(k in days for k in range(i + 1, place)) and after not in days:
            continue
        token.retag("VERB", staying, str(token.morph))
        inside = [k for k in range(subject.start, after + 1) if k in days or k in (subject.head, place)]
        if tree.clause_above(i) is None or i in tree.path(place) or any(tree.head[k] == k for k in inside):
            tree.make_root(i)
        for k in inside:
            if tree.head[k] not in inside or tree.head[k] == k or k in (subject.head, place):
                tree.attach(k, i, "nsubj" if k == subject.head else "obl:mod")


def subject_of(article: Article, i: int) -> Span | None:
    """The person whose mention ends right before the copula, a comma apart."""
    at = i - 1 - (i > 1 and article.words[i - 1] == ",")
    span = article.at.get(at)
    person = span is not None and span.rule != "adjective" and all(article.kind_of(e) == "Person" for e in span.entities)
    return span if person else None


def place_behind(article: Article, i: int, days: dict[int, TimeExpression]) -> int | None:
    """The place behind the copula that nothing but a time and adverbs of it stand before."""
    also = word_set(article.document.language, "frames", "grammar", "staying_also")
    for k in range(i + 1, min(i + LONGEST, len(article.words) - 1)):
        if article.lower[k] in IN:
            span = article.at.get(k + 1)
            there = span is not None and span.kind == "Name" and all(article.kind_of(e) in PLACE_KINDS for e in span.entities)
            return span.head if span is not None and there and k not in days else None
        if k not in days and article.lower[k] not in also and article.words[k] != ",":
            return None
    return None
