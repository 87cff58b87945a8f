"""One generated script under both runners."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reactor.verify.app import App, stage
from reactor.verify.compare import Parting, first_parting, unsteady_places
from reactor.verify.events import Event, to_text
from reactor.verify.generate.statements import helper
from reactor.verify.play import Choose, Moment, record
from reactor.verify.targets import Runner, TargetError, Zygote

_TIMEOUT = 20
_VISITS = 60


@dataclass(frozen=True, slots=True)
class Played:
    """What came of it. `report` is empty if the two agree; `ran` and `skipped` count regions after the first load.

    ``broken``: the oracle itself cannot play it to the end, so that nothing is compared.
    """

    events: tuple[Event, ...]
    report: str = ""
    trace: str = ""
    ran: int = 0
    skipped: int = 0
    broken: bool = False


def play(zygote: Zygote, source: str, events: Iterable[Event] | Choose) -> Played:
    """Play the events to the oracle and to Reactor; to the oracle again only if they part."""
    with tempfile.TemporaryDirectory(prefix="generated-") as folder:
        script = Path(folder) / "app.py"
        write(script, source)
        app = App.of(script)
        with stage() as place:
            try:
                full = record(zygote, Runner.FULL, app, place, events, timeout=_TIMEOUT)
            except TargetError:
                return Played((), broken=True)
            played = tuple(moment.event for moment in full if moment.event is not None)
            if full[-1].error:
                return Played(played, broken=True)
            try:
                ours = record(zygote, Runner.REACTOR, app, place, played, timeout=_TIMEOUT)
            except TargetError as error:
                return Played(played, str(error))
            parting = first_parting(full, ours)
            if parting is not None:
                again = record(zygote, Runner.FULL, app, place, played, timeout=_TIMEOUT)
                parting = first_parting(full, ours, unsteady_places(full, again))
    return _judged(played, ours, parting)


def write(script: Path, source: str) -> None:
    """The script, and beside it the local module if it imports it."""
    script.write_text(source)
    if "import helper" in source:
        script.with_name("helper.py").write_text(helper())


def _judged(played: tuple[Event, ...], ours: Sequence[Moment], parting: Parting | None) -> Played:
    outcomes = [outcome for moment in ours[1:] for _, _, outcome, _ in moment.observed.trace]
    skipped = outcomes.count("skipped")
    if parting is None:
        return Played(played, ran=len(outcomes) - skipped, skipped=skipped)
    visits = ours[parting.moment].observed.trace if parting.moment < len(ours) else ()
    trace = "\n".join(f"line {line}: {outcome} {why}".rstrip() for _, line, outcome, why in visits[:_VISITS])
    return Played(played[: parting.moment], str(parting), trace, len(outcomes) - skipped, skipped)


def as_case(source: str, events: Iterable[Event]) -> str:
    """The text of a file that the differential tests can replay."""
    return f"{source}\n" + "".join(f"# > {to_text(event)}\n" for event in events)
