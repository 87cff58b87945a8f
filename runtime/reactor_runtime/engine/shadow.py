"""The shadow of a walk: the same event once more, with the roles of what ran and what was skipped exchanged.

A region that ran in the walk is taken as run: what it did is applied again. A region that was skipped runs, and what it
does is compared with what skipping it did. So whatever the event's full rerun would have run has run once when both are
over, and nothing has run twice.

The first region that differs was wrong to skip: everything before it was as in a full rerun, so its inputs were those
of a full rerun, and it ran with them now. From there on the shadow is the repair: what depends on the new result
runs, also if it ran in the walk, as it ran with the wrong one.

What runs makes new objects, so that nothing done to them by mistake reaches the ones in use; `_old` knows which
object of the walk each stands for. Not judged, but taken as run, are regions whose inputs the shadow cannot have as
they were: a mutable range of which a member ran, and what reads state that was changed in place since.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any, Protocol

from reactor_runtime.engine import values
from reactor_runtime.engine.differences import differ
from reactor_runtime.engine.files import still_there
from reactor_runtime.engine.plan import RegionPlan
from reactor_runtime.engine.slot import Operation, Recording, Slot
from reactor_runtime.engine.trace import Outcome
from reactor_runtime.engine.values import MISSING
from reactor_runtime.engine.walk import Walk
from reactor_runtime.program import Binding, Region, RegionKind

_MOST_SHOWN = 80


class Lost(BaseException):
    """The shadow has come to what it cannot take as run: an execution that did not complete, a place nobody was at."""


class Stage(Protocol):
    """What the shadow must know of drawing."""

    def stands_at(self, container: object) -> bool:
        """Whether elements now go to what stands for this container of the walk."""

    def take(self, value: object) -> None:
        """The result of a region that is taken as run is about to be used once more."""

    def undo(self, recording: Recording) -> None:
        """Set the containers that the recorded region drew into back to where they stood before."""

    def stand_for(self, new: Operation, old: Operation) -> None:
        """A container that ``new`` drew stands for the one that ``old`` drew."""


@dataclass(frozen=True, slots=True)
class Found:
    """A region that was wrong to skip, and what shows it."""

    module: int
    region: int
    what: str


class Shadow(Walk):
    """Answers the guards after a walk that completed. ``found`` holds what was wrong, first things first.

    ``judged`` counts the executions that were compared. ``torn``: something taken as run cannot be done again as it
    was, so that what the shadow drew is no picture to be shown.
    """

    def __init__(self, walk: Walk, stage: Stage) -> None:
        super().__init__(walk._plan, walk._calls, walk._container, walk._poll, walk._stateful)
        self.found: list[Found] = []
        self.judged = 0
        self.torn = False
        self._walk = walk
        self._stage = stage
        self._root = walk._root
        self._nodes = [self._root]
        # A number that no walk has: the tree of positions is the walk's, and is given back as it was.
        self._number = -walk._number
        skipped = {id(visit) for visit in walk.trace if visit.outcome is Outcome.SKIPPED}
        visited = list(walk.slots())
        self._skipped = {id(slot): slot for slot in visited if id(slot.skip) in skipped or id(slot) in walk.recalled}
        self._ran = {id(slot): slot for slot in visited if id(slot) not in self._skipped}
        self._ran_at = {(slot.module, slot.region) for slot in self._ran.values()}
        self._unjudged = {
            number for number, members in walk._plan.members.items() if not self._ran_at.isdisjoint(members)
        }
        # New objects by id, with the old one that each stands for.
        self._old: dict[int, tuple[Any, Any]] = {}
        self._probed: Slot | None = None
        self._root.enter(self._number)

    def end(self, completed: bool) -> None:
        """The pass is over: give the positions back."""
        self._abandon()
        self._root.renumber(self._number, -self._number)

    def doubt_next(self) -> None:
        """As for the walk: there is none after the shadow's."""
        self._walk.doubt_next()

    # -- deciding -----------------------------------------------------------------------------------------------

    def run(self, module: Any, number: int, namespace: dict[str, Any] | None) -> bool:
        """As `Walk.run`."""
        if self.recording is not None and self._within(self.recording, sys._getframe(2)):
            return True
        plan: RegionPlan = module.plans[number]
        slot = self._slot(plan)
        names: dict[str, Any] = module.globals
        local = names if namespace is None else namespace
        reads = [self._known((names if is_global else local).get(name, MISSING)) for name, is_global in plan.reads]
        # What a function of a local module binds in its module is there to stay.
        inside = names.get("__name__") == "__main__" or not plan.global_binds
        if self._again(slot, plan.region, reads, inside):
            self.recording = Recording(Slot(slot.module, slot.region), sys._getframe(2), reads)
            return True
        if id(slot) in self._ran:
            self.torn = self.torn or slot.always == "container changed in place" or _is_used_up(slot)
            for value in (*slot.binds, slot.kept):
                self._stage.take(value)
        self._skip(slot, plan, names)
        return False

    def _again(self, slot: Slot, region: Region, reads: list[Any], inside: bool) -> bool:
        """Whether the region runs now; `_probed` is its slot if its execution is to be compared."""
        self._probed = None
        was_skipped = id(slot) in self._skipped
        if not was_skipped and (id(slot) not in self._ran or not slot.complete):
            if not self.found:
                raise Lost
            return True
        same = len(reads) == len(slot.reads) and all(map(values.same, reads, slot.reads))
        # All of them are asked, also for what ran: they register what it registered.
        holds = [check.holds() for check in slot.checks]
        same = (
            same and all(holds) and still_there(slot.checks) and (not slot.log or self._stage.stands_at(slot.container))
        )
        if not same:
            # A member that is taken as run leaves the old object to the others, which must not change it again.
            self._unjudged.update(region.ranges)
            return bool(self.found)
        if not was_skipped or any(item in self._unjudged for item in region.ranges) or not inside:
            return False
        self._probed = slot
        return True

    def _known(self, value: Any) -> Any:
        """The walk's object that a new one stands for."""
        found = self._old.get(id(value))
        return value if found is None else found[1]

    # -- comparing ----------------------------------------------------------------------------------------------

    def _complete(self, recording: Recording, module: Any, namespace: dict[str, Any] | None, value: Any) -> None:
        self.recording = None
        slot, self._probed = self._probed, None
        if slot is None:
            return
        self.judged += 1
        region: Region = module.plans[slot.region].region
        local = module.globals if namespace is None else namespace
        binds = [
            (module.globals if where is Binding.GLOBAL else local).get(name, MISSING) for name, where in region.binds
        ]
        what = self._what_differs(recording, slot, region, binds, value)
        if what:
            self.found.append(Found(slot.module, slot.region, what))
            return
        self._stage.undo(recording)
        for new, old in zip(recording.log, slot.log, strict=True):
            old.apply()
            self._stage.stand_for(new, old)
        for made, known in [*zip(binds, slot.binds, strict=True), (value, slot.kept)]:
            self._stands_for(made, known)

    def keep(self, module: Any, number: int, value: Any, frame: Any) -> Any:
        """As `Walk.keep`. A loop goes over the walk's items: its body is judged for them."""
        slot = self._probed
        given = super().keep(module, number, value, frame)
        is_loop = slot is not None and module.plans[number].region.kind is RegionKind.ITERABLE
        return self._known(given) if is_loop else given

    def _what_differs(self, recording: Recording, slot: Slot, region: Region, binds: list[Any], value: Any) -> str:
        if len(recording.log) != len(slot.log):
            return f"it did {len(recording.log)} things to page and state, not {len(slot.log)}"
        for new, old in zip(recording.log, slot.log, strict=True):
            if not new.alike(old):
                return f"{new} is not what it was"
        if differ(value, slot.kept):
            return f"its value is {_shown(value)}, not {_shown(slot.kept)}"
        for (name, _), new, old in zip(region.binds, binds, slot.binds, strict=True):
            # A member of a range made what later members change: it is they who show a difference.
            if not region.ranges and differ(new, old):
                return f"{name} is {_shown(new)}, not {_shown(old)}"
        return ""

    def _stands_for(self, new: Any, old: Any) -> None:
        if id(new) in self._old or values.same(new, old):
            return
        self._old[id(new)] = (new, old)
        if type(new) is type(old) and type(new) in (list, tuple) and len(new) == len(old):
            for made, known in zip(new, old, strict=True):
                self._stands_for(made, known)

    def interrupt(self) -> None:
        """The pass ends for a reason that is none of the open region's."""
        self.recording = None
        self._probed = None

    def _abandon(self) -> None:
        """The open region was left by an exception, which it was not in the walk."""
        self.recording = None
        slot, self._probed = self._probed, None
        if slot is not None:
            self.found.append(Found(slot.module, slot.region, "it raised an exception"))
            self.torn = True


def _is_used_up(slot: Slot) -> bool:
    return values.is_iterator(slot.kept) or any(map(values.is_iterator, slot.binds))


def _shown(value: Any) -> str:
    text = " ".join(repr(value).split())
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}..."
