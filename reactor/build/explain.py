"""What can be said about the statement on a line: its effects, what reaches it, what depends on it, and why it reruns.

Needs: the graph of `reactor.build.graph`. Gives: the regions of a line, and the text about one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from reactor.build.drawing.words import cause, edge_label, first_line, name_node, place
from reactor.build.verdict import Verdict

if TYPE_CHECKING:
    import networkx

    Graph: TypeAlias = networkx.MultiDiGraph[str]

MOST_CHAINS = 12


def regions_at(graph: Graph, path: str, line: int) -> list[str]:
    """The regions of the innermost statement that covers a line, in program order; empty where there is none."""
    covering = [
        (data["end_line"] - data["line"], node)
        for node, data in graph.nodes(data=True)
        if data["node"] == "region" and data["path"] == path and data["line"] <= line <= data["end_line"]
    ]
    least = min((height for height, _ in covering), default=0)
    return [node for height, node in covering if height == least]


def explain_region(graph: Graph, node: str, advice: Mapping[str, str]) -> str:
    """Everything known about a region; `advice` says what to do about a reason, by its code."""
    region = graph.nodes[node]
    lines = [
        f"{place(region)}  {first_line(region['source'])}",
        f"  {_verdict(region)}",
        *_reasons(region, advice),
        *(f"  note: {note}" for note in region["notes"]),
        "",
        *_effects(graph, node, region),
        "  reached by",
        *_listed(_chains(graph, node), "nothing: it runs once, and again when the page is loaded anew"),
        "",
        "  needed by",
        *_listed(_dependents(graph, node), "nothing"),
    ]
    return "\n".join(lines) + "\n"


def _verdict(region: Mapping[str, Any]) -> str:
    match region["verdict"]:
        case Verdict.ALWAYS:
            return "always runs, at every event"
        case Verdict.FOLLOWS_LOOP:
            return "skippable in each iteration of its loop on its own: runs where something that reaches it changed"
        case _:
            return "skippable: runs when something that reaches it changed"


def _reasons(region: Mapping[str, Any], advice: Mapping[str, str]) -> Iterator[str]:
    for reason in region["reasons"]:
        yield f"  because of line {reason['line']}: {cause(reason)}"
        if reason["code"] in advice:
            yield f"    what to do: {advice[reason['code']]}"


def _effects(graph: Graph, node: str, region: Mapping[str, Any]) -> Iterator[str]:
    incoming = graph.in_edges(node, data=True)
    outgoing = ((target, source, edge) for source, target, edge in graph.out_edges(node, data=True))
    together = [
        place(graph.nodes[member])
        for item in graph.graph["ranges"]
        if item["id"] in region["ranges"]
        for member in item["members"]
        if member != node
    ]
    said = {
        "reads": ", ".join(region["reads"]),
        "reads state": ", ".join(_keys(incoming, "state-read")),
        "binds": ", ".join(region["binds"]),
        "writes state": ", ".join(_keys(outgoing, "state-write")),
        "changes": ", ".join(region["mutates"]),
        "draws": "yes" if region["draws"] else "",
        "runs together with": ", ".join(dict.fromkeys(together)),
    }
    width = max(map(len, said))
    if any(said.values()):
        yield from (f"  {what:<{width}}  {value}" for what, value in said.items() if value)
        yield ""


def _keys(edges: Any, kind: str) -> list[str]:
    return list(dict.fromkeys(other.partition(":")[2] for other, _, edge in edges if edge["kind"] == kind))


def _chains(graph: Graph, node: str) -> list[str]:
    """The shortest way from everything that can change by itself: widgets, state, volatile sources, first regions."""
    import networkx

    chains = []
    for source in sorted(networkx.ancestors(graph, node) - {node}, key=list(graph).index):
        if graph.in_degree(source) == 0 or graph.nodes[source]["node"] != "region":
            way = networkx.shortest_path(graph, source, node)
            chains.append(_chain(graph, way))
    return chains


def _chain(graph: Graph, way: list[str]) -> str:
    parts = [name_node(graph.nodes[way[0]])]
    for one, other in pairwise(way):
        labels = dict.fromkeys(edge_label(edge) for edge in graph.get_edge_data(one, other).values())
        parts.append(f"--{', '.join(labels)}--> {name_node(graph.nodes[other])}")
    return " ".join(parts)


def _dependents(graph: Graph, node: str) -> list[str]:
    import networkx

    direct = dict.fromkeys(graph.successors(node))
    nodes = [graph.nodes[one] for one in direct]
    named = [f"{name_node(one)}  {first_line(one.get('source', ''))}".rstrip() for one in nodes]
    further = len(networkx.descendants(graph, node) - set(direct) - {node})
    return [*named, f"and {further} more through these"] if further else named


def _listed(items: list[str], none: str) -> list[str]:
    shown = items[:MOST_CHAINS]
    left = len(items) - len(shown)
    return [f"    {item}" for item in [*(shown or [none]), *([f"and {left} more"] if left else [])]]
