"""Many people at once: events a second, and how long the slowest of them wait.

python -m benchmarks.sessions
python -m benchmarks.sessions --app main --sessions 1 --sessions 50 --seconds 10

Each session is a tab of its own whose person moves the slider, waits for the page, looks at it for a twentieth of a
second and moves it again. The contenders are measured one after the other, each in a process that is started for it,
so that none of them works while another one is measured.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import threading
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from benchmarks.apps import App, all_apps
from benchmarks.client import Tab
from benchmarks.machine import describe
from benchmarks.servers import CONTENDERS, Contender, Server

_APPS = {app.name: app for app in all_apps()}


@dataclass(frozen=True, slots=True)
class Crowd:
    """What so many sessions had of one contender. Latencies in seconds; ``session_bytes`` is what each one added."""

    contender: str
    sessions: int
    events: int
    events_per_second: float
    median: float
    p99: float
    session_bytes: int


@click.command(help=__doc__)
@click.option("--app", "name", default="cheap300", show_default=True, type=click.Choice(list(_APPS)))
@click.option("--sessions", "counts", multiple=True, default=(1, 10, 50, 100), show_default=True, type=int)
@click.option("--seconds", default=6.0, show_default=True, type=click.FloatRange(0, min_open=True), help="Of each.")
@click.option("--json", "file", type=click.Path(dir_okay=False, path_type=Path), help="Write the numbers there.")
def main(name: str, counts: tuple[int, ...], seconds: float, file: Path | None) -> None:
    """Print a line for each contender and number of sessions."""
    machine = describe()
    app = _APPS[name]
    click.echo(f"{machine}\n{app.title}\n")
    click.echo(f"{'sessions':>8}  {'':12}{'events/s':>9}{'median':>11}{'p99':>11}{'a session':>12}")
    found: list[Crowd] = []
    with tempfile.TemporaryDirectory(prefix="reactor-benchmark-") as folder:
        script = Path(folder) / "app.py"
        script.write_text(app.source)
        for count in counts:
            for contender in CONTENDERS:
                found.append(_measured(contender, script, app, count, seconds))
                click.echo(_line(found[-1]))
    if file is not None:
        file.write_text(json.dumps({"machine": machine.as_json(), "crowds": [asdict(one) for one in found]}) + "\n")


def _measured(contender: Contender, script: Path, app: App, count: int, seconds: float) -> Crowd:
    with ExitStack() as stack:
        server = stack.enter_context(Server(contender, script))
        tabs = [Tab(server.port) for _ in range(count)]
        for number, tab in enumerate(tabs):
            stack.callback(tab.close)
            tab.open()
            if number == 0:
                tab.move(app.slider, 50)
                before = server.resident_bytes()
        samples: list[list[float]] = [[] for _ in tabs]
        started = time.perf_counter()
        people = [
            threading.Thread(target=_person, args=(tab, app.slider, number, started + seconds, sample))
            for number, (tab, sample) in enumerate(zip(tabs, samples, strict=True))
        ]
        for person in people:
            person.start()
        for person in people:
            person.join()
        took = time.perf_counter() - started
        grown = (server.resident_bytes() - before) // max(count - 1, 1)
    waits = sorted(wait for sample in samples for wait in sample)
    slowest = statistics.quantiles(waits, n=100, method="inclusive")[-1] if len(waits) > 1 else waits[0]
    return Crowd(contender.name, count, len(waits), len(waits) / took, statistics.median(waits), slowest, grown)


def _person(tab: Tab, slider: str, number: int, until: float, waits: list[float]) -> None:
    """Moves the slider until the time is over; the client looks at each page for a twentieth of a second."""
    step = 0
    while time.perf_counter() < until:
        step += 1
        waits.append(tab.move(slider, (number + step) * 37 % 101 or 50).seconds)


def _line(one: Crowd) -> str:
    return (
        f"{one.sessions:8}  {one.contender:12}{one.events_per_second:9.1f}{one.median * 1e3:8.1f} ms"
        f"{one.p99 * 1e3:8.1f} ms{one.session_bytes / 2**20:8.1f} MiB"
    )


if __name__ == "__main__":
    main()
