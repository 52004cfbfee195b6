"""A pronoun before the noun that it stands for: "S'il est condamné, l'ancien notaire purgera sa peine"."""

from __future__ import annotations

from kg.coreference import nominals
from kg.coreference.discourse import Chain, Discourse
from kg.coreference.pronouns import FORWARD, SINGULAR


def resolve(discourse: Discourse, i: int) -> Chain | None:
    """Whom the definite noun means that is the subject behind the clause of pronoun `i`."""
    article, tree = discourse.article, discourse.tree
    gender = SINGULAR.get(article.lower[i])
    if gender is None or not tree.is_a(i, "nsubj"):
        return None
    for at in tree.path(i)[1:]:
        head = tree.head[at]
        if head <= at or not tree.is_a(at, *FORWARD):
            continue
        for k in tree.children(head, "nsubj"):
            if k > at and k not in article.at and discourse.is_a(k, "human") and (meant := nominals.resolve(discourse, k)) is not None:
                return meant[0] if meant[0].gender in ("", gender) else None
        return None
    return None
