"""Light verbs: "a fait une visite", "la réunion s'est tenue": the verb only carries the noun, what it governs is the noun's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg.events import arguments
from kg.events.arguments import Positions
from kg.events.inherited import inherited_subject
from kg.events.lexicon import Lexicon, Pattern
from kg.events.patterns import fits, last_word, verb_keys
from kg.events.there import PLACE_CASES
from kg.extract.article import Article
from kg.lang import word_set
from kg.syntax import Tree

# What the verb's subject is to the event → the noun's position that it fills.
POSITION = {"subject": "subj", "object": "obj", "participant": "with", "host": "host", "occur": ""}
OWN = frozenset({"subj", "obj", "that", "inf", "pred"})
UP = 3  # heads between the noun and its light verb ("faire l'objet d'une enquête")


class Carrier(NamedTuple):
    """A light verb of an event noun."""

    token: int
    relation: str
    pattern: Pattern


def carriers(article: Article, tree: Tree, lexicon: Lexicon, noun: int) -> list[Carrier]:
    """The light verbs that carry an event noun: the verb that it depends on, and participles that depend on it."""
    first = first_of_row(tree, noun)
    governed = (governing(article, tree, lexicon, v, first) or harming(article, tree, v, first) for v in above(article, tree, first))
    found = [c for c in governed if c][:1]
    for k in [m for c in tree.children(noun, "acl") for m in (c, *infinitives(article, tree, c))]:
        if carrier := whose_object(article, tree, lexicon, k) or harming(article, tree, k, noun):
            found.append(carrier)
    for k in [m for c in tree.children(noun, "acl", "amod") for m in (c, *infinitives(article, tree, c))]:
        lemma, participle = verb_keys(article, lexicon, k)
        known = [*lexicon.light.get(lemma, ()), *lexicon.light.get(participle, ())]
        for relation, pattern in sorted(known, key=lambda row: not row[1].words):  # "confié à X" before any "confié"
            if (
                (not pattern.words or (relation == "occur" and last_word(article, tree, k, pattern.words) is not None))
                and relation in ("subject", "host", "occur", "object")
                and (
                    article.doc[k].pos_ != "VERB"
                    or arguments.is_passive(tree, k)
                    or (relation == "occur" and has_who(article, tree, k) and fits(article, tree, k, pattern))
                )
            ):
                found.append(Carrier(k, relation, pattern))
                break
        else:
            has = any(article.doc[m].lemma_.casefold() == "avoir" for m in tree.children(k, "aux"))  # "X, qui a tenu les comptes"
            if participle in article.data("relations")["event_participles"] and not has:
                found.append(Carrier(k, "occur", Pattern(lemma)))  # "prévu mercredi à X"
    return found


def whose_object(article: Article, tree: Tree, lexicon: Lexicon, verb: int) -> Carrier | None:
    """The light verb whose object is the noun that its clause describes ("les mesures que X a prises", "la visite que X fera lundi")."""
    what = [k for k in tree.children(verb, "obj", "mark") if article.words[k].casefold() in ("que", "qu'")]
    above = tree.head[verb] if tree.is_a(verb, "xcomp") and is_modal(article, tree.head[verb]) else verb  # "la visite que doit faire X"
    if not what or not tree.children(above, "nsubj") or [k for k in tree.children(verb, "obj") if k not in what]:
        return None
    lemma, _ = verb_keys(article, lexicon, verb)
    plain = (p for relation, p in lexicon.light.get(lemma, ()) if relation == "subject" and not p.words and not p.passive)
    return next((Carrier(verb, "subject", p) for p in plain if fits(article, tree, verb, p)), None)


def infinitives(article: Article, tree: Tree, verb: int) -> list[int]:
    """The infinitives behind a modal verb ("l'élection qui devait se tenir dimanche")."""
    return [k for k in tree.children(verb, "xcomp") if article.doc[k].pos_ == "VERB"] if is_modal(article, verb) else []


def has_who(article: Article, tree: Tree, verb: int) -> bool:
    """Whether a clause is told of its antecedent as subject ("les crues qui ont touché le Var")."""
    if is_modal(article, tree.head[verb]) and tree.is_a(verb, "xcomp"):
        verb = tree.head[verb]
    return any(article.words[k].casefold() == "qui" for k in tree.children(verb, "nsubj"))


def first_of_row(tree: Tree, noun: int) -> int:
    """The first of the nouns with which a noun is coordinated: they share their verb."""
    while tree.is_a(noun, "conj") and tree.doc[tree.head[noun]].pos_ == "NOUN":
        noun = tree.head[noun]
    return noun


def above(article: Article, tree: Tree, noun: int) -> Iterator[int]:
    """The verbs and copula nouns above a noun, nearest first, in the same clause."""
    for at in tree.path(noun)[1 : UP + 1]:
        if article.doc[at].pos_ in ("VERB", "AUX"):
            yield at
            yield from infinitives(article, tree, at)
            return
        if tree.children(at, "cop"):
            yield at


def is_modal(article: Article, i: int) -> bool:
    """Whether a verb only tells the mood of the infinitive behind it, which takes its subject ("devrait se tenir")."""
    return article.doc[i].lemma_.casefold() in word_set(article.document.language, "frames", "grammar", "modal")


def governing(article: Article, tree: Tree, lexicon: Lexicon, verb: int, noun: int) -> Carrier | None:
    """The light verb that `verb` is to the noun, with the words that belong to it between them."""
    lemma, participle = verb_keys(article, lexicon, verb)
    passive = arguments.is_passive(tree, verb)
    for relation, pattern in [*lexicon.light.get(lemma, ()), *lexicon.light.get(participle if passive else "", ())]:
        if not fits(article, tree, verb, pattern) and not (passive and relation in ("subject", "host", "occur")):
            continue
        above_noun = tree.head[noun]
        shared = tree.head[verb] == above_noun and is_modal(article, above_noun)
        subject = (above_noun == verb or shared) and noun in subjects(tree, verb)
        if relation == "occur" and passive and not pattern.passive:
            last = last_word(article, tree, verb, pattern.words) if pattern.words else verb
            if last is not None and verb <= above_noun <= last and tree.case(noun) == "par":
                return Carrier(verb, relation, pattern)  # "a été secouée par une explosion", "plongée dans le noir par une panne"
        elif relation == "occur":
            if subject and (not pattern.words or last_word(article, tree, verb, pattern.words) is not None):
                return Carrier(verb, relation, pattern)
        elif passive and not pattern.passive:
            if subject and not pattern.words:
                return Carrier(verb, relation, pattern)
        elif not subject and reaches(article, tree, verb, noun, pattern):
            return Carrier(verb, relation, pattern)
    return None


def harming(article: Article, tree: Tree, verb: int, noun: int) -> Carrier | None:
    """The verb that only counts the people whom its subject hurt ("un attentat a fait dix morts", "l'attentat qui a fait dix morts"): its
    place and time are the event's."""
    words = article.data("relations")["casualties"]
    lemma = article.doc[verb].lemma_.casefold()
    doing = noun in subjects(tree, verb) or (tree.is_a(verb, "acl") and has_who(article, tree, verb))
    if lemma not in words["verbs"] or not doing or arguments.is_passive(tree, verb):
        return None
    counted = [m for k in tree.children(verb, "obj") for m in (k, *(n for n in tree.children(k, "nmod") if not tree.case(n)))]
    hurt = any(article.doc[k].lemma_.casefold() in (*words["deaths"], *words["injured"]) for k in counted)  # "deux cents morts"
    return Carrier(verb, "occur", Pattern(lemma)) if hurt else None


def subjects(tree: Tree, verb: int) -> list[int]:
    return tree.children(verb, "nsubj") or inherited_subject(tree, verb)


def reaches(article: Article, tree: Tree, verb: int, noun: int, pattern: Pattern) -> bool:
    """Whether the pattern's words lead from the verb to the noun, which is its object where there are none."""
    above = tree.head[noun]
    if not pattern.words and above != verb and tree.is_a(noun, "nmod") and tree.case(noun) == "de":
        row = article.doc[above].lemma_.casefold() in article.data("concepts")["measures"]
        return row and tree.head[above] == verb and tree.is_a(above, "obj") and not tree.case(above)  # "a lancé une série de frappes"
    if not pattern.words:
        return tree.head[noun] == verb and tree.is_a(noun, "obj", "xcomp") and not tree.case(noun)
    if noun > verb == tree.head[noun] and pattern.words == (tree.case(noun),):
        return True  # whatever stands between: "participera les 3 et 4 juin à X au sommet"
    last = last_word(article, tree, verb, pattern.words)
    if last is not None and tree.is_a(last, "case") and tree.head[last] not in tree.path(noun):
        return False  # "s'est réuni en urgence à la demande de X"
    return last is not None and last < noun and noun - last <= 4 and tree.is_a(noun, "obl", "obj", "nmod", "xcomp", "conj", "appos")


def merge(article: Article, tree: Tree, found: list[Carrier], noun: int, positions: Positions) -> None:
    """Give the noun what its light verbs govern."""
    for carrier in found:
        governed = arguments.of_verb(article, tree, carrier.token)
        lemma = article.doc[carrier.token].lemma_.casefold()
        if lemma in word_set(article.document.language, "frames", "grammar", "elsewhere"):
            governed = {p: t for p, t in governed.items() if p not in PLACE_CASES}
        if lemma in word_set(article.document.language, "relations", "causal") and has_doer(tree, noun):
            governed.pop("subj", None)  # "la crise a provoqué le départ de X"
        if carrier.relation == "object" and is_for_another(article, tree, carrier.token, noun):
            governed.pop("subj", None)
        if carrier.pattern.passive and carrier.relation == "occur" and carrier.pattern.words:
            own = carrier.pattern.words[-1]  # "sera consacré à l'Ukraine": no place
            governed[f"{carrier.pattern.lemma} {own}"] = governed.pop(own, [])
        if carrier.pattern.passive and carrier.relation == "participant":
            governed["subj"] = [*governed.get("subj", []), *governed.pop("obj", [])]  # "réunis en sommet"
        for k in governed.get("obj", []) if carrier.relation == "occur" else ():
            for m in tree.children(k, "nmod"):
                if tree.case(m) in ("à", "dans", "en"):
                    governed[tree.case(m)] = [*governed.get(tree.case(m), []), m]  # "a fait cent morts dans le sud du pays"
        if lemma in word_set(article.document.language, "frames", "grammar", "pitting"):
            governed["avec"] = [*governed.get("avec", []), *governed.pop("à", [])]  # "la guerre oppose l'Inde au Pakistan"
        if carrier.relation == "occur":
            countries = [k for k in governed.get("à", []) if is_there(article, tree, k)]
            governed["en"] = [*governed.get("en", []), *countries]  # "ont fait dix morts au Mali", "se tiendra aux Pays-Bas"
            governed["à"] = [k for k in governed.get("à", []) if k not in countries]
        for position, tokens in governed.items():
            target = POSITION[carrier.relation] if position == "subj" else position
            if carrier.relation == "occur" and position == "obj":
                positions["obj"] += [t for t in tokens if t != noun and t not in positions["obj"]]
            elif target and (position == "subj" or position not in OWN):
                positions[target] += [t for t in tokens if t != noun and t not in positions[target]]


def is_there(article: Article, tree: Tree, i: int) -> bool:
    """Whether a token is a country behind "au" or "aux", which says where as "en" does before others; "à l'" doesn't."""
    contracted = any(article.lower[k] in ("au", "aux") for k in tree.children(i, "case"))
    return contracted and not arguments.says_where(article, "à", i) and article.kb.entry(article.at[i].entities[0]) is not None


def is_for_another(article: Article, tree: Tree, verb: int, noun: int) -> bool:
    """Whether a light verb's subject only got what a noun says to be done to others ("a obtenu la libération de X")."""
    language = article.document.language
    gained = article.doc[noun].lemma_.casefold() in word_set(language, "frames", "grammar", "gained")
    if gained and not arguments.is_passive(tree, verb) and has_doer(tree, noun):
        return True
    undergone = article.keys[noun] in word_set(language, "coreference", "undergone")
    obtained = article.doc[verb].lemma_.casefold() in word_set(language, "frames", "grammar", "obtaining")
    return obtained and undergone and has_complement(tree, noun)


def has_complement(tree: Tree, noun: int) -> bool:
    """Whether "de" and another noun stand behind a noun."""
    return any(tree.case(k) == "de" and k > noun for k in tree.children(noun, "nmod"))


def has_doer(tree: Tree, noun: int) -> bool:
    """Whether an event noun says itself whose it is ("le départ de X", "sa démission")."""
    owned = any("Yes" in tree.doc[k].morph.get("Poss", []) for k in tree.children(noun, "det"))
    return owned or any(tree.case(k) == "de" for k in tree.children(noun, "nmod"))
