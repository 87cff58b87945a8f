"""Values of the script's world as plain data that two processes can compare.

Two lists that are one object stay told apart from two equal lists: the second sight of a mutable object is `same as`
the number of the first. What has no value of its own (a function, a class, a lock) is named.
"""

from __future__ import annotations

import datetime
import decimal
import enum
import hashlib
import re
import types
from collections.abc import Mapping, Set
from typing import Any

Plain = Any
"""None, bool, int, float, str, and lists and dicts of them."""

Trace = tuple[tuple[str, int, str, str], ...]
"""For each region that a walk visited: file name, line, `ran` or `skipped`, and why it ran."""

ATOMS = (bool, int, float, complex, str, bytes, datetime.date, datetime.time, datetime.timedelta, decimal.Decimal)
ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]+")
DEPTH = 8


def plain(value: object) -> Plain:
    """`value` as plain data, deterministic across processes for values that are."""
    return _Reader().read(value, DEPTH)


def without_addresses(text: str) -> str:
    """Memory addresses say nothing: `<object at 0x7f...>` reads the same everywhere."""
    return ADDRESS.sub("at 0x..", text)


class _Reader:
    """One reading of one value; remembers the mutable objects it met."""

    def __init__(self) -> None:
        self._met: dict[int, int] = {}
        self._held: list[object] = []

    def read(self, value: object, depth: int) -> Plain:
        if value is None or isinstance(value, bool | str):
            return value
        if isinstance(value, enum.Enum):
            return f"<{type(value).__qualname__}.{value.name}>"
        if isinstance(value, ATOMS):
            return value if type(value) in (int, float) and value == value else f"<{type(value).__name__} {value!r}>"
        if isinstance(
            value, type | types.FunctionType | types.BuiltinFunctionType | types.ModuleType | types.MethodType
        ):
            return f"<{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', value.__class__.__name__)}>"
        if id(value) in self._met:
            return f"<same as {self._met[id(value)]}>"
        if not isinstance(value, tuple | frozenset):
            self._met[id(value)] = len(self._met)
            self._held.append(value)
        if depth == 0:
            return f"<{_name(value)}>"
        return self._inside(value, depth - 1)

    def _inside(self, value: object, depth: int) -> Plain:
        if isinstance(value, list | tuple):
            return {_name(value): [self.read(item, depth) for item in value]}
        if isinstance(value, Mapping):
            items = [[self.read(key, depth), self.read(item, depth)] for key, item in value.items()]
            return {_name(value): items}
        if isinstance(value, Set):
            return {_name(value): sorted((self.read(item, depth) for item in value), key=repr)}
        special = _special(value)
        if special is not None:
            return special
        attributes = getattr(value, "__dict__", None)
        if isinstance(attributes, dict) and attributes:
            return {_name(value): {str(key): self.read(item, depth) for key, item in attributes.items()}}
        return f"<{_name(value)} {without_addresses(repr(value))[:200]}>"


def _name(value: object) -> str:
    kind = type(value)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _special(value: Any) -> Plain:
    """Frames, arrays and uploads, known by name: nothing is imported for the sake of looking."""
    name = _name(value)
    if name.startswith("pandas.") and hasattr(value, "to_csv"):
        kinds = [str(kind) for kind in value.dtypes] if hasattr(value, "columns") else str(getattr(value, "dtype", ""))
        return {name: {"dtypes": kinds, "csv": _short(value.to_csv())}}
    if name == "numpy.ndarray" or name.startswith("numpy."):
        return {name: [str(getattr(value, "dtype", "")), _short(repr(getattr(value, "tolist", lambda: value)()))]}
    if name.endswith("uploaded_file_manager.UploadedFile"):
        data = value.getvalue()
        return {name: [getattr(value, "name", ""), getattr(value, "type", ""), len(data), digest(data)]}
    return None


def _short(text: str) -> str:
    text = without_addresses(text)
    return text if len(text) <= 400 else f"{text[:400]}... {digest(text.encode())}"


def digest(data: bytes) -> str:
    """A short content hash."""
    return hashlib.sha256(data).hexdigest()[:16]
