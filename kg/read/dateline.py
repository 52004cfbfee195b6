"""The first line of an article: its date and its headline."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from kg.errors import InputError

DATELINE = re.compile(r"\s*date(?:\s*:)?[ \t\u00a0]++(?P<date>\d[\d-]*)(?=\s|$)[ \t\u00a0]*", re.IGNORECASE)
LINE = re.compile(r"[^\r\n]*")
SENTENCE_END = re.compile(r"[.…][\s\"'’”»)\]]*$")
FIRST_SENTENCE = re.compile(r".+?[.!?…][\"'’”»)\]]*(?=\s|$)", re.DOTALL)
LONGEST_HEADLINE = 300  # characters


class Opening(NamedTuple):
    """What the first line gives; `body` and `title_end` as in `Document`."""

    date: str
    headline: str
    body: int
    title_end: int


def valid_date(text: str) -> str:
    """`text` if it is a year, a month or a day that exists (ISO 8601); raises `InputError` otherwise."""
    for pattern in ("%Y-%m-%d", "%Y-%m", "%Y"):
        try:
            if datetime.datetime.strptime(text, pattern).strftime(pattern) == text:
                return text
        except ValueError:
            continue
    raise InputError(f"'{text}' is not a date: write a year, month or day such as 2017, 2017-11 or 2017-11-21")


def opening(text: str) -> Opening:
    """Date and headline of an article that begins with a dateline, a title or its first sentence."""
    dated = DATELINE.match(text)
    date = valid_date(dated["date"]) if dated else ""
    body = dated.end() if dated else len(text) - len(text.lstrip())
    line = LINE.match(text, body)
    end = line.end() if line else body
    title = text[body:end].strip()
    followed = bool(text[end:].strip())
    if title and followed and not SENTENCE_END.search(title) and len(title) <= LONGEST_HEADLINE:
        return Opening(date, title, body, end)
    return Opening(date, first_sentence(text[body:].strip()), body, body)


def first_sentence(text: str) -> str:
    """The first sentence of `text`, or as much of its first line as a headline holds."""
    found = FIRST_SENTENCE.match(text)
    sentence = found[0] if found and len(found[0]) <= LONGEST_HEADLINE else text[:LONGEST_HEADLINE]
    return " ".join(sentence.split())
