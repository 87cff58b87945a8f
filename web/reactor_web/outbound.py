"""Bytes on their way to a browser: taken at once, or kept until the browser takes them.

Whoever writes to a browser also serves others (one thread sends for all sessions), so writing must never wait. What the
kernel does not take at once is kept, and a thread that lives only as long as something is kept sends it. Not tried:
letting the thread that reads send the rest, which would need a descriptor to wake each of them.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

from reactor_web.wire import Wire

# As many as Streamlit keeps for a browser before it gives it up.
MOST_WAITING = 500


class OverflowedError(OSError):
    """The other side takes less than it is sent."""


class Outbound:
    """What waits to be sent on a wire. ``on_lost`` is called, from the sending thread, when sending fails."""

    def __init__(self, wire: Wire, on_lost: Callable[[OSError], None]) -> None:
        self._wire = wire
        self._on_lost = on_lost
        # While anything waits, the first of it is being sent by the thread, and by nobody else.
        self._waiting: deque[bytes | memoryview] = deque()
        self._changed = threading.Condition(threading.Lock())

    def put(self, data: bytes) -> None:
        """Send ``data`` after all that was put before; OSError if the connection is lost, or too much waits."""
        with self._changed:
            if self._waiting:
                if len(self._waiting) >= MOST_WAITING:
                    raise OverflowedError("the client reads too slowly")
                self._waiting.append(data)
                return
            sent = self._wire.send_now(data)
            if sent == len(data):
                return
            self._waiting.append(memoryview(data)[sent:])
        threading.Thread(target=self._send_waiting, name="reactor-slow-client", daemon=True).start()

    def wait_until_sent(self, timeout: float) -> bool:
        """Whether all is sent within ``timeout`` seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._waiting, timeout)

    @property
    def is_waiting(self) -> bool:
        return bool(self._waiting)

    def _send_waiting(self) -> None:
        while True:
            try:
                self._wire.send(self._waiting[0])
            except OSError as error:
                self._on_lost(error)
                with self._changed:
                    self._waiting.clear()
                    self._changed.notify_all()
                return
            with self._changed:
                self._waiting.popleft()
                if not self._waiting:
                    self._changed.notify_all()
                    return
