"""Questions to the graph in SPARQL: named queries with typed parameters, run in Oxigraph, written in five formats."""

from kg.query.apart import Reply, result_apart, run_apart
from kg.query.formats import write
from kg.query.header import NamedQuery, Parameter, named_queries, named_query
from kg.query.run import Result, run

__all__ = ["NamedQuery", "Parameter", "Reply", "Result", "named_queries", "named_query", "result_apart", "run", "run_apart", "write"]
