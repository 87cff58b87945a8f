"""A loop's items, handed out one by one while a walk follows."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import Any


class Iteration(Iterator[Any]):
    """Tells the walk which item of a loop it is at, by ``enter(depth, key)``."""

    __slots__ = ("_depth", "_enter", "_index", "_items", "_loop")

    def __init__(
        self, enter: Callable[[int, Hashable], None], loop: tuple[int, int], depth: int, items: Iterator[Any]
    ) -> None:
        self._enter = enter
        self._loop = loop
        self._depth = depth
        self._items = items
        self._index = -1

    def __next__(self) -> Any:
        item = next(self._items)
        self._index += 1
        # A plain value tells iterations apart better than the index does when the list grows at the start.
        key = item if type(item) in (str, int, bool) else self._index
        self._enter(self._depth, (self._loop, type(item), key))
        return item
