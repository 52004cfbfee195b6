"""Quotations: what stands between quotation marks, and the speech act that utters it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.article import Article
from kg.syntax import Tree

if TYPE_CHECKING:
    from kg.events.triggers import Trigger

QUOTED = re.compile(r"«\s*+([^«»]{2,2000}?)\s*+»|\"\s*+([^\"\n]{2,2000}?)\s*+\"|“\s*+([^“”]{2,2000}?)\s*+”")


LONG = 6  # tokens from which a quotation says something although it has no verb
SHORT = 4  # tokens of a quotation that only names something
NEAR = 1  # heads between a quoted word and its speech act: farther ones are a distance taken by the writer ("boucliers humains")


class Quote(NamedTuple):
    """Token range of the words between the marks, and the words as the article has them."""

    start: int
    end: int
    text: str


def find(article: Article) -> list[Quote]:
    """All quotations, in reading order."""
    found = []
    for match in QUOTED.finditer(article.document.text, article.document.body):
        group = match.lastindex or 1
        tokens = [t.i for t in article.tokens(*match.span(group))]
        if tokens:
            found.append(Quote(tokens[0], tokens[-1] + 1, match[group]))
    return found


def is_named(article: Article, i: int) -> bool:
    """Whether a noun stands in a quotation of a few words: somebody's own word for what was told ("un « bon appel »"), and not of
    something with its article ("« une victoire historique »")."""
    inside = [(start, end) for start, end in article.quotes if start <= i < end <= start + SHORT]
    return any(not any(article.lower[k] in ("un", "une", "des") for k in range(start, i)) for start, _ in inside)


def says_something(tree: Tree, quote: Quote) -> bool:
    """Whether a quotation is a clause rather than a word or a name."""
    return any("Fin" in tree.doc[i].morph.get("VerbForm", []) for i in range(quote.start, quote.end)) or quote.end - quote.start > LONG


class Uttered(NamedTuple):
    """A quotation and the trigger of the speech act that utters it."""

    quote: Quote
    act: Trigger


def uttered(article: Article, tree: Tree, triggers: list[Trigger]) -> list[Uttered]:
    """The quotations with a known speech act; a name between quotation marks is no quotation."""
    acts = {t.token: t for t in triggers if "quote" in t.frame.slots}
    by_sentence: dict[int, set[int]] = {}
    for token in acts:
        by_sentence.setdefault(tree.sentence[token], set()).add(token)
    found = []
    for quote in find(article):
        span = article.at.get(quote.start)
        near = {a for n in range(tree.sentence[quote.start], tree.sentence[quote.end - 1] + 1) for a in by_sentence.get(n, ())}
        act = utterer(tree, quote, near)
        if act is not None and not (span and span.kind == "Name" and span.start <= quote.start and span.end >= quote.end):
            found.append(Uttered(quote, acts[act]))
    return found


def utterer(tree: Tree, quote: Quote, acts: set[int]) -> int | None:
    """The speech act that utters a quotation: it governs it, stands beside it as a parenthesis, or it lies within its clause."""
    inside = set(range(quote.start, quote.end))
    for start in (quote.start, quote.end - 1):
        steps = [i for i in tree.path(start) if i not in inside]
        above = next((i for i in steps if i in acts), None)
        if above is not None and (says_something(tree, quote) or steps.index(above) < NEAR):
            return above
    if not says_something(tree, quote):
        return None
    beside = [a for a in acts if a not in inside and tree.is_a(a, "parataxis", "conj", "ROOT", "advcl", "dep")]
    return min(beside, key=lambda a: min(abs(a - quote.start), abs(a - quote.end))) if beside else None
