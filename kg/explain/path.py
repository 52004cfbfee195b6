"""How two things hang together: the shortest chains of events between them.

A chain is short if it has few events; of chains as long as each other the one with better supported and more telling events is first,
and the one through somebody whom few events name. What happens in one country, or is about it, ties almost everything together: passing
through a place or a mere topic counts as one event more. Offices, members and containment serve only where no event leads from one to
the other, and only for a few steps: in the end all places lie on one planet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, pairwise
from math import log2
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Store

from kg.errors import InputError
from kg.explain.base import base_fact
from kg.explain.beside import NOTHING, Beside
from kg.explain.claims import in_order, node_of, read_claim, stating
from kg.explain.network import to_networkx
from kg.explain.records import NEVER, Claim, Node
from kg.explain.things import NotFoundError, find_thing
from kg.rdf.terms import KG, SCHEMA, compact
from kg.view.collect import describe, when_of
from kg.view.terms import ACTORS, ROLES, local
from kg.view.when import When

if TYPE_CHECKING:
    import networkx as nx

EDGE = 2000  # of a chain's cost: what makes one event more cost more than the worst events
PLACE = 2 * EDGE  # of passing through a place or topic: an event more
RELATION = 2 * EDGE  # of a step without an event
FARTHEST = 15 * EDGE  # with such steps: two ministers of one country are not too far apart, what merely lies on one continent is
UNLIKELY = {"Occurred": 0, "Planned": 20, "Possible": 30, "Negated": 40}
UNDATED, ASIDE = 10, 15  # of an event without a day; of who takes no part in it
ALONE, ONCE = 40, 20  # of an event that one article tells, in one claim: half for two, and so on
MOST = 60  # of how many take part in an event, or how many events somebody has
BETWEEN = frozenset({"Place", "Concept"})  # kinds that tie almost everything together
IN_TIME = frozenset({"before", "after"})  # what happened before something else needn't have to do with it
PARTS = frozenset(map(local, ACTORS))
ROLE_OF = {local(role): role for role in (*ROLES, *(KG + x for x in ("holdsOffice", "of", "ledBy")))} | {
    x: SCHEMA + x for x in ("memberOf", "containedInPlace")
}


@dataclass(frozen=True, slots=True)
class Step:
    """One event of a chain with what stands before and after it there, or a relation of the background (then `event` is None).

    `left_roles` and `right_roles` are the IRIs of their roles in the event; of a relation `left_roles` is its property, and `right_roles`
    is empty; `left` is then its subject. A role between events that the other event gives is left out: its own step tells it.
    """

    left: Node
    left_roles: tuple[str, ...]
    right: Node
    right_roles: tuple[str, ...]
    event: Node | None = None
    type: str = ""  # local name, of what is denied where the event is
    status: str = ""
    when: When = NEVER
    evidence: tuple[Claim, ...] = ()  # what says so: one claim where one says all of it
    sources: tuple[str, ...] = ()  # of the base, where no claim says it


@dataclass(frozen=True, slots=True)
class Chain:
    """Steps from one thing to another."""

    steps: tuple[Step, ...]
    background: bool = False  # whether some step is no event


def path(store: Store, one: str, other: str, number: int = 3, beside: Beside = NOTHING) -> tuple[Chain, ...]:
    """The shortest chains from one thing to another, at most `number`; each thing is written as for `explain`.

    Raises `NotFoundError` where the graph hasn't one of them or nothing leads from one to the other, `InputError` where they are the same.
    """
    start, end = (find_thing(store, x).value for x in (one, other))
    if start == end:
        raise InputError(f"both names mean {compact(start)}: give two different ones")
    graph = to_networkx(store)
    for with_background in (False, True):
        near = weighed(graph, {start, end}, with_background)
        found = shortest(near, start, end, number)
        if with_background:
            found = [nodes for nodes in found if sum(near[a][b]["cost"] for a, b in pairwise(nodes)) <= FARTHEST]
        if found:
            return tuple(chain(store, graph, nodes, beside) for nodes in found)
    raise NotFoundError(f"Nothing that the articles tell or the base knows leads from {compact(start)} to {compact(end)}.")


def shortest(graph: nx.Graph, one: str, other: str, number: int) -> list[list[str]]:
    """The cheapest simple paths, those of one cost in the order in which the graph was made (Yen 1971)."""
    import networkx as nx

    if not (graph.has_node(one) and graph.has_node(other) and nx.has_path(graph, one, other)):
        return []
    return list(islice(nx.shortest_simple_paths(graph, one, other, weight="cost"), number))


def weighed(graph: nx.MultiGraph, ends: set[str], background: bool) -> nx.Graph:
    """The graph with one edge for all roles between two, and its cost: what its own roles cost and half of what each end does."""
    import networkx as nx

    made: nx.Graph = nx.Graph()
    cost = {node: 0 if node in ends else node_cost(graph, node) for node in graph}
    made.add_nodes_from(graph)
    for a, b, data in graph.edges(data=True):
        if data["role"] in IN_TIME or (data["background"] and not background):
            continue
        own = RELATION if data["background"] else 0 if data["role"] in PARTS else ASIDE
        if graph.nodes[a]["bipartite"] and graph.nodes[b]["bipartite"]:
            own += EDGE  # so that a chain is as long as it has events, whoever or whatever links them
        total = EDGE + own + cost[a] + cost[b]
        if not made.has_edge(a, b) or total < made[a][b]["cost"]:
            made.add_edge(a, b, cost=total)
    return made


def node_cost(graph: nx.MultiGraph, node: str) -> int:
    """What passing through a node costs, once from either side."""
    data = graph.nodes[node]
    if not data["bipartite"]:
        return (PLACE // 2 if data["kind"] in BETWEEN else 0) + min(MOST, round(10 * log2(1 + graph.degree(node))))
    parties = len({d["other"] for *_, d in graph.edges(node, data=True) if d["event"] == node and d["role"] in PARTS})
    support = ALONE // int(data["sources"]) + ONCE // max(1, int(data["claims"]))
    return UNLIKELY.get(data["status"], 0) + (0 if data["date"] else UNDATED) + min(MOST, 2 * parties) + support


def chain(store: Store, graph: nx.MultiGraph, nodes: list[str], beside: Beside) -> Chain:
    """The steps of a path through the graph."""
    steps: list[Step] = []
    for n, (a, b) in enumerate(pairwise(nodes)):
        if relation := next((d for d in roles_between(graph, a, b) if d["background"]), None):
            if not graph.nodes[a]["bipartite"] and not graph.nodes[b]["bipartite"]:
                steps.append(relation_step(store, a, b, relation, beside))
        if graph.nodes[a]["bipartite"] and n == 0:
            steps.append(event_step(store, graph, a, a, b, beside))
        if graph.nodes[b]["bipartite"]:
            after = nodes[n + 2] if n + 2 < len(nodes) else b
            steps.append(event_step(store, graph, a, b, after, beside))
    return Chain(tuple(steps), any(step.event is None for step in steps))


def roles_between(graph: nx.MultiGraph, a: str, b: str) -> list[dict[str, object]]:
    return list(graph.get_edge_data(a, b, default={}).values())


def relation_step(store: Store, a: str, b: str, data: dict[str, object], beside: Beside) -> Step:
    """A step of the background, told from its subject."""
    subject, value = (a, b) if data["other"] == b else (b, a)
    property = ROLE_OF[str(data["role"])]
    claims = stating(store, subject, property, NamedNode(value))
    sources = () if claims else base_fact(store, subject, property, NamedNode(value), beside).sources
    evidence = tuple(read_claim(store, x, beside) for x in claims[:1])
    return Step(node_of(store, subject), (property,), node_of(store, value), (), evidence=evidence, sources=sources)


def event_step(store: Store, graph: nx.MultiGraph, left: str, event: str, right: str, beside: Beside) -> Step:
    """An event between two, or between one and itself where a path begins or ends with it."""
    found, data = describe(store, event), graph.nodes[event]
    sides = {x: roles_of(graph, event, x) for x in (left, right) if x != event}
    return Step(
        node_of(store, left),
        sides.get(left, ()),
        node_of(store, right),
        sides.get(right, ()),
        node_of(store, event),
        data["type"],
        data["status"],
        when_of(found),
        tuple(evidence(store, event, sides, beside)),
    )


def roles_of(graph: nx.MultiGraph, event: str, other: str) -> tuple[str, ...]:
    """The roles of something in an event."""
    return tuple(ROLE_OF[str(d["role"])] for d in roles_between(graph, event, other) if d["event"] == event)


def evidence(store: Store, event: str, sides: dict[str, tuple[str, ...]], beside: Beside) -> Iterable[Claim]:
    """The best claim that gives every side its role, or any role of a party where it is one, or else the best one for each."""
    meant = {x: {*roles, *(ACTORS if set(roles) & set(ACTORS) else ())} for x, roles in sides.items() if roles}
    saying = [{c for role in roles for c in stating(store, event, role, NamedNode(x))} for x, roles in meant.items()]
    if not saying:
        return []
    shared = set.intersection(*saying)
    chosen = [best(store, claims, beside) for claims in ([shared] if shared else saying) if claims]
    return list({claim.iri: claim for claim in chosen}.values())


def best(store: Store, claims: Iterable[str], beside: Beside) -> Claim:
    """The claim that is told as done, by the surest rule, first."""
    read = [read_claim(store, x, beside) for x in in_order(claims)]
    return min(read, key=lambda c: (UNLIKELY.get(c.status, 0), -(c.confidence or 0)))
