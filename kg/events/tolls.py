"""Tolls told apart from what took the lives: "le bilan est monté à 14 morts", "a déraillé, faisant 12 blessés"."""

from __future__ import annotations

from kg.events import numbers
from kg.events.fillers import Context
from kg.events.happening import Happening
from kg.events.placed import ancestors
from kg.events.settings import HARMFUL
from kg.events.there import is_place
from kg.model import Fact

OPENING = frozenset({"où", "qui", "dont"})
REACH = 6  # sentences: an article about one misfortune gives its toll anywhere


def count(context: Context, told: dict[int, Happening]) -> None:
    """Give each toll to the misfortune in whose clause it stands, or else to the last one told before it."""
    article, tree, words = context.article, context.tree, context.article.data("relations")["casualties"]
    for token in article.doc:
        if token.pos_ != "NOUN" or token.lemma_.casefold() not in words["tolls"]:
            continue
        own = [told[k] for k in tree.children(token.i, "nmod") if k in told and told[k].type in HARMFUL]  # "le bilan du séisme"
        before = [h for h in told.values() if h.type in HARMFUL and h.token < token.i and tree.sentence[token.i] - h.sentence <= REACH]
        if not (own or before):
            continue
        harm = own[0] if own else max(before, key=lambda h: h.token)
        if not own and is_elsewhere(context, harm, token.i):
            continue
        add(context, harm, clause(context, token.i))
    behind_colons(context, told)
    for happening in [h for h in told.values() if h.type in HARMFUL and h.trigger.verbal]:
        clauses = tree.children(happening.token, "advcl")  # "a déraillé, faisant trois blessés"
        for clause_verb in [m for m in tree.subtree(happening.token) if is_clause(context, m, told)]:
            clauses += tree.children(clause_verb, "advcl")  # "a foncé sur la foule à Nice, où des gens étaient réunis, faisant 84 morts"
        for k in clauses:
            if tree.is_present_participle(k) and article.doc[k].lemma_.casefold() in words["verbs"]:
                add(context, happening, tree.subtree(k))


def is_elsewhere(context: Context, harm: Happening, noun: int) -> bool:
    """Whether a toll's clause opens with a place in which a misfortune was not told to be ("En Belgique, le bilan est de vingt morts")."""
    article, tree = context.article, context.tree
    where = [k for k in tree.children(tree.head[noun], "obl") if k < noun and k in article.at and is_place(article, k)]
    keys = {e for k in where for e in article.at[k].entities}
    around = {above for p in harm.places() for above in (p, *ancestors(context, p))}
    return bool(keys and harm.places()) and not keys & around


def is_clause(context: Context, i: int, told: dict[int, Happening]) -> bool:
    """Whether a word is the verb of a clause with "où" or "qui" that tells of no happening."""
    tree = context.tree
    opened = any(context.article.lower[k] in OPENING for k in tree.kids[i])
    return i not in told and opened and tree.is_a(i, "acl", "advcl")


def behind_colons(context: Context, told: dict[int, Happening]) -> None:
    """Give a number of dead or injured right behind a colon to the last misfortune before it in the sentence ("Des heurts ont éclaté à X :
    onze blessés")."""
    article, tree, words = context.article, context.tree, context.article.data("relations")["casualties"]
    last = {h.sentence: h for h in sorted(told.values(), key=lambda h: h.token) if h.type in HARMFUL}
    for sentence, harm in last.items():
        start, end = article.sentences[sentence]
        for i in (k for k in range(start, end) if article.doc[k].lemma_.casefold() in (*words["deaths"], *words["injured"])):
            first = min([i, *tree.children(i, "nummod", "det", "advmod")])
            if harm.token < first and article.words[first - 1] == ":":
                add(context, harm, [i])


def add(context: Context, harm: Happening, tokens: list[int]) -> None:
    """Give a misfortune the numbers of dead and injured people at some tokens, unless it has them."""
    words = context.article.data("relations")["casualties"]
    for k in tokens:
        property = next((p for p in ("deaths", "injured") if context.article.doc[k].lemma_.casefold() in words[p]), "")
        known = any(f.property == property for f in harm.facts)
        if property and not known and (number := numbers.quantity(context.article, context.tree, k, "person")):
            harm.add(Fact(property, "quantity", number))


def clause(context: Context, noun: int) -> list[int]:
    """The words of the clause around a noun, or of its own phrase where no verb governs it."""
    tree = context.tree
    verb = next((k for k in tree.path(noun) if context.article.doc[k].pos_ in ("VERB", "AUX") or tree.children(k, "aux")), noun)
    return [k for k in tree.subtree(verb) if k > noun]
