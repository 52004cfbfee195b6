"""What the page's cards show, as JSON: short keys, each sentence and article once, nothing that the reader can't see.

A record's place in `items` is its number. Keys: k kind, n name in French and English, i IRI, t types, m mentions, u links,
a aliases, b background, s status, w date in words, d first and last day, r roles (role, number), q figures, l quotations,
c claims, x claims left out, z independent articles, y what is in dispute
(property, and for each side what it gives and its claim), g 1 for what isn't drawn at first. A claim: s status, p phrase, h highlighted
span, a article, o source (a number, or names where the source is no node), r roles that it supports (role, number).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.view.collect import Article, Claim, Entity, Event, Text
from kg.view.safe import clean, link, shorten
from kg.view.terms import local
from kg.view.when import in_words, point, quantity
from kg.view.words import LANGUAGES, Words

NAME_LIMIT = 160  # characters
QUOTE_LIMIT = 300
ALIAS_LIMIT = 40  # the search finds them all
LIST_LIMIT = 12  # links or background facts of one entity


@dataclass
class Records:
    """The numbered records of one page; `phrases` holds each sentence once."""

    words: Words
    ids: dict[str, int]  # IRI → number, of entities, events and articles
    most_claims: int
    first: frozenset[str]  # IRIs of entities and events that are drawn at first
    items: list[dict[str, Any]] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list)
    _phrase_ids: dict[str, int] = field(default_factory=dict)

    def entity(self, entity: Entity) -> None:
        links = [[_host(x), x] for x in map(link, entity.same_as) if x]
        self._add(
            k=entity.kind,
            n=_text(entity.name),
            i=shorten(entity.iri, NAME_LIMIT),
            t=list(self.words.specific(entity.types)),
            m=entity.mentions,
            u=links[:LIST_LIMIT],
            a=[shorten(x, NAME_LIMIT) for x in entity.aliases[:ALIAS_LIMIT]],
            b=[[local(p), _text(name)] for p, name in entity.background[:LIST_LIMIT]],
            g=int(entity.iri not in self.first),
        )

    def event(self, event: Event) -> None:
        claims = event.claims[: self.most_claims]
        self._add(
            k="Event",
            n=_text(event.name),
            i=shorten(event.iri, NAME_LIMIT),
            t=list(self.words.specific(event.types)),
            s=event.status,
            w=_both(*(in_words(event.when, x) for x in LANGUAGES)),
            d=_days(event),
            r=self._roles(event.roles),
            q=[[local(p), _both(*(shorten(quantity(v, b, u, x), 60) for x in LANGUAGES))] for p, v, b, u in event.quantities],
            l=[[local(p), shorten(text, QUOTE_LIMIT)] for p, text in event.literals[:LIST_LIMIT]],
            c=[self._claim(x) for x in claims],
            x=len(event.claims) - len(claims),
            z=event.source_count,
            y=[[x.property, *([_text(value), self._claim(claim)] for value, claim in x.sides)] for x in event.disputes],
            g=int(event.iri not in self.first),
        )

    def article(self, article: Article) -> None:
        self._add(
            k="Document",
            n=_text((article.headline, article.headline)),
            i=shorten(article.iri, NAME_LIMIT),
            t=["NewsArticle"],
            w=_both(*(point(shorten(article.date, 40), x) for x in LANGUAGES)),
            f=shorten(article.source, NAME_LIMIT),
            u=[[_host(x), x] for x in [link(article.source)] if x],
        )

    def _claim(self, claim: Claim) -> dict[str, Any]:
        source: Any = self.ids.get(claim.source, _text(claim.source_name) if claim.source else None)
        return _filled(
            s=claim.status if claim.status != "Occurred" else "",
            p=self._phrase(claim.sentence),
            h=list(claim.trigger) if claim.trigger[1] else None,
            a=self.ids.get(claim.article),
            o=source,
            r=self._roles(sorted(claim.supports)),
        )

    def _roles(self, roles: Sequence[tuple[str, str]]) -> list[list[Any]]:
        return [[local(role), self.ids[x]] for role, x in roles if x in self.ids]

    def _phrase(self, sentence: str) -> int:
        number = self._phrase_ids.setdefault(sentence, len(self.phrases))
        if number == len(self.phrases):
            self.phrases.append(clean(sentence))
        return number

    def _add(self, **values: Any) -> None:
        self.items.append(_filled(**values))


def _filled(**values: Any) -> dict[str, Any]:
    """Leaves out what is empty; a number 0 is kept where it is a reference."""
    return {k: v for k, v in values.items() if v not in (None, "", []) and not (v == 0 and k in ("g", "m", "x"))}


def _text(name: Text) -> list[str]:
    return _both(*(shorten(x, NAME_LIMIT) for x in name))


def _both(french: str, english: str) -> list[str]:
    """One word where both languages say the same."""
    return [x for x in ([french] if french == english else [french, english]) if x]


def _days(event: Event) -> list[str]:
    first = event.when.date or event.when.earliest
    last = event.when.date or event.when.latest
    return [first[:10], last[:10]] if first or last else []


def _host(iri: str) -> str:
    """What a link is called: "wikidata.org Q7747"."""
    rest = iri.split("://", 1)[1]
    return f"{rest.split('/', 1)[0].removeprefix('www.')} {shorten(local(rest), 60)}"
