"""Names of the knowledge base in a text: the longest from left to right, where the words around let them be names."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.article import Article
from kg.kb import Entry
from kg.kb.entry import Name, name_key
from kg.link.around import around

BIG_CITY = 100_000  # inhabitants: smaller ones need the model's consent or a preposition, for many bear the name of a common word or a person
NAMES = ("name", "acronym", "surname")

Listed = tuple[int, int, tuple[Name, ...]]


def listed_names(article: Article) -> Iterator[Listed]:
    """Token ranges with the forms of the base that they may be."""
    i = 0
    while i < len(article.doc):
        best = longest_at(article, i)
        if best:
            yield best
        i = best[1] if best else i + 1


def longest_at(article: Article, i: int) -> Listed | None:
    """The longest acceptable name that begins at token `i`."""
    doc = article.doc
    key = name_key(doc[i].text)
    if not key or doc[i].is_space:
        return None
    limit = article.kb.longest(key.split(" ")[0])
    best: Listed | None = None
    end = i + 1
    while limit and len(key.split(" ")) <= limit:
        names = tuple(n for n in article.kb.names(key) if n.sort in NAMES and agrees(n, doc[i:end].text))
        if names and name_key(doc[end - 1].text) and acceptable(article, i, end, names):
            best = (i, end, names)
        if end >= len(doc) or "\n" in doc[end].text or end - i > 2 * limit:
            break
        key = " ".join((key + " " + name_key(doc[end].text)).split())
        end += 1
    return best


def agrees(name: Name, text: str) -> bool:
    """Whether the capitals of `text` allow it to be this form: acronyms to the letter, names at each word's beginning."""
    if name.sort == "acronym":
        return text == name.form
    if name.sort == "surname" and not text[:1].isupper():
        return False
    if text.isupper() and len(text) > 4 and not name.form.isupper():
        return True
    shape, form = plain_words(text), plain_words(name.form)
    if len(shape) != len(form):
        return text[:1].isupper() or name.form.islower()
    return all(t[:1].isupper() or not f[:1].isupper() for t, f in zip(shape, form, strict=True)) or name.form.islower()


def plain_words(text: str) -> list[str]:
    return text.replace("-", " ").replace("'", " ").replace("’", " ").split()


def acceptable(article: Article, start: int, end: int, names: tuple[Name, ...]) -> bool:
    """Whether these words are meant as a name here; names of several words and acronyms always are."""
    token = article.doc[start]
    if any(n.sort == "acronym" for n in names):
        return not is_label(article, token, end)
    if end - start > 1:
        return True
    if "-" in token.text and token.text[0].isupper():
        return True
    if token.text.islower():
        return any(n.form.islower() and n.sort == "name" for n in names) and token.pos_ in ("NOUN", "PROPN")
    nominal = token.pos_ == "PROPN" or bool(token.ent_type_) or token.text.isupper() or not token.is_sent_start
    return nominal and not is_word(article, token) and any(known(article, token, n) for n in names)


def known(article: Article, token: Token, name: Name) -> bool:
    """Whether an entry is known well enough to be meant without further sign, or the sign is there."""
    entry = article.kb.entry(name.id)
    if entry is None or name.sort == "surname":
        return entry is not None
    return prominent(entry) or token.ent_type_ == "LOC" or (token.pos_ == "PROPN" and bool(around(article, token.i).preposition))


def prominent(entry: Entry) -> bool:
    return entry.kind != "City" or entry.population >= BIG_CITY or bool(entry.seat)


def is_word(article: Article, token: Token) -> bool:
    """Whether a sentence's first word is a common noun with a capital ("Total : …", "Sens interdit …", "Tours de chauffe …")."""
    if not token.is_sent_start or token.i + 1 >= len(article.doc):
        return False
    after, then = article.doc[token.i + 1], article.doc[min(token.i + 2, len(article.doc) - 1)]
    if is_label(article, token, token.i + 1):
        return True
    if after.text in ("de", "d'") and then.text.islower() and then.pos_ == "NOUN":
        return True
    participle = after.pos_ == "VERB" and "Part" in after.morph.get("VerbForm", []) and not any(c.dep_.startswith("aux") for c in after.children)
    return after.text.islower() and (after.pos_ in ("NOUN", "ADJ") or participle) and (token.ent_type_ != "PER") and after.text != "et"


def is_label(article: Article, token: Token, end: int) -> bool:
    """Whether a colon right behind a sentence's first word makes a label of it ("PS : …"), unless the model is sure of a place."""
    doc = article.doc
    return bool(token.is_sent_start) and end < len(doc) and doc[end].text == ":" and token.ent_type_ != "LOC"
