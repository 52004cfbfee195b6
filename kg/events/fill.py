"""From positions to roles: what stands where fills what the frame says."""

from __future__ import annotations

from collections.abc import Iterator

from kg.events import numbers
from kg.events.arguments import VOICES
from kg.events.fillers import Context, Filler, admits, as_actor, bodies, fillers, is_sort, names_of, place_nouns
from kg.events.happening import PARTIES, Happening
from kg.events.home import own_capital
from kg.events.lexicon import Role
from kg.events.lying import is_vague, where_struck, within_clause
from kg.events.placed import (
    STRIKING,
    WHERE,
    ancestors,
    beside_adjunct,
    fill_place,
    fill_place_beside,
    is_site,
    keep_smallest_places,
    lacks_town,
    on_the_spot,
)
from kg.events.topical import no_topic
from kg.events.triggers import DOERS
from kg.ids import fold
from kg.kb.entry import PLACE_KINDS, name_key
from kg.lang import word_set
from kg.model import Fact

TOPICAL = frozenset({"topic", "content", "purpose", "cause", "text", "patient", "instrument", "partOf", "place"})
QUANTITIES = {"deaths": "person", "injured": "person", "amount": ""}
ORDER = {"après": "after", "avant": "before", "à la veille de": "before", "au lendemain de": "after", "à l'issue de": "after"}
# Positions that light verbs give their subject.
LIGHT = {"with": (Role("participant", "actor"),), "host": (Role("host", "actor"),)}
BESIDE = dict.fromkeys(("en présence de", "en compagnie de"), (Role("participant", "actor"),))  # whoever is there takes part
SPOKEN = dict.fromkeys(VOICES, (Role("participant", "person"),))  # whoever speaks for somebody takes part
USUAL: dict[str, tuple[Role, ...]] = {**LIGHT, **SPOKEN}
OWNERS = ("subj", "poss", "par")  # positions of the doer: where one is filled, "de" is not the doer again ("leur retrait du …")
PERSONAL = frozenset({"Resignation", "Birth", "Marriage", "Death", "Injury", "Life"})  # types of what no body does for which its people act
UNDERGONE = frozenset({"Release", "Conviction", "Appointment", "Dismissal"})  # types of what is done to somebody
GIVING = frozenset({"Aid", "Investment"})  # types of what a region or town gives and gets, whatever the position
HARMING = STRIKING | {"Hazard", "Death", "Injury"}  # types of what may be where anything in its clause is
ATTACKED = frozenset({"obj", "contre", "sur"})
JUDGING = frozenset({"Criticism", "Praise"})
SITED = frozenset({"plant", "premises"})  # lists of nouns for what stands somewhere, whatever its position
PROPERTY = {"place": "sem:hasPlace"}


def fill(context: Context, happening: Happening) -> None:
    """Add the facts that the trigger's positions give."""
    frame = happening.trigger.frame
    positions = happening.trigger.positions
    behind = [t for p in positions if " " in p and p in frame.slots and p != "pred de" for t in positions[p]]
    locutions = {context.tree.head[t] for t in behind if context.tree.is_a(t, "nmod")}
    for position in sorted(positions, key=lambda p: (p not in OWNERS, p)):
        tokens = [t for t in positions[position] if t not in locutions]  # "des mains de X": not of his hands
        if position in ("quote", "question"):
            continue  # the words themselves are the filler
        roles = frame.slots.get(position, usual(position, frame.reports))
        if position == "subj" and obtains_for_another(context, happening):
            continue
        for token in tokens:
            taken = list(fill_slot(context, happening, roles, position, token)) if roles else []
            acting = any(r.name in DOERS or (position == "subj" and r.name in PARTIES) for r in roles)
            if acting and happening.type not in PERSONAL:
                taken += fill_members(context, happening, roles, token)
            if any(r.name in PARTIES for r in roles) and (token in context.article.at or taken):
                fill_place_beside(context, happening, token)
            if is_site(context, happening, position, token) and not (taken and happening.type in GIVING):
                fill_place(context, happening, "à", token)
            elif any(is_sort(context, token, r.filter) for r in roles if r.filter in SITED):
                within = [k for k in context.tree.children(token, "nmod") if context.tree.case(k) in WHERE]
                for k in within or [token]:
                    fill_place(context, happening, "à", k)
            own_site(context, happening, token)
            if judged(happening, position, roles):
                whose(context, happening, token)
            if not taken:
                undergone = position == "obj" and any(c.relation == "object" for c in happening.trigger.carriers)
                held = position == "host" or undergone  # "la salle des fêtes de X a accueilli", "X a connu une marche"
                fill_place(context, happening, "à" if held else position, token)
                beside_adjunct(context, happening, position, token)
                fill_order(context, happening, position, token)
    if happening.type in STRIKING and lacks_town(context, happening):
        for position, k in where_struck(context, positions):
            fill_place(context, happening, position, k) if lacks_town(context, happening) else None
    if happening.type in HARMING and all(is_vague(context, happening.sentence, p) for p in happening.places()):
        for position, k in within_clause(context, happening.trigger):
            around = {above for e in context.article.at[k].entities for above in ancestors(context, e)}
            if all(p in around or is_vague(context, happening.sentence, p, areas=False) for p in happening.places()):
                fill_place(context, happening, position, k)
    if not happening.places() and (key := on_the_spot(context, happening)):
        happening.add(Fact("sem:hasPlace", "entity", key))
    counted_from(context, happening)
    keep_smallest_places(context, happening)


def obtains_for_another(context: Context, happening: Happening) -> bool:
    """Whether a verb tells that somebody got what is done to others ("a obtenu la libération des otages")."""
    article, trigger = context.article, happening.trigger
    obtaining = word_set(article.document.language, "frames", "grammar", "obtaining")
    verbal = trigger.verbal and trigger.last > trigger.token and article.doc[trigger.token].lemma_.casefold() in obtaining
    return verbal and any(k > trigger.last for k in trigger.positions.get("de", ())) and happening.type in UNDERGONE


def usual(position: str, reports: bool) -> tuple[Role, ...]:
    """The roles of a position that a frame says nothing of: of light verbs' subjects, of who speaks for somebody or is there."""
    return USUAL.get(position, () if reports else BESIDE.get(position, ()))


def judged(happening: Happening, position: str, roles: tuple[Role, ...]) -> bool:
    """Whether what stands in a position is somebody's doing, penalty or premises, so that its owner undergoes what is told."""
    if happening.type == "Attack":
        return position in ATTACKED
    undergone = position == "obj" or (position == "à" and any(r.name == "patient" for r in roles))  # "rend hommage au courage de X"
    return undergone and (happening.type in JUDGING or any(r.filter == "penalty" for r in roles))


def fill_slot(context: Context, happening: Happening, roles: tuple[Role, ...], position: str, token: int) -> Iterator[Filler]:
    """Give each filler at a token the first role that admits it; yields those that were admitted."""
    numeric = next((r.name for r in roles if r.name in QUANTITIES), "")
    counted = money_of(context, token)
    if counted != token and any(r.filter == "funds" for r in roles):
        numeric = "amount"
    if numeric and (amount := numbers.quantity(context.article, context.tree, counted, QUANTITIES[numeric])):
        happening.add(Fact(numeric, "quantity", amount))
    topical = any(r.name in TOPICAL for r in roles)
    parts = word_set(context.article.document.language, "concepts", "parts")
    within = token not in context.article.at and fold(context.article.words[token]) in parts
    described = context.tree.head[happening.token] == token and context.tree.is_a(happening.token, "acl", "amod")
    own = happening.token < token == happening.trigger.last and token not in context.article.at
    for filler in fillers(context, token, topical):
        if own and filler.kind == "entity":
            # "donner son accord": to what is said behind it; "quitter la capitale"
            roles = tuple(r for r in roles if r.name in ("text", "place") or r.name in QUANTITIES)
        if described and filler.token > happening.token:
            continue  # "A, né à Lyon, et B": A alone
        actor = as_actor(context, filler) if any(r.filter == "actor" for r in roles) and acts(happening, position) else filler
        for role in roles:
            chosen = actor if role.filter == "actor" else filler
            if filler.kind == "nested" and role.name not in ("topic", "content"):
                continue
            if role.name in ("topic", "content") and no_topic(context, happening, roles, position, token, chosen):
                continue
            place = within and filler.kind == "entity" and context.article.kind_of(filler.value) in PLACE_KINDS
            if place and role.filter in ("actor", "org"):
                continue  # "secourus au large de la Libye": nobody
            if role.name == "addressee" and position in ("à", "dative") and (city := own_capital(context, happening, actor)):
                happening.add(Fact("sem:hasPlace", "entity", city))
                continue
            if role.name == "agent" and position == "de" and has_doer(happening):
                continue
            if role.name == "agent" and position == "de" and is_left(context, chosen):
                continue  # "le retrait d'Irak"
            if (
                role.name not in QUANTITIES
                and (admits(context, role.filter, chosen) or (role.filter == "actor" and is_town(context, happening, position, chosen)))
                and not (role.name not in TOPICAL and chosen.kind == "event")
            ):
                sort = role.name in DOERS and chosen.kind == "entity" and context.article.kind_of(chosen.value) == "Concept"
                if not sort or role.filter == "":  # of unnamed people only which event it is
                    happening.add(where_it_stands(context, happening, chosen) or fact(context, role.name, chosen))
                yield chosen
                break


def money_of(context: Context, token: int) -> int:
    """The sum behind a noun for money that is given or paid ("un prêt de dix millions"); other tokens themselves."""
    sums = [k for k in context.tree.children(token, "nmod") if context.tree.case(k) == "de" and k > token]
    funds = sums and context.article.is_a(token, "funds") and not context.tree.children(token, "nummod")
    return next((k for k in sums if funds and numbers.quantity(context.article, context.tree, k, "")), token)


def is_left(context: Context, filler: Filler) -> bool:
    """Whether a country behind "de" lacks the article that its name has where it acts ("d'Irak", and not "de l'Irak" or "d'Israël")."""
    entry = context.article.entry(filler.value) if filler.kind == "entity" else None
    span = context.article.at.get(filler.token)
    if entry is None or span is None or entry.kind != "Country" or entry.article not in ("la", "l'"):
        return False
    capital = name_key(context.article.text(span.start, span.end)) != name_key(entry.fr)  # "à la demande de Paris"
    return not capital and not context.tree.children(filler.token, "det")


def where_it_stands(context: Context, happening: Happening, filler: Filler) -> Fact | None:
    """The place of a happening that the town of its shop or works is ("Le restaurant de Lyon ouvre ses portes"); None for other fillers."""
    article = context.article
    if filler.kind != "nested" or article.kind_of(filler.value) != "City" or happening.trigger.frame.reports:
        return None
    word = article.doc[context.tree.head[filler.token]]
    sited = any(word.lemma_.casefold() in word_set(article.document.language, "nouns", kind) for kind in ("place", *SITED))
    return Fact("sem:hasPlace", "entity", filler.value) if sited else None


def is_town(context: Context, happening: Happening, position: str, filler: Filler) -> bool:
    """Whether a town or a region acts, as its authorities or its club ("Lyon a recruté X", "la Bretagne a accordé une aide"): the subject
    of a verb that it isn't carried to."""
    article, at = context.article, antecedent(context, filler.token)
    giving = happening.type in GIVING and position in ("de", "obj", "auprès de", "dative")
    if (position == "subj" or giving) and is_authority(context, filler):
        return True
    town = filler.kind == "entity" and article.kind_of(filler.value) in ("City", "AdministrativeArea")
    body = context.tree.case(at) == "de" and article.is_a(context.tree.head[at], "body")  # "la gendarmerie de X, qui a ouvert …"
    end = article.at[at].end if at in article.at else at + 1
    dateline = article.words[at].isupper() and end < len(article.words) and not article.words[end][:1].isalnum()
    if body or dateline:
        return False
    carriers = happening.trigger.carriers
    return town and position == "subj" and (not carriers if happening.trigger.verbal else any(c.relation == "subject" for c in carriers))


def is_authority(context: Context, filler: Filler) -> bool:
    """Whether the noun of a region or another body of towns stands before its name: that acts, also where the verb only carries a noun ("la
    région Bretagne a accordé une aide", "le département du Finistère")."""
    article, noun = context.article, context.tree.head[filler.token]
    if filler.kind != "entity" or article.kind_of(filler.value) not in PLACE_KINDS or noun >= filler.token:
        return False
    named = context.tree.is_a(filler.token, "appos", "flat", "nmod") and noun not in article.at
    return named and article.doc[noun].lemma_.casefold() in word_set(article.document.language, "concepts", "authorities")


def is_of_authority(context: Context, i: int) -> bool:
    """Whether a town stands behind "de" and a noun for the body that governs it ("les représentants des communes de X et de Y")."""
    tree = context.tree
    while tree.is_a(i, "conj"):
        i = tree.head[i]
    noun = tree.head[i]
    governs = context.article.doc[noun].lemma_.casefold() in word_set(context.article.document.language, "concepts", "authorities")
    return governs and tree.is_a(i, "nmod") and tree.case(i) == "de"


def antecedent(context: Context, i: int) -> int:
    """The token that a relative pronoun stands for; other tokens stand for themselves."""
    clause = context.tree.head[i]
    relative = context.article.doc[i].text.casefold() in ("qui", "que", "qu'", "dont") and context.tree.is_a(clause, "acl")
    return context.tree.head[clause] if relative else i


def fill_members(context: Context, happening: Happening, roles: tuple[Role, ...], token: int) -> Iterator[Filler]:
    """Give the body for which somebody acts the role of those who act; yields it ("des militants de Greenpeace ont manifesté", "un rapport
    d'experts de l'ONU accuse")."""
    role = next(r for wanted in (DOERS, PARTIES) for r in roles if r.name in wanted)
    article, tree, token = context.article, context.tree, antecedent(context, token)
    carrier = happening.trigger.frame.reports and article.doc[token].lemma_.casefold() in article.data("attribution")["carriers"]
    of = [k for k in tree.children(token, "nmod") if tree.case(k) == "de"] if carrier and token not in article.at else []
    whose = [f for k in of for f in (fillers(context, k, False) if k in article.at else bodies(context, k))]
    for filler in whose or bodies(context, token):
        if admits(context, "org", filler) or is_of_authority(context, filler.token):
            happening.add(fact(context, role.name, filler))
            yield filler


def acts(happening: Happening, position: str) -> bool:
    """Whether a capital in this position is its government: "le refus de Moscou" is, "les attentats de Paris" are not."""
    return happening.trigger.verbal or position != "de" or happening.trigger.frame.reports or "that" in happening.trigger.frame.slots


def fact(context: Context, role: str, filler: Filler) -> Fact:
    """The fact that a filler has a role; what a speech is about is its content as an event, its text as a law, its topic otherwise."""
    if role == "content" and filler.kind != "event":
        role = "topic"
    if role == "topic" and filler.kind == "entity" and context.article.kind_of(filler.value) == "Legislation":
        role = "text"
    return Fact(PROPERTY.get(role, role), "event" if filler.kind == "event" else "entity", filler.value)


def has_doer(happening: Happening) -> bool:
    """Whether a position of the doer is filled, and its slot gives the doer (who "a obtenu du FMI un prêt" is none)."""
    slots, filled = happening.trigger.frame.slots, happening.trigger.positions
    return any(filled.get(p) and any(r.name == "agent" for r in slots.get(p, ())) for p in OWNERS)


def whose(context: Context, happening: Happening, token: int) -> None:
    """Whoever's doing or quality is praised or criticised ("dénonce la politique de X") is who is, and whoever's penalty is confirmed."""
    tree, article = context.tree, context.article
    people = happening.type == "Attack" and article.is_a(token, "human")  # "tire sur les partisans de X": not on X
    if people or article.doc[token].pos_ != "NOUN" or token in article.at or (token in context.triggers and happening.type in JUDGING):
        return
    if fold(article.doc[token].text) in place_nouns(article.document.language):
        return  # "la ville de X"
    for k in tree.children(token, "nmod"):
        if tree.case(k) == "de" and k in article.at and article.at[k].rule != "adjective":
            for entity in article.at[k].entities:
                if article.kind_of(entity) in ("Person", "Organization"):
                    happening.add(Fact("patient", "entity", entity))


def own_site(context: Context, happening: Happening, token: int) -> None:
    """Whose works or shop it is that opens, closes or is sold ("l'usine X de Y fermera", "la cession de la branche énergie de X")."""
    roles = {r.filter for slot in happening.trigger.frame.slots.values() for r in slot}
    site = any(is_sort(context, token, kind) for kind in roles & SITED)
    sold = "unit" in roles and is_sort(context, token, "unit") and token not in context.article.at
    whose = [k for k in context.tree.children(token, "nmod") if sold and context.tree.case(k) == "de"]
    of = [m for k in whose for m in ([k] if k in context.article.at else names_of(context, k))]  # "les activités de la société X"
    for k in [*(names_of(context, token) if site else ()), *of]:
        for entity in context.article.at[k].entities:
            if context.article.kind_of(entity) == "Organization":
                happening.add(Fact("patient", "entity", entity))


def fill_order(context: Context, happening: Happening, position: str, token: int) -> None:
    """An event behind "après" or "avant" orders the two."""
    said = [t for p in ("that", "quote") for t in happening.trigger.positions.get(p, ()) if happening.token < t < token]
    if position in ORDER and not said:  # "indique que X partira, après la réunion": X does so after it
        for filler in fillers(context, token, True):
            if filler.kind == "event" and int(filler.value) != happening.trigger.token:
                happening.add(Fact(ORDER[position], "event", filler.value))


def counted_from(context: Context, happening: Happening) -> None:
    """The event from which a day is counted orders the two ("la veille de la rencontre")."""
    for time in happening.times:
        counts = time.shift and time.relation in ("before", "after")
        tokens = [t.i for t in context.article.tokens(time.start, time.end)] if counts else []
        for k in [k for i in tokens for k in context.tree.children(i, "nmod") if k > tokens[-1] and context.tree.case(k) == "de"]:
            for filler in fillers(context, k, True):
                if filler.kind == "event" and int(filler.value) != happening.trigger.token:
                    happening.add(Fact(time.relation, "event", filler.value))
