"""What a host's sessions find out when they check their runs by a shadow, as ``reactor serve --verify`` asks for."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from reactor_runtime.adapter.shadow_run import Checked
from reactor_runtime.engine.shadow import Found
from reactor_runtime.program import Program

_LOGGER = logging.getLogger(__name__)

_CORRECTED = "The page has been corrected."
_NOT_CORRECTED = "The page is right again after the next event."


class Verification:
    """Thread-safe. ``share`` of the events, in per cent, are checked.

    ``checked`` counts the events, ``judged`` the executions that were compared, ``reports`` has what was said.
    """

    def __init__(self, share: float) -> None:
        self.checked = 0
        self.judged = 0
        self.reports: list[str] = []
        self.share = share
        self._lock = threading.Lock()
        # Of its own: the script's random numbers must be those of a run without a check.
        self._random = random.Random()

    def chosen(self) -> bool:
        """Whether the event that is about to run is to be checked."""
        return self.share > 0 and self._random.random() * 100 < self.share

    def take(self, checked: Checked, program: Program, wrong: set[tuple[int, int]]) -> None:
        """Note in ``wrong`` what a check of a run of ``program`` found, and say so once for each statement."""
        with self._lock:
            self.checked += 1
            self.judged += checked.judged
            new = [one for one in checked.found if (one.module, one.region) not in wrong]
            wrong.update((one.module, one.region) for one in checked.found)
        page = _CORRECTED if checked.corrected else _NOT_CORRECTED
        for line in _lines(program, new):
            self.reports.append(line)
            _LOGGER.error("%s %s", line, page)


def _lines(program: Program, found: Iterable[Found]) -> Iterator[str]:
    for one in found:
        file = program.modules[one.module]
        region = file.regions[one.region - 1]
        source = region.source.strip().splitlines()[0]
        yield (
            f"{Path(file.path).name}:{region.span.line}: {source}: was skipped, and had to run: {one.what}. "
            "This is a fault of Reactor. Until the server is started anew or the app is edited, the statement runs at "
            "every event."
        )
