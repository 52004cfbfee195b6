"""How much speaks for one happening where its parties alone don't: weights in the manner of Fellegi and Sunter (1969).

Whatever two articles have in common weighs the decimal logarithm of how seldom two articles of a week have it in common by chance; what
is needed is that of how many happenings of the type a week's news tells, and a margin. An article that calls a happening only "the attack"
or "his release" names who and where elsewhere, so that what the whole article speaks of counts too.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kg.fuse.background import Background
from kg.fuse.told import WORD, Article, Named, Told
from kg.fuse.who import may_be_one
from kg.ids import fold
from kg.kb.entry import PLACE_KINDS
from kg.model import Quantity

NEWCOMER = 3.0  # whom the knowledge base doesn't know: hardly in two articles by chance
KNOWN = {"Person": 2.5, "City": 2.0, "Legislation": 2.0, "Organization": 1.5, "AdministrativeArea": 1.5, "Country": 1.0}
OTHER = 1.5  # any other kind of entity
OFTEN = 1.0  # a court or a police that acts is in the news with many
BESIDE, KNOWN_BESIDE = 0.8, 0.5  # the part of its weight that a newcomer, or somebody known, has of whom both speak but neither event
MOST_BESIDE = 3.0
SAME_DAYS, COMMON_DAYS, SAME_TIME = 0.85, 0.6, 0.3  # of the same day or days; of few that overlap; of others, or articles, that do
FEW = 3  # days
LONG = 6  # letters of a name that is sought in a text
CONCEPT = 1.0  # the same topic
KIND = 0.7  # words of one kind: of a type's happenings one in five is a derailment, or a strike
RECALLED = 0.5  # what readers are taken to know of is one of the happenings that many articles tell
RISING, ALIKE = 2.5, 1.3  # times as many dead as another article has: a toll that may have risen; nearly the same one
TOLL, SAME_TOLL, SAME_NUMBER = 0.5, 1.0, 1.5
SELDOM = frozenset(
    {"Summit", "Ceasefire", "Disaster", "Hazard", "Sanction", "Merger", "Release", "Marriage", "Withdrawal", "Ratification", "War"}
)
FREQUENT = frozenset(
    {
        "Death",
        "Injury",
        "Arrest",
        "Charge",
        "Trial",
        "Conviction",
        "Investigation",
        "Meeting",
        "Reception",
        "Visit",
        "Conversation",
        "Arrival",
    }
    | {"Bankruptcy", "Contact", "Negotiation", "PhoneCall", "Correspondence", "Departure"}
)
USUAL = {"seldom": 0.7, "often": 2.0, "": 1.5}  # the logarithm of how many of a type a week's news tells
OFFICIAL = frozenset({"Arrest", "Charge", "Trial", "Conviction", "Release", "Investigation", "Bankruptcy"})  # what authorities do all day
MARGIN, AMPLE, MANIFEST = 1.0, 1.5, 2.0


class Evidence(NamedTuple):
    """What two events have in common: its weight beyond what is needed, and in words."""

    surplus: float
    reason: str

    @property
    def enough(self) -> bool:
        return self.surplus >= MARGIN

    @property
    def ample(self) -> bool:
        """Whether it is enough even for articles of which one doesn't say when."""
        return self.surplus >= AMPLE


def weigh(one: Told, other: Told, background: Background, without: frozenset[str] = frozenset()) -> Evidence:
    """What speaks for one happening, less what their types need; some names may be left out."""
    named = {key: weight for key, weight in common(one, other, background) if key not in without}
    beside = sorted(
        ((k, w) for k, w in dict(shared_names(one, other)).items() if k not in named and k not in without), key=lambda kw: (-kw[1], kw[0])
    )
    aside = min(MOST_BESIDE, sum(weight for _, weight in beside))
    days, numbers = same_days(one, other), same_numbers(one, other)
    topics = CONCEPT * len({t for t in one.topics & other.topics if t not in named})
    recalled = RECALLED if recalls(one, other) or recalls(other, one) else 0.0
    kind = KIND if one.kinds & other.kinds else 0.0
    total = sum(named.values()) + aside + days + numbers + min(topics, 2 * CONCEPT) + recalled + kind
    words = ", ".join(sorted(named) + [f"both speak of {k}" for k, _ in beside[:3]]) or "nothing named"
    return Evidence(round(total - max(needed(one.event.type), needed(other.event.type)), 3), words)


def needed(type: str) -> float:
    """The logarithm of how many happenings of a type a week's news tells."""
    return USUAL["seldom" if type in SELDOM else "often" if type in FREQUENT else ""]


def common(one: Told, other: Told, background: Background) -> Iterator[tuple[str, float]]:
    """Whom and what one event has that the other has or its article speaks of, with what it weighs; of a place and one around it the
    larger."""
    for told, whose in ((one, other), (other, one)):
        for key in sorted(told.parties | told.places | told.texts | told.topics):
            if key not in told.article.named:
                continue
            weight = OFTEN if key in told.agents and told.event.type in OFFICIAL else rarity(told, key)
            if is_spoken_of(told, key, whose) or key in background.spoken_for(whose.article):
                yield key, weight
            elif around := reach(told, key, whose, background):
                yield around, min(weight, rarity(whose, around) if around in whose.article.named else weight)


def is_spoken_of(told: Told, key: str, whose: Told) -> bool:
    """Whether another article speaks of somebody or something, be it by words in which reading there found no name."""
    named = told.article.named[key]
    if key in whose.article.named or (not whose.article.words.isdisjoint(named.words) and any(variants(named, whose))):
        return True
    return not named.known and is_written(named.words, whose.article)


def variants(named: Named, whose: Told) -> Iterator[str]:
    """The keys of those whom an article names by a variant of a name."""
    return (k for k, n in whose.article.named.items() if may_be_one(named, n))


def is_written(words: tuple[str, ...], article: Article) -> bool:
    """Whether an article has these words in a row; of short ones too many have."""
    return len("".join(words)) >= LONG and f" {' '.join(words)} " in folded(article)


@lru_cache(maxsize=2_000)
def folded(article: Article) -> str:
    """The words of an article, folded."""
    return f" {' '.join(WORD.findall(fold(article.text)))} "


def reach(told: Told, key: str, whose: Told, background: Background) -> str:
    """The larger of a place and another of which an article speaks, where one lies in the other; the town of a body of which one event has
    the body and the other article the town, or the other way round; "" where there is none."""
    kind, towns = told.article.named[key].kind, {k for k, n in whose.article.named.items() if n.kind == "City"}
    if kind == "Organization":
        return key if background.seat(key) in towns else ""
    if kind not in PLACE_KINDS:
        return ""
    bodies = (k for k, n in sorted(whose.article.named.items()) if kind == "City" and n.kind == "Organization")
    if body := next((k for k in bodies if background.seat(k) == key), ""):
        return body
    near = [k for k, n in sorted(whose.article.named.items()) if n.kind in PLACE_KINDS and background.same_place(k, key)]
    return next((k if k in background.around(key) else key for k in near), "")


def rarity(told: Told, key: str) -> float:
    """What it weighs that two articles name something."""
    named = told.article.named[key]
    return KNOWN.get(named.kind, OTHER) if named.known or named.kind == "Legislation" else NEWCOMER


def shared_names(one: Told, other: Told) -> Iterator[tuple[str, float]]:
    """Whom and what both articles speak of, with what it weighs."""
    for told, whose in ((one, other), (other, one)):
        for key, named in told.article.named.items():
            if key in whose.article.named:
                yield key, rarity(told, key) * (KNOWN_BESIDE if named.known else BESIDE)
            elif not named.known and is_spoken_of(told, key, whose):
                yield min((key, *variants(named, whose))), rarity(told, key) * BESIDE


def recalls(one: Told, other: Told) -> bool:
    """Whether one article only recalls what the other, which isn't younger, tells."""
    mine, theirs = one.article.published, other.article.published
    return one.is_recalled and mine is not None and theirs is not None and mine[1] >= theirs[0]


def same_days(one: Told, other: Told) -> float:
    """What their times weigh."""
    if one.window is None or other.window is None:
        return 0.0
    if one.time.earliest and one.time.earliest == other.time.earliest and one.window[0] == other.window[0]:
        return SAME_DAYS if min(w[1] - w[0] for w in (one.window, other.window)) <= FEW else SAME_TIME
    brief = one.dated and other.dated and all(w[1] - w[0] <= FEW for w in (one.window, other.window))
    if brief and one.window[0] <= other.window[1] and other.window[0] <= one.window[1]:
        return COMMON_DAYS
    return SAME_TIME if max(one.window[1], other.window[1]) - min(one.window[0], other.window[0]) <= 2 * FEW else 0.0


def same_numbers(one: Told, other: Told) -> float:
    """What their numbers weigh: tolls may rise, of anything else only the same number counts."""
    if {(p, q.value) for p, q in one.numbers if p == "amount"} & {(p, q.value) for p, q in other.numbers if p == "amount"}:
        return SAME_NUMBER
    tolls = [(a.value, b.value) for p, a in one.numbers for r, b in other.numbers if p == r and p != "amount" and is_toll(a) and is_toll(b)]
    ratio = min((max(pair) / min(pair) for pair in tolls), default=0.0)
    return 0.0 if not ratio else SAME_TOLL if ratio <= ALIKE else TOLL if ratio <= RISING else 0.0


def is_toll(quantity: Quantity) -> bool:
    return quantity.value > 1
