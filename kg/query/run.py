"""Run a query on a store: parameters in, rows out."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Literal as OneOf

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store, Triple, Variable

from kg.errors import QueryError, StoreError
from kg.query.guard import check
from kg.query.header import NamedQuery, read_query
from kg.query.parameters import Term, bind
from kg.rdf.store import DAMAGED, is_damage
from kg.rdf.terms import PREFIXES

Node = NamedNode | BlankNode | Literal | Triple
Row = tuple[Node | None, ...]
Answer = QuerySolutions | QueryTriples | QueryBoolean
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
    seconds: float = field(default=0.0, compare=False)  # what the query took

    @property
    def found(self) -> bool:
        """Whether there is anything: a row, a triple or a yes."""
        return self.answer or bool(self.rows)

    @property
    def summary(self) -> str:
        """How much was found, and how long that took: "3 rows in 0.02 s"."""
        things = "triple" if self.kind == "graph" else "row"
        count = f"{len(self.rows)} {things}{'' if len(self.rows) == 1 else 's'}"
        return f"{('yes' if self.answer else 'no') if self.kind == 'answer' else count} in {self.seconds:.2f} s"


def run(store: Store, query: str | NamedQuery, parameters: Mapping[str, str] | None = None, network: bool = False) -> Result:
    """The answer of `query`, SPARQL text or a named query, with the values of `parameters` in place of their variables.

    A text may declare its parameters in a header as named queries do. `network` lets SERVICE ask the servers that the query
    names. Nothing limits how long this takes or how much memory: `ask` does, in a process of its own. Raises QueryError
    with what to mend.
    """
    started = perf_counter()
    named = read_query(query) if isinstance(query, str) else query
    values = bind(store, named, parameters or {})
    check(named.text, network)
    try:
        result = collect(ask(store, named.text, values, network))
    except SyntaxError as error:
        from kg.query.mistakes import explain  # slow to import, and most queries have none

        raise QueryError(explain(named.text, str(error))) from error
    except (RuntimeError, ValueError, OSError) as error:
        if isinstance(error, RuntimeError) and is_damage(error):
            raise StoreError(DAMAGED.format(error=error)) from None
        advice = "Put every parameter into SELECT" if "projection" in str(error) else "Oxigraph cannot run this query"
        raise QueryError(f"{advice}: {error}.") from error
    names = tuple(parameter.name for parameter in named.parameters)
    return replace(result, parameters=names, given=tuple(values), seconds=perf_counter() - started)


def ask(store: Store, text: str, values: Mapping[str, Term], network: bool) -> Answer:
    """What Oxigraph answers, with the text as it is where it cannot be planned; raises Oxigraph's errors and those of the guard."""
    substitutions: dict[Variable, Node] = {Variable(name): term for name, term in values.items()}
    if values:
        from kg.query.plan import planned

        better = planned(text, values)
        check(better, network)
        with suppress(SyntaxError):
            return store.query(better, prefixes=PREFIXES, substitutions=substitutions)
    return store.query(text, prefixes=PREFIXES, substitutions=substitutions)


def collect(answer: Answer) -> Result:
    """`answer` in memory; the triples of a graph sorted, since they have no order of their own."""
    if isinstance(answer, QueryBoolean):
        return Result("answer", answer=bool(answer))
    if isinstance(answer, QueryTriples):
        triples = {(triple.subject, triple.predicate, triple.object) for triple in answer}
        return Result("graph", TRIPLE, tuple(sorted(triples, key=str)))
    variables = tuple(variable.value for variable in answer.variables)
    return Result("rows", variables, tuple(tuple(solution) for solution in answer))
