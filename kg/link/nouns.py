"""Role nouns where they stand: the longest at a token, with a country's adjective inside it ("ministre grec des Affaires étrangères")."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.article import Article
from kg.kb import Office
from kg.link.keys import countries_of, role_words

WIDEST = 2  # tokens of text for one word of a noun's key, at most


def longest_noun(article: Article, i: int, blocked: Callable[[int], bool]) -> tuple[int, tuple[Office, ...]]:
    """The end of the longest role noun at token `i`, and the offices that it may mean; it reaches over no `blocked` token."""
    keys = article.keys
    key = keys[i].removeprefix("ex ")
    first = key.partition(" ")[0]
    best: tuple[int, tuple[Office, ...]] = (i + 1, ())
    if not key or first not in role_words(article.kb):
        return best
    limit = article.kb.longest(first)
    end = i + 1
    while key.count(" ") < limit:
        if keys[end - 1] and (offices := article.kb.offices(key)):
            best = (end, offices)
        if end >= len(keys) or end - i > WIDEST * limit or blocked(end):
            break
        if keys[end] and not is_adjective(article, end):
            key = f"{key} {keys[end]}"
        end += 1
    return best


def is_adjective(article: Article, i: int) -> bool:
    """Whether token `i` is the lower-case adjective of some country or place."""
    return article.words[i].islower() and bool(countries_of(article.kb, article.words[i]))


def reserved(article: Article, blocked: Callable[[int], bool]) -> set[int]:
    """The tokens of role nouns of several words: no name begins or ends inside one."""
    found: set[int] = set()
    words = role_words(article.kb)
    for i, first in enumerate(article.firsts):
        if first in words and i not in found:
            end, offices = longest_noun(article, i, blocked)
            if offices and end > i + 1:
                found |= set(range(i, end))
    return found
