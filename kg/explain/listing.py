"""What `find` and `path` found, as text for people."""

from __future__ import annotations

from collections.abc import Sequence

from kg.explain.beside import NOTHING, Beside
from kg.explain.find import Found
from kg.explain.page import Page
from kg.explain.path import Chain, Step
from kg.explain.pieces import SOURCE_LIMIT, marked, named
from kg.explain.told import sentence
from kg.explain.words import Words
from kg.kb.entry import name_key
from kg.rdf.terms import compact
from kg.view.safe import shorten


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
