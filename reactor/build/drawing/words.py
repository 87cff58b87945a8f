"""How nodes and edges of the graph are named, in drawings and explanations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reactor.build.graph import Graph
from reactor.build.verdict import Verdict

WIDEST = 72
MOST_NAMES = 4


def place(node: Mapping[str, Any]) -> str:
    """A region's file and line, a group's file and lines."""
    lines = node["line"] if node["node"] == "region" else f"{node['line']}-{node['end_line']}"
    return f"{node['path']}:{lines}"


def name_thing(thing: Mapping[str, Any]) -> str:
    """A node that stands in no file, in words."""
    match thing["node"]:
        case "widget":
            return f"widget {thing['name']}"
        case "state":
            return f"session_state[{thing['key']!r}]"
        case "file":
            return f"file read by {thing['name']}"
        case _:
            return f"volatile: {thing['code']}"


def in_file(node: Mapping[str, Any]) -> bool:
    """Whether the node stands in a file: a region, or a group of them."""
    return node["node"] in ("region", "group")


def name_node(node: Mapping[str, Any], path: str | None = None) -> str:
    """Any node in words; one of the file `path` by its lines alone."""
    if not in_file(node):
        return name_thing(node)
    return place(node).removeprefix(f"{path}:")


def label(node: Mapping[str, Any]) -> str:
    """A node of a file on one line: where it is, and what stands there."""
    if node["node"] == "group":
        return f"{node['line']}-{node['end_line']}: {first_line(node['source'])} ({statements(node)})"
    return f"{node['line']}: {first_line(node['source'])}"


def statements(group: Mapping[str, Any]) -> str:
    """How many statements a group has, and how many of them always run."""
    many = f"{group['regions']} statement{'' if group['regions'] == 1 else 's'}"
    return f"{many}, {group['always']} always run" if group["always"] else many


def edge_label(edge: Mapping[str, Any]) -> str:
    """What passes along an edge: the name that is read, or else the kind."""
    return str(edge["detail"] if edge["kind"] == "reads" and edge["detail"] else edge["kind"])


def edge_labels(edges: Iterable[Mapping[str, Any]]) -> str:
    """What passes between two nodes: names, and only where there are none, in which way else one needs the other."""
    labels = {edge_label(edge): edge["kind"] for edge in edges}
    names = [name for name, kind in labels.items() if kind == "reads"] or list(labels)
    left = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (f" and {left} more" if left > 0 else "")


def joined(graph: Graph) -> Iterator[tuple[str, str, str]]:
    """Every pair of nodes with edges between them, and what passes there."""
    pairs: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for source, target, edge in graph.edges(data=True):
        pairs.setdefault((source, target), []).append(edge)
    for (source, target), edges in pairs.items():
        yield source, target, edge_labels(edges)


def first_line(source: str) -> str:
    """The source's first line, shortened to fit one."""
    first, *more = source.strip().splitlines() or [""]
    return first[: WIDEST - 3] + "..." if len(first) > WIDEST else first + (" ..." if more else "")


def cause(reason: Mapping[str, Any]) -> str:
    """A reason's code and what was seen, on one line."""
    return f"{reason['code']}: {reason['detail']}" if reason["detail"] else str(reason["code"])


def always_runs(node: Mapping[str, Any]) -> bool:
    """Whether the node is drawn as one that always runs: a region that does, a group of which all do."""
    if node["node"] == "group":
        return bool(node["always"] == node["regions"])
    return bool(node["verdict"] == Verdict.ALWAYS)


def paths(graph: Graph) -> list[str]:
    """The files of the graph, those without a node too."""
    return [file["path"] for file in graph.graph["files"]]


def nodes_of(graph: Graph, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Regions and groups of a file, in program order."""
    for node, data in graph.nodes(data=True):
        if in_file(data) and data["path"] == path:
            yield node, data


def things(graph: Graph) -> Iterator[tuple[str, dict[str, Any]]]:
    """Widgets, state keys, files and volatile sources."""
    for node, data in graph.nodes(data=True):
        if not in_file(data):
            yield node, data
