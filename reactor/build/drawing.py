"""The graph as text, Graphviz and Mermaid. The same graph gives the same drawing.

Needs: the graph of `reactor.build.graph`. Gives: text that ends with a newline.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from reactor.build.verdict import Verdict

if TYPE_CHECKING:
    import networkx

    Graph: TypeAlias = networkx.MultiDiGraph[str]

WIDEST = 72


def draw_text(graph: Graph) -> str:
    """Files, scopes in them, regions at their own indentation; under each what it needs and who needs it."""
    lines: list[str] = []
    for path in _paths(graph):
        lines.append(path)
        scope = None
        for node, region in _regions(graph, path):
            if region["scope"] != scope:
                scope = region["scope"]
                lines.append(f"  in {scope or 'the module'}")
            lines += _text_lines(graph, node, region)
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def draw_dot(graph: Graph) -> str:
    """Graphviz, a cluster for each file."""
    lines = ["digraph reactor {", "  node [shape=box, fontname=monospace];"]
    for number, path in enumerate(_paths(graph)):
        lines += [f"  subgraph cluster_{number} {{", f"    label={_quoted(path)};"]
        for node, region in _regions(graph, path):
            style = ", style=filled, fillcolor=lightgrey" if region["verdict"] == Verdict.ALWAYS else ""
            lines.append(f"    {_quoted(node)} [label={_quoted(_label(region))}{style}];")
        lines.append("  }")
    for node, thing in _things(graph):
        lines.append(f"  {_quoted(node)} [label={_quoted(name_thing(thing))}, shape=ellipse];")
    for source, target, edge in _edges(graph):
        lines.append(f"  {_quoted(source)} -> {_quoted(target)} [label={_quoted(edge_label(edge))}];")
    return "\n".join([*lines, "}"]) + "\n"


def draw_mermaid(graph: Graph) -> str:
    """A Mermaid flowchart, a subgraph for each file."""
    names = {node: f"n{number}" for number, node in enumerate(graph)}
    lines = ["flowchart TD"]
    for number, path in enumerate(_paths(graph)):
        lines.append(f'  subgraph f{number}["{_escaped(path)}"]')
        for node, region in _regions(graph, path):
            kind = ":::always" if region["verdict"] == Verdict.ALWAYS else ""
            lines.append(f'    {names[node]}["{_escaped(_label(region))}"]{kind}')
        lines.append("  end")
    lines += [f'  {names[node]}(["{_escaped(name_thing(thing))}"])' for node, thing in _things(graph)]
    lines += [
        f'  {names[source]} -->|"{_escaped(edge_label(edge))}"| {names[target]}'
        for source, target, edge in _edges(graph)
    ]
    return "\n".join([*lines, "  classDef always fill:#ddd"]) + "\n"


DRAWERS: Mapping[str, Callable[[Graph], str]] = {"text": draw_text, "dot": draw_dot, "mermaid": draw_mermaid}


def place(region: Mapping[str, Any]) -> str:
    """A region's file and line."""
    return f"{region['path']}:{region['line']}"


def name_thing(thing: Mapping[str, Any]) -> str:
    """A node that is no region, in words."""
    match thing["node"]:
        case "widget":
            return f"widget {thing['name']}"
        case "state":
            return f"session_state[{thing['key']!r}]"
        case _:
            return f"volatile: {thing['code']}"


def name_node(node: Mapping[str, Any]) -> str:
    """Any node in words."""
    return place(node) if node["node"] == "region" else name_thing(node)


def edge_label(edge: Mapping[str, Any]) -> str:
    """What passes along an edge: the name that is read, or else the kind."""
    return str(edge["detail"] if edge["kind"] == "reads" and edge["detail"] else edge["kind"])


def first_line(source: str) -> str:
    """The source's first line, shortened to fit one."""
    first, *more = source.strip().splitlines() or [""]
    return first[: WIDEST - 3] + "..." if len(first) > WIDEST else first + (" ..." if more else "")


def cause(reason: Mapping[str, Any]) -> str:
    """A reason's code and what was seen, on one line."""
    return f"{reason['code']}: {reason['detail']}" if reason["detail"] else str(reason["code"])


def _text_lines(graph: Graph, node: str, region: Mapping[str, Any]) -> Iterator[str]:
    mark = {"always runs": "!", "follows its loop": "*"}.get(region["verdict"], " ")
    indent = " " * region["column"]
    yield f"  {region['line']:>5} {mark} {indent}{first_line(region['source'])}"
    for sign, neighbours in (("<-", _incoming(graph, node)), ("->", _outgoing(graph, node))):
        if neighbours:
            yield f"          {indent}{sign} {', '.join(neighbours)}"
    for reason in region["reasons"]:
        yield f"          {indent}! {cause(reason)}"


def _incoming(graph: Graph, node: str) -> list[str]:
    edges = sorted(graph.in_edges(node, data=True), key=lambda edge: _order(edge[0]))
    return _unique(_end(graph.nodes[source], edge) for source, _, edge in edges)


def _outgoing(graph: Graph, node: str) -> list[str]:
    edges = sorted(graph.out_edges(node, data=True), key=lambda edge: _order(edge[1]))
    return _unique(_end(graph.nodes[target], edge) for _, target, edge in edges)


def _order(node: str) -> tuple[str, list[int], str]:
    """Regions in program order, other nodes by name."""
    kind, _, rest = node.partition(":")
    return (kind, [int(number) for number in rest.split(":")], "") if kind == "region" else (kind, [], rest)


def _end(node: Mapping[str, Any], edge: Mapping[str, Any]) -> str:
    return f"{name_node(node)} ({edge_label(edge)})" if node["node"] == "region" else name_node(node)


def _unique(items: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(items))


def _paths(graph: Graph) -> list[str]:
    return [file["path"] for file in graph.graph["files"]]


def _regions(graph: Graph, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for node, data in graph.nodes(data=True):
        if data["node"] == "region" and data["path"] == path:
            yield node, data


def _things(graph: Graph) -> Iterator[tuple[str, dict[str, Any]]]:
    for node, data in graph.nodes(data=True):
        if data["node"] != "region":
            yield node, data


def _edges(graph: Graph) -> Iterator[tuple[str, str, dict[str, Any]]]:
    seen = set()
    for source, target, edge in graph.edges(data=True):
        key = (source, target, edge_label(edge))
        if key not in seen:
            seen.add(key)
            yield source, target, edge


def _label(region: Mapping[str, Any]) -> str:
    return f"{region['line']}: {first_line(region['source'])}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _escaped(text: str) -> str:
    """For a Mermaid label in quotes, where only entities are safe."""
    named = (
        text.replace("#", "#35;").replace("&", "#amp;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")
    )
    return named.replace("\n", " ").replace("`", "#96;")
