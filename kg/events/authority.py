"""What does not come about or is done at once, by its type: whoever escapes a court does not undergo what it does, what authorities decide
is done, what chambers reject is not, and nobody dies who only tried to."""

from __future__ import annotations

from functools import partial

from kg.events.fillers import Context
from kg.events.triggers import Trigger
from kg.lang import word_set


def is_escaped(context: Context, trigger: Trigger) -> bool:
    """Whether somebody is told to have got away with something that an authority does ("a échappé à la mise en examen")."""
    article, tree, noun = context.article, context.tree, trigger.token
    verbs, types = (word_set(article.document.language, "status", "negated", name) for name in ("escaping", "escaped"))
    if trigger.verbal or trigger.type not in types:
        return False
    if trigger.type == "Death" and any(tree.case(k) == "de" for k in tree.children(noun, "nmod")):
        return False  # "a survécu à la mort de X"
    lemma, case = article.doc[tree.head[noun]].lemma_.casefold(), tree.case(noun)
    return tree.is_a(noun, "obj", "obl") and (f"{lemma} {case}" if case else lemma) in verbs


def is_rejected(context: Context, trigger: Trigger) -> bool:
    """Whether a noun means what somebody votes down or turns away, and so doesn't come about ("a rejeté la réforme de X")."""
    article, tree, noun = context.article, context.tree, trigger.token
    verbs, types = (word_set(article.document.language, "status", "negated", name) for name in ("rejecting", "rejected"))
    verb = article.doc[tree.head[noun]].lemma_.casefold()
    return not trigger.verbal and trigger.type in types and tree.is_a(noun, "obj", "nsubj:pass") and verb in verbs


def is_ruled(context: Context, trigger: Trigger) -> bool:
    """Whether an infinitive says what somebody did by deciding it ("la décision du tribunal de condamner X")."""
    article, tree, verb = context.article, context.tree, trigger.token
    nouns, types = (word_set(article.document.language, "status", "planned", name) for name in ("rulings", "ruled"))
    ruled = article.doc[tree.head[verb]].lemma_.casefold() in nouns and trigger.type in types
    return trigger.verbal and ruled and tree.is_a(verb, "acl", "nmod")


def is_failed(context: Context, trigger: Trigger) -> bool:
    """Whether somebody only tried to do what a word says, to himself ("une tentative de suicide", "a tenté de mettre fin à ses jours"): who
    did it is not said to have tried."""
    article, tree = context.article, context.tree
    tried = partial(word_set, article.document.language, "status", "possible")
    if trigger.type not in tried("tried_types"):
        return False
    nouns, verbs = tried("tried_nouns"), tried("tried_verbs")
    above = tree.head[trigger.token]
    lemma = article.doc[above].lemma_.casefold()
    if not trigger.verbal:
        return tree.is_a(trigger.token, "nmod") and tree.case(trigger.token) == "de" and lemma in nouns
    past = bool(tree.children(above, "aux:tense"))
    return (
        tree.is_infinitive(trigger.token)
        and tree.is_a(trigger.token, "xcomp", "obj", "acl")
        and (lemma in nouns or (past and lemma in verbs))
    )
