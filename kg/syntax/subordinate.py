"""Main clauses that the parser hung below the clause which opens their sentence ("Expliquant qu'il a peur, X assure …", "Lorsque Y m'a
appelé, j'ai accepté")."""

from __future__ import annotations

from kg.extract.article import Article
from kg.kb.entry import PLACE_KINDS
from kg.syntax.tree import Tree

# First words of what a subject did before, after or during something.
DURING = frozenset({"après", "avant", "depuis", "pendant", "durant", "lors", "malgré", "sans", "afin", "dans"})
THAT = frozenset({"que", "qu'", "qu’"})
COMPARING = frozenset(
    {"plus", "moins", "mieux", "aussi", "autant", "si", "tel", "telle", "même", "ne", "n'", "n’", "alors", "bien", "afin", "pour", "sans"}
    | {"avant", "après", "dès", "ainsi"}
)


def repair(article: Article, tree: Tree, reporting: frozenset[str]) -> None:
    """Turn such pairs of clauses around; `reporting` are the lemmas of verbs of saying."""
    times = article.data("relations")["when"]
    for token in article.doc:
        i = token.i
        if token.pos_ != "VERB":
            continue
        told_on(article, tree, i, reporting)
        of_clause(article, tree, i)
        afterwards(article, tree, i)
        beside(article, tree, i)
        what_is_said(article, tree, i, reporting)
        marks = [k for k in tree.children(i, "mark", "advmod") if k < i and article.words[k].casefold() in times]
        main = next((k for k in tree.children(i, "ccomp", "advcl") if stands_alone(article, tree, k, i)), None)
        if main is not None and (marks or is_opening(article, tree, i)):
            turn_around(article, tree, i, main)


def of_clause(article: Article, tree: Tree, verb: int) -> None:
    """What a subject did before or after, or during what, is no part of the subject between its commas ("X, après avoir rencontré Y, a
    dit", "X, après un entretien avec Y, a dit")."""
    subject = next((k for k in tree.children(verb, "nsubj") if k < verb), None)
    if subject is None or not tree.is_finite(verb):
        return
    for k in tree.children(subject, "advcl", "acl", "nmod"):
        words = [article.lower[m] for m in tree.children(k, "mark", "case", "advmod") if m < k]
        infinitive = article.doc[k].pos_ == "VERB" and tree.is_infinitive(k)
        adjunct = infinitive or article.doc[k].pos_ == "NOUN"
        if adjunct and words and words[0] in DURING and article.words[min(tree.subtree(k)) - 1] == ",":
            tree.attach(k, verb, "advcl" if infinitive else "obl:mod")


def afterwards(article: Article, tree: Tree, i: int) -> None:
    """An infinitive behind a comma and "avant de" or "après" completes the clause, and not the infinitive in it ("a promis d'aider X, avant
    de partir pour Y")."""
    verb, first = tree.head[i], min([i, *(k for k in tree.children(i, "mark", "case", "advmod") if k < i)])
    if not tree.is_infinitive(i) or not tree.is_infinitive(verb) or not verb < first or tree.is_a(i, "conj"):
        return
    if article.lower[first] in ("avant", "après") and article.words[first - 1] == ",":
        above = next((k for k in tree.path(verb) if tree.is_finite(k)), None)
        if above is not None:
            tree.attach(i, above, "advcl")


def beside(article: Article, tree: Tree, i: int) -> None:
    """A clause behind a comma with its own subject and without a word that subordinates it stands beside the one before ("L'UMP a salué le
    verdict, les Verts l'ont critiqué"), and so does one behind "et" ("X accuse Y d'avoir fui, et Z ne parvient plus à les réunir")."""
    verb = tree.head[i]
    if not tree.is_a(i, "advcl", "ccomp", "conj") or not verb < i or not tree.is_finite(i):
        return
    subjects = [k for k in tree.children(i, "nsubj") if k < i]
    first = min(tree.subtree(min(subjects))) if subjects else i
    added = bool(subjects) and verb < first and joined(article, tree, i, first) and not tree.children(i, "mark")
    if not added and (not tree.is_a(i, "advcl") or not tree.is_finite(verb) or not stands_alone(article, tree, i, verb)):
        return
    if not any(tree.is_a(k, "mark", "advmod", "case", "obl") and k < first for k in tree.kids[i]):
        above = next((k for k in tree.path(verb) if tree.is_finite(k)), verb) if added else verb
        tree.attach(i, above, "conj")


def joined(article: Article, tree: Tree, clause: int, first: int) -> bool:
    """Whether "et" or "mais" begins a clause, as its subject's first word or right before it."""
    begins = next((k for k in (first, first - 1) if article.doc[k].pos_ == "CCONJ"), None)
    return begins is not None and article.lower[begins] in ("et", "mais") and begins > tree.head[clause]


def stands_alone(article: Article, tree: Tree, clause: int, opening: int) -> bool:
    """Whether a clause behind a comma has its own subject and nothing that makes it depend on another."""
    subject = [k for k in tree.children(clause, "nsubj") if k < clause]
    before = min(tree.subtree(min(subject))) - 1 if subject else clause - 1
    free = not tree.children(clause, "mark") and before > opening and article.words[before] == ","
    return bool(subject) and free and tree.is_finite(clause)


def is_opening(article: Article, tree: Tree, i: int) -> bool:
    """Whether a verb is the present participle with which a sentence begins."""
    first = next((t.i for t in article.doc[slice(*article.sentences[article.sentence[i]])] if not (t.is_space or t.is_punct)), i)
    return first == i and tree.is_present_participle(i)


def turn_around(article: Article, tree: Tree, opening: int, main: int) -> None:
    """Hang the opening clause below the main one, and what stands behind the main clause's verb with it."""
    comma = min(tree.subtree(min(tree.children(main, "nsubj")))) - 1
    tree.take_place(main, opening)
    tree.attach(opening, main, "advcl")
    for k in [k for k in tree.children(main, "advcl", "ccomp") if opening < k < comma]:
        tree.attach(k, opening, "ccomp" if article.words[min(tree.subtree(k))].casefold() in ("que", "qu'") else "advcl")
    for k in [k for k in tree.kids[opening] if k > main]:
        tree.attach(k, main, tree.dep[k])


def what_is_said(article: Article, tree: Tree, i: int, reporting: frozenset[str]) -> None:
    """A clause with "que" that the parser has for an adjunct of a verb of saying without an object is what is said ("a annoncé mercredi
    matin que X recevrait Y")."""
    verb = tree.head[i]
    if tree.is_a(i, "acl") and verb in article.at and is_where_said(article, tree, verb, i):
        verb = tree.head[verb]
    elif not tree.is_a(i, "advcl"):
        return
    if not verb < i or article.doc[verb].lemma_.casefold() not in reporting or not tree.is_finite(i):
        return
    pronoun = tree.head[i] != verb  # as the parser has it
    before = (k for k in tree.kids[i] if k < i and article.lower[k] in THAT)
    that = next((k for k in before if article.doc[k].pos_ == "SCONJ" or pronoun), None)
    if that is None or that != min(tree.subtree(i)) or tree.children(verb, "obj", "ccomp", "xcomp"):
        return
    if not COMPARING & set(article.lower[verb:that]):
        tree.attach(i, verb, "ccomp")
        tree.attach(that, i, "mark")


def is_where_said(article: Article, tree: Tree, place: int, clause: int) -> bool:
    """Whether a place stands between a verb and the "que" right behind it, whose clause has a subject and nothing that it lacks: it tells
    what is said there ("a annoncé mardi à X que Y suspendrait Z")."""
    where = tree.is_a(place, "obl") and tree.case(place) in ("à", "en", "depuis", "dans") and article.doc[tree.head[place]].pos_ == "VERB"
    named = article.at[place].kind == "Name" and all(article.kind_of(e) in PLACE_KINDS for e in article.at[place].entities)
    what = article.at[place].end
    subject = [k for k in tree.children(clause, "nsubj") if what < k]
    return where and named and article.lower[what : what + 1] in (["que"], ["qu'"]) and bool(subject)


def told_on(article: Article, tree: Tree, i: int, reporting: frozenset[str]) -> None:
    """A participle of speech behind a comma goes on with what somebody says, not with what they say of others ("a démenti que X soit
    malade, indiquant que …")."""
    if not tree.is_present_participle(i) or article.doc[i].lemma_.casefold() not in reporting or i == 0 or article.words[i - 1] != ",":
        return
    for clause in tree.path(i)[1:]:
        verb = tree.head[clause]
        if tree.is_a(clause, "ccomp") and verb < i and article.doc[verb].lemma_.casefold() in reporting:
            tree.attach(i, verb, "advcl")
            return
