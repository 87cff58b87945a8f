"""Edges between regions, for people: the influence graph without what stands between regions."""

from __future__ import annotations

import networkx as nx

from reactor.effects.record import Record

Address = tuple[int, int]
Edge = tuple[Address, Address, str, str]

_FAR = 4
"""Code between regions is looked through; longer chains of it are left out."""


def region_edges(graph: nx.DiGraph[object], records: list[Record]) -> tuple[Edge, ...]:
    """Edges in program order, each with its kind and what it is about."""
    found: dict[Edge, None] = {}
    for record in records:
        if record.draft is not None:
            _from(graph, record, found)
    return tuple(sorted(found))


def _from(graph: nx.DiGraph[object], start: Record, found: dict[Edge, None]) -> None:
    assert start.draft is not None
    source = (start.module, start.draft.id)
    todo: list[tuple[object, int]] = [(start, 0)]
    seen: set[object] = {start}
    while todo:
        vertex, far = todo.pop()
        for target, data in graph.adj[vertex].items():
            if isinstance(target, Record) and target.draft is not None:
                address = (target.module, target.draft.id)
                if address > source or target.module != start.module:
                    found[source, address, data["kind"], data["detail"]] = None
            elif target not in seen:
                seen.add(target)
                native = isinstance(target, Record)
                if far + native <= _FAR:
                    todo.append((target, far + native))
