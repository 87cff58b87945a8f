"""What the inspector costs an event: not there, there and nobody looks, there and a page follows.

    python -m benchmarks.inspector
    python -m benchmarks.inspector --count 1000 --events 100

The same app in all ways, in turn, and the first of them twice: what the two differ by is the machine's doing, and says
how much of the others may be. Times are the processor's, of all threads, so that what a page is sent counts.
"""

from __future__ import annotations

import json
import queue
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import click

from benchmarks.machine import describe
from benchmarks.report import spread
from benchmarks.walk import times
from reactor_runtime.session.host import Host
from reactor_web.inspector.feed import Feed

ROUNDS = 5
_HALF_RUNS = 'import streamlit as st\n\nlow = st.slider("Low", 0, 100)\n'


def app(count: int) -> str:
    """``count`` lines of text, of which every other one shows the slider."""
    lines = [f'st.text(f"Line {n} {{low}}")' if n % 2 else f'st.text("Line {n}")' for n in range(count)]
    return _HALF_RUNS + "\n".join(lines) + "\n"


class _Page:
    """An inspector's end of the websocket: asks for the first session that it hears of, and takes everything."""

    connected = True

    def __init__(self) -> None:
        self._asked: queue.Queue[str | None] = queue.Queue()

    def __iter__(self) -> Iterator[str]:
        return iter(self._asked.get, None)

    def send(self, data: str) -> None:
        message = json.loads(data) if data.startswith('{"type":"sessions"') else {}
        for session in message.get("sessions", ()):
            self._asked.put(json.dumps({"watch": session["id"]}))

    def close(self, *_: Any) -> None:
        self.connected = False
        self._asked.put(None)


@contextmanager
def there(host: Host) -> Iterator[None]:
    """An inspector that nobody looks at."""
    host.watch()
    yield


@contextmanager
def followed(host: Host) -> Iterator[None]:
    """A page that follows the session."""
    page = _Page()
    feed = Feed(host, page)  # type: ignore[arg-type]
    thread = threading.Thread(target=feed.serve)
    thread.start()
    yield
    page.close()
    thread.join()


WAYS: dict[str, Callable[[Host], AbstractContextManager[object]]] = {
    "not there": nullcontext,
    "there, nobody looks": there,
    "not there, again": nullcontext,
    "there, a page follows": followed,
}


@click.command()
@click.option("--count", default=400, show_default=True, type=click.IntRange(10), help="Statements, half of which run.")
@click.option("--events", default=40, show_default=True, type=click.IntRange(1), help="Events in each of the rounds.")
def main(count: int, events: int) -> None:
    """Print what an event costs in each way, and the ratio to the first."""
    click.echo(f"{describe()}\n{count} statements, {ROUNDS} rounds of {events} events\n")
    taken: dict[str, list[float]] = {way: [] for way in WAYS}
    for _ in range(ROUNDS):
        for way, around in WAYS.items():
            with tempfile.TemporaryDirectory(prefix="reactor-benchmark-") as folder:
                taken[way] += times(app(count), Path(folder), events, around=around)[0]
    first = spread(taken["not there"]).median
    for way, seconds in taken.items():
        found = spread(seconds)
        whole = f"{found.median * 1e3:8.2f} ms ({found.p10 * 1e3:.2f} to {found.p90 * 1e3:.2f})"
        click.echo(f"{way:24}  {found.median / first:5.2f}  {whole}")


if __name__ == "__main__":
    main()
