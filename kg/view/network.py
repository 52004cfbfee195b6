"""The two views as pyvis networks: nodes with their place, shape, size and label, edges with what they stand for."""

from __future__ import annotations

import math
import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from pyvis.network import Network

from kg.view.collect import Article, Entity, Event
from kg.view.layout import GAP, arrange
from kg.view.safe import shorten
from kg.view.terms import local
from kg.view.ties import bundle
from kg.view.when import point
from kg.view.words import Words

SHAPES = {
    "Person": "dot",
    "Organization": "square",
    "Place": "triangleDown",
    "Event": "diamond",
    "Document": "box",
    "Concept": "star",
    "Legislation": "hexagon",
    "Thing": "triangle",
}
LINE = 20  # characters of a label's line
LABEL_LIMIT = 58
NAME_ROOM = 13  # pixels around a shape
FEW_TIES = 60  # so many lines have room for their labels
CELL = (130, 60)  # pixels between articles on their shelf
Labelled = tuple[int, str, str, float]  # number, kind, label, radius


class _Numbers(list[int]):
    """pyvis asks `number in ids` for each edge: a set answers without a search through the list."""

    def __init__(self) -> None:
        super().__init__()
        self._known: set[int] = set()

    def append(self, number: int) -> None:
        super().append(number)
        self._known.add(number)

    def __contains__(self, number: object) -> bool:
        return number in self._known


@dataclass(frozen=True, slots=True)
class Content:
    """What was read, in the order of the records: entities, then events, then articles."""

    entities: Sequence[Entity]
    events: Sequence[Event]
    articles: Sequence[Article]
    first: frozenset[str]  # IRIs of what is drawn at first, and therefore has a place

    def ids(self) -> dict[str, int]:
        """IRI → number."""
        iris = [*(x.iri for x in self.entities), *(x.iri for x in self.events), *(x.iri for x in self.articles)]
        return {iri: i for i, iri in enumerate(iris)}

    def numbered_events(self) -> list[tuple[int, Event]]:
        return list(enumerate(self.events, len(self.entities)))


def people_view(content: Content, words: Words, lang: str) -> Network:
    """Entities tied by the events between them; `e` of an edge are the events' numbers, one edge a pair and status.

    Topics are left to the other view: nobody meets a reform.
    """
    actors = [(i, x) for i, x in enumerate(content.entities) if x.kind != "Concept"]
    ties = bundle(content.numbered_events(), {x.iri: i for i, x in actors})
    weights = Counter(n for t in ties for n in (t.source, t.target) for _ in t.events)
    nodes = [_entity(i, x, weights[i], lang) for i, x in actors]
    drawn = {i for i, x in actors if x.iri in content.first}
    edges = [(t.source, t.target, float(len(t.events))) for t in ties]
    network = _network(nodes, _places(nodes, drawn, edges, gap=GAP if len(ties) > FEW_TIES else 6 * GAP))
    for tie in ties:
        network.add_edge(tie.source, tie.target, s=tie.status, e=list(tie.events), arrows="to" if tie.direction else "")
    return network


def happened_view(content: Content, words: Words, lang: str) -> Network:
    """Events with whoever has a role in them, and articles in a row above; `r` of an edge are the roles."""
    ids = content.ids()
    edges = _role_edges(content.numbered_events(), ids)
    degree = Counter(n for pair in edges for n in pair)
    nodes = [_entity(i, x, degree[i], lang) for i, x in enumerate(content.entities)]
    nodes += [_event(i, x, words, lang) for i, x in content.numbered_events()]
    drawn = {ids[iri] for iri in content.first if iri in ids}
    places = _places(nodes, drawn, [(a, b, 1.0) for a, b in edges], entities=len(content.entities))
    shelf = [_article(ids[x.iri], x) for x in content.articles]
    places.update(zip((n[0] for n in shelf), _shelf(len(shelf), list(places.values())), strict=True))
    network = _network([*nodes, *shelf], places)
    for (number, other), roles in edges.items():
        network.add_edge(number, other, r=roles, arrows="")
    for number, event in content.numbered_events():
        for article in sorted({ids[c.article] for c in event.claims if c.article in ids}):
            network.add_edge(article, number, d=1, arrows="")
    return network


def _role_edges(events: Iterable[tuple[int, Event]], ids: Mapping[str, int]) -> dict[tuple[int, int], list[str]]:
    edges: dict[tuple[int, int], list[str]] = {}
    for number, event in events:
        for role, target in event.roles:
            if target in ids and ids[target] != number:
                edges.setdefault((number, ids[target]), []).append(local(role))
    return edges


def _places(
    nodes: Sequence[Labelled], drawn: Set[int], edges: Iterable[tuple[int, int, float]], *, entities: int = 0, gap: float = GAP
) -> dict[int, tuple[int, int]]:
    """Where the nodes in `drawn` stand, by number; those below `entities` come last among the unconnected."""
    here = [n for n in nodes if n[0] in drawn]
    order = {n[0]: k for k, n in enumerate(here)}
    inside = [(order[a], order[b], weight) for a, b, weight in edges if a in order and b in order]
    last = range(sum(n[0] < entities for n in here))
    points = arrange([_room(n) for n in here], inside, last=last, gap=gap)
    return {n[0]: point for n, point in zip(here, points, strict=True)}


def _network(nodes: Iterable[Labelled], places: Mapping[int, tuple[int, int]]) -> Network:
    """A pyvis network without physics: what it is told is what is drawn. Who has no place here is given one when the reader asks."""
    network = Network(directed=True, cdn_resources="in_line")
    network.toggle_physics(False)
    network.node_ids = _Numbers()
    for number, kind, label, radius in nodes:
        place = dict(zip("xy", places[number], strict=True)) if number in places else {}
        network.add_node(number, label or " ", shape=SHAPES[kind], group=kind, size=round(radius), **place)
    return network


def _entity(number: int, entity: Entity, weight: int, lang: str) -> Labelled:
    name = entity.name[0] if lang == "fr" else entity.name[1]
    return number, entity.kind, wrapped(name), min(7 + 2.4 * math.sqrt(weight), 30)


def _event(number: int, event: Event, words: Words, lang: str) -> Labelled:
    """Its type and day only: who took part is what the edges say."""
    type_ = words.type_name(next(iter(words.specific(event.types)), "Event"), lang)
    cross = "✗ " if event.status == "Negated" else ""
    day = point(event.when.date, lang) if event.when.date else ""
    return number, "Event", "\n".join(x for x in (cross + shorten(type_, LABEL_LIMIT), day) if x), 8.0


def _article(number: int, article: Article) -> Labelled:
    return number, "Document", wrapped(article.headline), 9.0


def wrapped(name: str) -> str:
    return "\n".join(textwrap.wrap(shorten(name, LABEL_LIMIT), LINE))


def _room(node: Labelled) -> float:
    """Radius of the disc that a node is given: its shape with some room for its name, which is drawn where it fits."""
    return node[3] + NAME_ROOM


def _shelf(count: int, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Rows above everything else, as wide as the rest."""
    left, right = min((x for x, _ in places), default=0), max((x for x, _ in places), default=0)
    top = min((y for _, y in places), default=0) - 2 * CELL[1]
    columns = min(count, max(4, (right - left) // CELL[0])) or 1
    start = (left + right) // 2 - (columns - 1) * CELL[0] // 2
    return [(start + i % columns * CELL[0], top - i // columns * CELL[1]) for i in range(count)]


def as_data(network: Network) -> dict[str, Any]:
    """What a pyvis network holds, for the page's script."""
    return {"nodes": [*network.nodes], "edges": [*network.edges]}
