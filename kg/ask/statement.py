"""A question as the statement that it asks about: "De quoi A et B ont-ils parlé ?" becomes "A et B ont parlé de …".

French moves the interrogative to the front and the subject behind the verb. Both are moved back, so that what reads news reads the question
too. The idea is that of question-to-declarative conversion (Demszky, Guu and Liang 2018, "Transforming Question Answering Datasets Into
Natural Language Inference Datasets"), done here by the grammar of interrogatives and not by examples. Where the answer would stand the
statement has a gap, which `fill` gives a stand-in that the extractor can read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.ask.interrogative import interrogative, kind, noun_end, sort_of, sort_of_word
from kg.ask.word import LANGUAGE, Word, joined, written
from kg.lang import table, word_set

INVERTED = re.compile(r"-(?:t-)?(il|elle|ils|elles|on|je|tu|nous|vous)")  # a subject behind its verb: "a-t-il"
TALKING = frozenset(
    {"-je", "-tu", "-nous", "-vous", "je", "j'", "tu", "vous", "nous", "ton", "ta", "tes", "votre", "vos", "mon", "ma", "mes", "toi"}
)  # who speaks with us asks for no news
CLITICS = frozenset(
    {"ne", "n'", "n’", "se", "s'", "s’", "me", "m'", "te", "t'", "le", "la", "les", "l'", "l’", "lui", "leur", "y", "en", "nous", "vous"}
)
ALSO_ARTICLES = frozenset({"le", "la", "les", "l'", "l’", "leur"})
VERBS = ("VERB", "AUX")
NEGATIVE = frozenset({"pas", "jamais", "plus", "point"})
PARTICIPLE = re.compile(r"(é|i|u|is|it|ert|us|mort|né)(e|s|es)?$")
AUXILIARIES = {
    "est": "être",
    "sont": "être",
    "était": "être",
    "étaient": "être",
    "a": "avoir",
    "ont": "avoir",
    "avait": "avoir",
    "avaient": "avoir",
}
ELIDING = re.compile(r"(?i)[aeiouyàâéèêëîïôûœh]")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a question asks about.

    `asks` is "who", "what", "which", "place", "time", "reason", "number", "duration", "amount", "toll", "topic", "times", "manner",
    "source" or "truth", `noun` what "quel" or "combien de" stands before. `before` and `after` surround the gap; without one, `gap` is
    False.
    """

    asks: str
    before: str
    after: str = ""
    gap: bool = False
    noun: str = ""
    preposition: str = ""
    article: str = ""  # of the noun, as "quel" agrees with it

    def fill(self, stand_in: str) -> str:
        """The statement as a sentence, with a stand-in where the answer would be."""
        words = joined([self.before, contracted(self.preposition, stand_in) if self.gap else "", self.after])
        return words[:1].upper() + words[1:] + "."


def statements(words: Sequence[Word]) -> list[Statement]:
    """The statements behind a question, one for each interrogative that stands side by side with another ("où et quand"); [] where it asks
    nothing. `words` are those of the question, names as one."""
    for i in range(len(words) - 2):
        if words[i + 1].lower == "et" and all(sort_of_word(words[k]) for k in (i, i + 2)):
            return [s for s in (statement([*words[: i + 1], *words[i + 3 :]]), statement([*words[:i], *words[i + 2 :]])) if s]
    found = statement(words)
    return [found] if found else []


def statement(words: Sequence[Word]) -> Statement | None:
    """The statement behind a question with one interrogative at most."""
    asked = words[-1].text == "?" if words else False
    words = without_tail(hyphenated(words))
    if not is_about_news(words):
        return None
    words = [w for w in words if (w.pos != "PUNCT" or w.text in ("-", ",", "«", "»")) and w.lower != "donc"]
    words, subject_asked, polar = without_est_ce_que(asked_outright(words))
    place = interrogative(words)
    if place is None:
        inverted = any(INVERTED.fullmatch(w.lower) for w in words)
        return Statement("truth", written(declarative(words))) if words and (polar or inverted or asked) else None
    start, at, end = place
    prefix, rest = words[:start], words[end:]
    asks, noun, article = kind(words[at], words[at:end])
    preposition = " ".join(w.lower for w in words[start:at])
    if asks == "number" and not noun and (apart := counted_apart(rest)):
        asks, noun, _ = kind(words[at], [words[at], *rest[slice(*apart)]])
        rest = [*rest[: apart[0]], *rest[apart[1] :]]
    if not rest and prefix and prefix[-1].text == ",":
        prefix = prefix[:-1]  # "il est parti, pourquoi"
    if prefix and prefix[-1].text != ",":  # it stands where its answer would: "A a rencontré qui à Genève"
        return gapped(asks, noun, article, preposition, prefix, rest)
    if asks == "which" and not noun and (copular := measured(rest)):
        return copular
    if is_subject(asks, noun, preposition, rest, subject_asked):
        return gapped(asks, noun, article, preposition, prefix, rest)
    rest = declarative(unagreed(rest) if asks in ("number", "what", "which", "who") and not preposition else rest)
    if asks == "what" and not preposition and rest and rest[0].lower == "il" and words[start].lower != "quoi":
        if rest[-1].name and any(w.lower == "arrivé" for w in rest):  # "qu'est-il arrivé à X"
            return happened_to(rest[-1])
        return gapped(asks, noun, article, "", prefix, rest[1:])  # "que s'est-il passé": nobody did it
    behind = verb_group(rest) if asks in ("who", "what", "which", "number", "topic", "amount", "toll") or preposition else len(rest)
    if asks in ("place", "time", "reason", "manner", "duration", "times"):
        behind = len(rest)
    elif preposition and behind < len(rest) and (rest[behind].pos == "DET" or rest[behind].name):
        behind = subject_end(rest, behind)  # behind the verb's object: "a remis le prix à …"
    return gapped(asks, noun, article, preposition, [*prefix, *rest[:behind]], rest[behind:])


def hyphenated(words: Sequence[Word]) -> list[Word]:
    """The words with verbs and the pronouns behind them apart, as most of the model's words are: "vont", "-elles"."""
    made: list[Word] = []
    for word in words:
        joined_up = re.fullmatch(r"(\w+)(-(?:t-)?(?:ils?|elles?|on|ce))", word.text)
        if joined_up and not word.name:
            made.append(
                word._replace(text=joined_up[1], pos="AUX", lemma=AUXILIARIES.get(joined_up[1].casefold(), word.lemma), finite=True)
            )
            made.append(Word(joined_up[2], "PRON", joined_up[2]))
        elif made and made[-1].text == "-" and not word.name:
            made[-1] = word._replace(text=f"-{word.text}")
        else:
            made.append(word)
    return made


def without_tail(words: list[Word]) -> list[Word]:
    """The words without the "c'est" that takes a subject up: "la visite, c'est pour quand"."""
    for i in range(len(words) - 2):
        if [w.lower.replace("’", "'") for w in words[i : i + 3]] == [",", "c'", "est"]:
            return [*words[:i], *words[i + 3 :]]
    return words


def is_about_news(words: Sequence[Word]) -> bool:
    """Whether a question asks what happened: not for an opinion, for advice or how something is done, nor in another language."""
    outside = word_set(LANGUAGE, "questions", "outside", "words")
    if any(w.lower in TALKING for w in words) or (words and outside & {w.lower for w in words[:3]}):
        return False
    if words and words[0].lower == "comment" and len(words) > 1 and not any(w.finite for w in words):
        return False
    known = word_set(LANGUAGE, "questions", "grammar", "words")
    plain = [w for w in words if not w.name and w.pos != "PUNCT"]
    return 5 * sum(w.lower in known or bool(INVERTED.fullmatch(w.lower)) for w in plain) >= len(plain)


def gapped(asks: str, noun: str, article: str, preposition: str, before: Sequence[Word], after: Sequence[Word]) -> Statement:
    """A statement with a gap between two runs of words; none for what is only beside a clause."""
    first = preposition.split()[:1]
    if first and first[0].casefold() in word_set(LANGUAGE, "questions", "prepositions", "source"):
        return Statement("source", written([*before, *after]), "", True, noun, preposition, article)
    if asks in ("time", "reason", "manner", "times"):
        return Statement(asks, written([*before, *after]))
    if asks == "place" and (preposition or not noun):
        preposition = preposition if preposition.casefold() in ("vers", "de", "d'") else "à"
    if asks == "place" and preposition == "":
        return Statement("which", written(before), written(after), True, noun, "", article)  # "quel pays a condamné": what acts
    return Statement(asks, written(before), written(after), True, noun, preposition, article)


def asked_outright(words: Sequence[Word]) -> list[Word]:
    """The words without what only asks whether something is known or true: "est-ce vrai que", "sait-on qui"."""
    openings = table(LANGUAGE, "questions")["openings"]
    for opening in (text.split() for text in openings):
        if [w.lower.replace("’", "'") for w in words[: len(opening)]] == opening:
            rest = list(words[len(opening) :])
            whether = opening[-1] in ("que", "qu'", "si", "s'")
            return [Word("est", "AUX", "être", True), Word("-ce", "PRON", "-ce"), Word("que", "SCONJ", "que"), *rest] if whether else rest
    return list(words)


def counted_apart(rest: Sequence[Word]) -> tuple[int, int] | None:
    """Where "de" and the noun that "combien" counts stand behind the verb ("combien y a-t-il eu de morts"); None where none does."""
    for i in range(1, len(rest) - 1):
        if rest[i].lower in ("de", "d'", "d’") and rest[i + 1].pos == "NOUN" and rest[i - 1].pos not in ("NOUN", "PROPN", "NUM"):
            return i, noun_end(rest, i + 1)
    return None


def without_est_ce_que(words: Sequence[Word]) -> tuple[list[Word], bool, bool]:
    """The words without "est-ce que" and "est-ce qui"; whether the latter stood there, and whether the former began them."""
    for i in range(len(words) - 2):
        if [words[i].lower, words[i + 1].lower] == ["est", "-ce"] and words[i + 2].lower in ("que", "qu'", "qu’", "qui"):
            return [*words[:i], *words[i + 3 :]], words[i + 2].lower == "qui", i == 0
    return list(words), False, False


def measured(rest: Sequence[Word]) -> Statement | None:
    """ "Quelle est la durée de X": X took place, and its duration is asked; None for another question."""
    i = next((i for i, w in enumerate(rest) if w.pos == "NOUN"), None)
    if i is None or not rest or (rest[0].lemma != "être" and rest[0].pos != "AUX"):
        return None
    asks = sort_of(rest[i].lemma, rest[i].lower)
    if not asks or asks in ("person", "money") or (asks == "place" and rest[i].lemma not in ("lieu", "endroit")):
        return Statement("who", "", written(rest), True)
    of = i + 1
    while of < len(rest) and rest[of].pos == "ADJ":
        of += 1
    if of >= len(rest) or rest[of].lower not in ("de", "d'", "d’", "du", "des"):
        return None
    thing = list(rest[of + 1 :])
    if rest[of].lower in ("du", "des"):
        thing.insert(0, Word("le" if rest[of].lower == "du" else "les", "DET", "le"))
    return Statement(asks, written(thing) + " a eu lieu")


def is_subject(asks: str, noun: str, preposition: str, rest: Sequence[Word], subject_asked: bool) -> bool:
    """Whether the interrogative phrase is its clause's subject: nothing else stands before the verb or behind it."""
    if subject_asked:
        return True
    if preposition or (asks in ("place", "time", "reason", "manner", "duration", "times") and not (asks == "place" and noun)):
        return False
    if asks == "what" or any(INVERTED.fullmatch(w.lower) for w in rest) or not begins_with_verb(rest):
        return False
    # "combien de morts a fait l'attentat": the verb agrees with what stands behind it
    return not (asks == "number" and rest[clitics_end(rest)].number == "Sing")


def begins_with_verb(words: Sequence[Word]) -> bool:
    """Whether a verb stands first, its clitics apart."""
    i = clitics_end(words)
    if i >= len(words) or words[i].name:
        return False
    # a verb that the tagger takes for an adjective: "depuis quand dure la crise"
    hidden = words[i].pos == "ADJ" and i + 1 < len(words) and words[i + 1].pos in ("DET", "PROPN")
    return words[i].pos in VERBS or words[i].finite or hidden


def clitics_end(words: Sequence[Word]) -> int:
    """Where the clitics at the beginning end: those of "ne l'a", not the article of "l'appel"."""
    i = 0
    while i < len(words) and words[i].lower in CLITICS and not words[i].name:
        if words[i].lower in ALSO_ARTICLES and not (i + 1 < len(words) and words[i + 1].pos in VERBS):
            break
        i += 1
    return i


def declarative(words: Sequence[Word]) -> list[Word]:
    """The words of a clause with its subject before its verb."""
    at = next((i for i, w in enumerate(words) if INVERTED.fullmatch(w.lower) or w.lower == "-t"), None)
    if at is not None:
        pronoun = next((m[1] for w in words if (m := INVERTED.fullmatch(w.lower))), "il")
        rest = [w for w in words if not (INVERTED.fullmatch(w.lower) or w.lower == "-t")]
        verb = at - 1
        first = verb
        while first > 0 and words[first - 1].lower in CLITICS and not words[first - 1].name:
            first -= 1
        if first == 0:  # no other subject
            return [Word(pronoun, "PRON", pronoun), *rest]
        return rest
    if not begins_with_verb(words):
        return list(words)
    verb_end = verb_group(words)
    end = subject_end(words, verb_end)
    return [*words[verb_end:end], *words[:verb_end], *words[end:]] if end > verb_end else list(words)


def happened_to(name: Word) -> Statement:
    """That something happened to somebody, who need only be named with it."""
    return Statement("what", "", f"s'est passé avec {name.text}", True)


def unagreed(words: Sequence[Word]) -> list[Word]:
    """The words with a participle behind "avoir" that no longer agrees with an object before it: "combien de morts a-t-elle faits"."""
    made = list(words)
    auxiliary = False
    for i, word in enumerate(made):
        if auxiliary and (found := re.fullmatch(r"(\w*(?:é|fait|dit|crit|u))(?:e|s|es)", word.text)) and not word.name:
            made[i] = word._replace(text=found[1])
        auxiliary = word.lemma == "avoir" or (auxiliary and bool(INVERTED.fullmatch(word.lower) or word.lower == "-t" or word.pos == "ADV"))
    return made


def verb_group(words: Sequence[Word]) -> int:
    """The end of the first verb with its auxiliaries, participles, infinitives and the bare noun of "avoir lieu"; all words where there is
    no verb."""
    i = next((i for i, w in enumerate(words) if (w.finite or w.pos in VERBS) and not w.name), None)
    if i is None:
        return clitics_end(words) + 1 if begins_with_verb(words) else len(words)
    finite = words[i]
    i += 1
    while i < len(words):
        word = words[i]
        if word.name:
            break
        after_auxiliary = finite.lemma in ("avoir", "être") and i > 0 and words[i - 1].pos in ("AUX", "VERB", "ADV", "PRON")
        participle = after_auxiliary and word.pos not in ("DET", "ADP", "PROPN", "PRON") and PARTICIPLE.search(word.lower)
        if (
            word.pos in VERBS
            or participle
            or word.lower in NEGATIVE
            or (word.pos == "ADV" and i + 1 < len(words) and words[i + 1].pos in VERBS)
        ):
            i += 1
        elif word.lower in CLITICS and i + 1 < len(words) and words[i + 1].pos in VERBS and word.lower not in ALSO_ARTICLES:
            i += 1
        elif (
            word.lower in ("à", "de", "d'")
            and i + 1 < len(words)
            and words[i + 1].pos in VERBS
            and words[i + 1].lower.endswith(("er", "ir", "re"))
        ):
            i += 2
        elif word.pos == "NOUN" and words[i - 1].pos in VERBS and word.lower in ("lieu", "part", "fin", "cours", "rendez-vous"):
            i += 1
        else:
            break
    return i


def subject_end(words: Sequence[Word], start: int) -> int:
    """The end of the noun phrase that begins at `start`, with its complements; `start` where none does."""
    i, named, common = start, False, False
    while i < len(words):
        word = words[i]
        if word.name or word.pos in ("PROPN", "NOUN"):
            named = named or word.name or word.pos == "PROPN"
            common = common or not (word.name or word.pos == "PROPN")
            i += 1
        elif word.pos in ("DET", "NUM", "ADJ") and not (word.pos == "DET" and i > start and words[i - 1].pos in ("NOUN", "PROPN")):
            i += 1
        elif i > start and word.lower in ("et", "ou"):
            i += 1
        elif i > start and word.lower in ("de", "d'", "d’", "du", "des", "entre") and (common or not named):  # a person has no complements
            i += 1
        elif i > start and word.pos == "ADP" and not named:  # "la visite à Berlin": a happening has complements, a person has none
            i += 1
        else:
            break
    return i


def contracted(preposition: str, words: str) -> str:
    """A preposition before some words: "de" and "le sommet" are "du sommet"."""
    if not preposition:
        return words
    last = preposition.split()[-1].casefold()
    stem = preposition[: len(preposition) - len(last)]
    if last in ("d'", "d’"):
        last = "de"
    for article, forms in (("le ", {"de": "du ", "à": "au "}), ("les ", {"de": "des ", "à": "aux "})):
        if words.startswith(article) and last in forms:
            return stem + forms[last] + words.removeprefix(article)
    if last == "de" and ELIDING.match(words):
        return f"{stem}d'{words}"
    return f"{stem}{last} {words}"


def determined(article: str, noun: str) -> str:
    """A noun behind its article: "l'entreprise"."""
    return f"l'{noun}" if article in ("le", "la") and ELIDING.match(noun) else f"{article} {noun}".strip()


def stand_ins(asked: Statement, question: str) -> Iterator[tuple[str, str]]:
    """What may stand in the gap, in the order in which to try it, with what it stands for."""
    words = table(LANGUAGE, "questions")["stand_ins"]

    def free(sort: str) -> str:
        return str(next((w for w in words[sort] if w not in question), words[sort][-1]))

    person, organization, event = free("person"), free("organization"), free("event")
    if not asked.gap:
        yield "", ""
    elif asked.asks in ("who", "source"):
        yield from ((person, "entity"), (organization, "entity"))
    elif asked.asks == "what" and not asked.before:
        yield from ((event, "event"), (person, "entity"), (organization, "entity"))
    elif asked.asks == "what":
        yield from ((person, "entity"), (organization, "entity"), (free("thing"), "entity"), (event, "event"))
    elif asked.asks in ("which", "topic"):
        first = asked.noun.split()[0] if asked.noun else ""
        if sort_of(asked.noun) == "place":
            yield f"le {free('country')}", "entity"
        name = person if sort_of(first) == "person" else organization
        yield f"{determined(asked.article, asked.noun) if asked.noun else ''} {name}".strip(), "entity"
        yield person, "entity"
    elif asked.asks == "place":
        yield free("place"), "entity"
    elif asked.asks == "duration":
        yield f"{free('number')} {words['hours']}", "number"
    elif asked.asks in ("number", "amount"):
        noun = asked.noun if asked.asks == "number" and asked.noun else words["money"]
        yield f"{free('number')} {noun}", "number"
    yield "", ""


def kinds(asked: Statement) -> tuple[str, ...]:
    """The classes of an answer to "quel pays" or "quelle ville"; () where any will do."""
    if asked.asks not in ("which", "place") or not asked.noun:
        return ()
    noun = asked.noun.split()[0].casefold()
    classes = table(LANGUAGE, "questions")["classes"]
    return tuple(name for name, nouns in classes.items() if noun in nouns) or (("schema:Person",) if sort_of(noun) == "person" else ())
