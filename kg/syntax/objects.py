"""Objects that the parser takes for something else; subjects behind an active verb that has one before it; "A et lui" is one subject."""

from __future__ import annotations

from kg.extract.article import Article
from kg.kb.entry import PLACE_KINDS
from kg.lang import table, word_set
from kg.syntax.inversion import is_latter
from kg.syntax.names import is_manner
from kg.syntax.relative_objects import headless_relative, relative_object
from kg.syntax.subordinate import beside
from kg.syntax.tree import Tree

GIVEN_BY = frozenset({"selon", "d'après", "pour", "malgré"})
FRONTED = GIVEN_BY | {"dans", "en", "à", "chez", "sous", "sur", "de", "depuis"}  # prepositions of what opens a sentence and is no subject
BESIDES = frozenset({"avant", "après", "sans"})
WHOM = frozenset({"qui", "lequel", "laquelle", "lesquels", "lesquelles"})
SINCE = frozenset({"depuis", "dès"})  # "manifestent depuis lundi à X"
TONIC = frozenset({"lui", "elle", "eux", "elles", "moi", "nous"})


def repair(article: Article, tree: Tree) -> None:
    """Mend doubled subjects and pronouns in a coordination."""
    for token in article.doc:
        if article.doc[tree.head[token.i]].is_punct and not token.is_punct:
            no_child_of_comma(article, tree, token.i)
        if tree.head[token.i] == token.i and token.pos_ in ("NOUN", "PROPN"):
            verb_below(article, tree, token.i)
        if token.pos_ == "NOUN" and tree.children(token.i, "cop"):
            behind_time(article, tree, token.i)
        if token.pos_ in ("VERB", "AUX"):
            no_infinitive_of_name(article, tree, token.i)
            no_adjunct_of_noun(article, tree, token.i)
            behind_time(article, tree, token.i)
            headless_relative(article, tree, token.i)
            of_the_second(article, tree, token.i)
            second_subject(tree, token.i)
            subject_behind_place(article, tree, token.i)
            people_behind_place(article, tree, token.i)
            missing_subject(article, tree, token.i)
            bare_subject(article, tree, token.i)
            missing_object(article, tree, token.i)
            relative_object(article, tree, token.i)
            if is_infinitive(tree, token.i):
                no_subject(tree, token.i)
                join_row(article, tree, token.i)
        elif token.pos_ in ("NOUN", "PROPN"):
            no_bare_complement(article, tree, token.i)
        if token.pos_ in ("ADJ", "NOUN"):
            latter_subject(article, tree, token.i)
        if token.pos_ in ("NOUN", "PROPN"):
            no_street(article, tree, token.i)
        if token.pos_ == "NOUN":
            no_bare_oblique(article, tree, token.i)
            no_object_with_de(tree, token.i)
            indefinite_object(article, tree, token.i)
            predicate_behind_time(article, tree, token.i)
        if article.lower[token.i] in TONIC and token.i > 1 and article.lower[token.i - 1] == "et":
            join(article, tree, token.i)


def no_adjunct_of_noun(article: Article, tree: Tree, verb: int) -> None:
    """An infinitive with "avant", "après" or "sans" behind a noun is an adjunct of the nearest conjugated verb before it that is in no
    relative clause ("a dit X, le patron de Y, avant de partir")."""
    marks = {article.lower[k] for k in tree.children(verb, "mark", "case")}
    if not (tree.is_a(verb, "acl") and tree.is_infinitive(verb) and marks & BESIDES):
        return
    for k in range(verb - 1, -1, -1):
        if tree.sentence[k] != tree.sentence[verb]:
            return
        if article.doc[k].pos_ == "VERB" and tree.is_finite(k) and tree.dep[k] != "acl:relcl":
            tree.attach(verb, k, "advcl")
            return


def behind_time(article: Article, tree: Tree, verb: int) -> None:
    """What the parser hung on a bare time behind a verb is the verb's own: its object, or where it happens ("ont acheté mardi vingt rames",
    "a signé lundi à Bergen une convention")."""
    timely = word_set(article.document.language, "nouns", "time")
    for time in tree.children(verb, "obl", "obj", "xcomp", "advmod"):
        if time < verb or article.doc[time].lemma_.casefold() not in timely:
            continue
        bare = not (tree.case(time) or tree.children(time, "det", "nummod"))
        if bare and not tree.is_a(time, "obl"):
            tree.dep[time] = "obl:mod"
        for k in tree.children(time, "nmod", "obj", "amod", "flat", "appos"):
            named = k in article.at and article.at[k].rule != "adjective"
            if k < time or not (named or tree.children(k, "det", "nummod")) or article.doc[k].lemma_.casefold() in timely:
                continue
            if tree.case(k):
                counted = tree.case(time) or tree.children(time, "nummod")
                town = named and all(article.kind_of(e) in PLACE_KINDS for e in article.at[k].entities)
                alone = not counted or (tree.case(time) in SINCE and town)  # "remporté la veille en Slovaquie"
                if named and alone and tree.case(k) != "de":
                    tree.attach(k, verb, "obl:mod")
            elif not [o for o in tree.children(verb, "obj") if o != k] and not tree.children(verb, "aux:pass", "ccomp"):
                tree.attach(k, verb, "obj")


def predicate_behind_time(article: Article, tree: Tree, noun: int) -> None:
    """A bare noun for somebody behind an adjunct of a verb of electing or naming is what they become ("élue samedi présidente de X", "élu
    au premier tour président de Y")."""
    above = tree.head[noun]
    bare = tree.is_a(noun, "obl", "nmod") and above < noun and not tree.case(noun) and not tree.children(noun, "det", "appos")
    if not bare or noun in article.at or not article.is_a(noun, "human"):
        return
    verb = tree.head[above] if tree.is_a(above, "obl", "obj") and article.doc[above].pos_ in ("NOUN", "PROPN", "NUM") else above
    if article.doc[verb].lemma_.casefold() in word_set(article.document.language, "coreference", "becoming"):
        tree.attach(noun, verb, "xcomp")


def of_the_second(article: Article, tree: Tree, verb: int) -> None:
    """The second object of a verb that stands behind a coordinated one is that one's ("a arrêté X et relâché Y"), and so is a name that the
    parser only hung on it ("a racheté X et cédé Y")."""
    for second in [k for k in tree.children(verb, "conj") if k > verb and article.doc[k].pos_ == "VERB"]:
        if tree.children(second, "obj", "nsubj"):
            continue
        before = [k for k in tree.children(verb, "obj") if verb < k < second]
        behind = [k for k in tree.children(verb, "obj") if k > second] if before else []
        loose = [k for k in tree.children(second, "dep") if k == second + 1 and not tree.case(k)] if before else []
        for k in (behind + loose)[:1]:
            tree.attach(k, second, "obj")


def second_subject(tree: Tree, verb: int) -> None:
    """Of two subjects of an active verb, the one behind it is the object."""
    subjects = [k for k in tree.children(verb, "nsubj") if tree.dep[k] != "nsubj:pass"]
    if any(k < verb for k in subjects) and not tree.children(verb, "obj", "aux:pass"):
        for k in subjects:
            if k > verb:
                tree.dep[k] = "obj"


def missing_subject(article: Article, tree: Tree, verb: int) -> None:
    """A mention without preposition right before a conjugated verb that has no subject is its subject ("… et le président a fui"), and so
    is one before "ayant" or "étant" ("…, X ayant été nommé"), or behind a relative pronoun with a preposition ("pour qui X a voté")."""
    words = [verb, *tree.children(verb, "aux", "expl", "obj", "iobj", "advmod")]
    absolute = any(tree.is_present_participle(k) for k in tree.children(verb, "aux"))
    if tree.is_a(verb, "aux", "cop") or tree.children(verb, "nsubj", "csubj") or not (tree.is_finite(verb) or absolute):
        return
    what = [k for k in tree.children(verb, "mark", "obj") if article.words[k].casefold() in ("que", "qu'")]
    before = min(k for k in words if k <= verb and (k == verb or tree.doc[k].pos_ in ("AUX", "PRON", "ADV"))) - 1
    span = article.at.get(before)
    if (
        span is None
        or span.end - 1 != before
        or span.rule == "adjective"
        or tree.case(span.head)
        or tree.sentence[before] != tree.sentence[verb]
    ):
        return
    head = next((h for h, row in article.groups.items() if span.head in row), span.head)
    relative = tree.head[span.head]
    if tree.is_a(verb, "acl") and not what and not (article.lower[relative] in WHOM and tree.case(relative)):
        return
    if (tree.is_a(head, "nsubj") and not tree.is_a(verb, "acl")) or (verb in tree.path(head)[1:] and explains(article, tree, head)):
        return
    if tree.is_a(verb, "acl") and what:
        if not what[0] < span.start <= what[0] + 2:
            return
        tree.dep[what[0]], article.doc[what[0]].pos_ = "obj", "PRON"  # "X, que Y accuse"
        head = span.head
        article.groups = {h: row for h, row in article.groups.items() if head not in row}
    tree.set_subject(verb, head)
    beside(article, tree, verb)


def subject_behind_place(article: Article, tree: Tree, verb: int) -> None:
    """What stands behind a comma after "dans" and a place is no second place but the subject ("Dans le sud, la reprise de X inquiète
    Y"), with all that the parser hung on the place behind the comma; and so is a name behind a source ("Selon le ministère, X a …")."""
    for k in tree.children(verb, "nsubj"):
        comma = next((c for c in tree.subtree(k) if article.words[c] == ","), k)
        if comma == k or tree.case(k) not in FRONTED:
            continue
        where = k in article.at and all(article.kind_of(e) in PLACE_KINDS for e in article.at[k].entities)
        named = where or tree.case(k) in GIVEN_BY
        behind = [
            c
            for c in tree.children(k, "conj", "appos", *(("nmod", "flat") if named else ()))
            if c > comma and (tree.children(c, "det") or (named and c in article.at)) and not (tree.case(c) or tree.children(c, "cc"))
        ]
        if not behind:
            continue
        tree.attach(behind[0], verb, tree.dep[k])
        tree.dep[k] = "obl:mod"
        for c in tree.children(k):
            if c > comma:
                tree.attach(c, behind[0], tree.dep[c])


def people_behind_place(article: Article, tree: Tree, verb: int) -> None:
    """A person's name right behind the place of a verb without subject or object is the subject, which such verbs have behind them ("En
    2005 mouraient à X Y et Z", "où sont nés à X Y")."""
    grammar = article.data("frames")["grammar"]
    lacks = tree.is_finite(verb) and not tree.children(verb, "nsubj", "obj", "expl")
    if not lacks or article.doc[verb].lemma_.casefold() not in (*grammar["unaccusative"], *grammar["subject_behind"]):
        return
    for place in tree.children(verb, "obl"):
        at = article.at[place].end if place in article.at else place + 1
        span = article.at.get(at)
        if place < verb or span is None or span.start != at or span.kind != "Name" or tree.case(span.head):
            continue
        if all(article.kind_of(e) == "Person" for e in span.entities) and place in tree.path(span.head):
            tree.attach(span.head, verb, "nsubj")
            return


def bare_subject(article: Article, tree: Tree, verb: int) -> None:
    """A noun with a determiner and no preposition that opens the clause of a conjugated verb is the subject that it lacks ("L'adoption du
    texte, lundi, a surpris X"); "de" before an adjective is its article ("De fortes pluies ont touché X")."""
    if tree.is_a(verb, "aux", "cop", "acl") or tree.children(verb, "nsubj", "csubj", "expl") or not tree.is_finite(verb):
        return
    timely = word_set(article.document.language, "nouns", "time")
    for k in tree.children(verb, "obl"):
        noun = article.doc[k].pos_ == "NOUN" and article.doc[k].lemma_.casefold() not in timely
        if k > verb or not noun or (k in article.at and article.at[k].kind == "Name"):
            continue
        cases = tree.children(k, "case")
        opens = min(tree.subtree(k)) == article.doc[k].sent.start
        article_de = tree.case(k) == "de" and len(cases) == 1 and article.doc[cases[0] + 1].pos_ == "ADJ" and opens
        if article_de and "Plur" in article.doc[k].morph.get("Number", []):
            tree.dep[cases[0]] = "det"
        elif cases or not tree.children(k, "det") or not opens:
            continue
        tree.dep[k] = "nsubj:pass" if tree.children(verb, "aux:pass") else "nsubj"
        return


def explains(article: Article, tree: Tree, i: int) -> bool:
    """Whether a name says who is meant by the noun before it ("Le ministre, X, a …"), which is no adjunct ("Devant ses amis, X a …") and
    no place ("Au terme d'une réunion à Lyon, X a …")."""
    noun = tree.head[i]
    if noun in article.at and i in article.at and article.kind_of(article.at[i].entities[0]) == "Person":
        if all(article.kind_of(e) in PLACE_KINDS for e in article.at[noun].entities):
            return False
    return tree.is_a(i, "appos") and not (tree.is_a(noun, "obl") and tree.case(noun) and tree.doc[i - 1].text == ",")


def missing_object(article: Article, tree: Tree, verb: int) -> None:
    """A name right behind a verb that has a subject before it and no object, or behind how that is done, is its object ("a racheté Volvo en
    2010", "a félicité à son tour X"), unless it says what the subject has become ("est devenue Volvo")."""
    at = behind_manner(article, verb + 1)
    span = article.at.get(at)
    if span is None or span.start != at or span.kind != "Name" or span.rule == "adjective" or tree.case(span.head):
        return
    governs = at > verb + 1 or any(k < verb for k in tree.children(verb, "nsubj")) or is_compound_infinitive(tree, verb)
    becoming = table(article.document.language, "coreference")["becoming"]
    if (
        governs
        and article.doc[verb].lemma_.casefold() not in becoming
        and not tree.children(verb, "ccomp", "aux:pass", "cop")
        and not has_object(article, tree, verb)
        and tree.is_a(span.head, "obl", "advmod", "dep", "det", "flat", "appos", "xcomp", "nmod", "amod")
    ):
        tree.attach(span.head, verb, "obj")


def behind_manner(article: Article, at: int) -> int:
    """Where the preposition, determiner and noun at a token end that tell how something is done; the token itself without them."""
    noun = at + 1 + (at + 1 < len(article.words) and article.doc[at + 1].pos_ == "DET")
    told = noun < len(article.words) and article.doc[at].pos_ == "ADP" and is_manner(article, noun)
    return noun + 1 if told else at


def has_object(article: Article, tree: Tree, verb: int, but: int = -1) -> bool:
    """Whether a verb has an object, `but` aside; a time that the parser takes for one is none ("recevra lundi")."""
    timely = word_set(article.document.language, "nouns", "time")
    return not all(tree.doc[k].lemma_.casefold() in timely for k in tree.children(verb, "obj") if k != but)


def is_compound_infinitive(tree: Tree, verb: int) -> bool:
    """Whether a verb is a participle behind an infinitive auxiliary ("avoir rencontré")."""
    return any(is_infinitive(tree, k) for k in tree.children(verb, "aux"))


def no_infinitive_of_name(article: Article, tree: Tree, verb: int) -> None:
    """An infinitive behind a name completes the verb before it ("reproche à X d'avoir menti", "presse X de signer")."""
    name = article.at.get(tree.head[verb])
    marks = {article.words[k].casefold() for k in tree.children(verb, "mark")}
    if (
        name is None
        or name.kind != "Name"
        or not tree.is_a(verb, "acl")
        or not marks & {"à", "de", "d'", "d’"}
        or not tree.is_infinitive(verb)
    ):
        return
    governor = next((k for k in tree.path(name.head) if article.doc[k].pos_ == "VERB" and k < name.start), None)
    if governor is not None and not tree.children(governor, "xcomp", "ccomp"):
        tree.attach(verb, governor, "xcomp")


def no_child_of_comma(article: Article, tree: Tree, i: int) -> None:
    """What the parser hung on a comma hangs on the verb before it: as its object, where it has no preposition and the verb lacks one."""
    verb = next((k for k in tree.path(tree.head[i]) if tree.doc[k].pos_ == "VERB"), None)
    if verb is not None and verb < i:
        lacks = not tree.case(i) and not has_object(article, tree, verb) and tree.doc[i].pos_ in ("NOUN", "PROPN", "PRON")
        tree.attach(i, verb, "obj" if lacks else "dep")


def verb_below(article: Article, tree: Tree, noun: int) -> None:
    """A sentence's root is the conjugated verb with a subject that the parser hung on a noun behind it; the noun is its object where it
    lacks one ("X décorera jeudi, à Y, le maire")."""
    verb = next((k for k in tree.children(noun, "dep", "parataxis") if k < noun and tree.doc[k].pos_ == "VERB" and tree.is_finite(k)), None)
    if verb is None or not any(k < verb for k in tree.children(verb, "nsubj")) or tree.children(noun, "cop", "nsubj"):
        return
    tree.make_root(verb)
    lacks = not tree.case(noun) and not has_object(article, tree, verb) and not tree.children(verb, "ccomp", "aux:pass")
    tree.attach(noun, verb, "obj" if lacks else "dep")


def indefinite_object(article: Article, tree: Tree, i: int) -> None:
    """ "Des" before what a verb that takes an object lacks is no preposition ("recevra lundi des représentants de X")."""
    verb, case = tree.head[i], [k for k in tree.children(i, "case") if k < i]
    if (
        len(case) != 1
        or article.words[case[0]].casefold() != "des"
        or not tree.is_a(i, "obl", "obj", "nmod")
        or tree.doc[verb].pos_ != "VERB"
        or not verb < case[0]
        or tree.children(verb, "ccomp", "xcomp", "aux:pass", "expl")
        or (not tree.is_a(i, "obj") and has_object(article, tree, verb))
        or not tree.children(verb, "nsubj")
        or tree.doc[verb].lemma_.casefold() in word_set(article.document.language, "frames", "grammar", "indirect")
    ):
        return
    tree.dep[i], tree.dep[case[0]] = "obj", "det"


def no_bare_complement(article: Article, tree: Tree, i: int) -> None:
    """A noun with a determiner and no preposition is no noun's complement: it is the object that its verb lacks, or has in what only looks
    like one ("a pointé du doigt la Chine")."""
    noun = tree.head[i]
    if not tree.is_a(i, "nmod") or tree.case(i) or not tree.children(i, "det") or not tree.case(noun):
        return
    verb = next((k for k in tree.path(i)[1:] if tree.doc[k].pos_ == "VERB"), None)
    lacks = verb is not None and not tree.children(verb, "ccomp", "xcomp", "aux:pass") and not has_object(article, tree, verb, noun)
    if verb is not None and lacks and verb < i:
        tree.attach(i, verb, "obj")


def no_street(article: Article, tree: Tree, i: int) -> None:
    """A street without a determiner or preposition is where something is done, and no object ("recevra X rue de Solférino"), nor does it
    describe the thing before its comma ("est tombée du toit d'un immeuble, rue de X à Y")."""
    street = tree.doc[i].text.casefold() in word_set(article.document.language, "frames", "grammar", "streets")
    if not street or any(k < i for k in tree.children(i, "det", "case")):
        return
    if tree.is_a(i, "obj"):
        tree.dep[i] = "obl:mod"
        return
    above, behind_comma = tree.head[i], article.words[i - 1] == ","
    named = above in article.at and all(article.kind_of(e) == "Person" for e in article.at[above].entities)
    beside = (not named and above not in article.at) if behind_comma else (named and article.at[above].end == i)
    if i not in article.at or not tree.is_a(i, "nmod", "appos", "dep") or not beside or article.is_a(above, "human", "body"):
        return
    verb = tree.clause_above(i)
    if verb is not None and verb < i and article.doc[verb].pos_ == "VERB":
        tree.attach(i, verb, "obl:mod")


def latter_subject(article: Article, tree: Tree, i: int) -> None:
    """ "Ce dernier" right before a verb, for whose adjective the parser takes it, is its subject ("que ce dernier recevra")."""
    verb = tree.head[i]
    if i < verb and tree.is_a(i, "amod") and tree.doc[verb].pos_ == "VERB" and is_latter(article, i) and tree.is_finite(verb):
        for k in tree.children(verb, "det"):
            tree.attach(k, i, "det")
        tree.attach(i, verb, "nsubj")


def no_bare_oblique(article: Article, tree: Tree, i: int) -> None:
    """A noun with a determiner and no preposition behind a verb without object is that, unless it is a time ("accueille un sommet")."""
    verb = tree.head[i]
    lacks = tree.doc[verb].pos_ == "VERB" and verb < i and not tree.children(verb, "ccomp", "xcomp", "aux:pass")
    lacks = lacks and not has_object(article, tree, verb)
    timely = tree.doc[i].lemma_.casefold() in word_set(article.document.language, "nouns", "time")
    if lacks and tree.is_a(i, "obl") and not tree.case(i) and tree.children(i, "det", "nummod") and not timely:
        tree.dep[i] = "obj"


def no_object_with_de(tree: Tree, i: int) -> None:
    """What stands behind "de" and right behind a noun's phrase is that noun's complement ("a déclaré le commandant des forces")."""
    start = min((k for k in tree.children(i, "case") if k < i), default=i)
    verb = tree.head[i]
    if not tree.is_a(i, "obj") or tree.case(i) != "de" or tree.doc[start].pos_ != "ADP" or start - 1 <= verb:
        return
    noun = next((k for k in tree.path(start - 1) if tree.head[k] == verb), None)
    if noun is not None and tree.doc[noun].pos_ in ("NOUN", "PROPN") and tree.is_a(noun, "nsubj", "obj"):
        tree.attach(i, noun, "nmod")


def is_infinitive(tree: Tree, i: int) -> bool:
    return "Inf" in tree.doc[i].morph.get("VerbForm", [])


def no_subject(tree: Tree, i: int) -> None:
    """An infinitive has no subject behind it, but an object."""
    for k in tree.children(i, "nsubj"):
        if k > i and not tree.children(i, "obj"):
            tree.dep[k] = "obj"


def join_row(article: Article, tree: Tree, i: int) -> None:
    """Infinitives in a row ("à négocier, signer et ratifier") share what governs the first."""
    doc = article.doc
    start = i - 1
    while start > 0 and doc[start].text.casefold() in ("à", "de", "d'", "se", "s'", "ne", "pas", "en", "y"):
        start -= 1
    if doc[start].text.casefold() not in (",", "et", "ou") or not tree.is_a(
        i, "parataxis", "conj", "xcomp", "advcl", "dep", "acl", "ccomp", "obl"
    ):
        return
    for k in range(start - 1, -1, -1):
        if tree.sentence[k] != tree.sentence[i] or "Fin" in doc[k].morph.get("VerbForm", []) or doc[k].text in (":", ";"):
            return
        if is_infinitive(tree, k) and not tree.is_a(k, "aux"):
            first = tree.head[k] if tree.is_a(k, "conj") and is_infinitive(tree, tree.head[k]) else k
            tree.attach(i, first, "conj")
            return


def join(article: Article, tree: Tree, i: int) -> None:
    """Coordinate a pronoun behind "et" with the nominal subject right before."""
    before = i - 2
    span = article.at.get(before)
    head = span.head if span else before
    if tree.sentence[before] == tree.sentence[i] and article.doc[head].pos_ in ("NOUN", "PROPN", "PRON") and i not in tree.path(head):
        tree.attach(i, head, "conj")
