"""A line on stderr while something takes longer than a moment."""

from __future__ import annotations

import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

MOMENT = 0.5
STEP = 0.2


class Line:
    """What is being done, and how far it is. `at` may be called from any thread."""

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._detail = ""
        self._started = time.monotonic()

    def at(self, detail: str) -> None:
        """Say how far it is; shown on a terminal only."""
        self._detail = detail

    def now(self) -> str:
        """The line for a terminal, in one row of it."""
        seconds = f" ... {time.monotonic() - self._started:.1f} s"
        text = f"{self._doing}: {self._detail}" if self._detail else self._doing
        return text[: max(10, shutil.get_terminal_size().columns - len(seconds) - 1)] + seconds


@contextmanager
def progress(doing: str) -> Iterator[Line]:
    """Say what is being done after half a second; on a terminal with the seconds counting, and gone at the end."""
    finished = threading.Event()
    terminal = sys.stderr.isatty()
    line = Line(doing)
    thread = threading.Thread(target=_tell, args=(doing, line, finished, terminal), daemon=True)
    thread.start()
    try:
        yield line
    finally:
        finished.set()
        thread.join()


def _tell(doing: str, line: Line, finished: threading.Event, terminal: bool) -> None:
    if finished.wait(MOMENT):
        return
    if not terminal:
        click.echo(f"{doing} ...", err=True)
        return
    while True:
        click.echo(f"\r\x1b[2K{line.now()}", err=True, nl=False)
        if finished.wait(STEP):
            click.echo("\r\x1b[2K", err=True, nl=False)
            return
