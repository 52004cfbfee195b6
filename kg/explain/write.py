"""Explanations as text for people and as JSON for programs. What articles wrote can neither move a cursor nor turn text around."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any

from kg.explain.page import Page
from kg.explain.pieces import (
    because,
    begins,
    by_reason,
    listed,
    named,
    own_first,
    write_claim,
    write_claims,
    write_dated,
    write_dating,
    write_disputes,
    write_fact,
    write_judgements,
    write_mention,
    write_part,
)
from kg.explain.records import (
    ArticleExplained,
    ClaimExplained,
    EntityExplained,
    EventExplained,
    Explanation,
    FactExplained,
    Node,
)
from kg.explain.words import Words
from kg.rdf.terms import compact

KINDS: dict[type, str] = {
    EventExplained: "event",
    EntityExplained: "entity",
    FactExplained: "fact",
    ClaimExplained: "claim",
    ArticleExplained: "article",
}
HIDDEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")  # of what JSON doesn't escape by itself


def as_json(value: Any) -> str:
    """A record as JSON, without fields that are empty; characters that a terminal obeys are escaped."""
    kind = {"kind": KINDS[type(value)]} if type(value) in KINDS else {}
    told = [to_json(x) for x in value] if isinstance(value, list | tuple) else kind | to_json(value)
    return HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(told, ensure_ascii=False, indent=2))


def to_json(value: Any) -> Any:
    """What JSON knows for a record, tuple, text, number or None; what has its default is left out."""
    if isinstance(value, tuple):
        return [to_json(v) for v in value]
    if not is_dataclass(value):
        return value
    return {f.name: to_json(v) for f in fields(value) if (v := getattr(value, f.name)) != f.default}


def as_text(explained: Explanation, lang: str = "fr", limit: int = 0) -> str:
    """An explanation for people. Every list is whole unless `limit` says how many of its items to show. Raises `InputError` for a language
    that we don't speak."""
    page = Page(explained, Words(lang), limit)
    WRITERS[type(explained)](page, explained)
    for note in explained.notes:
        page.line(page.words.say(f"missing_{note}"))
    return page.text()


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


WRITERS: dict[type, Callable[[Page, Any], None]] = {
    EventExplained: write_event,
    EntityExplained: write_entity,
    FactExplained: write_explained_fact,
    ClaimExplained: write_explained_claim,
    ArticleExplained: write_article,
}
