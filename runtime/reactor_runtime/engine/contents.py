"""Keep the contents of objects, and put them back in place.

Only what can be put back exactly is kept: with an object of another kind, or too many, there is no checkpoint. Sets are
of those kinds, as the order of their items depends on their past.
"""

from __future__ import annotations

import sys
import types
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterable
from typing import Any

from reactor_runtime.engine import values

_MOST_OBJECTS = 2_000
_MOST_BYTES = 64 * 1024 * 1024
_MAPPINGS = (dict, defaultdict, OrderedDict, Counter)

Restore = Callable[[], None]


class Contents:
    """What some objects, and all that they hold, were like."""

    def __init__(self, roots: Iterable[Any]) -> None:
        """Look at the objects. Raises `values.Opaque` if one of them could not be put back."""
        self._restores: list[Restore] = []
        # Ids stay taken as long as their objects live.
        self._seen: dict[int, Any] = {}
        self._bytes = 0
        todo = list(roots)
        while todo:
            value = todo.pop()
            if id(value) in self._seen or _is_inert(value):
                continue
            self._seen[id(value)] = value
            if len(self._seen) > _MOST_OBJECTS:
                raise values.Opaque(f"more than {_MOST_OBJECTS} objects")
            todo.extend(self._keep(value))

    def put_back(self) -> None:
        """Make every object what it was."""
        for restore in self._restores:
            restore()

    def _keep(self, value: Any) -> list[Any]:
        """Note how to restore one object; the answer is what it holds."""
        kind = type(value)
        if kind in (tuple, frozenset):
            return list(value)
        if kind is types.MethodType:
            return [value.__self__]
        if kind is list:
            return self._sequence(value)
        if kind is deque:
            return self._deque(value)
        if kind in _MAPPINGS:
            return self._mapping(value)
        if kind is bytearray:
            return self._bytearray(value)
        if self._table(value):
            return []
        if values.is_plain(value):
            return self._mapping(vars(value))
        raise values.Opaque(f"a {kind.__module__}.{kind.__qualname__}")

    def _sequence(self, value: list[Any]) -> list[Any]:
        kept = value.copy()

        def restore() -> None:
            value[:] = kept

        self._restores.append(restore)
        return kept

    def _deque(self, value: deque[Any]) -> list[Any]:
        kept = list(value)

        def restore() -> None:
            value.clear()
            value.extend(kept)

        self._restores.append(restore)
        return kept

    def _mapping(self, value: dict[Any, Any]) -> list[Any]:
        kept = dict(value)

        def restore() -> None:
            value.clear()
            if isinstance(value, OrderedDict):
                value.update(kept)
            else:
                # A counter's own method would count.
                dict.update(value, kept)

        self._restores.append(restore)
        return [*kept, *kept.values()]

    def _bytearray(self, value: bytearray) -> list[Any]:
        self._count(len(value))
        kept = bytes(value)

        def restore() -> None:
            value[:] = kept

        self._restores.append(restore)
        return []

    def _table(self, value: Any) -> bool:
        numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
        if numpy is not None and type(value) is numpy.ndarray:
            self._array(value)
            return True
        if pandas is not None and type(value) in (pandas.DataFrame, pandas.Series):
            if not values.copies_on_write(pandas):
                raise values.Opaque("a pandas table without copy-on-write")
            self._pandas(value)
            return True
        return False

    def _array(self, value: Any) -> None:
        if value.dtype.hasobject or not value.flags.writeable:
            raise values.Opaque("an array of objects, or one that cannot be written")
        self._count(value.nbytes)
        kept = value.copy()

        def restore() -> None:
            if value.shape != kept.shape or value.dtype != kept.dtype or not value.flags.writeable:
                raise values.Opaque("an array changed its shape, or can no longer be written")
            value[...] = kept

        self._restores.append(restore)

    def _pandas(self, value: Any) -> None:
        # Shares the data; whoever writes first gets a copy.
        kept, attributes = value.copy(deep=False), dict(value.attrs)
        duplicates = value.flags.allows_duplicate_labels

        def restore() -> None:
            type(value).__init__(value, kept)
            value.attrs = dict(attributes)
            value.flags.allows_duplicate_labels = duplicates

        self._restores.append(restore)

    def _count(self, size: int) -> None:
        self._bytes += size
        if self._bytes > _MOST_BYTES:
            raise values.Opaque(f"more than {_MOST_BYTES} bytes")


def _is_inert(value: Any) -> bool:
    """Whether nothing that can be reached through a value changes; functions may have attributes."""
    if type(value) in (tuple, frozenset):
        return all(map(_is_inert, value))
    return values.is_immutable(value) and not isinstance(value, (types.FunctionType, types.MethodType))
