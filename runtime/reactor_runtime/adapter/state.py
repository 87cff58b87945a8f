"""Session state, observed: which keys a region reads, what it writes, which widgets it registers.

Every access by the script, by its callbacks and by Streamlit's own elements goes through the ``SafeSessionState`` of
the script run context; ours reports to the tape. Reads become checks that compare by value, writes of immutable
values become operations. What cannot be re-applied (a deletion, a mutable value, a query parameter) makes the
execution one that is not reused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import fields, replace
from typing import Any, cast

from streamlit.runtime.state import SafeSessionState, SessionState, SessionStateProxy
from streamlit.runtime.state.common import is_element_id
from streamlit.runtime.state.session_state import KeyIdMapper, Value, WStates
from streamlit.runtime.state.session_state_proxy import get_session_state
from streamlit.runtime.uploaded_file_manager import UploadedFile

from reactor_runtime.adapter.drawing import Tape
from reactor_runtime.engine import snapshots, values

MISSING = values.MISSING


class ObservedState(SafeSessionState):
    """The session state a script sees."""

    def __init__(self, state: SessionState, yield_callback: Callable[[], None], tape: Tape) -> None:
        super().__init__(state, yield_callback)
        object.__setattr__(self, "_tape", tape)
        # What was registered in this run already, while asking whether a widget still answers as it did.
        object.__setattr__(self, "_asked", {})
        # What is written while another state takes the place of the session's.
        object.__setattr__(self, "_journal", None)

    def begin_run(self) -> None:
        """A script run starts."""
        self._asked.clear()

    @property
    def own(self) -> SessionState:
        """The state itself."""
        return self._state

    @contextmanager
    def played_on(self, state: SessionState) -> Iterator[list[tuple[str, Any]]]:
        """Let another state take this one's place; gives the keys and values that are written to it, as they come."""
        own, journal = self._state, self._journal
        written: list[tuple[str, Any]] = []
        self._asked.clear()
        object.__setattr__(self, "_state", state)
        object.__setattr__(self, "_journal", written)
        try:
            yield written
        finally:
            object.__setattr__(self, "_state", own)
            object.__setattr__(self, "_journal", journal)

    def write_again(self, key: str, value: Any) -> None:
        """Write as a region that is taken as run wrote."""
        self._state[key] = value
        if self._journal is not None:
            self._journal.append((key, value))

    def peek(self, key: str) -> Any:
        """The value of a key or widget id now, unobserved; MISSING if there is none."""
        try:
            return self._state[key]
        except KeyError:
            return MISSING

    def __getitem__(self, key: str) -> Any:
        try:
            value = super().__getitem__(key)
        except KeyError:
            self._read(key, MISSING)
            raise
        self._read(key, value)
        return value

    def __contains__(self, key: str) -> bool:
        found: bool = super().__contains__(key)
        recording = self._tape.recording()
        if recording is not None and key not in recording.written:
            recording.checks.append(StateHasKey(self, key, found))
        return found

    def __setitem__(self, key: str, value: Any) -> None:
        super().__setitem__(key, value)
        if self._journal is not None:
            self._journal.append((key, value))
        self._tape.outlives(value)
        recording = self._tape.recording()
        if recording is None:
            return
        if values.is_immutable(value):
            recording.checks.append(StateWritable(self, key))
            recording.log.append(StateWritten(self, key, value))
        else:
            recording.never_reuse("stores a mutable object in session state")
        recording.written.add(key)

    def __delitem__(self, key: str) -> None:
        self._never("deletes from session state")
        super().__delitem__(key)

    @property
    def filtered_state(self) -> dict[str, Any]:
        # Streamlit's widgets take it to ask for one key; whoever looks at all of it reads all of it.
        return cast("dict[str, Any]", UserState(self))

    def everything(self) -> dict[str, Any]:
        """All keys and values that a script can see, as one read."""
        state: dict[str, Any] = self._state.filtered_state
        recording = self._tape.recording()
        if recording is not None:
            recording.checks.append(StateKeys(self, frozenset(state)))
            for key, value in state.items():
                self._read(key, value)
        return state

    def query_params(self) -> Any:
        self._never("query parameters")
        return super().query_params()

    def reset_state_value(self, user_key: str, value: Any | None) -> None:
        self._never("a widget's value was reset")
        super().reset_state_value(user_key, value)

    def register_widget(self, metadata: Any, user_key: str | None) -> Any:
        result = super().register_widget(metadata, user_key)
        earlier = self._asked.pop(metadata.id, None)
        if earlier is not None and earlier.value_changed and not result.value_changed:
            # The first registration of this run used up the reason for telling the browser.
            result = replace(result, value_changed=True)
        recording = self._tape.recording()
        if recording is not None:
            if metadata.persist_state is not None or metadata.bind is not None:
                recording.never_reuse("a widget bound to the page or the address")
            if isinstance(result.value, UploadedFile) and user_key is not None:
                # Session state hands out another object for the same file in every run.
                recording.never_reuse("an uploaded file that has a key in session state")
            elif not _comparable(result.value):
                recording.never_reuse("a widget whose value is an object")
            else:
                recording.checks.append(WidgetAnswers(self, metadata, user_key, _as_given(result)))
        return result

    def ask_widget(self, metadata: Any, user_key: str | None) -> Any:
        """Register a widget as a rerun would, to learn its answer."""
        result = self._asked[metadata.id] = super().register_widget(metadata, user_key)
        return result

    def _read(self, key: str, value: Any) -> None:
        recording = self._tape.recording()
        if recording is None or key in recording.written:
            return
        if value is MISSING or values.is_immutable(value):
            recording.checks.append(StateRead(self, key, value, None))
            return
        self._tape.outlives(value)
        try:
            recording.checks.append(StateRead(self, key, value, snapshots.snapshot(value)))
        except values.Opaque as opaque:
            recording.never_reuse(f"session state holds {opaque}")

    def _never(self, reason: str) -> None:
        recording = self._tape.recording()
        if recording is not None:
            recording.never_reuse(reason)


def twin(state: SessionState) -> SessionState:
    """A copy of a session's state, with the same values in it."""
    copied = copy(state)
    for item in fields(copied):
        setattr(copied, item.name, _twin_part(getattr(copied, item.name)))
    return copied


def _twin_part(part: Any) -> Any:
    if isinstance(part, WStates | KeyIdMapper):
        return replace(part, **{item.name: getattr(part, item.name).copy() for item in fields(part)})
    return part.copy() if type(part) in (dict, set) else part


def _comparable(value: Any) -> bool:
    """Whether a later value of the widget can be told to be equal to this one."""
    if type(value) in (list, tuple, dict):
        # A component's value writes through to session state; copying anything but plain containers is not for us.
        try:
            return values.same_contents(value, values.copied(value))
        except values.Opaque:
            return False
    return values.is_immutable(value) or isinstance(value, UploadedFile)


def _as_given(result: Any) -> Any:
    """A widget's answer as it is now: a list or a dictionary is the script's, which may change it."""
    if type(result.value) in (list, tuple, dict):
        return replace(result, value=values.copied(result.value))
    return result


def _same_value(one: Any, other: Any) -> bool:
    if isinstance(one, UploadedFile) and isinstance(other, UploadedFile):
        # What was uploaded under one id never changes; what the script made of the object is for the compiler to know.
        return one.file_id == other.file_id
    return values.same(one, other) or values.same_contents(one, other)


def install() -> None:
    """Have ``st.session_state.to_dict()`` give a dictionary, which JSON needs, of whatever mapping the state gives."""

    def to_dict(_proxy: SessionStateProxy) -> dict[str, Any]:
        return dict(get_session_state().filtered_state)

    SessionStateProxy.to_dict = to_dict  # type: ignore[assignment, method-assign]


class UserState(Mapping[str, Any]):
    """The session state without what has no key of the script's; reading one key is reading only that."""

    def __init__(self, state: ObservedState) -> None:
        self._state = state

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and not is_element_id(key) and key in self._state

    def __getitem__(self, key: str) -> Any:
        if is_element_id(key):
            raise KeyError(key)
        return self._state[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._state.everything())

    def __len__(self) -> int:
        return len(self._state.everything())

    def __repr__(self) -> str:
        return repr(self._state.everything())


class StateRead:
    """A key holds what it held: the equal immutable value, or the same object with unchanged contents."""

    __slots__ = ("_key", "_snapshot", "_state", "_value")

    recallable = True

    def __init__(self, state: ObservedState, key: str, value: Any, snapshot: Any) -> None:
        self._state = state
        self._key = key
        self._value = value
        self._snapshot = snapshot

    def holds(self) -> bool:
        now = self._state.peek(self._key)
        if self._snapshot is None:
            return values.same(now, self._value)
        return now is self._value and snapshots.unchanged_since(now, self._snapshot)

    may_hold = holds

    def __str__(self) -> str:
        return f"state {self._key}"


class StateHasKey:
    """A key is there, or is not, as it was."""

    __slots__ = ("_found", "_key", "_state")

    recallable = True

    def __init__(self, state: ObservedState, key: str, found: bool) -> None:
        self._state = state
        self._key = key
        self._found = found

    def holds(self) -> bool:
        return (self._state.peek(self._key) is not MISSING) is self._found

    may_hold = holds

    def __str__(self) -> str:
        return f"state {self._key}"


class StateKeys:
    """The same keys are there."""

    __slots__ = ("_keys", "_state")

    recallable = True

    def __init__(self, state: ObservedState, keys: frozenset[str]) -> None:
        self._state = state
        self._keys = keys

    def holds(self) -> bool:
        return frozenset(self._state._state.filtered_state) == self._keys

    may_hold = holds

    def __str__(self) -> str:
        return "the keys of session state"


class StateWritable:
    """A key may be written: its widget has not been drawn in this run."""

    __slots__ = ("_key", "_state")

    recallable = True

    def __init__(self, state: ObservedState, key: str) -> None:
        self._state = state
        self._key = key

    def holds(self) -> bool:
        shared = self._state._tape.shared
        widget = self._state._state.get_widget_id_from_key(self._key)
        return widget not in shared.widget_ids_this_run and self._key not in shared.form_ids_this_run

    def may_hold(self) -> bool:
        return True

    def __str__(self) -> str:
        return f"writing state {self._key}"


class StateWritten:
    """A key was given an immutable value."""

    __slots__ = ("_key", "_state", "_value")

    recallable = True
    size = 0

    def __init__(self, state: ObservedState, key: str, value: Any) -> None:
        self._state = state
        self._key = key
        self._value = value

    def apply(self) -> None:
        self._state.write_again(self._key, self._value)

    def alike(self, other: Any) -> bool:
        return isinstance(other, StateWritten) and self._key == other._key and values.same(self._value, other._value)

    def __str__(self) -> str:
        return f"what it writes to state {self._key}"


def _same_metadata(registered: Any, metadata: Any) -> bool:
    """Whether a widget is registered with this metadata; Streamlit copies it when a value comes in."""
    return registered is metadata or (
        registered is not None
        and registered.deserializer is metadata.deserializer
        and registered.serializer is metadata.serializer
        and registered.callback is metadata.callback
        and registered.callbacks is metadata.callbacks
        and registered.callback_args is metadata.callback_args
        and registered.callback_kwargs is metadata.callback_kwargs
        and registered.fragment_id == metadata.fragment_id
    )


class WidgetAnswers:
    """A widget gives the value it gave, and the browser need be told no more and no less than then."""

    __slots__ = ("_key", "_metadata", "_result", "_state")

    # Asking registers it.
    recallable = False

    def __init__(self, state: ObservedState, metadata: Any, key: str | None, result: Any) -> None:
        self._state = state
        self._metadata = metadata
        self._key = key
        self._result = result

    def holds(self) -> bool:
        if self._stands():
            return True
        now = self._state.ask_widget(self._metadata, self._key)
        old = self._result
        return self._same_wire(now) and now.value_changed == old.value_changed and _same_value(now.value, old.value)

    def _same_wire(self, now: Any) -> bool:
        """Whether what came in over the wire makes no difference: widgets look it up among their options."""
        options, old = self._metadata.formatted_options, self._result
        if options is None:
            return True
        mine = [now.incoming_serialized_value, *(now.incoming_serialized_values or ())]
        theirs = [old.incoming_serialized_value, *(old.incoming_serialized_values or ())]
        # At first nothing comes in, later the label of the very option that was the default.
        return mine == theirs or (theirs == [None] and all(label is None or label in options for label in mine))

    def _stands(self) -> bool:
        """Whether registering the widget again would plainly change nothing: it is registered, and has its value."""
        state, metadata, key, old = self._state._state, self._metadata, self._key, self._result
        widgets = state._new_widget_state
        widget_id = metadata.id
        if (
            old.value_changed
            or metadata.disabled
            or metadata.presenter is not None
            or not _same_metadata(widgets.widget_metadata.get(widget_id), metadata)
            or (key is not None and (key in state._new_session_state or state.get_widget_id_from_key(key) != widget_id))
        ):
            return False
        held = widgets.states.get(widget_id)
        if isinstance(held, Value):
            now = held.value
        elif held is None and widget_id in state._old_state and (key is None or key not in state._old_state):
            now = state._old_state[widget_id]
        else:
            return False
        return _same_value(now, old.value)

    # Whatever takes a registration to find out may turn out either way.
    may_hold = _stands

    def __str__(self) -> str:
        return f"widget {self._key or self._metadata.id}"
