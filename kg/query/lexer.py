"""The words of a query's text, for advice on mistakes. What a query may do is decided by Oxigraph's parser alone (see `guard.py`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

PATTERN = r"""
  (?P<comment> \#[^\n]* )
| (?P<string> \"{3}.*?\"{3} | '{3}.*?'{3} | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )
| (?P<iri> <[^<>"{}|^`\\\s]*> )
| (?P<variable> [?$]\w+ )
| (?P<name> (?:[^\W\d_][\w.-]*)? : (?:[\w:%-]|\\\S|\.(?=[\w:%-]))* )
| (?P<tag> @[\w-]+ | _:\w+ )
| (?P<word> [^\W\d_]\w* )
| (?P<number> \d[\w.]* )
| (?P<sign> \S )
"""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: a comment, string, iri, variable, (prefixed) name, tag, word, number or sign, and where it begins."""

    kind: str
    text: str
    start: int  # in characters from the beginning of the query

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a query, comments left out; what is no SPARQL gives tokens too."""
    for match in pattern().finditer(text):
        if match.lastgroup and match.lastgroup != "comment":
            yield Token(match.lastgroup, match[0], match.start())


@cache
def pattern() -> re.Pattern[str]:
    """The tokens' form, compiled where it is needed: a query without mistakes does without."""
    return re.compile(PATTERN, re.VERBOSE | re.DOTALL)
