"""A region as the walk needs it: what has to be known at every visit, worked out once."""

from __future__ import annotations

from reactor_runtime.program import Binding, Program, Region, RegionKind


class RegionPlan:
    """Made from a `Region` when its file's guards are made; never changed."""

    __slots__ = (
        "defines",
        "depth",
        "global_binds",
        "key",
        "local_binds",
        "reads",
        "region",
        "simple",
        "volatile",
        "watched",
    )

    def __init__(self, module: int, region: Region) -> None:
        self.region = region
        self.key = (module, region.id)
        self.depth = region.loop_depth
        # What is looked at before it runs: what it reads, then what it may leave as it was.
        self.reads = tuple((name, where is Binding.GLOBAL) for name, where in (*region.reads, *region.passes))
        self.global_binds = tuple(
            (index, name) for index, (name, where) in enumerate(region.binds) if where is Binding.GLOBAL
        )
        self.local_binds = tuple(index for index, (_, where) in enumerate(region.binds) if where is Binding.LOCAL)
        self.volatile = region.volatile[0].code if region.volatile else None
        # What it opens is its input.
        self.watched = bool(region.files) or region.opens
        self.defines = region.kind is RegionKind.DEFINITION
        # Nothing but its own slot decides whether it runs.
        self.simple = not region.volatile and not region.ranges and not self.defines


def is_observed(program: Program) -> bool:
    """Whether what its regions open must be seen."""
    return any(region.files or region.opens for module in program.modules for region in module.regions)
