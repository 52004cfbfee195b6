"""Whether two articles' events are one happening: a verdict with a score and a reason, from the two profiles alone.

Each aspect (type, status, time, parties, place) is judged by itself and gives a grade with a reason, or what speaks against it.
Names alone never decide: shared parties need a time that fits, and a single shared party needs a place, a day or an object besides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from math import prod
from sys import intern

from kg.fuse.background import Background
from kg.fuse.evidence import MANIFEST, OFFICIAL, weigh
from kg.fuse.graph import Decision, Verdict
from kg.fuse.told import FRESH, Days, Named, Told, once
from kg.fuse.when import overlap
from kg.fuse.who import shared, spoken_of
from kg.ids import fold
from kg.kb.entry import PLACE_KINDS
from kg.lang import table
from kg.rdf.ontology import Ontology

SPOKEN = frozenset({"Speech", "Publication"})  # of these there are many a day: only the same words or text make them one
ANSWERS = frozenset({"Acceptance", "Refusal", "ResponsibilityClaim"})  # speech acts that are given once
SELDOM = frozenset({"Justice", "Personnel", "Business", "Life"})  # families that nobody goes through twice in a few days
LOCAL = frozenset({"Conflict", "Hazard"})  # families that a place and a day tell apart where nobody is named
MUTUAL = frozenset({"Contact", "Deal"})  # families in which one shared party says little: the other one decides
ALONE = frozenset({"Visit", "Adoption", "Ratification"})  # what one party does by itself all the same
TOLD_ALIKE = tuple(
    map(
        frozenset,
        (
            {"Agreement", "Signing"},
            {"Acquisition", "Merger"},
            {"Accident", "Disaster"},
            {"Attack", "MilitaryOperation"},
            {"Attack", "Hazard"},
            {"Attack", "Death"},
            {"Attack", "Injury"},
            {"Accident", "Death"},
            {"Accident", "Injury"},
            {"Appointment", "Election"},
            {"Conviction", "Sanction"},
            {"Meeting", "Negotiation"},
            {"Visit", "Arrival"},
            {"Conviction", "Trial"},
            {"Resignation", "Dismissal", "Departure"},
        ),
    )
)  # articles differ in these words more than authors of one article do
FREE = 3.0  # the surplus that is enough for events of which no article says when, nor whom they share
NAMELESS = 0.7  # the highest grade of events that share no party: those that share one go together first
HARM = frozenset({"Death", "Injury"})  # what an attack or an accident does to people
UNLIKE = 0.6  # the grade of types that differ: what is told as one type goes together first
SMALLER = PLACE_KINDS - {"Country"}
BARE_TEXTS = frozenset({"texte", "document"})  # folded; with whatever adjective they name no text
NEAR = 7  # days: articles so close speak of one month's or week's event rather than of two
TIGHT = 3  # days: within these a place is enough where nobody is named
RECALL = 14  # days: so long an article may recall what all have heard of without saying when it was
ADJACENT = 1  # day: where all else is equal, articles that differ by so much rather contradict each other


@dataclass(frozen=True, slots=True)
class Finding:
    """What one aspect says: a grade from 0 (speaks against) to 1 and a reason.

    `open` leaves the pair unsure; `conflict` names the property that speaks against it; `strong` parties are enough to tell such a
    contradiction from two happenings.
    """

    grade: float
    reason: str
    open: bool = False
    conflict: str = ""
    strong: bool = False


class Judge:
    """Decisions on pairs, with the ontology and the knowledge base's background at hand."""

    def __init__(self, types: Ontology, background: Background) -> None:
        self.types = types
        self.background = background
        self.family = lru_cache(maxsize=None)(types.family)
        self.alike = lru_cache(maxsize=None)(self._alike)

    def _alike(self, one: str, other: str) -> bool:
        """Whether articles may tell of one happening as either type."""
        return self.types.alike(one, other) or any({one, other} <= group for group in TOLD_ALIKE)

    def families(self, type: str) -> frozenset[str]:
        """The families of the types as which a happening may be told."""
        return frozenset({self.family(type), *(self.family(t) for group in TOLD_ALIKE if type in group for t in group)})

    def decide(self, one: Told, other: Told) -> Decision:
        """The decision on a pair; the same whichever comes first."""
        if other.member < one.member:
            one, other = other, one
        findings: list[Finding] = []
        for aspect in (self.types_of, self.status, self.time, self.place, self.parties):
            found = aspect(one, other)
            findings.append(found)
            if not found.grade and not found.conflict:
                return Decision(one.member, other.member, "different", 0.0, found.reason)
        conflicts = [f.conflict for f in findings if f.conflict]
        if len(conflicts) > 1 or (conflicts and (any(f.open for f in findings) or not any(f.strong for f in findings))):
            return Decision(one.member, other.member, "different", 0.0, "; ".join(f.reason for f in findings if f.conflict or f.open))
        score = once(round(prod(f.grade for f in findings if not f.conflict), 3))
        apart = one.document == other.document or "status" in conflicts  # reading has decided within one article
        verdict: Verdict = "different" if apart else "unsure" if conflicts or any(f.open for f in findings) else "same"
        return Decision(one.member, other.member, verdict, score, intern("; ".join(f.reason for f in findings)), *conflicts)

    def types_of(self, one: Told, other: Told) -> Finding:
        a, b = one.event.type, other.event.type
        if a == b:
            return Finding(1.0, f"both {a}")
        return Finding(UNLIKE, f"{a} and {b} may be one") if self.alike(a, b) else Finding(0.0, f"{a} is no {b}")

    def status(self, one: Told, other: Told) -> Finding:
        found = {one.status, other.status}
        if "Negated" in found:
            if len(found) == 1:
                return Finding(0.0, "both denied")
            held, denied = (one, other) if one.status == "Occurred" else (other, one)
            return Finding(0.0, "held and denied", conflict="status" if held.status == "Occurred" and not cancels(denied, held) else "")
        if len(found) == 1:
            return Finding(1.0, f"both {one.status}")
        if "Possible" in found:
            return Finding(0.5, "only possible in one", open="Occurred" in found)
        return Finding(0.9, "planned, then held")

    def time(self, one: Told, other: Told) -> Finding:
        if one.window is None or other.window is None:
            return Finding(0.5, "no date", open=True)
        apart = gap(one.window, other.window)
        if not (one.dated and other.dated):
            if apart > 0:
                if self.is_looked_back_on(one, other) or self.is_looked_back_on(other, one):
                    return Finding(0.7, "undated, but looked back on")
                if self.is_decided_on(one, other) or self.is_decided_on(other, one):
                    return Finding(0.6, "a plan, and the days on which it was made")
                return Finding(0.5, "undated, and the articles are not close", open=True)
            return Finding(0.8 - distance(one, other) / 1000, "undated, in articles that are close")
        if one.begins and other.begins and gap(ordinal(one.begins), ordinal(other.begins)) > ADJACENT:
            return Finding(0.0, "begun on other days")
        if (one.begins and other.ends) or (other.begins and one.ends):
            return Finding(0.0, "the beginning of one and the end of the other")
        if apart > 0 or not overlap(one.time, other.time):
            near = one.time.day and other.time.day and apart <= ADJACENT and distance(one, other) <= ADJACENT
            return Finding(0.0, "other days", conflict="date" if near else "")
        if one.time.day and one.time.day == other.time.day:
            return Finding(1.0, f"on {one.time.day}")
        return Finding(0.9 - distance(one, other) / 1000, "days that may be the same")

    def is_looked_back_on(self, dated: Told, free: Told) -> bool:
        """Whether an article that doesn't say when something was recalls what took place some days before, with much in common."""
        if not (dated.dated and dated.window and free.window and dated.status == free.status == "Occurred" and free.is_recalled):
            return False
        after = free.window[0] - dated.window[1]
        return not free.dated and 0 < after <= RECALL and weigh(dated, free, self.background).surplus >= MANIFEST

    def is_decided_on(self, decided: Told, plan: Told) -> bool:
        """Whether one article has as a plan without a date, told shortly after, what the other has as decided on a day, with one number and
        much else in common ("va supprimer 90 postes", "les 90 licenciements présentés mardi")."""
        if plan.status != "Planned" or decided.status != "Occurred" or plan.dated or not (decided.dated and decided.window and plan.window):
            return False
        after = plan.window[0] - decided.window[1]
        return 0 < after <= FRESH and bool(values(plan) & values(decided)) and weigh(decided, plan, self.background).surplus >= MANIFEST

    def place(self, one: Told, other: Told) -> Finding:
        mine, theirs = (self.narrow(t) for t in (one, other))
        apart = bool(mine and theirs) and not any(self.may_be_one_place(one, a, other, b) for a in mine for b in theirs)
        if one.places & other.places and not apart:
            return Finding(1.0, f"in {listed(one.places & other.places)}")
        if one.places and other.places:
            if not apart and self.fit(one, other):
                return Finding(0.95, f"in {listed(one.places)} and {listed(other.places)}, which contain each other")
            may_hold = self.background.may_hold
            if not apart and any(may_hold(a, b) or may_hold(b, a) for a in one.places for b in other.places):
                return Finding(0.9, f"in {listed(one.places)} and {listed(other.places)}, of which one may hold the other")
            same_day = one.time.day and one.time.day == other.time.day
            return Finding(0.0, f"in {listed(one.places)}, not {listed(other.places)}", conflict="sem:hasPlace" if same_day else "")
        near = self.spoken_place(one, other)
        return Finding(0.95, f"in {near}, of which both speak") if near else Finding(0.9, "no place in one")

    def narrow(self, told: Told) -> list[str]:
        """The towns and newcomers among an event's places: a region around them says less."""
        return [p for p in sorted(told.places) if told.article.named[p].kind == "City" or not told.article.named[p].known]

    def may_be_one_place(self, one: Told, a: str, other: Told, b: str) -> bool:
        """Whether two places may be one, one in the other, or a building that is a newcomer in a known town, a newcomer or a landscape
        whose name is part of the other's ("la crue de l'Orb" at "Villeneuve-sur-Orb")."""
        if self.background.same_place(a, b):
            return True
        first, second = one.article.named[a], other.article.named[b]
        if (is_site(first, one.article.language) or is_site(second, other.article.language)) and first.known != second.known:
            return True
        short, long = sorted((first.words, second.words), key=len)
        vague = "Place" in (first.kind, second.kind) or not (first.known and second.known)
        return vague and bool(short) and set(short) <= set(long)

    def spoken_place(self, one: Told, other: Told) -> str:
        """The place of one event, or one inside it, of which the other's article speaks; "" where there is none. Whole countries are
        spoken of everywhere."""
        for placed, free in ((one, other), (other, one)):
            if free.places or not placed.places:
                continue
            spoken_of = sorted(key for key, named in free.article.named.items() if named.kind in SMALLER)
            for place in sorted(placed.places):
                if found := next((k for k in spoken_of if k == place or place in self.background.around(k)), ""):
                    return found
        return ""

    def parties(self, one: Told, other: Told) -> Finding:
        if one.texts and other.texts and not one.texts & other.texts and not (has_bare_text(one) or has_bare_text(other)):
            return Finding(0.0, "about other texts")
        both, mine, theirs = shared(one, other, self.background)
        family, types = self.family(one.event.type), {one.event.type, other.event.type}
        if family in SPOKEN and not types <= ANSWERS:
            return spoken(one, other, both, mine or theirs)
        if len(types) > 1 and types & HARM and one.patients and other.patients and not one.patients & other.patients & both:
            return Finding(0.0, "who was harmed is not the same")
        if one.agents & other.patients or one.patients & other.agents:
            return Finding(0.0, "the same parties in other roles")
        known = both | (one.texts & other.texts)
        support = self.support(one, other)
        reason = ", ".join([f"shared: {listed(known)}" if known else "nobody shared", *support])
        if len(known) >= 2:
            if mine and theirs:
                return Finding(0.8, f"{reason}; each names others besides", open=not support)
            return Finding(0.95 if mine or theirs else 1.0, reason, strong=True)
        if mine and theirs and (known or not complementary(one, other)) and not self.mutual(one, mine, other, theirs):
            return Finding(0.0, f"{reason}; each names others")
        if not known or (types <= OFFICIAL and known <= one.agents & other.agents):
            return self.nobody(one, other, reason)  # a court has many tried
        also = spoken_of(other, mine, one, self.background) | spoken_of(one, theirs, other, self.background)
        if also and (support or distance(one, other) <= ADJACENT):
            return Finding(0.85, f"{reason}; both speak of {listed(also)}")
        if family in MUTUAL and not types & ALONE and not one.texts & other.texts:
            little = len(support) < 2
            if little and "on one day" in support and weigh(one, other, self.background, known).surplus >= MANIFEST:
                return Finding(0.7, f"{reason}; {weigh(one, other, self.background).reason}")
            return Finding(0.7, reason, open=little)
        evidence = weigh(one, other, self.background)
        if evidence.enough if one.dated or other.dated else evidence.ample and family in SELDOM:
            return Finding(0.75, f"{reason}; {evidence.reason}")
        seldom = family in SELDOM and not (mine or theirs)
        return Finding(0.8 if support else 0.7, reason, open=not (support or seldom), strong=seldom)

    def mutual(self, one: Told, mine: frozenset[str], other: Told, theirs: frozenset[str]) -> bool:
        """Whether each article speaks of whom only the other's event has, in another role: who wins and who is beaten."""
        if self.family(one.event.type) in MUTUAL or self.family(other.event.type) in MUTUAL:
            return False
        clash = any(a & mine and b & theirs for a, b in ((one.agents, other.agents), (one.patients, other.patients)))
        return not clash and all(
            spoken_of(whose, keys, told, self.background) == keys for whose, keys, told in ((other, mine, one), (one, theirs, other))
        )

    def nobody(self, one: Told, other: Told, reason: str) -> Finding:
        """Events that share no party: what much else speaks for, or what strikes a place smaller than a country, within a few days."""
        if one.window is None or other.window is None:
            return Finding(0.0, reason)
        told_to_meet = self.family(one.event.type) == "Contact" and "Summit" not in (one.event.type, other.event.type)
        if told_to_meet and not (self.is_theirs(one, other) or self.is_theirs(other, one)):
            return Finding(0.0, reason)
        evidence = weigh(one, other, self.background)
        found = Finding(min(NAMELESS, 0.5 + evidence.surplus / 10), f"{reason}; {evidence.reason}", open=not evidence.enough)
        dated, either = one.dated and other.dated, one.dated or other.dated
        if told_to_meet or (evidence.enough if dated else evidence.ample if either else evidence.surplus >= FREE):
            return found
        if dated and self.family(one.event.type) in LOCAL and self.is_local(one, other):
            days = max(one.window[1], other.window[1]) - min(one.window[0], other.window[0])
            return Finding(0.6, reason, open=days > TIGHT)
        return found if dated and evidence.surplus > 0 else Finding(0.0, reason)

    def is_theirs(self, told: Told, free: Told) -> bool:
        """Whether an article that names nobody who took part ("leur entretien de mardi") speaks of all who did by the other one."""
        same_day = told.time.day and told.time.day == free.time.day
        all_named = len(told.parties) > 1 and spoken_of(free, told.parties, told, self.background) == told.parties
        return bool(same_day and all_named and free.is_recalled and not free.parties)

    def is_local(self, one: Told, other: Told) -> bool:
        """Whether both are in one place that is smaller than a country."""
        if one.places and other.places:
            return self.fit(one, other) and any(not self.background.is_country(p) for p in one.places | other.places)
        return bool(self.spoken_place(one, other))

    def fit(self, one: Told, other: Told) -> bool:
        """Whether both name places that may be one."""
        return any(self.may_be_one_place(one, a, other, b) for a in one.places for b in other.places)

    def support(self, one: Told, other: Told) -> list[str]:
        """What besides the parties is the same."""
        found = {
            "on one day": one.time.day and one.time.day == other.time.day,
            "in one place": self.fit(one, other) or self.spoken_place(one, other),
            "with one number": one.numbers & other.numbers,
            "on one topic": one.topics & other.topics,
        }
        return [words for words, holds in found.items() if holds]


def is_site(named: Named, language: str) -> bool:
    """Whether a newcomer is a building or a street by its first word: it lies in some town."""
    return not named.known and len(named.words) > 1 and named.words[0] in sites(language)


@cache
def sites(language: str) -> frozenset[str]:
    """The words with which names of buildings and streets begin, folded."""
    return frozenset(map(fold, table(language, "fusion")["sites"]))


def values(told: Told) -> frozenset[tuple[str, float]]:
    """What numbers an event has, whatever they count."""
    return frozenset((property, quantity.value) for property, quantity in told.numbers)


def cancels(denied: Told, held: Told) -> bool:
    """Whether what is denied was denied beforehand: a plan cancelled and taken up again is no contradiction."""
    return bool(denied.article.published and held.dated and held.window and denied.article.published[1] < held.window[0])


def has_bare_text(told: Told) -> bool:
    """Whether an event's texts are only called by a common word ("le texte", "un protocole"), which any other may mean."""
    return all(len(told.article.named[t].words) == 1 or told.article.named[t].words[0] in BARE_TEXTS for t in told.texts)


def complementary(one: Told, other: Told) -> bool:
    """Whether one names only who acts and the other only who undergoes, or nobody."""
    return (one.parties == one.agents and other.parties == other.patients) or (
        one.parties == one.patients and other.parties == other.agents
    )


def spoken(one: Told, other: Told, matched: frozenset[str], others: frozenset[str]) -> Finding:
    """Whether two speech acts or publications are one: the same words, or the same text, from the same mouth."""
    if not matched:
        return Finding(0.0, "other speakers")
    if one.quotes & other.quotes:
        return Finding(1.0, f"the same words of {listed(matched)}")
    if one.texts & other.texts and not others:
        return Finding(0.9, f"the same text from {listed(matched)}")
    if one.time.day and one.time.day == other.time.day and not others and one.topics & other.topics:
        return Finding(0.4, f"{listed(matched)} may have said more on one topic that day", open=True)
    return Finding(0.0, f"{listed(matched)} may speak often")


def ordinal(day: str) -> Days:
    return (number := date.fromisoformat(day).toordinal()), number


def gap(one: Days, other: Days) -> int:
    """How many days lie between two windows; 0 where they overlap."""
    return max(0, one[0] - other[1], other[0] - one[1])


def distance(one: Told, other: Told) -> int:
    """How many days lie between the articles, at most `NEAR`; as far where one has no date."""
    return min(NEAR, gap(one.article.published, other.article.published)) if one.article.published and other.article.published else NEAR


def listed(keys: frozenset[str]) -> str:
    return ", ".join(sorted(keys))
