"""Influence between records.

Purpose: what may make what dirty. Needs: records and alias sets. Gives: a `networkx.DiGraph`, and for any record those
that may influence it.

Vertices are records, variables, session-state keys and alias sets; a path from one record to another means that running
the first may change what the second reads, or whether it is reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import networkx as nx

from reactor.effects.context import Shared
from reactor.effects.record import Record
from reactor.effects.state import ANY_KEY

from .certain import loop_targets
from .regions import passed
from .settings import SettingUses


def influence(
    shared: Shared, ranges: Mapping[int, tuple[list[Record], list[Record]]], settings: SettingUses
) -> nx.DiGraph[object]:
    """The graph. ``ranges`` has, by alias set, the records that force its range, and all its members."""
    graph: nx.DiGraph[object] = nx.DiGraph()
    graph.add_nodes_from(shared.records)
    for record in shared.records:
        for variable in record.reads:
            graph.add_edge(variable, record, kind="reads", detail=variable.name)
        for variable in passed(record):
            # That there is nothing to iterate over is rare, and found out at run time.
            if variable.name not in loop_targets(record.draft.node if record.draft is not None else record.node):
                graph.add_edge(variable, record, kind="reads", detail=variable.name)
        for variable in record.binds:
            graph.add_edge(record, variable, kind="binds", detail=variable.name)
        for control in record.control:
            graph.add_edge(control, record, kind="controls", detail="")
        _state_edges(graph, record)
    for setter, reader, name in settings.pairs():
        graph.add_edge(setter, reader, kind="reads", detail=name.removeprefix("$"))
    for source, target in shared.feeds:
        graph.add_edge(source, target, kind="controls", detail="")
    for source, parameter in shared.parameter_feeds:
        graph.add_edge(source, parameter, kind="binds", detail=parameter.name)
    for root, (forcing, members) in ranges.items():
        for record in forcing:
            graph.add_edge(record, ("set", root), kind="mutates", detail="")
        for record in members:
            graph.add_edge(("set", root), record, kind="mutates", detail="")
    return graph


def _state_edges(graph: nx.DiGraph[object], record: Record) -> None:
    everything = ("state", ANY_KEY, "written")
    any_reader = ("state", ANY_KEY, "read")
    for key in record.state_writes:
        if key == ANY_KEY:
            graph.add_edge(record, everything, kind="state", detail=key)
            graph.add_edge(everything, any_reader, kind="state", detail=key)
        else:
            graph.add_edge(record, ("state", key), kind="state", detail=key)
            graph.add_edge(("state", key), any_reader, kind="state", detail=key)
    for key in record.state_reads:
        if key == ANY_KEY:
            graph.add_edge(any_reader, record, kind="state", detail=key)
        else:
            graph.add_edge(("state", key), record, kind="state", detail=key)
            graph.add_edge(everything, ("state", key), kind="state", detail=key)


class Ancestors:
    """For every record the records that may influence it, as bit sets over the condensed graph."""

    def __init__(self, graph: nx.DiGraph[object], records: list[Record]) -> None:
        self._records = records
        number = {record: position for position, record in enumerate(records)}
        condensed = nx.condensation(graph)
        self._component: Mapping[object, int] = condensed.graph["mapping"]
        self._bits: dict[int, int] = {}
        for component in nx.topological_sort(condensed):
            bits = 0
            for member in condensed.nodes[component]["members"]:
                if member in number:
                    bits |= 1 << number[member]
            for before in condensed.predecessors(component):
                bits |= self._bits[before]
            self._bits[component] = bits

    def of(self, records: Iterable[Record]) -> list[Record]:
        """All records that may influence one of these, themselves included."""
        bits = 0
        for record in records:
            bits |= self._bits[self._component[record]]
        found: list[Record] = []
        while bits:
            lowest = bits & -bits
            found.append(self._records[lowest.bit_length() - 1])
            bits ^= lowest
        return found
