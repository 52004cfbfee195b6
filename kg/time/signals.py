"""The small words around a date that turn it into a bound or a stretch: since, until, before, after, "du … au …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Literal

from kg.model import TimeExpression
from kg.time.calendar import moved, shifted
from kg.time.context import Context
from kg.time.distances import distance_from

Relation = Literal["before", "after", "since", "until"]


def with_signals(expressions: Sequence[TimeExpression], context: Context) -> list[TimeExpression]:
    """The same expressions, each bounded by the words around it."""
    bounded_by_words = [signalled(expression, context) for expression in expressions]
    for place, (first, second) in enumerate(pairwise(expressions)):
        if away := distance_from(first, second, context):
            side: Relation = "before" if away.latest < second.earliest else "after"
            bounded_by_words[place : place + 2] = [away, bounded(second, side)]
        elif pair := stretch(first, second, context) or neighbours(first, second, context):
            bounded_by_words[place : place + 2] = pair
    return bounded_by_words


def signalled(expression: TimeExpression, context: Context) -> TimeExpression:
    if expression.type in {"SET", "DURATION"} or expression.value.endswith("_REF"):
        return expression
    names: tuple[Relation, ...] = ("since", "until", "before", "after")
    relation = next((name for name in names if context.signal(name, expression)), None)
    if relation == "until":
        return replace(expression, relation=relation, earliest=context.from_now(expression))
    return bounded(expression, relation) if relation else expression


def bounded(expression: TimeExpression, relation: Relation) -> TimeExpression:
    """Its days as an open interval: from it on, up to it, or the days before or after it."""
    first, last = expression.earliest, expression.latest
    if relation == "since":
        return replace(expression, relation=relation, latest="")
    if relation == "until":
        return replace(expression, relation=relation, earliest="")
    if expression.part_of_day or expression.type == "TIME":
        return replace(expression, relation=relation)
    if relation == "before" and is_end(expression):
        return replace(expression, relation="until", earliest="")
    if relation == "before":
        return replace(expression, relation=relation, earliest="", latest=moved(first, -1), days=())
    return replace(expression, relation=relation, earliest=moved(last, 1), latest="", days=())


def is_end(expression: TimeExpression) -> bool:
    """Is it a later part of the week, month or year that it names? "avant la fin de l'année" lasts until then."""
    first, value = expression.earliest, expression.value
    if "-W" in value:
        return first != "" and date.fromisoformat(first).isocalendar().weekday > 1 and not value.endswith("-WE")
    return first.startswith(value) and first[len(value) :] not in {"", "-01", "-01-01"}


def stretch(first: TimeExpression, second: TimeExpression, context: Context) -> list[TimeExpression] | None:
    """ "du 3 au 6 avril", "entre mars et mai 2011", "2017-2018": each keeps its own value, both get the days of the whole stretch."""
    if not is_stretch(first, second, context):
        return None
    first, second = in_order(first, second, context)
    if first.earliest > second.latest:
        return None
    if first.days or second.days:
        return [replace(first, relation="since"), replace(second, relation="until")]
    return [replace(first, relation="since", latest=second.latest), replace(second, relation="until", earliest=first.earliest)]


def neighbours(first: TimeExpression, second: TimeExpression, context: Context) -> list[TimeExpression] | None:
    """ "mardi et mercredi": two days on end, of which what is told took both; each keeps its own value."""
    days = first.type == second.type == "DATE" and first.earliest == first.latest != "" and second.earliest == second.latest
    if not days or moved(first.latest, 1) != second.earliest or not context.between(first, second, ("and",)):
        return None
    return [replace(first, latest=second.latest), replace(second, earliest=first.earliest)]


def is_stretch(first: TimeExpression, second: TimeExpression, context: Context) -> bool:
    """Do two dates of one kind stand between the words that open and close a stretch?"""
    if first.type != second.type or first.type not in {"DATE", "TIME"} or len(first.value) != len(second.value):
        return False
    if not (first.earliest and second.latest):
        return False
    if context.folded[first.end : second.start].strip() in {"-", "/"}:
        return first.value.isdigit() and second.value.isdigit()
    closing = context.between(first, second, ("to", "and"))
    return bool(closing) and context.signal({"to": "from", "and": "between"}[closing], first)


def in_order(first: TimeExpression, second: TimeExpression, context: Context) -> tuple[TimeExpression, TimeExpression]:
    """ "de mardi à jeudi": where each was resolved alone and the end lies before the beginning, one of them moves by a week or year."""
    step = context.loose.get(second.start)
    if first.earliest <= second.latest or step is None or context.loose.get(first.start) != step or context.today is None:
        return first, second
    if context.tenses.direction(first.start) < 0:
        return repeated(first, step, -1), second
    return first, repeated(second, step, 1)


def repeated(expression: TimeExpression, unit: str, count: int) -> TimeExpression:
    """The same weekday so many weeks, or the same date so many years, away."""
    first, last = (shifted(date.fromisoformat(day), unit, count) for day in (expression.earliest, expression.latest))
    value = first.isoformat()[: min(len(expression.value), 10)] + expression.value[10:]
    return replace(expression, earliest=first.isoformat(), latest=last.isoformat(), value=value)
