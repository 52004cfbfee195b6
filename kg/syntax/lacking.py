"""Objects and agents that the parser hung on an adjunct before them ("a exhorté, à Bakou, l'Arménie à signer", "doit réunir le 25 à Accra
MM. X et Y", "signé lundi à Rouen par X"): what stands there without a preposition of its own is what the verb lacks."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.article import Article
from kg.kb.entry import PLACE_KINDS
from kg.syntax.control import controls
from kg.syntax.tree import Tree

REFLEXIVE = frozenset({"se", "s'", "s’", "me", "m'", "m’", "te", "t'", "t’"})
CLOSING = {",": ",", "»": "«", '"': '"', "”": "“", ")": "("}
SAYING = frozenset({"selon", "d'après"})
LOOSE = ("appos", "nmod", "conj", "dep", "flat", "obl", "advmod")


def repair(article: Article, tree: Tree) -> None:
    """Give each verb that lacks one its object, or its agent where it is passive."""
    for token in article.doc:
        if token.pos_ != "VERB":
            continue
        shared = tree.is_a(token.i, "conj") and not tree.children(token.i, "aux", "cop", "nsubj")  # "a été insultée et frappée par X"
        verbs = (token.i, tree.head[token.i]) if shared else (token.i,)
        if tree.is_past_participle(token.i) and any(article.doc[k].lemma_ == "être" for v in verbs for k in tree.children(v, "aux", "cop")):
            take_agent(article, tree, token.i)
        elif tree.dep[token.i] == "acl:relcl" and (behind := second_subject(article, tree, token.i)) is not None:
            tree.attach(behind, token.i, "obj")
        elif lacks_object(article, tree, token.i):
            take_object(article, tree, token.i)


def lacks_object(article: Article, tree: Tree, verb: int) -> bool:
    """Whether a verb with a subject before it, or an infinitive, has nothing that may be its object; a time is none."""
    controlled = "obj" in controls(article.document.language).get(article.doc[verb].lemma_.casefold(), ())  # "a exhorté X à signer"
    clause = any(article.doc[k].pos_ == "VERB" for k in tree.children(verb, "xcomp"))
    if tree.children(verb, "ccomp", "cop", "iobj") or (clause and not controlled):
        return False
    if any(article.lower[k] in REFLEXIVE for k in tree.children(verb, "expl")):
        return False
    clauses = [verb, tree.head[verb]] if tree.is_a(verb, "conj") else [verb]
    governs = tree.is_infinitive(verb) or any(k < verb for clause in clauses for k in tree.children(clause, "nsubj"))
    return governs and all(is_time(article, k) for k in tree.children(verb, "obj"))


def second_subject(article: Article, tree: Tree, verb: int) -> int | None:
    """What stands behind the verb of a relative clause, before the comma that ends that, and was taken for another subject of the verb of
    whom the clause tells ("X, dont les hommes ont attaqué lundi la ville de Y, a revendiqué")."""
    noun = tree.head[verb]
    main = tree.head[noun]
    if not tree.is_a(noun, "nsubj") or main < verb or tree.children(verb, "obj", "ccomp", "xcomp", "cop"):
        return None
    behind = next((k for k in tree.children(main, "nsubj") if k > verb), None)
    if behind is None or article.words[tree.subtree(behind)[-1] + 1] != ",":
        return None
    start = min(tree.subtree(behind))
    return behind if "," not in article.words[verb:start] and article.doc[start].pos_ in ("DET", "NUM", "PROPN") else None


def take_object(article: Article, tree: Tree, verb: int) -> None:
    """The first phrase behind the verb's adjuncts that has a determiner, or names somebody, and no preposition."""
    if (taken := taken_as_subject(article, tree, verb)) is not None:
        tree.attach(taken, verb, "obj")
        return
    for adjunct in tree.children(verb, "obl", "xcomp", "advmod", "obj", "appos", "flat", "conj"):
        if adjunct < verb or (tree.is_a(adjunct, "conj") and min(tree.subtree(adjunct)) != verb + 1):
            continue  # a conjunct right behind the verb is none ("touche la Pologne")
        if is_bare(article, tree, adjunct):
            tree.dep[adjunct] = "obj"
            return
        for k in below(tree, adjunct):
            named = k in article.at and article.at[k].start == adjunct + 1 and is_bare_noun(article, tree, adjunct)
            if tree.is_a(k, "appos") and article.is_a(tree.head[k], "human") and tree.case(tree.head[k]) in SAYING:
                continue  # "selon le ministre X"
            if named or (is_phrase(article, tree, k) and follows(article, tree, adjunct, k)):
                make_object(article, tree, verb, adjunct, k)
                return


def taken_as_subject(article: Article, tree: Tree, verb: int) -> int | None:
    """The name behind a verb, or behind its time, that a bare participle further on was given as subject ("a relaxé jeudi X, gérant d'une
    scierie, poursuivi pour Y"); the participle then tells of whom it names."""
    for participle in [k for k in tree.children(verb, "conj", "parataxis", "ccomp", "advcl", "xcomp") if k > verb]:
        if not tree.is_past_participle(participle) or tree.children(participle, "aux", "cc", "mark"):
            continue
        for k in [k for k in tree.children(participle, "nsubj") if verb < k < participle and k in article.at]:
            start = min([article.at[k].start, *tree.children(k, "title")])
            if article.at[k].kind == "Name" and not tree.case(k) and all(is_time(article, m) for m in range(verb + 1, start)):
                tree.attach(participle, k, "acl")
                return k
    return None


def is_bare(article: Article, tree: Tree, i: int) -> bool:
    """Whether a name with its article, or a person's, hangs on the verb itself, without a preposition ("a invité lundi le Togo")."""
    if i not in article.at or article.at[i].kind != "Name" or tree.case(i):
        return False
    person = all(article.kind_of(e) == "Person" for e in article.at[i].entities)
    before = min([article.at[i].start, *tree.children(i, "title")]) - 1
    time = is_time(article, before) or is_time(article, tree.head[before])  # "a invité la semaine dernière M. X"
    return bool(tree.children(i, "det")) or (person and (article.doc[before].pos_ == "VERB" or time))


def is_bare_noun(article: Article, tree: Tree, i: int) -> bool:
    """Whether a noun stands behind its preposition alone and is none that a name right behind it names ("a mis en garde X", but not "en
    région X")."""
    alone = article.doc[i].pos_ == "NOUN" and i not in article.at and not tree.children(i, "det", "amod") and article.words[i].islower()
    return alone and tree.case(i) in ("en", "à", "sous") and not article.is_a(i, "human", "body", "place")


def make_object(article: Article, tree: Tree, verb: int, adjunct: int, i: int) -> None:
    """Give the verb its object, with what the parser coordinated with the adjunct behind it."""
    row = [k for k in tree.conjuncts(adjunct) if k > i]
    tree.attach(i, verb, "obj")
    for k in row:
        tree.attach(k, i, "conj")
    article.groups = {head: heads for head, heads in article.groups.items() if adjunct not in heads}
    if row:
        article.groups[i] = [i, *row]


def take_agent(article: Article, tree: Tree, verb: int) -> None:
    """Whoever stands behind "par" on an adjunct of a passive verb without an agent is its agent."""
    if any(tree.case(k) == "par" for k in tree.children(verb, "obl")):
        return
    for infinitive in [k for k in tree.children(verb, "xcomp") if k > verb and tree.is_infinitive(k) and not tree.children(k, "aux:pass")]:
        for k in [k for k in tree.children(infinitive, "obl") if tree.case(k) == "par" and k in article.at]:
            tree.attach(k, verb, "obl:agent")  # "sommé de s'expliquer par X"
            return
    for adjunct in tree.children(verb, "obl"):
        for k in below(tree, adjunct) if adjunct > verb else ():
            human = k in article.at or article.is_a(k, "human", "body")
            if tree.case(k) == "par" and human and tree.is_a(k, "nmod"):
                tree.attach(k, verb, "obl:agent")
                return


def below(tree: Tree, i: int) -> Iterator[int]:
    """What hangs loosely on a word or on what hangs so on it, in reading order."""
    for k in tree.children(i, *LOOSE):
        if k > i:
            yield k
            yield from below(tree, k)


def is_time(article: Article, i: int) -> bool:
    """Whether a word is a noun or number that tells when."""
    return article.doc[i].pos_ == "NUM" or article.is_a(i, "time")


def is_phrase(article: Article, tree: Tree, i: int) -> bool:
    """Whether a noun phrase of its own begins: with a determiner or number and no preposition, or with a person's name."""
    span = article.at.get(i)
    if tree.case(i) or tree.children(i, "cc") or is_time(article, i) or not (span or article.doc[i].pos_ in ("NOUN", "PROPN")):
        return False
    if span is not None and span.kind == "Name" and span.head != i:
        return False
    return is_name(article, i) or bool(tree.children(i, "det", "nummod"))


def follows(article: Article, tree: Tree, adjunct: int, i: int) -> bool:
    """Whether a phrase stands right behind an adjunct, or behind the second of the two commas or quotation marks around it."""
    first = min([i, *tree.children(i, "det", "nummod", "title", "amod")])
    opens = min([adjunct, *tree.children(adjunct, "case", "det")])
    if (before := article.words[first - 1]) in CLOSING and article.words[opens - 1] == CLOSING[before]:
        return True
    if before == "," and is_behind_name(article, tree, adjunct, first):
        return True
    if before != ",":
        end = article.at[adjunct].end if adjunct in article.at else adjunct
        if names_nobody(article, tree, i) and all(k in tree.subtree(adjunct) for k in range(end, first)):
            return True
        site = end == adjunct and article.is_a(adjunct, "place") and is_name(article, i)  # "à la cathédrale d'Oslo X"
        return all(is_adjunct(article, adjunct, k) for k in range(end + site, first))
    return False


def is_name(article: Article, i: int) -> bool:
    """Whether a word belongs to somebody's name."""
    span = article.at.get(i)
    return span is not None and span.kind == "Name" and all(article.kind_of(e) == "Person" for e in span.entities)


def is_behind_name(article: Article, tree: Tree, adjunct: int, first: int) -> bool:
    """Whether a phrase follows the comma behind the name that says who a noun means, and opens with an indefinite determiner or a number:
    that is no further apposition ("a signé avec le patron de X, Y, une convention")."""
    name = next((k for k in tree.children(adjunct, "appos") if k in article.at and article.at[k].end == first - 1), None)
    inner = {"Ind"} & set(article.doc[first].morph.get("Definite", []))
    return name is not None and name > adjunct and (bool(inner) or article.doc[first].pos_ == "NUM")


def names_nobody(article: Article, tree: Tree, i: int) -> bool:
    """Whether a person's name is the apposition of a noun for a thing, which it can't name ("condamné à la réclusion à perpétuité X")."""
    noun = tree.head[i]
    thing = article.doc[noun].pos_ == "NOUN" and noun not in article.at and not article.is_a(noun, "human", "body")
    return is_name(article, i) and tree.is_a(i, "appos") and thing and noun < i


def is_adjunct(article: Article, adjunct: int, i: int) -> bool:
    """Whether a word between an adjunct and a phrase only goes on telling when or where ("le 12 mai au soir à X")."""
    span = article.at.get(i)
    where = span is not None and all(article.kind_of(e) in PLACE_KINDS for e in span.entities)
    return is_time(article, i) or where or (i > adjunct and article.doc[i].pos_ in ("ADJ", "ADP"))
