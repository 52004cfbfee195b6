"""What a question asks of the graph: a happening with its known parties, places and days, and the one part that is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.ask.names import Names
from kg.ask.word import LANGUAGE
from kg.events import lexicon
from kg.kb import KnowledgeBase
from kg.lang import table
from kg.link.keys import countries_of
from kg.model import Claim, Extraction, Quantity, Status, TimeExpression
from kg.rdf.ontology import Ontology

CURRENCY = re.compile("[A-Z]{3}")
PARTIES = frozenset({"agent", "participant", "addressee", "patient", "host"})
OBJECTS = ("content", "topic", "text", "quote", "patient")  # what "que" asks of a speech act, an agreement, an attack
MONEY = "money"  # an amount in a currency
COUNT = "count"  # an amount in none
BESIDE = "beside"  # any role but the agent's: frames differ in whom they call patient and whom addressee
# Words that mean any of a family: whoever announces says something, whoever meets somebody talks.
GENERAL = {"Statement": "Speech", "Conversation": "Contact"}
TELLING = frozenset({"Statement", "Announcement", "Briefing", "Speech"})  # speech acts whose content is simply what their speaker says
# The properties that answer what is asked beside the clause; dates have a form of their own.
ASKED: Mapping[str, tuple[str, ...]] = {
    "source": ("saidBy",),
    "time": ("edtf",),
    "place": ("sem:hasPlace",),
    "duration": ("duration",),
    "toll": ("deaths", "injured"),
    "amount": (MONEY,),
    "number": ("deaths", "injured", "amount"),
    "topic": ("topic", "content"),
    "reason": ("cause", "purpose"),
    "manner": ("instrument", "cause"),
    "what": OBJECTS,
    "who": ("participant",),
    "which": ("participant",),
}


@dataclass(frozen=True, slots=True)
class Role:
    """A party of an event: the keys of the entities of which one fills the role."""

    property: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """An event of one of `types` (any where empty) with its parties, places, days and the events that it tells of.

    `missing` names the properties that may hold the answer: () where the event itself is asked, ("saidBy",) for who says so; with
    `optional` the event answers where it isn't told. `mentioned` need only be named in the sentence, with `anywhere` in its article.
    `kinds` are classes of the answer, `words` what its sentence must hold, folded.
    """

    types: tuple[str, ...]
    status: Status
    roles: tuple[Role, ...] = ()
    places: tuple[Role, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    about: tuple[tuple[str, Pattern], ...] = ()
    mentioned: tuple[tuple[str, ...], ...] = ()
    anywhere: bool = False
    missing: tuple[str, ...] = ()
    optional: bool = False
    kinds: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    named: bool = False  # whether a noun names the event
    lenient: bool = False  # whether days that aren't told, or are told less exactly, fit
    triggers: tuple[tuple[int, int], ...] = ()  # the words that gave it

    def keys(self) -> set[str]:
        """The entities that it names."""
        own = {key for role in (*self.roles, *self.places) for key in role.keys} | {key for keys in self.mentioned for key in keys}
        return own.union(*(part.keys() for _, part in self.about))


class UnknownNameError(Exception):
    """A name in the question that the graph doesn't hold."""


def patterns(reader: Reading, sort: str, asks: str, noun: str = "") -> list[Pattern]:
    """The patterns that a statement gives, the most literal first; [] where no frame reads it or nothing in it is missing.

    `sort` is what the stand-in stands for: "entity", "event", "number", or "" where there is none. Raises `UnknownNameError` for a name
    that the graph doesn't hold.
    """
    match sort:
        case "entity":
            return list(of_entity(reader, asks))
        case "event":
            return list(of_event(reader))
        case "number":
            return list(of_number(reader, asks, noun))
        case _:
            return list(of_clause(reader, asks, noun))


def of_entity(reader: Reading, asks: str) -> Iterator[Pattern]:
    """Who or what fills a role, or says so."""
    events = reader.events
    for claim in events if reader.gap else ():
        act = events[claim.reported_in] if claim.reported_in is not None and claim.reported_in < len(events) else None
        if claim.source == reader.gap and (act is None or act.type in TELLING):
            yield replace(reader.pattern(claim), missing=("saidBy",))
    for claim in events if reader.gap and asks != "source" else ():
        roles = tuple(dict.fromkeys(f.property for f in claim.facts if f.value == reader.gap))
        if roles:
            if claim.type in TELLING and "agent" in roles and not any(f.kind == "event" for f in claim.facts):
                yield Pattern((), "Occurred", missing=("saidBy",))  # what is said has no frame: the sentence must hold its names and words
            wide = asks in ("what", "topic") and any(p in OBJECTS for p in roles)
            yield replace(reader.pattern(claim), missing=OBJECTS if wide else roles, optional=wide)


def of_event(reader: Reading) -> Iterator[Pattern]:
    """What happened, or what an act is about."""
    standing = next((c for c in reader.events if reader.in_gap(c.trigger[0])), None)
    if standing is None:
        return
    holders = [c for c in reader.events if any(f.kind == "event" and f.value == standing.about for f in c.facts)]
    for claim in holders:
        yield replace(reader.pattern(claim, without=standing.about), missing=OBJECTS, optional=True)
    if not holders and all(c.about == standing.about for c in reader.events):
        yield replace(reader.pattern(standing), types=())


def of_number(reader: Reading, asks: str, noun: str) -> Iterator[Pattern]:
    """How many, how much, how long."""
    if happening := reader.called_happening():
        yield replace(happening, missing=missing(asks, noun))
    for claim in reader.events:
        counted = tuple(sought(f.property, f.value) for f in claim.facts if isinstance(f.value, Quantity))
        length = ("duration",) if any(t.duration for t in claim.times) else ()
        if counted or length:
            yield replace(reader.pattern(claim), missing=counted or length)


def sought(property: str, quantity: Quantity) -> str:
    """The property that answers for a quantity that stands for the answer: a currency asks for money."""
    return MONEY if property == "amount" and CURRENCY.fullmatch(quantity.unit) else property


def of_clause(reader: Reading, asks: str, noun: str) -> Iterator[Pattern]:
    """What is asked beside a clause that has no gap: the first event that is no part of another."""
    parts = {str(f.value) for c in reader.events for f in c.facts if f.kind == "event"}
    main = next((c for c in reader.events if c.about not in parts), reader.events[0] if reader.events else None)
    if main:
        yield replace(reader.pattern(main), missing=missing(asks, noun), optional=asks in ("reason", "manner"))


def missing(asks: str, noun: str) -> tuple[str, ...]:
    """The properties that answer a question beside its clause; a noun says which number is asked."""
    counts = table(LANGUAGE, "questions")["counts"]
    counted = tuple(property for property, nouns in counts.items() if noun.casefold() in nouns) if asks == "number" else ()
    counted = tuple(MONEY if property == "amount" else property for property in counted)
    return counted or ((COUNT,) if asks == "number" and noun else ASKED.get(asks, ()))


@dataclass(frozen=True, slots=True)
class Reading:
    """The claims of a statement, to be turned into patterns over the graph's own nodes. `gap` is the key of the entity that stands for the
    answer, "" without one."""

    said: Extraction
    names: Names
    types: Ontology
    kb: KnowledgeBase
    stand_in: str = ""

    @property
    def events(self) -> list[Claim]:
        return [c for c in self.said.claims if c.type]

    @property
    def gap(self) -> str:
        return next((e.key for e in self.said.entities if e.name and self.stand_in.endswith(e.name)), "")

    def pattern(self, claim: Claim, without: str = "", depth: int = 0) -> Pattern:
        """The pattern of a claim, all its parts known; the gap and the event `without` left out."""
        roles: list[Role] = []
        places: list[Role] = []
        about: list[tuple[str, Pattern]] = []
        times = [t for t in claim.times if t.type in ("DATE", "TIME")]
        kind_of = {e.key: e.kind for e in self.said.entities}
        triggers = [claim.trigger]
        for fact in claim.facts:
            key = str(fact.value)
            if fact.kind == "entity" and key != self.gap and kind_of.get(key) != "Concept":
                where = fact.property == "sem:hasPlace"
                (places if where else roles).append(Role(fact.property, self.keys(key, with_seats=not where)))
            elif fact.kind == "event" and key != without and depth == 0:
                inner = next((c for c in self.said.claims if c.about == key and c.type), None)
                if inner:
                    part = self.pattern(inner, without, depth + 1)
                    triggers += part.triggers
                    about.append((fact.property, part))
        return Pattern(
            self.kinds(claim),
            claim.status,
            tuple(roles),
            tuple(places),
            tuple(times),
            tuple(about),
            named=claim.rule.startswith("noun:"),
            triggers=tuple(triggers),
        )

    def kinds(self, claim: Claim) -> tuple[str, ...]:
        """The types that are what a claim's words call a happening; a talk of several is a contact."""
        if claim.rule.startswith("noun:") and not any(f.kind == "entity" for f in claim.facts):
            return self.called(claim)
        general = GENERAL.get(claim.type, claim.type)
        several = len([f for f in claim.facts if f.kind == "entity" and f.property in PARTIES]) > 1
        return (general, "Contact") if general == "Speech" and several else (general,)

    def called(self, claim: Claim) -> tuple[str, ...]:
        """Every type that a bare noun may mean: "l'appel" is a call or an appeal."""
        return tuple(dict.fromkeys([claim.type, *self.evoked([claim.rule.removeprefix("noun:")])]))

    def called_happening(self) -> Pattern | None:
        """The pattern of a happening that the base has under its name and the graph hasn't ("la guerre civile syrienne"): its noun says of
        which type it is, a country's adjective where it takes place. None without one."""
        unknown = {e.key for e in self.said.entities if e.kind == "Event" and e.key not in self.names.full}
        mention = next((m for m in self.said.mentions if unknown.intersection(m.entities)), None)
        if mention is None:
            return None
        words = self.said.document.text[mention.start : mention.end].casefold().split()
        types = self.evoked(words)
        places = tuple(e.id for word in words for e in countries_of(self.kb, word) if e.id in self.names.full)
        where = (Role("sem:hasPlace", places),) if places else ()
        return Pattern((types[0],), "Occurred", places=where, named=True) if types else None

    def evoked(self, words: Sequence[str]) -> list[str]:
        """The types that a noun evokes with the words behind it."""
        evokers = lexicon(self.said.document.language).nouns.get(words[0], ())
        return [e.frame.type for e in evokers if e.frame and list(e.pattern.words) == list(words[1 : 1 + len(e.pattern.words)])]

    def keys(self, key: str, with_seats: bool = True) -> tuple[str, ...]:
        """The graph's entities that an entity of the statement means; a capital that takes part is its country, and the other way round."""
        name = next(e.name for e in self.said.entities if e.key == key)
        words = [self.said.document.text[m.start : m.end] for m in self.said.mentions if m.kind == "Name" and key in m.entities]
        known = (meant for form in (name, *words) if (meant := self.names.meant(form)))
        found = (key,) if key in self.names.full else next(known, ())
        if with_seats and (entry := self.kb.entry(key)):
            other = entry.of if entry.seat == "capital" else entry.capital
            found += (other,) if other in self.names.full else ()
        if not found:
            raise UnknownNameError(name)
        return found

    def named(self) -> list[tuple[str, ...]]:
        """The entities that the statement names, the gap apart; raises UnknownNameError for one that the graph doesn't hold."""
        called = {e.key for e in self.said.entities if e.kind != "Concept"}
        roles = [(m.start, m.end) for m in self.said.mentions if m.kind == "Nominal"]  # "le président russe" names him, not his country
        mentions = [
            m
            for m in self.said.mentions
            if m.kind == "Name" and not self.in_gap(m.start) and not any(a <= m.start and m.end <= b for a, b in roles)
        ]
        found = [self.keys(key) for m in mentions for key in m.entities if key in called]
        unlinked = next((m for m in mentions if not any(key in called for key in m.entities)), None)
        if unlinked and not self.names.meant(words := self.said.document.text[unlinked.start : unlinked.end]):
            raise UnknownNameError(words)
        return found

    def in_gap(self, at: int) -> bool:
        """Whether a character belongs to the stand-in."""
        start = self.said.document.text.casefold().find(self.stand_in.casefold()) if self.stand_in else -1
        return start >= 0 and start <= at < start + len(self.stand_in)
