"""One event as one place in the text tells it, before mentions of the same happening are brought together."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.events.triggers import Trigger
from kg.model import Fact, Status, TimeExpression

PARTIES = frozenset({"agent", "participant", "addressee", "patient", "host"})


@dataclass(slots=True)
class Happening:
    """A trigger with what its positions, time, status and source say; an event's value is its trigger's token."""

    trigger: Trigger
    type: str
    status: Status
    definite: bool
    sentence: int
    facts: list[Fact] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    source: str = ""
    act: int | None = None
    purposive: bool = False  # what something that took place was done for
    twin: int | None = None  # token of another trigger that tells the same happening
    in_headline: bool = False
    earlier: bool = False  # whether it is told as what had been before ("déjà condamné en 2014")
    sort: str = ""  # of protest: a strike or a march
    counted_from: bool = False  # whether another happening is told to be before or after it

    @property
    def token(self) -> int:
        return self.trigger.token

    def party(self) -> frozenset[str]:
        """Keys of the entities that take part."""
        return frozenset(str(f.value) for f in self.facts if f.property in PARTIES and f.kind == "entity")

    def by(self, role: str) -> set[str]:
        """Keys of what plays a role."""
        return {str(f.value) for f in self.facts if f.property == role}

    def topics(self) -> int:
        """How many topics are told of it."""
        return sum(f.property == "topic" for f in self.facts)

    def contents(self) -> list[int]:
        """The happenings that it says, asks for or promises, by token."""
        return [int(str(f.value)) for f in self.facts if f.property == "content" and f.kind == "event"]

    def only_topics(self) -> bool:
        return bool(self.facts) and self.topics() == len(self.facts)

    def places(self) -> frozenset[str]:
        return frozenset(str(f.value) for f in self.facts if f.property == "sem:hasPlace")

    def days(self) -> frozenset[str]:
        """The values of its dates, to compare with another mention's."""
        return frozenset(t.value[:10] for t in self.times if t.type in ("DATE", "TIME") and not t.relation)

    def add(self, fact: Fact) -> None:
        if fact not in self.facts:
            self.facts.append(fact)
