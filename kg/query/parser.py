"""Oxigraph's parser as a judge of queries, which nothing leaves: words that would reach beyond the store are overwritten before."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Store

from kg.rdf.terms import PREFIXES

REACHING = ("service", "from")  # words with which a query names other data
PLACE = r"(?s)error at (\d+):(\d+): expected (.*)"  # patterns are compiled where there is an error: that takes a millisecond
SENTENCE = r"[A-Z][a-z][\w ]+ [\w ]+"


def syntax_error(text: str, words: Iterable[str] = REACHING) -> str:
    """Oxigraph's message on `text` without `words`, "" where it can be read. An ASK is run, but on nothing."""
    try:
        Store().query(disarm(text, words), prefixes=PREFIXES)
    except SyntaxError as error:
        return str(error)
    except (RuntimeError, ValueError, OSError):
        pass  # it was read, and an ASK failed
    return ""


def disarm(text: str, words: Iterable[str]) -> str:
    """`text` with each of `words` overwritten, at the same length, by letters that stand nowhere in it."""
    for word in words:
        letter = next((c for c in "xzqjkvw" if c * len(word) not in text.lower()), "y")
        text = re.sub(word, letter * len(word), text, flags=re.IGNORECASE | re.ASCII)
    return text


def offset(text: str, error: str) -> int:
    """Where in `text` a message of Oxigraph's points, in characters; 0 where it points nowhere."""
    match = re.search(PLACE, error)
    line, column = (int(match[1]), int(match[2])) if match else (1, 1)
    return sum(len(before) + 1 for before in text.split("\n")[: line - 1]) + column - 1


def reason(error: str) -> str:
    """What a message of Oxigraph's says in words; "" where it only lists what it expected."""
    match = re.search(PLACE, error)
    found = re.search(SENTENCE, match[3]) if match else None
    return found[0] if found else ""
