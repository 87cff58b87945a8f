"""What is remembered of earlier executions, for how long, and when it answers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from reactor_runtime.engine.recall import RECALLED, Limits, Recall
from reactor_runtime.engine.trace import Outcome
from reactor_runtime.program import Range, Reason
from tests.engine.scripts import Script, region

VOLATILE = (Reason("test", 1, "an input"),)
ALL = Limits(worth_seconds=0)

SOURCE = """
if _r.run(1):
    x = inputs["x"]
    _r.done(1)
if _r.run(2):
    y = inputs["make"](x); ran("y")
    _r.done(2)
if _r.run(3):
    ran(("shown", y if isinstance(y, int) else None))
    _r.done(3)
"""


def script(limits: Limits, **fields: Any) -> Script:
    return Script(
        SOURCE,
        region(1, binds="x", volatile=VOLATILE),
        region(2, "x", "y", **fields),
        region(3, "y"),
        recall=Recall(limits),
    )


def test_going_back_runs_nothing_and_binds_what_was_bound() -> None:
    app = script(ALL)
    made: list[list[int]] = []

    def make(x: int) -> Any:
        made.append([x])
        return tuple(made[-1])

    assert "y" in app.run(x=1, make=make)
    first = app.names["y"]
    assert "y" in app.run(x=2)
    assert app.run(x=1) == []
    assert app.names["y"] is first
    assert [(visit.outcome, visit.why) for visit in app.walk.trace][1:] == [(Outcome.SKIPPED, RECALLED)] * 2
    # And to and fro again; a skip is a plain one when nothing has changed.
    assert app.run(x=2) == []
    assert app.run(x=2) == []
    assert [visit.why for visit in app.walk.trace][1:] == ["", ""]
    assert len(made) == 2


def test_only_as_many_as_there_is_room_for() -> None:
    app = script(Limits(most_bytes=250_000, worth_seconds=0))
    for x in (1, 2, 3, 4):
        assert "y" in app.run(x=x, make=lambda x: np.full(10_000, x))
    # 80,000 bytes each, and the last one is the slot's own.
    assert "y" not in app.run(x=2)
    assert "y" in app.run(x=1)
    recall = app.walk._recall
    assert recall is not None
    assert recall.held_bytes <= 250_000


def test_what_is_dropped_is_let_go_of() -> None:
    app = script(Limits(worth_seconds=0))
    recall = app.walk._recall
    assert recall is not None
    for x in range(30):
        app.run(x=x, make=lambda x: np.full(1_000, x))
    # Eight of each of two regions, which hold the same arrays, and the slots' own.
    assert 8 * 8_000 < recall.held_bytes < 10 * 8_000 + 20 * 3_000
    assert len(recall._entries) == 16
    app.walk._root.prune(1_000)
    assert (recall.held_bytes, len(recall._entries), len(recall._held)) == (0, 0, 0)


@pytest.mark.parametrize(
    ("made", "remembered"),
    [
        (lambda _: "text", True),
        (lambda _: [1, {"a": (2, 3)}], True),
        (lambda _: pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}), True),
        (lambda _: pd.Series([1.0, 2.0]), True),
        (lambda _: np.zeros(3)[1:], True),
        (lambda _: Limits(), False),
        (lambda _: pd.DataFrame({"a": [[1], [2]]}), False),
        (lambda _: np.array([None]), False),
        (lambda _: bytearray(b"x"), False),
        (lambda _: list(range(5_000)), False),
        (lambda _: np.broadcast_to(np.zeros(1_000_000), (2, 1_000_000)), False),
    ],
)
def test_what_is_remembered_is_of_a_known_size(made: Any, remembered: bool) -> None:
    app = script(Limits(most_bytes=1_000_000, worth_seconds=0))
    app.run(x=1, make=made)
    app.run(x=2)
    assert ("y" not in app.run(x=1)) is remembered


def test_what_was_quick_is_not_worth_it() -> None:
    app = script(Limits(worth_seconds=60))
    app.run(x=1, make=lambda x: x)
    app.run(x=2)
    assert "y" in app.run(x=1)


def test_an_object_that_changes_in_place_is_not_remembered() -> None:
    app = Script(
        SOURCE,
        region(1, binds="x", volatile=VOLATILE),
        region(2, "x", "y", ranges=(0,), forces=(0,), mutates=("y",)),
        region(3, "y", ranges=(0,)),
        ranges=(Range(0, ("y",), ((0, 2), (0, 3)), ((0, 1), (0, 2), (0, 3))),),
        recall=Recall(ALL),
    )
    app.run(x=1, make=lambda x: [x])
    app.run(x=2)
    assert "y" in app.run(x=1)


def test_a_run_of_everything_recalls_nothing() -> None:
    app = script(ALL)
    app.run(x=1, make=lambda x: x)
    app.run(x=2)
    app.walk.doubt_next()
    assert "y" in app.run(x=1)


def test_after_an_error_what_was_before_it_still_answers() -> None:
    app = script(ALL)
    app.run(x=1, make=lambda x: 1 // x)
    with pytest.raises(ZeroDivisionError):
        app.run(x=0)
    assert app.run(x=1) == []
    assert app.names["y"] == 1
