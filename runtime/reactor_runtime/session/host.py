"""The host: an app's sessions in one process."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias

from reactor_runtime.adapter import browser_messages, caches, options, state
from reactor_runtime.adapter.host_runtime import drop_runtime, make_runtime
from reactor_runtime.adapter.runner import Shared
from reactor_runtime.adapter.scripts import Library, LocalModules
from reactor_runtime.engine.checks import CallChecks
from reactor_runtime.engine.ranges import RangePlan
from reactor_runtime.engine.recall import Limits
from reactor_runtime.program import Program
from reactor_runtime.program.signatures import RuntimeSignatures
from reactor_runtime.session.history import Event, History, Watch
from reactor_runtime.session.inspection import Position, positions
from reactor_runtime.session.session import Session
from reactor_runtime.session.verification import Verification

# Long enough to send what a burst of elements makes as one message, short enough not to be seen.
_FLUSH_AFTER_SECONDS = 0.008
_REAP_EVERY_SECONDS = 5.0

Listener: TypeAlias = Callable[[str, Program, Event], None]


class Host:
    """Connects browsers with sessions of one compiled app. One host a process.

    Args:
        main_script: absolute path of the app's main script.
        program: what the compiler made of it.
        verify: per cent of the events that are checked by a shadow run.
        recall: what a session may hold of what it has computed before; None for nothing.
    """

    def __init__(self, main_script: str, program: Program, verify: float = 0, recall: Limits | None = None) -> None:
        self._recall = recall
        caches.install()
        state.install()
        self.main_script_path = main_script
        self.program = program
        self.streamlit, lookup = make_runtime(main_script)
        library = Library(program)
        self._modules = LocalModules(library, program)
        self._modules.install()
        self._shared = self._share(program, library)
        self.verification = Verification(verify)
        self._operations = browser_messages.make_operations(self.streamlit)
        self._lock = threading.Lock()
        self._sessions: dict[str, Session] = {}
        lookup.find = self._sessions.get
        lookup.all = lambda: list(self._sessions.values())
        lookup.forget_user = self._forget_user
        self._watch: Watch | None = None
        self._listeners: list[Listener] = []
        self._flushing = threading.Condition()
        self._dirty: set[Session] = set()
        self._closed = False
        self._flusher = threading.Thread(target=self._flush_loop, name="flusher", daemon=True)
        self._flusher.start()

    def _share(self, program: Program, library: Library) -> Shared:
        calls = CallChecks(RuntimeSignatures(program.signatures), program)
        return Shared(
            self.main_script_path,
            program,
            library,
            RangePlan(program),
            calls,
            self.streamlit,
            recall=self._recall,
        )

    def replace(self, program: Program) -> None:
        """The app was edited: every session's next run is of ``program``, with the session's state and widgets."""
        library = Library(program)
        self._modules.replace(library, program)
        self.program = program
        self._hand_out(self._share(program, library))

    def refuse(self, path: str) -> None:
        """The app was edited and cannot be compiled because of this file: runs show the error and leave the page."""
        # A module of the app is imported as it is now, and raises where it is imported.
        self._modules.replace(self._shared.library, self.program)
        script = self._shared.library.module(path)
        broken = path if script is not None and script.name == "__main__" else None
        self._hand_out(replace(self._shared, broken=broken))

    def _hand_out(self, shared: Shared) -> None:
        with self._lock:
            self._shared = shared
            sessions = list(self._sessions.values())
        for session in sessions:
            session.replace(shared)

    # -- browsers -----------------------------------------------------------------------------------------------

    def connect(self, client: Any, user_info: dict[str, Any], existing_session_id: str | None = None) -> str:
        """Give a browser a session: the one it had, if that is waiting and belongs to the same user, or a new one."""
        with self._lock:
            session = self._sessions.get(existing_session_id or "")
            if session is None or session.client is not None or not session.matches_user_info(user_info):
                session = Session(
                    self._shared, str(uuid.uuid4()), user_info, self._operations, self._wake, self.verification
                )
                session.history = self._history(session)
                self._sessions[session.id] = session
            session.attach(client)
        self._ring()
        return session.id

    def disconnect(self, session_id: str, client: Any) -> None:
        """A browser has gone. The session waits ``server.disconnectedSessionTTL`` seconds for it to come back."""
        session = self._sessions.get(session_id)
        if session is not None and (client is None or session.client in (client, None)):
            session.detach()
            if not session.is_resumable():
                self.end_session(session_id)
            self._ring()

    def receive(self, session_id: str, message: Any, client: Any = None) -> None:
        """Handle a browser's message; never waits for a script."""
        session = self._sessions.get(session_id)
        if session is None or (client is not None and session.client is not client):
            return
        try:
            session.receive(message)
        except Exception as error:
            session.failed(error)

    def is_active_session(self, session_id: str) -> bool:
        """Whether a browser is connected to the session."""
        session = self._sessions.get(session_id)
        return session is not None and session.client is not None

    def end_session(self, session_id: str) -> None:
        """Close a session for good."""
        with self._lock:
            session = self._sessions.pop(session_id, None)
        if session is not None:
            session.close()
            self._ring()

    def close(self) -> None:
        """End all sessions."""
        for session_id in list(self._sessions):
            self.end_session(session_id)
        with self._flushing:
            self._closed = True
            self._flushing.notify_all()
        self._modules.remove()
        drop_runtime()

    # -- for the inspector --------------------------------------------------------------------------------------

    def watch(self) -> Watch:
        """Keep the events of sessions that begin from now on; what rings when there are new ones."""
        if self._watch is None:
            self._watch = Watch()
        return self._watch

    def listen(self, listener: Listener) -> None:
        """Tell of each event of sessions that begin from now on: the session's id, the program that ran, the event.

        On the session's thread.
        """
        self.watch().look()
        self._listeners.append(listener)

    def _history(self, session: Session) -> History | None:
        def told(event: Event) -> None:
            for listener in self._listeners:
                listener(session.id, session.program, event)

        return History(self._watch, told) if self._watch is not None else None

    def connections(self) -> dict[str, bool]:
        """The sessions, oldest first, and whether a browser is connected."""
        with self._lock:
            return {session_id: session.client is not None for session_id, session in self._sessions.items()}

    def events(self, session_id: str) -> tuple[Event, ...]:
        """The session's last events, oldest first; none if there is no such session."""
        session = self._sessions.get(session_id)
        return session.history.events() if session is not None and session.history is not None else ()

    def positions(self, session_id: str, module: int, region: int) -> tuple[Position, ...] | None:
        """What the session's slots hold of a region; None while its script runs, or if there is no such session."""
        session = self._sessions.get(session_id)
        modules = () if session is None else session.program.modules
        regions = modules[module].regions if 0 <= module < len(modules) else ()
        if session is None or not 0 < region <= len(regions):
            return None
        return session.at_rest(lambda walk: positions(walk, module, regions[region - 1]))

    def _ring(self) -> None:
        if self._watch is not None:
            self._watch.ring()

    # -- for tests and tools ------------------------------------------------------------------------------------

    def wait_until_settled(self, session_id: str, timeout: float = 30.0) -> bool:
        """Wait until the session has nothing to run; False if that takes longer than ``timeout`` seconds."""
        return self._sessions[session_id].wait_until_settled(timeout)

    def session(self, session_id: str) -> Session:
        """The session with this id."""
        return self._sessions[session_id]

    def last_trace(self, session_id: str) -> tuple[tuple[str, int, str, str], ...]:
        """For each region the last walk visited: file, line, ``ran`` or ``skipped``, and why it ran."""
        session = self._sessions[session_id]
        modules = session.program.modules
        return tuple(
            (
                modules[visit.module].path,
                modules[visit.module].regions[visit.region - 1].span.line,
                visit.outcome.value,
                visit.why,
            )
            for visit in session.trace
        )

    # -- sending ------------------------------------------------------------------------------------------------

    def _wake(self, session: Session) -> None:
        with self._flushing:
            if not self._dirty:
                self._flushing.notify()
            self._dirty.add(session)

    def _flush_loop(self) -> None:
        reaped = time.monotonic()
        while True:
            with self._flushing:
                self._flushing.wait_for(lambda: self._dirty or self._closed, timeout=_REAP_EVERY_SECONDS)
                if self._closed:
                    return
            time.sleep(_FLUSH_AFTER_SECONDS)
            with self._flushing:
                dirty, self._dirty = self._dirty, set()
            for session in dirty:
                session.outbox.flush()
            if time.monotonic() - reaped > _REAP_EVERY_SECONDS:
                reaped = time.monotonic()
                self._reap()

    def _reap(self) -> None:
        oldest = time.monotonic() - options.disconnected_session_ttl()
        for session in list(self._sessions.values()):
            if session.detached_at is not None and session.detached_at < oldest:
                self.end_session(session.id)

    def _forget_user(self, session_id: str) -> None:
        session = self._sessions.get(session_id)
        if session is not None:
            session.clear_user_info()
