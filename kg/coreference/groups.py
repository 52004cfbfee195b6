"""Pairs and groups: "les deux dirigeants", "tous deux", "le couple" are the two who were last named together."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from kg.coreference.antecedents import before, members
from kg.extract.article import Article, Span
from kg.ids import fold
from kg.lang import table
from kg.syntax import Tree

REACH = 6  # sentences back: a pair stays in mind longer than a pronoun's antecedent
STORY = 25  # sentences back in which those are sought of whom the article tells together time and again
FADING = 0.95  # weight of a sentence by that of the one behind it
CLAUSE = 1.0  # weight of a clause that tells of as many as the number says, and of them alone
SENTENCE = 0.6  # of such a sentence
CLEAR = 0.75  # share of the best ones' weight that others must stay below
NUMBERS = {"deux": 2, "trois": 3, "quatre": 4, "2": 2, "3": 3}
KINDS = {  # which entities are of one group
    "person": (("Person",),),
    "country": (("Country",), ("Country", "Organization")),
    "body": (("Organization",),),
    "town": (("City",),),
    "side": (("Organization",), ("Country",), ("Person",)),
    "anybody": (("Person",), ("Organization",), ("Country",)),
}
OF_NOUNS = {"person": "human", "body": "body"}  # lists of nouns: "les deux auteurs" are people
LABELS = {"person": "PER", "country": "LOC", "body": "ORG", "town": "LOC", "side": "", "anybody": ""}
LASTING = frozenset({"side", "anybody"})  # who they are is told by the whole story
FIRST = frozenset({"premiers", "premières", "vice-premiers"})
ALL = frozenset({"tous", "toutes"})
PAIRS = frozenset({"le", "la", "les", "ce", "ces", "du", "des", "au", "aux"})


def step(article: Article, tree: Tree, i: int) -> Span | None:
    """The group that a plural noun with a definite article and a number means."""
    if i < 1 or article.doc[i].pos_ != "NOUN":
        return all_of_them(article, tree, i)
    first = i - (article.lower[i - 1] in FIRST)  # "les deux premiers ministres"
    number = NUMBERS.get(article.lower[first - 1]) if first >= 2 else None
    if number is None or article.lower[first - 2] not in ("les", "ces", "des", "aux", "leurs"):
        return None
    kind = kinds(article.document.language).get(fold(article.text(first, i + 1))) or next(
        (k for k in OF_NOUNS if article.is_a(i, OF_NOUNS[k])), None
    )
    if kind is None:
        return None
    found = named_behind(article, i, number) or meant(article, tree, i, number, kind)
    return Span(first - 2, i + 1, i, "Nominal", found, "group", LABELS[kind]) if found else None


def all_of_them(article: Article, tree: Tree, i: int) -> Span | None:
    """The people named together whom a number behind "tous" means, with no noun of its own ("Tous deux se sont engagés à")."""
    number = NUMBERS.get(article.lower[i])
    start = i - 1 - (article.lower[i - 1] == "les")
    if number is None or start < 0 or article.lower[start] not in ALL or tree.is_a(i, "nummod", "det"):
        return None
    found = meant(article, tree, i, number, "person")
    return Span(start, i + 1, i, "Pronoun", found, "group", LABELS["person"]) if found else None


def meant(article: Article, tree: Tree, i: int, number: int, kind: str) -> tuple[str, ...]:
    """Whom a group of a kind means: those last named together where they can be of one sort only, else those told of together most."""
    sorts = KINDS[kind]
    last = last_group(article, tree, i, number, sorts[-1]) if kind not in LASTING else ()
    return last or max(told_together(article, tree, i, number, kinds) for kinds in sorts)[1]


def named_behind(article: Article, i: int, number: int) -> tuple[str, ...]:
    """Those whom a row of as many names right behind a noun and its comma names ("les deux conducteurs, A et B, …")."""
    span = article.at.get(i + 2) if article.words[i + 1 : i + 2] == [","] else None
    together = members(article, span) if span and span.kind == "Name" and span.start == i + 2 else ()
    return tuple(dict.fromkeys(together)) if len(set(together)) == number else ()


def pair(article: Article, tree: Tree, i: int) -> Span | None:
    """The people named together whom a noun for a couple or a trio means; its complements would say which one it is."""
    number = table(article.document.language, "coreference")["together"].get(article.keys[i])
    if number is None or article.doc[i].pos_ != "NOUN":
        return None
    determiners = [k for k in tree.children(i, "det", "case") if article.lower[k] in PAIRS]
    if not determiners or tree.children(i, "nmod", "acl", "flat") or i + 1 in article.at:
        return None  # "les époux X et Y" says who they are
    for span in before(article, tree, i, REACH):
        together = members(article, span)
        if len(together) == number and all(article.kind_of(e) == "Person" for e in together):
            return Span(determiners[0], i + 1, i, "Nominal", together, "group", "PER")
    return None


@cache
def kinds(language: str) -> dict[str, str]:
    """What a plural noun means a group of (a key of `KINDS`), by its folded form."""
    return {fold(noun): kind for kind, nouns in table(language, "roles")["groups"].items() for noun in nouns}


def told_together(article: Article, tree: Tree, i: int, number: int, kinds: tuple[str, ...]) -> tuple[float, tuple[str, ...]]:
    """The weight and the keys of those of some kinds, as many as a number says, whom clauses and sentences before token `i` tell of
    together, and of nobody else of these kinds, clearly more often and more lately than any others. Who takes part in the group's own
    clause is not of it ("X a félicité les deux candidats")."""
    clause, here = tree.clause_above(i), set[str]()
    told: dict[tuple[int, int], set[str]] = defaultdict(set)  # entities by sentence, and clause or -1
    for span in before(article, tree, i, STORY):
        above, sentence = tree.clause_above(span.head), tree.sentence[span.head]
        fitting = {e for e in span.entities if article.kind_of(e) in kinds}
        if above == clause and sentence == tree.sentence[i]:
            here |= fitting
        told[sentence, -1] |= fitting
        if above is not None:
            told[sentence, above] |= fitting
    weights: dict[tuple[str, ...], float] = defaultdict(float)
    for (sentence, above), together in told.items():
        if len(together) == number and not here & together:
            weights[tuple(sorted(together))] += (SENTENCE if above < 0 else CLAUSE) * FADING ** (tree.sentence[i] - sentence)
    ranked = sorted(((weight, together) for together, weight in weights.items()), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[1][0] > CLEAR * ranked[0][0]):
        return 0.0, ()
    return ranked[0]


def is_inside(article: Article, span: Span) -> bool:
    """Whether a mention only stands in what somebody is called ("l'émissaire américain", "la médiatrice de l'ONU")."""
    return any(s.start < span.start and s.rule.startswith("role") for s in article.ending.get(span.end, ()))


def last_group(article: Article, tree: Tree, i: int, number: int, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The last mentions named together that are as many and of a kind; else those of the last sentence that has just as many, where none
    but them is told of behind it."""
    seen: dict[int, set[str]] = {}
    for span in before(article, tree, i, REACH):
        together = tuple(e for e in members(article, span) if article.kind_of(e) in kinds)
        if len(set(together)) == number:
            return tuple(dict.fromkeys(together))
        if not is_inside(article, span):
            seen.setdefault(tree.sentence[span.head], set()).update(e for e in span.entities if article.kind_of(e) in kinds)
    since: set[str] = set()
    for sentence in sorted(seen, reverse=True):
        since |= seen[sentence]
        if len(since) >= number:
            return tuple(sorted(since)) if since == seen[sentence] and len(since) == number else ()
    return ()
