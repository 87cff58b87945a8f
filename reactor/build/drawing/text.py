"""The graph to read in a terminal: files, functions in them, statements at their own indentation.

Under each statement stands what it needs (`<-`), who needs it (`->`), and why it always runs (`!`). Of statements that
change one object, each is joined to the next ones only.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import Any

from reactor.build.drawing.telling import Ends, implied_changes
from reactor.build.drawing.words import (
    always_runs,
    cause,
    edge_labels,
    first_line,
    in_file,
    name_node,
    nodes_of,
    paths,
    statements,
    things,
)
from reactor.build.graph import Graph
from reactor.build.verdict import Verdict

# Of what a statement needs, and of who needs it.
MOST_NEIGHBOURS = 8

LEGEND = "! always runs   * in a loop, each iteration on its own   <- needs   -> is needed by"


def draw_text(graph: Graph) -> str:
    """The whole drawing."""
    lines = [LEGEND, ""]
    left_out = implied_changes(graph)
    for path in paths(graph):
        found = list(nodes_of(graph, path))
        if not found:
            continue
        lines.append(path)
        scope = None
        for node, data in found:
            if data["scope"] != scope:
                scope = data["scope"]
                lines.append(f"  in {scope or 'the module'}")
            lines += _lines(graph, node, data, left_out)
        lines.append("")
    alone = [name_node(data) for node, data in things(graph) if not graph.degree(node)]
    lines += [f"not connected: {', '.join(alone)}"] if alone else []
    return "\n".join(lines).rstrip() + "\n"


def _lines(graph: Graph, node: str, data: Mapping[str, Any], left_out: Container[Ends]) -> Iterator[str]:
    indent = " " * data["column"]
    if data["node"] == "group":
        where = f"{data['line']}-{data['end_line']}"
        mark = "!" if always_runs(data) else " "
        yield f"  {where:>9} {mark} {indent}{first_line(data['source'])}  ({statements(data)})"
    else:
        mark = {Verdict.ALWAYS: "!", Verdict.FOLLOWS_LOOP: "*"}.get(data["verdict"], " ")
        yield f"  {data['line']:>9} {mark} {indent}{first_line(data['source'])}"
    for sign, neighbours in (("<-", _incoming(graph, node, left_out)), ("->", _outgoing(graph, node, left_out))):
        if neighbours:
            yield f"              {indent}{sign} {_listed(neighbours)}"
    for reason in data.get("reasons", ()):
        yield f"              {indent}! {cause(reason)}"


def _listed(names: list[str]) -> str:
    left = len(names) - MOST_NEIGHBOURS
    return ", ".join(names[:MOST_NEIGHBOURS]) + (f" and {left} more" if left > 0 else "")


def _incoming(graph: Graph, node: str, left_out: Container[Ends]) -> list[str]:
    shown = [source for source in graph.pred[node] if (source, node) not in left_out]
    return [_end(graph, node, source, source, node) for source in sorted(shown, key=_order(graph))]


def _outgoing(graph: Graph, node: str, left_out: Container[Ends]) -> list[str]:
    shown = [target for target in graph.succ[node] if (node, target) not in left_out]
    return [_end(graph, node, target, node, target) for target in sorted(shown, key=_order(graph))]


def _end(graph: Graph, node: str, other: str, source: str, target: str) -> str:
    data = graph.nodes[other]
    name = name_node(data, graph.nodes[node]["path"])
    return f"{name} ({edge_labels(graph.get_edge_data(source, target).values())})" if in_file(data) else name


def _order(graph: Graph) -> Any:
    """Regions in program order, other nodes by name behind them."""
    numbers = {node: number for number, node in enumerate(graph)}
    return lambda node: (not in_file(graph.nodes[node]), numbers[node] if in_file(graph.nodes[node]) else 0, node)
