"""`ask`: a question in French, read as news is read, and answered from the graph with the sentences that say so."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from time import perf_counter
from typing import Any, Literal

from pyoxigraph import NamedNode, Store

from kg.ask.loosen import SURE, looser
from kg.ask.names import Named, Names
from kg.ask.pattern import ASKED, Pattern, Reading, Unknown, patterns
from kg.ask.sparql import denials, select
from kg.ask.statement import LANGUAGE, Statement, Word, sort_of, stand_ins, statement
from kg.ids import fold
from kg.lang import word_set
from kg.model import Document, Extraction
from kg.rdf.ontology import Ontology
from kg.rdf.ontology import load as ontology
from kg.rdf.terms import DOC, ENT, EV, PREFIXES, node

Outcome = Literal["answer", "yes", "no", "unsaid", "not-understood"]
LONGEST = 500  # characters of a question


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


def ask(store: Store, question: str, reader: Any) -> Answer:
    """The answer to a question; `reader` extracts documents as a build does (`kg.extract.reader.Reader`)."""
    began = perf_counter()
    answer = Asking(store, reader, ontology(), Names.of(store)).answer(" ".join(question.split()))
    return replace(answer, seconds=perf_counter() - began)


@dataclass(frozen=True, slots=True)
class Asking:
    """One question on its way to an answer."""

    store: Store
    reader: Any
    types: Ontology
    names: Names

    def answer(self, question: str) -> Answer:
        """The answer: the first pattern, from the most literal to the loosest, that the graph fits."""
        if not question or len(question) > LONGEST:
            return Answer(question, "not-understood", reason="la question est vide ou trop longue")
        spelled, named = self.names.spelled_out(question)
        asked = statement(self.words(spelled, named))
        if asked is None:
            return Answer(question, "not-understood", reason="ce n'est pas une question")
        known = tuple((n.text, self.names.full[n.nodes[0]]) for n in named)
        given = Answer(question, "not-understood", asked.asks, names=known, statement=asked.fill("…"))
        unknown, reading = "", None
        for words, sort in stand_ins(asked, spelled):
            reading = Reading(self.read(asked.fill(words)), self.names, self.types, self.reader.kb, words)
            try:
                found = patterns(reading, sort, asked.asks)
                mentioned = reading.named() if found else []
            except Unknown as error:
                unknown = unknown or str(error)
                continue
            if found:
                given = replace(given, statement=reading.said.document.text)
                return self.match(given, asked, [self.complete(p, reading, mentioned, asked) for p in found])
        if unknown:
            return replace(given, outcome="unsaid", reason=f"il n'y est pas question de {unknown}")
        return self.elsewhere(given, asked, reading, named)

    def elsewhere(self, given: Answer, asked: Statement, reading: Reading | None, named: Sequence[Named]) -> Answer:
        """What no frame reads may stand in a sentence that holds all names and words of the question."""
        if reading is None or not named:
            return replace(given, reason="je n'y reconnais aucun événement")
        words = self.residue(reading, frozenset())
        try:
            mentioned = reading.named()
        except Unknown as error:
            return replace(given, outcome="unsaid", reason=f"il n'y est pas question de {error}")
        if not words:
            return replace(given, reason="je n'y reconnais aucun événement")
        anything = Pattern((), "Occurred", mentioned=tuple(mentioned), words=words, missing=ASKED.get(asked.asks, ()), optional=True)
        sparql = select(anything, self.types)
        answers = tuple(f for f in self.collect(self.run(sparql)) if covers(f, words))
        outcome: Outcome = "answer" if answers and asked.asks != "truth" else "unsaid"
        return replace(given, outcome=outcome, sure=False, found=answers, sparql=sparql)

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
                if pattern is None or (asked.asks == "truth" and level >= SURE):
                    continue
                sparql = select(pattern, self.types)
                answers = self.collect(self.run(sparql))
                words = pattern.words if pattern.types else pattern.words | given_words(given.statement, pattern)
                full = tuple(f for f in answers if covers(f, words))
                if full or (answers and level < SURE and asked.asks != "truth"):
                    outcome: Outcome = "yes" if asked.asks == "truth" else "answer"
                    sure = bool(full) and level < SURE and not pattern.mentioned
                    return replace(given, outcome=outcome, sure=sure, found=full or answers, sparql=sparql)
                if asked.asks == "truth" and (rows := self.run(denied := denials(pattern, self.types))):
                    return replace(given, outcome="no", found=self.collect(rows), sparql=denied)
        return replace(given, outcome="unsaid", sparql=select(found[0], self.types))

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
            row["sentence"].value, "" if own else self.text(said, "schema:name"), self.text(article, "schema:headline"), self.text(article, "dcterms:date"), row["claim"].value
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

    def read(self, text: str) -> Extraction:
        """What a statement says, read as an article of the collection's own time."""
        from kg.extract.extract import extract
        from kg.nlp import load

        return extract(document(text, self.period()), load(LANGUAGE, self.reader.model), self.reader.kb, bare=True)

    def period(self) -> str:
        """The day, month or year that all articles have in common, "" without one: "mercredi" means one of its Wednesdays."""
        dates = [q.object.value for q in self.store.quads_for_pattern(None, node("dcterms:date"), None)]  # type: ignore[union-attr]
        if not dates:
            return ""
        return next((p for n in (10, 7) if len(p := dates[0][:n]) == n and all(d.startswith(p) for d in dates)), "")

    def residue(self, reading: Reading, held: Collection[str]) -> frozenset[str]:
        """The words of a statement that say something and that its pattern doesn't hold, folded."""
        from kg.nlp import load, parse

        said = reading.said
        mentions = [m for m in said.mentions if m.kind == "Name" or held & {k for key in m.entities for k in (key, *self.names.meant(key))}]
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


def kindred(a: str, b: str) -> bool:
    """Whether two folded words may be forms of one: they begin alike."""
    length = max(4, min(len(a), len(b)) - 2)
    return a == b or (len(a) > 3 and len(b) > 3 and a[:length] == b[:length])


def given_words(statement: str, pattern: Pattern) -> frozenset[str]:
    """The words that evoked a pattern's events, folded: where any event will do, the sentence must hold them."""
    return frozenset(fold(word) for start, end in pattern.triggers for word in re.findall(r"\w+", statement[start:end]))
