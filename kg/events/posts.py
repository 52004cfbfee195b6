"""Whose post it is that somebody loses, leaves or gets, where it is told beside: "le directeur de X, Y, a démissionné", "en a démissionné",
"nommé au conseil de X"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.events.fillers import Context
from kg.events.happening import Happening
from kg.model import Fact

LOSER = {"Resignation": "agent", "Dismissal": "patient", "Appointment": "topic"}  # the role of who had the post before
BODIES = frozenset({"Organization", "Event"})
REACH = 25  # tokens back to what "en" means
FORMER = frozenset({"ancien", "ex"})
SOURCES = frozenset({"selon", "d'après", "pour"})


def of_bodies(context: Context, told: dict[int, Happening]) -> None:
    """Add the body of the post to each such event that has none."""
    for happening in told.values():
        if happening.type not in LOSER or any(is_body(context, str(f.value)) for f in happening.facts if f.property == "participant"):
            continue
        if happening.type in ("Appointment", "Resignation"):
            happening.facts = [Fact("participant", "entity", f.value) if heads(context, f) else f for f in happening.facts]
            if any(f.property == "participant" for f in happening.facts):
                continue
        found = [*from_pronoun(context, happening), *by_board(context, happening), *from_descriptions(context, happening)]
        for entity in [e for k in found[:1] for e in context.article.at[k].entities]:
            happening.add(Fact("participant", "entity", entity))


def heads(context: Context, fact: Fact) -> bool:
    """Whether a fact says what somebody is appointed to or leaves: the body behind "à la tête de", "sa démission de président de"."""
    return fact.property == "topic" and fact.kind == "entity" and is_body(context, str(fact.value))


def is_body(context: Context, key: str) -> bool:
    return key in context.article.entities and context.article.kind_of(key) in BODIES


def names_body(context: Context, i: int) -> bool:
    """Whether a token is the head of a body's mention."""
    span = context.article.at.get(i)
    return span is not None and span.head == i and span.rule != "adjective" and all(is_body(context, e) for e in span.entities)


def from_descriptions(context: Context, happening: Happening) -> Iterator[int]:
    """The bodies in the words that say what the person is who has had the post."""
    article = context.article
    people = {str(f.value) for f in happening.facts if f.property == LOSER[happening.type]}
    first, last = article.sentences[happening.sentence]
    for i in range(first, last):
        span = article.at.get(i)
        if span is not None and span.head == i and set(span.entities) <= people and span.entities:
            for noun in descriptions(context, i, first):
                yield from (k for k in within(context, noun) if names_body(context, k))


def descriptions(context: Context, name: int, first: int) -> Iterator[int]:
    """The nouns that say what somebody is: the one that a name explains, those behind it, and one that opens the sentence before it."""
    article, tree = context.article, context.tree
    start = article.at[name].start
    opens = [first] if article.words[start - 1] == "," and first < start and not tree.children(first, "det") else []
    above = [tree.head[name]] if tree.is_a(name, "appos") else []
    for k in (name, *above, *tree.children(name, "appos"), *opens):
        if article.doc[k].pos_ == "NOUN" and article.is_a(k, "human") and article.doc[max(k - 1, 0)].lemma_ not in FORMER:
            yield k


def within(context: Context, noun: int) -> Iterator[int]:
    """The words of a description behind its noun, up to its comma."""
    for k in range(noun + 1, len(context.article.words)):
        if context.article.words[k] in (",", ".", ";", ":", "(") or context.article.doc[k].pos_ in ("VERB", "AUX"):
            return
        yield k


def from_pronoun(context: Context, happening: Happening) -> Iterator[int]:
    """The body that "en" means: the last one named before ("X, qui en a démissionné")."""
    article, tree, verb = context.article, context.tree, happening.token
    if happening.type != "Resignation" or not any(article.lower[k] == "en" and article.doc[k].pos_ == "PRON" for k in tree.kids[verb]):
        return
    yield from (k for k in range(verb - 1, max(-1, verb - REACH), -1) if names_body(context, k) and tree.case(k) not in SOURCES)


def by_board(context: Context, happening: Happening) -> Iterator[int]:
    """The body to whose board somebody is appointed ("au comité exécutif de X")."""
    if happening.type == "Appointment":
        for token in happening.trigger.positions.get("à", ()):
            if token not in context.article.at and context.article.is_a(token, "body"):
                yield from (k for k in within(context, token) if names_body(context, k))
