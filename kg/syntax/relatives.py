"""Relative clauses hang on what their pronoun means ("est attendu à X, où il doit …", "une réunion, au cours de laquelle il a …")."""

from __future__ import annotations

from kg.extract.article import Article
from kg.kb.entry import PLACE_KINDS
from kg.lang import word_set
from kg.syntax.tree import Tree

THAT = frozenset({"que", "qu'", "qu’"})
RELATIVES = THAT | {"qui", "dont"}
PRONOUNS = RELATIVES | {"où"}
WHERE = frozenset({"où"})
SUBJECTS = frozenset({"lequel", "laquelle", "lesquels", "lesquelles"})
WHICH = SUBJECTS | {"duquel", "desquels", "desquelles"}
WITH_PREPOSITION = WHICH | {"auquel", "auxquels", "auxquelles"}
CLAUSES = ("conj", "parataxis", "ccomp", "xcomp", "advcl", "dep")
PHRASE = 5  # tokens of a noun with its complement, and the comma behind them
NAME = 6  # tokens of a name and its title between commas
VERB = 5  # tokens to the verb behind them
INSIDE = frozenset({"en", "au", "aux", "dans"})


def settle(article: Article, tree: Tree) -> None:
    """Before all else, make the pronoun of a relative clause a part of the clause, and what stands before it none; hang clauses with "dont"
    on the object right before them."""
    for i, word in enumerate(article.lower):
        if word == "dont" and article.words[i - 1] == ",":
            of_object(article, tree, i)
            listed(article, tree, i)
            named_behind(article, tree, i)
        if word in WHERE:
            subject_behind_where(tree, i)
        if word in SUBJECTS and article.words[i - 1] == ",":
            below_pronoun(tree, i)
        elif word in RELATIVES:
            object_clitic(article, tree, i)
            nothing_before(article, tree, i)


def subject_behind_where(tree: Tree, i: int) -> None:
    """ "Où" is no subject; what stands behind its reflexive verb is that, and no object ("où s'ouvre le sommet")."""
    verb = tree.head[i]
    if not tree.is_a(i, "nsubj", "iobj", "obl", "obj", "advmod", "dep") or verb < i:
        return
    tree.dep[i] = "obl:mod" if tree.is_a(i, "nsubj") else tree.dep[i]
    behind = [k for k in tree.children(verb, "obj") if k > verb]
    if tree.children(verb, "expl") and len(behind) == 1 and not tree.children(verb, "nsubj"):
        tree.dep[behind[0]] = "nsubj"


def below_pronoun(tree: Tree, i: int) -> None:
    """The clause of "lesquels" that hangs on its pronoun describes what that stands for ("a reçu X et Y, lesquels ont protesté"); without a
    preposition it is the subject of its clause ("X, lequel a fait savoir …")."""
    verb = tree.head[i]
    if tree.is_a(i, "dep", "obl", "advmod") and verb > i and not tree.children(verb, "nsubj") and not tree.children(i, "case"):
        tree.attach(i, verb, "nsubj")
        return
    clause = next((k for k in tree.children(i, "acl") if k > i), None)
    if clause is not None and tree.head[i] < i:
        tree.attach(clause, tree.head[i], "acl:relcl")
        tree.attach(i, clause, "nsubj")


def of_object(article: Article, tree: Tree, i: int) -> None:
    """A clause with "dont" behind a verb's object tells of that; an infinitive behind its comma is the verb's again ("a chargé X, dont le
    parti est arrivé en tête, de former")."""
    clause = clause_behind(tree, i)
    if clause is None or not tree.is_a(clause, "ccomp", "conj", "advcl", "xcomp"):
        return
    verb = tree.head[clause]
    noun = right_before(article, tree, i, tree.children(verb, "obj"))
    if noun is None:
        return
    tree.attach(clause, noun, "acl:relcl")
    for k in [k for k in tree.children(clause, "xcomp") if not tree.children(verb, "xcomp")]:
        mark = min(tree.children(k, "mark"), default=k)
        if clause < mark < k and article.words[mark - 1] == ",":
            tree.attach(k, verb, "xcomp")


def listed(article: Article, tree: Tree, i: int) -> None:
    """Whom "dont" names, with no verb of its own, is among those right before its comma, whatever the parser hung it on ("contre X et
    quatre dirigeants, dont le président Y")."""
    named = tree.head[i]
    outside = tree.is_a(named, "obl", "dep", "nmod", "xcomp", "parataxis", "conj", "advcl") and tree.head[named] < i - 1
    if named < i or article.doc[named].pos_ not in ("NOUN", "PROPN") or not outside:
        return
    if any(tree.is_finite(k) for k in tree.subtree(named)):
        return
    plural = (k for k in tree.path(i - 2) if k < i and "Plur" in article.doc[k].morph.get("Number", []))
    noun = next((k for k in plural if article.doc[k].pos_ == "NOUN"), None)
    if noun is not None and noun != tree.head[named] and tree.sentence[noun] == tree.sentence[i]:
        tree.attach(named, noun, "acl")


def named_behind(article: Article, tree: Tree, i: int) -> None:
    """The noun behind "dont" that a name between commas follows is the subject of the verb behind those ("le PSG, dont l'avocat, X,
    fustige", "le parti, dont la tête de liste, X, dément")."""
    noun, end = i + 2, article.sentences[article.sentence[i]][1]
    opening = next((k for k in range(noun + 1, min(end, noun + PHRASE)) if article.words[k] == ","), end)
    if opening == end or article.doc[i + 1].pos_ != "DET" or article.doc[noun].pos_ != "NOUN":
        return
    if any(article.doc[k].pos_ not in ("ADP", "DET", "NOUN", "ADJ", "PROPN") for k in range(noun, opening)):
        return
    closing = next((k for k in range(opening + 1, min(end, opening + NAME + 1)) if article.words[k] == ","), end)
    if closing + 1 >= end or article.doc[closing - 1].pos_ not in ("PROPN", "NOUN", "X"):
        return
    verb = next((k for k in range(closing + 1, min(end, closing + VERB)) if article.doc[k].pos_ == "VERB" and tree.is_finite(k)), None)
    antecedent = next((k for k in tree.path(noun)[1:] if k < i), None)
    if verb is None or antecedent is None or any(article.words[k] == "," for k in range(closing + 1, verb)):
        return
    if any(noun < k < verb and k > closing for k in tree.children(verb, "nsubj")) or tree.children(verb, "mark"):
        return
    if verb in tree.path(antecedent):
        main = next((k for k in tree.kids[verb] if k > verb and tree.is_finite(k) and not tree.children(k, "nsubj", "mark")), None)
        if main is None:
            return
        tree.take_place(main, verb)
    for k in [k for k in tree.children(verb, "nsubj") if k < noun]:
        tree.attach(k, tree.head[verb], tree.dep[k])
    tree.attach(verb, antecedent, "acl:relcl")
    tree.set_subject(verb, noun)
    tree.attach(i, noun, "nmod")
    for k in range(opening + 1, closing):
        if not opening < tree.head[k] < closing and k not in tree.path(noun):
            tree.attach(k, noun, "appos")


def clause_behind(tree: Tree, i: int) -> int | None:
    """The conjugated verb above a relative pronoun, where it stands behind that."""
    clause = next((k for k in tree.path(i)[1:] if tree.is_finite(k)), None)
    return clause if clause is not None and clause > i else None


def right_before(article: Article, tree: Tree, i: int, among: list[int]) -> int | None:
    """The first of some words whose phrase ends right before token `i`, if it is a noun or a name."""
    noun = next((k for k in among if k < i and tree.subtree(k)[-1] == i - 1), None)
    return noun if noun is not None and article.doc[noun].pos_ in ("NOUN", "PROPN") else None


def object_clitic(article: Article, tree: Tree, i: int) -> None:
    """ "Lui" between "que" and its verb is to whom, and no subject ("l'exil que lui a proposé X")."""
    if article.lower[i] in THAT and article.lower[i + 1 : i + 2] in (["lui"], ["leur"]) and tree.is_a(i + 1, "nsubj"):
        tree.dep[i + 1] = "iobj"


def nothing_before(article: Article, tree: Tree, i: int) -> None:
    """What stands right before the pronoun of a relative clause is no adjunct in that, but what it describes ("a parlé, avant un dîner avec
    X dont on ne sait rien")."""
    clause = clause_behind(tree, i)
    if clause is None or tree.head[clause] == clause or tree.is_a(clause, "acl"):
        return
    noun = right_before(article, tree, i, tree.children(clause, "obl", "nmod"))
    if noun is not None and tree.head[clause] < noun:
        tree.attach(noun, tree.head[clause], tree.dep[noun])
        tree.attach(clause, noun, "acl:relcl")


def repair(article: Article, tree: Tree, reporting: frozenset[str]) -> None:
    """Hang clauses with "où" on the place right before it, and what a noun like "cours" parts from its clause on that; the object of a
    relative clause is a pronoun."""
    for i, word in enumerate(article.lower):
        if word in RELATIVES and i and article.words[i - 1] == ",":
            behind_apposition(article, tree, i)
        if word == "où":
            behind_place(article, tree, i)
        elif word in WHICH:
            behind_locution(article, tree, i)
            no_content_with_which(article, tree, i)
        elif word == "qui" and i and article.doc[i - 1].pos_ == "ADP":
            name_behind(article, tree, i)
        elif word == "qui" and i and article.words[i - 1] == ",":
            no_content(article, tree, i)
            no_clause_beside(article, tree, i)
            behind_name(article, tree, i, reporting)
            of_somebody(article, tree, i)
        elif word == "qui":
            goes_on(article, tree, i)
        elif word in THAT:
            said_there(article, tree, i, reporting)
            behind_object(article, tree, i)
            if tree.dep[verb_of(tree, i)] == "acl:relcl":
                object_of_clause(article, tree, i)
                whom_behind_name(article, tree, i)


def behind_apposition(article: Article, tree: Tree, i: int) -> None:
    """A clause behind the comma that closes an apposition tells of the one whose it is ("X, une proche de Y, que Z recevra": X)."""
    clause = next((k for k in tree.path(i)[1:] if tree.dep[k] == "acl:relcl"), None)
    if clause is None or clause < i or not tree.is_a(tree.head[clause], "nmod") or tree.case(tree.head[clause]) != "de":
        return
    noun = tree.head[tree.head[clause]]
    named = article.at.get(tree.head[noun])
    if tree.is_a(noun, "appos") and named and tree.head[noun] < noun and article.is_a(noun, "human"):
        if all(article.kind_of(e) == "Person" for e in named.entities):
            tree.attach(clause, named.head, "acl:relcl")


def said_there(article: Article, tree: Tree, i: int, reporting: frozenset[str]) -> None:
    """What "que" begins right behind the name of a channel or paper in which somebody says something is what is said ("a jugé sur X que Y
    était inutile"), not what the name means."""
    clause, span = verb_of(tree, i), article.at.get(i - 1)
    if span is None or span.kind != "Name" or not tree.is_a(clause, "acl", "ccomp") or tree.head[clause] != span.head or span.end != i:
        return
    verb, body = tree.head[span.head], all(article.kind_of(e) == "Organization" for e in span.entities)
    says = article.doc[verb].pos_ == "VERB" and article.doc[verb].lemma_ in reporting and not tree.children(verb, "obj", "ccomp", "xcomp")
    finite = tree.is_finite(clause) or bool(tree.children(clause, "cop"))
    if body and says and finite and verb < span.start and tree.case(span.head) in ("sur", "dans", "à"):
        tree.attach(clause, verb, "ccomp")
        tree.attach(i, clause, "mark")


def verb_of(tree: Tree, i: int) -> int:
    """The verb of the clause that "que" opens, which the model hangs on the subject now and then."""
    return tree.head[tree.head[i]] if tree.is_a(tree.head[i], "nsubj") else tree.head[i]


def behind_object(article: Article, tree: Tree, i: int) -> None:
    """A clause with "que" behind a verb's object, or a noun with its article and "de", and a comma tells of that ("écouter les grévistes,
    que le médiateur recevra", "se félicitent de ce compromis, que X a rejeté")."""
    clause, before = verb_of(tree, i), i - 2
    if not tree.is_a(clause, "ccomp", "conj", "advcl") or tree.children(clause, "obj", "ccomp", "cc"):
        return
    if before < 0 or article.words[i - 1] != ",":
        return
    above = tree.head[clause]
    nouns = [above] if article.doc[above].pos_ in ("NOUN", "PROPN") and tree.is_a(clause, "ccomp") else tree.children(above, "obj")
    nouns += [k for k in tree.children(above, "obl") if above < k and tree.case(k) == "de" and tree.children(k, "det")]
    noun = next((k for k in nouns if k < i and above <= k and before in tree.subtree(k)), None)
    if noun is not None and article.doc[noun].pos_ in ("NOUN", "PROPN"):
        tree.attach(clause, noun, "acl:relcl")


def object_of_clause(article: Article, tree: Tree, i: int) -> None:
    """The "que" of a relative clause without another object is a pronoun: the model has it for a conjunction now and then."""
    verb = verb_of(tree, i)
    if tree.is_a(i, "obj") or (tree.is_a(i, "mark") and not tree.children(verb, "obj", "ccomp")):
        modal = article.doc[verb].lemma_.casefold() in word_set(article.document.language, "frames", "grammar", "modal")
        carried = [k for k in tree.children(verb, "xcomp") if tree.is_infinitive(k) and not tree.children(k, "obj")] if modal else []
        tree.attach(i, carried[0] if carried else verb, "obj")  # "que X devrait recevoir"
        if article.doc[i].pos_ != "PRON":
            article.doc[i].retag("PRON", "que", "PronType=Rel")


def behind_name(article: Article, tree: Tree, i: int, reporting: frozenset[str]) -> None:
    """A clause with "qui" right behind a person's name and a comma tells of that person, not of an adjunct before them ("a lancé à la
    tribune X, qui a remercié Y"), nor of a thing of theirs if it says something."""
    clause, span = tree.head[i], article.at.get(i - 2)
    if span is None or span.kind != "Name" or not tree.is_a(clause, "acl") or not tree.is_a(i, "nsubj"):
        return
    noun, people = tree.head[clause], all(article.kind_of(e) == "Person" for e in span.entities)
    several = any("Plur" in article.doc[k].morph.get("Number", []) for k in (clause, *tree.children(clause, "aux")))
    nobody = article.doc[noun].pos_ == "NOUN" and noun not in article.at and not article.is_a(noun, "human", "body")
    says = nobody and article.doc[clause].lemma_.casefold() in reporting  # "la réforme de X, qui a annoncé Y"
    above = says or noun not in tree.path(span.head)
    if people and not several and noun < span.start and above and clause not in tree.path(span.head):
        tree.attach(clause, span.head, "acl:relcl")


def whom_behind_name(article: Article, tree: Tree, i: int) -> None:
    """The same for "que", unless the name says whose somebody is ("a plaidé pour X, que Y accuse", but "la fille de X, que Y accuse")."""
    clause, span = verb_of(tree, i), article.at.get(i - 2)
    if span is None or span.kind != "Name" or article.words[i - 1] != "," or not all(article.kind_of(e) == "Person" for e in span.entities):
        return
    noun, whose = tree.head[clause], tree.case(span.head) == "de" and article.is_a(tree.head[span.head], "human")
    if not whose and noun < span.start and tree.head[span.head] != noun and not {noun, clause} & {*tree.path(span.head)[:1]}:
        if clause not in tree.path(span.head):
            tree.attach(clause, span.head, "acl:relcl")


def no_clause_beside(article: Article, tree: Tree, i: int) -> None:
    """A clause with "qui" right behind a name and a comma is none beside the one before: it tells of what is named ("devant le tribunal de
    X, qui jugera")."""
    clause = tree.head[i]
    ending = [s for s in article.ending.get(i - 1, ()) if s.rule != "adjective"]
    if not ending or not tree.is_a(i, "nsubj") or not tree.is_a(clause, "advcl", "conj", "parataxis"):
        return
    meant = min(ending, key=lambda s: s.start).head
    if clause not in tree.path(meant) and not tree.children(clause, "mark", "cc"):
        tree.attach(clause, meant, "acl:relcl")


def name_behind(article: Article, tree: Tree, i: int) -> None:
    """The name right behind "qui" and its preposition is the subject of their clause, and no part of the pronoun ("à qui X a promis Y")."""
    span = article.at.get(i + 1)
    clause = next((k for k in tree.path(i)[1:] if tree.dep[k] == "acl:relcl"), None)
    if span is None or span.kind != "Name" or clause is None or clause <= i or i not in tree.path(span.head):
        return
    if not [k for k in tree.children(clause, "nsubj") if k != i]:
        tree.attach(span.head, clause, "nsubj")
        tree.attach(i, clause, "obl:arg")


def goes_on(article: Article, tree: Tree, i: int) -> None:
    """A second clause with "qui" tells of what the first does ("X, qui emploie cent personnes et qui a été rachetée, ferme"), and is never
    the main one."""
    verb, start = tree.head[i], article.sentences[tree.sentence[i]][0]
    who = [k for k in range(start, i - 1) if article.lower[k] == "qui" and tree.is_a(k, "nsubj")]
    first = tree.head[who[-1]] if who else verb
    if tree.doc[i - 1].pos_ != "CCONJ" or not tree.is_a(i, "nsubj") or tree.dep[first] != "acl:relcl":
        return
    if tree.head[first] in tree.subtree(verb):
        below = [k for k in tree.children(verb, *CLAUSES) if k > verb and tree.is_finite(k) and not tree.children(k, "nsubj", "mark", "cc")]
        if not below:
            return
        tree.take_place(below[0], verb)
        for k in [k for k in tree.children(verb, "nsubj") if k != i]:
            tree.attach(k, below[0], "nsubj")
    if verb not in tree.path(tree.head[first]):
        tree.attach(verb, tree.head[first], "acl:relcl")


def no_content(article: Article, tree: Tree, i: int) -> None:
    """A clause with "qui" behind a comma and the object of a verb tells of that, and is not what the verb says ("a accusé X, qui nie")."""
    clause = tree.head[i]
    place, casualties = tree.head[clause], article.data("relations")["casualties"]["verbs"]
    behind = tree.is_a(place, "nmod") and tree.case(place) == "de" and article.doc[tree.head[place]].pos_ == "NOUN"
    told = tree.is_a(clause, "acl") and article.doc[clause].lemma_.casefold() in casualties
    if behind and told and place in article.at and names_place(article, place):
        tree.attach(clause, tree.head[place], "acl:relcl")  # "l'attentat de X, qui a coûté la vie à dix personnes"
        return
    objects = [k for k in tree.children(tree.head[clause], "obj") if k < i and i - 2 in tree.subtree(k)]
    hung = tree.is_a(clause, "ccomp") or (tree.is_a(clause, "acl") and article.doc[tree.head[clause]].pos_ == "VERB")
    if tree.is_a(i, "nsubj") and hung and objects:
        tree.attach(clause, objects[0], "acl:relcl")


def no_content_with_which(article: Article, tree: Tree, i: int) -> None:
    """A clause with "lequel" and its preposition behind a comma tells of whoever is named before it, and is not what the verb says ("a
    remercié X, avec lequel il s'était entretenu")."""
    clause, before = tree.head[i], i - 3
    if before < 0 or article.words[i - 2] != "," or article.doc[i - 1].pos_ != "ADP" or not tree.is_a(clause, "ccomp", "advcl"):
        return
    span = article.at.get(before)
    if span is not None and span.kind == "Name" and span.end == before + 1 and tree.head[clause] < before and i < clause:
        tree.attach(clause, span.head, "acl:relcl")


def names_place(article: Article, i: int) -> bool:
    """Whether a mention names a place."""
    return all(article.kind_of(e) in PLACE_KINDS for e in article.at[i].entities)


def behind_place(article: Article, tree: Tree, i: int) -> None:
    """The clause of "où" at `i` says something of the place whose name ends right before it, or of that which lies in it ("à X, en Y, où
    il …")."""
    at = i - 1 - (article.words[i - 1] == ",")
    span = article.at.get(at)
    if span is not None and article.lower[span.start - 1] in INSIDE and article.words[span.start - 2] == ",":
        inner = article.at.get(span.start - 3)
        span = inner if inner is not None and inner.kind == "Name" and article.words[i - 1] == "," else span
    clause = next((k for k in tree.path(i)[1:] if tree.is_a(k, "acl")), None)
    behind_noun(article, tree, i, at)
    if span is None or span.kind != "Name" or clause is None or clause < i or tree.head[clause] == span.head:
        return
    if all(article.kind_of(e) in PLACE_KINDS for e in span.entities) and clause not in tree.path(span.head):
        tree.attach(clause, span.head, "acl:relcl")


def behind_noun(article: Article, tree: Tree, i: int, at: int) -> None:
    """A clause of "où" at `i` that the parser could hang nowhere tells of the noun whose phrase ends at token `at` ("a réagi X devant les
    grilles de l'usine, où Y s'étaient rassemblés")."""
    clause, path = tree.head[i], tree.path(at)
    verb = next((n for n, k in enumerate(path) if article.doc[k].pos_ in ("VERB", "AUX")), len(path))
    nouns = [k for k in path[:verb] if k <= at and article.doc[k].pos_ == "NOUN"]
    astray = tree.is_a(clause, "dep") or (tree.is_a(clause, "acl") and tree.head[clause] in path[verb + 1 :])
    if clause > i and astray and article.words[i - 1] == "," and nouns and clause not in tree.path(nouns[-1]):
        tree.attach(clause, nouns[-1], "acl:relcl")


def of_somebody(article: Article, tree: Tree, i: int) -> None:
    """A clause behind a comma tells of the person before it rather than of what that person is of ("L'ancien sélectionneur de la Slovénie,
    qui a démissionné", "M. Durand, de Nancy, qui a …")."""
    clause = tree.head[i]
    name = tree.head[clause]
    span = article.at.get(name)
    if not tree.is_a(clause, "acl") or not tree.is_a(i, "nsubj") or span is None or tree.case(name) != "de":
        return
    person, named = tree.head[name], article.at.get(tree.head[name])
    apart = article.words[min(tree.children(name, "case"), default=1) - 1] == ","
    if not tree.is_a(name, "nmod") and not (tree.is_a(name, "flat") and apart):
        return
    singular = all("Plur" not in article.doc[k].morph.get("Number", []) for k in (person, clause, *tree.children(clause, "aux")))
    body = all(article.kind_of(e) in ("Country", "Organization", "City") for e in span.entities)
    somebody = article.doc[person].pos_ == "NOUN" and article.is_a(person, "human")
    somebody |= named is not None and named.kind == "Name" and all(article.kind_of(e) == "Person" for e in named.entities)
    if body and singular and somebody and tree.head[person] != clause:
        tree.attach(clause, person, "acl:relcl")


def behind_locution(article: Article, tree: Tree, i: int) -> None:
    """The noun between a preposition and a relative pronoun ("au cours de laquelle") belongs to the clause that was hung on it, and that on
    the noun before."""
    if i < 2:
        return
    noun = i - 2 if article.lower[i - 1] in ("de", "d'") else i - 1
    before = min([noun, *(k for k in tree.children(noun, "case") if k < noun)]) - 1
    before -= article.words[before] == ","
    clause = next((k for k in tree.children(noun, "acl") if k > i), None)
    meant = article.at[before].head if before in article.at else before
    if clause is None or before < 0 or article.doc[meant].pos_ not in ("NOUN", "PROPN") or tree.head[i] not in (noun, clause):
        return
    tree.attach(clause, meant, "acl:relcl")
    tree.attach(noun, clause, "obl:mod")
    tree.attach(i, noun, "nmod")
