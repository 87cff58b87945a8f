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
        "__weakref__", "binds", "checks", "container", "globals", "kept", "log", "reads", "skip"
    )  # fmt: skip

    def __init__(self, slot: Slot) -> None:
        self.reads = slot.reads
        self.globals = slot.globals
        self.binds = slot.binds
        self.kept = slot.kept
        self.container = slot.container
        self.checks = slot.checks
        self.log = slot.log
        self.skip = slot.skip

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


class _Entry:
    """What an execution holds: objects by id, with their sizes."""

    __slots__ = ("execution", "parts", "slot")

    def __init__(self, slot: weakref.ref[Slot], parts: tuple[tuple[int, int], ...]) -> None:
        self.slot = slot
        self.parts = parts
        self.execution: weakref.ref[Execution] | None = None


class Recall:
    """One session's earlier executions. They hang on their slots, and go with them."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        # By id, the oldest first.
        self._entries: dict[int, _Entry] = {}
        # Objects that executions hold, by id: by how many, and their size. Several regions may hold one table.
        self._held: dict[int, tuple[int, int]] = {}
        self.held_bytes = 0

    def put_aside(self, slot: Slot, plan: RegionPlan, reads: list[Any]) -> None:
        """The region is about to run on ``reads``: remember its last execution, if that is possible and worth it."""
        if not (plan.simple and slot.complete and slot.always is None):
            return
        if slot.skip.saved < self._limits.worth_seconds:
            return
        if not all(check.recallable for check in slot.checks) or not all(done.recallable for done in slot.log):
            return
        # What is an input again is held anyway.
        past = [old for old, new in zip(slot.reads, reads, strict=True) if old is not new]
        parts = _parts([*slot.binds, slot.kept, *past])
        if parts is None:
            return
        execution = Execution(slot)
        parts.append((id(execution), sum(done.size for done in slot.log) + _PER_EXECUTION))
        slot.earlier = [*slot.earlier[1 - _MOST_OF_ONE :], execution]
        entry = _Entry(weakref.ref(slot), tuple(parts))
        # Dropped with its slot, or for a later one.
        entry.execution = weakref.ref(execution, lambda _: self._let_go(entry))
        self._hold(entry)
        while self.held_bytes > self._limits.most_bytes:
            self._forget_oldest()

    def _hold(self, entry: _Entry) -> None:
        self._entries[id(entry)] = entry
        for number, size in entry.parts:
            count, known = self._held.get(number, (0, size))
            self._held[number] = (count + 1, known)
            if not count:
                self.held_bytes += size

    def _let_go(self, entry: _Entry) -> None:
        if self._entries.pop(id(entry), None) is None:
            return
        for number, _ in entry.parts:
            count, size = self._held.pop(number)
            if count > 1:
                self._held[number] = (count - 1, size)
            else:
                self.held_bytes -= size

    def _forget_oldest(self) -> None:
        entry = next(iter(self._entries.values()))
        self._let_go(entry)
        execution, slot = None if entry.execution is None else entry.execution(), entry.slot()
        if execution is not None and slot is not None:
            _remove(slot, execution)

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


def _parts(found: list[Any]) -> list[tuple[int, int]] | None:
    """Some values and what is in them, by id, with their bytes; None if those cannot be known at little cost."""
    parts: dict[int, int] = {}
    while found:
        value = found.pop()
        if id(value) in parts:
            continue
        if len(parts) == _MOST_PARTS:
            return None
        kind = type(value)
        table = _size_of_table(value, kind)
        parts[id(value)] = table if table is not None else sys.getsizeof(value)
        if table is not None:
            continue
        if kind in (list, tuple, set, frozenset):
            found.extend(value)
        elif kind is dict:
            found.extend(value)
            found.extend(value.values())
        elif values.is_immutable(value):
            continue
        elif values.is_python(kind) and kind.__module__.partition(".")[0] not in _TABLES:
            found.append(vars(value))
        else:
            return None
    return list(parts.items())


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
