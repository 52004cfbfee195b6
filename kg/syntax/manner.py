"""Places that the parser hung on the noun of an adverbial phrase before them ("s'est rendu dans la foulée à Berlin", "a été reçu en urgence
à Moscou") are the verb's, those behind what an attack is made with ("une attaque au missile à X") the attack's, and people behind "à" that
it hung on a place ("a remis à Oslo à X") the verb's."""

from __future__ import annotations

from collections.abc import Container

from kg.extract.article import Article
from kg.kb.entry import PLACE_KINDS
from kg.syntax.tree import Tree

WHERE = frozenset({"à", "en", "dans", "chez"})


def repair(article: Article, tree: Tree, event_nouns: Container[str]) -> None:
    """Hang them on the verb or on the noun."""
    for span in article.spans:
        noun = tree.head[span.head]
        verb = tree.head[noun]
        if span.kind != "Name" or not tree.is_a(span.head, "nmod") or tree.case(span.head) not in WHERE or not verb < noun < span.start:
            continue
        people = all(article.kind_of(e) == "Person" for e in span.entities) and tree.case(span.head) == "à"
        where = noun in article.at and all(article.kind_of(e) in PLACE_KINDS for e in article.at[noun].entities)
        if people and where and tree.is_a(noun, "obl") and article.doc[verb].pos_ == "VERB":
            tree.attach(span.head, verb, "obl:arg")
        adverbial = tree.is_a(noun, "obl") and article.is_a(noun, "abstract") and article.doc[noun].lemma_ not in event_nouns
        place = all(article.kind_of(e) in PLACE_KINDS for e in span.entities)
        if adverbial and place and article.doc[verb].pos_ == "VERB" and noun not in article.at:
            tree.attach(span.head, verb, "obl:mod")
        means = tree.is_a(noun, "nmod") and tree.case(noun) == "à" and article.doc[verb].lemma_ in event_nouns and noun not in article.at
        if means and place and article.doc[verb].pos_ == "NOUN" and not article.is_a(noun, "place", "body", "human"):
            tree.attach(span.head, verb, "nmod")
