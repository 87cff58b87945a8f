"""What the inspector asks of the runtime; `reactor_runtime.session.host.Host` is it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from reactor_runtime.program import Program
from reactor_runtime.session.history import Event, Watch
from reactor_runtime.session.inspection import Position


class InspectedHost(Protocol):
    """Every method may be called from any thread."""

    @property
    def main_script_path(self) -> str: ...

    @property
    def program(self) -> Program: ...

    def watch(self) -> Watch:
        """Keep the events of sessions from now on; what rings when there are new ones."""

    def connections(self) -> Mapping[str, bool]:
        """The sessions, oldest first, and whether a browser is connected."""

    def events(self, session_id: str) -> tuple[Event, ...]:
        """The session's last events, oldest first."""

    def positions(self, session_id: str, module: int, region: int) -> tuple[Position, ...] | None:
        """What the session's slots hold of a region; None while its script runs."""
