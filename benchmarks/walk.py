"""What the engine's own parts cost, without a server: an event, a clean region's guard, re-applying what it drew.

    python -m benchmarks.walk
    python -m benchmarks.walk --count 1000 --events 100

Each part is measured as the difference between an app with a slider and what it shows, and the same app with many more
statements of one kind, divided by their number. The events move the slider, so all those statements are clean. Times
are the processor's, of all threads: other programs on the machine do not count.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import click

from benchmarks.machine import describe
from benchmarks.report import spread
from reactor.pipeline import compile_source
from reactor.verify import widget_kinds
from reactor.verify.browser import Browser
from reactor.verify.streamlit_full import prepare
from reactor.verify.wire import BackMsg, ForwardMsg
from reactor_runtime.session.host import Host

ROUNDS = 3
WARM_UP_EVENTS = 5
_TIMEOUT_SECONDS = 60.0
_BASE = 'import streamlit as st\n\nlow = st.slider("Low", 0, 100)\nst.write(low)\n'


@dataclass(frozen=True, slots=True)
class Part:
    """``statement`` has ``{n}`` for its number, from 1; ``before`` comes once, before all of them."""

    title: str
    statement: str
    before: str = ""

    def script(self, count: int) -> str:
        """The base app and ``count`` of the statements."""
        return _BASE + self.before + "".join(self.statement.format(n=number) for number in range(1, count + 1))


FLOOR = Part("an event, two statements", "")
PARTS = (
    Part("guard of a clean region", "x{n} = abs(x0 + {n})\n", "x0 = abs(-1)\n"),
    Part("guard and a mutable value read", "x{n} = len(x0)\n", "x0 = list(range(100))\n"),
    Part("an element drawn again", 'st.text("Line {n}")\n'),
    Part("a widget drawn again", 'st.checkbox("Box {n}")\n'),
    Part("a container made again", "st.container()\n"),
    Part("a loop's iteration, with an element", "", "for number in range({count}):\n    st.text(number)\n"),
)


@dataclass(slots=True)
class _Client:
    """Takes a session's messages."""

    written: list[ForwardMsg] = field(default_factory=list)

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        self.written.append(msg)


def times(
    source: str,
    folder: Path,
    events: int,
    slider: str = "Low",
    around: Callable[[Host], AbstractContextManager[object]] = nullcontext,
) -> tuple[list[float], Counter[str]]:
    """Processor seconds of each event, which moves ``slider``; how often regions ran and were skipped in the last.

    ``around`` is entered for the whole of it, before the session begins.
    """
    script = folder / "app.py"
    script.write_text(source)
    prepare(script)
    host = Host(str(script), compile_source(source, str(script)).program)
    client, browser = _Client(), Browser()
    stack = ExitStack()
    stack.enter_context(around(host))
    session = host.connect(client, {})

    def exchange(message: BackMsg) -> float:
        started = time.process_time()
        host.receive(session, message, client)
        if not host.wait_until_settled(session, _TIMEOUT_SECONDS):
            raise TimeoutError(f"an event took more than {_TIMEOUT_SECONDS:.0f} s")
        seconds = time.process_time() - started
        for one in client.written:
            browser.receive(one)
        client.written.clear()
        browser.settle()
        return seconds

    try:
        exchange(browser.rerun())
        taken = []
        for number in range(WARM_UP_EVENTS + events):
            node = browser.widget(slider, 0)
            message = browser.change(node, widget_kinds.encode(node.element, number % 100 + 1))
            assert message is not None
            taken.append(exchange(message))
        outcomes = Counter(outcome for _, _, outcome, _ in host.last_trace(session))
    finally:
        stack.close()
        host.close()
    return taken[WARM_UP_EVENTS:], outcomes


@click.command()
@click.option("--count", default=1000, show_default=True, type=click.IntRange(10), help="Statements of each kind.")
@click.option("--events", default=40, show_default=True, type=click.IntRange(1), help="Events in each of the rounds.")
def main(count: int, events: int) -> None:
    """Print what an event costs, and each kind of clean region in it."""
    click.echo(f"{describe()}\n{count} statements of each kind, {ROUNDS} rounds of {events} events\n")
    taken: dict[str, list[float]] = {}
    outcomes: dict[str, Counter[str]] = {}
    scripts = {part.title: part.script(count).replace("{count}", str(count)) for part in (FLOOR, *PARTS)}
    scripts[FLOOR.title] = _BASE
    for _ in range(ROUNDS):
        for title, source in scripts.items():
            with tempfile.TemporaryDirectory(prefix="reactor-benchmark-") as folder:
                seconds, outcomes[title] = times(source, Path(folder), events)
            taken.setdefault(title, []).extend(seconds)
    floor = spread(taken[FLOOR.title])
    width = max(map(len, scripts))
    for title, seconds in taken.items():
        found = spread(seconds)
        each = "" if title == FLOOR.title else f"{(found.median - floor.median) / count * 1e6:6.1f} us each"
        ran = ", ".join(f"{number} {outcome}" for outcome, number in sorted(outcomes[title].items()))
        whole = f"{found.median * 1e3:8.2f} ms ({found.p10 * 1e3:.2f} to {found.p90 * 1e3:.2f})"
        click.echo(f"{title:{width}}  {each:>14}  {whole}  {ran}")


if __name__ == "__main__":
    main()
