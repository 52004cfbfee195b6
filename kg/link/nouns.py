"""Role nouns where they stand: the longest at a token, with a country's adjective inside it ("ministre grec des Affaires étrangères")."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.article import Article
from kg.kb import Office
from kg.link.keys import countries_of, name_key, role_words

WIDEST = 2  # tokens of text for one word of a noun's key, at most


def longest_noun(article: Article, i: int, blocked: Callable[[int], bool]) -> tuple[int, tuple[Office, ...]]:
    """The end of the longest role noun at token `i`, and the offices that it may mean; it reaches over no `blocked` token."""
    doc = article.doc
    key = name_key(doc[i].text)
    best: tuple[int, tuple[Office, ...]] = (i + 1, ())
    if not key or key.split(" ")[0] not in role_words(article.kb):
        return best
    limit = article.kb.longest(key.split(" ")[0])
    end = i + 1
    while len(key.split(" ")) <= limit:
        if name_key(doc[end - 1].text) and (offices := article.kb.offices(key)):
            best = (end, offices)
        if end >= len(doc) or end - i > WIDEST * limit or blocked(end):
            break
        if not is_adjective(article, end):
            key = " ".join((key + " " + name_key(doc[end].text)).split())
        end += 1
    return best


def is_adjective(article: Article, i: int) -> bool:
    """Whether token `i` is the lower-case adjective of some country or place."""
    return article.doc[i].text.islower() and bool(countries_of(article.kb, article.doc[i].text))


def reserved(article: Article, blocked: Callable[[int], bool]) -> set[int]:
    """The tokens of role nouns of several words: no name begins or ends inside one."""
    found: set[int] = set()
    for token in article.doc:
        if token.i not in found:
            end, offices = longest_noun(article, token.i, blocked)
            if offices and end > token.i + 1:
                found |= set(range(token.i, end))
    return found
