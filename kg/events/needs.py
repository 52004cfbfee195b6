"""Whether what a frame asks for stands at a word: positions that are filled, as it wants them, and words nearby."""

from __future__ import annotations

from kg.events import numbers
from kg.events.arguments import Positions
from kg.events.fillers import KINDS, Context, admits, as_actor, examples, fillers, is_sort, names_of
from kg.events.lexicon import Frame, Lexicon
from kg.events.recalled import noun_meant, recalled
from kg.events.subjects import is_body, is_somebody
from kg.extract.article import Article
from kg.lang import word_set
from kg.syntax import Tree
from kg.syntax.relatives import THAT

NEARBY = 2  # sentences before and after a trigger in which the words that its frame wants stand


def is_definite(article: Article, tree: Tree, i: int) -> bool:
    """Whether a noun has a definite, demonstrative or possessive determiner, or a preposition that holds one ("du sommet")."""
    return any(article.lower[k] == "du" for k in tree.children(i, "case")) or is_known(article, tree, i)


def is_known(article: Article, tree: Tree, i: int) -> bool:
    """Whether a noun has such a determiner of its own, so that a clause behind its comma only adds something."""
    morphs = [article.doc[k].morph for k in tree.children(i, "det")]
    return any("Def" in m.get("Definite", []) or "Dem" in m.get("PronType", []) or "Yes" in m.get("Poss", []) for m in morphs)


def satisfied(article: Article, tree: Tree, lexicon: Lexicon, frame: Frame, positions: Positions) -> bool:
    """Whether one of the positions that the frame needs, or all of one set of them, are filled by what their slots take."""
    filled = (all(any(takes(article, tree, lexicon, frame, p, t) for t in positions.get(p, ())) for p in needed) for needed in frame.needs)
    return not frame.needs or any(filled)


def is_among(article: Article, frame: Frame, i: int) -> bool:
    """Whether a word of the list that the frame wants to stand nearby does ("l'a emporté": an election only where voters are told of)."""
    if not frame.among:
        return True
    words = word_set(article.document.language, "frames", "among", frame.among)
    return any(article.lower[k] in words or article.doc[k].lemma_.casefold() in words for k in article.vicinity(i, NEARBY))


def takes(article: Article, tree: Tree, lexicon: Lexicon, frame: Frame, position: str, token: int) -> bool:
    """Whether the slot of a position admits what stands at a token."""
    if position in ("quote", "question"):
        return True
    roles = frame.slots.get(position, ())
    if not roles:
        return True
    several = "participant" in (r.name for r in roles) and article.words[token].casefold() in ("leur", "leurs")  # "lors de leur entretien"
    if position == "poss" and (several or (token not in article.at and any(r.filter in ("actor", "person") for r in roles))):
        return True  # whoever it is: "appelle à sa libération"
    context = Context(article, tree, frozenset())
    lemma = article.doc[token].lemma_.casefold()
    # "se rendre au sommet du Commonwealth", "devant une mosquée de Peshawar": a place, and nobody else in the phrase
    happens = (position != "obj" and lemma in lexicon.nouns) or lemma in word_set(article.document.language, "nouns", "place")
    happens = happens and not is_sort(context, token, "award")  # "la médaille du CNRS"
    everything = list(fillers(context, token, position != "adj"))
    named = bool(names_of(context, token))
    prize = is_sort(context, token, "award") and bool(tree.children(token, "det")) and not named  # "a reçu un César": nobody of that name
    for role in roles:
        found = [f for f in everything if f.kind != "nested" or (happens and role.filter != "person")]
        if role.filter in ("actor", "person") and prize:
            continue
        if role.filter in ("actor", "person", "org") and article.doc[token].pos_ == "VERB" and token not in article.at:
            continue  # "a voté pour quitter l'Union européenne": for nobody
        if not role.filter:
            return True
        if role.filter == "people" and is_somebody(article, tree, token):
            return True
        if role.filter in ("number", "people"):
            if role.filter == "number" and numbers.quantity(article, tree, token, "") is not None:
                return True
        elif role.filter == "event" and (
            article.words[token].casefold() in lexicon.nouns  # "aux municipales", whatever its tag
            or any(article.doc[k].lemma_.casefold() in lexicon.nouns for k in recalled(article, token))
            or lemma in (lexicon.nouns if article.doc[token].pos_ == "NOUN" else lexicon.verbs)
        ):
            return True
        elif (role.filter in ("actor", "person") and is_somebody(article, tree, antecedent(article, tree, token))) or (
            role.filter == "actor" and (is_body(article, token) or (position == "subj" and governs(article, tree, token)))
        ):
            # how many it was is another role's, but for people of whom one has heard, and "la Légion d'honneur" is nobody
            known = (role.name == "participant" and is_definite(article, tree, token)) or bool(names_of(context, token))
            known = known or any(True for _ in examples(context, token, False, 0))  # "a nommé trois ministres, dont X"
            counted = not known and numbers.quantity(article, tree, token, "") is not None
            if not counted:
                return not is_sort(context, token, "award")
        elif role.filter == "thing" and is_somebody(article, tree, token):
            continue
        elif role.filter not in (*KINDS, "event", "number") and is_sort(context, token, role.filter):
            return True
        elif any(admits(context, role.filter, as_actor(context, f) if role.filter == "actor" else f) for f in found):
            return True
    return False


def governs(article: Article, tree: Tree, noun: int) -> bool:
    """Whether a noun for a town or region stands before its name: those who govern it act ("la commune de X a obtenu une aide")."""
    authority = article.doc[noun].lemma_.casefold() in word_set(article.document.language, "concepts", "authorities")
    return authority and noun not in article.at and any(k in article.at for k in tree.children(noun, "nmod", "appos", "flat"))


def antecedent(article: Article, tree: Tree, i: int) -> int:
    """The noun for which the object of a relative clause ("les grévistes, que X recevra") or a pronoun stands; other tokens themselves."""
    clause = next((k for k in tree.path(i)[1:3] if tree.dep[k] == "acl:relcl"), None) if article.lower[i] in THAT else None
    return noun_meant(article, i) if clause is None else tree.head[clause]
