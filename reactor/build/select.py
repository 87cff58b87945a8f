"""A part of the graph: what follows from something, what leads to something, edges of some kinds.

Needs: a graph. Gives: a graph of the same form, its nodes in the same order. Raises `AppProblem` for a name or a line
that is nowhere in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from typing import Any

from reactor.build.errors import AppProblem
from reactor.build.graph import Graph

Edge = tuple[str, str, Any, dict[str, Any]]

# What a person asks for, and the kinds of edges that are meant.
KINDS = {
    "reads": {"reads"},
    "mutates": {"mutates"},
    "controls": {"controls"},
    "widget": {"widget"},
    "state": {"state-read", "state-write"},
    "file": {"file"},
    "volatile": {"volatile"},
}


def only(graph: Graph, kinds: Collection[str]) -> Graph:
    """The edges of these kinds, and the nodes that they join."""
    wanted = set().union(*(KINDS[kind] for kind in kinds))
    kept: list[Edge] = [edge for edge in graph.edges(keys=True, data=True) if edge[3]["kind"] in wanted]
    return _part(graph, {end for edge in kept for end in edge[:2]}, kept)


def between(graph: Graph, start: str | None, end: str | None) -> Graph:
    """What follows from `start`, what leads to `end`, or, of both, everything on the ways from one to the other."""
    import networkx

    kept = set(graph)
    for text, reach in ((start, networkx.descendants), (end, networkx.ancestors)):
        if text is not None:
            named = find(graph, text)
            kept &= named.union(*(reach(graph, node) for node in named))
    edges = [edge for edge in graph.edges(keys=True, data=True) if edge[0] in kept and edge[1] in kept]
    return _part(graph, kept, edges)


def find(graph: Graph, text: str) -> set[str]:
    """The nodes meant by a line (`42`, `pages/map.py:42`) or by the name of a widget, key, source, or variable."""
    path, _, line = text.rpartition(":")
    if line.isdigit():
        return _at(graph, path or graph.graph["files"][0]["path"], int(line), text)
    found = {node for node, data in graph.nodes(data=True) if text in _names(data)}
    if not found:
        known = {name for _, data in graph.nodes(data=True) for name in _names(data)}
        close = get_close_matches(text, sorted(known), n=3)
        hint = f"did you mean {' or '.join(close)}?" if close else "reactor graph APP shows all names"
        raise AppProblem(f"there is no line, widget, key, source or variable {text!r}", hint=hint)
    return found


def _names(data: dict[str, object]) -> tuple[str, ...]:
    """What a node goes by: its own name, or those of the variables that it gives a value."""
    if data["node"] == "region":
        return (*data["binds"], *data["mutates"])  # type: ignore[misc]
    return tuple(str(data[name]) for name in ("name", "key", "code") if name in data)


def _at(graph: Graph, path: str, line: int, text: str) -> set[str]:
    """The regions of the innermost statement on a line."""
    covering = {
        node: data["end_line"] - data["line"]
        for node, data in graph.nodes(data=True)
        if data["node"] == "region" and data["path"] == path and data["line"] <= line <= data["end_line"]
    }
    if not covering:
        files = ", ".join(file["path"] for file in graph.graph["files"])
        raise AppProblem(f"no region of the graph stands on {text!r}", hint=f"its files are {files}")
    return {node for node, height in covering.items() if height == min(covering.values())}


def _part(graph: Graph, nodes: Collection[str], edges: Iterable[Edge]) -> Graph:
    import networkx

    part: Graph = networkx.MultiDiGraph(**graph.graph)
    part.add_nodes_from((node, data) for node, data in graph.nodes(data=True) if node in nodes)
    for source, target, key, data in edges:
        part.add_edge(source, target, key, **data)
    return part
