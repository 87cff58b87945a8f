"""The ``_r`` of a transpiled file: the questions its guards ask, answered by the walk of the current thread.

Where no walk is under way (a callback, a thread of the script's own, an import) ``run`` answers True and the rest does
nothing, so that a transpiled function is an ordinary function.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable
from typing import Any

from reactor_runtime.engine.plan import RegionPlan
from reactor_runtime.engine.walk import Walk
from reactor_runtime.program import ModuleProgram


class _Active(threading.local):
    walk: Walk | None = None


_active = _Active()


def activate(walk: Walk | None) -> None:
    """Make ``walk`` the one that guards of this thread ask; None ends it."""
    _active.walk = walk


def active_walk() -> Walk | None:
    """The walk of this thread."""
    return _active.walk


class Guards:
    """The guards of one transpiled file executing in one namespace."""

    __slots__ = ("globals", "index", "plans")

    def __init__(self, module: ModuleProgram, names: dict[str, Any]) -> None:
        self.index = module.index
        # Regions count from 1.
        self.plans = (None, *(RegionPlan(module.index, region) for region in module.regions))
        self.globals = names

    def run(self, number: int, namespace: dict[str, Any] | None = None) -> bool:
        walk = _active.walk
        return walk is None or walk.run(self, number, namespace)

    def done(self, number: int, namespace: dict[str, Any] | None = None) -> None:
        walk = _active.walk
        if walk is not None and walk.recording is not None:
            walk.done(self, number, namespace, sys._getframe(1))

    def keep(self, number: int, value: Any) -> Any:
        walk = _active.walk
        if walk is not None and walk.recording is not None:
            return walk.keep(self, number, value, sys._getframe(1))
        return value

    def kept(self, _number: int) -> Any:
        walk = _active.walk
        assert walk is not None
        return walk.kept()

    def values(self, number: int) -> tuple[Any, ...]:
        walk = _active.walk
        assert walk is not None
        return walk.values(self, number)

    def loop(self, number: int, iterable: Iterable[Any]) -> Iterable[Any]:
        walk = _active.walk
        return iterable if walk is None else walk.iterate(self, number, iterable, sys._getframe(1))

    def frame(self, number: int) -> _Frame:
        return _Frame(self, number)


class _Frame:
    """The body of a split function, as a context."""

    __slots__ = ("_before", "_guards", "_number", "_walk")

    def __init__(self, guards: Guards, number: int) -> None:
        self._guards = guards
        self._number = number
        self._walk = _active.walk
        self._before: tuple[int, int] | None = None

    def __enter__(self) -> None:
        if self._walk is not None:
            self._before = self._walk.enter_frame(self._guards, self._number, sys._getframe(1))

    def __exit__(self, *_exc: object) -> None:
        if self._walk is not None:
            self._walk.leave_frame(self._before)
