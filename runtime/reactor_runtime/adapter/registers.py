"""What a run has seen so far (element ids, user keys, forms), observed, so that a skipped region stays registered."""

from __future__ import annotations

from typing import Any

from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.outside_container_wrapper import OutsideContainerWrapper
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.runtime.scriptrunner_utils.thread_safe_set import ThreadSafeSet

from reactor_runtime.adapter.drawing import Tape


class ObservedSet(ThreadSafeSet[str]):
    """A register whose new entries belong to the region that executes."""

    def __init__(self, tape: Tape) -> None:
        super().__init__()
        self._tape = tape

    def check_and_add(self, value: str) -> bool:
        is_new = super().check_and_add(value)
        recording = self._tape.recording()
        if recording is not None:
            entry = Registered(self, value)
            recording.checks.append(entry)
            recording.log.append(entry)
        return is_new

    def add_again(self, value: str) -> None:
        super().check_and_add(value)


class Registered:
    """An entry that was new, or not, when the region ran: it must be new again, and is added on a skip."""

    __slots__ = ("_register", "_value")

    recallable = True
    size = 0

    def __init__(self, register: ObservedSet, value: str) -> None:
        self._register = register
        self._value = value

    def holds(self) -> bool:
        return self._value not in self._register

    def may_hold(self) -> bool:
        return True

    def apply(self) -> None:
        self._register.add_again(self._value)

    def alike(self, other: Any) -> bool:
        return isinstance(other, Registered) and self._value == other._value

    def __str__(self) -> str:
        return f"element id {self._value}"


class FragmentIds(ThreadSafeSet[str]):
    """Fragments are registered with the place and the context of the call, so a call is never taken as done."""

    def __init__(self, tape: Tape) -> None:
        super().__init__()
        self._tape = tape

    def check_and_add(self, value: str) -> bool:
        recording = self._tape.recording()
        if recording is not None:
            recording.never_reuse("registers a fragment")
        return super().check_and_add(value)


class ObservedFragments(MemoryFragmentStorage):
    """The fragments of a session. What a fragment draws outside itself goes through wrappers that belong to the run."""

    def __init__(self, tape: Tape) -> None:
        super().__init__()
        self._tape = tape

    @property
    def draw_outside(self) -> bool:
        """Whether fragments of the last run drew into containers outside them, by wrappers that belong to that run."""
        return bool(self._outside_wrappers)

    def get_outside_wrapper(self, fragment_id: str, container_id: str) -> OutsideContainerWrapper | None:
        recording = self._tape.recording()
        if recording is not None:
            recording.never_reuse("a fragment draws outside itself")
        return super().get_outside_wrapper(fragment_id, container_id)


def observe_registers(context: ScriptRunContext, tape: Tape) -> None:
    """Put observed registers into a script run context."""
    shared = context.shared
    shared.widget_ids_this_run = ObservedSet(tape)
    shared.widget_user_keys_this_run = ObservedSet(tape)
    shared.form_ids_this_run = ObservedSet(tape)
    shared.new_fragment_ids = FragmentIds(tape)
    tape.shared = shared
