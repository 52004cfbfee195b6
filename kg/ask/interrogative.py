"""The interrogative phrase of a question, and what it asks for: "à quelle date", "combien de soldats", "qui"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.ask.word import LANGUAGE, Word, written
from kg.lang import table, word_set


def sort_of_word(word: Word) -> str:
    """What an interrogative word asks for, "" for any other word."""
    asking = table(LANGUAGE, "questions")["words"]
    return next((key for key in asking if word.lower in word_set(LANGUAGE, "questions", "words", key)), "")


def interrogative(words: Sequence[Word]) -> tuple[int, int, int] | None:
    """Where an interrogative phrase begins with its prepositions, where its word stands and where it ends; None without one."""
    prepositions = word_set(LANGUAGE, "questions", "prepositions", "words")
    for i, word in enumerate(words):
        if not sort_of_word(word):
            continue
        start = i
        while start > 0 and not words[start - 1].name and (words[start - 1].lower in prepositions or is_complement(words, start - 1)):
            start -= 1
        fronted = start == 0 or words[start - 1].text == ","
        ends = phrase_end(words, i)
        in_place = word.lower not in ("que", "qu'", "qu’", "comment") and (
            ends == len(words) or word.pos == "ADJ" or starts_adjunct(words, ends)
        )
        if fronted or (in_place and not is_relative(words, i)):
            return start, i, ends
    return None


def is_complement(words: Sequence[Word], i: int) -> bool:
    """Whether a noun stands between two prepositions: "des mains de qui", "à la suite de quoi"."""
    noun = words[i].pos == "NOUN" and words[i + 1].pos == "ADP"
    return (noun or words[i].pos == "DET") and all(w.pos in ("ADP", "DET", "NOUN") for w in words[: i + 1]) and not words[i].name


def is_relative(words: Sequence[Word], i: int) -> bool:
    """Whether a "qui" or "où" within a sentence may begin a relative clause: a verb follows it."""
    return i + 1 < len(words) and words[i + 1].finite


def starts_adjunct(words: Sequence[Word], i: int) -> bool:
    return words[i].pos == "ADP"


def phrase_end(words: Sequence[Word], i: int) -> int:
    """The end of an interrogative phrase: "quel chef d'État", "combien de soldats français", "qui"."""
    lower = words[i].lower
    if lower == "combien":
        if i + 1 < len(words) and words[i + 1].lower in ("de", "d'", "d’"):
            return noun_end(words, i + 2)
        return i + 1
    if lower.endswith(("lequel", "laquelle", "lesquels", "lesquelles")):
        of = i + 1 < len(words) and words[i + 1].lower in ("de", "d'", "d’", "des", "du")
        return noun_end(words, i + 2) if of else i + 1
    if lower in word_set(LANGUAGE, "questions", "words", "which"):
        follows = words[i + 1] if i + 1 < len(words) else None
        return i + 1 if follows is None or follows.lemma == "être" or follows.pos in ("AUX", "ADP") else noun_end(words, i + 1)
    return i + 1


def noun_end(words: Sequence[Word], i: int) -> int:
    """The end of a noun with its adjectives and bare complements: "autre chef d'État africain"."""
    while i < len(words) and words[i].pos in ("ADJ", "NUM") and i + 1 < len(words) and words[i + 1].pos in ("NOUN", "ADJ", "PROPN"):
        i += 1
    i += 1  # the noun, whatever the tagger makes of it
    while i < len(words):
        follows = words[i + 1] if words[i].lower in ("de", "d'", "d’") and i + 1 < len(words) else None
        bare = follows is not None and (follows.name or follows.pos in ("NOUN", "PROPN"))  # "quelle entreprise de Vierzon"
        if words[i].pos == "ADJ" and not words[i].finite:
            i += 1
        elif bare:
            i += 2
        else:
            break
    return min(i, len(words))  # "combien de"


def kind(word: Word, phrase: Sequence[Word]) -> tuple[str, str, str]:
    """What an interrogative phrase asks for, its noun, and the article that would stand before it."""
    asks = sort_of_word(word)
    inner = [w for w in phrase[1:] if w.lower not in ("de", "d'", "d’", "des", "du") or w is not phrase[1]]
    if not inner:
        return asks, "", ""  # "lequel de"
    noun = written(inner)
    head = next((w for w in inner if w.pos == "NOUN"), inner[0])
    sort = sort_of(head.lemma, head.lower)
    if asks == "which":
        article = {"quel": "le", "quelle": "la"}.get(word.lower, "les")
        return sort if sort in ("time", "place", "reason", "duration", "amount", "topic") else "which", noun, article
    return sort if sort in ("duration", "times") else "number", noun, ""


def sort_of(*forms: str) -> str:
    """What a noun asks for by itself, by one of its forms: "time" for "jour"; "" for any other."""
    sorts = table(LANGUAGE, "questions")["nouns"]
    return next((sort for sort, nouns in sorts.items() if any(form in nouns for form in forms)), "")
