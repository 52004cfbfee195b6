"""The working state of one article while it is read: the parsed text and what has been found in it so far."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Any

from kg.ids import newcomer_id
from kg.kb import Entry, KnowledgeBase
from kg.kb.entry import name_key
from kg.lang import table, word_set
from kg.model import Document, Entity, Mention, MentionKind
from kg.nlp.doc import Doc, Token
from kg.nlp.doc import Span as Words


@dataclass(slots=True)
class Span:
    """A mention in token indexes; `head` is the token that carries its grammatical role."""

    start: int
    end: int
    head: int
    kind: MentionKind
    entities: tuple[str, ...]
    rule: str
    label: str = ""  # PER, LOC, ORG as far as known


@dataclass(frozen=True, slots=True)
class Held:
    """A person's office as the text gives it, with the token range that says so."""

    person: str
    office: str  # key of the office's entity
    start: int
    end: int


@dataclass(slots=True)
class Article:
    """One article on its way through the stages; every stage adds to it and none takes away."""

    document: Document
    doc: Doc
    kb: KnowledgeBase
    spans: list[Span] = field(default_factory=list)
    entities: dict[str, Entity] = field(default_factory=dict)
    at: dict[int, Span] = field(default_factory=dict)  # the span whose words include a token
    roles: dict[str, set[str]] = field(default_factory=dict)  # role nouns that the text gives a person, folded
    offices: list[Held] = field(default_factory=list)
    ending: dict[int, list[Span]] = field(default_factory=dict)  # the spans by the token behind their last
    quotes: list[tuple[int, int]] = field(default_factory=list)  # token ranges between quotation marks
    groups: dict[int, list[int]] = field(default_factory=dict)  # first head of a coordination → all its heads
    unnamed: list[Span] = field(default_factory=list)  # mentions of things without a name, under keys that begin with "_"
    memo: dict[tuple[str, int, int], Any] = field(default_factory=dict)  # what a stage asks again about a token range, by its name
    sentences: list[tuple[int, int]] = field(init=False)  # token range of each sentence
    sentence: list[int] = field(init=False)  # the number of each token's sentence
    starts: list[int] = field(init=False)  # character offset of each token
    words: list[str] = field(init=False)  # each token's text: asking the model's document for it makes an object every time
    lower: list[str] = field(init=False)  # in lower case
    keys: list[str] = field(init=False)  # and its form for looking names up
    firsts: list[str] = field(init=False)  # the first word of each key
    capitals: list[int] = field(init=False)  # the tokens with a capital
    named: tuple[Words, ...] = field(init=False)  # what the model tags as names
    headline_end: int = field(init=False)  # end of the headline in the text, in characters
    vocabulary: frozenset[str] = field(init=False)  # the keys of all words
    inner: frozenset[str] = field(init=False)  # the words that stand inside a sentence somewhere: their capitals are their own

    def __post_init__(self) -> None:
        self.starts = [t.idx for t in self.doc]
        self.words = [t.text for t in self.doc]
        self.lower = [word.casefold() for word in self.words]
        self.keys = [name_key(word) for word in self.words]
        self.firsts = [key.partition(" ")[0] for key in self.keys]
        self.capitals = [i for i, word in enumerate(self.words) if word[:1].isupper()]
        self.headline_end = self.document.title_end or self.line_without_verb()
        self.vocabulary = frozenset(self.keys)
        self.named = self.doc.ents
        self.sentences = [(sentence.start, sentence.end) for sentence in self.doc.sents]
        self.sentence = [number for number, (start, end) in enumerate(self.sentences) for _ in range(start, end)]
        starts = {start for start, _ in self.sentences}
        self.inner = frozenset(word for i, word in enumerate(self.words) if i not in starts)

    def line_without_verb(self) -> int:
        """Where the first line ends if it has no conjugated verb and more text follows ("Agression à Valdoie."); else 0."""
        text = self.document.text
        end = text.find("\n", len(text) - len(text.lstrip()))
        words = self.doc[: bisect_left(self.starts, end)] if end > 0 and not text[end:].isspace() else []
        conjugated = any("Fin" in t.morph.get("VerbForm", []) for t in words)
        return end if words and not conjugated else 0

    def data(self, name: str) -> dict[str, Any]:
        """A data file of the article's language."""
        return table(self.document.language, name)

    def add(self, span: Span) -> Span:
        """Record a mention; of overlapping mentions, the innermost of a token is the one that it belongs to."""
        self.spans.append(span)
        self.ending.setdefault(span.end, []).append(span)
        for i in range(span.start, span.end):
            if i not in self.at or self.at[i].end - self.at[i].start >= span.end - span.start:
                self.at[i] = span
        return span

    def drop(self, span: Span) -> None:
        """Take back a mention that lies in no other."""
        self.spans.remove(span)
        self.ending[span.end].remove(span)
        for i in range(span.start, span.end):
            del self.at[i]

    def know(self, entry: Entry) -> str:
        """Take an entry of the knowledge base among the article's entities; returns its key."""
        self.entities.setdefault(entry.id, Entity(entry.id, entry.kind, entry.fr, True))
        return entry.id

    def meet(self, name: str, kind: str) -> str:
        """Take a newcomer, or a concept, among the article's entities; returns its key."""
        key = newcomer_id(name, kind)
        self.entities.setdefault(key, Entity(key, kind, name, False))
        return key

    def kind_of(self, key: str) -> str:
        return self.entities[key].kind

    def entry(self, key: str) -> Entry | None:
        """The knowledge base's entry of an entity, None for newcomers."""
        return self.kb.entry(key) if self.entities[key].known else None

    def tokens(self, start: int, end: int) -> list[Token]:
        """The words, white space left out, that overlap characters `start` to `end`."""
        first = max(0, bisect_right(self.starts, start) - 1)
        last = bisect_left(self.starts, end)
        return [t for t in self.doc[first:last] if t.idx + len(t) > start and not t.is_space]

    def text(self, start: int, end: int) -> str:
        """The article's own words from token `start` to before token `end`."""
        return self.document.text[self.starts[start] : self.starts[end - 1] + len(self.words[end - 1])]

    def vicinity(self, i: int, reach: int = 1) -> range:
        """The tokens of a token's sentence, and of `reach` sentences before and behind it."""
        number, last = self.sentence[i], len(self.sentences) - 1
        return range(self.sentences[max(number - reach, 0)][0], self.sentences[min(number + reach, last)][1])

    def is_a(self, i: int, *kinds: str) -> bool:
        """Whether a word's form or lemma stands in one of the language's lists of nouns (human, body, place, time, abstract …); who was one
        ("ex-chef") is of the same lists."""
        language, word, lemma = self.document.language, self.lower[i].removeprefix("ex-"), self.doc[i].lemma_.casefold().removeprefix("ex-")
        for kind in kinds:
            nouns = word_set(language, "nouns", kind)
            if word in nouns or lemma in nouns:
                return True
        return False

    def mentions(self) -> tuple[Mention, ...]:
        """All mentions with character offsets, in reading order."""
        found = [
            Mention(
                self.doc[s.start].idx, self.doc[s.end - 1].idx + len(self.doc[s.end - 1]), s.kind, tuple(sorted(set(s.entities))), s.rule
            )
            for s in (*self.spans, *self.unnamed)
            if s.entities
        ]
        return tuple(sorted(found, key=lambda m: (m.start, m.end, m.kind, m.entities)))


def root(tokens: list[Token]) -> Token:
    """The token of a phrase whose head lies outside it; the first one where several do."""
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[0])
