"""The harness itself: it notices what it must, and its data forms say what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from reactor.verify import case, events
from reactor.verify.compare import differences, first_parting, unsteady_places
from reactor.verify.plain import Trace, plain
from reactor.verify.play import Moment
from reactor.verify.targets import Observed


def test_every_event_has_a_text_form_and_comes_back_from_it() -> None:
    played = [
        events.Set("Low", [1, {"a": None}]),
        events.Set("Low", True, 2),
        events.Click("Go"),
        events.Click("Menu", "Copy"),
        events.Chat("Say", 'it\'s "so"'),
        events.Upload("One", [["a.txt", "text"]]),
        events.Dismiss(),
        events.GoTo("Page"),
        events.FollowLink("Link", 1),
        events.Back(),
        events.Timer(1),
        events.Rerun(),
        events.ClearCache(),
        events.Reload(),
        events.Edit("old", "new", "helpers.py"),
        events.Interrupt(["set", "Low", 1], "late", ["click", "Go"]),
        events.Reconnect(),
    ]
    assert {type(event) for event in played} == set(events.VERBS.values())
    assert [events.from_text(events.to_text(event)) for event in played] == played
    assert events.to_text(played[2]) == 'click "Go"'
    with pytest.raises(ValueError, match="no such event"):
        events.from_text("jump")


def moment(value: object, **seen: object) -> Moment:
    return Moment(None, {"tree": {"main": [value]}, **seen}, Observed({"dict": []}, ()))


def test_a_difference_is_found_wherever_it_is() -> None:
    full = [moment({"text": {"body": "a"}}), moment({"text": {"body": "b"}})]
    assert first_parting(full, full) is None
    parting = first_parting(full, [full[0], moment({"text": {"body": "c"}})])
    assert parting is not None
    assert (parting.moment, parting.differences[0].path) == (1, ("tree", "main", 0, "text", "body"))
    assert "full: 'b'" in str(parting)
    assert first_parting(full, full[:1]) is not None
    other_state = Moment(None, full[1].seen, Observed({"dict": [["n", 1]]}, ()))
    assert first_parting(full, [full[0], other_state]) is not None
    other_callbacks = Moment(None, full[1].seen, Observed({"dict": []}, (["f", [], {}],)))
    assert first_parting(full, [full[0], other_callbacks]) is not None


def test_numbers_and_truth_values_are_not_the_same() -> None:
    assert [str(one.path) for one in differences({"a": 1, "b": 1}, {"a": True, "b": 1.0})] == ["('a',)", "('b',)"]


def test_only_the_place_the_oracle_is_unsteady_about_is_left_out() -> None:
    first, second = [moment({"text": {"body": "1:00", "help": ""}})], [moment({"text": {"body": "1:01", "help": ""}})]
    unsteady = unsteady_places(first, second)
    assert first_parting(first, [moment({"text": {"body": "1:02", "help": ""}})], unsteady) is None
    assert first_parting(first, [moment({"text": {"body": "1:02", "help": "x"}})], unsteady) is not None


@dataclass
class Point:
    x: int
    y: object


def test_plain_values_tell_shared_objects_from_equal_ones() -> None:
    shared = [1]
    assert plain({"a": shared, "b": shared}) != plain({"a": [1], "b": [1]})
    assert plain(Point(1, [2])) == plain(Point(1, [2])) != plain(Point(1, [3]))
    assert plain(Point) == f"<{__name__}.Point>"
    loop: list[object] = []
    loop.append(loop)
    assert plain(loop) == {"list": ["<same as 0>"]}


def test_a_case_holds_events_and_what_they_run(tmp_path: Path) -> None:
    script = tmp_path / "app.py"
    script.write_text(
        'import streamlit as st\n\n# > set "Low" 20\n# > ran 3 "lib.py:7" 4*2\n# > skipped 5\n# > rerun\n'
    )
    read = case.read(script)
    assert [events.to_text(event) for event in read.events] == ['set "Low" 20', "rerun"]
    assert read.expected == (
        case.Expected(1, "app.py", 3),
        case.Expected(1, "lib.py", 7),
        case.Expected(1, "app.py", 4, 2),
        case.Expected(1, "app.py", 5, 0),
    )
    ran, skipped = ("ran", "an input changed"), ("skipped", "")
    low: Trace = (("app.py", 3, *ran), ("lib.py", 7, *skipped), ("app.py", 4, *ran), ("app.py", 4, *ran))
    assert case.unmet(read, [(), low, ()]) == [
        "after event 1: lib.py:7 should have run: 1 visits, ran 0 times []",
        "after event 1: app.py:5 should have been skipped: 0 visits, ran 0 times []",
    ]
