"""Traces of events: the file, the forms it is put into, and spans."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from opentelemetry import trace as opentelemetry
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from reactor.build import traces
from reactor.build.errors import AppProblem
from reactor.build.findings import findings
from reactor.build.report import build_report
from reactor.build.verdict import judge
from reactor.cli import main
from reactor_runtime.engine.recall import Limits
from reactor_runtime.session.history import Event
from reactor_runtime.session.host import Host
from reactor_runtime.session.tracing import Spans, TraceFile, make_spans
from tests.session.conftest import Serve, Tab

SCRIPT = """\
    import streamlit as st
    import time

    low = st.slider("Low", 0, 9)
    small = low > 3
    st.text(small)
    st.text("fixed")
    now = time.time()
"""


@pytest.fixture
def host(serve: Serve) -> Host:
    return serve(SCRIPT)


def play(host: Host) -> None:
    """Load the page, and move the slider within what is small."""
    tab = Tab(host).load()
    tab.send("Low", 2)
    tab.settled()


def test_a_line_for_each_event_says_what_ran_and_why(host: Host, tmp_path: Path) -> None:
    host.listen(TraceFile(tmp_path / "a.trace").record)
    play(host)
    head, first, second = (json.loads(line) for line in (tmp_path / "a.trace").read_text().splitlines())
    assert head == {"schema": 1, "files": [{"path": "app.py", "sha256": host.program.modules[0].source_hash}]}
    assert (first["event"], first["ending"], first["ran"], first["skipped"]) == (1, "success", 5, 0)
    assert (second["event"], second["ran"], second["skipped"]) == (2, 3, 2)
    assert [(visit["line"], visit["outcome"]) for visit in second["visits"]] == [
        (4, "ran"),
        (5, "ran"),
        (6, "skipped"),
        (7, "skipped"),
        (8, "ran"),
    ]
    ran = [visit for visit in second["visits"] if visit["outcome"] == "ran"]
    assert all(visit["why"] for visit in ran)
    assert [visit["cut_off"] for visit in ran] == [False, True, False]
    assert [visit["at"] for visit in ran] == sorted(visit["at"] for visit in ran)
    assert all(0 <= visit["at"] <= visit["at"] + visit["seconds"] <= second["seconds"] for visit in ran)


def test_going_back_is_told(serve: Serve, tmp_path: Path) -> None:
    host = serve(SCRIPT, recall=Limits(worth_seconds=0))
    path = tmp_path / "app.trace"
    host.listen(TraceFile(path).record)
    tab = Tab(host).load()
    for low in (5, 6, 2):
        tab.send("Low", low)
        tab.settled()
    event = json.loads(path.read_text().splitlines()[-1])
    visits = {visit["line"]: visit for visit in event["visits"]}
    # What is small was shown before the other thing was; what is fixed is skipped as ever.
    assert (visits[6]["outcome"], visits[6]["recalled"]) == ("skipped", True)
    assert "recalled" not in visits[7]
    assert tab.texts() == ["False", "fixed"]


def test_a_trace_is_told_and_put_into_chrome_s_form(host: Host, tmp_path: Path) -> None:
    path = tmp_path / "a.trace"
    host.listen(TraceFile(path).record)
    play(host)
    told = CliRunner().invoke(main, ["trace", str(path)]).stdout.splitlines()
    assert ["5 ran, 0 skipped" in told[0], "3 ran, 2 skipped" in told[1], len(told)] == [True, True, 2]
    result = CliRunner().invoke(main, ["trace", str(path), "--format", "chrome", "--event", "2"])
    parts = json.loads(result.stdout)["traceEvents"]
    assert [part["name"] for part in parts[1:]] == ["event 2", "app.py:4", "app.py:5", "app.py:8"]
    event, *regions = parts[1:]
    assert all(event["ts"] <= one["ts"] and one["ts"] + one["dur"] <= event["ts"] + event["dur"] for one in regions)
    assert CliRunner().invoke(main, ["trace", str(path), "--event", "3"]).exit_code == 2


def test_a_trace_is_put_into_speedscope_s_form(host: Host, tmp_path: Path) -> None:
    path = tmp_path / "a.trace"
    host.listen(TraceFile(path).record)
    play(host)
    result = CliRunner().invoke(main, ["trace", str(path), "--format", "speedscope"])
    whole = json.loads(result.stdout)
    assert [frame["name"] for frame in whole["shared"]["frames"]] == [f"app.py:{line}" for line in range(4, 9)]
    first, second = whole["profiles"]
    assert (first["type"], first["unit"], second["name"][-7:]) == ("evented", "seconds", "event 2")
    assert [(step["type"], step["frame"]) for step in second["events"]] == [
        (kind, frame) for frame in (0, 1, 4) for kind in "OC"
    ]
    for profile in (first, second):
        times = [profile["startValue"], *(step["at"] for step in profile["events"]), profile["endValue"]]
        assert times == sorted(times)


def test_times_order_the_report_as_long_as_the_source_is_the_same(host: Host, tmp_path: Path) -> None:
    path = tmp_path / "a.trace"
    host.listen(TraceFile(path).record)
    play(host)
    measured = traces.times(traces.read(path), host.program, {0: "app.py"})
    assert set(measured) == {("app.py", number) for number in range(1, 6)}
    report = build_report(host.program, judge(host.program))
    report["files"][0]["path"] = "app.py"
    (found,) = findings(report, measured)
    assert found.seconds == measured["app.py", 5]
    assert " ms an event" in found.message
    edited = path.read_text().replace(host.program.modules[0].source_hash, "0" * 64)
    path.write_text(edited)
    assert traces.times(traces.read(path), host.program, {0: "app.py"}) == {}


def test_a_trace_that_is_cut_off_is_read_up_to_there(tmp_path: Path) -> None:
    path = tmp_path / "a.trace"
    path.write_text('{"schema":1,"files":[]}\n{"visits":[]}\n{"vis')
    assert len(traces.read(path)) == 1
    path.write_text('{"schema":1,"files":[]}\nno\n{"visits":[]}\n')
    with pytest.raises(AppProblem, match="no line of a trace"):
        traces.read(path)
    path.write_text('{"schema":2,"files":[]}\n')
    with pytest.raises(AppProblem, match="schema 2"):
        traces.read(path)


def test_spans_are_made_where_somebody_wants_them(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    assert make_spans() is None
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(opentelemetry, "get_tracer_provider", lambda: provider)
    monkeypatch.setattr(opentelemetry, "get_tracer", provider.get_tracer)
    spans = make_spans()
    assert isinstance(spans, Spans)
    seen: list[Event] = []
    host.listen(spans.record)
    host.listen(lambda _, __, event: seen.append(event))
    play(host)
    found = exporter.get_finished_spans()[-4:]
    assert [span.name for span in found] == ["app.py:4", "app.py:5", "app.py:8", "reactor event"]
    whole = found[-1]
    assert whole.attributes is not None
    assert (whole.attributes["reactor.ran"], whole.attributes["reactor.skipped"]) == (3, 2)
    for span in found[:-1]:
        assert span.parent is not None
        assert span.parent.span_id == whole.context.span_id
        assert span.start_time is not None
        assert span.end_time is not None
        assert whole.start_time is not None
        assert whole.start_time <= span.start_time <= span.end_time
    assert [event.number for event in seen] == [1, 2]
