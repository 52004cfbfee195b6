"""The first person in a quotation is its speaker."""

from __future__ import annotations

from kg.events import attribution
from kg.events.quotes import Uttered
from kg.extract.article import Article, Span
from kg.syntax import Tree

FIRST_PERSON = frozenset({"je", "j'", "j’", "me", "m'", "moi", "mon", "ma", "mes", "nous", "notre", "nos"})


def resolve(article: Article, tree: Tree, quoted: list[Uttered]) -> None:
    """Tie "je", "mon", "nous", "notre" inside quotations to who utters them."""
    for quote, act in quoted:
        speaker = attribution.speaker(article, tree, act)
        for i in range(quote.start, quote.end) if speaker else ():
            if i not in article.at and article.doc[i].text.casefold() in FIRST_PERSON and article.doc[i].pos_ in ("PRON", "DET"):
                article.add(Span(i, i + 1, i, "Pronoun", (speaker,), "speaker"))
