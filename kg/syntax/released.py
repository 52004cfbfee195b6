"""Complements that the parser hung on a time, or a time on what it does not date: each goes to its verb or noun."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.article import Article
from kg.model import TimeExpression
from kg.syntax.objects import indefinite_object
from kg.syntax.partners import Prepositions
from kg.syntax.tree import Tree

OF = frozenset({"de", "d'", "d’", "du", "des"})
COUNTED = frozenset({"à", "après", "avant"})  # before the length of time to what stands behind it
TEMPORAL = frozenset({"jusqu'à", "jusqu' à", "depuis", "après", "avant", "lors de", "pendant", "durant", "dès"})
WHERE = frozenset({"à", "en", "dans", "près de"})
PLACES = frozenset({"City", "AdministrativeArea", "Country", "Place"})


def one_after_other(article: Article, tree: Tree, first: TimeExpression, second: TimeExpression) -> None:
    """ "A frappé lundi et mardi la Creuse": a time behind another and "et" is coordinated with it."""
    one, other = ([t.i for t in article.tokens(time.start, time.end)] for time in (first, second))
    if not one or not other or other[0] - one[-1] != 2 or not {first.type, second.type} <= {"DATE", "TIME"}:
        return
    between, top, below = one[-1] + 1, top_of(tree, one), top_of(tree, other)
    if article.doc[between].pos_ == "CCONJ" and top is not None and below is not None and tree.head[below] not in one:
        tree.attach(below, top, "conj")


def date_noun(article: Article, tree: Tree, time: TimeExpression, event_nouns: Prepositions) -> None:
    """ "Jusqu'à son mariage le 30 avril": a date right behind an event that only says when something else was is that event's."""
    tokens = [t.i for t in article.tokens(time.start, time.end)]
    top = top_of(tree, tokens)
    if top is None or time.type not in ("DATE", "TIME") or tree.case(top) or article.doc[tree.head[top]].pos_ != "VERB":
        return
    for noun in tree.path(max(tokens[0] - 1, 0)):
        if tree.sentence[noun] != tree.sentence[top] or noun == tree.head[top]:
            return
        when = tree.case(noun) in TEMPORAL and tree.is_a(noun, "obl", "nmod")
        if when and article.doc[noun].lemma_.casefold() in event_nouns and last_of(tree, noun) == tokens[0] - 1:
            tree.attach(top, noun, "nmod")
            return


def doer(article: Article, tree: Tree, i: int, event_nouns: Prepositions) -> int:
    """The verb above a noun for people or things, which have no times ("tuer 30 personnes mercredi"), else the word itself."""
    instrument = tree.is_a(i, "obl") and tree.case(i) == "par" and not tree.children(i, "det", "nummod")  # "blessé par balles samedi"
    if article.doc[i].pos_ != "NOUN" or not (tree.is_a(i, "obj", "nsubj") or instrument) or article.doc[i].lemma_.casefold() in event_nouns:
        return i
    return tree.head[i] if article.doc[tree.head[i]].pos_ == "VERB" else i


def behind_term(tree: Tree, verb: int, prepositions: frozenset[str]) -> None:
    """ "S'engager pour trois saisons avec X": what stands behind how long it is to last, and the verb's frame knows, is its."""
    for i in [k for k in tree.children(verb, "obl") if k > verb and tree.case(k) == "pour" and tree.children(k, "nummod")]:
        for k in [m for m in tree.children(i, "nmod") if m > i and tree.case(m) in prepositions]:
            tree.attach(k, verb, "obl:mod")


def release(article: Article, tree: Tree, time: TimeExpression, event_nouns: Prepositions) -> None:
    """A time has no complements: what the parser hung on its words goes to what the time belongs to."""
    inside = article.tokens(time.start, time.end)
    if not inside:
        return
    tokens = {t.i for t in inside}
    top = top_of(tree, sorted(tokens))
    if top is None:
        return
    behind = inside[-1].i + 1
    if behind < len(article.words) and tree.is_a(behind, "acl") and tree.is_past_participle(behind) and tree.head[behind] < top:
        tree.attach(top, behind, "obl:mod")  # "a photographié une plaine jadis inondée"
        return
    above = tree.head[top]
    while tree.is_a(above, "obl", "nmod", "obj") and tree.is_a(top, "conj") and tree.head[above] != above:
        above = tree.head[above]  # "a frappé lundi et mardi la Creuse"
    if article.is_a(above, "time") and article.doc[tree.head[above]].pos_ == "VERB" and not tree.children(above, "nummod"):
        above = tree.head[above]  # "a bombardé pour la première fois mercredi des positions"
    if tree.is_a(top, "obj") and time.type in ("DATE", "TIME") and article.doc[above].pos_ == "VERB" and not tree.case(top):
        tree.dep[top] = "obl:mod"  # "a imposé mardi des sanctions", "placée le 4 mai"
    above = doer(article, tree, above, event_nouns)
    if above != tree.head[top]:
        for k in [m for m in tree.kids[tree.head[top]] if m > top and tree.is_a(m, "nmod") and tree.case(m) != "de"]:
            tree.attach(k, above, "obl:arg")
        tree.attach(top, above, "obl:mod")
    lasting = time.type == "DURATION" and tree.case(top) in TEMPORAL | {"à"} and article.doc[above].pos_ == "VERB"
    for i in tokens:
        for k in list(tree.kids[i]):
            if (
                lasting
                and tree.is_a(k, "nmod")
                and tree.case(k) == "de"
                and (tree.case(top) in COUNTED or not is_definite(article, tree, k))
            ):
                continue  # "après sept mois de guerre", but "a parlé pendant deux heures de la crise"
            phrase = article.doc[k].pos_ in ("NOUN", "PROPN") and (k in article.at or tree.children(k, "det"))
            if k in tokens or k < top or not (tree.is_a(k, "nmod", "obl", "appos") or (phrase and tree.is_a(k, "dep", "punct", "flat"))):
                continue
            if tree.case(k) == "de" and article.doc[i].lemma_.casefold() in event_nouns:
                continue  # "une journée d'action"
            happens = article.doc[k].lemma_.casefold() in event_nouns and not tree.children(k, "det")
            if tree.case(k) == "de" and happens and time.type == "DURATION":
                continue  # "après dix jours de négociations"
            if tree.case(k) == "de" and (thing := thing_before(article, tree, k, above)) is not None:
                tree.attach(k, thing, "nmod")  # "a validé mercredi la reprise de l'usine"
            elif tree.case(k):
                tree.attach(k, above, "obl:arg")
                indefinite_object(article, tree, k)
            elif (tree.children(k, "det") or k in article.at) and not tree.children(above, "obj"):
                tree.attach(k, above, "obj")  # "a signé samedi un accord", "a accusé jeudi Israël"


def release_place(article: Article, tree: Tree, time: TimeExpression) -> None:
    """A time that says before or after what has no place: that goes to its verb ("sera organisée avant la fin du mois à X")."""
    tokens = [t.i for t in article.tokens(time.start, time.end)]
    top = top_of(tree, tokens)
    if top is None or article.doc[tree.head[top]].pos_ != "VERB":
        return
    for k in [k for i in tokens for k in tree.kids[i] if k > tokens[-1] and tree.case(k) in WHERE and k in article.at]:
        if all(article.kind_of(e) in PLACES for e in article.at[k].entities) and min(tree.children(k, "case")) == tokens[-1] + 1:
            tree.attach(k, tree.head[top], "obl:mod")


def is_definite(article: Article, tree: Tree, i: int) -> bool:
    """Whether a noun has a definite article, be it in its preposition."""
    told = any("Def" in article.doc[k].morph.get("Definite", []) for k in tree.children(i, "det"))
    return told or any(article.lower[k] in ("du", "des") for k in tree.children(i, "case"))


def thing_before(article: Article, tree: Tree, i: int, verb: int) -> int | None:
    """The object of a verb right behind which a complement stands, where it is no name and nobody."""
    start = min(tree.subtree(i))
    things = (k for k in tree.children(verb, "obj") if k < start and article.doc[k].pos_ == "NOUN" and k not in article.at)
    return next((k for k in things if last_of(tree, k) == start - 1 and not article.is_a(k, "human")), None)


def behind_day_of_noun(article: Article, tree: Tree, noun: int, dated: frozenset[int]) -> None:
    """What follows with "de" behind the day or place of an event noun is the noun's ("l'interpellation lundi à X de deux hommes",
    "l'arrestation au Caire de trois journalistes")."""
    at = noun + 1
    while at in dated:
        at += 1
    if at + 1 >= len(article.words):
        return
    place = article.at.get(at + 1) if article.lower[at] in WHERE or article.lower[at] == "au" else None
    named = place is not None and place.start == at + 1 and all(article.kind_of(e) in PLACES for e in place.entities)
    at = place.end if place is not None and named else at
    if at == noun + 1 or at >= len(article.words) or article.lower[at] not in OF:
        return
    if not dated & {noun + 1} and not is_party(article, tree, tree.head[at]):
        return  # "l'accord à Paris de demain", "le séjour à Lyon du festival"
    party, where = tree.head[at], [place.head] if place is not None and named else []
    for k in (party, *where):
        if k > noun and tree.head[k] != noun and k not in tree.path(noun):
            tree.attach(k, noun, "nmod")
    for k in [m for p in where for m in tree.children(p, "acl") if m > party and tree.head[party] == noun]:
        tree.attach(k, party, tree.dep[k])  # "…, dont X"


def is_party(article: Article, tree: Tree, i: int) -> bool:
    """Whether a word names people, or is a noun for them."""
    named = i in article.at and all(article.kind_of(e) == "Person" for e in article.at[i].entities)
    return named or (article.doc[i].pos_ == "NOUN" and article.is_a(i, "human"))


def top_of(tree: Tree, tokens: Sequence[int]) -> int | None:
    """The first of some tokens whose head lies outside them; None where the phrase is a root."""
    return next((i for i in tokens if tree.head[i] not in tokens), None)


def last_of(tree: Tree, i: int) -> int:
    """The last token of a phrase."""
    return max(tree.subtree(i))
