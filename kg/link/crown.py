"""A king, queen, emir or heir called by the first name alone: behind the title, or in an article about the country."""

from __future__ import annotations

from kg.extract.article import Article
from kg.kb import Entry, Tenure
from kg.kb.entry import name_key
from kg.lang import word_set
from kg.link.around import around
from kg.link.setting import Setting
from kg.link.spans import Found
from kg.link.surname import is_placed, years_from

NEAR = 1.0  # years before or after a reign in which its name alone still means the bearer


def step(article: Article, found: Found, setting: Setting) -> tuple[str, ...] | None:
    """The one bearer of a crown near the article's date whose first name this is; of several the one whose country the article names."""
    words = around(article, found.start)
    text, date = article.text(found.start, found.end), article.document.date
    if found.end - found.start > 1 or not date or words.title or found.label not in ("PER", "") or not text[:1].isupper():
        return None
    offices = word_set(article.document.language, "roles", "crowns", "offices")
    titled = bool(words.noun) and not words.preposition and any(o.id in offices for o in article.kb.offices(words.noun))
    if not titled and (is_placed(found, words) or is_surrounded(article, found)):
        return None
    reigns = [t for office in sorted(offices) for t in article.kb.tenures_as(office) if years_from(t, date) <= NEAR or starts_soon(t, date)]
    named = {e.id: (e, t) for t in reigns if (e := article.kb.entry(t.person)) and is_called(e, name_key(text))}
    near = {id: (e, t) for id, (e, t) in named.items() if setting.places[t.of] > 0}
    left = near or (named if titled else {})
    if len(left) > 1:
        left = {id: (e, t) for id, (e, t) in left.items() if years_from(t, date) == 0.0}
    return (article.know(next(iter(left.values()))[0]),) if len(left) == 1 else None


def is_surrounded(article: Article, found: Found) -> bool:
    """Whether another capitalised word stands beside the name, of which it is a part then."""
    beside = [article.doc[i] for i in (found.start - 1, found.end) if 0 <= i < len(article.doc)]
    return any(t.text[:1].isupper() and not t.is_sent_start and t.pos_ == "PROPN" for t in beside)


def starts_soon(tenure: Tenure, date: str) -> bool:
    """Whether a reign begins in the year of a date or the next."""
    return 0 <= int(tenure.start[:4]) - int(date[:4]) <= NEAR


def is_called(entry: Entry, key: str) -> bool:
    """Whether a name of somebody begins with this first name."""
    return any(name_key(form).split(" ")[0] == key for form in (entry.fr, *entry.aliases))
