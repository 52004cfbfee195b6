"""Verbs whose object does what their infinitive says ("exhorter X à signer"): the infinitive is theirs, not the object's."""

from __future__ import annotations

from functools import cache

from kg.extract.article import Article
from kg.lang import table
from kg.syntax.tree import Tree

MARKS = frozenset({"à", "de", "d'", "d’"})


@cache
def controls(language: str) -> dict[str, tuple[str, ...]]:
    """Verbs whose object does what their infinitive says, with the positions of that object ("demander à X de partir")."""
    frames, found = table(language, "frames"), dict[str, tuple[str, ...]]()
    for frame in frames["frame"]:
        positions = frame.get("control", ())
        for verb in frame.get("verbs", []) if positions else ():
            found.setdefault(verb, (positions,) if isinstance(positions, str) else tuple(positions))
    for position, verbs in frames["grammar"]["controlling"].items():
        for verb in verbs:
            found.setdefault(verb, (position,))
    return found


def repair(article: Article, tree: Tree) -> None:
    """An infinitive, or a noun behind "à", that the parser hung on the object of such a verb, or on a participle there, completes the verb
    ("a exhorté les camps à signer", "a aidé les familles déplacées à rentrer", "a appelé les rivaux à la retenue")."""
    nouns = willing(article.document.language)
    for token in article.doc:
        i, noun = token.i, tree.head[token.i]
        if token.pos_ == "VERB" and tree.is_a(i, "xcomp") and (own := noun_before(article, tree, i, nouns)) is not None:
            tree.attach(i, own, "acl")
            continue
        if tree.is_a(i, "xcomp") and tree.is_a(noun, "acl"):
            noun = tree.head[noun]
        elif not tree.is_a(i, "acl", "nmod"):
            continue
        dative = tree.is_a(noun, "obl") and tree.case(noun) == "à" and token.pos_ == "VERB"  # "reproche à l'élu d'avoir menti"
        if not tree.is_a(noun, "obj") and not dative:
            continue
        verb = tree.head[noun]
        governs = ("à" if dative else "obj") in controls(article.document.language).get(article.doc[verb].lemma_.casefold(), ())
        if not governs or tree.children(verb, "xcomp", "ccomp"):
            continue
        if token.pos_ == "VERB" and tree.is_infinitive(i) and {article.lower[k] for k in tree.children(i, "mark")} & MARKS:
            tree.attach(i, verb, "xcomp")
        elif token.pos_ == "NOUN" and i not in article.at and tree.case(i) == "à":
            tree.attach(i, verb, "obl:arg")


@cache
def willing(language: str) -> frozenset[str]:
    """Nouns whose infinitive says what somebody plans, may or will not do ("le refus de X d'accepter Y")."""
    status = table(language, "status")
    return frozenset(noun for kind in ("planned", "possible", "negated") for noun in status[kind]["nouns"])


def noun_before(article: Article, tree: Tree, i: int, nouns: frozenset[str]) -> int | None:
    """The noun before "de" and an infinitive that the parser hung on the verb, where that has an object and the noun stands below it: "a
    justifié l'opération par le refus de X d'accepter Y"."""
    verb, mark = tree.head[i], next((k for k in tree.children(i, "mark") if article.lower[k] in MARKS - {"à"}), None)
    asks = article.doc[verb].lemma_.casefold() in controls(article.document.language)
    if mark is None or not verb < mark or not tree.children(verb, "obj") or asks:
        return None
    path = tree.path(mark - 1)
    below = [k for k in path[: path.index(verb)] if article.doc[k].pos_ == "NOUN" and not tree.is_a(k, "obj")] if verb in path else []
    return next((k for k in below if article.doc[k].lemma_.casefold() in nouns), None)
