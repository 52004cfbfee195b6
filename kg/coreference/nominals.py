"""Nouns that mean somebody or something named before: "le maire" after "X, maire de Y", "le chef de l'État", "le groupe", "la capitale"."""

from __future__ import annotations

from kg.coreference.discourse import Chain, Discourse, clearly_best
from kg.extract.article import Article
from kg.kb import Office
from kg.kb.base import holds
from kg.lang import word_set
from kg.link.around import kind_nouns
from kg.link.nouns import longest_noun

DETERMINERS = frozenset({"le", "la", "l'", "ce", "cet", "cette", "du", "au"})
REACH = 4  # sentences back
KINDS = {"Organization": ("Organization",), "City": ("City",), "Country": ("Country",)}


def resolve(discourse: Discourse, i: int) -> tuple[Chain, int] | None:
    """The chain that the noun at token `i` takes up, and the end of its words."""
    article, tree = discourse.article, discourse.tree
    if article.doc[i].pos_ != "NOUN" or "Plur" in article.doc[i].morph.get("Number", []) or not is_definite(article, i):
        return None
    end, offices = longest_noun(article, i, lambda k: k in article.at)
    if any(k >= end and not tree.is_a(k, "appos") for k in tree.children(i, "nmod", "acl", "amod", "appos", "flat")):
        return None  # "le maire de Y" is told apart by what follows
    if offices and (chain := office_holder(discourse, i, offices)):
        return chain, end
    if chain := called_so(discourse, i):
        return chain, i + 1
    if chain := of_kind(discourse, i):
        return chain, i + 1
    return None


def is_definite(article: Article, i: int) -> bool:
    """Whether a definite or demonstrative determiner stands right before a word, or before an adjective before it."""
    at = i - 1
    if at > 0 and article.doc[at].pos_ == "ADJ":
        at -= 1
    return at >= 0 and article.words[at].casefold().replace("’", "'") in DETERMINERS


def office_holder(discourse: Discourse, i: int, offices: tuple[Office, ...]) -> Chain | None:
    """The person of the article who holds one of some offices at its date; a generic one ("chef de l'État") means those of its ranks."""
    article = discourse.article
    ids, ranks = {o.id for o in offices}, {r for o in offices for r in o.generic.split("|") if r}
    held = [
        (weight, chain)
        for weight, chain in discourse.present(i, REACH)
        if len(chain.entities) == 1
        and chain.kind == "Person"
        and (entry := article.entry(chain.entities[0]))
        and any(
            (t.office in ids or ((office := article.kb.office(t.office)) and office.rank in ranks)) and holds(t, article.document.date)
            for t in article.kb.tenures(entry.id)
        )
    ]
    return clearly_best(held)


def called_so(discourse: Discourse, i: int) -> Chain | None:
    """The named chain that has been called by this noun."""
    noun, gender = discourse.article.keys[i], discourse.gender_of(i)
    called = [
        (weight, chain)
        for weight, chain in discourse.present(i, 2 * REACH)
        if len(chain.entities) == 1 and noun in chain.nouns and (not chain.gender or not gender or chain.gender == gender)
    ]
    return clearly_best(called)


def of_kind(discourse: Discourse, i: int) -> Chain | None:
    """The body or place of the kind that a noun says, where one is clearly more present than others."""
    article = discourse.article
    noun = article.keys[i]
    if noun not in word_set(article.document.language, "concepts", "anaphoric"):
        return None
    kinds = {k for kind, nouns in kind_nouns(article.document.language).items() if kind in KINDS and noun in nouns for k in KINDS[kind]}
    fitting = [(w, c) for w, c in discourse.present(i, REACH) if len(c.entities) == 1 and c.kind in kinds]
    return clearly_best(fitting)
