"""Phrases told again: "l'explosion" after "une explosion de gaz", "les élus du canton" twice."""

from __future__ import annotations

from kg.coreference.discourse import Chain, Discourse

ALONE = 8  # sentences back for a noun alone
WHOLE = 20  # sentences back for a noun with its complements
CHAINS = 12  # of one noun that are looked at, the last first


def resolve(discourse: Discourse, i: int) -> Chain | None:
    """The chain without a name that the definite phrase of the noun at token `i` takes up: it says nothing that was not said of it."""
    if not discourse.is_noun_phrase(i):
        return None
    phrase, now = discourse.phrase(i), discourse.tree.sentence[i]
    if not phrase.definite:
        return None
    for chain in list(reversed(discourse.called.get(phrase.noun, {}).values()))[:CHAINS]:
        if now - chain.last.sentence > (WHOLE if phrase.marks else ALONE):
            break
        for told in chain.told:
            same = told.noun == phrase.noun and told.number == phrase.number and phrase.owner in ("", told.owner)
            if same and phrase.marks <= told.marks:
                return chain
    return None
