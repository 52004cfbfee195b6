"""Names that begin with a common noun: "école Notre-Dame", "rue de la Paix", "musée d'Orsay", "accord de Vienne"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.extract.article import Article
from kg.ids import fold
from kg.kb.entry import PLACE_KINDS, name_key
from kg.lang import table, word_set
from kg.link.keys import countries_of, is_person
from kg.link.people import is_given, is_name_word, run_end
from kg.nlp.doc import Token

OF = frozenset({"de", "du", "des", "d'"})
OPENING, CLOSING = frozenset({"«", '"', "“"}), frozenset({"»", '"', "”"})
REACH, LONGEST_QUOTED = 4, 10  # tokens: from the noun to the mark, and of a quoted name
INDEFINITE = frozenset({"une", "un", "des", "plusieurs", "deux", "trois", "certaines", "certains"})
DEFINITE = frozenset({"du", "des", "la", "l'", "les", "le"})
MOST_EPITHETS = 3  # between a noun for a firm and its name
MASCULINE = frozenset({"le", "un", "du", "au", "ce", "son", "mon", "ton"})


def headed(article: Article) -> Iterator[tuple[int, int, str]]:
    """Token ranges of such names with the label that the noun gives (LOC, ORG, LAW, MISC)."""
    nouns = all_nouns(article.document.language)
    for i, word in enumerate(article.lower):
        if is_club(article, i) and (end := name_end(article, i + 1)) > i + 1 and not article.words[i + 1].isupper():
            yield i, end, "ORG"  # "l'US Raon-l'Étape"
            continue
        if word not in nouns:
            continue
        token = article.doc[i]
        if i and article.lower[i - 1] in MASCULINE and word in article.data("tokens")["around"]["feminine"] and token.text.islower():
            continue
        if (
            found := contest(article, token, word)
            or institution(article, token, word)
            or bare(article, token, word)
            or behind_of(article, token, word)
            or firm(article, token, word)
        ):
            yield found
    yield from ((start, end, "ORG") for start, end in quoted(article))


def is_club(article: Article, i: int) -> bool:
    """Whether a word is an acronym with which the names of clubs begin."""
    return article.words[i] in word_set(article.document.language, "tokens", "around", "clubs")


def contest(article: Article, token: Token, word: str) -> tuple[int, int, str] | None:
    """A contest or festival with a capital inside a sentence and what it is named after ("Coupe d'Europe", "Festival de Cannes")."""
    if (
        word not in article.data("tokens")["heads_of"]["contest"]
        or not token.text[:1].isupper()
        or token.is_sent_start
        or token.text.isupper()
    ):
        return None
    at = token.i + 1
    while at + 1 < len(article.doc) and article.doc[at].text in OF | DEFINITE:
        at += 1
    end = name_end(article, at)
    return (token.i, end, "EVT") if end > at > token.i + 1 else None


def institution(article: Article, token: Token, word: str) -> tuple[int, int, str] | None:
    """A body whose first noun has a capital inside a sentence, with its adjectives and complements ("Comité départemental de secours")."""
    if not token.text[:1].isupper() or token.is_sent_start or token.text.isupper() or token.pos_ not in ("NOUN", "PROPN"):
        return None
    if heads(article.document.language).get(word) != "ORG" and word not in article.data("tokens")["around"]["institutions"]:
        return None
    end = phrase_end(article, token.i + 1)
    return (token.i, end, "ORG") if end > token.i + 1 else None


def phrase_end(article: Article, at: int) -> int:
    """The end of the adjectives and "de" complements that begin at token `at`."""
    doc = article.doc
    while at < len(doc) and not doc[at].is_sent_start:
        inner = at
        while inner < len(doc) and doc[inner].text in OF | DEFINITE:
            inner += 1
        if inner == at and doc[at].pos_ == "ADJ" and doc[at].text.islower():
            at += 1
        elif inner == at or inner == len(doc) or doc[at].text not in OF:
            break
        elif (end := name_end(article, inner)) > inner:
            return at if is_person(article.kb, article.text(inner, end)) else end  # "Front national | de Marine Le Pen"
        elif doc[inner].pos_ == "NOUN":
            at = inner + 1
        else:
            break
    return at


def quoted(article: Article) -> Iterator[tuple[int, int]]:
    """Token ranges of names in quotation marks behind a noun for associations, firms or clubs."""
    doc, nouns = article.doc, article.data("tokens")["around"]["quoted"]
    for token in (doc[i] for i, word in enumerate(article.words) if word in OPENING):
        end = next((k for k in range(token.i + 2, min(len(doc), token.i + LONGEST_QUOTED)) if doc[k].text in CLOSING), None)
        if end and doc[token.i + 1].text[:1].isupper() and any(w in nouns for w in words_before(article, token)):
            yield token.i + 1, end


def words_before(article: Article, token: Token) -> Iterator[str]:
    """The words of the phrase that ends before a token, nearest first."""
    for at in range(token.i - 1, max(-1, token.i - 1 - REACH), -1):
        if article.doc[at].is_punct or article.doc[at + 1].is_sent_start:
            return
        yield article.doc[at].text.casefold()


def bare(article: Article, token: Token, word: str) -> tuple[int, int, str] | None:
    """A noun with the name right behind it, or behind an adjective ("école primaire X")."""
    label = heads(article.document.language).get(word)
    at = token.i + 1
    kind = token.i > 0 and token.text.islower() and article.lower[token.i - 1] in ("de", "d'", "d’")  # "dix ans de prison X"
    if label is None or at >= len(article.doc) or kind:
        return None
    if at + 1 < len(article.doc) and article.doc[at].pos_ == "ADJ" and article.doc[at].text.islower():
        at += 1
    end = name_end(article, at)
    if end == at or (word in article.data("tokens")["around"]["trades"] and token.text.islower() and is_body(article, at, end)):
        return None
    return token.i, title_end(article, at, end), label


def firm(article: Article, token: Token, word: str) -> tuple[int, int, str] | None:
    """The name behind a noun for a firm or association and its adjective ("le groupe lyonnais Valmeris")."""
    at = token.i + 1
    if word not in article.data("tokens")["around"]["firms"] or token.i == 0 or article.doc[token.i - 1].pos_ not in ("DET", "ADP"):
        return None
    for _ in range(MOST_EPITHETS):  # "le fabricant de fenêtres X", "le fabricant normand de fromages X", "le groupe laitier danois X"
        if at + 2 < len(article.doc) and article.words[at] in ("de", "d'") and article.words[at + 1].islower():
            at += 2
        elif at + 1 < len(article.doc) and is_epithet(article, at):
            at += 1
    end = name_end(article, at) if at < len(article.doc) else at
    if end == at:
        return None
    end = motto_end(article, at, end)
    known = (article.kb.entry(n.id) for n in article.kb.names(name_key(article.text(at, end))))
    return (at, end, "ORG") if all(e is None or e.kind == "Organization" for e in known) else None


def motto_end(article: Article, at: int, end: int) -> int:
    """The end of a name that begins with a verb and goes on with what is to be done to what ("Sauvons l'Aa", "Protégeons la Loire")."""
    verb = end == at + 1 and article.lower[at].endswith("ons") and not article.kb.names(article.keys[at])
    if verb and end + 1 < len(article.words) and article.lower[end] in ("l'", "l’", "la", "le", "les", "nos", "notre"):
        return max(name_end(article, end + 1), end + 2)
    return end


def is_epithet(article: Article, i: int) -> bool:
    """Whether a word without a capital is an adjective, that of a country whatever the model tags it."""
    return article.words[i].islower() and (article.doc[i].pos_ == "ADJ" or bool(countries_of(article.kb, article.words[i])))


def is_body(article: Article, at: int, end: int) -> bool:
    """Whether the base knows the organisation by what stands behind the noun alone ("laboratoire Pfizer")."""
    named = (article.kb.entry(n.id) for n in article.kb.names(name_key(article.text(at, end))) if n.sort in ("name", "acronym"))
    return any(e is not None and e.kind == "Organization" for e in named)


def title_end(article: Article, at: int, end: int) -> int:
    """The end of a name that begins with a common noun and goes on behind prepositions ("festival Musiques en Bresse haute")."""
    doc = article.doc
    while (
        end + 1 < len(doc) and doc[at].pos_ == "NOUN" and doc[end].text in (*OF, "en") and (further := name_end(article, end + 1)) > end + 1
    ):
        end = further
    return end


def behind_of(article: Article, token: Token, word: str) -> tuple[int, int, str] | None:
    """A noun with the name behind "de"; a building's or law's stays apart from its town or country unless an article stands between."""
    nouns = article.data("tokens")["heads_of"]
    doc, at = article.doc, token.i + 1
    capital = token.text[:1].isupper() and not token.is_sent_start
    sort = next(
        (s for s in ("street", "building", "law") if word in nouns[s]),
        "building" if capital and word in heads(article.document.language) else "",
    )
    if not sort or at + 1 >= len(doc) or doc[at].text not in OF:
        return None
    definite = False
    while at + 1 < len(doc) and doc[at].text in OF | DEFINITE:
        definite = definite or doc[at].text in DEFINITE
        at += 1
    if word in nouns["public"] and not definite and not capital:
        return None
    if sort == "street" and token.i and (article.words[token.i - 1].casefold() in INDEFINITE or is_ordinal(article.doc[token.i - 1])):
        return None  # "une rue d'Ajaccio", "la deuxième place du Tour de France"
    if word in nouns["instead"] and not definite and article.lower[max(token.i - 2, 0) : token.i] == ["à", "la"]:
        return None  # "nommé à la place de X"
    end = run_end(article, at) if sort == "street" and name_end(article, at) > at else name_end(article, at)
    if end == at or not kept(article, sort, capital, definite, at, end):
        return None
    return token.i, end, "LAW" if sort == "law" else heads(article.document.language).get(word, "LOC")


def is_ordinal(token: Token) -> bool:
    """Whether a word is an ordinal adjective."""
    return "Ord" in token.morph.get("NumType", []) or token.text.endswith("ième")


def kept(article: Article, sort: str, capital: bool, definite: bool, at: int, end: int) -> bool:
    """Whether the noun is part of the name behind it: not if that is a place of its own, but in streets and laws named after a town."""
    kinds = {e.kind for n in article.kb.names(name_key(article.text(at, end))) if n.sort == "name" and (e := article.kb.entry(n.id))}
    if sort == "law":
        return "City" in kinds and "Country" not in kinds and not definite
    if sort == "street" or capital:
        return True
    return (definite and "Country" in kinds) or not kinds & {"City", "Country", "AdministrativeArea"}


def name_end(article: Article, at: int) -> int:
    """The end of the name proper that begins at token `at`; `at` where none does."""
    doc = article.doc
    if at >= len(doc) or not is_name_word(doc[at]) or doc[at].is_sent_start:
        return at
    if is_given(article, doc[at]) and not is_place_before_person(article, at):
        return run_end(article, at)
    start = at
    while at < len(doc) and is_name_word(doc[at]) and not doc[at].is_sent_start and (at == start or not is_given(article, doc[at])):
        at += 1
    return at


def is_place_before_person(article: Article, at: int) -> bool:
    """Whether a first name is a country or town here, with somebody's name behind ("le président du Conseil de France Jean Dubois")."""
    doc = article.doc
    if at + 2 >= len(doc) or not is_given(article, doc[at + 1]) or not is_name_word(doc[at + 2]):
        return False
    known = (article.kb.entry(n.id) for n in article.kb.names(name_key(article.words[at])) if n.sort == "name")
    return any(e is not None and e.kind in PLACE_KINDS for e in known)


@cache
def heads(language: str) -> dict[str, str]:
    """The nouns with the label that they give."""
    return {noun: label for label, nouns in table(language, "tokens")["heads"].items() for noun in nouns}


@cache
def all_nouns(language: str) -> frozenset[str]:
    """Every noun with which one of these names may begin."""
    words = table(language, "tokens")
    return frozenset(
        (
            *heads(language),
            *(n for nouns in words["heads_of"].values() for n in nouns),
            *words["around"]["institutions"],
            *words["around"]["firms"],
        )
    )


@cache
def folded_nouns(language: str) -> frozenset[str]:
    return frozenset(map(fold, all_nouns(language)))


def gives(language: str, word: str) -> str:
    """The label that a noun gives to the name that it begins, or ""."""
    return folded_heads(language).get(fold(word), "")


@cache
def folded_heads(language: str) -> dict[str, str]:
    return {fold(noun): label for noun, label in heads(language).items()}
