"""How well questions are answered, against questions with answers by hand, asked of a graph that holds the articles they are about.

A reply is right where it is of the gold's outcome and, for an open question, holds every answer of the gold and none that the gold doesn't
allow. A name fits where its words are all in the name of what was found or in another of its names, a date where it is the same in EDTF, a
number where value and bound are the same, and words of an article where a sentence shown with the answer holds them.

`right` is the share of right replies, `wrong_as_sure` counts the questions that the articles don't answer and that were answered as sure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from pyoxigraph import NamedNode, Store

from kg.ask import Answer, Found
from kg.ask.answer import Outcome
from kg.ask.ask import Asking
from kg.ask.names import Names
from kg.errors import InputError
from kg.evaluation.scores import WORST, Progress, json_lines, share, silent
from kg.explain.beside import Beside
from kg.extract.reader import Reader
from kg.judgements import Judgements
from kg.kb import KnowledgeBase
from kg.kb.entry import name_key
from kg.query.names import ALIASES, NAME
from kg.rdf.ontology import load
from kg.rdf.store import open_store
from kg.rdf.terms import EV, KG, node

NEEDED = frozenset({"id", "question", "outcome"})
OUTCOMES: tuple[str, ...] = get_args(Outcome)


def evaluate(path: Path, kb: KnowledgeBase, folder: Path, progress: Progress = silent) -> dict[str, Any]:
    """The share of right replies, by outcome too. Raises `InputError` where a line breaks the format."""
    store = open_store(folder)
    asking = Asking(store, Reader(kb, Judgements()), load(), Names.of(store), Beside(folder))
    cases = list(json_lines(path, NEEDED))
    if wrong := next((c["id"] for c in cases if c["outcome"] not in OUTCOMES), None):
        raise InputError(f"Mend '{wrong}': its outcome is none of {', '.join(OUTCOMES)}.")
    replies = [(case, asking.answer(case["question"])) for case in progress(cases)]
    right = Counter(case["outcome"] for case, reply in replies if is_right(case, reply, store))
    asked = Counter(case["outcome"] for case in cases)
    unsure = sum(is_right(case, reply, store) and not reply.sure for case, reply in replies)
    return {
        "cases": len(cases),
        "right": share(right.total(), len(cases)),
        "wrong_as_sure": sum(case["outcome"] == "unsaid" and reply.is_told and reply.sure for case, reply in replies),
        "right_but_unsure": unsure,
        "outcomes": {outcome: {"cases": asked[outcome], "right": right[outcome]} for outcome in OUTCOMES if asked[outcome]},
        "errors": [error(case, reply) for case, reply in replies if not is_right(case, reply, store)][:WORST],
    }


def is_right(case: dict[str, Any], reply: Answer, store: Store) -> bool:
    """Whether a reply is of the right outcome and holds all answers and no others."""
    if reply.outcome != case["outcome"]:
        return False
    if case["outcome"] != "answer":
        return True
    wanted, allowed = case.get("answers", []), case.get("also", [])
    complete = all(any(fits(answer, found, store) or is_finer(answer, found, allowed) for found in reply.found) for answer in wanted)
    return complete and all(any(fits(answer, found, store) for answer in (*wanted, *allowed)) for found in reply.found)


def fits(answer: dict[str, Any], found: Found, store: Store) -> bool:
    """Whether what was found is an answer of the gold."""
    if "name" in answer:
        if found.value.startswith(EV):
            return False
        names = [set(name_key(name).split()) for name in (found.name, *called(found, store))]
        return any(set(name_key(form).split()) <= name for form in answer["name"] for name in names)
    if "date" in answer:
        since = found.value.removesuffix("/..")
        return str(answer["date"]) == found.value or (since != found.value and since.startswith(str(answer["date"])))
    if "number" in answer:
        value, bound = quantity(found, store)
        return value == float(answer["number"]) and bound == answer.get("bound", "exact")
    return any(" ".join(str(answer["words"]).split()) in " ".join(e.sentence.split()) for e in found.evidence)


def is_finer(answer: dict[str, Any], found: Found, allowed: list[dict[str, Any]]) -> bool:
    """Whether what was found is a day of the month that is wanted, and the gold allows that day."""
    return "date" in answer and found.value.startswith(str(answer["date"])) and any(a.get("date") == found.value for a in allowed)


def called(found: Found, store: Store) -> Iterator[str]:
    """All names of an entity that was found, those of the offices included under which an article may speak of a person."""
    if found.value.startswith(("http:", "https:")):
        me = NamedNode(found.value)
        offices = [q.object for q in store.quads_for_pattern(me, node("holdsOffice"), None)]
        for thing in (me, *offices):
            for name in (NAME, *ALIASES):
                yield from (q.object.value for q in store.quads_for_pattern(thing, name, None))  # type: ignore[union-attr, arg-type]


def quantity(found: Found, store: Store) -> tuple[float | None, str]:
    """Value and bound of a quantity that was found."""
    if not found.value.startswith(EV):
        return None, ""
    me = NamedNode(found.value)
    value = next((float(q.object.value) for q in store.quads_for_pattern(me, node("value"), None)), None)  # type: ignore[union-attr]
    bound = next((q.object.value.removeprefix(KG) for q in store.quads_for_pattern(me, node("bound"), None)), "")  # type: ignore[union-attr]
    return value, bound


def error(case: dict[str, Any], reply: Answer) -> str:
    """One line for a wrong reply: what was asked, how it was read, what was wanted and what was found."""
    wanted = "; ".join(str(next(iter(answer.values()))) for answer in case.get("answers", []))
    found = "; ".join(f.name for f in reply.found)
    sure = "" if reply.sure else " (unsure)"
    asked = f"{case['id']} | {case['question']} | {reply.statement}"
    return f"{asked} | wanted {case['outcome']}: {wanted} | {reply.outcome}{sure}: {found} {reply.reason}"
