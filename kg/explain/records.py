"""What an explanation holds: plain records, so that people and programs get the same.

IRIs are written in full. A text is a pair, French and English. Claims stand once, in `claims` or, where they are about something
else, in `others`; every other field names them by their IRIs. Offsets count Unicode code points.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.judgements import Judgement
from kg.view.collect import Article, Text
from kg.view.when import When

NEVER = When()


@dataclass(frozen=True, slots=True)
class Node:
    """What a property leads to or comes from; a literal in words has no `iri`."""

    iri: str
    name: Text


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence says of one event or entity, and who is said to say it.

    `trigger` is the span of `sentence` that made the rule speak, (0, 0) where the graph doesn't tell; `times` the words of its time
    expressions, which only the kept extractions tell; `supports` the triples of its graph as IRIs and literals.
    """

    iri: str
    about: Node
    status: str
    sentence: str
    trigger: tuple[int, int]
    article: Article
    place: tuple[int, int]  # where the sentence stands in the article
    rule: str
    source: Node | None = None  # whom the text gives as source; None where the article speaks for itself
    reported_in: str = ""  # the claim of the outer speech act
    confidence: float | None = None  # the measured share of right ones among claims of its kind, 0 to 1
    times: tuple[str, ...] = ()
    own_time: When = NEVER  # what its words alone give, where the event has something else
    supports: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One property of something, with the claims that state it; `why` is the message that tells where it comes from if none does."""

    property: str
    value: Node
    claims: tuple[str, ...] = ()
    why: str = ""
    sources: tuple[str, ...] = ()  # of the knowledge base, as "key: title"
    articles: tuple[Article, ...] = ()  # of an office: those that name the person while it was held
    first: str = ""  # of a tenure: its first and last day, month or year
    last: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The roles of something in an event, with the claims that give them."""

    event: Node
    status: str
    roles: tuple[str, ...]
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dispute:
    """A property on which two claims exclude each other, with what each gives: (value in words, claim)."""

    property: str
    sides: tuple[tuple[Text, str], ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of an article that mean an entity, with every place where they stand and what linked them ("" where nobody has kept it)."""

    article: Article
    words: str
    kind: str  # "Name", "Nominal", "Pronoun"
    rule: str
    places: tuple[tuple[int, int], ...]
    beside: tuple[Node, ...] = ()  # whom a group ("les deux dirigeants") means too
    own: bool = True  # whether the words are a name of it or part of one, and not the name of a capital or seat that stands for it
    renamed: bool = False  # whether another article gives the fuller name
    means: Node | None = None  # whom, where that isn't what is explained


@dataclass(frozen=True, slots=True)
class EventExplained:
    node: Node
    types: tuple[str, ...]  # local names, of what is denied where the event is
    status: str
    sources: int  # independent articles
    when: When
    dated_by: tuple[str, ...]
    facts: tuple[Fact, ...]
    parts: tuple[Part, ...]  # of other events
    merged_from: tuple[str, ...]
    merge_reasons: tuple[str, ...]
    judgements: tuple[Judgement, ...]
    disputes: tuple[Dispute, ...]
    claims: tuple[Claim, ...]
    others: tuple[Claim, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityExplained:
    node: Node
    types: tuple[str, ...]
    aliases: tuple[str, ...]
    same_as: tuple[str, ...]
    facts: tuple[Fact, ...]
    parts: tuple[Part, ...]
    mentions: tuple[Mention, ...]
    judgements: tuple[Judgement, ...]
    disputes: tuple[Dispute, ...]
    said: tuple[str, ...]  # the claims that are attributed to it
    claims: tuple[Claim, ...]
    others: tuple[Claim, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactExplained:
    """`fact` says why it stands in the graph; `events` are those behind a shortcut."""

    node: Node  # the subject
    fact: Fact
    events: tuple[EventExplained, ...]
    mentions: tuple[Mention, ...]  # the words of the claims' sentences that mean the subject or the value
    claims: tuple[Claim, ...]
    others: tuple[Claim, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimExplained:
    node: Node  # what it is about
    triples: tuple[tuple[Node, str, Node], ...]  # what it supports
    reports: tuple[str, ...]  # claims that are reported in it
    claims: tuple[Claim, ...]
    others: tuple[Claim, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleExplained:
    node: Node
    article: Article
    mentions: int
    claims: tuple[Claim, ...]
    others: tuple[Claim, ...] = ()
    notes: tuple[str, ...] = ()


Explanation = EventExplained | EntityExplained | FactExplained | ClaimExplained | ArticleExplained
