"""Who takes part in what was told of right before: "Une marche blanche aura lieu mercredi à X. La maire y participera"."""

from __future__ import annotations

from kg.events.fillers import Context, admits, as_actor, fillers
from kg.events.happening import Happening
from kg.events.signs import is_negated
from kg.lang import word_set
from kg.model import Fact
from kg.rdf.ontology import Ontology

GATHERINGS = frozenset({"Contact", "Conflict", "Launch"})  # families and types of what one takes part in
REACH = 1  # sentences back


def join(context: Context, told: dict[int, Happening], types: Ontology) -> None:
    """Make participants of the subjects of verbs of taking part, whose "y" means the last gathering that a noun tells of before."""
    article, tree = context.article, context.tree
    attending = word_set(article.document.language, "relations", "taking_part")
    for i, word in enumerate(article.lower):
        verb = tree.head[i]
        if word != "y" or i > verb or article.doc[verb].lemma_.casefold() not in attending or is_negated(context, verb):
            continue
        if (last := gathering_before(context, told, i, types)) is None:
            continue
        for subject in tree.children(verb, "nsubj"):
            for filler in fillers(context, subject, False):
                actor = as_actor(context, filler)
                if admits(context, "actor", actor):
                    last.add(Fact("participant", "entity", actor.value))


def gathering_before(context: Context, told: dict[int, Happening], i: int, types: Ontology) -> Happening | None:
    """The last happening before token `i`, in its sentence or the one before, that a noun tells and in which people take part."""
    first = context.article.sentences[max(0, context.tree.sentence[i] - REACH)][0]
    found = (told[k] for k in range(i - 1, first - 1, -1) if k in told and not told[k].trigger.verbal)
    return next((h for h in found if h.type != "Attack" and {h.type, types.family(h.type)} & GATHERINGS), None)
