"""Events in a file: written down to be played again, or by hand.

One event a line, in the text form of `events`, such as `set "Low" 20`; empty lines and what follows a `#` at the start
of a line are left out. In a Python file the lines `# > set "Low" 20` count, as in the cases of the tests.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from reactor.verify import case
from reactor.verify.events import Event, from_text, to_text


class NoEvent(ValueError):
    """A line that is no event; `line` counts from 1."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line


def read(path: Path) -> tuple[Event, ...]:
    """The events in a file. Raises `NoEvent`, or `OSError`."""
    marked = path.suffix == ".py"
    events = []
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = text.strip()
        if marked:
            line = text.removeprefix(case.MARK).strip() if text.startswith(case.MARK) else ""
            if line.partition(" ")[0] in case.EXPECTATIONS:
                continue
        if line and (marked or not line.startswith("#")):
            try:
                events.append(from_text(line))
            except (TypeError, ValueError) as error:
                raise NoEvent(number, str(error)) from error
    return tuple(events)


def write(path: Path, events: Iterable[Event], about: Iterable[str]) -> None:
    """Write events under a head of comments. Raises `OSError`."""
    lines = [*(f"# {text}" for text in about), "", *map(to_text, events)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
