"""The repairs in their order: names are nodes first, then what coordinates them, then participles and reporting clauses."""

from __future__ import annotations

from kg.extract.article import Article
from kg.model import TimeExpression
from kg.syntax import (
    adjacent,
    amounts,
    causative,
    cleft,
    clitics,
    complements,
    control,
    coordination,
    counted,
    crimes,
    embedded,
    examples,
    expletive,
    fronted,
    gapping,
    gerunds,
    headless,
    headlines,
    hung,
    infinitives,
    interrupted,
    inversion,
    lacking,
    latters,
    locutions,
    manner,
    misread,
    modals,
    names,
    nominalised,
    objects,
    opening,
    parted,
    participles,
    present,
    quoted,
    relatives,
    remarks,
    several,
    split,
    stays,
    subordinate,
    swapped,
    then,
    timely,
    tonic,
    voice,
    within,
)
from kg.syntax.partners import Prepositions
from kg.syntax.tree import Tree


def repair(
    article: Article, times: list[TimeExpression], reporting: frozenset[str], event_nouns: Prepositions, verbs: Prepositions
) -> Tree:
    """The mended tree; `reporting` are the verbs whose subject may follow them ("déclarer", "faire savoir"),
    `event_nouns` and `verbs` those of nouns and verbs that evoke events, with the prepositions that their frames know."""
    tree = Tree(article.doc)
    clitics.repair(article, tree)
    misread.repair(article, tree)
    quoted.release(article, tree)
    several.repair(article, tree)
    tonic.repair(article, tree)
    relatives.settle(article, tree)
    cleft.repair(article, tree, times)
    causative.repair(article, tree, reporting)
    split.repair(article, tree)
    gerunds.retag(article, tree, verbs)
    gerunds.repair(article, tree)
    infinitives.retag(article, tree, verbs)
    fronted.retag(article, tree, verbs)
    participles.retag(article, tree, verbs)
    headless.retag(article, tree, verbs)
    present.retag(article, tree, verbs)
    coordination.retag(article, tree)
    swapped.repair(article, tree, event_nouns)
    then.repair(article, tree)
    names.repair(article, tree)
    within.repair(article, tree)
    nominalised.repair(article, tree)
    gerunds.take_names(article, tree)
    quoted.repair(article, tree)
    headless.repair(article, tree)
    stays.repair(article, tree, times)
    timely.repair(article, tree, times)
    opening.repair(article, tree, times)
    hung.repair(article, tree)
    subordinate.repair(article, tree, reporting)
    coordination.repair(article, tree)
    parted.repair(article, tree)
    counted.repair(article, tree)
    locutions.repair(article, tree)
    embedded.repair(article, tree)
    adjacent.repair(article, tree)
    interrupted.repair(article, tree)
    latters.repair(article, tree)
    infinitives.repair(article, tree)
    lacking.repair(article, tree)
    objects.repair(article, tree)
    control.repair(article, tree)
    complements.repair(article, tree, times, reporting, event_nouns, verbs)
    crimes.repair(article, tree, times, event_nouns)
    manner.repair(article, tree, event_nouns)
    participles.repair(article, tree, frozenset(event_nouns))
    headlines.repair(article, tree, verbs)
    voice.repair(article, tree)
    modals.repair(article, tree)
    inversion.repair(article, tree, times, reporting)
    relatives.repair(article, tree, reporting)
    examples.repair(article, tree)
    remarks.repair(article, tree, times, reporting)
    expletive.repair(article, tree)
    fronted.repair(article, tree)
    amounts.repair(article, tree)
    gapping.repair(article, tree)
    return tree
