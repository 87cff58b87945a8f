"""One app under both runners: does it agree?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path

from reactor.verify.app import App
from reactor.verify.choose import Chooser
from reactor.verify.compare import Parting, first_parting, unsteady_partings, unsteady_places
from reactor.verify.events import Event, to_text
from reactor.verify.play import Choose, Moment, Watch, record
from reactor.verify.targets import Runner, TargetError, Zygote

Phase = Callable[[str], AbstractContextManager[Watch]]
"""Entered with what is being done; gives who is to be told of each event."""


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
    """`events` as they were played; `ran` and `skipped` count regions after the first load.

    `parting`: where Reactor first differs. `unsteady`: where the oracle differs from itself, its first run as `full`
    and its second as `ours`. `failure`: why the app cannot be played under the oracle, or why Reactor gave no answer.
    `order`: file name and line of every region that a walk visited, in the order of their first visits.
    `full`: the oracle's recording.
    """

    script: Path
    outcome: Outcome
    events: tuple[Event, ...] = ()
    parting: Parting | None = None
    unsteady: tuple[Parting, ...] = ()
    failure: str = ""
    ran: int = 0
    skipped: int = 0
    order: tuple[tuple[str, int], ...] = ()
    full: tuple[Moment, ...] = ()

    @property
    def report(self) -> str:
        """What is to be said besides the outcome."""
        found = [self.parting] if self.parting is not None else list(self.unsteady)
        return self.failure or "\n".join(map(str, found))


def judge(
    zygote: Zygote,
    app: App,
    place: Path,
    events: Iterable[Event] | Choose,
    *,
    ours: Runner = Runner.REACTOR,
    timeout: float = 30,
    phase: Phase = lambda _doing: nullcontext(lambda _number, _title: None),
    full: Sequence[Moment] = (),
    steady: bool = False,
) -> Verdict:
    """Play the events to the oracle and to `ours`, and to the oracle again if they part: after `ours`, so that a clock
    which has moved on since the oracle's first run shows.

    `full` is the oracle's recording if there is one already. A `steady` app is known not to differ from itself.
    """

    def played(runner: Runner, doing: str, events: Iterable[Event] | Choose) -> list[Moment]:
        with phase(doing) as watch:
            return record(zygote, runner, app, place, events, timeout=timeout, watch=watch)

    unplayable = partial(Verdict, app.script, Outcome.UNPLAYABLE)
    try:
        full = full or played(Runner.FULL, "under Streamlit", events)
    except TargetError as error:
        return unplayable(failure=str(error))
    done = tuple(moment.event for moment in full if moment.event is not None)
    if full[-1].error:
        return unplayable(done, failure=f"after event {len(full) - 1} ({full[-1].title}): {full[-1].error}")
    try:
        moments = played(ours, "under Reactor" if ours is Runner.REACTOR else "under Streamlit again", done)
    except TargetError as error:
        return Verdict(app.script, Outcome.DISAGREES, done, failure=str(error), full=tuple(full))
    verdict = _verdict(app.script, done, full, moments, first_parting(full, moments))
    if verdict.parting is None or steady:
        return verdict
    if ours is Runner.FULL:
        unsteady = unsteady_partings(full, moments)
        return replace(verdict, outcome=Outcome.UNSTEADY, parting=None, unsteady=unsteady)
    try:
        again = played(Runner.FULL, "under Streamlit again", done)
    except TargetError as error:
        return unplayable(done, failure=str(error))
    parting = first_parting(full, moments, unsteady_places(full, again))
    outcome = Outcome.UNSTEADY if parting is None else Outcome.DISAGREES
    return replace(verdict, outcome=outcome, parting=parting, unsteady=unsteady_partings(full, again))


def _verdict(
    script: Path, events: tuple[Event, ...], full: Sequence[Moment], ours: Sequence[Moment], parting: Parting | None
) -> Verdict:
    outcomes = [visit[2] for moment in ours[1:] for visit in moment.observed.trace]
    skipped = outcomes.count("skipped")
    order = dict.fromkeys((file, line) for moment in ours for file, line, *_ in moment.observed.trace)
    return Verdict(
        script,
        Outcome.AGREES if parting is None else Outcome.DISAGREES,
        events,
        parting,
        ran=len(outcomes) - skipped,
        skipped=skipped,
        order=tuple(order),
        full=tuple(full),
    )


def texts(events: Iterable[Event]) -> list[str]:
    """Events in their text form."""
    return [to_text(event) for event in events]


def chosen(seed: int, count: int, gates: Sequence[str] = ()) -> Choose:
    """`count` plausible events, the same for the same seed and page; some of them interrupted at one of the gates."""
    return Chooser(seed, count, gates)
