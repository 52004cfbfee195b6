"""The records that pass from stage to stage. They know nothing of spaCy, RDF or files.

All offsets are Unicode code points into `Document.text`, `start` included and `end` excluded, so that
`document.text[x.start:x.end]` is what `x` says. Days are ISO strings ("2017-11-21"), durations are seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MentionKind = Literal["Name", "Nominal", "Pronoun"]
Status = Literal["Occurred", "Planned", "Possible", "Negated"]
Bound = Literal["exact", "atLeast", "atMost", "about"]
Mod = Literal["", "START", "MID", "END"]
PartOfDay = Literal["", "Morning", "Midday", "Afternoon", "Evening", "Night"]


@dataclass(frozen=True, slots=True)
class Document:
    """One article as read: `text` is the file's text to the character, dateline included."""

    id: str
    source: str
    headline: str
    text: str
    language: str
    date: str  # "2017-11-21", "2017-11", "2017", or "" where unknown
    sha256: str
    body: int = 0  # where the headline or, without one, the first sentence begins: what stands before is no prose
    title_end: int = 0  # end of a headline that is no sentence of the text; `body` where there is none
    url: str = ""
    publisher: str = ""

    @property
    def day(self) -> str:
        """The day on which it was published, "" where only its month or year is known."""
        return self.date if len(self.date) == len("2000-01-01") else ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that mean one entity, or several ("les deux dirigeants"). A key that begins with "_" is something of this article that has no
    name and is no entity: it only ties its mentions together."""

    start: int
    end: int
    kind: MentionKind
    entities: tuple[str, ...]
    rule: str  # what linked it: "exact", "acronym", "role", "surname", "pronoun" …
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what an article speaks of: an entry of the knowledge base, a newcomer, or a concept."""

    key: str  # the local part of its IRI
    kind: str  # "Person", "Organization", "Country", "City", … or "Concept"
    name: str
    known: bool  # in the knowledge base under `key`
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its bound; `unit` is "second", "person", a currency's ISO code or a plain noun."""

    value: float
    bound: Bound = "exact"
    unit: str = ""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A TIMEX3 and the days it may mean.

    `mod` says that only the beginning, middle or end of what `value` says is meant ("fin août"). `earliest` and `latest` bound it
    (inclusive, "" where open); `days` lists the candidate days where they are a finite set that is no interval (a weekday of a month).
    A `relation` of "before" or "after" with a `shift` in days counts from what it is attached to ("un jour après la rencontre").
    Where the article's date is only a month, `if_published` says what the expression would mean on each of its days, as (day of
    publication, earliest, latest).
    """

    start: int
    end: int
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    earliest: str = ""
    latest: str = ""
    days: tuple[str, ...] = ()
    mod: Mod = ""
    part_of_day: PartOfDay = ""
    duration: Quantity | None = None
    relation: Literal["", "before", "after", "since", "until"] = ""
    shift: int | None = None
    if_published: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One property of an event or entity: `value` is the key of an entity or event, a text or a quantity."""

    property: str  # local name of a kg: term, or a prefixed name such as "sem:hasPlace"
    kind: Literal["entity", "event", "text", "quantity"]
    value: str | Quantity


@dataclass(frozen=True, slots=True)
class Event:
    """A happening as one article tells it; what is known of it stands in the claims about it."""

    key: str  # "e3", unique in its article
    type: str  # most specific class, such as "PhoneCall"
    label: str  # the noun phrase by which the text calls it, for its name; "" without one


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence says of one event or entity, and who is said to say it."""

    about: str  # key of an event, or of an entity where `type` is ""
    type: str
    status: Status
    sentence: tuple[int, int]
    trigger: tuple[int, int]
    rule: str
    facts: tuple[Fact, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    source: str = ""  # key of the entity that the text gives as source; "" where the article speaks for itself
    reported_in: int | None = None  # index of the claim of the outer speech act, where attributions nest


@dataclass(frozen=True, slots=True)
class Unframed:
    """A verb between two entities that no frame knows: raw material for the next frame."""

    lemma: str
    subject: str
    object: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that one article says, and nothing that needs another article."""

    document: Document
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    times: tuple[TimeExpression, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    unframed: tuple[Unframed, ...] = ()
