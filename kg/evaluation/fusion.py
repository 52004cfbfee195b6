"""How well events of several articles are brought together, against pairs of short articles told by hand to be one happening or two.

Each line holds two articles, which are read with their headlines, and the words by which each tells of the happenings in question. An event
is read where one of our claims has its trigger among these words. Where the words are a verb that tells nothing but that something takes
place ("a remporté la municipale", "s'est ouvert"), and no claim has it as its trigger, the claim of the noun that is its subject or object
counts: it tells the same happening in the same clause, and people differ in which of the two words they mark.

`recall` counts the pairs of one happening that end in one event, whether or not reading found both; `read_recall` only those of which it
found both, so that fusion's own share is seen, and `unread` how many events it never saw. `precision` counts the right ones among the pairs
that end in one event and are both in question: an article may rightly look back on what the other tells. B³ is over all events in
question; one that was not read stands alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from spacy.language import Language

from kg.errors import InputError
from kg.evaluation.scores import WORST, Progress, Score, Spot, json_lines, overlap, share, silent
from kg.extract.article import Article
from kg.extract.extract import extract, understand
from kg.fuse import Graph, fuse
from kg.fuse.graph import Member
from kg.kb import KnowledgeBase
from kg.model import Document, Extraction
from kg.read.files import document
from kg.syntax import Tree

NEEDED = frozenset({"id", "same", "articles", "events"})


@dataclass(frozen=True, slots=True)
class Case:
    """Two articles with the pairs of words that tell of one happening, or of two (`same`)."""

    id: str
    same: bool
    why: str
    documents: tuple[Document, Document]
    events: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A case as we fused it: our events behind the words (None where none was read), and the pairs across both articles that are one."""

    case: Case
    read: tuple[tuple[Member | None, Member | None], ...]
    fused: frozenset[tuple[Member, Member]]
    graph: Graph

    @property
    def wanted(self) -> set[tuple[Member, Member]]:
        """The pairs that are one and of which both were read."""
        return {(a, b) for a, b in self.read if a and b} if self.case.same else set()

    @property
    def found(self) -> set[tuple[Member, Member]]:
        """The pairs that we made one and of which both members are in question."""
        asked = {m for pair in self.read for m in pair if m}
        return {pair for pair in self.fused if asked >= set(pair)}


def evaluate(path: Path, nlp: Language, kb: KnowledgeBase, progress: Progress = silent) -> dict[str, Any]:
    """Cases (pairs of events), the figures and the errors. Raises `InputError` where a line breaks the format."""
    cases = [read_case(record) for record in json_lines(path, NEEDED)]
    compared = [compare(case, nlp, kb) for case in progress(cases)]
    pairs = sum(len(c.case.events) for c in compared)
    same = sum(len(c.case.events) for c in compared if c.case.same)
    wanted, right, found = (sum(map(len, s)) for s in zip(*((c.wanted, c.wanted & c.found, c.found) for c in compared), strict=True))
    total = sum((score for c in compared for score in b3(c)), Score())
    return {
        "cases": pairs,
        "one_happening": same,
        "precision": share(right, found),
        "recall": share(right, same),
        "read_recall": share(right, wanted),
        "b3_f1": round(total.f1, 4),
        "unread": sum(member is None for c in compared for pair in c.read for member in pair),
        "errors": [line for c in compared for line in errors(c)][:WORST],
    }


def read_case(record: dict[str, Any]) -> Case:
    """One line of the file. Raises `InputError` where it breaks the format or its words aren't in its articles."""
    try:
        one, other = (
            told(f"{record['id']}-{n}", a["title"], a["text"], a["date"] or "") for n, a in enumerate(record["articles"], start=1)
        )
        events = tuple((str(a), str(b)) for a, b in record["events"])
        same = bool(record["same"])
    except (KeyError, TypeError, ValueError):
        raise InputError(f"Mend '{record['id']}': it isn't two articles with pairs of words.") from None
    if any(word not in d.text[d.title_end :] for pair in events for word, d in zip(pair, (one, other), strict=True)):
        raise InputError(f"Mend '{record['id']}': words of an event aren't in its article.")
    return Case(str(record["id"]), same, str(record.get("why", "")), (one, other), events)


def told(name: str, title: str, text: str, date: str) -> Document:
    """An article as a file of it is read: the headline stands in the text, before it."""
    return document(name, name, f"{title}\n\n{text}" if title else text, title, date, "fr", title_end=len(title))


def compare(case: Case, nlp: Language, kb: KnowledgeBase) -> Compared:
    """Read the two articles of a case and fuse them, apart from all other cases."""
    one, other = (extract(d, nlp, kb) for d in case.documents)
    graph = fuse([one, other], kb)
    first, second = (understand(d, nlp, kb)[:2] for d in case.documents)
    read = tuple((member(one, a) or carried(one, a, *first), member(other, b) or carried(other, b, *second)) for a, b in case.events)
    fused = {pair for e in graph.events for pair in across(e.members, one.document.id)}
    return Compared(case, read, frozenset(fused), graph)


def across(members: Sequence[Member], first: str) -> Iterator[tuple[Member, Member]]:
    """Pairs of a member in the first article with one in the other."""
    return product([m for m in members if m[0] == first], [m for m in members if m[0] != first])


def member(extraction: Extraction, words: str) -> Member | None:
    """Our event that some words of an article evoke; where the words stand several times, the first that evokes one."""
    text, start = extraction.document.text, extraction.document.title_end - 1
    while (start := text.find(words, start + 1)) >= 0:
        at: Spot = (start, start + len(words))
        if about := next((c.about for c in extraction.claims if c.type and overlap(at, c.trigger)), None):
            return extraction.document.id, about
    return None


def carried(extraction: Extraction, words: str, article: Article, tree: Tree) -> Member | None:
    """Our event that a noun evokes which is subject or object of the verb in some words, or which its participle describes, where the words
    stand first."""
    start = extraction.document.text.find(words, extraction.document.title_end)
    verb = next((t.i for t in reversed(article.tokens(start, start + len(words))) if t.pos_ == "VERB"), None)
    above = [tree.head[verb]] if verb is not None and tree.is_a(verb, "acl") else []
    nouns = [article.doc[k] for k in (*tree.children(verb, "nsubj", "obj"), *above)] if verb is not None else []
    spans = [(t.idx, t.idx + len(t)) for t in nouns if t.pos_ == "NOUN"]
    evoked = (c.about for c in extraction.claims if c.type and c.rule.startswith("noun:") and any(overlap(s, c.trigger) for s in spans))
    return next(((extraction.document.id, about) for about in evoked), None)


def b3(compared: Compared) -> Iterator[Score]:
    """The score of each event in question (Bagga and Baldwin 1998)."""
    same, pairs = compared.case.same, compared.read
    for n, pair in enumerate(pairs):
        for side in (0, 1):
            mine = pair[side]
            ours = {(n, side)} | {(k, 1 - side) for k, other in enumerate(pairs) if one_event(compared, mine, other[1 - side])}
            gold = {(n, side), (n, 1 - side)} if same else {(n, side)}
            yield Score(len(ours & gold) / len(ours), 1, len(ours & gold) / len(gold), 1)


def one_event(compared: Compared, one: Member | None, other: Member | None) -> bool:
    return one is not None and other is not None and bool({(one, other), (other, one)} & compared.fused)


def errors(compared: Compared) -> Iterator[str]:
    """One line for each pair that is wrong: what was not read, not brought together, or wrongly brought together, with the reason."""
    case = compared.case
    for words, (one, other) in zip(case.events, compared.read, strict=True):
        if not (one and other):
            missing = ", ".join(w for w, m in zip(words, (one, other), strict=True) if not m)
            yield f"unread | {case.id} | {missing} | {case.why}"
        elif ((one, other) in compared.fused) != case.same:
            kind = "apart" if case.same else "merged"
            yield f"{kind} | {case.id} | {' = '.join(words)} | {reason(compared.graph, one, other)} | {case.why}"
    for one, other in sorted(compared.found - set(compared.read)):
        yield f"merged | {case.id} | {one[1]} = {other[1]} | {reason(compared.graph, one, other)} | {case.why}"


def reason(graph: Graph, one: Member, other: Member) -> str:
    """Why two events are one or may be; that they are different needs no decision."""
    return next((d.reason for d in graph.decisions if {d.one, d.other} == {one, other}), "different")
