"""Two mentions of one happening in an article are one event whose roles add up."""

from __future__ import annotations

from collections.abc import Sequence

from kg.events.happening import Happening
from kg.rdf.ontology import Ontology

MOST_BACK = 60  # groups: an article's main talk is found however much is told between
ONCE = frozenset({"Birth", "Death", "Dismissal", "Resignation"})  # what nobody goes through twice, unless two days are told
UNDERGONE = frozenset({"Justice", "Personnel", "Life"})  # families of what an article tells of somebody as a rule but once
LEAD = 2  # sentences behind the headline
REACH = 3  # sentences: a definite noun without participants ("la rencontre") looks no further back


def clusters(happenings: Sequence[Happening], types: Ontology) -> list[list[Happening]]:
    """Groups of happenings that are one, in reading order; each joins the first group that it fits."""
    groups: list[list[Happening]] = []
    origins = {f.value for h in happenings for f in h.facts if f.kind == "event" and f.property in ("after", "before")}
    for happening in happenings:
        happening.counted_from = str(happening.token) in origins
    by_party: dict[str, dict[int, list[Happening]]] = {}
    for happening in happenings:
        fitting = [g for g in near(happening, groups, by_party) if fits(happening, g, types)]
        # a further topic belongs to the talk whose topics are told, not to the one that was mentioned last; an attack is sooner an attack
        group = max(fitting, key=lambda g: (topics_of(happening, g), any(h.type == happening.type for h in g)), default=None)
        if group is None:
            groups.append(group := [])
        group.append(happening)
        for party in happening.party():
            by_party.setdefault(party, {})[id(group)] = group
    return groups


def topics_of(happening: Happening, group: Sequence[Happening]) -> int:
    """How many topics a group tells, where a happening is only a further topic of what it tells of."""
    return sum(h.topics() for h in group) if happening.only_topics() else 0


def near(happening: Happening, groups: list[list[Happening]], by_party: dict[str, dict[int, list[Happening]]]) -> list[list[Happening]]:
    """The groups that may tell of a happening, the latest first: those that share a party, and the last ones."""
    sharing = [g for party in sorted(happening.party()) for g in by_party.get(party, {}).values()]
    found = {id(g): g for g in [*sharing, *groups[-MOST_BACK:]]}
    return sorted(found.values(), key=lambda g: -g[0].token)


def fits(one: Happening, group: Sequence[Happening], types: Ontology) -> bool:
    """Whether a happening is the one that a group tells of."""
    if any(one.twin == g.token or g.twin in (one.token, one.twin or one.token) for g in group):
        return True
    if types.family(one.type) == "Speech" or one.status == "Negated" or not all(same_status(one, g) for g in group):
        return False
    if not all(types.alike(one.type, g.type) for g in group) or any(in_order(one, g) or in_order(g, one) for g in group):
        return False
    if one.sort and any(g.sort and g.sort != one.sort for g in group):
        return False
    if one.earlier != group[0].earlier or any(is_turned_round(one, g) for g in group):
        return False
    parties = frozenset().union(*(g.party() for g in group))
    places = frozenset().union(*(g.places() for g in group))
    days = [g.days() for g in group if g.days()]
    if one.days() and days and not any(one.days() & d for d in days):
        return False
    if is_headline(group, one):
        return one.party() <= parties or parties <= one.party()
    if one.places() and places and not one.places() & places:
        return False
    if one.type in ONCE and one.party() and one.party() == parties and all(g.type in ONCE for g in group):
        return True
    if types.family(one.type) in UNDERGONE and is_same_patient(one, group):
        return True
    if one.type == "Injury" and one.party() and one.party() == parties and one.sentence - group[-1].sentence <= REACH:
        return True  # "X, blessé à la jambe, a été hospitalisé"
    if not one.party():
        return one.definite and (one.only_topics() or one.sentence - group[-1].sentence <= REACH)
    if not parties and one.definite and not any(one.trigger.positions.values()):
        return one.sentence - group[-1].sentence <= REACH  # "L'attaque a été revendiquée par X", where nobody was told of
    others = one.party() - parties and parties - one.party() and types.family(one.type) == "Contact"  # one met A and B, the other B and C
    return (
        (len(one.party() & parties) >= 2 and not others)
        or (one.party() <= parties and bool(parties) and one.definite)
        or (group[0].party() <= one.party() and bool(parties) and len(parties) > 1)
    )


def is_same_patient(one: Happening, group: Sequence[Happening]) -> bool:
    """Whether a happening is told of whom a group of its type is told of, by nobody else, and nothing tells two of them apart."""
    whom, by = one.by("patient"), one.by("agent")
    same = [g for g in group if g.type == one.type]
    patients, agents = (set().union(*(g.by(role) for g in same)) for role in ("patient", "agent"))
    return bool(whom) and whom == patients and (by <= agents or agents <= by)


def is_turned_round(one: Happening, other: Happening) -> bool:
    """Whether who does it in one undergoes it in the other: those are two ("X, qui avait tué sept personnes, a été tué par Y")."""
    return any(bool(a.by("agent") & (b.by("patient") - b.by("agent")) - a.by("patient")) for a, b in ((one, other), (other, one)))


def is_headline(group: Sequence[Happening], one: Happening) -> bool:
    """Whether a group is only told of in the headline, and a happening is the first of its type in the text: an article begins with what
    its headline says, however little that is and whatever larger place it names."""
    behind = one.sentence <= group[-1].sentence + LEAD and not one.in_headline
    return behind and all(g.in_headline for g in group) and not one.counted_from


def in_order(one: Happening, other: Happening) -> bool:
    """Whether one is told to be before or after the other ("l'attentat survient un mois après l'attaque de X")."""
    return any(f.kind == "event" and f.property in ("after", "before") and f.value == str(other.token) for f in one.facts)


def same_status(one: Happening, other: Happening) -> bool:
    """Whether two statuses may be one happening's: what something was done for is told as planned, and then as held."""
    return one.status == other.status or one.purposive or other.purposive
