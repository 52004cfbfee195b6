"""Somebody told of by a noun first and by name in a later sentence: "L'ancien comptable du club a été mis en examen. Denis Maupeou, 47 ans,
aurait …". An age behind a name shows that a reader meets it for the first time."""

from __future__ import annotations

from dataclasses import replace

from kg.coreference.discourse import Chain, Discourse
from kg.extract.article import Span
from kg.lang import word_set
from kg.syntax.participles import AGES

REACH = 2  # sentences back
DETERMINERS = frozenset({"le", "la", "l'", "un", "une"})


def resolve(discourse: Discourse, i: int) -> None:
    """Where the name at token `i` is introduced, it is that of the only single person without one of whom the sentences right before tell
    as their subject or object."""
    span = discourse.article.at[i]
    if is_introduced(discourse, span) and (chain := waiting(discourse, i, span)) is not None:
        take_name(discourse, chain, span)


def is_introduced(discourse: Discourse, span: Span) -> bool:
    """Whether a person's name stands for the first time, at the beginning of its sentence, with an age behind it."""
    article = discourse.article
    if span.kind != "Name" or len(span.entities) != 1 or span.entities[0] in discourse.chains:
        return False
    behind = article.lower[span.end : span.end + 3]
    aged = len(behind) == 3 and behind[0] in (",", "(") and behind[1].isdigit() and behind[2] in AGES
    first = article.sentences[article.sentence[span.start]][0]
    opens = all(article.doc[k].is_space or article.doc[k].is_quote for k in range(first, span.start))
    return aged and opens and article.kind_of(span.entities[0]) == "Person"


def waiting(discourse: Discourse, i: int, span: Span) -> Chain | None:
    """The one person without a name who was a subject or object shortly before; None where there are several people."""
    article, tree = discourse.article, discourse.tree
    aside = word_set(article.document.language, "coreference", "aside")
    gender = discourse.named(span).gender
    people = [c for _, c in discourse.present(i, REACH) if c.person and not c.plural and not (c.nouns and c.nouns <= aside)]
    chain = people[0] if len(people) == 1 else None
    if chain is None or chain.entities or (gender and chain.gender and gender != chain.gender):
        return None
    first = chain.places[0]
    determined = any(article.lower[k].replace("’", "'") in DETERMINERS for k in tree.children(first.token, "det"))
    return chain if determined and first.role in ("subject", "object") and first.sentence < tree.sentence[i] else None


def take_name(discourse: Discourse, chain: Chain, span: Span) -> None:
    """Make the mentions of a chain without a name those of a name."""
    article = discourse.article
    for told in [s for s in article.unnamed if s.entities == chain.keys]:
        article.unnamed.remove(told)
        article.add(replace(told, entities=span.entities, label="PER"))
    del discourse.chains[chain.key]
    named = discourse.named(span)
    named.nouns |= chain.nouns
    for place in chain.places:
        if place.token not in article.at:
            start = place.token - 1 if article.doc[place.token - 1].pos_ == "DET" else place.token
            article.add(Span(start, place.token + 1, place.token, "Nominal", span.entities, "introduced", "PER"))
        discourse.add(named, place.token)
