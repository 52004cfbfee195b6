"""Present participles that the model took for something else: for a part of a preposition ("…, tout en menaçant X de sanctions"), for a
noun or an adjective ("…, blessant douze personnes")."""

from __future__ import annotations

from collections.abc import Container

from kg.extract.article import Article
from kg.syntax.tree import Tree

PARTICIPLE = "VerbForm=Part|Tense=Pres"
ENDINGS = {"geant": "ger", "çant": "cer", "issant": "ir", "ant": "er"}
BEGINNING = ("DET", "NUM", "PROPN")  # what the object behind it may begin with
MANNER = "ment"  # how adverbs of manner end


def retag(article: Article, tree: Tree, verbs: Container[str]) -> None:
    """Make a participle of some verbs of what looks like one behind a comma and before an object."""
    for i in range(2, len(article.words) - 1):
        word = article.lower[i]
        if article.words[i - 1] != "," or not word.endswith("ant"):
            continue
        describes = tree.is_a(i, "amod", "advmod") and tree.head[i] > i
        if article.doc[i].pos_ not in ("NOUN", "ADJ", "ADP", "AUX") and not describes:
            continue
        manner = article.doc[i + 1].pos_ == "ADV" and article.lower[i + 1].endswith(MANNER)  # "blessant légèrement douze personnes"
        first = min(i + 1 + manner, len(article.words) - 1)
        lemma = next((v for end, new in ENDINGS.items() if word.endswith(end) and (v := word.removesuffix(end) + new) in verbs), "")
        above = tree.clause_above(i)
        if not lemma or above is None or above > i or article.doc[first].pos_ not in BEGINNING:
            continue
        article.doc[i].retag("VERB", lemma, PARTICIPLE)
        behind = next((k for k in tree.path(first) if k > i and not i < tree.head[k]), None)
        tree.attach(i, above, "advcl")
        if behind is not None and tree.sentence[behind] == tree.sentence[i]:
            tree.attach(behind, i, "obj")


def repair(article: Article, tree: Tree) -> None:
    """Make such a participle the head of its clause, with the noun whose preposition it was as its object; what counts the hurt behind a
    comma tells of the clause before it, and of no noun in that ("ont explosé dans des trains, faisant dix morts")."""
    hurting(article, tree)
    behind_object(article, tree)
    give_object(article, tree)
    for i in range(1, len(article.words)):
        if article.lower[i - 1] != "en" or not tree.is_a(i, "fixed") or not tree.is_present_participle(i):
            continue
        noun = next((k for k in tree.path(i)[1:] if k > i), None)
        above = tree.clause_above(noun) if noun is not None else None
        if noun is None or above is None or above > i:
            continue
        tree.attach(i, above, "advcl")
        for k in [i - 1, *(k for k in tree.kids[noun] if k < i and not article.doc[k].is_punct)]:
            tree.attach(k, i, "mark")
        tree.attach(noun, i, "obl:arg" if tree.case(noun) else "obj")


def give_object(article: Article, tree: Tree) -> None:
    """Give the verb above a participle behind a comma the object before the comma that was made the participle's subject ("ont attaqué
    mardi une bijouterie, s'emparant de bijoux")."""
    for i in range(2, len(article.words)):
        verb = tree.head[i]
        if not tree.is_a(i, "advcl") or verb > i or article.doc[verb].pos_ != "VERB" or not tree.is_present_participle(i):
            continue
        first = min([i, *tree.children(i, "expl", "obj", "iobj")])
        for k in [m for m in tree.children(i, "nsubj") if verb < m < first and article.words[first - 1] == ","]:
            bare = tree.children(verb, "nsubj") and not tree.children(verb, "obj", "ccomp", "xcomp", "aux:pass")
            if bare and not tree.case(k) and article.doc[k].pos_ in ("NOUN", "PROPN"):
                tree.attach(k, verb, "obj")


def behind_object(article: Article, tree: Tree) -> None:
    """Hang a participle behind "en" on the verb of the noun before it: it says how that is done ("espère gagner les élections en recevant
    X")."""
    for i in range(1, len(article.words)):
        if article.lower[i - 1] != "en" or not tree.is_present_participle(i) or not tree.is_a(i, "acl", "nmod"):
            continue
        verb = next((k for k in tree.path(i)[1:] if article.doc[k].pos_ == "VERB"), None)
        if verb is not None and verb < tree.head[i] < i and not tree.is_past_participle(verb):
            tree.attach(i, verb, "advcl")


def take_names(article: Article, tree: Tree) -> None:
    """Give a participle right behind its noun the name behind it that the parser hung on the noun ("une enquête visant X")."""
    for i in range(1, len(article.words) - 1):
        if not tree.is_present_participle(i) or not tree.is_a(i, "acl") or not tree.head[i] < i or tree.children(i, "obj", "obl"):
            continue
        first = i + 1 + (article.doc[i + 1].pos_ == "DET")
        name = next((article.at[k] for k in range(first, min(first + 3, len(article.words))) if k in article.at), None)
        for k in tree.children(tree.head[i], "appos", "nmod"):
            if name is not None and i < k <= name.head and not tree.case(k):
                tree.attach(k, i, "obj")


def hurting(article: Article, tree: Tree) -> None:
    """Hang a participle behind a comma that counts the dead or injured on the verb of the clause before it."""
    words = article.data("relations")["casualties"]
    for i in range(2, len(article.words)):
        noun = tree.head[i]
        if article.words[i - 1] != "," or not tree.is_present_participle(i) or not tree.is_a(i, "acl") or tree.is_a(noun, "nsubj"):
            continue
        counted = any(article.doc[k].lemma_.casefold() in (*words["deaths"], *words["injured"]) for k in tree.children(i, "obj"))
        verb = tree.clause_above(noun)
        if (counted or article.doc[i].lemma_ in words["harming"]) and verb is not None and verb < i and verb not in tree.subtree(i):
            tree.attach(i, verb, "advcl")
