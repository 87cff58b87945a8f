"""A definition that an edit moved without changing it: the old object goes on, with the new code.

Under Streamlit every run defines functions and classes anew. Here whoever holds the old object would have to run
again, only because a line was inserted above. Instead the old object is given the code of the new one, which knows its
new lines (tracebacks and ``inspect.getsource`` need them) and its new guards.
"""

from __future__ import annotations

from types import FunctionType
from typing import Any

from reactor_runtime.engine import values


def carry_over(old: Any, new: Any) -> bool:
    """Give ``old`` the code of ``new``, made by the same text from the same values; False if it cannot be."""
    pairs = _pairs(old, new)
    if pairs is None:
        return False
    for before, after in pairs:
        before.__code__ = after.__code__
    return True


def _pairs(old: Any, new: Any) -> list[tuple[FunctionType, FunctionType]] | None:
    """The functions that make up a definition, each with its new self; None if there is more to it than that."""
    if type(old) is not type(new):
        return None
    if isinstance(old, FunctionType):
        if hasattr(old, "__wrapped__") and old.__code__ is new.__code__:
            # What a library's decorator made; it calls the function inside.
            return _pairs(old.__wrapped__, new.__wrapped__)
        return [(old, new)] if _is_plain(old) and _is_plain(new) and _same_defaults(old, new) else None
    if isinstance(old, type):
        return _pairs_of_class(old, new)
    if isinstance(old, (staticmethod, classmethod)):
        return _pairs(old.__func__, new.__func__)
    if isinstance(old, property):
        return _join([(getattr(old, name), getattr(new, name)) for name in ("fget", "fset", "fdel")])
    if hasattr(old, "__wrapped__"):
        return _pairs(old.__wrapped__, new.__wrapped__)
    return [] if values.same(old, new) else None


def _is_plain(function: FunctionType) -> bool:
    """Whether a function holds nothing of its own; methods that call ``super()`` hold their class."""
    return function.__code__.co_freevars in ((), ("__class__",)) and not function.__dict__


def _same_defaults(old: FunctionType, new: FunctionType) -> bool:
    """Mutable defaults are new objects in every definition."""
    return values.same(old.__defaults__, new.__defaults__) and all(
        values.same(value, (new.__kwdefaults__ or {}).get(name)) for name, value in (old.__kwdefaults__ or {}).items()
    )


def _pairs_of_class(old: type, new: type) -> list[tuple[FunctionType, FunctionType]] | None:
    mine, theirs = dict(vars(old)), dict(vars(new))
    for name in ("__dict__", "__weakref__", "__firstlineno__", "__doc__"):
        mine.pop(name, None)
        theirs.pop(name, None)
    if mine.keys() != theirs.keys() or old.__bases__ != new.__bases__ or type(old) is not type:
        return None
    return _join([(mine[name], theirs[name]) for name in mine])


def _join(parts: list[tuple[Any, Any]]) -> list[tuple[FunctionType, FunctionType]] | None:
    found: list[tuple[FunctionType, FunctionType]] = []
    for old, new in parts:
        pairs = _pairs(old, new)
        if pairs is None:
            return None
        found += pairs
    return found
