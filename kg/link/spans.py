"""Where names stand: the longest names of the knowledge base, and what the model tags beside them."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.article import Article
from kg.kb import Entry
from kg.kb.entry import Name, name_key

STRIP_LEFT = frozenset({"DET", "ADP", "PUNCT", "SPACE", "CCONJ", "ADV", "PRON", "AUX", "VERB", "SCONJ"})
BIG_CITY = 100_000  # inhabitants: smaller ones need the model's consent, for many bear the name of a common word or a person


@dataclass(slots=True)
class Found:
    """A name in token indexes, the entries that bear it, and the model's label where it has one."""

    start: int
    end: int
    names: tuple[Name, ...]
    label: str = ""


def find(article: Article) -> list[Found]:
    """All names of the article, ascending and without overlap."""
    tagged = model_names(article)
    listed = [f for f in base_names(article) if not inside_person(f, tagged, article)]
    taken = {i for f in listed for i in range(f.start, f.end)}
    rest = [f for f in tagged if not taken & set(range(f.start, f.end))]
    for found in listed:
        found.label = next((t.label for t in tagged if t.start < found.end and found.start < t.end), "")
    return sorted(listed + rest, key=lambda f: f.start)


def inside_person(found: Found, tagged: list[Found], article: Article) -> bool:
    """Whether a one-word name is but a part of a longer name that the model tags ("Paris Hilton", "Jean-Marc Tours")."""
    if found.end - found.start > 1:
        return False
    around = next((t for t in tagged if t.start <= found.start and found.end <= t.end and t.end - t.start > 1), None)
    if around is None:
        return False
    neighbours = [article.doc[i] for i in range(around.start, around.end) if not found.start <= i < found.end]
    return all(is_capitalised(t) for t in neighbours) and around.label in ("PER", "ORG")


def base_names(article: Article) -> list[Found]:
    """Names of the knowledge base, longest first from left to right."""
    doc, found, i = article.doc, [], 0
    while i < len(doc):
        best = longest_at(article, i)
        if best:
            found.append(best)
            i = best.end
        else:
            i += 1
    return found


def longest_at(article: Article, i: int) -> Found | None:
    """The longest acceptable name that begins at token `i`."""
    doc = article.doc
    key = name_key(doc[i].text)
    if not key or doc[i].is_space:
        return None
    limit = article.kb.longest(key.split(" ")[0])
    best: Found | None = None
    end = i + 1
    while limit and len(key.split(" ")) <= limit:
        names = tuple(n for n in article.kb.names(key) if n.sort in ("name", "acronym") and agrees(n, doc[i:end].text))
        if names and name_key(doc[end - 1].text) and acceptable(article, i, end, names):
            best = Found(i, end, names)
        if end >= len(doc) or "\n" in doc[end].text or end - i > 2 * limit:
            break
        key = " ".join((key + " " + name_key(doc[end].text)).split())
        end += 1
    return best


def agrees(name: Name, text: str) -> bool:
    """Whether the capitals of `text` allow it to be this form: acronyms to the letter, names at each word's beginning."""
    if name.sort == "acronym":
        return text == name.form
    if text.isupper() and len(text) > 4 and not name.form.isupper():
        return True
    shape, form = text.replace("-", " ").replace("'", " ").split(), name.form.replace("-", " ").replace("'", " ").replace("’", " ").split()
    if len(shape) != len(form):
        return text[:1].isupper() or name.form.islower()
    return all(t[:1].isupper() or not f[:1].isupper() for t, f in zip(shape, form, strict=True)) or name.form.islower()


def acceptable(article: Article, start: int, end: int, names: tuple[Name, ...]) -> bool:
    """Whether these words are meant as a name here; names of several words and acronyms always are."""
    if end - start > 1 or any(n.sort == "acronym" for n in names):
        return True
    token = article.doc[start]
    if "-" in token.text and token.text[0].isupper():
        return True
    entries = [e for n in names if (e := article.kb.entry(n.id))]
    if token.text.islower():
        return any(n.form.islower() for n in names) and token.pos_ in ("NOUN", "PROPN")
    nominal = token.pos_ == "PROPN" or bool(token.ent_type_)
    return nominal and any(prominent(e) or token.ent_type_ in ("LOC",) for e in entries)


def prominent(entry: Entry) -> bool:
    """Whether an entry is known well enough to be meant without further sign."""
    return entry.kind != "City" or entry.population >= BIG_CITY or bool(entry.seat)


def model_names(article: Article) -> list[Found]:
    """The names that the model tags, cleaned of words that are no part of a name."""
    titles = {t for words in article.data("tokens")["titles"].values() for t in words}
    found = []
    for ent in article.doc.ents:
        for start, end in pieces(list(ent), titles):
            if ent.label_ in ("PER", "LOC", "ORG"):
                found.append(Found(start, end, (), ent.label_))
    return found


def pieces(tokens: list[Token], titles: set[str]) -> list[tuple[int, int]]:
    """Token ranges of the names within one tagged span: titles, articles, verbs and line breaks are not part of a name."""
    runs: list[list[Token]] = [[]]
    for token in tokens:
        if token.text in titles or "\n" in token.text or (token.pos_ == "CCONJ" and tokens[0].text in titles):
            runs.append([])
        else:
            runs[-1].append(token)
    return [span for run in runs if (span := trimmed(run))]


def trimmed(run: list[Token]) -> tuple[int, int] | None:
    """The range without leading function words and trailing punctuation, None where no capital is left."""
    while run and run[0].pos_ in STRIP_LEFT and not (is_capitalised(run[0]) and run[0].i > run[0].sent.start and run[0].pos_ not in ("PUNCT", "SPACE")):
        run = run[1:]
    while run and (run[-1].is_punct or run[-1].is_space or run[-1].pos_ in ("ADP", "DET", "CCONJ")):
        run = run[:-1]
    if not any(is_capitalised(t) for t in run):
        return None
    return run[0].i, run[-1].i + 1


def is_capitalised(token: Token) -> bool:
    return token.text[:1].isupper()
