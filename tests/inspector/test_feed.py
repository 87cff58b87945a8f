"""What the feed tells of events: what ran and was skipped, why, and what a full rerun would have done."""

from __future__ import annotations

from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from tests.inspector.conftest import SCRIPT, Serve, Served

LINES = SCRIPT.splitlines()


@pytest.fixture
def served(serve: Serve) -> Served:
    return serve()


def at_line(served: Served, event: dict[str, Any], text: str) -> dict[str, Any]:
    """What became of the region on the line with this text."""
    line = next(number for number, one in enumerate(LINES, 1) if text in one)
    number = next(region.id for region in served.host.program.modules[0].regions if region.span.line == line)
    row: dict[str, Any] = event["regions"][f"0:{number}"]
    return row


def test_an_event_says_what_ran_and_why_and_what_was_skipped(served: Served) -> None:
    tab = served.tab()
    with served.feed() as feed:
        first = feed.event_with(tab, 1)
        assert first["first"]
        assert first["skipped"] == 0
        assert first["whole"] == first["worked"] > 0

        tab.set_low(1)
        second = feed.wait_for("event")["event"]
        assert second["number"] == 2
        assert second["ending"] == "success"
        assert [why for why, _ in second["causes"]] == [next(iter(at_line(served, second, "slider")["why"]))]
        assert at_line(served, second, "half = ")["why"] == {"read low": 1}
        assert at_line(served, second, "half = ")["equal"] == 1
        kept = at_line(served, second, 'st.write("Half"')
        assert (kept["ran"], kept["skipped"], kept["why"]) == (0, 1, {})
        assert kept["saved"] == pytest.approx(at_line(served, first, 'st.write("Half"')["seconds"])
        loop = at_line(served, second, "st.text")
        assert (loop["ran"], loop["why"]) == (2, {"read low": 2})
        rows = second["regions"].values()
        assert second["ran"] == sum(row["ran"] > 0 for row in rows)
        assert second["ran"] + second["skipped"] == len(rows)
        assert second["equal"] == 1
        assert second["worked"] == pytest.approx(sum(row["seconds"] for row in rows))
        assert second["whole"] == pytest.approx(sum(row["seconds"] + row["saved"] for row in rows))


def test_values_are_told_by_type_and_size(served: Served) -> None:
    tab = served.tab()
    regions = {region.source: region.id for region in served.host.program.modules[0].regions}
    with served.feed() as feed:
        feed.event_with(tab, 1)
        feed.ask(values=[0, next(number for source, number in regions.items() if source.startswith("numbers"))])
        (position,) = feed.wait_for("values")["positions"]
        assert position["binds"] == [{"name": "numbers", "type": "list", "size": "9 items", "shown": ""}]
        assert {"name": "half", "type": "int", "size": "", "shown": "0"} in position["reads"]
        feed.ask(values=[0, 999])
        assert feed.wait_for("values")["positions"] is None
        feed.ask(values=[-1, 1])
        assert feed.wait_for("values")["positions"] is None


def test_sessions_are_told_apart(served: Served) -> None:
    one, other = served.tab(), served.tab()
    with served.feed() as feed:
        shown = feed.wait_for("sessions")["sessions"]
        assert [session["id"] for session in shown][-2:] == [one.id, other.id]
        assert all(session["connected"] for session in shown[-2:])
        feed.event_with(one, 1)
        other.set_low(3)
        sessions = feed.wait_for("sessions", lambda message: message["sessions"][-1]["events"] == 2)["sessions"]
        assert sessions[-2]["events"] == 1
        served.host.end_session(other.id)
        gone = feed.wait_for("sessions", lambda message: len(message["sessions"]) < len(sessions))
        assert other.id not in [session["id"] for session in gone["sessions"]]


def test_an_older_event_can_be_asked_for(served: Served) -> None:
    tab = served.tab()
    tab.set_low(4)
    with served.feed() as feed:
        feed.ask(watch=tab.id)
        events = feed.wait_for("events")
        assert events["all"]
        assert [event["number"] for event in events["events"]] == [1, 2]
        assert feed.wait_for("event")["event"]["number"] == 2
        feed.ask(event=1)
        assert feed.wait_for("event")["event"]["number"] == 1
        feed.ask(event=99)
        assert feed.wait_for("event")["event"] is None


@pytest.mark.parametrize("message", ["{", "[]", '{"watch": 3}', '{"values": ["a", 1]}', '{"rerun": true}'])
def test_what_may_not_be_asked_ends_the_feed(served: Served, message: str) -> None:
    with served.feed() as feed:
        feed.socket.send(message)
        with pytest.raises(ConnectionClosed) as closed:
            feed.wait_for("nothing")
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1003


def test_nobody_looks_on_any_more_when_the_page_is_closed(served: Served) -> None:
    watch = served.host.watch()
    with served.feed() as feed:
        feed.wait_for("sessions")
        assert watch.is_on
        rings = watch.wait(-1, 0)
    while watch.is_on:
        assert watch.wait(rings, 20) > rings
        rings += 1
