"""Queries that would reach beyond the store are refused before they run, and syntax errors become sentences.

Oxigraph sends what stands inside SERVICE to the address that the query names, and has no switch against it. To tell this
keyword from a word in a string, a comment or an IRI by reading the text ourselves would take a second SPARQL grammar,
which an attacker could play off against Oxigraph's. So Oxigraph's own parser decides: each occurrence of the word is
overwritten with one that means nothing, and where the query then no longer parses, the word was the keyword.
"""

from __future__ import annotations

import re

from pyoxigraph import Store

from kg.errors import QueryError
from kg.rdf.terms import PREFIXES

REFUSED = {
    "service": "SERVICE would send data to another computer; query what the store holds instead",
    "from": "FROM would choose other data; name a graph with GRAPH instead",
}
LONGEST, DEEPEST = 20_000, 200  # characters, open brackets: Oxigraph's recursive parser overflows the stack at a few thousand levels
NEAR = 12  # characters that the parser may read on behind a word that means nothing
PROLOGUE = r"(?:\s|#[^\n]*\n|(?:prefix|base)\b[^<]*<[^>]*>)*"
UPDATE = re.compile(PROLOGUE + r"(insert|delete|load|clear|create|drop|copy|move|add|with)\b", re.IGNORECASE)
ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\U0000([0-9a-f]{4})", re.IGNORECASE)
PLACE = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
SENTENCE = re.compile(r"[A-Z][a-z][\w ]+ [\w ]+")


def check(text: str) -> None:
    """Raise QueryError where `text` uses SERVICE or FROM or is too large; nothing of it runs on data meanwhile."""
    check_size(text)
    words = [word for word in REFUSED if word in text.lower()]
    if hidden(text):
        raise QueryError("Write SERVICE and FROM in strings as plain letters, not with \\u.")
    if not words:
        return
    try:
        Store().query(disarm(text, words), prefixes=PREFIXES)
    except SyntaxError as error:
        raise QueryError(refusal(text, words, str(error)) or explain(text, str(error))) from error


def check_size(text: str) -> None:
    """Raise QueryError where `text` is longer or nested more deeply than a query needs."""
    depth = deepest = 0
    for c in text:
        depth += (c in "([{") - (c in ")]}")
        deepest = max(deepest, depth)
    if len(text) > LONGEST or deepest > DEEPEST or text.count("!") > DEEPEST:  # "!!!…" nests without brackets
        raise QueryError(f"Shorten the query: at most {LONGEST} characters, {DEEPEST} levels of brackets and {DEEPEST} exclamation marks.")


def hidden(text: str) -> bool:
    """Whether an escape such as \\u0053 spells a refused word, which Oxigraph doesn't read as a keyword today."""
    plain = ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), text).lower()
    return any(plain.count(word) > text.lower().count(word) for word in REFUSED)


def disarm(text: str, words: list[str]) -> str:
    """`text` with each of `words` overwritten, at the same length, by letters that stand nowhere in it."""
    for word in words:
        letter = next((c for c in "xzqjkvw" if c * len(word) not in text.lower()), "y")
        text = re.sub(word, letter * len(word), text, flags=re.IGNORECASE | re.ASCII)
    return text


def refusal(text: str, words: list[str], error: str) -> str:
    """The sentence for the refused word just before the place where the parser stumbled; "" where there is none."""
    line, column = place(error)
    before = "".join(text.splitlines(keepends=True)[: line - 1]) + "".join(text.splitlines()[line - 1 : line])[: column - 1]
    for word in words:
        if re.search(rf"(?<![?$@:\w]){word}.{{0,{NEAR}}}$", before, re.IGNORECASE | re.DOTALL):
            return f"{REFUSED[word]}."
    return ""


def explain(text: str, error: str) -> str:
    """A sentence for a syntax error of Oxigraph's, with line and column from 1 and what stands there."""
    if update := UPDATE.match(text):
        return f"{update[1].upper()} would change the graph; queries only read it (SELECT, ASK, CONSTRUCT, DESCRIBE)."
    line, column = place(error)
    lines = text.splitlines()
    near = lines[line - 1][column - 1 :].strip()[:30] if 0 < line <= len(lines) else ""
    match = PLACE.search(error)
    reasons = SENTENCE.findall(match[3]) if match else []
    where = f"line {line}, column {column}{f', at {near!r}' if near else ', at its end'}"
    return f"Mend the query's syntax on {where}{f' ({reasons[0]})' if reasons else ''}."


def place(error: str) -> tuple[int, int]:
    """Line and column in a message of Oxigraph's, both from 1; zeros where it has none."""
    match = PLACE.search(error)
    return (int(match[1]), int(match[2])) if match else (0, 0)
