"""Settings: "lors d'un dîner, A et B ont discuté" is one event; "au cours de la réunion, A a promis" is a part of one; who is hurt in an
event is so where and when it happens."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.events.fillers import Context, admits, as_actor, fillers
from kg.events.happening import Happening
from kg.events.lexicon import PLAIN
from kg.events.placed import WHERE, ancestors, fill_place, lies_around, spot_beside
from kg.events.times import is_elided
from kg.lang import word_set
from kg.model import Fact
from kg.rdf.ontology import Ontology
from kg.syntax.relatives import WHICH

HARMFUL = frozenset({"Attack", "Accident", "Disaster", "Hazard", "War", "MilitaryOperation", "Conflict"})
STRIKING = frozenset({"Attack", "Accident", "Disaster", "Hazard"})
HURT = frozenset({"Death", "Injury"})
MISFORTUNES = HURT | HARMFUL
TOLLS = frozenset({"deaths", "injured"})
SPOT = 8  # sentences from a misfortune to who comes there
GOING = frozenset({"Visit", "Arrival"})  # types of what brings somebody somewhere
TALKS = frozenset({"PhoneCall", "Conversation", "Negotiation"})
OWED = frozenset(
    {"Release", "Withdrawal", "MilitaryOperation", "Aid", "Investigation", "Sanction", "Dismissal", "Arrest", "Reform", "Launch"}
)


def place(context: Context, told: dict[int, Happening], types: Ontology) -> None:
    """Tie each happening to the one during which it is told to take place."""
    prepositions = context.article.data("relations")["during"]
    for happening in told.values():
        for position, tokens in happening.trigger.positions.items():
            if position in prepositions:
                for around in settings(context, tokens, told):
                    if around is not happening:
                        tie(happening, around, types, position in context.article.data("relations")["aside"])


def on_spot(context: Context, told: dict[int, Happening]) -> None:
    """Where somebody comes "sur place" is where the last accident, attack or disaster told before was, whatever place is named last."""
    harm: Happening | None = None
    for happening in told.values():
        if happening.type in STRIKING and happening.places():
            harm = happening
        elif harm is not None and happening.sentence - harm.sentence <= SPOT and spot_beside(context, happening) is not None:
            happening.facts = [f for f in happening.facts if f.property != "sem:hasPlace"]
            happening.facts += [f for f in harm.facts if f.property == "sem:hasPlace"]


def promised(told: dict[int, Happening]) -> None:
    """The help that is promised to somebody is help for them."""
    for happening in told.values():
        if happening.type in ("Promise", "Commitment"):
            contents = [told.get(i) for i in happening.contents()]
            for aid in contents:
                if aid is not None and aid.type == "Aid" and not any(f.property == "addressee" for f in aid.facts):
                    aid.facts += [f for f in happening.facts if f.property == "addressee"]


def asked(told: dict[int, Happening]) -> None:
    """What somebody is asked for that one party does alone is theirs to do ("a réclamé à X l'envoi de troupes")."""
    for happening in told.values():
        addressees = [str(f.value) for f in happening.facts if f.property == "addressee"] if happening.type == "Appeal" else []
        deeds = [told.get(i) for i in happening.contents()] if addressees else []
        for deed in (d for d in deeds if d is not None and d.type in OWED and not d.trigger.verbal):
            if not any(f.property == "agent" or f.value in addressees for f in deed.facts):
                deed.facts += [Fact("agent", "entity", key) for key in addressees]


def invited(told: dict[int, Happening], types: Ontology) -> None:
    """Who is invited to talks that name nobody would take part in them ("a invité X et Y à des pourparlers")."""
    for happening in told.values():
        if happening.type not in ("Invitation", "Appeal"):
            continue
        contents = [told.get(i) for i in happening.contents()]
        for talk in contents:
            if talk is not None and types.family(talk.type) == "Contact" and not talk.trigger.verbal and not talk.party():
                asked = [str(f.value) for f in happening.facts if f.property == "addressee"]
                talk.facts += [Fact("participant", "entity", key) for key in asked]


def attend(context: Context, told: dict[int, Happening], types: Ontology) -> None:
    """Who did something during, or at the end of, a talk that is first told of there took part in it, where nobody did or only with whom
    is told ("À l'issue de dix heures de discussions à X, A et B ont annoncé", "a déclaré A après une rencontre avec B"); what is told of
    where that stands is where it was."""
    tree, relations = context.tree, context.article.data("relations")
    prepositions, alone = relations["attending"], relations["attending_with"]
    for happening in told.values():
        if types.family(happening.type) != "Contact" or happening.trigger.verbal or happening.definite:
            continue
        beside = {f.value for t in happening.trigger.positions.get("avec", ()) for f in fillers(context, t, False)}
        if happening.party() - beside:
            continue
        path = tree.path(happening.token)
        top = next((k for k in path if context.article.doc[tree.head[k]].pos_ == "VERB"), happening.token)
        between = path[1 : path.index(top) + 1]
        opens = opening(context, top, happening.token)
        if opens not in (*prepositions, *(alone if beside else ())) or any(k in told for k in between):
            continue
        for subject in tree.children(tree.head[top], "nsubj"):
            for filler in fillers(context, subject, False):
                actor = as_actor(context, filler)
                if admits(context, "actor", actor):
                    happening.add(Fact("agent" if happening.type == "Visit" else "participant", "entity", actor.value))
        if not happening.places():
            for k in tree.children(top, "nmod", "obl"):
                fill_place(context, happening, tree.case(k), k) if tree.case(k) in WHERE else None
        agreed = told.get(tree.head[top])
        if agreed is not None and types.family(agreed.type) == "Deal" and not agreed.places():
            agreed.facts += [f for f in happening.facts if f.property == "sem:hasPlace"]  # "Après des discussions à X, A et B ont signé"


def hold(context: Context, told: dict[int, Happening], types: Ontology) -> None:
    """Who says something during a briefing of nobody gives it ("a indiqué X lors d'une conférence de presse"); theirs is the interview,
    speech or letter in which they say it, too ("dans un entretien aux Echos, X a accusé Y")."""
    prepositions = (*context.article.data("relations")["during"], "dans")
    for happening in told.values():
        speakers = [f for f in happening.facts if f.property == "agent"] if types.family(happening.type) == "Speech" else []
        places = [i for p, tokens in happening.trigger.positions.items() if p in prepositions for i in tokens]
        for around in settings(context, places, told) if speakers else ():
            uttered = types.family(around.type) == "Speech" and around is not happening and not around.trigger.verbal
            own = (uttered or around.type == "Correspondence") and not (around.definite or any(f.property == "agent" for f in around.facts))
            if (around.type == "Briefing" and not around.party()) or own:
                around.facts += speakers


def opening(context: Context, top: int, noun: int) -> str:
    """The words of a phrase before its noun without determiners, numbers and measures: "à l'issue de dix heures de" → "à issue de"."""
    first = min(context.tree.subtree(top))
    tree, timely = context.tree, word_set(context.article.document.language, "nouns", "time")
    words = [t for t in context.article.doc[first:noun] if t.pos_ not in ("DET", "NUM", "ADJ") and t.lemma_.casefold() not in timely]
    told = [PLAIN.get(t.text.casefold(), t.text.casefold()) for t in words]
    while told[-2:] == ["de", "de"] or told == ["après", "de"]:
        told.pop()
    return " ".join(told) if tree.head[top] != top else ""


def share(context: Context, told: dict[int, Happening]) -> None:
    """Who is hurt in an event is hurt where and when it happens ("une femme a été tuée mardi dans un attentat à Nice", "une bombe a explosé
    mardi à Nice, tuant six personnes"), and counted among its victims; where they
    are only counted, that is told of the event and no event of its own."""
    for happening in reversed(told.values()):
        if happening.type not in MISFORTUNES or not (happening.trigger.verbal or is_brought(context, happening)):
            continue
        for around in hurting(context, happening, told):
            places = [f for f in around.facts if f.property == "sem:hasPlace"]
            wider = {above for f in places for above in ancestors(context, str(f.value))}
            if places and happening.places() and all(p in wider or lies_around(context, happening, p) for p in happening.places()):
                happening.facts = [f for f in happening.facts if f.property != "sem:hasPlace"]  # "dans un accident à X, au sud de Y"
            if not happening.places():
                happening.facts += places
            elif not places:
                around.facts += [f for f in happening.facts if f.property == "sem:hasPlace"]
            known = {f.property for f in around.facts}
            around.facts += [f for f in happening.facts if f.property in TOLLS and f.property not in known]
            around.times = around.times or [t for t in happening.times if t.type != "DURATION"]
            happening.times = happening.times or list(around.times)
            counted = any(f.property in TOLLS for f in happening.facts)
            along = context.tree.is_a(happening.token, "conj") and context.tree.is_present_participle(happening.token)
            counted = counted or along or not happening.trigger.verbal  # "a provoqué la mort de plusieurs habitants"
            if happening.type in HURT and counted and happening.party() <= around.party() and happening.twin is None:
                happening.type, happening.twin = around.type, around.token


def is_brought(context: Context, happening: Happening) -> bool:
    """Whether a noun for the death of so many is what some event or clause brings about ("une explosion a causé la mort de dix personnes",
    "…, causant la mort de dix personnes")."""
    tree, verb = context.tree, context.tree.head[happening.token]
    causing = context.article.doc[verb].lemma_.casefold() in context.article.data("relations")["causal"]
    return happening.type in HURT and not happening.party() and causing and tree.is_a(happening.token, "obj")


def same_hurt(context: Context, told: dict[int, Happening]) -> None:
    """Who is hurt and taken to hospital in one sentence is hurt once, where the first of the two tells ("blessé à X, il a été transporté à
    l'hôpital de Y"), and so is who is attacked by two verbs that share their auxiliary."""
    attacked = [h for h in told.values() if h.type == "Attack" and h.trigger.verbal]
    for first, second in pairwise(attacked):  # "a été pris à partie et frappé"
        if is_elided(context.tree, second.token) and context.tree.head[second.token] == first.token and second.party() <= first.party():
            second.twin = first.token if is_of_one(context, first.token, second.token) else second.twin
    hurt = [h for h in told.values() if h.type == "Injury" and h.trigger.verbal]
    for first, second in pairwise(hurt):
        if first.sentence == second.sentence and first.twin is None and is_of_one(context, first.token, second.token):
            second.twin = first.token
            if first.places():
                second.facts = [f for f in second.facts if f.property != "sem:hasPlace"]


def explained(context: Context, told: dict[int, Happening]) -> None:
    """What a clause behind a colon tells of nobody is the misfortune of its type before the colon ("X a échappé à un attentat : une bombe
    a explosé")."""
    words, last = context.article.words, dict[tuple[int, str], Happening]()
    for happening in told.values():
        if happening.type not in STRIKING or happening.status != "Occurred":
            continue
        before = last.get((happening.sentence, happening.type))
        if before is not None and happening.trigger.verbal and happening.twin is None and not happening.party():
            apart = happening.places() and before.places() and not happening.places() & before.places()
            if ":" in words[before.token : happening.token] and not apart and not before.trigger.verbal:
                happening.twin = before.token
        last.setdefault((happening.sentence, happening.type), happening)


def is_of_one(context: Context, first: int, second: int) -> bool:
    """Whether two verbs tell of one person: they share their subject, or one is a participle of the other's."""
    tree = context.tree
    subjects = tree.children(second, "nsubj")
    return (tree.is_a(second, "conj") and tree.head[second] == first and not subjects) or tree.head[first] in subjects


def hurting(context: Context, happening: Happening, told: dict[int, Happening]) -> Iterator[Happening]:
    """What hurt those of whom a happening tells: the event that caused it, in which it was, or that its participle or "qui" follows; else
    what hurt those of whom the next of coordinated verbs tells ("trois sont morts et dix ont été blessés dans un accident")."""
    tree, token = context.tree, happening.token
    clause = clause_along(context, token) if not happening.trigger.verbal or tree.is_a(token, "conj") else token
    follows = tree.is_a(clause, "advcl") or any(context.article.words[k] == "qui" for k in tree.children(token, "nsubj"))
    verb = tree.head[clause] if follows else -1
    causes = [told[int(str(f.value))] for f in happening.facts if f.property == "cause" and f.kind == "event" and happening.type in HURT]
    doing = [h for h in told.values() if verb in (h.token, h.trigger.last, *(c.token for c in h.trigger.carriers))]
    if not happening.trigger.verbal:
        causes += [told[k] for k in tree.children(tree.head[token], "nsubj") if k in told and clause == token]
    around = [*settings(context, happening.trigger.positions.get("dans", []), told), *causes, *doing]
    found = [h for h in around if h is not happening and h.type in HARMFUL]
    hurt = happening.trigger.type in HURT
    further = [told[k] for k in tree.children(token, "conj") if hurt and k in told and told[k].trigger.type in HURT]
    yield from (
        found or [h for other in further for h in hurting(context, other, told) if h is not happening] or counting(context, happening, told)
    )


def clause_along(context: Context, token: int) -> int:
    """The participle that goes along with a clause and in which something is told ("…, causant la mort de dix personnes et en blessant
    vingt"), else the token itself."""
    tree = context.tree
    if context.article.doc[token].pos_ == "VERB" and not tree.is_present_participle(token):
        return token
    return next((k for k in tree.path(token) if tree.is_present_participle(k) and tree.is_a(k, "advcl")), token)


def counting(context: Context, happening: Happening, told: dict[int, Happening]) -> Iterator[Happening]:
    """The misfortune of the sentence before whose victims, of whom it counted none, a sentence only counts ("Un car a quitté la route.
    Dix personnes sont mortes")."""
    tolls = {f.property for f in happening.facts}
    if happening.type not in HURT or not tolls or tolls - TOLLS or happening.times or happening.status != "Occurred":
        return
    if context.tree.is_present_participle(happening.token):
        return  # "l'océan a submergé les digues, noyant 29 personnes"
    before = [h for h in told.values() if h.type in STRIKING and h.status == "Occurred" and h.token < happening.token]
    last = max(before, key=lambda h: h.token, default=None)
    if last is not None and happening.sentence - last.sentence == 1 and not tolls & {f.property for f in last.facts}:
        yield last


def purposes(context: Context, told: dict[int, Happening], types: Ontology) -> None:
    """ "A a parlé avec B pour discuter de C" is one talk; whom somebody goes or meets to see, he sees then."""
    for happening in told.values():
        for fact in [f for f in happening.facts if f.property == "purpose" and f.kind == "event"]:
            aim = told[int(str(fact.value))]
            aim.purposive = happening.status == "Occurred"
            same_day = set(aim.times) <= set(happening.times)
            if happening.status == "Planned" and aim.status == "Occurred" and not aim.trigger.verbal and same_day:
                aim.status = "Planned"  # "attendu demain à X pour le sommet"
            met = types.family(happening.type) == "Contact" or happening.type == "Arrival"
            going = happening.type in GOING and types.family(aim.type) in ("Contact", "Deal")
            if going and aim.trigger.verbal and not aim.places():  # "s'est rendu à X pour signer Y"
                places = [f for f in happening.facts if f.property == "sem:hasPlace"]
                aim.facts += [f for f in places if context.article.kind_of(str(f.value)) != "Country"]  # where in it isn't told
            if not aim.times and (happening.type in TALKS or (met and types.family(aim.type) in ("Contact", "Speech", "Deal"))):
                aim.times = [t for t in happening.times if t.type != "DURATION"]  # "a téléphoné mardi à X pour le féliciter"
            if {happening.type, aim.type} <= TALKS and aim.party() <= happening.party():
                happening.facts.remove(fact)
                aim.twin = happening.token
                aim.status = happening.status


def gather(told: dict[int, Happening], types: Ontology) -> None:
    """Whoever goes somewhere, or comes together, for a visit or a talk is who visits or takes part in it, there and, if it has no time of
    its own, then ("est arrivé à X pour une visite", "Réunis lundi à X pour un sommet, A et B ont …")."""
    for happening in told.values():
        if types.family(happening.type) not in ("Movement", "Contact"):
            continue
        for fact in [f for f in happening.facts if f.property == "purpose" and f.kind == "event"]:
            aim = told[int(str(fact.value))]
            if aim.trigger.verbal or types.family(aim.type) != "Contact" or aim.definite:
                continue
            people = [f for f in happening.facts if f.kind == "entity" and f.property in ("agent", "participant")]
            if not any(f.property == "agent" for f in aim.facts):
                aim.facts += [Fact("agent" if aim.type == "Visit" else "participant", "entity", f.value) for f in people]
            if not aim.places():
                aim.facts += [f for f in happening.facts if f.property == "sem:hasPlace"]
            if not any(t.type in ("DATE", "TIME") for t in aim.times):
                aim.times += [t for t in happening.times if t.type in ("DATE", "TIME")]


def settings(context: Context, tokens: list[int], told: dict[int, Happening]) -> Iterator[Happening]:
    """The happenings at some tokens; a relative pronoun stands for the last one told by a noun before it ("au cours de laquelle")."""
    article, tree = context.article, context.tree
    for token in tokens:
        if article.words[token].casefold() in WHICH:
            before = (k for k in range(token - 1, -1, -1) if k in told and not told[k].trigger.verbal)
            yield from (told[k] for k in [next(before, token)] if k in told and tree.sentence[k] == tree.sentence[token])
            continue
        for filler in fillers(context, token, True):
            if filler.kind == "event" and int(filler.value) in told:
                yield told[int(filler.value)]


def tie(inner: Happening, around: Happening, types: Ontology, aside: bool) -> None:
    """One happening told by noun and verb where both are of one family, a part and its whole otherwise, or where it is held `aside`."""
    if types.family(inner.type) == types.family(around.type) == "Contact" and not aside:
        around.twin = inner.trigger.token
        around.facts += [f for f in inner.facts if f not in around.facts and f.property in ("agent", "participant")]
    else:
        inner.add(Fact("partOf", "event", str(around.trigger.token)))
