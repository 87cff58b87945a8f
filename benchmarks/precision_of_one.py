"""`python -m benchmarks.precision_of_one FOLDER EVENTS SEED`: one example of `benchmarks.precision`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.precision import Precision, as_line
from reactor.pipeline import compile_app
from reactor.verify import events as ev
from reactor.verify.app import App
from reactor.verify.choose import Chooser
from reactor.verify.play import Tab
from reactor.verify.reactor_host import ReactorHost
from reactor.verify.targets import Observed
from reactor.verify.wire import BackMsg, ForwardMsg
from reactor_runtime.adapter.drawing import BlockDrawn, ElementDrawn
from reactor_runtime.engine import values
from reactor_runtime.engine.slot import Slot
from reactor_runtime.engine.trace import Outcome
from reactor_runtime.engine.walk import Walk

_TIMEOUT_SECONDS = 60.0


class _Target:
    """The host in this process, for `Tab`."""

    def __init__(self, host: ReactorHost) -> None:
        self._host = host
        self.disconnect = host.disconnect
        self.upload = host.upload

    def connect(self, existing: str | None = None) -> str:
        return self._host.connect(existing)

    def send(self, session: str, message: BackMsg, _timeout: float) -> list[ForwardMsg]:
        if not self._host.send(session, message, _TIMEOUT_SECONDS):
            raise TimeoutError(f"not settled within {_TIMEOUT_SECONDS:g} s")
        return self._host.drain(session)

    def observe(self, session: str) -> Observed:
        return Observed({}, ())

    def media(self, names: list[str]) -> dict[str, str | None]:
        return dict.fromkeys(names)


class _Observer:
    """Notes which executions gave what the one before them gave."""

    def __init__(self, walk: Walk) -> None:
        self.same: set[tuple[int, int]] = set()
        self._completed: set[int] = set()
        self._complete: Callable[..., None] = walk._complete
        walk._complete = self._noted  # type: ignore[method-assign]

    def _noted(self, recording: Any, module: Any, namespace: Any, value: Any) -> None:
        slot: Slot = recording.slot
        before = (slot.binds, slot.kept, _drawn(slot)) if id(slot) in self._completed else None
        self._complete(recording, module, namespace, value)
        region = module.plans[slot.region].region
        self._completed.add(id(slot))
        if before is None or region.volatile or recording.written or region.state_writes:
            return
        binds, kept, drawn = before
        pairs = [*zip(binds, slot.binds, strict=False), (kept, slot.kept)]
        if drawn == _drawn(slot) and all(values.same(a, b) or values.same_contents(a, b) for a, b in pairs):
            self.same.add((slot.module, slot.region))


def _drawn(slot: Slot) -> list[bytes]:
    """What an execution drew, wherever it stands."""
    return [
        operation.message.delta.SerializeToString(deterministic=True)
        for operation in slot.log
        if isinstance(operation, (ElementDrawn, BlockDrawn))
    ]


def measure(folder: Path, count: int, seed: int) -> Precision:
    """Play generated events to the example in ``folder``."""
    script = folder / "app.py"
    os.chdir(folder)
    host = ReactorHost(App(script, folder, folder, program=compile_app(script).program))
    tab = Tab(_Target(host))  # type: ignore[arg-type]
    tab.load()
    session = host._host.session(tab.session)
    walk = session._runner.walk
    observer = _Observer(walk)
    found = Precision(folder.name)
    choose = Chooser(seed, count)
    while (event := choose(tab.browser)) is not None:
        observer.same.clear()
        try:
            tab.play(event)
        except ev.EventError:
            continue
        _add(found, host, tab.session, observer)
    return found


def _add(found: Precision, host: ReactorHost, session_id: str, observer: _Observer) -> None:
    session = host._host.session(session_id)
    found.events += 1
    for visit in session.trace:
        if visit.outcome is Outcome.SKIPPED:
            found.skipped += 1
            found.seconds_skipped += visit.saved
            continue
        found.ran += 1
        found.seconds_ran += visit.seconds
        if (visit.module, visit.region) in observer.same:
            found.needless += 1
            found.seconds_needless += visit.seconds
            region = session.program.modules[visit.module].regions[visit.region - 1]
            why = f"line {region.span.line}, {visit.why}"
            found.reasons[why] = found.reasons.get(why, 0.0) + visit.seconds


if __name__ == "__main__":
    print(as_line(measure(Path(sys.argv[1]).resolve(), int(sys.argv[2]), int(sys.argv[3]))))
