"""Checkpoints in a walk: what the objects of some ranges were like before each region that changes them.

A member that must run usually makes all members run, because the object must be made anew. Here it need not: it is
*put back* to what it was before the first change that comes at or after the member, and only what follows runs.

That is done only where the last walk was completed, each change in it has a checkpoint, and nothing that decides which
members are reached has changed; otherwise the range is forced as a whole. If the members are then not those of last
time, in their order, the walk is in doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from reactor_runtime.engine import values
from reactor_runtime.engine.contents import Contents
from reactor_runtime.engine.slot import Slot
from reactor_runtime.program import Binding, Checkpointed, Program

Address = tuple[int, int]


class CheckpointPlan:
    """What the program says, prepared once for all walks of all sessions."""

    def __init__(self, program: Program) -> None:
        self.groups = program.checkpoints
        self.of_range = {item: number for number, group in enumerate(self.groups) for item in group.ranges}
        self.changing: dict[Address, list[int]] = {}
        for number, group in enumerate(self.groups):
            for address in group.changing:
                self.changing.setdefault(address, []).append(number)
        self.watched: frozenset[Address] = frozenset(address for group in self.groups for address in group.controls)

    def group(self, item: int) -> Checkpointed | None:
        """The group of a range."""
        number = self.of_range.get(item)
        return None if number is None else self.groups[number]


class Checkpoints:
    """The checkpoints of one session, from walk to walk."""

    def __init__(self, plan: CheckpointPlan) -> None:
        self._plan = plan
        # By group: the slots of its members in the order in which the last walk that had any visited them.
        self._last: dict[int, list[Slot]] = {}
        self._visited: dict[int, list[Slot]] = {}

    def begin(self, completed: bool) -> None:
        """A walk starts; ``completed``: the last one was."""
        if not completed:
            self._last = {}
        else:
            self._last.update(self._visited)
        self._visited = {}

    def visit(self, slot: Slot, items: Iterable[int]) -> None:
        """A member of these ranges is reached, for whatever comes."""
        for number in {self._plan.of_range[item] for item in items if item in self._plan.of_range}:
            self._visited.setdefault(number, []).append(slot)

    def ready(self, item: int, decided_anew: Callable[[Address], bool]) -> bool:
        """Whether the range need not be decided on as a whole: any member can be put back when it is reached."""
        number = self._plan.of_range.get(item)
        if number is None or number not in self._last:
            return False
        if any(map(decided_anew, self._plan.groups[number].controls)):
            return False
        return all(number in slot.checkpoints for slot in self._last[number] if self._changes(slot, number))

    def put_back(self, item: int, slot: Slot) -> bool:
        """Make the objects what they were when this member was reached last time; False if that is not known."""
        number = self._plan.of_range[item]
        before, last = self._visited.get(number, [])[:-1], self._last.get(number, [])
        place = len(before)
        if place >= len(last) or last[place] is not slot or any(a is not b for a, b in zip(before, last, strict=False)):
            return False
        for later in last[place:]:
            if self._changes(later, number):
                try:
                    later.checkpoints[number].put_back()
                except values.Opaque:
                    return False
                break
        return True

    def left_out(self, forced: Callable[[int], bool]) -> Slot | None:
        """A change of the last walk that this one did not come to, though nothing was put back."""
        for number, visited in self._visited.items():
            if any(map(forced, self._plan.groups[number].ranges)):
                continue
            reached = set(map(id, visited))
            for slot in self._last.get(number, ()):
                if id(slot) not in reached and self._changes(slot, number):
                    return slot
        return None

    def take(self, slot: Slot, namespace: dict[str, Any], local: dict[str, Any], counts: Callable[[int], bool]) -> None:
        """Look at the objects that a region is about to change; ``counts``: whether a range is in force."""
        slot.checkpoints = {}
        for number in self._plan.changing.get((slot.module, slot.region), ()):
            group = self._plan.groups[number]
            if not any(map(counts, group.ranges)):
                continue
            held = [(namespace if where is Binding.GLOBAL else local).get(name) for name, where in group.holders]
            try:
                slot.checkpoints[number] = Contents(held)
            except values.Opaque:
                continue

    def _changes(self, slot: Slot, number: int) -> bool:
        return number in self._plan.changing.get((slot.module, slot.region), ())
