"""The trace of a walk: for each region visited, what became of it and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    RAN = "ran"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Visit:
    """One region of one walk.

    ``why`` is empty for a skip, unless an earlier execution than the last one answered (`recall.RECALLED`).
    ``seconds`` is the time its execution took, ``saved`` what the execution took that a skip stands for. ``equal``: it
    ran and gave what it gave before, so that nothing runs because of it; looked for only while somebody watches
    (`Walk.watched`). ``at`` is when the execution began, by ``time.perf_counter``; 0 for a skip.
    """

    module: int
    region: int
    outcome: Outcome
    why: str
    seconds: float = 0.0
    saved: float = 0.0
    equal: bool = False
    at: float = 0.0
