"""A pattern as SPARQL. Everything in it is an address of the graph or a number: no word of a question or of an article becomes part of a query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kg.ask.pattern import PARTIES, Pattern, Role
from kg.model import TimeExpression
from kg.rdf.ontology import Ontology
from kg.rdf.terms import ENT, PREFIXES, compact

MONDAY = date(1900, 1, 1)
SYMMETRIC = ("Contact",)  # families whose parties are equal
USED = ("kg", "ent", "schema", "sem", "prov", "nif", "xsd", "skos")


@dataclass(frozen=True, slots=True)
class Loose:
    """How far a query may stray from the question's words: other roles, other types of the family, other places and days, other statements."""

    roles: bool = False
    types: bool = False
    setting: bool = False
    about: bool = False


# From the most literal to the farthest; what only these find is never told as sure.
LEVELS = (Loose(), Loose(roles=True), Loose(roles=True, about=True), Loose(roles=True, types=True, about=True), Loose(True, True, True, True))
SURE = 2  # levels that still say what the question says: who acts acts, but whom it concerns may be told by another role
BESIDE = "(kg:patient|kg:addressee|kg:participant|kg:topic|kg:text|kg:content|kg:partOf|sem:hasPlace)"  # all roles but the agent's


def select(pattern: Pattern, types: Ontology, loose: Loose = LEVELS[0]) -> str:
    """The SELECT query of a pattern: answer, event, claim, who says so, sentence and article; one row a claim."""
    lines = [*event("?event", pattern, types, loose), *answer(pattern, types, loose), *evidence(pattern)]
    body = "\n".join(f"  {line}" for line in lines)
    wanted = "?answer ?answerName ?event ?claim ?said ?sentence ?article"
    return f"{prologue(body)}\nSELECT DISTINCT {wanted}\nWHERE {{\n{body}\n}}\nORDER BY ?answerName ?answer ?claim"


def denials(pattern: Pattern, types: Ontology) -> str:
    """The SELECT query of the events of a pattern that are denied: event, claim, who says so, sentence and article."""
    lines = ["?event a kg:DeniedEvent ; kg:deniedType ?type ."]
    lines += [f"VALUES ?type {{ {' '.join(f'kg:{t}' for t in types.types() if not pattern.types or any(types.is_a(t, p) for p in pattern.types))} }}"]
    lines += [*parties("?event", pattern.roles, True, True), *places("?event", pattern.places)]
    lines += ["?claim kg:about ?event ; kg:saidBy ?said ; kg:sentence/nif:anchorOf ?sentence ; prov:wasDerivedFrom ?article ."]
    lines += ["BIND(?event AS ?answer) ?event schema:name ?answerName ."]
    body = "\n".join(f"  {line}" for line in lines)
    wanted = "?answer ?answerName ?event ?claim ?said ?sentence ?article"
    return f"{prologue(body)}\nSELECT DISTINCT {wanted}\nWHERE {{\n{body}\n}}\nORDER BY ?claim"


def prologue(body: str) -> str:
    """The prefixes that a query uses."""
    return "\n".join(f"PREFIX {name}: <{PREFIXES[name]}>" for name in USED if f"{name}:" in body)


def event(me: str, pattern: Pattern, types: Ontology, loose: Loose) -> Iterator[str]:
    """The triple patterns of an event with all its known parts."""
    yield from typed(me, pattern, types, loose)
    if me == "?event" and not ("saidBy" in pattern.missing):
        yield from status(me, pattern)
    symmetric = any(types.family(t) in SYMMETRIC for t in pattern.types)
    yield from parties(me, pattern.roles, symmetric, loose.roles)
    if not loose.setting:
        yield from places(me, pattern.places)
        for time in pattern.times:
            yield from when(me, time)
    if not loose.about:
        for number, (property, part) in enumerate(pattern.about):
            inner = f"{me}{number}"
            yield f"{me} {names(property)} {inner} ."
            yield from event(inner, part, types, loose)


def typed(me: str, pattern: Pattern, types: Ontology, loose: Loose) -> Iterator[str]:
    """Its type: one of those asked for, or of their families."""
    wanted = tuple(dict.fromkeys(types.family(t) for t in pattern.types)) if loose.types else pattern.types
    if not wanted:
        yield f"{me} a sem:Event ."
    elif len(wanted) == 1:
        yield f"{me} a kg:{wanted[0]} ."
    else:
        yield f"{me} a {me}Type . VALUES {me}Type {{ {' '.join(f'kg:{t}' for t in wanted)} }}"


def status(me: str, pattern: Pattern) -> Iterator[str]:
    """What happened happened; of a plan one claim at least says that it is one."""
    if pattern.status in ("Planned", "Possible"):
        yield f"FILTER EXISTS {{ ?planned kg:about {me} ; kg:status ?how . VALUES ?how {{ kg:Planned kg:Possible }} }}"
    else:
        yield f"{me} kg:status kg:Occurred ."


def parties(me: str, roles: Sequence[Role], symmetric: bool, loose: bool) -> Iterator[str]:
    """Who takes part. Where every party is equal, or roles are loose, a party is a party."""
    for number, role in enumerate(roles):
        property = "participant" if role.property in PARTIES and symmetric else role.property
        path = BESIDE if loose and property not in ("agent", "participant") else names(property)
        yield one_of(me, path, role, f"?party{number}")


def places(me: str, roles: Sequence[Role]) -> Iterator[str]:
    """Where it took place: there, or somewhere within."""
    for number, role in enumerate(roles):
        yield one_of(me, "sem:hasPlace/schema:containedInPlace*", role, f"?where{number}")


def one_of(me: str, path: str, role: Role, variable: str) -> str:
    """A triple pattern with one of several things as its object."""
    if len(role.keys) == 1:
        return f"{me} {path} {thing(role.keys[0])} ."
    return f"VALUES {variable} {{ {' '.join(map(thing, role.keys))} }} {me} {path} {variable} ."


def when(me: str, time: TimeExpression) -> Iterator[str]:
    """When it took place: within the days that the question names."""
    if time.days:
        yield f"{me} kg:date {me}Day . FILTER({me}Day IN ({', '.join(map(day, time.days))}))"
    elif time.earliest or time.latest:
        if time.earliest:
            yield f'{me} sem:hasEarliestBeginTimeStamp {me}From . FILTER({me}From >= {day(time.earliest)})'
        if time.latest:
            yield f'{me} sem:hasLatestEndTimeStamp {me}To . FILTER({me}To <= {day(time.latest)})'
    elif time.value.startswith("XXXX-WXX-"):  # a weekday of no week
        number = int(time.value[9]) - 1
        days = f'xsd:integer(REPLACE(STR({me}Day - {day(MONDAY.isoformat())}), "[^0-9-]", ""))'
        yield f"{me} kg:date {me}Day . BIND({days} AS {me}Number) FILTER({me}Number - 7 * FLOOR({me}Number / 7) = {number})"
    if time.part_of_day:
        yield f"{me} kg:partOfDay kg:{time.part_of_day} ."


def answer(pattern: Pattern, types: Ontology, loose: Loose) -> Iterator[str]:
    """The missing part, or the event itself."""
    symmetric = any(types.family(t) in SYMMETRIC for t in pattern.types)
    missing = tuple(dict.fromkeys("participant" if p in PARTIES and symmetric else p for p in pattern.missing))
    if loose.roles and any(p in PARTIES and p != "agent" for p in missing):
        missing = tuple(dict.fromkeys((*missing, "patient", "addressee", "participant", "topic")))
    if not missing:
        yield "BIND(?event AS ?answer) ?event schema:name ?answerName ."
    elif missing == ("saidBy",):
        yield "?claim kg:about ?event ; kg:saidBy ?answer . ?answer schema:name ?answerName ."
    elif missing == ("edtf",):
        yield "?event kg:edtf ?answer . BIND(STR(?answer) AS ?answerName)"
    else:
        found = f"VALUES ?role {{ {' '.join(map(names, missing))} }} ?event ?role ?given ."
        if pattern.optional:
            yield f"OPTIONAL {{ {found} }} BIND(COALESCE(?given, ?event) AS ?answer)"
        else:
            yield f"{found} BIND(?given AS ?answer)"
        yield "OPTIONAL { ?answer schema:name ?named } BIND(COALESCE(?named, STR(?answer)) AS ?answerName)"
        known = [key for role in (*pattern.roles, *pattern.places) for key in role.keys]
        if known and any(p in PARTIES or p == "topic" for p in missing):
            yield f"FILTER(?answer NOT IN ({', '.join(map(thing, known))}))"
        if pattern.kinds:
            yield f"FILTER EXISTS {{ ?answer a ?kind . VALUES ?kind {{ {' '.join(pattern.kinds)} }} }}"
        elif any(p in PARTIES for p in missing):
            yield "FILTER NOT EXISTS { ?answer a skos:Concept }"


def evidence(pattern: Pattern) -> Iterator[str]:
    """The claims that say it: those whose words give the answer where it is a party, those about the event otherwise."""
    if pattern.missing == ("saidBy",):
        known = [f"?event {names(r.property)} {thing(r.keys[0])} ." for r in pattern.roles[:1]]
        if known:
            yield f"GRAPH ?claim {{ {' '.join(known)} }}"
    elif pattern.missing in ((), ("edtf",)):
        yield "?claim kg:about ?event ."
    elif pattern.optional:
        yield "?claim kg:about ?event . FILTER(!BOUND(?given) || EXISTS { GRAPH ?claim { ?event ?as ?given } })"
    else:
        yield "?claim kg:about ?event . GRAPH ?claim { ?event ?as ?given }"
    yield "?claim kg:saidBy ?said ; kg:sentence/nif:anchorOf ?sentence ; prov:wasDerivedFrom ?article ."


def names(property: str) -> str:
    """A property as a prefixed name."""
    return property if ":" in property else f"kg:{property}"


def thing(key: str) -> str:
    """An entity's address, shortened where SPARQL can read it so."""
    short = compact(ENT + key)
    return short if short.removeprefix("ent:").replace("-", "").isalnum() and not key.endswith("-") else f"<{ENT}{key}>"


def day(iso: str) -> str:
    """A day as SPARQL writes it."""
    return f'"{date.fromisoformat(iso).isoformat()}"^^xsd:date'
