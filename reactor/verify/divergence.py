"""From a difference to its cause: the fewest events that show it, and the statements that were wrongly skipped.

Both by trying. A statement was wrongly skipped if Reactor agrees with Streamlit once it runs in every walk; of several,
the earliest that will do is named. If they differ even when everything runs, nothing was wrongly skipped, and the fault
lies elsewhere in Reactor.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from reactor.verify.app import App
from reactor.verify.events import Event
from reactor.verify.fewest import fewest, needed
from reactor.verify.play import Moment
from reactor.verify.targets import Zygote
from reactor.verify.verdict import Outcome, Verdict, judge
from reactor_runtime.program import Program, Reason, Region, RegionKind

FOUND_WRONG = "found-wrong"
"""The code of the reason to run in every walk, for a region that was found to be skipped wrongly."""

Address = tuple[int, int]
"""Index of a module, and id of a region in it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A region that was wrongly skipped. `path` is absolute, in the user's own folder."""

    path: Path
    line: int
    source: str


@dataclass(frozen=True, slots=True)
class Divergence:
    """`verdict` is that of the fewest events. `statements`: what had to run; None if that was not found out.

    Empty `statements`: Reactor and Streamlit differ even when nothing is skipped.
    """

    verdict: Verdict
    statements: tuple[Statement, ...] | None


class Tracer:
    """Looks into a difference of one app. `tell` is told what is being tried, `timeout` is for one event."""

    def __init__(self, zygote: Zygote, app: App, place: Path, timeout: float) -> None:
        self._zygote = zygote
        self._app = app
        self._place = place
        self._timeout = timeout

    def fewest_events(self, verdict: Verdict, seconds: float, tell: Callable[[str], None]) -> Verdict:
        """The verdict on the fewest events that still differ, found within a time.

        The verdict given comes back, with its outcome `unsteady`, if the same events do not differ a second time.
        """
        late = _after(seconds)
        best = verdict

        def differ(events: tuple[Event, ...]) -> bool:
            nonlocal best
            tell(f"{len(best.events)} left, trying {len(events)}")
            tried = self._judge(self._app, events, steady=not verdict.unsteady)
            if tried.outcome is Outcome.DISAGREES:
                best = replace(tried, unsteady=verdict.unsteady)
            return tried.outcome is Outcome.DISAGREES

        shown = verdict.events if verdict.parting is None else verdict.events[: verdict.parting.moment]
        if not differ(shown):
            return replace(verdict, outcome=Outcome.UNSTEADY)
        fewest(shown, differ, late)
        return best

    def statements(self, verdict: Verdict, seconds: float, tell: Callable[[str], None]) -> tuple[Statement, ...] | None:
        """The statements that have to run for the events of `verdict` to agree; see `Divergence`."""
        program = self._app.program
        assert program is not None
        late = _after(seconds)
        regions = _in_order(program, verdict.order)

        def suffices(always: Sequence[Address]) -> bool:
            tell(f"running {len(always)} of {len(regions)} every time")
            app = replace(self._app, program=always_running(program, always))
            tried = self._judge(app, verdict.events, full=verdict.full, steady=not verdict.unsteady)
            return tried.outcome in (Outcome.AGREES, Outcome.UNSTEADY)

        found = needed(list(regions), suffices, late)
        if found is None:
            return None if late() else ()
        return tuple(_statement(program, regions[address], address) for address in found)

    def _judge(self, app: App, events: Iterable[Event], *, steady: bool, full: Sequence[Moment] = ()) -> Verdict:
        return judge(self._zygote, app, self._place, events, timeout=self._timeout, full=full, steady=steady)


def _after(seconds: float) -> Callable[[], bool]:
    return partial(_passed, time.monotonic() + seconds)


def _passed(deadline: float) -> bool:
    return time.monotonic() > deadline


def _in_order(program: Program, order: Sequence[tuple[str, int]]) -> dict[Address, Region]:
    """The regions that stand at the places visited, in the order of the visits."""
    at: dict[tuple[str, int], list[tuple[Address, Region]]] = {}
    for module in program.modules:
        for region in module.regions:
            if region.kind is not RegionKind.LOOP:
                place = Path(module.path).name, region.span.line
                at.setdefault(place, []).append(((module.index, region.id), region))
    return {address: region for place in order for address, region in at.get(place, ())}


def _statement(program: Program, region: Region, address: Address) -> Statement:
    return Statement(Path(program.modules[address[0]].path), region.span.line, region.source)


def always_running(program: Program, addresses: Iterable[Address]) -> Program:
    """The program with some of its regions volatile, for no other reason than that they are named here."""
    named = frozenset(addresses)

    def marked(index: int, region: Region) -> Region:
        if (index, region.id) not in named:
            return region
        why = Reason(FOUND_WRONG, region.span.line, region.source)
        return replace(region, volatile=(*region.volatile, why))

    modules = (
        replace(module, regions=tuple(marked(module.index, region) for region in module.regions))
        for module in program.modules
    )
    return replace(program, modules=tuple(modules))
