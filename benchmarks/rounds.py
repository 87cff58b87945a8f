"""One app, all contenders, the same events: what each of them took.

The contenders take turns at every step, and the first of a round changes, so that whatever else the machine does
happens to all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.apps import App
from benchmarks.client import Exchange, Tab
from benchmarks.servers import Contender, DidNotStart, Server
from reactor.verify.compare import differences
from reactor.verify.view import view

WARM_UP_EVENTS = 3


@dataclass(slots=True)
class Measured:
    """What one contender took. ``first_runs`` in the order of the sessions: the first one imports what the script does.

    ``cpu_seconds``: processor time of the server for all events together. ``session_bytes``: memory that a session
    beyond the first one added, on average.
    """

    contender: str
    start_seconds: float = 0.0
    first_runs: list[Exchange] = field(default_factory=list)
    events: list[Exchange] = field(default_factory=list)
    cpu_seconds: float = 0.0
    resident_bytes: int = 0
    session_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """An app's measurements. ``disagreements``: where the pages differ at the end, by contender; it should be empty."""

    app: App
    measured: tuple[Measured, ...]
    disagreements: dict[str, str]
    failures: dict[str, str]


@dataclass(slots=True)
class _Seat:
    server: Server
    measured: Measured
    tab: Tab


def measure(
    app: App,
    contenders: Sequence[Contender],
    folder: Path,
    *,
    events: int,
    sessions: int,
    note: Callable[[str], None],
) -> Outcome:
    """Serve the app from ``folder`` by each contender, open ``sessions`` tabs each, and move the slider."""
    script = folder / "app.py"
    script.write_text(app.source)
    failures: dict[str, str] = {}
    with ExitStack() as stack:
        seats = []
        for contender in contenders:
            note(f"starting {contender.title}")
            try:
                server = stack.enter_context(Server(contender, script))
            except DidNotStart as error:
                failures[contender.name] = str(error)
                continue
            seats.append(_Seat(server, Measured(contender.name, server.start_seconds), Tab(server.port)))
            stack.callback(seats[-1].tab.close)
        _open_sessions(seats, sessions, stack, note)
        _move(seats, app.slider, events, note)
        return Outcome(app, tuple(seat.measured for seat in seats), _disagreements(seats), failures)


def _open_sessions(seats: Sequence[_Seat], sessions: int, stack: ExitStack, note: Callable[[str], None]) -> None:
    for number, seat in _turns(seats, sessions):
        note(f"session {number + 1} of {sessions}")
        tab = seat.tab
        if number:
            tab = Tab(seat.server.port)
            stack.callback(tab.close)
        seat.measured.first_runs.append(tab.open())
        seat.server.wait_until_idle()
        if number == 0:
            seat.measured.resident_bytes = seat.server.resident_bytes()
    for seat in seats:
        grown = seat.server.resident_bytes() - seat.measured.resident_bytes
        seat.measured.session_bytes = grown // max(sessions - 1, 1)


def _move(seats: Sequence[_Seat], slider: str, events: int, note: Callable[[str], None]) -> None:
    for number, seat in _turns(seats, WARM_UP_EVENTS):
        seat.tab.move(slider, _value(number))
        seat.server.wait_until_idle()
    for number, seat in _turns(seats, events):
        note(f"event {number + 1} of {events}")
        # Taken around each turn: what a server does while it waits for the others' turns is not an event's.
        before = seat.server.cpu_seconds()
        seat.measured.events.append(seat.tab.move(slider, _value(number + WARM_UP_EVENTS)))
        seat.server.wait_until_idle()
        seat.measured.cpu_seconds += seat.server.cpu_seconds() - before


def _turns(seats: Sequence[_Seat], rounds: int) -> Iterator[tuple[int, _Seat]]:
    for number in range(rounds):
        first = number % max(len(seats), 1)
        for seat in [*seats[first:], *seats[:first]]:
            yield number, seat


def _value(number: int) -> int:
    """A value from 1 to 100, which is not among the hundred before it: nothing is to be found in a cache."""
    return (number + 1) * 37 % 101 or 50


def _disagreements(seats: Sequence[_Seat]) -> dict[str, str]:
    if not seats:
        return {}
    pages = [view(seat.tab.browser, lambda urls: dict.fromkeys(urls)) for seat in seats]
    found = {}
    for seat, page in zip(seats[1:], pages[1:], strict=True):
        different = next(differences(pages[0], page), None)
        if different is not None:
            found[seat.measured.contender] = str(different)
    return found
