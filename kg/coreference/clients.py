"""Whom a lawyer defends: "son client" and, in the lawyer's own words, "mon client" are whoever the lawyer was told to be of ("l'avocat de
X", "son avocate, Me Y")."""

from __future__ import annotations

from collections.abc import Iterator

from kg.coreference.discourse import Chain, Discourse
from kg.coreference.speakers import speaker_of
from kg.lang import word_set

REACH = 4  # sentences back
OWN = frozenset({"mon", "ma", "notre"})
THEIRS = frozenset({"son", "sa", "leur"})


def resolve(discourse: Discourse, i: int) -> Chain | None:
    """The one whom the lawyer last told of defends, for "son client" at token `i`."""
    if not is_client(discourse, i, THEIRS):
        return None
    lawyers = sorted((c for _, c in discourse.present(i, REACH) if c.nouns & lawyer_words(discourse)), key=lambda c: -c.token)
    return next((client for lawyer in lawyers if (client := client_of(discourse, lawyer)) is not None), None)


def spoken_of(discourse: Discourse, speaking: frozenset[str]) -> Iterator[tuple[int, Chain]]:
    """The nouns of quotations by which a lawyer speaks of a client ("mon client"), each with whom it means; `speaking` are the lemmas of
    verbs of speech."""
    for start, end in discourse.article.quotes:
        for i in range(start, end):
            if is_own(discourse, i):
                lawyer = speaker_of(discourse, start, end, speaking)
                client = client_of(discourse, lawyer) if lawyer is not None else None
                if client is not None:
                    yield i, client


def is_own(discourse: Discourse, i: int) -> bool:
    """Whether a noun is a lawyer's own word for a client in a quotation."""
    return i in discourse.quote and is_client(discourse, i, OWN)


def is_client(discourse: Discourse, i: int, owners: frozenset[str]) -> bool:
    """Whether a noun behind one of some possessives means somebody's client."""
    clients = word_set(discourse.article.document.language, "coreference", "clients")
    return discourse.article.keys[i] in clients and i > 0 and discourse.article.lower[i - 1] in owners


def client_of(discourse: Discourse, lawyer: Chain) -> Chain | None:
    """The person whose lawyer a chain was last told to be."""
    tree = discourse.tree
    for place in reversed(lawyer.places):
        above = [tree.head[place.token]] if tree.is_a(place.token, "appos") else []
        for noun in [place.token, *tree.children(place.token, "appos"), *above]:
            if discourse.article.keys[noun] not in lawyer_words(discourse):
                continue
            owners = [*tree.children(noun, "det"), *(k for k in tree.children(noun, "nmod") if tree.case(k) == "de")]
            for k in owners:
                chain = discourse.at.get(k)
                if chain is not None and chain is not lawyer and chain.person and not chain.plural:
                    return chain
    return None


def lawyer_words(discourse: Discourse) -> frozenset[str]:
    """The folded nouns for lawyers."""
    return word_set(discourse.article.document.language, "coreference", "lawyers")
