"""One pass over the article in reading order: each anaphor sees only what stands before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.coreference import (
    ahead,
    bodies,
    clients,
    deeds,
    fighters,
    former,
    groups,
    inhabitants,
    introduced,
    latter,
    leanings,
    nominals,
    people,
    possessives,
    pronouns,
    relatives,
    repeats,
    speakers,
)
from kg.coreference.definite import is_definite
from kg.coreference.discourse import Chain, Discourse, clearly_best
from kg.events import quotes
from kg.extract.article import Article, Span
from kg.syntax import Tree

NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})  # as the tagger has them: "le quadragénaire", "les Lyonnais"
Resolve = Callable[[Discourse, int], Chain | None]
NARROW: tuple[tuple[bool, Resolve], ...] = (  # whether they are for definite nouns only; before nouns for offices
    (True, deeds.newly),
    (False, clients.resolve),
    (False, inhabitants.resolve),
    (True, inhabitants.with_adjective),
    (True, former.resolve),
    (True, former.unknown),
    (True, leanings.resolve),
    (False, fighters.resolve),
)
WIDE: tuple[tuple[bool, Resolve], ...] = (  # behind them
    (False, people.counterpart),
    (True, deeds.resolve),
    (False, repeats.resolve),
    (True, bodies.of_kind),
    (True, people.person),
    (True, people.titled),
    (True, people.somebody),
)


def resolve(article: Article, tree: Tree, speaking: frozenset[str]) -> None:
    """Add a mention for every anaphor that means something; `speaking` are the lemmas of verbs whose subject is somebody.

    What has no name gets mentions of its own in `article.unnamed`: they tie its words together and are no entity of the graph.
    """
    article.quotes = [(q.start, q.end) for q in quotes.find(article)]
    discourse = Discourse(article, tree, speaking)
    awaited: dict[int, list[int]] = {}  # the possessives that belong to a subject behind them
    opening = {start for start, _ in article.quotes}
    for i in range(len(article.words)):
        if i in opening and (person := clearly_best((w, c) for w, c in discourse.present(i) if c.person and not c.plural)):
            discourse.foremost[i] = person
        if (owner := read(discourse, i, speaking)) is not None:
            awaited.setdefault(owner, []).append(i)
        for k in awaited.pop(i, ()):
            if i in discourse.at:
                tie(discourse, k, discourse.at[i], "possessive")
    for i, chain in list(speakers.resolve(discourse, speaking)):
        tie(discourse, i, chain, "speaker")
    for i, chain in list(clients.spoken_of(discourse, speaking)):
        take_up(discourse, i, chain, i + 1)
    tied = {span.head for span in article.unnamed}
    for chain in discourse.chains.values():
        if not chain.entities and len(chain.places) > 1:
            nouns = [p.token for p in chain.places if article.doc[p.token].pos_ in NOUNS and p.token not in tied]
            article.unnamed += [phrase(discourse, chain, i) for i in nouns]


def read(discourse: Discourse, i: int, speaking: frozenset[str]) -> int | None:
    """Take up token `i`: what it refers back to, or that it tells of something new. Returns the subject behind it whose it is, where it is
    a possessive that has to wait for one."""
    article, tree = discourse.article, discourse.tree
    if inhabitants.stands_alone(discourse, i):
        country = article.at[i]
        article.drop(country)
        if (firm := inhabitants.firm(discourse, i, country.entities)) is not None:
            take_up(discourse, i, firm, i + 1)
    elif clients.is_own(discourse, i):
        return None  # until it is known who speaks
    elif i in article.at and article.at[i].kind != "Pronoun":
        if article.at[i].head == i:
            introduced.resolve(discourse, i)
        discourse.read(i)
    elif span := groups.step(article, tree, i):
        article.add(span)
        discourse.read(i)
    elif (found := anaphor(discourse, i, speaking)) is not None:
        tie(discourse, i, *found)
    elif (owner := possessives.fronted(discourse, i)) is not None:
        return owner
    elif article.doc[i].pos_ not in NOUNS:
        discourse.read(i)
    elif (meant := taken_up(discourse, i)) is not None:
        take_up(discourse, i, *meant)
    elif span := groups.pair(article, tree, i):
        article.add(span)
        discourse.read(i)
    else:
        discourse.read(i)
    return None


def taken_up(discourse: Discourse, i: int) -> tuple[Chain, int] | None:
    """What the noun at token `i` takes up, and the end of its words."""
    definite = is_definite(discourse.article, i)
    if (chain := first(discourse, i, NARROW, definite)) is not None:
        return chain, i + 1
    if definite and (meant := nominals.resolve(discourse, i)) is not None:
        return meant
    chain = first(discourse, i, WIDE, definite)
    return (chain, i + 1) if chain is not None else None


def first(discourse: Discourse, i: int, cascade: Sequence[tuple[bool, Resolve]], definite: bool) -> Chain | None:
    """What the first of some techniques that knows it finds; some are for definite nouns only."""
    found = (technique(discourse, i) for only_definite, technique in cascade if definite or not only_definite)
    return next((chain for chain in found if chain is not None), None)


def anaphor(discourse: Discourse, i: int, speaking: frozenset[str]) -> tuple[Chain, str] | None:
    """What token `i` refers back to and by which rule."""
    if chain := relatives.resolve(discourse, i):
        return chain, "relative"
    if chain := latter.resolve(discourse, i, speaking) or latter.one_of_two(discourse, i):
        return chain, "latter"
    if chain := ahead.resolve(discourse, i) or pronouns.resolve(discourse, i, speaking):
        return chain, "pronoun"
    if chain := possessives.resolve(discourse, i):
        return chain, "possessive"
    return None


def tie(discourse: Discourse, i: int, chain: Chain, rule: str) -> None:
    """Record that token `i` means a chain."""
    article = discourse.article
    start = i - 1 if rule == "latter" and article.doc[i - 1].pos_ == "DET" else i
    if rule == "possessive" and (country := possessives.own_country(article, i, chain)):
        article.add(Span(i, i + 2, i + 1, "Nominal", country, "own-country", "LOC"))
    elif rule == "possessive" and (body := possessives.own_body(discourse, i, chain)):
        article.add(Span(i, i + 2, i + 1, "Nominal", body, "own-body", "ORG"))
    elif chain.entities and not any(e.startswith("_") for e in chain.entities):
        label = "PER" if chain.kind == "Person" else ""
        article.add(Span(start, i + 1, i, "Pronoun", chain.entities, rule, label))
    else:
        article.unnamed.append(Span(start, i + 1, i, "Pronoun", chain.keys, rule))
    discourse.add(chain, i)


def take_up(discourse: Discourse, i: int, chain: Chain, end: int) -> None:
    """Record that the noun at token `i`, whose words go to before `end`, means a chain."""
    article = discourse.article
    if chain.entities:
        start = i - 1 if article.doc[i - 1].pos_ == "DET" else i
        article.add(Span(start, end, i, "Nominal", chain.entities, "noun", "PER" if chain.kind == "Person" else ""))
    discourse.add(chain, i)


def phrase(discourse: Discourse, chain: Chain, i: int) -> Span:
    """The mention of a noun with its determiner."""
    before = [k for k in discourse.tree.children(i, "det", "nummod") if k == i - 1]
    return Span(before[0] if before else i, i + 1, i, "Nominal", chain.keys, "noun")
