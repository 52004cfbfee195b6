"""The order in which a name finds its entity: the first step that decides wins, and its name is the reason.

Each step takes the article and one found name and returns the keys of entities, or None for "not mine".
"""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.article import Article, Span, root
from kg.link import echo, exact, newcomer, roles, rules, surname
from kg.link.spans import Found, find

Step = Callable[[Article, Found], tuple[str, ...] | None]

STEPS: tuple[tuple[str, Step], ...] = (
    ("exact", exact.step),  # a name of the knowledge base, chosen among homonyms
    ("surname", surname.in_article),  # the end of a full name that stands elsewhere in the article
    ("newcomer-surname", surname.of_newcomer),
    ("office-holder", surname.of_holder),  # the surname of someone in office at the article's date
    ("newcomer", newcomer.step),  # last: whoever is left is somebody the base doesn't know
)


def link(article: Article) -> None:
    """Find and link every name, resolution, country adjective and role noun of the article."""
    rules.resolutions(article)
    names = [f for f in find(article) if not any(i in article.at for i in range(f.start, f.end))]
    # full names first: a headline's surname waits for the name that the text gives later
    for found in sorted(names, key=lambda f: (not f.names, f.start - f.end, f.start)):
        for rule, step in STEPS:
            keys = step(article, found)
            if keys:
                head = root(list(article.doc[found.start : found.end]))
                article.add(Span(found.start, found.end, head.i, "Name", keys, rule, found.label))
            if keys is not None:
                break
    echo.link(article)
    rules.adjectives(article)
    roles.link(article)
