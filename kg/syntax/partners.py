"""With whom one trades or agrees, where the parser hangs the name on what is traded or agreed on."""

from __future__ import annotations

from kg.extract.article import Article
from kg.lang import word_set
from kg.syntax.tree import Tree

Prepositions = dict[str, frozenset[str]]


def partner(article: Article, tree: Tree, i: int, event_nouns: Prepositions) -> None:
    """ "A racheté des titres à X": whoever is named behind "à" and the object of a verb of trade is with whom one trades; "un accord de
    distribution avec X" is one with X."""
    noun = tree.head[i]
    verb = tree.head[noun]
    sort = tree.is_a(i, "nmod") and tree.is_a(noun, "nmod") and tree.case(noun) == "de" and not tree.children(noun, "det")
    if sort and (case := tree.case(i)) == "avec" and case not in event_nouns.get(article.doc[noun].lemma_.casefold(), ()):
        if case in event_nouns.get(article.doc[verb].lemma_.casefold(), ()):
            tree.attach(i, verb, "nmod")
    if tree.is_a(i, "nmod") and article.doc[noun].lemma_.casefold() in word_set(article.document.language, "concepts", "measures"):
        of = next((k for k in tree.children(noun, "nmod") if k < i and tree.case(k) == "de"), noun)
        if of != noun and tree.case(i) in event_nouns.get(article.doc[of].lemma_.casefold(), ()) and tree.case(i) != "de":
            tree.attach(i, of, "nmod")  # "une série de frappes sur X"
    if i in article.at and tree.is_a(i, "nmod") and tree.case(i) == "à" and tree.is_a(noun, "obj") and noun not in article.at:
        actor = all(article.kind_of(e) in ("Person", "Organization") for e in article.at[i].entities)
        if actor and article.doc[verb].lemma_.casefold() in word_set(article.document.language, "frames", "grammar", "trading"):
            tree.attach(i, verb, "obl:arg")
