"""Reading events, in order: triggers, roles, times, sources, status, relations; then one event for one happening."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from kg.events import (
    arguments,
    attending,
    attribution,
    continued,
    gaps,
    labels,
    merge,
    pending,
    posts,
    quotes,
    relations,
    retold,
    rows,
    scene,
    settings,
    status,
    times,
    tolls,
    triggers,
)
from kg.events.fill import fill
from kg.events.fillers import ACTORS, Context, bare, phrase
from kg.events.happening import Happening
from kg.events.lexicon import Lexicon
from kg.events.lookback import the_nearer, the_next
from kg.events.needs import is_definite
from kg.events.triggers import Trigger
from kg.events.untold import is_any
from kg.extract.article import Article
from kg.lang import table, word_set
from kg.model import Claim, Event, Fact, TimeExpression, Unframed
from kg.rdf.ontology import Ontology
from kg.syntax import Tree

# Prepositions of what is no part of what is said, but tells when it is, or in spite or because of what.
DURING = frozenset({"lors de", "au cours de", "en marge de"})
BESIDE = DURING | {"après", "avant", "depuis", "malgré", "en dépit de", "en raison de", "à cause de", "à la suite de"}
# Families and types of what is done in a moment.
MOMENTARY = frozenset({"Deal", "Personnel", "Life", "Conviction", "Arrest", "Charge", "Release", "Acceptance", "Appeal"})
BINDING = frozenset({"Signing", "Appointment", "Election"})  # of these, those whose term a day may end
TOLD_AS_FAMILY = frozenset({"Business"})  # the types of a family that are no vague word for any of it: "la fermeture de l'usine"


class Reading(NamedTuple):
    """The events and claims of an article, and the verbs between entities that no frame knew."""

    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    unframed: tuple[Unframed, ...]


def read_events(
    article: Article, tree: Tree, expressions: list[TimeExpression], lexicon: Lexicon, types: Ontology, bare: bool = False
) -> Reading:
    """Everything that the article says happened, will, may or did not; with `bare` also what is only named."""
    found = gaps.with_gapped(tree, triggers.find(article, tree, lexicon, bare))
    said = attribution.sources(article, tree, found)
    found = [t for t in found if not t.frame.silent]
    context = Context(article, tree, frozenset(t.token for t in found if t.origin is None))
    dated = times.attach(article, tree, expressions, found, lexicon)
    quoted = quotes.uttered(article, tree, found)
    for gap in [t for t in found if t.origin and t.token not in dated]:
        dated[gap.token] = dated.get(gap.shown, [])  # "X a été condamné mardi à deux ans, Y à trois": on one day
    told = {t.token: tell(context, t, dated, said, types) for t in found}
    gaps.share_units(told)
    status.give_up(context, told)
    pending.settle(context, told)
    utter(context, told, quoted)
    settings.place(context, told, types)
    settings.on_spot(context, told)
    rows.share(context, told)
    settings.share(context, told)
    settings.same_hurt(context, told)
    settings.explained(context, told)
    retold.retell(context, told)
    scene.set_scenes(context, told, types)
    labels.place(context, told, types)
    settings.attend(context, told, types)
    settings.hold(context, told, types)
    attending.join(context, told, types)
    settings.promised(told)
    settings.asked(told)
    settings.gather(told, types)
    posts.of_bodies(context, told)
    tolls.count(context, told)
    settings.purposes(context, told, types)
    continued.tie(context, told, types)
    relations.relate(context, told)
    if not bare:
        as_topics(context, told, types)
    report(context, told)
    settings.invited(told, types)
    told = {i: h for i, h in told.items() if bare or worth_telling(context, h, told, types)}
    groups = merge.clusters(list(told.values()), types)
    scene.set_by_groups(context, told, groups, types)
    claims = (*event_claims(context, groups, told), *leader_claims(context), *office_claims(context))
    events = tuple(Event(f"e{n}", most_special(g, types), label(context, g)) for n, g in enumerate(groups, start=1))
    return Reading(events, claims, unframed(context, {t.token for t in found}))


def tell(
    context: Context,
    trigger: Trigger,
    dated: dict[int, list[TimeExpression]],
    said: dict[int, attribution.Source],
    types: Ontology,
) -> Happening:
    """One trigger with everything that its surroundings say."""
    source = said.get(trigger.token)
    happening = Happening(
        trigger,
        trigger.type,
        status.of(context, trigger.origin or trigger),
        not trigger.verbal and points_back(context, trigger.token),
        context.tree.sentence[trigger.token],
        times=[t for t in dated.get(trigger.token, []) if lasts(trigger.type, t, types)],
        source=source.entity if source else "",
        act=source.act if source and not source.silent else None,
        in_headline=context.article.starts[trigger.token] < context.article.headline_end,
        earlier=is_earlier(context, trigger),
        sort=sort_of(context, trigger),
    )
    planned, may_be = happening.status == "Planned", happening.status == "Possible"
    announced = (planned or may_be) and (status.is_announced(context, trigger) or may_come(context, trigger.token))
    if announced or (planned and (trigger.verbal or trigger.carriers)):
        looking = looks_back(context, happening)
        happening.times = [the_nearer(context.article, t) if looking else the_next(context.article, t) for t in happening.times]
    if status.is_to_come(context, trigger):
        happening.times = [t for t in happening.times if not t.latest or t.latest >= context.article.document.date]
    elif happening.status in ("Planned", "Possible") and happening.definite and is_over(context, happening):
        happening.status = "Occurred"
    if happening.status == "Occurred" and is_ahead(context, happening):
        happening.status = "Planned"
    if happening.status == "Planned" and is_history(context, happening):
        happening.status = "Occurred"
    if happening.status == "Planned":
        vague = ("PAST_REF", "PRESENT_REF")  # "auparavant, X sera reçu": before something else
        happening.times = [t for t in happening.times if t.value not in vague]
    if happening.status in ("Planned", "Possible"):
        happening.times = [from_today(t, context.article.document.date) for t in happening.times]
    fill(context, happening)
    return happening


def sort_of(context: Context, trigger: Trigger) -> str:
    """What sort of its type a trigger's words say, "" where they say none: who strikes also marches, but those are two."""
    words = set(trigger.lemma.replace("'", " ").split())
    language = context.article.document.language
    return next((sort for sort in table(language, "nouns")["sorts"] if words & word_set(language, "nouns", "sorts", sort)), "")


def is_earlier(context: Context, trigger: Trigger) -> bool:
    """Whether a verb in the past tells of what had been before the story ("déjà condamné en 2014")."""
    article, tree = context.article, context.tree
    words = word_set(article.document.language, "frames", "grammar", "earlier")
    said = any(article.lower[k] in words for k in tree.children(trigger.token, "advmod"))
    return said and trigger.verbal and tree.is_past_participle(trigger.token)


def is_ahead(context: Context, happening: Happening) -> bool:
    """Whether a noun, an infinitive or a verb in the present has days of its own after the article's: what it means is to come ("après les
    réunions de mardi prochain", "avant de partir le 30 mai", "reçoit demain X")."""
    day, times = context.article.document.day, [t for t in happening.times if t.type in ("DATE", "TIME")]
    ahead = bool(times) and all(t.earliest > day and not t.relation for t in times)
    passive = [] if context.tree.children(happening.token, "aux:tense") else context.tree.children(happening.token, "aux:pass")
    forms = (happening.token, *passive)  # "est reçu demain par X"
    present = any("Pres" in context.article.doc[k].morph.get("Tense", []) and context.tree.is_finite(k) for k in forms)
    open_ = not happening.trigger.verbal or context.tree.is_infinitive(happening.token) or present
    return bool(day) and ahead and open_


def is_history(context: Context, happening: Happening) -> bool:
    """Whether a verb in the future has times of its own before the article's: it tells a life from then on ("X, dont il divorcera en
    1990")."""
    doc, tree, verb, published = context.article.doc, context.tree, happening.token, context.article.document.date
    future = any("Fut" in doc[k].morph.get("Tense", []) for k in (verb, *tree.children(verb, "aux", "cop")))
    past = bool(happening.times) and all("" < t.latest < published[: len(t.latest)] and not t.relation for t in happening.times)
    return happening.trigger.verbal and future and past


def may_come(context: Context, verb: int) -> bool:
    """Whether an infinitive stands behind a modal verb in the present or conditional, which tells of what is to come ("pourrait recevoir
    lundi X")."""
    tree, head = context.tree, context.tree.head[verb]
    modal = word_set(context.article.document.language, "frames", "grammar", "modal")
    now = {*context.article.doc[head].morph.get("Tense", []), *context.article.doc[head].morph.get("Mood", [])}
    plain = tree.is_infinitive(verb) and not tree.children(verb, "aux") and not tree.children(head, "aux")
    return plain and tree.is_a(verb, "xcomp") and context.article.doc[head].lemma_ in modal and bool(now & {"Pres", "Cnd"})


def looks_back(context: Context, happening: Happening) -> bool:
    """Whether a verb in the imperfect above a happening tells what was still to come then ("devait se rendre lundi à X")."""
    verbs = [*context.tree.path(happening.token), *(c.token for c in happening.trigger.carriers)]
    words = [k for v in verbs for k in (v, *context.tree.children(v, "aux"))]
    return any("Imp" in context.article.doc[k].morph.get("Tense", []) for k in words)


def from_today(time: TimeExpression, published: str) -> TimeExpression:
    """The time until when something is to take place, which is no time before the article ("doit partir avant la fin du mois")."""
    if time.relation not in ("until", "before") or time.earliest or time.latest[: len(published)] < published or not published:
        return time
    return replace(time, earliest=f"{published}-01-01"[: len("2000-01-01")])


def lasts(type: str, time: TimeExpression, types: Ontology) -> bool:
    """Whether a time is when a happening of a type is, or how long; what is done in a moment has no length, but its penalty or term may,
    and who has signed or been named until a day was so before ("a signé un contrat jusqu'en juin")."""
    if time.relation == "until" and not time.earliest and {type, types.family(type)} & BINDING:
        return False
    return time.duration is None or time.type != "DURATION" or not ({type, types.family(type)} & MOMENTARY)


def is_over(context: Context, happening: Happening) -> bool:
    """Whether a noun has days of its own before the article's: nobody plans or wants any more what it means ("veut comprendre l'accident de
    lundi", "sa libération, vendredi, a été négociée par X")."""
    day, times = context.article.document.day, [t for t in happening.times if t.type in ("DATE", "TIME") and t.shift is None]
    past = bool(times) and all("" < t.latest < day for t in times)
    return bool(day) and past and not happening.trigger.carriers


def points_back(context: Context, noun: int) -> bool:
    """Whether a noun may mean what was told before."""
    if any(is_some(context, k) for k in context.tree.children(noun, "nmod") if context.tree.case(k) == "de" and k > noun):
        return False  # "l'effondrement d'un pont"
    return is_definite(context.article, context.tree, noun) or quotes.is_named(context.article, noun)


def is_some(context: Context, noun: int) -> bool:
    """Whether a noun has an indefinite article of one, so that it was not told of before."""
    return any("Ind" in context.article.doc[k].morph.get("Definite", []) for k in context.tree.children(noun, "det"))


def utter(context: Context, told: dict[int, Happening], quoted: list[quotes.Uttered]) -> None:
    """Give quotations to the speech acts that utter them, and what they tell to their speakers."""
    for quote, act in quoted:
        told[act.token].add(Fact("quote", "text", quote.text))
        speaker = attribution.speaker(context.article, context.tree, act)
        for i in range(quote.start, quote.end):
            if i in told and speaker:
                not_oneself(context, told[i], speaker)
            if i in told and i != act.token and told[i].act is None and not told[i].source:
                told[i].source, told[i].act = speaker, act.token


def not_oneself(context: Context, happening: Happening, speaker: str) -> None:
    """Take from a happening in a quotation the speaker whom a pronoun of the third person was thought to mean: one says "je" of oneself."""
    article, tokens = context.article, [t for ts in happening.trigger.positions.values() for t in ts]
    meaning = [t for t in tokens if t in article.at and speaker in article.at[t].entities]
    third = [t for t in meaning if article.at[t].rule == "pronoun"]
    if third:  # "Je ne l'ai pas tuée": the speaker did it all the same
        kept = "" if len(third) == len(meaning) else "agent"
        happening.facts = [f for f in happening.facts if f.value != speaker or f.property == kept]


def worth_telling(context: Context, happening: Happening, told: dict[int, Happening], types: Ontology) -> bool:
    """Whether anything is known of it beyond that some word evokes it, or it points back to what was told ("la crise"); what is done again
    and again ("chaque matin") is no one happening."""
    generic = happening.status == "Occurred" and is_any(context.article, context.tree, happening.token)  # "dément toute rencontre"
    if generic or any(t.type == "SET" for t in happening.times):
        return False
    if any(is_telling(context, f) for f in happening.facts) or (happening.times and types.family(happening.type) != "Speech"):
        return True
    if not happening.definite or (types.family(happening.type) == happening.type and happening.type not in TOLD_AS_FAMILY):
        return False
    called = quotes.is_named(context.article, happening.token) and not is_definite(context.article, context.tree, happening.token)
    if called and not any(h.type == happening.type and h.token < happening.token for h in told.values()):
        return False  # "a parlé d'un « assassinat prémédité »": of what was told, and only by another name
    if is_known_of(context, happening, told, types):
        return True
    return any(h.type == happening.type and (h.facts or h.times) for h in shortly_before(happening, told))


def is_known_of(context: Context, happening: Happening, told: dict[int, Happening], types: Ontology) -> bool:
    """Whether a happening is one of which readers have heard, by what the words beside its noun say ("le crash, qui a coûté la vie à", "le
    meurtre du ministre"): another article names who and when. Words are no such, nor what may be another of its type that is told of."""
    tree, token = context.tree, happening.token
    kinds = (k for k in tree.children(token, "nmod") if k > happening.trigger.last and k not in context.article.at)
    kind = [k for k in kinds if not is_determined(context, k)]  # "une tournée de portage"
    described = [k for k in tree.children(token, "acl", "nmod", "amod") if k not in kind]
    others = (h for h in told.values() if h is not happening and (h.facts or h.times))
    spoken = types.family(happening.type) == "Speech"
    return bool(described) and not spoken and happening.status in ("Occurred", "Planned") and all(h.type != happening.type for h in others)


def is_determined(context: Context, i: int) -> bool:
    """Whether a noun has a determiner, be it contracted with its preposition ("du", "des")."""
    tree, words = context.tree, context.article.lower
    return bool(tree.children(i, "det")) or any(words[k] in ("du", "des", "au", "aux") for k in tree.children(i, "case"))


def shortly_before(happening: Happening, told: dict[int, Happening]) -> Iterator[Happening]:
    """What is told before a happening, no more sentences back than a definite noun reaches; `told` is in reading order."""
    tokens = list(told)
    for token in reversed(tokens[: bisect_left(tokens, happening.token)]):
        if happening.sentence - told[token].sentence > merge.REACH:
            return
        yield told[token]


def report(context: Context, told: dict[int, Happening]) -> None:
    """What a speech act beside it reports is its content, unless something in between has it already, or it is only told along the way."""
    held = {str(f.value) for h in told.values() for f in h.facts if f.kind == "event"}
    for token, happening in told.items():
        act = told.get(happening.act) if happening.act is not None else None
        if act is not None and act is not happening and str(token) not in held and not is_by_the_way(context.tree, token, act.token, told):
            act.add(Fact("content", "event", str(token)))


def is_by_the_way(tree: Tree, i: int, act: int, told: dict[int, Happening]) -> bool:
    """Whether what a speech act reports only stands in a relative clause, an adjunct of time or of reason in what it says, or below another
    happening that it reports."""
    path = tree.path(i)
    below = path[: path.index(act)] if act in path else path
    inner = any(k in told and not stands_beside(tree, below[n]) for n, k in enumerate(below[1:]))
    inner = inner or any(tree.is_negated_infinitive(k) for k in below[1:])  # "accuse X de ne pas avoir de plan pour quitter Y"
    return inner or any(tree.dep[k] == "acl:relcl" or tree.case(k) in BESIDE or is_along(tree, k) for k in below)


def stands_beside(tree: Tree, i: int) -> bool:
    """Whether a word is coordinated with the one above it, or a clause of its own that nothing subordinates."""
    return tree.is_a(i, "conj", "parataxis") or (tree.is_finite(i) and not tree.children(i, "mark"))


def is_along(tree: Tree, i: int) -> bool:
    """Whether a clause only goes along with the one around it."""
    return tree.is_aside(i) and not any(tree.doc[k].text.casefold() in ("que", "qu'", "qu’") for k in tree.children(i, "mark"))


def is_telling(context: Context, fact: Fact) -> bool:
    """Whether a fact says more than that there was something: a named entity, a number, a quotation, another event."""
    return fact.kind != "entity" or context.article.kind_of(str(fact.value)) != "Concept"


def as_topics(context: Context, told: dict[int, Happening], types: Ontology) -> None:
    """What is no event of its own is no content: a bare word of happening becomes the concept, or the entities, in its phrase."""
    for happening in told.values():
        for fact in [f for f in happening.facts if f.kind == "event" and not worth_telling(context, told[int(str(f.value))], told, types)]:
            happening.facts.remove(fact)
            if fact.property not in ("after", "before", "partOf", "cause"):
                property = "topic" if fact.property == "content" else fact.property
                for filler in bare(context, int(str(fact.value))):
                    happening.add(Fact("topic" if filler.kind == "nested" else property, "entity", filler.value))


def most_special(group: list[Happening], types: Ontology) -> str:
    """The most special type that the mentions of one event give; a call is more special than a talk."""
    best = group[0].type
    for happening in group[1:]:
        if types.is_a(happening.type, best) or best == "Conversation":
            best = happening.type
    return best


def label(context: Context, group: list[Happening]) -> str:
    """The noun phrase of several words by which the text calls an event ("réforme constitutionnelle"), "" without one."""
    nouns = (h.trigger.last if h.trigger.verbal else h.token for h in group)
    named = (phrase(context.article, context.tree, i, complements=False) for i in nouns if context.article.doc[i].pos_ == "NOUN")
    return next((name for name in named if " " in name), "")


def event_claims(context: Context, groups: list[list[Happening]], told: dict[int, Happening]) -> tuple[Claim, ...]:
    """One claim for each mention of each event, in reading order."""
    key = {h.trigger.token: f"e{n}" for n, g in enumerate(groups, start=1) for h in g}
    order = sorted(told)
    position = {token: n for n, token in enumerate(order)}
    return tuple(claim(context, told[token], key, position) for token in order)


def claim(context: Context, happening: Happening, key: dict[int, str], position: dict[int, int]) -> Claim:
    """The claim of one mention."""
    facts = []
    for fact in happening.facts:
        if fact.kind != "event":
            facts.append(fact)
        elif int(str(fact.value)) in key and key[int(str(fact.value))] != key[happening.trigger.token]:
            facts.append(Fact(fact.property, "event", key[int(str(fact.value))]))
    trigger = happening.trigger
    return Claim(
        about=key[trigger.token],
        type=happening.type,
        status=happening.status,
        sentence=sentence(context.article, trigger.token),
        trigger=characters(context.article, trigger.shown, trigger.origin.last + 1 if trigger.origin else trigger.last + 1),
        rule=f"{'verb' if trigger.verbal else 'noun'}:{trigger.lemma}",
        facts=tuple(sorted(set(facts), key=repr)),
        times=tuple(happening.times),
        source=happening.source,
        reported_in=position.get(happening.act) if happening.act is not None else None,
    )


def sentence(article: Article, i: int) -> tuple[int, int]:
    """Character offsets of the sentence around token `i`, without the white space at its ends."""
    sent = article.doc[i].sent
    words = [t for t in sent if not t.is_space]
    return characters(article, words[0].i, words[-1].i + 1)


def characters(article: Article, start: int, end: int) -> tuple[int, int]:
    """Character offsets of a token range."""
    return article.doc[start].idx, article.doc[end - 1].idx + len(article.doc[end - 1])


def leader_claims(context: Context) -> tuple[Claim, ...]:
    """Who leads what, as claims about what is led."""
    return tuple(
        Claim(
            thing,
            "",
            "Occurred",
            sentence(context.article, i),
            characters(context.article, i, i + 1),
            f"verb:{context.article.doc[i].lemma_}",
            (Fact("ledBy", "entity", leader),),
        )
        for i, thing, leader in sorted(set(relations.leaders(context)))
    )


def office_claims(context: Context) -> tuple[Claim, ...]:
    """Who holds which office, where a role noun with a country stands beside a name."""
    return tuple(
        Claim(
            o.person,
            "",
            "Occurred",
            sentence(context.article, o.start),
            characters(context.article, o.start, o.end),
            "role",
            (Fact("holdsOffice", "entity", o.office),),
        )
        for o in context.article.offices
    )


def unframed(context: Context, known: set[int]) -> tuple[Unframed, ...]:
    """Verbs without a frame whose subject and object are both entities."""
    found = []
    for token in context.article.doc:
        if token.pos_ != "VERB" or token.i in known:
            continue
        positions = arguments.of_verb(context.article, context.tree, token.i)
        subjects, objects = (
            [e for t in positions.get(p, []) if t in context.article.at for e in context.article.at[t].entities] for p in ("subj", "obj")
        )
        start, end = characters(context.article, token.i, token.i + 1)
        found += [
            Unframed(token.lemma_, s, o, start, end) for s in subjects for o in objects if s != o and context.article.kind_of(s) in ACTORS
        ]
    return tuple(found)
