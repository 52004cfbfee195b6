"""A pattern as SPARQL. Everything in it is an address of the graph or a number: no word of a question or of an article becomes part of a
query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kg.ask.pattern import BESIDE, COUNT, MONEY, PARTIES, Pattern, Role
from kg.model import TimeExpression
from kg.rdf.ontology import Ontology
from kg.rdf.terms import ENT, PREFIXES, compact

MONDAY = date(1900, 1, 1)
USED = ("kg", "ent", "schema", "sem", "prov", "nif", "itsrdf", "xsd", "skos")
BESIDE_AGENT = "(kg:patient|kg:addressee|kg:participant|kg:topic|kg:text|kg:content|kg:partOf|sem:hasPlace)"
COLUMNS = "?answer ?answerName ?event ?claim ?said ?sentence ?article"


def select(pattern: Pattern, types: Ontology) -> str:
    """The SELECT query of a pattern: answer, event, claim, who says so, sentence and article; one row a claim."""
    lines = [*event("?event", pattern, types), *status(pattern), *answer(pattern, types), *evidence(pattern)]
    own = "DESC(EXISTS { ?claim kg:about ?event }) " if pattern.missing == ("edtf",) else ""  # before what dates it through another event
    return query(lines, own)


def denials(pattern: Pattern, types: Ontology) -> str:
    """The SELECT query of the events of a pattern that are denied; what is only mentioned is so in the denial's sentence."""
    wanted = [t for t in types.types() if not pattern.types or any(types.is_a(t, p) for p in pattern.types)]
    denied = [f"?event a kg:DeniedEvent ; kg:deniedType ?type . VALUES ?type {{ {' '.join(f'kg:{t}' for t in wanted)} }}"]
    known = [*parties("?event", pattern.roles, True), *places("?event", pattern.places)]
    days = [line for time in pattern.times for line in maybe("?event", time)]
    beside = Pattern((), "Negated", mentioned=pattern.mentioned, anywhere=pattern.anywhere)
    return query([*denied, *known, *days, *answer(beside, types), *evidence(beside)])


def query(lines: Sequence[str], first: str = "") -> str:
    """The text of a query with the prefixes that it uses; of an answer's claims, those that `first` puts first."""
    body = "\n".join(f"  {line}" for line in lines)
    prefixes = "\n".join(f"PREFIX {name}: <{PREFIXES[name]}>" for name in USED if f"{name}:" in body)
    return f"{prefixes}\nSELECT DISTINCT {COLUMNS}\nWHERE {{\n{body}\n}}\nORDER BY ?answerName ?answer {first}?claim"


def event(me: str, pattern: Pattern, types: Ontology) -> Iterator[str]:
    """The triple patterns of an event with all its known parts."""
    if not pattern.types:
        yield f"{me} a sem:Event ."
    elif len(pattern.types) == 1:
        yield f"{me} a kg:{pattern.types[0]} ."
    else:
        yield f"{me} a {me}Type . VALUES {me}Type {{ {' '.join(f'kg:{t}' for t in pattern.types)} }}"
    yield from parties(me, pattern.roles, is_contact(pattern, types))
    yield from places(me, pattern.places)
    for time in pattern.times:
        yield from (maybe(me, time) if pattern.lenient else when(me, time))
    for number, (property, part) in enumerate(pattern.about):
        inner = f"{me}{number}"
        yield f"{me} {names(property)} {inner} ."
        yield from event(inner, part, types)


def is_contact(pattern: Pattern, types: Ontology) -> bool:
    """Whether every party is one like the other."""
    return any(types.family(t) == "Contact" for t in pattern.types)


def status(pattern: Pattern) -> Iterator[str]:
    """What happened happened; of a plan one claim at least says that it is one. Who says so may say it of anything, and
    a question without a verb asks for both."""
    if pattern.status in ("Planned", "Possible"):
        yield "FILTER EXISTS { ?planned kg:about ?event ; kg:status ?how . VALUES ?how { kg:Planned kg:Possible } }"
    elif pattern.status and pattern.missing != ("saidBy",):
        yield "?event kg:status kg:Occurred ."


def parties(me: str, roles: Sequence[Role], symmetric: bool) -> Iterator[str]:
    """Who takes part. Where every party is equal, a party is a party."""
    for number, role in enumerate(roles):
        property = "participant" if role.property in PARTIES and symmetric else role.property
        yield one_of(me, BESIDE_AGENT if property == BESIDE else names(property), role, f"{me}Party{number}")


def places(me: str, roles: Sequence[Role]) -> Iterator[str]:
    """Where it took place: there, or somewhere within."""
    for number, role in enumerate(roles):
        yield one_of(me, "sem:hasPlace/schema:containedInPlace*", role, f"{me}Where{number}")


def one_of(me: str, path: str, role: Role, variable: str) -> str:
    """A triple pattern with one of several things as its object."""
    if len(role.keys) == 1:
        return f"{me} {path} {thing(role.keys[0])} ."
    return f"VALUES {variable} {{ {' '.join(map(thing, role.keys))} }} {me} {path} {variable} ."


def when(me: str, time: TimeExpression) -> Iterator[str]:
    """When it took place: within the days that the question names."""
    if time.days:
        yield f"{me} kg:date {me}Day . FILTER({me}Day IN ({', '.join(map(day, time.days))}))"
    elif time.value.startswith("XXXX-WXX-"):  # a weekday of no week
        number = int(time.value[9]) - 1
        counted = f"{me}Number{time.start}"  # a question may name two weekdays, and no variable is bound twice
        days = f'xsd:integer(REPLACE(STR({me}Day - {day(MONDAY.isoformat())}), "[^0-9-]", ""))'
        yield f"{me} kg:date {me}Day . BIND({days} AS {counted}) FILTER({counted} - 7 * FLOOR({counted} / 7) = {number})"
    else:
        if time.earliest:
            yield f"{me} sem:hasEarliestBeginTimeStamp {me}From . FILTER({me}From >= {day(time.earliest)})"
        if time.latest:
            yield f"{me} sem:hasLatestEndTimeStamp {me}To . FILTER({me}To <= {day(time.latest)})"
    if time.part_of_day:
        yield f"{me} kg:partOfDay kg:{time.part_of_day} ."


def maybe(me: str, time: TimeExpression) -> Iterator[str]:
    """When it may have taken place: at no time that the question excludes."""
    for bound, property, sign, name in (
        (time.latest, "sem:hasEarliestBeginTimeStamp", "<=", "From"),
        (time.earliest, "sem:hasLatestEndTimeStamp", ">=", "To"),
    ):
        if bound:
            known = f"{me}{name}"
            yield f"OPTIONAL {{ {me} {property} {known} }} FILTER(!BOUND({known}) || {known} {sign} {day(bound)})"


def answer(pattern: Pattern, types: Ontology) -> Iterator[str]:
    """The missing part, or the event itself."""
    symmetric = is_contact(pattern, types)
    missing = tuple(dict.fromkeys("participant" if p in PARTIES and symmetric else p for p in pattern.missing))
    if not missing:
        yield "BIND(?event AS ?answer) ?event schema:name ?answerName ."
    elif missing == ("saidBy",):
        yield "?claim kg:about ?event ; kg:saidBy ?answer . ?answer schema:name ?answerName ."
        if known := sorted(pattern.keys()):
            yield f"FILTER(?answer NOT IN ({', '.join(map(thing, known))}))"
    elif missing == ("edtf",):
        yield "?event kg:edtf ?answer . BIND(STR(?answer) AS ?answerName)"
    else:
        yield from given(pattern, missing)


def given(pattern: Pattern, missing: tuple[str, ...]) -> Iterator[str]:
    """What one of several properties gives, none of the things that the question names."""
    tests = []
    if MONEY in missing:
        tests.append('?given kg:unit ?unit . FILTER(REGEX(?unit, "^[A-Z]{3}$"))')
    if COUNT in missing:
        tests.append('FILTER NOT EXISTS { ?given kg:unit ?unit . FILTER(REGEX(?unit, "^[A-Z]{3}$")) }')
    missing = tuple("amount" if p in (MONEY, COUNT) else p for p in missing)
    if known := sorted(pattern.keys()):
        tests.append(f"FILTER(?given NOT IN ({', '.join(map(thing, known))}))")
    if any(p in PARTIES for p in missing) and not any(p in missing for p in ("content", "quote")):
        tests.append("FILTER NOT EXISTS { VALUES ?none { skos:Concept sem:Event } ?given a ?none }")
    found = f"VALUES ?role {{ {' '.join(map(names, missing))} }} ?event ?role ?given . {' '.join(tests)}"
    if pattern.kinds:
        found += f" ?given a ?kind . VALUES ?kind {{ {' '.join(pattern.kinds)} }}"
    if pattern.optional:
        yield f"OPTIONAL {{ {found} }} BIND(COALESCE(?given, ?event) AS ?answer)"
    else:
        yield f"{found} BIND(?given AS ?answer)"
    yield "OPTIONAL { ?answer schema:name ?named } BIND(COALESCE(?named, STR(?answer)) AS ?answerName)"


def evidence(pattern: Pattern) -> Iterator[str]:
    """The claims that say it: those whose words give the answer where it is a party, those about the event otherwise."""
    if pattern.missing == ("saidBy",):
        known = [
            f"?event ?as{n} {thing(role.keys[0])} ." for n, role in enumerate((*pattern.roles, *pattern.places)) if len(role.keys) == 1
        ]
        if known:
            yield f"GRAPH ?claim {{ {' '.join(known)} }}"
    elif pattern.missing == ("edtf",):
        yield "{ ?event kg:datedBy ?claim } UNION { ?claim kg:about ?event . FILTER NOT EXISTS { ?event kg:datedBy ?dating } }"
    elif not pattern.missing:
        yield "?claim kg:about ?event ."
    elif pattern.optional:
        yield "?claim kg:about ?event . FILTER(!BOUND(?given) || EXISTS { GRAPH ?claim { ?event ?as ?given } })"
    else:
        yield "?claim kg:about ?event . GRAPH ?claim { ?event ?as ?given }"
    yield "?claim kg:saidBy ?said ; kg:sentence ?words ; prov:wasDerivedFrom ?article . ?words nif:anchorOf ?sentence ."
    if pattern.mentioned:
        yield "?words nif:beginIndex ?from ; nif:endIndex ?to ."
    for number, keys in enumerate(pattern.mentioned):
        at = f"?at{number}"
        yield f"GRAPH ?article {{ ?mention{number} itsrdf:taIdentRef ?within{number} ; nif:beginIndex {at} }}"
        yield one_of(f"?within{number}", "schema:containedInPlace*", Role("", keys), f"?who{number}")
        if not pattern.anywhere:
            yield f"FILTER({at} >= ?from && {at} < ?to)"


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
