"""How surely: occurred, planned, possible or negated, as the mended syntax gives it and never by a word nearby.

The language's status file says what governs what; the words around an event are read in signs.py, those above it, level by level, in
governing.py.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.events.authority import is_escaped, is_failed, is_rejected, is_ruled
from kg.events.fillers import Context
from kg.events.governing import climb, same_form
from kg.events.happening import Happening
from kg.events.light import has_complement
from kg.events.lookback import the_next
from kg.events.signs import (
    Signs,
    at_noun,
    at_verb,
    before,
    governor,
    has_aim,
    is_infinitive,
    is_negated,
    words,
)
from kg.events.triggers import Trigger
from kg.model import Status


def of(context: Context, trigger: Trigger) -> Status:
    """The status of a trigger's event."""
    if trigger.frame.event_status:
        return trigger.frame.event_status
    if is_asked(context, trigger):
        return "Occurred"
    signs = Signs()
    carriers = [c.token for c in trigger.carriers if not presupposes(context, c.token)]
    if any(context.article.doc[k].lemma_ in words(context.article.document.language, "possible", "light") for k in carriers):
        signs.add("possible")  # "encourt une amende"
    for i in (trigger.token, *carriers):
        at_verb(context, i, signs)
        at_noun(context, i, signs, carriers, trigger.type)
        before(context, i, signs, i == trigger.token and is_done_by(context, trigger))
    if trigger.last != trigger.token and not trigger.verbal:
        at_noun(context, trigger.last, signs)
    if is_announced(context, trigger):
        signs.add("planned")
    if is_to_come(context, trigger):
        signs.add("planned")
    above = bool(carriers) and trigger.token not in context.tree.path(carriers[0])  # and not "le sommet qui devait s'ouvrir"
    climb(context, carriers[0] if above else top(context, trigger), signs, is_done_by(context, trigger))
    if carriers and not above and is_infinitive(context, carriers[0]):
        climb(context, carriers[0], signs)  # "le procès qui devait s'ouvrir lundi"
    if is_escaped(context, trigger) or is_rejected(context, trigger):
        return "Negated" if not signs.negations % 2 else "Occurred"
    if is_failed(context, trigger):
        return "Negated"
    status = signs.status()
    return "Occurred" if status == "Planned" and is_ruled(context, trigger) else status


def is_asked(context: Context, trigger: Trigger) -> bool:
    """Whether a noun tells at whose request or invitation something else is, was or will be done: that was made before ("se rendra à X à
    l'invitation de Y", "a reporté son discours à la demande de X")."""
    tree, i = context.tree, trigger.token
    asked = not trigger.verbal and trigger.type in ("Appeal", "Invitation") and tree.case(i) == "à"
    given = any(context.article.lower[k] in ("la", "l'", "l’") for k in tree.children(i, "det"))
    return asked and given and tree.is_a(i, "obl", "nmod") and has_complement(tree, i)


def is_done_by(context: Context, trigger: Trigger) -> bool:
    """Whether an infinitive with "pour" is done by what the clause above tells ("a écrit au ministre pour réclamer X", "ont refusé de jouer
    pour protester contre Y")."""
    if not trigger.verbal or trigger.type not in words(context.article.document.language, "planned", "done_by"):
        return False
    return is_infinitive(context, trigger.token) and has_aim(context.article, context.tree, trigger.token)


def presupposes(context: Context, verb: int) -> bool:
    """Whether a light verb only changes what goes on already ("vont intensifier leurs frappes")."""
    found = governor(context, verb)
    return found is not None and not found[0]


def top(context: Context, trigger: Trigger) -> int:
    """The word of a trigger of several words on which the others hang ("faire exploser")."""
    at = trigger.token
    while at < context.tree.head[at] <= trigger.last:
        at = context.tree.head[at]
    return at


def is_to_come(context: Context, trigger: Trigger) -> bool:
    """Whether a noun for what one plans is said to be something in the future ("Le sommet sera un essai"), or bounds what goes on
    or is to come ("gouverne jusqu'aux élections")."""
    tree, doc, language, noun = context.tree, context.article.doc, context.article.document.language, trigger.token
    if trigger.verbal or trigger.carriers or trigger.type not in words(language, "planned", "announced"):
        return False
    clause = tree.clause_above(noun)
    if clause is None:
        return False
    told = [doc[k].morph for k in (clause, *tree.children(clause, "aux", "cop")) if tree.is_finite(k)]
    if tree.is_a(noun, "nsubj") and tree.head[noun] == clause and not tree.case(clause):
        copula = [clause] if doc[clause].pos_ == "AUX" else tree.children(clause, "cop")
        return any("Fut" in doc[k].morph.get("Tense", []) for k in copula)
    counted = tree.head[noun]
    timely = context.article.is_a(counted, "time") and tree.case(counted) == "à" and bool(tree.children(counted, "nummod", "det"))
    if timely and tree.case(noun) == "de" and tree.is_a(noun, "nmod"):
        return True  # "à deux jours du référendum"
    within = tree.case(top_noun(context, noun)) in words(language, "planned", "within")
    if within and tree.head[top_noun(context, noun)] == clause and any("Fut" in m.get("Tense", []) for m in told):
        return True  # "affrontera X au second tour de l'élection"
    ahead = any({"Fut", "Pres"} & set(m.get("Tense", [])) or "Cnd" in m.get("Mood", []) for m in told) and not tree.children(
        clause, "aux:tense"
    )
    return tree.case(noun) in words(language, "planned", "until") and ahead


def top_noun(context: Context, noun: int) -> int:
    """The noun for a part of what another means ("le second tour de l'élection"); other nouns themselves."""
    above = context.tree.head[noun]
    part = context.tree.is_a(noun, "nmod") and context.tree.case(noun) == "de"
    return above if part and context.article.doc[above].lemma_.casefold() in context.article.data("concepts")["transparent"] else noun


def give_up(context: Context, told: Mapping[int, Happening]) -> None:
    """Who gives up ("y a renoncé") doesn't do the last thing that the sentence says he was to do, or, where that tells of nothing before
    and its subject is a pronoun, the sentence before it; nor what he was to do on a journey or stay that he calls off ("X, qui devait voir
    Y à Z, a annulé son déplacement"), nor on that day where he puts it off."""
    article, tree = context.article, context.tree
    verbs, dropping = (words(article.document.language, "negated", name) for name in ("giving_up", "dropped"))
    later, other = words(article.document.language, "planned", "put_off"), words(article.document.language, "negated", "preferring")
    of_own = dropping | later | other  # verbs of what one does with one's own plans
    any_of_these = verbs | of_own
    for token in article.doc:
        lemma = token.lemma_.casefold()
        if token.pos_ != "VERB" or lemma not in any_of_these or token.i in told or is_negated(context, token.i):
            continue
        own = lemma in of_own and drops_own(context, told, token.i, lemma in other)
        if not own and not any(article.lower[k] in ("y", "en") and k < token.i for k in tree.kids[token.i]):
            continue
        here, pronoun = tree.sentence[token.i], any(article.doc[k].pos_ == "PRON" for k in tree.children(token.i, "nsubj"))
        sentence = [h for i, h in told.items() if h.sentence == here and i < token.i]
        if not sentence and pronoun:
            sentence = [h for h in told.values() if h.sentence == here - 1]
        for planned in sentence if own else sentence[-1:]:
            if planned.status not in ("Planned", "Possible") or not is_told(context, token.i):
                continue
            if lemma in later:
                planned.times = []
                continue
            planned.status = "Negated"
            if own:
                planned.times = [the_next(article, t) for t in planned.times]


def is_told(context: Context, verb: int) -> bool:
    """Whether a verb is finite, or an infinitive that was done ("a dû y renoncer")."""
    tree, above = context.tree, context.tree.head[verb]
    had_to = context.article.doc[above].lemma_ in words(context.article.document.language, "planned", "unless_past")
    return tree.is_finite(verb) or (tree.is_a(verb, "xcomp") and had_to and bool(tree.children(above, "aux")))


def drops_own(context: Context, told: Mapping[int, Happening], verb: int, whatever: bool) -> bool:
    """Whether what a verb calls off is a journey or a stay of its subject's, of whom a clause told what he was to do on it, or `whatever`
    that was, since he did something else ("X, qui devait se rendre à Y, a préféré rester")."""
    article, tree = context.article, context.tree
    stays = [
        k
        for k in tree.children(verb, "obj", "obl:arg")
        if any("Yes" in article.doc[d].morph.get("Poss", []) for d in tree.children(k, "det"))
    ]
    clauses = [c for k in tree.children(verb, "nsubj") for m in (k, *tree.children(k, "appos")) for c in tree.children(m, "acl")]
    journey = whatever or any(k in told and told[k].type in ("Visit", "Arrival", "Departure") for k in stays)
    return journey and any(h.trigger.verbal and set(clauses) & set(tree.path(i)) for i, h in told.items() if i < verb)


def is_announced(context: Context, trigger: Trigger) -> bool:
    """Whether an event noun is what somebody announces or invites to, and of a type that one announces before it takes place; what is not
    announced takes place all the same."""
    language, tree, i = context.article.document.language, context.tree, trigger.token
    while tree.is_a(i, "conj") and same_form(context, i, tree.head[i]):
        i = tree.head[i]  # "annonce un plan et cent suppressions d'emplois"
    verb = context.article.doc[tree.head[i]].lemma_.casefold()
    invited = tree.case(i) == "à" and verb in context.article.data("frames")["grammar"]["inviting"]
    told = not trigger.verbal and tree.is_a(i, "obj", "nsubj:pass") and verb in words(language, "planned", "announcing")
    return (told or invited) and trigger.type in words(language, "planned", "announced") and not is_negated(context, tree.head[i])
