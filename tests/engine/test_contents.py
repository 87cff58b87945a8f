"""Objects are put back in place, with all that they hold; what cannot be is refused."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from reactor_runtime.engine.contents import Contents
from reactor_runtime.engine.values import Opaque


class Plain:
    def __init__(self) -> None:
        self.items = [1]


class Slotted:
    __slots__ = ("item",)


CHANGES: dict[str, tuple[Any, Callable[[Any], None]]] = {
    "list": ([1, 2], lambda it: it.insert(0, 3)),
    "a list in a list": ([[1]], lambda it: it[0].append(2)),
    "a list in a tuple": (([1],), lambda it: it[0].append(2)),
    "dict": ({"a": 1, "b": 2}, lambda it: it.update({"a": it.pop("a"), "c": 3})),
    "a list in a dict": ({"a": [1]}, lambda it: it["a"].clear()),
    "defaultdict": (defaultdict(list, a=[1]), lambda it: it["b"].append(2)),
    "OrderedDict": (OrderedDict(a=1, b=2), lambda it: it.move_to_end("a")),
    "Counter": (Counter("aab"), lambda it: it.update("ab")),
    "deque": (deque([1, 2], maxlen=2), lambda it: it.append(3)),
    "bytearray": (bytearray(b"ab"), lambda it: it.extend(b"c")),
    "array": (np.arange(3.0), lambda it: it.__setitem__(0, 9)),
    "an instance": (Plain(), lambda it: (it.items.append(2), setattr(it, "more", 1))),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_put_back_is_what_it_was(name: str) -> None:
    value, change = CHANGES[name]
    before = repr(vars(value)) if isinstance(value, Plain) else repr(value)
    contents = Contents([value])
    change(value)
    assert (repr(vars(value)) if isinstance(value, Plain) else repr(value)) != before
    contents.put_back()
    assert (repr(vars(value)) if isinstance(value, Plain) else repr(value)) == before


def test_a_checkpoint_serves_more_than_once() -> None:
    rows = [[1]]
    contents = Contents([rows])
    for _ in range(2):
        rows[0].append(2)
        rows.append([3])
        contents.put_back()
        assert rows == [[1]]


def test_a_view_is_put_back_with_its_array() -> None:
    whole = np.arange(4)
    part = whole[2:]
    contents = Contents([whole, part])
    part[:] = 9
    contents.put_back()
    assert whole.tolist() == [0, 1, 2, 3]
    assert part.base is whole


@pytest.mark.parametrize(
    "change",
    [
        lambda table: table.__setitem__("new", 1),
        lambda table: table.pop("a"),
        lambda table: table.loc.__setitem__((0, "a"), 9),
        lambda table: table.attrs.update(note=2),
        lambda table: setattr(table, "index", [5, 6, 7]),
    ],
)
def test_a_table_is_put_back_and_stays_the_same_object(change: Callable[[pd.DataFrame], None]) -> None:
    table = pd.DataFrame({"a": [1, 2, 3], "b": ["x", "y", "z"]}, index=[1, 2, 3])
    table.attrs["note"] = 1
    same = table.copy(deep=True)
    contents = Contents([table])
    for _ in range(2):
        change(table)
        contents.put_back()
        pd.testing.assert_frame_equal(table, same)
        assert table.attrs == {"note": 1}


@pytest.mark.parametrize(
    "value",
    [{1, 2}, [{1}], Slotted(), iter([1]), [object()], (lambda: 1), np.array([[1], "a"], dtype=object)],
    ids=lambda value: type(value).__name__,
)
def test_what_cannot_be_put_back_exactly_is_refused(value: Any) -> None:
    with pytest.raises(Opaque):
        Contents([value])


def test_too_much_is_refused() -> None:
    with pytest.raises(Opaque, match="objects"):
        Contents([[[] for _ in range(5_000)]])
    with pytest.raises(Opaque, match="bytes"):
        Contents([np.zeros(10_000_000)])
