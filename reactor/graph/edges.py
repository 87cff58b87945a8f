"""Edges between regions, for people: the influence graph without what stands between regions."""

from __future__ import annotations

from collections.abc import Container

import networkx as nx

from reactor.bind import Variable
from reactor.effects.context import Shared
from reactor.effects.record import Record

Address = tuple[int, int]
Edge = tuple[Address, Address, str, str]

_FAR = 4
"""Code between regions is looked through; longer chains of it are left out."""


def region_edges(graph: nx.DiGraph[object], shared: Shared) -> tuple[Edge, ...]:
    """Edges in program order, each with its kind and what it is about.

    Where a function is called what stands in it comes later, though it is written above: an edge that leads through a
    call may go up.
    """
    passed = frozenset(shared.parameter_feeds)
    found: dict[Edge, None] = {}
    for record in shared.records:
        if record.draft is not None:
            _from(graph, record, passed, found)
    return tuple(sorted(found))


def _from(
    graph: nx.DiGraph[object], start: Record, passed: Container[tuple[Record, Variable]], found: dict[Edge, None]
) -> None:
    assert start.draft is not None
    source = (start.module, start.draft.id)
    todo: list[tuple[object, int, bool]] = [(start, 0, False)]
    seen: set[tuple[object, bool]] = {(start, False)}
    while todo:
        vertex, far, inside = todo.pop()
        for target, data in graph.adj[vertex].items():
            called = inside or _is_call(vertex, target, passed)
            if isinstance(target, Record) and target.draft is not None:
                address = (target.module, target.draft.id)
                is_later = address > source or (called and target.frame is not start.frame)
                if is_later or target.module != start.module:
                    found[source, address, data["kind"], data["detail"]] = None
            elif (target, called) not in seen:
                seen.add((target, called))
                native = isinstance(target, Record)
                if far + native <= _FAR:
                    todo.append((target, far + native, called))


def _is_call(vertex: object, target: object, passed: Container[tuple[Record, Variable]]) -> bool:
    """Whether a step leads into a function: by an argument, or by being called at all."""
    if not isinstance(vertex, Record):
        return False
    if isinstance(target, Variable):
        return (vertex, target) in passed
    return isinstance(target, Record) and target.frame in vertex.enters
