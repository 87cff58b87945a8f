"""One app under both runners: does it agree?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reactor.verify.choose import Chooser
from reactor.verify.compare import Places, first_parting, unsteady_places
from reactor.verify.events import Event, to_text
from reactor.verify.play import Choose, Moment, record, stage
from reactor.verify.targets import Runner, TargetError, Zygote


class Outcome(StrEnum):
    """What came of an app.

    `unsteady`: the oracle differs from itself and Reactor agrees elsewhere. `unplayable`: the app fails, or never
    settles, under the oracle.
    """

    AGREES = "agrees"
    DISAGREES = "disagrees"
    UNSTEADY = "unsteady"
    UNPLAYABLE = "unplayable"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`events` as they were played, in text form; `ran` and `skipped` count regions after the first load."""

    script: Path
    outcome: Outcome
    events: tuple[str, ...]
    report: str = ""
    ran: int = 0
    skipped: int = 0


def judge(
    zygote: Zygote,
    script: Path,
    events: Iterable[Event] | Choose,
    *,
    ours: Runner = Runner.REACTOR,
    timeout: float = 30,
) -> Verdict:
    """Play the events to the oracle twice and to `ours` once, and compare; the oracle as `ours` is the second time."""
    with stage(script) as staged:
        try:
            full = record(zygote, Runner.FULL, script, staged, events, timeout=timeout)
            played = [moment.event for moment in full if moment.event is not None]
            again = record(zygote, Runner.FULL, script, staged, played, timeout=timeout)
        except TargetError as error:
            return Verdict(script, Outcome.UNPLAYABLE, (), str(error))
        texts = tuple(to_text(event) for event in played)
        if full[-1].error:
            return Verdict(script, Outcome.UNPLAYABLE, texts, full[-1].error)
        unsteady = unsteady_places(full, again)
        try:
            itself = ours is Runner.FULL
            moments = again if itself else record(zygote, ours, script, staged, played, timeout=timeout)
        except TargetError as error:
            return Verdict(script, Outcome.DISAGREES, texts, str(error))
    return _compared(script, texts, full, moments, unsteady)


def _compared(
    script: Path, texts: tuple[str, ...], full: list[Moment], ours: list[Moment], unsteady: Places
) -> Verdict:
    parting = first_parting(full, ours, unsteady)
    outcomes = [outcome for moment in ours[1:] for _, _, outcome, _ in moment.observed.trace]
    skipped = outcomes.count("skipped")
    counts = (len(outcomes) - skipped, skipped)
    if parting is not None:
        return Verdict(script, Outcome.DISAGREES, texts, str(parting), *counts)
    steady = not any(unsteady.values())
    report = "\n".join(f"unsteady after event {index}: {place}" for index in unsteady for place in unsteady[index])
    return Verdict(script, Outcome.AGREES if steady else Outcome.UNSTEADY, texts, report, *counts)


def chosen(seed: int, count: int) -> Choose:
    """`count` plausible events, the same for the same seed and page."""
    return Chooser(seed, count)
