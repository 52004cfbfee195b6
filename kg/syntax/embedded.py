"""Clauses between a subject and its verb ("X, à qui Y reproche son silence, s'est rendu à Z", "X, reçu mardi par Y, s'est félicité"): the
parser gives the verb of the one the subject of the other."""

from __future__ import annotations

from kg.extract.article import Article
from kg.lang import word_set
from kg.syntax.tree import Tree

RELATIVES = frozenset(
    {"qui", "que", "qu'", "dont", "où", "lequel", "laquelle", "lesquels", "lesquelles", "auquel", "auxquels", "auxquelles"}
)
QUOTES = frozenset({"«", "»", '"', "“", "”"})
SUBJECTS = frozenset({"il", "elle", "ils", "elles", "on", "je", "nous", "vous", "tu", "ce", "c'", "qui"})
OPENING = SUBJECTS | RELATIVES
NOMINAL = ("NOUN", "PROPN", "PRON", "ADJ", "NUM")
LONGEST = 40  # tokens from the comma to the verb of the main clause


def repair(article: Article, tree: Tree) -> None:
    """Give the verb behind such a clause the noun before it as subject, and hang the clause on that noun."""
    for at, word in enumerate(article.words[:-2]):
        if word != ",":
            continue
        clause = embedded(article, tree, at)
        noun = before(article, tree, at) if clause else None
        if not clause or noun is None:
            continue
        begins, verb = clause
        inner = next((k for k in tree.children(noun, "nsubj") if k < noun and not tree.children(noun, "cop")), None)
        if inner is not None:
            tree.take_place(inner, noun)
            tree.attach(noun, inner, "appos")
            noun = inner  # "La députée X, une proche de Y, que Z recevra, …"
        main = goes_on(article, tree, at, verb)
        within = main is not None and any(k in tree.path(noun) for k in tree.children(main, "nsubj"))  # "le feu qui a ravagé X, où …, a"
        if main is not None and not within:
            join(article, tree, noun, main, range(at, min(main, closing(article, main))))
            hang(article, tree, noun, begins, verb)


def embedded(article: Article, tree: Tree, comma: int) -> tuple[int, int] | None:
    """The first word and the verb of a relative clause, or of a participle's, that begins behind a comma."""
    first = comma + 1 + (article.doc[comma + 1].pos_ == "ADP")
    if first < len(article.words) and article.lower[first] in RELATIVES and tree.sentence[first] == tree.sentence[comma]:
        finite = tree.conjugated_behind(first, LONGEST)
        return (first, full_verb(tree, finite)) if finite is not None else None
    alone = tree.is_past_participle(first) and not tree.children(first, "aux", "cop", "nsubj")
    return (first, first) if alone and first == comma + 1 else None


def full_verb(tree: Tree, i: int) -> int:
    """The verb of which a conjugated word is the auxiliary or copula, or that word itself."""
    return tree.head[i] if tree.is_a(i, "aux", "cop", "dep") and tree.head[i] > i else i


def before(article: Article, tree: Tree, comma: int) -> int | None:
    """The head of the phrase that ends before a comma, where it can be a subject: no preposition, no time, no quotation."""
    at = comma - 1
    while 0 <= tree.head[at] < comma and tree.head[at] != at and article.doc[tree.head[at]].pos_ in NOMINAL:
        above = tree.head[at]
        if tree.is_present_participle(tree.head[above]) and article.doc[at].pos_ == "PROPN" and "," in article.words[above:at]:
            break  # "En rachetant X, Y, dirigé par Z, …"
        at = above
    bare = article.doc[at].pos_ in ("NOUN", "PROPN") and not tree.case(at) and not tree.is_a(at, "conj")
    timely = article.doc[at].lemma_.casefold() in word_set(article.document.language, "nouns", "time")
    return at if bare and not timely and tree.sentence[at] == tree.sentence[comma] else None


def goes_on(article: Article, tree: Tree, comma: int, verb: int) -> int | None:
    """The verb without a subject of its own right behind the comma that closes the clause, where no quotation stands between."""
    for k in range(verb + 1, min(comma + LONGEST, len(article.words) - 1)):
        if tree.sentence[k] != tree.sentence[comma] or article.words[k] in QUOTES:
            return None
        if article.words[k] != ",":
            continue
        first = k + 1
        while first < len(article.words) - 1 and article.doc[first].pos_ in ("PRON", "ADV") and article.lower[first] not in OPENING:
            first += 1
        if "Fin" not in article.doc[first].morph.get("VerbForm", []) or article.lower[first] in SUBJECTS:
            continue
        main = full_verb(tree, first)
        behind = article.words[first + 1 : first + 2]
        inverted = any(w.startswith("-") for w in behind) or any(m > main for m in tree.children(main, "nsubj"))
        return None if inverted or tree.children(main, "cc") else main
    return None


def closing(article: Article, main: int) -> int:
    """The comma before a verb."""
    return next(k for k in range(main, -1, -1) if article.words[k] == ",")


def join(article: Article, tree: Tree, noun: int, main: int, between: range) -> None:
    """Make a noun the subject of the verb behind the clause, and that the head of both."""
    around = [k for k in tree.path(main)[1:] if noun <= k < main]
    if around:
        tree.take_place(main, around[-1])
    tree.set_subject(main, noun)
    for k in [k for k in tree.kids[noun] if k > main]:
        bare = tree.is_a(k, "nmod", "appos", "conj") and tree.children(k, "det") and not tree.case(k) and not tree.children(k, "cc")
        tree.attach(k, main, "obj" if bare and not tree.children(main, "obj") else tree.dep[k])


def hang(article: Article, tree: Tree, noun: int, begins: int, verb: int) -> None:
    """Make the clause say something of the noun, and give it what stands in it."""
    main = tree.head[noun]
    for k in [k for k in (*tree.kids[main], *tree.kids[noun]) if begins <= k < closing(article, main) and k != verb]:
        if not article.doc[k].is_punct:
            lacks = article.doc[k].pos_ in ("NOUN", "PROPN") and not tree.case(k) and k < verb and not tree.children(verb, "nsubj")
            tree.attach(k, verb, "nsubj" if lacks else tree.dep[k])
    if noun not in tree.path(verb):
        tree.attach(verb, noun, "acl" if begins == verb else "acl:relcl")
    word = article.lower[begins]
    if begins != verb and tree.head[begins] == verb and not tree.case(begins):
        if word == "qui":
            tree.dep[begins] = "nsubj"
        elif word in ("que", "qu'") and not tree.children(verb, "obj"):
            tree.dep[begins] = "obj"
