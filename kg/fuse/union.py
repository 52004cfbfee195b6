"""Sets that grow together (disjoint-set forest, Tarjan 1975)."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Union(Generic[T]):
    """Which items are tied together, directly or through others; an item that nothing ties is its own set."""

    def __init__(self) -> None:
        self.above: dict[T, T] = {}

    def root(self, item: T) -> T:
        """The item that stands for the set of `item`."""
        path = []
        while (above := self.above.get(item, item)) != item:
            path.append(item)
            item = above
        for passed in path:
            self.above[passed] = item
        return item

    def join(self, one: T, other: T) -> None:
        """Make one set of two items' sets."""
        a, b = self.root(one), self.root(other)
        if a != b:
            self.above[b] = a
