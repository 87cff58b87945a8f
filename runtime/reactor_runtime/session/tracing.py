"""Traces of events for other programs: a file of JSON lines, and OpenTelemetry spans.

Purpose: what an event ran and skipped, and how long it took, kept beyond the session. Needs: the events that
`Host.listen` tells of. docs/traces.md is the reference of the lines.
"""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

from reactor_runtime.engine.trace import Outcome, Visit
from reactor_runtime.program import Program
from reactor_runtime.session.history import Event

SCHEMA = 1


class Places:
    """Where the regions of a program are, in the words of its author."""

    def __init__(self, program: Program) -> None:
        self.program = program
        top = Path(program.modules[0].path).parent
        self.files = [(_relative(Path(module.path), top), module.source_hash) for module in program.modules]
        self._lines = [[region.span.line for region in module.regions] for module in program.modules]

    @classmethod
    def of(cls, program: Program, known: Places | None) -> Places:
        """Those of the event before, as long as the program is the same."""
        return known if known is not None and known.program is program else cls(program)

    def line(self, visit: Visit) -> int:
        """The line of the region."""
        return self._lines[visit.module][visit.region - 1]

    def place(self, visit: Visit) -> str:
        """The region's file and line."""
        return f"{self.files[visit.module][0]}:{self.line(visit)}"


def _relative(path: Path, top: Path) -> str:
    return path.relative_to(top).as_posix() if path.is_relative_to(top) else path.as_posix()


class TraceFile:
    """Adds a line for each event to a file, and one for the sources before it where they are others. Any thread."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._path = path
        self._places: Places | None = None

    def record(self, session_id: str, program: Program, event: Event) -> None:
        """Write an event. Raises `OSError`."""
        with self._lock:
            places = Places.of(program, self._places)
            if places is not self._places:
                self._places = places
                files = [{"path": path, "sha256": digest} for path, digest in places.files]
                self._write({"schema": SCHEMA, "files": files})
            self._write(self._event(session_id, places, event))

    @staticmethod
    def _event(session_id: str, places: Places, event: Event) -> dict[str, Any]:
        ran = sum(visit.outcome is Outcome.RAN for visit in event.trace)
        return {
            "session": session_id,
            "event": event.number,
            "at": round(event.at, 6),
            "seconds": round(event.seconds, 6),
            "ending": event.ending,
            "page": event.page,
            "ran": ran,
            "skipped": len(event.trace) - ran,
            "visits": [_visit(visit, places, event) for visit in event.trace],
        }

    def _write(self, data: dict[str, Any]) -> None:
        line = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        with self._path.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")


def _visit(visit: Visit, places: Places, event: Event) -> dict[str, Any]:
    about = {
        "path": places.files[visit.module][0],
        "line": places.line(visit),
        "region": visit.region,
        "outcome": str(visit.outcome),
    }
    if visit.outcome is Outcome.SKIPPED:
        return {**about, "saved": round(visit.saved, 6), **({"recalled": True} if visit.why else {})}
    began = {"at": round(visit.at - event.began, 6), "seconds": round(visit.seconds, 6)}
    return {**about, "why": visit.why, **began, "cut_off": visit.equal}


class Spans:
    """A span for each event, with one inside for each region that ran."""

    def __init__(self) -> None:
        from opentelemetry import trace

        self._trace = trace
        self._tracer = trace.get_tracer("reactor")
        self._places: Places | None = None

    def record(self, session_id: str, program: Program, event: Event) -> None:
        """Hand an event to whatever exports spans."""
        places = self._places = Places.of(program, self._places)
        begin = int(event.at * 1e9)
        ran = [visit for visit in event.trace if visit.outcome is Outcome.RAN]
        about: dict[str, str | int] = {
            "reactor.session": session_id,
            "reactor.event": event.number,
            "reactor.page": event.page,
            "reactor.ending": event.ending,
            "reactor.ran": len(ran),
            "reactor.skipped": len(event.trace) - len(ran),
        }
        whole = self._tracer.start_span("reactor event", start_time=begin, attributes=about)
        inside = self._trace.set_span_in_context(whole)
        for visit in ran:
            start = begin + int((visit.at - event.began) * 1e9)
            why: dict[str, str | bool] = {"reactor.why": visit.why, "reactor.cut_off": visit.equal}
            span = self._tracer.start_span(places.place(visit), inside, start_time=start, attributes=why)
            span.end(start + int(visit.seconds * 1e9))
        whole.end(begin + int(event.seconds * 1e9))


def make_spans() -> Spans | None:
    """Spans, if OpenTelemetry is installed and somebody told it what to do with them; else None."""
    try:
        from opentelemetry import trace
    except ModuleNotFoundError:
        return None
    idle = isinstance(trace.get_tracer_provider(), trace.ProxyTracerProvider | trace.NoOpTracerProvider)
    return None if idle else Spans()
