"""Where no event of the graph answers: the articles that name all that a question names are read again for the question's own verb.

Frames know the verbs of news, questions use any. So the verb of a statement, and whatever may be a form of it, a noun made of it or
another word of one of its frames, evokes an event of no type with the same slots in the statement and in the articles, and what
stands where the statement has its gap answers. That a sentence says so in such words is never sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.ask.answer import Evidence, Found
from kg.ask.interrogative import sort_of
from kg.ask.names import Names
from kg.ask.own import ANY, Own, are_kin, senses_of
from kg.ask.pattern import CURRENCY, PARTIES
from kg.ask.statement import Statement, kinds
from kg.ask.word import LANGUAGE
from kg.ask.words import TELLING, kindred, tells_reason
from kg.events.fillers import ACTORS
from kg.fuse.graph import When
from kg.ids import fold
from kg.kb import KnowledgeBase
from kg.kb.entry import PLACE_KINDS
from kg.lang import table, word_set
from kg.model import Claim, Entity, Extraction, Quantity, TimeExpression
from kg.rdf.edtf import edtf
from kg.rdf.names import number_words
from kg.rdf.ontology import load as ontology
from kg.rdf.terms import DOC, ENT

NEAR = 300  # characters before a sentence in which stands whom a pronoun in it may mean
BY_SENTENCE = frozenset({"what", "which", "topic", "reason", "manner"})  # what a sentence answers that doesn't have it in one slot
OTHERS = frozenset({"patient", "participant", "addressee", "topic"})  # slots that verbs of one meaning give to whom it concerns


@dataclass(frozen=True, slots=True)
class Sought:
    """What an article is searched for: the names, each by the keys of the entities that it may mean, and the other words of a question, its
    own reading, and where its answer stands."""

    asked: Statement
    names: Names
    own: Own
    groups: tuple[tuple[str, ...], ...]
    words: frozenset[str]
    claim: Claim
    said: Extraction
    properties: frozenset[str]  # the slots of the gap
    facts: tuple[tuple[str, tuple[str, ...]], ...]  # who takes part and where it takes place

    @property
    def parties(self) -> set[tuple[str, ...]]:
        """The names that take part."""
        return {group for group in self.groups for property, keys in self.facts if property in PARTIES and set(group) & set(keys)}

    def known(self) -> set[str]:
        return {key for group in self.groups for key in group}


def sought(asked: Statement, said: Extraction, own: Own, names: Names, kb: KnowledgeBase) -> Sought | None:
    """What a statement asks of any article, read with its own verb; None where it has none or names nobody."""
    stand_in = own.stand_in
    claims = [c for c in said.claims if c.type == ANY]
    if not claims:
        return None
    gap = next((e.key for e in said.entities if stand_in and e.name and stand_in.endswith(e.name)), "")
    claim = next((c for c in claims if any(f.value == gap for f in c.facts)), claims[0])
    slots = frozenset(f.property for f in claim.facts if gap and f.value == gap)
    found = [n for n in names.find(said.document.text) if n.text not in stand_in]
    named = tuple(dict.fromkeys(with_seats(n.nodes, kb, names) for n in found))
    taken = [(n.start, n.end) for n in found] + [(t.start, t.end) for t in said.times] + [own.at]
    if stand_in and (at := said.document.text.casefold().find(stand_in.casefold())) >= 0:
        taken.append((at, at + len(stand_in)))
    linked = [m for m in said.mentions if m.rule == "adjective" and not any(a <= m.start < b for a, b in taken)]
    taken += [(m.start, m.end) for m in linked]
    named += tuple(dict.fromkeys((k,) for m in linked for k in m.entities if k in names.full))
    known = {key for group in named for key in group}
    entities = {e.key: keys_of(e.key, e.name, names) for e in said.entities}
    if not named:
        return None  # it would be sought in all articles
    facts = ((doer(f.property), with_seats(entities[str(f.value)], kb, names)) for f in claim.facts if str(f.value) in entities)
    asked_of = tuple((p, keys) for p, keys in facts if known.intersection(keys) and (p in PARTIES or p == "sem:hasPlace"))
    return Sought(asked, names, own, named, left_words(said, taken) - own.above, claim, said, slots, asked_of)


def with_seats(keys: tuple[str, ...], kb: KnowledgeBase, names: Names) -> tuple[str, ...]:
    """Some entities with the countries whose capitals they are, and the other way round, as far as the graph has them."""
    entries = [entry for key in keys if (entry := kb.entry(key))]
    others = [entry.of if entry.seat == "capital" else entry.capital for entry in entries]
    return tuple(dict.fromkeys((*keys, *(other for other in others if other in names.full))))


def left_words(said: Extraction, taken: Sequence[tuple[int, int]]) -> frozenset[str]:
    """The words of a statement that say something, outside some ranges, folded."""
    from kg.nlp import load, parse

    empty = word_set(LANGUAGE, "questions", "empty", "lemmas")
    doc = parse(load(LANGUAGE), said.document)
    words = [t for t in doc if t.pos_ in TELLING and t.lemma_.casefold() not in empty and not any(a <= t.idx < b for a, b in taken)]
    return frozenset(fold(w) for t in words for w in re.findall(r"\w+", t.text))


def answers(article: Extraction, sought: Sought) -> Iterator[tuple[int, Found]]:
    """What an article that was read with the question's verb answers, with how much of the question each sentence lacks."""
    meant = {e.key: (*keys_of(e.key, e.name, sought.names), *whole_name(e, article)) for e in article.entities}
    actors = frozenset(k for e in article.entities if e.kind in PLACE_KINDS | ACTORS for k in meant[e.key])
    for claim in article.claims:
        if claim.type != ANY or not (fits_status(claim, sought) and fits_times(claim, sought)):
            continue
        if not fits_parties(claim, sought, meant, actors):
            continue
        here, before = (
            {k for m in article.mentions if a <= m.start < b for key in m.entities for k in meant.get(key, (key,))}
            for a, b in (claim.sentence, (claim.sentence[0] - NEAR, claim.sentence[0]))
        )
        elsewhere = [group for group in sought.groups if here.isdisjoint(group)]
        sentence = article.document.text[slice(*claim.sentence)]
        lacking = lacks(sought.words, sentence)
        most = len(sought.words) // (2 if same_word(claim, sought) else 3)
        # whom a pronoun may mean stands shortly before
        if lacking > most or any(group in sought.parties and before.isdisjoint(group) for group in elsewhere):
            continue
        address = f"{DOC}{article.document.id}#sentence={claim.sentence[0]},{claim.sentence[1]}"
        proof = Evidence(sentence, said_by(claim, article), article.document.headline, article.document.date, address)
        for name, value in told(claim, article, sought, meant, proof):
            yield lacking + len(elsewhere), Found(name, value, "", (proof,))


def whole_name(entity: Entity, article: Extraction) -> tuple[str, ...]:
    """The key of the one entity of an article of whose name a surname is the end; () for anything else."""
    if entity.kind != "Person" or " " in entity.name:
        return ()
    bearers = [e.key for e in article.entities if e.kind in ACTORS and e.name.endswith(f" {entity.name}")]
    return tuple(bearers) if len(bearers) == 1 else ()


def lacks(words: Iterable[str], sentence: str) -> int:
    """How many of some words a sentence has no form of."""
    there = {fold(w) for w in re.findall(r"\w+", sentence)}
    return sum(not any(kindred(word, other) or are_kin(word, other) for other in there) for word in words)


def keys_of(key: str, name: str, names: Names) -> tuple[str, ...]:
    """The graph's entities that an entity of an article is."""
    return (key,) if key in names.full else names.meant(name) or (key,)


def said_by(claim: Claim, article: Extraction) -> str:
    """The name of the source of a claim, "" for the article itself."""
    return next((e.name for e in article.entities if e.key == claim.source), "")


def fits_status(claim: Claim, sought: Sought) -> bool:
    """Whether what is a plan is asked as one; a yes-no question wants denials, and nothing that is only possible."""
    if claim.status == "Negated":
        return sought.asked.asks == "truth"
    planned = claim.status == "Planned" or (claim.status == "Possible" and sought.asked.asks == "truth")
    return not planned or sought.own.present or sought.claim.status in ("Planned", "Possible")


def fits_times(claim: Claim, sought: Sought) -> bool:
    """Whether nothing that is known of its time excludes the question's."""
    return all(overlap(one, other) for one in sought.claim.times for other in claim.times)


def overlap(one: TimeExpression, other: TimeExpression) -> bool:
    """Whether two times may be one, as far as their bounds tell."""
    before = bool(one.latest and other.earliest) and one.latest < other.earliest
    after = bool(one.earliest and other.latest) and one.earliest > other.latest
    return not (before or after)


def fits_parties(claim: Claim, sought: Sought, meant: dict[str, tuple[str, ...]], actors: frozenset[str]) -> bool:
    """Whether all who take part in what the question says take part in the claim too, in whatever slot, or it doesn't tell who; a yes needs
    all of them. Where the question says where, the claim doesn't say elsewhere."""
    if not is_mutual(sought.own) and swapped(claim, sought, meant):
        return False
    held = {k for f in claim.facts for k in meant.get(str(f.value), ())}
    filled = {doer(f.property) for f in claim.facts if not actors.isdisjoint(meant.get(str(f.value), ()))}
    strict = sought.asked.asks == "truth" and claim.status != "Negated"
    return all(held.intersection(keys) or not (strict or property in filled) for property, keys in sought.facts)


def is_mutual(own: Own) -> bool:
    """Whether whoever a verb names is one like the other."""
    return any(ontology().family(t) == "Contact" for t, _ in own.means)


def swapped(claim: Claim, sought: Sought, meant: dict[str, tuple[str, ...]]) -> bool:
    """Whether somebody who does it undergoes it in the claim, or the other way round."""
    filling = {(doer(f.property), k) for f in claim.facts for k in meant.get(str(f.value), ())}
    other = {"agent": "patient", "patient": "agent"}
    return any(
        p in other and any((other[p], k) in filling for k in keys) and not any((p, k) in filling for k in keys) for p, keys in sought.facts
    )


def doer(property: str) -> str:
    """The slot of whoever does something, also where it is no actor for all that is known."""
    return "agent" if property == "cause" else property


def told(
    claim: Claim, article: Extraction, sought: Sought, meant: dict[str, tuple[str, ...]], proof: Evidence
) -> Iterator[tuple[str, str]]:
    """The name and value of each answer that a claim holds; the sentence alone has no name and its own address as value."""
    asks = "source" if sought.own.source else sought.asked.asks
    whole = ("", proof.claim)
    if asks == "truth":
        yield "non" if claim.status == "Negated" else "oui", whole[1]
    elif asks == "time":
        days = (edtf(When(t.earliest, t.latest, t.days)) for t in claim.times if t.type in ("DATE", "TIME"))
        yield from ((day, day) for day in days if day)
    elif asks == "duration":
        yield from ((article.document.text[t.start : t.end], whole[1]) for t in claim.times if t.type == "DURATION")
    elif asks == "source":
        yield from entities([claim.source], article, sought, meant, ACTORS)
    elif asks == "place":
        keys = [str(f.value) for f in claim.facts if f.property == "sem:hasPlace"]
        kinds_of = {e.key: e.kind for e in article.entities}
        inside = [m for m in article.mentions if claim.sentence[0] <= m.start < claim.sentence[1]]
        beside = {key for m in inside for key in m.entities if kinds_of.get(key) != "Country"}
        found = list(entities(keys or sorted(beside), article, sought, meant, PLACE_KINDS))
        yield from found if keys or len(found) == 1 else ()
    elif asks in ("number", "amount", "toll"):
        counts = [number_words(f.value, 0) for f in claim.facts if isinstance(f.value, Quantity) and is_asked(f.value, sought.asked)]
        yield from ((count, whole[1]) for count in counts)
        if called := [str(f.value) for f in claim.facts if f.kind == "entity" and is_called(str(f.value), article, sought.asked.noun)]:
            yield from entities(called, article, sought, meant, frozenset())
        elif not counts and sought.asked.noun and counted(sought.asked.noun, proof.sentence):
            yield whole
    elif asks == "reason":
        if tells_reason(Found("", "", "", (proof,))):
            yield whole
    else:
        allowed = ACTORS if asks == "who" else frozenset()
        slots = (sought.properties, also(claim, sought))
        tried = ([str(f.value) for f in claim.facts if f.property in wanted and f.kind == "entity"] for wanted in slots)
        found = next((f for keys in tried if (f := list(entities(keys, article, sought, meant, allowed)))), [])
        if not found and asks == "who" and sought.asked.preposition == "à" and same_word(claim, sought):  # "a rendu hommage aux soldats"
            keys = [str(f.value) for f in claim.facts if f.property in OTHERS - {"patient"} and f.kind == "entity"]
            found = list(entities(keys, article, sought, meant, frozenset()))
        yield from found
        if not found and asks in BY_SENTENCE and not (asks == "which" and kinds(sought.asked)):
            yield whole


def entities(
    keys: Iterable[str], article: Extraction, sought: Sought, meant: dict[str, tuple[str, ...]], allowed: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """Those of some entities of an article that may answer, as the graph knows them."""
    kind_of = {e.key: (e.kind, e.name) for e in article.entities}
    wanted = {name.partition(":")[2] for name in kinds(sought.asked)}
    for key in dict.fromkeys(keys):
        kind, name = kind_of.get(key, ("", ""))
        fits = name and kind in (allowed or {kind}) and kind in (wanted or {kind})
        if fits and sought.known().isdisjoint(meant.get(key, ())):
            node = meant[key][0]
            yield sought.names.full.get(node, name), f"{ENT}{node}"


def is_called(key: str, article: Extraction, noun: str) -> bool:
    """Whether an entity's name holds a noun: the "prix Goncourt" is a "prix"."""
    return any(e.key == key and {fold(noun)} < set(fold(e.name).split()) for e in article.entities)


@cache
def types_beside(lemma: str) -> tuple[str, ...]:
    """The types of event that words listed with a word evoke: who pays for a firm acquires it."""
    words = {word for group in table(LANGUAGE, "questions")["kin"]["groups"] if lemma in group for word in group}
    return tuple(sorted({s.type for word in words for s in senses_of(word)}))


def also(claim: Claim, sought: Sought) -> frozenset[str]:
    """The slots that may answer where the gap's own has nothing: another verb gives its slots otherwise, prepositions vary."""
    if not same_word(claim, sought):
        return OTHERS | {"agent"}
    return OTHERS - {"patient"} if sought.asked.preposition or not sought.properties else frozenset()


def same_word(claim: Claim, sought: Sought) -> bool:
    """Whether a claim is told by a form of the question's own verb."""
    return kindred(fold(claim.rule.partition(":")[2].split()[0]), fold(sought.own.lemma))


def is_asked(quantity: Quantity, asked: Statement) -> bool:
    """Whether a quantity may be of what is counted: money only where no noun, or one of money, says what."""
    noun = asked.noun.split()[0] if asked.noun else ""
    of_money = noun in table(LANGUAGE, "questions")["counts"]["amount"] or sort_of(noun) in ("money", "amount")
    return not noun or of_money or not CURRENCY.fullmatch(quantity.unit)


def counted(noun: str, sentence: str) -> bool:
    """Whether a number stands before some form of a noun."""
    head = fold(noun.split()[0])
    words = [fold(w) for w in re.findall(r"\w+", sentence)]
    numbers = table(LANGUAGE, "relations")["numbers"]["words"]
    return any(kindred(head, word) and any(w.isdigit() or w in numbers for w in words[max(0, i - 3) : i]) for i, word in enumerate(words))


def best(found: Iterable[tuple[int, Found]]) -> tuple[int, tuple[Found, ...]]:
    """How much the sentences lack that lack least, and their answers, each once with all its sentences."""
    listed = list(found)
    least = min((lacking for lacking, _ in listed), default=0)
    grouped: dict[tuple[str, str], Found] = {}
    for lacking, each in listed:
        if lacking == least:
            key = (each.name, each.value)
            proofs = (*grouped[key].evidence, *each.evidence) if key in grouped else each.evidence
            grouped[key] = replace(each, evidence=tuple(dict.fromkeys(proofs)))
    return least, tuple(sorted(grouped.values(), key=lambda f: (-len(f.evidence), f.name, f.value)))
