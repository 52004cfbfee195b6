"""Prepositions of an adverb and "de", which the parser takes for an adverb beside a complement ("lors d'une visite", "près de X")."""

from __future__ import annotations

from collections.abc import Container

from kg.extract.article import Article
from kg.lang import table, word_set
from kg.syntax.tree import Tree

OF = frozenset({"de", "d'", "d’", "du", "des"})
WIDEST = 4  # tokens behind "d'après" in which its noun stands
TO = "auprès"
PLACED = frozenset({"à", "en", "dans", "chez", "sur"})
OBJECTS = ("obj", "obl", "nmod", "dep", "iobj", "advmod")


def repair(article: Article, tree: Tree) -> None:
    """Make such an adverb a part of its noun's preposition, and hang the noun where the adverb hung if it hung on the adverb."""
    adverbs, attending, rounds, place, by_hand, votes = (
        word_set(article.document.language, *path)
        for path in (
            ("frames", "grammar", "locutions"),
            ("frames", "grammar", "attended"),
            ("frames", "grammar", "rounds"),
            ("concepts", "place"),
            ("frames", "grammar", "by_hand"),
            ("frames", "grammar", "votes"),
        )
    )
    for i in range(len(article.words) - 2):
        according_to(article, tree, i)
        in_order_to(article, tree, i)
        two = f"{article.lower[i]} {article.lower[i + 1]}"
        if f"{two} de" in place:
            beside(article, tree, i)
        part_of_site(article, tree, i)
        if two in by_hand and article.lower[i + 2] in OF:
            from_hands(article, tree, i)
        narrowly(article, tree, i)
        if article.lower[i] == "par" and tree.is_a(tree.head[i], "obl:agent") and is_count(article, tree, tree.head[i], votes):
            tree.dep[tree.head[i]] = "obl:mod"  # "destitué par 216 voix contre 210": who did it isn't told
        if article.keys[i] in attending and tree.is_a(i, "nmod"):
            attended(article, tree, i)
        if article.lower[i - 1] == "en" and article.lower[i + 1] in rounds:
            remarried(article, tree, i)
    for token in article.doc[:-1]:
        if token.text.casefold() not in adverbs or article.words[token.i + 1].casefold() not in OF:
            continue
        noun = next((i for i in tree.path(token.i + 1)[1:2] if i > token.i), None)
        if noun is None or is_amount(article, tree, noun) or tree.is_a(token.i, "case", "fixed"):
            continue
        above = tree.head[token.i]
        if tree.head[noun] == token.i:
            tree.attach(noun, above, tree.dep[noun]) if above != token.i else tree.make_root(noun)
        tree.attach(token.i, noun, "case")
        for k in [k for k in tree.kids[token.i] if k > noun]:
            tree.attach(k, noun, "nmod")  # "lors de heurts à X"
        if token.text.casefold() == TO:
            from_whom(article, tree, noun)
        head = tree.head[noun]
        if head != noun and article.doc[head].pos_ in ("VERB", "AUX") and tree.is_a(noun, *OBJECTS):
            tree.dep[noun] = "obl:mod"
        elif head != noun and tree.is_a(noun, "obl"):
            tree.dep[noun] = "nmod"


def from_whom(article: Article, tree: Tree, noun: int) -> None:
    """Whoever one asks or gets something from is of that, and not of what it consists of ("une commande de dix rames auprès de X")."""
    above = tree.head[noun]
    while tree.is_a(above, "nmod") and tree.case(above) == "de" and above not in article.at and not article.is_a(above, "human"):
        above = tree.head[above]
    if above != tree.head[noun]:
        tree.attach(noun, above, "nmod")


def according_to(article: Article, tree: Tree, i: int) -> None:
    """ "D'après" before a noun or name is its preposition, and marks no clause."""
    if article.lower[i] not in ("d'", "d’") or article.lower[i + 1] != "après" or not tree.is_a(i, "mark"):
        return
    behind = range(i + 2, min(i + 2 + WIDEST, len(article.words)))
    heads = (article.at[k].head if k in article.at else k for k in behind if k in article.at or article.doc[k].pos_ in ("NOUN", "PROPN"))
    if (noun := next(heads, None)) is not None:
        tree.attach(i, noun, "case")


def in_order_to(article: Article, tree: Tree, i: int) -> None:
    """An infinitive behind "afin de" says what the verb before is done for ("s'est envolé pour X afin d'y rencontrer Y")."""
    if article.lower[i] != "afin" or article.words[i + 1].casefold() not in OF:
        return
    infinitive = tree.head[i + 1]
    above = tree.head[i] if tree.head[infinitive] == i else tree.head[infinitive]
    if infinitive > i + 1 and tree.is_infinitive(infinitive) and article.doc[above].pos_ == "VERB" and above < i:
        tree.attach(infinitive, above, "advcl")
        tree.attach(i, infinitive, "mark")


def beside(article: Article, tree: Tree, i: int) -> None:
    """What stands behind "au large de" and the like is its noun's although the parser hung both on the verb ("chaviré au large de X")."""
    noun, of = i + 1, article.lower[i + 2]
    behind = next((k for k in tree.path(i + 2)[1:2] if of in OF and k > noun), None)
    if behind is not None and tree.head[behind] == tree.head[noun] and not tree.is_a(noun, "case", "fixed"):
        tree.attach(behind, noun, "nmod")


def part_of_site(article: Article, tree: Tree, i: int) -> None:
    """What stands behind "aux" right behind a noun for a site is its complement though both hang on the verb ("au monument aux morts")."""
    noun, site = tree.head[i + 1], i
    if article.lower[i + 1] != "aux" or article.doc[site].pos_ != "NOUN" or not article.is_a(site, "place") or noun != i + 2:
        return
    if tree.head[noun] == tree.head[site] != noun and tree.case(site):
        tree.attach(noun, site, "nmod")


def from_hands(article: Article, tree: Tree, i: int) -> None:
    """ "Des mains de" says of the verb from whom something is got, not of what is got ("a reçu la médaille d'honneur des mains de X")."""
    hands = i + 1
    verb = next((k for k in tree.path(hands)[1:] if article.doc[k].pos_ == "VERB"), hands)
    if verb < hands and tree.is_a(hands, *OBJECTS):
        tree.attach(hands, verb, "obl:mod")


def narrowly(article: Article, tree: Tree, i: int) -> None:
    """A bare noun behind "de" right behind a verb that isn't negated says how, and what the parser hung on it is the verb's object ("a
    adopté de justesse la réforme")."""
    noun, verb = i + 1, tree.head[i + 1]
    if article.lower[i] not in ("de", "d'") or verb != i - 1 or not tree.is_a(noun, "obj") or tree.head[i] != noun:
        return
    if article.doc[verb].pos_ != "VERB" or any(article.lower[k] in ("ne", "n'") for k in tree.kids[verb]):
        return
    behind = [k for k in tree.children(noun, "obj", "nmod") if k > noun and not tree.case(k) and tree.children(k, "det")]
    if len(behind) == 1:
        tree.dep[i], tree.dep[noun] = "case", "obl:mod"
        tree.attach(behind[0], verb, "obj")


def is_count(article: Article, tree: Tree, noun: int, votes: Container[str]) -> bool:
    """Whether a noun means how many voted so."""
    return article.lower[noun] in votes and bool(tree.children(noun, "nummod", "det"))


def attended(article: Article, tree: Tree, i: int) -> None:
    """Under whom and in whose presence something is done says nothing of the place before it ("s'est tenue à la salle des fêtes, sous la
    présidence de X")."""
    where = tree.head[i]
    verb = tree.head[where]
    told = article.doc[verb].pos_ == "VERB" and verb < where < i and not tree.is_a(verb, "acl")
    if told and tree.case(i) in ("sous", "en") and tree.is_a(where, "obl", "nmod") and tree.case(where) in PLACED:
        tree.attach(i, verb, "obl:mod")


def remarried(article: Article, tree: Tree, i: int) -> None:
    """ "En secondes noces" says how often one marries: what was hung on it is the verb's ("épouse en secondes noces X")."""
    noun, verb = i + 1, tree.head[i + 1]
    if tree.head[noun] == noun and (marrying := [k for k in tree.children(noun, "nsubj") if k < i and tree.children(k, "nsubj", "expl")]):
        verb = marrying[0]  # taken for the noun
        tree.make_root(verb)
        tree.attach(noun, verb, "obl:mod")
    if not (article.doc[verb].pos_ == "VERB" or tree.children(verb, "nsubj", "expl")) or verb > i:
        return
    for k in [k for k in tree.kids[noun] if k > noun and not article.doc[k].is_punct]:
        tree.attach(k, verb, tree.dep[k])
    tree.attach(i - 1, noun, "case")
    tree.attach(i, noun, "amod")
    tree.attach(noun, verb, "obl:mod")


def is_amount(article: Article, tree: Tree, noun: int) -> bool:
    """Whether what stands behind "de" is a number ("près de 200 morts", "près d'une centaine de personnes")."""
    language, lemma = article.document.language, article.doc[noun].lemma_.casefold()
    counting = {*table(language, "relations")["numbers"]["collective"], *word_set(language, "frames", "grammar", "amounts")}
    return article.doc[noun].pos_ == "NUM" or any(k < noun for k in tree.children(noun, "nummod")) or lemma in counting
