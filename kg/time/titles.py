"""Titles of works in quotation marks: their words are names, so "« Vendredi ou la Vie sauvage »" gives no day and "« 1984 »" no year."""

from __future__ import annotations

import re

from kg.nlp.doc import Doc
from kg.time.lexicon import Lexicon

QUOTED = re.compile(r"«[ \u00a0\u202f]?([^«»\n]{1,80}?)[ \u00a0\u202f]?»|“([^“”\n]{1,80})”|\"([^\"\n]{1,80})\"")
SPEECH = re.compile(r"[.!?…;:]")
MOST_WORDS = 8
LOOK = 60  # characters in which the noun for the work stands


def titles(doc: Doc, text: str, folded: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Where titles stand in `text`, in its order: a number alone, or a few words without a finite verb beside a noun for a work."""
    found = []
    for quoted in QUOTED.finditer(text):
        words = quoted[quoted.lastindex or 0]
        if words.isdigit() or (is_name(words) and beside_work(quoted, folded, lexicon) and not tells(doc, *quoted.span())):
            found.append(quoted.span())
    return found


def is_name(words: str) -> bool:
    """Does it look like a title: a few words that begin with a capital or a number and no sentence?"""
    return (words[0].isupper() or words[0].isdigit()) and len(words.split()) <= MOST_WORDS and not SPEECH.search(words)


def beside_work(quoted: re.Match[str], folded: str, lexicon: Lexicon) -> bool:
    """Does a noun for a work stand close to it?"""
    around = folded[max(0, quoted.start() - LOOK) : quoted.start()], folded[quoted.end() : quoted.end() + LOOK]
    return any(lexicon.beside_title.search(words) for words in around)


def tells(doc: Doc, start: int, end: int) -> bool:
    """Is there a finite verb in it, as far as the text is tagged?"""
    span = doc.char_span(start, end)
    return span is not None and any("Fin" in token.morph.get("VerbForm", []) for token in span)
