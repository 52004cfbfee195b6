"""Where what burns or is hit lies: "a détruit un hangar situé au lieu-dit X, à Y", "dans une ancienne ferme aménagée en gîte, à Y"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.events.arguments import is_place
from kg.events.fillers import Context
from kg.lang import word_set

STRUCK = ("obj", "dans", "sur", "contre")  # positions of what something happened to, or inside of which
HERE = frozenset({"à", "en", "près de", "à hauteur de"})


def where_struck(context: Context, positions: dict[str, list[int]]) -> Iterator[tuple[str, int]]:
    """The names of towns in the phrases of things without a name that something happened to, with their prepositions, the first before."""
    article, tree = context.article, context.tree
    for position in STRUCK:
        for thing in positions.get(position, ()):
            if article.doc[thing].pos_ != "NOUN" or thing in article.at or article.is_a(thing, "human", "time"):
                continue
            for k in sorted(tree.subtree(thing)):
                if k > thing and k in article.at and tree.case(k) in HERE and is_place(article, k) and is_within(context, k, thing):
                    yield tree.case(k), k


def is_within(context: Context, place: int, thing: int) -> bool:
    """Whether nothing between a place and a thing but complements and participles of lying somewhere ("situé", "implanté") parts them."""
    tree, lying = context.tree, word_set(context.article.document.language, "concepts", "lying")
    path = tree.path(place)
    for k in path[: path.index(thing)]:
        participle = tree.is_a(k, "acl") and tree.dep[k] != "acl:relcl" and context.article.doc[k].lemma_.casefold() in lying
        if not (participle or tree.is_a(k, "nmod", "obl", "appos", "flat", "conj", "obj")):
            return False
    return True
