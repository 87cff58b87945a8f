"""Drawing, observed: cursors that tell what was drawn where, and the operations that draw it again.

Streamlit computes every delta path from cursors. Ours are subclasses that report each element and block to the tape;
a re-applied element takes the place where its container's cursor stands in this walk, so a region follows when
something above it grew or shrank. The containers that a script holds (``left, right = st.columns(2)``) keep their
cursors: drawing a block again sets its cursor back to the block's new place.

A region whose execution *looked at* its place (Streamlit hashes delta paths into media coordinates and the ids of some
elements) is bound to it: it runs again when it would be drawn elsewhere.
"""

from __future__ import annotations

from copy import copy
from typing import Any

from streamlit.cursor import LockedCursor, RunningCursor, SparseList
from streamlit.delta_generator_singletons import context_dg_stack
from streamlit.elements.lib.dialog import Dialog
from streamlit.elements.lib.mutable_status_container import StatusContainer
from streamlit.elements.lib.skeleton_placeholder import SkeletonPlaceholder
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from reactor_runtime.adapter.frame import Frame, Node, Path
from reactor_runtime.engine.guards import active_walk
from reactor_runtime.engine.slot import Recording
from reactor_runtime.engine.walk import Walk

_STATEFUL = (StatusContainer, Dialog, SkeletonPlaceholder)


class Tape:
    """Takes what cursors and messages report, to the frame and to the recording of the region that executes.

    Reports from other threads (a script's own) reach the frame, and no recording.
    """

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.walk: Walk | None = None
        # The registers of the run under way (element ids, forms), for whoever checks against them.
        self.shared: Any = None
        self.session_id = ""
        # An element's message comes before its cursor locks; a block's cursor opens before its message.
        self._elements: dict[Path, Node] = {}
        self._blocks: dict[Path, tuple[Any, TrackedCursor]] = {}

    def recording(self) -> Recording | None:
        """What is being recorded on this thread."""
        walk = active_walk()
        return walk.recording if walk is not None and walk is self.walk else None

    def outlives(self, value: Any) -> None:
        """A value is kept beyond the run."""
        if self.walk is not None:
            self.walk.outlives(value)

    def doubt_next_walk(self) -> None:
        """Something was changed in place that the next run would not change."""
        if self.walk is not None:
            self.walk.doubt_next()

    def forget(self) -> None:
        """A run starts: nothing is half drawn."""
        self._elements.clear()
        self._blocks.clear()

    # -- reports ------------------------------------------------------------------------------------------------

    def asked(self, cursor: TrackedCursor | TrackedLocked) -> None:
        """Somebody reads the cursor's place."""
        recording = self.recording()
        if recording is not None:
            _place_of(recording).asked(cursor)

    def message(self, message: ForwardMsg) -> None:
        """A delta message was enqueued."""
        path = tuple(message.metadata.delta_path)
        if message.delta.WhichOneof("type") == "new_element":
            self._elements[path] = self.frame.put(path, message)
            return
        opened = self._blocks.pop(path, None)
        recording = self.recording()
        if opened is None:
            # A container that changes itself (status, expander, popover), or a wrapper around a fragment's writes.
            self.frame.put(path, message)
            if recording is not None:
                recording.never_reuse("container changed in place")
            return
        operation = BlockDrawn(self.frame, opened[0], opened[1], message, path)
        self.frame.put(path, message, operation)
        if recording is not None:
            place = _place_of(recording)
            place.drawn(recording, opened[0], path)
            place.inner.add(id(opened[1]))
            recording.log.append(operation)

    def locked(self, cursor: TrackedCursor | TrackedLocked, locked: TrackedLocked) -> None:
        """The cursor has given its place to an element."""
        path = (locked._root_container, *locked._parent_path, locked._index)
        node = self._elements.pop(path, None)
        if node is None or node.message is None:
            return
        recording = self.recording()
        operation = node.operation = ElementDrawn(self.frame, cursor, locked, node.message, path)
        if recording is not None:
            place = _place_of(recording)
            place.drawn(recording, cursor, path)
            if locked is not cursor:
                place.inner.add(id(locked))
            recording.log.append(operation)

    def opened(self, cursor: TrackedCursor | TrackedLocked, child: TrackedCursor) -> None:
        """The cursor has given its place to a block, whose inside ``child`` stands for."""
        self._blocks[child._root_container, *child._parent_path] = (cursor, child)


class _Place:
    """Where a region's execution draws: the cursors from outside it, as they stood, and whether anybody looked."""

    __slots__ = ("_asked", "bound", "inner", "outer")

    def __init__(self) -> None:
        self._asked = 0
        self.bound = False
        # Cursors of containers made by this execution: they follow the ones they stand in.
        self.inner: set[int] = set()
        self.outer: dict[int, tuple[Any, Path]] = {}

    def asked(self, cursor: Any) -> None:
        self._asked += 1

    def drawn(self, recording: Recording, cursor: Any, path: Path) -> None:
        if id(cursor) not in self.inner and id(cursor) not in self.outer:
            self.outer[id(cursor)] = (cursor, path)
        # Drawing itself reads the place once.
        if self._asked > 1 and not self.bound:
            self.bound = True
            recording.checks.append(SamePlace(self.outer))
        self._asked = 0


def _place_of(recording: Recording) -> _Place:
    place = recording.notes.get("place")
    if place is None:
        place = recording.notes["place"] = _Place()
    return place


class SamePlace:
    """The containers drawn into stand where they stood."""

    __slots__ = ("_outer",)

    # It knows containers of its own walk.
    recallable = False

    def __init__(self, outer: dict[int, tuple[Any, Path]]) -> None:
        self._outer = outer

    def holds(self) -> bool:
        return all(_path(cursor) == path for cursor, path in self._outer.values())

    def may_hold(self) -> bool:
        # What stands above is not known before the walk.
        return False

    def __str__(self) -> str:
        return "place"


class ElementDrawn:
    """One element in a container."""

    __slots__ = ("_cursor", "_frame", "_locked", "message", "path", "superseded")

    recallable = True

    def __init__(self, frame: Frame, cursor: Any, locked: Any, message: ForwardMsg, path: Path) -> None:
        self._frame = frame
        self._cursor = cursor
        self._locked = locked
        self.message = message
        self.path = path
        # In the last finished frame something else stood at this path: a placeholder filled later.
        self.superseded = False

    def apply(self) -> None:
        cursor, locked = self._cursor, self._locked
        path = _path(cursor)
        if locked is not cursor:
            locked._parent_path = cursor._parent_path
            locked._index = cursor._index
            _advance(cursor)
        if path != self.path:
            _move(self, path)
        self._frame.put(path, self.message, self)

    @property
    def size(self) -> int:
        return int(self.message.ByteSize())

    def alike(self, other: Any) -> bool:
        return isinstance(other, ElementDrawn) and self.message.delta == other.message.delta

    def stand_for(self, other: Any) -> None:
        """The container made here stands for the one that ``other`` made: what moves one moves both."""
        if self._locked is not other._locked:
            self._locked.__dict__ = other._locked.__dict__

    def __str__(self) -> str:
        return f"what it draws ({_kind(self.message)})"


class BlockDrawn:
    """One block in a container, and the cursor inside it."""

    __slots__ = ("_child", "_cursor", "_frame", "message", "path", "superseded")

    # What was drawn inside it later is not remembered with it.
    recallable = False
    size = 0

    def __init__(self, frame: Frame, cursor: Any, child: Any, message: ForwardMsg, path: Path) -> None:
        self._frame = frame
        self._cursor = cursor
        self._child = child
        self.message = message
        self.path = path
        self.superseded = False

    def apply(self) -> None:
        cursor, child = self._cursor, self._child
        path = _path(cursor)
        child._parent_path = path[1:]
        child._index = 0
        child._transient_index = None
        if not isinstance(cursor, TrackedLocked):
            _advance(cursor)
        if path != self.path:
            _move(self, path)
        self._frame.put(path, self.message, self)

    def alike(self, other: Any) -> bool:
        return isinstance(other, BlockDrawn) and self.message.delta == other.message.delta

    def stand_for(self, other: Any) -> None:
        """The container made here stands for the one that ``other`` made: what moves one moves both."""
        if self._child is not other._child:
            self._child.__dict__ = other._child.__dict__

    def __str__(self) -> str:
        return f"what it draws ({_kind(self.message)})"


def _kind(message: ForwardMsg) -> str:
    delta = message.delta
    part = delta.new_element if delta.WhichOneof("type") == "new_element" else delta.add_block
    return part.WhichOneof("type") or "container"


def undo(recording: Recording) -> None:
    """Set the containers that a region drew into back to where they stood before it."""
    place: _Place | None = recording.notes.get("place")
    for cursor, path in place.outer.values() if place is not None else ():
        if not isinstance(cursor, TrackedLocked):
            cursor._index = path[-1]


def _path(cursor: Any) -> Path:
    return (cursor._root_container, *cursor._parent_path, cursor._index)


def _advance(cursor: Any) -> None:
    cursor._index += 1
    if cursor._transient_index is not None:
        cursor._transient_index = None
        cursor._transient_elements = SparseList()


def _move(operation: ElementDrawn | BlockDrawn, path: Path) -> None:
    message = ForwardMsg()
    message.CopyFrom(operation.message)
    message.metadata.delta_path[:] = path
    operation.message = message
    operation.path = path


def _plain_repr(cursor: Any, plain: Any) -> str:
    """What Streamlit's own cursor shows: scripts have used the text of a container as a key."""
    plain.__dict__.update({name: value for name, value in vars(cursor).items() if name != "_tape"})
    # The text shows the place: whoever takes it has looked.
    cursor._tape.asked(cursor)
    cursor._tape.asked(cursor)
    return repr(plain)


class TrackedCursor(RunningCursor):
    """A running cursor that reports to a tape."""

    def __init__(self, tape: Tape, root_container: int, parent_path: Path = ()) -> None:
        super().__init__(root_container, parent_path)
        self._tape = tape

    @property
    def delta_path(self) -> list[int]:
        self._tape.asked(self)
        return [self._root_container, *self._parent_path, self._index]

    def lock_element(self) -> LockedCursor:
        locked = TrackedLocked(self._tape, self._root_container, self._parent_path, self._index)
        self._advance()
        self._tape.locked(self, locked)
        return locked

    def open_block(self) -> RunningCursor:
        child = TrackedCursor(self._tape, self._root_container, (*self._parent_path, self._index))
        self._advance()
        self._tape.opened(self, child)
        return child

    def __repr__(self) -> str:
        return _plain_repr(self, RunningCursor(self._root_container, self._parent_path))

    def __deepcopy__(self, memo: dict[int, Any]) -> TrackedCursor:
        # Streamlit snapshots cursors for fragments; the tape belongs to the session.
        memo[id(self)] = twin = copy(self)
        return twin


class TrackedLocked(LockedCursor):
    """A locked cursor that reports to a tape."""

    def __init__(self, tape: Tape, root_container: int, parent_path: Path, index: int) -> None:
        super().__init__(root_container, parent_path, index)
        self._tape = tape

    @property
    def delta_path(self) -> list[int]:
        self._tape.asked(self)
        return [self._root_container, *self._parent_path, self._index]

    def lock_element(self) -> LockedCursor:
        self._tape.locked(self, self)
        return self

    def open_block(self) -> RunningCursor:
        child = TrackedCursor(self._tape, self._root_container, (*self._parent_path, self._index))
        self._tape.opened(self, child)
        return child

    def __repr__(self) -> str:
        return _plain_repr(self, LockedCursor(self._root_container, self._parent_path))

    def __deepcopy__(self, memo: dict[int, Any]) -> TrackedLocked:
        memo[id(self)] = twin = copy(self)
        return twin


def has_state(value: Any) -> bool:
    """Whether a container changes itself, so that drawing it again would not bring it back to how it began."""
    return isinstance(value, _STATEFUL)


class Roots:
    """The cursors of the four root containers; a session's regions hold on to them."""

    def __init__(self, tape: Tape) -> None:
        self._cursors = {root: TrackedCursor(tape, root) for root in range(4)}

    def install(self, cursors: dict[int, RunningCursor]) -> None:
        """Put them, set back to the start, into a script run's context."""
        for cursor in self._cursors.values():
            cursor.reset()
        cursors.clear()
        cursors.update(self._cursors)

    def container(self) -> object:
        """The cursor that takes elements now."""
        active = context_dg_stack.get()[-1]
        provided = active._provided_cursor
        return self._cursors.get(active._root_container or 0) if provided is None else provided
