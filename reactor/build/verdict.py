"""What can be said about skipping a region before anything ran.

Purpose: the report, the graph and `reactor explain` must not disagree, so they ask here.
Needs: a `Program`. Gives: a verdict for each region, with reasons.

A region runs in every walk when it is volatile itself or a member of a mutable range that is forced in every walk. The
second is the engine's rule (`reactor_runtime.engine.ranges`): the range is mutated from outside the walk, or a volatile
region is among those that may make it dirty; where the objects can be put back, only the members from the first change
at or after a volatile member on. A conditional range counts only once a mutation was seen, which is noted.

The head of a loop over a plain name has no guard, so nothing is said of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reactor_runtime.program import FILE_NAME, Checkpointed, Program, Range, Reason, Region, RegionKind

Address = tuple[int, int]


class Verdict(StrEnum):
    """Whether a region can be skipped, as far as the source tells."""

    SKIPPABLE = "skippable"
    FOLLOWS_LOOP = "follows its loop"
    ALWAYS = "always runs"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A region's verdict. `reasons` say why it always runs; `notes` what may still make it run at each event."""

    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    notes: tuple[str, ...] = ()


# Alias sets of a whole app can have dozens of names.
MOST_NAMES = 4

# Reasons that come from a region's mutable range and not from the region.
RANGE_ALWAYS = "range-outside-walk"
RANGE_BETWEEN = "range-between"
RANGE_VOLATILE = "range-volatile"


def judge(program: Program) -> dict[Address, Judgement]:
    """The judgement of every region of the program that has a guard."""
    regions = {
        (module.index, region.id): region
        for module in program.modules
        for region in module.regions
        if region.kind is not RegionKind.LOOP
    }
    files = [module.path.rpartition("/")[2] for module in program.modules]
    places = {
        (module.index, region.id): f"{files[module.index]}:{region.span.line}"
        for module in program.modules
        for region in module.regions
    }
    put_back = {number: item for item in program.checkpoints for number in item.ranges}
    forced = {item.id: cause for item in program.ranges if (cause := _cause(item, regions, places, put_back, files))}
    conditional = {item.id: item for item in program.ranges if item.conditional}
    return {address: _judge(address, region, forced, conditional) for address, region in regions.items()}


def counts(judgements: Mapping[Address, Judgement]) -> Counter[Verdict]:
    """How many regions have each verdict."""
    return Counter(judgement.verdict for judgement in judgements.values())


@dataclass(frozen=True, slots=True)
class _Cause:
    """Why a range is forced in every walk. `blamed` names the region to blame; members before `since` are spared."""

    item: Range
    code: str
    blamed: str = ""
    since: Address = (0, 0)


def _cause(
    item: Range,
    regions: Mapping[Address, Region],
    places: Mapping[Address, str],
    put_back: Mapping[int, Checkpointed],
    files: Sequence[str],
) -> _Cause | None:
    """Why a range is forced in every walk; None if it is not."""
    if item.conditional:
        return None
    if item.between is not None:
        module, line = item.between
        return _Cause(item, RANGE_BETWEEN, f", because of {files[module]}:{line}")
    if item.always:
        return _Cause(item, RANGE_ALWAYS)
    # A member that only follows cannot make the others run.
    followers = {address for address in item.members if address in regions and item.id not in regions[address].forces}
    first = min(item.members, default=(0, 0))
    late = [
        address
        for address in item.ancestors
        if address in regions and address not in followers and _decides_late(address, regions[address], first)
    ]
    kept = put_back.get(item.id)
    if kept is not None and not any(
        address in regions and _decides_late(address, regions[address], first) for address in kept.controls
    ):
        return _from_there_on(item, kept, regions, places)
    return _Cause(item, RANGE_VOLATILE, f", because of {places[late[0]]}") if late else None


def _from_there_on(
    item: Range, kept: Checkpointed, regions: Mapping[Address, Region], places: Mapping[Address, str]
) -> _Cause | None:
    """The objects are put back to what they were before the first change at or after a member that runs."""
    for address in sorted(item.members):
        if address in regions and regions[address].volatile and item.id in regions[address].forces:
            change = min((one for one in kept.changing if one >= address), default=None)
            if change is not None:
                return _Cause(item, RANGE_VOLATILE, f", because of {places[address]}", change)
    return None


def _decides_late(address: Address, region: Region, first: Address) -> bool:
    """Whether a region runs in every walk, and its outcome is not known when the range is reached.

    One that stands above the range in the module's own body has run by then, and counts only if it made something else
    than before; so does the creator itself. See `reactor_runtime.engine.ranges`.
    """
    if all(reason.code == "control-flow" for reason in region.volatile):
        return False
    passed = not region.scope and not region.loop_depth and address[0] == first[0] and address[1] <= first[1]
    return not passed


def _some(names: Sequence[str], region: Region) -> str:
    """The names that a range goes by: those that the region itself uses, or else some of the others."""
    # What has no name in the source begins with a dollar sign.
    named = [name for name in names if not name.startswith("$")] or ["an object without a name"]
    own = {*region.mutates, *(name for name, _ in (*region.binds, *region.reads))}
    used = [name for name in named if name in own] or named
    shown = ", ".join(used[:MOST_NAMES])
    return f"{shown} and {len(used) - MOST_NAMES} more" if len(used) > MOST_NAMES else shown


def _judge(
    address: Address, region: Region, forced: Mapping[int, _Cause], conditional: Mapping[int, Range]
) -> Judgement:
    causes = (forced[number] for number in region.ranges if number in forced)
    reasons = region.volatile or tuple(
        Reason(cause.code, region.span.line, f"{_some(cause.item.names, region)}{cause.blamed}")
        for cause in causes
        if address >= cause.since
    )
    if reasons:
        return Judgement(Verdict.ALWAYS, reasons, notes=_claims(region))
    together = tuple(
        f"runs together with all that use {_some(conditional[item].names, region)}, if it is found to change in place"
        for item in region.ranges
        if item in conditional
    )
    verdict = Verdict.FOLLOWS_LOOP if region.loop_depth else Verdict.SKIPPABLE
    return Judgement(verdict, notes=(*_notes(region), *together))


def _notes(region: Region) -> tuple[str, ...]:
    files = (
        f"reads a file, line {reason.line}: {reason.detail}: clean while its content is the same"
        for reason in region.files
    )
    checks = (
        f"depends on whether {''.join(check.path)} names a file of this machine at run time, line {check.line}"
        if check.method == FILE_NAME
        else f"depends on the type of {''.join(check.path)} at run time: .{check.method}(), line {check.line}"
        for check in region.checks
    )
    escapes = (
        f"runs again while {name} holds an object that can be changed: it outlives the run" for name in region.escapes
    )
    return (*files, *checks, *escapes, *_claims(region))


def _claims(region: Region) -> tuple[str, ...]:
    return tuple(f"rests on the author's word, {claim}" for claim in region.claims)
