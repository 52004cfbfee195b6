"""What fusion gives: documents, entities, events and what is said of them, ready to be written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from kg.model import Claim, Document, Entity, Extraction, Fact, Quantity, Status

JUDGED = "judged the same"  # the reason of a decision that people made
Verdict = Literal["same", "unsure", "different"]
Member = tuple[str, str]  # an article's event: (document, event key there)
Ref = tuple[str, int]  # a claim: (document, its number there)
Bearer = tuple[str, str]  # a document, and the key of somebody whom it names
Renamed = Mapping[str, Bearer]  # of one document: key in its record → who bears the fuller name


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with where it stands: its document and its number there."""

    document: str
    number: int
    claim: Claim

    @property
    def ref(self) -> Ref:
        return self.document, self.number


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
    documents: tuple[str, ...]
    sources: int  # independent documents: copies count once
    dated_by: tuple[Ref, ...]  # the claims from which its days follow
    merges: tuple[Decision, ...]  # the decisions that brought its members together


@dataclass(frozen=True)
class Graph:
    """Everything that the articles say together. `event_of` leads from (document, event key) to the fused event's key."""

    documents: tuple[Document, ...]
    extractions: tuple[Extraction, ...]
    entities: tuple[Entity, ...]
    events: tuple[FusedEvent, ...]
    statements: tuple[Said, ...]  # claims about entities
    event_of: dict[Member, str]
    decisions: tuple[Decision, ...]  # on pairs that are one happening or may be, and on those that contradict each other
    disagreements: tuple[Disagreement, ...]
    renamed: Mapping[str, Renamed]  # by document: whom it names less fully than other articles
    published: Mapping[str, frozenset[str]]  # by document: the days that are left of its month

    @cached_property
    def language_of(self) -> dict[str, str]:
        """The languages of the documents by id."""
        return {d.id: d.language for d in self.documents}

    @cached_property
    def text_of(self) -> dict[str, str]:
        """The texts of the documents by id."""
        return {d.id: d.text for d in self.documents}
