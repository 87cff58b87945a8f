"""Code lenses: above a widget how much depends on it, above a function or block what its statements run on.

Needs: an analysis. Gives: lenses with places as in `reactor.editor.answers`, which has what is said of one statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lsprotocol import types

from reactor.build.explain import reruns_on
from reactor.build.graph import Graph
from reactor.build.verdict import Verdict
from reactor.editor.answers import place, regions_after, regions_of
from reactor.editor.apps import Analysis


def lenses(analysis: Analysis, path: Path) -> list[types.CodeLens]:
    """Those of a file. Of blocks only functions and outermost ones have them, as lenses push lines apart."""
    if analysis.described is None:
        return []
    graph = analysis.described.graph
    name = analysis.name(path)
    return [*_of_widgets(graph, name), *_of_blocks(graph, name)]


def _of_widgets(graph: Graph, name: str) -> Iterator[types.CodeLens]:
    for node, region in regions_of(graph, name):
        widgets = [graph.nodes[one]["name"] for one in graph.pred[node] if graph.nodes[one]["node"] == "widget"]
        if widgets:
            count = len(regions_after(graph, [node]) - {node})
            yield _lens(
                region["line"],
                f"{', '.join(widgets)}: {_statements(count)} {'rerun' if count != 1 else 'reruns'} on it",
            )


def _of_blocks(graph: Graph, name: str) -> Iterator[types.CodeLens]:
    around = {block["id"]: block["around"] for block in graph.graph["blocks"]}
    inside: dict[str, list[str]] = {}
    for node, region in regions_of(graph, name):
        for block in _outwards(region["block"], around):
            inside.setdefault(block, []).append(node)
    names = reruns_on(graph)
    for block in graph.graph["blocks"]:
        is_function = block["source"].startswith(("def ", "async def "))
        nodes = inside.get(block["id"], [])
        if len(nodes) < 2 or not (is_function or block["around"] is None):
            continue
        always = sum(graph.nodes[node]["verdict"] == Verdict.ALWAYS for node in nodes)
        on = list(dict.fromkeys(one for node in nodes for one in names[node]))
        count = _statements(len(nodes)) + (f", {always} of them at every event" if always else "")
        yield _lens(block["line"], f"{count}; reruns on: {', '.join(on)}" if on else f"{count}; runs once")


def _outwards(block: str | None, around: dict[str, str | None]) -> Iterator[str]:
    """A block and those around it."""
    while block is not None:
        yield block
        block = around[block]


def _statements(count: int) -> str:
    return f"{count or 'no'} statement{'' if count == 1 else 's'}"


def _lens(line: int, title: str) -> types.CodeLens:
    """A lens that only says something: a command without a name is shown as text."""
    return types.CodeLens(place(line, 0, line, 0), types.Command(title=title, command=""))
