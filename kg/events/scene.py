"""The scene: when and where something takes place that is told as a part of what has a day or a place, or right after it ("attendu lundi à
X, où il verra Y", "a reçu mardi X et promis Y", "Arrivé lundi à X, il a rencontré Y", "Lors de la réunion, X a …")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.events.fillers import Context
from kg.events.happening import Happening
from kg.events.settings import GOING, settings
from kg.events.there import is_place
from kg.events.times import goes_on, is_elided
from kg.lang import word_set
from kg.model import Fact, TimeExpression
from kg.rdf.ontology import Ontology
from kg.syntax.timely import is_day
from kg.time.calendar import moved

MEETING = frozenset({"Contact"})
STAYING = frozenset({"Contact", "Movement"})  # families of what brings somebody to where they then meet others or go on
DAY = 86400  # seconds
HARMFUL = frozenset({"Hazard", "Conflict"})  # families of what people die in
UNTIMED = frozenset({"Life", "Personnel"})  # families of what is told of somebody at any time ("à X, où il est né")


def set_scenes(context: Context, told: dict[int, Happening], types: Ontology) -> None:
    """Give each happening without a day or a place those of the one that its clause goes on from; in reading order, so that they go far."""
    owners = {i: h for h in told.values() for i in words_of(h)}
    for happening in told.values():
        verb = clause_of(happening)
        if verb is None and not happening.places():
            happening.facts += [Fact("sem:hasPlace", "entity", key) for key in where_done(context, happening.token, owners)]
        if verb is None:
            continue
        for donor in before(context, happening, verb, owners, types):
            stay = (*where(context, happening, mood_of(context, verb), owners), *errand(context, verb, owners))
            take_day(happening, donor, donor in stay)
            beside = context.tree.head[verb] in words_of(donor)
            if beside and (is_elided(context.tree, verb) or (donor.type in GOING and types.family(happening.type) != "Movement")):
                take_place(happening, donor)  # "y a reçu X et promis Y", "s'est rendu à X et a promis Y"
        for k in texts(context, happening, verb, types):
            if k in owners and owners[k] is not happening:
                take_day(happening, owners[k])
        for donor in during(context, happening, told, types):
            take_day(happening, donor, True)
            take_place(happening, donor)
            when_there(donor, happening, told, types)
        for donor in on_visit(context, verb, owners, types):
            take_day(happening, donor)
            take_place(happening, donor)
            when_there(donor, happening, told, types)
        for around in settings(context, happening.trigger.positions.get("en marge de", []), told):
            take_day(around, happening, True)
            take_place(around, happening)
    on_arrival(told)
    for happening in told.values():
        until_the_last(happening)


def set_by_groups(context: Context, told: dict[int, Happening], groups: list[list[Happening]], types: Ontology) -> None:
    """Give each happening without a day that of what it takes place during, where the text dated that elsewhere ("a reçu X lundi. À l'issue
    de cette rencontre, il a promis …"), and its place to what is no speech."""
    group_of = {h.token: g for g in groups for h in g}
    for happening in told.values():
        for donor in during(context, happening, told, types) if not happening.times else ():
            for other in group_of.get(donor.token, ()):
                take_day(happening, other, True)
                if types.family(happening.type) != "Speech":
                    take_place(happening, other)


def words_of(happening: Happening) -> Iterator[int]:
    """The tokens that stand for a happening in the tree: its trigger's and its light verbs'."""
    yield from range(happening.token, happening.trigger.last + 1)
    yield from (c.token for c in happening.trigger.carriers)


def clause_of(happening: Happening) -> int | None:
    """The verb whose clause tells a happening; None for a noun that no verb carries."""
    if happening.trigger.verbal:
        return happening.token
    return happening.trigger.carriers[0].token if happening.trigger.carriers else None


def where_done(context: Context, noun: int, owners: dict[int, Happening]) -> list[str]:
    """The places of a verb that tells no event itself, for the event that is its object ("a dispersé lundi à X une manifestation", "À X,
    le scrutin a été reporté")."""
    article, tree, verb = context.article, context.tree, context.tree.head[noun]
    elsewhere = word_set(article.document.language, "frames", "grammar", "elsewhere")
    if not tree.is_a(noun, "obj", "nsubj:pass") or verb in owners:
        return []
    if article.doc[verb].pos_ != "VERB" or article.doc[verb].lemma_ in elsewhere:
        return []
    towns = [k for k in tree.children(verb, "obl") if tree.case(k) in ("à", "près de") and k in article.at and is_place(article, k)]
    return [e for k in towns for e in article.at[k].entities if article.kind_of(e) != "Country"][:1]


def before(context: Context, happening: Happening, verb: int, owners: dict[int, Happening], types: Ontology) -> Iterator[Happening]:
    """What a clause goes on from: what took somebody where it is, what the same subject did before, or what brought it there."""
    clause, verb = verb, mood_of(context, verb)
    untimed = types.family(happening.type) in UNTIMED
    staying = types.family(happening.type) in STAYING
    there = () if untimed else (*where(context, happening, verb, owners, staying), *coordinated(context, verb, owners))
    found = [*there, *errand(context, clause, owners), *brought(context, happening, verb, owners, types)]
    found += then(context, verb, owners) if staying else ()
    yield from (h for h in found if h is not happening and in_one_time(happening, h))


def mood_of(context: Context, verb: int) -> int:
    """The verb whose infinitive without preposition a verb is ("doit rencontrer"), else the verb itself."""
    tree = context.tree
    while tree.is_a(verb, "xcomp") and tree.is_infinitive(verb) and not tree.children(verb, "mark", "case"):
        verb = tree.head[verb]
    return verb


def in_one_time(one: Happening, other: Happening) -> bool:
    """Whether neither is still to come while the other took place."""
    return (one.status == "Planned") <= (other.status != "Occurred")


def where(context: Context, happening: Happening, verb: int, owners: dict[int, Happening], before: bool = False) -> Iterator[Happening]:
    """What took somebody to the place that a clause's "où" or "y" means, also in the sentence `before`."""
    tree, words = context.tree, context.article.words
    there = [k for i in {verb, happening.token} for k in tree.kids[i] if words[k].casefold() in ("où", "y")]
    if not there:
        return
    sentence = context.tree.sentence[happening.token]
    for i in sentences_before(context, min(there)):
        donor = owners.get(i)
        if donor is None or (donor.sentence != sentence and not (before and donor.type in GOING)):
            continue
        if donor.places() & happening.places() and (donor.party() & happening.party() or has_pronoun(context, verb)):
            yield donor
            return


def has_pronoun(context: Context, verb: int) -> bool:
    """Whether a verb's subject is a pronoun: the clause goes on with whom the sentence told of."""
    return any(context.tree.doc[k].pos_ == "PRON" for k in context.tree.children(verb, "nsubj"))


def sentences_before(context: Context, i: int) -> Iterator[int]:
    """The tokens before one in its sentence and the one before, the nearest first."""
    first = context.tree.sentence[i] - 1
    while i > 0 and context.tree.sentence[i - 1] >= first:
        i -= 1
        yield i


def coordinated(context: Context, verb: int, owners: dict[int, Happening]) -> Iterator[Happening]:
    """What the same subject did in the clause before ("a reçu mardi X puis s'est rendu à Y")."""
    first = context.tree.head[verb]
    if context.tree.is_a(verb, "conj") and first in owners and goes_on(context.tree, first, verb):
        yield owners[first]


def errand(context: Context, verb: int, owners: dict[int, Happening]) -> Iterator[Happening]:
    """What took somebody to where an infinitive without preposition tells what they did ("est venu lundi à X annoncer Y")."""
    first = context.tree.head[verb]
    going = owners.get(first) if context.tree.is_infinitive(verb) and not context.tree.children(verb, "mark", "case") else None
    if going is not None and going.type in GOING and context.tree.is_a(verb, "xcomp", "advcl") and first < verb:
        yield going


def then(context: Context, verb: int, owners: dict[int, Happening]) -> Iterator[Happening]:
    """What somebody does before what an infinitive tells ("sera reçu mardi par A, avant de déjeuner avec B")."""
    first = context.tree.head[verb]
    marks = {context.tree.lower[k] for k in context.tree.children(verb, "mark", "case")}
    if first in owners and "avant" in marks and context.tree.is_infinitive(verb):
        yield owners[first]


def brought(context: Context, happening: Happening, verb: int, owners: dict[int, Happening], types: Ontology) -> Iterator[Happening]:
    """What a participle tells of the subject before the verb ("Arrivé mardi à X, A a vu …", "Réunis mardi à X, les délégués ont élu …");
    who arrived may go on later, and speak at any time."""
    tree = context.tree
    subject = next(iter(tree.children(verb, "nsubj")), None)
    beside = [*tree.children(verb, "advcl"), *(tree.children(subject, "acl") if subject is not None else [])]
    donors = STAYING if types.family(happening.type) in STAYING else MEETING if types.family(happening.type) != "Speech" else frozenset()
    for k in beside:
        bare = tree.is_past_participle(k) and not tree.children(k, "aux", "nsubj")
        if k < verb and k in owners and bare and types.family(owners[k].type) in donors:
            yield owners[k]


def on_visit(context: Context, verb: int, owners: dict[int, Happening], types: Ontology) -> Iterator[Happening]:
    """The visit on which a verb's subject is ("X, en visite à Y, a promis …")."""
    tree = context.tree
    for subject in tree.children(verb, "nsubj"):
        for k in tree.children(subject, "nmod", "acl", "appos"):
            if (
                k in owners
                and k < verb
                and tree.case(k) == "en"
                and types.family(owners[k].type) in STAYING
                and not tree.children(k, "det")
            ):
                yield owners[k]


def during(context: Context, happening: Happening, told: dict[int, Happening], types: Ontology) -> Iterator[Happening]:
    """What an adjunct says that something took place during ("lors de la réunion", "dans un discours", "mort dans un accident")."""
    prepositions = context.article.data("relations")["during"]
    for position, tokens in happening.trigger.positions.items():
        for donor in settings(context, tokens, told) if position in (*prepositions, "dans", "en") else ():
            families = types.family(happening.type), types.family(donor.type)
            inside = families == ("Speech", "Speech") or (families[0] == "Life" and families[1] in HARMFUL)
            staying = types.family(donor.type) in STAYING and not context.tree.children(donor.token, "det")
            if donor is not happening and (position in prepositions or (staying if position == "en" else inside)):
                yield donor
    yield from at_the_time(context, happening, told)


def at_the_time(context: Context, happening: Happening, told: dict[int, Happening]) -> Iterator[Happening]:
    """What a noun of time says that something took place with ("le jour de l'accident", "au moment de l'explosion")."""
    tree, nouns = context.tree, context.article.data("relations")["at_the_time"]
    for k in tree.children(happening.token, "obl", "obj", "nmod"):
        if tree.lower[k] in nouns and k > happening.token:
            yield from (told[n] for n in tree.children(k, "nmod") if n in told and tree.case(n) == "de" and told[n] is not happening)


def texts(context: Context, happening: Happening, verb: int, types: Ontology) -> Iterator[int]:
    """The words that tell of the text in which something is said ("dans une lettre publiée lundi", "un discours dans lequel …")."""
    tree = context.tree
    for i in happening.trigger.positions.get("dans", ()) if types.family(happening.type) == "Speech" else ():
        yield from (k for k in tree.children(i, "acl") if tree.is_past_participle(k))
        if tree.doc[i].pos_ == "PRON" and tree.is_a(verb, "acl"):
            yield tree.head[verb]


def take_day(happening: Happening, donor: Happening, same_stay: bool = False) -> None:
    """Its day, where it has one and the happening has no time; during one stay also its month or year."""
    if not happening.times:
        happening.times = [day_of(t) for t in donor.times if is_day(t) or (same_stay and t.type in ("DATE", "TIME") and not t.relation)][:1]


def day_of(time: TimeExpression) -> TimeExpression:
    """The day of a part of it: what else is done on that day may be done at another hour."""
    return replace(time, type="DATE", value=time.value[:10], part_of_day="") if time.type == "TIME" else time


def when_there(stay: Happening, happening: Happening, told: dict[int, Happening], types: Ontology) -> None:
    """Give a stay without a day, and with none of its type told before, that of what somebody does on it ("En visite à X, A a salué jeudi
    B")."""
    known = stay.definite and any(h.type == stay.type for token, h in told.items() if token < stay.token)
    if types.family(stay.type) in STAYING and not stay.trigger.verbal and not known:
        take_day(stay, happening)


def on_arrival(told: dict[int, Happening]) -> None:
    """A visit without a day goes on from the arrival that its sentence tells before it ("est arrivé lundi à X pour une visite de trois
    jours", "… première étape d'une tournée"), unless it is somebody else's."""
    arrival: Happening | None = None
    for happening in told.values():
        if happening.type == "Arrival" and happening.status == "Occurred":
            arrival = happening
        elif (
            arrival is not None
            and happening.type == "Visit"
            and not happening.trigger.verbal
            and happening.status == "Occurred"
            and happening.sentence == arrival.sentence
            and (not happening.party() or happening.party() & arrival.party())
            and all(t.type == "DURATION" for t in happening.times)
        ):
            first = next((day_of(t) for t in arrival.times if is_day(t) and not t.days), None)
            happening.times += [replace(first, relation="since", latest="")] if first else []


def until_the_last(happening: Happening) -> None:
    """Bound what begins on a known day by the number of days that it lasts ("une trêve de trois jours est entrée en vigueur mardi")."""
    lengths = [t.duration for t in happening.times if t.type == "DURATION" and t.duration and not t.relation and t.shift is None]
    if len(lengths) == 1 and lengths[0].bound == "exact" and lengths[0].value % DAY == 0:
        last = int(lengths[0].value // DAY) - 1
        happening.times = [
            replace(t, latest=moved(t.earliest, last)) if t.relation == "since" and not t.latest and t.type in ("DATE", "TIME") else t
            for t in happening.times
        ]


def take_place(happening: Happening, donor: Happening) -> None:
    """Its place, where the happening has none."""
    if not happening.places():
        happening.facts += [f for f in donor.facts if f.property == "sem:hasPlace"]
