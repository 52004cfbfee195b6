"""Queries that would reach beyond the store are refused before they run.

Oxigraph sends what stands inside SERVICE to the address that the query names, and has no switch against it. To tell this
keyword from a word in a string, a comment or an IRI by reading the text ourselves would take a second SPARQL grammar,
which an attacker could play off against Oxigraph's. So Oxigraph's own parser decides: each occurrence of the word is
overwritten with one that means nothing, and where the query then no longer parses, the word was the keyword.
"""

from __future__ import annotations

import re

from kg.errors import QueryError
from kg.query.parser import offset, syntax_error

REFUSED = {
    "service": "SERVICE would send data to another computer; query what the store holds instead, or allow it with --allow-network",
    "from": "FROM would choose other data; name a graph with GRAPH instead",
}
LONGEST, DEEPEST = 20_000, 200  # characters, open brackets: Oxigraph's recursive parser overflows the stack at a few thousand levels
NEAR = 12  # characters that the parser may read on behind a word that means nothing
ESCAPE = r"(?i)\\u([0-9a-f]{4})|\\U0000([0-9a-f]{4})"  # compiled where there is one


def check(text: str, network: bool = False) -> None:
    """Raise QueryError where `text` uses FROM, or SERVICE without `network`, or is too large; nothing of it runs on data meanwhile."""
    check_size(text)
    refused = [word for word in REFUSED if not (network and word == "service")]
    if any(hidden(text, word) for word in refused):
        raise QueryError("Write SERVICE and FROM in strings as plain letters, not with \\u.")
    words = [word for word in refused if word in text.lower()]
    if words and (error := syntax_error(text, words)):
        from kg.query.mistakes import explain  # slow to import, and most queries have none

        raise QueryError(refusal(text, words, error) or explain(text, error))


def check_size(text: str) -> None:
    """Raise QueryError where `text` is longer or nested more deeply than a query needs."""
    depth = deepest = 0
    for bracket in filter("([{)]}".__contains__, text):
        depth += 1 if bracket in "([{" else -1
        deepest = max(deepest, depth)
    if len(text) > LONGEST or deepest > DEEPEST or text.count("!") > DEEPEST:  # "!!!…" nests without brackets
        raise QueryError(f"Shorten the query: at most {LONGEST} characters, {DEEPEST} levels of brackets and {DEEPEST} exclamation marks.")


def hidden(text: str, word: str) -> bool:
    """Whether an escape such as \\u0053 spells `word`, which Oxigraph doesn't read as a keyword today."""
    if "\\u" not in text.lower():
        return False
    plain = re.sub(ESCAPE, lambda match: chr(int(match[1] or match[2], 16)), text).lower()
    return plain.count(word) > text.lower().count(word)


def refusal(text: str, words: list[str], error: str) -> str:
    """The sentence for the refused word just before the place where the parser stumbled; "" where there is none."""
    before = text[: offset(text, error)]
    for word in words:
        if re.search(rf"(?<![?$@:\w]){word}.{{0,{NEAR}}}$", before, re.IGNORECASE | re.DOTALL):
            return f"{REFUSED[word]}."
    return ""
