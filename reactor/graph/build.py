"""Build the graph of an app.

Purpose: regions, mutable ranges and edges. Needs: evaluated records and partitions. Gives: `Graph`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx

from reactor.effects.context import Shared
from reactor.effects.partition import Draft, Partition
from reactor.effects.record import Record
from reactor_runtime.program import Checkpointed, Range, Reason, Region

from .checkpoints import addresses, find_checkpoints
from .edges import region_edges
from .flow import Ancestors, influence
from .ranges import RangeDraft, find_ranges
from .regions import make_region
from .sets import touched_sets
from .settings import SettingUses

Address = tuple[int, int]


@dataclass(frozen=True)
class Graph:
    """Regions by module and id, ranges, and edges between regions."""

    regions: Mapping[int, Mapping[int, Region]]
    ranges: tuple[Range, ...]
    checkpoints: tuple[Checkpointed, ...]
    edges: tuple[tuple[Address, Address, str, str], ...]
    influence: nx.DiGraph[object]


def build_graph(shared: Shared) -> Graph:
    """The graph of an evaluated app."""
    sets = touched_sets(shared)
    settings = SettingUses(shared)
    drafts = find_ranges(shared, sets, settings.roots)
    graph = influence(shared, {item.touched.root: (item.forcing, item.members) for item in drafts}, settings)
    ancestors = Ancestors(graph, shared.records)
    ranges = [_range(number, item, ancestors, shared) for number, item in enumerate(drafts)]
    records = {record.draft: record for record in shared.records if record.draft is not None}
    member_of: dict[Draft, list[int]] = {}
    forced_by: dict[Draft, list[int]] = {}
    for item, draft in zip(ranges, drafts, strict=True):
        for record in draft.members:
            if record.draft is not None:
                member_of.setdefault(record.draft, []).append(item.id)
        for record in draft.forcing:
            if record.draft is not None:
                forced_by.setdefault(record.draft, []).append(item.id)
    regions = {
        index: {
            draft.id: make_region(
                draft,
                records.get(draft) if draft.guarded else None,
                shared,
                sets,
                settings,
                tuple(member_of.get(draft, ())),
                tuple(forced_by.get(draft, ())),
                dynamic_code(part, shared),
            )
            for draft in part.drafts
        }
        for index, part in shared.partitions.items()
    }
    checkpoints = find_checkpoints(shared, drafts, graph, ancestors)
    return Graph(regions, tuple(ranges), checkpoints, region_edges(graph, shared), graph)


def dynamic_code(part: Partition, shared: Shared) -> Reason | None:
    """Code that may bind any name of the file makes every region of it volatile."""
    return shared.dynamic.get(part.names.source.index)


def _range(number: int, item: RangeDraft, ancestors: Ancestors, shared: Shared) -> Range:
    before = ancestors.of(item.forcing)
    between = item.between
    return Range(
        id=number,
        names=item.touched.names,
        members=addresses(item.members),
        ancestors=addresses(before),
        always=item.always or any(record.native and record.reasons and not _apart(record, item) for record in before),
        conditional=item.conditional,
        between=(between.module, shared.partitions[between.module].names.source.line(between.node))
        if between is not None and between.node is not None
        else None,
    )


def _apart(native: Record, item: RangeDraft) -> bool:
    """Whether code between regions only sets settings, before or after all members, which see what they are by then."""
    if native.loops or any(code != "config" for code, _ in native.reasons):
        return False
    if any(member.frame is not native.frame or member.module != native.module for member in item.members):
        return False
    return len({member.order > native.order for member in item.members}) == 1
