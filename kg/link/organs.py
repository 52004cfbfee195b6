"""Bodies that every state has: with the adjective of a country they are that country's ("la junte birmane", "les autorités ivoiriennes"),
with somebody's name behind "de" his country's ("l'armée du général X"), and alone those of the country of which the article tells
("l'armée", "l'opposition"), where that is certain."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from kg.extract.article import Article, Span
from kg.kb import Entry
from kg.kb.entry import name_key
from kg.lang import table
from kg.link.keys import countries_of
from kg.link.setting import Setting

DEFINITE = frozenset({"le", "la", "l'", "l’", "du", "au", "les"})
OF = frozenset({"de", "du", "des", "d'", "d’"})
TELLING = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})  # what behind a noun says which one is meant
CERTAIN = 1.5  # times as often told of as any other country
OFTEN = 2  # times that the country of an article is told of at least
NEAR = 1  # sentences back to the one of several of a sort that is meant
FRONT = 4  # tokens of a place that begins a sentence
LONGEST_OFFICE = 6  # tokens of what a ministry is for, behind its adjective

Row = dict[str, Any]


def link(article: Article, setting: Setting) -> None:
    """Add a mention for every such noun that no name covers, in reading order."""
    rows = by_noun(article.document.language)
    nouns = [i for i, word in enumerate(article.lower) if word in rows]
    scene = scene_of(article, setting) if nouns else None
    told: dict[str, list[tuple[int, str]]] = {}  # by sort, the bodies mentioned so far with their sentences
    for i in nouns:
        row = rows[article.lower[i]]
        span = article.at.get(i)
        if span is not None and span.start == i and "generic" in row and (country := behind(article, span)) is not None:
            move(article, span, row, country)
        elif span is not None and span.start == i and "offices" in row and (whole := of_body(article, span)) is not None:
            span.entities = (article.meet(whole, "Organization"),)
        elif span is None and (not row.get("named") or article.lower[i] in row.get("adjective", ())):
            span = with_adjective(article, i, row) or of_person(article, i, row)
            if span is None and is_alone(article, i, row):
                span = alone(article, i, row, told.get(row["name"], []), scene, setting)
            if span is not None:
                article.add(span)
        elif span is not None and span.start == i and ("offices" in row or "generic" in row):
            country = fronted(article, i, setting) or scene
            if country is not None and country.id != setting.home and is_elsewhere(article, span, row, country):
                move(article, span, row, country)
        if span is not None and len(span.entities) == 1 and article.kind_of(span.entities[0]) == "Organization":
            told.setdefault(row["name"], []).append((article.sentence[i], span.entities[0]))


@cache
def by_noun(language: str) -> dict[str, Row]:
    """The rows by the nouns that stand for their bodies."""
    return {noun: row for row in table(language, "roles")["organ"] for noun in row["nouns"]}


def with_adjective(article: Article, i: int, row: Row) -> Span | None:
    """The body whose country's adjective stands behind the noun, at most one other adjective or "de" and a noun between."""
    at = i + 1
    if at + 1 < len(article.words) and article.lower[at] in ("de", "d'", "d’") and article.lower[at + 1] in row.get("of", ()):
        at += 2
    for k in (at, at + 1):
        span = article.at.get(k)
        if span is not None and span.rule == "adjective" and len(span.entities) == 1:
            country = article.entry(span.entities[0])
            if country is None or country.kind != "Country" or is_more(article, k + 1):
                return None
            end = k + 1
            if row.get("offices"):
                end = office_end(article, end)
                if end == k + 1:
                    return None
                return Span(i, end, i, "Nominal", (called(article, i, end, country),), "organ", "ORG")
            own = article.lower[i] if row.get("named") else ""
            return Span(i, end, i, "Nominal", (organ(article, row, country, own),), "organ", "ORG")
        if span is not None or k >= len(article.words) or article.doc[k].pos_ != "ADJ":
            return None
    return None


def of_body(article: Article, span: Span) -> str | None:
    """The whole name of a ministry behind which stands the body whose it is ("le ministère de la Santé du Hamas")."""
    at = span.end + 1 + (article.lower[span.end + 1 : span.end + 2] in (["la"], ["l'"], ["l’"]))
    owner = article.at.get(at) if article.lower[span.end : span.end + 1] and article.lower[span.end] in OF else None
    if owner is None or owner.start != at or owner.kind != "Name" or len(owner.entities) != 1:
        return None
    body = article.kind_of(owner.entities[0]) == "Organization"
    return " ".join(article.text(span.start, owner.end).split()) if body else None


def behind(article: Article, span: Span) -> Entry | None:
    """The country whose adjective stands behind a name that many countries' bodies bear, where the name is linked to no body of that
    country ("l'Assemblée nationale arménienne")."""
    adjective = article.at.get(span.end)
    entry = article.entry(span.entities[0]) if len(span.entities) == 1 else None
    if adjective is None or adjective.rule != "adjective" or len(adjective.entities) != 1 or span.kind != "Name":
        return None
    country = article.entry(adjective.entities[0])
    bare = name_key(article.text(span.start, span.end)) in by_noun(article.document.language)[article.lower[span.start]].get("generic", ())
    own = country is None or country.kind != "Country" or (entry is not None and entry.of == country.id)
    return None if own or not bare or is_more(article, adjective.end) else country


def is_elsewhere(article: Article, span: Span, row: Row, country: Entry | None) -> bool:
    """Whether a name that many countries' bodies bear ("le ministère de la Défense", "le Parlement") was linked to that of another country
    than the one told of, of which the sentence has not told before."""
    entry = article.entry(span.entities[0]) if len(span.entities) == 1 else None
    if country is None or entry is None or entry.kind != "Organization" or not entry.of or entry.of == country.id or span.rule != "exact":
        return False
    name = name_key(article.text(span.start, span.end))
    if any(countries_of(article.kb, word) for word in article.lower[span.start : span.end]):
        return False  # "le ministère français de la Défense"
    if not (row.get("offices") or name in row.get("generic", ())):
        return False
    behind = article.at.get(span.end)
    first = article.sentences[article.sentence[span.start]][0]
    told = {e for k in range(first, span.start) if k in article.at for e in article.at[k].entities}
    return (behind is None or behind.rule != "adjective") and entry.of not in told


def move(article: Article, span: Span, row: Row, country: Entry) -> None:
    """Make such a name that of the country's own body."""
    name = " ".join(article.text(span.start, span.end).split())
    noun, _, rest = name.partition(" ")
    masculine, feminine = adjectives(country)
    for adjective in dict.fromkeys((masculine, feminine)):
        for whole in (f"{noun} {adjective} {rest}", f"{name} {adjective}"):
            if (known := of_country(article, whole, country)) is not None:
                span.entities = (article.know(known),)
                return
    adjective = feminine if row.get("feminine") or name_key(noun) in row.get("feminines", ()) else masculine
    name = f"{noun} {adjective} {rest}" if row.get("offices") else f"{name} {adjective}"
    span.entities = (article.meet(name, "Organization"),)


def is_more(article: Article, at: int) -> bool:
    """Whether the adjective of another country is joined to one ("les gouvernements russe et turc")."""
    behind = article.at.get(at + 1) if at < len(article.words) and article.lower[at] in ("et", ",", "ou") else None
    return behind is not None and behind.start == at + 1 and behind.rule == "adjective"


def office_end(article: Article, at: int) -> int:
    """The end of what a ministry is for ("des Affaires étrangères")."""
    if at >= len(article.words) or article.lower[at] not in OF:
        return at
    k = at + 1
    while k < min(at + LONGEST_OFFICE, len(article.words)) and (
        article.doc[k].pos_ in ("NOUN", "PROPN", "DET") or (article.doc[k].pos_ == "ADJ" and article.doc[k - 1].pos_ in ("NOUN", "PROPN"))
    ):
        k += 1
    return k if k > at + 1 and k not in article.at else at


def called(article: Article, start: int, end: int, country: Entry) -> str:
    """The ministry that some words name: of the base, with the adjective at either place, else one of the article's own."""
    words = article.words[start:end]
    inner = next(k for k in range(start, end) if k in article.at and article.at[k].rule == "adjective")
    last = " ".join([*article.words[start:inner], *article.words[inner + 1 : end], article.words[inner]])
    for name in (" ".join(words), last):
        if (known := of_country(article, name, country)) is not None:
            return article.know(known)
    name = " ".join(article.text(start, end).split())
    return article.meet(name[0].lower() + name[1:], "Organization")


def of_country(article: Article, name: str, country: Entry) -> Entry | None:
    """The body of a country that the base knows by a name."""
    entries = (article.kb.entry(n.id) for n in article.kb.names(name_key(name)) if n.sort == "name")
    return next((e for e in entries if e is not None and e.kind == "Organization" and e.of == country.id), None)


def only_body(article: Article, name: str) -> Entry | None:
    """The one body that the base knows by a name, whosever it is (a chamber is its parliament's)."""
    entries = [e for n in article.kb.names(name_key(name)) if n.sort == "name" and (e := article.kb.entry(n.id)) is not None]
    return entries[0] if len(entries) == 1 and entries[0].kind == "Organization" else None


def organ(article: Article, row: Row, country: Entry, own: str = "") -> str:
    """The key of a country's body of a sort: the base's by any of its nouns, or by the text's `own` where these mean several, else the
    article's own."""
    masculine, feminine = adjectives(country)
    either = {a for a in (masculine, feminine) if a}
    for noun in (own,) if own else row["nouns"]:
        for adjective in sorted(either):
            name = f"{noun} {adjective}"
            if (known := of_country(article, name, country) or (only_body(article, name) if own else None)) is not None:
                return article.know(known)
    return article.meet(f"{own or row['name']} {feminine if row.get('feminine') else masculine}", "Organization")


def adjectives(country: Entry) -> tuple[str, str]:
    """A country's adjective for one man and one woman."""
    masculine, *others = country.adjectives or (country.fr,)
    if masculine.endswith("e"):
        return masculine, masculine  # "la police suisse", whatever its women are called
    return masculine, next((a for a in others if a[:2] == masculine[:2] and not a.endswith("s") and a != masculine), masculine)


def of_person(article: Article, i: int, row: Row) -> Span | None:
    """The body of the country of somebody who leads it ("l'armée du général X", "le régime de X")."""
    if not row.get("led") or i + 2 >= len(article.words) or article.lower[i + 1] not in OF:
        return None
    for k in (i + 2, i + 3):
        span = article.at.get(k)
        if span is not None and span.start <= k:
            entry = article.entry(span.entities[0]) if len(span.entities) == 1 else None
            country = article.kb.entry(entry.of) if entry is not None and entry.kind == "Person" and entry.of else None
            if country is None or country.kind != "Country":
                return None
            return Span(i, i + 1, i, "Nominal", (organ(article, row, country),), "organ", "ORG")
        if k >= len(article.words) or article.doc[k].pos_ not in ("NOUN", "DET"):
            return None
    return None


def is_alone(article: Article, i: int, row: Row) -> bool:
    """Whether a noun has a definite determiner and nothing that says whose body it means."""
    if article.lower[i] not in row.get("alone", ()) or i == 0 or article.lower[i - 1] not in DEFINITE:
        return False
    if i > 1 and article.lower[i - 2] in ("dont", *row.get("not_behind", ())):
        return False
    if i + 1 >= len(article.words):
        return True
    return article.lower[i + 1] not in (*OF, *row.get("not_before", ())) and article.doc[i + 1].pos_ not in TELLING


def alone(article: Article, i: int, row: Row, told: list[tuple[int, str]], scene: Entry | None, setting: Setting) -> Span | None:
    """The body that a bare noun means, with the determiner before it."""
    key = meant_alone(article, i, row, told, scene, setting)
    return Span(i - (article.lower[i - 1] not in ("du", "au")), i + 1, i, "Nominal", (key,), "organ", "ORG") if key else None


def meant_alone(article: Article, i: int, row: Row, told: list[tuple[int, str]], scene: Entry | None, setting: Setting) -> str:
    """The key of the body of the place that begins the sentence, else of the one of its sort told of before, else of that of the country of
    which the article tells; "" for none."""
    there = fronted(article, i, setting)
    if there is not None and scene is not None and there.id != scene.id:
        return organ(article, row, there) if there.id != setting.home else ""
    near = {key for sentence, key in told if article.sentence[i] - sentence <= NEAR}
    every = {key for _, key in told}
    meant = every if len(every) == 1 else near
    if len(meant) == 1:
        return next(iter(meant))
    return organ(article, row, scene) if scene is not None and not every else ""


def fronted(article: Article, i: int, setting: Setting) -> Entry | None:
    """The country of the place with which a token's sentence begins ("A Paris, le gouvernement a …")."""
    first = article.sentences[article.sentence[i]][0]
    if article.lower[first] not in ("à", "a", "en", "au", "aux"):
        return None
    for k in range(first + 1, min(first + FRONT, i)):
        span = article.at.get(k)
        if span is not None and len(span.entities) == 1:
            return next(countries(article, setting, span), None)
    return None


def countries(article: Article, setting: Setting, span: Span) -> Iterator[Entry]:
    """The country to which each entity of a mention belongs."""
    for key in span.entities:
        entry = article.entry(key)
        for place in setting.belongs(entry) if entry is not None else ():
            if (country := article.kb.entry(place)) is not None and country.kind == "Country":
                yield country


def scene_of(article: Article, setting: Setting) -> Entry | None:
    """The one country, not the paper's own, of which an article tells: the only one of its first sentence, or one of these that is told of
    far more often than any other; the paper's own is not told of in its first sentence, or less often."""
    counted = {k: setting.places[k] for k in setting.countries()}
    _, end = next(iter(article.sentences), (0, 0))
    first = {c.id: c for span in spans(article, 0, end) for c in countries(article, setting, span)}
    at_home = first.pop(setting.home, None)
    if not counted or not first:
        return None
    top = max(first, key=lambda k: (counted.get(k, 0), k))
    rival = max((n for k, n in counted.items() if k not in (top, setting.home)), default=0)
    often = counted.get(top, 0)
    abroad = not at_home or often > counted.get(setting.home, 0)
    return first[top] if often >= OFTEN and often > CERTAIN * rival and abroad else None


def spans(article: Article, start: int, end: int) -> Iterator[Span]:
    """The mentions in a token range."""
    for i in range(start, end):
        span = article.at.get(i)
        if span is not None and (i == start or article.at.get(i - 1) is not span):
            yield span
