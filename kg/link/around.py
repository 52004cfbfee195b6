"""What the words right before a name say of it: a title, a preposition, an article, a noun that names its kind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

from kg.extract.article import Article
from kg.ids import fold
from kg.lang import table
from kg.link.keys import folded

ARTICLES = {"le": "le", "la": "la", "l'": "l'", "les": "les", "un": "le", "une": "la"}
CONTRACTED = {"du": ("de", "le"), "des": ("de", "les"), "au": ("à", "le"), "aux": ("à", "les"), "d'": ("de", "")}
WHERE = frozenset({"à", "en", "dans", "vers", "depuis", "près", "hors", "via", "sur"})
NEAR = {"pres": "près", "hors": "hors", "loin": "près", "autour": "près", "sud": "près", "nord": "près", "est": "près", "ouest": "près"}
OPENING = frozenset({"«", '"', "“", "'", "("})


@dataclass(frozen=True, slots=True)
class Around:
    """The words before a name; fields are "" where there are none."""

    title: str = ""  # m or f
    preposition: str = ""  # plain: "du" gives "de" and "le"
    article: str = ""  # le, la, l', les
    noun: str = ""  # folded: "département" in "département de la Vienne"
    kin: bool = False  # "son fils Jean"
    apposition: str = ""  # folded: "capitale" in "Vienne, la capitale"

    @property
    def is_where(self) -> bool:
        """Whether the preposition is one of place that people seldom have, or the noun says so."""
        return self.preposition in WHERE


def around(article: Article, start: int, end: int = 0) -> Around:
    """What stands before the name that begins at token `start`, and what it is called behind its `end` where that is given."""
    known = article.memo.get(("around", start, end))
    if known is None:
        known = article.memo["around", start, end] = look_around(article, start, end)
    return cast("Around", known)


def look_around(article: Article, start: int, end: int) -> Around:
    apposition = called(article, start, end) if end else ""
    doc, at = article.doc, start - 1
    while at >= 0 and doc[at].text in OPENING:
        at -= 1
    if at < 0 or doc[at].is_space or (doc[at].is_punct and not doc[at].text[:1].isalnum()):
        return Around(apposition=apposition)
    words = doc[at].text
    own = at > 0 and "Yes" in doc[at - 1].morph.get("Poss", [])  # "son frère Raúl", not "frère Roger"
    if not own and (title := gender_of_title(article.document.language, words)):
        return Around(title=title, apposition=apposition)
    preposition, definite, at = leading(article, at)
    if preposition == "de" and at > 0 and doc[at].pos_ == "ADJ" and doc[at - 1].pos_ == "NOUN":
        at -= 1  # "la province belge de"
    noun = folded(doc[at].text) if at >= 0 and doc[at].text[:1].isalpha() else ""
    if preposition == "de" and noun in NEAR:
        preposition, noun = NEAR[noun], ""
    kin = not preposition and not definite and noun in kin_nouns(article.document.language)
    return Around(preposition=preposition, article=definite, noun=noun, kin=kin, apposition=apposition)


def called(article: Article, start: int, end: int) -> str:
    """The noun of an apposition right behind a name that tells its kind: "la capitale", "minuscule village", but not "gouverneur de X"."""
    doc = article.doc
    if end >= len(doc) or doc[end].text not in (",", "("):
        return ""
    known = {noun for nouns in kind_nouns(article.document.language).values() for noun in nouns}
    for token in doc[end + 1 : end + 4]:
        if token.is_punct or token.pos_ in ("VERB", "AUX", "ADP", "PROPN"):
            break
        if article.keys[token.i] in known and not article.is_a(token.i, "human"):
            bare = not any(t.pos_ in ("DET", "CCONJ") for t in doc[end + 1 : token.i])
            apposed = bare or (token.dep_ == "appos" and start <= token.head.i < end)
            return article.keys[token.i] if apposed else ""
    return ""


def leading(article: Article, at: int) -> tuple[str, str, int]:
    """The preposition and article that end at token `at`, and the token before them."""
    doc, definite = article.doc, ""
    text = doc[at].text.casefold()
    if text in CONTRACTED:
        return (*CONTRACTED[text], at - 1)
    if text in ARTICLES:
        definite, at = ARTICLES[text], at - 1
        text = doc[at].text.casefold() if at >= 0 else ""
    if at >= 0 and text in CONTRACTED and not CONTRACTED[text][1]:
        return CONTRACTED[text][0], definite, at - 1
    if at >= 0 and (doc[at].pos_ == "ADP" or text in WHERE or text == "de") and text.isalpha():
        return text, definite, at - 1
    return "", definite, at


@cache
def titles(language: str) -> dict[str, str]:
    """Forms of address with their gender."""
    return {word: gender for gender, words in table(language, "tokens")["titles"].items() for word in words}


def gender_of_title(language: str, word: str) -> str:
    return titles(language).get(word, "")


@cache
def kin_nouns(language: str) -> frozenset[str]:
    return frozenset(map(fold, table(language, "tokens")["around"]["kin"]))


@cache
def given_names(language: str) -> dict[str, str]:
    """First names with their gender."""
    return {name: gender for gender, names in table(language, "given")["given"].items() for name in names}


@cache
def kind_nouns(language: str) -> dict[str, frozenset[str]]:
    """The nouns, folded, that say of what kind a name is."""
    return {kind: frozenset(map(fold, nouns)) for kind, nouns in table(language, "roles")["kinds"].items()}
