"""The frames of a language, ready for look-up by lemma."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, NamedTuple

from kg.lang import table
from kg.model import Status

REFLEXIVE = ("se ", "s'")
# What stands in a trigger of several words for each of its inflected or contracted forms; determiners in it are free.
PLAIN = {"du": "de", "des": "de", "d'": "de", "d’": "de", "au": "à", "aux": "à", "qu'": "que"}
FREE = frozenset({"le", "la", "les", "l'", "un", "une", "son", "sa", "ses", "leur", "leurs", "ce", "cet", "cette", "ces"})


class Role(NamedTuple):
    """A role and what may fill it ("" for anything)."""

    name: str
    filter: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """One entry of the frames file: an event type and its slots by grammatical position; `needs` are sets of positions of which one must be
    filled, `among` the list of words of which one must stand nearby, and what is `silent` only tells who says something."""

    type: str
    slots: dict[str, tuple[Role, ...]]
    needs: tuple[tuple[str, ...], ...] = ()
    reports: bool = False
    event_status: Status | None = None
    among: str = ""
    silent: bool = False


class Pattern(NamedTuple):
    """A lemma with what belongs to it: reflexive or passive, and the fixed words that follow, determiners left out."""

    lemma: str
    words: tuple[str, ...] = ()
    reflexive: bool = False
    passive: bool = False


class Evoker(NamedTuple):
    """A pattern and the frame that it evokes; None where it is a fixed expression that evokes nothing."""

    pattern: Pattern
    frame: Frame | None


class Refinement(NamedTuple):
    """Words beside a trigger that change its type."""

    types: frozenset[str]
    words: tuple[str, ...]
    to: str


INFINITIVE = ("er", "ir", "re")
LIGHT = ("subject", "object", "participant", "host", "occur")


@dataclass
class Lexicon:
    """Evokers by lemma, longest first; light verbs by what their subject is to the event; refinements; mended lemmas."""

    verbs: dict[str, list[Evoker]] = field(default_factory=dict)
    nouns: dict[str, list[Evoker]] = field(default_factory=dict)
    light: dict[str, list[tuple[str, Pattern]]] = field(default_factory=dict)
    phrases: tuple[tuple[str, ...], ...] = ()
    refinements: tuple[Refinement, ...] = ()
    lemmas: dict[str, str] = field(default_factory=dict)
    begin: frozenset[Pattern] = frozenset()
    end: frozenset[Pattern] = frozenset()

    @cached_property
    def reporting(self) -> frozenset[str]:
        """Verbs whose subject is the source of what they govern, alone or with an infinitive ("faire savoir")."""
        patterns = [e.pattern for evokers in self.verbs.values() for e in evokers if e.frame and e.frame.reports]
        return frozenset(
            " ".join((p.lemma, *p.words)) for p in patterns if not p.words or (len(p.words) == 1 and p.words[0].endswith(INFINITIVE))
        )

    @cached_property
    def noun_prepositions(self) -> dict[str, frozenset[str]]:
        """Lemmas of nouns that evoke events, with the prepositions that their frames know."""
        return prepositions(self.nouns)

    @cached_property
    def verb_prepositions(self) -> dict[str, frozenset[str]]:
        """The same for verbs."""
        return prepositions(self.verbs)

    def verb_lemma(self, text: str, lemma: str) -> str:
        """The lemma under which a verb's form is known here, mended where the model leaves it inflected."""
        if text in self.lemmas:
            return self.lemmas[text]
        if lemma not in self.verbs and lemma not in self.light and lemma.endswith("e") and f"{lemma}r" in self.verbs:
            return f"{lemma}r"
        return lemma


def prepositions(evokers: dict[str, list[Evoker]]) -> dict[str, frozenset[str]]:
    """The positions that the frames of each lemma know."""
    return {
        lemma: frozenset(p for e in listed if e.frame and not e.pattern.words for p in e.frame.slots) for lemma, listed in evokers.items()
    }


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language, from its frames file."""
    data = table(language, "frames")
    made = Lexicon(lemmas=data.get("lemmas", {}), phrases=tuple(plain(p) for p in data.get("none", {}).get("phrases", [])))
    for entry in data["frame"]:
        frame = build(entry, data["templates"])
        for text in spelled(entry.get("verbs", [])):
            add(made.verbs, verb(text), frame)
        for text in spelled(entry.get("nouns", [])):
            words = plain(text)
            add(made.nouns, Pattern(words[0], words[1:]), frame)
    for text in data.get("none", {}).get("verbs", []):
        add(made.verbs, verb(text), None)
    for evokers in [*made.verbs.values(), *made.nouns.values()]:
        evokers.sort(key=lambda e: -len(e.pattern.words))  # stable: of equally long ones the first in the file wins
    for relation in LIGHT:
        for text in data["light"].get(relation, []):
            pattern = verb(text)
            made.light.setdefault(pattern.lemma, []).append((relation, pattern))
    for patterns in made.light.values():
        patterns.sort(key=lambda p: -len(p[1].words))
    made.begin, made.end = (frozenset(verb(t) for t in data["light"].get(name, [])) for name in ("begin", "end"))
    made.refinements = tuple(Refinement(frozenset(r["from"]), tuple(r["words"]), r["to"]) for r in data.get("refine", []))
    return made


def spelled(texts: list[str]) -> list[str]:
    """Triggers, and as the press writes them where the ligature is lacking ("manoeuvre")."""
    return [*texts, *(text.replace("œ", "oe") for text in texts if "œ" in text)]


def add(to: dict[str, list[Evoker]], pattern: Pattern, frame: Frame | None) -> None:
    to.setdefault(pattern.lemma, []).append(Evoker(pattern, frame))


def build(entry: dict[str, Any], templates: dict[str, dict[str, str]]) -> Frame:
    """A frame with its template's slots and its own."""
    slots = {**templates.get(entry.get("template", ""), {}), **entry.get("slots", {})}
    needs = entry.get("needs", ())
    return Frame(
        type=entry["type"],
        slots={position: roles(text) for position, text in slots.items() if text},
        needs=tuple(tuple(each.split(" & ")) for each in ([needs] if isinstance(needs, str) else needs)),
        reports=bool(entry.get("reports", False)),
        event_status=entry.get("event"),
        among=entry.get("among", ""),
        silent=bool(entry.get("silent", False)),
    )


def roles(text: str) -> tuple[Role, ...]:
    """The alternatives of a slot: "text:law topic" → text for laws, else topic."""
    return tuple(Role(*alternative.split(":", 1)) for alternative in text.split())


def verb(text: str) -> Pattern:
    """The pattern of "rencontrer", "se réunir", "mettre en examen", "être mené" (passive), "être victime de" (with a copula)."""
    prefix = next((p for p in REFLEXIVE if text.startswith(p)), "")
    words = plain(text.removeprefix(prefix))
    if words[0] == "être" and len(words) > 1 and words[1].endswith(("é", "i", "u", "is", "it")):
        return Pattern(words[1], words[2:], False, True)
    return Pattern(words[0], words[1:], bool(prefix))


def plain(text: str) -> tuple[str, ...]:
    """The words of a trigger without its determiners, contractions undone."""
    first, *rest = text.casefold().replace("'", "' ").replace("’", "' ").split()
    return (first, *(PLAIN.get(w, w) for w in rest if w not in FREE))
