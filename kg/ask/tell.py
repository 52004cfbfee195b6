"""An answer in French, for people and for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict

from kg.ask.answer import Answer, Found
from kg.query.table import CONTROLS
from kg.view.when import When, in_words, point

SHOWN = 3  # sentences of an answer
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MONTH = re.compile(r"\d{4}(-\d\d)?")


def in_french(answer: Answer) -> str:
    """An answer as lines of text: what is said, who says so in which words of which article, and the query that found it."""
    lines = [*heading(answer)]
    for each in answer.found:
        lines += found(answer, each)
    if answer.sparql and answer.outcome != "not-understood":
        lines += ["", answer.sparql]
    return "\n".join([*lines, "", counted(answer)])


def as_json(answer: Answer) -> str:
    """An answer as one JSON object, names and dates as the graph holds them."""
    fields = asdict(answer)
    fields["names"] = [{"words": words, "name": name} for words, name in answer.names]
    fields["answers"] = [{**asdict(each), "text": told(answer, each)} for each in answer.found]
    del fields["found"]
    return json.dumps(fields, ensure_ascii=False, indent=2)


def heading(answer: Answer) -> Iterator[str]:
    """The first lines: how names were taken, and yes, no, or that nothing is said."""
    taken = [f"{words} : {name}" for words, name in answer.names if words != name]
    if taken:
        yield f"({' ; '.join(plain(t) for t in taken)})"
    near = "" if answer.sure else "peut-être, car les articles le disent autrement : "
    if answer.outcome == "not-understood":
        yield f"je ne comprends pas : {answer.reason or 'je ne reconnais dans la question aucun événement'}"
    elif answer.outcome == "unsaid":
        said = "non dit" if answer.asks == "truth" else "les articles n'en disent rien"
        yield f"{said} : {answer.reason}" if answer.reason else said
    elif answer.outcome == "yes":
        yield f"{near}oui"
    elif answer.outcome == "no":
        deniers = sorted({e.said_by for each in answer.found for e in each.evidence if e.said_by})
        yield f"{near}non, démenti par {', '.join(map(plain, deniers))}" if deniers else f"{near}non"
    elif not answer.sure:
        yield "peut-être, car les articles le disent autrement :"


def found(answer: Answer, each: Found) -> Iterator[str]:
    """One answer with the sentences that say it."""
    yield "" if answer.outcome in ("yes", "no") else plain(told(answer, each))
    for evidence in each.evidence[:SHOWN]:
        source = f", selon {evidence.said_by}" if evidence.said_by else ""
        date = f" ({point(evidence.date, 'fr')})" if evidence.date else ""
        yield f"  « {plain(evidence.sentence)} »"
        yield f"    {plain(evidence.article)}{date}{plain(source)}"
    if (more := len(each.evidence) - SHOWN) > 0:
        yield f"  et {more} autre{'s' if more > 1 else ''} phrase{'s' if more > 1 else ''}"


def told(answer: Answer, each: Found) -> str:
    """The words for one answer; a date in full."""
    return date_in_words(each.value) if answer.asks == "time" and not each.value.startswith("http") else each.name


def date_in_words(edtf: str) -> str:
    """A date of the graph in French: "2017-11" is "novembre 2017"."""
    if DAY.fullmatch(edtf):
        return in_words(When(date=edtf), "fr")
    if MONTH.fullmatch(edtf):
        return point(edtf, "fr")
    first, _, last = edtf.partition("/")
    spans = all(DAY.fullmatch(end) for end in (first, last))
    when = When(edtf=edtf, earliest=first, latest=last) if spans else When(edtf=edtf, latest=last if first in ("..", "") else "")
    return in_words(when, "fr") or edtf


def counted(answer: Answer) -> str:
    """How many answers there are, and how long it took."""
    number = len(answer.found)
    return f"{number} réponse{'s' if number > 1 else ''} en {answer.seconds:.1f} s".replace(".", ",", 1)


def plain(text: str) -> str:
    """A text of an article on one line, without what would move a terminal's cursor."""
    return CONTROLS.sub(" ", text).strip()
