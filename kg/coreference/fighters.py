"""Nouns for those who fight a state that mean the armed group told of before: "les rebelles" after the MNLA, "les paramilitaires" after the
Forces de soutien rapide, "la guérilla"."""

from __future__ import annotations

from kg.coreference.definite import is_told_apart
from kg.coreference.discourse import Chain, Discourse, clearly_best
from kg.coreference.pronouns import allowed
from kg.extract.article import Article
from kg.kb.entry import name_key
from kg.lang import word_set
from kg.link.keys import countries_of

REACH = 5  # sentences back
DEFINITE = frozenset({"le", "la", "l'", "l’", "les", "ces", "du", "au", "aux"})


def resolve(discourse: Discourse, i: int) -> Chain | None:
    """The armed group that the definite noun at token `i` means: the one called so, or else the only one told of shortly before."""
    article, tree = discourse.article, discourse.tree
    if i in article.at or article.keys[i] not in word_set(article.document.language, "coreference", "fighters"):
        return None
    pointing = {article.lower[k] for k in tree.children(i, "det", "case") if k < i}
    contracted = any(article.lower[k] == "des" and article.doc[k].pos_ == "ADP" for k in tree.children(i, "case"))
    if not (pointing & DEFINITE or contracted) or is_told_apart(discourse, i, i + 1) or any(k > i for k in tree.children(i, "appos")):
        return None
    bodies = [
        (weight, chain)
        for weight, chain in discourse.present(i, REACH)
        if chain.kind == "Organization" and len(chain.entities) == 1 and allowed(discourse, i, chain)
    ]
    called = [(weight, chain) for weight, chain in bodies if article.keys[i] in chain.nouns or is_joined(discourse, i, chain)]
    if called:
        return clearly_best(called)
    armed = [chain for _, chain in bodies if is_armed(article, chain.entities[0])]
    return armed[0] if len(armed) == 1 else None


def is_joined(discourse: Discourse, i: int, chain: Chain) -> bool:
    """Whether the same noun stood before the body's name ("les rebelles du M23", "la rébellion touareg du MNLA")."""
    article, tree = discourse.article, discourse.tree
    return any(article.keys[tree.head[p.token]] == article.keys[i] and tree.is_a(p.token, "nmod", "appos", "flat") for p in chain.places)


def is_armed(article: Article, entity: str) -> bool:
    """Whether the words of a body's name are those of armed groups, and none is the adjective of a country: that is the state's army."""
    entry = article.entry(entity)
    name = entry.fr if entry is not None else article.entities[entity].name
    words = name_key(name).split()
    if any(countries_of(article.kb, word) for word in name.split()):
        return False
    return not word_set(article.document.language, "coreference", "armed").isdisjoint(words)
