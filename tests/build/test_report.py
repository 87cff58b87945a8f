"""Verdicts, the report made of them, and the graph."""

from __future__ import annotations

import json
from dataclasses import replace

import networkx
import pytest

from reactor.build.drawing import draw_dot, draw_mermaid, draw_svg, draw_text
from reactor.build.graph import build_graph, from_data, to_data
from reactor.build.report import build_report, print_report, summary
from reactor.build.verdict import Verdict, judge
from reactor_runtime.program import Binding, Check, Checkpointed, Program, Range, Reason, RegionKind
from tests.build.made_programs import module, region, shop


def test_verdicts_follow_volatility_loops_and_ranges() -> None:
    judgements = judge(shop())
    assert {address: judgement.verdict for address, judgement in judgements.items()} == {
        (0, 1): Verdict.SKIPPABLE,
        (0, 2): Verdict.SKIPPABLE,
        (0, 3): Verdict.SKIPPABLE,
        (0, 4): Verdict.ALWAYS,
        (0, 5): Verdict.FOLLOWS_LOOP,
        (0, 6): Verdict.SKIPPABLE,
        (0, 7): Verdict.SKIPPABLE,
        (0, 8): Verdict.ALWAYS,
        (0, 9): Verdict.ALWAYS,
        (1, 1): Verdict.SKIPPABLE,
    }
    assert judgements[0, 4].reasons == (Reason("clock", 6, "time.time"),)
    (reason,) = judgements[0, 8].reasons
    assert (reason.code, reason.line) == ("range-volatile", 10)
    assert "shop.py:6" in reason.detail


def test_a_range_changed_from_outside_always_runs() -> None:
    program = shop()
    outside = replace(program.ranges[0], ancestors=(), always=True)
    reasons = judge(replace(program, ranges=(outside,)))[0, 8].reasons
    assert [reason.code for reason in reasons] == ["range-outside-walk"]
    between = replace(outside, between=(0, 7))
    (reason,) = judge(replace(program, ranges=(between,)))[0, 8].reasons
    assert (reason.code, reason.detail.rpartition(", ")[2]) == ("range-between", "because of shop.py:7")


def test_what_can_be_put_back_runs_from_the_first_change_after_what_always_runs() -> None:
    """Of three statements that change a list, the second depends on the clock itself."""
    clock = (Reason("clock", 3, "time.time"),)
    regions = [
        region(1, 1, "x = []", binds=(("x", Binding.GLOBAL),), ranges=(0,), forces=(0,)),
        region(2, 2, "x.append(1)", mutates=("x",), ranges=(0,), forces=(0,)),
        region(3, 3, "x.append(time.time())", mutates=("x",), ranges=(0,), forces=(0,), volatile=clock),
        region(4, 4, "st.write(x)", reads=(("x", Binding.GLOBAL),), ranges=(0,)),
    ]
    members = tuple((0, item.id) for item in regions)
    whole = Program((module(*regions),), ranges=(Range(0, ("x",), members, members),))
    kept = Checkpointed(ranges=(0,), changing=((0, 2), (0, 3)), controls=(), holders=(("x", Binding.GLOBAL),))

    def always(program: Program) -> list[int]:
        return [number for (_, number), found in judge(program).items() if found.verdict is Verdict.ALWAYS]

    assert always(whole) == [1, 2, 3, 4]
    assert always(replace(whole, checkpoints=(kept,))) == [3, 4]
    assert always(replace(whole, checkpoints=(replace(kept, controls=((0, 3),)),))) == [1, 2, 3, 4]


def test_the_head_of_a_loop_over_a_name_is_not_counted() -> None:
    program = Program((module(region(1, 1, "for x in xs:", kind=RegionKind.LOOP), region(2, 2, "st.write(x)")),))
    assert list(judge(program)) == [(0, 2)]
    assert build_report(program, judge(program))["totals"]["regions"] == 1
    assert list(build_graph(program, judge(program))) == ["region:0:2"]


def test_a_range_without_a_volatile_region_is_skippable() -> None:
    program = Program((module(region(1, 1, "x = []", ranges=(0,)), region(2, 2, "x.append(1)", ranges=(0,))),))
    program = replace(program, ranges=(Range(0, ("x",), members=((0, 1), (0, 2)), ancestors=()),))
    assert {judgement.verdict for judgement in judge(program).values()} == {Verdict.SKIPPABLE}


def test_a_follower_that_always_runs_forces_nobody() -> None:
    maker, reader = (
        region(1, 1, "x = []", ranges=(0,), forces=(0,)),
        region(2, 2, "log(x)", ranges=(0,), volatile=(Reason("console", 2, ""),)),
    )
    members = ((0, 1), (0, 2))
    program = Program((module(maker, reader),), ranges=(Range(0, ("x",), members=members, ancestors=members),))
    assert judge(program)[0, 1].verdict is Verdict.SKIPPABLE


def test_a_conditional_range_is_a_note() -> None:
    program = Program((module(region(1, 1, "x = f()", ranges=(0,), forces=(0,))),))
    program = replace(
        program, ranges=(Range(0, ("x", *"abcdef"), members=((0, 1),), ancestors=(), always=True, conditional=True),)
    )
    (judgement,) = judge(program).values()
    assert judgement.verdict is Verdict.SKIPPABLE
    assert "all that use x, a, b, c and 3 more, if it is found to change" in judgement.notes[0]


def test_what_is_decided_while_running_is_noted() -> None:
    late = region(1, 1, "y = x.go()", checks=(Check(("x",), "go", (), 1),), escapes=("y",))
    (judgement,) = judge(Program((module(late),))).values()
    assert judgement.verdict is Verdict.SKIPPABLE
    assert [note.split(":")[0] for note in judgement.notes] == [
        "depends on the type of x at run time",
        "runs again while y holds an object that can be changed",
    ]


def test_the_report_counts_by_file_and_in_all() -> None:
    report = build_report(shop(), judge(shop()))
    assert report["totals"] == {"regions": 10, "skippable": 6, "follows its loop": 1, "always runs": 3}
    assert [file["totals"]["regions"] for file in report["files"]] == [9, 1]
    assert summary(report) == "10 regions: 6 skippable, 1 follows its loop, 3 always runs, in 2 files"
    assert json.loads(json.dumps(report)) == report


def test_the_text_names_line_verdict_and_reason() -> None:
    text = print_report(build_report(shop(), judge(shop())))
    lines = [line.split() for line in text.splitlines()]
    assert ["4", "skippable", "table", "=", "prices[prices", ">", "low]"] in lines
    assert "clock, line 6: time.time" in text


def test_an_app_without_regions_has_a_report() -> None:
    report = build_report(Program((module(),)), {})
    assert summary(report) == "0 regions, in 1 file"


def test_the_graph_survives_networkx_and_json() -> None:
    graph = build_graph(shop(), judge(shop()))
    data = json.loads(json.dumps(to_data(graph)))
    again = networkx.node_link_graph(data, edges="edges")
    assert isinstance(again, networkx.MultiDiGraph)
    assert (dict(again.nodes(data=True)), again.graph) == (dict(graph.nodes(data=True)), graph.graph)
    assert sorted(again.edges(data=True), key=str) == sorted(graph.edges(data=True), key=str)
    assert to_data(from_data(data)) == data


def test_the_graph_has_widgets_state_and_volatile_sources() -> None:
    graph = build_graph(shop(), judge(shop()))
    kinds = {node: data["node"] for node, data in graph.nodes(data=True)}
    assert {node for node, kind in kinds.items() if kind != "region"} == {
        "widget:slider Low",
        "state:n",
        "volatile:clock",
    }
    assert list(graph.successors("widget:slider Low")) == ["region:0:1"]
    assert list(graph.predecessors("state:n")) == ["region:0:6"]
    assert list(graph.successors("state:n")) == ["region:0:7"]
    edge = graph.get_edge_data("region:0:1", "region:0:2")
    assert list(edge.values()) == [{"kind": "reads", "detail": "low"}]


@pytest.mark.parametrize("draw", [draw_text, draw_dot, draw_mermaid, draw_svg])
def test_a_drawing_holds_every_region_and_is_the_same_twice(draw: object) -> None:
    graph = build_graph(shop(), judge(shop()))
    first, second = draw(graph), draw(from_data(to_data(graph)))  # type: ignore[operator]
    assert first == second
    assert first.endswith("\n")
    for line in range(3, 12):
        assert f"{line}" in first
    assert "slider Low" in first
