"""A line on stderr while something takes longer than a moment."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

MOMENT = 0.5
STEP = 0.2


@contextmanager
def progress(doing: str) -> Iterator[None]:
    """Say what is being done after half a second; on a terminal with the seconds counting, and gone at the end."""
    finished = threading.Event()
    terminal = sys.stderr.isatty()
    thread = threading.Thread(target=_tell, args=(doing, finished, terminal), daemon=True)
    thread.start()
    try:
        yield
    finally:
        finished.set()
        thread.join()


def _tell(doing: str, finished: threading.Event, terminal: bool) -> None:
    started = time.monotonic()
    if finished.wait(MOMENT):
        return
    if not terminal:
        click.echo(f"{doing} ...", err=True)
        return
    while True:
        click.echo(f"\r{doing} ... {time.monotonic() - started:.1f} s", err=True, nl=False)
        if finished.wait(STEP):
            click.echo("\r\x1b[2K", err=True, nl=False)
            return
