"""Whether a word of the text and what follows it are what a pattern describes."""

from __future__ import annotations

from functools import lru_cache

from kg.events.arguments import is_passive
from kg.events.lexicon import FREE, PLAIN, Lexicon, Pattern
from kg.events.there import PLACE_CASES
from kg.extract.article import Article
from kg.kb.entry import PLACE_KINDS
from kg.lang import word_set
from kg.syntax import Tree

SKIPPED = frozenset({"DET", "NUM", "ADV", "ADJ"})
HUNG = frozenset({"en", "sous"})  # with them the parser hangs what belongs to a verb on its object ("a placé X en liquidation")
YEAR = 4  # digits
WINDOW = 7  # tokens after its first word in which a trigger must end
INFLECTED = ("ée", "ées", "ie", "ies", "ue", "ues", "és", "us", "its", "ite", "ites")  # how participles end in the feminine and plural


def last_word(article: Article, tree: Tree, i: int, words: tuple[str, ...]) -> int | None:
    """The last of some words that follow token `i`, what may stand between them left out; None where they don't."""
    at, last = i + 1, i
    for word in words:
        while at < len(article.doc) and at <= i + WINDOW and not is_word(article, at, word) and is_free(article, tree, i, at):
            at += 1
        if at >= len(article.doc) or at > i + WINDOW or tree.sentence[at] != tree.sentence[i] or not is_word(article, at, word):
            return None
        last = at
        at += 1
    return last


def governed(article: Article, tree: Tree, verb: int, words: tuple[str, ...]) -> int | None:
    """The last of some words of which the verb governs the first, whatever stands between ("a signé, mercredi à X, un contrat"); None where
    it doesn't."""
    beneath = (m for k in tree.children(verb, "obj") for m in tree.children(k, "nmod") if tree.case(m) in HUNG)
    for k in [m for m in (*tree.children(verb, "obj", "obl", "xcomp"), *beneath) if m > verb]:
        if tree.case(k) == "par" != words[0]:
            continue  # "percuté par un camion" is not "percuter un camion"
        before = (tree.case(k), *(article.lower[m] for m in tree.children(k, "mark")))
        if tree.case(k) and words[0] not in before and not (tree.is_a(k, "obj") and tree.case(k) == "de"):
            continue  # "tenir jusqu'aux élections" is not "tenir des élections"
        plain = words[1:] if words[0] in before else words  # "mettre en examen", "charger de former"
        if plain and is_word(article, k, plain[0]) and (last := last_word(article, tree, k, plain[1:])) is not None:
            return last
    return None


def is_word(article: Article, i: int, word: str) -> bool:
    """Whether token `i` is a form of a word."""
    token = article.doc[i]
    return word in forms(token.text, token.lemma_)


@lru_cache(maxsize=10_000)
def forms(text: str, lemma: str) -> frozenset[str]:
    """The words of which a token may be a form; capitals may lack their accent ("coup d'Etat")."""
    lower, lemma = text.casefold(), lemma.casefold()
    accented = {f"é{lower[1:]}", f"é{lemma[1:]}"} if text.startswith("E") else set()
    return frozenset({lower, lemma, PLAIN.get(lower, lower)} | accented)


def first_words(article: Article, tree: Tree, verb: int) -> set[str]:
    """Each word that may be the first of those that belong to a verb: it stands shortly behind it, or the verb governs it or what it
    introduces. So that of the many patterns of some verbs few are looked for."""
    below = tree.children(verb, "obj", "obl", "xcomp", "nsubj:pass")
    below += [m for k in tree.children(verb, "obj") for m in tree.children(k, "nmod") if tree.case(m) in HUNG]
    below += [noun for noun in [described_noun(article, tree, verb)] if noun is not None]
    tokens = [*article.doc[verb + 1 : verb + WINDOW + 1], *(article.doc[k] for k in below)]
    found = {tree.case(k) for k in below} | {article.lower[m] for k in below for m in tree.children(k, "mark")}
    return found.union(*(forms(token.text, token.lemma_) for token in tokens))


def described_noun(article: Article, tree: Tree, verb: int) -> int | None:
    """The noun right before "que" whose clause says with it what is done ("l'accord que X et Y ont conclu")."""
    what = next((k for k in tree.children(verb, "obj", "mark") if article.lower[k] in ("que", "qu'") and k < verb), None)
    if what is None or not tree.is_a(verb, "acl") or not any(what < k < verb for k in tree.children(verb, "nsubj")):
        return None
    noun = what - 1
    while noun > 0 and article.doc[noun].pos_ == "ADJ":
        noun -= 1
    return noun if article.doc[noun].pos_ == "NOUN" and noun in tree.subtree(tree.head[verb]) else None


def is_free(article: Article, tree: Tree, first: int, i: int) -> bool:
    """Whether token `i` may stand between the words of a trigger that begins at `first`: a determiner, number, adverb or adjective, a time
    ("a pris mercredi ses fonctions"), a place, or the name that is the first word's object ("tient Moscou pour responsable")."""
    token, name = article.doc[i], article.at.get(i)
    if name and name.kind == "Name" and name.rule != "adjective":
        return tree.head[name.head] == first and (tree.is_a(name.head, "obj") or is_where(article, tree, name.head))
    if token.pos_ == "ADP" and i + 1 in article.at:
        return is_where(article, tree, article.at[i + 1].head)
    collective = article.data("relations")["numbers"]["collective"]
    if token.lemma_.casefold() in collective or (article.lower[i] in ("de", "d'") and article.doc[i - 1].lemma_ in collective):
        return True  # "a tiré une centaine de missiles"
    numbers = i + 1 < len(article.doc) and article.doc[i - 1].pos_ == article.doc[i + 1].pos_ == "NUM"
    if numbers and PLAIN.get(article.lower[i]) == "de":
        return True  # "supprimer 84 des 310 emplois"
    timely = word_set(article.document.language, "nouns", "time")
    if article.lower[i : i + 2] == ["près", "de"] or (
        PLAIN.get(article.lower[i], article.lower[i]) == "de" and is_number_behind(article, i)
    ):
        return True  # "a tiré près de 200 missiles"
    if token.pos_ == "ADP" and i + 1 < len(article.doc):
        year = article.words[i + 1].isdigit() and len(article.words[i + 1]) == YEAR and article.lower[i] == "en"
        return year or article.doc[i + 1].lemma_.casefold() in timely  # "fermera en juin son usine", "la fermeture en 2021 de son usine"
    return token.pos_ in SKIPPED or token.text.casefold() in FREE or token.lemma_.casefold() in timely or token.text[:1].isdigit()


def is_number_behind(article: Article, i: int) -> bool:
    """Whether a numeral stands right behind a token."""
    return i + 1 < len(article.doc) and (article.doc[i + 1].pos_ == "NUM" or article.words[i + 1][:1].isdigit())


def is_where(article: Article, tree: Tree, i: int) -> bool:
    """Whether the head of a name says where something happens ("ont signé à Accra un protocole")."""
    return tree.case(i) in PLACE_CASES and all(article.kind_of(e) in PLACE_KINDS for e in article.at[i].entities)


def is_reflexive(article: Article, tree: Tree, i: int) -> bool:
    """Whether a verb has its subject as object ("s'est réuni", "nous nous sommes demandé")."""
    words = {article.lower[k]: k for k in tree.kids[i] if k < i and article.lower[k + 1] not in ("il", "ils")}  # "s'il est élu"
    if words.keys() & {"se", "s'", "s’"}:
        return True
    past = any(article.doc[k].lemma_ == "être" for k in tree.children(i, "aux")) and not is_passive(tree, i)
    return past and any(w in words and tree.is_a(words[w], "expl", "obj", "iobj") for w in ("me", "m'", "te", "t'", "nous", "vous"))


def verb_keys(article: Article, lexicon: Lexicon, i: int) -> tuple[str, str]:
    """The lemma of verb `i`, and the masculine singular of a participle, under which passives are listed."""
    token = article.doc[i]
    text = token.text.casefold()
    participle = text.removesuffix("s").removesuffix("e") if text.endswith(INFLECTED) else text
    if text.endswith("is") and (lemma := token.lemma_.casefold()).endswith("ir") and not lemma.endswith("érir"):
        participle = text.removesuffix("s")  # "réunis", and not "acquis"
    if token.pos_ not in ("VERB", "AUX") and participle in article.data("relations")["event_participles"]:
        return article.data("relations")["event_participles"][participle], participle
    return lexicon.verb_lemma(text, token.lemma_.casefold()), participle


def fits(article: Article, tree: Tree, i: int, pattern: Pattern) -> bool:
    """Whether verb `i`, whose lemma or participle is the pattern's, also has its voice."""
    return is_passive(tree, i) if pattern.passive else is_reflexive(article, tree, i) == pattern.reflexive
