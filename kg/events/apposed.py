"""Nouns for somebody beside a name ("X, lauréat du prix Y en 1978, a …"): who is called so, and when that was."""

from __future__ import annotations

from kg.extract.article import Article
from kg.model import TimeExpression
from kg.syntax import Tree

SHORTEST = 3  # tokens before a time in an aside that tells something of somebody


def called_so(article: Article, tree: Tree, noun: int) -> list[int]:
    """The name beside which a noun for somebody stands without a determiner."""
    head = tree.head[noun]
    beside = tree.is_a(noun, "appos", "acl", "amod", "nmod") and not tree.children(noun, "det", "case") and article.is_a(noun, "human")
    return [head] if beside and head in article.at and head < noun else []


def is_past_title(article: Article, tree: Tree, time: TimeExpression, verb: int) -> bool:
    """Whether a time stands between the same commas as a bare noun for somebody, before or behind which the verb does: it tells since when
    or when somebody was that ("X, championne olympique en 1992, a été reçue")."""
    first = article.tokens(time.start, time.end)[0].i
    begin, end = article.sentences[tree.sentence[first]]
    opening = next((k for k in range(first - 1, begin, -1) if article.words[k] == ","), None)
    closing = next((k for k in range(first, end) if article.words[k] in (",", ".")), end)
    if opening is None or opening < verb < closing:
        return False
    if time.relation == "since" and first - opening > SHORTEST and not any(tree.is_finite(k) for k in range(opening + 1, closing)):
        return True  # "X, à la tête du club depuis 1998, a démissionné"
    noun = next((k for k in range(opening + 1, first) if article.doc[k].pos_ not in ("ADV", "NUM")), first)
    return noun < first and article.doc[noun].pos_ in ("NOUN", "ADJ") and article.is_a(noun, "human")
