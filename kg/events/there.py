"""The place that "y" and "là" take up: the last one that is told of as where something happens."""

from __future__ import annotations

from kg.extract.article import Article
from kg.kb.entry import PLACE_KINDS
from kg.lang import word_set
from kg.syntax import Tree

PLACE_CASES = frozenset({"à", "en", "dans", "chez", "depuis"})
THERE_CASES = PLACE_CASES | {"pour"}  # "s'envole pour X. Il y verra …"
REACH = 40  # tokens back to what "y" means


def there(article: Article, tree: Tree, verb: int, k: int) -> list[int]:
    """The place that "où" or "y" means: what the clause hangs on, or the nearest place before that has a preposition of place."""
    if article.words[k].casefold() == "où":
        return [tree.head[verb]] if tree.is_a(verb, "acl") else meant(article, k) or place_before(article, tree, k)
    subject = k - 1 - (article.lower[k - 1] in ("n'", "n’"))
    if article.doc[verb].lemma_.casefold() == "avoir" and article.lower[subject] == "il":
        return []  # "il y a", "il n'y aura"
    return place_before(article, tree, k)


def place_before(article: Article, tree: Tree, k: int) -> list[int]:
    """The nearest place before a token that has a preposition of place; without one, that to which something is done ("a bouclé la ville de
    X, y a tué Y")."""
    places = [i for i in range(k - 1, max(-1, k - REACH), -1) if i in article.at and is_place(article, i)]
    told = [i for i in places if tree.case(i) in THERE_CASES or is_of_site(article, tree, i) or is_reached(article, tree, i)] or [
        i for i in places if is_site(article, tree, i)
    ]
    return told[:1]


def is_reached(article: Article, tree: Tree, i: int) -> bool:
    """Whether a place's name is the object of a verb of coming there ("a rejoint X. Il y a promis …")."""
    reaching = word_set(article.document.language, "frames", "grammar", "reaching")
    return tree.is_a(i, "obj") and article.doc[tree.head[i]].lemma_.casefold() in reaching


def is_of_site(article: Article, tree: Tree, i: int) -> bool:
    """Whether a place's name says where a building behind a preposition of place stands ("transporté à l'hôpital de X")."""
    site = tree.head[i]
    stands = article.doc[site].lemma_ in word_set(article.document.language, "nouns", "place")
    return stands and tree.case(i) == "de" and tree.case(site) in THERE_CASES


def is_site(article: Article, tree: Tree, i: int) -> bool:
    """Whether a place's name, or the noun for a place before it ("la ville de X"), is an object."""
    noun = tree.head[i]
    named = tree.case(i) == "de" and article.doc[noun].lemma_ in word_set(article.document.language, "nouns", "place")
    return tree.is_a(noun if named else i, "obj")


def meant(article: Article, k: int) -> list[int]:
    """The head of the place's name, shortly before, that a relative word has been tied to."""
    entities = article.at[k].entities if k in article.at else ()
    before = range(k - 1, max(-1, k - REACH), -1)
    return next(([i] for i in before if entities and i in article.at and article.at[i].entities == entities and is_place(article, i)), [])


def is_place(article: Article, i: int) -> bool:
    """Whether a token is the head of a place's name."""
    span = article.at[i]
    return span.kind == "Name" and span.head == i and all(article.kind_of(e) in PLACE_KINDS for e in span.entities)
