"""Which names stand in one row: commas, conjunctions and prepositions between them, and nothing that parts them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.article import Article, Span
from kg.kb.entry import PLACE_KINDS
from kg.syntax.tree import Tree

JOINING = frozenset({"et", "ou", "ainsi", "que", "puis", "&", "/"})
CORRELATIVE = frozenset({"ainsi", "même", "tant", "autant", "bien"})  # before "que" or before the first of two ("tant A que B")
BRACKETS = 7  # tokens of what is said in brackets behind a name, at most
REACH = 6  # tokens from such a word to behind the first name
SEPARATORS = frozenset({",", ")", "»", '"'})


def between(article: Article, tree: Tree, verb: int) -> None:
    """The second of two behind "entre" is no subject of the verb behind it, but what has them is ("Les discussions entre A et B ont …")."""
    joining, second = tree.children(verb, "cc"), [k for k in tree.children(verb, "nsubj") if k < verb]
    if not tree.is_a(verb, "conj") or len(joining) != 1 or len(second) != 1 or not tree.head[verb] < joining[0] < second[0]:
        return
    noun = tree.head[verb]
    first = next((k for k in tree.children(noun, "nmod") if tree.case(k) == "entre" and k < joining[0]), None)
    if first is None or tree.children(first, "conj") or tree.case(noun) or tree.head[noun] != noun:
        return
    tree.make_root(verb)
    tree.set_subject(verb, noun)
    tree.attach(second[0], first, "conj")
    tree.attach(joining[0], second[0], "cc")


def rows(article: Article, tree: Tree) -> list[list[Span]]:
    """Runs of mentions between which only commas, conjunctions, articles and repeated prepositions stand."""
    titles = {t for words in article.data("tokens")["titles"].values() for t in words}
    named = [s for s in outermost(article) if s.rule != "adjective" and s.kind != "Pronoun" and not hangs_on_role(article, tree, s)]
    found: list[list[Span]] = []
    run: list[Span] = []
    ends: dict[int, int] = {}  # where the last member of the run that begins at a token ends, brackets included
    for span in named:
        if run and run[-1].entities == span.entities and only_marks(article, run[-1].end, span.start):
            ends[run[0].start] = span.end  # "État islamique (Daech/EI)": one member
            continue
        if run and is_bracketed(article, run[-1].end, span):
            ends[run[0].start] = span.end  # "A (PS) et B (UMP)": what is said of A is none of the row
            continue
        start = ends.pop(run[0].start, 0) or end_of(article, tree, run[-1]) if run else 0
        if run and linked(article, tree, start, span.start, titles) and not is_new(article, tree, run, span):
            run.append(span)
            continue
        found.append(run)
        run = [span]
    found.append(run)
    return [r for r in found if len(r) > 1 and joined(article, r) and tree.sentence[r[0].head] == tree.sentence[r[-1].head]]


def is_bracketed(article: Article, end: int, span: Span) -> bool:
    """Whether a mention alone stands in brackets right behind the token before `end`."""
    return end == span.start - 1 and article.words[end] == "(" and article.words[span.end : span.end + 1] == [")"]


def is_new(article: Article, tree: Tree, run: list[Span], span: Span) -> bool:
    """Whether a mention begins something new although only a comma or "et" stands before it: somebody behind a place with its preposition
    ("À Oslo, A et B ont …"), or another behind the comma that closes what the one before is ("A, patron de B, et C")."""
    last = run[-1]
    between = article.lower[last.end : span.start]
    if "puis" in between and tree.case(span.head) and tree.case(span.head) != tree.case(last.head):
        return True  # "reçu par A puis à Y par B"
    here = len(run) == 1 and tree.case(last.head) in ("à", "en", "dans", "de", "depuis") and between[:1] == [","] and "et" not in between
    place = all(article.kind_of(e) in PLACE_KINDS for e in last.entities)
    somebody = any(article.kind_of(e) in ("Person", "Organization") for e in span.entities)
    noun = last.head
    while tree.is_a(noun, "nmod"):
        noun = tree.head[noun]
    whole = tree.head[noun]  # "la société A, filiale de B, et C"
    described = tree.is_a(noun, "appos") and (whole in article.at or any(k in article.at for k in tree.children(whole, "appos")))
    described |= any(tree.is_a(k, "acl") for k in tree.path(last.head))  # "A, qui a rencontré B, et C", "A, né à B, et C"
    people = [{article.kind_of(e) for e in s.entities} == {"Person"} for s in (last, span)]
    of = tree.is_a(last.head, "nmod") and tree.case(last.head) == "de" and article.is_a(noun, "human")  # "les élus de X et le ministre Y"
    behind = (described and between[:2] == [",", "et"] and somebody) or (of and people == [False, True] and "de" not in between)
    subject = tree.is_a(span.head, "nsubj") and not tree.case(span.head)  # "Après des entretiens à X, l'Iran et Y ont …"
    return behind or (here and place and (somebody or subject))


def only_marks(article: Article, start: int, end: int) -> bool:
    """Whether only punctuation stands between two mentions, no comma among it."""
    return all((t.is_punct or t.text == "/") and t.text != "," for t in article.doc[start:end])


def outermost(article: Article) -> Iterator[Span]:
    """The mentions that lie in no other, in reading order."""
    end = 0
    for span in sorted(article.spans, key=lambda s: (s.start, -s.end)):
        if span.end > end:
            yield span
            end = span.end


def hangs_on_role(article: Article, tree: Tree, span: Span) -> bool:
    """Whether a name is the apposition of a role noun."""
    head = article.at.get(tree.head[span.head])
    return bool(head and head is not span and head.kind == "Nominal" and tree.dep[span.head] == "appos" and head.entities == span.entities)


def end_of(article: Article, tree: Tree, span: Span) -> int:
    """Where a mention ends, with the name behind a role noun."""
    name = next((article.at[k] for k in tree.children(span.head, "appos") if k in article.at and k >= span.end), None)
    end = name.end if name and name.entities == span.entities else span.end
    if article.words[end : end + 1] != ["("]:
        return end
    closing = next((k for k in range(end, min(end + BRACKETS, len(article.words))) if article.words[k] == ")"), end - 1)
    return closing + 1  # "X (Intérieur) et Y (Santé)"


def linked(article: Article, tree: Tree, start: int, end: int, titles: set[str]) -> bool:
    """Whether only what joins stands between two mentions."""
    between = [article.doc[i] for i in range(start, end)]
    if not between or len(between) > 5 or not any(t.text in JOINING or t.text in (",", "/") for t in between):
        return False
    if "que" in article.lower[start:end] and not CORRELATIVE & {*article.lower[max(0, start - REACH) : end]}:
        return False  # "c'est à A que B a …"
    plain = all(
        t.text.casefold() in JOINING or t.text in SEPARATORS or t.text in titles or t.pos_ in ("DET", "ADP") or tree.is_a(t.i, "title")
        for t in between
    )
    return plain and same_preposition(tree, [t.i for t in between if t.pos_ == "ADP"])


def same_preposition(tree: Tree, between: list[int]) -> bool:
    """Whether a second member repeats at most one preposition; two prepositions begin something new."""
    return len(between) <= 1


def joined(article: Article, row: list[Span]) -> bool:
    """Whether a conjunction joins the last member, or goes on behind it ("A, B et d'autres"): commas alone make no coordination."""
    after = row[-1].end
    goes_on = after < len(article.doc) and article.doc[after].text.casefold() in ("et", "ou")
    return goes_on or any(article.doc[i].text.casefold() in JOINING for i in range(row[-2].end, row[-1].start))
