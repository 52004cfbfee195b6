"""The words that evoke events, each with its frame and its type refined by the words beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.events import arguments
from kg.events.arguments import Positions
from kg.events.lexicon import Evoker, Frame, Lexicon
from kg.extract.article import Article
from kg.syntax import Tree

WINDOW = 6  # tokens after a verb in which its fixed words may begin ("a été mis, hier, en examen")


@dataclass(slots=True)
class Trigger:
    """A token that evokes an event; `last` is its last fixed word, `carrier` the light verb that carries a noun."""

    token: int
    last: int
    frame: Frame
    type: str
    verbal: bool
    positions: Positions
    carrier: int | None = None
    lemma: str = ""


def find(article: Article, tree: Tree, lexicon: Lexicon) -> list[Trigger]:
    """All triggers of the article, in reading order."""
    found: list[Trigger] = []
    for token in article.doc:
        span = article.at.get(token.i)
        if span and span.kind == "Name":
            continue
        trigger = None
        if token.pos_ in ("VERB", "AUX") and not tree.is_a(token.i, "aux", "cop"):
            trigger = verbal(article, tree, lexicon, token.i)
        elif token.pos_ == "NOUN" and not span:
            trigger = nominal(article, tree, lexicon, token.i)
        if trigger:
            trigger.type = refined(article, tree, lexicon, trigger)
            found.append(trigger)
    covered = {i for t in found for i in range(t.token + 1, t.last + 1)}
    return [t for t in found if t.token not in covered]


def verbal(article: Article, tree: Tree, lexicon: Lexicon, i: int) -> Trigger | None:
    """The event that verb `i` evokes."""
    lemma = article.doc[i].lemma_.casefold()
    evokers = lexicon.verbs.get(lemma, ())
    if not evokers:
        return None
    reflexive = any(article.doc[k].text.casefold() in ("se", "s'") for k in tree.kids[i])
    positions = arguments.of_verb(article, tree, i)
    for evoker in evokers:
        last = last_word(article, tree, i, evoker, WINDOW)
        if last is not None and (reflexive or not evoker.reflexive) and satisfied(evoker.frame, positions):
            return Trigger(i, last, evoker.frame, evoker.frame.type, True, positions, lemma=" ".join([lemma, *evoker.words]))
    return None


def nominal(article: Article, tree: Tree, lexicon: Lexicon, i: int) -> Trigger | None:
    """The event that noun `i` evokes, with what its light verb governs."""
    lemma = article.doc[i].lemma_.casefold()
    evokers = lexicon.nouns.get(lemma) or lexicon.nouns.get(article.doc[i].text.casefold(), ())
    if not evokers:
        return None
    positions = arguments.of_noun(article, tree, i)
    carrier = carry(article, tree, lexicon, i, positions)
    for evoker in evokers:
        last = last_word(article, tree, i, evoker, 1)
        if last is not None and satisfied(evoker.frame, positions):
            return Trigger(i, last, evoker.frame, evoker.frame.type, False, positions, carrier, " ".join([lemma, *evoker.words]))
    return None


def last_word(article: Article, tree: Tree, i: int, evoker: Evoker, window: int) -> int | None:
    """Where the fixed words of an evoker end that follow token `i`; None where they don't."""
    if not evoker.words:
        return i
    doc, size = article.doc, len(evoker.words)
    for start in range(i + 1, min(i + 1 + window, len(doc) - size + 1)):
        if all(word in (doc[start + n].text.casefold(), doc[start + n].lemma_.casefold()) for n, word in enumerate(evoker.words)):
            return start + size - 1 if tree.sentence[start] == tree.sentence[i] else None
    return None


def satisfied(frame: Frame, positions: Positions) -> bool:
    """Whether one of the positions that the frame needs is filled."""
    return not frame.needs or any(positions.get(p) for p in frame.needs)


def carry(article: Article, tree: Tree, lexicon: Lexicon, i: int, positions: Positions) -> int | None:
    """The light or occurrence verb of an event noun; what the verb governs joins the noun's positions."""
    verb = tree.head[i]
    if verb == i or article.doc[verb].pos_ not in ("VERB", "AUX"):
        return None
    lemma = article.doc[verb].lemma_.casefold()
    reflexive = any(article.doc[k].text.casefold() in ("se", "s'") for k in tree.kids[verb])
    if tree.is_a(i, "obj") and lemma in lexicon.light and not arguments.is_passive(tree, verb):
        keep = {"subj"}
    elif (tree.is_a(i, "nsubj") or arguments.is_passive(tree, verb)) and occurs(article, lexicon, verb, lemma, reflexive):
        keep = set()
    elif tree.is_a(verb, "acl") and False:
        return None
    else:
        return None
    for position, tokens in arguments.of_verb(article, tree, verb).items():
        if position in keep or position not in ("subj", "obj", "that", "inf"):
            positions[position] += [t for t in tokens if t != i]
    return verb


def occurs(article: Article, lexicon: Lexicon, verb: int, lemma: str, reflexive: bool) -> bool:
    """Whether a verb only says that its subject takes place."""
    following = article.doc[verb + 1].text.casefold() if verb + 1 < len(article.doc) else ""
    forms = {lemma, f"{lemma} {following}"} | ({f"se {lemma}", f"s'{lemma}"} if reflexive else set())
    return bool(forms & lexicon.occur)


def refined(article: Article, tree: Tree, lexicon: Lexicon, trigger: Trigger) -> str:
    """The type after the words beside the trigger are taken into account."""
    near = " ".join(neighbourhood(article, tree, trigger))
    for refinement in lexicon.refinements:
        if trigger.type in refinement.types and any(f" {w} " in f" {near} " for w in refinement.words):
            return refinement.to
    return trigger.type


def neighbourhood(article: Article, tree: Tree, trigger: Trigger) -> Iterator[str]:
    """The words of the trigger's direct dependents, each with its preposition and article, in lower case."""
    for i in (trigger.token, *([trigger.carrier] if trigger.carrier is not None else [])):
        for k in tree.kids[i]:
            if tree.is_a(k, "amod", "obl", "nmod", "advmod", "acl", "appos", "obj"):
                yield " ".join(article.doc[m].text.casefold() for m in sorted([k, *tree.children(k, "case", "det", "amod", "fixed")]))
