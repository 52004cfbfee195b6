"""`ask`: a question in French, read as news is read, and answered from the graph with the sentences that say so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from time import perf_counter
from typing import Any, Literal, cast

from pyoxigraph import NamedNode, Store

from kg.ask.loosen import SURE, looser
from kg.ask.names import Named, Names
from kg.ask.pattern import Pattern, Reading, UnknownNameError, missing, patterns
from kg.ask.sparql import denials, select
from kg.ask.statement import LANGUAGE, Statement, Word, sort_of, stand_ins, statements
from kg.extract.reader import Reader
from kg.ids import fold
from kg.judgements import Judgements
from kg.kb import open_base
from kg.lang import word_set
from kg.model import Document, Extraction, Status
from kg.rdf.ontology import Ontology
from kg.rdf.ontology import load as ontology
from kg.rdf.terms import DOC, ENT, PREFIXES, node

Outcome = Literal["answer", "yes", "no", "unsaid", "not-understood"]
LONGEST = 500  # characters of a question
MOST_MONTHS = 12  # at which a question with a role is read
TYPE, CITY = node("rdf:type"), node("schema:City")
LAST = 9  # a level of looseness beyond all
# What stands beside a clause, so that the event alone is no answer.
BESIDE_A_CLAUSE = frozenset({"place", "time", "number", "amount", "duration", "source", "toll", "truth"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that says so: who says it ("" for the article itself), in which article, in which claim."""

    sentence: str
    said_by: str
    article: str
    date: str
    claim: str


@dataclass(frozen=True, slots=True)
class Found:
    """One answer: its name, its IRI or the value of a literal, and the sentences that say it."""

    name: str
    value: str
    event: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the graph says to a question. `sure` is False where it says only something near; `reason` says what wasn't understood."""

    question: str
    outcome: Outcome
    asks: str = ""
    sure: bool = True
    found: tuple[Found, ...] = ()
    statement: str = ""
    names: tuple[tuple[str, str], ...] = ()  # words of the question and whom they were taken for
    reason: str = ""
    sparql: str = ""
    seconds: float = field(default=0.0, compare=False)


def ask(store: Store, question: str, reader: Reader | None = None) -> Answer:
    """The answer of a graph to a question in French. `reader` reads it as a build reads articles, with our knowledge base where None is
    given."""
    began = perf_counter()
    if reader is None:
        reader = Reader(open_base(), Judgements())
    answer = Asking(store, reader, ontology(), Names.of(store)).answer(" ".join(question.split()))
    return replace(answer, seconds=perf_counter() - began)


@dataclass(frozen=True, slots=True)
class Asking:
    """One question on its way to an answer."""

    store: Store
    reader: Reader
    types: Ontology
    names: Names

    def answer(self, question: str) -> Answer:
        """The answer: the first pattern, from the most literal to the loosest, that the graph fits."""
        if not question or len(question) > LONGEST:
            return Answer(question, "not-understood", reason="la question est vide ou trop longue")
        spelled, named = self.names.spelled_out(question)
        asked = statements(self.words(spelled, named))
        if not asked:
            return Answer(question, "not-understood", reason="ce n'est pas une question sur ce que disent les articles")
        known = tuple((n.text, self.names.full[n.nodes[0]]) for n in named)
        return together(
            [
                self.reply(Answer(question, "not-understood", each.asks, names=known, statement=each.fill("…")), each, spelled, named)
                for each in asked
            ]
        )

    def reply(self, given: Answer, asked: Statement, spelled: str, named: Sequence[Named]) -> Answer:
        """The answer to one of a question's statements: the first sure one, else the first that tells anything."""
        replies = []
        for date in self.periods(self.read(asked.fill("…"), "")):
            replies.append(self.dated_reply(given, asked, spelled, named, date))
            if replies[-1].outcome not in ("unsaid", "not-understood") and replies[-1].sure:
                return replies[-1]
        return next((r for r in replies if r.outcome not in ("unsaid", "not-understood")), replies[0])

    def dated_reply(self, given: Answer, asked: Statement, spelled: str, named: Sequence[Named], date: str) -> Answer:
        """The answer to a statement that is read as one of that date."""
        unknown, reading = "", None
        for words, sort in stand_ins(asked, spelled):
            text = asked.fill(words)
            reading = Reading(self.read(text, date), self.names, self.types, self.reader.kb, words)
            try:
                found = patterns(reading, sort, asked.asks, asked.noun)
                mentioned = reading.named() if found else []
            except UnknownNameError as error:
                unknown = unknown or str(error)
                continue
            if found:
                given = replace(given, statement=text)
                told = has_verb(self.words(text, ()))
                found = [p if told else replace(p, status=cast(Status, "")) for p in found]
                return self.match(given, asked, [self.complete(p, reading, mentioned, asked) for p in found])
        if unknown:
            return replace(given, outcome="unsaid", reason=f"il n'y est pas question de {unknown}")
        return self.elsewhere(given, asked, reading, named)

    def elsewhere(self, given: Answer, asked: Statement, reading: Reading | None, named: Sequence[Named]) -> Answer:
        """What no frame reads may stand in a sentence that holds the question's names and, where there is but one, its words."""
        if reading is None or not named:
            return replace(given, reason="je n'y reconnais aucun événement")
        words = self.residue(reading, frozenset())
        try:
            mentioned = tuple(dict.fromkeys(reading.named()))
        except UnknownNameError as error:
            return replace(given, outcome="unsaid", reason=f"il n'y est pas question de {error}")
        if not words:
            return replace(given, reason="je n'y reconnais aucun événement")
        if len(mentioned) > 1 and (asked.asks in ("reason", "amount", "number", "duration", "source", "truth")):
            words = frozenset()
        asking = missing(asked.asks, asked.noun)
        anything = Pattern((), "Occurred", mentioned=mentioned, words=words, missing=asking, optional=asked.asks not in BESIDE_A_CLAUSE)
        if asked.asks == "truth":
            told = self.truth(given, asked, anything, LAST) if len(mentioned) > 1 else None
            return told if told and told.outcome == "no" else replace(given, outcome="unsaid", sure=False)
        told = self.open(given, asked, anything, LAST)
        return told or replace(given, outcome="unsaid", sure=False, sparql=select(anything, self.types))

    def complete(self, pattern: Pattern, reading: Reading, mentioned: list[tuple[str, ...]], asked: Statement) -> Pattern:
        """A pattern with the names and words of its statement that it doesn't hold: its sentence must."""
        held = pattern.keys()
        left = tuple(dict.fromkeys(keys for keys in mentioned if not held & set(keys)))
        return replace(pattern, mentioned=left, words=self.residue(reading, held), kinds=kinds(asked))

    def match(self, given: Answer, asked: Statement, found: Sequence[Pattern]) -> Answer:
        """The answer that the graph gives to one of several patterns."""
        levels = zip_longest(*(looser(pattern, self.types) for pattern in found))
        for level, patterns_ in enumerate(levels):
            for pattern in patterns_:
                if pattern is None or (asked.asks == "truth" and not pattern.types):
                    continue
                tell = self.truth if asked.asks == "truth" else self.open
                if told := tell(given, asked, pattern, level):
                    return told
        return replace(given, outcome="unsaid", sparql=select(found[0], self.types))

    def open(self, given: Answer, asked: Statement, pattern: Pattern, level: int) -> Answer | None:
        """What a pattern finds for an open question; None for nothing."""
        if asked.asks in ("place", "time") and pattern.types and not (pattern.roles or pattern.places or level < SURE):
            return None  # where or when something is said of all who are named isn't where or when this took place
        sparql = select(pattern, self.types)
        answers = self.collect(self.run(sparql))
        words = pattern.words
        if not pattern.types and asked.asks != "reason":
            words |= given_words(given.statement, pattern)
        if pattern.anywhere:
            words = frozenset()
        answers = self.finest(answers) if asked.asks == "place" else answers
        full = tuple(f for f in answers if covers(f, words) and (asked.asks != "reason" or tells_reason(f)))
        near = tuple(f for f in answers if asked.asks != "reason" or tells_reason(f)) if level < SURE else ()
        sure = bool(full) and level < SURE and not pattern.mentioned
        return replace(given, outcome="answer", sure=sure, found=full or near, sparql=sparql) if full or near else None

    def finest(self, places: tuple[Found, ...]) -> tuple[Found, ...]:
        """The towns of several places, where there is any: that one lies by a sea or in a country says no more."""
        towns = tuple(p for p in places if next(self.store.quads_for_pattern(NamedNode(p.value), TYPE, CITY), None))
        return towns or places

    def truth(self, given: Answer, asked: Statement, pattern: Pattern, level: int) -> Answer | None:
        """Yes where a pattern finds something, no where somebody denies it; None for neither."""
        for denied, query in ((False, select(pattern, self.types)), (True, denials(pattern, self.types))):
            if (not denied and level > SURE) or (denied and pattern.anywhere and not pattern.named):
                continue  # that all are named in a sentence doesn't say that it happened; a denial is at least worth telling
            answers = self.collect(self.run(query))
            full = tuple(f for f in answers if covers(f, pattern.words))
            if answers:
                # "la visite a-t-elle été annulée": that it didn't take place is what is asked
                put_off = pattern.named and pattern.status != "Occurred" and pattern.words
                outcome: Outcome = "no" if denied and not put_off else "yes"
                sure = bool(full) and level < SURE and not pattern.mentioned
                return replace(given, outcome=outcome, sure=sure, found=full or answers, sparql=query)
        return None

    def run(self, sparql: str) -> list[Any]:
        return list(self.store.query(sparql, prefixes=PREFIXES))  # type: ignore[arg-type]

    def collect(self, rows: Iterable[Any]) -> tuple[Found, ...]:
        """Rows of one answer together, best supported first."""
        grouped: dict[str, list[Any]] = {}
        for row in rows:
            grouped.setdefault(row["answer"].value, []).append(row)
        found = []
        for value, its in grouped.items():
            evidence = dict.fromkeys(self.evidence(row) for row in its)
            found.append(Found(its[0]["answerName"].value, value, its[0]["event"].value, tuple(evidence)))
        return tuple(sorted(found, key=lambda f: (-len(f.evidence), f.name, f.value)))

    def evidence(self, row: Any) -> Evidence:
        said, article = row["said"], row["article"]
        own = said.value.startswith(DOC)
        return Evidence(
            row["sentence"].value,
            "" if own else self.text(said, "schema:name"),
            self.text(article, "schema:headline"),
            self.text(article, "dcterms:date"),
            row["claim"].value,
        )

    def text(self, thing: NamedNode, property: str) -> str:
        """A literal of a node of the default graph, "" without one."""
        quad = next(self.store.quads_for_pattern(thing, node(property), None), None)
        return quad.object.value if quad is not None else ""  # type: ignore[union-attr]

    def words(self, text: str, named: Sequence[Named]) -> list[Word]:
        """The words of a question with their parts of speech; each name one."""
        from kg.nlp import load, parse

        doc = parse(load(LANGUAGE, self.reader.model), document(text, ""))
        words: list[Word] = []
        taken = -1
        for token in doc:
            name = next((n for n in named if n.start <= token.idx < n.end), None)
            if name is not None:
                if name.start != taken:
                    taken = name.start
                    words.append(Word(text[name.start : name.end], "PROPN", text[name.start : name.end], False, True))
            elif not token.is_space:
                finite = "Fin" in token.morph.get("VerbForm")
                number = "".join(token.morph.get("Number"))
                words.append(Word(token.text, token.pos_, token.lemma_.casefold(), finite, False, number))
        return words

    def read(self, text: str, date: str) -> Extraction:
        """What a statement says, read as an article of that date."""
        from kg.extract.extract import extract
        from kg.nlp import load

        return extract(document(text, date), load(LANGUAGE, self.reader.model), self.reader.kb, bare=True)

    def periods(self, said: Extraction) -> list[str]:
        """The dates at which to read a statement: of the articles on all that it names, what they have in common, or else each of their
        months. Then "mercredi" is a Wednesday of it, and "le président russe" who was it."""
        keys = {key for m in said.mentions for key in m.entities if key in self.names.full}
        dates = [date for article in self.articles_on(keys) if (date := self.text(article, "dcterms:date"))]
        common = next((p for n in (10, 7, 4) if dates and len(p := dates[0][:n]) == n and all(d.startswith(p) for d in dates)), "")
        months = [month for month, _ in Counter(d[:7] for d in dates).most_common(MOST_MONTHS)]
        return [common] if common else ["", *months] if any(m.kind == "Nominal" for m in said.mentions) or self.has_role(said) else [""]

    def has_role(self, said: Extraction) -> bool:
        """Whether a statement calls somebody by a role, of whom a date must say who it was."""
        words = said.document.text.casefold().split()
        return not word_set(LANGUAGE, "questions", "nouns", "person").isdisjoint(words)

    def articles_on(self, keys: Iterable[str]) -> list[NamedNode]:
        """The articles that mention all of some entities."""
        mentioning = [
            {q.graph_name for q in self.store.quads_for_pattern(None, node("itsrdf:taIdentRef"), NamedNode(ENT + key))}
            for key in sorted(keys)
        ]
        every = {q.subject for q in self.store.quads_for_pattern(None, node("rdf:type"), node("schema:NewsArticle"))}
        return sorted((every & set.intersection(*mentioning) if mentioning else every), key=str)  # type: ignore[arg-type]

    def residue(self, reading: Reading, held: Collection[str]) -> frozenset[str]:
        """The words of a statement that say something and that its pattern doesn't hold, folded."""
        from kg.nlp import load, parse

        said = reading.said
        mentions = [
            m for m in said.mentions if m.kind == "Name" or set(held) & {k for key in m.entities for k in (key, *self.names.meant(key))}
        ]
        taken = [(m.start, m.end) for m in mentions] + [c.trigger for c in said.claims] + [(t.start, t.end) for t in said.times]
        empty = word_set(LANGUAGE, "questions", "empty", "lemmas")
        return frozenset(
            fold(t.text)
            for t in parse(load(LANGUAGE, self.reader.model), said.document)
            if t.pos_ in ("NOUN", "PROPN", "ADJ", "VERB", "NUM")
            and t.lemma_.casefold() not in empty
            and not reading.in_gap(t.idx)
            and not any(a <= t.idx < b for a, b in taken)
        )


def has_verb(words: Sequence[Word]) -> bool:
    """Whether some words are a sentence with a verb, which says whether something happened or is to come."""
    return any(w.finite or w.pos in ("VERB", "AUX") for w in words)


def together(answers: Sequence[Answer]) -> Answer:
    """The answers to several interrogatives of one question as one."""
    told = [a for a in answers if a.outcome == "answer"]
    if len(answers) == 1 or not told:
        return answers[0]
    found = tuple(f for a in told for f in a.found)
    return replace(told[0], found=found, sure=all(a.sure for a in told), sparql="\n\n".join(a.sparql for a in told))


def document(text: str, date: str) -> Document:
    """A question as an article."""
    return Document("question", "question", "", text, LANGUAGE, date, "")


def kinds(asked: Statement) -> tuple[str, ...]:
    """The classes of an answer to "quel pays" or "quelle ville"; () where any will do."""
    if asked.asks not in ("which", "place") or not asked.noun:
        return ()
    noun = asked.noun.split()[0].casefold()
    if noun in ("pays", "état"):
        return ("schema:Country",)
    if noun in ("ville", "capitale", "village", "commune"):
        return ("schema:City",)
    return ("schema:Person",) if sort_of(Word(noun, "NOUN", noun)) == "person" else ()


def covers(found: Found, residue: frozenset[str]) -> bool:
    """Whether the sentences of an answer hold all words that the pattern left out."""
    words = {fold(w) for e in found.evidence for w in re.findall(r"\w+", e.sentence)} | {fold(w) for w in re.findall(r"\w+", found.name)}
    return all(any(kindred(r, w) for w in words) for r in residue)


def tells_reason(found: Found) -> bool:
    """Whether a sentence of an answer gives a reason, or the answer is one."""
    causal = word_set(LANGUAGE, "questions", "causal", "words")
    return any(" : " in e.sentence or not causal.isdisjoint(re.findall(r"\w+", e.sentence.casefold())) for e in found.evidence)


def kindred(a: str, b: str) -> bool:
    """Whether two folded words may be forms of one: they begin alike."""
    length = max(4, min(len(a), len(b)) - 2)
    return a == b or (len(a) > 3 and len(b) > 3 and a[:length] == b[:length])


def given_words(statement: str, pattern: Pattern) -> frozenset[str]:
    """The words that evoked a pattern's events, folded: where any event will do, the sentence must hold them."""
    return frozenset(fold(word) for start, end in pattern.triggers for word in re.findall(r"\w+", statement[start:end]))
