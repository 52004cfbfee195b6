"""`ask`: a question in French, read as news is read, and answered from the graph with the sentences that say so.

    question ─statements→ Statement ─extract→ claims ─patterns→ Pattern ─looser→ ─select→ SPARQL ─collect→ Answer

Of the patterns and the looser ones behind each, the first that the graph fits answers; only the literal ones are sure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from time import perf_counter
from typing import TYPE_CHECKING, Any, cast

from pyoxigraph import NamedNode, Store

from kg.ask import again
from kg.ask.answer import Answer, Found, Outcome, collect, text_of, together
from kg.ask.loosen import SURE, looser
from kg.ask.names import Names
from kg.ask.own import Own
from kg.ask.pattern import Pattern, Reading, UnknownNameError, missing, patterns
from kg.ask.sparql import denials, select
from kg.ask.statement import Statement, kinds, stand_ins, statements
from kg.ask.word import LANGUAGE
from kg.ask.words import covers, document, has_verb, is_present, noun_words, residue, tells_reason, trigger_words, words_of
from kg.explain.beside import NOTHING, Beside
from kg.extract.reader import Reader
from kg.judgements import Judgements
from kg.kb import open_base
from kg.lang import table, word_set
from kg.model import Extraction, Status
from kg.nlp.doc import Doc
from kg.rdf.ontology import Ontology
from kg.rdf.ontology import load as ontology
from kg.rdf.terms import DOC, ENT, EV, PREFIXES, node

if TYPE_CHECKING:
    from kg.events.lexicon import Lexicon
    from kg.extract.article import Article
    from kg.syntax import Tree

LONGEST = 500  # characters of a question
MOST_ARTICLES = 6  # that are read again for a question
MOST_MONTHS = 12  # at which a question with a role is read
LAST = 9  # a level of looseness beyond all
TYPE, CITY = node("rdf:type"), node("schema:City")
NO_EVENT = "je n'y reconnais aucun événement"
NO_QUESTION = "ce n'est pas une question sur ce que disent les articles"
# What is asked beside a clause: the event alone is no answer.
BESIDE_A_CLAUSE = frozenset({"place", "time", "number", "amount", "duration", "source", "toll", "truth"})
COUNTING = frozenset({"number", "amount", "toll"})  # what the graph has as quantities
TOLL = frozenset({"deaths", "injured"})  # what a place alone may be asked for
# What two names in one sentence find without the question's verb.
BY_NAMES = frozenset({"reason", "amount", "number", "duration", "source", "truth"})


def ask(store: Store, question: str, reader: Reader | None = None, beside: Beside = NOTHING) -> Answer:
    """The answer of a graph to a question in French. `reader` reads it as a build reads articles, with our knowledge base where None is
    given; `beside` has the articles themselves, which are read again where no event of the graph answers."""
    began = perf_counter()
    reader = reader or Reader(open_base(), Judgements())
    answer = Asking(store, reader, ontology(), Names.of(store), beside).answer(" ".join(question.split()))
    return replace(answer, seconds=perf_counter() - began)


@dataclass(frozen=True, slots=True)
class Asking:
    """What questions to one graph share."""

    store: Store
    reader: Reader
    types: Ontology
    names: Names
    beside: Beside = NOTHING

    def answer(self, question: str) -> Answer:
        """The answer to a question, white space made single."""
        if not question or len(question) > LONGEST:
            return Answer(question, "not-understood", reason="la question est vide ou trop longue")
        spelled, named = self.names.spelled_out(question)
        asked = statements(words_of(self.parsed(spelled), spelled, named))
        known = tuple((n.text, self.names.full[n.nodes[0]]) for n in named)
        given = Answer(question, "not-understood", names=known, reason=NO_QUESTION)
        return together([self.reply(replace(given, asks=each.asks, reason=""), each, spelled) for each in asked] or [given])

    def reply(self, given: Answer, asked: Statement, spelled: str) -> Answer:
        """The answer to one of a question's statements, read at each date that it may be of: the first sure one, else the first that tells
        anything."""
        replies = []
        dates = self.dates(self.read(asked.fill("…"), ""))
        for date in dates:
            replies.append(self.dated_reply(replace(given, statement=asked.fill("…")), asked, spelled, date))
            if replies[-1].is_told and replies[-1].sure:
                return replies[-1]
        told = next((r for r in replies if r.is_told), None)
        lacking, closer = self.read_again(replies[0], asked, spelled, dates[0])
        if closer and (told is None or (not lacking and asked.asks not in COUNTING and any(f.name for f in closer.found))):
            return closer
        return told or replies[0]

    def read_again(self, given: Answer, asked: Statement, spelled: str, date: str) -> tuple[int, Answer | None]:
        """What the articles tell in the question's own words though no event of the graph does, and how much of these words their sentences
        lack; None for nothing. Never sure."""
        for words, _ in stand_ins(asked, spelled):
            text, own = asked.fill(words), Own(words)
            said = self.read(text, date, own.of_statement)
            wanted = again.sought(asked, said, own, self.names, self.reader.kb)
            if wanted is not None and (wanted.properties or own.source or not words):
                break
        else:
            return 0, None
        lacking, found = again.best(f for article in self.articles_of(wanted) for f in again.answers(article, wanted))
        if not found:
            return 0, None
        outcome: Outcome = "answer"
        if asked.asks == "truth":
            outcome = "yes" if found[0].name == "oui" else "no"
            found = tuple(replace(f, name="") for f in found if f.name == found[0].name)
        return lacking, replace(given, outcome=outcome, sure=False, found=found, statement=text, reason="", sparql="")

    def articles_of(self, wanted: again.Sought) -> Iterator[Extraction]:
        """The articles that name all that is sought, read with the question's verb: first those that hold more of its words."""
        from kg.extract.extract import extract
        from kg.nlp import load

        named = [set().union(*(self.articles_on([key]) for key in keys)) for keys in wanted.groups]
        ids = sorted(a.value.removeprefix(DOC) for a in set.intersection(*named))
        kept = [e.document for id in ids if (e := self.beside.extraction(id)) is not None]
        kept.sort(key=lambda each: again.lacks(wanted.words, each.text))
        for each in kept[:MOST_ARTICLES]:
            yield extract(each, load(LANGUAGE, self.reader.model), self.reader.kb, bare=True, frames=wanted.own.of_article)

    def dated_reply(self, given: Answer, asked: Statement, spelled: str, date: str) -> Answer:
        """The answer to a statement that is read as one of that date, with the first stand-in that shows the extractor what is missing."""
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
                return self.match(replace(given, statement=text), asked, list(self.completed(found, reading, mentioned, asked)))
        if unknown:
            return replace(given, outcome="unsaid", reason=f"le graphe ne connaît pas « {unknown} »")
        return self.elsewhere(given, asked, reading)

    def completed(
        self, found: Iterable[Pattern], reading: Reading, mentioned: Sequence[tuple[str, ...]], asked: Statement
    ) -> Iterator[Pattern]:
        """Patterns with the names and words of their statement that they don't hold: their sentences must."""
        text = reading.said.document.text
        doc = self.parsed(text)
        said = words_of(doc, text)
        is_clause, present = has_verb(said), is_present(said)
        for pattern in found:
            held = pattern.keys()
            left = tuple(dict.fromkeys(keys for keys in mentioned if held.isdisjoint(keys)))
            timeless = not is_clause or (present and pattern.status == "Occurred")
            status = cast(Status, "") if timeless else pattern.status
            words = residue(doc, reading, self.names, held) | noun_words(asked.noun)
            yield replace(pattern, mentioned=left, words=words, kinds=kinds(asked), status=status)

    def match(self, given: Answer, asked: Statement, found: Sequence[Pattern]) -> Answer:
        """The answer that the graph gives to one of several patterns, the literal ones first."""
        tell = self.truth if asked.asks == "truth" else self.open
        for level, row in enumerate(zip_longest(*(looser(pattern, self.types) for pattern in found))):
            for pattern in row:
                if pattern is not None and (told := tell(given, asked, pattern, level)):
                    return told
        return replace(given, outcome="unsaid", sparql=select(found[0], self.types))

    def open(self, given: Answer, asked: Statement, pattern: Pattern, level: int) -> Answer | None:
        """What a pattern finds for an open question; None for nothing."""
        if asked.asks in ("place", "time") and pattern.types and not (pattern.roles or pattern.places or level < SURE):
            return None  # where or when something is said of all who are named isn't where or when this took place
        answers = self.run(query := select(pattern, self.types))
        if asked.asks == "place":
            answers = self.finest(answers)
        if asked.asks == "reason":
            answers = tuple(f for f in answers if tells_reason(f))
        if asked.asks == "what" and not asked.preposition:
            answers = tuple(f for f in answers if not f.value.startswith(ENT)) or answers  # what is told rather than of whom
        if asked.asks == "who":
            answers = tuple(f for f in answers if not f.value.startswith(EV)) or answers
        if pattern.missing == ("saidBy",):  # somebody rather than the article itself, which is no answer to "selon qui"
            answers = tuple(f for f in answers if f.value.startswith(ENT)) or (() if asked.asks == "source" else answers)
        words = frozenset() if pattern.anywhere else pattern.words
        if not (pattern.types or pattern.anywhere or asked.asks == "reason"):
            words |= trigger_words(given.statement, pattern)
        full = tuple(f for f in answers if covers(f, words))
        if not full and (not answers or level >= SURE or not (pattern.keys() or pattern.times)):
            return None  # a type alone is too little
        told = not (pattern.optional and asked.asks == "reason") or any(f.value != f.event for f in full)
        sure = bool(full) and level < SURE and not pattern.mentioned and told
        return replace(given, outcome="answer", sure=sure, found=full or answers, sparql=query)

    def truth(self, given: Answer, asked: Statement, pattern: Pattern, level: int) -> Answer | None:
        """Yes where a pattern finds something, no where somebody denies it; None for neither. That all who are named stand in a sentence
        doesn't say that it happened, but a denial among them is worth telling."""
        if answers := self.run(query := select(pattern, self.types)) if level <= SURE else ():
            return self.told(given, "yes", pattern, level, answers, query)
        if pattern.anywhere and not (pattern.named or pattern.places):
            return None
        opposites = table(LANGUAGE, "questions")["opposites"]
        if (types := tuple(opposites[t] for t in pattern.types if t in opposites)) and level <= SURE:
            if answers := self.run(query := select(replace(pattern, types=types), self.types)):
                return self.told(given, "no", pattern, SURE, answers, query)
        if answers := self.run(query := denials(pattern, self.types)):
            put_off = pattern.named and pattern.status != "Occurred" and pattern.words  # "la visite a-t-elle été annulée ?"
            return self.told(given, "yes" if put_off else "no", pattern, level, answers, query)
        return None

    def told(self, given: Answer, outcome: Outcome, pattern: Pattern, level: int, answers: tuple[Found, ...], query: str) -> Answer:
        """Yes or no, sure where the pattern is literal and its sentences hold the question's words."""
        full = tuple(f for f in answers if covers(f, pattern.words))
        return replace(
            given, outcome=outcome, sure=bool(full) and level < SURE and not pattern.mentioned, found=full or answers, sparql=query
        )

    def elsewhere(self, given: Answer, asked: Statement, reading: Reading | None) -> Answer:
        """What no frame reads may stand in a sentence that holds the question's names and, where there is but one, its words."""
        unsaid = replace(given, outcome="unsaid", sure=False)
        try:
            mentioned = tuple(dict.fromkeys(reading.named())) if reading else ()
        except UnknownNameError as error:
            return replace(unsaid, reason=f"le graphe ne connaît pas « {error} »")
        words = residue(self.parsed(reading.said.document.text), reading, self.names, ()) if reading else frozenset()
        wanted = missing(asked.asks, asked.noun)
        if not mentioned or not (words or (wanted and TOLL.issuperset(wanted))):
            return replace(given, reason=NO_EVENT)
        if len(mentioned) > 1 and asked.asks in BY_NAMES:
            words = frozenset()
        optional = asked.asks not in BESIDE_A_CLAUSE
        anything = Pattern((), cast(Status, ""), mentioned=mentioned, words=words, missing=wanted, optional=optional)
        if asked.asks == "truth":
            return (self.truth(given, asked, anything, LAST) if len(mentioned) > 1 else None) or unsaid
        verbs = [t.lemma_.casefold() for t in self.parsed(reading.said.document.text) if t.pos_ == "VERB"] if reading else []
        near = tuple(dict.fromkeys(t for verb in verbs for t in again.types_beside(verb)))
        tried = [*([replace(anything, types=near, words=frozenset())] if near else []), anything]
        if asked.asks == "source":  # or whoever says something in that sentence
            tried.append(replace(anything, types=("Speech",), missing=("agent",)))
        told = (self.open(given, asked, pattern, LAST) for pattern in tried)
        return next((answer for answer in told if answer), None) or replace(unsaid, sparql=select(anything, self.types))

    def finest(self, places: tuple[Found, ...]) -> tuple[Found, ...]:
        """The towns of several places, where there is any: that one lies by a sea or in a country says no more."""
        towns = tuple(p for p in places if next(self.store.quads_for_pattern(NamedNode(p.value), TYPE, CITY), None))
        return towns or places

    def run(self, query: str) -> tuple[Found, ...]:
        """What a query of ours finds."""
        return collect(self.store, cast(Iterable[Any], self.store.query(query, prefixes=PREFIXES)))

    def parsed(self, text: str) -> Doc:
        """A text of one sentence, parsed."""
        from kg.nlp import load, parse

        return parse(load(LANGUAGE, self.reader.model), document(text))

    def read(self, text: str, date: str, frames: Callable[[Article, Tree], Lexicon] | None = None) -> Extraction:
        """What a statement says, read as an article of that date, with the language's frames where none are given."""
        from kg.extract.extract import extract
        from kg.nlp import load

        return extract(document(text, date), load(LANGUAGE, self.reader.model), self.reader.kb, bare=True, frames=frames)

    def dates(self, said: Extraction) -> list[str]:
        """The dates at which to read a statement: what those of the articles on all that it names have in common, or else, where it calls
        somebody by a role, each of their months. Then "mercredi" is a Wednesday of it, and "le président russe" who was it."""
        keys = {key for m in said.mentions for key in m.entities if key in self.names.full}
        dates = [date for article in self.articles_on(keys) if (date := text_of(self.store, article, "dcterms:date"))]
        common = next((p for n in (10, 7, 4) if dates and len(p := dates[0][:n]) == n and all(d.startswith(p) for d in dates)), "")
        if common:
            return [common]
        people = word_set(LANGUAGE, "questions", "nouns", "person")
        if any(m.kind == "Nominal" for m in said.mentions) or not people.isdisjoint(said.document.text.casefold().split()):
            return ["", *(month for month, _ in Counter(d[:7] for d in dates).most_common(MOST_MONTHS))]
        return [""]

    def articles_on(self, keys: Iterable[str]) -> list[NamedNode]:
        """The articles that mention all of some entities."""
        means = node("itsrdf:taIdentRef")
        mentioning = [{q.graph_name for q in self.store.quads_for_pattern(None, means, NamedNode(ENT + key))} for key in sorted(keys)]
        every = {q.subject for q in self.store.quads_for_pattern(None, TYPE, node("schema:NewsArticle"))}
        return cast(list[NamedNode], sorted(every.intersection(*mentioning), key=str))
