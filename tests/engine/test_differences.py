"""What certainly differs; what cannot be compared does not."""

from __future__ import annotations

from typing import Any

import numpy
import pandas
import pytest

from reactor_runtime.engine.differences import differ
from reactor_runtime.engine.values import MISSING


class Thing:
    """Nobody can tell two of these apart."""


TABLE = pandas.DataFrame({"a": [1, 2], "b": ["x", None]})


@pytest.mark.parametrize(
    ("new", "old"),
    [
        (1, 2),
        (1, True),
        (0.0, -0.0),
        ("a", None),
        (None, TABLE),
        (MISSING, 1),
        ([1, 2], [1]),
        ([1, [2, Thing()]], [1, [3, Thing()]]),
        ({"a": 1}, {"b": 1}),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        (numpy.array([1, 2]), numpy.array([1, 3])),
        (TABLE, TABLE.assign(a=[1, 3])),
        (TABLE, TABLE.head(1)),
    ],
)
def test_what_differs(new: Any, old: Any) -> None:
    assert differ(new, old)
    assert differ(old, new)


@pytest.mark.parametrize(
    ("new", "old"),
    [
        (1, 1),
        (float("nan"), float("nan")),
        (Thing(), Thing()),
        ([Thing(), 1], [Thing(), 1]),
        (TABLE, TABLE.copy()),
        (numpy.array([1.0, float("nan")]), numpy.array([1.0, float("nan")])),
        (numpy.array([Thing()]), numpy.array([Thing()])),
        (lambda: 1, lambda: 2),
        (range(0), range(1, 1)),
        (list(range(30_000)), [*range(29_999), -1]),
    ],
    ids=[str(number) for number in range(10)],
)
def test_what_does_not_or_cannot_be_told(new: Any, old: Any) -> None:
    assert not differ(new, old)


def test_a_loop_of_objects_comes_to_an_end() -> None:
    first: list[Any] = [1]
    first.append(first)
    second: list[Any] = [1]
    second.append(second)
    assert not differ(first, second)
