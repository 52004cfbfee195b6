"""Firms and other bodies that the base doesn't know, by what the article says of them: "le groupe X", "l'usine X", "PDG de X".

The model takes most of their names for people or places, and a surname of somebody well known for that person.
"""

from __future__ import annotations

from kg.extract.article import Article, root
from kg.kb.entry import PLACE_KINDS
from kg.lang import table, word_set
from kg.link.around import around, titles
from kg.link.keys import countries_of
from kg.link.people import is_given
from kg.link.spans import Found, is_toponym

DETERMINERS = frozenset({"le", "la", "l'", "un", "une", "son", "sa", "leur", "du", "au", "ce", "cet", "cette", "les", "des", "ses", "l’"})
SHORTEST = 4  # letters of a word that is taken for a name without the model
ACRONYM = 3  # letters of one in capitals
ARTICLES = frozenset({"le", "la", "l'", "l’"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
THE = frozenset({"le", "l'", "l’", "du", "au"})
CLOSING = frozenset({",", "."})
BUSY = 5  # tokens behind a name in which the verb stands that shows a firm
OF = frozenset({"de", "d'", "d’"})
SOLD = 9  # tokens from a verb of selling to who buys
APPOSED = 15  # tokens of an apposition
NEAR = 5  # tokens from a name to the noun of its apposition


def told(article: Article, names: list[Found]) -> None:
    """Make a body of each name that the article calls one, and of the same name elsewhere in it unless a person there bears it; words that
    the model has found no name in are added."""
    taken = {i for f in names for i in f.tokens}
    names += [f for i in article.capitals if (f := unfound(article, i, taken)) is not None and is_called_body(article, f)]
    bodies = [f for f in names if may_be(article, f) and is_called_body(article, f)]
    texts = {article.text(f.start, f.end) for f in bodies}
    people = {word for f in names if is_person(article, f) for word in article.words[f.start : f.end]}
    for found in names:
        text = article.text(found.start, found.end)
        if found in bodies or (text in texts and text not in people and may_be(article, found) and not is_person(article, found)):
            found.label, found.names, found.body = "ORG", (), True
    towns = [f for f in names if may_be(article, f) and is_called_town(article, f)]
    texts_of_towns = {article.text(f.start, f.end) for f in towns}
    for found in names:
        if article.text(found.start, found.end) in texts_of_towns - people and may_be(article, found):
            found.label, found.names = "LOC", ()
    taken = {i for f in names for i in f.tokens}
    names += [f for i in article.capitals if (f := unfound(article, i, taken)) is not None and article.words[i] in texts - people]
    for found in names:
        if found.label in ("LOC", "ORG") and not (found.names or found.body) and is_called_person(article, found):
            found.label = "PER"
    names.sort(key=lambda f: f.start)


def is_called_person(article: Article, found: Found) -> bool:
    """Whether a name of several words between commas is the apposition of a noun for somebody ("Le maire de Kirkouk, Najmaddine K., …")."""
    between = article.lower[found.start - 1] == "," and article.lower[found.end : found.end + 1] == [","]
    head = root(list(article.doc[found.start : found.end]))
    noun = head.head.i
    apposed = between and head.dep_ == "appos" and noun < found.start - 1 and article.doc[noun].pos_ == "NOUN"
    return found.end - found.start > 1 and apposed and article.is_a(noun, "human")


def unfound(article: Article, i: int, taken: set[int]) -> Found | None:
    """The capitalised word at token `i` as a body's name, where nothing is known of it and it is no common word."""
    word = article.words[i]
    shortest = ACRONYM if word.isupper() else SHORTEST
    if i in taken or i in article.at or not word.isalpha() or len(word) < shortest or article.doc.is_known(word.casefold()):
        return None
    return None if article.kb.names(article.keys[i]) else Found(i, i + 1, (), "ORG", True)


def may_be(article: Article, found: Found) -> bool:
    """Whether the base knows nothing of a name but people who bear it as surname, or, right behind a noun for a firm, also places ("la
    société Marly")."""
    known = [n for n in found.names if n.sort != "surname"]
    places = all((e := article.kb.entry(n.id)) is not None and e.kind in PLACE_KINDS for n in known)
    firm = found.start > 1 and article.lower[found.start - 1] in word_set(article.document.language, "tokens", "around", "named_firms")
    town = found.end - found.start == 1 and is_toponym(article, article.words[found.start])  # "les ouvriers de Saint-Blaise-sur-Meurthe"
    return article.words[found.start][:1].isupper() and not (town and not firm) and (not known or (places and firm))


def is_person(article: Article, found: Found) -> bool:
    """Whether a title or first name shows a person's name."""
    before = article.words[found.start - 1] if found.start else ""
    return before in titles(article.document.language) or (
        found.end - found.start > 1 and (is_given(article, article.doc[found.start]) or any(n.sort == "name" for n in found.names))
    )


def is_called_body(article: Article, found: Found) -> bool:
    """Whether a name's own words, or those beside it, say that it is a body's."""
    language, lower, at = article.document.language, article.lower, found.start - 1
    if is_person(article, found):
        return is_named_after(article, found)
    if is_trade(article, found) or does_business(article, found) or is_apposed_firm(article, found) or speaks(article, found):
        return True
    if found.end - found.start > 1 and lower[found.start] in word_set(language, "tokens", "around", "bodies"):
        return True  # "la SARL Duval", "la Société X"
    if at < 1 or article.sentence[at] != article.sentence[found.start]:
        return False
    bodies = word_set(language, "tokens", "around", "bodies") | word_set(language, "nouns", "plant")
    if lower[at] == "," and lower[at - 1] in bodies and CLOSING.issuperset(lower[found.end : found.end + 1]):
        return lower[at - 2] in DETERMINERS  # "sa société, X,"
    described = article.words[at].islower() and bool(countries_of(article.kb, lower[at]))
    if described and lower[at - 1] in THE:
        return True  # "l'italien X": people would be "l'Italien X"
    if article.doc[at].lemma_.casefold() in word_set(language, "tokens", "around", "buying"):
        return True
    if article.doc[at].lemma_.casefold() in word_set(language, "tokens", "around", "accusing"):
        return found.label not in ("PER", "LOC") and not found.names and found.end < len(lower) and lower[found.end] in OF
    if lower[at] in ("à", "au") and is_buyer(article, found):
        return True
    if lower[at] in OF:
        nouns, noun = word_set(language, "tokens", "around", "of_firm"), at - 1
        if article.doc[noun].pos_ == "ADJ" and noun > 0:
            noun -= 1  # "directeur général de X"
        return lower[noun] in nouns or article.doc[noun].lemma_.casefold() in nouns
    if (described or article.doc[at].pos_ == "ADJ") and lower[at] == article.words[at] and at > 1:
        at -= 1  # "le groupe italien X"
    return lower[at] in bodies and lower[at - 1] in DETERMINERS


def is_called_town(article: Article, found: Found) -> bool:
    """Whether a name of one word stands behind the "de" of a noun for a town or for whoever is one's ("les pompiers de X")."""
    nouns, of = word_set(article.document.language, "roles", "towns", "nouns"), found.start - 1
    one = found.end == found.start + 1 and not article.words[found.start].isupper()
    return one and of > 0 and article.lower[of] in OF and article.lower[of - 1] in nouns and not is_person(article, found)


def is_named_after(article: Article, found: Found) -> bool:
    """Whether a person's full name is a firm's: right behind a noun by which nobody is called ("le groupe Pierre Guérin")."""
    lower, at = article.lower, found.start - 1
    firms = word_set(article.document.language, "tokens", "around", "named_firms") - word_set(article.document.language, "nouns", "human")
    return at > 0 and found.end - found.start > 1 and lower[at] in firms and lower[at - 1] in DETERMINERS


def is_buyer(article: Article, found: Found) -> bool:
    """Whether a name behind "à" and the object of a verb of selling is whoever buys ("a cédé ses magasins à X")."""
    selling = word_set(article.document.language, "tokens", "around", "selling")
    start, _ = article.sentences[article.sentence[found.start]]
    before = range(max(start, found.start - SOLD), found.start - 1)
    return not found.names and any(article.doc[i].pos_ == "VERB" and article.doc[i].lemma_.casefold() in selling for i in before)


def is_trade(article: Article, found: Found) -> bool:
    """Whether a name begins with a plural noun that no place is called by ("les Tissages X", "Transports X"), or ends with a sport ("X
    Handball") or what firms are called by ("X Industries")."""
    first, last = article.words[found.start].casefold(), article.words[found.end - 1].casefold()
    if found.end - found.start > 1 and not found.names and last in word_set(article.document.language, "tokens", "business", "endings"):
        return True
    if found.end - found.start < 2 or not first.endswith("s") or not article.words[found.start + 1][:1].isupper() or found.names:
        return False
    singular = first.removesuffix("s")
    others = (word_set(article.document.language, "nouns", kind) for kind in ("place", "human"))
    noun = article.doc.is_known(first) and article.doc.is_known(singular) and not article.kb.names(article.keys[found.start])
    return noun and not any({first, singular} & words for words in others)


def does_business(article: Article, found: Found) -> bool:
    """Whether the verb right behind a name tells what only firms do or undergo ("X a supprimé 30 emplois", "X, placée en liquidation")."""
    deeds = table(article.document.language, "tokens")["business"]
    start = behind_apposition(article, found)
    for i in range(start, min(start + BUSY, len(article.words))):
        token = article.doc[i]
        if token.pos_ == "VERB":
            behind = article.lower[i + 1 : i + 1 + BUSY]
            lemma = token.lemma_.casefold()
            return lemma in deeds["verbs"] or (lemma in deeds["with"] and any(w in deeds["words"] for w in behind))
        if token.pos_ not in ("AUX", "ADV", "PRON", "PUNCT"):
            return False
    return False


def speaks(article: Article, found: Found) -> bool:
    """Whether a single name with an article, which the model takes for a place, is the subject of a verb of saying right behind it ("La
    Cenco a affirmé")."""
    place = found.label == "LOC" and found.end - found.start == 1 and not found.names
    if not place or article.lower[found.start - 1] not in ARTICLES or article.doc[found.start].dep_ not in SUBJECTS:
        return False
    verbs = word_set(article.document.language, "tokens", "around", "stating")
    start = behind_apposition(article, found)
    verb = next((t for t in article.doc[start : start + BUSY] if t.pos_ not in ("AUX", "ADV", "PRON")), None)
    return verb is not None and verb.pos_ == "VERB" and verb.lemma_.casefold() in verbs


def behind_apposition(article: Article, found: Found) -> int:
    """The token behind what stands between commas right behind a name ("X, câblo-opérateur lyonnais, a racheté Y")."""
    comma = found.end
    if article.lower[comma : comma + 1] != [","]:
        return comma
    end = min(comma + APPOSED, len(article.words))
    closing = (i for i in range(comma + 1, end) if article.lower[i] == "," and article.sentence[i] == article.sentence[comma])
    return next(closing, comma - 1) + 1


def is_apposed_firm(article: Article, found: Found) -> bool:
    """Whether a noun for firms, and for no people, stands right behind a name and a comma and has no name of its own ("X, un fabricant de
    meubles", "X, filiale de Y")."""
    if article.lower[found.end : found.end + 1] != [","] or around(article, found.start).is_where:
        return False
    language, at = article.document.language, found.end + 1
    firms = word_set(language, "tokens", "around", "bodies") | word_set(language, "tokens", "around", "firms")
    while at < min(found.end + NEAR, len(article.words)) and article.doc[at].pos_ in ("DET", "ADJ", "NUM"):
        at += 1
    behind = article.words[at + 1 : at + 3]  # an adjective may stand before a name
    noun = article.lower[at : at + 1] and article.lower[at] in firms - word_set(language, "nouns", "human")
    return bool(noun) and not any(word[:1].isupper() for word in behind)
