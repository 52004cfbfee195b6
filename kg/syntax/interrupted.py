"""Main clauses cut off by a relative clause before them ("X, qui a passé un an en prison, n'a pas été condamnée"; "En déplacement à Y,
où il a parlé, X s'est rallié")."""

from __future__ import annotations

from kg.extract.article import Article
from kg.lang import word_set
from kg.syntax.coordination import is_plural
from kg.syntax.participles import AGES
from kg.syntax.relatives import PRONOUNS
from kg.syntax.tree import Tree

NOT = frozenset({"ne", "n'"})
HUNG = ("xcomp", "conj", "advcl", "parataxis", "ccomp", "dep", "acl", "acl:relcl", "appos", "obj", "nmod", "advmod")
WIDEST = 30  # tokens before a verb in which its subject is sought
ONE = frozenset({"un", "une"})
BEFORE_VERB = frozenset({"AUX", "PRON", "ADV"})


def repair(article: Article, tree: Tree) -> None:
    """Where a noun with a relative clause was made a sentence's root, give it the finite verb behind the clause's comma; where the verb has
    a subject of its own, the noun only says when or where."""
    for i, word in enumerate(article.lower):
        if word in PRONOUNS and i and article.words[i - 1] != ",":
            defined(article, tree, i)
        if word == "qui" and i > 1 and article.words[i - 1] == ",":
            of_main_clause(article, tree, i)
    for token in article.doc:
        if tree.is_a(token.i, "obl:mod") and article.words[token.i - 1] != ",":
            of_verb_behind(article, tree, token.i)
        if token.pos_ == "VERB":
            of_apposition(article, tree, token.i)
            nested_subject(article, tree, token.i)
            take_subject(article, tree, token.i)
    for start, end in article.sentences:
        of_bare_opening(article, tree, start, end)
        for adjective in [i for i in range(start, end) if tree.head[i] == i and article.doc[i].pos_ == "ADJ"]:
            no_main_adjective(article, tree, adjective, end)
        for participle in [i for i in range(start, end) if article.doc[i].pos_ == "VERB"]:
            no_main_participle(article, tree, participle, end)
        for root in [i for i in range(start, end) if tree.head[i] == i and article.doc[i].pos_ in ("NOUN", "PROPN")]:
            if two_subjects(article, tree, root, end):
                continue
            below = sorted(tree.subtree(root))
            relative = next((k for k in below if k > root and tree.dep[k] == "acl:relcl"), None)
            main = next((i for i in below if relative and i > relative and begins_anew(article, tree, i, relative)), None)
            if main is not None and not tree.children(root, "cop", "nsubj"):
                tree.make_root(main)
                tree.attach(root, main, "obl:mod")
        for subject in [i for i in range(start, end) if tree.head[i] == i and article.doc[i].pos_ in ("NOUN", "PROPN")]:
            if tree.children(subject, "cop", "nsubj") or tree.case(subject):
                continue
            relative = next((k for k in tree.children(subject, "acl:relcl") if k > subject), None)
            begins = relative or (subject if opens(article, tree, subject, start) else None)
            verb = next((i for i in range(begins + 1, end) if closes(article, tree, i, begins)), None) if begins is not None else None
            if verb is not None:
                tree.make_root(verb)
                for k in tree.children(verb, "nsubj"):
                    tree.dep[k] = "obj"
                tree.set_subject(verb, subject)
                for k in [m for m in tree.kids[subject] if m > verb]:
                    tree.attach(k, verb, tree.dep[k])


def of_bare_opening(article: Article, tree: Tree, start: int, end: int) -> None:
    """A bare noun that opens a sentence up to a comma is no root where a clause with a subject of its own begins behind the comma ("Côté
    italien, un homme est mort")."""
    noun = next((i for i in range(start, end) if not article.doc[i].is_space), start)
    if tree.head[noun] != noun or article.doc[noun].pos_ != "NOUN" or tree.children(noun, "cop", "nsubj", "det"):
        return
    comma = next((k for k in range(noun + 1, min(noun + 4, end)) if article.words[k] == ","), None)
    if comma is None:
        return
    for verb in tree.children(noun, "parataxis", "acl", "conj"):
        subject = [k for k in tree.children(verb, "nsubj") if min(tree.subtree(k)) == comma + 1]
        if subject and tree.is_finite(verb) and not tree.children(verb, "mark"):
            tree.make_root(verb)
            for k in [k for k in tree.kids[noun] if k >= comma]:
                tree.attach(k, verb, tree.dep[k] if tree.case(k) != "" or not tree.is_a(k, "acl") else "advcl")
            tree.attach(noun, verb, "obl:mod")
            return


def of_verb_behind(article: Article, tree: Tree, i: int) -> None:
    """An adjunct between commas behind the name of a verb's subject is the verb's ("L'association X, par la voix de son président, Y, a
    demandé …")."""
    name = tree.head[i]
    span = article.at.get(name)
    if span is None or span.kind != "Name" or not tree.is_a(name, "nsubj") or not span.end < i < tree.head[name]:
        return
    if article.words[span.end] == "," and article.doc[span.end + 1].pos_ == "ADP" and min(tree.subtree(i)) == span.end + 1:
        tree.attach(i, tree.head[name], "obl:mod")


def defined(article: Article, tree: Tree, i: int) -> None:
    """A noun that a clause without commas describes is the subject of the finite verb right behind the clause ("Le sommet qui devait
    s'ouvrir à X a été annulé", "La rencontre qu'il devait avoir avec X n'aura pas lieu")."""
    clause = next((k for k in tree.path(i)[1:] if k > i and tree.is_a(k, "acl")), None)
    noun = tree.head[clause] if clause is not None else i
    if clause is None or noun > i or article.doc[noun].pos_ not in ("NOUN", "PROPN") or tree.is_a(noun, "nsubj") or tree.case(noun):
        return
    for verb in [k for k in tree.subtree(clause) if k > clause and (tree.children(k, "aux:pass") or is_denied(article, tree, k))]:
        first = min([*tree.children(verb, "aux"), *(k for k in tree.kids[verb] if k < verb and article.lower[k] in NOT)], default=verb)
        begins = article.doc[first - 1].pos_ in ("NOUN", "PROPN", "NUM", "VERB") and first > clause
        if begins and tree.is_finite(verb) and not tree.children(verb, "nsubj", "mark", "cc"):
            tree.take_place(verb, noun)
            tree.attach(noun, verb, "nsubj:pass" if tree.children(verb, "aux:pass") else "nsubj")
            return


def is_denied(article: Article, tree: Tree, i: int) -> bool:
    """Whether a finite verb that the parser took for the complement of another has a negation of its own."""
    taken = article.doc[i].pos_ == "VERB" and tree.is_a(i, "xcomp") and tree.is_finite(i)
    return taken and any(article.lower[k] in NOT for k in tree.kids[i])


def of_main_clause(article: Article, tree: Tree, i: int) -> None:
    """What stands before a clause with "qui" and was made a second subject of its verb is that of the verb above ("Ce dernier, qui
    dirigeait X, est soupçonné")."""
    clause = tree.head[i]
    main = tree.head[clause]
    first = next((k for k in tree.children(clause, "nsubj") if k < i - 1), None)
    if first is None or not tree.is_a(i, "nsubj") or main < clause or tree.children(main, "nsubj") or not tree.is_finite(main):
        return
    tree.set_subject(main, first)
    tree.attach(clause, first, "acl:relcl")


def two_subjects(article: Article, tree: Tree, first: int, end: int) -> bool:
    """Give the plural verb behind the second of two names the first as well, which a clause between commas parts from it ("X, qui a
    signé, et Y ont publié"); False where they are not so."""
    span = article.at.get(first)
    if span is None or span.kind != "Name" or tree.case(first) or article.words[span.end : span.end + 1] != [","]:
        return False
    for second in [s for s in article.spans if s.kind == "Name" and span.end < s.start < end]:
        verb, joining = tree.head[second.head], min([second.start, *tree.children(second.head, "det", "title")]) - 1
        apart = article.lower[joining] == "et" and article.words[joining - 1] == "," and span.end < joining < end
        if apart and tree.is_a(second.head, "nsubj") and first in tree.path(verb) and is_plural(tree, verb):
            tree.take_place(verb, first)
            tree.attach(first, verb, tree.dep[second.head])
            tree.attach(second.head, first, "conj")
            article.groups[first] = [first, second.head]
            return True
    return False


def no_main_participle(article: Article, tree: Tree, participle: int, end: int) -> None:
    """A participle between commas behind its noun is no verb of a clause where one follows ("X, née à Y, s'est vu …", "où X, invité
    lui aussi, ne se rendra pas")."""
    subject = next((k for k in tree.children(participle, "nsubj") if k < participle), None)
    if subject is None or not tree.is_past_participle(participle) or tree.children(participle, "aux", "cop", "obj"):
        return
    if article.words[participle - 1] != ",":
        return
    verb = next((i for i in range(participle + 1, end) if closes(article, tree, i, participle)), None)
    if verb is None:
        return
    if verb not in tree.path(participle):
        tree.take_place(verb, participle)
    for k in [m for m in tree.kids[participle] if m < subject and not article.doc[m].is_punct]:
        tree.attach(k, verb, tree.dep[k])  # "où", "qui"
    tree.set_subject(verb, subject)
    tree.attach(participle, subject, "acl")


def no_main_adjective(article: Article, tree: Tree, adjective: int, end: int) -> None:
    """An adjective between commas behind a name is no sentence where a verb without subject follows ("X, absent, s'est vu attribuer …")."""
    name = article.at.get(adjective - 2)
    if name is None or name.kind != "Name" or article.words[adjective - 1 : adjective + 2 : 2] != [",", ","]:
        return
    verb = next((i for i in range(adjective + 2, end) if closes(article, tree, i, adjective)), None)
    if verb is None or tree.case(name.head) or tree.children(adjective, "cop"):
        return
    tree.make_root(verb)
    tree.set_subject(verb, name.head)
    for k in [k for k in tree.kids[adjective] if k != verb]:
        tree.attach(k, verb, tree.dep[k])
    tree.attach(adjective, name.head, "acl")


def of_apposition(article: Article, tree: Tree, verb: int) -> None:
    """A noun for people between the comma behind somebody's name and another one is no subject but tells who that is ("Me X, l'avocate de
    Y, a dénoncé")."""
    subjects = [k for k in tree.children(verb, "nsubj") if k < verb]
    if len(subjects) != 1 or subjects[0] in article.at or tree.children(subjects[0], "cc"):
        return
    one = article.lower[subjects[0]] in ONE and bool(tree.children(subjects[0], "nmod"))  # "X, l'une de ses alliées, a été arrêtée"
    if not (one or article.is_a(subjects[0], "human")):
        return
    phrase = tree.subtree(subjects[0])
    before = next((k for k in tree.children(verb, "obl", "nmod", "dep", "dislocated", "appos", "vocative") if k < phrase[0]), None)
    named = before
    if before is not None and before not in article.at and article.is_a(before, "human"):
        named = next((k for k in tree.children(before, "appos") if k in article.at), None)  # "Le tireur, X, un policier, a été abattu"
    if before is None or named is None or named not in article.at or tree.case(before):
        return
    if article.at[named].end != phrase[0] - 1 or article.words[phrase[0] - 1] != ",":
        return
    person = all(article.kind_of(e) == "Person" for e in article.at[named].entities)
    last = max(k for k in phrase if not article.doc[k].is_punct)
    if person and article.words[last + 1 : last + 2] == [","]:
        tree.set_subject(verb, before)
        tree.attach(subjects[0], before, "appos")


def nested_subject(article: Article, tree: Tree, verb: int) -> None:
    """A subject between commas that has a subject of its own and no verb only tells who that is ("Leur capitaine, X, victime d'un malaise,
    a été évacué")."""
    for noun in [k for k in tree.children(verb, "nsubj") if k < verb and article.doc[k].pos_ == "NOUN" and not tree.children(k, "cop")]:
        own = [k for k in tree.children(noun, "nsubj") if k < noun]
        if len(own) == 1 and article.words[min([noun, *(k for k in tree.kids[noun] if own[0] < k < noun)]) - 1] == ",":
            tree.set_subject(verb, own[0])
            tree.attach(noun, own[0], "appos")


def take_subject(article: Article, tree: Tree, verb: int) -> None:
    """A name before a comma and a verb without a subject there is its subject ("Paris, qui a des soldats, condamne X", "Le dissident X, 47
    ans, est mort")."""
    if not tree.is_finite(verb) or any(k < verb for k in tree.children(verb, "nsubj")):
        return
    start = min([verb, *(k for k in tree.children(verb, "aux", "expl", "iobj", "advmod") if k < verb)])
    while start > 0 and article.doc[start - 1].pos_ in BEFORE_VERB:
        start -= 1
    if article.words[start - 1] != ",":
        subject_of_adjunct(article, tree, verb)
        return
    before = [k for k in tree.kids[verb] if k < start and not tree.case(k) and tree.is_a(k, "obl", "nmod", "dep", "advmod")]
    named = [k for k in before if k in article.at or any(m in article.at for m in tree.children(k, "appos"))]
    if named:
        for k in tree.children(verb, "nsubj"):
            tree.dep[k] = "obj"
        tree.set_subject(verb, named[-1])
    else:
        subject_of_adjunct(article, tree, verb)


def subject_of_adjunct(article: Article, tree: Tree, verb: int) -> None:
    """Whoever hangs without a conjunction or preposition on an adjunct before the verb is the verb's subject ("La veille, à X, Angela
    Merkel avait demandé …", "D'après le ministère, M. X aurait …", "Hier, devant le tribunal, M. X, 61 ans, a nié"); an apposition has a
    comma behind it and no age."""
    for k in reversed(range(max(0, verb - WIDEST), verb)):
        span = article.at.get(k)
        if span is None or span.head != k or not tree.is_a(k, "conj", "appos", "nmod") or tree.case(k) or tree.children(k, "cc"):
            continue
        aged = has_age(article, span.end) and not tree.children(verb, "mark")
        behind = range(behind_acronym(article, span.end), verb)
        if not tree.is_a(k, "conj") and not aged and any(article.doc[m].pos_ not in BEFORE_VERB for m in behind):
            continue
        noun = tree.head[k] if tree.is_a(k, "appos") and article.is_a(tree.head[k], "human") and not tree.case(tree.head[k]) else k
        start = min([span.start, *tree.children(k, "det", "amod", "title"), *tree.children(noun, "det", "amod"), noun])
        actor = all(article.kind_of(e) in ("Person", "Organization", "Country") for e in span.entities)
        first = tree.head[noun]
        adjunct = tree.case(first) or article.doc[first].lemma_.casefold() in word_set(article.document.language, "nouns", "time")
        if not actor or not adjunct or article.words[start - 1] != "," or tree.children(verb, "nsubj", "csubj"):
            continue
        if tree.head[verb] == first and tree.head[first] == first:  # "À X, le groupe Y a publié", with X the root
            tree.take_place(verb, first)
            tree.attach(first, verb, "obl:mod")
        if verb in tree.path(noun):
            tree.set_subject(verb, noun)
            for m in [m for m in tree.kids[first] if span.end <= m < verb and aged]:
                tree.attach(m, noun, tree.dep[m] if tree.case(m) else "appos")  # "61 ans, notaire à X"
            return


def has_age(article: Article, end: int) -> bool:
    """Whether an age stands between commas behind what ends before a token."""
    words = article.lower[end : end + 4]
    return len(words) == 4 and words[0] == words[3] == "," and words[1].isdigit() and words[2] in AGES


def behind_acronym(article: Article, end: int) -> int:
    """The token behind a name that ends before `end` and its acronym in brackets ("l'Agence de l'énergie (AIE) a publié")."""
    return end + 3 if article.words[end : end + 1] == ["("] and article.words[end + 2 : end + 3] == [")"] else end


def begins_anew(article: Article, tree: Tree, verb: int, relative: int) -> bool:
    """Whether a finite verb hangs on the relative clause but has a subject right behind the comma that ends it."""
    if article.doc[verb].pos_ not in ("VERB", "AUX") or tree.head[verb] != relative or tree.children(verb, "mark", "cc"):
        return False
    if not tree.is_a(verb, "advcl", "parataxis", "ccomp", "conj", "xcomp") or not tree.is_finite(verb):
        return False
    return any(
        relative < min(tree.subtree(k)) and article.words[min(tree.subtree(k)) - 1] == "," for k in tree.children(verb, "nsubj") if k < verb
    )


def opens(article: Article, tree: Tree, noun: int, start: int) -> bool:
    """Whether a noun's phrase opens its sentence and a comma cuts it off from what follows ("Le parti, à la veille de X, réclame …")."""
    phrase = [k for k in tree.subtree(noun) if not article.doc[k].is_punct] or [noun]
    end = article.at[noun].end if noun in article.at else phrase[-1] + 1
    first = phrase[0] <= start + 1 and bool(noun in article.at or tree.children(noun, "det"))
    return first and end < len(article.words) and article.words[end] == ","


def closes(article: Article, tree: Tree, verb: int, relative: int) -> bool:
    """Whether a verb without subject begins the rest of the main clause right behind a comma."""
    hung = tree.head[verb] == verb or tree.is_a(verb, *HUNG) or verb in tree.path(relative)
    subject = any(k < verb for k in tree.children(verb, "nsubj", "csubj")) or tree.children(verb, "mark", "cc")
    if article.doc[verb].pos_ not in ("VERB", "AUX") or not hung or subject or not tree.is_finite(verb):
        return False
    at = verb - 1
    while at > relative and article.doc[at].pos_ in BEFORE_VERB:
        at -= 1
    return article.words[at] == ","
