"""Look-ups that every stage of linking repeats for the same words, kept in memory."""

from __future__ import annotations

from functools import lru_cache

from kg.extract.article import Article
from kg.ids import fold
from kg.kb import Entry, KnowledgeBase
from kg.kb.entry import name_key
from kg.lang import table

folded = lru_cache(maxsize=20_000)(fold)  # of a word


@lru_cache(maxsize=20_000)
def countries_of(kb: KnowledgeBase, adjective: str) -> tuple[Entry, ...]:
    """The entries of which a word is the adjective; countries before regions and cities of the same adjective."""
    entries = tuple(e for n in kb.names(name_key(adjective)) if n.sort == "adjective" and n.form == adjective and (e := kb.entry(n.id)))
    return tuple(e for e in entries if e.kind == "Country") or entries


def of_two(article: Article, i: int) -> set[str]:
    """The two countries of an adjective of both ("anglo-suédois"); nothing for other words."""
    first, _, last = article.words[i].partition("-")
    whole = table(article.document.language, "coreference")["joined"].get(folded(first), "")
    return {e.id for word in (whole, last) for e in countries_of(article.kb, word)} if whole and last else set()


@lru_cache(maxsize=4)
def role_words(kb: KnowledgeBase) -> frozenset[str]:
    """The first words of all role nouns, folded."""
    return frozenset(str(form).split(" ")[0] for (form,) in kb.connection.execute("SELECT form FROM noun"))


def is_person(kb: KnowledgeBase, text: str) -> bool:
    """Whether the base knows a person of this name."""
    entries = [kb.entry(n.id) for n in kb.names(name_key(text))]
    return any(e is not None and e.kind == "Person" for e in entries)
