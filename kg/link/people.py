"""Names of people by their form: what follows a title ("MM. A et B"), and a first name with what follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.article import Article
from kg.lang import table, word_set
from kg.link.around import given_names, titles
from kg.nlp.doc import Token

PLURAL = frozenset({"MM.", "MM", "Mmes", "Mlles", "messieurs", "mesdames"})
ARTICLES = frozenset({"Le", "La", "Les"})
JOINING = frozenset({"et", ","})
INITIAL = re.compile(r"[A-Z]\.?(-[A-Z]\.?)*")
INNER = re.compile(r"[a-z]{1,4}[A-Z][a-zA-Zé]{2,}")
LONGEST = 5  # tokens of one person's name
CONTRACTED = frozenset({"au", "aux", "du", "des"})
REACH = 5  # tokens from the noun for an office to its domain


def titled(article: Article) -> Iterator[tuple[int, int]]:
    """Token ranges of the names behind forms of address."""
    doc, forms = article.doc, titles(article.document.language)
    for i, word in enumerate(article.words):
        at = i + 1
        if word not in forms or at >= len(doc):
            continue
        while (end := run_end(article, at)) > at:
            if doc.text_of(at, end) not in ARTICLES:
                yield at, end
            if word not in PLURAL or end + 1 >= len(doc) or doc[end].text not in JOINING:
                break
            at = end + 1
            if article.words[at] in forms:
                break  # "MM. X et Y et Mme Z"


def full_names(article: Article) -> Iterator[tuple[int, int]]:
    """Token ranges of a first name or initial and the capitalised words behind it."""
    doc, done = article.doc, 0
    for at in article.capitals:
        if at < done or at == len(doc) - 1 or not is_given(article, doc[at]):
            continue
        if is_country(article, at) and article.words[at + 1] in article.data("tokens")["around"]["particles"]:
            continue  # "la France de Didier Deschamps"
        end = run_end(article, at)
        begun = at > 0 and is_name_word(doc[at - 1]) and not doc[at].is_sent_start
        if end > at + 1 and not (begun and not is_inhabitant(article, at - 1) and not is_portfolio(article, at - 1)):
            yield at, end
            done = end


def is_portfolio(article: Article, i: int) -> bool:
    """Whether a capitalised word is the domain of the office before it ("le secrétaire d'État aux Transports Alain X")."""
    if i < 2 or article.lower[i - 1] not in CONTRACTED or i + 1 >= len(article.words) or not is_given(article, article.doc[i + 1]):
        return False
    return bool(word_set(article.document.language, "tokens", "around", "portfolios").intersection(article.lower[max(0, i - REACH) : i]))


def is_country(article: Article, i: int) -> bool:
    """Whether a first name is a country's name too ("France")."""
    named = (article.kb.entry(n.id) for n in article.kb.names(article.keys[i]) if n.sort == "name")
    return any(entry is not None and entry.kind == "Country" for entry in named)


def is_inhabitant(article: Article, i: int) -> bool:
    """Whether a capitalised word behind an article means people of somewhere ("la Limougeaude Manon X"), or is one that nobody knows."""
    if i == 0 or article.doc[i - 1].pos_ != "DET":
        return False
    names = article.kb.names(article.keys[i])
    unknown = not names and not article.doc.is_known(article.lower[i])
    return unknown or any(n.sort == "inhabitant" and n.form == article.words[i] for n in names)


def lone_given_names(article: Article) -> Iterator[tuple[int, int]]:
    """Token ranges of first names that stand alone inside a sentence without an article ("J'ai pris Lina, ma fille")."""
    names = given_names(article.document.language)
    for at in [i for i, word in enumerate(article.words[:-1]) if word in names and i]:
        token = article.doc[at]
        if token.pos_ != "PROPN" or token.is_sent_start:
            continue
        before, after = article.doc[at - 1], article.doc[at + 1]
        if before.pos_ != "DET" and not is_name_word(before) and not is_name_word(after):
            yield at, at + 1


def is_given(article: Article, token: Token) -> bool:
    """Whether a word is a first name ("Jean-Marc" as its first part), or an initial that a name follows."""
    names = given_names(article.document.language)
    initial = INITIAL.fullmatch(token.text) and "." in token.text and token.text not in titles(article.document.language)
    return token.text in names or token.text.split("-")[0] in names or bool(initial)


def run_end(article: Article, at: int) -> int:
    """The end of the run of capitalised words that begins at token `at`; particles count where a capital follows."""
    doc, end = article.doc, at
    while end < min(len(doc), at + LONGEST):
        if end > at and article.kb.offices(article.keys[end] + " " + article.keys[min(end + 1, len(doc) - 1)]):
            break  # "a nommé X Première ministre"
        if is_name_word(doc[end]) and (end == at or not doc[end].is_sent_start):
            end += 1
        elif end > at and (after := behind(article, end)) and not is_origin(article, at, end):
            end = after
        else:
            break
    return end


def behind(article: Article, at: int) -> int:
    """The end of particles at token `at` and one capitalised word; 0 where they don't lead to one."""
    doc, particles, end = article.doc, article.data("tokens")["around"]["particles"], at
    if doc[at].text in ("la", "le"):
        return 0  # an article alone begins something else ("X reçoit Y la semaine …")
    while end < len(doc) and doc[end].text in particles:
        end += 1
    return end + 1 if at < end < len(doc) and is_name_word(doc[end]) else 0


def is_origin(article: Article, start: int, at: int) -> bool:
    """Whether what stands behind "de" is where somebody is from: a full name is complete before it ("Jean Dupont de Lyon")."""
    return at - start > 1 and article.doc[at].text in ("de", "d'", "du", "des")


def is_name_word(token: Token) -> bool:
    """Whether a token is a capitalised word, one behind the lower-case article of its name ("al-Sissi") or with its capital inside
    ("iAdvize"), or an initial."""
    text = token.text
    if INNER.fullmatch(text):
        return True
    if not text[:1].isupper():
        prefix, _, text = text.partition("-")
        if not text or prefix not in table(token.doc.lang_, "tokens")["around"]["prefixes"]:
            return False
    return text[:1].isupper() and (text[-1:].isalpha() or bool(INITIAL.fullmatch(text)))
