"""Positions: where in a walk a region stands.

A tree of loop iterations and calls. Each node keeps the slots of the regions that stand in it, by region and, where one
is reached several times in the same node and walk (a ``while`` loop), by occurrence.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from reactor_runtime.engine.slot import Slot

Address = tuple[int, int]


class Position:
    """One loop iteration, one call, or the script itself."""

    __slots__ = ("children", "slots", "visits", "walk")

    def __init__(self) -> None:
        self.slots: dict[Hashable, Slot] = {}
        self.children: dict[Hashable, Position] = {}
        self.walk = 0
        # How often each key was met in the current walk; only for keys met more than once.
        self.visits: dict[Hashable, int] = {}

    def slot(self, region: tuple[int, int], walk: int) -> Slot:
        """The slot of a region, given as (module, id), here, for its next occurrence in this walk."""
        key: Hashable = region
        found = self.slots.get(key)
        if found is not None and found.walk == walk:
            key = self._occurrence(key, walk)
            found = self.slots.get(key)
        if found is None:
            found = self.slots[key] = Slot(*region)
        found.walk = walk
        return found

    def child(self, key: Hashable, walk: int) -> Position:
        """The node of a call or iteration below this one, for its next occurrence in this walk."""
        found = self.children.get(key)
        if found is not None and found.walk == walk:
            key = self._occurrence(("child", key), walk)
            found = self.children.get(key)
        if found is None:
            found = self.children[key] = Position()
        found.enter(walk)
        return found

    def enter(self, walk: int) -> None:
        """Begin a walk's visit."""
        self.walk = walk
        if self.visits:
            self.visits = {}

    def _occurrence(self, key: Hashable, walk: int) -> Hashable:
        count = self.visits.get(key, 1)
        self.visits[key] = count + 1
        return (key, count)

    def renumber(self, old: int, new: int) -> None:
        """Make a walk's visits those of another one."""
        if self.walk == old:
            self.enter(new)
        for slot in self.slots.values():
            if slot.walk == old:
                slot.walk = new
        for child in self.children.values():
            child.renumber(old, new)

    def all_slots(self) -> Iterator[Slot]:
        """Every slot of the tree."""
        yield from self.slots.values()
        for child in self.children.values():
            yield from child.all_slots()

    def moved(self, regions: Mapping[Address, Address], heads: Mapping[Address, Address]) -> Position:
        """The same tree after an edit of the script: where the regions are now, and the functions and loops."""
        found = Position()
        found.walk = self.walk
        for key, slot in self.slots.items():
            place = regions.get((slot.module, slot.region))
            if place is not None:
                found.slots[_translated(key, regions)] = slot
                slot.move(*place)
        for key, child in self.children.items():
            inner = _translated(key, heads)
            if inner is not None:
                found.children[inner] = child.moved(regions, heads)
        return found

    def prune(self, oldest: int) -> bool:
        """Drop what no walk since ``oldest`` visited; answers whether anything is left."""
        self.slots = {key: slot for key, slot in self.slots.items() if slot.walk >= oldest}
        self.children = {key: child for key, child in self.children.items() if child.prune(oldest)}
        return bool(self.slots or self.children)


def _translated(key: Any, places: Mapping[Address, Address]) -> Hashable | None:
    """A key of `Position` with the places in it as they are now; None if one of them is no more."""
    match key:
        case (int() as module, int() as region):
            return places.get((module, region))
        case ("child", inner):
            place = _translated(inner, places)
            return None if place is None else ("child", place)
        case (tuple() as inner, *rest):
            place = _translated(inner, places)
            return None if place is None else (place, *rest)
    raise AssertionError(f"no key of a position: {key!r}")
