"""What a session's slots hold of one region, in words that give no contents away.

Needs: a walk at rest (`Session.at_rest`). Gives: a `Position` for each place at which the region stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from reactor_runtime.engine.describe import Described, describe
from reactor_runtime.engine.slot import Slot
from reactor_runtime.engine.walk import Walk
from reactor_runtime.program import Region, RegionKind

# A loop's body stands at as many positions as the loop has iterations.
MOST_POSITIONS = 20


@dataclass(frozen=True, slots=True)
class Position:
    """One position: what was read and bound there, what else was looked at, and how many things are done again.

    ``always`` says why the last execution is not reused; None if it may be. ``value`` is that of an expression region.
    """

    reads: tuple[Described, ...]
    binds: tuple[Described, ...]
    value: Described | None
    checks: tuple[str, ...]
    operations: int
    always: str | None


def positions(walk: Walk, module: int, region: Region) -> tuple[Position, ...]:
    """The first positions at which the last walk met the region, if its last run there completed."""
    found = (slot for slot in walk.slots() if slot.region == region.id and slot.module == module and slot.complete)
    return tuple(_position(slot, region) for slot in islice(found, MOST_POSITIONS))


def _position(slot: Slot, region: Region) -> Position:
    is_expression = region.kind not in (RegionKind.STATEMENT, RegionKind.DEFINITION)
    return Position(
        reads=_described(region.reads, slot.reads),
        binds=_described(region.binds, slot.binds),
        value=describe(region.source, slot.kept) if is_expression else None,
        checks=tuple(dict.fromkeys(str(check) for check in slot.checks)),
        operations=len(slot.log),
        always=slot.always,
    )


def _described(names: Sequence[tuple[str, object]], values: Sequence[object]) -> tuple[Described, ...]:
    return tuple(describe(name, value) for (name, _), value in zip(names, values, strict=False))
