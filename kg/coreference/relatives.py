"""Relative pronouns: their antecedent is what their clause hangs on, else the phrase right before them that their verb agrees with."""

from __future__ import annotations

from collections.abc import Iterator

from kg.coreference.discourse import Chain, Discourse
from kg.syntax import Tree

RELATIVES = frozenset({"qui", "que", "qu'", "dont", "où", "lequel", "laquelle", "lesquels", "lesquelles"})
GENDERED = {"lequel": "m", "laquelle": "f", "lesquels": "m", "lesquelles": "f"}
SUBJECTS = frozenset({"qui", *GENDERED})
TOWNS = frozenset({"City", "Place", "AdministrativeArea"})
WHERE = frozenset({"à", "en", "dans"})
REACH = 12  # tokens from a town back to who decides there
DEPTH = 3  # words between a pronoun and the verb of its clause ("dont le bar de la gare est fermé")


def resolve(discourse: Discourse, i: int) -> Chain | None:
    """The chain of the antecedent of pronoun `i`; a noun that has none yet gets one."""
    article, tree = discourse.article, discourse.tree
    word = article.lower[i].replace("’", "'")
    if word not in RELATIVES or article.doc[i].pos_ not in ("PRON", "ADP"):
        return None
    for at in (*governed(tree, i), *beside(discourse, i)):
        at = tree.head[at] if discourse.describes(at) else at  # "X, le patron de Y, à qui …"
        span = article.at.get(at)
        chain = discourse.at.get(span.head if span else at)
        if chain is None and span is None and article.doc[at].pos_ == "NOUN":
            chain = discourse.nameless(at)
        if chain is not None and word == "qui" and (body := body_before(discourse, i, at, chain)) is not None:
            return body
        if chain is not None and agrees(discourse, i, word, chain):
            if chain.token < 0:
                discourse.add(chain, at)
            return chain
    rows = (tree.head[at] if tree.is_a(at, "conj") else at for at in governed(tree, i))
    return next(
        (row for at in rows if (row := discourse.together(at)) is not None and row.plural and agrees(discourse, i, word, row)), None
    )


def body_before(discourse: Discourse, i: int, place: int, chain: Chain) -> Chain | None:
    """The body or person named last before a town, where it is told what only somebody says or decides ("par le tribunal pénal à La Haye,
    qui l'a reconnu coupable")."""
    tree, article = discourse.tree, discourse.article
    verb = tree.head[i]
    if chain.kind not in TOWNS or not tree.is_a(i, "nsubj") or tree.case(place) not in WHERE or tree.head[place] == place:
        return None
    if article.doc[verb].lemma_.casefold() not in discourse.speaking:
        return None
    spans = (article.at[k] for k in range(place - 1, max(-1, place - REACH), -1) if k in article.at and article.at[k].head == k)
    for span in spans:
        other = discourse.at.get(span.head)
        if tree.sentence[span.head] != tree.sentence[i] or other is None:
            return None
        if other.kind in ("Organization", "Person"):
            return other if agrees(discourse, i, "qui", other) else None
    return None


def governed(tree: Tree, i: int) -> Iterator[int]:
    """What the relative clause of pronoun `i` hangs on."""
    for at in tree.path(i)[1 : DEPTH + 1]:
        if tree.is_a(at, "acl"):
            if tree.head[at] < i < at:
                yield tree.head[at]
            return


def beside(discourse: Discourse, i: int) -> Iterator[int]:
    """The heads of the phrases that end right before pronoun `i`, or before its preposition or comma, innermost first."""
    article, tree = discourse.article, discourse.tree
    at = i - 1
    while at > 0 and (article.doc[at].pos_ == "ADP" or article.words[at] == ","):
        at -= 1
    if at < 0 or tree.sentence[at] != tree.sentence[i]:
        return
    span = article.at.get(at)
    at = span.head if span else at
    while article.doc[at].pos_ in ("NOUN", "PROPN", "ADJ") and tree.sentence[at] == tree.sentence[i]:
        yield at
        if tree.head[at] >= at or not tree.is_a(at, "nmod", "amod", "appos", "flat"):
            return
        at = tree.head[at]


def agrees(discourse: Discourse, i: int, word: str, chain: Chain) -> bool:
    """Whether a chain has the gender that a pronoun shows and, where the pronoun is its verb's subject, the verb's number."""
    tree, doc = discourse.tree, discourse.article.doc
    if GENDERED.get(word, chain.gender) != chain.gender and chain.gender:
        return False
    verb = tree.head[i]
    finite = [k for k in (verb, *tree.children(verb, "aux", "cop")) if "Fin" in doc[k].morph.get("VerbForm", [])]
    numbers = [n for k in finite for n in doc[k].morph.get("Number", [])]
    return word not in SUBJECTS or not tree.is_a(i, "nsubj") or not numbers or chain.plural == ("Plur" in numbers)
