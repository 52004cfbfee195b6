"""What one article tells of one happening, with what decides whether another article tells of it too.

This is all that fusion holds of the articles, so it is small: what many of them have in common is held once.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from typing import TypeVar, cast

from kg.fuse import when
from kg.fuse.graph import Member, Said, When
from kg.ids import fold
from kg.lang import table
from kg.model import Claim, Event, Extraction, Quantity, Status, TimeExpression

PARTIES = frozenset({"agent", "participant", "addressee", "patient", "host"})
NUMBERS = frozenset({"deaths", "injured", "amount"})
STRENGTH: tuple[Status, ...] = ("Occurred", "Planned", "Possible", "Negated")
PAST: tuple[Status, ...] = ("Occurred", "Negated")
FRESH = 3  # days: without a date, news is of the days before the article
AHEAD = 14  # days: and a plan without a date is for the days after it
QUOTED = 5  # words in a row by which two quotations are known to be one
WORD = re.compile(r"\w+")
POINTS_BACK = re.compile(
    r"\b(?:(?:les?|la|du|aux?|cet|cette|ces?|sa|son|ses|leurs?)\s+|l['’]\s*)(?:\w+\s+)?$", re.IGNORECASE
)  # before a noun that means what is known, with an adjective ("la violente attaque") or without
BEFORE = 30  # characters before a noun in which these stand
MOST_COMMON = 100_000  # values that are sought among those before
T = TypeVar("T")
Days = tuple[int, int]  # first and last day, counted from 0001-01-01
FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Named:
    """A name as its article has it: kind of entity, words folded, whether the knowledge base has it."""

    kind: str
    words: tuple[str, ...]
    known: bool


@dataclass(frozen=True, slots=True, eq=False)
class Article:
    """What an article is about, behind its events."""

    id: str
    date: str
    published: Days | None  # None where it has no date
    named: Mapping[str, Named]  # everybody and everything that it speaks of, concepts left out, by key
    utf8: bytes  # its text: as such it takes half the room
    body: int  # where its prose begins
    words: frozenset[str]  # of all names, folded
    language: str

    @property
    def text(self) -> str:
        return self.utf8.decode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Told:
    """One article's event with its claims and its profile; entities by key."""

    article: Article
    event: Event
    member: Member
    claims: tuple[Said, ...]
    status: Status
    parties: frozenset[str]
    agents: frozenset[str]  # who only acts
    patients: frozenset[str]  # who only undergoes
    texts: frozenset[str]
    topics: frozenset[str]
    places: frozenset[str]
    numbers: frozenset[tuple[str, Quantity]]
    quotes: frozenset[str]  # every few words in a row of what is quoted, folded
    time: When
    window: Days | None  # the days in which it lies, or without a date of its own probably lies; None where nothing is known
    begins: str  # the day on which it begins, where only that is told; "" otherwise
    is_recalled: bool  # whether its article only calls it by a definite noun, as what readers have heard of ("la crue", "leur rencontre")
    kinds: frozenset[str]  # what its words tell beyond its type: "derailment"
    ends: bool  # whether its words tell how it ends ("verdict")

    @property
    def document(self) -> str:
        return self.article.id

    @property
    def dated(self) -> bool:
        """Whether the article says when it is."""
        return bool(self.time.earliest or self.time.latest)


def tell(extraction: Extraction) -> Iterator[Told]:
    """The events of one article."""
    document = extraction.document
    claims: dict[str, list[Claim]] = defaultdict(list)
    said: dict[str, list[Said]] = defaultdict(list)
    for number, claim in enumerate(extraction.claims, start=1):
        if claim.type:
            claims[claim.about].append(claim)
            said[claim.about].append(Said((document.id, number), claim.status, once(claim.facts), once(tuple(map(anywhere, claim.times)))))
    named = {e.key: name_of(e.kind, e.name, e.known, document.language) for e in extraction.entities if e.kind != "Concept"}
    words = frozenset(w for n in named.values() for w in n.words)
    utf8 = document.text.encode("utf-8", "surrogatepass")
    article = Article(document.id, document.date, days_of(document.date), named, utf8, document.body, words, document.language)
    days = dict(counted(said))
    for event in extraction.events:
        if told := claims[event.key]:
            is_recalled = all(is_recalling(document.text, claim) for claim in told)
            yield one_told(article, event, tuple(said[event.key]), told, is_recalled, days.get(event.key, When()))


@lru_cache(maxsize=MOST_COMMON)
def first(value: Hashable) -> Hashable:
    return value


def once(value: T) -> T:
    """The first of equal values, in the place of any of them."""
    return cast(T, first(cast(Hashable, value)))


def forget() -> None:
    """Let go of all that is remembered of articles that were told."""
    first.cache_clear()
    name_of.cache_clear()


def anywhere(time: TimeExpression) -> TimeExpression:
    """A time expression wherever it stands: what many articles tell of one day is the same then."""
    return once(replace(time, start=0, end=0))


@lru_cache(maxsize=MOST_COMMON)
def name_of(kind: str, name: str, known: bool, language: str) -> Named:
    """A name as articles in a language have it."""
    return Named(kind, plain(name, language), known)


def plain(name: str, language: str) -> tuple[str, ...]:
    """The words of a name, folded, without an article before them."""
    first, *rest = WORD.findall(fold(name)) or [""]
    return tuple(rest if rest and first in table(language, "fusion")["articles"] else filter(None, [first, *rest]))


def counted(claims: Mapping[str, Sequence[Said]]) -> Iterator[tuple[str, When]]:
    """The events whose day follows from another's in the article ("deux jours après sa démission, il a rencontré vendredi X")."""
    for said in (s for of in claims.values() for s in of):
        day = when.together(when.of(t) for t in said.times).day
        for shift in [t.shift for t in said.times if t.shift is not None][:1] if day else ():
            for fact in said.facts:
                if fact.kind == "event" and fact.property in ("after", "before"):
                    moved = date.fromisoformat(day).toordinal() + (shift if fact.property == "before" else -shift)
                    yield str(fact.value), When(iso := date.fromordinal(moved).isoformat(), iso)


def one_told(article: Article, event: Event, said: tuple[Said, ...], claims: Sequence[Claim], is_recalled: bool, counted: When) -> Told:
    """One event of one article with its profile; a concept ("un accord") is nobody and no text, whatever its role. `counted` is when it was
    by what is told of others."""
    facts = {f for s in said for f in s.facts}
    roles: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.kind == "entity" and (fact.property == "topic" or fact.value in article.named):
            roles[fact.property].add(str(fact.value))
    status, time = status_of(said), when.together(when.of(t) for s in said for t in s.times)
    if not (time.earliest or time.latest):
        time = replace(time, earliest=counted.earliest, latest=counted.latest)
    return Told(
        article,
        once(event),
        (article.id, event.key),
        said,
        status,
        once(frozenset().union(*(roles[p] for p in PARTIES))),
        once(frozenset(roles["agent"].difference(*(roles[p] for p in PARTIES - {"agent"})))),
        once(frozenset(roles["patient"].difference(*(roles[p] for p in PARTIES - {"patient"})))),
        once(frozenset(roles["text"])),
        once(frozenset(roles["topic"])),
        once(frozenset(roles["sem:hasPlace"])),
        once(frozenset((f.property, f.value) for f in facts if f.property in NUMBERS and isinstance(f.value, Quantity))),
        once(frozenset(w for f in facts if f.property == "quote" for w in runs(str(f.value)))),
        once(time),
        once(window(time, status, article.published, is_recalled)),
        beginning(time, said),
        is_recalled,
        once(frozenset(filter(None, (kind(c, article.language) for c in claims)))),
        any(words_of(c) in table(article.language, "fusion")["ends"].get(event.type, ()) for c in claims),
    )


def kind(claim: Claim, language: str) -> str:
    """The kind of happening that a claim's words tell, or the first of them does; "" for none."""
    words = words_of(claim)
    return kinds(language).get(words) or kinds(language).get(words.partition(" ")[0], "")


@cache
def kinds(language: str) -> Mapping[str, str]:
    """Kinds by the words that tell them."""
    return {word: name for name, words in table(language, "fusion")["kinds"].items() for word in words}


def words_of(claim: Claim) -> str:
    """The words that evoke a claim's event, as its rule has them."""
    return claim.rule.partition(":")[2]


def beginning(time: When, said: Sequence[Said]) -> str:
    """The day on which an event begins, where claims tell only that; "" otherwise."""
    if not time.earliest or time.latest:
        return ""
    begun = (t for s in said for t in s.times if not t.latest and t.earliest == time.earliest)
    return time.earliest if any(len(t.value) >= len(time.earliest) for t in begun) else ""


def is_recalling(text: str, claim: Claim) -> bool:
    """Whether a claim has an event as something known: a noun behind a determiner that points back."""
    start = claim.trigger[0]
    return claim.rule.startswith("noun:") and bool(POINTS_BACK.search(text[max(0, start - BEFORE) : start]))


def status_of(claims: Sequence[Said]) -> Status:
    """The strongest status among claims: what was planned and then held occurred; denied is what all deny."""
    found = {s.status for s in claims}
    return next(s for s in STRENGTH if s in found)


def runs(text: str) -> Iterator[str]:
    """Every `QUOTED` words in a row of a text; nothing of a shorter one."""
    words = WORD.findall(fold(text))
    return (" ".join(words[i : i + QUOTED]) for i in range(len(words) - QUOTED + 1))


def days_of(written: str) -> Days | None:
    """The days of an ISO day, month or year."""
    if not written:
        return None
    year, *rest = (int(part) for part in written.split("-"))
    first, last = (rest[0], rest[0]) if rest else (1, 12)
    if len(rest) == 2:
        return (day := date(year, *rest).toordinal()), day
    return date(year, first, 1).toordinal(), date(year, last, monthrange(year, last)[1]).toordinal()


def window(time: When, status: Status, published: Days | None, is_recalled: bool = False) -> Days | None:
    """Where an event lies in time, by its own date or else by its article's. A plan of which readers have heard may be told elsewhere
    as what was decided before ("les sanctions annoncées")."""
    if time.earliest or time.latest:
        time = when.through_night(time)
        first = date.fromisoformat(time.earliest).toordinal() if time.earliest else FIRST_DAY
        return first, date.fromisoformat(time.latest).toordinal() if time.latest else LAST_DAY
    if published is None:
        return None
    first = published[0] - (FRESH if status in PAST or is_recalled else 0)
    return first, published[1] + (0 if status in PAST else AHEAD)
