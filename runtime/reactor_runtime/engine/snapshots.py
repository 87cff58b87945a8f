"""Notice that an object was changed in place: its contents are frozen, and compared later.

Only for kinds of which all the contents can be seen; the others are `Opaque`.
"""

from __future__ import annotations

import sys
from typing import Any

from reactor_runtime.engine.values import (
    PARTS_BUDGET,
    Opaque,
    copies_on_write,
    is_immutable,
    is_plain,
    numpy_dtypes,
    same,
)


def snapshot(value: Any) -> Any:
    """Freeze the contents of ``value`` for ``unchanged_since``.

    Raises:
        Opaque: the value is of a kind that cannot be frozen, or larger than the budget.
    """
    return _freeze(value, [PARTS_BUDGET], {})


def unchanged_since(value: Any, frozen: Any) -> bool:
    """Whether ``value`` has the contents that ``snapshot`` saw."""
    try:
        return _equal_frozen(snapshot(value), frozen)
    except Opaque:
        return False


def _freeze(value: Any, budget: list[int], seen: dict[int, int]) -> Any:
    budget[0] -= 1
    if budget[0] < 0:
        raise Opaque(f"{type(value).__name__} of more than {PARTS_BUDGET} parts")
    if is_immutable(value):
        return value
    if id(value) in seen:
        return ("back reference", seen[id(value)])
    seen[id(value)] = len(seen)
    kind = type(value)
    if kind is tuple or kind is list:
        return (kind, value if kind is list else None, [_freeze(item, budget, seen) for item in value])
    if kind is set or kind is frozenset:
        if not all(map(is_immutable, value)):
            raise Opaque("a set of mutable objects")
        return (kind, value, [set(value)])
    if isinstance(value, dict) and not any(vars(base).get("__slots__") for base in kind.__mro__[:-1]):
        parts = [(_freeze(key, budget, seen), _freeze(item, budget, seen)) for key, item in value.items()]
        state = [] if kind is dict else [_freeze(dict(getattr(value, "__dict__", {})), budget, seen)]
        return (kind, value, [*[part for pair in parts for part in pair], *state])
    frozen = _freeze_table(value)
    if frozen is not None:
        return frozen
    if is_plain(value):
        attributes = vars(value)
        return (kind, value, [part for key, item in attributes.items() for part in (key, _freeze(item, budget, seen))])
    raise Opaque(f"a {kind.__module__}.{kind.__qualname__}")


def _freeze_table(value: Any) -> Any:
    """Freeze a numpy array by its bytes and a pandas table by the arrays it shares (copy-on-write keeps them)."""
    numpy = sys.modules.get("numpy")
    if numpy is not None and type(value) is numpy.ndarray:
        if value.dtype.hasobject or value.nbytes > 1_000_000:
            raise Opaque("a large array or one of objects")
        return (type(value), value, [value.shape, str(value.dtype), value.tobytes()])
    pandas = sys.modules.get("pandas")
    if pandas is not None and type(value) in (pandas.DataFrame, pandas.Series):
        return _freeze_pandas(pandas, value)
    return None


def _freeze_pandas(pandas: Any, value: Any) -> Any:
    if not copies_on_write(pandas):
        raise Opaque("a pandas table without copy-on-write")
    if value.attrs or any(dtype.hasobject for dtype in numpy_dtypes(value)):
        raise Opaque("a table of objects")
    # A shallow copy shares the arrays; copy-on-write gives whoever writes first a new array, which then differs.
    held = value.copy(deep=False)
    return (type(value), value, [_Blocks(held)])


class _Blocks:
    """The arrays and axes behind a pandas table.

    The table itself is held too: pandas copies before it writes only while another table shares the array.
    """

    __slots__ = ("axes", "blocks", "table")

    def __init__(self, table: Any) -> None:
        self.table = table
        manager = table._mgr
        self.axes = tuple(manager.axes)
        self.blocks = tuple((block.values, tuple(block.mgr_locs)) for block in manager.blocks)

    def same_as(self, other: _Blocks) -> bool:
        return (
            len(self.axes) == len(other.axes)
            and len(self.blocks) == len(other.blocks)
            and all(a is b or a.identical(b) for a, b in zip(self.axes, other.axes, strict=True))
            and all(
                _shares(a, b) and at == at_other
                for (a, at), (b, at_other) in zip(self.blocks, other.blocks, strict=True)
            )
        )


def _shares(a: Any, b: Any) -> bool:
    if a is b:
        return True
    arrow = getattr(a, "_pa_array", None)
    if arrow is not None:
        # Arrow arrays are immutable; a write puts another one in its place.
        return arrow is getattr(b, "_pa_array", None)
    a, b = getattr(a, "_ndarray", a), getattr(b, "_ndarray", b)
    mine, theirs = getattr(a, "__array_interface__", None), getattr(b, "__array_interface__", None)
    return mine is not None and mine == theirs


def _equal_frozen(new: Any, old: Any) -> bool:
    if isinstance(new, _Blocks):
        return isinstance(old, _Blocks) and new.same_as(old)
    if type(new) is tuple and type(old) is tuple and len(new) == len(old) == 3 and isinstance(new[0], type):
        kind, holder, parts = new
        if kind is not old[0] or holder is not old[1] or len(parts) != len(old[2]):
            return False
        return all(map(_equal_frozen, parts, old[2]))
    if type(new) is set and type(old) is set:
        return new == old
    return same(new, old)
