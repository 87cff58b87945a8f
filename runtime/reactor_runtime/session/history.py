"""A session's last events, for whoever looks on: what each ran and skipped, and when.

Keeping an event is keeping its trace, which exists anyway; all else is worked out by those who look, on their threads.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from reactor_runtime.engine.trace import Visit

_MOST_EVENTS = 60
# Loops make long traces: the oldest events go when all of a session's together have more visits than this.
_MOST_VISITS = 300_000


@dataclass(frozen=True, slots=True)
class Event:
    """One run of the script, or of fragments.

    ``number`` counts from 1 within the session, ``at`` is in seconds since 1970. ``seconds`` is the time from the run's
    start to its end, on the clock; ``began`` is its start by ``time.perf_counter``, as in a `Visit`. ``ending`` is
    ``success``, ``fragment``, ``rerun`` (of itself, or by a newer event) or ``compile_error``. The trace of a
    fragment's own run is empty: no guard answers there.
    """

    number: int
    at: float
    seconds: float
    ending: str
    page: str
    trace: tuple[Visit, ...]
    began: float = 0.0


class Watch:
    """Who looks on, at all sessions of a host, and a bell that rings when there is something new."""

    def __init__(self) -> None:
        self._bell = threading.Condition()
        self._rings = 0
        self._people = 0

    @property
    def is_on(self) -> bool:
        """Whether anybody looks on."""
        return self._people > 0

    def look(self) -> None:
        """Look on for good."""
        with self._bell:
            self._people += 1

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Look on for as long as the context lasts."""
        with self._bell:
            self._people += 1
        try:
            yield
        finally:
            with self._bell:
                self._people -= 1

    def ring(self) -> None:
        """Something happened: an event ended, or a session came or went."""
        with self._bell:
            self._rings += 1
            self._bell.notify_all()

    def wait(self, rings: int, timeout: float) -> int:
        """Wait at most ``timeout`` seconds for more rings than ``rings``; how many there were so far."""
        with self._bell:
            self._bell.wait_for(lambda: self._rings > rings, timeout)
            return self._rings


class History:
    """Written by the session's thread, read by any. ``listener`` is told of each event, on the session's thread."""

    def __init__(self, watch: Watch, listener: Callable[[Event], None] | None = None) -> None:
        self.watch = watch
        self._listener = listener
        self._lock = threading.Lock()
        self._events: deque[Event] = deque(maxlen=_MOST_EVENTS)
        self._visits = 0
        self._count = 0
        self._started = 0.0

    def started(self) -> None:
        """A run starts."""
        self._started = time.perf_counter()

    def ended(self, ending: str, page: str, trace: tuple[Visit, ...]) -> None:
        """The run is over."""
        seconds = time.perf_counter() - self._started
        self._count += 1
        event = Event(self._count, time.time() - seconds, seconds, ending, page, trace, self._started)
        with self._lock:
            if len(self._events) == self._events.maxlen:
                self._visits -= len(self._events[0].trace)
            self._events.append(event)
            self._visits += len(trace)
            while self._visits > _MOST_VISITS and len(self._events) > 1:
                self._visits -= len(self._events.popleft().trace)
        self.watch.ring()
        if self._listener is not None:
            self._listener(event)

    def events(self) -> tuple[Event, ...]:
        """The events that are kept, oldest first."""
        with self._lock:
            return tuple(self._events)
