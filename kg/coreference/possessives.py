"""Possessives: "son", "sa", "ses", "leur" belong to the subject of their clause, or of the clause around it, else to the most salient."""

from __future__ import annotations

from kg.coreference.discourse import Chain, Discourse
from kg.extract.article import Article

ONE = frozenset({"son", "sa", "ses"})
MANY = frozenset({"leur", "leurs"})
NEAR = 1  # sentences back


def resolve(discourse: Discourse, i: int) -> Chain | None:
    """The owner whom possessive `i` means."""
    article, tree = discourse.article, discourse.tree
    word = article.words[i].casefold()
    if article.doc[i].pos_ != "DET" or word not in ONE | MANY:
        return None
    plural = word in MANY
    only_people = article.words[i + 1 : i + 2] and article.words[i + 1].casefold() in article.data("roles")["own_country"]
    subjects = [
        chain
        for at in tree.path(i)
        for k in tree.children(at, "nsubj")
        if (chain := discourse.at.get(k)) and k < i and k != tree.head[i] and chain.plural == plural
    ]
    if somebody := next((c for c in subjects if c.somebody), None):
        return somebody
    if ahead := fronted(discourse, i, plural):
        return ahead
    if subjects and not only_people:
        return subjects[0]
    owned = tree.head[i]
    fitting = [
        (weight, chain)
        for weight, chain in discourse.present(i, NEAR)
        if chain.plural == plural and (chain.person or (chain.somebody and not only_people)) and chain.last.token != owned
    ]
    return max(fitting, key=lambda pair: (pair[0], pair[1].token), default=(0.0, None))[1]


def fronted(discourse: Discourse, i: int, plural: bool) -> Chain | None:
    """The subject behind an adjunct in which the possessive stands ("Selon sa porte-parole, X viendra")."""
    article, tree = discourse.article, discourse.tree
    for at in tree.path(i):
        head = tree.head[at]
        if head != at and at < head and tree.is_a(at, "obl", "advcl"):
            for k in tree.children(head, "nsubj"):
                span = article.at.get(k)
                if at < k and span and span.kind == "Name" and span.entities:
                    chain = discourse.named(span)
                    return chain if chain.plural == plural else None
    return None


def own_country(article: Article, i: int, owner: Chain | None) -> tuple[str, ...]:
    """The country of the owner of "son pays"; nothing for other nouns and unknown owners."""
    nouns = article.data("roles")["own_country"]
    if owner is None or len(owner.entities) != 1 or i + 1 >= len(article.words) or article.words[i + 1].casefold() not in nouns:
        return ()
    entry = article.entry(owner.entities[0])
    country = article.kb.entry(entry.of) if entry and entry.kind == "Person" and entry.of else None
    return (article.know(country),) if country and country.kind == "Country" else ()
