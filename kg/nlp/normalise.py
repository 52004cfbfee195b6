"""Typography that the models were not trained on, replaced character for character so that offsets stay."""

from __future__ import annotations

import re

from kg.model import Document

SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ′`´", "'"),
        **dict.fromkeys("\u00a0\u202f\u2007\u2009\u2002\u2003\u200a\u3000", " "),
        **dict.fromkeys("\u2010\u2011", "-"),
        **dict.fromkeys("“”„", '"'),
    }
)

# Newspapers leave the accent off a capital: "A Paris, …". Models take that for a letter, and lose the place with it.
BARE_CAPITAL = {"fr": (re.compile(r"A(?= [^\W\d_])"), "À")}
BEFORE_CAPITAL = frozenset('\n.!?…:;«»"(–—-')


def normalise(document: Document) -> str:
    """The text to parse: as long as the article's, its dateline blank, apostrophes, spaces and hyphens plain."""
    text = document.text.translate(SAME_LENGTH)
    if document.language in BARE_CAPITAL:
        pattern, plain = BARE_CAPITAL[document.language]
        text = pattern.sub(lambda found: plain if begins(text, found.start()) else found[0], text)
    return " " * document.body + text[document.body :]


def begins(text: str, at: int) -> bool:
    """Whether a sentence, line or quotation may begin there."""
    while at and text[at - 1] not in BEFORE_CAPITAL and text[at - 1].isspace():
        at -= 1
    return not at or text[at - 1] in BEFORE_CAPITAL
