"""A slot: what is kept of a region's last run at one position."""

from __future__ import annotations

from typing import Any, Protocol

from reactor_runtime.engine.contents import Contents
from reactor_runtime.engine.files import Before, Path, before
from reactor_runtime.engine.trace import Outcome, Visit
from reactor_runtime.engine.values import MISSING


class Check(Protocol):
    """Something outside the script's names that an execution depended on: a widget, a state key, a cache entry.

    ``recallable``: asking has no effect, and the answer is good for an execution of several walks ago.
    """

    recallable: bool

    def holds(self) -> bool:
        """Whether it answers now, at this point of the walk, as it did. May register what a rerun would register."""

    def may_hold(self) -> bool:
        """The same question asked at the start of a walk, without any effect."""


class Operation(Protocol):
    """Something an execution did, that can be done again without executing.

    ``recallable``: also after other executions of the region. ``size``: about the bytes that it holds.
    """

    recallable: bool

    @property
    def size(self) -> int: ...

    def apply(self) -> None: ...

    def alike(self, other: Any) -> bool:
        """Whether doing ``other`` in its place would make no difference to anybody."""


class Slot:
    """Mutable: it is rewritten by every run of its region."""

    __slots__ = (
        "__weakref__", "always", "binds", "checkpoints", "checks", "complete", "container", "earlier", "former",
        "globals", "kept", "left", "log", "module", "pristine", "reads", "region", "skip", "walk",
    )  # fmt: skip

    def __init__(self, module: int, region: int) -> None:
        self.module = module
        self.region = region
        # What a trace says of it when it is skipped.
        self.skip = Visit(module, region, Outcome.SKIPPED, "")
        # Number of the last walk that visited this slot.
        self.walk = 0
        # True if the last run of the region ended normally; only then is anything below meaningful.
        self.complete = False
        # Why the last execution, whatever its inputs, must not be reused; None if it may.
        self.always: str | None = None
        # Values of the region's names before it ran, in the order of Region.reads, then of Region.passes.
        self.reads: list[Any] = []
        # The namespace the global names were read in: pages and modules have one each.
        self.globals: dict[str, Any] | None = None
        # Values of the names it bound, in the order of Region.binds.
        self.binds: list[Any] = []
        # A copy of what it bound, as it was before any mutation, if it creates an object of a mutable range.
        self.pristine: Any = MISSING
        # What it was about to change, as it was then, by group of ranges.
        self.checkpoints: dict[int, Contents] = {}
        # What the settings that it sets were afterwards.
        self.left: object = MISSING
        # Executions before the last one, the latest last (`recall.py`).
        self.earlier: list[Any] | tuple[()] = ()
        # What it defined before an edit, if that was the same text; it is defined anew, at its new lines.
        self.former: list[Any] = []
        # The value of an expression region.
        self.kept: Any = None
        # The container that took its elements, by identity.
        self.container: object = None
        self.checks: list[Check] = []
        self.log: list[Operation] = []

    def move(self, module: int, region: int) -> None:
        """The script was edited, and its region stands elsewhere now."""
        self.module = module
        self.region = region
        self.skip = Visit(module, region, Outcome.SKIPPED, "", saved=self.skip.saved)
        self.earlier = ()
        # Their groups are numbered anew.
        self.checkpoints = {}


class Recording:
    """What is being observed of the region that is executing now."""

    __slots__ = ("always", "checks", "files", "frame", "log", "notes", "reads", "slot", "unseen", "written")

    def __init__(self, slot: Slot, frame: Any, reads: list[Any], watched: bool = False) -> None:
        self.slot = slot
        # The user's frame that opened the region: `done` counts only from the same one.
        self.frame = frame
        self.reads = reads
        self.checks: list[Check] = []
        self.log: list[Operation] = []
        self.always: str | None = None
        # Files it opened, with what was there before it did.
        self.files: dict[Path, Before] = {}
        # 0 while what it opens is its input. Not so where signatures say that it has none of it to do, or in a cached
        # function, whose entry is the input.
        self.unseen = 0 if watched else 1
        # Keys of outside places this execution has written: reading them back is no input.
        self.written: set[object] = set()
        # Whatever an observer wants to remember until the region completes.
        self.notes: dict[str, Any] = {}

    def opens(self, path: Path) -> None:
        """It is about to open a file to read it."""
        if path in self.files:
            return
        self.unseen += 1
        try:
            self.files[path] = before(path)
        except ValueError:
            # A null character: opening it will fail in the same way.
            self.never_reuse("a file without a name")
        finally:
            self.unseen -= 1

    def never_reuse(self, reason: str) -> None:
        """This execution did something that cannot be re-applied. The first reason is kept."""
        if self.always is None:
            self.always = reason


def encloses(outer: Any, inner: Any) -> bool:
    """Whether frame ``inner`` was called, however indirectly, from ``outer``, which is still in the same region."""
    frame = inner.f_back
    while frame is not None:
        if frame is outer:
            return True
        frame = frame.f_back
    return False
