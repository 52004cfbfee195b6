"""What the words of a trigger of several words hand on to it: the complements of its nouns, and not what stands between."""

from __future__ import annotations

from kg.events import arguments, numbers
from kg.events.arguments import Positions
from kg.events.fillers import Context, names_of
from kg.events.lexicon import Evoker, Frame
from kg.events.patterns import is_word
from kg.extract.article import Article
from kg.syntax import Tree


def takes_own(frame: Frame | None, position: str) -> bool:
    """Whether a trigger's own noun fills a position: a document ("signer le décret"), a number ("supprimer 500 postes") or a place
    ("quitter la capitale")."""
    roles = frame.slots.get(position, ()) if frame is not None else ()
    return any(r.name in ("text", "amount", "deaths") or (r.name == r.filter == "place" and position == "obj") for r in roles)


def inherit(article: Article, tree: Tree, i: int, last: int, positions: Positions, evoker: Evoker) -> None:
    """What depends on the nouns of a trigger of several words depends on the whole; its own words fill none but names."""
    if last == i:
        return
    for position in list(positions):
        kept = [
            t
            for t in positions[position]
            if not i < t <= last
            or t in article.at
            or (t == last and takes_own(evoker.frame, position))
            or is_between(article, tree, i, t, evoker)
            or is_counted_between(article, tree, t, position, evoker)
        ]
        positions[position] = kept
    if article.doc[last].pos_ == "NOUN":
        where = tree.case(last) == "dans" and article.is_a(last, "place")  # "ont défilé dans les rues de X"
        case = "en" if where else tree.case(last) or "obj"
        positions[case] += names_of(Context(article, tree, frozenset()), last)  # "s'est séparé de son entraîneur, X"
        if tree.case(last) == "par":
            whose = (k for k in tree.children(last, "nmod") if tree.case(k) == "de")
            positions["par"] += [k for k in whose if k in article.at]  # "par les forces de X"
    for noun in range(i + 1, last + 1):
        if noun == last or (article.doc[noun].pos_ == "NOUN" and noun not in article.at):
            of = arguments.of_verb if article.doc[noun].pos_ == "VERB" else arguments.of_noun
            for position, tokens in of(article, tree, noun).items():
                if position != "subj" or of is arguments.of_noun:  # "s'est vu remettre par X": who hands over is no subject here
                    own = position == "poss" and article.doc[i].pos_ == "NOUN"  # "la fermeture de son usine"
                    if position == "de" and tree.case(noun) == "dans" and article.is_a(noun, "place"):
                        position = "en"  # "ont défilé dans les rues de Dacca"
                    positions[position] += [t for t in tokens if (own or not i < t <= last) and t not in positions[position]]


def is_between(article: Article, tree: Tree, verb: int, i: int, evoker: Evoker) -> bool:
    """Whether a noun for somebody only stands between the words of a trigger ("nommer le ministre sortant, X, à la tête de")."""
    own = any(is_word(article, i, word) for word in evoker.pattern.words)
    return tree.is_a(i, "obj") and tree.head[i] == verb and article.is_a(i, "human") and not own


def is_counted_between(article: Article, tree: Tree, i: int, position: str, evoker: Evoker) -> bool:
    """Whether a number that the frame asks for stands between the words of a trigger ("condamner à six mois de prison par un tribunal")."""
    own = any(is_word(article, i, word) for word in evoker.pattern.words)
    asked = evoker.frame is not None and any(r.name == "amount" for r in evoker.frame.slots.get(position, ()))
    return asked and not own and numbers.quantity(article, tree, i, "") is not None


def take_over(article: Article, tree: Tree, noun: int, positions: Positions, frame: Frame | None) -> None:
    """Give a passive trigger what depends on the noun that belongs to it; the noun itself fills what takes it."""
    positions["obj"] = [t for t in positions["obj"] if t != noun or t in article.at or takes_own(frame, "obj")]
    for position, tokens in arguments.of_noun(article, tree, noun).items():
        positions[position] += [t for t in tokens if t not in positions[position]]
