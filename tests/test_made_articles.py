"""Made articles: the same for the same seed, of the length that was asked, with facts that stand in them."""

from __future__ import annotations

import sys
from pathlib import Path

from pyoxigraph import RdfFormat, Store, parse

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.articles import LONGEST, SHORTEST, Stated, articles, length, recall

ENT, KG = "https://w3id.org/newskg/entity/", "https://w3id.org/newskg/ontology#"


def test_the_same_seed_gives_the_same_articles() -> None:
    first, again, other = (list(articles(3, seed)) for seed in (1, 1, 2))
    assert [a.sentences for a in first] == [a.sentences for a in again]
    assert [a.facts for a in first] == [a.facts for a in again]
    assert [a.sentences for a in first] != [a.sentences for a in other]


def test_articles_have_their_length_and_state_their_facts() -> None:
    for article in articles(20):
        assert SHORTEST <= sum(map(length, article.sentences)) <= LONGEST
        assert article.facts
        assert {fact.sentence for fact in article.facts} <= set(article.sentences)
        assert not any("{" in sentence for sentence in article.sentences)


def test_recall_counts_what_the_article_gave() -> None:
    turtle = f"""@prefix kg: <{KG}> . @prefix ent: <{ENT}> . @prefix prov: <http://www.w3.org/ns/prov#> .
        @prefix dcterms: <http://purl.org/dc/terms/> . @prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> .
        <d:1> dcterms:source "one" . <d:2> dcterms:source "two" .
        <c:1> prov:wasDerivedFrom <d:1> ; kg:about <e:1> . <c:2> prov:wasDerivedFrom <d:2> ; kg:about <e:2> .
        <e:1> a kg:Meeting ; kg:participant ent:a, ent:b ; sem:hasPlace ent:paris ; kg:date "2015-01-05" .
        <e:2> a kg:Death ; kg:participant ent:a ."""
    store = Store()
    store.extend(parse(turtle, format=RdfFormat.TURTLE))
    facts = {
        "one": [
            Stated("Meeting", ("a", "b"), "paris", "2015-01-05", "whole"),
            Stated("Meeting", ("a",), "lyon", "", "another place"),
            Stated("Meeting", ("a", "c"), "", "", "other parties"),
            Stated("Death", ("a",), "", "", "another article says so"),
        ]
    }
    figures = recall(facts, store)
    assert (figures["found"], figures["whole"], figures["places"], figures["days"]) == (0.5, 0.25, 0.5, 1.0)
    assert figures["lost"] == ["another article says so", "other parties"]
