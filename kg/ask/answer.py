"""What is answered to a question: outcome, answers and the sentences that say them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pyoxigraph import NamedNode, Store

from kg.rdf.terms import DOC, node

Outcome = Literal["answer", "yes", "no", "unsaid", "not-understood"]


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

    @property
    def is_told(self) -> bool:
        """Whether it tells anything."""
        return self.outcome in ("answer", "yes", "no")


def together(answers: Sequence[Answer]) -> Answer:
    """The answers to several interrogatives of one question as one."""
    told = [a for a in answers if a.outcome == "answer"]
    if len(answers) == 1 or not told:
        return answers[0]
    found = tuple(f for a in told for f in a.found)
    return replace(told[0], found=found, sure=all(a.sure for a in told), sparql="\n\n".join(a.sparql for a in told))


def collect(store: Store, rows: Iterable[Any]) -> tuple[Found, ...]:
    """The answers in the rows of a query of `sparql.py`, best supported first."""
    grouped: dict[str, list[Any]] = {}
    for row in rows:
        grouped.setdefault(row["answer"].value, []).append(row)
    found = (Found(its[0]["answerName"].value, value, its[0]["event"].value, tuple(says(store, its))) for value, its in grouped.items())
    return tuple(sorted(found, key=lambda f: (-len(f.evidence), f.name, f.value)))


def says(store: Store, rows: Iterable[Any]) -> Iterator[Evidence]:
    """The sentences of some rows, each once."""
    for claim, row in {row["claim"].value: row for row in reversed(list(rows))}.items():
        own = row["said"].value.startswith(DOC)
        yield Evidence(
            row["sentence"].value,
            "" if own else text_of(store, row["said"], "schema:name"),
            text_of(store, row["article"], "schema:headline"),
            text_of(store, row["article"], "dcterms:date"),
            claim,
        )


def text_of(store: Store, thing: NamedNode, property: str) -> str:
    """A literal of a node of the default graph, "" without one."""
    quad = next(store.quads_for_pattern(thing, node(property), None), None)
    return quad.object.value if quad is not None else ""  # type: ignore[union-attr]
