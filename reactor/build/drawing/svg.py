"""The graph as a picture: SVG without scripts, in light or dark colours as whoever looks at it prefers.

A line that follows from others is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from reactor.build.drawing.layout import Layout, Point, lay_out
from reactor.build.drawing.telling import telling
from reactor.build.drawing.words import always_runs, cause, in_file, joined, label, name_thing, place
from reactor.build.graph import Graph
from reactor.build.verdict import Verdict

LETTER_WIDTH = 7.25
PADDING = 16.0
BOX_HEIGHT = 26.0
WIDEST = 38
ARROW = 7


def draw_svg(graph: Graph) -> str:
    """The whole picture."""
    texts = {node: _text(graph, data) for node, data in graph.nodes(data=True)}
    sizes = {node: (len(text) * LETTER_WIDTH + PADDING, BOX_HEIGHT) for node, text in texts.items()}
    labels = {(source, target): what for source, target, what in joined(graph)}
    layout = lay_out(sizes, telling(graph, labels))
    picture = _picture(graph, layout)
    for ends, corners in layout.lines.items():
        _line(picture, graph, ends, labels[ends], corners)
    for node, data in graph.nodes(data=True):
        _box(picture, data, layout.boxes[node], sizes[node], texts[node])
    indent(picture)
    return tostring(picture, encoding="unicode") + "\n"


def _text(graph: Graph, data: Mapping[str, Any]) -> str:
    text = label(data) if in_file(data) else name_thing(data)
    several = in_file(data) and len({node["path"] for _, node in graph.nodes(data=True) if in_file(node)}) > 1
    text = f"{data['path']}:{text}" if several else text
    # Of a group, how much it stands for is seen before what it begins with.
    tail = f" ({data['regions']})" if data["node"] == "group" else ""
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1 - len(tail)]}…{tail}"


def _picture(graph: Graph, layout: Layout) -> Element:
    width, height = round(layout.width), round(layout.height)
    picture = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width} {height}",
            "width": str(width),
            "height": str(height),
            "role": "img",
            "aria-label": f"Dependency graph of {graph.graph['files'][0]['path']}",
        },
    )
    SubElement(picture, "style").text = files(__package__).joinpath("svg.css").read_text("utf-8")
    return picture


def _line(picture: Element, graph: Graph, ends: tuple[str, str], what: str, corners: Sequence[Point]) -> None:
    kinds = {edge["kind"] for edge in graph.get_edge_data(*ends).values()}
    # A line that also passes a name is drawn as that.
    kind = "reads" if "reads" in kinds else min(kinds)
    group = SubElement(picture, "g")
    SubElement(group, "title").text = " ".join(filter(None, (_name(graph, ends[0]), what, "to", _name(graph, ends[1]))))
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
    SubElement(group, "polyline", {"class": f"line {kind}", "points": points})
    SubElement(group, "polygon", {"class": "head", "points": " ".join(_arrow(corners))})


def _name(graph: Graph, node: str) -> str:
    data = graph.nodes[node]
    return place(data) if in_file(data) else name_thing(data)


def _arrow(corners: Sequence[Point]) -> Iterator[str]:
    """The corners of the arrow's head."""
    (x, y), (from_x, from_y) = corners[-1], corners[-2]
    length = ((x - from_x) ** 2 + (y - from_y) ** 2) ** 0.5 or 1.0
    along_x, along_y = (x - from_x) / length * ARROW, (y - from_y) / length * ARROW
    yield f"{x:.1f},{y:.1f}"
    for side in (0.5, -0.5):
        yield f"{x - along_x - along_y * side:.1f},{y - along_y + along_x * side:.1f}"


def _box(picture: Element, data: Mapping[str, Any], middle: Point, size: Point, text: str) -> None:
    group = SubElement(picture, "g", {"class": " ".join(_classes(data))})
    SubElement(group, "title").text = "\n".join(_said(data))
    left, top = middle[0] - size[0] / 2, middle[1] - size[1] / 2
    SubElement(
        group,
        "rect",
        {
            "x": f"{left:.1f}",
            "y": f"{top:.1f}",
            "width": f"{size[0]:.1f}",
            "height": f"{size[1]:.1f}",
            "rx": "4" if in_file(data) else f"{BOX_HEIGHT / 2}",
        },
    )
    SubElement(group, "text", {"x": f"{left + PADDING / 2:.1f}", "y": f"{middle[1] + 4:.1f}"}).text = text


def _classes(data: Mapping[str, Any]) -> Iterator[str]:
    yield "box"
    if not in_file(data) or data["node"] == "group":
        yield data["node"]
    if in_file(data) and always_runs(data):
        yield "always"
    if data.get("verdict") == Verdict.FOLLOWS_LOOP:
        yield "loop"


def _said(data: Mapping[str, Any]) -> Iterator[str]:
    """What a pointer held over the box shows."""
    if not in_file(data):
        yield name_thing(data)
        return
    yield place(data)
    yield data["source"]
    yield str(data.get("verdict") or f"{data['regions']} statements, {data['always']} of them always run")
    yield from (cause(reason) for reason in data.get("reasons", ()))
