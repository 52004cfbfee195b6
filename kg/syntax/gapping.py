"""Clauses that leave out the verb of the clause before ("X a été élu à Lyon, Y à Lille", "Z a condamné X à trois ans, Y à cinq", "X a été
condamné et Y relaxé"): a name that stands there with what answers to a complement of that verb, or with a participle alone."""

from __future__ import annotations

from kg.extract.article import Article, Span
from kg.kb.entry import PLACE_KINDS
from kg.link.around import titles
from kg.syntax.tree import Gap, Tree

JOINING = frozenset({",", ";", "et", "mais"})
CLOSING = frozenset({",", ";", ".", ":", "!", "?", ")", "et"})
WHERE = frozenset({"à", "en", "dans", "sur"})
ACTORS = frozenset({"Person", "Organization", "Country"})
LONGEST = 8  # tokens of what answers to the complement
NEAR = 5  # tokens from its preposition to its noun
COMPLEMENTS = ("obl", "obj", "xcomp", "nmod", "iobj", "advcl")


def repair(article: Article, tree: Tree) -> None:
    """Make clauses of a participle and its name, and keep in `tree.gaps` the names that stand in a clause without a verb."""
    for span in list(article.spans):
        if span.kind != "Name" or not all(article.kind_of(e) in ACTORS for e in span.entities):
            continue
        found = any(span.head in article.groups.get(k, [k]) for k in tree.gaps)
        before = None if found else opens(article, span)
        if before is None or (tree.is_a(span.head, "nsubj") and tree.head[span.head] > span.end):
            continue
        if participle(article, tree, span):
            continue
        if (answer := complement(article, tree, span)) is not None:
            leave_out(article, tree, span, answer)


def opens(article: Article, span: Span) -> int | None:
    """The word that joins a clause beginning with a name, a title or a noun for somebody before it aside; None where another stands
    there."""
    start, _ = article.sentences[article.sentence[span.head]]
    before = span.start - 1
    before -= before > start and article.words[before] in titles(article.document.language)
    role = before - is_between(article, before)
    if role - 1 > start and article.is_a(role, "human") and article.doc[role - 1].pos_ == "DET":
        before = role - 2
    return before if before > start and article.lower[before] in JOINING else None


def is_between(article: Article, i: int) -> bool:
    """Whether a token is the comma between a noun for somebody and a name ("leur avocat, X, à deux ans")."""
    return article.words[i] == "," and article.is_a(i - 1, "human") and article.doc[i - 1].pos_ == "NOUN"


def participle(article: Article, tree: Tree, span: Span) -> bool:
    """Give a past participle right behind the name its own clause, coordinated with the passive before it."""
    i = span.end
    if i >= len(article.words) or not tree.is_past_participle(i) or tree.children(i, "aux", "cop"):
        return False
    above = [k for k in tree.path(span.head)[1:] if k < span.start] + [k for k in tree.path(i)[1:] if k < span.start]
    verb = next((k for k in above if article.doc[k].pos_ == "VERB" and tree.children(k, "aux:pass")), None)
    if verb is None or tree.case(span.head) or has_verb(article, tree, i + 1) or i in tree.path(verb):
        return False
    tree.attach(i, verb, "conj")
    tree.attach(span.head, i, "nsubj:pass")
    forget(article, span)
    return True


def has_verb(article: Article, tree: Tree, at: int) -> bool:
    """Whether a conjugated verb stands between a token and what ends its clause."""
    _, end = article.sentences[article.sentence[at]] if at < len(article.words) else (0, 0)
    for k in range(at, end):
        if article.words[k] in CLOSING:
            return False
        if article.doc[k].pos_ in ("VERB", "AUX") and tree.is_finite(k):
            return True
    return False


def complement(article: Article, tree: Tree, span: Span) -> int | None:
    """What stands right behind the name, or a time behind that, with a preposition, or a number, to the end of the clause; the time where
    nothing else does; None for anything else."""
    at = span.end
    before = opens(article, span)
    aside = before is not None and (article.words[before] == ";" or is_between(article, span.start - 1))
    if aside and article.words[at : at + 1] == [","]:
        at += 1  # "; Y, à Lille"
    _, end = article.sentences[article.sentence[span.head]]
    time = at
    while at < end and article.doc[at].pos_ == "NOUN" and article.is_a(at, "time"):
        at += 1
    if at < end and at > time and article.words[at] in CLOSING:
        return time  # "X sera reçu lundi, Y mardi"
    if at + 1 >= end:
        return None
    if article.doc[at].pos_ == "ADP":
        noun = tree.head[at] if tree.is_a(at, "case") else at
    elif article.doc[at].pos_ == "NUM":
        noun = tree.head[at] if tree.is_a(at, "nummod") else at
    else:
        return None
    if not at < noun <= at + NEAR and not (noun == at and article.doc[at].pos_ == "NUM"):
        return None
    closing = next((k for k in range(noun + 1, end) if article.words[k] in CLOSING and not inside_name(article, k)), end)
    plain = not any(article.doc[k].pos_ in ("VERB", "AUX", "PRON", "SCONJ") for k in range(at, closing) if k != noun)
    return noun if plain and closing - at <= LONGEST else None


def inside_name(article: Article, i: int) -> bool:
    """Whether a token belongs to a name."""
    return i in article.at and article.at[i].start < i


def leave_out(article: Article, tree: Tree, span: Span, noun: int) -> None:
    """Hang the name beside the verb that it lacks, and what stands behind it on the name."""
    above = [k for k in tree.path(span.head)[1:] + tree.path(noun)[1:] if k < span.start and article.doc[k].pos_ == "VERB"]
    for verb in above:
        if not tree.is_finite(verb) or tree.children(verb, "cop"):
            continue
        if (pair := answered(article, tree, verb, span, noun)) is not None:
            first, other = pair
            dep = tree.dep[other]
            tree.attach(span.head, verb, "conj")
            tree.attach(noun, span.head, dep)
            for k in [k for k in range(span.end, noun) if tree.head[k] == verb]:
                tree.attach(k, span.head, "obl:mod")
            tree.gaps[span.head] = Gap(verb, first, other, noun)
            forget(article, span)
            return


def answered(article: Article, tree: Tree, verb: int, span: Span, noun: int) -> tuple[int, int] | None:
    """The party of a verb to which the name answers, and the complement to which a noun does: the object where one stands between the verb
    and that complement, or else the subject."""
    alike = [k for k in tree.children(verb, *COMPLEMENTS) if verb < k < span.start and are_alike(article, tree, k, noun)]
    subjects = [k for k in tree.children(verb, "nsubj") if k < verb]
    if not alike or not subjects:
        return None
    objects = [k for k in tree.children(verb, "obj") if verb < k < alike[-1] and not tree.case(k)]
    first = objects[-1] if objects else subjects[-1]  # an object without a name leaves nobody for whom the name could stand
    return (first, alike[-1]) if first in article.at and first != span.head else None


def are_alike(article: Article, tree: Tree, one: int, other: int) -> bool:
    """Whether two complements have one preposition and are of one kind: places, numbers or nouns."""
    cases = {tree.case(one), tree.case(other)}
    if len(cases) > 1 and not cases <= WHERE:
        return False
    return sort_of(article, tree, one) == sort_of(article, tree, other)


def sort_of(article: Article, tree: Tree, i: int) -> str:
    """Whether a word names a place or somebody, is a time, is counted, or is a plain noun."""
    span = article.at.get(i)
    if span is not None and span.kind == "Name":
        return "place" if all(article.kind_of(e) in PLACE_KINDS for e in span.entities) else "name"
    if article.doc[i].pos_ == "NOUN" and article.is_a(i, "time") and not tree.case(i):
        return "time"
    number = tree.children(i, "nummod") or article.doc[i].pos_ == "NUM" or "Card" in article.doc[i].morph.get("NumType", [])
    return "number" if number else "noun"


def forget(article: Article, span: Span) -> None:
    """Take a name out of the rows in which it was thought to stand."""
    for first, row in list(article.groups.items()):
        if span.head in row[1:]:
            article.groups[first] = [k for k in row if k != span.head]
