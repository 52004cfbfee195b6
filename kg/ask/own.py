"""A question's own verb: what it may mean, and a lexicon in which it, its forms and what means the same evoke an event of no type."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kg.ask.word import LANGUAGE
from kg.ask.words import kindred
from kg.events import lexicon, triggers
from kg.events.lexicon import Evoker, Frame, Lexicon, Pattern, build
from kg.extract.article import Article
from kg.ids import fold
from kg.lang import table, word_set
from kg.syntax import Tree

ANY = "Event"  # the type of what a question's own verb tells
COMPLEMENTS = ("xcomp", "ccomp", "obj", "nsubj", "obl", "nmod")


class Sense(NamedTuple):
    """What a frame tells: a type, and what the subject is to it, for who sells isn't who buys."""

    type: str
    subject: str


@dataclass(slots=True)
class Own:
    """A question's own verb, found where its statement is read, as a lexicon for each text.

    `lemma` is its word, `means` what the frames say that it evokes, `present` whether it asks for what is, was or is to come, `source`
    whether who says so is asked, `at` where it stands in the statement, `above` the verbs of speech that govern it.
    """

    stand_in: str
    lemma: str = ""
    means: frozenset[Sense] = frozenset()
    present: bool = False
    source: bool = False
    at: tuple[int, int] = (0, 0)
    above: frozenset[str] = frozenset()

    def of_statement(self, article: Article, tree: Tree) -> Lexicon:
        """The lexicon for the statement, whose verb is found now."""
        base = lexicon(LANGUAGE)
        i = main_word(article, tree, gap_in(article, self.stand_in))
        if article.doc[i].lemma_.casefold() in base.reporting and (reported := tree.children(i, "ccomp")):
            i, self.source = reported[0], True
        found = triggers.find(article, tree, base, True)
        trigger = next((t for t in found if t.token <= i <= t.last or i in (c.token for c in t.carriers)), None)
        if trigger is None:
            i = fuller(article, tree, i, gap_in(article, self.stand_in))
            trigger = next((t for t in found if t.token <= i <= t.last), None)
        first, last = (trigger.token, trigger.last) if trigger else (i, i)
        self.lemma = lemma_of(article, first)
        self.means = senses([trigger.frame]) if trigger else senses_of(self.lemma)
        # "menace d'attaquer", where the model may take the verb for a noun
        above = [k for k in tree.path(i)[1:] if not base.reporting.isdisjoint((lemma := lemma_of(article, k), f"{lemma}r"))]
        self.above = frozenset(fold(article.words[k]) for k in above)
        self.at = (article.starts[first], article.starts[last] + len(article.words[last]))
        finite = [k for k in tree.path(i) if tree.is_finite(k)]
        self.present = any("Pres" in article.doc[k].morph.get("Tense", []) and not tree.children(k, "aux") for k in finite)
        return self.evoking([self.lemma])

    def of_article(self, article: Article, tree: Tree) -> Lexicon:
        """The lexicon for an article: its words that are the verb's."""
        lemmas = {lemma_of(article, t.i) for t in article.doc if t.pos_ in ("VERB", "AUX", "NOUN", "ADJ")}
        return self.evoking(lemma for lemma in lemmas if are_forms(self.lemma, lemma))

    def evoking(self, lemmas: Iterable[str]) -> Lexicon:
        """A lexicon in which some words, and all that mean the same, evoke an event of no type."""
        base, frame = lexicon(LANGUAGE), any_frame()
        listed = sorted(lemmas)
        made = Lexicon(light=base.light, lemmas=base.lemmas, begin=base.begin, end=base.end)
        for ours, theirs in ((made.verbs, base.verbs), (made.nouns, base.nouns)):
            for lemma, evokers in theirs.items():
                if kept := [Evoker(e.pattern, frame) for e in evokers if e.frame and sense(e.frame) in self.means]:
                    ours[lemma] = kept
            for lemma in listed:
                ours.setdefault(lemma, []).extend(Evoker(Pattern(lemma, reflexive=flag), frame) for flag in (False, True))
        return made


def lemma_of(article: Article, i: int) -> str:
    """The lemma under which a verb or a noun is known."""
    token = article.doc[i]
    lemma = token.lemma_.casefold()
    return lemma if token.pos_ == "NOUN" else lexicon(LANGUAGE).verb_lemma(token.text.casefold(), lemma)


def gap_in(article: Article, stand_in: str) -> frozenset[int]:
    """The tokens of the stand-in."""
    start = article.document.text.casefold().find(stand_in.casefold()) if stand_in else -1
    return frozenset(t.i for t in article.tokens(start, start + len(stand_in))) if start >= 0 else frozenset()


def main_word(article: Article, tree: Tree, gap: frozenset[int]) -> int:
    """The token of which the gap is a part, or the main verb without one."""
    roots = [t.i for t in article.doc if tree.head[t.i] == t.i and not t.is_punct] or [0]
    verb = next((i for i in roots if article.doc[i].pos_ in ("VERB", "AUX")), roots[0])
    return next((tree.head[i] for i in sorted(gap) if tree.head[i] not in gap), verb)


def fuller(article: Article, tree: Tree, at: int, gap: frozenset[int]) -> int:
    """A word itself, or its complement where it says nothing by itself."""
    empty, seen = word_set(LANGUAGE, "questions", "empty", "lemmas"), {at}
    while article.doc[at].lemma_.casefold() in empty or article.doc[at].pos_ not in ("VERB", "AUX", "NOUN", "ADJ"):
        below = (k for dep in COMPLEMENTS for k in tree.children(at, dep) if k not in gap and k not in article.at and k not in seen)
        if (lower := next((k for k in below if article.doc[k].pos_ in ("VERB", "NOUN")), None)) is None:
            break
        at = lower
        seen.add(at)
    return at


@cache
def any_frame() -> Frame:
    """The slots of any verb."""
    return build({"type": ANY, "slots": table(LANGUAGE, "questions")["any_verb"]}, {})


@cache
def are_kin(one: str, other: str) -> bool:
    """Whether two words may tell one thing: forms of one, words of one frame, or listed together."""
    return are_forms(one, other) or not senses_of(one).isdisjoint(senses_of(other))


def are_forms(one: str, other: str) -> bool:
    """Whether two words are forms of one, or listed together."""
    one, other = fold(one), fold(other)
    return kindred(one, other) or any(one in group and other in group for group in groups())


@cache
def groups() -> tuple[frozenset[str], ...]:
    """Words that tell one thing, folded."""
    return tuple(frozenset(map(fold, group)) for group in table(LANGUAGE, "questions")["kin"]["groups"])


@cache
def senses_of(lemma: str) -> frozenset[Sense]:
    """What a word alone may mean."""
    base = lexicon(LANGUAGE)
    return senses(e.frame for e in (*base.verbs.get(lemma, ()), *base.nouns.get(lemma, ())) if not e.pattern.words)


def senses(frames: Iterable[Frame | None]) -> frozenset[Sense]:
    """What some frames tell; what only says something is told by too many words."""
    general = word_set(LANGUAGE, "questions", "kin", "general")
    return frozenset(sense(frame) for frame in frames if frame and frame.type not in general)


def sense(frame: Frame) -> Sense:
    subject = frame.slots.get("subj", ())
    return Sense(frame.type, subject[0].name if subject else "")
