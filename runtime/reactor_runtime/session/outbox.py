"""The messages of one session on their way to its browser.

Deltas are not queued: the frame is compared with what the browser has, whenever the flusher looks or a run ends. Other
messages go out in the order in which they came, each after the deltas that were there before it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from reactor_runtime.adapter.frame import Frame
from reactor_runtime.adapter.lifecycle import Lifecycle, stop_timers
from reactor_runtime.adapter.patch import Patch, with_references
from reactor_runtime.adapter.runner import Ended, Ending, Started
from reactor_runtime.session.timers import Timers


class Outbox:
    """Thread-safe. ``disconnected`` is the exception that a client raises when its browser is gone."""

    def __init__(
        self, frame: Frame, lifecycle: Lifecycle, wake: Callable[[], None], disconnected: type[Exception]
    ) -> None:
        self._frame = frame
        self._lifecycle = lifecycle
        self._wake = wake
        self._disconnected = disconnected
        self._lock = threading.RLock()
        self._patch = Patch()
        self._messages: list[Any] = []
        self._touched = False
        self._client: Any = None
        # Content hashes of the messages that the client keeps.
        self._cached: frozenset[str] = frozenset()
        self._page = ""
        # The browser's tree is unknown, or not what the patch believes: the next run is sent in full.
        self._needs_full = True
        self._full = True
        self._running = False
        self._logo_before = self._logo_now = False
        self._timers = Timers()

    def connect(self, client: Any) -> None:
        """Messages go to this client from now on; None: nowhere."""
        with self._lock:
            self._client = client
            self._needs_full = True
            self._messages.clear()

    @property
    def client(self) -> Any:
        return self._client

    def knows(self, cached: frozenset[str]) -> None:
        """The client keeps the messages with these content hashes."""
        self._cached = cached

    # -- from the session's thread ------------------------------------------------------------------------------

    def touch(self) -> None:
        """The frame has grown."""
        if not self._touched:
            self._touched = True
            self._wake()

    def send(self, message: Any) -> None:
        """Send a message that is not part of the frame."""
        kind = message.WhichOneof("type")
        with self._lock:
            if kind == "delta":
                # A passing element (a spinner) stands at a place that must exist.
                self._messages.extend(self._patch.messages(self._frame, final=False))
            elif kind == "logo":
                self._logo_now = True
            self._timers.sent(message)
            self._messages.append(message)
        self.touch()

    def started(self, run: Started) -> None:
        """A run starts."""
        with self._lock:
            self._full = self._needs_full or run.page_script_hash != self._page
            self._page = run.page_script_hash
            if not run.fragments:
                self._logo_before, self._logo_now = self._logo_now, False
                self._timers.run_starts()
            self._messages.append(self._lifecycle.new_session(run.page_script_hash, True, self._full))
            if self._full:
                self._needs_full = True
                self._patch.reset()
                self._timers.dropped()
            self._status(True)

    def ended(self, end: Ended) -> None:
        """A run is over; with ``RERUN`` the next one is about to start."""
        ending = end.ending
        with self._lock:
            if ending in (Ending.SUCCESS, Ending.FRAGMENT):
                self._messages.extend(self._patch.messages(self._frame, final=True))
            elif self._frame.roots[2].children:
                # Toasts outlive the run that showed them.
                self._messages.extend(self._patch.messages(self._frame, final=False))
            # A client that is owed a full run is given the end of one, whatever ran.
            full = self._full and ending is Ending.SUCCESS
            if ending is Ending.SUCCESS and (stopped := self._timers.left_over()):
                self._messages.append(stop_timers(stopped))
            self._status(ending is Ending.RERUN)
            self._messages.append(self._lifecycle.finished(ending.value, full or ending is Ending.RERUN, end.fragments))
            if full:
                self._needs_full = False
            if end.error is not None:
                self._messages.append(self._lifecycle.compile_error(end.error))
            if ending is Ending.SUCCESS and not full and self._logo_before and not self._logo_now:
                self._send_all()
        if ending is not Ending.RERUN:
            self.flush()

    def corrected(self) -> None:
        """The frame is another one than the last run's end was: send what differs, as a run of its own."""
        with self._lock:
            self._messages.append(self._lifecycle.new_session(self._page, False, full=False))
            self._messages.extend(self._patch.messages(self._frame, final=True))
            self._messages.append(self._lifecycle.finished(Ending.SUCCESS.value, False, ()))
        self.flush()

    def _send_all(self) -> None:
        self._messages.append(self._lifecycle.new_session(self._page, False, full=True))
        self._patch.reset()
        self._messages.extend(self._patch.messages(self._frame, final=True))
        self._messages.append(self._lifecycle.finished(Ending.SUCCESS.value, True, ()))

    def _status(self, running: bool) -> None:
        if running != self._running:
            self._running = running
            self._messages.append(self._lifecycle.status(running))

    # -- from any thread ----------------------------------------------------------------------------------------

    def flush(self) -> None:
        """Send what there is."""
        with self._lock:
            if self._touched and not self._frame.hidden:
                # Also after a run: a thread of the script may go on drawing.
                self._touched = False
                self._messages.extend(self._patch.messages(self._frame, final=False))
            messages, self._messages = self._messages, []
            client = self._client
            if client is None or not messages:
                return
            outgoing = list(with_references(messages, self._cached))
            try:
                if hasattr(client, "write_forward_msgs"):
                    client.write_forward_msgs(outgoing)
                else:
                    for message in outgoing:
                        client.write_forward_msg(message)
            except self._disconnected:
                self._client = None
