"""Changing a store by a few articles without fusing the others anew.

Fusion (`kg.fuse.fuse`) is a function of the set of articles, and each of its stages asks little about the others:

| stage | what an answer depends on | what is kept in the index (`index.py`) |
|---|---|---|
| pairs | two events are compared where at most `NEIGHBOURS` stand between them in a block | the blocks, in order (`block`) |
| decisions | the two events alone | those that something follows from (`decision`) |
| groups | the events that decisions "same" tie, directly or through others | which events are one (`member`) |
| newcomers' names | the groups that name bearers of one name, directly or through others | who is renamed (`article`) |
| days | the events that orders or one month's article tie, directly or through others | each event's time (`fused`), months (`article`) |
| contradictions | two events between which there is a decision or an order | |
| copies | the two texts alone | |
| names of entities | how many articles have each form | these numbers (`form`) |
| triples on entities | whether any article, event or entity still gives them | how many do (`shared`) |

So `step.py` goes through the stages with the articles that go and come, and each stage hands on whom its changes reach: the events that
become or cease to be neighbours (`pairs.py`), those whose group is another one (`regroup.py`), articles with other names (`newnames.py`),
events with another time (`redate.py`). Of what is reached, that part of the graph is made twice by the functions that make the whole graph,
before and after (`part.py`), and the store gets the difference. What a step costs follows from what it reaches: the story that an article
tells, not the number of articles.

An interrupted step: the index is one SQLite transaction, committed after the store has changed. Before, the step's articles are announced.
Whoever finds them announced asks the store whether it has changed, and if so does the step again: it gives the same difference, of which
nothing is left to do in the store.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Quad

from kg.extract.reader import Reader
from kg.extract.version import graph_version
from kg.fuse import Graph
from kg.fuse.background import Background
from kg.fuse.decide import Judge
from kg.ids import digest
from kg.model import Extraction
from kg.rdf.ontology import load
from kg.rdf.quads import is_shared
from kg.update.index import Index


class Tally:
    """Quads that pass by; `shared` counts those that several articles, events or entities may give."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.quads = quads
        self.shared: Counter[str] = Counter()

    def __iter__(self) -> Iterator[Quad]:
        for quad in self.quads:
            if is_shared(quad):
                self.shared[str(quad.triple)] += 1
            yield quad


def fill(
    index: Index, graph: Graph, extractions: Mapping[str, Extraction], reader: Reader, shared: Counter[str], lines: Iterable[bytes]
) -> None:
    """Make the index of a store anew, which holds the graph of these articles: the quads of these lines. Inside `Index.whole`."""
    index.fill(graph, extractions, judge(reader), shared, lines)
    index.stamp(stamps(reader, index.languages()))


def judge(reader: Reader) -> Judge:
    """What decides on pairs of events."""
    return Judge(load(), Background(reader.kb))


def stamps(reader: Reader, languages: Iterable[str]) -> dict[str, str]:
    """What decides a store's graph besides the articles: in all languages, and how articles of each are read."""
    made = digest(graph_version(), reader.kb.version, reader.judgements.digest, reader.judgements.digest_of_events, length=32)
    return {"": made, **{language: reader.rules(language) for language in sorted(languages)}}
