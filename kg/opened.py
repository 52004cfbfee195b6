"""A graph opened from Python: what the commands do, as methods of one object."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.rdf.store import open_store, settings_of

if TYPE_CHECKING:
    import networkx as nx
    import rdflib
    from pyoxigraph import Store

    from kg.ask import Answer
    from kg.explain import Explanation
    from kg.extract.reader import Reader
    from kg.query import Result


class Graph:
    """The graph in a folder that a build wrote, as it was when it was opened.

    Libraries are imported by the methods that need them. Every error that a user can mend is a `kg.errors.KgError` whose text says how.
    """

    def __init__(self, folder: Path | str = "output") -> None:
        self.folder = Path(folder)
        self.store: Store = open_store(self.folder)

    @cached_property
    def reader(self) -> Reader:
        """What reads questions, with the knowledge base, the judgements and the model of the build."""
        from kg.extract.reader import Reader
        from kg.judgements import FILE, read_judgements
        from kg.kb import open_base

        settings = settings_of(self.folder)
        judgements = read_judgements(settings.judgements or self.folder / FILE)
        return Reader(open_base(settings.kb), judgements, settings.model)

    def ask(self, question: str) -> Answer:
        """The answer to a question in French."""
        from kg.ask import ask
        from kg.explain import Beside

        return ask(self.store, question, self.reader, Beside(self.folder))

    def query(self, query: str, *, time_limit: float = 60, **parameters: str) -> Result:
        """The rows of a named query, or of SPARQL, with its parameters by name.

        A query that takes longer than `time_limit` seconds is stopped and raises `QueryError`. A process of its own runs it, and opens the
        folder anew; with 0 it runs in this one without limits, which spares a quarter of a second.
        """
        from kg.query import named_query, result_apart, run

        asked = named_query(query) if query.replace("-", "").isalnum() else query
        if time_limit:
            return result_apart(self.folder, asked, parameters, time_limit=time_limit)
        return run(self.store, asked, parameters)

    def explain(self, *thing: str) -> Explanation:
        """What an entity, an event, or a fact (subject, property, object) rests on."""
        from kg.explain import Beside, explain

        return explain(self.store, *thing, beside=Beside(self.folder))

    def view(self, output: Path | str | None = None, **options: Any) -> str:
        """The HTML page, written to `output` too where one is named; `options` are those of `kg.view.page`, such as focus and lang."""
        from kg.rdf.write import write
        from kg.view import page

        made = page(self.store, **options)
        if output is not None:
            write(Path(output), made.encode())
        return made

    def to_networkx(self) -> nx.MultiGraph:
        """Entities and events as nodes, roles as edges."""
        from kg.explain import to_networkx

        return to_networkx(self.store)

    def to_rdflib(self) -> rdflib.Dataset:
        """The dataset as rdflib sees it, without a copy: its queries run in the store."""
        import rdflib
        from oxrdflib import OxigraphStore

        return rdflib.Dataset(store=OxigraphStore(store=self.store))
