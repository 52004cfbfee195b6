"""Where names stand: the longest names of the knowledge base, names by their form, and what the model tags beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extract.article import Article
from kg.kb.entry import Name, name_key
from kg.lang import word_set
from kg.link import heads, people, roads
from kg.link.around import around, given_names, titles
from kg.link.keys import countries_of, is_person
from kg.link.listed import APOSTROPHES, listed_names
from kg.link.nouns import reserved
from kg.link.people import is_name_word
from kg.nlp.doc import Span, Token

STRIP_LEFT = frozenset({"DET", "ADP", "PUNCT", "SPACE", "CCONJ", "ADV", "PRON", "AUX", "VERB", "SCONJ"})
LABELS = ("PER", "LOC", "ORG")
CODE = re.compile(r"[A-Z]{1,3} ?\d{1,4}")  # a road, a school class, a division: no name of anybody
ACRONYM_FIRST = re.compile(r"[A-Z]{3,6}-\w")  # "SPLM-Nord"
ROMAN = re.compile(r"[IVX]+")  # of a king
MODEL = re.compile(r"[A-Z]{0,2}-?\d{1,4}")  # of an aircraft or a car
LONG_ACRONYM = 5  # letters from which a word in capitals may be a heading
ARTICLES = frozenset({"Le", "La", "Les", "L'", "L’"})
OF = frozenset({"de", "du", "des", "d'", "la", "l'"})


@dataclass(slots=True)
class Found:
    """A name in token indexes, the forms of the base that it may be, and its label (PER, LOC, ORG, LAW) where it has one."""

    start: int
    end: int
    names: tuple[Name, ...]
    label: str = ""
    body: bool = False  # whether the article says that it is a body's, and so nobody's surname

    @property
    def tokens(self) -> range:
        return range(self.start, self.end)


def find(article: Article) -> list[Found]:
    """All names of the article, ascending and without overlap."""
    listed = [Found(start, end, names) for start, end, names in listed_names(article)]
    capital = {f.start for f in listed if article.doc[f.start].text[:1].isupper()}
    capital -= in_office(article, listed)
    inside = reserved(article, lambda i: i in capital)
    listed = [f for f in listed if not inside & set(f.tokens) or (f.start in capital and f.start - 1 not in inside)]
    tags = {i: entity for entity in article.named for i in range(entity.start, entity.end)}
    listed = [f for f in listed if f.end - f.start > 1 or not is_feast(article, article.doc[f.start])]
    made = {f.start for f in listed if is_product(article, f)}
    listed = [f for f in listed if not (is_road(article, f) or is_other_body(article, f) or f.start in made)]
    inside = inside | made | {i for i in article.capitals if is_feast(article, article.doc[i])}
    listed = [f for f in listed if not inside_longer(article, f, tags.get(f.start))]
    begun = {f.start for f in listed if f.end - f.start > 1}
    whole = [f for f in bodies(article) if not inside & set(f.tokens) and f.start not in begun]
    formed = [Found(start, end, (), "PER") for start, end in (*people.titled(article), *people.full_names(article))]
    formed = [f for f in formed if not is_followed(article, f, listed) and not is_feast(article, article.doc[f.start])]
    headed = (h for h in heads.headed(article) if not people.is_portfolio(article, h[0]))
    ends = {f.start: f.end for f in listed}
    headed = ((start, ends.get(start + 1, end) if heads.is_club(article, start) else end, label) for start, end, label in headed)
    formed += [Found(start, end, (), label) for start, end, label in headed if not inside & set(range(start, end))]
    formed += [Found(start, end, (), "LOC") for start, end in roads.numbered(article)]
    chosen = apart([*listed, *formed, *whole])
    taken = {i for f in chosen for i in f.tokens} | inside | {f.start - 1 for f in formed if people.is_portfolio(article, f.start - 1)}
    tagged = [f for f in model_names(article, taken) if is_name(article, f)]
    taken |= {i for f in tagged for i in f.tokens}
    given = dict(people.lone_given_names(article))
    tagged += [Found(start, end, (), "PER") for start, end in given.items() if start not in taken]
    tagged += [Found(t.i, t.i + 1, (), "LOC") for t in article.doc if t.i not in taken and is_toponym(article, t.text)]
    for found in chosen:
        if found.start in given and all(n.sort == "surname" for n in found.names):
            found.label = "PER"  # a first name sooner than a family's ("J'ai pris Lina, ma fille")
        found.label = found.label or next((tags[i].label_ for i in found.tokens if i in tags and tags[i].label_ in LABELS), "")
    return joined(article, sorted([*chosen, *(relabelled(article, f) for f in tagged)], key=lambda f: f.start))


def in_office(article: Article, listed: list[Found]) -> set[int]:
    """Where names begin that are but the end of a role noun: a town's of one word ("la garde des Sceaux"), and a country's of two, of which
    the second is its adjective ("le chef de l'État tunisien")."""
    office = reserved(article, lambda i: False)
    inner = (f for f in listed if f.start in office and f.start - 2 in office)
    return {f.start for f in inner if kinds_of(article, f) == ({"City"} if f.end == f.start + 1 else {"Country"}) and f.end <= f.start + 2}


def kinds_of(article: Article, found: Found) -> set[str]:
    """What sorts of things the base knows by a name, surnames aside."""
    return {entry.kind for n in found.names if n.sort != "surname" and (entry := article.kb.entry(n.id)) is not None}


def joined(article: Article, found: list[Found]) -> list[Found]:
    """The names, two parts of one joined where "&" stands between them ("Brandt & Fils"), or nothing but words of another language and the
    base knows neither ("Maritima del Caribe")."""
    between = word_set(article.document.language, "tokens", "around", "joining")
    saints = word_set(article.document.language, "tokens", "around", "saints")
    younger = word_set(article.document.language, "tokens", "around", "younger")
    whole: list[Found] = []
    for each in found:
        last = whole[-1] if whole else each
        if each.start < last.end and each is not last:
            continue
        if each.end < len(article.words) and each.end - each.start > 1 and article.words[each.end] in younger:
            each.end, each.names, each.label = each.end + 1, (), "PER"  # "John Kennedy Jr.", whoever the base knows without it
        gap = article.words[last.end : each.start]
        if not gap and each is not last and article.words[each.start - 1] in saints and not each.names and last.end - last.start == 1:
            last.end, last.names, last.label = each.end, (), "LOC"  # "San Bartolo"
            continue
        if gap == ["&"] and each is not last:
            last.end, last.names, last.label = each.end, (), "ORG"
        elif gap and between.issuperset(gap) and not (last.names or each.names) and "PER" not in (last.label, each.label):
            last.end = each.end
        else:
            whole.append(each)
    return whole


def is_road(article: Article, found: Found) -> bool:
    """Whether an acronym is but the first part of a road's number ("la RN 57")."""
    roads = word_set(article.document.language, "tokens", "around", "roads")
    return article.words[found.end - 1] in roads and found.end < len(article.words) and article.words[found.end].isdigit()


def is_product(article: Article, found: Found) -> bool:
    """Whether the name of a maker is that of what it made: one of several, or with the number of a model ("un Airbus", "le Boeing 737")."""
    around = article.data("tokens")["around"]
    before, behind = article.lower[found.start - 1] if found.start else "", article.words[found.end : found.end + 1]
    model = bool(behind) and MODEL.fullmatch(behind[0]) is not None
    several = before in around["several"] or article.doc[found.start - 1].pos_ == "NUM"
    return found.end == found.start + 1 and article.words[found.start] in around["makers"] and (model or several)


def is_followed(article: Article, found: Found, listed: list[Found]) -> bool:
    """Whether somebody's name by its form is a longer one of the base with a common word behind it ("Theresa May Première ministre")."""
    whole = (f for f in listed if f.start == found.start and 1 < f.end - f.start < found.end - found.start)
    return any(article.doc.is_known(article.lower[f.end]) for f in whole)


def is_other_body(article: Article, found: Found) -> bool:
    """Whether an adjective of no country behind a word makes another body of it than those whose names begin with it ("l'Assemblée
    constituante")."""
    at, entries = found.end, [e for n in found.names if (e := article.kb.entry(n.id))]
    adjective = at < len(article.doc) and article.doc[at].pos_ == "ADJ" and article.doc[at].head.i == found.start
    if not adjective or found.end - found.start > 1 or countries_of(article.kb, article.words[at]):
        return False
    first = article.words[found.start]
    further = [e.fr.removeprefix(f"{first} ").split(" ")[0] for e in entries if e.kind == "Organization" and e.fr.startswith(f"{first} ")]
    return len(further) == len(entries) > 0 and all(word.islower() and word != article.lower[at] for word in further)


def inside_longer(article: Article, found: Found, ent: Span | None) -> bool:
    """Whether a one-word name is but a part of a longer one that the model tags ("Paris Hilton"); a surname alone is in any. `ent` is what
    the model tags where it begins."""
    if all(n.sort == "surname" for n in found.names) and has_neighbour(article, found):
        return True
    ent = ent if ent and found.end <= ent.end and len(ent) > 1 else None
    if found.end < len(article.doc) and found.end - found.start == 1 and is_first_of(article.doc[found.start], article.doc[found.end]):
        return True
    if ent is None or found.end - found.start > 1 or ent.text.isupper():
        return False
    forms = titles(article.document.language)
    neighbours = [
        t
        for t in ent
        if t.i not in found.tokens and t.text not in forms and abs(t.i - found.start) == 1 and not (t.is_sent_start and t.text in ARTICLES)
    ]
    if not neighbours or not all(is_name_word(t) and t.pos_ != "ADP" for t in neighbours):
        return False
    return ent.label_ in ("PER", "ORG") or all(n.sort == "surname" for n in found.names)


def has_neighbour(article: Article, found: Found) -> bool:
    """Whether another capitalised word of a name stands right beside a surname ("Maria Dos Santos Lopes")."""
    forms, first = titles(article.document.language), article.doc[found.start]
    if is_shouted(article, first):
        return False
    beside = [article.doc[i] for i in (found.start - 1, found.end) if 0 <= i < len(article.doc)]
    starts = bool(first.is_sent_start)
    return any(
        is_name_word(t)
        and t.pos_ == "PROPN"
        and t.text not in forms
        and not (t.i < found.start and starts)
        and not (t.i >= found.end and t.is_sent_start)
        for t in beside
    )


def is_first_of(token: Token, after: Token) -> bool:
    """Whether the parser takes the capitalised word behind for more of the same name, and no comma or new name stands between."""
    return after.dep_ == "flat:name" and after.head.i == token.i and is_name_word(after) and not after.text.isupper()


def apart(found: Iterable[Found]) -> list[Found]:
    """The longest of those that overlap; of equally long ones the first in order."""
    chosen: list[Found] = []
    used: set[int] = set()
    for each in sorted(found, key=lambda f: f.start - f.end):
        if not used & set(each.tokens):
            chosen.append(each)
            used |= set(each.tokens)
    return chosen


def bodies(article: Article) -> Iterator[Found]:
    """Organisations that the model tags whole, with the place that they are named after ("Cour suprême du Kenya")."""
    for ent in article.named:
        if ent.label_ != "ORG" or len(ent) < 3 or not is_name_word(ent[0]) or ent[0].pos_ == "VERB":
            continue
        own = ent[0].pos_ == "DET" and not ent[0].is_sent_start  # "Les Pagayeurs du Limousin"
        behind = [t for t in ent[1 + own :] if is_name_word(t)]
        if len(behind) > 1 and is_person(article.kb, article.text(behind[0].i, behind[-1].i + 1)):
            continue  # "Front national de Marine Le Pen"
        if behind and all(ent.doc[t.i - 1].text in OF for t in behind) and not any(t.is_punct or t.pos_ == "CCONJ" for t in ent):
            yield Found(ent.start, ent.end, (), "ORG")


def model_names(article: Article, taken: set[int]) -> list[Found]:
    """The names that the model tags, cleaned of words that are no part of a name or part of another."""
    forms = titles(article.document.language)
    return [
        without_inhabitant(article, Found(start, end, (), label_within(ent, start)))
        for ent in article.named
        if ent.label_ in LABELS
        for start, end in pieces(list(ent), forms, taken)
    ]


def without_inhabitant(article: Article, found: Found) -> Found:
    """The name without the inhabitant before it, who is a person ("l'Argentin Jorge Perez")."""
    first = found.start if found.end - found.start > 1 else found.start - 1
    if first < 0:
        return found
    before = article.doc[first]
    if not any(n.sort == "inhabitant" and n.form == before.text for n in article.kb.names(name_key(before.text))):
        return found
    return Found(before.i + 1, found.end, (), "PER")


def label_within(ent: Span, start: int) -> str:
    """The label of a piece of what the model tags: what a person is of ("président de l'Harmonie") is no person."""
    before = [t.text for t in ent[: start - ent.start]]
    if ent.label_ != "PER" or not before or before[0][:1].isupper() or not OF & set(before):
        return str(ent.label_)
    return "ORG" if {"du", "des", "la", "l'"} & set(before) else "LOC"


def pieces(tokens: list[Token], forms: dict[str, str], taken: set[int]) -> list[tuple[int, int]]:
    """Token ranges of the names within one tagged span: titles, articles, verbs and line breaks are not part of a name."""
    runs: list[list[Token]] = [[]]
    for token in tokens:
        if token.i in taken or token.text in forms or "\n" in token.text or (token.pos_ == "CCONJ" and tokens[0].text in forms):
            runs.append([])
        else:
            runs[-1].append(token)
    return [span for run in runs if (span := trimmed(run))]


def trimmed(run: list[Token]) -> tuple[int, int] | None:
    """The range from the first word that can begin a name to the last that can end one; None where no capital is left."""
    run = run[: next((k for k in range(1, len(run) - 1) if is_count(run, k)), len(run))]
    while run and not begins(run[0]):
        run = run[1:]
    while run and (run[-1].is_punct or run[-1].is_space or run[-1].pos_ in ("ADP", "DET", "CCONJ", "AUX", "PRON") or is_day(run)):
        run = run[:-1]
    return (run[0].i, run[-1].i + 1) if run else None


def is_count(run: list[Token], k: int) -> bool:
    """Whether a preposition and a number in words begin what somebody got, behind a name ("son cousin Yanis de trente mois")."""
    return run[k].pos_ == "ADP" and run[k + 1].pos_ == "NUM" and run[k + 1].text.islower()


def is_day(run: list[Token]) -> bool:
    """Whether the word behind a name's others is a day or the like that tells when ("a secoué Amatrice mercredi")."""
    last = run[-1]
    alone = len(run) > 1 and run[-2].text[:1].isupper() and last.text.islower()
    return alone and last.text in word_set(last.doc.lang_, "nouns", "time")


def begins(token: Token) -> bool:
    """Whether a name may begin with this word: a capital that isn't only a sentence's, and no function word otherwise."""
    if not token.text[:1].isupper():
        return False
    return token.pos_ not in STRIP_LEFT or not token.is_sent_start


def is_name(article: Article, found: Found) -> bool:
    """Whether what the model tags is a name at all: no code, initial, inhabitants, feast or common word."""
    text, first = article.text(found.start, found.end), article.doc[found.start]
    if CODE.fullmatch(text) or ROMAN.fullmatch(text) or len(text.strip(".")) < 2 or is_road(article, found):
        return False
    if found.end - found.start > 1:
        return True
    if text.isupper() and is_shouted(article, first) and text.title() not in given_names(article.document.language):
        return False  # in a headline in capitals the model's names are guesses
    return not (is_inhabitants(article, first) or is_feast(article, first) or is_sentence_word(article, first))


def is_sentence_word(article: Article, token: Token) -> bool:
    """Whether a word has its capital from the sentence only: a common word, not a first name, that has none elsewhere in the article."""
    if (
        not token.is_sent_start
        or (token.text.isupper() and len(token) < LONG_ACRONYM)
        or token.text in given_names(article.document.language)
    ):
        return False
    if not article.doc.is_known(token.text.casefold()):
        return False
    return token.text not in article.inner


def is_inhabitants(article: Article, token: Token) -> bool:
    """Whether a word means people by where they are from ("les Lorrains")."""
    words = article.data("tokens")["around"]
    before = article.doc[token.i - 1].text.casefold() if token.i else ""
    return token.text.endswith(tuple(words["inhabitants"])) and before in words["plural_determiners"]


def is_feast(article: Article, token: Token) -> bool:
    """Whether "la Saint-Jean" is a day: a saint's name with a feminine article; or a word for a feast stands behind "de"
    with no surname ("le marché de Noël de X")."""
    feasts = word_set(article.document.language, "tokens", "around", "feasts")
    surname = token.i + 1 < len(article.words) and article.words[token.i + 1][:1].isupper()
    if token.text in feasts and article.doc[token.i - 1].pos_ == "ADP" and not surname:
        return True
    return token.text.startswith("Saint-") and around(article, token.i).article == "la"


def relabelled(article: Article, found: Found) -> Found:
    """The name with the label that its form and its words around give, where they tell more than the model."""
    first, text = article.doc[found.start], article.text(found.start, found.end)
    if not found.names and found.label in ("ORG", "LOC") and is_somebody(article, found.start - 1):
        found.label = "PER"
    if found.end - found.start > 1:
        return found
    acronym = text.isupper() and 2 <= len(text) <= 6 and text.isalpha() and not is_shouted(article, first)
    if acronym or (not found.names and ACRONYM_FIRST.match(text)):
        found.label = "ORG"
    elif found.label == "PER" and (
        is_toponym(article, text) or (around(article, found.start).preposition == "à" and not is_addressed(article, first))
    ):
        found.label = "LOC"
    return found


def is_addressed(article: Article, token: Token) -> bool:
    """Whether a name behind "à" may be somebody's to whom something is: only an adjunct and what hangs on a noun that names no address
    ("Accident à X", but "hommage à X") are where."""
    head = token.head
    addressed = head.pos_ != "NOUN" or head.lemma_.casefold() in word_set(article.document.language, "tokens", "around", "addressed")
    return token.dep_ != "obl:mod" and (token.dep_ != "nmod" or addressed)


def is_somebody(article: Article, i: int) -> bool:
    """Whether the word before a name is a noun for a person and no word for firms ("le dissident X", but "le constructeur X")."""
    if i < 1 or article.doc[i].pos_ != "NOUN" or article.doc[i - 1].pos_ not in ("DET", "ADP"):
        return False
    language, words = article.document.language, {article.words[i].casefold(), article.doc[i].lemma_.casefold()}
    firms = word_set(language, "roles", "generic") | word_set(language, "nouns", "body")
    return bool(words & word_set(language, "nouns", "human")) and not words & firms


def is_shouted(article: Article, token: Token) -> bool:
    """Whether a word stands among words in capitals, as in a headline."""
    around_it = [article.doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(article.doc)]
    return any(t.text.isupper() and len(t) > 1 and not t.text.endswith(APOSTROPHES) for t in around_it)


def is_toponym(article: Article, text: str) -> bool:
    """Whether a hyphenated name is built as a place's ("Bar-sur-Aube", "Villeneuve-d'Ascq")."""
    if text.count("-") < 2 and "-d'" not in text and "-d’" not in text:
        return False
    first, *inner, last = text.split("-")
    words = article.data("tokens")["around"]["toponym"]
    elided = any(part[:2].casefold() in ("d'", "d’", "l'", "l’") and part[2:3].isupper() for part in (*inner, last))
    capitals = first[:1].isupper() and (last[:1].isupper() or elided)
    return capitals and (elided or any(part.casefold() in words for part in inner))
