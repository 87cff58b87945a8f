"""When two values count as the same input."""

from __future__ import annotations

import datetime
import decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reactor_runtime.engine import snapshots, values

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.dates()
trees = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner), max_leaves=20
)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (1, 1, True), (1, True, False), (1, 1.0, False), (0.0, -0.0, False), (float("nan"), float("nan"), True),
        ((1, "a"), (1, "a"), True), ((1, [2]), (1, [2]), False), ([1], [1], False),
        (decimal.Decimal("1.0"), decimal.Decimal("1.00"), False),
        (datetime.date(2024, 1, 1), datetime.date(2024, 1, 1), True),
        (np.float64(1.5), np.float64(1.5), True), (np.int64(1), 1, False),
        (pd.Timestamp("2024-01-01"), pd.Timestamp("2024-01-01"), True),
        (frozenset({1, "a"}), frozenset({1, "a"}), True), (frozenset({1}), frozenset({True}), False),
        (frozenset([0, 8]), frozenset([8, 0]), False),
    ],
)  # fmt: skip
def test_same(a: Any, b: Any, expected: bool) -> None:
    assert values.same(a, b) is expected


@given(trees)
def test_a_snapshot_holds_while_nothing_changes(value: Any) -> None:
    assert snapshots.unchanged_since(value, snapshots.snapshot(value))


@given(st.lists(trees, min_size=1))
def test_a_snapshot_notices_a_change_at_any_depth(value: list[Any]) -> None:
    frozen = snapshots.snapshot(value)
    innermost = value
    while innermost and isinstance(innermost[-1], list):
        innermost = innermost[-1]
    innermost.append("new")
    assert not snapshots.unchanged_since(value, frozen)


@pytest.mark.parametrize(
    "change",
    [
        lambda df: df.__setitem__("c", 1),
        lambda df: df.__setitem__("a", 0),
        lambda df: df.loc.__setitem__((0, "a"), 9),
        lambda df: df.loc.__setitem__((0, "b"), "z"),
        lambda df: df.pop("a"),
        lambda df: df.insert(0, "n", 5),
    ],
)
def test_a_snapshot_of_a_table_notices_every_way_to_write(change: Any) -> None:
    table = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})
    frozen = snapshots.snapshot(table)
    assert snapshots.unchanged_since(table, frozen)
    change(table)
    assert not snapshots.unchanged_since(table, frozen)


def test_reading_a_table_does_not_look_like_a_change() -> None:
    table = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})
    frozen = snapshots.snapshot(table)
    table.describe(), table["a"].sum(), table[table.a > 1], table.groupby("b").a.mean()
    assert snapshots.unchanged_since(table, frozen)


def test_a_table_of_objects_has_no_snapshot() -> None:
    with pytest.raises(values.Opaque):
        snapshots.snapshot(pd.DataFrame({"a": [[1], [2]]}, dtype=object))


@given(trees)
def test_contents_equal_themselves_copied(value: Any) -> None:
    import copy

    assert values.same_contents(copy.deepcopy(value), value)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        (np.array([1, 2]), np.array([1.0, 2.0])),
        (np.zeros((2, 2)), np.zeros((2, 2), order="F")),
        (pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [1]}, index=[5])),
        (pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [1.0]})),
        (pd.Series([1], name="a"), pd.Series([1], name="b")),
    ],
)
def test_contents_that_a_script_can_tell_apart_differ(a: Any, b: Any) -> None:
    assert not values.same_contents(a, b)


def test_no_method_of_a_script_is_called() -> None:
    called: list[str] = []

    class Key:
        def __eq__(self, other: object) -> bool:
            called.append("eq")
            return True

        def __hash__(self) -> int:
            called.append("hash")
            return 1

        def __repr__(self) -> str:
            called.append("repr")
            return "key"

    one, other = Key(), Key()
    pairs = [({one}, {other}), (frozenset({one}), frozenset({other})), ({one: [1]}, {one: [1]}), ([one], [other])]
    called.clear()
    answers = [(values.same(new, old), values.same_contents(new, old)) for new, old in pairs]
    assert answers == [(False, False), (False, False), (False, True), (False, False)]
    assert called == []
