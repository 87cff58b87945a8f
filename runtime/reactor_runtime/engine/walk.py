"""The walk: one pass over the transpiled scripts in program order, deciding for each region whether it runs.

Invariants:

* A slot is consulted only if its last run completed, and rewritten only by ``done``/``keep`` of the frame that opened
  it.
* At most one region is being recorded. A region reached while another one of the same thread is open belongs to it,
  unless the open one was left by an exception, which shows in its frame.
* Everything a skipped region did is applied in the order in which it was done, before ``run`` answers False.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Hashable, Iterator, Set
from dataclasses import replace
from typing import Any

from reactor_runtime.engine import files, outcome, values
from reactor_runtime.engine.checks import CallChecks
from reactor_runtime.engine.iteration import Iteration
from reactor_runtime.engine.moved import Moved
from reactor_runtime.engine.plan import RegionPlan
from reactor_runtime.engine.positions import Position
from reactor_runtime.engine.ranges import RangePlan, Ranges, pristine
from reactor_runtime.engine.recall import RECALLED, Recall
from reactor_runtime.engine.redefined import carry_over
from reactor_runtime.engine.settings import SettingKept, alike
from reactor_runtime.engine.slot import Recording, Slot, encloses
from reactor_runtime.engine.trace import Outcome, Visit
from reactor_runtime.program import Binding, Program, Region, RegionKind

MISSING = values.MISSING
# Slots of positions not visited for this many walks are dropped, with the objects they hold.
_KEPT_WALKS = 3
_PRUNE_EVERY = 8
_FOUND_WRONG = "found to be skipped wrongly"
_POLL_MASK = 63


class Walk:
    """The slots of one session, and the state of the pass under way.

    ``stateful`` tells whether a value has a state of its own that a skip could not set back (a status container).
    ``container`` answers the container that takes elements now (compared by identity); ``poll`` raises if the walk is
    to end here because of a newer event. ``wrong`` are regions that were found to be skipped wrongly, by module and
    id; it may grow. ``recall`` remembers earlier executions.
    """

    def __init__(
        self,
        plan: RangePlan,
        calls: CallChecks,
        container: Callable[[], object],
        poll: Callable[[], None],
        stateful: Callable[[Any], bool] = lambda _value: False,
        wrong: Set[tuple[int, int]] = frozenset(),
        recall: Recall | None = None,
    ) -> None:
        self._plan = plan
        self._recall = recall
        # Slots, by id, in which an earlier execution took the place of the last one in this walk.
        self.recalled: set[int] = set()
        self._wrong = wrong
        self._ranges = Ranges(plan, wrong)
        self._looks = files.Looks(not plan.writes)
        self._stateful = stateful
        self._calls = calls
        self._container = container
        self._poll = poll
        self._root = Position()
        # Walks count from 1; the slots of walk ``_number`` describe the state before the next one.
        self._number = 0
        self._completed = False
        self._nodes: list[Position] = [self._root]
        self._base = 0
        self._last: Slot | None = None
        self._started = 0.0
        self._why = ""
        self._equal: dict[tuple[int, int], tuple[Any, Any, bool]] = {}
        self._everything = False
        self._doubted = False
        # Classes and functions of the script, by id, of which an object outlives the run that made it.
        self._lasting: dict[int, Any] = {}
        self.recording: Recording | None = None
        self.trace: list[Visit] = []
        # Somebody looks at the trace: find out which regions gave what they gave before.
        self.watched = False

    # -- a walk's life ------------------------------------------------------------------------------------------

    def begin(self, everything: bool = False) -> None:
        """Start a walk; with ``everything`` no slot is reused."""
        everything = everything or self._doubted
        self._doubted = False
        self._everything = everything or not self._number
        self._looks.walk += 1
        self._ranges.begin(self._root.all_slots(), self._number, self._completed and not everything)
        self._number += 1
        self._completed = False
        self._root.enter(self._number)
        del self._nodes[1:]
        self._base = 0
        self._equal = {}
        self.recording = None
        self.recalled.clear()
        self.trace = []

    @property
    def completed(self) -> bool:
        """Whether the last walk came to the script's end."""
        return self._completed

    @property
    def has_skipped(self) -> bool:
        """Whether the last walk skipped anything."""
        return any(visit.outcome is Outcome.SKIPPED for visit in self.trace)

    def finish(self) -> None:
        """The script reached its end. Raises `Doubt` if it cannot have done so with what was skipped."""
        self._ranges.finish()

    def end(self, completed: bool) -> None:
        """End a walk; ``completed`` if the script reached its end."""
        self._abandon()
        self._last = None
        self._equal = {}
        self._completed = completed
        if completed and self._number % _PRUNE_EVERY == 0:
            self._root.prune(self._number - _KEPT_WALKS)

    def adopt(
        self,
        plan: RangePlan,
        calls: CallChecks,
        moved: Moved,
        program: Program,
        wrong: Set[tuple[int, int]] = frozenset(),
    ) -> None:
        """Go on with an edited program: what is still there keeps its slots."""
        self._plan = plan
        self._wrong = wrong
        self._ranges.adopt(plan, moved, wrong)
        self._looks.lasting = not plan.writes
        self._calls = calls
        self._root = self._root.moved(moved.regions, moved.heads)
        self._nodes = [self._root]
        for slot in self._root.all_slots():
            if program.modules[slot.module].regions[slot.region - 1].kind is RegionKind.DEFINITION and slot.complete:
                slot.former, slot.complete = slot.binds, False

    def slots(self) -> Iterator[Slot]:
        """The slots that the last walk visited; not while another one is under way."""
        return (slot for slot in self._root.all_slots() if slot.walk == self._number)

    def doubt_next(self) -> None:
        """No slot is to be reused in the next walk."""
        self._doubted = True

    def outlives(self, value: Any) -> None:
        """``value`` is kept beyond the run: what the script defines for it is to be defined anew in the next walk."""
        for definition in values.script_definitions(value):
            self._lasting[id(definition)] = definition

    # -- what the guards ask ------------------------------------------------------------------------------------

    def run(self, module: Any, number: int, namespace: dict[str, Any] | None) -> bool:
        """Whether region ``number`` must run now; if not, its log has been applied.

        To be called by the guard's own method: the frame that counts is the one two calls up.
        """
        if self.recording is not None and self._within(self.recording, sys._getframe(2)):
            return True
        plan: RegionPlan = module.plans[number]
        slot = self._slot(plan)
        names: dict[str, Any] = module.globals
        local = names if namespace is None else namespace
        if (
            plan.simple
            and slot.complete
            and slot.always is None
            and slot.globals is names
            and not self._everything
            and plan.key not in self._wrong
        ):
            # The common case, without building anything.
            old = slot.reads
            for index, (name, is_global) in enumerate(plan.reads):
                if (names if is_global else local).get(name, MISSING) is not old[index]:
                    break
            else:
                why = self._changed_outside(slot)
                if why is None:
                    self._skip(slot, plan, names)
                    return False
                if slot.earlier and self._recalls(slot, plan, old.copy(), names):
                    return False
                self._run(slot, plan, why, old.copy(), names)
                return True
        reads = [(names if is_global else local).get(name, MISSING) for name, is_global in plan.reads]
        why = self._dirty(slot, plan, names, reads)
        if why is None:
            self._skip(slot, plan, names)
            return False
        if slot.earlier and self._recalls(slot, plan, reads, names):
            return False
        if plan.region.forces:
            self._ranges.take(slot, names, local)
        self._run(slot, plan, why, reads, names)
        return True

    def done(self, module: Any, number: int, namespace: dict[str, Any] | None, frame: Any) -> None:
        """Region ``number`` completed."""
        recording = self._own(module, number, frame)
        if recording is not None:
            self._complete(recording, module, namespace, None)

    def keep(self, module: Any, number: int, value: Any, frame: Any) -> Any:
        """Expression region ``number`` completed with ``value``; the answer is what its statement is to use."""
        recording = self._own(module, number, frame)
        if recording is not None:
            if module.plans[number].region.kind is RegionKind.TEST:
                # The object may be changed later in the walk: what decided was what it was like now.
                value = bool(value)
            self._complete(recording, module, None, value)
        return value

    def kept(self) -> Any:
        """The value of the expression region just skipped."""
        assert self._last is not None
        return self._last.kept

    def values(self, module: Any, number: int) -> tuple[Any, ...]:
        """The local names that the region just skipped binds."""
        assert self._last is not None
        binds = self._last.binds
        return tuple(binds[index] for index in module.plans[number].local_binds)

    def iterate(self, module: Any, number: int, iterable: Any, frame: Any) -> Iterator[Any]:
        """The items of a loop, each making its own position."""
        if self.recording is not None and encloses(self.recording.frame, frame):
            return iter(iterable)
        return Iteration(self.enter_iteration, (module.index, number), module.plans[number].depth, iter(iterable))

    def enter_frame(self, module: Any, number: int, frame: Any) -> tuple[int, int] | None:
        """Enter the body of a split function; the answer is to be given to ``leave_frame``."""
        if self.recording is not None and self._within(self.recording, frame):
            return None
        before = (len(self._nodes), self._base)
        self._nodes.append(self._nodes[-1].child((module.index, number), self._number))
        self._base = len(self._nodes) - 1
        return before

    def leave_frame(self, before: tuple[int, int] | None) -> None:
        if before is not None:
            del self._nodes[before[0] :]
            self._base = before[1]

    def enter_iteration(self, depth: int, key: Hashable) -> None:
        """Make ``key`` the innermost loop position, ``depth`` loops inside the current frame."""
        node = self._node(depth)
        self._nodes.append(node.child(key, self._number))

    # -- deciding -----------------------------------------------------------------------------------------------

    def _node(self, loop_depth: int) -> Position:
        """The node of a region that stands in ``loop_depth`` loops; what a break left behind is dropped."""
        last = self._base + loop_depth
        if len(self._nodes) > last + 1:
            del self._nodes[last + 1 :]
        return self._nodes[-1]

    def _slot(self, plan: RegionPlan) -> Slot:
        node = self._node(plan.depth)
        slot = node.slots.get(plan.key)
        if slot is None or slot.walk == self._number:
            return node.slot(plan.key, self._number)
        slot.walk = self._number
        return slot

    def _dirty(self, slot: Slot, plan: RegionPlan, names: dict[str, Any], reads: list[Any]) -> str | None:
        """Why the region must run, or None if it is clean."""
        region = plan.region
        if region.ranges:
            self._ranges.visit(slot, region)
        if region.ranges and self._ranges.forces(plan.key, region):
            # One of its ranges suffices to make it run; what it makes anew belongs to its other ranges as well.
            self._ranges.runs(slot, region)
            return plan.volatile or "mutable range"
        anyway = plan.volatile or (slot.always if slot.complete else None)
        if plan.key in self._wrong:
            anyway = anyway or _FOUND_WRONG
        if anyway is not None and self._judged_by_value(slot, region, anyway):
            # Its range is forced when it has run, if it makes something else than last time.
            return anyway
        why = anyway
        if why is None:
            if self._everything:
                why = "first walk"
            elif not slot.complete:
                why = "moved" if slot.former else "did not complete" if slot.reads or slot.log else "new here"
            elif slot.globals is not names:
                why = "another namespace"
            elif plan.defines and any(id(value) in self._lasting for value in slot.binds):
                why = "objects of it outlive the run"
            else:
                why = self._changed(slot, region, reads)
        if why is not None and region.forces:
            self._ranges.runs(slot, region)
        return why

    def _judged_by_value(self, slot: Slot, region: Region, anyway: str) -> bool:
        """Whether a creator that runs in every walk may turn out to make the same as before."""
        return (
            bool(region.forces)
            and not region.mutates
            and slot.complete
            and slot.pristine is not MISSING
            and not self._everything
            and anyway != outcome.ESCAPES
            and not self._ranges.begun(region)
        )

    def _changed(self, slot: Slot, region: Region, reads: list[Any]) -> str | None:
        old_reads = slot.reads
        for index, new in enumerate(reads):
            old = old_reads[index]
            if new is not old and not values.same(new, old):
                # Where mutation is possible, equal now does not mean equal at the time of the read.
                name = (*region.reads, *region.passes)[index][0]
                if region.ranges and (self._ranges.may_change(region, name) or not values.is_flat(new)):
                    return f"read {name}"
                if not self._same_contents(new, old):
                    return f"read {name}"
                old_reads[index] = new
        return self._changed_outside(slot)

    def _changed_outside(self, slot: Slot) -> str | None:
        if slot.log and slot.container is not self._container():
            return "container"
        for check in slot.checks:
            if not check.holds():
                return str(check)
        return None

    def _same_contents(self, new: Any, old: Any) -> bool:
        key = (id(new), id(old))
        found = self._equal.get(key)
        if found is None:
            found = self._equal[key] = (new, old, values.same_contents(new, old))
        return found[2]

    # -- skipping -----------------------------------------------------------------------------------------------

    def _skip(self, slot: Slot, plan: RegionPlan, names: dict[str, Any]) -> None:
        for operation in slot.log:
            operation.apply()
        for index, name in plan.global_binds:
            value = slot.binds[index]
            if value is MISSING:
                names.pop(name, None)
            else:
                names[name] = value
        self._ranges.skipped(plan.key, plan.region)
        self._last = slot
        trace = self.trace
        trace.append(slot.skip)
        if not len(trace) & _POLL_MASK:
            # Regions that run meet Streamlit's own points of interruption; a long row of skips needs one, too.
            self._poll()

    def _recalls(self, slot: Slot, plan: RegionPlan, reads: list[Any], names: dict[str, Any]) -> bool:
        """Whether an earlier execution of a region whose inputs have changed answers; then it has been applied."""
        if self._recall is None or self._everything or slot.always is not None or plan.key in self._wrong:
            return False
        if not self._recall.recall(slot, plan, reads, names, self._container()):
            return False
        if self._ranges.watches(plan.key):
            self._ranges.completed(plan.key, changed=True)
        self._skip(slot, plan, names)
        self.trace[-1] = replace(slot.skip, why=RECALLED)
        self.recalled.add(id(slot))
        return True

    # -- running ------------------------------------------------------------------------------------------------

    def _run(self, slot: Slot, plan: RegionPlan, why: str, reads: list[Any], names: dict[str, Any]) -> None:
        if self._recall is not None:
            self._recall.put_aside(slot, plan, reads)
        slot.complete = False
        slot.globals = names
        slot.container = self._container()
        self.recording = Recording(slot, sys._getframe(3), reads, plan.watched)
        self._why = why
        self._started = time.perf_counter()

    def _own(self, module: Any, number: int, frame: Any) -> Recording | None:
        recording = self.recording
        if recording is None or recording.frame is not frame:
            return None
        slot = recording.slot
        return recording if slot.region == number and slot.module == module.index else None

    def _complete(self, recording: Recording, module: Any, namespace: dict[str, Any] | None, value: Any) -> None:
        seconds = time.perf_counter() - self._started
        self.recording = None
        slot = recording.slot
        region: Region = module.plans[slot.region].region
        if recording.files or region.files:
            files.settle(recording, bool(region.files), self._looks)
        self._note_settings(recording, region)
        local = module.globals if namespace is None else namespace
        binds = [
            (module.globals if where is Binding.GLOBAL else local).get(name, MISSING) for name, where in region.binds
        ]
        if slot.former:
            binds = self._carried_over(slot, recording, module, region, binds)
        address = (slot.module, slot.region)
        equal = self.watched and self._gave_the_same(slot, region, recording, binds, value)
        if self._ranges.watches(address):
            same = (
                slot.globals is module.globals
                and self._sets_the_same(slot, region)
                and self._same_outcome(slot, region, recording, binds, value)
            )
            self._ranges.completed(address, not same)
            if region.forces:
                binds = self._keep_or_force(slot, region, module, binds)
        slot.reads = outcome.inputs(region, recording.reads, binds)
        slot.checks = recording.checks
        slot.log = recording.log
        slot.kept = value
        slot.binds = binds
        slot.always = recording.always or self._why_never(region, slot, value)
        slot.complete = True
        self._visit(recording, seconds, equal)

    def _note_settings(self, recording: Recording, region: Region) -> None:
        """What it reads of the settings of libraries is an input."""
        try:
            recording.checks.extend(SettingKept(self._calls.settings, name) for name in region.settings)
        except values.Opaque as opaque:
            recording.never_reuse(str(opaque))

    def _sets_the_same(self, slot: Slot, region: Region) -> bool:
        """Whether it left the settings that it sets as it left them last time."""
        if not region.sets:
            return True
        before = slot.left
        try:
            slot.left = tuple(self._calls.settings.look(name) for name in region.sets)
        except values.Opaque:
            slot.left = MISSING
        return slot.left is not MISSING and alike(slot.left, before)

    def _same_outcome(self, slot: Slot, region: Region, recording: Recording, binds: list[Any], value: Any) -> bool:
        """Whether the region gave what it gave last time, as far as a range could tell."""
        if recording.written or region.state_writes or len(slot.binds) != len(binds):
            return False
        pairs = [*zip(binds, slot.binds, strict=True), (value, slot.kept)]
        return all(values.same(new, old) or (not region.ranges and self._same_contents(new, old)) for new, old in pairs)

    def _carried_over(
        self, slot: Slot, recording: Recording, module: Any, region: Region, binds: list[Any]
    ) -> list[Any]:
        """What an edited script defines by the same text as before stays the same object."""
        former, slot.former = slot.former, []
        if len(former) != 1 or len(binds) != 1 or id(former[0]) in self._lasting:
            return binds
        if not all(map(values.same, recording.reads, slot.reads)) or not carry_over(former[0], binds[0]):
            return binds
        module.globals[region.binds[0][0]] = former[0]
        return former

    def _gave_the_same(self, slot: Slot, region: Region, recording: Recording, binds: list[Any], value: Any) -> bool:
        """Early cutoff, for who watches: there is a result, and it is the last one's equal."""
        has_result = bool(slot.binds) or slot.kept is not None
        return has_result and self._same_outcome(slot, region, recording, binds, value)

    def _keep_or_force(self, slot: Slot, region: Region, module: Any, binds: list[Any]) -> list[Any]:
        """For a creator: keep the old object if the new one equals what the old one was, else force the range."""
        if len(binds) != 1 or region.binds[0][1] is not Binding.GLOBAL or region.mutates:
            self._ranges.runs(slot, region)
            return binds
        if not self._ranges.is_forced(region) and slot.pristine is not MISSING and slot.binds:
            if values.same(binds[0], slot.pristine) or values.same_contents(binds[0], slot.pristine):
                module.globals[region.binds[0][0]] = slot.binds[0]
                self._ranges.kept(region)
                return slot.binds
            self._ranges.runs(slot, region)
        slot.pristine = pristine(binds[0])
        return binds

    def _why_never(self, region: Region, slot: Slot, value: Any) -> str | None:
        """Reasons not to reuse this execution that show only in its values."""
        why = outcome.why_never(region, slot, value, self._stateful)
        if why is not None or not region.checks:
            return why
        problem = self._calls.problem(region, slot.reads)
        if problem is not None:
            self._ranges.found_mutating(region)
        return problem

    def _within(self, recording: Recording, frame: Any) -> bool:
        """Whether a guard in ``frame`` is inside the region under way; if not, that one has ended without a word."""
        if encloses(recording.frame, frame):
            return True
        self._abandon()
        return False

    def _abandon(self) -> None:
        """The open region was left by an exception: it counts as run, and its slot stays incomplete."""
        if self.recording is not None:
            self._visit(self.recording, time.perf_counter() - self._started, False)
            self.recording = None

    def _visit(self, recording: Recording, seconds: float, equal: bool) -> None:
        slot = recording.slot
        self.trace.append(Visit(slot.module, slot.region, Outcome.RAN, self._why, seconds, 0.0, equal, self._started))
        slot.skip = Visit(slot.module, slot.region, Outcome.SKIPPED, "", 0.0, seconds)
