"""What is said about a statement."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reactor.build.explain import explain_region, regions_at, reruns_on
from reactor.build.graph import Graph, build_graph, from_data
from reactor.build.make import make
from reactor.build.reach import reached_by, reaching
from reactor.build.verdict import judge
from reactor.pipeline import compile_source
from tests.build.made_programs import shop

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/app.py"))


@pytest.fixture
def made() -> Graph:
    return build_graph(shop(), judge(shop()))


def explain(graph: Graph, path: str, line: int) -> str:
    (node,) = regions_at(graph, path, line)
    return explain_region(graph, node)


def test_chains_name_lines_and_what_is_handed_on(made: Graph) -> None:
    assert explain(made, "/apps/shop.py", 5).splitlines() == [
        "/apps/shop.py:5  st.line_chart(table)",
        "",
        "  Can be skipped: runs at an event only if something changed that reaches it.",
        "",
        "  reads  table",
        "  draws  yes",
        "",
        "  reached by",
        "    widget slider Low -> 3 -low-> 4 -table-> here",
        "    and what is made once: /apps/data.py:1",
        "",
        "  needed by",
        "    nothing",
    ]


def test_a_statement_that_always_runs_says_why_and_what_to_do(made: Graph) -> None:
    text = explain(made, "/apps/shop.py", 6)
    assert "  Always runs, at every event.\n  It reads the clock (clock).\n    seen on line 6: time.time\n" in text
    assert "    What to do: Where an older time will do" in text
    assert "    For an example: reactor rule clock\n" in text
    assert "  needed by\n    7  st.write(now)\n" in text


def test_a_range_that_cannot_be_put_back_runs_together(made: Graph) -> None:
    text = explain(made, "/apps/shop.py", 10)
    assert "  runs together with  11, as they use an object that is changed in place\n" in text
    assert "because of shop.py:6" in text


def test_a_state_key_comes_from_below_too(made: Graph) -> None:
    text = explain(made, "/apps/shop.py", 9)
    assert "  reads state  n\n" in text
    assert "    widget slider Low -> 3 -low-> 8 -> session_state['n'] -> here\n" in text
    assert "    session_state['n'] -> here\n" in text


def test_what_nothing_reaches_runs_once(made: Graph) -> None:
    text = explain(made, "/apps/data.py", 1)
    assert "  Runs once, when the page is loaded; skipped at every event after that.\n" in text
    assert "    nothing that can change\n" in text
    assert "    /apps/shop.py:4  table = prices[prices > low]\n    and 1 more through these\n" in text


def test_no_region_stands_on_an_empty_line(made: Graph) -> None:
    assert regions_at(made, "/apps/shop.py", 99) == []


def test_a_change_in_place_takes_along_what_follows() -> None:
    source = (
        "import pandas as pd\n"
        "import streamlit as st\n"
        "frame = pd.DataFrame({'a': [1, 2]})\n"
        "low = st.slider('Low', 0, 9)\n"
        "frame['b'] = low\n"
        "st.dataframe(frame)\n"
    )
    program = compile_source(source, "app.py").program
    graph = build_graph(program, judge(program))
    text = explain(graph, "app.py", 5)
    assert "  changes      frame\n" in text
    assert "  followed by  6, as they use an object that is changed in place\n" in text
    assert "Runs once" in explain(graph, "app.py", 3)
    names = reruns_on(graph)
    assert [names[regions_at(graph, "app.py", line)[0]] for line in (3, 5, 6)] == [[], ["Low"], ["Low"]]


def test_what_reaches_a_statement_through_the_call_of_its_function() -> None:
    source = (
        "import streamlit as st\n"
        "def show(title, value):\n"
        "    st.subheader(title)\n"
        "    st.write(value)\n"
        "def twice(value):\n"
        "    show('Twice', value)\n"
        "low = st.slider('Low', 0, 9)\n"
        "show(st.text_input('Name'), low)\n"
        "twice(st.slider('High', 0, 9))\n"
        "if st.checkbox('More'):\n"
        "    show('More', 1)\n"
    )
    program = compile_source(source, "app.py").program
    graph = build_graph(program, judge(program))
    names = reruns_on(graph)
    told = {line: names[regions_at(graph, "app.py", line)[0]] for line in (2, 3, 4, 5)}
    assert told == {2: [], 3: ["Name", "More"], 4: ["Low", "High", "More"], 5: []}
    text = explain(graph, "app.py", 4)
    assert "    widget Low -> 7 -value-> here\n" in text
    assert "    widget High -> 9 -value-> here\n" in text
    assert "reads  value" in text
    assert "    4  st.write(value)\n" in explain(graph, "app.py", 7)


@pytest.mark.parametrize("script", EXAMPLES, ids=lambda path: path.parent.name)
def test_every_statement_of_the_examples_can_be_explained(script: Path, tmp_path: Path) -> None:
    build = make(script, tmp_path / "build").build
    graph = from_data(json.loads((build.folder / "graph.json").read_text(encoding="utf-8")))
    regions = [node for node, data in graph.nodes(data=True) if data["node"] == "region"]
    assert regions
    reaches = reaching(graph)
    for node in regions:
        assert [source.node for source in reached_by(graph, node).sources] == reaches[node]
        lines = explain_region(graph, node).splitlines()
        chains = lines[lines.index("  reached by") + 1 : lines.index("  needed by") - 1]
        told = [line for line in chains if not line.startswith(("    and ", "    nothing that"))]
        assert all(line.endswith((" here", ", which it runs together with")) for line in told), lines
        always = graph.nodes[node]["verdict"] == "always runs"
        assert ("  Always runs, at every event." in lines) == always
