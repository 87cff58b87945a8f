"""One pass of the shadow (`engine.shadow`) over the scripts, in the place of the run that has just ended.

The session's state, its page and its scripts' names are put aside and a copy of the state as it was before the walk is
played on; what the pass draws is hidden from the browser. If nothing was wrong, all is put back as it was. If something
was, what the pass drew and wrote stays instead, unless the pass could not be completed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from streamlit.delta_generator_singletons import context_dg_stack, get_default_dg_stack_value
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException, StopException
from streamlit.runtime.state import SessionState

from reactor_runtime.adapter.drawing import BlockDrawn, ElementDrawn, Roots, Tape, undo
from reactor_runtime.adapter.state import ObservedState
from reactor_runtime.engine.guards import activate
from reactor_runtime.engine.shadow import Found, Lost, Shadow
from reactor_runtime.engine.slot import Operation, Recording
from reactor_runtime.engine.walk import Walk


@dataclass(frozen=True, slots=True)
class Checked:
    """What a shadow found, after judging so many executions. ``corrected``: the frame holds the right tree now.

    ``interrupted``: a newer event came, and what was not reached was not judged.
    """

    found: tuple[Found, ...]
    judged: int
    corrected: bool
    interrupted: bool


class _Stage:
    """Drawing, as the shadow sees it."""

    def __init__(self, roots: Roots) -> None:
        self._roots = roots

    def stands_at(self, container: object) -> bool:
        now = self._roots.container()
        return now is container or now.__dict__ is getattr(container, "__dict__", None)

    def take(self, value: object) -> None:
        if isinstance(value, StreamlitPage):
            # `st.navigation` gives a page that may be run once.
            value._can_be_called = True

    def undo(self, recording: Recording) -> None:
        undo(recording)

    def stand_for(self, new: Operation, old: Operation) -> None:
        if isinstance(new, ElementDrawn | BlockDrawn) and type(new) is type(old):
            new.stand_for(old)


@dataclass(frozen=True, slots=True)
class ShadowRun:
    """What a pass needs of a session; ``execute`` runs the scripts from the start."""

    walk: Walk
    tape: Tape
    roots: Roots
    state: ObservedState
    context: Any
    execute: Callable[[], None]

    def run(self, session_state: SessionState, before: SessionState) -> Checked:
        """Check the walk that ended last; ``before`` is a copy of the state from its start."""
        shadow = Shadow(self.walk, _Stage(self.roots))
        frame, tape, context = self.tape.frame, self.tape, self.context
        roots = frame.roots
        with self.state.played_on(before) as written:
            context.shared.reset()
            context_dg_stack.set(get_default_dg_stack_value())
            frame.hidden = True
            frame.begin(frame.run, empty=True)
            tape.forget()
            self.roots.install(context.cursors)
            tape.walk = shadow
            try:
                completed, interrupted = self._pass(shadow)
            finally:
                tape.walk = self.walk
                corrected = bool(shadow.found) and not shadow.torn and completed
                if not corrected:
                    frame.roots = roots
                frame.hidden = False
        if corrected:
            _take_over(session_state, before, written)
        if shadow.found:
            # Its slots hold what was right for the wrong values.
            self.walk.doubt_next()
        return Checked(tuple(shadow.found), shadow.judged, corrected, interrupted)

    def _pass(self, shadow: Shadow) -> tuple[bool, bool]:
        """Whether the scripts came to their end, and whether a newer event ended them."""
        activate(shadow)
        try:
            self.execute()
        except (StopException, RerunException):
            # What stops or reruns by itself runs in every walk, and is never run here.
            shadow.interrupt()
            return False, True
        except (Lost, Exception):
            return False, False
        finally:
            activate(None)
            shadow.end(False)
        return True, False


def _take_over(state: SessionState, played: SessionState, written: list[tuple[str, Any]]) -> None:
    """Give the session what was written, and the widgets that only the repair drew."""
    state._new_session_state.update(written)
    widgets, drawn = state._new_widget_state, played._new_widget_state
    for widget_id in drawn.widget_metadata.keys() - widgets.widget_metadata.keys():
        widgets.widget_metadata[widget_id] = drawn.widget_metadata[widget_id]
        if widget_id in drawn.states:
            widgets.states[widget_id] = drawn.states[widget_id]
        if widget_id in played._key_id_mapper.id_key_mapping:
            state._key_id_mapper[played._key_id_mapper.get_key_from_id(widget_id)] = widget_id
