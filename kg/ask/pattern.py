"""What a question asks of the graph: a happening with its known parties, places and days, and the one part that is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kg.ask.names import Names
from kg.events import lexicon
from kg.model import Claim, Extraction, Quantity, Status, TimeExpression
from kg.rdf.ontology import Ontology

OBJECTS = ("content", "topic", "text", "quote", "patient")  # what "que" asks of a speech act, an agreement, an attack
# Words that mean any of a family: whoever announces says something, whoever meets somebody talks.
GENERAL = {"Statement": "Speech", "Conversation": "Contact"}


@dataclass(frozen=True, slots=True)
class Role:
    """A party of an event: the keys of the entities that may fill the role."""

    property: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """An event of one of `types` (any where empty) with its parties. `missing` names the properties that may hold the answer: () where the
    event itself is asked, ("saidBy",) for who says so. `about` are events that it tells of."""

    types: tuple[str, ...]
    status: Status
    roles: tuple[Role, ...] = ()
    places: tuple[Role, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    about: tuple[tuple[str, Pattern], ...] = ()
    missing: tuple[str, ...] = ()
    optional: bool = False  # whether the event answers where the missing part isn't told
    kinds: tuple[str, ...] = ()  # classes of the answer
    triggers: tuple[tuple[int, int], ...] = ()  # the words that gave it


class Unknown(Exception):
    """A name in the question that the graph doesn't hold."""


def patterns(said: Extraction, stand_in: str, sort: str, asks: str, names: Names, types: Ontology) -> list[Pattern]:
    """The patterns that a statement gives, the most literal first; [] where no frame reads it or nothing in it is missing.

    `stand_in` are the words in the gap, `sort` what they stand for ("entity", "event", "number", ""). Raises Unknown for a name that the graph
    doesn't hold.
    """
    events = [c for c in said.claims if c.type]
    gap = next((e.key for e in said.entities if e.name and stand_in.endswith(e.name)), "") if sort == "entity" else ""
    reader = Reading(said, names, types, gap)
    if sort == "entity":
        held = [c for c in events if any(f.value == gap for f in c.facts)] if gap else []
        told = [c for c in events if gap and c.source == gap]
        found = [replace(reader.pattern(c), missing=("saidBy",)) for c in told]
        if asks != "source":
            found += [reader.open(c, asks) for c in held]
        return found
    if sort == "event":
        at = said.document.text.find(stand_in)
        standing = next((c for c in events if at >= 0 and at <= c.trigger[0] < at + len(stand_in)), None)
        if standing is None:
            return []
        holders = [c for c in events if any(f.kind == "event" and f.value == standing.about for f in c.facts)]
        if holders:
            return [replace(reader.pattern(c, without=standing.about), missing=OBJECTS, optional=True) for c in holders]
        if len([c for c in events if c.about == standing.about]) == len(events):
            return [replace(reader.pattern(standing), types=())]
        return []
    if sort == "number":
        found = []
        for claim in events:
            counted = tuple(f.property for f in claim.facts if isinstance(f.value, Quantity))
            length = ("duration",) if any(t.duration for t in claim.times) else ()
            if counted or length:
                found.append(replace(reader.pattern(claim), missing=counted or length))
        return found
    if main := top(events):
        return [replace(reader.pattern(main), missing=ASKED.get(asks, ()), optional=asks in ("reason", "manner"))]
    return []


# The properties that answer what is asked beside the clause; dates have a form of their own.
ASKED: Mapping[str, tuple[str, ...]] = {
    "time": ("edtf",),
    "place": ("sem:hasPlace",),
    "duration": ("duration",),
    "toll": ("deaths", "injured"),
    "amount": ("amount",),
    "number": ("deaths", "injured", "amount"),
    "topic": ("topic", "content"),
    "reason": ("cause", "purpose"),
    "manner": ("instrument", "cause"),
    "what": OBJECTS,
    "who": ("participant",),
    "which": ("participant",),
}


def top(events: Iterable[Claim]) -> Claim | None:
    """The claim of the main clause: the first that is no part of another."""
    claims = list(events)
    parts = {str(f.value) for c in claims for f in c.facts if f.kind == "event"}
    return next((c for c in claims if c.about not in parts), claims[0] if claims else None)


@dataclass(frozen=True, slots=True)
class Reading:
    """Turns the claims of a statement into patterns over the graph's own nodes."""

    said: Extraction
    names: Names
    types: Ontology
    gap: str

    def pattern(self, claim: Claim, without: str = "", depth: int = 0) -> Pattern:
        """The pattern of a claim, all its parts known; the gap and the event `without` left out."""
        roles, places, about, times = [], [], [], [t for t in claim.times if t.type in ("DATE", "TIME")]
        kind_of = {e.key: e.kind for e in self.said.entities}
        triggers = [claim.trigger]
        for fact in claim.facts:
            key = str(fact.value)
            if fact.kind == "entity" and key != self.gap and kind_of.get(key) != "Concept":
                role = Role(fact.property, self.keys(key))
                (places if fact.property == "sem:hasPlace" else roles).append(role)
            elif fact.kind == "event" and key != without and depth == 0:
                inner = next((c for c in self.said.claims if c.about == key and c.type), None)
                if inner:
                    part = self.pattern(inner, without, depth + 1)
                    triggers += part.triggers
                    about.append((fact.property, part))
        kinds = self.kinds(claim, [r for r in roles if r.property in PARTIES])
        return Pattern(kinds, claim.status, tuple(roles), tuple(places), tuple(times), tuple(about), triggers=tuple(triggers))

    def kinds(self, claim: Claim, parties: list[Role]) -> tuple[str, ...]:
        """The types that are what a claim's words call a happening; a talk of several is a contact."""
        if claim.rule.startswith("noun:") and not any(f.kind == "entity" for f in claim.facts):
            return self.called(claim)
        general = GENERAL.get(claim.type, claim.type)
        several = len([f for f in claim.facts if f.kind == "entity" and f.property in PARTIES]) > 1
        return (general, "Contact") if general == "Speech" and several else (general,)

    def called(self, claim: Claim) -> tuple[str, ...]:
        """Every type that a bare noun may mean: "l'appel" is a call or an appeal."""
        evokers = lexicon(self.said.document.language).nouns.get(claim.rule.removeprefix("noun:"), ())
        found = [e.frame.type for e in evokers if e.frame and not e.pattern.words]
        return tuple(dict.fromkeys([claim.type, *found]))

    def keys(self, key: str) -> tuple[str, ...]:
        """The graph's entities that an entity of the statement means."""
        if key in self.names.full:
            return (key,)
        name = next(e.name for e in self.said.entities if e.key == key)
        if found := self.names.meant(name):
            return found
        raise Unknown(name)

    def open(self, claim: Claim, asks: str) -> Pattern:
        """The pattern of a claim whose stand-in is missing; "que" asks for whatever an act is about."""
        missing = tuple(dict.fromkeys(f.property for f in claim.facts if f.value == self.gap))
        wide = asks in ("what", "topic") and any(p in OBJECTS for p in missing)
        return replace(self.pattern(claim), missing=OBJECTS if wide else missing, optional=wide)


PARTIES = frozenset({"agent", "participant", "addressee", "patient", "host"})
