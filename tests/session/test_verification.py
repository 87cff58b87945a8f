"""Runs checked by a shadow: what it finds, what it leaves alone, and that nobody waits for it."""

from __future__ import annotations

import sys
import threading
import types
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from reactor_runtime.program import Program
from tests.session.conftest import Serve, Tab
from tests.verify.damaged import Change, damaged, without_effect, without_read

ALL = 100
FOUND = "found to be skipped wrongly"


def wrong(line: int, change: Change) -> Callable[[Program], Program]:
    return partial(damaged, file="app.py", line=line, change=change)


def ran(tab: Tab) -> dict[int, str]:
    """The lines that the last walk ran, and why."""
    return {line: why for _, line, outcome, why in tab.host.last_trace(tab.id) if outcome == "ran"}


def found(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What was reported; Streamlit logs on its own account, too, once another test has read a configuration."""
    name = "reactor_runtime.session.verification"
    return [record.getMessage() for record in caplog.records if record.name == name]


SUMS = """
    import streamlit as st

    low = st.slider("Low", 0, 9)
    other = st.slider("Other", 0, 9)
    double = low * 2
    st.write("sum", double + other)
    st.session_state.runs = st.session_state.get("runs", 0) + 1
    st.text(st.session_state.runs)
"""


def test_a_wrong_skip_is_named_corrected_and_not_repeated(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    tab = Tab(serve(SUMS, wrong(6, without_read("low")), ALL)).load()
    tab.send("Low", 2)
    tab.settled()
    assert 6 not in ran(tab)
    # The page of the browser, and the count of a single run.
    assert tab.texts() == ["sum `4`", "2"]
    (said,) = found(caplog)
    assert said.startswith("app.py:6: double = low * 2: was skipped, and had to run: double is 4, not 0. ")
    assert said.endswith("the statement runs at every event. The page has been corrected.")
    # Nothing of the wrong walk is used again, and then only what must run.
    tab.send("Other", 3)
    tab.settled()
    assert tab.texts() == ["sum `7`", "3"]
    tab.send("Low", 5)
    tab.settled()
    assert tab.texts() == ["sum `13`", "4"]
    assert ran(tab)[6] == FOUND
    assert 5 not in ran(tab)
    assert len(found(caplog)) == 1
    assert tab.state() == {"runs": 4}


def test_what_was_found_holds_for_the_other_tabs(serve: Serve) -> None:
    host = serve(SUMS, wrong(6, without_read("low")), ALL)
    first, second = Tab(host).load(), Tab(host).load()
    first.send("Low", 2)
    first.settled()
    host.verification.share = 0
    checked = host.verification.checked
    second.send("Low", 4)
    second.settled()
    assert second.texts() == ["sum `8`", "2"]
    assert ran(second)[6] == FOUND
    assert host.verification.checked == checked == 1


@pytest.mark.parametrize(
    ("source", "line", "name", "what", "texts"),
    [
        ("right.text(f'n {n}')\nright.text('after')", 4, "n", "what it draws (text)", ["n 2", "after"]),
        ("if max(n, 0) > 1:\n    st.text('many')\nst.text('after')", 4, "n", "its value is True", ["many", "after"]),
        ("st.session_state.k = n\nst.text(st.session_state.k)", 4, "n", "writes to state k", ["2"]),
        ("for i in sorted(range(n)):\n    st.text(i)", 4, "n", "its value is [0, 1]", ["0", "1"]),
        ("found = []\nfound.append(n)\nst.text(found)", 5, "n", "what it draws (text)", ["[2]"]),
        ("def main(m):\n    d = m * 2\n    st.text(d)\nmain(n)", 5, "m", "d is 4, not 0", ["4"]),
        ("m = n\ndef f():\n    return n\nst.text(f())", 7, "n", "what it draws (text)", ["2"]),
    ],
)
def test_whatever_parts_is_found_and_set_right(
    serve: Serve, source: str, line: int, name: str, what: str, texts: list[str]
) -> None:
    head = 'import streamlit as st\nn = st.slider("n", 0, 5)\nleft, right = st.columns(2)\n'
    tab = Tab(serve(head + source, wrong(line, without_read(name)), ALL)).load()
    tab.send("n", 2)
    tab.settled()
    assert tab.texts() == texts
    (report,) = tab.host.verification.reports
    assert what in report


COUNTS = """
    import streamlit as st
    import counting

    n = st.slider("n", 0, 9)
    fixed = [1, 2]
    fixed.append(3)
    st.text(fixed)
    counting.count("always")
    log = st.session_state.setdefault("log", [])
    log.append(n)
    left, right = st.columns(2)
    with left:
        st.text(f"left {n}")
        st.text("still left")
    right.text("right")
    place = st.empty()
    place.text("first")
    place.text(f"second {n}")


    @st.fragment
    def part():
        st.text("in a fragment")
        counting.count("fragment")


    part()
    with st.expander("More"):
        more = st.checkbox("Show")
    if more:
        st.text("more")
    st.text(len(log))
"""


@pytest.fixture
def counting() -> Iterator[dict[str, int]]:
    """A module of the outside world, that counts."""
    module = types.ModuleType("counting")
    counts: dict[str, int] = {}

    def count(what: str) -> None:
        counts[what] = counts.get(what, 0) + 1

    module.count = count  # type: ignore[attr-defined]
    sys.modules["counting"] = module
    yield counts
    del sys.modules["counting"]


def test_a_right_app_is_left_alone_and_does_nothing_twice(serve: Serve, counting: dict[str, int]) -> None:
    host = serve(COUNTS, verify=ALL)
    tab = Tab(host).load()
    for value in (3, 4, 5):
        tab.send("n", value)
        tab.settled()
    assert counting == {"always": 4, "fragment": 4}
    assert tab.state() == {"log": [0, 3, 4, 5]}
    assert tab.texts() == [
        "[1, 2, 3]", "left 5", "still left", "right", "second 5", "in a fragment", "4",
    ]  # fmt: skip
    verification = host.verification
    assert verification.reports == []
    assert verification.checked == 3
    # Skipped and judged: the list, the texts that stay, the columns, the placeholder; not what ran.
    assert verification.judged >= 3 * 8
    assert {5, 10, 14}.isdisjoint(set(ran(tab))) is False
    assert not {6, 8, 15, 16, 18} & set(ran(tab))


def test_what_is_skipped_by_mistake_has_its_effect_once(serve: Serve, counting: dict[str, int]) -> None:
    tab = Tab(serve(COUNTS, wrong(9, without_effect), ALL)).load()
    tab.send("n", 3)
    tab.settled()
    assert counting["always"] == 2


GATED = """
    import streamlit as st
    import gate

    n = st.slider("n", 0, 9)
    st.text(f"n {n}")
    gate.wait()
    st.session_state.runs = st.session_state.get("runs", 0) + 1
    st.text("last")
"""


def test_an_event_is_answered_before_its_shadow_ends_and_ends_the_one_before(serve: Serve) -> None:
    entered, opened = threading.Event(), threading.Event()
    opened.set()
    module = types.ModuleType("gate")

    def wait() -> None:
        entered.set()
        assert opened.wait(20)

    module.wait = wait  # type: ignore[attr-defined]
    sys.modules["gate"] = module
    try:
        host = serve(GATED, wrong(7, without_effect), ALL)
        tab = Tab(host).load()
        opened.clear()
        entered.clear()
        tab.send("n", 1)
        assert entered.wait(20)
        # The shadow stands at the gate, which the walk skipped.
        assert tab.texts() == ["n 1", "last"]
        assert not tab.browser.running
        assert not host.wait_until_settled(tab.id, 0)
        tab.send("n", 2)
        opened.set()
        tab.settled()
    finally:
        del sys.modules["gate"]
    assert tab.texts() == ["n 2", "last"]
    assert tab.state() == {"runs": 3}
    assert host.verification.reports == []
    assert host.verification.checked == 2


def test_what_cannot_be_drawn_again_is_right_after_the_next_event(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    source = """
        import streamlit as st

        n = st.slider("n", 0, 9)
        for text in iter(["a", "b"]):
            st.text(text)
        double = n * 2
        st.text(double)
    """
    tab = Tab(serve(source, wrong(7, without_read("n")), ALL)).load()
    tab.send("n", 2)
    tab.settled()
    assert tab.texts() == ["a", "b", "0"]
    assert found(caplog)[0].endswith("The page is right again after the next event.")
    tab.host.receive(tab.id, tab.browser.rerun(), tab)
    tab.settled()
    assert tab.texts() == ["a", "b", "4"]


def test_a_share_of_the_events_is_checked(serve: Serve) -> None:
    host = serve(SUMS, verify=50)
    tab = Tab(host).load()
    for number in range(40):
        tab.send("Low", number % 9)
        tab.settled()
    # Less than once in a million runs it is none, or all.
    assert 0 < host.verification.checked < 40
