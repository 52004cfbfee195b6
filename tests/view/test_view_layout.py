"""Positions: the same every time, and nothing on anything else."""

from __future__ import annotations

import math
import os
import random
import subprocess
import sys

import pytest

from kg.view.layout import WIDER, arrange


def tangle(nodes: int, edges: int, seed: int = 3) -> list[tuple[int, int, float]]:
    chance = random.Random(seed)
    return [(int(nodes * chance.random() ** 2), chance.randrange(nodes), 1.0 + chance.randrange(3)) for _ in range(edges)]


@pytest.mark.parametrize(("nodes", "edges"), [(2, 1), (9, 12), (60, 110), (200, 420)])
def test_discs_stand_apart(nodes: int, edges: int) -> None:
    radii = [10.0 + i % 5 * 4 for i in range(nodes)]
    places = arrange(radii, tangle(nodes, edges))
    near = 0
    for i in range(nodes):
        for j in range(i):
            dx, dy = (places[i][0] - places[j][0]) / WIDER, places[i][1] - places[j][1]
            near += math.hypot(dx, dy) < 0.9 * (radii[i] + radii[j])
    assert near <= nodes / 50


def test_order_of_edges_is_no_matter() -> None:
    edges = tangle(60, 110)
    assert arrange([20.0] * 60, edges) == arrange([20.0] * 60, edges[::-1])


def test_hash_seed_is_no_matter() -> None:
    code = (
        "import random; from kg.view.layout import arrange; r = random.Random(3);"
        "print(arrange([20.0] * 80, [(int(80 * r.random() ** 2), r.randrange(80), 1.0) for _ in range(150)]))"
    )
    runs = {
        subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": s}, capture_output=True, check=True).stdout
        for s in "17"
    }
    assert len(runs) == 1


def test_loose_nodes_stand_below() -> None:
    places = arrange([20.0] * 6, [(0, 1, 1.0), (1, 2, 1.0)], last=range(3, 4))
    below = max(y for _, y in places[:3])
    assert all(y > below for _, y in places[3:])
    assert places[3][0] > places[5][0] or places[3][1] > places[5][1]


def test_nothing_to_arrange() -> None:
    assert arrange([], []) == []
    assert len(arrange([20.0], [])) == 1
