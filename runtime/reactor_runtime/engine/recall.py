"""Going back is free: a region's earlier executions, for when its inputs are once more what they were.

An execution is reused under the conditions under which a slot is: the same inputs, the same answers from outside, the
same container. So only regions are remembered of which nothing else decides whether they run: no volatile code, no
mutable range, no definitions. What a widget answers is left out, as asking it is most of the work.

What it costs is memory: objects of earlier runs are held. Hence only executions that took a while are remembered, only
values whose size is known, and no more than a number of bytes for a session, oldest first to go.
"""

from __future__ import annotations

import sys
import weakref
from collections import deque
from dataclasses import dataclass
from typing import Any

from reactor_runtime.engine import values
from reactor_runtime.engine.plan import RegionPlan
from reactor_runtime.engine.slot import Slot

_MOST_OF_ONE = 8
_MOST_PARTS = 2_000
_PER_EXECUTION = 2_000

RECALLED = "recalled"
"""Why a region was skipped whose inputs were not those of the last walk."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a session remembers: at most so many bytes, and executions that took at least so long."""

    most_bytes: int = 64 * 1024 * 1024
    worth_seconds: float = 0.005


class Execution:
    """What a slot holds of one execution, put aside."""

    __slots__ = (
        "__weakref__", "binds", "checks", "container", "globals", "kept", "log", "reads", "size", "skip"
    )  # fmt: skip

    def __init__(self, slot: Slot, size: int) -> None:
        self.reads = slot.reads
        self.globals = slot.globals
        self.binds = slot.binds
        self.kept = slot.kept
        self.container = slot.container
        self.checks = slot.checks
        self.log = slot.log
        self.skip = slot.skip
        self.size = size

    def answers(self, reads: list[Any], names: dict[str, Any], container: object) -> bool:
        """Whether running the region now would give this again."""
        return (
            self.globals is names
            and (not self.log or self.container is container)
            and all(map(values.same, reads, self.reads))
            and all(check.holds() for check in self.checks)
        )

    def take_place(self, slot: Slot) -> None:
        """Be the slot's last execution again."""
        slot.reads = self.reads
        slot.globals = self.globals
        slot.binds = self.binds
        slot.kept = self.kept
        slot.container = self.container
        slot.checks = self.checks
        slot.log = self.log
        slot.skip = self.skip
        slot.complete = True


class Recall:
    """One session's earlier executions. They hang on their slots, and go with them."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._bytes = 0
        self._oldest: deque[tuple[weakref.ref[Execution], weakref.ref[Slot], int]] = deque()

    @property
    def held_bytes(self) -> int:
        """The size of what is remembered, as estimated; slots that are gone count until their turn comes."""
        return self._bytes

    def put_aside(self, slot: Slot, plan: RegionPlan, reads: list[Any]) -> None:
        """The region is about to run on ``reads``: remember its last execution, if that is possible and worth it."""
        if not (
            plan.simple and slot.complete and slot.always is None and slot.skip.saved >= self._limits.worth_seconds
        ):
            return
        if not all(check.recallable for check in slot.checks) or not all(done.recallable for done in slot.log):
            return
        # What is an input again is held anyway.
        past = [old for old, new in zip(slot.reads, reads, strict=True) if old is not new]
        size = _size([*slot.binds, slot.kept, *past])
        if size is None or size > self._limits.most_bytes:
            return
        execution = Execution(slot, size + sum(done.size for done in slot.log) + _PER_EXECUTION)
        slot.earlier = [*slot.earlier[1 - _MOST_OF_ONE :], execution]
        self._oldest.append((weakref.ref(execution), weakref.ref(slot), execution.size))
        self._bytes += execution.size
        while self._bytes > self._limits.most_bytes:
            self._forget_oldest()

    def _forget_oldest(self) -> None:
        execution, slot, size = self._oldest.popleft()
        self._bytes -= size
        gone, home = execution(), slot()
        if gone is not None and home is not None:
            _remove(home, gone)

    def recall(self, slot: Slot, plan: RegionPlan, reads: list[Any], names: dict[str, Any], container: object) -> bool:
        """Whether an earlier execution answers; it is the slot's then, and the last one is put aside."""
        for execution in reversed(slot.earlier):
            if execution.answers(reads, names, container):
                _remove(slot, execution)
                self.put_aside(slot, plan, reads)
                execution.take_place(slot)
                return True
        return False


def _remove(slot: Slot, execution: Execution) -> None:
    slot.earlier = [other for other in slot.earlier if other is not execution]


def _size(found: list[Any]) -> int | None:
    """Bytes of some values, as far as they can be known at little cost; None if they cannot."""
    total = 0
    todo, seen = found, set[int]()
    while todo:
        value = todo.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if len(seen) > _MOST_PARTS:
            return None
        kind = type(value)
        table = _size_of_table(value, kind)
        if table is not None:
            total += table
            continue
        total += sys.getsizeof(value)
        if kind in (list, tuple, set, frozenset):
            todo.extend(value)
        elif kind is dict:
            todo.extend(value)
            todo.extend(value.values())
        elif values.is_immutable(value):
            continue
        elif values.is_python(kind) and kind.__module__.partition(".")[0] not in _TABLES:
            todo.append(vars(value))
        else:
            return None
    return total


_TABLES = ("numpy", "pandas", "polars")


def _size_of_table(value: Any, kind: type) -> int | None:
    """Bytes of an array or a table; None for anything else, and for one of which they are not known."""
    if kind.__module__.partition(".")[0] not in _TABLES:
        return None
    numpy, pandas, polars = (sys.modules.get(name) for name in _TABLES)
    if numpy is not None and kind is numpy.ndarray:
        while isinstance(value.base, numpy.ndarray):
            # A view keeps all of what it is a view of.
            value = value.base
        return None if value.dtype.hasobject else int(value.nbytes)
    if pandas is not None and kind in (pandas.DataFrame, pandas.Series):
        if any(dtype.hasobject for dtype in values.numpy_dtypes(value)):
            return None
        used = value.memory_usage(index=True)
        return int(used if kind is pandas.Series else used.sum())
    if polars is not None and kind in (polars.DataFrame, polars.Series):
        return int(value.estimated_size())
    return None
