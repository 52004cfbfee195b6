"""Who can do what a trigger tells: words for people and bodies act and speak, words for things don't."""

from __future__ import annotations

from kg.events import arguments
from kg.events.arguments import Positions
from kg.events.fillers import Context, bodies, names_of
from kg.events.lexicon import Frame
from kg.extract.article import Article
from kg.lang import word_set
from kg.link.keys import countries_of
from kg.syntax import Tree

ADDRESSED = frozenset({"Praise", "Criticism", "Threat", "Invitation", "Promise"})  # speech that is somebody's whoever utters it


def acts(article: Article, tree: Tree, frame: Frame, positions: Positions) -> bool:
    """Whether the subject may do what only somebody does: a noun for a thing may not ("les magasins pourraient aller à X")."""
    roles = frame.slots.get("subj", ())
    if not roles or any(r.filter not in ("actor", "person", "org") for r in roles) or any(positions.get(p) for p in ("that", "quote")):
        return True
    subjects = positions.get("subj", ())
    return not subjects or any(may_act(article, tree, k) for t in subjects for k in tree.conjuncts(t))


def may_act(article: Article, tree: Tree, i: int) -> bool:
    """Whether a token may mean somebody: a mention, no noun, an inhabitant's name, or a noun for people, bodies or what they move in."""
    word = article.doc[i]
    if word.pos_ == "PRON" and word.text.casefold() in article.data("concepts")["neuter"]:
        return False
    if i in article.at or word.pos_ != "NOUN":
        return True
    if word.lemma_.casefold() in article.data("relations")["numbers"]["collective"]:
        counted = [k for k in tree.children(i, "nmod") if k > i and tree.case(k) == "de"]
        return not counted or any(may_act(article, tree, k) for k in counted)  # "des milliers de toits"
    lemma = word.lemma_.casefold()
    member = {lemma, word.text.casefold()} & word_set(article.document.language, "concepts", "members")
    somebody = article.is_a(i, "human", "body") or member or is_unnamed(article, i) or lemma in ("dernier", "premier", "second")
    return is_inhabitant(article, i) or bool(somebody) or bool(names_of(Context(article, tree, frozenset()), i))


def speaks(article: Article, tree: Tree, frame: Frame, positions: Positions, i: int) -> bool:
    """Whether a verb of speech tells of somebody who speaks or of what is said; other verbs need neither."""
    if not frame.reports or frame.type == "Agreement":
        return True
    if arguments.is_passive(tree, i) and tree.is_a(i, "acl", "amod") and not positions.get("subj"):
        return False  # "les faits avoués"
    if any(positions.get(p) for p in arguments.VOICES):
        return True  # "l'opposition, par la voix de X"
    said = any(positions.get(p) for p in ("that", "quote"))
    if frame.type == "Statement" and not said:
        explained = "Inf" in article.doc[i].morph.get("VerbForm", []) and positions.get("obj")  # "pour expliquer la mort de X"
        if explained or (arguments.is_passive(tree, i) and not positions.get("subj")):  # "X est observé d'un œil critique"
            return False
    subjects = positions.get("subj", ())
    if not subjects and frame.type in ADDRESSED and arguments.is_passive(tree, i):  # "un hommage sera rendu à X"
        return any(t in article.at for position in ("obj", "dative", "à") for t in positions.get(position, ()))
    if subjects and all(is_nobody(article, tree, t) for t in subjects):
        return False  # "rien ne dit que", "ceux qui pensent que", "des questions qui exigent des réponses"
    if frame.type == "Statement" and any({"1", "2"} & set(article.doc[t].morph.get("Person", [])) for t in subjects):
        return False  # "nous pensons": what a quotation says of who utters it is no speech of its own
    context = Context(article, tree, frozenset())
    named = frame.type in ADDRESSED and any(t in article.at for p in ("obj", "dative", "à") for t in positions.get(p, ()))
    return said or any(
        t in article.at
        or (article.doc[t].pos_ == "PRON" and article.words[t].casefold() not in ("on", "l'", "l’"))
        or is_unnamed(article, t)
        or is_inhabitant(article, t)
        or names_of(context, t)
        or any(bodies(context, t))
        or (frame.type != "Statement" and is_official(article, tree, t))
        or (named and is_somebody(article, tree, t))  # "ses adversaires reprochent à X"
        for t in subjects
    )


def is_nobody(article: Article, tree: Tree, i: int) -> bool:
    """Whether a subject is no one speaker: "rien", "cela", and a relative pronoun whose antecedent is whoever says so or a thing."""
    word = article.doc[i]
    if word.pos_ == "PRON" and word.text.casefold() in article.data("concepts")["neuter"]:
        return True
    clause = tree.head[i]
    if word.pos_ != "PRON" or word.text.casefold() != "qui" or not tree.is_a(clause, "acl"):
        return False
    antecedent = tree.head[clause]
    if article.words[antecedent].casefold() in article.data("concepts")["whoever"]:
        return not tree.children(clause, "aux:tense")
    return article.doc[antecedent].pos_ == "NOUN" and not (may_act(article, tree, antecedent) or is_text(article, antecedent))


def is_text(article: Article, i: int) -> bool:
    """Whether a noun is what words are found in, which say something themselves ("le rapport qui recommande")."""
    return article.doc[i].lemma_.casefold() in article.data("attribution")["carriers"]


def is_official(article: Article, tree: Tree, i: int) -> bool:
    """Whether a noun means somebody by whose place or body he is known: he decides, if he is not named ("le préfet du Tarn a refusé")."""
    several = "Plur" in article.doc[i].morph.get("Number", [])
    return is_somebody(article, tree, i) and not several and any(k in article.at for k in tree.children(i, "nmod"))


def is_inhabitant(article: Article, i: int) -> bool:
    """Whether a word is written as the name of a place's people ("le Brésilien du FC Barcelone"), or is the adjective of a country in the
    place of a noun ("le suédois a annoncé")."""
    written = article.doc[i].text[:1].isupper() and not article.doc[i].is_sent_start
    return written or (article.doc[i].pos_ == "NOUN" and i not in article.at and bool(countries_of(article.kb, article.lower[i])))


def is_unnamed(article: Article, i: int) -> bool:
    """Whether a noun means somebody who may speak ("un responsable") or a text that does ("le communiqué")."""
    words = article.data("attribution")
    return article.doc[i].lemma_.casefold() in (*words["anonymous"], *words["carriers"])


def is_somebody(article: Article, tree: Tree, i: int) -> bool:
    """Whether a token is a common noun for people ("un homme", "une trentaine de manifestants")."""
    if article.doc[i].lemma_.casefold() in article.data("relations")["numbers"]["collective"]:
        return any(is_somebody(article, tree, k) for k in tree.children(i, "nmod") if tree.case(k) == "de")
    return article.doc[i].pos_ == "NOUN" and article.is_a(i, "human")


def is_body(article: Article, i: int) -> bool:
    """Whether a token is a common noun for a body ("le régime de X")."""
    return article.doc[i].pos_ == "NOUN" and article.doc[i].lemma_.casefold() in word_set(article.document.language, "nouns", "body")


def is_kind(article: Article, tree: Tree, i: int) -> bool:
    """Whether a noun only says what sort of place, body or person another is ("la salle de réunion", "un centre d'intervention")."""
    head = tree.head[i]
    if not tree.is_a(i, "nmod") or tree.case(i) != "de" or tree.children(i, "det", "nummod", "appos"):
        return False
    if article.is_a(head, "human") and any(article.lower[k] == "du" for k in tree.children(i, "case")):
        return False  # "les participants du sommet", "un participant de sommets"
    words = {article.doc[head].lemma_.casefold(), article.words[head].casefold()}
    sorts = (word_set(article.document.language, "nouns", kind) for kind in ("place", "body", "human"))
    return article.doc[head].pos_ == "NOUN" and "Plur" not in article.doc[i].morph.get("Number", []) and any(words & sort for sort in sorts)
