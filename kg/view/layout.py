"""Where each node stands: communities as islands, inside each whoever shares events side by side, none on another.

Nodes are numbers, so that no set's order depends on the hash seed; positions are whole pixels. Same input, same output.
Method: Louvain communities (Blondel et al. 2008), Fruchterman-Reingold inside each and between them, then discs pushed apart.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]
Placed = dict[int, Point]
Points = NDArray[np.float64]  # n × 2
Sizes = NDArray[np.float64]  # n
Numbers = NDArray[np.intp]
Edge = tuple[int, int, float]  # two nodes and a weight

SEED = 7
WIDER = 1.3  # stretches the whole sideways: labels are wide, and so are most screens
ASPECT = 1.5  # width to height of rows of groups
SMALL = 14  # nodes: a component of this size is one island
LARGE = 250  # nodes: an island of more is an archipelago, since forces cost the square of their number
MOST_FORCED = 450  # nodes without communities, a star for instance: more than that stand in a spiral
FORCE_ROUNDS = ((60, 120), (150, 60), (math.inf, 35))  # up to so many nodes, so many rounds
GAP = 10.0  # pixels between two discs
ISLAND_GAP = 30.0
ROUNDS = 80
REACH = 40.0  # pixels: discs farther apart are not expected to meet in one spreading
PUSH = 0.45  # share of an overlap that each of the two gives way in one round
PRESS, PRESSES = 0.82, 6  # how much and how often a layout is pressed together: room that nothing needs makes names small


def arrange(radii: Sequence[float], edges: Sequence[Edge], *, last: range = range(0), gap: float = GAP) -> list[tuple[int, int]]:
    """The centre of each disc in whole pixels, y downwards; unconnected nodes stand in rows below the rest, those of `last` lowest."""
    weights: dict[tuple[int, int], float] = defaultdict(float)
    for a, b, weight in edges:
        weights[min(a, b), max(a, b)] += weight
    graph = nx.Graph()
    graph.add_nodes_from(range(len(radii)))
    graph.add_weighted_edges_from((a, b, w) for (a, b), w in sorted(weights.items()) if a != b)
    loose = sorted((n for n in graph if not graph[n]), key=lambda n: (n in last, n))
    groups = sorted((sorted(c) for c in nx.connected_components(graph) if len(c) > 1), key=lambda c: (-len(c), c[0]))
    roomy = [r + gap / 2 for r in radii]
    placed = _shelves([_component(_ordered(graph, c), roomy) for c in groups], roomy)
    placed.update(_rows(loose, roomy, placed))
    return [(round(placed[n][0] * WIDER), round(placed[n][1])) for n in range(len(radii))]


def _ordered(graph: nx.Graph, nodes: Sequence[int]) -> nx.Graph:
    """The part of `graph` on `nodes`, in their order: networkx's own view yields them in the order of a set."""
    inside = set(nodes)
    part = nx.Graph()
    part.add_nodes_from(nodes)
    edges = sorted((min(a, b), max(a, b), w) for a, b, w in graph.edges(nodes, data="weight") if a in inside and b in inside)
    part.add_weighted_edges_from(edges)
    return part


def _component(graph: nx.Graph, radii: Sequence[float]) -> Placed:
    islands = _communities(graph)
    inner = [_island(_ordered(graph, nodes), radii, whole=len(nodes) == len(graph)) for nodes in islands]
    if len(inner) == 1:
        return inner[0]
    sizes = [max(math.hypot(x, y) + radii[n] for n, (x, y) in points.items()) + ISLAND_GAP / 2 for points in inner]
    centres = _force(_between(graph, islands), sizes)
    inner = _turned(graph, inner, centres)
    return {n: (x + centres[i][0], y + centres[i][1]) for i, points in enumerate(inner) for n, (x, y) in points.items()}


def _communities(graph: nx.Graph) -> list[list[int]]:
    if len(graph) <= SMALL:
        return [sorted(graph)]
    found = nx.community.louvain_communities(graph, weight="weight", seed=SEED, threshold=1e-3)
    return sorted((sorted(c) for c in found), key=lambda c: (-len(c), c[0]))


def _between(graph: nx.Graph, islands: Sequence[Sequence[int]]) -> nx.Graph:
    """Islands as nodes, with the weight of all edges between them."""
    home = {n: i for i, nodes in enumerate(islands) for n in nodes}
    weights: dict[tuple[int, int], float] = defaultdict(float)
    for a, b, weight in graph.edges(data="weight"):
        if home[a] != home[b]:
            weights[min(home[a], home[b]), max(home[a], home[b])] += weight
    result = nx.Graph()
    result.add_nodes_from(range(len(islands)))
    result.add_weighted_edges_from((a, b, math.sqrt(w)) for (a, b), w in sorted(weights.items()))
    return result


def _island(graph: nx.Graph, radii: Sequence[float], *, whole: bool) -> Placed:
    """Positions around (0, 0); a `whole` is what has no communities."""
    nodes = list(graph)
    if len(nodes) > LARGE and not whole:
        return _centred(_component(graph, radii), radii)
    numbered = nx.relabel_nodes(graph, {n: i for i, n in enumerate(nodes)})
    points = _force(numbered, [radii[n] for n in nodes])
    return _centred(dict(zip(nodes, points, strict=True)), radii)


def _force(graph: nx.Graph, radii: Sequence[float]) -> list[Point]:
    """Fruchterman-Reingold, scaled to the room that the discs need, then pressed together as far as they let."""
    if len(graph) == 1:
        return [(0.0, 0.0)]
    if len(graph) > MOST_FORCED:
        return _spiral(graph, radii)
    points = _springs(graph) * (1.4 * math.sqrt(sum(r * r for r in radii)))
    for _ in range(PRESSES):
        points = spread(points, radii, ROUNDS // 4) * PRESS
    return _listed(spread(points, radii))


def _springs(graph: nx.Graph) -> Points:
    rounds = next(r for n, r in FORCE_ROUNDS if len(graph) <= n)
    layout = nx.spring_layout(graph, seed=SEED, iterations=rounds, weight="weight", method="force")
    return np.array([layout[n] for n in range(len(graph))])


def _spiral(graph: nx.Graph, radii: Sequence[float]) -> list[Point]:
    """Like the seeds of a sunflower (Vogel 1979), the best connected in the middle, each with the room that its disc needs."""
    order = np.array(sorted(graph, key=lambda n: (-graph.degree[n], n)))
    room = np.array(radii)[order] ** 2
    away, turn = 1.15 * np.sqrt(np.cumsum(room) - room[0]), np.arange(len(order)) * math.pi * (3 - math.sqrt(5))
    points = np.zeros((len(order), 2))
    points[order] = np.stack([away * np.cos(turn), away * np.sin(turn)], axis=1)
    return _listed(points)


def _listed(points: Points) -> list[Point]:
    return [(float(x), float(y)) for x, y in points]


def spread(points: Points, radii: Sequence[float], rounds: int = ROUNDS) -> Points:
    """`points` (n × 2) moved as little as it takes for discs around them not to overlap; gives up after `rounds`."""
    points, size = points.copy(), np.array(radii)
    first, second = _near(points, size)
    need = size[first] + size[second]
    for _ in range(rounds):
        apart = points[second] - points[first]
        distance = np.sqrt((apart * apart).sum(axis=1))
        over = need - distance
        if not (over > 0.5).any():
            break
        apart[distance < 1e-6] = (1e-6, 0.0)  # two in one place part sideways
        step = apart * (np.where(over > 0, over * PUSH, 0.0) / np.maximum(distance, 1e-6))[:, None]
        for axis in (0, 1):
            points[:, axis] += np.bincount(second, step[:, axis], len(size)) - np.bincount(first, step[:, axis], len(size))
    return points


def _near(points: Points, size: Sizes) -> tuple[Numbers, Numbers]:
    """The pairs of discs that touch or may come to touch, found from left to right."""
    order = np.argsort(points[:, 0], kind="stable")
    x, y, radius = points[order, 0], points[order, 1], size[order]
    ends = np.searchsorted(x, x + radius + radius.max() + REACH)
    pairs = []
    for i, end in enumerate(ends):
        need = radius[i] + radius[i + 1 : end] + REACH
        close = (x[i + 1 : end] - x[i] < need) & (np.abs(y[i + 1 : end] - y[i]) < need)
        pairs.append(i + 1 + np.flatnonzero(close))
    first = np.repeat(np.arange(len(pairs)), [len(p) for p in pairs])
    return order[first], order[np.concatenate(pairs)]


def _turned(graph: nx.Graph, inner: list[Placed], centres: Sequence[Point]) -> list[Placed]:
    """Turns and mirrors each island so that whoever has friends on another stands on that side."""
    home = {n: i for i, points in enumerate(inner) for n in points}

    def cost(i: int, points: Placed) -> float:
        total = 0.0
        for n, (x, y) in points.items():
            for other in (o for o in graph[n] if home[o] != i):
                (ox, oy), (cx, cy) = inner[home[other]][other], centres[home[other]]
                total += math.hypot(centres[i][0] + x - cx - ox, centres[i][1] + y - cy - oy)
        return round(total, 3)

    for i, points in enumerate(inner):
        inner[i] = min((_turn(points, quarter, side) for quarter in range(4) for side in (1, -1)), key=lambda t: cost(i, t))
    return inner


def _turn(points: Placed, quarters: int, side: int) -> Placed:
    for _ in range(quarters):
        points = {n: (-y, x) for n, (x, y) in points.items()}
    return {n: (x * side, y) for n, (x, y) in points.items()}


def _edges_of(points: Placed, radii: Sequence[float]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a group."""
    xs = [(x - radii[n], x + radii[n]) for n, (x, _) in points.items()]
    ys = [(y - radii[n], y + radii[n]) for n, (_, y) in points.items()]
    return min(a for a, _ in xs), min(a for a, _ in ys), max(b for _, b in xs), max(b for _, b in ys)


def _centred(points: Placed, radii: Sequence[float]) -> Placed:
    left, top, right, bottom = _edges_of(points, radii)
    return {n: (x - (left + right) / 2, y - (top + bottom) / 2) for n, (x, y) in points.items()}


def _shelves(parts: Sequence[Placed], radii: Sequence[float]) -> Placed:
    """Groups side by side in rows, the largest first, as wide as makes the whole about ASPECT."""
    parts = [_lying(p, radii) for p in parts]
    bounds = [_edges_of(p, radii) for p in parts]
    sizes = [(right - left, bottom - top) for left, top, right, bottom in bounds]
    width = max([math.sqrt(sum((w + ISLAND_GAP) * (h + ISLAND_GAP) for w, h in sizes) * ASPECT), *(w for w, _ in sizes)])
    placed: Placed = {}
    x = y = row = 0.0
    for part, (w, h) in zip(parts, sizes, strict=True):
        if x and x + w > width:
            x, y, row = 0.0, y + row + ISLAND_GAP, 0.0
        placed.update({n: (px + x + w / 2, py + y + h / 2) for n, (px, py) in _centred(part, radii).items()})
        x, row = x + w + ISLAND_GAP, max(row, h)
    return placed


def _lying(points: Placed, radii: Sequence[float]) -> Placed:
    """Turned so that it is wider than high."""
    left, top, right, bottom = _edges_of(points, radii)
    return points if right - left >= bottom - top else _turn(points, 1, 1)


def _rows(loose: Sequence[int], radii: Sequence[float], placed: Placed) -> Placed:
    """Nodes without edges, in rows under the rest."""
    if not loose:
        return {}
    left, _, right, bottom = _edges_of(placed, radii) if placed else (0.0, 0.0, 0.0, 0.0)
    cell = 2 * max(radii[n] for n in loose)
    columns = max(1, int((right - left) // cell), math.ceil(math.sqrt(len(loose) * ASPECT)))
    top = bottom + (2 * ISLAND_GAP if placed else 0.0)
    return {n: (left + (i % columns + 0.5) * cell, top + (i // columns + 0.5) * cell) for i, n in enumerate(loose)}
