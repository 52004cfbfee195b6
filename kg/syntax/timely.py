"""The words of a time are one phrase ("inaugurera mardi prochain une usine", whose "prochain" the parser hung on the verb), below the verb
beside them and never above it."""

from __future__ import annotations

from kg.extract.article import Article
from kg.model import TimeExpression
from kg.nlp.tags import DEAD, PAST
from kg.syntax.tree import Tree

MEASURED = frozenset({"après", "avant"})  # "trois mois après la réunion" is one time
ASIDE = 12  # tokens in which a participle between commas and its time stand


def words_of(article: Article, times: list[TimeExpression]) -> frozenset[int]:
    """The tokens of all times."""
    return frozenset(t.i for time in times for t in article.tokens(time.start, time.end))


def is_day(time: TimeExpression) -> bool:
    """Whether a time is one day, or some days of which one is meant."""
    return time.type != "DURATION" and not time.relation and bool(time.days or "" != time.earliest == time.latest)


def repair(article: Article, tree: Tree, times: list[TimeExpression]) -> None:
    """Hang an adjective that the parser parted from the noun of its time on that noun, and what it had taken on the verb; a time that
    governs its verb, or follows one directly, on that verb."""
    for time in times:
        inside = [t.i for t in article.tokens(time.start, time.end)]
        no_predicate(article, tree, inside)
        tops = [i for i in inside if tree.head[i] not in inside]
        for i in tops[1:]:
            if article.doc[i].pos_ == "ADJ" and (tree.head[i] == tree.head[tops[0]] or tree.head[i] > inside[-1]):
                for k in [k for k in tree.kids[i] if k not in inside]:
                    tree.attach(k, tree.head[i], tree.dep[k])
                tree.attach(i, tops[0], "amod")  # "prochain", and "dernière" of "a invité la semaine dernière M. X"
        before_preposition(article, tree, inside)
        if time.type in ("DATE", "TIME"):
            below_verb(article, tree, inside)


def before_preposition(article: Article, tree: Tree, inside: list[int]) -> None:
    """A time between a verb and the preposition of a noun on which it was hung is the verb's ("a été mis en examen hier pour meurtre")."""
    top = next((i for i in inside if tree.head[i] not in inside), inside[0])
    noun = tree.head[top]
    behind = any(k == inside[-1] + 1 and article.lower[k] not in MEASURED for k in tree.children(noun, "case"))
    verb = tree.head[noun]
    if behind and noun > top and verb < inside[0] and article.doc[verb].pos_ == "VERB":
        tree.attach(top, verb, "obl:mod")


def no_predicate(article: Article, tree: Tree, inside: list[int]) -> None:
    """What stands between "être" and a time is what somebody is or did, and the time when ("X est mort lundi", "Huit personnes sont mortes
    lundi", with "lundi" as predicate)."""
    top = next((i for i in inside if tree.head[i] not in inside or tree.head[i] == i), inside[0])
    being = [k for k in tree.children(top, "cop", "aux") if k < inside[0]]
    between = [k for k in tree.kids[top] if being and being[-1] < k < inside[0] and article.doc[k].pos_ in ("NOUN", "ADJ", "VERB")]
    if not between or not (between[-1] == inside[0] - 1 or tree.is_past_participle(between[-1])):
        return
    predicate = between[-1]
    tree.take_place(predicate, top)
    for k in [k for k in tree.kids[top] if k not in inside]:
        tree.attach(k, predicate, "obl:mod" if tree.is_a(k, "nmod") else tree.dep[k])
    tree.attach(top, predicate, "obl:mod")
    if article.lower[predicate] in DEAD.get(article.document.language, ()):
        article.doc[predicate].retag("VERB", "mourir", PAST)
    if tree.is_past_participle(predicate) and tree.is_a(being[-1], "cop"):
        tree.dep[being[-1]] = "aux:tense"


def below_verb(article: Article, tree: Tree, inside: list[int]) -> None:
    """Hang the words of a time on their verb where the parser made them its head ("avait téléphoné dimanche soir à X"), or hung them on
    another word although the verb stands right before ("une tribune publiée dimanche par X")."""
    top = next((i for i in inside if tree.head[i] not in inside or tree.head[i] == i), inside[0])
    if tree.head[top] == top:
        above = [k for k in tree.subtree(top) if k < inside[0] and article.doc[k].pos_ == "VERB" and tree.is_finite(k)]
        verb = next((k for k in reversed(above) if not tree.is_a(k, "acl", "advcl", "ccomp")), None)
        others = [k for i in inside for k in tree.kids[i] if k not in inside]
        if verb is not None:
            tree.attach(top, verb, "obl:mod")
            for k in others:
                if k != verb and k not in tree.path(verb) and tree.is_a(k, "nsubj", "obl", "advmod", "obj", "punct"):
                    tree.attach(k, verb, tree.dep[k])
        return
    verb = verb_before(article, tree, inside)
    if verb is None:
        verb = participle_before(article, tree, top, inside[0])
    if verb is None:
        verb = behind_counted(article, tree, top, inside[0])
    if verb is not None and verb != tree.head[top] and not (tree.is_a(tree.head[top], "xcomp") and tree.head[tree.head[top]] == verb):
        if top in tree.path(verb):  # "Une embuscade tendue dimanche a fait …", with "dimanche" above its noun
            tree.take_place(next(k for k in tree.path(verb) if tree.head[k] == top), top)
        tree.attach(top, verb, "obl:mod")
        marker = inside[0] - 1
        if article.doc[marker].pos_ == "ADP" and tree.is_a(marker, "case") and verb < marker:
            tree.attach(marker, top, "case")  # "nommé en 2005 directeur": not "en directeur"


def verb_before(article: Article, tree: Tree, inside: list[int]) -> int | None:
    """The verb right before a time and its preposition, an infinitive apart, which may only say what the verb above it is about; between
    commas where its object follows ("il épousa, le 3 mai 1950, Louise X")."""
    at, end = inside[0] - 1, inside[-1] + 1
    at -= at > 0 and article.doc[at].pos_ == "ADP"
    if at > 0 and article.words[at] == "," and article.words[end : end + 1] == [","]:
        at -= 1
        if end + 1 == len(article.words) or article.doc[end + 1].pos_ not in ("PROPN", "DET") or tree.children(at, "obj", "ccomp"):
            return None
    verb = at >= 0 and article.doc[at].pos_ == "VERB" and tree.sentence[at] == tree.sentence[inside[0]]
    return at if verb and not tree.is_infinitive(at) else None


def behind_counted(article: Article, tree: Tree, top: int, start: int) -> int | None:
    """The verb whose counted object stands right before a time that the parser hung on that ("ont fait onze morts mercredi à X")."""
    noun = tree.head[top]
    counted = noun == start - 1 and tree.is_a(noun, "obj") and bool(tree.children(noun, "nummod")) and article.doc[noun].pos_ == "NOUN"
    return tree.head[noun] if counted and tree.head[noun] < noun and article.doc[tree.head[noun]].pos_ == "VERB" else None


def participle_before(article: Article, tree: Tree, top: int, start: int) -> int | None:
    """The participle behind a comma, or first in its sentence, in whose words a time stands that the parser hung on one outside them ("X,
    arrêté à Y le 3 mai, a nié"); `top` is the head of the time, `start` its first token."""
    for at in range(start - 1, max(start - 1 - ASIDE, 0), -1):
        if article.doc[at].pos_ in ("VERB", "AUX", "SCONJ", "CCONJ", "PUNCT"):
            begins = article.words[at - 1] == "," or article.doc[at].is_sent_start
            aside = begins and tree.is_past_participle(at) and not tree.children(at, "aux", "nsubj")
            return at if aside and not at <= tree.head[top] < start else None
    return None
