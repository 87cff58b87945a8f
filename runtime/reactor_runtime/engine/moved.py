"""An edited program: which of its regions, ranges, frames and loops are those of the program before.

Regions are told by what they say and do, not by their line: within a scope, the longest rows of equal regions are taken
as the same ones (as in a text comparison). A frame or loop is told by its head. What is not found is new.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from reactor_runtime.program import ModuleProgram, Program, Range, Region, RegionKind

Address = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Moved:
    """Where each thing that is still there is now.

    ``regions``: those of the same text and effects. ``heads``: the functions and loops that positions are made of,
    which may have other statements inside. ``ranges``: those of the same members; ``remade``: the new numbers of all
    others.
    """

    regions: dict[Address, Address]
    heads: dict[Address, Address]
    ranges: dict[int, int]
    remade: frozenset[int]


def compare(old: Program, new: Program) -> Moved:
    """What an edit leaves as it was."""
    before = {module.path: module for module in old.modules}
    regions: dict[Address, Address] = {}
    heads: dict[Address, Address] = {}
    for module in new.modules:
        if module.path in before:
            regions.update(_matched(before[module.path], module, lambda region: True, _content))
            heads.update(_matched(before[module.path], module, _is_head, _head))
    ranges = _ranges(old, new, regions)
    remade = frozenset(item.id for item in new.ranges) - frozenset(ranges.values())
    return Moved(regions, heads, ranges, remade)


def _matched(
    old: ModuleProgram, new: ModuleProgram, counts: Callable[[Region], bool], content: Callable[[Region], Hashable]
) -> Iterator[tuple[Address, Address]]:
    after = _by_scope(filter(counts, new.regions))
    for scope, was in _by_scope(filter(counts, old.regions)).items():
        now = after.get(scope, [])
        matcher = SequenceMatcher(None, [*map(content, was)], [*map(content, now)], autojunk=False)
        for block in matcher.get_matching_blocks():
            for one, other in zip(was[block.a :][: block.size], now[block.b :][: block.size], strict=True):
                yield (old.index, one.id), (new.index, other.id)


def _is_head(region: Region) -> bool:
    """Loops and the bodies of functions are guarded by nothing themselves; a function's definition stands for it."""
    return region.kind is RegionKind.DEFINITION or not region.digest


def _head(region: Region) -> Hashable:
    return region.kind, region.source


def _by_scope(regions: Iterable[Region]) -> dict[str, list[Region]]:
    found: dict[str, list[Region]] = {}
    for region in regions:
        found.setdefault(region.scope, []).append(region)
    return found


def _content(region: Region) -> Hashable:
    """What a region says, reads and does; where it stands, and why it runs in every walk, are no part of that."""
    checks = tuple((check.path, check.method, check.keywords) for check in region.checks)
    return (
        region.kind, region.source, region.digest, region.reads, region.binds, region.passes, region.mutates,
        region.draws, region.escapes, checks, region.loop_depth, bool(region.ranges), len(region.forces),
        bool(region.files), region.opens, region.streams, region.settings,
        region.sets,
    )  # fmt: skip


def _ranges(old: Program, new: Program, regions: dict[Address, Address]) -> dict[int, int]:
    """Ranges whose members are all what they were, and no others."""
    by_members = {_members(item, item.members): item.id for item in new.ranges}
    found: dict[int, int] = {}
    for item in old.ranges:
        members = [regions[member] for member in item.members if member in regions]
        number = by_members.get(_members(item, members))
        if number is not None and len(members) == len(item.members):
            found[item.id] = number
    return found


def _members(item: Range, members: Iterable[Address]) -> Hashable:
    return frozenset(members), frozenset(item.names), item.always, item.conditional
