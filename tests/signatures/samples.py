"""Objects to try calls on: makers of fresh samples by family and type, and makers of arguments."""

from __future__ import annotations

import collections
import datetime
import decimal
import io
import operator
import random
from collections.abc import Callable

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import polars as pl
import sqlalchemy as sa
from PIL import Image, ImageDraw

Make = Callable[[], object]


def frame() -> pd.DataFrame:
    return pd.DataFrame({"a": [1.0, 3.0, 2.0], "b": [4.0, 5.0, 6.0]})


def mixed() -> pd.DataFrame:
    return pd.DataFrame({"k": ["x", "y", "x"], "n": [1, 2, 3], "t": pd.date_range("2024-01-01", periods=3)})


def timed() -> pd.DataFrame:
    return frame().set_index(pd.date_range("2024-01-01", periods=3))


def series() -> pd.Series:
    return pd.Series([1.0, 3.0, 2.0], name="s")


def words() -> pd.Series:
    return pd.Series(["one", "two", "three"], name="w")


def dates() -> pd.Series:
    return pd.Series(pd.date_range("2024-01-01", periods=3))


def figure() -> go.Figure:
    return go.Figure(data=[{"type": "scatter", "x": [1, 2], "y": [3, 4]}])


def identity(value: object) -> object:
    return value


def shops() -> pl.DataFrame:
    return pl.DataFrame({"a": [1.0, 3.0, 2.0], "b": ["x", "y", "x"]})


def picture() -> Image.Image:
    return Image.new("RGB", (3, 3), "navy")


TYPES: dict[tuple[str, str], list[Make]] = {
    ("builtins", "list"): [lambda: [3, 1, 2], lambda: [[1], [2]], list],
    ("builtins", "tuple"): [lambda: (3, 1, 2), lambda: ([1], [2])],
    ("builtins", "dict"): [lambda: {"a": 1, "b": 2}, lambda: {"a": [1], 1: [2]}],
    ("builtins", "set"): [lambda: {1, 2, 3}],
    ("builtins", "frozenset"): [lambda: frozenset({1, 2})],
    ("builtins", "str"): [lambda: "a b,c"],
    ("builtins", "bytes"): [lambda: b"a b,c"],
    ("builtins", "bytearray"): [lambda: bytearray(b"abc")],
    ("builtins", "int"): [lambda: 5],
    ("builtins", "float"): [lambda: 2.5],
    ("builtins", "range"): [lambda: range(4)],
    ("collections", "deque"): [lambda: collections.deque([1, 2, 3])],
    ("collections", "Counter"): [lambda: collections.Counter("abca")],
    ("collections", "OrderedDict"): [lambda: collections.OrderedDict(a=1, b=2)],
    ("collections", "defaultdict"): [lambda: collections.defaultdict(list, a=[1])],
    ("io", "StringIO"): [lambda: io.StringIO("a\nb\n")],
    ("io", "BytesIO"): [lambda: io.BytesIO(b"a\nb\n")],
    ("datetime", "date"): [lambda: datetime.date(2024, 1, 2)],
    ("datetime", "datetime"): [lambda: datetime.datetime(2024, 1, 2, 3)],
    ("datetime", "timedelta"): [lambda: datetime.timedelta(days=1)],
    ("decimal", "Decimal"): [lambda: decimal.Decimal("1.5")],
    ("random", "Random"): [lambda: random.Random(1)],
    ("numpy", "ndarray"): [
        lambda: np.array([3.0, 1.0, 2.0]),
        lambda: np.arange(4.0).reshape(2, 2),
        lambda: np.array([1, 2, 3]),
    ],
    ("numpy", "generic"): [lambda: np.float64(1.5), lambda: np.int64(3)],
    ("numpy", "Generator"): [lambda: np.random.default_rng(1)],
    ("numpy", "RandomState"): [lambda: np.random.RandomState(1)],
    ("pandas", "DataFrame"): [mixed, timed],
    ("pandas", "Series"): [series, words, dates],
    ("pandas", "Index"): [lambda: pd.Index(["x", "y", "z"]), lambda: pd.Index([3, 1, 2])],
    ("pandas", "RangeIndex"): [lambda: pd.RangeIndex(3)],
    ("pandas", "DatetimeIndex"): [lambda: pd.date_range("2024-01-01", periods=3)],
    ("pandas", "MultiIndex"): [lambda: pd.MultiIndex.from_product([[1, 2], ["x", "y"]])],
    ("pandas", "Categorical"): [lambda: pd.Categorical(["x", "y", "x"])],
    ("pandas", "Timestamp"): [lambda: pd.Timestamp("2024-01-02")],
    ("pandas", "Timedelta"): [lambda: pd.Timedelta("1D")],
    ("plotly", "Figure"): [figure],
    ("polars", "DataFrame"): [shops],
    ("polars", "Series"): [lambda: pl.Series("s", [1.0, 3.0, 2.0]), lambda: pl.Series("w", ["one", "two"])],
    ("polars", "Expr"): [lambda: pl.col("a")],
    ("polars", "LazyFrame"): [lambda: shops().lazy()],
    ("PIL", "Image"): [picture],
    ("sqlalchemy", "ClauseElement"): [lambda: sa.select(sa.column("a")), lambda: sa.column("a")],
}
"""Samples of the types whose methods are tried."""

PARTS: dict[tuple[str, str], list[tuple[Make, Callable[[object], object]]]] = {
    ("pandas", "DataFrameGroupBy"): [(mixed, lambda x: x.groupby("k")[["n"]])],  # type: ignore[attr-defined]
    ("pandas", "SeriesGroupBy"): [(mixed, lambda x: x.groupby("k")["n"])],  # type: ignore[attr-defined]
    ("pandas", "Resampler"): [(timed, lambda x: x.resample("1D"))],  # type: ignore[attr-defined]
    ("pandas", "Rolling"): [(frame, lambda x: x.rolling(2))],  # type: ignore[attr-defined]
    ("pandas", "Expanding"): [(frame, lambda x: x.expanding())],  # type: ignore[attr-defined]
    ("pandas", "StringMethods"): [(words, operator.attrgetter("str"))],
    ("pandas", "DatetimeProperties"): [(dates, operator.attrgetter("dt"))],
    ("pandas", "Indexer"): [(frame, operator.attrgetter("loc")), (frame, operator.attrgetter("iloc"))],
    ("polars", "LazyTable"): [(shops, lambda x: x.lazy())],  # type: ignore[attr-defined]
    ("polars", "LazyTableGroups"): [(shops, lambda x: x.lazy().group_by("b"))],  # type: ignore[attr-defined]
    ("polars", "GroupBy"): [(shops, lambda x: x.group_by("b"))],  # type: ignore[attr-defined]
    ("polars", "SeriesNamespace"): [(lambda: pl.Series("w", ["one", "two"]), operator.attrgetter("str"))],
    ("PIL", "ImageDraw"): [(picture, ImageDraw.Draw)],  # type: ignore[list-item]
}
"""Objects that look into another one: the whole is watched, the part is called."""

ARGUMENTS: list[Make] = [
    lambda: 1,
    lambda: "a",
    lambda: [1, 2, 3],
    lambda: [True, False, True],
    lambda: {"a": "c"},
    lambda: np.array([1.0, 2.0, 3.0]),
    frame,
    series,
    lambda: iter([1, 2, 3]),
    lambda: str,
    lambda: identity,
    lambda: datetime.timedelta(days=1),
]
PAIRS: list[tuple[Make, Make]] = [
    (lambda: 0, lambda: 1),
    (lambda: "a", lambda: "b"),
    (lambda: [3, 1, 2], lambda: 1),
    (lambda: [1, 2, 3], lambda: [4, 5, 6]),
    (lambda: np.array([3.0, 1.0, 2.0]), lambda: np.array([1.0, 2.0, 3.0])),
    (lambda: np.array([3.0, 1.0, 2.0]), lambda: 1),
    (lambda: np.array([3.0, 1.0, 2.0]), lambda: (3, 1)),
    (frame, frame),
    (series, series),
    (lambda: identity, lambda: [1, 2, 3]),
]
