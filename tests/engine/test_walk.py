"""What a walk runs, and what it takes as run."""

from __future__ import annotations

from typing import Any

import pytest

from reactor_runtime.engine.ranges import Doubt
from reactor_runtime.engine.trace import Outcome
from reactor_runtime.program import Range, Reason, RegionKind
from tests.engine.scripts import Script, region

VOLATILE = (Reason("test", 1, "an input"),)


def test_a_region_whose_reads_are_unchanged_is_skipped_and_its_names_are_bound() -> None:
    script = Script(
        """
        if _r.run(1):
            x = inputs["x"]; ran("x")
            _r.done(1)
        if _r.run(2):
            y = x * 2; ran("y")
            _r.done(2)
        """,
        region(1, binds="x", volatile=VOLATILE),
        region(2, "x", "y"),
    )
    assert script.run(x=1) == ["x", "y"]
    assert script.run(x=1) == ["x"]
    assert script.names["y"] == 2
    assert script.run(x=2) == ["x", "y"]
    assert script.names["y"] == 4


def test_an_equal_value_of_another_type_is_another_input() -> None:
    script = Script(
        """
        if _r.run(1):
            x = inputs["x"]
            _r.done(1)
        if _r.run(2):
            ran(repr(x))
            _r.done(2)
        """,
        region(1, binds="x", volatile=VOLATILE),
        region(2, "x"),
    )
    assert script.run(x=1) == ["1"]
    assert script.run(x=True) == ["True"]
    assert script.run(x=1.0) == ["1.0"]
    assert script.run(x=1.0) == []


def test_an_equal_new_list_keeps_its_readers_clean() -> None:
    script = Script(
        """
        if _r.run(1):
            x = list(inputs["x"])
            _r.done(1)
        if _r.run(2):
            ran(x)
            _r.done(2)
        """,
        region(1, binds="x", volatile=VOLATILE),
        region(2, "x"),
    )
    assert script.run(x=[1, 2]) == [[1, 2]]
    assert script.run(x=[1, 2]) == []
    assert script.run(x=[1, 3]) == [[1, 3]]


def test_a_kept_test_decides_the_branch() -> None:
    script = Script(
        """
        if _r.run(1):
            x = inputs["x"]
            _r.done(1)
        if _r.keep(2, (ran("test"), x > 1)[1]) if _r.run(2) else _r.kept(2):
            if _r.run(3):
                ran("inside")
                _r.done(3)
        """,
        region(1, binds="x", volatile=VOLATILE),
        region(2, "x"),
        region(3),
    )
    assert script.run(x=2) == ["test", "inside"]
    assert script.run(x=2) == []
    assert script.run(x=0) == ["test"]
    assert script.run(x=3) == ["test"], "the body is remembered from the walk before the last"


def test_iterations_are_told_apart_by_their_item() -> None:
    script = Script(
        """
        if _r.run(1):
            names = inputs["names"]
            _r.done(1)
        for name in _r.loop(2, names):
            if _r.run(3):
                ran(name)
                _r.done(3)
        """,
        region(1, binds="names", volatile=VOLATILE),
        region(2),
        region(3, "name", loop_depth=1),
    )
    assert script.run(names=["b", "c"]) == ["b", "c"]
    assert script.run(names=["a", "b", "c"]) == ["a"]
    assert script.run(names=["c", "b"]) == []


def test_regions_of_a_function_are_told_apart_by_call() -> None:
    script = Script(
        """
        def show(label, value):
            with _r.frame(1):
                if _r.run(2, locals()):
                    doubled = value * 2; ran(label)
                    _r.done(2, locals())
                else:
                    doubled, = _r.values(2)
                return doubled
        if _r.run(3):
            x = inputs["x"]
            _r.done(3)
        result = [show("first", 1), show("second", x)]
        """,
        region(1, scope="show"),
        region(2, "value label", "doubled", scope="show"),
        region(3, binds="x", volatile=VOLATILE),
    )
    assert script.run(x=5) == ["first", "second"]
    assert script.run(x=6) == ["second"]
    assert script.names["result"] == [2, 12]
    assert script.run(x=6) == []
    assert script.names["result"] == [2, 12]


def test_a_region_left_by_an_exception_runs_again() -> None:
    script = Script(
        """
        try:
            if _r.run(1):
                ran("risky"); 1 / 0
                _r.done(1)
        except ZeroDivisionError:
            if _r.run(2):
                ran("handler")
                _r.done(2)
        if _r.run(3):
            ran("after")
            _r.done(3)
        """,
        region(1),
        region(2),
        region(3),
    )
    assert script.run() == ["risky", "handler", "after"]
    assert script.run() == ["risky"]


def test_a_guarded_function_called_inside_a_region_belongs_to_the_region() -> None:
    script = Script(
        """
        def helper():
            with _r.frame(1):
                if _r.run(2, locals()):
                    ran("inner")
                    _r.done(2, locals())
        if _r.run(3):
            helper(); helper()
            _r.done(3)
        """,
        region(1, scope="helper"),
        region(2, scope="helper"),
        region(3),
    )
    assert script.run() == ["inner", "inner"]
    assert script.run() == []


def test_an_iterator_is_never_handed_out_twice() -> None:
    script = Script(
        """
        if _r.run(1):
            items = iter([1, 2]); ran("made")
            _r.done(1)
        if _r.run(2):
            ran(list(items))
            _r.done(2)
        """,
        region(1, binds="items"),
        region(2, "items"),
    )
    assert script.run() == ["made", [1, 2]]
    assert script.run() == ["made", [1, 2]]


def _mutating(forced_reader: tuple[int, ...] = ()) -> Script:
    members = ((0, 2), (0, 3), (0, 4))
    return Script(
        """
        if _r.run(1):
            n = inputs["n"]
            _r.done(1)
        if _r.run(2):
            xs = []; ran("made")
            _r.done(2)
        if _r.run(3):
            xs.append(n); ran("mutated")
            _r.done(3)
        if _r.run(4):
            ran(list(xs))
            _r.done(4)
        """,
        region(1, binds="n", volatile=VOLATILE),
        region(2, binds="xs", ranges=(0,), forces=(0,)),
        region(3, "xs n", mutates=("xs",), ranges=(0,), forces=(0,)),
        region(4, "xs", ranges=(0,)),
        ranges=(Range(0, ("xs",), members, ((0, 1), *members)),),
    )


def test_a_mutable_range_runs_whole_when_the_outcome_of_an_ancestor_changed() -> None:
    script = _mutating()
    assert script.run(n=1) == ["made", "mutated", [1]]
    assert script.run(n=1) == []
    assert script.names["xs"] == [1]
    assert script.run(n=2) == ["made", "mutated", [2]]


def test_a_mutable_range_runs_whole_when_an_ancestor_further_down_always_runs() -> None:
    members = ((0, 1), (0, 3))
    script = Script(
        """
        if _r.run(1):
            xs = []; ran("made")
            _r.done(1)
        if _r.run(2):
            n = inputs["n"]
            _r.done(2)
        if _r.run(3):
            xs.append(n); ran("mutated")
            _r.done(3)
        """,
        region(1, binds="xs", ranges=(0,), forces=(0,)),
        region(2, binds="n", volatile=VOLATILE),
        region(3, "xs n", mutates=("xs",), ranges=(0,), forces=(0,)),
        ranges=(Range(0, ("xs",), members, ((0, 2), *members)),),
    )
    assert script.run(n=1) == ["made", "mutated"]
    assert script.run(n=1) == ["made", "mutated"], "it could not be known that n would be the same"
    assert script.names["xs"] == [1]


def test_a_creator_that_always_runs_keeps_the_mutated_object_if_it_makes_the_same() -> None:
    members = ((0, 1), (0, 2), (0, 3))
    script = Script(
        """
        if _r.run(1):
            xs = list(inputs["xs"]); ran("read")
            _r.done(1)
        if _r.run(2):
            xs.append("added"); ran("mutated")
            _r.done(2)
        if _r.run(3):
            ran(list(xs))
            _r.done(3)
        """,
        region(1, binds="xs", volatile=VOLATILE, ranges=(0,), forces=(0,)),
        region(2, "xs", mutates=("xs",), ranges=(0,), forces=(0,)),
        region(3, "xs", ranges=(0,)),
        ranges=(Range(0, ("xs",), members, members),),
    )
    assert script.run(xs=[1]) == ["read", "mutated", [1, "added"]]
    assert script.run(xs=[1]) == ["read"]
    assert script.names["xs"] == [1, "added"]
    assert script.run(xs=[2]) == ["read", "mutated", [2, "added"]]
    assert script.run(xs=[2]) == ["read"]
    assert script.run(xs=[1]) == ["read", "mutated", [1, "added"]]


def test_a_mutable_range_without_dirty_ancestors_is_skipped_whole() -> None:
    members = ((0, 1), (0, 2))
    script = Script(
        """
        if _r.run(1):
            xs = []; ran("made")
            _r.done(1)
        if _r.run(2):
            xs.append(1); ran("mutated")
            _r.done(2)
        """,
        region(1, binds="xs", ranges=(0,), forces=(0,)),
        region(2, "xs", mutates=("xs",), ranges=(0,), forces=(0,)),
        ranges=(Range(0, ("xs",), members, members),),
    )
    assert script.run() == ["made", "mutated"]
    assert script.run() == []
    assert script.names["xs"] == [1]


def test_a_range_that_turns_out_dirty_after_a_member_was_skipped_is_doubt() -> None:
    members = ((0, 1), (0, 3))
    script = Script(
        """
        if _r.run(1):
            xs = []
            _r.done(1)
        if _r.run(2):
            n = inputs["n"]
            _r.done(2)
        if _r.run(3):
            xs.append(n)
            _r.done(3)
        """,
        region(1, binds="xs", ranges=(0,), forces=(0,)),
        region(2, binds="n", volatile=VOLATILE),
        region(3, "xs n", mutates=("xs",), ranges=(0,), forces=(0,)),
        # The ancestors are incomplete: region 2 is missing.
        ranges=(Range(0, ("xs",), members, members),),
    )
    script.run(n=1)
    with pytest.raises(Doubt):
        script.run(n=2)


def test_an_object_that_escapes_is_made_anew_in_every_walk() -> None:
    script = Script(
        """
        if _r.run(1):
            xs = []; ran("made")
            _r.done(1)
        if _r.run(2):
            y = 1; ran("constant")
            _r.done(2)
        """,
        region(1, binds="xs", escapes=("xs",)),
        region(2, binds="y", escapes=("y",)),
    )
    assert script.run() == ["made", "constant"]
    assert script.run() == ["made"], "an immutable value may outlive the walk"


def test_guards_outside_a_walk_let_everything_run() -> None:
    script = Script("if _r.run(1):\n    ran('once')\n    _r.done(1)\n", region(1))
    script.run()
    calls: list[Any] = []
    exec(script._code, {"_r": script._guards, "ran": calls.append})
    assert calls == ["once"]


def test_a_kept_test_is_what_it_was_when_it_was_asked() -> None:
    script = Script(
        """
        if _r.run(1):
            rows = []
            _r.done(1)
        if _r.keep(2, rows) if _r.run(2) else _r.kept(2):
            ran("rows")
        if _r.run(3):
            rows.append(1)
            _r.done(3)
        """,
        region(1, binds="rows", ranges=(0,), forces=(0,)),
        region(2, "rows", kind=RegionKind.TEST, ranges=(0,), forces=(0,)),
        region(3, "rows", mutates=("rows",), ranges=(0,), forces=(0,)),
        ranges=(Range(0, ("rows",), ((0, 1), (0, 2), (0, 3)), ((0, 1), (0, 2), (0, 3))),),
    )
    assert script.run() == []
    assert script.run() == []
    assert [visit.outcome for visit in script.walk.trace] == [Outcome.SKIPPED] * 3


def test_a_creator_is_made_anew_for_all_its_ranges() -> None:
    script = Script(
        """
        if _r.run(1):
            rows = [[]]
            _r.done(1)
        if _r.run(2):
            rows[0].append(inputs["n"])
            _r.done(2)
        if _r.run(3):
            rows.append(len(rows))
            ran(str(rows))
            _r.done(3)
        """,
        region(1, binds="rows", ranges=(0, 1), forces=(0, 1)),
        region(2, "rows inputs", mutates=("rows",), ranges=(0, 1), forces=(0, 1), volatile=VOLATILE),
        region(3, "rows", mutates=("rows",), ranges=(0, 1), forces=(0, 1)),
        ranges=tuple(
            Range(number, ("rows",), ((0, 1), (0, 2), (0, 3)), ((0, 1), (0, 2), (0, 3))) for number in range(2)
        ),
    )
    assert script.run(n=1) == ["[[1], 1]"]
    assert script.run(n=2) == ["[[2], 1]"]


def test_a_skip_tells_what_the_execution_took_that_it_stands_for() -> None:
    script = Script(
        """
        if _r.run(1):
            x = 1
            _r.done(1)
        """,
        region(1, binds="x"),
    )
    script.run()
    (ran,) = script.walk.trace
    script.run()
    (skipped,) = script.walk.trace
    assert ran.seconds > 0
    assert (skipped.outcome, skipped.seconds, skipped.saved) == (Outcome.SKIPPED, 0.0, ran.seconds)


def test_who_watches_is_told_which_regions_gave_what_they_gave_before() -> None:
    script = Script(
        """
        if _r.run(1):
            x = inputs["x"]
            _r.done(1)
        if _r.run(2):
            half = x // 2
            _r.done(2)
        if _r.run(3):
            ran(half)
            _r.done(3)
        """,
        region(1, binds="x", volatile=VOLATILE),
        region(2, "x", "half"),
        region(3, "half"),
    )
    script.run(x=2)
    script.run(x=3)
    assert [visit.equal for visit in script.walk.trace] == [False, False, False]
    script.walk.watched = True
    script.run(x=2)
    seen = [(visit.outcome, visit.equal) for visit in script.walk.trace]
    assert seen == [(Outcome.RAN, False), (Outcome.RAN, True), (Outcome.SKIPPED, False)]
    assert [slot.region for slot in script.walk.slots()] == [1, 2, 3]
