"""A case: an app that holds its own events, in comments.

A line `# > set "Low" 20` anywhere in the script is an event in the text form of `events`; the events are played in
the order of the lines. `# > ran 5 6` and `# > skipped 3 "util.py:2"` after an event say which lines ran in it and
which were skipped; `ran 5*2` says how often; lines of other files are given with the file's name.

A case is one file, or a folder whose script is `app.py`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reactor.verify.events import Event, from_text
from reactor.verify.plain import Trace

MARK = "# >"
EXPECTATIONS = ("ran", "skipped")


@dataclass(frozen=True, slots=True)
class Expected:
    """What the regions of a line did after event number `after` (0 is the first load).

    `times` is how often they ran; None for at least once, and 0 for lines that were visited and skipped.
    """

    after: int
    file: str
    line: int
    times: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """An app, its events, and what is expected to run."""

    script: Path
    events: tuple[Event, ...]
    expected: tuple[Expected, ...]

    @property
    def name(self) -> str:
        return self.script.parent.name if self.script.name == "app.py" else self.script.stem


def read(script: Path) -> Case:
    """The case in `script`; raises `ValueError` for a line that is no event."""
    events: list[Event] = []
    expected: list[Expected] = []
    for text in script.read_text().splitlines():
        if not text.startswith(MARK):
            continue
        verb, _, rest = text.removeprefix(MARK).strip().partition(" ")
        if verb in EXPECTATIONS:
            expected += [_expected(len(events), verb, script.name, place) for place in rest.split()]
        else:
            events.append(from_text(f"{verb} {rest}"))
    return Case(script, tuple(events), tuple(expected))


def _expected(after: int, verb: str, script: str, place: str) -> Expected:
    place, _, times = place.partition("*")
    file, _, line = (json.loads(place) if place.startswith('"') else f"{script}:{place}").rpartition(":")
    return Expected(after, file, int(line), 0 if verb == "skipped" else int(times) if times else None)


def cases(folder: Path) -> list[Case]:
    """All cases of a folder, by name."""
    single = [path for path in folder.glob("*.py") if not path.name.startswith(("test_", "conftest", "__"))]
    return [read(path) for path in sorted([*single, *folder.glob("*/app.py")])]


def unmet(case: Case, traces: Sequence[Trace]) -> list[str]:
    """The expectations that the traces, one a moment, do not meet."""
    problems = []
    for one in case.expected:
        visits = [visit for visit in traces[one.after] if visit[:2] == (one.file, one.line)]
        ran = [why for _, _, outcome, why in visits if outcome == "ran"]
        met = bool(ran) if one.times is None else bool(visits) and len(ran) == one.times
        if not met:
            wanted = {None: "have run", 0: "have been skipped"}.get(one.times, f"have run {one.times} times")
            seen = f"{len(visits)} visits, ran {len(ran)} times {sorted(set(ran))}"
            problems.append(f"after event {one.after}: {one.file}:{one.line} should {wanted}: {seen}")
    return problems
