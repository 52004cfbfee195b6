"""Pieces of an explanation as lines: claims with their sentences, facts with their reasons, dates, mentions, disputes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from kg.explain.claims import place
from kg.explain.page import Page
from kg.explain.records import Claim, Dispute, EventExplained, Fact, Mention, Part
from kg.explain.words import Words
from kg.judgements import EVERYWHERE, NONE, Judgement
from kg.rdf.terms import compact
from kg.view.collect import Article
from kg.view.safe import shorten
from kg.view.when import in_words, point

SOURCE_LIMIT = 100  # characters of a source's title; programs get all of them


def write_dating(page: Page, event: EventExplained) -> None:
    """The date with the claims that it follows from and their words."""
    words = page.words
    when = in_words(event.when, words.lang)
    if not when:
        page.head(words.say("undated"))
        return
    page.head(words.pair(words.say("date"), when) + (f" ({event.when.edtf})" if event.when.edtf else ""))
    if not event.dated_by:
        page.line(words.say("undated_claims"), 1)
        return
    page.line(words.many("dated_by", len(event.dated_by)), 1)
    page.some(own_first(page, event.dated_by), lambda iri: write_dated(page, iri, event.node.iri), 2)


def own_first(page: Page, claims: Iterable[str]) -> list[str]:
    """Claims by their numbers: those about the event itself come before what dates other events."""
    return sorted(claims, key=lambda iri: page.number[iri])


def write_dated(page: Page, iri: str, event: str) -> None:
    """A claim that gives a date: its words of time, or its sentence where nobody has kept them."""
    claim = page.claim[iri]
    words = page.words
    said = " ".join(map(words.quote, claim.times)) or words.quote(marked(claim))
    page.line(f"{page.refs([iri])} {said} — {named(claim.article, words)}", 2)
    if claim.about.iri != event:
        page.line(words.say("of_other", event=words(claim.about.name)), 3)


def by_reason(facts: Sequence[Fact]) -> list[tuple[Fact, bool]]:
    """Facts that claims state, then those of one reason together, each with whether it is the last of its reason: told once."""
    groups = [list(group) for _, group in groupby(sorted(facts, key=because_of), key=because_of)]
    return [(fact, fact is group[-1]) for group in groups for fact in group]


def because_of(fact: Fact) -> tuple[str, tuple[str, ...], list[str]]:
    return fact.why, fact.sources, [a.iri for a in fact.articles]


def write_fact(page: Page, fact: Fact, reason: bool) -> None:
    """A fact with its claims or, if asked for, why it stands there without any."""
    words = page.words
    said = words.pair(words.property(fact.property), words(fact.value.name))
    if fact.first or fact.last:
        said += f", {period(words, fact.first, fact.last)}"
    page.line(f"{said} {page.refs(fact.claims)}", 1)
    if fact.why and reason:
        page.line(because(words, fact), 2)


def because(words: Words, fact: Fact) -> str:
    """Where a fact comes from that no claim states."""
    sources = [words.say("source", source=shorten(s, SOURCE_LIMIT)) for s in fact.sources]
    missing = [words.say("unsourced")] if fact.why in ("base", "office") and not sources else []
    articles = [words.say("while", articles=", ".join(named(a, words) for a in fact.articles))] if fact.articles else []
    return " ; ".join((str(words.own["why"][fact.why]), *articles, *sources, *missing))


def period(words: Words, first: str, last: str) -> str:
    """ "7 mai 2012 – …" """
    return " – ".join(point(x, words.lang) if x else "…" for x in (first, last))


def write_part(page: Page, part: Part) -> None:
    roles = ", ".join(map(page.words.property, part.roles))
    page.line(f"{page.words(part.event.name)} — {roles} {page.refs(part.claims)}", 1)
    page.line(f"{compact(part.event.iri)} · {page.words.status(part.status)}", 2)


def write_disputes(page: Page, disputes: Sequence[Dispute]) -> None:
    if not disputes:
        return
    page.head(page.words.say("disputes"))
    for each in disputes:
        page.line(page.words.say("dispute", what=page.words.property(each.property)), 1)
        for value, claim in each.sides:
            page.line(f"{page.refs([claim])} {page.words(value) or sentence_of(page, claim)}", 2)


def sentence_of(page: Page, claim: str) -> str:
    return page.words.quote(marked(page.claim[claim])) if claim in page.claim else ""


def write_judgements(page: Page, judgements: Sequence[Judgement]) -> None:
    if not judgements:
        return
    page.head(page.words.say("judgements"))
    for j in judgements:
        kind = "judged_no_link" if j.kind == "link" and j.entity == NONE else f"judged_{j.kind}"
        where = page.words.say("everywhere") if j.document == EVERYWHERE else j.document
        said = page.words.say(kind, mention=j.mention, entity=j.entity, document=where)
        page.line(" · ".join(x for x in (said, j.author, point(j.date, page.words.lang), j.comment) if x), 1)


def write_claims(page: Page, claims: Sequence[Claim], others: Sequence[Claim]) -> None:
    if not claims:
        page.head(page.words.say("no_claims"))
    for title, group in (("claims", claims), ("others", others)):
        if group:
            page.head(page.words.say(title, n=len(group)))
            one = len({c.about.iri for c in claims}) == 1 and group is claims
            page.some(listed(group), lambda item, one=one: write_claim(page, *item, about=not one))  # type: ignore[misc]


def listed(claims: Sequence[Claim]) -> list[tuple[Claim, bool]]:
    """Claims by article, each with whether its article begins with it."""
    ordered = groupby(sorted(claims, key=lambda c: place(c.iri)), key=lambda c: c.article.iri)
    return [(claim, n == 0) for _, group in ordered for n, claim in enumerate(group)]


def write_claim(page: Page, claim: Claim, first: bool, *, about: bool) -> None:
    words = page.words
    if first:
        page.line(named(claim.article, words, headline=True), 1)
    page.line(f"{page.refs([claim.iri])} {words.quote(marked(claim))}", 2)
    if about:
        page.line(words.pair(words.say("about"), f"{words(claim.about.name)} ({compact(claim.about.iri)})"), 3)
    who = words.say("according", source=words(claim.source.name)) if claim.source else words.say("itself")
    sure = words.say("confidence", percent=f"{100 * claim.confidence:.0f}") if claim.confidence is not None else words.say("unmeasured")
    page.line(" · ".join((who, words.status(claim.status), f"{words.say('rule', rule=claim.rule)}, {sure}")), 3)
    more = [compact(claim.iri)]
    if claim.reported_in:
        more.append(words.say("reported_in", claim=page.refs([claim.reported_in])))
    if claim.times:
        more.append(words.say("times", words=" ".join(map(words.quote, claim.times))))
    if own := in_words(claim.own_time, words.lang):
        more.append(words.say("own_time", when=own))
    page.line(" · ".join(more), 3)


def marked(claim: Claim) -> str:
    """The sentence with its trigger words between stars."""
    start, end = claim.trigger
    text = claim.sentence
    return f"{text[:start]}**{text[start:end]}**{text[end:]}" if end else text


def named(article: Article, words: Words, headline: bool = False) -> str:
    """An article's file or address and its date."""
    date = point(article.date, words.lang) if article.date else words.say("undated_article")
    title = f" — {article.headline}" if headline else ""
    return f"{article.source or compact(article.iri)} ({date}){title}"


def begins(mentions: Sequence[Mention]) -> list[bool]:
    """Whether each mention is the first of its article."""
    return [n == 0 or mentions[n - 1].article != m.article for n, m in enumerate(mentions)]


def write_mention(page: Page, mention: Mention, first: bool) -> None:
    words = page.words
    if first:
        page.line(named(mention.article, words), 1)
    places = ", ".join(f"{start}–{end}" for start, end in mention.places)
    kind = words.own["kinds"].get(mention.kind, mention.kind)
    more = [words.say("with", names=", ".join(words(n.name) for n in mention.beside))] if mention.beside else []
    more += [words.say("renamed")] if mention.renamed else []
    rule = words.rule("exact-other" if mention.rule == "exact" and not mention.own else mention.rule)
    told = " · ".join((f"{rule} [{mention.rule}]" if mention.rule else rule, *more))
    shown = f"{words.quote(mention.words)} ({kind}, {words.say('characters', places=places)})"
    page.line(words.pair(words.say("means", words=shown, name=words(mention.means.name)) if mention.means else shown, told), 2)
