"""Where each node stands: communities as islands, inside each whoever shares events side by side, no two labels on each other.

Nodes are numbers, so that no set's order depends on the hash seed; positions are whole pixels. Same input, same output.
Method: Louvain communities (Blondel et al. 2008), Fruchterman-Reingold inside each and between them, then boxes pushed apart.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Box = tuple[float, float]  # width and height in pixels of a node with its label
Point = tuple[float, float]
Points = NDArray[np.float64]  # n × 2
Numbers = NDArray[np.intp]
Edge = tuple[int, int, float]  # two nodes and a weight

SEED = 7
ASPECT = 1.6  # width to height of the whole: most screens
SMALL = 14  # nodes: a component of this size is one island
GAP = 12.0  # pixels between two boxes
ISLAND_GAP = 46.0
ROUNDS = 80
REACH = 40.0  # pixels: boxes farther apart are not expected to meet in one spreading
PUSH = 0.45  # share of an overlap that each of the two gives way in one round
PRESS, PRESSES = 0.88, 10  # how often and how much a layout is pressed together: room that nothing needs makes labels small


def arrange(boxes: Sequence[Box], edges: Sequence[Edge], last: range = range(0)) -> list[tuple[int, int]]:
    """The centre of each box in whole pixels, y downwards; unconnected nodes stand in rows below the rest, those of `last` lowest."""
    graph = nx.Graph()
    graph.add_nodes_from(range(len(boxes)))
    graph.add_weighted_edges_from((a, b, w) for a, b, w in edges if a != b)
    loose = sorted((n for n in graph if not graph[n]), key=lambda n: (n in last, n))
    groups = sorted((sorted(c) for c in nx.connected_components(graph) if len(c) > 1), key=lambda c: (-len(c), c[0]))
    parts = [_component(graph.subgraph(c), boxes) for c in groups]
    placed = _shelves(parts, boxes)
    placed.update(_rows(loose, boxes, placed))
    return [(round(placed[n][0]), round(placed[n][1])) for n in range(len(boxes))]


def _component(graph: nx.Graph, boxes: Sequence[Box]) -> dict[int, Point]:
    islands = _communities(graph)
    inner = [_island(graph.subgraph(nodes), boxes) for nodes in islands]
    if len(inner) == 1:
        return inner[0]
    sizes = [_size(points, boxes) for points in inner]
    centres = _force(_between(graph, islands), sizes, ISLAND_GAP)
    inner = _mirror(graph, inner, centres)
    return {n: (x + centres[i][0], y + centres[i][1]) for i, points in enumerate(inner) for n, (x, y) in points.items()}


def _communities(graph: nx.Graph) -> list[list[int]]:
    if len(graph) <= SMALL:
        return [sorted(graph)]
    ordered = nx.Graph()  # a subgraph view yields nodes in the order of a set; this one in the order of their numbers
    ordered.add_nodes_from(sorted(graph))
    ordered.add_weighted_edges_from(sorted((min(a, b), max(a, b), w) for a, b, w in graph.edges(data="weight")))
    found = nx.community.louvain_communities(ordered, weight="weight", seed=SEED)
    return sorted((sorted(c) for c in found), key=lambda c: (-len(c), c[0]))


def _between(graph: nx.Graph, islands: Sequence[Sequence[int]]) -> nx.Graph:
    home = {n: i for i, nodes in enumerate(islands) for n in nodes}
    weights: dict[tuple[int, int], float] = defaultdict(float)
    for a, b, weight in graph.edges(data="weight"):
        if home[a] != home[b]:
            weights[min(home[a], home[b]), max(home[a], home[b])] += weight
    result = nx.Graph()
    result.add_nodes_from(range(len(islands)))
    result.add_weighted_edges_from((a, b, w) for (a, b), w in sorted(weights.items()))
    return result


def _island(graph: nx.Graph, boxes: Sequence[Box]) -> dict[int, Point]:
    """Positions around (0, 0)."""
    order = {n: i for i, n in enumerate(sorted(graph))}
    numbered = nx.Graph()
    numbered.add_nodes_from(range(len(order)))
    numbered.add_weighted_edges_from(sorted((order[a], order[b], math.sqrt(w)) for a, b, w in graph.edges(data="weight")))
    points = _force(numbered, [boxes[n] for n in order], GAP)
    return _centred({n: points[i] for n, i in order.items()}, boxes)


def _force(graph: nx.Graph, boxes: Sequence[Box], gap: float) -> list[Point]:
    """Fruchterman-Reingold, scaled to the room that the boxes need, then pressed together as far as they let."""
    if len(graph) == 1:
        return [(0.0, 0.0)]
    rounds = 120 if len(graph) < 400 else 40
    layout = nx.spring_layout(graph, seed=SEED, iterations=rounds, weight="weight", method="force")
    room = sum((w + gap) * (h + gap) for w, h in boxes)
    scale = np.array([math.sqrt(ASPECT), 1 / math.sqrt(ASPECT)]) * math.sqrt(room) * 0.8
    points = np.array([layout[n] for n in range(len(boxes))]) * scale
    for _ in range(PRESSES):
        points = spread(points, boxes, gap, rounds=ROUNDS // 4) * PRESS
    return [(float(x), float(y)) for x, y in spread(points, boxes, gap)]


def spread(points: Points, boxes: Sequence[Box], gap: float = GAP, rounds: int = ROUNDS) -> Points:
    """`points` (n × 2) moved as little as it takes for boxes around them not to touch; gives up after `rounds`.

    Each round moves every two boxes that overlap apart, along the axis where they overlap least.
    """
    points, size = points.copy(), np.array(boxes) + gap
    first, second = _near(points, size)
    need = (size[first] + size[second]) / 2
    for _ in range(rounds):
        apart = points[second] - points[first]
        over = need - np.abs(apart)
        hit = (over > 0.5).all(axis=1)
        if not hit.any():
            break
        across = over[:, 0] < over[:, 1]
        for axis, chosen in ((0, hit & across), (1, hit & ~across)):
            step = np.where(chosen, over[:, axis], 0.0) * np.where(apart[:, axis] < 0, -PUSH, PUSH)
            points[:, axis] += np.bincount(second, step, len(boxes)) - np.bincount(first, step, len(boxes))
    return points


def _near(points: Points, size: Points) -> tuple[Numbers, Numbers]:
    """The pairs of boxes that touch or may come to touch: the first numbers and the second, the first being the lower."""
    pairs = []
    for i in range(len(points) - 1):
        reach = (size[i] + size[i + 1 :]) / 2 + REACH
        pairs.append(i + 1 + np.flatnonzero((np.abs(points[i + 1 :] - points[i]) < reach).all(axis=1)))
    first = np.repeat(np.arange(len(pairs)), [len(p) for p in pairs])
    return first, np.concatenate(pairs)


def _mirror(graph: nx.Graph, inner: list[dict[int, Point]], centres: Sequence[Point]) -> list[dict[int, Point]]:
    """Turns each island so that whoever has friends on another stands on that side."""
    home = {n: i for i, points in enumerate(inner) for n in points}

    def cost(i: int, points: Mapping[int, Point]) -> float:
        total = 0.0
        for n, (x, y) in points.items():
            for other in graph[n]:
                j = home[other]
                if j != i:
                    ox, oy = inner[j][other]
                    total += math.hypot(centres[i][0] + x - centres[j][0] - ox, centres[i][1] + y - centres[j][1] - oy)
        return total

    for i, points in enumerate(inner):
        turned = [{n: (x * sx, y * sy) for n, (x, y) in points.items()} for sx in (1, -1) for sy in (1, -1)]
        inner[i] = min(turned, key=lambda t: round(cost(i, t), 3))
    return inner


def _edges_of(points: Mapping[int, Point], boxes: Sequence[Box]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a group with its labels."""
    return (
        min(x - boxes[n][0] / 2 for n, (x, _) in points.items()),
        min(y - boxes[n][1] / 2 for n, (_, y) in points.items()),
        max(x + boxes[n][0] / 2 for n, (x, _) in points.items()),
        max(y + boxes[n][1] / 2 for n, (_, y) in points.items()),
    )


def _size(points: Mapping[int, Point], boxes: Sequence[Box]) -> Box:
    left, top, right, bottom = _edges_of(points, boxes)
    return right - left, bottom - top


def _centred(points: Mapping[int, Point], boxes: Sequence[Box]) -> dict[int, Point]:
    left, top, right, bottom = _edges_of(points, boxes)
    return {n: (x - (left + right) / 2, y - (top + bottom) / 2) for n, (x, y) in points.items()}


def _shelves(parts: Sequence[Mapping[int, Point]], boxes: Sequence[Box]) -> dict[int, Point]:
    """Groups side by side in rows, the largest first, as wide as makes the whole about ASPECT."""
    sizes = [_size(p, boxes) for p in parts]
    room = sum((w + ISLAND_GAP) * (h + ISLAND_GAP) for w, h in sizes)
    width = max([math.sqrt(room * ASPECT), *(w for w, _ in sizes)])
    placed: dict[int, Point] = {}
    x = y = row = 0.0
    for part, (w, h) in zip(parts, sizes, strict=True):
        if x and x + w > width:
            x, y, row = 0.0, y + row + ISLAND_GAP, 0.0
        placed.update({n: (px + x + w / 2, py + y + h / 2) for n, (px, py) in _centred(part, boxes).items()})
        x, row = x + w + ISLAND_GAP, max(row, h)
    return placed


def _rows(loose: Sequence[int], boxes: Sequence[Box], placed: Mapping[int, Point]) -> dict[int, Point]:
    """Nodes without edges, in rows under the rest."""
    if not loose:
        return {}
    left, _, right, bottom = _edges_of(placed, boxes) if placed else (0.0, 0.0, 0.0, 0.0)
    width = max(right - left, math.sqrt(sum((boxes[n][0] + GAP) * (boxes[n][1] + GAP) for n in loose) * ASPECT))
    cell_w, cell_h = max(boxes[n][0] for n in loose) + GAP, max(boxes[n][1] for n in loose) + GAP
    columns = max(1, int(width // cell_w))
    top = bottom + (2 * ISLAND_GAP if placed else 0.0)
    return {n: (left + (i % columns + 0.5) * cell_w, top + (i // columns + 0.5) * cell_h) for i, n in enumerate(loose)}
