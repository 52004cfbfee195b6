"""Towns that label a piece of news ("Lille : un homme interpellé", "Vols à Toul : trois jeunes écroués", "Lens. Deux blessés dans un
incendie"): what it tells happened there."""

from __future__ import annotations

from kg.events.fillers import Context
from kg.events.happening import Happening
from kg.events.placed import lacks_town
from kg.model import Fact
from kg.rdf.ontology import Ontology

NOUN_AND_PREPOSITION = 2  # tokens before the town of "Vols à Toul : …"
FOR = "pour"  # before what somebody is punished for, wherever that was done
UTTERED = frozenset({"«", '"', "“", "-", "–", "—"})  # behind a town's colon: words of its authorities


def place(context: Context, told: dict[int, Happening], types: Ontology) -> None:
    """Give the town of its label to what a sentence tells without a place, but not to what that is about; words are said anywhere."""
    where = labelled(context)
    for happening in told.values():
        town, behind = where.get(happening.sentence, ("", 0))
        inner = any(k in told and k >= behind for k in context.tree.path(happening.token)[1:]) or context.tree.case(happening.token) == FOR
        wide = lacks_town(context, happening)
        if town and not inner and wide and types.family(happening.type) != "Speech" and happening.act is None:
            happening.facts = [f for f in happening.facts if f.value != town]
            happening.add(Fact("sem:hasPlace", "entity", town))


def labelled(context: Context) -> dict[int, tuple[str, int]]:
    """The keys of the towns that label sentences, with the tokens where the labels end, by the number of the sentence."""
    sentences, words, where = context.article.sentences, context.article.words, dict[int, tuple[str, int]]()
    for number, (start, end) in enumerate(sentences):
        behind = town_end(context, start)
        solid = [i for i in range(behind, end) if not context.article.doc[i].is_space] if behind else []
        if not solid or not opens_line(context, start):
            continue
        town = context.article.at[behind - 1].entities[0]
        if words[solid[0]] == ":" and len(solid) > 1 and words[solid[1]] not in UTTERED:
            where[number] = town, behind
        elif len(solid) == 1 and words[solid[0]] == "." and number + 1 < len(sentences):
            where[number + 1] = town, behind
    return where


def town_end(context: Context, start: int) -> int:
    """Where the name of a town ends that begins at token `start`, or behind a noun and "à" there; 0 where none does."""
    doc = context.article.doc
    if start + NOUN_AND_PREPOSITION < len(doc) and doc[start].pos_ == "NOUN" and context.article.lower[start + 1] == "à":
        start += NOUN_AND_PREPOSITION
    span = context.article.at.get(start)
    named = span is not None and span.kind == "Name" and span.start == start and len(span.entities) == 1
    return span.end if span is not None and named and context.article.kind_of(span.entities[0]) == "City" else 0


def opens_line(context: Context, start: int) -> bool:
    """Whether a token begins the text or a line of it."""
    before = context.article.document.text[: context.article.starts[start]].rstrip(" \t")
    return not before or before.endswith("\n")
