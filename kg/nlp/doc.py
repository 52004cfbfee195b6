"""A parsed text in plain Python objects, read from spaCy's once: every question to one of spaCy's tokens makes an object or decodes a word.

Names and meanings are spaCy's, so that its documentation holds here too; a slice of a document is a list of tokens.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy
import spacy
from spacy.attrs import DEP, ENT_TYPE, HEAD, IS_PUNCT, IS_QUOTE, IS_SPACE, LEMMA, MORPH, ORTH, POS, SENT_START, SPACY

NAMED = (ORTH, LEMMA, POS, DEP, ENT_TYPE, MORPH)  # whose values are keys of strings
NUMBERS = (SPACY, HEAD, SENT_START, IS_PUNCT, IS_QUOTE, IS_SPACE)


class Morph:
    """Morphological features as the treebanks write them ("Gender=Fem|Number=Sing")."""

    __slots__ = ("features", "written")

    def __init__(self, written: str) -> None:
        self.written = "" if written == "_" else written
        pairs = (feature.partition("=") for feature in self.written.split("|") if feature)
        self.features = {name: values.split(",") for name, _, values in pairs}

    def get(self, name: str, default: list[str] = []) -> list[str]:  # noqa: B006 - nobody changes it
        """The values of a feature."""
        return self.features.get(name, default)

    def __str__(self) -> str:
        return self.written


morph = lru_cache(maxsize=10_000)(Morph)


@dataclass(slots=True, eq=False)
class Token:
    """A word, mark or white space; `head` and `children` are the parser's."""

    doc: Doc
    i: int
    idx: int  # character offset
    text: str
    lemma_: str
    pos_: str
    dep_: str
    ent_type_: str
    morph: Morph
    is_sent_start: bool
    is_punct: bool
    is_quote: bool
    is_space: bool
    head: Token = field(init=False)
    children: list[Token] = field(init=False)

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    def set_morph(self, features: str) -> None:
        """Give the word other features."""
        self.morph = morph(features)

    def retag(self, pos: str, lemma: str, features: str = "") -> None:
        """Make it another part of speech; features that aren't given stay."""
        self.pos_, self.lemma_ = pos, lemma
        if features:
            self.set_morph(features)

    @property
    def sent(self) -> Span:
        """The sentence around the token."""
        return self.doc.sents[bisect_right(self.doc.sents, self.i, key=lambda sentence: sentence.start) - 1]


@dataclass(frozen=True, slots=True)
class Span:
    """The tokens from `start` to before `end`."""

    doc: Doc
    start: int
    end: int
    label_: str = ""

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc[self.start : self.end])

    def __getitem__(self, at: Any) -> Any:
        """A token, or a list of them for a slice."""
        return self.doc[self.start : self.end][at]

    @property
    def start_char(self) -> int:
        return self.doc[self.start].idx

    @property
    def end_char(self) -> int:
        return self.doc[self.end - 1].idx + len(self.doc[self.end - 1])

    @property
    def text(self) -> str:
        return self.doc.text_of(self.start, self.end)

    @property
    def sent(self) -> Span:
        return self.doc[self.start].sent

    @property
    def root(self) -> Token:
        """The token nearest to the root of its sentence, the first of several; a mark without children only where there is no word."""
        tokens = list(self)
        outer = [t for t in tokens if t.head is t or not self.start <= t.head.i < self.end]
        return min(outer or tokens[:1], key=depth)


def depth(token: Token) -> int:
    """The number of heads above a token; for a mark without children more than any word has."""
    if (token.is_punct or token.is_space) and not token.children and token.head is not token:
        return len(token.doc)
    steps = 0
    while token.head is not token:
        token, steps = token.head, steps + 1
    return steps


class Doc(list[Token]):
    """The tokens of a text in their order, with its sentences (`sents`) and what the model tags as names (`ents`)."""

    def __init__(self, doc: spacy.tokens.Doc) -> None:
        super().__init__()
        self.lang_ = doc.lang_
        self.vocab = doc.vocab
        self.extend(self.read(doc))
        bounds = [*(t.i for t in self if t.is_sent_start or t.i == 0), len(self)]
        self.sents = [Span(self, start, end) for start, end in pairwise(bounds)]
        self.ents = tuple(Span(self, e.start, e.end, e.label_) for e in doc.ents)
        self.tagged = any(t.pos_ for t in self)
        self.parsed = any(t.dep_ for t in self) and any(t.morph.written for t in self)

    def read(self, doc: spacy.tokens.Doc) -> list[Token]:
        """Plain tokens, tied to each other as spaCy's are, and the text of them."""
        values: Any = doc.to_array([*NAMED, *NUMBERS])
        strings = doc.vocab.strings
        names = {key: strings[key] for key in numpy.unique(values[:, : len(NAMED)]).tolist()}
        texts, lemmas, tags, relations, entities, morphs = ([names[key] for key in column] for column in values[:, : len(NAMED)].T.tolist())
        spaces, heads, starts, punct, quotes, white = values[:, len(NAMED) :].astype(numpy.int64).T.tolist()
        self.text = "".join([f"{text} " if space else text for text, space in zip(texts, spaces, strict=True)])
        tokens, idx = [], 0
        for i, text in enumerate(texts):
            token = Token(
                self, i, idx, text, lemmas[i], tags[i], relations[i], entities[i], morph(morphs[i]),
                starts[i] == 1, bool(punct[i]), bool(quotes[i]), bool(white[i]),
            )  # fmt: skip
            tokens.append(token)
            idx += len(text) + spaces[i]
        tie(tokens, [i + head for i, head in enumerate(heads)])
        return tokens

    def char_span(self, start: int, end: int) -> Span | None:
        """The tokens that overlap characters `start` to `end`; None where these lie outside the text."""
        if not 0 <= start < len(self.text) or not 0 < end <= len(self.text):
            return None
        first, last = self.at(start), self.at(end - 1)
        first += start == self[first].idx + len(self[first])  # white space behind a token is none of it
        return Span(self, first, last + 1)

    def text_of(self, start: int, end: int) -> str:
        """The text from token `start` to before token `end`."""
        return self.text[self[start].idx : self[end - 1].idx + len(self[end - 1])]

    def at(self, offset: int) -> int:
        """The index of the token that a character lies in or behind."""
        return bisect_right(self, offset, key=lambda token: token.idx) - 1

    def is_known(self, word: str) -> bool:
        """Whether the model has met a word."""
        return bool(self.vocab[word].has_vector)


def tie(tokens: Sequence[Token], heads: Sequence[int]) -> None:
    """Give tokens their heads and children, these in the order of the text."""
    for token in tokens:
        token.children = []
    for token, head in zip(tokens, heads, strict=True):
        token.head = tokens[head]
        if head != token.i:
            token.head.children.append(token)
