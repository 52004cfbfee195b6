"""The repairs in their order: names are nodes first, then what coordinates them, then participles and reporting clauses."""

from __future__ import annotations

from kg.extract.article import Article
from kg.model import TimeExpression
from kg.syntax import (
    cleft,
    complements,
    control,
    coordination,
    counted,
    expletive,
    fronted,
    gerunds,
    infinitives,
    interrupted,
    inversion,
    lacking,
    locutions,
    modals,
    names,
    objects,
    opening,
    participles,
    relatives,
    remarks,
    split,
    subordinate,
    swapped,
    timely,
    tonic,
    voice,
)
from kg.syntax.complements import Prepositions
from kg.syntax.tree import Tree


def repair(
    article: Article, times: list[TimeExpression], reporting: frozenset[str], event_nouns: Prepositions, verbs: Prepositions
) -> Tree:
    """The mended tree; `reporting` are the lemmas of verbs whose subject may follow them ("a déclaré X"),
    `event_nouns` and `verbs` those of nouns and verbs that evoke events, with the prepositions that their frames know."""
    tree = Tree(article.doc)
    tonic.repair(article, tree)
    split.repair(article, tree)
    gerunds.repair(article, tree)
    infinitives.retag(article, tree, verbs)
    fronted.retag(article, tree, verbs)
    swapped.repair(article, tree)
    names.repair(article, tree)
    timely.repair(article, tree, times)
    opening.repair(article, tree, times)
    cleft.repair(article, tree)
    subordinate.repair(article, tree, reporting)
    coordination.repair(article, tree)
    counted.repair(article, tree)
    locutions.repair(article, tree)
    interrupted.repair(article, tree)
    infinitives.repair(article, tree)
    lacking.repair(article, tree)
    objects.repair(article, tree)
    control.repair(article, tree)
    complements.repair(article, tree, times, reporting, event_nouns, verbs)
    participles.repair(article, tree, frozenset(event_nouns))
    relatives.repair(article, tree)
    voice.repair(article, tree)
    modals.repair(article, tree)
    inversion.repair(article, tree, times, reporting)
    remarks.repair(article, tree, times, reporting)
    expletive.repair(article, tree)
    fronted.repair(article, tree)
    return tree
