"""Times that stand beside an event and are not its: in names, brackets, comparisons and quotations, lengths of things and penalties."""

from __future__ import annotations

from collections.abc import Container

from kg.extract.article import Article
from kg.model import TimeExpression
from kg.syntax import Tree

OVER = frozenset({"depuis", "en"})  # before the time over which something is counted
ORDINALS = frozenset({"premier", "première", "premiers", "premières", "second", "seconde", "énième"})
COUNTED_BACK = 14  # tokens from such a time back to the number
RANKS = frozenset({"plus", "meilleur", "meilleure", "pire", "record"})  # and since when nothing was so


def lasts(article: Article, time: TimeExpression) -> bool:
    """Whether a duration is how long something goes on: not what somebody is sentenced to, nor an amount of something ("deux ans de
    prison", while "parler deux heures de la crise" is none)."""
    before = article.document.text[max(0, time.start - 4) : time.start].casefold()
    after = [t for t in article.doc[article.tokens(time.start, time.end)[-1].i + 1 :][:2] if not t.is_space]
    measured = len(after) == 2 and after[0].text.casefold() in ("de", "d'", "d’") and after[1].pos_ != "DET"
    following = article.document.text[: time.start].rstrip()[-5:].casefold() == "après"
    measured |= following and bool(after) and after[0].text.casefold() in ("de", "d'", "d’", "du")  # "après dix jours d'une guerre"
    counted = bool(after) and after[0].text.casefold() in ("après", "avant") and time.shift is None  # "deux ans après sa victoire"
    return not before.endswith((" à ", "aux ")) and not measured and not counted


def is_counted_over(article: Article, time: TimeExpression) -> bool:
    """Whether a time is that over which one of several is counted ("pour la troisième fois en neuf mois", "la première visite de X à Y
    depuis 1998", "son plus long cortège depuis 1968"), and neither how long it lasts nor since when."""
    first = article.tokens(time.start, time.end)[0].i
    since = article.lower[first] in OVER
    if not since and (first == 0 or article.lower[first - 1] not in OVER):
        return False
    start, _ = article.sentences[article.sentence[first]]
    for k in range(first - 1 - (not since), max(start, first - COUNTED_BACK) - 1, -1):
        if article.doc[k].is_punct and article.words[k] != ",":
            return False
        if article.doc[k].pos_ == "VERB" and "Fin" in article.doc[k].morph.get("VerbForm", []):
            return False
        if since and article.lower[k] in RANKS:
            return True
        ordinal = "Ord" in article.doc[k].morph.get("NumType", []) and article.doc[k].lemma_ != "dernier"
        if article.lower[k] in ORDINALS or ordinal:
            return article.words[k][:1].islower() or k == start
    return False


def is_in_name(article: Article, time: TimeExpression) -> bool:
    """Whether a date is part of what a body, a person or a place is called ("le Mouvement du 23 juin")."""
    spans = [article.at.get(t.i) for t in article.tokens(time.start, time.end)]
    kinds = {article.kind_of(e) for s in spans if s and s.kind == "Name" for e in s.entities}
    return all(spans) and bool(kinds) and not kinds & {"Event", "Legislation"}


def is_bracketed(article: Article, time: TimeExpression) -> bool:
    """Whether a time stands alone in brackets: it says of what year the words before it are."""
    tokens = article.tokens(time.start, time.end)
    around = article.words[max(0, tokens[0].i - 1) : tokens[0].i] + article.words[tokens[-1].i + 1 : tokens[-1].i + 2]
    return around == ["(", ")"]


def is_compared(article: Article, tree: Tree, time: TimeExpression) -> bool:
    """Whether a time is what another is compared with ("deux fois plus de monde qu'en juin")."""
    first = article.tokens(time.start, time.end)[0].i
    than = next((k for k in (first - 1, first - 2) if k >= 0 and article.words[k].casefold() in ("que", "qu'")), None)
    if than is None or article.doc[first - 1].pos_ not in ("ADP", "SCONJ", "ADV", "PRON"):
        return False
    before = {article.words[k].casefold() for k in range(max(0, than - 8), than)}
    clause = tree.is_a(than, "mark", "obj") and article.doc[tree.head[than]].pos_ in ("VERB", "AUX")
    return bool(before & {"plus", "moins", "autant", "aussi", "davantage", "mieux"}) and not clause


def is_quoted_apart(article: Article, time: TimeExpression, event: int) -> bool:
    """Whether a time stands in a quotation and an event outside of it."""
    first = article.tokens(time.start, time.end)[0].i
    return any(a <= first < b and not a <= event < b for a, b in article.quotes)


def is_of_thing(article: Article, tree: Tree, time: TimeExpression, at: int, event: int) -> bool:
    """Whether a length is that of a thing in what an event is told of ("refuse une baisse de mille euros sur dix ans")."""
    inside = {t.i for t in article.tokens(time.start, time.end)}
    path = tree.path(at)
    between = [k for k in path[: path.index(event)] if k not in inside] if event in path else []
    return time.duration is not None and time.type == "DURATION" and any(article.doc[k].pos_ in ("NOUN", "ADJ") for k in between)


def is_label(article: Article, time: TimeExpression, happenings: Container[str]) -> bool:
    """Whether a year right behind a noun that is no happening says which thing is meant ("a adopté le budget 2003"), and not when."""
    tokens = article.tokens(time.start, time.end)
    before = tokens[0].i - 1
    while before > 0 and article.doc[before].pos_ == "ADJ":
        before -= 1
    season = tokens[0].text.replace("/", "-").partition("-")[0]  # "la saison 2002/2003"
    bare = len(tokens) == 1 and season.isdigit() and len(time.value) == len("2003")
    span = article.at.get(before)
    unknown = span is None or not any(article.entities[e].known for e in span.entities)
    named = article.doc[before].pos_ == "PROPN" and unknown and before == tokens[0].i - 1  # "un Beechcraft 1900"
    return bare and (named or article.doc[before].pos_ == "NOUN") and article.doc[before].lemma_.casefold() not in happenings


def comes_later(time: TimeExpression, published: str) -> bool:
    """Whether a time lies after the day, month or year of an article, or goes on from there."""
    start, end = (day[: len(published)] for day in (time.earliest, time.latest))
    return bool(published) and (start > published or (time.relation == "until" and start == published < end))


def begins_today(time: TimeExpression, published: str) -> bool:
    """Whether a time goes on from an article's day, "" where that isn't known."""
    return time.relation == "since" and bool(published) and time.earliest >= published
