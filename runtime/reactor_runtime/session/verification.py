"""What a host's sessions find out when they check their runs by a shadow, as ``reactor serve --verify`` asks for."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Iterable
from pathlib import Path

from reactor_runtime.adapter.shadow_run import Checked
from reactor_runtime.program import Program

_LOGGER = logging.getLogger(__name__)

_CORRECTED = "The page has been corrected."
_NOT_CORRECTED = "The page is right again after the next event."


class Verification:
    """Thread-safe. ``share`` of the events, in per cent, are checked; ``wrong`` gathers what was skipped wrongly.

    ``checked`` counts the events, ``judged`` the executions that were compared, ``reports`` has what was said.
    """

    def __init__(self, program: Program, share: float, wrong: set[tuple[int, int]]) -> None:
        self.checked = 0
        self.judged = 0
        self.reports: list[str] = []
        self._program = program
        self._share = share
        self._wrong = wrong
        self._lock = threading.Lock()
        # Of its own: the script's random numbers must be those of a run without a check.
        self._random = random.Random()

    def chosen(self) -> bool:
        """Whether the event that is about to run is to be checked."""
        return self._share > 0 and self._random.random() * 100 < self._share

    def take(self, checked: Checked) -> None:
        """Note what a check found, and say so once for each statement."""
        with self._lock:
            self.checked += 1
            self.judged += checked.judged
            new = [one for one in checked.found if (one.module, one.region) not in self._wrong]
            self._wrong.update((one.module, one.region) for one in checked.found)
        page = _CORRECTED if checked.corrected else _NOT_CORRECTED
        for line in self._lines((one.module, one.region, one.what) for one in new):
            self.reports.append(line)
            _LOGGER.error("%s %s", line, page)

    def _lines(self, found: Iterable[tuple[int, int, str]]) -> Iterable[str]:
        for module, number, what in found:
            file = self._program.modules[module]
            region = file.regions[number - 1]
            source = region.source.strip().splitlines()[0]
            yield (
                f"{Path(file.path).name}:{region.span.line}: {source}: was skipped, and had to run: {what}. "
                "This is a fault of Reactor. Until the server is started anew, the statement runs at every event."
            )
