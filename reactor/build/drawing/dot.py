"""The graph for Graphviz, a cluster for each file."""

from __future__ import annotations

from reactor.build.drawing.words import always_runs, joined, label, name_thing, nodes_of, paths, things
from reactor.build.graph import Graph


def draw_dot(graph: Graph) -> str:
    """The whole drawing."""
    lines = ["digraph reactor {", "  node [shape=box, fontname=monospace];"]
    for number, path in enumerate(paths(graph)):
        lines += [f"  subgraph cluster_{number} {{", f"    label={_quoted(path)};"]
        for node, data in nodes_of(graph, path):
            style = ", style=filled, fillcolor=lightgrey" if always_runs(data) else ""
            lines.append(f"    {_quoted(node)} [label={_quoted(label(data))}{style}];")
        lines.append("  }")
    for node, thing in things(graph):
        lines.append(f"  {_quoted(node)} [label={_quoted(name_thing(thing))}, shape=ellipse];")
    for source, target, what in joined(graph):
        lines.append(f"  {_quoted(source)} -> {_quoted(target)} [label={_quoted(what)}];")
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
