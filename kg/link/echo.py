"""Names found once in an article and missed elsewhere: every other place with the same capitals means the same."""

from __future__ import annotations

from kg.extract.article import Article, Span
from kg.kb.entry import name_key
from kg.kb.forms import family_first, surnames
from kg.link.keys import countries_of

SHORTEST = 3  # letters: shorter words are too often something else


def link(article: Article) -> None:
    """Add the mentions that the model missed of people and organisations that it found elsewhere."""
    forms = echoes(article)
    for i in article.capitals:
        if i in article.at:
            continue
        keys = forms.get(article.keys[i], set())
        if len(keys) == 1 and not neighbour_is_name(article, i) and not is_of_country(article, i):
            article.add(Span(i, i + 1, i, "Name", tuple(keys), "echo"))


def echoes(article: Article) -> dict[str, set[str]]:
    """The folded one-word forms under which the article's people and organisations may stand again."""
    forms: dict[str, set[str]] = {}
    for span in article.spans:
        for key in span.entities if span.kind == "Name" else ():
            text = article.text(span.start, span.end)
            kind = article.kind_of(key)
            entry = article.entry(key)
            last = surnames(text, bool(entry and entry.of in family_first()))[:1] or [text]
            form = last[0] if kind == "Person" else text if kind == "Organization" else ""
            if len(form) >= SHORTEST and " " not in form and form[0].isupper():
                forms.setdefault(name_key(form), set()).add(key)
    return forms


def is_of_country(article: Article, i: int) -> bool:
    """Whether a country's adjective says right behind a word which one it is ("le Congrès péruvien")."""
    behind = article.words[i + 1 : i + 2]
    return bool(behind) and behind[0].islower() and bool(countries_of(article.kb, behind[0]))


def neighbour_is_name(article: Article, i: int) -> bool:
    """Whether the word stands in a row of capitalised words that is some other name."""
    around = [article.doc[k] for k in (i - 1, i + 1) if 0 <= k < len(article.doc)]
    return any(t.text[:1].isupper() and t.pos_ == "PROPN" and t.i not in article.at and not t.text.isupper() for t in around)
