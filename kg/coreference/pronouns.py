"""Third-person pronouns: gender and number first, then the subject of the clause before, then what is nearest."""

from __future__ import annotations

from kg.coreference.antecedents import agrees, before, is_subject, members
from kg.extract.article import Article, Span
from kg.syntax import Tree

SINGULAR = {"il": "m", "elle": "f", "celui-ci": "m", "celle-ci": "f"}
PLURAL = frozenset({"ils", "elles", "eux"})
CLITICS = frozenset({"l'", "le", "la", "lui"})


def step(article: Article, tree: Tree, i: int) -> Span | None:
    """The person, or the persons, whom pronoun `i` means."""
    token = article.doc[i]
    word = token.text.casefold().lstrip("-").removeprefix("t-")
    if (token.pos_ not in ("PRON",) and word != "lui") or tree.is_a(i, "expl"):
        return None
    found: tuple[str, ...] = ()
    if word in SINGULAR:
        found = singular(article, tree, i, SINGULAR[word])
    elif word in PLURAL:
        found = plural(article, tree, i)
    elif word in CLITICS and (tree.is_a(i, "obj", "iobj") or word == "lui"):
        found = other(article, tree, i)
    return Span(i, i + 1, i, "Pronoun", found, "pronoun", "PER") if found else None


def singular(article: Article, tree: Tree, i: int, gender: str) -> tuple[str, ...]:
    """The last subject that agrees; else the last person who does, if no other agrees between."""
    fitting = [
        s
        for s in before(article, tree, i)
        if len(s.entities) == 1 and article.kind_of(s.entities[0]) == "Person" and agrees(article, s.entities[0], gender)
    ]
    subject = next((s for s in fitting if is_subject(tree, s)), None)
    chosen = subject or (fitting[0] if fitting and len({s.entities for s in fitting}) == 1 else None)
    return chosen.entities if chosen else ()


def plural(article: Article, tree: Tree, i: int) -> tuple[str, ...]:
    """The last persons who were named together."""
    for span in before(article, tree, i):
        together = members(article, span)
        if len(together) > 1 and all(article.kind_of(e) == "Person" for e in together):
            return together
    return ()


def other(article: Article, tree: Tree, i: int) -> tuple[str, ...]:
    """The last person who is not the subject of the pronoun's own verb: an object pronoun is never its own subject."""
    verb = tree.head[i]
    subject = {e for k in tree.children(verb, "nsubj") if k in article.at for e in article.at[k].entities}
    beside = {e for k in tree.conjuncts(tree.head[i] if tree.is_a(i, "conj") else i) if k in article.at for e in article.at[k].entities}
    subject |= beside
    for span in before(article, tree, i, 1):
        if len(span.entities) == 1 and article.kind_of(span.entities[0]) == "Person" and span.entities[0] not in subject:
            return span.entities
    return ()
