"""What a person has judged goes first: words that `kg link` gave an entity mean it, and no rule is asked about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extract.article import Article, Span, root
from kg.judgements import NONE, plain
from kg.link.newcomer import KIND_OF_LABEL
from kg.model import MentionKind


def link(article: Article, judged: Mapping[str, str]) -> None:
    """Add a mention for every place where judged words stand, from left to right and the longest first.

    `judged` gives the id that words mean, "-" for none that the base knows: they are somebody else then, whom the article is the first
    to name, or nobody at all.
    """
    end = 0
    for at, until, entity in occurrences(article, judged):
        if at < end:
            continue
        end = until
        label = next((e.label_ for e in article.named if e.start < until and at < e.end and e.label_ in KIND_OF_LABEL), "")
        kind: MentionKind = "Name" if any(t.text[:1].isupper() for t in article.doc[at:until]) else "Nominal"
        key = newcomer(article, at, until, label) if entity == NONE else known(article, entity)
        article.add(Span(at, until, root(list(article.doc[at:until])).i, kind, (key,) if key else (), "judgement", label))


def occurrences(article: Article, judged: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Token ranges of judged words with what they mean; longer ones before shorter ones at the same place."""
    doc = article.doc
    for token in doc if judged else ():
        first = plain(token.text)
        begun = [words for words in judged if first and words.startswith(first)]
        for words in sorted(begun, key=len, reverse=True):
            end = token.i + 1
            while end < len(doc) and len(plain(doc.text_of(token.i, end))) < len(words):
                end += 1
            if plain(doc.text_of(token.i, end)) == words:
                yield token.i, end, judged[words]


def known(article: Article, entity: str) -> str:
    """The key of an entry of the base; "" where it has none such."""
    entry = article.kb.entry(entity)
    return article.know(entry) if entry else ""


def newcomer(article: Article, start: int, end: int, label: str) -> str:
    """The key of somebody whom the base doesn't know; "" where the words are no name."""
    return article.meet(" ".join(article.text(start, end).split()), KIND_OF_LABEL[label]) if label else ""
