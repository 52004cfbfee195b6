"""The order in which a name finds its entity: the first step that decides wins, and its name is the reason.

Each step takes the article, one found name and what the article is about, and returns the keys of entities, or None for "not mine".
What stays unsure is linked to nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType

from kg.extract.article import Article, Span, root
from kg.link import (
    acronym,
    alias,
    crown,
    echo,
    exact,
    fuzzy,
    institutions,
    judged,
    kin,
    kinds,
    newcomer,
    organs,
    pairs,
    roles,
    rules,
    short,
    shortened,
    sport,
    surname,
)
from kg.link.apposed import is_of_another
from kg.link.around import around
from kg.link.keys import countries_of
from kg.link.setting import Setting
from kg.link.spans import Found, find
from kg.model import MentionKind

Step = Callable[[Article, Found, Setting], tuple[str, ...] | None]

STEPS: tuple[tuple[str, Step], ...] = (
    ("kin", kin.step),  # "son fils Bachar" has the surname of somebody in the article
    ("pair", pairs.step),  # "Bill et Hillary Clinton"
    ("club", sport.step),  # a town that plays is its club, or a team of its own
    ("shortened", shortened.step),  # "la Ligue" is the one that the article has named in full
    ("exact", exact.step),  # a name of the knowledge base, chosen among homonyms; a capital that acts is its country
    ("acronym", acronym.step),  # letters that the text introduces
    ("repeated", newcomer.repeated),  # one name has one bearer in an article
    ("surname", surname.in_article),  # the end or beginning of a full name that stands elsewhere in the article
    ("office-holder", surname.of_holder),  # the surname of someone in office near the article's date
    ("crown", crown.step),  # "le roi Harald": monarchs go by their first names
    ("newcomer-surname", surname.of_newcomer),
    ("famous", surname.famous),  # a surname that means one person to every reader
    ("former-holder", surname.of_role),  # "l'ancien président Carter"
    ("sole-bearer", surname.sole),  # a surname alone that the base knows of one person only
    ("fuzzy", fuzzy.step),  # another transliteration of a name of the base
    ("newcomer", newcomer.step),  # last: whoever is left is somebody the base doesn't know
)


LATE = (
    "office-holder",
    "crown",
    "famous",
    "former-holder",
    "sole-bearer",
    "fuzzy",
)  # who is found by these tells what the article is about, as the names of the base do


OF_PEOPLE = ("surname", "office-holder", "newcomer-surname", "famous", "former-holder", "sole-bearer", "fuzzy")


def link(article: Article, judgements: Mapping[str, str] = MappingProxyType({})) -> None:
    """Find and link every name, numbered law, country adjective and role noun of the article; words that people have judged first."""
    judged.link(article, judgements)
    rules.laws(article)
    rules.pairs(article)
    names = [f for f in find(article) if not any(i in article.at for i in f.tokens)]
    agree(article, names)
    kinds.told(article, names)
    setting = Setting(article, names)
    # full names first: a headline's surname waits for the name that the text gives later
    for found in sorted(names, key=lambda f: (is_short(f), f.start - f.end, f.start)):
        decide(article, found, setting)
    alias.link(article)
    echo.link(article)
    rules.adjectives(article)
    institutions.link(article)
    short.link(article)
    roles.link(article, setting)
    organs.link(article, setting)


def agree(article: Article, names: list[Found]) -> None:
    """Give a name that the base doesn't know one label in the whole article: the one that the model gives it most often; a person's gives
    way to a place's behind a preposition of place."""
    labels: dict[str, Counter[str]] = {}
    unknown = [f for f in names if not f.names and (f.label in ("LOC", "ORG") or (f.label == "PER" and around(article, f.start).is_where))]
    for found in unknown:
        labels.setdefault(article.text(found.start, found.end), Counter())[found.label] += 1
    for found in unknown:
        counted = labels[article.text(found.start, found.end)]
        found.label = max(counted, key=lambda label: (label != "PER", counted[label], label))


def is_short(found: Found) -> bool:
    """Whether a name may be short for a longer one: one word that the base knows as a surname or not at all."""
    return found.end - found.start == 1 and (not found.names or any(n.sort == "surname" for n in found.names) or found.label == "PER")


def decide(article: Article, found: Found, setting: Setting) -> None:
    """Record what the first step that decides makes of a name."""
    for rule, step in STEPS:
        if found.body and rule in OF_PEOPLE:
            continue
        if keys := step(article, found, setting):
            if rule in LATE and (entry := article.entry(keys[0])) and is_of_another(article, found, entry):
                continue
            head = root(list(article.doc[found.start : found.end]))
            kind: MentionKind = "Nominal" if is_described(article, found) or is_award(article, keys) else "Name"
            article.add(Span(found.start, found.end, head.i, kind, keys, rule, found.label))
            if rule in LATE and (entry := article.entry(keys[0])):
                setting.add(entry)
            return


def is_award(article: Article, keys: tuple[str, ...]) -> bool:
    """Whether a name is a prize's ("la Palme d'or", "le Goncourt"): what somebody gets, and nobody who acts."""
    entry = article.entry(keys[0]) if len(keys) == 1 else None
    return entry is not None and entry.kind in ("Event", "Thing") and newcomer.is_prize(article, entry.fr)


def is_described(article: Article, found: Found) -> bool:
    """Whether words without a capital say whose body it is ("l'armée française"): a noun phrase rather than a name."""
    words = article.words[found.start : found.end]
    return len(words) > 1 and all(w.islower() for w in words) and any(countries_of(article.kb, w) for w in words)
