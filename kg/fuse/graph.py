"""What fusion gives: documents, entities, events and what is said of them, ready to be written down."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kg.model import Claim, Document, Entity, Extraction, Fact, Quantity, Status


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with where it stands: its document and its number there."""

    document: str
    number: int
    claim: Claim


@dataclass(frozen=True, slots=True)
class When:
    """What is known of an event's time; days are ISO, `days` the candidates where they are no interval."""

    earliest: str = ""
    latest: str = ""
    days: tuple[str, ...] = ()
    part_of_day: str = ""
    duration: Quantity | None = None

    @property
    def day(self) -> str:
        """The day, where it is one."""
        return self.earliest if self.earliest and self.earliest == self.latest else ""


@dataclass(frozen=True, slots=True)
class FusedEvent:
    """One happening as all its claims together tell it."""

    key: str
    type: str
    status: Status
    label: str
    members: tuple[tuple[str, str], ...]  # (document, event key there)
    claims: tuple[Said, ...]
    facts: tuple[Fact, ...]  # entity and event facts that its claims give; an event's value is a fused key
    when: When
    documents: tuple[str, ...]


@dataclass(frozen=True)
class Graph:
    """Everything that the articles say together. `event_of` leads from (document, event key) to the fused event's key."""

    documents: tuple[Document, ...]
    extractions: tuple[Extraction, ...]
    entities: tuple[Entity, ...]
    events: tuple[FusedEvent, ...]
    statements: tuple[Said, ...]  # claims about entities
    event_of: dict[tuple[str, str], str]

    @cached_property
    def text_of(self) -> dict[str, str]:
        """The texts of the documents by id."""
        return {d.id: d.text for d in self.documents}
