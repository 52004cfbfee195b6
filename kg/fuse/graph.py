"""What fusion gives: documents, entities, events and what is said of them, ready to be written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kg.fuse.names import Form
from kg.model import Entity, Extraction, Fact, Quantity, Status, TimeExpression

JUDGED = "judged the same"  # the reason of a decision that people made
Verdict = Literal["same", "unsure", "different"]
Member = tuple[str, str]  # an article's event: (document, event key there)
Ref = tuple[str, int]  # a claim: (document, its number there)
Bearer = tuple[str, str]  # a document, and the key of somebody whom it names
Renamed = Mapping[str, Bearer]  # of one document: key in its record → who bears the fuller name


@dataclass(frozen=True, slots=True)
class Said:
    """What fusion needs of a claim, with where that stands."""

    ref: Ref
    status: Status
    facts: tuple[Fact, ...]
    times: tuple[TimeExpression, ...]

    @property
    def document(self) -> str:
        return self.ref[0]


@dataclass(frozen=True, slots=True)
class When:
    """What is known of an event's time; days are ISO, `days` the candidates where they are no interval, `within` the month or year of
    whose beginning, middle or end is spoken ("fin août")."""

    earliest: str = ""
    latest: str = ""
    days: tuple[str, ...] = ()
    part_of_day: str = ""
    duration: Quantity | None = None
    within: str = ""

    @property
    def day(self) -> str:
        """The day, where it is one."""
        return self.earliest if self.earliest and self.earliest == self.latest else ""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether two articles' events are one happening, how surely (0 to 1), and why.

    `conflict` is the one property that speaks against it where all else speaks for it: the articles may contradict each other.
    """

    one: Member
    other: Member
    verdict: Verdict
    score: float
    reason: str
    conflict: str = ""

    @property
    def judged(self) -> bool:
        """Whether people decided."""
        return self.reason == JUDGED

    @property
    def pair(self) -> tuple[Member, Member]:
        return self.one, self.other


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two claims that give a property of an event values which exclude each other."""

    about: str  # key of a fused event
    property: str
    claim_a: Ref
    claim_b: Ref


@dataclass(frozen=True, slots=True)
class FusedEvent:
    """One happening as all its claims together tell it."""

    key: str
    type: str
    status: Status
    label: str
    members: tuple[Member, ...]
    claims: tuple[Said, ...]
    facts: tuple[Fact, ...]  # entity and event facts that its claims give; an event's value is a fused key
    when: When
    sources: int  # independent documents: copies count once
    dated_by: tuple[Ref, ...]  # the claims from which its days follow
    merges: tuple[Decision, ...]  # the decisions that brought its members together

    @property
    def documents(self) -> tuple[str, ...]:
        """Those that tell of it, sorted."""
        return tuple(dict.fromkeys(document for document, _ in self.members))


@dataclass(frozen=True)
class Graph:
    """Everything that the articles say together. `event_of` leads from (document, event key) to the fused event's key.

    Articles are by their ids; each is made, or read from where it is kept, when it is asked for.
    """

    extractions: Mapping[str, Extraction]  # with each newcomer under his fullest name
    others: Mapping[str, Extraction]  # of these only what they say of the events is in the graph
    entities: tuple[Entity, ...]
    forms: Mapping[Form, int]  # how many articles have each
    events: tuple[FusedEvent, ...]
    event_of: dict[Member, str]
    decisions: tuple[Decision, ...]  # on pairs that are one happening or may be, and on those that contradict each other
    disagreements: tuple[Disagreement, ...]
    renamed: Mapping[str, Renamed]  # by document: whom it names less fully than other articles
    published: Mapping[str, frozenset[str]]  # by document: the days that are left of its month
