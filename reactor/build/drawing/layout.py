"""Where the boxes and lines of a picture go: layers from left to right, by grandalf's Sugiyama layout.

Needs: boxes with their sizes, and lines between them. Gives: the middle of every box and the corners of every line.
Each connected part is laid out by itself, and the parts are put side by side in rows; boxes without lines come last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, TypeAlias

Point: TypeAlias = tuple[float, float]

GAP = 14.0
BETWEEN_LAYERS = 48.0
BETWEEN_PARTS = 28.0
# Sweeps over the layers to untangle lines; more of them change little.
SWEEPS = 4
# How much wider than high the whole may be.
ASPECT = 1.8


@dataclass(frozen=True, slots=True)
class Layout:
    """`boxes` by their middle, `lines` from the border of one box to that of the other, with the corners between."""

    width: float
    height: float
    boxes: Mapping[str, Point]
    lines: Mapping[tuple[str, str], Sequence[Point]]


@dataclass(slots=True)
class _Box:
    """What grandalf wants to know of a box, and where it puts it.

    Boxes of text are wide and low. Grandalf's layers lie below each other, so it is shown everything turned by a
    quarter: what is a width for it is a height here.
    """

    w: float
    h: float
    xy: Point = (0.0, 0.0)


@dataclass(slots=True)
class _Line:
    """Where grandalf puts a line."""

    corners: Sequence[Point] = ()

    def setpath(self, corners: Sequence[Point]) -> None:
        """Called by grandalf."""
        self.corners = [(x, y) for x, y in corners]


def lay_out(sizes: Mapping[str, tuple[float, float]], lines: Iterable[tuple[str, str]]) -> Layout:
    """Place boxes of these widths and heights; lines that end where they start are left out."""
    from grandalf.graphs import Edge, Graph, Vertex

    vertices = {name: Vertex(name) for name in sizes}
    for name, vertex in vertices.items():
        vertex.view = _Box(w=sizes[name][1], h=sizes[name][0])
    edges = {(one, other): Edge(vertices[one], vertices[other]) for one, other in lines if one != other}
    for edge in edges.values():
        edge.view = _Line()
    parts = Graph(list(vertices.values()), list(edges.values())).C
    for part in parts:
        _place(part)
    height, width = _pack([[vertex.view for vertex in part.sV] for part in parts], [_lines_of(part) for part in parts])
    return Layout(
        width,
        height,
        {name: _turned(vertex.view.xy) for name, vertex in vertices.items()},
        {ends: [_turned(corner) for corner in edge.view.corners] for ends, edge in edges.items()},
    )


def _turned(point: Point) -> Point:
    return point[1], point[0]


def _place(part: Any) -> None:
    from grandalf.layouts import SugiyamaLayout
    from grandalf.routing import route_with_lines

    layout = SugiyamaLayout(part)
    layout.xspace, layout.yspace = GAP, BETWEEN_LAYERS
    layout.route_edge = route_with_lines
    layout.init_all(optimize=True)
    layout.draw(SWEEPS)


def _lines_of(part: Any) -> list[_Line]:
    return [edge.view for edge in part.sE]


def _pack(parts: Sequence[Sequence[_Box]], lines: Sequence[Sequence[_Line]]) -> Point:
    """Move the parts beside each other, large ones first, and give the size of the whole; all as grandalf sees it."""
    spans = [_span(part, inside) for part, inside in zip(parts, lines, strict=True)]
    area = sum((right - left + BETWEEN_PARTS) * (bottom - top + BETWEEN_PARTS) for left, top, right, bottom in spans)
    widest = max((right - left for left, _, right, _ in spans), default=0.0)
    row = max(widest, sqrt(area / ASPECT))
    order = sorted(range(len(parts)), key=lambda number: (len(parts[number]) == 1, -len(parts[number]), number))
    x = y = BETWEEN_PARTS
    below = right_end = 0.0
    for number in order:
        left, top, right, bottom = spans[number]
        if x > BETWEEN_PARTS and x + right - left > row + BETWEEN_PARTS:
            x, y = BETWEEN_PARTS, below + BETWEEN_PARTS
        for box in parts[number]:
            box.xy = (box.xy[0] + x - left, box.xy[1] + y - top)
        for line in lines[number]:
            line.corners = [(corner[0] + x - left, corner[1] + y - top) for corner in line.corners]
        below, right_end = max(below, y + bottom - top), max(right_end, x + right - left)
        x += right - left + (GAP if len(parts[number]) == 1 else BETWEEN_PARTS)
    return right_end + BETWEEN_PARTS, below + BETWEEN_PARTS


def _span(part: Sequence[_Box], lines: Sequence[_Line]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom."""
    corners = [corner for line in lines for corner in line.corners]
    return (
        min([box.xy[0] - box.w / 2 for box in part] + [x for x, _ in corners]),
        min([box.xy[1] - box.h / 2 for box in part] + [y for _, y in corners]),
        max([box.xy[0] + box.w / 2 for box in part] + [x for x, _ in corners]),
        max([box.xy[1] + box.h / 2 for box in part] + [y for _, y in corners]),
    )
