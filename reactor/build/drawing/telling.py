"""Which lines of a drawing tell something.

What goes from a to c follows where lines go from a to b and from b to c: of the lines between statements that change
one object, most are such.
"""

from __future__ import annotations

from collections.abc import Iterable

from reactor.build.drawing.words import in_file
from reactor.build.graph import Graph

Ends = tuple[str, str]


def telling(graph: Graph, ends: Iterable[Ends]) -> list[Ends]:
    """The lines that do not follow from others. One against the program's order, as through a state key, stays."""
    import networkx

    # What is no statement counts as standing before all.
    order = {node: (in_file(graph.nodes[node]), number) for number, node in enumerate(graph)}
    given = list(ends)
    forward = networkx.DiGraph([one for one in given if order[one[0]] < order[one[1]]])
    kept = set(networkx.transitive_reduction(forward).edges)
    return [one for one in given if one in kept or not forward.has_edge(*one)]


def implied_changes(graph: Graph) -> set[Ends]:
    """Lines that say no more than that both ends use an object that is changed, and that follow from others."""
    kinds: dict[Ends, set[str]] = {}
    for source, target, edge in graph.edges(data=True):
        kinds.setdefault((source, target), set()).add(edge["kind"])
    changes = {ends for ends, found in kinds.items() if found == {"mutates"}}
    return changes.difference(telling(graph, kinds))
