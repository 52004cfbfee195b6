"""Words for people by their party or leaning that mean somebody told of before: "le républicain", "la candidate socialiste"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.coreference.definite import is_definite, is_told_apart, people_meant
from kg.coreference.discourse import Chain, Discourse, clearly_best
from kg.extract.article import Article
from kg.kb.entry import name_key
from kg.lang import word_set
from kg.syntax import Tree

REACH = 4  # sentences back
NEAR = 3  # tokens between a word for a leaning and the name of who is so
WORDS = frozenset({"NOUN", "ADJ", "PROPN"})  # as the tagger has them
ENDINGS = (("trice", "teur"), ("elle", "el"), ("ienne", "ien"), ("ne", "n"), ("ale", "al"), ("ere", "er"), ("e", ""))


def resolve(discourse: Discourse, i: int) -> Chain | None:
    """The person present who is of the leaning that the word at token `i` says, or has beside it; else the one of whom no other leaning is
    told, where it is clear who."""
    article, tree = discourse.article, discourse.tree
    if i in article.at or not is_definite(article, i) or tree.children(i, "cop") or tree.is_a(i, "appos", "amod"):
        return None
    beside = [k for k in tree.kids[i] if k > i and is_side(article, tree, k)] if discourse.is_a(i, "human") else []
    told = i if is_leaning(article, i) else beside[0] if beside else None
    if told is None or is_told_apart(discourse, i, i + 1, frozenset(beside)) or is_name_behind(article, max(i, told)):
        return None
    people = people_meant(discourse, i, REACH)
    leaning = stem(article.keys[told])
    known = {chain.key: leanings(article, chain.entities[0]) | {*map(stem, chain.nouns)} & stems(article) for _, chain in people}
    own = [(weight, chain) for weight, chain in people if leaning in known[chain.key]]
    others = [(weight, chain) for weight, chain in people if not known[chain.key]]
    return clearly_best(own or [(w, c) for w, c in others if may_be(article, c, article.keys[told])] or others)


def stems(article: Article) -> frozenset[str]:
    """All words for leanings without the endings of women's."""
    return frozenset(map(stem, word_set(article.document.language, "coreference", "leanings")))


def may_be(article: Article, chain: Chain, word: str) -> bool:
    """Whether a person's country has a party whose name says a leaning ("Parti républicain", "Les Républicains")."""
    entry = article.entry(chain.entities[0])
    parties = [article.kb.entry(n.id) for key in (f"parti {word}", f"les {word}s") for n in article.kb.names(key)]
    return entry is not None and any(party is not None and party.of == entry.of != "" for party in parties)


def is_leaning(article: Article, i: int) -> bool:
    """Whether a word says of which party or leaning somebody is."""
    words = word_set(article.document.language, "coreference", "leanings")
    return article.keys[i] in words


def is_side(article: Article, tree: Tree, i: int) -> bool:
    """Whether an adjective says a leaning, or a complement a side ("le candidat de la droite")."""
    sides = word_set(article.document.language, "coreference", "sides")
    side = tree.is_a(i, "nmod") and tree.case(i) == "de" and article.keys[i] in sides and not tree.children(i, "amod", "nmod")
    return side or (tree.is_a(i, "amod") and is_leaning(article, i))  # "le président du centre culturel" is of no side


def stem(word: str) -> str:
    """A leaning's word without the ending of a woman's."""
    return next((word.removesuffix(ending) + masculine for ending, masculine in ENDINGS if word.endswith(ending)), word)


def is_name_behind(article: Article, i: int) -> bool:
    """Whether the name of whom a word means stands right behind it."""
    span = article.at.get(i + 1)
    return span is not None and span.start == i + 1 and all(article.kind_of(e) == "Person" for e in span.entities)


def leanings(article: Article, person: str) -> set[str]:
    """What the words beside somebody's names, and the parties for which the base knows him to have acted, say of his leaning."""
    memo: dict[str, set[str]] = article.memo.setdefault(("leanings", 0, 0), {})
    if person not in memo:
        names = [s for s in article.spans if s.kind == "Name" and s.entities == (person,)]
        near = [k for s in names for k in (*before(article, s.start), *behind(article, s.end))]
        entry = article.entry(person)
        bodies = [t.of for t in (article.kb.tenures(entry.id) if entry else ())]
        bodies += [e for k in near if k in article.at for e in article.at[k].entities]
        parties = [found.fr for body in bodies if (found := article.kb.entry(body))]
        memo[person] = {stem(article.keys[k]) for k in near if is_leaning(article, k)} | {w for p in parties for w in said(article, p)}
    return memo[person]


def before(article: Article, start: int) -> Iterator[int]:
    """The nouns and adjectives right before a name ("le sénateur républicain X")."""
    for k in range(start - 1, max(-1, start - 1 - NEAR), -1):
        if article.doc[k].pos_ not in WORDS:
            return
        yield k


def behind(article: Article, end: int) -> Iterator[int]:
    """The words of what follows the comma or parenthesis behind a name ("X, sénateur républicain", "X (PS)")."""
    if article.words[end : end + 1] not in ([","], ["("]):
        return
    for k in range(end + 1, min(end + 1 + NEAR, len(article.words))):
        if article.doc[k].pos_ not in WORDS and article.doc[k].pos_ != "DET":
            return
        yield k


def said(article: Article, party: str) -> set[str]:
    """The leaning that a party's name says: its longest ones ("Parti social-démocrate")."""
    words = f" {' '.join(word.removesuffix('s') for word in name_key(party).split())} "
    found = {w for w in word_set(article.document.language, "coreference", "leanings") if f" {w} " in words}
    return {stem(w) for w in found if not any(w != other and w in other for other in found)}
