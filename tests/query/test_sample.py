"""The sample graph that other tests rely on keeps its own promises."""

from __future__ import annotations

import json
import re

import pytest
from pyoxigraph import Store

from kg.query import run
from kg.query.formats import lexical

SPANS = """
SELECT ?node ?begin ?end ?words ?file {
  ?document dcterms:source ?file
  { ?node nif:referenceContext ?document ; nif:beginIndex ?begin ; nif:endIndex ?end ; nif:anchorOf ?words }
  UNION
  { GRAPH ?document { ?node nif:beginIndex ?begin ; nif:endIndex ?end ; nif:anchorOf ?words } }
}
"""
SUPPORTED_BY_NOTHING = """
SELECT * {
  GRAPH ?claim { ?s ?p ?o }
  ?claim a kg:Claim
  FILTER NOT EXISTS { ?s ?p ?o }
  FILTER NOT EXISTS { ?claim ?p ?o }
}
"""
NO_OR_SEVERAL_NAMES = """
SELECT ?node (COUNT(?name) AS ?names) {
  { ?node a sem:Event } UNION { ?node a schema:Person } UNION { ?node a schema:Place } UNION { ?node a schema:NewsArticle }
  OPTIONAL { ?node schema:name ?name }
} GROUP BY ?node HAVING(COUNT(?name) != 1)
"""


def test_offsets_slice_the_texts(sample: str, store: Store) -> None:
    texts = {match[1]: json.loads(match[2]) for match in re.finditer(r'^# (\w+\.txt): (".*")$', sample, re.MULTILINE)}
    rows = run(store, SPANS).rows
    assert len(rows) > 30
    for node, begin, end, words, file in (map(lexical, row) for row in rows):
        assert texts[file][int(begin) : int(end)] == words
        assert node.endswith(f"={begin},{end}")


@pytest.mark.parametrize("query", [SUPPORTED_BY_NOTHING, NO_OR_SEVERAL_NAMES])
def test_nothing_breaks_the_contract(store: Store, query: str) -> None:
    assert run(store, query).rows == ()
