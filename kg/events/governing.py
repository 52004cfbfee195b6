"""What the words above an event say of it, one governor after the other."""

from __future__ import annotations

from kg.events.arguments import DURING
from kg.events.fillers import Context
from kg.events.lexicon import lexicon
from kg.events.needs import is_definite
from kg.events.signs import (
    Signs,
    at_noun,
    at_tense,
    at_verb,
    before,
    governor,
    has_aim,
    is_conditioned,
    is_infinitive,
    is_negated,
    is_perfect,
    verb_forms,
    words,
)

LEVELS = 5  # governors above an event that are looked at
ANY = frozenset({"tout", "toute", "un", "une", "quelque", "quelconque"})
APART = frozenset({"avant", "après", "pour", "afin"})  # begin an infinitive that completes no verb ("a salué X avant de partir")
GOVERNED = ("xcomp", "ccomp", "obj", "acl", "obl", "advcl", "nsubj:pass", "csubj", "nmod", "iobj")


def climb(context: Context, i: int, signs: Signs, done_by: bool = False) -> None:
    """What the governors above an event say of it, the nearest first; what is `done_by` refusing something is done."""
    tree, doc = context.tree, context.article.doc
    at = i
    for _ in range(LEVELS):
        while tree.is_a(at, "conj") and same_form(context, at, tree.head[at]):
            at = tree.head[at]
        head = tree.head[at]
        if head == at or not tree.is_a(at, *GOVERNED) or tree.dep[at] in ("acl:relcl", "obl:agent") or tree.is_aside(at):
            return
        done = tree.is_past_participle(at) and not (tree.is_infinitive(at) or tree.is_finite(at))
        asked = tree.is_a(at, "ccomp") and any(context.article.lower[k] in ("si", "s'", "s’") for k in tree.children(at, "mark"))
        if asked:
            return  # "a refusé de dire s'il partirait": nobody knows
        if tree.is_a(at, "acl") and (done or doc[head].pos_ == "PROPN"):
            return  # "espère signer l'accord négocié à X", "remplacera X, limogé lundi"
        if doc[head].pos_ in ("VERB", "AUX"):
            if done_by and (found := governor(context, head)) is not None and found[0] == "negated":
                return
            if done_by and at == i and is_negated(context, head):
                signs.add("negated")
            if not govern(context, at, head, signs):
                return
        elif doc[head].pos_ in ("NOUN", "ADJ"):
            govern_noun(context, at, head, signs)
            transparent = doc[head].lemma_.casefold() in context.article.data("concepts")["transparent"]
            if transparent and not context.article.is_a(head, "human"):
                at_noun(context, head, signs)  # "la reprise éventuelle des combats"
            planned = doc[head].lemma_.casefold() in words(context.article.document.language, "planned", "nouns")
            if not (transparent or planned) and not is_infinitive(context, at):
                return  # but "n'a pas réussi à faire voter son projet de réforme"
        at = head


def same_form(context: Context, a: int, b: int) -> bool:
    """Whether two coordinated words stand in the same form, so that they share what governs them."""
    doc = context.article.doc
    return doc[a].pos_ == doc[b].pos_ and doc[a].morph.get("VerbForm", []) == doc[b].morph.get("VerbForm", [])


def govern(context: Context, at: int, head: int, signs: Signs) -> bool:
    """The effect of a governing verb; False where nothing above it concerns the event."""
    doc, tree, language = context.article.doc, context.tree, context.article.document.language
    infinitive = is_infinitive(context, at)
    clause = tree.is_a(at, "ccomp") and not infinitive
    aside = tree.is_a(at, "obl") and tree.case(at) in DURING  # "a démenti dans un entretien"
    to = tree.case(at) == "à" and doc[head].lemma_ in words(language, "negated", "giving_up")  # "a renoncé à la reprise de X"
    direct = (not aside and (tree.is_a(at, "obj", "xcomp", "ccomp", "nsubj:pass", "obl:arg") or to)) or infinitive
    if infinitive and any(doc[k].text.casefold() == "avant" for k in tree.children(at, "mark", "case", "advmod")):
        at_tense(context, head, signs)  # "prononcera un discours avant de rencontrer X"
        return not tree.is_finite(head)  # "a promis une aide avant de partir": he left
    if infinitive and is_out_of_reach(context, at, head):
        signs.add("negated")
        return False
    if infinitive and doc[head].lemma_.casefold() in words(language, "planned", "auxiliaries"):
        signs.add("planned")
        return True
    if infinitive and is_conditioned(context, head):
        signs.add("possible")  # "si elle perd, elle devra démissionner"
    found = governor(context, head)
    if found is not None and infinitive and any(doc[k].text.casefold() == "après" for k in tree.children(at, "mark", "case")):
        at_tense(context, head, signs)
        return False  # "a renoncé après avoir reçu des menaces"
    if found is None and not infinitive and is_perfect(context, head) and is_definite(context.article, tree, at):
        return False  # "a nié avoir facilité la fuite de X": that took place
    if found is None or not direct:
        felt = any(doc[k].lemma_.casefold() in words(language, "factive", "nouns") for k in tree.children(head, "obj"))
        apart = {doc[k].text.casefold() for k in tree.children(at, "mark", "case", "advmod")} & APART
        if infinitive and tree.is_a(at, "xcomp", "ccomp", "obl") and not is_perfect(context, at) and not (felt or apart):
            signs.add("possible")
        return clause or infinitive or share(context, at, head, signs)
    effect, text = found
    if not effect:
        return False  # "pourrait condamner l'attaque": what the verb presupposes is told as it is
    denied = is_negated(context, head)
    if denied and text in words(language, "deny", "uncertain_when_negated"):
        signs.add("possible")  # "n'a pas exclu de"
        return True
    if denied and infinitive and text in words(language, "negated", "unwilling"):
        signs.add("negated")
        return True
    if denied and text in words(language, "factive", "affirmed_when_negated"):
        return True  # "n'a pas tardé à"
    if effect == "negated" and text in words(language, "deny", "verbs") and is_said(context, at):
        return False  # "récuser les accusations": they were made
    if effect in ("planned", "possible", "negated"):
        restricted = text in words(language, effect, "infinitive_only") and not (infinitive or clause)
        past = any(tree.dep[k] != "aux:pass" for k in tree.children(head, "aux")) and not any(  # "est attendue" is none
            "Fut" in doc[k].morph.get("Tense", []) or "Cnd" in doc[k].morph.get("Mood", []) for k in verb_forms(context, head)
        )  # "a pu rencontrer X", but "aurait pu rencontrer X"
        done = (
            past
            and (text in words(language, "planned", "unless_past") or text in words(language, "possible", "achieved_in_past"))
            and not clause
        )
        if (
            effect == "negated"
            and not (infinitive or clause)
            and text not in words(language, "negated", "calling_off") | words(language, "deny", "verbs")
            and not (is_any(context, at) and not is_offered(context, at))
        ):
            restricted = True
        if restricted and effect == "negated":
            return False  # "n'a pas pu empêcher l'attentat"
        if not (restricted or done):
            signs.add(effect)
    if denied and effect in ("negated", "implied"):
        signs.add("negated")
    if effect == "implied" and infinitive:
        at_tense(context, head, signs)  # "parviendra à négocier"
    return True


def is_out_of_reach(context: Context, infinitive: int, verb: int) -> bool:
    """Whether there is too little for what an infinitive with "pour" says ("il manquait dix voix pour renverser X")."""
    lemma, language = context.article.doc[verb].lemma_.casefold(), context.article.document.language
    aim = has_aim(context.article, context.tree, infinitive)
    short, enough = (lemma in words(language, "negated", name) for name in ("short", "enough"))
    return aim and is_negated(context, verb) if enough else aim and short and not is_negated(context, verb)


def is_any(context: Context, i: int) -> bool:
    """Whether an event noun is one that nobody has had yet ("refuser toute négociation", "exclure une rencontre")."""
    return any(context.article.lower[k] in ANY for k in context.tree.children(i, "det"))


def is_offered(context: Context, i: int) -> bool:
    """Whether a noun is something said with an indefinite article, as which it was made ("a refusé une invitation")."""
    return is_said(context, i) and any(context.article.lower[k] in ("un", "une") for k in context.tree.children(i, "det"))


def is_said(context: Context, i: int) -> bool:
    """Whether a noun is one of words that somebody utters."""
    evokers = lexicon(context.article.document.language).nouns.get(context.article.doc[i].lemma_.casefold(), ())
    return context.article.doc[i].pos_ == "NOUN" and any(e.frame and e.frame.reports for e in evokers)


def is_gerund(context: Context, i: int) -> bool:
    """Whether a verb is a present participle behind "en"."""
    return context.tree.is_present_participle(i) and i > 0 and context.article.lower[i - 1] == "en"


def is_past(context: Context, i: int) -> bool:
    """Whether the conjugated verb of the clause in which a verb stands is in a past tense."""
    tree, doc = context.tree, context.article.doc
    verb = next((k for k in tree.path(i) if tree.is_finite(k)), i)
    forms = [doc[k].morph for k in verb_forms(context, verb)]
    to_be = any("Fut" in m.get("Tense", []) or "Cnd" in m.get("Mood", []) for m in forms)
    return not to_be and (bool(tree.children(verb, "aux:tense")) or any({"Past", "Imp"} & set(m.get("Tense", [])) for m in forms))


def share(context: Context, at: int, head: int, signs: Signs) -> bool:
    """The object of what is only planned or possible is so too ("pourraient signer un accord"); a negation stays with the verb."""
    language = context.article.document.language
    aim = context.tree.is_a(at, "obl", "nmod") and context.tree.case(at) in ("pour", "en vue de")
    means = context.tree.is_a(at, "advcl") and is_gerund(context, at)  # "pourrait se venger en rejetant la loi"
    utters = context.article.doc[head].lemma_.casefold() in lexicon(language).reporting
    if not means and (utters or not (aim or context.tree.is_a(at, "obj", "nsubj:pass"))):
        return False  # "tenter d'expliquer la mort de X": it is no attempt
    if means and is_past(context, head):
        return False  # "a tenté de convaincre X en recevant Y": that was done
    around = Signs()
    at_verb(context, head, around)
    before(context, head, around)
    signs.planned |= around.planned
    signs.possible |= around.possible
    return around.negations == 0


def govern_noun(context: Context, at: int, head: int, signs: Signs) -> None:
    """The effect of a noun or adjective that an infinitive or an event noun completes."""
    doc, language = context.article.doc, context.article.document.language
    lemma = doc[head].lemma_.casefold()
    if is_infinitive(context, at) and has_aim(context.article, context.tree, at):
        before(context, head, signs)  # "faute de majorité pour destituer X"
    for effect in ("planned", "possible", "negated"):
        if lemma in words(language, effect, "nouns"):
            verb = context.tree.head[head]
            wanted = governor(context, verb) if effect == "negated" and context.tree.is_a(head, "obj", "nsubj:pass") else None
            if wanted and wanted[0] == "possible" and not is_infinitive(context, at):
                return  # "exige l'annulation du scrutin": it took place
            signs.add(effect)
            if is_infinitive(context, at) and doc[verb].lemma_ == "avoir" and is_negated(context, verb):
                signs.add("negated")  # "n'a pas l'intention de démissionner"
            return
    if is_infinitive(context, at) and is_ranked(context, at, head):
        at_tense(context, head, signs)  # "est la première à recevoir", "sera le seul à voter"
    elif is_infinitive(context, at) and lemma not in words(language, "factive", "nouns"):
        signs.add("possible")


def is_ranked(context: Context, infinitive: int, noun: int) -> bool:
    """Whether a noun, or the word for a rank in its place, means somebody by being the first or only one to do what an infinitive says."""
    doc, tree, ranks = context.article.doc, context.tree, words(context.article.document.language, "factive", "ranks")
    mark = any(context.article.lower[k] == "à" for k in tree.children(infinitive, "mark", "case"))
    return mark and any(doc[k].lemma_.casefold() in ranks for k in (noun, *tree.children(noun, "amod", "nummod")))
