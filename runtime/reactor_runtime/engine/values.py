"""When two values count as the same input.

Identity always suffices. Otherwise an equal *immutable* value is the same input, because nobody can tell two equal
immutable values apart except by identity. Equality is exact: ``1``, ``1.0`` and ``True`` differ, so do ``0.0`` and
``-0.0``, and two NaNs of the same sign are the same.

For mutable values there is ``same_contents``, which compares two distinct objects of known types, for early cutoff;
`snapshots.py` notices a later mutation of one object, `contents.py` undoes it.
"""

from __future__ import annotations

import datetime
import decimal
import enum
import fractions
import io
import pathlib
import sys
import types
import uuid
from typing import Any, Final

MISSING: Final = type("Missing", (), {"__repr__": lambda _self: "<missing>"})()

ANY: Final = type("Any", (), {"__repr__": lambda _self: "<any>"})()
"""In the place of an old value: whatever is there now is the same."""

_SCALARS: Final = (
    bool, int, str, bytes, complex, type(None), type(...), type(NotImplemented), range, uuid.UUID,
    datetime.date, datetime.datetime, datetime.time, datetime.timedelta, datetime.timezone,
    decimal.Decimal, fractions.Fraction, pathlib.PurePosixPath, pathlib.PureWindowsPath, pathlib.PosixPath,
)  # fmt: skip
_BY_EQUALITY: Final = frozenset(_SCALARS)

# Objects that are compared by identity and whose own state the script does not change in place.
_STABLE: Final = (
    types.FunctionType, types.BuiltinFunctionType, types.ModuleType, type, types.MethodType, types.MethodWrapperType,
    types.MethodDescriptorType, types.WrapperDescriptorType, property,
)  # fmt: skip

PARTS_BUDGET: Final = 2_000
"""How many parts of an object are looked at where it is looked at all the time."""

_CONTENTS_BUDGET: Final = 20_000
_DEFINITIONS_BUDGET: Final = 500
_MAX_BYTES: Final = 64 * 1024 * 1024


def same(new: Any, old: Any) -> bool:
    """Whether ``new`` is the object ``old`` or an equal immutable value."""
    if new is old:
        return True
    kind = type(new)
    if kind is not type(old):
        return old is ANY
    if kind in _BY_EQUALITY:
        if kind is decimal.Decimal or kind is datetime.datetime or kind is datetime.time:
            # Equal decimals may print differently (1.0, 1.00), equal moments may be of different zones.
            return bool(new == old) and repr(new) == repr(old)
        return bool(new == old)
    if kind is float:
        return bool(new.hex() == old.hex())
    if kind is tuple:
        return len(new) == len(old) and all(map(same, new, old))
    if kind is frozenset:
        # Elements of other types would have their methods called. The order of equal sets may differ, and shows.
        plain = all(type(item) in _BY_EQUALITY for item in (*new, *old))
        return plain and list(map(repr, new)) == list(map(repr, old))
    if isinstance(new, enum.Enum):
        return False
    numpy = sys.modules.get("numpy")
    if numpy is not None and isinstance(new, numpy.generic) and kind is not numpy.void and kind is not numpy.object_:
        return bool(new.tobytes() == old.tobytes())
    pandas = sys.modules.get("pandas")
    if pandas is not None and kind in (pandas.Timestamp, pandas.Timedelta):
        return bool(new == old) and repr(new) == repr(old)
    return False


def is_immutable(value: Any) -> bool:
    """Whether no code can change ``value`` in place, so that holding it is as good as a copy."""
    kind = type(value)
    if kind in _BY_EQUALITY or kind is float or isinstance(value, _STABLE):
        return True
    if kind is tuple or kind is frozenset:
        return all(map(is_immutable, value))
    if isinstance(value, enum.Enum):
        return True
    numpy = sys.modules.get("numpy")
    if numpy is not None and isinstance(value, numpy.generic):
        return kind is not numpy.void and kind is not numpy.object_
    pandas = sys.modules.get("pandas")
    return pandas is not None and kind in (pandas.Timestamp, pandas.Timedelta, type(pandas.NaT), type(pandas.NA))


def is_iterator(value: Any) -> bool:
    """Whether reading ``value`` uses it up, so that it cannot be handed out a second time."""
    if isinstance(value, io.IOBase) and value.closed:
        return False
    return hasattr(type(value), "__next__") or isinstance(value, types.CoroutineType | types.AsyncGeneratorType)


class Opaque(Exception):
    """A value whose contents cannot be compared at a bounded cost."""


class _Plain:
    pass


def is_plain(value: Any) -> bool:
    """Whether an object's state is its ``__dict__`` and nothing else: of classes of the app, written in Python."""
    kind = type(value)
    return is_python(kind) and all(
        "__setattr__" not in vars(base) and _is_of_the_app(base) for base in kind.__mro__[:-1]
    )


def is_python(kind: type) -> bool:
    """Whether objects of a type have a ``__dict__`` and nothing else: classes in Python all the way up."""
    return (
        kind.__basicsize__ == _Plain.__basicsize__
        and kind.__dictoffset__ != 0
        and not issubclass(kind, type | types.ModuleType)
        and not any(vars(base).get("__slots__") for base in kind.__mro__[:-1])
    )


def _is_of_the_app(kind: type) -> bool:
    """Whether a class is defined by the script or one of its local modules, or is one of the bare bases to inherit."""
    if kind.__module__ in ("__main__", "abc", "typing"):
        return True
    path = getattr(sys.modules.get(kind.__module__), "__file__", None) or ""
    return bool(path) and "site-packages" not in path and "lib/python" not in path


def copies_on_write(pandas: types.ModuleType) -> bool:
    """Whether a shallow copy of a table keeps what it shares when the other one is written to."""
    return int(pandas.__version__.split(".")[0]) >= 3


def is_flat(value: Any) -> bool:
    """Whether a value is a list or tuple of immutable things: nothing inside it can be changed in place."""
    return type(value) in (list, tuple) and len(value) < PARTS_BUDGET and all(map(is_immutable, value))


def script_definitions(value: Any) -> set[Any]:
    """The classes and functions of the script that ``value`` is, is made of, or holds (as far as a bounded look finds).

    Under Streamlit every run defines them anew, which shows when an object of an earlier run is compared with them.
    """
    found: set[Any] = set()
    seen: set[int] = set()
    todo = [value]
    while todo and len(seen) < _DEFINITIONS_BUDGET:
        item = todo.pop()
        if type(item) in _BY_EQUALITY or type(item) is float or id(item) in seen:
            continue
        seen.add(id(item))
        for candidate in (item, type(item)):
            if isinstance(candidate, type | types.FunctionType) and candidate.__module__ == "__main__":
                found.add(candidate)
        if isinstance(item, dict):
            todo.extend(item.values())
        elif isinstance(item, list | tuple | set | frozenset):
            todo.extend(item)
        elif type(item).__module__ == "__main__":
            todo.extend(getattr(item, "__dict__", {}).values())
    return found


def copied(value: Any) -> Any:
    """A copy of plain containers and what they contain, sharing inside what the original shares.

    No code of the script runs: an object of any other mutable type cannot be copied.

    Raises:
        Opaque: the value is of another kind, or larger than the budget.
    """
    return _copied(value, [PARTS_BUDGET], {})


def _copied(value: Any, budget: list[int], seen: dict[int, Any]) -> Any:
    budget[0] -= 1
    if budget[0] < 0:
        raise Opaque("too large")
    if is_immutable(value):
        return value
    if id(value) in seen:
        return seen[id(value)]
    kind = type(value)
    if kind is list:
        copy: Any = []
        seen[id(value)] = copy
        copy.extend(_copied(item, budget, seen) for item in value)
    elif kind is dict:
        copy = {}
        seen[id(value)] = copy
        for key, item in value.items():
            if not is_immutable(key):
                raise Opaque("a key of a type of its own")
            copy[key] = _copied(item, budget, seen)
    elif kind is set and all(map(is_immutable, value)):
        copy = value.copy()
        seen[id(value)] = copy
    elif kind is tuple:
        copy = tuple(_copied(item, budget, seen) for item in value)
    else:
        raise Opaque(f"a {kind.__module__}.{kind.__qualname__}")
    return copy


def same_contents(new: Any, old: Any) -> bool:
    """Whether two distinct objects of the same type have equal contents all the way down.

    Only for values that nobody mutates (the caller knows from the mutable ranges). Unknown types answer False.
    """
    try:
        return _same_contents(new, old, [_CONTENTS_BUDGET], {})
    except (Opaque, RecursionError):
        return False


def _same_contents(new: Any, old: Any, budget: list[int], pairs: dict[int, int]) -> bool:
    budget[0] -= 1
    if budget[0] < 0:
        raise Opaque("too large")
    if same(new, old):
        return True
    kind = type(new)
    if kind is not type(old):
        return False
    # What is one object in one of them must be one object in the other.
    if pairs.setdefault(id(new), id(old)) != id(old) or pairs.setdefault(-id(old), -id(new)) != -id(new):
        return False
    if kind is list or kind is tuple:
        return len(new) == len(old) and all(_same_contents(a, b, budget, pairs) for a, b in zip(new, old, strict=True))
    if kind is dict:
        # Order is part of a dict's contents: iteration shows it.
        return len(new) == len(old) and all(
            same(key, old_key) and _same_contents(value, old_value, budget, pairs)
            for (key, value), (old_key, old_value) in zip(new.items(), old.items(), strict=True)
        )
    if kind is set or kind is frozenset:
        return all(map(is_immutable, (*new, *old))) and list(map(repr, new)) == list(map(repr, old)) and new == old
    return _same_table(new, old, kind)


def numpy_dtypes(value: Any) -> list[Any]:
    """The dtypes of a table's columns that numpy knows."""
    import numpy as np

    dtypes = value.dtypes if hasattr(value, "columns") else [value.dtype]
    return [dtype for dtype in dtypes if isinstance(dtype, np.dtype)]


def _same_table(new: Any, old: Any, kind: type) -> bool:
    numpy = sys.modules.get("numpy")
    if numpy is not None and kind is numpy.ndarray:
        if new.dtype.hasobject or new.nbytes > _MAX_BYTES:
            return False
        return (
            new.dtype == old.dtype
            and new.shape == old.shape
            and new.strides == old.strides
            and bool(new.flags.writeable == old.flags.writeable and new.tobytes() == old.tobytes())
        )
    pandas = sys.modules.get("pandas")
    if pandas is None or kind not in (pandas.DataFrame, pandas.Series, pandas.Index, pandas.RangeIndex):
        return False
    if isinstance(new, pandas.Index):
        return bool(new.identical(old))
    if new.size * 8 > _MAX_BYTES or any(dtype.hasobject for dtype in numpy_dtypes(new)):
        return False
    if new.attrs != old.attrs or not all(a.identical(b) for a, b in zip(new.axes, old.axes, strict=True)):
        return False
    names = kind is pandas.DataFrame or same(new.name, old.name)
    return bool(names and new.equals(old))
