"""Run a query on a store: parameters in, rows out."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import TYPE_CHECKING
from typing import Literal as OneOf

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store, Triple, Variable

from kg.errors import QueryError, StoreError
from kg.query.guard import check, check_size
from kg.query.header import NamedQuery, read_query
from kg.query.parameters import Term, bind
from kg.rdf.store import DAMAGED, is_damage
from kg.rdf.terms import PREFIXES

if TYPE_CHECKING:
    from kg.query.order import Ordering

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
    check_size(named.text)
    values = bind(store, named, parameters or {})
    try:
        result = answered(store, named.text, values, network)
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


def answered(store: Store, text: str, values: Mapping[str, Term], network: bool) -> Result:
    """The answer to `text`, by way of one that gives it sooner where there is such; raises Oxigraph's errors and those of the guard."""
    from kg.query.plan import planned

    if "order" in text.lower():
        from kg.query.order import UnsureOrderError, ordering

        with suppress(UnsureOrderError, SyntaxError, QueryError):
            order = ordering(text)
            return collect(ask(store, planned(order.text, values), values, network), order)
    if values:
        check(text, network)  # mistakes are told of this one
        with suppress(SyntaxError):
            return collect(ask(store, planned(text, values), values, network))
    return collect(ask(store, text, values, network))


def ask(store: Store, text: str, values: Mapping[str, Term], network: bool) -> Answer:
    """What Oxigraph answers to a text that the guard lets through."""
    check(text, network)
    return store.query(text, prefixes=PREFIXES, substitutions={Variable(name): term for name, term in values.items()})


def collect(answer: Answer, order: Ordering | None = None) -> Result:
    """`answer` in memory, its rows in `order`; the triples of a graph sorted, since they have no order of their own."""
    if isinstance(answer, QueryBoolean):
        return Result("answer", answer=bool(answer))
    if isinstance(answer, QueryTriples):
        triples = sorted(set(answer), key=repr)
        return Result("graph", TRIPLE, tuple((triple.subject, triple.predicate, triple.object) for triple in triples))
    variables = tuple(variable.value for variable in answer.variables)
    return Result("rows", variables, tuple(order.rows(answer) if order else map(tuple, answer)))
