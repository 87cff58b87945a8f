"""Traces of a running app, as `reactor serve --trace` writes them: read, told, and put into other forms.

Needs: a file of JSON lines (docs/traces.md). Gives: its events, the time that each region took, and the formats of
Chrome and speedscope.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reactor.build.errors import AppProblem
from reactor_runtime.program import Program

SCHEMA = 1

SPEEDSCOPE = "https://www.speedscope.app/file-format-schema.json"

# Chrome counts microseconds.
MICROSECONDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Traced:
    """One event. `files` are the hashes of the sources that it ran with, by path."""

    data: Mapping[str, Any]
    files: Mapping[str, str]


def read(path: Path) -> list[Traced]:
    """The events in a file, in order; a line that was cut off at the end is left out. Raises `AppProblem`."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise AppProblem(f"cannot be read: {error}", path=path) from error
    found: list[Traced] = []
    files: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        try:
            data = json.loads(line)
            if "schema" in data:
                _check(data["schema"], path)
                files = {file["path"]: file["sha256"] for file in data["files"]}
            else:
                found.append(Traced({**data, "visits": list(data["visits"])}, files))
        except (ValueError, TypeError, KeyError) as error:
            if number < len(lines):
                message, hint = "is no line of a trace", "reactor serve app.py --trace FILE writes one"
                raise AppProblem(message, path=path, line=number, hint=hint) from error
    return found


def _check(schema: object, path: Path) -> None:
    if schema != SCHEMA:
        raise AppProblem(f"is a trace of schema {schema}, this is {SCHEMA}", path=path, hint="trace anew")


def times(events: Iterable[Traced], program: Program, names: Mapping[int, str]) -> dict[tuple[str, int], float]:
    """Seconds that each region took in an event on average, by path and number, where the source is still the same.

    `names` are the paths of the program's modules as the trace has them.
    """
    hashes = {names[module.index]: module.source_hash for module in program.modules}
    total: dict[tuple[str, int], float] = {}
    count = 0
    for event in events:
        same = {path for path, digest in event.files.items() if hashes.get(path) == digest}
        count += bool(same)
        for visit in event.data["visits"]:
            if visit["path"] in same and visit["outcome"] == "ran":
                address = visit["path"], visit["region"]
                total[address] = total.get(address, 0.0) + visit["seconds"]
    return {address: seconds / count for address, seconds in total.items()}


def print_events(events: Iterable[Traced]) -> str:
    """A line for each event, with its number in the file."""
    return "".join(f"{_event_line(number, event.data)}\n" for number, event in enumerate(events, start=1))


def _event_line(number: int, event: Mapping[str, Any]) -> str:
    saved = sum(visit.get("saved", 0.0) for visit in event["visits"])
    work = f"{event['ran']} ran, {event['skipped']} skipped"
    return f"{number:>5}  {event['seconds'] * 1000:>9.1f} ms  {work}, {saved * 1000:.1f} ms saved  ({event['ending']})"


def chrome(events: Iterable[Traced]) -> str:
    """Chrome's trace format, which Perfetto and chrome://tracing open: a row for each session."""
    found = list(events)
    start = min((event.data["at"] for event in found), default=0.0)
    rows: dict[str, int] = {}
    parts = [part for event in found for part in _parts(event.data, start, rows)]
    return json.dumps({"traceEvents": parts, "displayTimeUnit": "ms"}, ensure_ascii=False) + "\n"


def _parts(event: Mapping[str, Any], start: float, rows: dict[str, int]) -> Iterator[dict[str, Any]]:
    if event["session"] not in rows:
        rows[event["session"]] = len(rows) + 1
        name = {"name": f"session {event['session'][:8]}"}
        yield {"name": "thread_name", "ph": "M", "pid": 1, "tid": rows[event["session"]], "args": name}
    row = {"ph": "X", "pid": 1, "tid": rows[event["session"]]}
    began = (event["at"] - start) * MICROSECONDS
    about = {name: event[name] for name in ("page", "ending", "ran", "skipped")}
    span = {"ts": round(began, 1), "dur": round(event["seconds"] * MICROSECONDS, 1)}
    yield {"name": f"event {event['event']}", "cat": "event", **row, **span, "args": about}
    for visit in event["visits"]:
        if visit["outcome"] == "ran":
            span = {
                "ts": round(began + visit["at"] * MICROSECONDS, 1),
                "dur": round(visit["seconds"] * MICROSECONDS, 1),
            }
            why = {"why": visit["why"], "cut off": visit["cut_off"]}
            yield {"name": f"{visit['path']}:{visit['line']}", "cat": "region", **row, **span, "args": why}


def speedscope(events: Iterable[Traced]) -> str:
    """The format of speedscope.app: a profile for each event, in which every region that ran is a frame."""
    frames: dict[tuple[str, int], int] = {}
    profiles = [_profile(event.data, frames) for event in events]
    named = [{"name": f"{path}:{line}", "file": path, "line": line} for path, line in frames]
    whole = {"$schema": SPEEDSCOPE, "exporter": "reactor", "shared": {"frames": named}, "profiles": profiles}
    return json.dumps(whole, ensure_ascii=False) + "\n"


def _profile(event: Mapping[str, Any], frames: dict[tuple[str, int], int]) -> dict[str, Any]:
    ran = [visit for visit in event["visits"] if visit["outcome"] == "ran"]
    steps = []
    now = 0.0
    for visit in sorted(ran, key=lambda one: one["at"]):
        frame = frames.setdefault((visit["path"], visit["line"]), len(frames))
        # Two readings of a clock may differ from a third by their last digit, and frames may not overlap.
        begin = max(now, visit["at"])
        now = max(begin, visit["at"] + visit["seconds"])
        steps += [{"type": "O", "frame": frame, "at": begin}, {"type": "C", "frame": frame, "at": now}]
    name = f"session {event['session'][:8]}, event {event['event']}"
    end = max(now, event["seconds"])
    return {"type": "evented", "name": name, "unit": "seconds", "startValue": 0, "endValue": end, "events": steps}
