"""The graph as text, Graphviz, Mermaid and SVG. The same graph gives the same drawing.

Needs: the graph of `reactor.build.graph`, whole or in part (`reactor.build.select`), its blocks drawn as one where
it is large (`reactor.build.collapse`). Gives: text that ends with a newline.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reactor.build.drawing.dot import draw_dot
from reactor.build.drawing.mermaid import draw_mermaid
from reactor.build.drawing.svg import draw_svg
from reactor.build.drawing.text import draw_text
from reactor.build.graph import Graph

__all__ = ["DRAWERS", "MOST_NODES", "draw_dot", "draw_mermaid", "draw_svg", "draw_text"]

DRAWERS: Mapping[str, Callable[[Graph], str]] = {
    "text": draw_text,
    "dot": draw_dot,
    "mermaid": draw_mermaid,
    "svg": draw_svg,
}

# What still can be read; a larger graph is drawn by its blocks. Text is read line by line, a picture as a whole.
MOST_NODES: Mapping[str, int] = {"text": 150, "dot": 100, "mermaid": 60, "svg": 60}
