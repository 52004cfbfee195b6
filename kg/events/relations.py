"""What ties events to each other and to numbers without being an event: causes, predicates of talk, the dead and injured."""

from __future__ import annotations

from collections.abc import Iterator

from kg.events import arguments, numbers
from kg.events.fill import antecedent, fact
from kg.events.fillers import Context, Filler, admits, fillers
from kg.events.happening import Happening
from kg.events.settings import HARMFUL
from kg.model import Fact

Told = dict[int, Happening]  # by the token of the trigger


def relate(context: Context, told: Told) -> None:
    """Add what the relations file describes to the happenings that it concerns."""
    words = context.article.data("relations")
    for token in context.article.doc:
        if token.pos_ == "VERB":
            cause(context, told, token.i, words["causal"])
        elif token.pos_ == "NOUN":
            predicate(context, told, token.i, words["topical"])
            count(context, told, token.i, words["casualties"])
    for happening in list(told.values()):
        claim(happening, told)


def claim(happening: Happening, told: Told) -> None:
    """Whoever claims an attack of which nobody else is told to have done it has done it, as far as is said."""
    if happening.type != "ResponsibilityClaim" or happening.status != "Occurred":
        return
    for attack in (told[i] for i in happening.contents() if i in told):
        if not any(f.property in ("agent", "participant") for f in attack.facts):
            attack.facts += [f for f in happening.facts if f.property == "agent" and f not in attack.facts]


def cause(context: Context, told: Told, i: int, causal: list[str]) -> None:
    """ "A a provoqué B", "A a mené à B": the event B has the cause A."""
    lemma = context.article.doc[i].lemma_.casefold()
    entries = [entry.partition(" ") for entry in causal if entry.partition(" ")[0] == lemma]
    positions = arguments.of_verb(context.article, context.tree, i) if entries else {}
    for _, _, preposition in entries:
        effects = list(events_at(context, positions.get(preposition or "obj", [])))
        for effect in effects:
            for origin in events_at(context, positions.get("subj", [])):
                if effect in told and origin not in effects:
                    told[effect].add(Fact("cause", "event", str(origin)))


def events_at(context: Context, tokens: list[int]) -> Iterator[int]:
    """Triggers at some tokens, through relative pronouns to what they stand for."""
    for token in tokens:
        at = antecedent(context, token)
        yield from (int(f.value) for f in fillers(context, at, True) if f.kind == "event")


def predicate(context: Context, told: Told, i: int, topical: list[str]) -> None:
    """ "X était un thème de la réunion": the talk's topic is X."""
    if context.article.doc[i].lemma_.casefold() not in topical:
        return
    subjects = context.tree.children(i, "nsubj") or context.tree.children(context.tree.head[i], "nsubj")
    for k in context.tree.children(i, "nmod"):
        happening = told.get(k)
        if happening is None or not any(r.name == "topic" for roles in happening.trigger.frame.slots.values() for r in roles):
            continue
        happening.definite = True
        for subject in subjects:
            for filler in fillers(context, subject, True):
                if filler.kind != "nested" and filler.value != str(k):
                    happening.add(fact(context, "topic", filler))


def count(context: Context, told: Told, i: int, casualties: dict[str, list[str]]) -> None:
    """ "… a fait une trentaine de morts": the dead and injured of the event that is the verb's subject."""
    lemma = context.article.doc[i].lemma_.casefold()
    kind = next((k for k in ("deaths", "injured") if lemma in casualties[k]), None)
    if kind is None:
        return
    amount = numbers.quantity(context.article, context.tree, i, "person")
    for happening in harmful(context, told, i, casualties["verbs"]) if amount else ():
        happening.add(Fact(kind, "quantity", amount))  # type: ignore[arg-type]


def harmful(context: Context, told: Told, i: int, verbs: list[str]) -> Iterator[Happening]:
    """The events that hurt the people whom noun `i` counts."""
    head = context.tree.head[i]
    while context.tree.is_a(i, "conj", "nmod") and head != i:
        i, head = head, context.tree.head[head]
    if context.article.doc[head].lemma_.casefold() in verbs:
        if head in told:
            yield told[head]
            return
        if (harm := brought_along(context, told, head)) is not None:
            yield harm
            return
        positions = arguments.of_verb(context.article, context.tree, head)
        yield from (told[e] for e in events_at(context, positions.get("subj", [])) if e in told)


def brought_along(context: Context, told: Told, participle: int) -> Happening | None:
    """The harmful event of the clause that a present participle only tells the outcome of ("ont frappé X, faisant dix morts")."""
    above = told.get(context.tree.head[participle])
    return above if above is not None and above.type in HARMFUL and context.tree.is_present_participle(participle) else None


def leaders(context: Context) -> Iterator[tuple[int, str, str]]:
    """Who leads what: (token of the verb, the led entity, the leading entity) for "X, dirigé par Y"."""
    words = context.article.data("relations")["leading"]["verbs"]
    for token in context.article.doc:
        if token.lemma_.casefold() in words and token.pos_ in ("VERB", "ADJ"):
            positions = arguments.of_verb(context.article, context.tree, token.i)
            led = entities(context, positions.get("obj", []), ("Organization", "Event"))
            for leader in entities(context, positions.get("subj", []), ("Person", "Organization", "Country")):
                yield from ((token.i, thing, leader) for thing in led if thing != leader)


def entities(context: Context, tokens: list[int], kinds: tuple[str, ...]) -> list[str]:
    """Entities of some kinds at some tokens."""
    found: list[Filler] = [f for t in tokens for f in fillers(context, t, False)]
    return [f.value for f in found if f.kind == "entity" and context.article.kind_of(f.value) in kinds and admits(context, "", f)]
