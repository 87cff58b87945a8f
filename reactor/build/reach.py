"""What can make a region run, and by which way.

Needs: the graph of `reactor.build.graph`. Gives: the widgets, keys and sources that reach a region, each with a short
way; or, without ways, those that reach every region.

A value that is handed on says more than a change in place, so a way goes by changes only where there is no other. In a
mutable range that cannot be put back, what reaches one member makes all of them run.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from reactor.build.graph import Graph
from reactor.build.verdict import Verdict

if TYPE_CHECKING:
    import networkx

# How much longer a way by a change in place is than one by a value.
COSTS = {"mutates": 8}

# The order in which they are told.
KINDS = ("widget", "state", "file", "volatile")


@dataclass(frozen=True, slots=True)
class Source:
    """Something that can change by itself. `steps` lead from it to the region; if `together`, to one of its range."""

    node: str
    steps: tuple[tuple[str, str], ...]
    together: bool = False


@dataclass(frozen=True, slots=True)
class Reached:
    """All that reaches a region. `made_once` are regions that nothing reaches, and that can be skipped."""

    sources: tuple[Source, ...]
    made_once: tuple[str, ...]


def reached_by(graph: Graph, node: str) -> Reached:
    """What reaches a region, widgets first, each group in the order of the graph."""
    backwards = _backwards(graph)
    ways = _ways(backwards, node)
    found = {one: Source(one, _steps(way)) for one, way in ways.items() if not _is_region(graph, one)}
    once = {one for one in ways if one != node and _runs_once(graph, one)}
    for member in _together(graph, node):
        for one, way in _ways(backwards, member).items():
            if not _is_region(graph, one):
                found.setdefault(one, Source(one, _steps(way), together=True))
    return Reached(
        tuple(found[one] for one in _things(graph) if one in found),
        tuple(one for one in graph if one in once),
    )


def reaching(graph: Graph) -> dict[str, list[str]]:
    """What reaches each region, as `reached_by` has it, in one go: asking for a thousand regions takes seconds.

    A set of things is a number with a bit for each.
    """
    import networkx

    things = _things(graph)
    bits = {thing: 1 << number for number, thing in enumerate(things)}
    whole = networkx.condensation(graph)
    found: dict[str, int] = {}
    into: dict[int, int] = {}
    for number in networkx.topological_sort(whole):
        members = whole.nodes[number]["members"]
        into[number] = 0
        for one in (*(bits.get(member, 0) for member in members), *(into[before] for before in whole.pred[number])):
            into[number] |= one
        found.update(dict.fromkeys(members, into[number]))
    answer: dict[str, list[str]] = {}
    for node in filter(lambda one: _is_region(graph, one), graph):
        mask = found[node]
        for member in _together(graph, node):
            mask |= found[member]
        answer[node] = [thing for thing in things if mask & bits[thing]]
    return answer


def _things(graph: Graph) -> list[str]:
    """All that is no region, widgets first, each kind in the order of the graph."""
    things = [node for node in graph if not _is_region(graph, node)]
    return sorted(things, key=lambda node: KINDS.index(graph.nodes[node]["node"]))


def _backwards(graph: Graph) -> networkx.DiGraph[str]:
    """The graph turned round, with one edge between two nodes: that of the least cost."""
    import networkx

    simple: networkx.DiGraph[str] = networkx.DiGraph()
    for source, target, edge in graph.edges(data=True):
        cost = COSTS.get(edge["kind"], 1)
        if not simple.has_edge(target, source) or simple.edges[target, source]["cost"] > cost:
            simple.add_edge(target, source, cost=cost)
    return simple


def _ways(backwards: networkx.DiGraph[str], node: str) -> dict[str, list[str]]:
    """The ways from a node to all that reach it."""
    import networkx

    if node not in backwards:
        return {}
    ways: dict[str, list[str]] = networkx.single_source_dijkstra_path(backwards, node, weight="cost")
    return ways


def _steps(way: list[str]) -> tuple[tuple[str, str], ...]:
    return tuple(pairwise(reversed(way)))


def _is_region(graph: Graph, node: str) -> bool:
    return bool(graph.nodes[node]["node"] == "region")


def _runs_once(graph: Graph, node: str) -> bool:
    return _is_region(graph, node) and not graph.in_degree(node) and graph.nodes[node]["verdict"] != Verdict.ALWAYS


def _together(graph: Graph, node: str) -> list[str]:
    """The other members of the region's ranges that cannot be put back."""
    return [
        member
        for item in graph.graph["ranges"]
        if item["id"] in graph.nodes[node]["ranges"] and not item["put_back"]
        for member in item["members"]
        if member != node
    ]
