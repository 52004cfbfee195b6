"""What courts, authorities and chambers do: whoever escapes it does not undergo it, what they decide is done, what they reject is not."""

from __future__ import annotations

from kg.events.fillers import Context
from kg.events.triggers import Trigger
from kg.lang import word_set


def is_escaped(context: Context, trigger: Trigger) -> bool:
    """Whether somebody is told to have got away with something that an authority does ("a échappé à la mise en examen")."""
    article, tree, noun = context.article, context.tree, trigger.token
    verbs, types = (word_set(article.document.language, "status", "negated", name) for name in ("escaping", "escaped"))
    if trigger.verbal or trigger.type not in types:
        return False
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
