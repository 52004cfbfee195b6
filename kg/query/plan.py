"""Parameters told to Oxigraph's planner: it plans a query before it puts in the terms of its substitutions, so that "who met X" would go
through all meetings and then look for X. The same terms as VALUES at the beginning of the outermost group let it begin with X."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from kg.query.lexer import tokens


def planned(text: str, values: Mapping[str, NamedNode | Literal]) -> str:
    """A query that gives the same answer with these substitutions, and sooner; the text itself where it has no group to begin.

    It may be no SPARQL where the text isn't, or where it binds a parameter or has CONSTRUCT without a template."""
    if not values or (at := next(groups(text), None)) is None:
        return text
    return text[:at] + "".join(f" VALUES ?{name} {{ {term} }}" for name, term in values.items()) + text[at:]


def groups(text: str) -> Iterator[int]:
    """Where the groups of a query's WHERE begin inside, the outermost first."""
    form, closed = "", False
    for token in tokens(text):
        word = token.text.lower()
        if token.kind == "word" and not form and word in ("select", "ask", "describe", "construct"):
            form = word
        closed = closed or word == "}"
        if word == "{" and form and (form != "construct" or closed):  # what precedes is the template
            yield token.end
