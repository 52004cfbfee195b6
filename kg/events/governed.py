"""The word to which a time in a clause belongs, and what holds it where it stands."""

from __future__ import annotations

from kg.events.lexicon import lexicon
from kg.events.light import is_modal
from kg.events.patterns import fits
from kg.extract.article import Article
from kg.lang import word_set
from kg.model import TimeExpression
from kg.syntax import Tree

DURING_EVENT = frozenset({"lors de", "au cours de", "à l'occasion de", "pendant"})


def is_told_of(article: Article, verb: int) -> bool:
    """Whether a verb only speaks of its object."""
    return article.doc[verb].lemma_.casefold() in article.data("relations")["spoken"]


def introduced(article: Article, tree: Tree, time: TimeExpression) -> bool:
    """Whether a preposition stands before a time ("annoncée pour mars", no "annoncée lundi")."""
    return any(tree.case(t.i) for t in article.tokens(time.start, time.end))


def is_put_off(article: Article, verb: int) -> bool:
    """Whether a verb puts off its object to another day."""
    return article.doc[verb].lemma_.casefold() in word_set(article.document.language, "status", "planned", "put_off")


def is_given_up(article: Article, verb: int) -> bool:
    """Whether a verb drops a plan: its time is when that was decided ("a annulé hier une visite")."""
    return article.doc[verb].lemma_.casefold() in word_set(article.document.language, "status", "negated", "dropped")


def governor(article: Article, tree: Tree, at: int, time: TimeExpression, tokens_of_events: frozenset[int]) -> int | None:
    """The trigger token at or above a token, no further than the verb of its clause."""
    for i in tree.path(at):
        if tree.children(i, "cop") and i not in tokens_of_events:  # "une crue est possible vendredi", "ils étaient cent, samedi, à défiler"
            doing = [k for k in tree.children(i, "advcl", "xcomp", "acl") if tree.is_infinitive(k) and marked(tree, k) == "à"]
            return next((k for k in (*tree.children(i, "nsubj"), *doing) if k in tokens_of_events), None)
        if is_beyond_colon(article, tree, i, time):
            return None
        if tree.is_a(i, "appos") and article.is_a(i, "human") and i not in tokens_of_events:
            return None  # "explique X, bénévole depuis douze ans"
        if i in tokens_of_events and not time.start <= article.doc[i].idx < time.end:
            return i
        participle = tree.is_a(i, "acl") or tree.children(i, "obl:agent")  # "un homme recherché depuis 2006", "ouverte lundi par X"
        clause = (article.doc[i].pos_ in ("VERB", "AUX") and i not in article.at) or participle
        if clause and not (tree.head[i] in tokens_of_events and is_of_noun(article, tree, i, time)):
            return held_by(article, tree, i, tokens_of_events, time)
    return None


def marked(tree: Tree, verb: int) -> str:
    """The first word that introduces a clause."""
    return next((tree.lower[k] for k in tree.children(verb, "mark", "case")), "")


def is_of_noun(article: Article, tree: Tree, verb: int, time: TimeExpression) -> bool:
    """Whether a verb tells of the noun above it what that does or undergoes then ("la réunion annoncée pour lundi", "la réunion qui a duré
    jusqu'à lundi"), rather than what somebody else does with it or says of it ("la réunion que X a quittée lundi", "annoncée lundi")."""
    if is_told_of(article, verb) and not introduced(article, tree, time):
        return False
    if time.relation in ("until", "since") and tree.is_finite(verb) and not goes_on_itself(article, tree, verb):
        return False  # "la mise en examen de X, qui a tenu leurs comptes jusqu'en 2013"
    whom = {article.words[k].casefold() for k in tree.children(verb, "obj", "obl")} & {"que", "qu'", "qu’", "dont"}
    return tree.is_a(verb, "acl", "amod") and article.doc[tree.head[verb]].pos_ != "VERB" and not whom


def goes_on_itself(article: Article, tree: Tree, verb: int) -> bool:
    """Whether a verb only tells that its subject lasts or takes place ("dure", "se poursuit", "a commencé")."""
    lemma = article.doc[verb].lemma_.casefold()
    known = lexicon(article.document.language).light.get(lemma, ())
    return any(relation == "occur" and fits(article, tree, verb, pattern) for relation, pattern in known)


def is_beyond_colon(article: Article, tree: Tree, verb: int, time: TimeExpression) -> bool:
    """Whether a colon parts a verb from a time, and a clause of its own follows ("a dénoncé X : en 2003, Y avait …")."""
    tokens = article.tokens(time.start, time.end)
    if verb > tokens[0].i or ":" not in article.words[verb + 1 : tokens[0].i]:
        return False
    rest = [k for k in range(tokens[-1].i + 1, len(article.words)) if tree.sentence[k] == tree.sentence[verb]]
    return any(article.doc[k].pos_ == "VERB" and tree.is_finite(k) and tree.children(k, "nsubj") for k in rest)


def held_by(article: Article, tree: Tree, verb: int, events: frozenset[int], time: TimeExpression) -> int | None:
    """The one event of a verb that is none itself: what a modal verb is about ("Mardi, il devait rencontrer X"), or what somebody tries or
    manages to do then ("a tenté lundi de fuir"), its object ("a arraché
    mardi une trêve"), what brings it about ("aggravée mardi par la faillite de X"), what it is during ("interrogé mardi lors d'un
    déplacement"), or its subject, where that has gone on since ("Depuis lundi, les combats ont fait fuir X") or is put off to a day."""
    trying = article.doc[verb].lemma_.casefold() in word_set(article.document.language, "relations", "at_once")
    if meant := [k for k in tree.children(verb, "xcomp") if k in events and (is_modal(article, verb) or trying)]:
        return meant[0]
    says = article.doc[verb].lemma_.casefold() in lexicon(article.document.language).reporting  # "a qualifié mardi la crise de grave"
    says |= article.doc[verb].lemma_.casefold() in article.data("relations")["recalling"]  # "a fêté toute la nuit le départ de X"
    off = is_put_off(article, verb)
    put_off = off and any(tree.case(t.i) == "à" for t in article.tokens(time.start, time.end))
    decided = says or is_given_up(article, verb) or (off and not put_off)
    objects = [k for k in tree.children(verb, "obj", "obl:agent") if k in events and article.doc[k].pos_ == "NOUN" and not decided]
    if time.relation == "since" or put_off:
        objects += [k for k in tree.children(verb, "nsubj") if k in events and article.doc[k].pos_ == "NOUN"]
    during = [k for k in tree.children(verb, "obl", "nmod") if k in events and tree.case(k) in DURING_EVENT]
    found = objects or during
    return found[0] if len(found) == 1 else None
