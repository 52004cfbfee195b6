"""Complements that the parser hangs on the wrong word: behind a time expression, and "avec X" behind a talk."""

from __future__ import annotations

from itertools import pairwise

from kg.extract.article import Article
from kg.lang import word_set
from kg.model import TimeExpression
from kg.syntax.partners import Prepositions, partner
from kg.syntax.released import (
    OF,
    PLACES,
    WHERE,
    behind_day_of_noun,
    behind_term,
    date_noun,
    last_of,
    one_after_other,
    release,
    release_place,
)
from kg.syntax.timely import words_of
from kg.syntax.tree import Tree

ASIDE = "nmod:aside"
LONGEST = 12  # tokens of what stands between commas
OF_NOUNS = frozenset({"avec", "entre", "contre", "sur"})  # prepositions of talks and fights, which nouns take as verbs do
OF_NAMES = frozenset({"de", "à", "en", "dans"})  # which tell names apart
BESIDE = frozenset({"à", "en", "entre", "avec", "contre", "devant", "auprès de"})  # of how, to, with or before whom something is done
WIDEST = 8  # tokens between two commas
PLACE_CASES = ("à", "en", "dans", "chez")


def repair(
    article: Article,
    tree: Tree,
    times: list[TimeExpression],
    reporting: frozenset[str],
    event_nouns: Prepositions,
    verbs: Prepositions,
) -> None:
    """`reporting` are the lemmas of verbs of saying; `event_nouns` and `verbs` give the prepositions that the frames of a lemma know."""
    dated = words_of(article, times)
    occurring = word_set(article.document.language, "frames", "light", "occur")
    states = word_set(article.document.language, "concepts", "states")
    for first, second in pairwise(times):
        one_after_other(article, tree, first, second)
    for time in times:
        no_main_clause(article, tree, time)
    for time in times:
        date_noun(article, tree, time, event_nouns)
        if not time.relation:  # "la veille de la réunion" keeps what it counts from
            release(article, tree, time, event_nouns)
        else:
            release_place(article, tree, time)
    for token in article.doc:
        if token.pos_ == "NOUN" and tree.is_a(token.i, "nmod") and tree.case(token.i) == "pour":
            no_aim_of_place(article, tree, token.i)
        if token.pos_ == "NOUN" and token.lemma_.casefold() in states:
            place_of_state(article, tree, token.i)
        if token.pos_ == "NOUN":
            aside(article, tree, token.i, event_nouns, verbs, dated)
        if token.pos_ == "VERB" and "de" in verbs.get(token.lemma_.casefold(), ()):
            told_of(article, tree, token.i)
        if token.pos_ == "VERB":
            called(article, tree, token.i)
        if token.pos_ == "VERB" and tree.is_a(token.i, "acl"):
            harm_of(article, tree, token.i, event_nouns)
        if token.pos_ == "VERB" and (token.lemma_.casefold() in verbs or token.lemma_.casefold() in occurring):
            place_of(article, tree, token.i)
        if token.pos_ == "VERB" and token.lemma_.casefold() in verbs:
            post_of(article, tree, token.i)
            behind_term(tree, token.i, verbs[token.lemma_.casefold()] - OF_NAMES)
            of_name(article, tree, token.i, verbs[token.lemma_.casefold()] - OF_NAMES)
        if token.pos_ == "NOUN" and token.i not in article.at and token.lemma_.casefold() not in event_nouns:
            when_and_where(article, tree, token.i)
        if token.pos_ == "NOUN" and token.lemma_.casefold() in event_nouns:
            place_of_visit(article, tree, token.i)
            price_of_told(article, tree, token.i, reporting, event_nouns)
            behind_day_of_noun(article, tree, token.i, dated)
            place_of_told(article, tree, token.i, reporting, event_nouns)
        if token.pos_ in ("NOUN", "PROPN") or token.i in article.at:
            of_object(article, tree, token.i, event_nouns, verbs)
            claim(article, tree, token.i, event_nouns)
            partner(article, tree, token.i, event_nouns)
            agent_of(article, tree, token.i, event_nouns)
            by_whom(article, tree, token.i, event_nouns)
            resumed(article, tree, token.i, event_nouns)
            of_subject(article, tree, token.i, event_nouns)


def no_aim_of_place(article: Article, tree: Tree, noun: int) -> None:
    """What stands behind "pour" and a place is what somebody comes there for ("arrivé à Oslo pour une visite")."""
    place, verb = tree.head[noun], tree.clause_above(noun)
    if verb is not None and place in article.at and all(article.kind_of(e) in PLACES for e in article.at[place].entities):
        tree.attach(noun, verb, "obl:mod")


def place_of_told(article: Article, tree: Tree, noun: int, reporting: frozenset[str], event_nouns: Prepositions) -> None:
    """The place right behind the phrase of an event noun that somebody tells of or plans is the event's, not where they do ("a invité X à
    des pourparlers à Oslo", "a annoncé la fin de la mission de Y en Syrie", "prépare une intervention au Mali")."""
    verb = next((k for k in tree.path(noun)[1:] if article.doc[k].pos_ == "VERB"), None)
    if verb is None or verb > noun:
        return
    if tree.head[noun] == verb and article.doc[verb].lemma_ in word_set(article.document.language, "frames", "grammar", "celebrating"):
        for k in [k for k in tree.children(noun, "nmod") if k > noun and tree.case(k) == "à" and k in article.at]:
            tree.attach(k, verb, "obl:mod")  # "ont fêté l'annonce à X": that is where they did
    if not tells_or_plans(article, verb, reporting):
        return
    if any(article.doc[k].lemma_.casefold() in event_nouns for k in tree.children(noun, "nmod")):
        return  # "la fin de la mission en Syrie": where the mission is
    for k in [k for k in tree.children(verb, "obl") if k > noun]:
        span, case = article.at.get(k), tree.case(k)
        named = span is not None and case in PLACE_CASES and all(article.kind_of(e) in PLACES for e in span.entities)
        site = span is None and case == "devant" and article.is_a(k, "place")  # "a appelé à une marche devant le palais de justice de X"
        if (named or site) and min(tree.children(k, "case")) == tree.subtree(noun)[-1] + 1:
            tree.attach(k, noun, "nmod")


def place_of_state(article: Article, tree: Tree, noun: int) -> None:
    """The place right behind a noun for how things are somewhere is where they are so ("ont abordé la situation à X")."""
    verb = tree.head[noun]
    for k in [k for k in tree.children(verb, "obl", "nmod") if k > noun > verb and tree.case(k) in PLACE_CASES and k in article.at]:
        named = all(article.kind_of(e) in PLACES for e in article.at[k].entities)
        if named and min(tree.children(k, "case")) == tree.subtree(noun)[-1] + 1:
            tree.attach(k, noun, "nmod")


def tells_or_plans(article: Article, verb: int, reporting: frozenset[str]) -> bool:
    """Whether a verb tells of what its object says, or is about its being done."""
    language, lemma = article.document.language, article.doc[verb].lemma_.casefold()
    planning = (word_set(language, "frames", "grammar", name) for name in ("intending", "arranging"))
    return lemma in reporting or any(lemma in words for words in planning)


def when_and_where(article: Article, tree: Tree, noun: int) -> None:
    """A day behind a noun that is no happening, with the place behind it, is when and where its verb is ("tués par balles mardi à X")."""
    verb = tree.head[noun]
    if article.doc[verb].pos_ != "VERB" or not verb < noun or not tree.is_a(noun, "obl", "obj"):
        return
    day = next(
        (k for k in tree.children(noun, "nmod") if k > noun and article.is_a(k, "time") and not tree.children(k, "case", "det")), None
    )
    where = [k for k in tree.children(noun, "nmod", "obl") if day and k > day and tree.case(k) in PLACE_CASES and k in article.at]
    for k in [day, *where] if day and where else []:
        tree.attach(k, verb, "obl:mod")


def resumed(article: Article, tree: Tree, i: int, event_nouns: Prepositions) -> None:
    """A complement with "de" behind an adjunct between commas is the event noun's before them ("l'achat, pour un milliard, de X",
    "l'arrestation, à Y, de l'avocate X")."""
    if not tree.is_a(i, "conj", "nmod", "obl", "appos") or tree.case(i) != "de":
        return
    case = min(tree.children(i, "case"), default=i)
    if article.words[case - 1] != ",":
        return
    opening = next((k for k in range(case - 2, max(-1, case - 2 - WIDEST), -1) if article.words[k] == ","), None)
    if opening is None or article.doc[opening + 1].pos_ != "ADP" or article.lower[opening + 1] in ("de", "d'", "du", "des"):
        return
    aside = tree.head[i]
    noun = next((k for k in tree.path(opening - 1) if article.doc[k].lemma_.casefold() in event_nouns and k < opening), None)
    if noun is not None and (opening < aside < case or aside in tree.path(noun)[1:]) and i not in tree.path(noun):
        tree.attach(i, noun, "nmod")
        for k in range(opening + 1, case - 1):
            if article.doc[k].pos_ in ("NOUN", "PROPN") and tree.case(k) in PLACE_CASES and tree.head[k] in tree.path(noun)[1:]:
                tree.attach(k, noun, "nmod")


def no_main_clause(article: Article, tree: Tree, time: TimeExpression) -> None:
    """ "Il y a un an, X a quitté Y": the verb of such a time is an adjunct of the clause behind it."""
    inside = [t.i for t in article.tokens(time.start, time.end)]
    verb = next((i for i in inside if tree.head[i] == i and article.doc[i].pos_ in ("VERB", "AUX")), None)
    if verb is None or time.type == "DURATION":
        return
    for k in tree.children(verb, "advcl", "ccomp", "parataxis", "conj", "xcomp", "dep"):
        if k > inside[-1] and article.doc[k].pos_ == "VERB" and tree.is_finite(k):
            tree.make_root(k)
            tree.attach(verb, k, "obl:mod")
            return


def aside(article: Article, tree: Tree, noun: int, event_nouns: Prepositions, verbs: Prepositions, dated: frozenset[int]) -> None:
    """ "L'arrestation, à Louxor, de X", "l'ouverture, le 3 mars à Lyon, d'un bureau": the place or the time between commas behind a noun,
    and the complement with "de" behind it, are the noun's, unless only the verb above is known to have one. `dated` are words of times."""
    language, words = article.document.language, article.words
    end = noun + 2
    if end >= len(words) or words[noun + 1] != "," or words[end].casefold() in OF:
        return
    if article.doc[end].pos_ != "ADP" and end not in dated:
        return
    if noun in article.at or article.doc[noun].lemma_.casefold() in word_set(language, "nouns", "human"):
        return
    while end < min(noun + LONGEST, len(words)) and words[end] != "," and article.doc[end].pos_ not in ("VERB", "AUX", "PUNCT"):
        end += 1
    if end + 1 >= len(words) or words[end] != "," or words[end + 1].casefold() not in OF or tree.sentence[end + 1] != tree.sentence[noun]:
        return
    inside = range(noun + 2, end)
    of = next((k for k in tree.path(end + 1)[1:] if k > end and article.doc[k].pos_ in ("NOUN", "PROPN")), None)
    complement = any(tree.case(k) == "de" for k in tree.children(noun, "nmod") if k < end)
    verbs_own = "de" in verbs.get(article.doc[tree.head[noun]].lemma_, ()) and "de" not in event_nouns.get(article.doc[noun].lemma_, ())
    if of is None or complement or verbs_own:
        return
    for top in [k for k in inside if tree.head[k] not in inside]:
        if top != of and article.doc[top].pos_ not in ("ADP", "PUNCT"):
            tree.attach(top, noun, ASIDE)
    tree.attach(of, noun, "nmod")


def told_of(article: Article, tree: Tree, verb: int) -> None:
    """ "Informer X de Y", "accuser X de Y": the complement with "de" behind a person is the verb's."""
    for i in tree.children(verb, "obj", "nsubj:pass"):
        span = article.at.get(i)
        if span is None and tree.dep[i] == "obj" and article.doc[i].pos_ == "NOUN" and article.is_a(i, "human"):
            for k in tree.children(i, "nmod"):  # "accuse sa rivale de fraude"
                if (
                    tree.case(k) == "de"
                    and k not in article.at
                    and not tree.children(k, "det")
                    and not article.is_a(k, "human", "body", "place")
                ):
                    tree.attach(k, verb, "obl:arg")
        if span and all(article.kind_of(e) == "Person" for e in span.entities):
            for k in tree.children(i, "nmod", "acl"):
                if k >= span.end and (
                    tree.case(k) == "de"
                    or (article.doc[k].pos_ == "VERB" and any(article.doc[m].text in ("de", "d'") for m in tree.children(k, "mark")))
                ):
                    tree.attach(k, verb, "obl:arg" if tree.case(k) else "xcomp")


def called(article: Article, tree: Tree, verb: int) -> None:
    """ "Qualifier le mouvement d'illégal": what stands without a determiner behind "de" and the object is what that is called."""
    if article.doc[verb].lemma_.casefold() not in word_set(article.document.language, "frames", "grammar", "calling"):
        return
    for i in tree.children(verb, "obj"):
        for k in tree.children(i, "nmod", "amod", "acl")[-1:]:
            if tree.case(k) == "de" and k not in article.at and not tree.children(k, "det"):
                tree.attach(k, verb, "obl:arg")


def place_of(article: Article, tree: Tree, verb: int) -> None:
    """ "Arrêter un homme à Lyon", "tué par des inconnus à Lyon", "aller en train à Lyon": the town behind people or things without a
    name, or behind how it is done, is where it happens."""
    for k in [m for how in tree.children(verb, "xcomp") if article.doc[how].pos_ == "ADJ" for m in tree.children(how, "obl")]:
        tree.attach(k, verb, "obl:mod")  # "ont péri noyés au large de X"
    posted = word_set(article.document.language, "concepts", "posted")
    beside = [k for k in tree.children(verb, "obl") if tree.case(k) in BESIDE]
    for i in [k for k in tree.children(verb, "obl") if tree.case(k) == "dans" and k > verb and k not in article.at]:
        for k in [
            m for of in tree.children(i, "nmod") if tree.case(of) == "de" and of not in article.at for m in tree.children(of, "nmod")
        ]:
            if k in article.at and tree.case(k) in WHERE and all(article.kind_of(e) in PLACES for e in article.at[k].entities):
                tree.attach(k, verb, "obl:mod")  # "morts dans l'effondrement d'un mur à X"
    for i in [*tree.children(verb, "obj", "nsubj:pass", "obl:agent"), *beside]:
        human = article.doc[i].pos_ == "NOUN" and article.doc[i].lemma_.casefold() in word_set(article.document.language, "nouns", "human")
        counted = tree.children(i, "nummod") or article.doc[i].pos_ == "NUM"
        determiners = tree.children(i, "det")
        indefinite = any("Ind" in article.doc[k].morph.get("Definite", []) or article.words[k] == "des" for k in determiners)
        indefinite = indefinite and (i not in beside or tree.case(i) != "à")  # "arriver à une solution en X"
        how = tree.case(i) == "en" and not determiners and article.doc[i].pos_ == "NOUN"
        force = (
            tree.dep[i] == "obl:agent" and article.is_a(i, "body") and article.doc[i].lemma_.casefold() not in posted
        )  # "par la police à X"
        thing = (
            tree.dep[i] == "obl:agent" and article.doc[i].pos_ == "NOUN" and not article.is_a(i, "human", "body")
        )  # "par la chute d'un mur à X"
        if i not in article.at and i > verb and (human or counted or indefinite or how or force or thing):
            phrases = (*tree.conjuncts(i), *tree.children(i, "nmod"))
            for k in [m for at in phrases for m in tree.children(at, "nmod", "dep") if m > i and m in article.at]:
                if tree.case(k) in WHERE and all(article.kind_of(e) in PLACES for e in article.at[k].entities):
                    tree.attach(k, verb, "obl:mod")


def post_of(article: Article, tree: Tree, verb: int) -> None:
    """ "A indiqué l'ambassade de X à Y": the town right behind a subject that is posted to it is the subject's, not where its verb is."""
    posted = word_set(article.document.language, "concepts", "posted")
    for i in [k for k in tree.children(verb, "nsubj") if k > verb and article.doc[k].lemma_.casefold() in posted]:
        for k in [m for m in tree.children(verb, "obl") if m in article.at and tree.case(m) in WHERE]:
            if min(tree.children(k, "case")) == last_of(tree, i) + 1:
                tree.attach(k, i, "nmod")


def place_of_visit(article: Article, tree: Tree, noun: int) -> None:
    """ "Une visite du ministre à Lyon": a town behind somebody without a name is where it happens, but for those who are posted to one."""
    posted = word_set(article.document.language, "concepts", "posted")
    for i in tree.children(noun, "nmod"):
        if i in article.at or tree.case(i) != "de" or not article.is_a(i, "human") or article.doc[i].lemma_.casefold() in posted:
            continue
        for k in [m for m in tree.children(i, "nmod") if m > i and m in article.at and tree.case(m) in ("à", "en", "dans")]:
            if all(article.kind_of(e) in PLACES for e in article.at[k].entities):
                tree.attach(k, noun, "nmod")


def of_name(article: Article, tree: Tree, verb: int, prepositions: frozenset[str]) -> None:
    """ "Racheter X pour dix millions": a name has no price and no cause; a complement that the verb's frame knows is the verb's, behind an
    inverted subject as well ("…, a promis le ministre X devant Y")."""
    objects = [k for k in tree.children(verb, "obj", "nsubj") if tree.is_a(k, "obj") or tree.dep[k] == "nsubj:pass" or k > verb]
    for noun, i in [(o, k) for o in objects for k in (o, *tree.children(o, "appos"))]:
        span = article.at.get(i)
        if span and span.kind == "Name":
            for k in [m for at in {noun, *range(span.start, span.end)} for m in tree.children(at, "nmod", "obl") if m >= span.end]:
                if tree.case(k) in prepositions:
                    tree.attach(k, verb, "obl:mod")


def agent_of(article: Article, tree: Tree, i: int, event_nouns: Prepositions) -> None:
    """ "Est remplacé au ministère par X": somebody behind "par" does what the passive verb says, not what a noun between them means."""
    noun = tree.head[i]
    if not tree.is_a(i, "nmod") or i not in article.at or tree.case(i) != "par" or "par" in event_nouns.get(article.doc[noun].lemma_, ()):
        return
    verb = next((k for k in tree.path(noun)[1:] if article.doc[k].pos_ == "VERB"), None)
    actor = any(article.kind_of(e) in ("Person", "Organization", "Country") for e in article.at[i].entities)
    if actor and verb is not None and verb < noun and tree.children(verb, "aux:pass") and not tree.children(verb, "obl:agent"):
        tree.attach(i, verb, "obl:agent")


def of_object(article: Article, tree: Tree, i: int, event_nouns: Prepositions, verbs: Prepositions) -> None:
    """What stands with "de" right behind an event noun is the noun's, where the verb above takes no "de" ("a approuvé la reprise de X");
    behind what somebody becomes it is that one's ("a été nommé mardi entraîneur de X")."""
    verb = tree.head[i]
    if tree.is_a(i, "obl") and tree.case(i) == "de":
        start = min(tree.children(i, "case"))
        for noun in [k for k in tree.children(verb, "xcomp") if verb < k and article.is_a(k, "human") and last_of(tree, k) == start - 1]:
            tree.attach(i, noun, "nmod")
            return
    if not tree.is_a(i, "obl") or tree.case(i) != "de" or "de" in verbs.get(article.doc[verb].lemma_.casefold(), ()):
        return
    start = min(tree.children(i, "case"))
    for noun in tree.children(verb, "obj"):
        knows = "de" in event_nouns.get(article.doc[noun].lemma_.casefold(), ()) and noun not in article.at
        if knows and verb < noun < start and last_of(tree, noun) == start - 1:
            tree.attach(i, noun, "nmod")
            return


def by_whom(article: Article, tree: Tree, i: int, event_nouns: Prepositions) -> None:
    """Whoever stands behind "par" does what the nearest event noun before says, not what a name or a noun farther away does ("la reprise de
    Y par X", "donner son feu vert au rachat de Y par X")."""
    if not tree.is_a(i, "nmod") or tree.case(i) != "par":
        return
    before = min(tree.children(i, "case")) - 1
    near = (k for k in tree.path(max(before, 0)) if k <= before and "par" in event_nouns.get(article.doc[k].lemma_.casefold(), ()))
    noun = next((k for k in near if article.doc[k].pos_ == "NOUN" and k not in article.at), None)
    actor = any(k in article.at for k in (i, *tree.children(i, "appos")))
    if noun is not None and actor and noun != tree.head[i] and i not in tree.path(noun):
        tree.attach(i, noun, "nmod")


def claim(article: Article, tree: Tree, i: int, event_nouns: Prepositions) -> None:
    """A complement behind an event noun's phrase, whose frame knows its preposition, is the noun's rather than the verb's."""
    head = tree.head[i]
    if head == i or article.doc[head].pos_ != "VERB" or not tree.is_a(i, "obl"):
        return
    case = tree.case(i)
    by = case == "par" and tree.is_finite(head) and not tree.children(head, "aux:pass")  # "échoue après le rejet de son offre par X"
    given = case == "à" and may_get(article, tree, i, head)
    if case not in OF_NOUNS and not by and not given:
        return
    handing = word_set(article.document.language, "frames", "grammar", "handing")
    start = min([k for k in tree.children(i, "case") if k < i], default=i)
    for noun in range(start - 1, head, -1):
        lemma = article.doc[noun].lemma_.casefold()
        knows = article.doc[noun].pos_ == "NOUN" and case in event_nouns.get(lemma, ()) and (lemma in handing or not given)
        if knows and noun not in article.at and last_of(tree, noun) >= start - 1 and not any(tree.case(k) == case for k in tree.kids[noun]):
            tree.attach(i, noun, "nmod")
            return


def may_get(article: Article, tree: Tree, i: int, verb: int) -> bool:
    """Whether a name may be who gets what a noun before it says, where the verb above gives nobody anything."""
    spans = [article.at[k] for k in (i, *tree.children(i, "appos")) if k in article.at]  # "au groupe X"
    named = bool(spans) and not any(article.kind_of(e) in PLACES - {"Country"} for span in spans for e in span.entities)
    return named and article.doc[verb].lemma_.casefold() not in article.data("frames")["grammar"]["giving"]


def harm_of(article: Article, tree: Tree, verb: int, event_nouns: Prepositions) -> None:
    """What counts the people hurt by an event tells of it, not of what says its kind ("l'attentat au gaz qui a fait dix morts")."""
    words, kind = article.data("relations")["casualties"], tree.head[verb]
    noun = tree.head[kind]
    hurt = (m for k in tree.children(verb, "obj") for m in (k, *tree.children(k, "nmod")))
    counted = any(article.doc[k].lemma_.casefold() in (*words["deaths"], *words["injured"]) for k in hurt)
    kinds = tree.is_a(kind, "nmod") and kind not in article.at and not article.is_a(kind, "human")
    if counted and kinds and article.doc[verb].lemma_ in words["verbs"] and article.doc[noun].lemma_.casefold() in event_nouns:
        tree.attach(verb, noun, tree.dep[verb])
    if article.doc[kind].lemma_.casefold() in words["tolls"]:  # "le bilan du séisme qui a ravagé X": the earthquake did
        events = [k for k in tree.children(kind, "nmod") if k < verb and article.doc[k].lemma_.casefold() in event_nouns]
        if events:
            tree.attach(verb, events[0], tree.dep[verb])


def of_subject(article: Article, tree: Tree, i: int, event_nouns: Prepositions) -> None:
    """A complement that the parser hung on whoever does what a passive verb says is the subject's where its frame knows the preposition
    ("une plainte a été déposée par X contre Y")."""
    doer = tree.head[i]
    verb, case = tree.head[doer], tree.case(i)
    if not (tree.is_a(i, "nmod") and tree.is_a(doer, "obl:agent") and doer < i) or case not in OF_NOUNS:
        return
    for noun in tree.children(verb, "nsubj"):
        if case in event_nouns.get(article.doc[noun].lemma_.casefold(), ()):
            tree.attach(i, noun, "nmod")


def price_of_told(article: Article, tree: Tree, noun: int, reporting: frozenset[str], event_nouns: Prepositions) -> None:
    """A sum behind the phrase of an event noun that somebody tells of is the event's ("a annoncé le rachat de X, pour un milliard")."""
    verb, words = tree.head[noun], article.data("relations")["numbers"]
    if not tree.is_a(noun, "obj") or article.doc[verb].lemma_.casefold() not in reporting:
        return
    for k in [k for k in tree.children(verb, "obl") if k > noun and tree.children(k, "nummod")]:
        of = {article.doc[m].lemma_.casefold() for m in (k, *tree.children(k, "nmod"))}
        money = any(str(words["units"].get(lemma, "")).isupper() for lemma in of)
        if money and tree.case(k) in event_nouns.get(article.doc[noun].lemma_.casefold(), ()):
            tree.attach(k, noun, "nmod")
