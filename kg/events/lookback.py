"""The days of what an article looks back on by a noun: counted from what it tells of its own day, or a weekday of what nobody plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kg.events.needs import is_definite
from kg.events.triggers import Trigger
from kg.extract.article import Article
from kg.lang import table, word_set
from kg.model import TimeExpression
from kg.syntax import Tree
from kg.time.signals import repeated

WEEK = 7  # days
DAY_AND_MONTH = 2  # words
NEAR = 4  # tokens behind a time in which what it counts from stands ("après l'autre crue")


def counted_from(article: Article, tree: Tree, noun: int, times: list[TimeExpression]) -> TimeExpression | None:
    """The days of a happening from which an article counts what it tells of its own day ("Trois jours après la crue, la commune panse ses
    plaies", "au lendemain du vote"): news may be of the day before. None where another time is told, or a past of long ago."""
    published, clause = article.document.day, tree.clause_above(noun)
    first = {t.start: article.tokens(t.start, t.end)[0].i for t in times}
    here = [t for t in times if tree.sentence[first[t.start]] == tree.sentence[noun] and not beneath(tree, noun, first[t.start])]
    if not published or clause is None or len(here) != 1 or here[0].relation != "after" or here[0].shift is None:
        return None
    last = article.tokens(here[0].start, here[0].end)[-1].i
    behind = tree.case(noun) == "après" and last < noun <= last + NEAR
    if not (behind or (tree.head[noun] == last and tree.case(noun) == "de")) or not is_of_today(article, tree, clause):
        return None
    days = [date.fromisoformat(published) - timedelta(days=here[0].shift + k) for k in (1 + here[0].shift // WEEK, 0)]
    earliest, latest = (d.isoformat() for d in days)
    value = f"{earliest}/{latest}"
    return replace(here[0], type="DATE", value=value, earliest=earliest, latest=latest, duration=None, relation="", shift=None)


def beneath(tree: Tree, noun: int, i: int) -> bool:
    """Whether a word stands in a clause that describes a noun or what belongs to it ("la faillite de la firme fondée en 1961")."""
    path = list(tree.path(i))
    return noun in path and any(tree.is_a(k, "acl") for k in path[: path.index(noun)])


def is_of_today(article: Article, tree: Tree, verb: int) -> bool:
    """Whether a verb or its auxiliary stands in the present."""
    return any("Pres" in article.doc[k].morph.get("Tense", []) for k in (verb, *tree.children(verb, "aux", "cop")) if tree.is_finite(k))


def is_unplanned(article: Article, tree: Tree, trigger: Trigger) -> bool:
    """Whether a noun means what nobody plans, and no verb tells when that is to take place."""
    if trigger.type not in word_set(article.document.language, "status", "planned", "unplanned") or trigger.carriers:
        return False
    clause = tree.clause_above(trigger.token)
    return is_definite(article, tree, trigger.token) and (clause is None or is_of_today(article, tree, clause))


def the_nearer(article: Article, time: TimeExpression) -> TimeExpression:
    """A weekday for what was to be ("devait recevoir X jeudi"): the coming one where that is nearer than the last."""
    other, published = the_next(article, time), article.document.day
    if other == time or not published or not (time.earliest == time.latest and other.earliest == other.latest):
        return time
    return other if date.fromisoformat(other.earliest) - date.fromisoformat(published) <= timedelta(days=WEEK // 2) else time


def the_next(article: Article, time: TimeExpression) -> TimeExpression:
    """A weekday, month or day of a month that was read as one just past, for what is planned: the next one; other times as they are."""
    words, tables = article.document.text[time.start : time.end].casefold().split(), table(article.document.language, "time")
    published = article.document.day
    past = "" != time.latest < published and not time.relation
    day = len(words) == DAY_AND_MONTH and words[0].isdigit()  # "26 mars"
    if not past or any(w in tables["when"] or (w[0].isdigit() and not day) for w in words):
        return time
    weekday, month = (not tables[name].keys().isdisjoint(words) for name in ("weekdays", "months"))
    step = (WEEK, "day") if weekday and time.earliest == time.latest else (1, "year") if month else None
    return repeated(time, step[1], step[0]) if step else time


def the_last(article: Article, time: TimeExpression) -> TimeExpression:
    """A weekday that was read as one of the coming days, a week earlier; other times as they are."""
    words = article.document.text[time.start : time.end].casefold().split()
    published = article.document.day
    later = word_set(article.document.language, "status", "planned", "not_with_times")
    weekday = not table(article.document.language, "time")["weekdays"].keys().isdisjoint(words) and later.isdisjoint(words)
    if not weekday or not published or time.earliest != time.latest or any(w[0].isdigit() for w in words):
        return time
    day = date.fromisoformat(time.earliest)
    if not 0 < (day - date.fromisoformat(published)).days < WEEK:
        return time
    last = (day - timedelta(days=WEEK)).isoformat()
    return replace(time, value=time.value.replace(time.earliest, last), earliest=last, latest=last)
