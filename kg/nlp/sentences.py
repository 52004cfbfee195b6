"""Sentence boundaries by rule: a parser trained on clean sentences loses them in quotations and headlines."""

from __future__ import annotations

import re
from typing import Any

import numpy
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.lang import table

START, NO_START = 1, 2**64 - 1  # spaCy's 1 and -1, unsigned
CLOSING = frozenset("»\"')]”’")
OPENING = frozenset("«\"'([“‘-–—")
ENDS = frozenset([".", "!", "?", "…", "..."])
DATELINE = re.compile(r"\s*[^\W\d_][^\n()]{0,60}\((?P<agency>[^()\n]{2,30})\)\s*[-–—]+\s+")
SHORTEST_KICKER = 6  # letters: "ONU" alone is a name
SHORTEST_CLAUSE = 4  # tokens
LONGEST = 400  # tokens: a parser needs an end somewhere in text without punctuation


class SentenceRules:
    """Component that sets every token's `is_sent_start`, before the parser, which then keeps to it."""

    def __init__(self, abbreviations: frozenset[str], agencies: frozenset[str]) -> None:
        self.abbreviations, self.agencies = abbreviations, agencies

    def __call__(self, doc: Doc) -> Doc:
        length, solid, openings = 0, 0, {kicker_end(doc), dateline_end(doc, self.agencies), *second_clauses(doc)}
        starts: Any = numpy.full(len(doc), NO_START, dtype=numpy.uint64)
        for i in range(len(doc)):
            if i == 0 or i in openings or length >= LONGEST or self.begins(doc, i, solid):
                starts[i] = START
                length = 0
            length += 1
            solid = solid if doc[i].is_space or doc[i].text in CLOSING else i
        return doc.from_array([SENT_START], starts.reshape(-1, 1))  # setting tokens one by one is quadratic

    def begins(self, doc: Doc, i: int, last: int) -> bool:
        """Whether a sentence begins at token `i`; `last` is the last one before it that is neither white space nor a closing mark."""
        token, before = doc[i], doc[i - 1]
        if token.is_space:
            return False
        if before.is_space and ("\n" in before.text or before.i == 0):
            return True
        if not doc[last].text or not self.ends(doc[last]):
            return False
        return self.opens(doc, i, closed=last < i - 1)

    def ends(self, token: Token) -> bool:
        """Whether a token closes a sentence; "M." and "av." don't."""
        if token.text in ENDS or set(token.text) <= {".", "…", "!", "?"}:
            return not (token.text == "." and token.i > 0 and self.is_abbreviation(token.nbor(-1).text))
        return False

    def is_abbreviation(self, text: str) -> bool:
        return text.rstrip(".") in self.abbreviations or (len(text) == 1 and text.isupper())

    def opens(self, doc: Doc, i: int, closed: bool) -> bool:
        """Whether what follows a full stop can begin a sentence: a capital, a digit or an opening mark before one."""
        token = doc[i]
        if token.text in CLOSING and token.text not in OPENING:
            return False
        if token.text in OPENING:
            return i + 1 < len(doc) and (doc[i + 1].text[:1].isupper() or doc[i + 1].text[:1].isdigit() or token.text in "-–—«")
        return token.text[:1].isupper() or (token.text[:1].isdigit() and not closed)


def second_clauses(doc: Doc) -> list[int]:
    """Indexes of the words behind a semicolon that is the only one of its sentence and outside quotations: what stands there is a clause
    of its own, where several part a list."""
    found: list[int] = []
    halves, quoted, last = [], False, -1
    for i, token in enumerate(doc):
        if token.text in "«»":
            quoted = token.text == "«"
        if token.text == ";" and not quoted:
            halves.append(i)
        elif token.text in ENDS or "\n" in token.text or i == len(doc) - 1:
            if len(halves) == 1 and halves[0] - last > SHORTEST_CLAUSE and i - halves[0] > SHORTEST_CLAUSE:
                found.append(halves[0] + 1)
            halves, last = [], i
    return found


def kicker_end(doc: Doc) -> int:
    """Index of the word after a kicker, the words in capitals before a headline in lower case; 0 without one."""
    words = [t for t in doc[:20] if not t.is_space]
    shouted = 0
    while shouted < len(words) and words[shouted].text.isupper() and len(words[shouted]) > 1:
        shouted += 1
    letters = sum(len(t) for t in words[:shouted])
    rest = words[shouted : shouted + 1]
    return rest[0].i if shouted and letters >= SHORTEST_KICKER and rest and rest[0].text[0].isupper() else 0


def dateline_end(doc: Doc, agencies: frozenset[str]) -> int:
    """Index of the word after an agency's dateline ("PARIS, 9 fév 2024 (AFP) - "); 0 without one."""
    found = DATELINE.match(doc.text)
    known = found and agencies.intersection(re.findall(r"\w+", found["agency"].casefold()))
    return next((t.i for t in doc if t.idx >= found.end()), 0) if found and known else 0


@Language.factory("kg_sentences", default_config={"language": "fr"})
def sentences(nlp: Language, name: str, language: str) -> SentenceRules:
    """Factory of the component for a language's abbreviations."""
    words = table(language, "tokens")
    return SentenceRules(frozenset(words["abbreviations"]), frozenset(words["agencies"]))
