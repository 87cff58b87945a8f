"""The trace of a walk: for each region visited, what became of it and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    RAN = "ran"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Visit:
    """One region of one walk. ``why`` is empty for a skip; ``seconds`` is the time its execution took."""

    module: int
    region: int
    outcome: Outcome
    why: str
    seconds: float = 0.0
