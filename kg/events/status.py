"""How surely: occurred, planned, possible or negated, as the mended syntax gives it and never by a word nearby.

The language's status file says what governs what; this file walks from the event upwards, once through each level.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.events.arguments import DURING
from kg.events.authority import is_escaped, is_failed, is_rejected, is_ruled
from kg.events.fillers import Context
from kg.events.happening import Happening
from kg.events.lexicon import Pattern, lexicon, verb
from kg.events.lookback import the_next
from kg.events.patterns import is_reflexive, last_word
from kg.events.triggers import Trigger, is_definite
from kg.lang import table
from kg.model import Status

LEVELS = 5  # governors above an event that are looked at
ANY = frozenset({"tout", "toute", "un", "une", "quelque", "quelconque"})
AIMS = frozenset({"pour", "afin"})
APART = frozenset({"avant", "après", "pour", "afin"})  # begin an infinitive that completes no verb ("a salué X avant de partir")
GOVERNED = ("xcomp", "ccomp", "obj", "acl", "obl", "advcl", "nsubj:pass", "csubj", "nmod", "iobj")


@dataclass(slots=True)
class Signs:
    """What has been found so far: the number of negations, and whether anything makes the event planned or possible."""

    negations: int = 0
    planned: bool = False
    possible: bool = False

    def add(self, effect: str) -> None:
        self.negations += effect == "negated"
        self.planned |= effect == "planned"
        self.possible |= effect == "possible"

    def status(self) -> Status:
        """Negation is counted, then the least certain wins."""
        if self.negations % 2:
            return "Negated"
        return "Possible" if self.possible else "Planned" if self.planned else "Occurred"


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
    return asked and given and tree.is_a(i, "obl", "nmod") and any(tree.case(k) == "de" and k > i for k in tree.children(i, "nmod"))


def is_done_by(context: Context, trigger: Trigger) -> bool:
    """Whether an infinitive with "pour" is done by what the clause above tells ("a écrit au ministre pour réclamer X", "ont refusé de jouer
    pour protester contre Y")."""
    if not trigger.verbal or trigger.type not in words(context.article.document.language, "planned", "done_by"):
        return False
    marks = context.tree.children(trigger.token, "mark", "case")
    return is_infinitive(context, trigger.token) and any(context.article.lower[k] in AIMS for k in marks)


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
    and ("X, qui devait voir Y à Z, a annulé son déplacement"), nor on
    that day where he puts it off."""
    article, tree = context.article, context.tree
    verbs, dropping = (words(article.document.language, "negated", name) for name in ("giving_up", "dropped"))
    later, other = words(article.document.language, "planned", "put_off"), words(article.document.language, "negated", "preferring")
    for token in article.doc:
        lemma = token.lemma_.casefold()
        if token.pos_ != "VERB" or lemma not in verbs | dropping | later | other or token.i in told or is_negated(context, token.i):
            continue
        own = lemma in dropping | later | other and drops_own(context, told, token.i, lemma in other)
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


@cache
def words(language: str, kind: str, name: str) -> frozenset[str]:
    """A word list of the status file."""
    return frozenset(table(language, "status").get(kind, {}).get(name, ()))


@cache
def patterns(language: str) -> dict[str, list[tuple[str, Pattern, str]]]:
    """Governing verbs by lemma: (effect, pattern, as listed), longest first."""
    found: dict[str, list[tuple[str, Pattern, str]]] = {}
    status: dict[str, Any] = table(language, "status")
    for effect, kind, name in (
        ("planned",) * 2 + ("verbs",),
        ("possible", "possible", "verbs"),
        ("negated", "negated", "verbs"),
        ("", "factive", "factive"),
        ("implied", "factive", "implicative"),
    ):
        for text in status[kind][name]:
            pattern = verb(text)
            found.setdefault(pattern.lemma, []).append((effect, pattern, text))
    for listed in found.values():
        listed.sort(key=lambda e: -len(e[1].words))
    return found


def verb_forms(context: Context, i: int) -> list[int]:
    """A verb with its auxiliaries."""
    return [i, *context.tree.children(i, "aux", "cop")]


def is_infinitive(context: Context, i: int) -> bool:
    """Whether a verb, or the auxiliary of its passive ("va être jugé"), is an infinitive; behind a conjugated "faire" it is none of its own
    ("a fait adopter la loi")."""
    tree = context.tree
    if any(k < i and context.article.doc[k].lemma_ == "faire" and tree.is_finite(k) for k in tree.kids[i]):
        return False
    return any("Inf" in context.article.doc[k].morph.get("VerbForm", []) for k in verb_forms(context, i))


def is_perfect(context: Context, i: int) -> bool:
    """Whether an infinitive tells what is done already ("dit avoir rencontré", "affirme être arrivé")."""
    doc, tree = context.article.doc, context.tree
    return any("Inf" in doc[k].morph.get("VerbForm", []) and tree.dep[k] == "aux:tense" for k in tree.children(i, "aux"))


def at_verb(context: Context, i: int, signs: Signs) -> None:
    """Tense, mood, adverbs and negation of a verb."""
    language, doc, tree = context.article.document.language, context.article.doc, context.tree
    at_tense(context, i, signs)
    if is_conditioned(context, i):
        signs.add("possible")
    for k in tree.children(i, "advmod", "obl"):
        if doc[k].text.casefold() in words(language, "possible", "adverbs"):
            signs.add("possible")
    if is_negated(context, i) and doc[i].lemma_.casefold() not in words(language, "negated", "lasting"):
        signs.add("negated")


def is_conditioned(context: Context, i: int) -> bool:
    """Whether a verb in the future tells what will be if a clause with "si" comes true ("S'il perd, il démissionnera")."""
    tree, lower = context.tree, context.article.lower
    if not any("Fut" in context.article.doc[k].morph.get("Tense", []) for k in verb_forms(context, i)):
        return False
    marks = [m for k in tree.children(i, "advcl") for m in tree.children(k, "mark")]
    return any((lower[m] == "si" and (m == 0 or lower[m - 1] != "même")) or (lower[m] in ("s'", "s’") and is_if(context, m)) for m in marks)


def at_tense(context: Context, i: int, signs: Signs) -> None:
    """Tense and mood of a verb."""
    morphs = [context.article.doc[k].morph for k in verb_forms(context, i)]
    if any("Fut" in m.get("Tense", []) for m in morphs):
        signs.add("planned")
    if any("Cnd" in m.get("Mood", []) for m in morphs):
        signs.add("planned" if seen_from_past(context, i) else "possible")


def seen_from_past(context: Context, i: int) -> bool:
    """Whether a conditional is the future of a past clause of saying ("il a annoncé qu'il viendrait")."""
    if not context.tree.is_a(i, "ccomp"):
        return False
    return any(
        "Past" in context.article.doc[k].morph.get("Tense", []) or "Imp" in context.article.doc[k].morph.get("Tense", [])
        for k in verb_forms(context, context.tree.head[i])
    )


def is_negated(context: Context, i: int) -> bool:
    """Whether "ne … pas" stands around a verb, or a determiner such as "aucun" with its subject or object."""
    language, doc, tree = context.article.document.language, context.article.doc, context.tree
    beside = [k for v in verb_forms(context, i) for k in tree.kids[v]]
    beside += [m for k in beside if doc[k].pos_ == "ADV" and k < i for m in tree.kids[k]]  # "n'a pas encore promulgué"
    here = quotation(context, i)
    near = {doc[k].text.casefold().replace("’", "'") for k in beside if quotation(context, k) == here}
    if any(is_put_later(context.article.lower, k + 2) for k in beside):
        return False
    if not near & words(language, "negated", "particle"):
        return False
    adverbs = (k for k in beside if doc[k].pos_ == "ADV")
    near |= {context.article.lower[m] for k in adverbs for m in tree.kids[k] if m == k - 1}  # "n'a pas encore voté"
    if near & words(language, "negated", "with"):
        return True
    arguments = tree.children(i, "nsubj", "obj")
    around = (k for a in arguments for m in tree.conjuncts(a) for k in [m, *tree.children(m, "det", "cc")])
    return any(doc[k].text.casefold() in words(language, "negated", "with") for k in around)


def is_put_later(words: Sequence[str], i: int) -> bool:
    """Whether "pas avant" stands before token `i`, or an article between them: that is when it will be, and no denial."""
    return any(tuple(words[max(k - 2, 0) : k]) == ("pas", "avant") for k in (i, i - 1))


def quotation(context: Context, i: int) -> tuple[int, int] | None:
    """The quotation in which a token stands: "« Je ne céderai pas », a-t-il prévenu" denies no warning."""
    return next(((start, end) for start, end in context.article.quotes if start <= i < end), None)


def at_noun(context: Context, i: int, signs: Signs, carriers: Collection[int] = (), type: str = "") -> None:
    """Adjectives and determiners of an event noun, and the predicate that it is the subject of; of a `type` that nobody plans, what is
    announced has taken place ("sa mort a été annoncée")."""
    language, doc, tree = context.article.document.language, context.article.doc, context.tree
    if doc[i].pos_ != "NOUN":
        return
    modifiers = [k for k in tree.children(i, "amod", "acl") if not tree.children(k, "nsubj")]
    predicate = tree.head[i] if tree.is_a(i, "nsubj") and (tree.children(tree.head[i], "cop", "aux:pass")) else None
    passive = predicate is not None and doc[predicate].pos_ == "VERB" and tree.is_a(i, "nsubj:pass")
    governs = governor(context, predicate) if passive and predicate is not None else None
    nominal = governs and governs[1] not in words(language, governs[0] or "factive", "infinitive_only")  # but "la visite est attendue"
    if nominal and predicate not in carriers:
        predicate = None  # "la visite a été annulée": the verb itself calls it off, and once is enough
    for k in modifiers + ([predicate] if predicate is not None else []):
        if type in words(language, "planned", "unplanned") and doc[k].lemma_.casefold() in words(language, "planned", "announcing"):
            continue
        for effect in ("planned", "possible", "negated"):
            if singular(doc[k].text.casefold()) in words(language, effect, "adjectives") or doc[k].lemma_.casefold() in words(
                language, effect, "adjectives"
            ):
                denied = k == predicate and is_negated(context, k)
                signs.add("" if denied else effect)
                break
    determiners = {doc[k].text.casefold() for k in tree.children(i, "det", "advmod")}
    if determiners & words(language, "negated", "determiners") and not any(is_negated(context, h) for h in tree.path(i)[1:3]):
        signs.add("negated")


def singular(text: str) -> str:
    """The masculine singular of a participle or adjective: "prévues" → "prévu"."""
    bare = text.removesuffix("s")
    return bare[:-1] if bare.endswith(("ée", "ue", "ie", "le", "te", "ise", "ine", "use")) and bare[:-1] else bare


def before(context: Context, i: int, signs: Signs, done_by: bool = False) -> None:
    """Prepositions and conjunctions in front of an event noun, an infinitive or a clause; `done_by` where an aim is reached at once."""
    language, doc, tree = context.article.document.language, context.article.doc, context.tree
    start = min([i, *(k for k in tree.children(i, "det", "amod", "case", "mark", "advmod", "nummod", "aux", "nsubj", "fixed") if k < i)])
    end = i
    while end - 1 in tree.kids[i] and doc[end - 1].pos_ == "PRON":
        end -= 1  # "afin d'y rencontrer", "pour s'opposer"
    left = " ".join(t.text.casefold() for t in doc[max(0, start - 5) : end]).replace("’", "'").replace("' ", "'")
    infinitive = is_infinitive(context, i)
    for effect in ("planned", "possible", "negated"):
        some = f" {left}".rstrip().endswith(all_endings(language, effect))
        for phrase in words(language, effect, "phrases") if some else ():
            if done_by and phrase in words(language, effect, "infinitive_phrases"):
                continue
            if begins_before(left, phrase) and (infinitive or phrase not in words(language, effect, "infinitive_phrases")):
                if not begins_before(left, f"non {phrase}") and not is_unreal(context, i, effect):  # "non sans critiquer X"
                    signs.add(effect)
                break
        marking = {k: context.article.lower[k].replace("’", "'") for k in tree.children(i, "mark")}
        marks = {word for k, word in marking.items() if word != "s'" or is_if(context, k)}
        marks.add(" ".join(marking.values()))  # "avant que"
        if marks & words(language, effect, "conjunctions") and "même" not in left:
            signs.add(effect)


def is_unreal(context: Context, i: int, effect: str) -> bool:
    """Whether what a definite noun behind "sans" means took place, since the clause tells in the conditional what would have come of it
    otherwise ("Sans l'intervention de X, le oui l'aurait emporté")."""
    tree, doc, clause = context.tree, context.article.doc, context.tree.clause_above(i)
    if effect != "negated" or doc[i].pos_ != "NOUN" or clause is None:
        return False
    definite = any("Def" in doc[k].morph.get("Definite", []) for k in tree.children(i, "det"))
    return definite and any("Cnd" in doc[k].morph.get("Mood", []) for k in verb_forms(context, clause))


def is_if(context: Context, i: int) -> bool:
    """Whether "s'" is "si", which it is only before "il" and "ils"."""
    return context.article.lower[i + 1 : i + 2] in (["il"], ["ils"])


def begins_before(left: str, phrase: str) -> bool:
    """Whether the words before an event end with a phrase."""
    return f" {left}".rstrip().endswith(endings(phrase))


@cache
def all_endings(language: str, effect: str) -> tuple[str, ...]:
    """Those of all phrases with an effect."""
    return tuple(ending for phrase in words(language, effect, "phrases") for ending in endings(phrase))


@cache
def endings(phrase: str) -> tuple[str, ...]:
    """A phrase with its preposition contracted and a determiner behind it or not."""
    stem = phrase.removesuffix(" de")
    tails = (
        (" de", " d'", " du", " des", " de la", " de l'", " d'un", " d'une", " de nouveaux", " de nouvelles")
        if stem != phrase
        else ("", " le", " la", " les", " un", " une", " l'")
    )
    return tuple(f" {stem}{tail}" for tail in tails)


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
    aim = any(context.article.lower[k] in AIMS for k in context.tree.children(infinitive, "mark", "case"))
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


def governor(context: Context, head: int) -> tuple[str, str] | None:
    """The effect of a verb with its fixed words, and how it is listed; None where it is not."""
    doc = context.article.doc
    lemma = doc[head].lemma_.casefold()
    reflexive = is_reflexive(context.article, context.tree, head)
    for effect, pattern, text in patterns(context.article.document.language).get(lemma, ()):
        if (
            pattern.reflexive == reflexive
            and not pattern.passive
            and last_word(context.article, context.tree, head, pattern.words) is not None
        ):
            return effect, text
    participle = singular(doc[head].text.casefold())
    for effect, pattern, text in patterns(context.article.document.language).get(participle, ()):
        if pattern.passive and context.tree.children(head, "aux:pass", "cop", "aux"):
            return effect, text
    return None


def govern_noun(context: Context, at: int, head: int, signs: Signs) -> None:
    """The effect of a noun or adjective that an infinitive or an event noun completes."""
    doc, language = context.article.doc, context.article.document.language
    lemma = doc[head].lemma_.casefold()
    if is_infinitive(context, at) and any(context.article.lower[k] in AIMS for k in context.tree.children(at, "mark", "case")):
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
