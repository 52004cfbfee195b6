"""Speech that goes on: "a-t-il ajouté", "poursuit-elle", "conclut X" belong to what the same person has just said."""

from __future__ import annotations

from kg.events.fillers import Context
from kg.events.happening import Happening
from kg.lang import word_set
from kg.rdf.ontology import Ontology


def tie(context: Context, told: dict[int, Happening], types: Ontology) -> None:
    """Make one of a statement that goes on and the last thing that anybody said, where its speaker did."""
    verbs = word_set(context.article.document.language, "attribution", "continuing")
    last: Happening | None = None
    for happening in told.values():
        if types.family(happening.type) != "Speech" or not happening.trigger.verbal or not speakers(happening):
            continue
        goes_on = happening.type == "Statement" and context.article.doc[happening.token].lemma_.casefold() in verbs
        if goes_on and last is not None and speakers(last) == speakers(happening):
            happening.twin = last.token
        last = happening


def speakers(happening: Happening) -> frozenset[str]:
    """Who speaks, by key."""
    return frozenset(str(f.value) for f in happening.facts if f.property == "agent")
