"""The words of a question, and which of them the sentences of an answer must hold."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from kg.ask.answer import Found
from kg.ask.names import Named, Names
from kg.ask.pattern import Pattern, Reading
from kg.ask.word import LANGUAGE, Word
from kg.ids import fold
from kg.lang import table, word_set
from kg.model import Document
from kg.nlp.doc import Doc

TELLING = ("NOUN", "PROPN", "ADJ", "VERB", "NUM")  # parts of speech that say something
SHORTEST, ENDING = 4, 2  # letters by which two words must begin alike, and of the endings in which they may differ


def document(text: str, date: str = "") -> Document:
    """A question as an article of that date."""
    return Document("question", "question", "", text, LANGUAGE, date, "")


def words_of(doc: Doc, text: str, named: Sequence[Named] = ()) -> list[Word]:
    """The words of a parsed question; each name is one."""
    words: list[Word] = []
    taken = -1
    for token in doc:
        name = next((n for n in named if n.start <= token.idx < n.end), None)
        if name is not None and name.start != taken:
            taken = name.start
            words.append(Word(text[name.start : name.end], "PROPN", text[name.start : name.end], False, True))
        elif name is None and not token.is_space:
            features = token.morph
            finite, number = "Fin" in features.get("VerbForm"), "".join(features.get("Number"))
            present = "Pres" in features.get("Tense")
            words.append(Word(token.text, token.pos_, token.lemma_.casefold(), finite, False, number, present))
    return words


def has_verb(words: Sequence[Word]) -> bool:
    """Whether some words are a sentence with a verb, which says whether something happened or is to come."""
    return any(w.finite or w.pos in ("VERB", "AUX") for w in words)


def is_present(words: Sequence[Word]) -> bool:
    """Whether the only conjugated verb of some words is in the present, which tells of what was, is and is to come: "A rachète B"."""
    finite = [w for w in words if w.finite]
    return len(finite) == 1 and finite[0].present and finite[0].pos == "VERB"


def residue(doc: Doc, reading: Reading, names: Names, held: Collection[str]) -> frozenset[str]:
    """The words of a statement that say something and that its pattern doesn't hold, folded; `held` are the entities that it does."""
    said = reading.said
    mentions = [m for m in said.mentions if m.kind == "Name" or any(k in held for key in m.entities for k in (key, *names.meant(key)))]
    taken = [(m.start, m.end) for m in mentions] + [c.trigger for c in said.claims] + [(t.start, t.end) for t in said.times]
    empty = word_set(LANGUAGE, "questions", "empty", "lemmas")
    left = (
        t.text
        for t in doc
        if t.pos_ in TELLING
        and t.lemma_.casefold() not in empty
        and not reading.in_gap(t.idx)
        and not any(a <= t.idx < b for a, b in taken)
    )
    return frozenset(fold(word) for text in left for word in re.findall(r"\w+", text))  # "20 000" is one word to the model


def noun_words(noun: str) -> frozenset[str]:
    """What the noun behind "quel" says beyond what it asks for, folded: "milice" of "chef de milice"."""
    return frozenset(fold(word) for word in re.findall(r"\w{4,}", noun)[1:])


def trigger_words(statement: str, pattern: Pattern) -> frozenset[str]:
    """The words that evoked a pattern's events, folded: where any event will do, the sentence must hold them."""
    return frozenset(fold(word) for start, end in pattern.triggers for word in re.findall(r"\w+", statement[start:end]))


def covers(found: Found, words: Collection[str]) -> bool:
    """Whether the sentences or the name of an answer hold all of some words."""
    texts = (found.name, *(e.sentence for e in found.evidence))
    there = {fold(w) for text in texts for w in re.findall(r"\w+", text)}
    return all(any(kindred(word, other) for other in there) for word in words)


def kindred(a: str, b: str) -> bool:
    """Whether two folded words may be forms of one: they begin alike."""
    length = max(SHORTEST, min(len(a), len(b)) - ENDING)
    return a == b or (len(a) >= SHORTEST <= len(b) and a[:length] == b[:length])


def tells_reason(found: Found) -> bool:
    """Whether a sentence of an answer gives a reason: by a word, or behind a colon."""
    return any(" : " in e.sentence or bool(causal().search(e.sentence)) for e in found.evidence)


@cache
def causal() -> re.Pattern[str]:
    """What tells a reason: words that always do, and "pour" where no number or article follows ("pour fraude", not "pour quatre ans")."""
    data = table(LANGUAGE, "questions")["causal"]
    before = "|".join(map(re.escape, data["before"]))
    words, never = "|".join(map(re.escape, data["words"])), "|".join(map(re.escape, data["never_before"]))
    return re.compile(rf"\b(?:{words})\b|\b(?:{before})\s+(?!(?:{never})\b|\d)\w", re.IGNORECASE)
