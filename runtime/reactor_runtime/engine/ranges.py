"""Mutable ranges in a walk: whether the members of a range run, all of them, or none because of the range.

A range is *forced* when something may make one of its members dirty; then all members run, so that the object is made
anew and every mutation is applied once. The decision falls when the first member is reached. For an ancestor that the
walk has passed by then, and does not come back to, it is known whether its outcome changed; for the others the answer
of the start of the walk counts: volatile, or not reusable, or depending on something outside that answers differently.
The answer must be a superset of what the walk finds later.

Where every change has a checkpoint (`checkpoints.py`), the decision is put off: the members are judged one by one, and
the objects are put back for the first that must run.

A creator that runs in every walk (it reads a file, say) does not force its range by itself: its new value is compared
with a copy of the old one as it was before any mutation, and if they are equal the old object stays, mutations and all.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Set
from typing import Any

from reactor_runtime.engine import values
from reactor_runtime.engine.checkpoints import CheckpointPlan, Checkpoints
from reactor_runtime.engine.files import FileInput
from reactor_runtime.engine.moved import Moved
from reactor_runtime.engine.plan import is_observed
from reactor_runtime.engine.slot import Slot
from reactor_runtime.program import Program, Region

Address = tuple[int, int]


class Doubt(BaseException):
    """An engine invariant does not hold in this walk: the event is answered by a full rerun."""


class RangePlan:
    """The program's ranges, prepared once for all walks of all sessions."""

    def __init__(self, program: Program) -> None:
        regions = [(module.index, region) for module in program.modules for region in module.regions]
        forcing = {(index, region.id, item) for index, region in regions for item in region.forces}
        # A statement that ends the run has no outcome for what comes after it.
        self.volatile = frozenset(
            (index, region.id)
            for index, region in regions
            if any(reason.code != "control-flow" for reason in region.volatile)
        )
        # Regions that a walk reaches at most once, after which their outcome is final.
        self.once = frozenset(
            (index, region.id) for index, region in regions if not region.scope and not region.loop_depth
        )
        # A member that only follows cannot make the others run.
        self.ancestors = {
            item.id: frozenset(item.ancestors)
            - {member for member in item.members if (*member, item.id) not in forcing}
            for item in program.ranges
        }
        self.names = {item.id: frozenset(item.names) for item in program.ranges}
        self.members = {item.id: frozenset(item.members) for item in program.ranges}
        self.always = frozenset(item.id for item in program.ranges if item.always)
        self.conditional = frozenset(item.id for item in program.ranges if item.conditional)
        self.observed = is_observed(program)
        self.writes = program.writes
        self.checkpoints = CheckpointPlan(program)
        self.watched: frozenset[Address] = self.checkpoints.watched.union(*self.ancestors.values())


class Ranges:
    """The ranges of one session, from walk to walk."""

    def __init__(self, plan: RangePlan, wrong: Set[Address] = frozenset()) -> None:
        self._plan = plan
        # Regions that run in every walk as if they were volatile; may grow.
        self._wrong = wrong
        self._checkpoints = Checkpoints(plan.checkpoints)
        # Conditional ranges of which a member was found to mutate.
        self._active: set[int] = set()
        self._forced: set[int] = set()
        # Ranges that an edit has made or changed, until the next walk is over.
        self._remade: frozenset[int] = frozenset()
        self._decided: set[int] = set()
        self._skipped: set[int] = set()
        self._may_run: set[Address] = set()
        # Those that run if a file they read is written before the walk reaches them.
        self._late: set[Address] = set()
        self._passed: set[Address] = set()
        self._changed: set[Address] = set()

    def begin(self, slots: Iterable[Slot], last_walk: int, completed: bool) -> None:
        """A walk starts; ``slots`` as walk ``last_walk`` left them."""
        plan = self._plan
        self._forced = set(plan.always) | self._remade if completed else set(plan.ancestors)
        self._remade = frozenset()
        self._checkpoints.begin(completed)
        self._decided = set()
        self._skipped = set()
        self._passed = set()
        self._changed = set()
        if plan.ancestors and completed:
            self._may_run = set(plan.volatile) | self._wrong
            self._late = set()
            for slot in slots:
                address = (slot.module, slot.region)
                if slot.walk != last_walk or address not in plan.watched or address in self._may_run:
                    continue
                broken = [check for check in slot.checks if not check.may_hold()]
                certain = any(not isinstance(check, FileInput) for check in broken) or not plan.writes
                if (broken and certain) or not slot.complete or slot.always is not None:
                    self._may_run.add(address)
                elif broken:
                    self._late.add(address)

    def adopt(self, plan: RangePlan, moved: Moved, wrong: Set[Address] = frozenset()) -> None:
        """Go on with an edited program."""
        self._plan = plan
        self._wrong = wrong
        self._checkpoints = Checkpoints(plan.checkpoints)
        self._active = {moved.ranges[item] for item in self._active if item in moved.ranges}
        self._remade = moved.remade

    def forces(self, address: Address, region: Region) -> bool:
        """Whether the region must run because of a range it is a member of."""
        for item in region.ranges:
            if not self._counts(item):
                continue
            if item not in self._decided and item not in self._forced:
                self._decide(item, address, region)
            if item in self._forced:
                return True
        return False

    def _decide(self, item: int, address: Address, region: Region) -> None:
        self._decided.add(item)
        for ancestor in self._plan.ancestors[item]:
            judged_here = not region.mutates or (ancestor in self._late and address in self._plan.once)
            if ancestor == address and judged_here and ancestor not in self._changed:
                # A creator is judged by what it makes, a region that reads a file by the file.
                continue
            if self._decided_anew(ancestor):
                break
        else:
            return
        if not self._checkpoints.ready(item, self._decided_anew):
            self._forced.add(item)

    def _decided_anew(self, address: Address) -> bool:
        """Whether a region gives, or may give, something else than in the last walk."""
        return address in self._changed or (
            address not in self._passed and (address in self._may_run or address in self._late)
        )

    def may_change(self, region: Region, name: str) -> bool:
        """Whether what ``name`` holds in this region is changed in place somewhere."""
        return any(name in self._plan.names[item] for item in region.ranges)

    def visit(self, slot: Slot, region: Region) -> None:
        """A member is reached."""
        self._checkpoints.visit(slot, region.ranges)

    def begun(self, region: Region) -> bool:
        """Whether members of a range that the region forces were taken as run before it."""
        return any(not self._skipped.isdisjoint(self._together(item)) for item in region.forces)

    def runs(self, slot: Slot, region: Region) -> None:
        """A member is about to run. Raises `Doubt` if the range was taken as clean before and cannot be put back."""
        for item in region.forces:
            if item in self._forced or not self._counts(item):
                continue
            together = self._together(item)
            if self._skipped.isdisjoint(together):
                self._forced.add(item)
            elif self._checkpoints.ready(item, self._decided_anew) and self._checkpoints.put_back(item, slot):
                self._forced.update(together)
            else:
                raise Doubt(f"region {region.id} ({region.source!r}, line {region.span.line}) was not expected to run")

    def _together(self, item: int) -> tuple[int, ...]:
        group = self._plan.checkpoints.group(item)
        return (item,) if group is None else group.ranges

    def take(self, slot: Slot, namespace: dict[str, Any], local: dict[str, Any]) -> None:
        """A member is about to run: keep what it is going to change."""
        self._checkpoints.take(slot, namespace, local, self._counts)

    def _counts(self, item: int) -> bool:
        """Whether something is known to change the objects of a range."""
        return item in self._active or item not in self._plan.conditional

    def finish(self) -> None:
        """The script reached its end. Raises `Doubt` if it left out a change that was not undone."""
        slot = self._checkpoints.left_out(self._forced.__contains__)
        if slot is not None:
            raise Doubt(f"region {slot.region} of file {slot.module} was expected to be reached")

    def is_forced(self, region: Region) -> bool:
        """Whether some range the region forces is forced already; those that do not count never are."""
        return any(item in self._forced for item in region.forces)

    def skipped(self, address: Address, region: Region) -> None:
        """A region was taken as run."""
        if region.ranges:
            self._skipped.update(region.ranges)
        if address in self._plan.once:
            self._passed.add(address)

    def kept(self, region: Region) -> None:
        """A creator ran, and the object that it made last time stays, with what was done to it."""
        self._skipped.update(region.ranges)

    def watches(self, address: Address) -> bool:
        """Whether it matters to a range what became of this region."""
        return address in self._plan.watched

    def completed(self, address: Address, changed: bool) -> None:
        """A region ran; ``changed``: with another outcome than last time."""
        if changed:
            self._changed.add(address)
        if address in self._plan.once:
            self._passed.add(address)

    def found_mutating(self, region: Region) -> None:
        """A call in this region changes an object that nothing was known to change."""
        self._active.update(item for item in region.forces if item in self._plan.conditional)


def pristine(value: Any) -> Any:
    """A copy of a value that was just made, to compare later ones with; MISSING if that would cost too much."""
    pandas = sys.modules.get("pandas")
    if pandas is not None and type(value) in (pandas.DataFrame, pandas.Series):
        # Shares the data until somebody writes.
        return value.copy(deep=False) if values.copies_on_write(pandas) else values.MISSING
    if values.is_immutable(value):
        return value
    try:
        return values.copied(value)
    except values.Opaque:
        return values.MISSING
