"""What a token in a position stands for: entities, an event, a concept or a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kg.events.arguments import relative_owner
from kg.events.meant import place_meant
from kg.events.recalled import recalled
from kg.events.there import PLACE_CASES
from kg.extract.article import Article
from kg.ids import fold
from kg.kb.entry import PLACE_KINDS
from kg.lang import table, word_set
from kg.link.around import kind_nouns
from kg.syntax import Tree
from kg.syntax.examples import WHICH
from kg.syntax.names import is_called

WHERE = PLACE_CASES | {"vers"}
MOST_WORDS = 8  # of a concept's name: longer phrases are sentences rather than topics
ACTORS = frozenset({"Person", "Organization", "Country"})
KINDS = {
    "actor": ACTORS,
    "person": frozenset({"Person"}),
    "org": frozenset({"Organization", "Country"}),
    "place": PLACE_KINDS,
    "law": frozenset({"Legislation"}),
    "event": frozenset({"Event"}),
    "thing": frozenset({"Concept", "Thing", "Legislation", "Event"}),
}
SHORTEST = 3  # letters of a concept's name: "A 10" is a road
DIGITS = re.compile(r"\d+(?:[  .,]\d+)*")
LISTING = WHICH | {"dont"}  # words of clauses without verb that name some of several
LONGEST_SORT = 4  # tokens of a noun of several words in a list ("légion d'honneur")


class Filler(NamedTuple):
    """What may fill a role; `value` is an entity's key or, for an event, the index of its trigger token as text."""

    kind: str  # "entity", "event", or "nested" for an entity inside a concept's phrase, which is a topic and nothing else
    value: str
    token: int


@dataclass(slots=True)
class Context:
    """What fillers are sought in: the article, its tree and the tokens that evoke events."""

    article: Article
    tree: Tree
    triggers: frozenset[int]


def fillers(context: Context, i: int, topical: bool, depth: int = 0) -> Iterator[Filler]:
    """The fillers at token `i` and what is coordinated with it; concepts and events only for a topical role."""
    span = context.article.at.get(i)
    for k in context.tree.conjuncts(i):
        if k == i or span is None or not span.start <= k < span.end:
            yield from filler(context, k, topical, depth)


def filler(context: Context, i: int, topical: bool, depth: int) -> Iterator[Filler]:
    """The fillers at one token."""
    article, tree = context.article, context.tree
    span = article.at.get(i)
    if span and topical and i in context.triggers:
        yield Filler("event", str(i), i)  # "l'ouragan Katrina"
    elif span and span.rule != "adjective":
        for entity in span.entities:
            yield Filler("entity", entity, i)
    elif span and not topical:
        yield from (Filler("entity", e, i) for e in span.entities)
    elif named := names_of(context, i) or one_of(context, i):
        for k in named:
            yield from fillers(context, k, topical, depth + 1)
    elif meant := place_meant(article, tree, i):
        yield Filler("entity", meant, i)
    elif topical and depth < 5:
        if i in context.triggers:
            yield Filler("event", str(i), i)
        elif told := [k for k in recalled(article, i) if k in context.triggers]:
            yield Filler("event", str(told[0]), i)
        elif article.doc[i].pos_ in ("VERB", "AUX"):
            yield from below_verb(context, i, depth)
        elif article.doc[i].text.casefold() in article.data("concepts")["quantifiers"]:
            for k in tree.children(i, "nmod", "obl", "obj"):
                yield from fillers(context, k, True, depth + 1)
        elif article.doc[i].pos_ in ("NOUN", "PROPN"):
            yield from at_noun(context, i, depth)
    if not span or all(e.startswith("_") for e in span.entities):  # "vingt personnalités, parmi lesquelles X"
        yield from examples(context, i, topical, depth)


def one_of(context: Context, i: int) -> list[int]:
    """The noun with a name behind "un de" ("un de ses élus, X"), or the name beside it ("l'un d'eux, X", "celui de Y, X")."""
    if context.article.lower[i] not in ("un", "une", "celui", "celle"):
        return []
    if beside := [k for k in context.tree.children(i, "appos") if k in context.article.at and context.article.at[k].kind == "Name"]:
        return beside
    named = (k for k in context.tree.children(i, "nmod") if context.tree.case(k) == "de")
    return [k for k in named if (k in context.article.at and context.article.at[k].kind == "Nominal") or names_of(context, k)]


def names_of(context: Context, i: int) -> list[int]:
    """The names apposed to a noun that is no mention itself: of a person always, of others where the noun says what they are; and the
    place behind "la ville de" or "le sud de"."""
    article = context.article
    if article.doc[i].pos_ != "NOUN" or i in context.triggers or i in article.at:
        return []
    if {fold(article.doc[i].text), fold(article.doc[i].lemma_)} & place_nouns(article.document.language):
        for k in context.tree.children(i, "nmod"):
            if context.tree.case(k) == "de" and k in article.at and all(article.kind_of(e) in PLACE_KINDS for e in article.at[k].entities):
                return [k]
    above = article.at.get(context.tree.head[i]) if context.tree.is_a(i, "appos") and article.is_a(i, "human") else None
    if above is not None and above.kind == "Name" and all(article.kind_of(e) == "Person" for e in above.entities):
        return [above.head]  # "X, une veuve décédée en mars"
    apposed = context.tree.children(i, "appos", "flat")
    nouns = (k for k in apposed if k not in article.at and article.doc[k].pos_ == "NOUN" and not article.is_a(k, "human"))
    if further := [m for k in nouns for m in context.tree.children(k, "appos", "flat") if is_bodys(article, k, m)]:
        return further  # "un repreneur italien, le groupe X"
    named = [k for k in apposed if k in article.at and article.at[k].kind == "Name"]
    people = [k for k in named if all(article.kind_of(e) == "Person" for e in article.at[k].entities)]
    if people and article.is_a(i, "human"):
        return people  # "le délégué CGT, X"
    return [k for k in named if k in people or is_called(article, i, article.at[k])]


def is_bodys(article: Article, noun: int, i: int) -> bool:
    """Whether token `i` is the name of a body that a noun calls so ("le groupe X")."""
    span = article.at.get(i)
    if span is None or span.kind != "Name" or article.kind_of(span.entities[0]) != "Organization":
        return False
    return is_called(article, noun, span)


@cache
def place_nouns(language: str) -> frozenset[str]:
    """The nouns, folded, behind whose "de" the place itself is named ("la ville de Palmyre", "le sud-est de la Turquie")."""
    people = frozenset(map(fold, word_set(language, "nouns", "human")))
    places = (nouns for kind, nouns in kind_nouns(language).items() if kind in PLACE_KINDS)
    return word_set(language, "concepts", "parts").union(*places) - people


def bodies(context: Context, i: int) -> Iterator[Filler]:
    """The bodies or countries for which the people at a token act ("des militants de X et de Y", "les soldats français")."""
    article, tree = context.article, context.tree
    for noun in tree.conjuncts(i):
        lemma = article.doc[noun].lemma_.casefold()
        if lemma in article.data("relations")["numbers"]["collective"] or article.lower[noun] in ("un", "une"):
            for k in tree.children(noun, "nmod"):
                yield from bodies(context, k)  # "une centaine de militants de X", "l'un de ses avions"
        if (
            article.doc[noun].pos_ != "NOUN"
            or lemma not in article.data("concepts")["members"]
            or noun in article.at
            or names_of(context, noun)
            or (tree.is_a(noun, "appos") and tree.head[noun] in article.at)  # "X, le porte-parole de Y"
        ):
            continue
        whose = [k for k in relative_owner(article, tree, noun) if k in article.at]  # "le Soudan, dont l'armée a attaqué X"
        yield from (Filler("entity", e, k) for k in whose for e in article.at[k].entities if article.kind_of(e) in KINDS["org"])
        of = (n for k in tree.children(noun, "nmod") if tree.case(k) == "de" for m in names_of(context, k) for n in tree.conjuncts(m))
        of = (k for k in of if k in article.at)
        yield from (Filler("entity", e, k) for k in of for e in article.at[k].entities)  # "les membres de l'association X"
        for k in (*tree.kids[noun], *beyond_charge(context, noun)):
            span = article.at.get(k)
            if span and span.rule == "possessive":  # "ses soldats": their country's or body's
                yield from (Filler("entity", e, k) for e in span.entities if article.kind_of(e) in KINDS["org"])
            nominal = span is not None and span.kind == "Nominal" and all(article.kind_of(e) == "Organization" for e in span.entities)
            if span and ((tree.case(k) == "de" and (span.kind == "Name" or nominal)) or span.rule == "adjective"):
                yield from (Filler("entity", e, m) for m in tree.conjuncts(k) if m in article.at for e in article.at[m].entities)


def beyond_charge(context: Context, noun: int) -> Iterator[int]:
    """What the parser hung on what somebody is in charge of, and which says for whom ("les ministres de la Pêche norvégien et russe", "les
    ministres des Affaires étrangères de l'Union européenne"): a name behind "de", and adjectives of countries that don't agree with it."""
    article, tree = context.article, context.tree
    for charge in tree.children(noun, "nmod"):
        if tree.case(charge) != "de" or charge in article.at:
            continue
        for k in tree.subtree(charge):
            span = article.at.get(k)
            if span is None or k == charge:
                continue
            genders = {tuple(article.doc[i].morph.get("Gender", [])) for i in (k, charge)}
            several = len(tree.conjuncts(k)) > 1 and "Plur" not in article.doc[charge].morph.get("Number", [])
            if span.rule == "adjective" and tree.head[k] == charge and (several or len(genders) > 1):
                yield k
            elif span.kind == "Name" and span.rule != "adjective" and tree.case(k) == "de":
                yield k
            elif span.kind == "Nominal" and tree.case(k) == "de" and all(article.kind_of(e) == "Organization" for e in span.entities):
                yield k  # "le conseil d'administration du groupe"


def bare(context: Context, i: int) -> Iterator[Filler]:
    """What token `i` stands for if it evokes no event."""
    plain = Context(context.article, context.tree, frozenset())
    yield from (f for f in filler(plain, i, True, 0) if f.kind != "event")


def below_verb(context: Context, i: int, depth: int) -> Iterator[Filler]:
    """A verb without frame is no topic: its objects are, of a conjugated one only happenings and what has a name; where, when and how it is
    says nothing of what it is about."""
    article, tree = context.article, context.tree
    beside = () if tree.children(i, "obj") else ("obl:arg", "obl:mod")  # "adapter le retrait aux raids" is about the retreat
    if tree.is_negated_infinitive(i):
        return  # "accuse X de ne pas avoir de plan pour quitter Y": none of that is told
    finite = tree.is_finite(i)
    for k in tree.children(i, "obj", *beside, "xcomp", "ccomp"):
        if tree.dep[k] != "obl:mod" or (article.doc[k].pos_ == "NOUN" and tree.case(k) in ("contre", "pour", "sur")):
            told = article.at.get(k)
            where = finite and tree.is_a(k, "obl") and tree.case(k) in WHERE  # "précise que X vivait à Y"
            found = fillers(context, k, True, depth + 1) if told is None or told.kind != "Pronoun" else iter(())
            yield from (f for f in found if not ((finite and is_scenery(article, f)) or (where and is_place(article, f))))


def is_place(article: Article, filler: Filler) -> bool:
    return filler.kind != "event" and article.kind_of(filler.value) in PLACE_KINDS


def is_scenery(article: Article, filler: Filler) -> bool:
    """Whether what stands in a clause without a happening of its own says nothing of what that is about: a thing, or a place that only a
    thing's complement names ("la peur s'installe dans les rues de Kinshasa")."""
    kind = article.kind_of(filler.value) if filler.kind != "event" else ""
    return (filler.kind == "entity" and kind == "Concept") or (filler.kind == "nested" and kind in PLACE_KINDS)


def at_noun(context: Context, i: int, depth: int) -> Iterator[Filler]:
    """A noun that points further, or a concept with the entities in its phrase."""
    article, tree = context.article, context.tree
    words = article.data("concepts")
    lemma = article.doc[i].lemma_.casefold()
    if lemma in words["transparent"]:
        for k in tree.children(i, "nmod", "acl", "appos", "amod", "xcomp", "obl"):
            if tree.dep[k] != "amod":
                yield from fillers(context, k, True, depth + 1)
        return
    units, numerals = (article.data("relations")["numbers"][name] for name in ("units", "words"))
    of = [article.doc[k].lemma_.casefold() for k in tree.children(i, "nmod")] if lemma in numerals else []
    money = any(k in units and units[k].isupper() for k in (lemma, *of))  # "réclame mille euros": how much, not what
    name = phrase(article, tree, i) if not money else ""
    if name and lemma not in words["empty"] and lemma not in table(article.document.language, "time")["months"]:
        yield Filler("entity", article.meet(name, "Concept"), i)
    yield from (Filler("nested", e, k) for k in nested(context, i) for e in article.at[k].entities)


def nested(context: Context, i: int) -> Iterator[int]:
    """Heads of entity mentions among the complements of noun `i`, however deep in the same phrase."""
    for k in context.tree.children(i, "nmod"):
        span = context.article.at.get(k)
        if span and span.kind == "Name" and span.rule != "adjective":
            yield from (m for m in context.tree.conjuncts(k) if m in context.article.at)
        elif not span and k not in context.triggers:
            yield from nested(context, k)


def examples(context: Context, i: int, topical: bool, depth: int) -> Iterator[Filler]:
    """What "dont A, B et C" or "parmi lesquels A, B et C" lists behind a noun."""
    for k in context.tree.children(i, "acl"):
        token = context.article.doc[k]
        listed = token.pos_ in ("NOUN", "PROPN") and any(context.article.lower[m] in LISTING for m in context.tree.kids[k])
        if listed:
            yield from fillers(context, k, topical, depth + 1)


def phrase(article: Article, tree: Tree, i: int, complements: bool = True) -> str:
    """The noun with its adjectives and, if wanted, complements, as the text has it, for a name; "" where too long."""
    keep = {i}
    stack = [i]
    while stack:
        at = stack.pop()
        for k in tree.kids[at]:
            adjective = tree.is_a(k, "amod", "conj", "cc", "case", "nummod") and (at != i or not tree.is_a(k, "case", "conj", "cc"))
            bare = tree.case(k) == "en" and article.doc[at].lemma_.casefold() in article.data("concepts")["incomplete"]
            complement = complements and tree.is_a(k, "nmod") and (tree.case(k) in ("de", "à", "contre") or bare) and k > at
            if (adjective and (article.doc[k].pos_ != "DET")) or complement or (k > i and tree.is_a(k, "det", "fixed", "flat")):
                keep.add(k)
                stack.append(k)
    run = [i]
    while run[0] - 1 in keep and article.doc[run[0] - 1].pos_ == "ADJ":
        run.insert(0, run[0] - 1)
    while run[-1] + 1 in keep and not is_break(article, run[-1] + 1):
        run.append(run[-1] + 1)
    while len(run) > 1 and article.doc[run[-1]].pos_ in ("ADP", "DET", "CCONJ", "PUNCT"):
        run.pop()
    words = " ".join(article.text(run[0], run[-1] + 1).split())
    if len(run) > MOST_WORDS or sum(c.isalpha() for c in words) < SHORTEST:
        return ""
    return words if article.doc[run[0]].pos_ == "PROPN" else words[0].lower() + words[1:]


def is_break(article: Article, i: int) -> bool:
    """Whether a word is an adverb of something else than an adjective ("des nouvelles surtout de Paris")."""
    return article.doc[i].pos_ == "ADV" and (i + 1 >= len(article.doc) or article.doc[i + 1].pos_ not in ("ADJ", "ADV", "VERB"))


def admits(context: Context, wanted: str, filler: Filler) -> bool:
    """Whether a role's filter takes a filler: by the kind of an entity, or by a list of nouns that the filter names."""
    if wanted == "":
        return True
    if filler.kind == "event":
        return wanted in ("event", "thing")
    kind = context.article.kind_of(filler.value)
    allowed = KINDS.get(wanted)
    return kind in allowed if allowed is not None else is_sort(context, filler.token, wanted)


def is_sort(context: Context, i: int, sort: str) -> bool:
    """Whether a token is a noun, or the first of a name, that stands in a list of nouns; of a number or a quantity, what is counted."""
    article, tree = context.article, context.tree
    span, words = article.at.get(i), word_set(article.document.language, "nouns", sort)
    if (
        span is not None
        and tree.is_a(i, "appos")
        and tree.head[i] < i
        and tree.head[i] not in article.at
        and is_sort(context, tree.head[i], sort)
    ):
        return True  # "la sonde Mars Express, lancée à X"
    if {article.words[i].casefold(), article.doc[i].lemma_.casefold()} & words:
        return True
    start, end = (span.start, span.end) if span else (i, min(i + LONGEST_SORT, len(article.doc)))
    text = f"{article.text(start, end).casefold()} "
    if any(text.startswith(word) and not (text[len(word)].isalnum() or text[len(word)] == "-") for word in words):  # "Pays-Bas"
        return True
    counting = {*article.data("relations")["numbers"]["collective"], *article.data("concepts")["measures"]}
    counted = article.doc[i].lemma_.casefold() in counting
    return counted and any(is_sort(context, k, sort) for k in tree.children(i, "nmod") if tree.case(k) == "de")


def as_actor(context: Context, filler: Filler) -> Filler:
    """A capital that acts is its country, or the union that sits there where the country isn't told of."""
    article = context.article
    entry = article.entry(filler.value) if filler.kind == "entity" else None
    if entry is None or entry.seat != "capital" or not entry.of:
        return filler
    of = entry.of if entry.of in article.entities else article.data("roles")["seats"].get(entry.id, entry.of)
    country = article.kb.entry(of)
    return filler._replace(value=context.article.know(country)) if country else filler
