"""How well time expressions are found and resolved, against TimeML files or a table of sentences (TIMEX3).

A gold and a found expression match *relaxed* where they overlap, *strict* where their offsets are the same, one to one; *value* counts a
relaxed match only if the values are equal too. The creation time of a document is given, so it is not an expression to find. Of texts
that have none, `untouched` is the share in which none is found.

The articles are read again with their dates cut. To the month: `month_weekdays` are the gold days that are told by a weekday, for the share
`month_candidates` of them the gold day is one of the days that we leave possible, which are `month_most` at most. To the year: `year_days`
are single days that we claim for expressions whose gold value is a day or a time of one, `year_wrong` are those of another day.

A table has JSON lines: id, date, text and `times`, a list of words (in the order of the text), type and value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from spacy.language import Language

from kg.errors import InputError
from kg.evaluation.scores import json_lines, share
from kg.model import TimeExpression
from kg.nlp.doc import Doc
from kg.time import find_times
from kg.time.fold import fold
from kg.time.lexicon import load

WORST = 200  # errors listed
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class GoldTime:
    """A TIMEX3 of the corpus, as offsets into the article's text."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class TimeArticle:
    """One TimeML file or sentence: its text, its creation date and its expressions in the order of the text."""

    name: str
    text: str
    date: str
    times: tuple[GoldTime, ...]


Pair = tuple[GoldTime, TimeExpression]


def evaluate(path: Path, nlp: Language) -> dict[str, Any]:
    """Cases, F1, precision and recall of the three kinds, and the errors. Raises InputError where a file is neither."""
    articles = read_articles(path) if path.is_dir() else read_table(path)
    docs, language = [Doc(nlp(article.text)) for article in articles], nlp.lang or ""
    found = [find_times(doc, article.date, language) for article, doc in zip(articles, docs, strict=True)]
    pairs = [match(article.times, times) for article, times in zip(articles, found, strict=True)]
    gold, ours = sum(len(article.times) for article in articles), sum(map(len, found))
    report: dict[str, Any] = {"cases": gold, "found": ours, "articles": len(articles)}
    for kind in ("relaxed", "strict", "value"):
        report |= scores(kind, sum(counts(kind, *pair) for each in pairs for pair in each), gold, ours)
    if bare := [times for article, times in zip(articles, found, strict=True) if not article.times]:
        report["untouched"] = share(sum(not times for times in bare), len(bare))
    report |= with_months(articles, docs, language) | with_years(articles, docs, language)
    lines = [line for article, times, each in zip(articles, found, pairs, strict=True) for line in errors(article, times, each)]
    return report | {"errors": lines[:WORST]}


def with_months(articles: Sequence[TimeArticle], docs: Sequence[Doc], language: str) -> dict[str, float]:
    """The figures of weekdays in articles of which only the month is known."""
    weekdays = load(language).weekdays
    possible: list[tuple[str, tuple[str, ...]]] = []
    for article, doc in zip(articles, docs, strict=True):
        pairs = match(article.times, find_times(doc, article.date[:7], language))
        ours = {gold: candidates(expression) for gold, expression in pairs}
        told = [gold for gold in article.times if DAY.match(gold.value) and weekdays.search(fold(article.text[gold.start : gold.end]))]
        possible += [(gold.value[:10], ours.get(gold, ())) for gold in told]
    return {
        "month_weekdays": len(possible),
        "month_candidates": share(sum(day in days for day, days in possible), len(possible)),
        "month_most": max((len(days) for _, days in possible), default=0),
    }


def with_years(articles: Sequence[TimeArticle], docs: Sequence[Doc], language: str) -> dict[str, float]:
    """The figures of single days in articles of which only the year is known."""
    claimed = [
        candidates(ours)[0] == gold.value[:10]
        for article, doc in zip(articles, docs, strict=True)
        for gold, ours in match(article.times, find_times(doc, article.date[:4], language))
        if DAY.match(gold.value) and len(candidates(ours)) == 1
    ]
    return {"year_days": len(claimed), "year_wrong": claimed.count(False)}


def candidates(time: TimeExpression) -> tuple[str, ...]:
    """The days that an expression may mean, where they are known one by one."""
    return time.days or ((time.value[:10],) if DAY.match(time.value) else ())


def scores(kind: str, hits: int, gold: int, found: int) -> dict[str, float]:
    """Precision, recall and F1 of one kind; 1.0 for nothing found where nothing is."""
    precision, recall = (hits / found if found else float(not gold)), (hits / gold if gold else float(not found))
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {f"{kind}_f1": round(f1, 4), f"{kind}_precision": round(precision, 4), f"{kind}_recall": round(recall, 4)}


def counts(kind: str, gold: GoldTime, ours: TimeExpression) -> bool:
    if kind == "strict":
        return (gold.start, gold.end) == (ours.start, ours.end)
    return kind == "relaxed" or gold.value == ours.value


def match(gold: Sequence[GoldTime], found: Sequence[TimeExpression]) -> list[Pair]:
    """Pairs that overlap, each expression in one pair at most; the same offsets first, then in the order of the text."""
    overlapping = [(expected, ours) for expected in gold for ours in found if expected.start < ours.end and ours.start < expected.end]
    pairs: list[Pair] = []
    for expected, ours in sorted(overlapping, key=lambda pair: (not counts("strict", *pair), pair[0].start, pair[1].start)):
        if all(expected is not taken and ours is not used for taken, used in pairs):
            pairs.append((expected, ours))
    return pairs


def errors(article: TimeArticle, found: Iterable[TimeExpression], pairs: Sequence[Pair]) -> list[str]:
    """One line for each expression that is missed, wrongly found, or found with other offsets or another value."""
    matched_gold, matched_ours = {id(gold) for gold, _ in pairs}, {id(ours) for _, ours in pairs}
    lines = [line("missed", article, gold, gold.value) for gold in article.times if id(gold) not in matched_gold]
    lines += [line("extra", article, ours, ours.value) for ours in found if id(ours) not in matched_ours]
    moved = [pair for pair in pairs if not counts("strict", *pair)]
    lines += [line("offsets", article, ours, article.text[gold.start : gold.end]) for gold, ours in moved]
    return lines + [line("value", article, ours, f"{ours.value}, not {gold.value}") for gold, ours in pairs if gold.value != ours.value]


def line(kind: Literal["missed", "extra", "offsets", "value"], article: TimeArticle, at: GoldTime | TimeExpression, detail: str) -> str:
    text = article.text
    shown = f"{text[max(0, at.start - 40) : at.start]}[{text[at.start : at.end]}]{text[at.end : at.end + 25]}"
    return f"{kind} | {article.name} | {detail} | {shown}".replace("\n", " ")


def read_articles(folder: Path) -> list[TimeArticle]:
    """Every .tml file of a folder, by name. Raises InputError where there is none."""
    paths = sorted(folder.glob("*.tml"))
    if not paths:
        raise InputError(f"Give a folder of TimeML files: {folder} has no .tml file.")
    return [read_article(path) for path in paths]


def read_table(path: Path) -> list[TimeArticle]:
    """The sentences of a file of JSON lines. Raises InputError where it is no such file, or words aren't in their text."""
    articles = []
    for record in json_lines(path, frozenset({"id", "date", "text", "times"})):
        times: list[GoldTime] = []
        for each in record["times"]:
            start = record["text"].find(each["words"], times[-1].end if times else 0)
            if start < 0:
                raise InputError(f"Mend '{record['id']}' of {path}: its text has no '{each['words']}' behind the expression before it.")
            times.append(GoldTime(start, start + len(each["words"]), each["type"], each["value"]))
        articles.append(TimeArticle(record["id"], record["text"], record["date"], tuple(times)))
    return articles


def read_article(path: Path) -> TimeArticle:
    """One TimeML file. Raises InputError where it is no such file, or declares entities."""
    root = parse(path)
    text = root.find("TEXT")
    stamp = root.find("DCT/TIMEX3")
    if text is None:
        raise InputError(f"Give TimeML files: {path} has no TEXT element.")
    times: list[GoldTime] = []
    pieces: list[str] = []
    walk(text, pieces, times)
    return TimeArticle(path.name, "".join(pieces), (stamp.get("value", "") if stamp is not None else "")[:10], tuple(times))


def walk(element: Element, pieces: list[str], times: list[GoldTime], length: int = 0) -> int:
    """Collects an element's text and its TIMEX3s with their offsets; returns the length of the text so far."""
    start = length
    pieces.append(element.text or "")
    length += len(element.text or "")
    for child in element:
        length = walk(child, pieces, times, length)
        pieces.append(child.tail or "")
        length += len(child.tail or "")
    if element.tag == "TIMEX3" and length > start:
        times.append(GoldTime(start, length, element.get("type", ""), element.get("value", "")))
        times.sort(key=lambda time: time.start)
    return length


class NoDoctype(TreeBuilder):
    """A tree that refuses a document type declaration, because entities that it declares could be made to fill the memory."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise InputError("Remove the document type declaration: TimeML files with entities of their own are not read.")


def parse(path: Path) -> Element:
    """The root element. Raises InputError where the file is not well-formed or declares a document type."""
    parser = XMLParser(target=NoDoctype())
    try:
        parser.feed(path.read_bytes())
        root: Element = parser.close()
    except ParseError as error:
        raise InputError(f"Mend the XML of {path}: {error}.") from error
    return root
