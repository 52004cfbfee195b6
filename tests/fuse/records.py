"""Hand-made extractions: what articles might say, without reading any. Shared by the tests of fusion and of quads."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Bound, Claim, Document, Entity, Event, Extraction, Fact, Mention, Quantity, Status, TimeExpression

TEXT = 'Ana Lima a vu Bo Chen à Berlin. "Oui", dit-elle.\n<b>Fin</b> \\ de l’été 😀'
NAMES = {"ana-lima": "Ana Lima", "bo-chen": "Bo Chen", "cy-diop": "Cy Diop", "berlin": "Berlin", "paris": "Paris", "paix-1": "paix"}
PLACES = ("berlin", "paris")


@dataclass(frozen=True)
class Told:
    """One event as an article tells it, in one claim."""

    type: str
    parties: tuple[str, ...]
    status: Status = "Occurred"
    place: str = ""
    when: TimeExpression | None = None
    facts: tuple[Fact, ...] = ()
    source: str = ""
    label: str = ""


def day(iso: str, *, shift: int | None = None) -> TimeExpression:
    """An expression that means one day, or with a shift one day counted from another event."""
    return TimeExpression(0, 1, "DATE", iso, iso, iso, relation="after" if shift is not None else "", shift=shift)


def span(first: str, last: str, *days: str) -> TimeExpression:
    """An expression that means an interval, or one of some days."""
    return TimeExpression(0, 1, "DATE", "XXXX", first, last, days)


def entity(key: str) -> Entity:
    kind = "City" if key in PLACES else "Concept" if key == "paix-1" else "Person"
    return Entity(key, kind, NAMES[key], False)


def party(key: str, role: str = "participant") -> Fact:
    return Fact(role, "entity", key)


def quoted(who: str, words: str) -> Told:
    """Somebody's words."""
    return Told("Statement", (), facts=(party(who, "agent"), Fact("quote", "text", words)))


def quantity(property: str, value: float, bound: Bound = "exact", unit: str = "person") -> Fact:
    return Fact(property, "quantity", Quantity(value, bound, unit))


def claim(number: int, told: Told) -> Claim:
    facts = (*map(party, told.parties), *((Fact("sem:hasPlace", "entity", told.place),) if told.place else ()), *told.facts)
    times = (told.when,) if told.when else ()
    return Claim(f"e{number}", told.type, told.status, (0, 31), (11, 13), "verb:voir", facts, times, told.source)


def article(name: str, *told: Told, date: str = "2018-03", text: str = "") -> Extraction:
    """An article that tells of these events, the first of them under the key "e1", and speaks of nobody else; without a text it has one of
    its own."""
    events = tuple(Event(f"e{n}", t.type, t.label) for n, t in enumerate(told, start=1))
    mentions = (Mention(0, 8, "Name", ("ana-lima",), "exact"), Mention(14, 21, "Name", ("bo-chen",), "exact"))
    claims = tuple(claim(n, t) for n, t in enumerate(told, start=1))
    named = {str(f.value) for c in claims for f in c.facts if f.kind == "entity"} | {c.source for c in claims}
    mentions = tuple(m for m in mentions if named & set(m.entities))
    text = text or f"{TEXT}\n{' '.join(f'{name}{n}' for n in range(20))}"
    return Extraction(
        Document(name, f"{name}.txt", f"Titre {name}", text, "fr", date, name * 8),
        mentions,
        tuple(entity(k) for k in NAMES if k in named),
        (),
        events,
        claims,
    )
