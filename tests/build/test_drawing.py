"""Drawings of the graph, parts of it, and large ones by their blocks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest

from reactor.build.collapse import collapse
from reactor.build.drawing import DRAWERS, MOST_NODES, draw_svg, draw_text
from reactor.build.drawing.layout import lay_out
from reactor.build.errors import AppProblem
from reactor.build.graph import Graph, build_graph, from_data, to_data
from reactor.build.outline import outline
from reactor.build.select import between, find, only
from reactor.build.verdict import judge
from reactor.pipeline import compile_source
from tests.build.made_programs import shop

NESTED = """\
import streamlit as st

@st.cache_data
def half(value):
    if value:
        return value / 2
    return value

with st.sidebar:
    low = st.slider("Low", 0, 9)
    if low > 3:
        st.write(half(low))
    else:
        st.write("small")

try:
    st.metric("Low", low)
except ValueError:
    st.error("no")
"""


def graph_of(source: str) -> Graph:
    program = compile_source(source, "app.py").program
    return build_graph(program, judge(program), {0: outline(source)})


@pytest.fixture(scope="module")
def large() -> Graph:
    """A thousand statements in forty parts."""
    lines = ["import streamlit as st"]
    for part in range(40):
        lines += ["", f'low{part} = st.slider("Low {part}", 0, 9)', f"if low{part} > 3:"]
        lines += [f'    st.write("{part} {number}", low{part})' for number in range(24)]
    return graph_of("\n".join(lines) + "\n")


@pytest.fixture
def made() -> Graph:
    return build_graph(shop(), judge(shop()))


def test_blocks_are_nested_as_in_the_source() -> None:
    graph = graph_of(NESTED)
    assert [
        (block["around"], block["line"], block["end_line"], block["source"]) for block in graph.graph["blocks"]
    ] == [
        (None, 4, 7, "def half(value):"),
        ("block:0:0", 5, 6, "if value:"),
        (None, 9, 14, "with st.sidebar:"),
        ("block:0:2", 11, 14, "if low > 3:"),
        (None, 16, 19, "try:"),
    ]
    stands_in = {data["line"]: data["block"] for _, data in graph.nodes(data=True) if data["node"] == "region"}
    assert stands_in == {
        3: None,
        10: "block:0:2",
        12: "block:0:3",
        14: "block:0:3",
        17: "block:0:4",
        19: "block:0:4",
    }


@pytest.mark.parametrize("form", sorted(DRAWERS))
def test_a_thousand_statements_are_drawn_by_their_blocks(large: Graph, form: str) -> None:
    assert sum(data["node"] == "region" for _, data in large.nodes(data=True)) == 1000
    small = collapse(large, MOST_NODES[form])
    shown = [data for _, data in small.nodes(data=True) if data["node"] != "widget"]
    assert len(shown) <= MOST_NODES[form]
    assert sum(data.get("regions", 1) for data in shown) == 1000
    drawn = DRAWERS[form](small)
    assert "statements" in drawn
    assert drawn == DRAWERS[form](collapse(from_data(to_data(large)), MOST_NODES[form]))


def test_a_group_says_what_is_in_it_and_what_it_needs(large: Graph) -> None:
    assert collapse(large, 2000) is large
    lines = draw_text(collapse(large, 150)).splitlines()
    assert lines[4:9] == [
        '          3   low0 = st.slider("Low 0", 0, 9)',
        "              <- widget Low 0",
        "              -> 4-28 (low0)",
        "       4-28   if low0 > 3:  (24 statements)",
        "              <- 3 (low0)",
    ]


def test_a_box_of_a_picture_says_how_much_it_stands_for(large: Graph) -> None:
    small = collapse(large, MOST_NODES["svg"])
    texts = [one.text or "" for one in ElementTree.fromstring(draw_svg(small)).iter("{http://www.w3.org/2000/svg}text")]
    counts = [int(found[1]) for text in texts if (found := re.search(r" \((\d+)(?: statements?)?\)$", text))]
    groups = [data["regions"] for _, data in small.nodes(data=True) if data["node"] == "group"]
    assert sorted(counts) == sorted(groups)
    assert max(map(len, texts)) <= 38


def test_statements_without_blocks_are_taken_together() -> None:
    flat = graph_of("import streamlit as st\n" + "".join(f"st.write({number})\n" for number in range(300)))
    assert len(collapse(flat, 60)) == 25


def test_text_shows_both_directions(made: Graph) -> None:
    text = draw_text(made)
    assert "<- 3 (low), /apps/data.py:1 (prices)" in text
    assert "! clock: time.time" in text
    assert "-> 5 (table)" in text


def test_text_joins_changes_of_one_object_to_the_next_ones_only() -> None:
    lines = ["import streamlit as st", "items = [st.slider('Low', 0, 9)]", *["items.append(1)"] * 9, "st.write(items)"]
    text = draw_text(graph_of("\n".join(lines) + "\n"))
    assert "          4   items.append(1)\n              <- 2 (items), 3 (mutates)\n" in text
    assert "         12   st.write(items)\n              <- 2 (items), 11 (mutates)\n" in text


def boxes_of(svg: str) -> list[tuple[float, float, float, float]]:
    root = ElementTree.fromstring(svg)
    found = []
    for rect in root.iter("{http://www.w3.org/2000/svg}rect"):
        x, y, width, height = (float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
        found.append((x, y, x + width, y + height))
    return found


def test_boxes_of_a_picture_stand_apart_and_inside(made: Graph) -> None:
    svg = draw_svg(made)
    boxes = boxes_of(svg)
    assert len(boxes) == len(made)
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    _, _, width, height = map(float, ElementTree.fromstring(svg).attrib["viewBox"].split())
    assert all(left >= 0 and top >= 0 and right <= width and bottom <= height for left, top, right, bottom in boxes)


def test_a_picture_says_what_its_parts_are(made: Graph) -> None:
    svg = draw_svg(made)
    assert svg == draw_svg(from_data(to_data(made)))
    titles = [title.text for title in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}title")]
    assert "/apps/shop.py:4 table to /apps/shop.py:5" in titles
    assert "/apps/shop.py:6\nnow = time.time()\nalways runs\nclock: time.time" in titles
    assert "<script" not in svg


def test_lines_go_from_left_to_right_and_end_at_their_boxes() -> None:
    sizes = dict.fromkeys("abcd", (100.0, 20.0))
    layout = lay_out(sizes, [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("d", "d")])
    assert layout.boxes["a"][0] < layout.boxes["b"][0] == layout.boxes["c"][0] < layout.boxes["d"][0]
    assert set(layout.lines) == {("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")}
    for (start, end), corners in layout.lines.items():
        for (x, y), name in ((corners[0], start), (corners[-1], end)):
            assert abs(x - layout.boxes[name][0]) <= 51
            assert abs(y - layout.boxes[name][1]) <= 11


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("slider Low", {"widget:slider Low"}),
        ("n", {"state:n"}),
        ("clock", {"volatile:clock"}),
        ("items", {"region:0:8", "region:0:9"}),
        ("5", {"region:0:3"}),
        ("/apps/data.py:1", {"region:1:1"}),
    ],
)
def test_a_node_is_named_by_line_or_name(made: Graph, text: str, found: set[str]) -> None:
    assert find(made, text) == found


@pytest.mark.parametrize("text", ["tabel", "99", "other.py:1"])
def test_what_is_not_there_is_said_with_what_is(made: Graph, text: str) -> None:
    with pytest.raises(AppProblem) as problem:
        find(made, text)
    assert problem.value.hint in ("did you mean table?", "its files are /apps/shop.py, /apps/data.py")


def lines_of(graph: Graph) -> list[int]:
    return [data["line"] for _, data in graph.nodes(data=True) if data["node"] == "region"]


def test_parts_of_the_graph(made: Graph) -> None:
    assert lines_of(between(made, "low", None)) == [3, 4, 5, 8, 9, 10, 11]
    assert lines_of(between(made, None, "5")) == [3, 4, 5, 1]
    assert lines_of(between(made, "slider Low", "table")) == [3, 4]
    assert list(between(made, "n", None)) == ["region:0:7", "state:n"]
    assert lines_of(only(made, ["reads"])) == [3, 4, 5, 6, 7, 8, 10, 11, 1]
    assert list(only(made, ["state"])) == ["region:0:6", "region:0:7", "state:n"]


@pytest.mark.parametrize("part", [lambda graph: graph, lambda graph: between(graph, "low", None)])
def test_json_goes_through_networkx(made: Graph, part: Callable[[Graph], Graph], tmp_path: Path) -> None:
    graph = part(made)
    (tmp_path / "graph.json").write_text(json.dumps(to_data(graph)))
    again = networkx.node_link_graph(json.loads((tmp_path / "graph.json").read_text()), edges="edges")
    assert to_data(again) == to_data(graph)
    assert networkx.utils.graphs_equal(again, graph)
