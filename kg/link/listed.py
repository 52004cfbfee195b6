"""Names of the knowledge base in a text: the longest from left to right, where the words around let them be names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kg.extract.article import Article
from kg.kb import Entry
from kg.kb.entry import Name, name_key
from kg.kb.forms import PARTICLES
from kg.lang import word_set
from kg.link.around import around, kind_nouns
from kg.link.keys import countries_of
from kg.link.people import is_name_word
from kg.nlp.doc import Token

BIG_CITY = (
    100_000  # inhabitants: smaller ones need the model's consent or a preposition, for many bear the name of a common word or a person
)
MIDDLING = 50_000  # inhabitants: such a town may be a subject without the model's consent
TOWN = 5_000  # inhabitants
CONTRACTED = {"au": "le", "du": "le", "aux": "les", "des": "les"}
OF = frozenset({"de", "d'", "du", "des", "la", "l'", "le", "les"})
ROMAN = re.compile(r"[IVX]+")  # "Harald V" has no surname
SPOKEN = 4  # letters from which an acronym may be read as a word and written as one
METROPOLIS = 1_000_000  # inhabitants
APOSTROPHES = ("'", "’")  # "L'" is no word in capitals
GRAMMATICAL = frozenset({"PRON", "DET", "ADP", "CCONJ", "SCONJ", "AUX"})
NAMES = ("name", "acronym", "surname")

Listed = tuple[int, int, tuple[Name, ...]]


PARTING = frozenset({",", ";", ":"})  # between two names: "la CGT, FO et la CFDT"


def listed_names(article: Article) -> Iterator[Listed]:
    """Token ranges with the forms of the base that they may be."""
    i = 0
    while i < len(article.words):
        best = longest_at(article, i)
        small = article.words[i].islower() or (article.doc[i].pos_ == "DET" and bool(article.doc[i].is_sent_start))
        if best and small and (behind := longest_at(article, i + 1)) and is_better(article, i, best, behind):
            titled = behind[1] == best[1] and all(n.sort == "surname" for n in behind[2])  # "le roi Hussein"
            best = (behind[0], behind[1], best[2] if titled else behind[2])
        if best:
            yield best
        i = best[1] if best else i + 1


def is_better(article: Article, i: int, best: Listed, behind: Listed) -> bool:
    """Whether a name that begins one word later is meant: "la Ligue" is a name, but not in "la Ligue arabe", and "reine Élisabeth" not in
    "la reine Élisabeth II"; a name with an article of its own begins with it."""
    if article.doc[i].pos_ == "DET":
        return behind[1] > best[1]
    if article.words[i] in PARTICLES:
        return False
    if article.words[i + 1] in ("Les", "Le", "La", "L'") and behind[1] == best[1]:
        return bool({n.id for n in behind[2]} & {n.id for n in best[2]})  # "le parti Les Républicains"
    people = all((e := article.kb.entry(n.id)) is not None and e.kind == "Person" for n in best[2])
    return people and behind[1] >= best[1]


def longest_at(article: Article, i: int) -> Listed | None:
    """The longest acceptable name that begins at token `i`; "au Caire" has the article of "Le Caire" in its preposition."""
    words, key = article.words, article.keys[i] if i < len(article.keys) else ""
    if not key:
        return None
    before = CONTRACTED.get(article.lower[i - 1], "") if i and words[i][:1].isupper() else ""
    if before and (best := longest_with(article, i, f"{before} {key}", before)):
        return best
    best = longest_with(article, i, key)
    return shortened(article, *best) if best else None


def longest_with(article: Article, i: int, key: str, before: str = "") -> Listed | None:
    """The longest acceptable name from token `i` whose folded form begins with `key`."""
    words, keys = article.words, article.keys
    first = before or article.firsts[i]
    small = not before and words[i][:1].islower() and first not in PARTICLES  # a name's capital may be missing in none but its particle
    limit, best, end = article.kb.longest(first, small), None, i + 1
    while limit and key.count(" ") < limit:
        if (forms := article.kb.names(key)) and keys[end - 1]:
            text = f"{before.capitalize()} {article.text(i, end)}" if before else article.text(i, end)
            names = tuple(n for n in forms if n.sort in NAMES and agrees(n, text) and not (before and n.sort == "surname"))
            if names and acceptable(article, i, end, names) and not (before and is_common(article, i, end, names)):
                best = (i, end, names)
        if end >= len(words) or "\n" in words[end] or words[end] in PARTING or end - i > 2 * limit or not article.kb.goes_on(key):
            break
        key = f"{key} {keys[end]}" if keys[end] else key
        end += 1
    return best


def shortened(article: Article, start: int, end: int, names: tuple[Name, ...]) -> Listed:
    """The name without the noun that only says what it is."""
    noun, language = article.words[start], article.document.language
    if noun in word_set(language, "roles", "institutions") and (found := placed(article, start, end, names)):
        return found
    if end > start + 1 and noun in word_set(language, "roles", "generic") and is_name_word(article.doc[start + 1]):
        return called(article, start, end, names)
    return without_of(article, start, end, names)


def placed(article: Article, start: int, end: int, names: tuple[Name, ...]) -> Listed | None:
    """The place that ends a court's or a town hall's name ("cour d'appel de Paris"), for the body is a noun phrase; None for others."""
    doc = article.doc
    if any((e := article.kb.entry(n.id)) is None or e.is_place for n in names):
        return None
    for at in range(start + 2, end):
        if doc[at].text[:1].isupper() and doc[at - 1].text in OF:
            places = tuple(
                n
                for n in article.kb.names(name_key(doc.text_of(at, end)))
                if n.sort == "name" and (e := article.kb.entry(n.id)) and e.is_place and e.kind != "BodyOfWater"
            )
            return (at, end, places) if places else None
    return None


def called(article: Article, start: int, end: int, names: tuple[Name, ...]) -> Listed:
    """The name right behind a noun ("groupe Danone"), where it is one of the same entry and no place has both ("l'île Maurice")."""
    whole = name_key(article.doc.text_of(start, end))
    if any(e is not None and e.is_place and name_key(e.fr) == whole for e in (article.kb.entry(n.id) for n in names)):
        return start, end, names
    own = tuple(n for n in article.kb.names(name_key(article.doc.text_of(start + 1, end))) if n.sort in ("name", "acronym"))
    return (start + 1, end, own) if {n.id for n in own} & {n.id for n in names} else (start, end, names)


def without_of(article: Article, start: int, end: int, names: tuple[Name, ...]) -> Listed:
    """The name behind a noun and "de" ("département de la Loire"), where it is one of the same entry."""
    doc, at = article.doc, start + 1
    state = article.keys[start] in kind_nouns(article.document.language)["AdministrativeArea"]
    if end - start < 3 or not (doc[start].text.islower() or state) or doc[at].text not in OF:
        return start, end, names
    entries = [e for n in names if (e := article.kb.entry(n.id))]
    whole, rest = name_key(doc.text_of(start, end)), name_key(doc.text_of(at + 1, end))
    if any(not e.is_place and name_key(e.fr) == whole for e in entries):
        return start, end, names  # "accords de Dayton", which some call Dayton
    built = any(article.words[start] in word_set(article.document.language, "tokens", "heads_of", sort) for sort in ("building", "street"))
    if built and not any(name_key(e.fr) == rest for e in entries):
        return start, end, names  # "palais de Buckingham", but "prison de Rikers Island"
    while at < end - 1 and doc[at].text in OF:
        at += 1
    left = tuple(n for n in article.kb.names(name_key(doc.text_of(at, end))) if n.sort == "name" and n.id in {m.id for m in names})
    if not left and state and any(e.is_place for e in entries):
        left = names  # "l'État de Washington", which the base calls so to tell it from the town
    return (at, end, left) if left and doc[at].text[:1].isupper() else (start, end, names)


def agrees(name: Name, text: str) -> bool:
    """Whether the capitals of `text` allow it to be this form: acronyms to the letter, names at each word's beginning."""
    if name.sort == "acronym":
        return text == name.form or (len(text) >= SPOKEN and text == name.form.capitalize())  # "Cern"
    if name.sort == "surname" and (ROMAN.fullmatch(text) or not (text[:1].isupper() or has_particle(text))):
        return False
    if text.isupper() and len(text) > 4 and not name.form.isupper():
        return True
    shape, form = plain_words(text), plain_words(name.form)
    if len(shape) != len(form):
        return text[:1].isupper() or name.form.islower()
    return all(t[:1].isupper() or not f[:1].isupper() or t in PARTICLES for t, f in zip(shape, form, strict=True)) or name.form.islower()


def has_particle(text: str) -> bool:
    """Whether a name begins with a lower-case particle ("de Gaulle")."""
    first, _, rest = text.partition(" ")
    return first in PARTICLES and rest[:1].isupper()


@lru_cache(maxsize=10_000)
def plain_words(text: str) -> list[str]:
    return text.replace("-", " ").replace("'", " ").replace("’", " ").split()


def acceptable(article: Article, start: int, end: int, names: tuple[Name, ...]) -> bool:
    """Whether these words are meant as a name here; names of several words and acronyms always are."""
    token = article.doc[start]
    if end - start == 1 and is_shouted_word(article, token, names):
        return False
    if all(n.sort == "acronym" and n.form != token.text for n in names) and token.is_sent_start and is_known_word(article, token):
        return False
    if any(n.sort == "acronym" for n in names):
        return not is_label(article, token, end) and (token.text.isupper() or end - start > 1 or not is_word(article, token, []))
    if token.text in PARTICLES and all(n.sort == "surname" for n in names):  # "de Gaulle", but not "de Poitiers"
        return any(n.sort == "bare" for n in article.kb.names(" ".join(filter(None, article.keys[start:end]))))
    inhabitant = end - start == 2 and token.pos_ == "DET" and countries_of(article.kb, article.lower[start + 1])
    if inhabitant and all((e := article.kb.entry(n.id)) is not None and e.kind == "Person" for n in names):
        return False  # "Le Belge", as only somebody's friends call him
    if end - start > 1 and article.keys[start] == "etat" and article.lower[start - 1] == "un":
        return False  # "un État palestinien" is yet to be
    if end - start > 1:
        return not is_opening(article, start, end, names) and not is_phrase(article, start, end, names)
    if "-" in token.text and token.text[0].isupper():
        return True
    if token.text.islower():
        nominal = token.pos_ in ("NOUN", "PROPN") or (token.i > 0 and article.doc[token.i - 1].pos_ == "DET")
        return any(n.form.islower() and n.sort == "name" for n in names) and nominal
    entries = [e for n in names if (e := article.kb.entry(n.id))]
    bare = is_bare_subject(article, token, entries)
    if token.pos_ in GRAMMATICAL and not (token.text.isupper() or token.ent_type_ or bare):
        return False  # « Cela … » is no small town
    nominal = token.pos_ == "PROPN" or bool(token.ent_type_) or token.text.isupper() or not token.is_sent_start or bare
    nominal = nominal or any(n.sort == "bare" for n in article.kb.names(article.keys[start]))
    surname_only = all(n.sort == "surname" for n in names)
    return nominal and (surname_only or not is_word(article, token, entries)) and any(known(article, token, n) for n in names)


def is_bare_subject(article: Article, token: Token, entries: list[Entry]) -> bool:
    """Whether a body's name alone stands before the verb with which its sentence begins, as no common noun does ("Danone cède")."""
    grammatical = token.pos_ in ("PRON", "CCONJ", "SCONJ") and is_known_word(article, token)
    if not token.is_sent_start or grammatical or not any(e.kind == "Organization" for e in entries):
        return False
    after = article.doc[min(token.i + 1, len(article.doc) - 1)]
    return after.pos_ in ("VERB", "AUX") and "Fin" in after.morph.get("VerbForm", []) and after.text.islower()


def is_opening(article: Article, start: int, end: int, names: tuple[Name, ...]) -> bool:
    """Whether a sentence only begins with an article and a common word, or a larger place's name, that a small town is called by too
    ("L'Union", "Le Port", "La Californie")."""
    first, word = article.doc[start], article.doc[end - 1]
    if not first.is_sent_start or first.pos_ != "DET" or end - start != 2:
        return False
    own = (article.kb.entry(n.id) for n in article.kb.names(article.keys[end - 1]) if n.sort == "name")
    larger = any(e and e.kind in ("Country", "AdministrativeArea") for e in own)
    if all(n.sort == "surname" for n in names):
        return larger  # "L'Allier", but "Le Pen"
    small = not any((e := article.kb.entry(n.id)) and prominent(e) for n in names if n.sort != "surname")
    return small and (larger or is_known_word(article, word))


def is_common(article: Article, i: int, end: int, names: tuple[Name, ...]) -> bool:
    """Whether a word behind a contracted article begins another name sooner than it is a small town ("du Palais des papes")."""
    entries = [e for n in names if (e := article.kb.entry(n.id))]
    if end - i > 1 or any(e.kind != "City" or prominent(e) for e in entries):
        return False
    behind = article.words[end] if end < len(article.words) else ""
    if behind in OF or behind[:1].isupper():
        return True
    return all(map(is_village, entries)) and article.doc[i].ent_type_ != "LOC" and is_known_word(article, article.doc[i])


def is_village(entry: Entry) -> bool:
    return entry.kind == "City" and not prominent(entry) and entry.population < TOWN


def is_phrase(article: Article, start: int, end: int, names: tuple[Name, ...]) -> bool:
    """Whether an article without a capital and a word are no small town, which keeps its capital ("la Force", but "à La Force")."""
    if end - start != 2 or article.words[start] not in ("la", "le", "les", "l'", "l’") or "-" in article.words[end - 1]:
        return False
    entries = [e for n in names if (e := article.kb.entry(n.id))]
    return all(map(is_village, entries))


def is_shouted_word(article: Article, token: Token, names: tuple[Name, ...]) -> bool:
    """Whether a word of a headline in capitals is a common one ("LA MAIN", "BAT") and no country, capital, large town or person."""
    beside = article.words[max(0, token.i - 1) : token.i] + article.words[token.i + 1 : token.i + 2]
    if not token.text.isupper() or not any(w.isupper() and len(w) > 1 and not w.endswith(APOSTROPHES) for w in beside):
        return False
    entries = [e for n in names if (e := article.kb.entry(n.id))]
    well_known = any(e.wikidata or e.seat or e.kind in ("Country", "Person") or e.population >= METROPOLIS for e in entries)
    return not well_known and is_known_word(article, token)


def is_known_word(article: Article, token: Token) -> bool:
    """Whether a word is one of the language that the model has met."""
    return article.doc.is_known(token.text.casefold())


def known(article: Article, token: Token, name: Name) -> bool:
    """Whether an entry is known well enough to be meant without further sign, or the sign is there."""
    entry = article.kb.entry(name.id)
    if entry is None or name.sort == "surname":
        return entry is not None
    subject = token.dep_.startswith("nsubj") and entry.population >= MIDDLING
    named = token.pos_ == "PROPN" and (subject or bool(around(article, token.i).preposition))
    return prominent(entry) or token.ent_type_ == "LOC" or named


def prominent(entry: Entry) -> bool:
    return entry.kind != "City" or entry.population >= BIG_CITY or bool(entry.seat)


def is_word(article: Article, token: Token, entries: list[Entry]) -> bool:
    """Whether a sentence's first word is a common noun with a capital ("Total : …", "Sens interdit …", "Tours de chauffe …")."""
    if not token.is_sent_start or token.i + 1 >= len(article.doc):
        return False
    after, then = article.doc[token.i + 1], article.doc[min(token.i + 2, len(article.doc) - 1)]
    if is_label(article, token, token.i + 1, entries):
        return True
    if after.text in ("de", "d'") and then.text.islower() and then.pos_ == "NOUN":
        return True
    if not is_known_word(article, token):
        return False  # no word of the language that the model has met
    if any(e.kind == "Country" or e.seat == "capital" or e.population >= METROPOLIS for e in entries):
        return False  # too well known to be meant otherwise: the tagger errs
    participle = (
        after.pos_ == "VERB"
        and {"Part", "Past"} <= {*after.morph.get("VerbForm", []), *after.morph.get("Tense", [])}
        and not any(c.dep_.startswith("aux") for c in after.children)
    )
    body = bool(entries) and all(e.kind == "Organization" for e in entries)
    named = token.ent_type_ == "PER" or (token.pos_ == "PROPN" and (token.ent_type_ == "LOC" or body))
    verb = after.pos_ in ("NOUN", "ADJ") and (then.pos_ in ("DET", "ADV") or then.text[:1].isupper())  # "Cannes couronne Luc Dardenne"
    return after.text.islower() and ((after.pos_ in ("NOUN", "ADJ") and not verb) or participle) and not named and after.text != "et"


def is_label(article: Article, token: Token, end: int, entries: Iterable[Entry] = ()) -> bool:
    """Whether a colon behind a sentence's first word makes a label of it ("PS : …", "Rugby : …"); a dateline names a large town, or
    what follows is no name ("Cholet : le maire …")."""
    doc = article.doc
    if not token.is_sent_start or end >= len(doc) or doc[end].text != ":" or token.ent_type_ == "PER":
        return False
    town = token.ent_type_ == "LOC" and end + 1 < len(doc) and doc[end + 1].text.islower()
    return not town and (token.ent_type_ != "LOC" or (bool(entries) and not any(prominent(e) for e in entries)))
