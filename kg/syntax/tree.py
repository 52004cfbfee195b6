"""A dependency tree over an article's tokens that may be mended; spaCy's own stays as the parser made it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.nlp.doc import Doc


class Gap(NamedTuple):
    """A clause that leaves out the verb of the one before ("X a été élu à Lyon, Y à Lille"), as tokens: that verb, the party to which its
    name answers, the complement to which its own does, and its own."""

    verb: int
    party: int
    answered: int
    complement: int


class Tree:
    """Heads, relations and children by token index; a root is its own head."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.head = [t.head.i for t in doc]
        self.dep = [t.dep_ for t in doc]
        self.lower = [t.text.casefold() for t in doc]
        self.kids: list[list[int]] = [[] for _ in doc]
        self.sentence = [0] * len(doc)
        self.gaps: dict[int, Gap] = {}  # by the tokens of their names, the clauses that leave out their verb
        for number, sent in enumerate(doc.sents):
            for i in range(sent.start, sent.end):
                self.sentence[i] = number
        for i, h in enumerate(self.head):
            if h != i:
                self.kids[h].append(i)

    def attach(self, i: int, head: int, dep: str) -> None:
        """Give token `i` a new head; what would close a circle is turned around first."""
        if head != i and i in self.path(head):
            self.take_place(head, i)
        if self.head[i] != i:
            self.kids[self.head[i]].remove(i)
        self.head[i], self.dep[i] = head, dep
        if head != i:
            self.kids[head].append(i)
            self.kids[head].sort()

    def set_subject(self, verb: int, i: int) -> None:
        """Make token `i` a subject of a verb, as its voice has it."""
        self.attach(i, verb, "nsubj:pass" if self.children(verb, "aux:pass") else "nsubj")

    def make_root(self, i: int) -> None:
        """Cut token `i` from its head."""
        if self.head[i] != i:
            self.kids[self.head[i]].remove(i)
        self.head[i], self.dep[i] = i, "ROOT"

    def take_place(self, i: int, of: int) -> None:
        """Hang token `i` where token `of` hangs, by the same relation; of a root it takes that place."""
        self.make_root(i) if self.head[of] == of else self.attach(i, self.head[of], self.dep[of])

    def path(self, i: int) -> list[int]:
        """Token `i` and its heads up to the root."""
        path = [i]
        while self.head[path[-1]] != path[-1]:
            path.append(self.head[path[-1]])
        return path

    def children(self, i: int, *deps: str) -> list[int]:
        """The children of `i` whose relation is one of `deps` or a subtype of it ("obl" also finds "obl:mod")."""
        kids = self.kids[i]
        if not kids or not deps:
            return list(kids)
        dep, asked = self.dep, among(deps)
        return [k for k in kids if asked[dep[k]]]

    def is_a(self, i: int, *deps: str) -> bool:
        """Whether the relation of `i` to its head is one of `deps` or a subtype."""
        return among(deps)[self.dep[i]]

    def subtree(self, i: int) -> list[int]:
        """Token `i` and everything below it, ascending."""
        found, stack = [], [i]
        while stack:
            at = stack.pop()
            found.append(at)
            stack.extend(self.kids[at])
        return sorted(found)

    def conjuncts(self, i: int) -> list[int]:
        """Token `i` and what is coordinated with it, in reading order."""
        found = [i]
        for at in found:
            found.extend(k for k in self.children(at, "conj") if k not in found)
        return sorted(found)

    def case(self, i: int) -> str:
        """The preposition of token `i`, folded to its plain form ("du" → "de", "aux" → "à"); "" without one."""
        dep, contracted = self.dep, CONTRACTED.get(self.lower[i], "")
        words = [k for k in self.kids[i] if k < i and CASE[dep[k]]]
        if not words:
            return contracted
        text = " ".join([self.lower[k] for k in words])
        if contracted:
            return f"{text} {contracted}"  # "au cours duquel"
        if text.split(" ")[0] == "face":
            text = "face à"
        after = words[-1] + 1 if text in ("d'", "d’") else i
        if after < i and self.lower[after] == "après":
            return "d'après"
        before, _, last = text.rpartition(" ")
        return PLAIN.get(text) or (f"{before} {PLAIN.get(last, last)}" if before else text)

    def is_finite(self, i: int) -> bool:
        """Whether a verb, or its auxiliary, is conjugated."""
        return any("Fin" in self.doc[k].morph.get("VerbForm", []) for k in [i, *self.children(i, "aux")])

    def conjugated_behind(self, i: int, reach: int) -> int | None:
        """The first conjugated word among the `reach` tokens behind `i` in its sentence."""
        within = (k for k in range(i + 1, min(i + reach, len(self.head))) if self.sentence[k] == self.sentence[i])
        return next((k for k in within if "Fin" in self.doc[k].morph.get("VerbForm", [])), None)

    def is_aside(self, i: int) -> bool:
        """Whether a conjugated verb's clause only goes along with the one around it ("comme X l'a dit", "alors que Y attaque")."""
        marks = {self.doc[k].text.casefold() for k in self.children(i, "mark", "advmod", "case", "fixed") if k < i}
        return self.is_a(i, "advcl") and self.is_finite(i) and bool(marks - {"que", "qu'", "qu’", "ne", "n'"})

    def is_infinitive(self, i: int) -> bool:
        """Whether a verb is an infinitive, or a participle whose auxiliary is one ("avoir abattu", "être jugé")."""
        return any("Inf" in self.doc[k].morph.get("VerbForm", []) for k in [i, *self.children(i, "aux")])

    def is_negated_infinitive(self, i: int) -> bool:
        """Whether "ne" stands before an infinitive ("ne pas avoir")."""
        return self.is_infinitive(i) and any(self.lower[k] in ("ne", "n'") for k in self.children(i, "advmod"))

    def clause_above(self, i: int) -> int | None:
        """The verb, or the predicate with a copula, of the clause in which a word below it stands; None where there is none."""
        return next((k for k in self.path(i)[1:] if self.doc[k].pos_ in ("VERB", "AUX") or self.children(k, "cop")), None)

    def is_present_participle(self, i: int) -> bool:
        """Whether a verb is a present participle ("indiquant")."""
        morph = self.doc[i].morph
        return "Part" in morph.get("VerbForm", []) and "Pres" in morph.get("Tense", [])

    def is_past_participle(self, i: int) -> bool:
        """Whether a verb is a past participle, with an auxiliary or without."""
        morph = self.doc[i].morph
        return self.doc[i].pos_ == "VERB" and "Part" in morph.get("VerbForm", []) and "Past" in morph.get("Tense", [])

    def left_words(self, i: int) -> Iterator[str]:
        """The words before `i` in its sentence, nearest first, in lower case."""
        while i > 0 and self.sentence[i - 1] == self.sentence[i]:
            i -= 1
            yield self.doc[i].text.casefold()


class Among(dict[str, bool]):
    """By relation, whether it is one of `deps` or a subtype; remembered, since the same few are asked at every token."""

    def __init__(self, deps: tuple[str, ...]) -> None:
        self.deps = deps

    def __missing__(self, dep: str) -> bool:
        self[dep] = found = any(dep == d or dep.startswith(d + ":") for d in self.deps)
        return found


among = cache(Among)
CASE = among(("case",))

CONTRACTED = {"duquel": "de", "desquels": "de", "desquelles": "de", "auquel": "à", "auxquels": "à", "auxquelles": "à"}
PLAIN = {
    "du": "de",
    "des": "de",
    "d'": "de",
    "de l'": "de",
    "de la": "de",
    "au": "à",
    "aux": "à",
    "a": "à",
    "en": "en",
    "jusqu'à": "jusqu'à",
    "jusqu'au": "jusqu'à",
}
