"""A session: what one browser tab's events do.

Events arrive on any thread. Scripts run on the session's own thread, which starts with the first event. An event that
comes while a script runs stops it at its next call of Streamlit (``runner.fastReruns``), or, if it is for a fragment,
waits for its turn; events that wait together become one run, in which no trigger is lost.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from contextvars import Context
from dataclasses import replace
from typing import Any, TypeVar

from reactor_runtime.adapter import browser_messages, options
from reactor_runtime.adapter.lifecycle import Lifecycle, heartbeat, source_changed
from reactor_runtime.adapter.runner import Ended, Ending, Runner, Shared
from reactor_runtime.engine.trace import Visit
from reactor_runtime.engine.walk import Walk
from reactor_runtime.program import Program
from reactor_runtime.session.history import History
from reactor_runtime.session.outbox import Outbox
from reactor_runtime.session.verification import Verification

_LOGGER = logging.getLogger(__name__)

Seen = TypeVar("Seen")


class Session:
    """One tab. ``wake`` asks for the outbox to be flushed soon."""

    def __init__(
        self,
        shared: Shared,
        session_id: str,
        user_info: dict[str, Any],
        operations: Any,
        wake: Callable[[Session], None],
        verification: Verification,
    ) -> None:
        self.id = session_id
        self.detached_at: float | None = None
        self._shared = shared
        self._operations = operations
        self._runner = Runner(shared, session_id, user_info, self._send, self._touch, self._on_started)
        self._runner.to_check = verification.chosen
        self._verification = verification
        lifecycle = Lifecycle(session_id, shared.main_script_path, self._runner.pages)
        self._lifecycle = lifecycle
        self.outbox = Outbox(self._runner.frame, lifecycle, lambda: wake(self), options.CLIENT_DISCONNECTED)
        self._condition = threading.Condition()
        self._waiting: list[Any] = []
        self._busy = False
        self._interrupted = False
        # A shadow run is under way: any event ends it.
        self._checking = False
        self._closed = False
        self._resumable = True
        self._thread: threading.Thread | None = None
        # The last event's work, region by region.
        self.trace: tuple[Visit, ...] = ()
        # The last events, where somebody may look on.
        self.history: History | None = None

    # -- what Streamlit's managers ask of a session -------------------------------------------------------------

    @property
    def session(self) -> Session:
        return self

    @property
    def client(self) -> Any:
        return self.outbox.client

    @property
    def session_state(self) -> Any:
        return self._runner.session_state

    @property
    def query_string(self) -> str:
        return self._runner.query_string

    def is_resumable(self) -> bool:
        return self._resumable

    def matches_user_info(self, user_info: dict[str, Any]) -> bool:
        """Whether a connection of this user may take the session over."""
        return self._resumable and self._runner.user_info == user_info

    def clear_user_info(self) -> None:
        """The user logged out: nobody takes this session over."""
        self._resumable = False
        self._runner.user_info.clear()

    @property
    def program(self) -> Program:
        """The program that `trace` is of."""
        return self._runner.program

    # -- connections --------------------------------------------------------------------------------------------

    def attach(self, client: Any) -> None:
        """A browser is there, for the first time or again."""
        self.detached_at = None
        self.outbox.connect(client)

    def detach(self) -> None:
        """The browser has gone; the session waits a while for it."""
        self.detached_at = time.monotonic()
        self.outbox.connect(None)
        self._runner.request_stop()
        browser_messages.clear_session_caches(self.id)

    def close(self) -> None:
        """End the session; its thread, if it has one, lets go of what it holds when the script has stopped."""
        self.outbox.connect(None)
        self._runner.request_stop()
        with self._condition:
            self._closed = True
            self._waiting.clear()
            self._condition.notify_all()
            started = self._thread is not None
        if not started:
            self._release()

    def _release(self) -> None:
        browser_messages.forget_session(self._shared.streamlit, self.id)
        self._runner.close()

    # -- events -------------------------------------------------------------------------------------------------

    def receive(self, message: Any) -> None:
        """Handle a message of the browser; returns at once."""
        kind = message.WhichOneof("type")
        handler = getattr(self, f"_on_{kind}", None)
        if handler is None:
            _LOGGER.warning("No handler for the browser message %r", kind)
            return
        handler(message)

    def _on_rerun_script(self, message: Any) -> None:
        state = message.rerun_script
        if state.fragment_id and not self._runner.fragments.contains(state.fragment_id):
            # A full run has removed it in the meantime.
            return
        self.outbox.knows(frozenset(state.cached_message_hashes))
        self.request_run(browser_messages.rerun_data(state))

    def _on_stop_script(self, _message: Any) -> None:
        self._runner.request_stop()

    def _on_clear_cache(self, _message: Any) -> None:
        browser_messages.clear_caches(self._runner.session_state)

    def _on_app_heartbeat(self, _message: Any) -> None:
        self.outbox.send(heartbeat())

    def _on_set_run_on_save(self, message: Any) -> None:
        self._lifecycle.run_on_save = message.set_run_on_save
        self.outbox.send(self._lifecycle.status(self._busy))

    def replace(self, shared: Shared) -> None:
        """The app was edited. The next run is of the new one; it comes now if the person wants that at every save."""
        self._shared = shared
        if self._lifecycle.run_on_save:
            self.request_run(self._runner.same_again())
        else:
            self.outbox.send(source_changed())

    def _on_load_git_info(self, _message: Any) -> None:
        """A build is served, not a checkout."""

    def _on_file_urls_request(self, message: Any) -> None:
        self.outbox.send(browser_messages.upload_urls(self._shared.streamlit, message, self.id))

    def _on_backend_operation_request(self, message: Any) -> None:
        def work() -> None:
            self.outbox.send(asyncio.run(browser_messages.answer_operation(self._operations, message, self.id)))

        threading.Thread(target=work, name=f"operation-{self.id[:8]}", daemon=True).start()

    def failed(self, error: BaseException) -> None:
        """A message could not be understood: tell the browser."""
        self.outbox.send(self._lifecycle.error(error))

    def request_run(self, data: Any) -> None:
        """Run the script, or a fragment, as soon as may be."""
        with self._condition:
            if self._closed:
                return
            if self._checking:
                self._runner.request_stop()
            elif self._busy:
                if data.fragment_id or not options.fast_reruns():
                    if not self._waiting and self._runner.request_rerun(data):
                        return
                else:
                    self._interrupted = True
                    self._runner.request_stop()
            self._waiting.append(data)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name=f"session-{self.id[:8]}", daemon=True)
                self._thread.start()
            self._condition.notify_all()

    def wait_until_settled(self, timeout: float) -> bool:
        """Wait until nothing runs or waits; False if that took longer than ``timeout`` seconds."""
        with self._condition:
            return self._condition.wait_for(lambda: not self._busy and not self._waiting, timeout)

    def at_rest(self, look: Callable[[Walk], Seen]) -> Seen | None:
        """What ``look`` sees in the walk's slots; None if a script runs. It must be quick: no run starts meanwhile."""
        with self._condition:
            return None if self._busy else look(self._runner.walk)

    # -- the session's thread -----------------------------------------------------------------------------------

    def _work(self) -> None:
        while True:
            with self._condition:
                self._condition.wait_for(lambda: self._waiting or self._closed)
                if self._closed:
                    break
                batch, self._waiting = self._waiting, []
                self._busy = True
                self._interrupted = False
                self._runner.begin_chain(batch)
                self.trace = ()
            # Streamlit has a thread for each run, in which nothing is set that an earlier one set: how numpy prints,
            # how precise decimals are.
            context = Context()
            try:
                self._runner.adopt(self._shared)
                context.run(self._runner.run_chain, self._on_ended)
            except BaseException:
                _LOGGER.exception("A run failed outside the script")
            finally:
                self.outbox.flush()
                context.run(self._check)
                with self._condition:
                    self._busy = False
                    self._condition.notify_all()
        self._release()

    def _check(self) -> None:
        """Check the run that has just been answered, unless somebody waits for the next one."""
        with self._condition:
            if self._waiting or self._closed or not self._runner.may_check:
                return
            self._checking = True
        try:
            checked = self._runner.check()
            self._verification.take(checked, self._runner.program, self._runner.wrong)
            if checked.corrected:
                self.outbox.corrected()
        except BaseException:
            _LOGGER.exception("A run could not be checked")
        finally:
            with self._condition:
                self._checking = False
            # What threads of the script drew meanwhile.
            self.outbox.flush()

    def _on_started(self, run: Any) -> None:
        if self.history is not None:
            self._runner.walk.watched = self.history.watch.is_on
            self.history.started()
        self.outbox.started(run)

    def _on_ended(self, end: Ended) -> None:
        walked = not end.fragments and end.ending is not Ending.COMPILE_ERROR
        self.trace = tuple(self._runner.walk.trace) if walked else ()
        if self._interrupted:
            end = replace(end, ending=Ending.RERUN)
        if self.history is not None:
            self.history.ended(end.ending.name.lower(), self._runner.page_name, self.trace)
        self.outbox.ended(end)

    def _send(self, message: Any) -> None:
        self.outbox.send(message)

    def _touch(self) -> None:
        self.outbox.touch()
