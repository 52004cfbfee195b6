"""Run a query on a store: parameters in, rows out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal as OneOf

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store, Triple, Variable

from kg.errors import QueryError
from kg.query.guard import check
from kg.query.header import NamedQuery, read_query
from kg.query.mistakes import explain
from kg.query.parameters import bind
from kg.rdf.terms import PREFIXES

Node = NamedNode | BlankNode | Literal | Triple
Row = tuple[Node | None, ...]
TRIPLE = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True)
class Result:
    """What a query found: rows of SELECT, triples of CONSTRUCT and DESCRIBE, or the answer of ASK."""

    kind: OneOf["rows", "graph", "answer"]
    variables: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()  # one term per variable, None where it is unbound
    answer: bool = False
    parameters: tuple[str, ...] = ()  # variables that are parameters of the query …
    given: tuple[str, ...] = ()  # … and those with a value

    @property
    def found(self) -> bool:
        """Whether there is anything: a row, a triple or a yes."""
        return self.answer or bool(self.rows)


def run(store: Store, query: str | NamedQuery, parameters: Mapping[str, str] | None = None) -> Result:
    """The answer of `query`, SPARQL text or a named query, with the values of `parameters` in place of their variables.

    A text may declare its parameters in a header as named queries do. Raises QueryError with what to mend.
    """
    named = read_query(query) if isinstance(query, str) else query
    values = bind(store, named, parameters or {})
    check(named.text)
    try:
        answer = store.query(named.text, prefixes=PREFIXES, substitutions={Variable(name): term for name, term in values.items()})
        return replace(collect(answer), parameters=tuple(parameter.name for parameter in named.parameters), given=tuple(values))
    except SyntaxError as error:
        raise QueryError(explain(named.text, str(error))) from error
    except (RuntimeError, ValueError) as error:
        advice = "Put every parameter into SELECT" if "projection" in str(error) else "Oxigraph cannot run this query"
        raise QueryError(f"{advice}: {error}.") from error


def collect(answer: QuerySolutions | QueryTriples | QueryBoolean) -> Result:
    """`answer` in memory; the triples of a graph sorted, since they have no order of their own."""
    if isinstance(answer, QueryBoolean):
        return Result("answer", answer=bool(answer))
    if isinstance(answer, QueryTriples):
        triples = {(triple.subject, triple.predicate, triple.object) for triple in answer}
        return Result("graph", TRIPLE, tuple(sorted(triples, key=str)))
    variables = tuple(variable.value for variable in answer.variables)
    return Result("rows", variables, tuple(tuple(solution) for solution in answer))
