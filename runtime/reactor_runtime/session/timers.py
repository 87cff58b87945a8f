"""The timers by which a browser reruns fragments (``run_every``), as one session has started them.

A client drops them all when a full run starts and takes those that the run starts again. A partial run does not tell it
so: what the script no longer starts is stopped at the end.
"""

from __future__ import annotations

from typing import Any


class Timers:
    """Ids of the fragments that the browser reruns."""

    def __init__(self) -> None:
        self._old: set[str] = set()
        self._running: set[str] = set()

    def run_starts(self) -> None:
        """A run of the whole script starts: those that it does not start again are to stop."""
        self._old |= self._running
        self._running = set()

    def sent(self, message: Any) -> None:
        """A message goes to the browser."""
        kind = message.WhichOneof("type")
        if kind == "auto_rerun":
            self._running.add(message.auto_rerun.fragment_id)
        elif kind == "stop_auto_rerun":
            self._running.difference_update(message.stop_auto_rerun.fragment_ids)

    def dropped(self) -> None:
        """The browser has dropped all that were there before this run."""
        self._old.clear()

    def left_over(self) -> set[str]:
        """The run is over: those that the browser still has and is to stop."""
        gone, self._old = self._old - self._running, set()
        return gone
