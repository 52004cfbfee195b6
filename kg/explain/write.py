"""Explanations as text for people and as JSON for programs. What articles wrote can neither move a cursor nor turn text around."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any, TypeVar

from kg.explain.beside import Beside
from kg.explain.claims import place
from kg.explain.find import Found
from kg.explain.path import NOTHING, Chain, Step
from kg.explain.records import (
    ArticleExplained,
    Claim,
    ClaimExplained,
    Dispute,
    EntityExplained,
    EventExplained,
    Explanation,
    Fact,
    FactExplained,
    Mention,
    Node,
    Part,
)
from kg.explain.told import sentence
from kg.explain.words import Words
from kg.extract.record import to_json
from kg.judgements import EVERYWHERE, NONE, Judgement
from kg.kb.entry import name_key
from kg.rdf.terms import compact
from kg.view.collect import Article
from kg.view.safe import clean, shorten
from kg.view.when import in_words, point

KINDS: dict[type, str] = {
    EventExplained: "event",
    EntityExplained: "entity",
    FactExplained: "fact",
    ClaimExplained: "claim",
    ArticleExplained: "article",
}
HIDDEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")  # of what JSON doesn't escape by itself
SOURCE_LIMIT = 100  # characters of a source's title; programs get all of them
T = TypeVar("T")


def as_json(value: Any) -> str:
    """A record as JSON, without fields that are empty; characters that a terminal obeys are escaped."""
    kind = {"kind": KINDS[type(value)]} if type(value) in KINDS else {}
    told = [to_json(x) for x in value] if isinstance(value, list | tuple) else kind | to_json(value)
    return HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(told, ensure_ascii=False, indent=2))


def as_text(explained: Explanation, lang: str = "fr", limit: int = 0) -> str:
    """An explanation for people. Every list is whole unless `limit` says how many of its items to show. Raises `InputError` for a language
    that we don't speak."""
    page = Page(explained, Words(lang), limit)
    WRITERS[type(explained)](page, explained)
    for note in explained.notes:
        page.line(page.words.say(f"missing_{note}"))
    return page.text()


class Page:
    """Lines that are being written; claims go by their numbers."""

    def __init__(self, explained: Explanation | None, words: Words, limit: int) -> None:
        self.words, self.limit, self.lines = words, limit, list[str]()
        nested = explained.events if isinstance(explained, FactExplained) else ()
        whole = (explained, *nested) if explained else ()
        self.claim = {c.iri: c for c in (*(c for x in whole for c in x.claims), *(c for x in whole for c in x.others))}
        self.number = {iri: n for n, iri in enumerate(self.claim, start=1)}

    def text(self) -> str:
        return "".join(f"{clean(line).rstrip()}\n" for line in self.lines)

    def line(self, text: str, indent: int = 0) -> None:
        self.lines.append("  " * indent + " ".join(text.split()))

    def head(self, text: str) -> None:
        self.lines.append("")
        self.line(text)

    def some(self, items: Sequence[T], write: Callable[[T], None], indent: int = 1) -> None:
        """Write each item, or as many as the user wants, and say how many are left."""
        shown = items[: self.limit] if self.limit else items
        for item in shown:
            write(item)
        if len(shown) < len(items):
            self.line(self.words.say("more", n=len(items) - len(shown)), indent)

    def refs(self, claims: Iterable[str]) -> str:
        """ "[1] [4]" for claims; the address of one that stands nowhere here."""
        known = sorted(self.number[c] for c in claims if c in self.number)
        return " ".join([*(f"[{n}]" for n in known), *(compact(c) for c in claims if c not in self.number)])


def write_event(page: Page, event: EventExplained) -> None:
    describe_event(page, event)
    write_claims(page, event.claims, event.others)


def describe_event(page: Page, event: EventExplained) -> None:
    """All of an event but its claims."""
    words = page.words
    page.line(words(event.node.name))
    parts = (compact(event.node.iri), words.types(event.types), words.status(event.status), words.many("independent", event.sources))
    page.line(" · ".join(parts), 1)
    write_dating(page, event)
    page.head(words.say("facts"))
    page.some(event.facts, lambda fact: write_fact(page, fact, reason=True))
    if event.parts:
        page.head(words.say("parts_of_event"))
        page.some(event.parts, lambda part: write_part(page, part))
    if len(event.merged_from) > 1:
        page.head(words.say("merged", n=len(event.merged_from)))
        page.some(event.merged_from, lambda iri: page.line(compact(iri), 1))
        page.some(event.merge_reasons, lambda reason: page.line(words.pair(words.say("merge_reason"), words.reason(reason)), 1))
    write_disputes(page, event.disputes)
    write_judgements(page, event.judgements)


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


def write_entity(page: Page, entity: EntityExplained) -> None:
    words = page.words
    page.line(words(entity.node.name))
    page.line(" · ".join(x for x in (compact(entity.node.iri), words.types(entity.types)) if x), 1)
    for message, texts in (("aliases", entity.aliases), ("identifiers", entity.same_as)):
        if texts:
            page.line(words.say(message, names=", ".join(texts)), 1)
    if entity.facts:
        page.head(words.say("facts_of_entity"))
        page.some(by_reason(entity.facts), lambda item: write_fact(page, *item))
    number = sum(len(m.places) for m in entity.mentions)
    page.head(words.say("mentions", n=number) if number else words.say("no_mentions"))
    page.some(list(zip(entity.mentions, begins(entity.mentions), strict=True)), lambda item: write_mention(page, *item))
    if entity.parts:
        page.head(words.say("parts", n=len(entity.parts)))
        page.some(entity.parts, lambda part: write_part(page, part))
    if entity.said:
        page.head(words.say("said", n=len(entity.said)))
        page.line(page.refs(entity.said), 1)
    write_disputes(page, entity.disputes)
    write_judgements(page, entity.judgements)
    write_claims(page, entity.claims, entity.others)


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


def write_explained_fact(page: Page, explained: FactExplained) -> None:
    words, fact = page.words, explained.fact
    page.line(f"{words(explained.node.name)} — {words.property(fact.property)} — {words(fact.value.name)}")
    terms = (explained.node.iri, fact.property, fact.value.iri)
    page.line(" ".join(compact(x) for x in terms if x), 1)
    if fact.why:
        page.line(because(words, fact), 1)
    if fact.why == "dated":
        page.line(words.many("dated_by", len(fact.claims)), 1)
        page.some(own_first(page, fact.claims), lambda iri: write_dated(page, iri, explained.node.iri), 2)
    if explained.events and explained.claims:
        page.line(words.say("said_by", claims=page.refs(fact.claims)), 1)
    elif explained.claims or not (fact.why or explained.events):
        write_claims(page, explained.claims, explained.others)
    if explained.mentions:
        page.head(words.say("named"))
        page.some(list(zip(explained.mentions, begins(explained.mentions), strict=True)), lambda item: write_mention(page, *item))
    for event in explained.events:
        page.head(words.say("behind"))
        write_event(page, event)


def write_explained_claim(page: Page, explained: ClaimExplained) -> None:
    write_claims(page, explained.claims, ())
    page.line(page.words.pair(page.words.say("about"), f"{page.words(explained.node.name)} ({compact(explained.node.iri)})"), 3)
    page.head(page.words.say("supports"))
    page.some(explained.triples, lambda triple: page.line(told(page.words, *triple), 1))
    if explained.reports:
        page.head(page.words.say("reports"))
        page.line(page.refs(explained.reports), 1)
    if explained.others:
        page.head(page.words.say("others", n=len(explained.others)))
        page.some(listed(explained.others), lambda item: write_claim(page, *item, about=True))


def told(words: Words, subject: Node, property: str, value: Node) -> str:
    return words.pair(f"{words(subject.name)} — {words.property(property)}", words(value.name))


def write_article(page: Page, explained: ArticleExplained) -> None:
    words = page.words
    page.line(words(explained.node.name))
    page.line(f"{compact(explained.node.iri)} · {named(explained.article, words)}", 1)
    page.line(words.say("article_counts", mentions=explained.mentions, claims=len(explained.claims)), 1)
    write_claims(page, explained.claims, explained.others)


def found_as_text(found: Sequence[Found], name: str, lang: str = "fr", limit: int = 0) -> str:
    """What `find` found, for people; `limit` as for `as_text`."""
    page = Page(None, Words(lang), limit)
    page.some(found, lambda each: write_found(page, each, name), 0)
    return page.text()


def write_found(page: Page, found: Found, name: str) -> None:
    words = page.words
    what = (words.types(found.types), words.many("events", found.events), words.many("articles", found.articles))
    page.line(f"{words(found.name)} — {', '.join(x for x in what if x)}")
    seen = [words.say("as", form=found.form)] if found.form and name_key(found.form) != name_key(words(found.name)) else []
    page.line(" · ".join((compact(found.iri), *found.same_as, *seen)), 1)


def path_as_text(chains: Sequence[Chain], lang: str = "fr", beside: Beside = NOTHING) -> str:
    """What `path` found, for people: a sentence for each step and the words that say so."""
    page = Page(None, Words(lang), 0)
    if any(chain.background for chain in chains):
        page.line(page.words.say("path_background"))
    for number, chain in enumerate(chains, start=1):
        for n, step in enumerate(chain.steps):
            page.line(("" if n else f"{number}. ") + sentence(step, page.words, beside), 1 if n else 0)
            write_evidence(page, step)
    return page.text()


def write_evidence(page: Page, step: Step) -> None:
    for claim in step.evidence:
        who = f", {page.words.say('according', source=page.words(claim.source.name))}" if claim.source else ""
        page.line(f"{page.words.quote(marked(claim))} — {named(claim.article, page.words)}{who}", 2)
    for source in step.sources:
        page.line(page.words.say("source", source=shorten(source, SOURCE_LIMIT)), 2)
    if step.event:
        page.line(compact(step.event.iri), 2)


WRITERS: dict[type, Callable[[Page, Any], None]] = {
    EventExplained: write_event,
    EntityExplained: write_entity,
    FactExplained: write_explained_fact,
    ClaimExplained: write_explained_claim,
    ArticleExplained: write_article,
}
