"""Tokens as the treebanks have them: compounds, broken hyphens and grouped digits are one word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from kg.lang import table

# The parser's training data holds "Saint-Dizier", "Asie-Pacifique" and "400 000" as one token each; spaCy's tokenizer splits them.
DIGITS = r"\d{1,3}(?: \d{3})+(?!\d)"
BRETON = r"(?:\w+-)*[^\W\d_]*[Cc]['’]h\w*(?:-\w+)*"  # "Kerloc'h", "Plourac'h"
JOINED = re.compile(rf"(?<![\w-])(?:{DIGITS}|{BRETON}|(?P<word>[^\W\d_]\w*(?:- ?\w+)+))(?![\w-])")

# spaCy's tokenizer takes marks off the ends of a run one by one and looks through the rest each time: that is quadratic.
LONGEST_RUN = 400  # characters without white space; no word or address of an article is as long
RUN = re.compile(rf"\S{{{LONGEST_RUN}}}(?=\S)")

# An elided word before a quotation mark ("d'« hostile »"), which spaCy takes for two or joins to the mark: what it is and where it ends.
ELIDED = re.compile(r"(?<!\w)(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\s?[«\"“])", re.IGNORECASE)

SPACED = re.compile(r"\d \d{3}")
PLAIN_NUMBER = "500"
DASHED = re.compile(r"[A-ZÀ-Þ]\w+-")


class Tokenizer:
    """Wraps spaCy's tokenizer; its `Doc` has the same text."""

    def __init__(self, inner: Callable[[str], Doc], clitics: frozenset[str]) -> None:
        self.inner = inner
        self.clitics = clitics

    def __call__(self, text: str) -> Doc:
        doc = Doc.from_docs(parts, ensure_whitespace=False) if len(parts := [self.inner(part) for part in cut(text)]) > 1 else parts[0]
        starts = {t.idx: t.i for t in doc}
        ends = {t.idx + len(t): t.i + 1 for t in doc}
        spans = [(starts[a], ends[b]) for a, b in self.merged(text) if a in starts and b in ends and ends[b] - starts[a] > 1]
        whole = split(merge(doc, spans) if spans else doc)
        return numbered(whole) if SPACED.search(text) else whole

    def joined(self, text: str) -> Iterator[tuple[int, int]]:
        """Offsets of what should be one token."""
        for found in JOINED.finditer(text):
            if found["word"] is None:
                yield found.span()
            elif self.is_compound(found["word"]):
                yield found.span()

    def merged(self, text: str) -> list[tuple[int, int]]:
        """The same with elided words before quotation marks, in ascending order."""
        return sorted([*self.joined(text), *(found.span() for found in ELIDED.finditer(text))])

    def is_compound(self, word: str) -> bool:
        """Whether a hyphenated word is one name or noun, not a verb or noun with clitics ("a-t-il", "mois-ci")."""
        _, *tail = re.split(r"- ?", word)
        if "- " in word and not (word[0].isupper() and all(p[:1].isupper() for p in tail)):
            return False
        return not any(p.casefold() in self.clitics for p in tail) or (word[0].isupper() and any(p[0].isupper() for p in tail))

    def __getattr__(self, name: str) -> object:
        # saving, comparing and explaining tokens are the inner tokenizer's affair
        if name == "inner":
            raise AttributeError(name)
        return getattr(self.inner, name)


def cut(text: str) -> list[str]:
    """The text in parts, whose runs without white space have at most `LONGEST_RUN` characters; an elided word ends one before a quotation
    mark."""
    ends = sorted({found.end() for pattern in (RUN, ELIDED) for found in pattern.finditer(text)})
    return [text[start:end] for start, end in pairwise([0, *ends, len(text)])]


def numbered(doc: Doc) -> Doc:
    """The same document, its grouped digits known to the model: it has no vector of "1 500", and takes that for a name or a noun."""
    vectors = doc.vocab.vectors
    row = vectors.find(key=doc.vocab.strings[PLAIN_NUMBER]) if PLAIN_NUMBER in doc.vocab.strings and vectors.size else -1
    for token in doc:
        if " " in token.text and re.fullmatch(DIGITS, token.text):
            token.norm_ = token.text.replace(" ", "")
            if row >= 0 and token.orth not in vectors:
                vectors.add(token.orth, row=row)
    return doc


def split(doc: Doc) -> Doc:
    """A `Doc` in which a capitalised word with a dash stuck to its end ("la Marne- qui …") is two tokens."""
    if not any(word.endswith("-") and DASHED.fullmatch(word) for word in [t.text for t in doc]):
        return doc
    words: list[str] = []
    spaces: list[bool] = []
    for token in doc:
        dashed = bool(DASHED.fullmatch(token.text))
        words += [token.text[:-1], "-"] if dashed else [token.text]
        spaces += [False, bool(token.whitespace_)] if dashed else [bool(token.whitespace_)]
    return Doc(doc.vocab, words=words, spaces=spaces)


def merge(doc: Doc, spans: list[tuple[int, int]]) -> Doc:
    """A `Doc` of the same text in which each of the ascending token ranges `spans` is one token."""
    words: list[str] = []
    spaces: list[bool] = []
    at = 0
    for start, end in [*spans, (len(doc), len(doc))]:
        words += [t.text for t in doc[at:start]]
        spaces += [bool(t.whitespace_) for t in doc[at:start]]
        if end > start:
            words.append(doc[start:end].text)
            spaces.append(bool(doc[end - 1].whitespace_))
        at = end
    return Doc(doc.vocab, words=words, spaces=spaces)


def install(nlp: Language, language: str) -> None:
    """Put our tokenizer in front of a pipeline."""
    nlp.tokenizer = Tokenizer(nlp.tokenizer, frozenset(table(language, "tokens")["clitics"]))
