"""Try a call and report what it did that its signature does not say.

A probe looks at the receiver and the arguments before and after, then changes the result in place and looks again: what
changes with it is shared. It proves nothing; it finds the claims that are wrong on the samples.
"""

from __future__ import annotations

import collections
import copy
import datetime
import functools
import pickle
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import polars as pl
import sqlalchemy as sa
from PIL import Image

from reactor.effects.signatures import load
from reactor_runtime.program.signatures import Effect, RuntimeSignatures, arguments
from tests.signatures.outside import watched

Make = Callable[[], object]

NOTHING = object()

FAMILIES = RuntimeSignatures(load().to_data())
TABLES = (pd.DataFrame, pd.Series, pd.Index)
PLAIN = (int, float, complex, str, bytes, np.generic, slice, datetime.timedelta, type(None), type(NotImplemented))
"""Types of which no method changes anything."""
STANDS_FOR = {"LazyTable": "LazyFrame", "LazyTableGroups": "LazyGroupBy", "ExprNamespace": "ExprStringNameSpace"}
"""Names that only the compiler tells apart, with those of the types."""


@dataclass(frozen=True)
class Problem:
    """A claim of a signature that a probe found to be wrong."""

    call: str
    claim: str

    def __str__(self) -> str:
        return f"{self.call}: {self.claim}"


def fingerprint(value: object) -> object:
    """Comparable summary of a value's whole state, by value: what is cached or interned inside does not show."""
    match value:
        case go.Figure():
            return repr(value.to_dict())
        case pd.DataFrame():
            return ("frame", fingerprint(value.columns), fingerprint(value.index), _columns(value), repr(value.attrs))
        case pd.Series():
            return ("series", repr(value.name), fingerprint(value.index), _values(value))
        case pd.Index() | pd.Categorical():
            return (type(value).__name__, repr(getattr(value, "names", None)), _values(value))
        case pl.DataFrame():
            return ("polars", [fingerprint(column) for column in value.get_columns()])
        case pl.Series():
            return ("column", value.name, str(value.dtype), repr(value.to_list()))
        case pl.Expr() | pl.LazyFrame() | sa.ClauseElement():
            return str(value)
        case Image.Image():
            return _pixels(value)
        case np.ndarray():
            return (str(value.dtype), value.shape, value.tobytes())
        case list() | tuple() | collections.deque():
            return (type(value).__name__, *(fingerprint(item) for item in value))
        case dict():
            return (type(value).__name__, *((repr(key), fingerprint(item)) for key, item in value.items()))
        case collections.abc.Iterator() if not hasattr(value, "getvalue"):
            return repr(copy.copy(value).__reduce__()) if hasattr(value, "__length_hint__") else str(type(value))
    try:
        return pickle.dumps(value)
    except Exception:  # what cannot be pickled is compared by what it shows
        return repr(value)


def _pixels(value: Image.Image) -> object:
    try:
        return (value.mode, value.size, value.tobytes())
    except ValueError:
        return "closed"


def _values(value: pd.Series | pd.Index | pd.Categorical) -> tuple[str, str]:
    return str(value.dtype), repr(list(value))


def _columns(value: pd.DataFrame) -> list[tuple[str, str]]:
    return [_values(value.iloc[:, number]) for number in range(value.shape[1])]


def touch(value: object) -> bool:
    """Change a value in place. False if there is nothing to change."""
    try:
        return _touch(value)
    except (ValueError, TypeError, IndexError, KeyError, OverflowError):
        return False


def _touch(value: object) -> bool:
    match value:
        case pd.DataFrame() if value.size:
            value.isetitem(0, [None] * len(value))
            value.loc[value.index[0]] = None
        case pd.Series() if value.size:
            value.iloc[0] = value.iloc[-1] if value.iloc[0] != value.iloc[-1] else None
        case pd.Index():
            value.name = "touched"
        case pl.DataFrame() if value.width:
            value.insert_column(0, pl.Series("touched", [None] * value.height))
        case pl.Series() if len(value):
            value[0] = value[-1] if value[0] != value[-1] else None
        case Image.Image():
            value.putpixel((0, 0), 0)
        case np.ndarray() if value.size:
            first = value.reshape(-1)[:1] if value.flags.c_contiguous else value.flat
            first[0] = first[0] + 1 if value.dtype.kind in "iuf" else not first[0]
        case list() | collections.deque():
            value.append(NOTHING)
        case dict() | collections.UserDict():
            value["touched"] = 1
        case set():
            value.add(987654321)
        case bytearray():
            value.append(1)
        case go.Figure():
            value.update_layout(title="touched", height=987)
        case _:
            return False
    return True


def parts(value: object) -> Iterator[object]:
    """A value's own elements, one level down."""
    if isinstance(value, list | tuple | set | collections.deque):
        yield from list(value)[:8]
    elif isinstance(value, dict):
        yield from list(value.values())[:8]


def probe(
    name: str, call: Callable[..., object], owner: Make | None, given: Sequence[Make], effect: Effect
) -> list[Problem]:
    """Call it on fresh samples. An exception is no finding: most combinations of samples make no sense."""
    receiver = owner() if owner is not None else NOTHING
    values = [make() for make in given]
    described = arguments([_constant(value) for value in values], {})
    effect = effect.given(described)
    if effect.volatile is not None:
        return []
    shown = f"{name}({', '.join(type(value).__name__ for value in values)})"
    objects = [("self", receiver)] if owner is not None else []
    objects += [(str(index), value) for index, value in enumerate(values)]
    makers = [owner, *given] if owner is not None else given
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with watched() as events:
                result = call(*([receiver] if owner is not None else []), *values)
        except (Exception, pl.exceptions.PanicException):
            return []
        if events:
            return [Problem(shown, events[0])]
        before = [_fresh(make) for make in makers if make is not None]
        after = [fingerprint(value) for _, value in objects]
        problems = [
            Problem(shown, f"changes {reference}")
            for (reference, value), old, new in zip(objects, before, after, strict=True)
            if old != new and not _allowed(reference, effect.mutates) and not _consumed(reference, value, effect)
        ]
        if problems:
            return problems
        return [
            *_kind(shown, result, effect, [value for _, value in objects]),
            *_sharing(shown, objects, result, effect),
        ]


def _kind(shown: str, result: object, effect: Effect, given: Sequence[object]) -> Iterator[Problem]:
    """Whether the result is of the type that its methods are looked up by; of some types no method changes anything."""
    family, _, names = (effect.family or "").partition(".")
    table = any(isinstance(value, TABLES) for value in given)
    if table and effect.tables is not None:
        family, names = ("pandas", "") if effect.tables == "same" else ("", "")
    if not family or effect.immutable or isinstance(result, PLAIN) or any(result is value for value in given):
        return
    if table and isinstance(given[0], np.ndarray | np.generic):
        # An operator that the other side answers, for which the compiler looks at that side.
        return
    if isinstance(result, collections.abc.Iterator) or callable(result):
        return
    names = "|".join(STANDS_FOR.get(name, name) for name in names.split("|"))
    bases = {base.__name__ for base in type(result).__mro__ if FAMILIES.family_of(base.__module__) == family}
    if not bases or (names and not bases.intersection(names.split("|"))):
        yield Problem(shown, f"result is a {type(result).__qualname__}, not {effect.family}")


def _sharing(shown: str, objects: Sequence[tuple[str, object]], result: object, effect: Effect) -> list[Problem]:
    """Change the result, or what it holds, and see whether that shows in the receiver or in an argument."""
    suspects = [(reference, value) for reference, value in objects if not _may_share(reference, value, effect)]
    before = [fingerprint(value) for _, value in suspects]
    held = [inner for reference, value in suspects if _allowed(reference, effect.contains) for inner in parts(value)]
    changed = False
    if not any(result is inner for inner in held):
        changed = touch(result)
        if effect.immutable and changed:
            return [Problem(shown, f"result is a mutable {type(result).__name__}")]
    for part in parts(result):
        if not any(part is inner for inner in held):
            changed = touch(part) or changed
    if not changed:
        return []
    return [
        Problem(shown, f"result is shared with {reference}")
        for (reference, value), old in zip(suspects, before, strict=True)
        if fingerprint(value) != old
    ]


@functools.cache
def _fresh(make: Make) -> object:
    """The fingerprint of a fresh sample: every one is the same."""
    return fingerprint(make())


def _may_share(reference: str, value: object, effect: Effect) -> bool:
    """A callback may return what it is given; the elements of an array may be views of it."""
    if _allowed(reference, effect.aliases) or "call" in (*effect.aliases, *effect.contains):
        return True
    return isinstance(value, np.ndarray) and _allowed(reference, effect.contains)


def _allowed(reference: str, references: Sequence[str]) -> bool:
    return reference in references or "*" in references


def _consumed(reference: str, value: object, effect: Effect) -> bool:
    return isinstance(value, collections.abc.Iterator) and _allowed(reference, effect.consumes)


def _constant(value: object) -> str | None:
    return repr(value) if isinstance(value, str | int | float | bool | None) else None
