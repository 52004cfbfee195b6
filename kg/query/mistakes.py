"""Syntax errors as sentences: where the query breaks, and the likely repair.

Oxigraph tells how far it could read. Around that place a handful of repairs are tried, a keyword for a word that is none, a
bracket more or less, and Oxigraph's parser judges them: the one that lets it read farthest is offered. What it reads then
is disarmed (`parser.py`), so that nothing which this makes up or makes whole can leave the store.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from kg.query.lexer import Token, tokens
from kg.query.parser import REACHING, offset, reason, syntax_error
from kg.rdf.terms import PREFIXES

PROLOGUE = r"(?:\s|#[^\n]*\n|(?:prefix|base)\b[^<]*<[^>]*>)*"
UPDATE = re.compile(PROLOGUE + r"(insert|delete|load|clear|create|drop|copy|move|add|with)\b", re.IGNORECASE)
KEYWORDS = (
    *("SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "BASE", "WHERE", "DISTINCT", "REDUCED", "FILTER", "OPTIONAL", "UNION", "MINUS"),
    *("GRAPH", "BIND", "VALUES", "UNDEF", "AS", "NOT EXISTS", "EXISTS", "NOT IN", "IN", "ORDER BY", "ORDER", "BY", "ASC", "DESC"),
    *("GROUP BY", "GROUP", "HAVING", "LIMIT", "OFFSET", "COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT", "SEPARATOR"),
    *("STR", "LANG", "LANGMATCHES", "DATATYPE", "BOUND", "IRI", "URI", "BNODE", "RAND", "ABS", "CEIL", "FLOOR", "ROUND", "CONCAT"),
    *("STRLEN", "UCASE", "LCASE", "ENCODE_FOR_URI", "CONTAINS", "STRSTARTS", "STRENDS", "STRBEFORE", "STRAFTER", "YEAR", "MONTH", "DAY"),
    *("HOURS", "MINUTES", "SECONDS", "TIMEZONE", "TZ", "NOW", "UUID", "STRUUID", "MD5", "SHA1", "SHA256", "SHA384", "SHA512"),
    *("COALESCE", "IF", "STRLANG", "STRDT", "SAMETERM", "ISIRI", "ISURI", "ISBLANK", "ISLITERAL", "ISNUMERIC", "REGEX", "SUBSTR"),
    *("REPLACE", "TRUE", "FALSE"),
)
OTHER_PREFIXES = {  # which users bring from elsewhere; ours are in every query
    "bibo": "http://purl.org/ontology/bibo/",
    "crm": "http://www.cidoc-crm.org/cidoc-crm/",
    "dbo": "http://dbpedia.org/ontology/",
    "dbp": "http://dbpedia.org/property/",
    "dbr": "http://dbpedia.org/resource/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "event": "http://purl.org/NET/c4dm/event.owl#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "gn": "http://www.geonames.org/ontology#",
    "lode": "http://linkedevents.org/ontology/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "p": "http://www.wikidata.org/prop/",
    "pq": "http://www.wikidata.org/prop/qualifier/",
    "ps": "http://www.wikidata.org/prop/statement/",
    "sdo": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "sioc": "http://rdfs.org/sioc/ns#",
    "time": "http://www.w3.org/2006/time#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "yago": "http://yago-knowledge.org/resource/",
}
ADDRESS = re.compile(r"(?:https?|file|urn):[^\s<>\"{}|^`\\]+")
AGGREGATE = re.compile(r"(?:COUNT|SUM|MIN|MAX|AVG|SAMPLE|GROUP_CONCAT)\s*\([^()]*\)", re.IGNORECASE)
LOOSE_FILTER = re.compile(r"\bFILTER\s+([?$]\w[^{}().]*)", re.IGNORECASE)
USED = re.compile(r"\bAS\s+([?$]\w+)\s*\)", re.IGNORECASE)
CURLY = "“”„«»‘’"
STRAIGHT = str.maketrans(CURLY, '"""""\'\'')
GAP = re.compile(r"(?<=:)[ ]+(?=\w)")
LIKE = 70  # of 100: how much a misspelt word has in common with what is meant
NEAR = 8  # tokens before the place, of which one may be the mistake
LONGEST = 5_000  # characters of a query for which repairs are tried: each is a parse


@dataclass(frozen=True, slots=True)
class Repair:
    """`put` in place of the characters from `start` to `end`, and the advice that says so."""

    start: int
    end: int
    put: str
    advice: str
    guess: bool = False  # a bold one, which counts only where it leaves no mistake at all

    def apply(self, text: str) -> str:
        return text[: self.start] + self.put + text[self.end :]


def explain(text: str, error: str) -> str:
    """A sentence for a syntax error of Oxigraph's: line and column, both from 1, what stands there, and what to write instead."""
    if update := UPDATE.match(text):
        return f"{update[1].upper()} would change the graph; queries only read it (SELECT, ASK, CONSTRUCT, DESCRIBE)."
    at = offset(text, error)
    if repair := unclosed(text) or undeclared(text) or likely(text, at):
        return f"Mend the query on {spot(text, repair.start)}: {repair.advice}."
    return f"Mend the query's syntax on {spot(text, at)}{f' ({reason(error)})' if reason(error) else ''}."


def spot(text: str, at: int) -> str:
    """Line and column, both from 1, of the character `at`, and what stands there."""
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    near = text[at:].partition("\n")[0].strip()[:30]
    return f"line {line}, column {column}{f', at {near!r}' if near else ', at its end' if not text[at:].strip() else ''}"


def undeclared(text: str) -> Repair | None:
    """The repair of the first prefix that is neither ours nor declared in the query, or of an address without brackets."""
    declared = {*PREFIXES, *prefixes(text)}
    for token in tokens(text):
        prefix = token.text.partition(":")[0]
        if token.kind != "name" or prefix in declared:
            continue
        if address := ADDRESS.match(text, token.start):
            return Repair(token.start, address.end(), f"<{address[0]}>", f"write <{address[0]}>, in angle brackets")
        return Repair(token.start, token.start, "", prefix_advice(prefix))
    return None


def prefixes(text: str) -> dict[str, str]:
    """The prefixes that a query declares, with what they stand for; a declaration that lacks its colon or address counts too."""
    found, parts = {}, [*tokens(text), Token("sign", "", len(text))]
    for word, name, iri in zip(parts, parts[1:], [*parts[2:], parts[-1]], strict=False):
        if word.text.upper() == "PREFIX" and name.kind in ("name", "word"):
            found[name.text.partition(":")[0]] = iri.text[1:-1]
    return found


def prefix_advice(prefix: str) -> str:
    """What to write for a prefix that is not declared."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extractOne

    if prefix in OTHER_PREFIXES:
        return f"begin the query with PREFIX {prefix}: <{OTHER_PREFIXES[prefix]}>"
    near = extractOne(prefix.lower(), [*PREFIXES, *OTHER_PREFIXES], scorer=ratio, score_cutoff=LIKE)
    meant = f"write {near[0]}: for {prefix}:, or " if near else ""
    return f"{meant}declare the prefix: PREFIX {prefix}: <its address>"


def unclosed(text: str) -> Repair | None:
    """The repair of a quotation mark that neither opens nor closes a string."""
    for token in tokens(text):
        if token.kind == "sign" and token.text in ("'", '"'):
            return Repair(token.start, token.start, "", f"{token.text} has no partner: close the string, or write \\{token.text} inside it")
    return None


def likely(text: str, at: int) -> Repair | None:
    """The repair near the character `at` with which Oxigraph reads all, or else farthest; None where none helps."""
    if len(text) > LONGEST:
        return None
    near = [token for token in tokens(text) if token.start <= at][-NEAR:]
    best, farthest = None, at
    for repair in chain(quotes(text, near), keywords(near), others(text, at, near)):
        mended = repair.apply(text)
        error = syntax_error(mended)
        if not error:
            return repair
        read = offset(mended, error) - len(mended) + len(text)
        if read > farthest and not repair.guess:
            best, farthest = repair, read
    return best


def quotes(text: str, near: list[Token]) -> Iterator[Repair]:
    """Straight quotation marks for those of a word processor."""
    for token in near:
        if token.text in CURLY:
            yield Repair(token.start, len(text), text[token.start :].translate(STRAIGHT), "write straight quotation marks")


def keywords(near: list[Token]) -> Iterator[Repair]:
    """The keywords most like a word that is none."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extract

    for word in reversed(near):
        if word.kind == "word" and not is_keyword(word):
            for keyword, *_ in extract(word.text.upper(), KEYWORDS, scorer=ratio, score_cutoff=LIKE, limit=3):
                yield Repair(word.start, word.end, keyword, f"write {keyword} for {word.text}")


def is_keyword(word: Token) -> bool:
    """Whether SPARQL has this word."""
    return word.text == "a" or word.text.upper() in KEYWORDS or word.text.lower() in REACHING


def others(text: str, at: int, near: list[Token]) -> Iterator[Repair]:
    """What else may be meant around the character `at`, the likeliest first."""
    for token in near:
        if token.text.upper() in ("ORDER", "GROUP"):
            yield Repair(token.start, token.end, f"{token.text} BY", f"write {token.text} BY for {token.text}")
    for match in AGGREGATE.finditer(text):
        yield Repair(*match.span(), f"({match[0]} AS ?n)", f"write ({match[0]} AS ?n), in brackets and with a name")
    for match in LOOSE_FILTER.finditer(text):
        yield Repair(*match.span(1), f"({match[1]})", f"write FILTER({match[1].strip()}), in brackets")
    for match in USED.finditer(text):
        yield Repair(*match.span(1), f"{match[1]}_9", f"name it otherwise: {match[1]} has a value already")
    yield from grouping(text, list(tokens(text)))
    yield from additions(text, min(at, len(text.rstrip())), near)
    for token in reversed(near):
        if token.kind == "sign":
            yield Repair(token.start, token.end, "", f"leave out {token.text}", guess=True)
        if token.kind == "name" and (gap := GAP.match(text, token.end)):
            yield Repair(*gap.span(), "", "leave out the space behind the colon")
    for token in reversed(near):
        if token.kind == "word" and not is_keyword(token):
            yield Repair(token.start, token.end, f"?{token.text}", f"write ?{token.text} for a variable", guess=True)


def additions(text: str, at: int, near: list[Token]) -> Iterator[Repair]:
    """What may be missing: at the character `at`, or before a word near it."""
    for put in ("}", ")", "]", "{", ":", ">", ")}", "}}"):
        yield Repair(at, at, put, f"add {put}")
    for put in (")", "]", ".", ";"):
        yield from (Repair(token.start, token.start, f"{put} ", f"add {put} before it") for token in reversed(near))


def grouping(text: str, parts: list[Token]) -> Iterator[Repair]:
    """GROUP BY for the variables that stand beside an aggregate in SELECT."""
    upper = [token.text.upper() for token in parts]
    if "SELECT" not in upper or "{" not in upper or "GROUP" in upper:
        return
    depth, plain = 0, []
    for token in parts[upper.index("SELECT") : upper.index("{")]:
        depth += (token.text == "(") - (token.text == ")")
        if token.kind == "variable" and depth == 0:
            plain.append(token.text)
    close = text.rfind("}") + 1
    if plain and close:
        yield Repair(close, close, f" GROUP BY {' '.join(plain)}", f"add GROUP BY {' '.join(plain)}")
