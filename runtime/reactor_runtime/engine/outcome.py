"""What an execution says of itself when it is over: what it depended on, and whether it may stand for the next one."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, Final

from reactor_runtime.engine import values
from reactor_runtime.engine.slot import Slot
from reactor_runtime.program import Binding, Region, RegionKind

ESCAPES: Final = "escapes"
"""What it binds was stored where it outlives the run."""


def inputs(region: Region, reads: list[Any], binds: list[Any]) -> list[Any]:
    """What an execution depended on: a name that it bound on its way was none of it, whatever it was before."""
    if not region.passes:
        return reads
    bound = dict(zip(region.binds, binds, strict=True))
    first = len(region.reads)
    passed = [old if bound[item] is old else values.ANY for item, old in zip(region.passes, reads[first:], strict=True)]
    return [*reads[:first], *passed]


def why_never(region: Region, slot: Slot, value: Any, stateful: Callable[[Any], bool]) -> str | None:
    """Why an execution must not be reused, as far as it shows in what it gave; ``stateful`` as in `Walk`."""
    if values.is_iterator(value) or any(
        values.is_iterator(bound) and not (name in region.streams and isinstance(bound, io.StringIO | io.BytesIO))
        for (name, _), bound in zip(region.binds, slot.binds, strict=True)
    ):
        return "iterator"
    if region.kind is RegionKind.SUBJECT and region.ranges and not values.is_immutable(value):
        return "a subject that changes in place"
    if stateful(value) or any(map(stateful, slot.binds)):
        return "a container with a state of its own"
    for (name, where), bound in zip(region.binds, slot.binds, strict=True):
        if bound is values.MISSING and where is Binding.LOCAL:
            return "unbound"
        if name in region.escapes and not values.is_immutable(bound):
            return ESCAPES
    return None
