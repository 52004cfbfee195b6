"""A capital that acts is its country ("Moscou a annoncé"); one where something happens is the city. The grammar decides."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.article import Article, root
from kg.kb import Entry
from kg.lang import table
from kg.link.around import Around, around, kind_nouns
from kg.link.setting import Setting
from kg.link.spans import Found
from kg.nlp.doc import Token

PARTICIPLE = re.compile(r"(?:é|i|u|û|is|us|os|it|rt|nt|ait)(?:e?s?)$")  # endings that a past participle may have
DEEPEST = 6  # members of a coordination that are followed to its first
WIDEST = 8  # tokens between a subject and its verb
REFLEXIVE = frozenset({"s'", "se", "s’"})
JOINING = frozenset({",", "et", "comme", "ou"})
CLAUSE = frozenset(
    {",", ";", ":", "«", '"', "-", "–", "—", "(", "que", "qu'", "mais", "et", "où", "car", "donc", "alors", "quand", "si", "puis", "tandis"}
)


def actor(article: Article, found: Found, entry: Entry, setting: Setting) -> Entry:
    """The country (or union) of a capital that acts, else the entry itself; the country where that alone is spoken of."""
    if entry.seat != "capital" or not entry.of or not acts(article, found):
        return entry
    of = article.data("roles")["seats"].get(entry.id, entry.of)
    if of != entry.of and setting.places[entry.of] > 1 and not (setting.places[of] or is_named(article, of)):
        of = entry.of  # but a body of the union, which sits in its seat, tells of no country
    body = article.kb.entry(of)
    return body if body and body.is_actor else entry


def is_named(article: Article, id: str) -> bool:
    """Whether the article has a word that may name an entry of the base."""
    return any(name.id == id for key in article.keys for name in article.kb.names(key))


def acts(article: Article, found: Found) -> bool:
    """Whether the role that a name plays in its sentence is somebody's."""
    doc, words = article.doc, around(article, found.start, found.end)
    if (
        (found.end < len(doc) and doc[found.end].text in (":", "("))
        or words.apposition in kind_nouns(article.document.language)["City"]
        or (words.article and not own_article(article, found))
    ):
        return False
    head = root(list(doc[found.start : found.end]))
    first = first_conjunct(head)
    if first is not head:
        words = around(article, first.i)
    if words.preposition:
        fronted = first.i > 0 and bool(doc[first.i - 1].is_sent_start) and found.end < len(doc) and doc[found.end].text == ","
        told = words.preposition in lemmas(article.document.language)["sources"]  # "Selon Paris, …"
        return (told or not fronted) and behind(article, words, first)
    return opens_clause(article, found) or bare(article, first)


def own_article(article: Article, found: Found) -> bool:
    """Whether the article before a name is part of it, contracted with the preposition ("les autorités du Caire")."""
    return bool(found.names) and all(n.form[:3].casefold() in ("le ", "la ") for n in found.names if n.sort == "name")


def first_conjunct(token: Token) -> Token:
    """The first member of a coordination of names, which bears the role of all; a name with a preposition of its own is its own first."""
    for _ in range(DEEPEST):
        if token.dep_ != "conj" or any(c.dep_ == "case" and c.i < token.i for c in token.children) or not token.head.text[:1].isupper():
            break
        if token.head.pos_ not in ("PROPN", "NOUN"):
            break
        token = token.head
    return token


def opens_clause(article: Article, found: Found) -> bool:
    """Whether a name begins a clause and a finite verb follows, with names and pronouns between them at most: headlines and short
    clauses that the parser gets wrong ("Caracas rompt avec …", "Madrid n'y croit pas")."""
    doc = article.doc
    start = first_in_row(article, found.start)
    if not any(begins_clause(article, at) for at in range(start, found.start + 1) if doc[at].text not in JOINING):
        return False
    verb = verb_behind(article, found.end)
    return verb is not None and subject_acts(article, verb)


def begins_clause(article: Article, i: int) -> bool:
    """Whether a sentence, line or clause begins at a token; the comma of a row of names begins one too."""
    return bool(i == 0 or article.doc[i].is_sent_start or article.doc[i - 1].is_space or article.doc[i - 1].text.casefold() in CLAUSE)


def first_in_row(article: Article, i: int) -> int:
    """The first name of a row ("Paris, Berlin et Moscou") that ends at token `i`."""
    doc = article.doc
    while (
        i > 1 and doc[i - 1].text in JOINING and doc[i - 2].text[:1].isupper() and doc[i - 2].pos_ == "PROPN" and not doc[i].is_sent_start
    ):
        i -= 2
    return i


def verb_behind(article: Article, at: int) -> Token | None:
    """The finite verb, or the participle behind its auxiliary, that follows token `at` over names, pronouns and adverbs only."""
    doc = article.doc
    if at + 1 < len(doc) and doc[at].text.casefold() in REFLEXIVE and doc[at + 1].pos_ in ("NOUN", "ADJ"):
        return doc[at + 1]  # a verb that the tagger doesn't know
    for token in doc[at : at + WIDEST]:
        if token.is_sent_start:
            return None
        if token.pos_ in ("VERB", "AUX"):
            return main_verb(token)
        if token.i == at and token.pos_ in ("NOUN", "ADJ") and (is_verb_form(token) or stands_as_verb(token)):
            return token
        if token.i == at and token.text in ("«", "“"):
            continue  # "Pékin « s'oppose » à …"
        if not (
            token.pos_ in ("PROPN", "PRON", "ADV")
            or token.text in JOINING
            or (token.pos_ in ("DET", "NOUN") and doc[token.i - 1].text in (*JOINING, "les", "la", "le", "l'"))
        ):
            return None
    return None


def is_verb_form(token: Token) -> bool:
    """Whether what the tagger takes for a noun is a verb of urging, saying or telling right between two names or before a determiner."""
    words = lemmas(str(token.doc.lang_))
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    return f"{token.text.casefold()}r" in words["urging"] | words["saying"] | words["telling"] | words["asking"] and (
        after.text[:1].isupper() or after.pos_ in ("DET", "PRON")
    )


def stands_as_verb(token: Token) -> bool:
    """Whether nothing but a verb can stand between a bare name and what follows: a determiner ("Tokyo ferme ses ports") or the end of
    the sentence ("Islamabad dément.")."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if after is None or not token.text.islower():
        return False
    return after.pos_ == "DET" or (after.text in (".", ";") and token.text.endswith(("t", "d", "e")))


def main_verb(token: Token) -> Token | None:
    """The verb that carries the meaning of a finite verb form; None for infinitives, and for participles but those with an object of
    their own, which the tagger gets wrong ("détruit la")."""
    if token.pos_ == "VERB":
        after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
        form = token.morph.get("VerbForm", ["Fin"])
        return (
            token
            if "Fin" in form or ("Part" in form and not PARTICIPLE.search(token.text)) or (after.pos_ == "DET" and "Part" in form)
            else None
        )
    behind = next((t for t in token.doc[token.i + 1 : token.i + 5] if t.pos_ in ("VERB", "ADJ")), None)
    return behind or token


def subject_acts(article: Article, verb: Token) -> bool:
    """Whether the subject of a verb is somebody: not of what only a town does, nor of a passive unless it is urged or judged."""
    words = lemmas(article.document.language)
    if any(t.text.casefold() in ("été", "être") for t in verb.doc[max(0, verb.i - 3) : verb.i]) or any(
        c.dep_ == "aux:pass" for c in verb.children
    ):
        return is_one(verb, words["urging"])
    if verb.pos_ == "ADJ" and not is_misread(verb) and not any(c.dep_ == "aux:tense" for c in verb.children):
        return is_one(verb, words["minds"])
    return minds(verb, words) or not is_one(verb, words["town_verbs"])


def is_misread(token: Token) -> bool:
    """Whether what the tagger takes for an adjective is a verb, by the pronoun before it or by what follows."""
    before = token.doc[token.i - 1].text.casefold() if token.i else ""
    return before in REFLEXIVE or (token.i > 0 and token.doc[token.i - 1].text[:1].isupper() and stands_as_verb(token))


def minds(verb: Token, words: dict[str, frozenset[str]]) -> bool:
    """Whether the verb's complement is an adjective of the mind ("Paris reste vigilant")."""
    return any(c.pos_ in ("ADJ", "VERB") and is_one(c, words["minds"]) for c in verb.children)


def bare(article: Article, token: Token) -> bool:
    """Without a preposition: a subject as the parser sees it, the object of a verb of urging, or the subject behind a verb of saying."""
    verb, words = token.head, lemmas(article.document.language)
    before = article.doc[token.i - 1] if token.i else token
    if before.i < token.i and before.pos_ in ("NOUN", "ADJ") and is_verb_form(before) and is_one(before, words["urging"]):
        return True
    if (
        token.dep_ == "obj"
        and is_one(verb, words["saying"])
        and token.i == verb.i + 1
        and not any(c.dep_.startswith("nsubj") for c in verb.children)
    ):
        return True
    if token.dep_ in ("nsubj:pass", "obj"):
        return is_one(verb, words["urging"])
    if token.dep_.startswith("nsubj"):
        if verb.pos_ in ("ADJ", "NOUN") and any(c.dep_ == "cop" for c in verb.children):
            return is_one(verb, words["minds"])
        return verb.pos_ in ("VERB", "AUX") and (minds(verb, words) or not is_one(verb, words["town_verbs"]))
    return False


def behind(article: Article, around_it: Around, token: Token) -> bool:
    """Behind a preposition: with and against somebody, told something, asked something of, or whose stance it is."""
    words, preposition = lemmas(article.document.language), around_it.preposition
    if (
        preposition in words["prepositions"]
        or f"{around_it.noun} {preposition}" in words["prepositions"]
        or (preposition == "par" and token.dep_ in ("obl:agent", "nmod"))
    ):
        return True
    if preposition == "à" and token.dep_ in ("obl:arg", "obl:mod", "iobj"):
        sworn = any(c.lemma_ == "serment" for c in token.head.children)
        if sworn or is_before_whom(article, token.i):
            return False
        return is_one(token.head, words["telling"]) and (token.dep_ != "obl:mod" or not is_one(token.head, words["saying"]))
    if preposition == "à" and token.dep_ == "nmod" and token.head.dep_ == "obj":
        numbers, sum_ = article.data("relations")["numbers"], token.head.lemma_.casefold()
        money = sum_ in numbers["words"] or sum_ in numbers["units"] or article.is_a(token.head.i, "funds")
        return money and is_one(token.head.head, words["telling"])  # "prêteront dix milliards d'euros à Athènes"
    if preposition == "de" and token.dep_ in ("obl:arg", "obl:mod") and token.head.pos_ == "VERB":
        return is_one(token.head, words["asking"])
    return preposition in ("de", "entre") and stance(article, token) in words["stances"]


def is_before_whom(article: Article, i: int) -> bool:
    """Whether another "à" and people follow a name behind "à", which then says where ("a remis à Oslo à X")."""
    doc, at = article.doc, i + 1 + (article.words[i + 1 : i + 2] == [","])
    return (
        article.lower[at : at + 1] in (["à"], ["au"], ["aux"]) and at + 1 < len(doc) and doc[at + 1].pos_ in ("PROPN", "NUM", "NOUN", "DET")
    )


def is_one(token: Token, lemmas: frozenset[str]) -> bool:
    """Whether a word's lemma is one of `lemmas`; the lemmatiser leaves some verbs in their present form ("donne")."""
    return bool({token.lemma_, f"{token.lemma_}r", f"{token.text.casefold()}r"} & lemmas)


def stance(article: Article, token: Token) -> str:
    """The noun on which a name depends, folded to lower case; adjectives may stand between."""
    at = token.i - 1
    while at > 0 and (article.doc[at].pos_ in ("ADP", "DET", "ADJ") or article.doc[at].text in ("d'", "l'")):
        at -= 1
    return article.doc[at].text.casefold()


@cache
def lemmas(language: str) -> dict[str, frozenset[str]]:
    """The words of `actors` as sets."""
    return {name: frozenset(words) for name, words in table(language, "roles")["actors"].items()}
