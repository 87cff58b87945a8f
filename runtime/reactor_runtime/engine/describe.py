"""What a person may be told of a value without being shown it: its type, its size, and a scalar's own short form.

Purpose: an inspector that shows values must neither run the script's code nor lay open what the script keeps.
Needs: any object. Gives: `Described`.

Only types that are known here are asked anything: a ``__len__`` or ``__repr__`` of the script's own would be code of
the script, run on another thread. Contents are never shown, except of numbers, flags, dates, None and short strings,
and not even of these where the name they go by sounds like a secret's.
"""

from __future__ import annotations

import datetime
import decimal
import enum
import re
import sys
from dataclasses import dataclass
from typing import Any, Final

from reactor_runtime.engine.values import MISSING

LONGEST_STRING: Final = 40

_PLAIN: Final = (
    bool, int, float, complex, type(None), datetime.date, datetime.datetime, datetime.time, datetime.timedelta,
    decimal.Decimal,
)  # fmt: skip
_ITEMS: Final = (list, tuple, dict, set, frozenset, range)
_LONGEST_INT_BITS: Final = 200
_SECRET: Final = re.compile(r"pass|pwd|secret|token|key|auth|cred|cookie|(^|_)pin($|_)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Described:
    """``size`` is in words ("4000 rows, 8 columns") and empty where nothing is known; so is ``shown``."""

    name: str
    type: str
    size: str = ""
    shown: str = ""


def describe(name: str, value: Any) -> Described:
    """What may be told of the value that goes by this name."""
    if value is MISSING:
        return Described(name, "not bound")
    kind = type(value)
    module = kind.__module__.partition(".")[0]
    named = kind.__qualname__ if module in ("builtins", "__main__") else f"{module}.{kind.__qualname__}"
    return Described(name, named, _size(value, kind), "" if _SECRET.search(name) else _shown(value, kind))


def _size(value: Any, kind: type) -> str:
    if kind is str:
        return _count(len(value), "character")
    if kind in (bytes, bytearray):
        return _bytes(len(value))
    if kind in _ITEMS:
        return _count(len(value), "item")
    return _array_size(value, kind) or _table_size(value, kind)


def _array_size(value: Any, kind: type) -> str:
    numpy = sys.modules.get("numpy")
    if numpy is None or kind is not numpy.ndarray:
        return ""
    return f"{' x '.join(map(str, value.shape)) or 'one value'} of {value.dtype}, {_bytes(value.nbytes)}"


def _table_size(value: Any, kind: type) -> str:
    pandas = sys.modules.get("pandas")
    if pandas is not None and kind is pandas.DataFrame:
        size = _bytes(int(value.memory_usage(deep=False).sum()))
        return f"{_count(len(value), 'row')}, {_count(len(value.columns), 'column')}, {size}"
    if pandas is not None and kind is pandas.Series:
        return f"{_count(len(value), 'value')} of {value.dtype}"
    polars = sys.modules.get("polars")
    if polars is not None and kind is polars.DataFrame:
        return f"{_count(value.height, 'row')}, {_count(value.width, 'column')}, {_bytes(value.estimated_size())}"
    return ""


def _shown(value: Any, kind: type) -> str:
    if kind is str:
        return repr(value) if len(value) <= LONGEST_STRING else ""
    if kind is int:
        # Printing a huge number takes time that grows with the square of its length.
        return str(value) if value.bit_length() <= _LONGEST_INT_BITS else ""
    if kind in _PLAIN:
        return repr(value) if kind in (bool, float, complex, type(None)) else str(value)
    if issubclass(kind, enum.Enum):
        return str(value._name_)
    numpy = sys.modules.get("numpy")
    if numpy is not None and issubclass(kind, (numpy.number, numpy.bool_)):
        return repr(value.item())
    return ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _bytes(number: int) -> str:
    if number < 1024:
        return _count(number, "byte")
    amount, unit = number / 1024, "KiB"
    for larger in ("MiB", "GiB"):
        if amount < 1024:
            break
        amount, unit = amount / 1024, larger
    return f"{amount:.1f} {unit}"
